//! `rules.toml`, written out with what each setting is.

use super::{Rules, SECTIONS, Section, Setting, Value};
use crate::model::words::Lang;
use std::fmt::Write as _;

/// Returns `rules.toml` of these rules with every key written out, each with its title. What is
/// written reads back as the same rules.
pub fn written(rules: &Rules, lang: Lang) -> String {
    let sections = SECTIONS.iter().map(|section| {
        let lines = section.settings.iter().map(|own| {
            let line = format!("{} = {}", own.key, own.get(rules).toml());
            (line, comment(own, rules, lang))
        });
        let mut lines: Vec<(String, String)> = lines.collect();
        lines.insert(0, (format!("[{}]", section.key), heading(section, lang)));
        let widest = lines.iter().map(|(line, _)| line.len()).max().unwrap_or(0);
        let mut text = String::new();
        for (line, comment) in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{line:widest$} # {comment}");
        }
        text
    });
    let mut texts: Vec<String> = sections.collect();
    texts.extend(rules.mix.iter().map(|rule| {
        let comment = rule.say();
        let comment = lang.pick(&comment.zh, &comment.en).replace('\n', " ");
        // Plain values always are TOML.
        let fields = toml::to_string(rule).unwrap_or_default();
        format!("[[mix]] # {comment}\n{fields}")
    }));
    texts.join("\n")
}

/// What a section is about, and what the words mean that stand in it.
fn heading(section: &Section, lang: Lang) -> String {
    let mut text = section.title.in_lang(lang).to_owned();
    for words in section.choices() {
        let each = words.iter().map(|own| {
            let says = own.says.in_lang(lang);
            format!("\"{}\" {says}", own.word)
        });
        let each: Vec<String> = each.collect();
        text.push_str(lang.pick("；", "; "));
        text.push_str(&each.join(lang.pick("，", ", ")));
    }
    text
}

/// What a setting is, and what nothing says where it says something else.
fn comment(setting: &Setting, rules: &Rules, lang: Lang) -> String {
    let title = setting.title.in_lang(lang);
    let Some(nothing) = setting.values.nothing else {
        return title.to_owned();
    };
    let (says, text) = (nothing.in_lang(lang), setting.get(rules));
    let written = match text {
        Value::Text(_) => "\"\"",
        _ => "0",
    };
    match lang {
        Lang::Zh => format!("{title}；{written} 为{says}"),
        Lang::En => format!("{title}; {written}: {says}"),
    }
}
