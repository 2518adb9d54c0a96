//! What holds between an expert and a submission: how well they fit, and what keeps them apart.

pub mod affinity;
pub mod conflict;
pub mod industry_members;
