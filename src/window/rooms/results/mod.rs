//! 公示与结果: the publicity period, objections, what was withdrawn, and the lists to publish.

mod calendar;
mod files;
mod ground;
mod lists;
mod objections;
mod page;
mod publicity;
mod told;
mod withdrawn;

use crate::bilingual;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{MOST_FILES, Said, Sent};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::routing::{get, post};

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "results",
    path: "/results",
    title: || bilingual!("公示与结果", "Results"),
    router: || {
        let large = DefaultBodyLimit::max(MOST_FILES);
        let step = |step: Step| post(move |app, sent| done(app, sent, step));
        Router::new()
            .route("/results", get(show))
            .route("/results/file", get(files::file))
            .route("/results/publicity", step(publicity::set))
            .route("/results/objection", step(objections::propose))
            .route("/results/withdraw", step(withdrawn::add))
            .route("/results/restore", step(withdrawn::remove))
            .route("/results/list", step(lists::take).layer(large))
            .route("/results/make", step(lists::make))
    },
};

/// What a form asks for: done in words, or refused in words.
type Step = fn(&App, &Sent, Lang) -> Result<Said, String>;

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        page::show(app, lang, Said::default(), None)
    })
    .await
}

/// Does what a form asks for and shows the page, with what was typed where it is refused.
async fn done(State(app): State<Shared>, sent: Sent, step: Step) -> Answer {
    aside(app, move |app, lang| match step(app, &sent, lang) {
        Ok(said) => page::show(app, lang, said, None),
        Err(words) => {
            let wrong = vec![words];
            let said = Said {
                wrong,
                ..Said::default()
            };
            page::show(app, lang, said, Some(&sent))
        }
    })
    .await
}
