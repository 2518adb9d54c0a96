//! One line of the log: which plan, by whom, why, from what.

use super::{PLAN_FILE, sha256};
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::model::InputFile;
use crate::model::words::Bilingual;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The schema name that every record carries.
pub const RECORD_SCHEMA: &str = "empanel/history@1";

/// Why and when somebody withdrew; both may be empty where nobody wrote them down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Departure {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The day, `2026-09-10`.
    #[serde(default)]
    pub date: String,
}

/// Departures by the id of expert or submission.
pub type Departures = BTreeMap<String, Departure>;

/// What made a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A plan formed from nothing.
    Form,
    /// A plan formed again after withdrawals or other changes.
    Rerun,
    /// A person's change, made through the program.
    Edit,
    /// An earlier version put back.
    Undo,
    /// Found in place at the next write: edited by hand, or put there by something else.
    Outside,
    /// A version file whose write was cut off before it was recorded.
    Recovered,
}

impl Action {
    /// Says the action in a few words.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Form => bilingual!("组建", "formed"),
            Self::Rerun => bilingual!("调整", "run again"),
            Self::Edit => bilingual!("人工修改", "edited"),
            Self::Undo => bilingual!("恢复", "put back"),
            Self::Outside => bilingual!("程序外修改", "edited outside"),
            Self::Recovered => bilingual!("中断后找回", "recovered"),
        }
    }
}

/// What is known about a plan that is about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// What makes it.
    pub action: Action,
    /// Who makes it; empty when no one knows.
    pub author: String,
    /// Why; may be empty.
    pub reason: String,
    /// When, RFC 3339 with the offset of the office's own clock.
    pub time: String,
    /// The files it is made from, by table name; when empty, those that the plan itself names.
    pub inputs: BTreeMap<String, InputFile>,
    /// Whether a plan in place may be replaced. It stays in the history either way.
    pub replace: bool,
    /// Who had withdrawn already from the plan that it is made from, which may lie elsewhere.
    pub withdrawn: Departures,
    /// What was in place when the work began; another writer's plan is not replaced unread.
    pub seen: Seen,
}

/// What plan was in place when somebody looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Seen {
    /// Nobody looked.
    #[default]
    Unknown,
    /// None.
    Nothing,
    /// One with this SHA-256.
    Plan(String),
}

impl Seen {
    /// Looks at the plan of a folder. What cannot be read is told when it is written.
    pub fn of(folder: &Path) -> Self {
        match read_plain(&folder.join(PLAN_FILE)) {
            Ok(bytes) => Self::Plan(sha256(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::Nothing,
            Err(_) => Self::Unknown,
        }
    }

    /// Whether the plan in place now is the one that was seen.
    pub(super) fn is_still(&self, plan: Option<&[u8]>) -> bool {
        match self {
            Self::Unknown => true,
            Self::Nothing => plan.is_none(),
            Self::Plan(hash) => plan.is_some_and(|bytes| sha256(bytes) == *hash),
        }
    }
}

impl Meta {
    /// Makes a `Meta` of this moment. The author is `author`, else the environment variable
    /// `EMPANEL_AUTHOR`, else the name of the user who is logged in.
    pub fn now(action: Action, author: Option<String>, reason: Option<String>) -> Self {
        let named = ["EMPANEL_AUTHOR", "USER", "USERNAME", "LOGNAME"];
        let mut from_environment = named.iter().filter_map(|name| std::env::var(name).ok());
        let author = author.or_else(|| from_environment.find(|name| !name.trim().is_empty()));
        let now = jiff::ZonedDateTime::now();
        Self {
            action,
            author: author.unwrap_or_default().trim().to_owned(),
            reason: reason.unwrap_or_default().trim().to_owned(),
            time: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            inputs: BTreeMap::new(),
            replace: false,
            withdrawn: Departures::new(),
            seen: Seen::Unknown,
        }
    }

    /// Names the files that the plan is made from.
    pub fn inputs(mut self, inputs: BTreeMap<String, InputFile>) -> Self {
        self.inputs = inputs;
        self
    }

    /// Hands on who had withdrawn already, each with the own reason and day.
    pub fn withdrawn(mut self, withdrawn: Departures) -> Self {
        self.withdrawn = withdrawn;
        self
    }

    /// Names what was in place when the work began.
    pub fn seen(mut self, seen: Seen) -> Self {
        self.seen = seen;
        self
    }

    /// Allows (or forbids) replacing a plan in place.
    pub fn replace(mut self, replace: bool) -> Self {
        self.replace = replace;
        self
    }
}

/// One line of the log. Fields are added, never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Always [`RECORD_SCHEMA`].
    pub schema: String,
    /// Number of the version, from 1 without gaps.
    pub version: u64,
    /// What made it.
    pub action: Action,
    /// The version whose bytes these are, when they were put back or found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<u64>,
    /// RFC 3339.
    pub time: String,
    /// Who; empty when no one knows.
    pub author: String,
    /// Why; may be empty.
    pub reason: String,
    /// SHA-256 of the plan's bytes.
    pub sha256: String,
    /// Length of the plan in bytes.
    pub bytes: u64,
    /// The files the plan was made from, by table name.
    #[serde(default)]
    pub inputs: BTreeMap<String, InputFile>,
    /// SHA-256 of each file that shows the plan, by its name; it is kept next to the version.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shown: BTreeMap<String, String>,
    /// Why and when those withdrew whom the plan that this one was made from left out already.
    #[serde(default, skip_serializing_if = "Departures::is_empty")]
    pub withdrawn: Departures,
    /// Version of the program that wrote the record.
    #[serde(default)]
    pub program: String,
    /// SHA-256 of the damaged log that this record was copied from by a repair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mended: Option<String>,
    /// SHA-256 of the record before, as it is in the log; empty in the first.
    pub previous: String,
}

impl Record {
    /// Makes the record of `plan` as `version`, to follow the record whose hash is `previous`.
    pub(super) fn new(version: u64, plan: &[u8], meta: &Meta, previous: &str) -> Self {
        Self {
            schema: RECORD_SCHEMA.to_owned(),
            version,
            action: meta.action,
            restores: None,
            time: meta.time.clone(),
            author: meta.author.clone(),
            reason: meta.reason.clone(),
            sha256: sha256(plan),
            bytes: plan.len() as u64,
            inputs: if meta.inputs.is_empty() {
                inputs_of(plan)
            } else {
                meta.inputs.clone()
            },
            shown: BTreeMap::new(),
            withdrawn: meta.withdrawn.clone(),
            mended: None,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            previous: previous.to_owned(),
        }
    }

    /// The record as its line, without the line end.
    pub(super) fn line(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a record has string keys and no floats")
    }
}

/// The files that a plan says it was made from; none when it is not a plan.
fn inputs_of(plan: &[u8]) -> BTreeMap<String, InputFile> {
    #[derive(Deserialize)]
    struct Inputs {
        #[serde(default)]
        inputs: BTreeMap<String, InputFile>,
    }
    serde_json::from_slice(plan).map_or_else(|_| BTreeMap::new(), |plan: Inputs| plan.inputs)
}
