//! The window: every page and every refusal, asked of the router without a browser.
#![allow(missing_docs)]
#![cfg(feature = "window")]

mod guard;
mod home;
mod support;
