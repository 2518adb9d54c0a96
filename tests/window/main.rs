//! The window: every page and every refusal, asked of the router without a browser.
#![allow(missing_docs)]
#![cfg(feature = "window")]

mod conflicts;
mod forms;
mod guard;
mod home;
mod import;
mod papers;
mod review;
mod rules;
mod support;
mod withdrawal;
