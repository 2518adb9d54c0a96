//! 问题: what is wrong in the office's own tables, at the cell.

use crate::bilingual;
use crate::model::{Problem, Severity};
use crate::window::answer::{Answer, page};
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::shell::Shell;
use crate::window::workspace::Tables;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use std::sync::Arc;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "problems",
    path: "/problems",
    title: || bilingual!("问题", "Problems"),
    router: || Router::new().route("/problems", get(show)),
};

#[derive(Template)]
#[template(path = "window/problems.html")]
struct Problems {
    shell: Shell,
    tables: Arc<Tables>,
}

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        page(&Problems {
            tables: app.workspace.tables(),
            shell: Shell::new(app, lang, "problems"),
        })
    })
    .await
}

// Methods called by the template.
impl Problems {
    fn words(&self, problem: &Problem) -> String {
        problem.say(self.shell.lang)
    }

    fn class(&self, problem: &Problem) -> &'static str {
        match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}
