//! The ways in which assignments are made today, each in its own file and written from its
//! source, so that our methods can be measured against them.
//!
//! [`random()`], [`greedy()`], [`round_robin()`] and [`max_flow()`] choose reviewers of a [`Pool`];
//! [`committee`] builds whole committees around them. None of them looks at what it does not know
//! in practice: the committees are naive about conflicts of interest, and that is counted.
//!
//! Least loads: [`max_flow()`] keeps them where any assignment does. The others have none in their
//! sources, and keep none; what they leave below is counted beside them.

pub mod committee;
mod greedy;
mod max_flow;
mod random;
mod round_robin;

pub use greedy::greedy;
pub use max_flow::max_flow;
pub use random::random;
pub use round_robin::round_robin;

/// Who could review what.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    /// Reviewers that each submission asks for.
    pub demands: Vec<u32>,
    /// Most submissions of each reviewer.
    pub caps: Vec<u32>,
    /// Least submissions of each reviewer; only [`max_flow()`] looks at them.
    pub floors: Vec<u32>,
    /// For each submission the reviewers it may have with their scores, by reviewer.
    pub scores: Vec<Vec<(u32, i128)>>,
}

/// The reviewers of each submission, sorted; fewer than asked for where a method got stuck.
pub type Reviews = Vec<Vec<u32>>;

/// Sorts every list.
fn sorted(mut reviews: Reviews) -> Reviews {
    for list in &mut reviews {
        list.sort_unstable();
    }
    reviews
}
