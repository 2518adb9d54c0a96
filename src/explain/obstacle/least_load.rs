//! R24: fewest reviews of a member.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::explain::words::person;
use crate::explain::{GroupWorth, Standing};
use crate::model::Rule;

/// An expert whose own limit is below what every member reviews.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let instance = &seat.standing.instance;
    let (cap, least) = (
        instance.experts[seat.expert as usize].load_cap,
        instance.min_load,
    );
    if cap < least {
        found.push(Obstacle::new(
            Rule::LeastLoad,
            bilingual!(
                "该专家最多评审 {cap} 项，而每名组员至少评审 {least} 项",
                "this expert reviews {cap} at most, and every member reviews at least {least}"
            ),
            bilingual!(
                "该专家的评审上限 {cap} → {least}",
                "limit of this expert {cap} -> {least}"
            ),
        ));
    }
}

/// Members who would review less than every member has to, and loads too far apart.
pub(super) fn to_review_all(
    standing: &Standing<'_>,
    worth: &GroupWorth,
    found: &mut Vec<Obstacle>,
) {
    let least = standing.instance.min_load;
    for &member in &worth.underloaded {
        let all = worth.reviewers.iter();
        let load = all.filter(|chosen| chosen.contains(&member)).count();
        let name = person(standing.expert(member));
        found.push(Obstacle::new(
            Rule::LeastLoad,
            bilingual!(
                "{name} 只评审 {load} 项，每名组员至少 {least} 项",
                "{name} would review only {load} submissions; every member reviews at least {least}"
            ),
            bilingual!(
                "min_per_member {least} → {load}",
                "min_per_member {least} -> {load}"
            ),
        ));
    }
    if let Some(difference) = worth.apart {
        let limit = standing.instance.load_difference;
        found.push(Obstacle::new(
            Rule::LeastLoad,
            bilingual!(
                "组员的评审项数相差 {difference} 项，至多 {limit} 项",
                "the loads of the members would be {difference} apart; at most {limit} is allowed"
            ),
            bilingual!(
                "max_load_difference {limit} → {difference}",
                "max_load_difference {limit} -> {difference}"
            ),
        ));
    }
}
