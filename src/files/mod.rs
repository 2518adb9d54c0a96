//! Files to values and back: the tables of a season, and the versions of a plan.

pub mod history;
pub mod tables;
pub mod whole;
