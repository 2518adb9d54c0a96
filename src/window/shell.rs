//! The frame of every page: heading, screens, language, lock.

use super::app::App;
use super::workspace::Phase;
use crate::model::Severity;
use crate::model::words::{Bilingual, Lang};

/// What the frame shows. Every page has one as its field `shell`.
pub(super) struct Shell {
    /// The language of the page.
    pub(super) lang: Lang,
    /// The key of the screen.
    pub(super) room: &'static str,
    /// The name of the screen.
    pub(super) title: String,
    /// The season.
    pub(super) season: String,
    /// All screens.
    pub(super) links: Vec<Link>,
    /// The state of the files that the page was made from.
    pub(super) state: u64,
    /// Whether another window holds the season, so that this one only reads.
    pub(super) reads: bool,
    /// The round at work and the way to the other one, once there are two.
    pub(super) round: Option<RoundLink>,
}

/// The round at work, and the other one.
pub(super) struct RoundLink {
    /// The name of the round at work.
    pub(super) name: &'static str,
    /// What stands for the other one in a request.
    pub(super) key: &'static str,
    /// The name of the other one.
    pub(super) other: &'static str,
}

impl RoundLink {
    fn of(app: &App, lang: Lang) -> Option<Self> {
        let paper = lang.pick("资料评审", "Paper round");
        let defence = lang.pick("答辩评审", "Defence");
        let (name, key, other) = match app.workspace.phase() {
            Phase::Paper => (paper, "defence", defence),
            Phase::Defence => (defence, "paper", paper),
        };
        let own = Self { name, key, other };
        app.workspace.has(Phase::Defence).then_some(own)
    }
}

/// The way to a screen.
pub(super) struct Link {
    /// Its address.
    pub(super) path: &'static str,
    /// Its name.
    pub(super) title: String,
    /// Whether it is the page shown.
    pub(super) here: bool,
    /// How many things there ask for a decision.
    pub(super) count: usize,
}

impl Shell {
    /// The frame of a screen.
    pub(super) fn new(app: &App, lang: Lang, room: &'static str) -> Self {
        let state = app.workspace.state();
        let problems = &app.workspace.tables().problems;
        let wrong = |own: &&crate::model::Problem| own.severity == Severity::Error;
        let errors = problems.iter().filter(wrong).count();
        let link = |own: &super::app::Room| Link {
            path: own.path,
            title: (own.title)().say(lang).to_owned(),
            here: own.key == room,
            count: if own.key == "problems" { errors } else { 0 },
        };
        let links: Vec<Link> = app.rooms.iter().map(link).collect();
        let here = links.iter().find(|link| link.here);
        Self {
            lang,
            room,
            title: here.map(|link| link.title.clone()).unwrap_or_default(),
            season: app.workspace.name(),
            reads: app.workspace.is_read_only(),
            links,
            state,
            round: RoundLink::of(app, lang),
        }
    }

    /// Picks one of two texts of a template.
    pub(super) fn t<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.pick(zh, en)
    }

    /// A message in the language of the page.
    pub(super) fn say(&self, words: &Bilingual) -> String {
        words.say(self.lang).to_owned()
    }

    /// The language for the browser.
    pub(super) fn code(&self) -> &'static str {
        self.lang.pick("zh-CN", "en")
    }

    /// The other language, as its switch names it.
    pub(super) fn other(&self) -> (&'static str, &'static str) {
        match self.lang {
            Lang::Zh => ("en", "English"),
            Lang::En => ("zh", "中文"),
        }
    }
}
