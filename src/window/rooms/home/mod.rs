//! 年度: where the year stands, and what is next; other seasons.

mod seasons;

use self::seasons::{Other, others};
use crate::api::Import;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::window::answer::{Answer, page};
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::rooms::draw;
use crate::window::shell::Shell;
use crate::year::status::{self, State as Progress, Status, Step, StepKind};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use std::path::Path;
use std::sync::Arc;

pub(super) use self::seasons::is_name;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "home",
    path: "/",
    title: || bilingual!("年度", "Year"),
    router: || {
        Router::new()
            .route("/", get(show))
            .route("/season/open", post(seasons::open))
            .route("/season/rules", post(seasons::rules))
            .route("/season/new", post(seasons::new))
    },
};

#[derive(Template)]
#[template(path = "window/home.html")]
struct Home {
    shell: Shell,
    status: Arc<Status>,
    folder: String,
    out: String,
    others: Vec<Other>,
    /// Whether the season has rules of its own.
    has_rules: bool,
    /// Whether a commitment was published and waits for its draw.
    draw_awaited: bool,
}

async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let today = jiff::ZonedDateTime::now().date();
        page(&Home {
            status: app.workspace.status(today),
            folder: app.workspace.folder().display().to_string(),
            out: app.workspace.out().display().to_string(),
            others: others(app),
            has_rules: app.workspace.folder().join("rules.toml").is_file(),
            draw_awaited: draw::is_awaited(app, lang),
            shell: Shell::new(app, lang, "home"),
        })
    })
    .await
}

// Methods called by the template.
impl Home {
    fn name(&self, step: &Step) -> String {
        self.shell.say(&status::name(step.kind))
    }

    fn state(&self, step: &Step) -> String {
        self.shell.say(&status::state(step.state))
    }

    fn class(&self, step: &Step) -> &'static str {
        match step.state {
            Progress::Done => "done",
            Progress::Active => "active",
            Progress::Todo => "todo",
            Progress::Trouble => "trouble",
        }
    }

    fn is_next(&self, step: &Step) -> bool {
        self.status.next == Some(step.kind)
    }

    fn next(&self) -> Option<&Step> {
        self.status.step(self.status.next?)
    }

    fn done(&self) -> usize {
        let steps = self.status.steps.iter();
        steps.filter(|step| step.state == Progress::Done).count()
    }

    /// The screen where a step is done, with the words of its button.
    fn room(&self, step: &Step) -> Option<(&'static str, String)> {
        let (path, words): (_, Bilingual) = match step.kind {
            StepKind::Tables if self.is_empty() => (
                "/import",
                bilingual!("导入办公室的文件", "Import the office's files"),
            ),
            StepKind::Tables => ("/problems", bilingual!("看问题", "See the problems")),
            StepKind::Form => ("/form", bilingual!("组成委员会", "Form the committee")),
            StepKind::Defence => ("/defence", bilingual!("组建答辩", "Form the second round")),
            StepKind::Sheets | StepKind::Collect => {
                ("/review", bilingual!("评分表", "Score sheets"))
            }
            StepKind::Publicity => ("/results", bilingual!("公示与异议", "Publicity")),
            StepKind::Results => ("/results", bilingual!("写出名单", "Write the lists")),
            _ => return None,
        };
        Some((path, self.shell.say(&words)))
    }

    /// What to do about a step that has no screen, where a command is not all.
    fn todo(&self, step: &Step) -> Option<String> {
        step.todo.as_ref().map(|words| self.shell.say(words))
    }

    /// Whether the season's folder is new or empty.
    fn is_empty(&self) -> bool {
        Import::check_out(Path::new(&self.folder), false).is_ok()
    }
}
