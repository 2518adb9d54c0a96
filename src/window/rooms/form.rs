//! 组成: one button forms the committee; its figures are shown while it works.

use crate::api::FormOptions;
use crate::bilingual;
use crate::model::Severity;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::report::{lacking, proven_sentences};
use crate::solve::document::{in_language, said_again};
use crate::window::answer::{Answer, Refused, go, page};
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::shell::Shell;
use crate::window::table::table;
use crate::window::work::{self, Live, Stage};
use crate::window::workspace::{Phase, PlanRead, Tables};
use askama::Template;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "form",
    path: "/form",
    title: || bilingual!("组成", "Form"),
    router: || {
        Router::new()
            .route("/form", get(show))
            .route("/form/start", post(start))
            .route("/form/stop", post(stop))
            .route("/form/live", get(live))
    },
};

/// Time between two figures.
const BEAT: Duration = Duration::from_millis(250);
/// Shortfalls listed on the page; the workbook has all.
const LISTED: usize = 200;

#[derive(Template)]
#[template(path = "window/form.html")]
struct Form {
    shell: Shell,
    live: Live,
    plan: Option<Arc<PlanRead>>,
    /// The plan in the language of the page.
    present: Option<Plan>,
    seconds: f64,
    tables: Arc<Tables>,
}

/// A shortfall, or several of one kind that a submission has.
struct Short<'p> {
    submission: &'p str,
    what: String,
    reason: &'p str,
}

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let tables = app.workspace.tables();
        page(&Form {
            live: app.work.now(),
            present: present(app, lang),
            plan: app.workspace.plan(),
            seconds: tables
                .season
                .as_ref()
                .map_or(60.0, |season| season.rules.solve.time_limit),
            tables,
            shell: Shell::new(app, lang, "form"),
        })
    })
    .await
}

/// The plan in place with its names and reasons in the language of the page: it may have been
/// formed in the other one.
fn present(app: &App, lang: Lang) -> Option<Plan> {
    let read = app.workspace.plan()?;
    let mut plan = in_language(read.plan.as_ref().ok()?.clone(), lang);
    let chinese = |text: &str| {
        text.chars()
            .any(|own| ('\u{4e00}'..='\u{9fff}').contains(&own))
    };
    let mut reasons = plan.shortfalls.iter();
    if reasons.any(|own| chinese(&own.reason) != (lang == Lang::Zh))
        && let Ok(table) = table(&app.workspace, &app.laid, lang)
        && table.edited.is_none()
        && let Ok(desk) = &table.desk
    {
        let said = desk.ask(move |standing| {
            let solved = (&standing.instance, &standing.assignment);
            said_again(
                standing.plan,
                standing.season,
                standing.conflicts,
                solved,
                lang,
            )
        });
        plan.shortfalls = said.unwrap_or(plan.shortfalls);
    }
    Some(plan)
}

#[derive(Deserialize)]
struct Start {
    seconds: String,
    #[serde(default)]
    reason: String,
}

async fn start(State(app): State<Shared>, Json(asked): Json<Start>) -> Answer {
    aside(app, move |app, lang| {
        let Some(season) = app.workspace.tables().season.clone() else {
            return Err(Refused::new(
                &bilingual!(
                    "数据表还有错误，请先到「问题」页改好。",
                    "The tables have errors; mend them on the page Problems first."
                ),
                lang,
            ));
        };
        let seconds = asked.seconds.trim().parse::<f64>().ok();
        let Some(seconds) = seconds.filter(|seconds| seconds.is_finite() && *seconds > 0.0) else {
            return Err(Refused::new(
                &bilingual!(
                    "时限请写秒数，如 60。",
                    "Write the time limit in seconds, such as 60."
                ),
                lang,
            ));
        };
        let options = FormOptions {
            seconds,
            language: lang,
            ..FormOptions::of(&season)
        };
        if app.workspace.phase() == Phase::Defence {
            return Err(Refused::new(
                &bilingual!(
                    "现在显示的是答辩评审，请到「答辩」页组建；资料评审的委员会，请先转回资料评审。",
                    "This is the second round: form its committee on the page Defence, or turn back to the paper round first."
                ),
                lang,
            ));
        }
        let asked = (asked.reason, None);
        match work::start(&app.work, &app.workspace, season, options, asked) {
            true => go("/form"),
            false => Err(Refused::new(
                &bilingual!("正在组建。", "A committee is being formed."),
                lang,
            )),
        }
    })
    .await
}

async fn stop(State(app): State<Shared>) -> Answer {
    app.work.stop();
    go("/form")
}

/// The figures as they come, four times a second at most.
async fn live(State(app): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let figures = WatchStream::new(app.work.watch()).throttle(BEAT);
    let events = figures.map(|live| {
        let event = Event::default().json_data(&live);
        Ok(event.unwrap_or_default())
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

// Methods called by the template.
impl Form {
    fn busy(&self) -> bool {
        matches!(self.live.stage, Stage::Running | Stage::Stopping)
    }

    fn failure(&self) -> Option<String> {
        let words = self.live.said.as_ref();
        words
            .filter(|_| self.live.stage == Stage::Failed)
            .map(|words| self.shell.say(words))
    }

    fn written(&self) -> bool {
        self.live.stage == Stage::Written
    }

    fn present(&self) -> Option<&Plan> {
        self.present.as_ref()
    }

    /// What is wrong with the file of the plan.
    fn unreadable(&self) -> Vec<String> {
        let read = self.plan.as_ref().map(|read| &read.plan);
        let problems = read.and_then(|plan| plan.as_ref().err());
        let wrong = problems.into_iter().flatten();
        let wrong = wrong.filter(|own| own.severity == Severity::Error);
        wrong.map(|own| own.say(self.shell.lang)).collect()
    }

    fn sentences(&self, plan: &Plan) -> Vec<String> {
        let all = proven_sentences(plan);
        all.iter().map(|words| self.shell.say(words)).collect()
    }

    fn ready(&self) -> bool {
        self.tables.season.is_some()
    }

    /// The shortfalls of the plan, those of one kind and code together.
    fn short<'p>(&self, plan: &'p Plan) -> Vec<Short<'p>> {
        let all: Vec<_> = plan.shortfalls.iter().take(LISTED).collect();
        let alike = all.chunk_by(|one, other| {
            (&one.submission, one.kind, &one.code) == (&other.submission, other.kind, &other.code)
        });
        let lang = self.shell.lang;
        alike
            .filter_map(|own| {
                let first = own.first()?;
                let season = self.tables.season.as_ref();
                let name = season
                    .map_or_else(|| first.code.clone(), |season| lacking(first, season, lang));
                let times = match own.len() {
                    1 => String::new(),
                    count => format!(" ×{count}"),
                };
                Some(Short {
                    submission: &first.submission,
                    what: name + &times,
                    reason: &first.reason,
                })
            })
            .collect()
    }

    fn left_out(&self, plan: &Plan) -> usize {
        plan.shortfalls.len().saturating_sub(LISTED)
    }

    fn figure(&self, value: &f64) -> String {
        format!("{value:.2}")
    }

    fn people(&self, plan: &Plan) -> usize {
        let members = plan.groups.iter().map(|group| group.members.len());
        members.sum::<usize>() + 2
    }
}
