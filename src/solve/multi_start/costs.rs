//! What moves pay for shortfalls and for low submissions, round by round.

use super::super::search::Weights;

/// What a shortfall costs in a cooling from the top, by thread, in billionths of a point: little enough
/// that moves may open one to close another, and never so little that it pays to keep it. The
/// later rounds count it fully. On the sample season this found plans with as few shortfalls
/// and a total 7 % higher than with the full cost from the start.
const SOFT_SHORTFALL: [i64; 2] = [1_500_000_000, 2_000_000_000];
/// Under `maxmin`, the share of the submissions that count as badly off when groups are formed.
pub const BADLY_OFF: f64 = 0.05;
/// How far above the worst submission the next aim lies, in billionths.
pub(super) const FLOOR_STEP: i64 = 50_000_000;

/// The costs of a round that is not strict.
pub(super) fn soften(weights: Weights, thread: u64) -> Weights {
    let soft = SOFT_SHORTFALL[(thread % 2) as usize];
    Weights {
        shortfall: soft.min(weights.shortfall),
        loose_loads: true,
        ..weights
    }
}
