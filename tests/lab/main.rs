//! Benchmarks, baselines and made-up seasons.
#![allow(missing_docs)]

mod baseline;
mod bench;
mod generate;
