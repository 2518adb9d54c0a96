//! Lists of industries and domains in cells.

use super::ProblemCode;
use super::findings::Findings;
use super::nearest::{nearest, suggestion_in_list};
use super::table::Row;
use super::values::list;
use crate::bilingual;
use crate::taxonomy::{DomainCode, DomainSkill, DomainTaxonomy, IndustryCode, IndustryTaxonomy};
use crate::text::Bilingual;

/// The taxonomies that codes are checked against; `None` when the office's own table is broken,
/// so that its every code is not reported as well.
#[derive(Debug)]
pub(super) struct Taxa {
    /// Industries.
    pub(super) industries: Option<IndustryTaxonomy>,
    /// Domains.
    pub(super) domains: Option<DomainTaxonomy>,
}

/// Splits a list whose items may themselves hold `、` (as the names of industries do): of the
/// pieces from each position on, the longest run that `known` accepts is one item; a piece with
/// which no such run starts is an unknown item.
fn items<T>(text: &str, known: impl Fn(&str) -> Option<T>) -> Vec<Result<T, String>> {
    let mut found = Vec::new();
    for part in text.split([';', '；', '\n']) {
        let pieces: Vec<&str> = list(part).collect();
        let mut at = 0;
        while at < pieces.len() {
            let runs = (at + 1..=pieces.len().min(at + 8)).rev();
            let hit = runs
                .filter_map(|end| known(&pieces[at..end].join("、")).map(|item| (item, end)))
                .next();
            match hit {
                Some((item, end)) => {
                    found.push(Ok(item));
                    at = end;
                }
                None => {
                    found.push(Err(pieces[at].to_owned()));
                    at += 1;
                }
            }
        }
    }
    found
}

/// Splits a level off a domain: `Q06.01:2`, also with a full-width colon.
fn level(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once([':', '：']) {
        Some((code, level)) => (code.trim(), Some(level.trim())),
        None => (text, None),
    }
}

