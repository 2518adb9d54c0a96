//! R02: an expert has one seat only.

use super::{Decisions, Home, Linear, Part, Proposal};
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    ..Home::new(Rule::OneSeat, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "同一位专家只能担任一个席位：一个专业组的组员，或者正、副主任委员之一。",
        "an expert has one seat only: member of one group, or chair, or vice chair."
    )
}

/// Adds `sum over groups of seat + chair + vice chair <= 1` for every expert (without the chairs
/// where the rules let them sit in a group too).
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for expert in 0..part.experts.len() {
        let chairs = decisions
            .chairs
            .iter()
            .filter(|_| !part.instance.chairs_in_groups)
            .flat_map(|chairs| chairs.of(expert));
        let columns: Vec<_> = decisions.seats_of(expert).chain(chairs).collect();
        if columns.len() > 1 {
            model.at_most(columns.into_iter().map(|column| (column, 1.0)), 1.0);
        }
    }
}

/// Counts chairs who also sit in a group. No one can have two seats in an assignment.
fn breaches(proposal: &Proposal<'_>) -> usize {
    if proposal.instance.chairs_in_groups {
        return 0;
    }
    proposal.heads().filter(|&head| proposal.sits(head)).count()
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::solve::rule::tests::{breaches, committee, compiled, toy};

    #[test]
    fn a_chair_who_sits_in_a_group_has_two_seats() {
        let mut made = committee();
        made.chair = Some(2); // E003, who leads the first group
        assert_eq!(breaches(&HOME, &compiled(&toy(|_| ())), &made), 1);
        let allowed = toy(|season| season.rules.groups.chairs_in_groups = true);
        assert_eq!(breaches(&HOME, &compiled(&allowed), &made), 0);
    }
}
