//! Workbook, page and letters.
#![allow(missing_docs)]

mod diff;
mod workbook;
