//! What stands between the braces of a line: placeholders, tables and their columns.

use super::reader::Reader;
use super::{Column, Part, TableAsk};
use crate::bilingual;
use crate::model::settings::Words;
use crate::model::words::folded;
use crate::report::papers::placeholders::{COMMON, Placeholder, TableHolder};

impl Reader<'_> {
    /// The text of a line with its placeholders.
    pub(super) fn parts(&mut self, text: &str) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, sign) = rest.split_at(at);
            plain.push_str(before);
            if let Some(more) = sign.strip_prefix("{{").or_else(|| sign.strip_prefix("}}")) {
                plain.push_str(&sign[..1]);
                rest = more;
                continue;
            }
            let Some((name, more)) = sign.strip_prefix('{').and_then(|own| own.split_once('}'))
            else {
                let what = bilingual!("花括号没有配对", "A brace has no counterpart");
                self.wrong(text, &what);
                return None;
            };
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(Part::Field(self.field(name)?));
            rest = more;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Some(parts)
    }

    fn fields(&self) -> impl Iterator<Item = &'static Placeholder> {
        let within = self.within.map_or(&[] as &[_], |own| own.fields);
        let all = within.iter().chain(self.offer.fields).chain(&[COMMON]);
        all.flat_map(|own| own.iter())
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &'static TableHolder> {
        let within = self.within.map_or(&[] as &[_], |own| own.tables);
        within.iter().chain(self.offer.tables)
    }

    pub(super) fn field(&mut self, name: &str) -> Option<&'static str> {
        let found = self.fields().find(|own| is(&own.name, name));
        if found.is_none() {
            let known: Vec<Words> = self.fields().map(|own| own.name).collect();
            self.unknown(name, &known);
        }
        found.map(|own| own.name.zh)
    }

    pub(super) fn table(&mut self, ask: &str) -> Option<TableAsk> {
        let (name, columns) = match ask.split_once(['：', ':']) {
            Some((name, columns)) => (name.trim(), columns.trim()),
            None => (ask.trim(), ""),
        };
        let Some(table) = self.tables().find(|own| is(&own.name, name)) else {
            let known: Vec<Words> = self.tables().map(|own| own.name).collect();
            self.unknown(name, &known);
            return None;
        };
        let mut asked = Vec::new();
        let words = columns.split(['，', ',', '、', '；', ';']).map(str::trim);
        for word in words.filter(|word| !word.is_empty()) {
            if let Some(blank) = word.strip_prefix('+') {
                asked.push(Column::Blank(blank.trim().to_owned()));
            } else if let Some(known) = table.columns.iter().find(|own| is(own, word)) {
                asked.push(Column::Known(known));
            } else if table.open && self.further.contains(&word) {
                asked.push(Column::Further(word.to_owned()));
            } else {
                self.unknown_column(word, table);
                return None;
            }
        }
        Some(TableAsk {
            table: table.name.zh,
            columns: asked,
        })
    }
}

/// Whether a word is one of the two names, whatever its width, case and spaces.
pub(super) fn is(name: &Words, word: &str) -> bool {
    let own = folded(word.trim());
    own == folded(name.zh) || own == folded(name.en)
}
