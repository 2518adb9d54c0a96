//! The pairwise form: scores to reviewers, without a committee.
#![allow(missing_docs)]

mod pairwise;
mod stream;
mod venue;
mod verb;
