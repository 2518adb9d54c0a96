//! 抽取: the committee drawn by lot, before witnesses.

mod act;
mod drawn;
mod lots;
mod page;
mod protocol;
mod state;

use crate::bilingual;
use crate::window::app::Room;
use axum::Router;
use axum::routing::{get, post};

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "draw",
    path: "/draw",
    title: || bilingual!("抽取", "Draw"),
    router: || {
        Router::new()
            .route("/draw", get(page::office))
            .route("/draw/witness", get(page::witness))
            .route("/draw/sealed", get(page::sealed))
            .route("/draw/protocol", get(protocol::show))
            .route("/draw/file", get(protocol::file))
            .route("/draw/commit", post(act::commit))
            .route("/draw/make", post(act::make))
            .route("/draw/refuse", post(act::refuse))
    },
};

/// Whether a commitment was published and waits for its draw.
pub(super) use state::is_awaited;
