//! The relation between an expert and a submission: suitability and conflicts of interest.

pub mod affinity;
pub mod conflict;
pub mod industry_members;
