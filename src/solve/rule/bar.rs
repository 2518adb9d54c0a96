//! R14: conflicts that keep an expert out of the group.

use super::{Condition, Decisions, Home, Linear, Part, Place, Proposal, Relaxation, supply};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{AcademicPolicy, ConflictPolicy, Rule, Season};
use crate::solve::instance::Instance;
use rayon::prelude::*;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    anyway,
    relaxation: Some(Relaxation { ease: 9, lift }),
    ..Home::new(Rule::Bar, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "与某项申报存在整组回避关系的专家，不得进入该申报所在的专业组。",
        "an expert with a bar conflict may not be in the group that has the submission."
    )
}

/// Adds `seat + place <= 1` for every bar between an expert and a submission that the model
/// places. Barred experts of whom a group can hold at most one (same employer under a cap of 1)
/// share one row, which is valid because their seats already sum to at most 1, and tighter.
/// With places given, such seats have no variable at all ([`Part::may_sit`]).
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let one_each = part.instance.employer_cap == 1;
    for submission in 0..part.submissions.len() {
        let cliques = super::alike::alike_among(part, |expert, candidate| {
            let barred = part.cell(submission, expert).barred();
            barred.then_some(if one_each {
                candidate.first_employer()
            } else {
                0
            })
        });
        for (employer, barred) in cliques {
            for group in 0..decisions.groups() {
                let Place::Free(place) = decisions.place(submission, group) else {
                    continue;
                };
                let seats = barred
                    .iter()
                    .filter_map(|&expert| decisions.seat(expert, group));
                let seats: Vec<_> = seats.map(|seat| (seat, 1.0)).collect();
                if employer != 0 && !seats.is_empty() {
                    model.at_most(seats.into_iter().chain([(place, 1.0)]), 1.0);
                } else {
                    for seat in seats {
                        model.at_most([seat, (place, 1.0)], 1.0);
                    }
                }
            }
        }
    }
}

/// Counts members who are barred from a submission of their group.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let cells = &proposal.instance.cells;
    proposal.at_submissions(|submission, group| {
        let members = proposal.members(group).iter();
        let barred = |&&member: &&u32| cells.get(submission as usize, member as usize).barred();
        members.filter(barred).count()
    })
}

/// Submissions whose bars leave fewer members than a group has. Not looked at in seasons so large
/// that pairs are computed when asked for. O(pairs).
fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    if !instance.cells.is_dense() {
        return Vec::new();
    }
    let least = instance.shape.min_members();
    let rows: Vec<Option<Condition>> = (0..instance.submissions.len())
        .into_par_iter()
        .map(|submission| {
            let sits = |expert: &usize| !instance.cells.get(submission, *expert).barred();
            let members = (0..instance.experts.len()).filter(sits).count();
            let id = supply::submission(instance, season, submission);
            (members < least).then(|| Condition {
                rule: Rule::Bar,
                what: None,
                have: members,
                need: least,
                lacking: bilingual!(
                    "除整组回避者外，只有 {members} 位专家可以进入受理 {id} 的专业组，而每组至少 {least} 人。",
                    "experts who are not barred from the group that has {id}: {members}; a group has at least {least} members."
                ),
            })
        })
        .collect();
    rows.into_iter().flatten().collect()
}

/// Takes no notice of any conflict of interest.
fn lift(season: &mut Season) {
    let policies = &mut season.rules.conflicts;
    for policy in [
        &mut policies.employer,
        &mut policies.former_employer,
        &mut policies.advises,
        &mut policies.director_or_shareholder,
        &mut policies.kin,
        &mut policies.declared,
        &mut policies.competitor,
        &mut policies.recommender,
        &mut policies.region,
    ] {
        *policy = ConflictPolicy::Off;
    }
    for policy in [&mut policies.mentor, &mut policies.coauthor] {
        *policy = AcademicPolicy::Off;
    }
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{anyway, breaches, committee, compiled, lifted, toy};

    #[test]
    fn nobody_sits_beside_a_submission_that_bars_them() {
        let season = toy(|_| ());
        let mut made = committee();
        // E004 of the parent company comes into the group that holds S001.
        (made.seat[3], made.seat[4]) = (Some(0), Some(1));
        assert_eq!(breaches(&HOME, &compiled(&season), &made), 1);
        assert_eq!(breaches(&HOME, &compiled(&lifted(&HOME, season)), &made), 0);
    }

    #[test]
    fn bars_leave_members_for_a_group() {
        assert_eq!(anyway(&HOME, &toy(|_| ())), []);
        let season = toy(|season| {
            let applicant = season.submissions[4].organization.clone();
            for expert in &mut season.experts[2..] {
                expert.employer = applicant.clone();
            }
        });
        assert_eq!(anyway(&HOME, &season), [(2, 3)]);
    }
}
