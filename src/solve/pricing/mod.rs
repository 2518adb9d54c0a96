#![doc = include_str!("PRICING.md")]

mod assemble;
mod branch;
mod descent;
mod duals;
mod generation;
mod group;
mod links;
mod program;
mod relaxation;
mod steps;
mod table;
mod worker;

pub use worker::{Exchange, GroupBound};

#[cfg(test)]
mod tests;
