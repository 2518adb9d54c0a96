//! The screens. Each has a file of its own: its routes, the model of its page, its words.

mod board;
mod cards;
mod changes;
mod conflicts;
mod defence;
mod draw;
mod form;
mod home;
mod import;
mod papers;
mod problems;
mod quality;
mod results;
mod review;
mod rules;
mod scarcity;
mod versions;
mod why;
mod withdrawal;

use super::app::Room;

/// All screens, in the order of the year.
pub(super) const ROOMS: [Room; 16] = [
    home::ROOM,
    import::ROOM,
    problems::ROOM,
    rules::ROOM,
    conflicts::ROOM,
    form::ROOM,
    draw::ROOM,
    board::ROOM,
    why::ROOM,
    withdrawal::ROOM,
    papers::ROOM,
    review::ROOM,
    defence::ROOM,
    results::ROOM,
    quality::ROOM,
    versions::ROOM,
];
