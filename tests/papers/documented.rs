//! The documentation of `rules.toml` agrees with the program: the reference chapter is generated
//! from the table of settings. To generate it again, run `EMPANEL_UPDATE_DOCS=1 cargo test --test
//! papers documented`.

use empanel::model::Rules;
use empanel::model::settings::{Kind, SECTIONS, Section, Setting, YEARS, written};
use empanel::model::words::{Bilingual, Lang};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- settings: written by tests/papers/documented.rs -->\n";
const END: &str = "<!-- end of settings -->\n";

#[test]
fn the_chapter_of_rules_is_that_of_the_table() {
    holds("docs/en/reference/rules.md", &chapter(Lang::En));
    holds("docs/zh/reference/rules.md", &chapter(Lang::Zh));
}

#[test]
fn the_contract_has_every_setting_with_its_default() {
    holds("docs/contributing/contract.md", &file(Lang::En));
}

/// Compares the settings on a page with the expected text, or updates the page.
fn holds(name: &str, settings: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = fs::read_to_string(&path).expect("the page");
    let (head, rest) = page.split_once(BEGIN).expect("where the settings begin");
    let (told, tail) = rest.split_once(END).expect("where the settings end");
    if std::env::var_os("EMPANEL_UPDATE_DOCS").is_some() {
        let page = [head, BEGIN, settings, END, tail].concat();
        fs::write(&path, page).expect("the page is written");
    } else {
        assert_eq!(
            told, settings,
            "{name}: EMPANEL_UPDATE_DOCS=1 writes it anew"
        );
    }
}

/// The complete file for copying.
fn file(lang: Lang) -> String {
    let file = written(&Rules::default(), lang);
    format!("\n```toml\n{file}```\n\n")
}

/// The complete file, and a table for each section.
fn chapter(lang: Lang) -> String {
    let mut text = file(lang);
    for section in &SECTIONS {
        let (key, title) = (section.key, section.title.in_lang(lang));
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(text, "## [{key}] {title}\n");
        text.push_str(lang.pick(
            "| 键 | 默认 | 可填 | 含义 |\n|---|---|---|---|\n",
            "| key | default | values | meaning |\n|---|---|---|---|\n",
        ));
        for setting in section.settings {
            let cells = [
                format!("`{}`", setting.key),
                default(setting, lang),
                values(setting).say(lang).to_owned(),
                setting.meaning.in_lang(lang).to_owned(),
            ];
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
        text.push_str(&words(section, lang));
        text.push('\n');
    }
    text
}

/// The default as written, with its meaning if that differs.
fn default(setting: &Setting, lang: Lang) -> String {
    let rules = Rules::default();
    let value = setting.get(&rules);
    let written = value.toml();
    match setting.values.nothing {
        Some(words) if value.is_nothing() => {
            let words = words.in_lang(lang);
            match lang {
                Lang::Zh => format!("`{written}`（{words}）"),
                Lang::En => format!("`{written}` ({words})"),
            }
        }
        _ => format!("`{written}`"),
    }
}

/// The permitted values.
fn values(setting: &Setting) -> Bilingual {
    let both = |zh: &str, en: &str| Bilingual::new(zh, en);
    let mut values = match setting.values.kind {
        // The upper end of the range only excludes typing errors.
        Kind::Whole { least, most } if most >= 1_000_000 => Bilingual::new(
            format!("整数，不小于 {least}"),
            format!("a whole number from {least} on"),
        ),
        Kind::Choice(words) => {
            let words: Vec<_> = words
                .iter()
                .map(|own| format!("`\"{}\"`", own.word))
                .collect();
            Bilingual::new(words.join("、"), words.join(", "))
        }
        Kind::Year => {
            let (first, last) = (YEARS.start(), YEARS.end());
            Bilingual::new(
                format!("{first} 到 {last} 之间的年份，或 0"),
                format!("a year from {first} to {last}, or 0"),
            )
        }
        Kind::Share => both("0 到 1 之间的比例", "a share from 0 to 1"),
        Kind::YesNo => both("`true` 是、`false` 否", "`true`, `false`"),
        Kind::Days => both("日期，见下文", "days, see below"),
        Kind::Time => both("时刻，如 `\"09:00\"`", "a time of day such as `\"09:00\"`"),
        _ => setting.values.range(),
    };
    if let Some(unit) = setting.values.unit {
        values.zh.push_str(&format!("（{}）", unit.zh));
        values.en.push_str(&format!(" ({})", unit.en));
    }
    values
}

/// The meaning of the choices of a section.
fn words(section: &Section, lang: Lang) -> String {
    let mut text = String::new();
    for words in section.choices() {
        let each = words.iter().map(|own| {
            let says = own.says.in_lang(lang);
            format!("`\"{}\"` {says}", own.word)
        });
        let each: Vec<String> = each.collect();
        let stop = lang.pick("。", ".");
        let _ = writeln!(text, "\n{}{stop}", each.join(lang.pick("；", "; ")));
    }
    text
}
