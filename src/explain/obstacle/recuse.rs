//! R15: conflicts that keep an expert from reviewing; conflicts of both kinds in words.

use super::Obstacle;
use crate::bilingual;
use crate::explain::Standing;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, Rule, SubmissionIndex};
use crate::suitability::conflict::{Conflict, ConflictKind, ConflictSeverity, say_path};

/// Conflicts with the submission in force, including bars.
pub(super) fn to_review(
    standing: &Standing<'_>,
    expert: ExpertIndex,
    submission: SubmissionIndex,
    found: &mut Vec<Obstacle>,
) {
    let between = standing.conflicts.between(expert, submission);
    let open = between.filter(|conflict| conflict.waived.is_none());
    found.extend(open.map(|conflict| of_conflict(standing, conflict)));
}

/// A conflict as an obstacle.
pub fn of_conflict(standing: &Standing<'_>, conflict: &Conflict) -> Obstacle {
    let rule = match conflict.severity {
        ConflictSeverity::Bar => Rule::Bar,
        ConflictSeverity::Recuse => Rule::Recuse,
    };
    let kind = conflict.kind.words();
    let (zh, en) = (
        say_path(&conflict.evidence, Lang::Zh),
        say_path(&conflict.evidence, Lang::En),
    );
    let (kind_zh, kind_en) = (kind.zh, kind.en);
    let words = bilingual!("{kind_zh}：{zh}", "{kind_en}: {en}");
    match conflict.kind {
        // The office cannot waive the conflict of a reviewer employed by or on the board of the
        // applicant.
        ConflictKind::Employer | ConflictKind::DirectorOrShareholder => {
            Obstacle::firm(rule, words, instead())
        }
        _ => Obstacle::new(rule, words, waiver(standing, conflict)),
    }
}

fn instead() -> Bilingual {
    bilingual!(
        "这种关系不宜豁免，也不宜放宽规则：请换人（empanel recommend 列出人选）；记录有误的，改正专家表或关系表",
        "this tie should not be waived, and the rule should not be relaxed for it: call another expert (empanel recommend lists candidates); if the record is wrong, correct the experts or relations table"
    )
}

fn waiver(standing: &Standing<'_>, conflict: &Conflict) -> Bilingual {
    let expert = &standing.season.experts[conflict.expert.at()].id;
    let submission = &standing.season.submissions[conflict.submission.at()].id;
    let key = conflict.kind.key();
    match (conflict.kind, conflict.severity) {
        (ConflictKind::Recommender, _) => bilingual!(
            "对 {expert} 与 {submission} 这一对解除推荐单位回避（relations 表登记豁免并写明理由）",
            "lift the recommender recusal for {expert} and {submission}: register a waiver with its reason in the relations table"
        ),
        (_, ConflictSeverity::Bar) => bilingual!(
            "为 {expert} 与 {submission} 登记豁免（须写明理由），或 conflicts.{key} 由 bar 改为 recuse（可同组，但不评审）",
            "register a waiver for {expert} and {submission} with its reason; or set conflicts.{key} from bar to recuse (may share the group without the review)"
        ),
        (_, ConflictSeverity::Recuse) => bilingual!(
            "为 {expert} 与 {submission} 登记豁免（须写明理由）",
            "register a waiver for {expert} and {submission} with its reason"
        ),
    }
}
