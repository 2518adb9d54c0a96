//! 评审: score sheets out, score sheets back, who is missing, and where the submissions stand.

mod asked;
mod out;
mod page;
mod recusals;
mod results;
mod reviewed;
mod rows;
mod sheets;

pub(super) use asked::Asked;
pub(super) use reviewed::{Reviewed, base, collected, folder};
pub(super) use rows::{Ranked, ranking};

use crate::bilingual;
use crate::window::answer::Answer;
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{MOST_FILES, Said};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, State};
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
            .route("/review/sheet", get(sheets::one))
            .route("/review/files", post(sheets::receive).layer(large))
            .route("/review/results", post(results::results))
            .route("/review/recusals", post(recusals::take))
    },
};

/// The page; a size of the shortlist in its address is tried without writing anything.
async fn show(State(app): State<Shared>, Query(asked): Query<Asked>) -> Answer {
    aside(app, move |app, lang| {
        let said = match asked.cut() {
            Ok(_) => Said::default(),
            Err(words) => Said::wrong(&words, lang),
        };
        page::show(app, lang, &asked, said)
    })
    .await
}