impl Taxa {
    /// Reads a list of industries, without repeats, in the order written.
    pub(super) fn industries(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<IndustryCode> {
        let Some(taxonomy) = &self.industries else {
            return Vec::new();
        };
        let text = row.text(column, findings);
        let mut codes = Vec::new();
        for item in items(&text, |name| taxonomy.parse(name)) {
            match item {
                Ok(code) if !codes.contains(&code) => codes.push(code),
                Ok(_) => {}
                Err(word) => unknown_industry(taxonomy, word, row, column, findings),
            }
        }
        codes
    }

    /// Reads a list of domains; levels are not allowed.
    pub(super) fn domains(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<DomainCode> {
        let Some(taxonomy) = &self.domains else {
            return Vec::new();
        };
        let text = row.text(column, findings);
        let mut domains = Vec::new();
        for item in items(&text, |name| taxonomy.parse(name)) {
            match item {
                Ok(domain) if !domains.contains(&domain) => domains.push(domain),
                Ok(_) => {}
                Err(word) => unknown_domain(taxonomy, word, row, column, findings),
            }
        }
        domains
    }

    /// Reads a list of domains with levels; of a repeated domain the highest level counts.
    pub(super) fn skills(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<DomainSkill> {
        let Some(taxonomy) = &self.domains else {
            return Vec::new();
        };
        let text = row.text(column, findings);
        let known = |item: &str| {
            if let Some(domain) = taxonomy.parse(item) {
                return Some((domain, None));
            }
            let (name, level) = level(item);
            Some((taxonomy.parse(name)?, Some(level?.to_owned())))
        };
        let mut skills: Vec<DomainSkill> = Vec::new();
        for item in items(&text, known) {
            let (domain, level) = match item {
                Ok(item) => item,
                Err(word) => {
                    unknown_domain(taxonomy, level(&word).0.to_owned(), row, column, findings);
                    continue;
                }
            };
            let level = level.map_or(Some(3), |text| level_number(&text));
            let Some(level) = level else {
                bad_level(&domain, row, column, &text, findings);
                continue;
            };
            match skills.iter_mut().find(|skill| skill.domain == domain) {
                Some(skill) => skill.level = skill.level.max(level),
                None => skills.push(DomainSkill { domain, level }),
            }
        }
        skills
    }
}

fn level_number(text: &str) -> Option<u8> {
    match text {
        "1" | "１" => Some(1),
        "2" | "２" => Some(2),
        "3" | "３" => Some(3),
        _ => None,
    }
}

fn bad_level(
    domain: &DomainCode,
    row: &Row<'_, '_>,
    column: usize,
    text: &str,
    findings: &mut Findings,
) {
    let code = &domain.code;
    findings.add(
        ProblemCode::LevelBad,
        row.place_of(column),
        text,
        bilingual!(
            "{code} 的熟悉程度应为 1、2 或 3",
            "The level of {code} must be 1, 2 or 3"
        ),
        bilingual!(
            "写成 {code}:3（3 为最熟悉，不写即为 3）",
            "Write {code}:3; 3 is full knowledge and the default"
        ),
    );
}

/// The nearest of the listed words, unless nobody will read it.
fn near<'a>(
    code: ProblemCode,
    word: &str,
    listed: impl Iterator<Item = &'a str>,
    row: &Row<'_, '_>,
    findings: &Findings,
) -> Bilingual {
    if findings.wants(code, &row.place().file) {
        suggestion_in_list(word, nearest(word, listed))
    } else {
        Bilingual::default()
    }
}

fn unknown_industry(
    taxonomy: &IndustryTaxonomy,
    word: String,
    row: &Row<'_, '_>,
    column: usize,
    findings: &mut Findings,
) {
    let listed = taxonomy
        .listed()
        .flat_map(|(code, name)| [code, name.zh.as_str(), name.en.as_str()]);
    let near = near(ProblemCode::IndustryUnknown, &word, listed, row, findings);
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::IndustryUnknown,
        row.place_of(column),
        word,
        bilingual!(
            "行业分类中没有这个代码或名称{zh}",
            "The industries know no such code or name{en}"
        ),
        bilingual!(
            "填写 GB/T 4754-2017 的门类字母、2–4 位代码或名称，多个用“；”分隔",
            "Write a GB/T 4754-2017 section letter, a code of 2 to 4 digits or a name; separate several with ;"
        ),
    );
}

fn unknown_domain(
    taxonomy: &DomainTaxonomy,
    word: String,
    row: &Row<'_, '_>,
    column: usize,
    findings: &mut Findings,
) {
    let listed = taxonomy
        .listed()
        .flat_map(|(domain, name)| [domain.code.as_str(), name.zh.as_str(), name.en.as_str()]);
    let near = near(ProblemCode::DomainUnknown, &word, listed, row, findings);
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::DomainUnknown,
        row.place_of(column),
        word,
        bilingual!(
            "质量方法表中没有这个代码或名称{zh}",
            "The quality domains know no such code or name{en}"
        ),
        bilingual!(
            "填写质量方法的代码（如 Q06.01）或名称，多个用“；”分隔",
            "Write a domain's code such as Q06.01 or its name; separate several with ;"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_commas_of_enumeration_stay_whole() {
        let industries = IndustryTaxonomy::built_in();
        let parse = |text: &str| -> Vec<Result<String, String>> {
            let found = items(text, |name| industries.parse(name));
            found
                .into_iter()
                .map(|item| item.map(|code| code.text().to_owned()))
                .collect()
        };
        assert_eq!(
            parse("38、农、林、牧、渔业；C"),
            [Ok("38".into()), Ok("A".into()), Ok("C".into())]
        );
        assert_eq!(
            parse("38、无此业、39"),
            [Ok("38".into()), Err("无此业".into()), Ok("39".into())]
        );
        assert_eq!(parse(" ；; "), []);
    }
}
