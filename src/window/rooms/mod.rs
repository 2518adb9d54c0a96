//! The screens. Each has a file of its own: its routes, the model of its page, its words.

mod home;
mod problems;

use super::app::Room;

/// All screens, in the order of the year.
pub(super) const ROOMS: [Room; 2] = [home::ROOM, problems::ROOM];
