//! Which file and which sheet of a folder holds which table, and what is not read.

pub(super) mod catalog;
pub(super) mod choice;
pub(super) mod kinds;
pub(super) mod leftover;
pub(super) mod listing;
pub(super) mod plain;
pub(super) mod recognise;
pub(super) mod season_folder;
pub(super) mod source;
pub(super) mod unreadable;
