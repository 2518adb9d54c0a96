//! One verdict, and the messages about it.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::{Place, Verdict};

/// A verdict.
#[derive(Debug)]
pub(in crate::files::tables) struct Judged {
    /// The two names or ids as written.
    pub(super) ends: [String; 2],
    /// The cells of the two.
    pub(super) places: [Place; 2],
    /// The decision.
    pub(super) verdict: Verdict,
}

/// Reports that the two are of different kinds.
pub(super) fn unlike(row: &Judged, findings: &mut Findings) {
    let one = &row.ends[0];
    findings.add(
        ProblemCode::JudgedKinds,
        row.places[1].clone(),
        row.ends[1].as_str(),
        bilingual!(
            "与“{one}”不是同一类：单位与单位、专家与专家（或关系表中的姓名）、申报与申报才能核定",
            "Not the same kind as [{one}]: only two organizations, two experts (or a name in the relations and an expert) or two submissions can be judged"
        ),
        bilingual!(
            "改正名称或编号；与专家核定时写专家编号",
            "Correct the name or the id; for an expert write the id"
        ),
    );
}

/// Reports that two verdicts contradict each other.
pub(super) fn twice(row: &Judged, findings: &mut Findings) {
    let other = &row.ends[0];
    findings.add(
        ProblemCode::JudgedTwice,
        row.places[1].clone(),
        row.ends[1].as_str(),
        bilingual!(
            "与“{other}”一处核定为不同，一处核定（或在别名表中写）为同一",
            "Judged different from [{other}] in one place, and the same (or listed as an alias) in another"
        ),
        bilingual!("只保留一种结论", "Keep one verdict"),
    );
}

/// Reports which of two equal rows is used.
pub(super) fn left_out(row: &Judged, kept: &str, findings: &mut Findings) {
    let first = &row.ends[0];
    findings.add(
        ProblemCode::JudgedOne,
        row.places[1].clone(),
        row.ends[1].as_str(),
        bilingual!(
            "核定与“{first}”为同一，按 {kept} 一行计，另一行不再单独参加；两行的回避依据都计入",
            "Judged the same as [{first}]: the row of {kept} counts and the other no longer takes part separately; the conflicts of both count"
        ),
        bilingual!("核对无误即可", "Nothing to do if that is right"),
    );
}
