//! The window: every page and every refusal, asked of the router without a browser.
#![allow(missing_docs)]
#![cfg(feature = "window")]

mod board;
mod form;
mod guard;
mod home;
mod pages;
mod problems;
mod program;
mod support;
mod versions;
