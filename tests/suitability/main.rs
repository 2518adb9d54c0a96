//! Scores and conflicts of experts and submissions.
#![allow(missing_docs)]

mod conflicts;
mod organizations;
mod scores;
