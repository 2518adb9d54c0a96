//! R11: years in a row.

use super::Obstacle;
use crate::bilingual;
use crate::explain::Standing;
use crate::model::Expert;
use crate::model::Rule;

/// An expert at the limit of consecutive years.
pub(super) fn to_serve(standing: &Standing<'_>, own: &Expert, found: &mut Vec<Obstacle>) {
    let season = standing.season;
    let limit = season.rules.balance.max_consecutive_years;
    let run = own.consecutive_years_before(season.rules.conflicts.year);
    if limit > 0 && run >= limit {
        let next = run + 1;
        found.push(Obstacle::new(
            Rule::Rotation,
            bilingual!(
                "已连续参评 {run} 年，上限 {limit} 年",
                "served {run} years in a row; the limit is {limit}"
            ),
            bilingual!(
                "max_consecutive_years {limit} → {next}",
                "max_consecutive_years {limit} -> {next}"
            ),
        ));
    }
}
