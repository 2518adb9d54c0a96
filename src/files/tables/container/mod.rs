//! Turns the bytes of a file (text, old and new workbooks) into a grid of cells.

pub(super) mod biff;
pub(super) mod book;
pub(super) mod content;
pub(super) mod csv;
pub(super) mod encoding;
pub(super) mod facts;
pub(super) mod fault;
pub(super) mod file;
pub(super) mod filling;
pub(super) mod grid;
pub(super) mod package;
