//! R07: load of each expert.

use super::Obstacle;
use crate::bilingual;
use crate::explain::words::person;
use crate::explain::{GroupWorth, Standing};
use crate::model::Rule;
use crate::model::words::Bilingual;

/// Members who would exceed their limit.
pub(super) fn to_review_all(
    standing: &Standing<'_>,
    worth: &GroupWorth,
    found: &mut Vec<Obstacle>,
) {
    for &member in &worth.overloaded {
        let cap = standing.instance.experts[member as usize].load_cap;
        let (name, more) = (person(standing.expert(member)), cap + 1);
        found.push(Obstacle::new(
            Rule::Load,
            bilingual!(
                "{name} 的评审项数超过上限 {cap}",
                "{name} would review more than {cap} submissions"
            ),
            bilingual!(
                "{name} 的评审上限 {cap} → {more}",
                "limit of {name} {cap} -> {more}"
            ),
        ));
    }
}

/// A reviewer at the limit of reviews, with the gain of raising it by one instead of the review of
/// `other`.
pub(in crate::explain) fn at_the_limit(
    load: u32,
    cap: u32,
    other: &str,
    gain: &Bilingual,
) -> Obstacle {
    let Bilingual { zh, en } = gain;
    let more = cap + 1;
    Obstacle::new(
        Rule::Load,
        bilingual!(
            "已评审 {load} 项，达到上限 {cap}",
            "already reviews {load}, the limit of {cap}"
        ),
        bilingual!(
            "评审上限 {cap} → {more}（替换 {other}：{zh}）",
            "limit {cap} -> {more} (in place of {other}: {en})"
        ),
    )
}
