//! Records of the log: which plan, by whom, why, and from which inputs.

use super::{PLAN_FILE, sha256};
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::model::InputFile;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Schema name in every record.
pub const RECORD_SCHEMA: &str = "empanel/history@1";

/// Why and when somebody withdrew; either is empty if it was not written down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
pub struct Departure {
    /// The reason.
    #[serde(default)]
    pub reason: String,
    /// The day, such as `2026-09-10`.
    #[serde(default)]
    pub date: String,
}

/// Departures by the id of the expert or submission.
pub type Departures = BTreeMap<String, Departure>;

/// The action that created a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A plan formed from scratch.
    Form,
    /// A plan formed again after withdrawals or other changes.
    Rerun,
    /// A manual change made through the program.
    Edit,
    /// An earlier version restored.
    Undo,
    /// Found in place at the next write: edited by hand or written by another program.
    Outside,
    /// A version file whose write was interrupted before it was recorded.
    Recovered,
}

impl Action {
    /// The action in a few words.
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

/// Metadata of a plan that is about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// What creates the version.
    pub action: Action,
    /// Who creates it; empty when unknown.
    pub author: String,
    /// The reason; may be empty.
    pub reason: String,
    /// Time in RFC 3339, with the local offset.
    pub time: String,
    /// The input files by table name; if empty, those named in the plan itself are used.
    pub inputs: BTreeMap<String, InputFile>,
    /// Whether an existing plan may be replaced. It stays in the history either way.
    pub replace: bool,
    /// Departures already known to the plan that this one is made from, which may be in another
    /// folder.
    pub withdrawn: Departures,
    /// The plan in place when the work began, so that another writer's plan is not overwritten
    /// unseen.
    pub seen: Seen,
}

/// The plan that was in place when the work began.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Seen {
    /// Not checked.
    #[default]
    Unknown,
    /// There was no plan.
    Nothing,
    /// A plan with this SHA-256.
    Plan(String),
}

impl Seen {
    /// Reads the plan of a folder. A read error is ignored here and reported by the write.
    pub fn of(folder: &Path) -> Self {
        match read_plain(&folder.join(PLAN_FILE)) {
            Ok(bytes) => Self::Plan(sha256(&bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::Nothing,
            Err(_) => Self::Unknown,
        }
    }

    /// Whether the plan in place is still the one that was seen.
    pub(super) fn is_still(&self, plan: Option<&[u8]>) -> bool {
        match self {
            Self::Unknown => true,
            Self::Nothing => plan.is_none(),
            Self::Plan(hash) => plan.is_some_and(|bytes| sha256(bytes) == *hash),
        }
    }
}

impl Meta {
    /// Creates a `Meta` with the current time. The author is `author`, else the environment
    /// variable `EMPANEL_AUTHOR`, else the name of the logged-in user.
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

    /// Sets the files that the plan is made from.
    pub fn inputs(mut self, inputs: BTreeMap<String, InputFile>) -> Self {
        self.inputs = inputs;
        self
    }

    /// Sets the earlier departures, each with its own reason and day.
    pub fn withdrawn(mut self, withdrawn: Departures) -> Self {
        self.withdrawn = withdrawn;
        self
    }

    /// Sets the plan that was in place when the work began.
    pub fn seen(mut self, seen: Seen) -> Self {
        self.seen = seen;
        self
    }

    /// Sets whether an existing plan may be replaced.
    pub fn replace(mut self, replace: bool) -> Self {
        self.replace = replace;
        self
    }
}

/// One line of the log. For compatibility, fields are only ever added, never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Record {
    /// Always [`RECORD_SCHEMA`].
    pub schema: String,
    /// Version number, from 1 without gaps.
    pub version: u64,
    /// What created the version.
    pub action: Action,
    /// The version with the same bytes, if this one was restored or found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restores: Option<u64>,
    /// Time in RFC 3339.
    pub time: String,
    /// The author; empty when unknown.
    pub author: String,
    /// The reason; may be empty.
    pub reason: String,
    /// SHA-256 of the plan's bytes.
    pub sha256: String,
    /// Length of the plan file in bytes.
    pub bytes: u64,
    /// The files the plan was made from, by table name.
    #[serde(default)]
    pub inputs: BTreeMap<String, InputFile>,
    /// SHA-256 of each file that presents the plan, by name; the files are stored next to the
    /// version.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shown: BTreeMap<String, String>,
    /// Departures already known to the plan that this one was made from.
    #[serde(default, skip_serializing_if = "Departures::is_empty")]
    pub withdrawn: Departures,
    /// Version of the program that wrote the record.
    #[serde(default)]
    pub program: String,
    /// SHA-256 of the damaged log that this record was copied from by a repair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mended: Option<String>,
    /// SHA-256 of the line of the previous record; empty in the first.
    pub previous: String,
}

impl Record {
    /// What was done, with the version that was put back, if one was.
    pub fn words(&self) -> Bilingual {
        let mut words = self.action.words();
        if let Some(restored) = self.restores {
            words.zh.push_str(&format!("（第 {restored} 版）"));
            words.en.push_str(&format!(" (version {restored})"));
        }
        words
    }

    /// Creates the record of `plan` as `version`, following the record whose hash is `previous`.
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

    /// The record as a line, without the line end.
    pub(super) fn line(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a record has string keys and no floats")
    }
}

/// The input files named in a plan; empty if the bytes are not a plan.
fn inputs_of(plan: &[u8]) -> BTreeMap<String, InputFile> {
    #[derive(Deserialize)]
    struct Inputs {
        #[serde(default)]
        inputs: BTreeMap<String, InputFile>,
    }
    serde_json::from_slice(plan).map_or_else(|_| BTreeMap::new(), |plan: Inputs| plan.inputs)
}
