//! Messages about faults of `rules.toml`.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::nearest::{nearest, suggestion};
use crate::model::Place;
use crate::model::settings::{Choice, SECTIONS, Section, Setting, settings};
use crate::model::words::Bilingual;

/// Text that is not valid TOML from this line on; `better` is the corrected line.
pub(super) fn syntax(place: Place, message: &str, better: Option<String>, findings: &mut Findings) {
    let first = message.lines().next().unwrap_or_default().to_owned();
    let action = match better {
        Some(better) => bilingual!("写成：{better}", "Write: {better}"),
        None if first.starts_with("duplicate key") => bilingual!(
            "这个键或这一节上面已经写过，只保留一处",
            "This key or section already appears above: keep one of them"
        ),
        None => bilingual!(
            "每行写“键 = 值”，分节写 [groups] 等，文字加英文双引号",
            "Write key = value on each line, sections as [groups], and words in double quotes"
        ),
    };
    let what = bilingual!(
        "从这一行起不是有效的 TOML",
        "From this line on this is not valid TOML: {first}"
    );
    findings.add(ProblemCode::RulesSyntax, place, "", what, action);
}

pub(super) fn unknown_section(place: Place, word: &str, findings: &mut Findings) {
    let known = sorted(SECTIONS.iter().map(|own| own.key));
    // A key above the first section is a common mistake.
    let near = match SECTIONS.iter().find(|own| own.setting(word).is_some()) {
        Some(Section { key, .. }) => {
            bilingual!("，它属于 [{key}] 一节", "; it belongs under [{key}]")
        }
        None if findings.wants(ProblemCode::RuleUnknown, &place.file) => {
            suggestion(nearest(word, known.iter().copied()))
        }
        None => suggestion(None),
    };
    unknown(place, word, &near, &known, findings);
}

pub(super) fn unknown_key<T>(
    place: Place,
    section: &Section<T>,
    word: &str,
    findings: &mut Findings,
) {
    let known = sorted(section.settings.iter().map(|own| own.key));
    // No suggestion is needed for problems that will not be listed.
    let wanted = findings.wants(ProblemCode::RuleUnknown, &place.file);
    let near = wanted.then(|| near_key(section, word, &known)).flatten();
    unknown(place, word, &suggestion(near), &known, findings);
}

/// The key with this title, else the nearest key of the section, else the nearest of all.
fn near_key<T>(section: &Section<T>, word: &str, known: &[&'static str]) -> Option<&'static str> {
    let titled = |own: &&Setting<T>| own.title.zh == word || own.title.en == word;
    let titled = section.settings.iter().find(titled);
    let near = titled.map(|own| own.key);
    near.or_else(|| nearest(word, known.iter().copied()))
        .or_else(|| nearest(word, settings().map(|own| own.key)))
}

fn sorted(keys: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut keys: Vec<&str> = keys.collect();
    keys.sort_unstable();
    keys
}

fn unknown(place: Place, word: &str, near: &Bilingual, known: &[&str], findings: &mut Findings) {
    let (known_zh, known_en) = (known.join("、"), known.join(", "));
    let (zh, en) = (&near.zh, &near.en);
    findings.add(
        ProblemCode::RuleUnknown,
        place,
        word,
        bilingual!("没有这条规则{zh}", "There is no rule with this name{en}"),
        bilingual!("此处可用：{known_zh}", "Known here: {known_en}"),
    );
}

/// A key in the place of a section.
pub(super) fn no_section(place: Place, written: &str, findings: &mut Findings) {
    wrong_type(
        place,
        written,
        &bilingual!("[表]", "a table"),
        None,
        findings,
    );
}

/// A value of the wrong type; `better` is the corrected line.
pub(super) fn wrong_type(
    place: Place,
    written: &str,
    form: &Bilingual,
    better: Option<String>,
    findings: &mut Findings,
) {
    let what = must_be(&place, form);
    let action = better.map_or_else(mend, |better| {
        bilingual!(
            "写成 {better}，或删去这一行以采用默认值",
            "Write {better}, or remove the line to use the default"
        )
    });
    findings.add(ProblemCode::RuleType, place, written, what, action);
}

/// A value outside its range.
pub(super) fn out_of_range(
    place: Place,
    written: &str,
    range: &Bilingual,
    findings: &mut Findings,
) {
    let what = must_be(&place, range);
    findings.add(ProblemCode::RuleRange, place, written, what, mend());
}

fn mend() -> Bilingual {
    bilingual!(
        "改正该值，或删去这一行以采用默认值",
        "Correct the value, or remove the line to use the default"
    )
}

fn must_be(place: &Place, what: &Bilingual) -> Bilingual {
    let name = place.column.as_deref().unwrap_or_default();
    let Bilingual { zh, en } = what;
    // Chinese typography has a space before Latin letters and digits.
    let gap = if zh.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        " "
    } else {
        ""
    };
    bilingual!("{name} 应为{gap}{zh}", "{name} must be {en}")
}

/// A word that is not among the choices.
pub(super) fn no_choice<T>(
    place: Place,
    setting: &Setting<T>,
    word: &str,
    words: &[Choice],
    findings: &mut Findings,
) {
    let said = words.iter().find(|own| own.says.zh == word);
    let near = said.map(|own| own.word);
    let near = suggestion(near.or_else(|| nearest(word, words.iter().map(|own| own.word))));
    let (near_zh, near_en, name) = (near.zh, near.en, setting.name());
    let Bilingual { zh, en } = setting.values.range();
    findings.add(
        ProblemCode::RuleType,
        place,
        word,
        bilingual!(
            "{name} 不能取这个值{near_zh}",
            "{name} cannot have this value{near_en}"
        ),
        bilingual!("可填：{zh}", "Write one of: {en}"),
    );
}
