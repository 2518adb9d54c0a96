//! What people and scripts see of every verb.
#![allow(missing_docs)]

#[path = "../support/cli_support.rs"]
mod cli_support;
#[path = "../support/schema_support.rs"]
mod schema_support;
#[path = "../support/telling.rs"]
mod telling;

mod contract;
#[cfg(unix)]
mod dialogue;
mod documents;
mod exchange;
mod foreign;
mod help;
mod logs;
mod parts;
mod robust;
