//! The steps of an office's year around the committee, from the form check to the results.

pub mod defence;
pub mod draw;
pub mod export;
pub mod objection;
pub mod outcome;
pub mod rounds;
pub mod scoring;
pub mod screening;
pub mod sheets;
pub mod status;
