//! Where the draw stands, read from the files.

use crate::api::Season;
use crate::api::draw::{COMMIT_FILES, FILES};
use crate::bilingual;
use crate::files::history::{HISTORY_FOLDER, read_history, sha256};
use crate::files::tables::read_plain;
use crate::model::words::{Bilingual, Lang};
use crate::window::app::App;
use crate::window::place;
use crate::year::draw::{Commitment, Record, Secret};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder of the commitment.
const FOLDER: [&str; 2] = ["抽取", "draw"];

/// Where the draw stands.
pub(super) struct State {
    /// The commitment that was published last.
    pub(super) commitment: Option<Commitment>,
    /// The secret seed, if its file is there.
    pub(super) secret: Option<Secret>,
    /// The last draw.
    pub(super) record: Option<Record>,
    /// Whether the plan in place is the one that it drew.
    pub(super) in_force: bool,
    /// Draws that the history holds, those with other people after a refusal counted once.
    pub(super) draws: usize,
}

impl State {
    /// Reads the files.
    pub(super) fn of(app: &App, lang: Lang) -> Self {
        let out = app.workspace.out();
        let [secret, commitment] = COMMIT_FILES.map(|name| folder(app, lang).join(name));
        let [_, own, ..] = FILES;
        let bytes = read_plain(&out.join(own)).unwrap_or_default();
        let record = Record::read(&bytes);
        let past = Past::of(out);
        let commitment: Option<Commitment> = json(&commitment);
        // A commitment whose seed is known by now is worth nothing for another draw.
        let spent = |own: &Commitment| {
            let now = record
                .iter()
                .filter_map(|own| own.facts.commitment.as_ref());
            let hash = &own.commitment;
            past.commitments.contains(hash) || now.into_iter().any(|(used, _)| used == hash)
        };
        Self {
            commitment: commitment.filter(|own| !spent(own)),
            secret: json(&secret),
            in_force: record.is_some() && past.in_place.as_ref() == Some(&sha256(&bytes)),
            draws: past.keys.len(),
            record,
        }
    }

    /// The plan to draw from: that of the draw in force, else the plan in place.
    pub(super) fn structure(&self, app: &App) -> PathBuf {
        let [structure, ..] = FILES;
        let name = match self.in_force {
            true => structure,
            false => crate::files::history::PLAN_FILE,
        };
        app.workspace.out().join(name)
    }

    /// The last draw, if its committee is in force.
    pub(super) fn drawn(&self) -> Option<&Record> {
        self.record.as_ref().filter(|_| self.in_force)
    }
}

/// The draws in the history of the plan.
#[derive(Default)]
struct Past {
    /// The hash of the record that belongs to the plan in place.
    in_place: Option<String>,
    /// The keys of all draws.
    keys: BTreeSet<String>,
    /// The commitments whose seeds were revealed.
    commitments: BTreeSet<String>,
}

impl Past {
    fn of(out: &Path) -> Self {
        let mut past = Self::default();
        let Ok(history) = read_history(out) else {
            return past;
        };
        let [_, own, ..] = FILES;
        for version in &history.versions {
            let record = &version.record;
            let Some(hash) = record.shown.get(own) else {
                continue;
            };
            if history.in_place == Some(record.version) {
                past.in_place = Some(hash.clone());
            }
            let name = format!("{:04}.{own}", record.version);
            let bytes = read_plain(&out.join(HISTORY_FOLDER).join(name)).unwrap_or_default();
            if let Some(draw) = Record::read(&bytes) {
                past.keys.insert(draw.lots.key);
                let commitment = draw.facts.commitment.into_iter();
                past.commitments.extend(commitment.map(|(hash, _)| hash));
            }
        }
        past
    }
}

/// The folder of the commitment.
pub(super) fn folder(app: &App, lang: Lang) -> PathBuf {
    place::folder(app, FOLDER, lang)
}

/// Whether a commitment was published and waits for its draw.
pub(in crate::window::rooms) fn is_awaited(app: &App, lang: Lang) -> bool {
    folder(app, lang).is_dir() && State::of(app, lang).commitment.is_some()
}

fn json<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&read_plain(path).ok()?).ok()
}

/// The season, if its tables have no errors.
pub(super) fn season(app: &App, lang: Lang) -> Result<Season, String> {
    let season = app.workspace.tables().season.clone();
    let words = bilingual!(
        "数据表还有错误，请先到「问题」页改好。",
        "The tables have errors; mend them on the page Problems first."
    );
    season.ok_or_else(|| words.say(lang).to_owned())
}

/// Words in the language of the page.
pub(super) fn say(words: Bilingual, lang: Lang) -> String {
    words.say(lang).to_owned()
}
