//! What the board asks while something is being moved: verdicts, and who fits a group.

use crate::bilingual;
use crate::window::answer::{Answer, Refused};
use crate::window::app::Shared;
use crate::window::aside::aside;
use crate::window::table::table;
use crate::window::verdict;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
pub(super) struct Asked {
    expert: Option<String>,
    submission: Option<String>,
    /// The reviewer of the submission who is to be replaced.
    reviewer: Option<String>,
}

/// The verdicts for all targets, asked for once when something is picked up.
pub(super) async fn verdicts(State(app): State<Shared>, Query(asked): Query<Asked>) -> Answer {
    aside(app, move |app, lang| {
        let table = table(&app.workspace, &app.laid, lang)?;
        let desk = match &table.desk {
            Ok(desk) => desk,
            Err(words) => return Err(Refused::said_already(words)),
        };
        let found = desk.ask(move |standing| {
            let asked = (asked.expert, asked.submission, asked.reviewer);
            match asked {
                (Some(id), ..) => verdict::of_expert(standing, &id, lang),
                (None, Some(id), None) => verdict::of_submission(standing, &id, lang),
                (None, Some(id), Some(reviewer)) => {
                    verdict::of_reviewer(standing, (&id, &reviewer), lang)
                }
                (None, None, _) => None,
            }
        });
        match found.flatten() {
            Some(verdicts) => Ok(Json(json!({ "verdicts": verdicts })).into_response()),
            None => Err(Refused::new(
                &bilingual!(
                    "方案里没有它，或该专家本届不能参加。",
                    "The plan does not have it, or the expert cannot take part this season."
                ),
                lang,
            )),
        }
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Fit {
    group: String,
}

/// How well every expert knows the submissions of a group, for sorting the pool.
pub(super) async fn fit(State(app): State<Shared>, Query(asked): Query<Fit>) -> Answer {
    aside(app, move |app, lang| {
        let table = table(&app.workspace, &app.laid, lang)?;
        let desk = match &table.desk {
            Ok(desk) => desk,
            Err(words) => return Err(Refused::said_already(words)),
        };
        let found = desk.ask(move |standing| verdict::fit(standing, &asked.group));
        match found.flatten() {
            Some(fit) => Ok(Json(json!({ "fit": fit })).into_response()),
            None => Err(Refused::missing(lang)),
        }
    })
    .await
}
