//! How many members of its group should know the industry of each submission (rule R23).

use super::affinity::Affinity;
use super::conflict::Conflicts;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use std::collections::BTreeMap;

/// Whether an expert counts as one who knows the submission's industry: it reaches the threshold
/// of the coverage, and no conflict keeps the expert out of the deliberation.
pub fn counts(
    conflicts: &Conflicts,
    affinity: &Affinity,
    expert: ExpertIndex,
    submission: SubmissionIndex,
) -> bool {
    affinity.coverage(expert, submission) & 1 == 1
        && conflicts.severity(expert, submission).is_none()
}

/// The members wanted, by position of the submission: as many as the rules say, but no more than
/// the smallest group has members and no more than there are experts in the pool who count.
/// 0 for submissions without an industry and for those that did not pass.
///
/// O(experts x different industries + conflicts).
pub fn wanted(season: &Season, conflicts: &Conflicts, affinity: &Affinity) -> Vec<u32> {
    let smallest = season.rules.groups.smallest().unwrap_or(0);
    let smallest = u32::try_from(smallest).unwrap_or(u32::MAX);
    let most = season.rules.groups.industry_members.min(smallest);
    let mut knowing: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let serves = |expert: ExpertIndex| season.may_serve(&season.experts[expert.at()]);
    let mut all = Vec::with_capacity(season.submissions.len());
    for (at, submission) in season.submissions.iter().enumerate() {
        if most == 0 || !submission.passed || submission.industries.is_empty() {
            all.push(0);
            continue;
        }
        let at = SubmissionIndex::new(at);
        let knows = |expert: ExpertIndex| affinity.coverage(expert, at) & 1 == 1;
        let codes = submission.industries.iter();
        let codes: Vec<&str> = codes.map(|code| code.text()).collect();
        // Who knows an industry does not depend on the submission that has it.
        let able = *knowing.entry(codes).or_insert_with(|| {
            let everybody = (0..season.experts.len()).map(ExpertIndex::new);
            everybody.filter(|&one| serves(one) && knows(one)).count()
        });
        let barred = conflicts.barred(at).iter();
        let kept_out = barred.chain(conflicts.recused(at));
        let lost = kept_out.filter(|&&one| serves(one) && knows(one)).count();
        let there = u32::try_from(able.saturating_sub(lost)).unwrap_or(u32::MAX);
        all.push(most.min(there));
    }
    all
}
