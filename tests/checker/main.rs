//! The checker: every rule, satisfied and broken.
#![allow(missing_docs)]

#[path = "../support/judge/mod.rs"]
mod judge;

mod mutations;
mod rules;
