//! Synonyms for industries and domains.

use crate::model::words::folded;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Whether a synonym is for industries or domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordKind {
    /// An industry.
    Industry,
    /// A quality domain.
    Domain,
}

impl WordKind {
    /// Both kinds, in the order of the tables.
    pub const ALL: [Self; 2] = [Self::Industry, Self::Domain];

    /// The key in the table of synonyms.
    pub fn key(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Domain => "domain",
        }
    }

    /// The Chinese word in the table of synonyms.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Industry => "行业",
            Self::Domain => "质量方法",
        }
    }
}

/// A word and the codes it denotes. Each reading is a list of codes that all apply; with more than
/// one reading a person must choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as written in the table.
    pub word: String,
    /// Its readings, in the order of the table.
    pub readings: Vec<Vec<String>>,
    /// Remark in the table.
    pub note: String,
}

/// The words of one kind, by `loose` spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    by_key: BTreeMap<String, Word>,
}

/// Folds width and case and keeps letters and digits without the words that join (和, 与, 及), so
/// that `铁路、船舶及航空航天` and `铁路船舶和航空航天` are one.
pub(crate) fn loose(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric() && !matches!(c, '和' | '与' | '及'))
        .collect()
}

impl Words {
    /// The built-in words of a kind, parsed once.
    pub fn built_in(kind: WordKind) -> &'static Self {
        static INDUSTRIES: LazyLock<Words> = LazyLock::new(|| read(WordKind::Industry));
        static DOMAINS: LazyLock<Words> = LazyLock::new(|| read(WordKind::Domain));
        match kind {
            WordKind::Industry => &INDUSTRIES,
            WordKind::Domain => &DOMAINS,
        }
    }

    /// Adds a reading of a word; a reading it already has is ignored.
    pub fn add(&mut self, word: &str, codes: Vec<String>, note: &str) {
        let own = self.by_key.entry(loose(word)).or_insert_with(|| Word {
            word: word.to_owned(),
            readings: Vec::new(),
            note: note.to_owned(),
        });
        if !own.readings.contains(&codes) {
            own.readings.push(codes);
        }
    }

    /// The word with this spelling, ignoring width, case, spaces and punctuation.
    pub fn get(&self, text: &str) -> Option<&Word> {
        self.by_key.get(&loose(text))
    }

    /// All words in the order of their spellings.
    pub fn all(&self) -> impl Iterator<Item = &Word> {
        self.by_key.values()
    }
}

/// Splits the codes of a row: `34;35`.
pub(crate) fn codes(text: &str) -> Vec<String> {
    text.split([';', '；', '、', ',', '，', ' ', '/'])
        .map(str::trim)
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect()
}

fn read(kind: WordKind) -> Words {
    let table = include_str!("../../../data/synonyms.csv");
    let mut words = Words::default();
    let records = csv::Reader::from_reader(table.as_bytes()).into_records();
    for record in records.filter_map(Result::ok) {
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        if cell(0) == kind.key() {
            words.add(cell(1), codes(cell(2)), cell(3));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::taxonomy::{DomainTaxonomy, IndustryTaxonomy};

    /// A synonym for an unlisted code would be reported as an error in every season.
    #[test]
    fn every_code_of_the_table_is_listed() {
        let (industries, domains) = (IndustryTaxonomy::built_in(), DomainTaxonomy::built_in());
        for kind in WordKind::ALL {
            let mut count = 0;
            for word in Words::built_in(kind).all() {
                assert!(!word.word.is_empty() && !word.readings.is_empty());
                for code in word.readings.iter().flatten() {
                    let known = match kind {
                        WordKind::Industry => industries.parse(code).is_some(),
                        WordKind::Domain => domains.parse(code).is_some(),
                    };
                    assert!(known, "{} → {code}", word.word);
                }
                count += 1;
            }
            assert!(count > 300, "{count} words of {}", kind.key());
        }
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        let words = Words::built_in(WordKind::Domain);
        for text in ["6σ", "６Σ", "6 σ", "6Sigma", "六西格玛"] {
            let word = words.get(text).expect(text);
            assert_eq!(word.readings, [["Q03.01"]], "{text}");
        }
        assert!(words.get("石油").is_none());
        let industries = Words::built_in(WordKind::Industry);
        assert_eq!(industries.get("石油").expect("known").readings.len(), 2);
    }
}
