//! R03: who can take part.

use super::Obstacle;
use crate::bilingual;
use crate::explain::Standing;
use crate::explain::words::person;
use crate::model::Expert;
use crate::model::Rule;

/// An expert who is not available, or has withdrawn.
pub(super) fn to_serve(standing: &Standing<'_>, own: &Expert, found: &mut Vec<Obstacle>) {
    if !own.available {
        let name = person(own);
        let words = if standing.plan.withdrawn.contains(&own.id) {
            bilingual!("{name} 已退出", "{name} has withdrawn")
        } else {
            bilingual!("{name} 本届不可参加", "{name} is not available this season")
        };
        let change = bilingual!(
            "experts 表「可参加」改为「是」",
            "set available to yes in the experts table"
        );
        found.push(Obstacle::new(Rule::Availability, words, change));
    }
}
