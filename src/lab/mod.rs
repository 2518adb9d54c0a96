//! For researchers: generated seasons, other methods, and measurements beside each other.

pub mod baseline;
pub mod bench;
pub mod generate;
