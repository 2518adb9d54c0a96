//! `rules.toml`, written out with what each setting does.

use super::{Rules, SECTIONS};
use crate::model::words::Lang;
use std::fmt::Write as _;

/// Returns `rules.toml` of these rules with every key written out, each with its title. What is
/// written reads back as the same rules.
pub fn written(rules: &Rules, lang: Lang) -> String {
    let mut text = String::new();
    for (at, section) in SECTIONS.iter().enumerate() {
        let lines = section.settings.iter().map(|own| {
            let line = format!("{} = {}", own.key, own.get(rules).toml());
            (line, own.title.in_lang(lang))
        });
        let head = (format!("[{}]", section.key), section.title.in_lang(lang));
        let lines: Vec<_> = std::iter::once(head).chain(lines).collect();
        let widest = lines.iter().map(|(line, _)| line.len()).max().unwrap_or(0);
        let gap = if at == 0 { "" } else { "\n" };
        text.push_str(gap);
        for (line, title) in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{line:widest$} # {title}");
        }
    }
    text
}
