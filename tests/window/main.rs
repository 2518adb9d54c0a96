//! The window: every page and every refusal, asked of the router without a browser.
#![allow(missing_docs)]
#![cfg(feature = "window")]

mod board;
mod conflicts;
mod defence;
mod draw;
mod form;
mod forms;
mod guard;
mod home;
mod import;
mod pages;
mod papers;
mod problems;
mod program;
mod quality;
mod results;
mod review;
mod rules;
#[path = "../support/sheets_support.rs"]
mod sheets_support;
mod support;
mod turns;
mod versions;
mod withdrawal;
