//! Experts of a part who have something in common.

use super::Part;
use crate::solve::instance::Candidate;
use std::collections::BTreeMap;

/// Groups the positions of experts by a number such as the region's, in its order.
pub(super) fn alike(
    part: &Part<'_>,
    number: impl Fn(&Candidate) -> u32,
) -> BTreeMap<u32, Vec<usize>> {
    alike_among(part, |_, candidate| Some(number(candidate)))
}

/// Groups the positions of experts by employer: anyone who has two stands in two groups. An unknown
/// employer makes none.
pub(super) fn colleagues(part: &Part<'_>) -> BTreeMap<u32, Vec<usize>> {
    let mut all: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for expert in 0..part.experts.len() {
        for &employer in &part.expert(expert).employers {
            all.entry(employer).or_default().push(expert);
        }
    }
    all
}

/// The same among those for whom `number` returns one.
pub(super) fn alike_among(
    part: &Part<'_>,
    number: impl Fn(usize, &Candidate) -> Option<u32>,
) -> BTreeMap<u32, Vec<usize>> {
    let mut alike: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for expert in 0..part.experts.len() {
        if let Some(number) = number(expert, part.expert(expert)) {
            alike.entry(number).or_default().push(expert);
        }
    }
    alike
}
