//! 质量: the plan compared with one made by hand, with last year's people, and with simple methods.

mod kept;
mod page;
mod run;
mod taken;
mod told;

use crate::bilingual;
use crate::window::app::Room;
use crate::window::native::MOST_FILES;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "quality",
    path: "/quality",
    title: || bilingual!("质量", "Quality"),
    router: || {
        let large = || DefaultBodyLimit::max(MOST_FILES);
        Router::new()
            .route("/quality", get(page::open))
            .route("/quality/live", get(run::live))
            .route("/quality/start", post(run::start))
            .route("/quality/stop", post(run::stop))
            .route("/quality/manual", post(taken::manual).layer(large()))
            .route("/quality/last", post(taken::last_year).layer(large()))
            .route("/quality/remove", post(taken::remove))
            .route("/quality/file", get(taken::file))
    },
};
