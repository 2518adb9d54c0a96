//! Why an expert may not review an objection.

use super::document::Exclusion;
use super::request::Request;
use crate::bilingual;
use crate::model::plan::{Plan, Rounds};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Expert, ExpertIndex, Season};
use crate::suitability::conflict::Conflicts;

/// Who was involved with the submission.
pub(super) struct Look<'a> {
    pub(super) season: &'a Season,
    pub(super) rounds: &'a Rounds,
    pub(super) conflicts: &'a Conflicts,
    pub(super) request: Request,
}

impl Look<'_> {
    /// All reasons, the most important first; empty for those who may serve.
    pub(super) fn reasons(&self, index: ExpertIndex, expert: &Expert) -> Vec<Exclusion> {
        let mut reasons = Vec::new();
        let mut add = |kind: &'static str, words| {
            let kind = kind.into();
            reasons.push(Exclusion { kind, words });
        };
        for (kind, words) in self.took_part(&expert.id) {
            add(kind, words);
        }
        for conflict in self.conflicts.between(index, self.request.submission) {
            if conflict.waived.is_none() {
                let (zh, en) = (conflict.proof(Lang::Zh), conflict.proof(Lang::En));
                add("conflict", bilingual!("利益冲突：{zh}", "conflict: {en}"));
            }
        }
        let presides =
            |plan: &Plan| [&plan.committee.chair, &plan.committee.vice_chair].contains(&&expert.id);
        if self.rounds.plans().any(presides) {
            add(
                "presides",
                bilingual!(
                    "评审委员会主任（副主任）委员，主持审议",
                    "presides over the committee that decides"
                ),
            );
        }
        if self.rounds.withdrawn().contains(expert.id.as_str()) {
            add(
                "withdrawn",
                bilingual!("已退出本年度评审", "withdrew from this year's committee"),
            );
        }
        if !expert.available {
            add("not_available", bilingual!("不能参加", "is not available"));
        }
        let rules = &self.season.rules;
        let most = rules.balance.max_consecutive_years;
        let run = expert.consecutive_years_before(rules.conflicts.year);
        if most > 0 && run >= most {
            add(
                "rotation",
                bilingual!(
                    "已连续参评 {run} 年，须轮换",
                    "served {run} years in a row and must rotate out"
                ),
            );
        }
        if self.request.seated_only && self.rounds.seat_of(&expert.id).is_none() {
            add(
                "not_seated",
                bilingual!(
                    "不是本年度评审委员会成员",
                    "is not on this year's committee"
                ),
            );
        }
        reasons
    }

    /// How an expert was involved with the submission in either round.
    fn took_part(&self, id: &String) -> Vec<(&'static str, Bilingual)> {
        let submission = &self.season.submissions[self.request.submission.at()].id;
        let mut all = Vec::new();
        for plan in self.rounds.plans() {
            let (zh, en) = self.stage(plan);
            if plan.reviewers(submission).contains(id) {
                let words = bilingual!("{zh}评审过该项申报", "reviewed the submission{en}");
                all.push(("reviewed", words));
            } else if !self.request.allow_group
                && let Some(group) = plan.group_of_submission(submission)
                && group.members.contains(id)
            {
                all.push(("decided", decided(&group.id, (zh, en))));
            }
        }
        all.extend(self.unknown_paper(submission, id));
        all
    }

    /// The name of the round; empty if there is only one.
    fn stage(&self, plan: &Plan) -> (&'static str, &'static str) {
        match (&plan.round, self.rounds.plans().count()) {
            (None, 2..) => ("资料评审中", " in the paper round"),
            (Some(_), _) => ("答辩评审中", " in the defence"),
            _ => ("", ""),
        }
    }

    /// Without the plan of the paper round its reviewers are unknown, so its whole group is
    /// excluded.
    fn unknown_paper(&self, submission: &str, id: &String) -> Option<(&'static str, Bilingual)> {
        let round = match (&self.rounds.paper, &self.rounds.defence) {
            (None, Some(defence)) => defence.round.as_ref()?,
            _ => return None,
        };
        let group = round.held.get(submission)?;
        let sat = round.paper.get(group)?.contains(id);
        sat.then(|| {
            let stage = ("资料评审中", " in the paper round");
            ("decided", decided(group, stage))
        })
    }
}

fn decided(group: &str, (zh, en): (&str, &str)) -> Bilingual {
    bilingual!(
        "{zh}所在的 {group} 组合议过该项申报",
        "was a member of {group}, which discussed the submission{en}"
    )
}
