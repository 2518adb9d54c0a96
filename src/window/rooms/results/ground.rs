//! What the results rest on: the season, the plans of its rounds, and the folders.

use crate::api::{Season, plan_of};
use crate::bilingual;
use crate::files::history::PLAN_FILE;
use crate::model::Problem;
use crate::model::words::{Bilingual, Lang};
use crate::window::app::App;
use crate::window::place;
use crate::year::outcome::PublicityPeriod;
use crate::year::rounds::{self, Found};
use std::path::PathBuf;

/// The folders of publicity, objections and results.
const FOLDERS: [[&str; 2]; 3] = [
    ["公示", "publicity"],
    ["异议", "objections"],
    ["结果", "results"],
];

/// The folders that this screen writes into.
pub(super) struct Folders {
    pub(super) publicity: PathBuf,
    pub(super) objections: PathBuf,
    pub(super) results: PathBuf,
}

impl Folders {
    /// Those of the season.
    pub(super) fn of(app: &App, lang: Lang) -> Self {
        let [publicity, objections, results] = FOLDERS.map(|names| place::folder(app, names, lang));
        Self {
            publicity,
            objections,
            results,
        }
    }

    /// The publicity period that was set, by this screen or by the verb.
    pub(super) fn period(&self, app: &App) -> Option<PublicityPeriod> {
        let workspace = &app.workspace;
        PublicityPeriod::near([
            self.publicity.as_path(),
            workspace.out(),
            workspace.folder(),
        ])
    }
}

/// Season and plans.
pub(super) struct Ground {
    /// The season.
    pub(super) season: Season,
    /// The plans of its rounds.
    pub(super) found: Found,
    /// What is odd about the plans.
    pub(super) problems: Vec<Problem>,
}

impl Ground {
    /// The plan in place, and that of the other round if there is one.
    pub(super) fn of(app: &App, lang: Lang) -> Result<Self, String> {
        let path = app.workspace.out().join(PLAN_FILE);
        let season = app.workspace.tables().season.clone();
        let Some(season) = season.filter(|_| path.exists()) else {
            return Err(say(
                &bilingual!(
                    "要先有无误的数据表和组成的委员会。",
                    "Tables without errors and a committee come first."
                ),
                lang,
            ));
        };
        let read = plan_of(&path, season.model());
        let (plan, mut problems) = read.map_err(|error| error.say(lang))?;
        let found = rounds::find(vec![(path, plan)]).map_err(|words| say(&words, lang))?;
        problems.extend(found.problems.iter().cloned());
        Ok(Self {
            season,
            found,
            problems,
        })
    }
}

/// Words in the language of the page.
pub(super) fn say(words: &Bilingual, lang: Lang) -> String {
    words.say(lang).to_owned()
}
