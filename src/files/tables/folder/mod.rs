//! Finds the file and sheet that hold each table of a folder, and what is left unread.

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
