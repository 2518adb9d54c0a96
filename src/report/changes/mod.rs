//! The changes between two plans, for people: a letter to each person concerned ([`notices`]), a
//! workbook ([`workbook`]) and a self-contained page ([`page()`]).

mod notice;
mod page;
mod sheets;
mod tables;
mod words;

pub use notice::{Notice, in_words, letters, notices};
pub use page::page;
pub use sheets::workbook;
pub use tables::{Table, tables};
