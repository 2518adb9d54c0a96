//! What can be wrong with `rules.toml`, in words.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::nearest::{nearest, suggestion};
use crate::model::Place;
use crate::model::settings::{Choice, SECTIONS, Section, Setting};
use crate::model::words::Bilingual;

pub(super) fn syntax(place: Place, message: &str, findings: &mut Findings) {
    let first = message.lines().next().unwrap_or_default().to_owned();
    findings.add(
        ProblemCode::RulesSyntax,
        place,
        "",
        bilingual!(
            "从这一行起不是有效的 TOML",
            "From this line on it is no TOML: {first}"
        ),
        bilingual!(
            "每行写“键 = 值”，分节写 [groups] 等，文字加英文双引号",
            "Write key = value on each line, sections as [groups], and words in double quotes"
        ),
    );
}

pub(super) fn unknown_section(place: Place, word: &str, findings: &mut Findings) {
    let known = sorted(SECTIONS.iter().map(|own| own.key));
    // A key above the first section is a common slip.
    let near = match SECTIONS.iter().find(|own| own.setting(word).is_some()) {
        Some(Section { key, .. }) => {
            bilingual!("，它属于 [{key}] 一节", "; it belongs under [{key}]")
        }
        None => suggestion(nearest(word, known.iter().copied())),
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
    let near = nearest(word, known.iter().copied()).or_else(|| {
        let all = SECTIONS.iter().flat_map(|section| section.settings);
        nearest(word, all.map(|own| own.key))
    });
    unknown(place, word, &suggestion(near), &known, findings);
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
        bilingual!("没有这条规则{zh}", "There is no such rule{en}"),
        bilingual!("此处可用：{known_zh}", "Known here: {known_en}"),
    );
}

/// A key where a section is meant.
pub(super) fn no_section(place: Place, written: &str, findings: &mut Findings) {
    wrong_type(place, written, &bilingual!("[表]", "a table"), findings);
}

/// A value of another type.
pub(super) fn wrong_type(place: Place, written: &str, form: &Bilingual, findings: &mut Findings) {
    must_be(ProblemCode::RuleType, place, written, form, findings);
}

/// A value outside its range.
pub(super) fn out_of_range(
    place: Place,
    written: &str,
    range: &Bilingual,
    findings: &mut Findings,
) {
    must_be(ProblemCode::RuleRange, place, written, range, findings);
}

fn must_be(
    code: ProblemCode,
    place: Place,
    written: &str,
    what: &Bilingual,
    findings: &mut Findings,
) {
    let name = place.column.clone().unwrap_or_default();
    let (zh, en) = (&what.zh, &what.en);
    // Between Chinese and Latin stands a space.
    let gap = if zh.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        " "
    } else {
        ""
    };
    findings.add(
        code,
        place,
        written,
        Bilingual::new(
            format!("{name} 应为{gap}{zh}"),
            format!("{name} must be {en}"),
        ),
        bilingual!(
            "改正该值，或删去这一行以采用默认值",
            "Mend the value, or remove the line for the default"
        ),
    );
}

/// A word that is none of those to choose from.
pub(super) fn no_choice<T>(
    place: Place,
    setting: &Setting<T>,
    word: &str,
    words: &[Choice],
    findings: &mut Findings,
) {
    let near = suggestion(nearest(word, words.iter().map(|own| own.word)));
    let (near_zh, near_en, name) = (near.zh, near.en, setting.name());
    let Bilingual { zh, en } = setting.values.range();
    findings.add(
        ProblemCode::RuleType,
        place,
        word,
        bilingual!(
            "{name} 不能取这个值{near_zh}",
            "{name} knows no such word{near_en}"
        ),
        bilingual!("可填：{zh}", "Write one of: {en}"),
    );
}
