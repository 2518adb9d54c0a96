//! R10: share of newcomers.

use super::{Column, Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R10";
/// Name of the rule.
pub const KEY: &str = "newcomers";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "新参评专家(无历年参评记录)在各组组员中、在整个评审委员会(含主任、副主任)中的占比都不低于规定比例。",
        "newcomers (experts who never served) make up at least the asked share of the group members, and of the whole committee with chair and vice chair."
    )
}

/// Whether a share of newcomers is asked for at all.
pub fn are_counted(part: &Part) -> bool {
    part.instance.new_share > 0.0
}

/// Adds `sum of (newcomer - share) over everybody seated >= 0`, once over the members of groups
/// and once with the chairs, counting in who sits outside the model. Somebody who chairs and sits
/// in a group is one person.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let instance = part.instance;
    if !are_counted(part) {
        return;
    }
    let weight = |expert: u32| {
        f64::from(u8::from(instance.experts[expert as usize].newcomer)) - instance.new_share
    };
    let outside: f64 = part
        .outside
        .members
        .iter()
        .map(|&expert| weight(expert))
        .sum();
    let mut terms: Vec<(Column, f64)> = Vec::new();
    for (position, &expert) in part.experts.iter().enumerate() {
        terms.extend(
            decisions
                .seats_of(position)
                .map(|seat| (seat, weight(expert))),
        );
    }
    let slack = -1e-9 - outside;
    model.at_least(terms.iter().copied(), slack);

    let mut fixed = 0.0;
    for &chair in part.chairs.iter().flatten() {
        if part.outside.members.binary_search(&chair).is_err() {
            fixed += weight(chair);
        }
        if let Some(position) = part.position(chair) {
            // Counted as a chair already: the seat adds nobody.
            terms.retain(|&(column, _)| !decisions.seats_of(position).any(|seat| seat == column));
        }
    }
    for (position, &expert) in part.experts.iter().enumerate() {
        let columns: Vec<Column> = match &decisions.chairs {
            Some(chairs) => chairs.of(position).collect(),
            None => Vec::new(),
        };
        if columns.is_empty() {
            continue;
        }
        if let Some(only) = decisions.only_chairs[position] {
            only_chair(only, &columns, decisions, position, model);
            terms.push((only, weight(expert)));
        } else {
            terms.extend(columns.into_iter().map(|column| (column, weight(expert))));
        }
    }
    model.at_least(terms, slack - fixed);
}

/// Makes `only` 1 exactly when the expert chairs and sits in no group.
fn only_chair(
    only: Column,
    columns: &[Column],
    decisions: &Decisions,
    position: usize,
    model: &mut Linear,
) {
    let chairs = || columns.iter().map(|&column| (column, -1.0));
    let seats = || decisions.seats_of(position);
    model.at_most(chairs().chain([(only, 1.0)]), 0.0);
    model.at_most(seats().map(|seat| (seat, 1.0)).chain([(only, 1.0)]), 1.0);
    let both = seats().map(|seat| (seat, 1.0)).chain(chairs());
    model.at_least(both.chain([(only, 1.0)]), 0.0);
}
