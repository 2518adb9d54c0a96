//! The table `synonyms`: the office's own words for industries and domains.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::taxonomy::{DomainTaxonomy, IndustryTaxonomy, WordKind, Words, word_codes};

/// Parses the kind of word in a cell.
fn kind(text: &str) -> Option<WordKind> {
    match fold(text).as_str() {
        "行业" | "industry" | "industries" | "产业" => Some(WordKind::Industry),
        "质量方法" | "方法" | "专业领域" | "专业" | "领域" | "domain" | "domains" | "method" => {
            Some(WordKind::Domain)
        }
        _ => None,
    }
}

/// Reads the words for industries and for domains. Several codes in one row are all meant; rows
/// that repeat a word with other codes make it ambiguous, so that the office is asked.
pub(super) fn read(
    table: &Table<'_>,
    industries: Option<&IndustryTaxonomy>,
    domains: Option<&DomainTaxonomy>,
    findings: &mut Findings,
) -> [Words; 2] {
    let [kind_at, word_at, code_at, note_at] =
        ["kind", "word", "code", "note"].map(|key| table.column(key));
    let mut words = [Words::default(), Words::default()];
    for row in table.rows() {
        let own = row.required(kind_at, findings);
        let word = row.required(word_at, findings);
        let codes = row.required(code_at, findings);
        let (Some(own), Some(word), Some(codes)) = (own, word, codes) else {
            continue;
        };
        let Some(kind) = kind(&own) else {
            unknown_kind(&own, &row, kind_at, findings);
            continue;
        };
        let resolved = |code: &str| match kind {
            WordKind::Industry => {
                industries.map(|own| own.parse(code).map(|c| c.text().to_owned()))
            }
            WordKind::Domain => domains.map(|own| own.parse(code).map(|c| c.code)),
        };
        let mut known = Vec::new();
        for code in word_codes(&codes) {
            match resolved(&code) {
                // The table of codes is broken, which has been reported.
                None => {}
                Some(Some(code)) => known.push(code),
                Some(None) => unknown_code(&code, kind, &row, code_at, findings),
            }
        }
        if !known.is_empty() {
            let at = usize::from(kind == WordKind::Domain);
            words[at].add(&word, known, &row.text(note_at, findings));
        }
    }
    words
}

fn unknown_kind(word: &str, row: &Row<'_, '_>, column: usize, findings: &mut Findings) {
    findings.add(
        ProblemCode::SynonymBad,
        row.place_of(column),
        word,
        bilingual!(
            "类别只能是 行业 或 质量方法",
            "The kind must be industry or domain"
        ),
        bilingual!("填 行业 或 质量方法", "Write industry or domain"),
    );
}

fn unknown_code(
    code: &str,
    kind: WordKind,
    row: &Row<'_, '_>,
    column: usize,
    findings: &mut Findings,
) {
    let (zh, en) = (kind.zh(), kind.key());
    findings.add(
        ProblemCode::SynonymBad,
        row.place_of(column),
        code,
        bilingual!(
            "{zh}分类中没有这个代码",
            "The {en} taxonomy does not have this code"
        ),
        bilingual!(
            "改正代码，多个用“；”分隔；可用 empanel taxonomy 查找",
            "Correct the code; separate several with ; (empanel taxonomy lists them)"
        ),
    );
}
