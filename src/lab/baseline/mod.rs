//! Baselines: how assignments are made today, each method in its own file and written from its
//! source, so that our methods can be compared with them.
//!
//! [`random()`], [`greedy()`], [`round_robin()`] and [`max_flow()`] choose reviewers from a
//! [`Pool`]; [`committee`] builds whole committees with them. They use only what they would know in
//! practice: the committees ignore conflicts of interest, which the comparison counts.
//!
//! Minimum loads: [`max_flow()`] satisfies them if any assignment does. The sources of the others
//! have none, and they ignore them; the comparison counts the missing reviews separately.

pub mod committee;
mod greedy;
mod max_flow;
mod random;
mod round_robin;

pub use greedy::greedy;
pub use max_flow::max_flow;
pub use random::random;
pub use round_robin::round_robin;

/// The possible pairs of reviewers and submissions.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    /// Number of reviewers that each submission requires.
    pub demands: Vec<u32>,
    /// Maximum number of submissions of each reviewer.
    pub caps: Vec<u32>,
    /// Minimum number of submissions of each reviewer; used by [`max_flow()`] only.
    pub floors: Vec<u32>,
    /// For each submission its possible reviewers with their scores, ascending by reviewer.
    pub scores: Vec<Vec<(u32, i128)>>,
}

/// The reviewers of each submission, sorted; fewer than required if a method got stuck.
pub type Reviews = Vec<Vec<u32>>;

/// Sorts every list.
fn sorted(mut reviews: Reviews) -> Reviews {
    for list in &mut reviews {
        list.sort_unstable();
    }
    reviews
}
