//! R23: enough members of a group know the industries that it judges; the second soft rule.

use super::decisions::Lacking;
use super::{Decisions, Home, Linear, Part, Place};
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// The rule.
pub const HOME: Home = Home {
    rows,
    ..Home::new(Rule::IndustryMembers, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "专业组中须有规定人数的组员熟悉组内每项申报的行业且与其没有利益冲突；每少一人计为一处覆盖缺口并说明。",
        "enough members of a group know the industry of each of its submissions and have no conflict with it; each member lacking is counted and listed as a shortfall."
    )
}

/// Adds a variable that counts the members lacking, for every submission that wants some.
pub(super) fn declare(part: &Part, decisions: &mut Decisions, model: &mut Linear) {
    for submission in 0..part.submissions.len() {
        let wanted = part.submission(submission).industry_members;
        if wanted > 0 {
            decisions.lacking.push(Lacking {
                submission,
                wanted,
                column: model.column(0.0, f64::from(wanted), true),
            });
        }
    }
}

/// Adds, for every group that a submission may be in, `members who know it + lacking >= wanted x
/// place`: the variable is as large as the group that holds the submission makes it, and the
/// others ask for nothing.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for lacking in &decisions.lacking {
        let wanted = f64::from(lacking.wanted);
        for group in 0..decisions.groups() {
            let place = decisions.place(lacking.submission, group);
            if place == Place::Never {
                continue;
            }
            let seats = (0..part.experts.len())
                .filter(|&expert| part.cell(lacking.submission, expert).knows())
                .filter_map(|expert| decisions.seat(expert, group));
            let terms = seats.map(|seat| (seat, 1.0)).chain([(lacking.column, 1.0)]);
            match place {
                Place::Free(place) => model.at_least(terms.chain([(place, -wanted)]), 0.0),
                _ => model.at_least(terms, wanted),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::solve::rule::tests::{committee, compiled, toy};

    /// Members wanted and lacking, by submission, in the toy season and its committee.
    fn counted(industry_members: u32) -> (Vec<u32>, Vec<usize>) {
        let instance = compiled(&toy(|season| {
            season.rules.groups.industry_members = industry_members;
        }));
        let made = committee();
        let members = made.members(2);
        let lacking = (0..6).map(|at| {
            let group = made.group[at] as usize;
            instance.industry_members_lacking(at, &members[group])
        });
        let wanted = instance.submissions.iter();
        (
            wanted.map(|need| need.industry_members).collect(),
            lacking.collect(),
        )
    }

    #[test]
    fn no_more_members_are_wanted_than_there_are() {
        assert_eq!(counted(0), (vec![0; 6], vec![0; 6]));
        assert_eq!(counted(1), (vec![1; 6], vec![0; 6]));
        // S003, S004 and S006 are known to one expert each who has no conflict; groups have three.
        let wanted = vec![3, 3, 1, 1, 3, 1];
        assert_eq!(counted(3), (wanted.clone(), vec![0; 6]));
        assert_eq!(counted(9), (wanted, vec![0; 6]));
    }

    #[test]
    fn each_member_lacking_is_a_shortfall() {
        let instance = compiled(&toy(|_| ()));
        let mut made = committee();
        let before = made.value(&instance);
        // E005, who knows S001 and S002, changes places with E007, who knows S005 and S006.
        made.seat.swap(4, 6);
        let after = made.value(&instance);
        assert_eq!(after.shortfalls, before.shortfalls + 4);
        assert_eq!(after.total, before.total, "the reviews are as they were");
    }
}
