//! For researchers: generated seasons, baselines and measurements.

pub mod baseline;
pub mod bench;
pub mod generate;
