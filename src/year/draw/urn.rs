//! The plans to draw from, and each expert's chance.

use super::committee::Committee;
use super::standing::Seated;
use super::walk::Walk;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Passes through the urn in which plans with experts above the cap are walked on.
const ROUNDS: usize = 4;
/// Steps between checks whether a plan still has experts above the cap.
const LOOK: u64 = 50;
/// Length of the initial stretch, as a multiple of the steps between two plans, so that the first
/// plan does not depend on the structure.
const BEFORE: u64 = 20;

/// How the walk filled the urn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Course {
    /// Steps before the first plan.
    pub first: u64,
    /// Steps between one plan and the next.
    pub between: u64,
    /// Total steps, including those for the cap on chances.
    pub steps: u64,
    /// Steps that changed the committee.
    pub moved: u64,
    /// Average share of places that a plan has in common with the next one.
    pub next_alike: f64,
    /// The same for plans a quarter of the urn apart.
    pub quarter_alike: f64,
    /// The same for plans half the urn apart. If the walk mixes within a quarter of the urn, both
    /// shares are about equal.
    pub half_alike: f64,
}

/// Fills the urn with `count` plans, `between` steps apart, after an initial stretch of [`BEFORE`]
/// times as many steps.
pub(super) fn fill(walk: &mut Walk<'_>, count: usize, between: u64) -> (Vec<Seated>, Course) {
    let first = between * BEFORE;
    let mut urn = Vec::with_capacity(count);
    for number in 0..count {
        let steps = if number == 0 { first } else { between };
        for _ in 0..steps {
            walk.step(|_| 0);
        }
        urn.push(walk.now().clone());
    }
    let course = Course {
        first,
        between,
        steps: walk.steps,
        moved: walk.moved,
        next_alike: alike(&urn, 1),
        quarter_alike: alike(&urn, count.div_ceil(4)),
        half_alike: alike(&urn, count.div_ceil(2)),
    };
    (urn, course)
}

/// The average share of seats that plans have in common with those `apart` positions later.
fn alike(urn: &[Seated], apart: usize) -> f64 {
    let pairs = urn.iter().zip(urn.iter().skip(apart));
    let (mut common, mut all) = (0_u32, 0_u32);
    for (one, other) in pairs {
        for (expert, place) in one.committee.seat.iter().enumerate() {
            if let Some(place) = place {
                let there = other.committee.seat[expert];
                let group = |committee: &Committee, place: usize| committee.groups[place];
                let same = there.is_some_and(|there| {
                    group(&one.committee, *place) == group(&other.committee, there)
                });
                common += u32::from(same);
                all += 1;
            }
        }
    }
    f64::from(common) / f64::from(all.max(1))
}

/// The number of plans of the urn in which each expert has a place.
pub(super) fn appearances(urn: &[Seated], experts: usize) -> Vec<usize> {
    let mut counts = vec![0; experts];
    for seated in urn {
        for (expert, count) in (0_u32..).zip(&mut counts) {
            *count += usize::from(seated.committee.holds(expert));
        }
    }
    counts
}

/// Reduces experts who are in more than `quota` plans to that number: plans that include them are
/// walked on, in the order of the urn, accepting only steps that do not bring in an expert above
/// the quota for one who is not. Appearances above the quota never grow. `exempt` experts are
/// ignored.
pub(super) fn cap(
    walk: &mut Walk<'_>,
    urn: &mut [Seated],
    (quota, exempt): (usize, &[bool]),
    between: u64,
) {
    let mut counts = appearances(urn, exempt.len());
    let excess = |counts: &[usize]| -> usize {
        let open = counts.iter().zip(exempt).filter(|(_, exempt)| !**exempt);
        open.map(|(count, _)| count.saturating_sub(quota)).sum()
    };
    for _ in 0..ROUNDS {
        for seated in urn.iter_mut() {
            count(&mut counts, seated, false);
            let full = |expert: u32| {
                let own = expert as usize;
                counts[own] >= quota && !exempt[own]
            };
            walk.stand_at(seated.clone());
            let mut left = between * 4;
            while left > 0 && walk.now().committee.holders.iter().any(|&own| full(own)) {
                let some = left.min(LOOK);
                for _ in 0..some {
                    walk.step(|expert| usize::from(full(expert)));
                }
                left -= some;
            }
            *seated = walk.now().clone();
            count(&mut counts, seated, true);
        }
        if excess(&counts) == 0 {
            return;
        }
    }
}

fn count(counts: &mut [usize], seated: &Seated, more: bool) {
    for (expert, count) in (0_u32..).zip(counts) {
        if seated.committee.holds(expert) {
            *count = if more { *count + 1 } else { *count - 1 };
        }
    }
}
