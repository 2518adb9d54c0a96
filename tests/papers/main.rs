//! The papers say what the program does.
#![allow(missing_docs)]

mod documented;
mod links;
