//! What constraints say, and what is odd about them.

use super::rows::{Line, Named};
use crate::assign::problems::Findings;
use crate::bilingual;
use std::collections::BTreeSet;

/// What a constraint says: a number, an action, or a type of conflict.
pub(super) fn constraint(said: &str) -> Option<i8> {
    let said = said.to_lowercase();
    if let Ok(number) = said.parse::<f64>() {
        let known = [(-1.0, -1), (0.0, 0), (1.0, 1)];
        return known.iter().find(|own| own.0 == number).map(|own| own.1);
    }
    match said.as_str() {
        "" | "no" | "none" | "noconflict" | "clearconflict" | "clearreview" => Some(0),
        "review" | "primary" | "primaryreview" | "secondary" | "secondaryreview" | "pcreview"
        | "meta" | "metareview" | "external" | "externalreview" => Some(1),
        word if word.chars().any(char::is_alphabetic) => Some(-1),
        _ => None,
    }
}

/// A pair that must be used and is a conflict.
pub(super) fn contradicted(
    name: &str,
    line: &Line,
    (file, row): (&str, usize),
    findings: &mut Findings,
) {
    let value = format!("{},{},{}", line.paper, line.person, line.said);
    findings.error(
        "A114",
        name,
        line.number,
        value.as_bytes(),
        bilingual!(
            "同一对组合既是回避又必须评审（另见 {file} 第 {row} 行）。",
            "The pair is a conflict and must be used, too (see {file}, row {row})."
        ),
        bilingual!("请删除其中一行。", "Delete one of the two lines."),
    );
}

/// Tells papers and people that constraints alone name: often a slip of the pen.
pub(super) fn unscored(scores: &[Named], bounds: &[Named], findings: &mut Findings) {
    let lines = || scores.iter().flat_map(|own| &own.1);
    let papers: BTreeSet<&str> = lines().map(|line| line.paper.as_str()).collect();
    let people: BTreeSet<&str> = lines().map(|line| line.person.as_str()).collect();
    let (mut told, mut met) = (BTreeSet::new(), BTreeSet::new());
    for (name, lines) in bounds {
        for line in lines {
            let (paper, person) = (line.paper.as_str(), line.person.as_str());
            if !papers.contains(paper) && told.insert(paper) {
                findings.warning(
                    "A107",
                    name,
                    line.number,
                    paper.as_bytes(),
                    bilingual!(
                        "没有分数文件提到这篇论文，它仍要有评审人。",
                        "No file of scores names this paper; it needs its reviewers all the same."
                    ),
                    bilingual!(
                        "如果是笔误，请改正编号。",
                        "Correct the id if it is a mistake."
                    ),
                );
            }
            if !people.contains(person) && met.insert(person) {
                findings.warning(
                    "A108",
                    name,
                    line.number,
                    person.as_bytes(),
                    bilingual!(
                        "没有分数文件提到这位评审人。",
                        "No file of scores names this person."
                    ),
                    bilingual!(
                        "如果是笔误，请改正编号。",
                        "Correct the id if it is a mistake."
                    ),
                );
            }
        }
    }
}
