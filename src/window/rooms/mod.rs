//! The screens. Each has a file of its own: its routes, the model of its page, its words.

mod conflicts;
mod home;
mod import;
mod papers;
mod problems;
mod review;
mod rules;
mod withdrawal;

use super::app::Room;

/// All screens, in the order of the year.
pub(super) const ROOMS: [Room; 8] = [
    home::ROOM,
    import::ROOM,
    problems::ROOM,
    rules::ROOM,
    conflicts::ROOM,
    withdrawal::ROOM,
    papers::ROOM,
    review::ROOM,
];
