//! The window in a real browser: the year walked by mouse and by keyboard, attacks, accessibility.
//!
//! Needs `chromium` and `chromedriver`; without them the tests say so and pass, but fail where the
//! variable `CI` is `true`. `docs/screens.sh` takes the guide's pictures with the same hands.
#![allow(missing_docs)]
#![cfg(feature = "window")]

#[path = "../support/sheets_support.rs"]
mod sheets_support;

mod access;
mod attacks;
mod browser;
mod drag;
mod driver;
mod hand;
mod names;
mod pictures;
mod pool;
mod program;
mod support;
mod walk;
