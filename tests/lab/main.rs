//! Benchmarks, baselines and generated seasons.
#![allow(missing_docs)]

mod baseline;
mod bench;
mod generate;
mod history;
