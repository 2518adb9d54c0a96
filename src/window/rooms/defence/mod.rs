//! 答辩: the second round. In the paper round it is formed from the shortlist; once it is at work,
//! its timetable is shown, and hearings are moved to other times by mouse, menu or keys.

mod chooser;
mod form;
mod grid;
mod timetable;

use crate::bilingual;
use crate::window::answer::{Answer, Refused, go};
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::native::Said;
use crate::window::workspace::Phase;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "defence",
    path: "/defence",
    title: || bilingual!("答辩", "Defence"),
    router: || {
        Router::new()
            .route("/defence", get(show))
            .route("/defence/form", post(form::start))
            .route("/defence/calendar", get(timetable::calendar))
            .route("/round", post(turn))
    },
};

async fn show(State(app): State<Shared>, Query(asked): Query<super::review::Asked>) -> Answer {
    aside(app, move |app, lang| match app.workspace.phase() {
        Phase::Paper => {
            let said = match asked.cut() {
                Ok(_) => Said::default(),
                Err(words) => Said::wrong(&words, lang),
            };
            chooser::show(app, lang, &asked, said)
        }
        Phase::Defence => timetable::show(app, lang),
    })
    .await
}

/// The round to be put to work.
#[derive(Deserialize)]
struct Asked {
    round: String,
}

/// Puts the other round to work: all screens then show its committee.
async fn turn(State(app): State<Shared>, Json(asked): Json<Asked>) -> Answer {
    aside(app, move |app, lang| {
        let turn = match asked.round.as_str() {
            "defence" => Phase::Defence,
            _ => Phase::Paper,
        };
        let refuse = |words| Err(Refused::new(&words, lang));
        if app.work.is_busy() {
            return refuse(bilingual!(
                "正在组建委员会，完成后再转。",
                "A committee is being formed; wait until it is done."
            ));
        }
        if turn == Phase::Defence && !app.workspace.has(turn) {
            return refuse(bilingual!(
                "还没有组建答辩评审。",
                "The second round has not been formed yet."
            ));
        }
        app.workspace.go_to(turn);
        go("")
    })
    .await
}
