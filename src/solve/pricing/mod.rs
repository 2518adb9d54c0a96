#![doc = include_str!("PRICING.md")]

mod assemble;
mod branch;
mod descent;
mod duals;
mod exchange;
mod generation;
mod group;
mod links;
mod pool;
mod program;
mod relaxation;
mod steps;
mod table;
mod worker;

pub use exchange::Exchange;
pub use worker::GroupBound;

#[cfg(test)]
mod tests;
