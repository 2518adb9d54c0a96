//! Tables in, files out, and the history.
#![allow(missing_docs)]

#[path = "../support/cli_support.rs"]
mod cli_support;
#[path = "../support/judge/mod.rs"]
mod judge;

mod containers;
mod handed;
mod history;
mod import;
mod import_shapes;
mod mutation_run;
mod reading;
mod references;
mod schema;
mod scores_compact;
mod scores_folder;
mod unusual_tables;
mod vocabulary;
