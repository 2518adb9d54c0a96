//! 评审: score sheets out, score sheets back, who is missing, and where the submissions stand.

mod page;
mod results;
mod reviewed;
mod sheets;

use crate::bilingual;
use crate::window::answer::Answer;
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{MOST_FILES, Said};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::routing::{get, post};

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "review",
    path: "/review",
    title: || bilingual!("评审", "Review"),
    router: || {
        let large = DefaultBodyLimit::max(MOST_FILES);
        Router::new()
            .route("/review", get(show))
            .route("/review/sheets", post(sheets::write))
            .route("/review/files", post(sheets::receive).layer(large))
            .route("/review/results", post(results::results))
    },
};

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| page::show(app, lang, Said::default())).await
}
