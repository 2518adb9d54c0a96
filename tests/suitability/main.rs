//! Scores and conflicts between an expert and a submission.
#![allow(missing_docs)]

mod conflicts;
mod organizations;
mod scores;
