//! The screens. Each has a file of its own: its routes, the model of its page, its words.

mod board;
mod cards;
mod changes;
mod form;
mod home;
mod problems;
mod versions;
mod why;

use super::app::Room;

/// All screens, in the order of the year.
pub(super) const ROOMS: [Room; 6] = [
    home::ROOM,
    problems::ROOM,
    form::ROOM,
    board::ROOM,
    why::ROOM,
    versions::ROOM,
];
