//! Questions about a plan.
#![allow(missing_docs)]

#[path = "../support/judge/mod.rs"]
mod judge;

mod recommend;
mod why;
