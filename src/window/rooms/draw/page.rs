//! The page of the draw: that of the office, and the large one for the witnesses.

use super::drawn::{Drawn, Sealed, drawn, moment, spaced};
use super::state::State;
use crate::model::Season;
use crate::model::words::Lang;
use crate::window::answer::{Answer, page};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent};
use crate::window::shell::Shell;
use crate::year::draw::{commitment_check, tables_hash};
use askama::Template;
use axum::extract::State as Axum;

/// From where a step was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// Among the screens.
    Office,
    /// Alone, for the witnesses.
    Witness,
}

impl View {
    /// That of a form.
    pub(super) fn of(sent: &Sent) -> Self {
        match sent.get("view") {
            "witness" => Self::Witness,
            _ => Self::Office,
        }
    }

    /// Its address.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Office => "/draw",
            Self::Witness => "/draw/witness",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Witness => "witness",
        }
    }
}

/// What both views show.
struct Steps {
    view: View,
    award: String,
    /// Whether there are tables and a plan to draw from.
    ready: bool,
    able: usize,
    files: Vec<(String, String)>,
    commitment: Option<Sealed>,
    asked: Asked,
    drawn: Option<Drawn>,
    /// Whether a draw was made and the plan has changed since.
    overtaken: bool,
    draws: usize,
    /// Whether another draw is being prepared.
    again: bool,
}

/// What stands in the form of the draw.
struct Asked {
    seed: String,
    within: String,
    max_chance: String,
    chairs: bool,
    reason: String,
}

#[derive(Template)]
#[template(path = "window/draw.html")]
struct Office {
    steps: Steps,
    said: Said,
    shell: Shell,
}

#[derive(Template)]
#[template(path = "window/draw_witness.html")]
struct Witness {
    steps: Steps,
    said: Said,
    shell: Shell,
}

#[derive(Template)]
#[template(path = "window/draw_sealed.html")]
struct Sheet {
    steps: Steps,
    shell: Shell,
}

pub(super) async fn office(Axum(app): Axum<Shared>) -> Answer {
    aside(app, |app, lang| {
        show(app, lang, View::Office, Said::default(), None)
    })
    .await
}

pub(super) async fn witness(Axum(app): Axum<Shared>) -> Answer {
    aside(app, |app, lang| {
        show(app, lang, View::Witness, Said::default(), None)
    })
    .await
}

/// The commitment as a sheet to print, sign and publish.
pub(super) async fn sealed(Axum(app): Axum<Shared>) -> Answer {
    aside(app, |app, lang| {
        let steps = steps(app, lang, View::Office, None);
        page(&Sheet {
            steps,
            shell: Shell::new(app, lang, "draw"),
        })
    })
    .await
}

/// Makes the page; `sent` is a form that was refused.
pub(super) fn show(app: &App, lang: Lang, view: View, said: Said, sent: Option<&Sent>) -> Answer {
    let steps = steps(app, lang, view, sent);
    let shell = Shell::new(app, lang, "draw");
    match view {
        View::Office => page(&Office { steps, said, shell }),
        View::Witness => page(&Witness { steps, said, shell }),
    }
}

fn steps(app: &App, lang: Lang, view: View, sent: Option<&Sent>) -> Steps {
    let tables = app.workspace.tables();
    let season = tables.season.as_ref().map(crate::api::Season::model);
    let read = app.workspace.plan();
    let plan = read.as_ref().and_then(|own| own.plan.as_ref().ok());
    let state = State::of(app, lang);
    let heading = |own: &Season| own.rules.award.heading(own.rules.conflicts.year);
    let files = season.map(|own| own.inputs.values());
    let files = files.into_iter().flatten();
    let able = season.map(|own| own.experts.iter().filter(|own| own.available).count());
    let commitment = state.commitment.as_ref().map(|own| Sealed {
        hash: spaced(&own.commitment),
        time: moment(&own.time),
        same: season.is_some_and(|season| tables_hash(season) == own.inputs),
        check: commitment_check(lang.pick("保密种子", "SEED")),
    });
    let found = state.drawn().zip(season).zip(plan);
    let again = commitment.is_some() || sent.is_some_and(|own| !own.get("within").is_empty());
    Steps {
        again,
        view,
        award: season.map_or_else(String::new, |own| heading(own).say(lang).to_owned()),
        ready: season.is_some() && plan.is_some(),
        able: able.unwrap_or(0),
        files: files
            .map(|own| (own.file.clone(), own.sha256.clone()))
            .collect(),
        commitment,
        asked: Asked::of(sent),
        drawn: found.map(|((record, season), plan)| drawn(record, season, plan, lang)),
        overtaken: state.record.is_some() && !state.in_force,
        draws: state.draws,
    }
}

impl Asked {
    fn of(sent: Option<&Sent>) -> Self {
        let get = |name: &str| sent.map_or("", |own| own.get(name)).to_owned();
        Self {
            seed: get("seed"),
            within: match get("within").as_str() {
                "" => "5".to_owned(),
                typed => typed.to_owned(),
            },
            max_chance: get("max_chance"),
            chairs: get("chairs") == "1",
            reason: get("reason"),
        }
    }
}
