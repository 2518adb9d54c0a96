//! The documentation of `rules.toml` agrees with the program: the reference chapter is generated
//! from the table of settings. To generate it again, run `EMPANEL_UPDATE_DOCS=1 cargo test --test
//! papers documented`.

use empanel::model::Rules;
use empanel::model::settings::{Kind, SECTIONS, Section, Setting, YEARS, written};
use empanel::model::words::{Bilingual, Lang};
use empanel::report::papers::{COMMON, Paper, Placeholder, TableHolder, offer};
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

#[test]
fn the_chapter_of_papers_has_every_placeholder() {
    let marks = (HOLDERS_BEGIN, HOLDERS_END);
    for (lang, name) in [
        (Lang::En, "docs/en/guide/papers.md"),
        (Lang::Zh, "docs/zh/guide/papers.md"),
    ] {
        held(name, marks, &placeholders(lang));
    }
}

#[test]
fn the_chapter_of_documents_lists_every_schema() {
    let marks = (
        "<!-- documents: written by tests/papers/documented.rs -->\n",
        "<!-- end of documents -->\n",
    );
    for (lang, words, name) in [
        (
            "en",
            ["name", "what it is"],
            "docs/en/reference/documents.md",
        ),
        ("zh", ["名称", "内容"], "docs/zh/reference/documents.md"),
    ] {
        held(name, marks, &documents(lang, words));
    }
}

/// The names that `empanel schema` lists, as a table.
fn documents(lang: &str, [name, about]: [&str; 2]) -> String {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_empanel"))
        .args(["schema", "--format", "json"])
        .output()
        .expect("it runs");
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut text = format!("\n| {name} | {about} |\n|---|---|\n");
    for own in list["documents"].as_array().expect("a list") {
        let (name, about) = (own["name"].as_str(), own["about"][lang].as_str());
        let (name, about) = (name.expect("a name"), about.expect("words"));
        let _ = writeln!(text, "| `{name}` | {about} |");
    }
    text.push('\n');
    text
}

const HOLDERS_BEGIN: &str = "<!-- placeholders: written by tests/papers/documented.rs -->\n";
const HOLDERS_END: &str = "<!-- end of placeholders -->\n";

/// Every paper with its placeholders, tables and columns.
fn placeholders(lang: Lang) -> String {
    let mut text = String::from("\n");
    text.push_str(lang.pick("所有材料都可用：\n\n", "In every paper:\n\n"));
    fields(&mut text, COMMON, lang);
    for paper in Paper::ALL {
        let offer = offer(*paper);
        let (key, name) = (paper.key(), paper.words().in_lang(lang));
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(text, "\n### {name} `{key}`\n");
        offer
            .fields
            .iter()
            .for_each(|own| fields(&mut text, own, lang));
        for own in offer.tables {
            table(&mut text, own, lang);
        }
    }
    let _ = writeln!(
        text,
        "\n### {}\n",
        lang.pick("重复的部分", "Repeated parts")
    );
    for own in offer(Paper::Committee).loops {
        let (name, says) = (own.name.in_lang(lang), own.says.in_lang(lang));
        let (each, end) = match lang {
            Lang::Zh => ("每个", "完"),
            Lang::En => ("each", "end"),
        };
        let stop = lang.pick("，其中还可用：", "; within it also:");
        let _ = writeln!(text, "`{{{each} {name}}}` … `{{{end}}}`: {says}{stop}\n");
        own.fields
            .iter()
            .for_each(|own| fields(&mut text, own, lang));
        own.tables
            .iter()
            .for_each(|own| table(&mut text, own, lang));
        text.push('\n');
    }
    text
}

fn fields(text: &mut String, all: &[Placeholder], lang: Lang) {
    for own in all {
        let (name, says) = (own.name.in_lang(lang), own.says.in_lang(lang));
        let _ = writeln!(text, "- `{{{name}}}` {says}");
    }
}

fn table(text: &mut String, own: &TableHolder, lang: Lang) {
    let (name, says) = (own.name.in_lang(lang), own.says.in_lang(lang));
    let columns: Vec<&str> = own.columns.iter().map(|own| own.in_lang(lang)).collect();
    let columns = columns.join(lang.pick("、", ", "));
    let further = match own.open {
        true => lang.pick(
            "，以及通讯录中的其他列",
            ", and further columns of the contacts",
        ),
        false => "",
    };
    let _ = match lang {
        Lang::Zh => writeln!(text, "- 表 `{{表 {name}}}` {says}；列：{columns}{further}"),
        Lang::En => writeln!(
            text,
            "- table `{{table {name}}}`: {says}; columns: {columns}{further}"
        ),
    };
}

/// Compares the settings on a page with the expected text, or updates the page.
fn holds(name: &str, settings: &str) {
    held(name, (BEGIN, END), settings);
}

fn held(name: &str, (begin, end): (&str, &str), settings: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = fs::read_to_string(&path).expect("the page");
    let (head, rest) = page.split_once(begin).expect("where it begins");
    let (told, tail) = rest.split_once(end).expect("where it ends");
    if std::env::var_os("EMPANEL_UPDATE_DOCS").is_some() {
        let page = [head, begin, settings, end, tail].concat();
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
        Kind::Words => both("文字", "words"),
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
