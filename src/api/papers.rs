//! The papers of a plan.

use super::{Error, Season, read_plan};
use crate::files::history::{HISTORY_FOLDER, read_history, sha256};
use crate::files::tables;
use crate::files::whole::write_whole;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{Contacts, Problem};
use crate::report::papers::{self, Ask, Beside, MANIFEST, Manifest, OwnTemplate, Paper, Papers};
use crate::solve::document::in_language;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Options for making papers.
#[derive(Debug, Clone, Default)]
pub struct PapersOptions {
    /// The papers wanted; empty for all.
    pub only: Vec<Paper>,
    /// The date of the papers; `None` for today.
    pub date: Option<Date>,
    /// Language of the papers.
    pub language: Lang,
    /// Whether papers that leave the office name submissions by id only.
    pub anonymous: bool,
    /// Whether file names are keys and ids instead of Chinese names.
    pub plain_names: bool,
    /// Folder of the season, for contacts and templates; `None` for neither.
    pub folder: Option<PathBuf>,
    /// Folders in which documents of other steps lie (draw, collection, publicity, results,
    /// objections), besides that of the plan.
    pub beside: Vec<PathBuf>,
    /// The plan that letters of changes compare with; `None` takes the version before from the
    /// history.
    pub since: Option<PathBuf>,
}

/// The papers of a plan, made and not yet written.
#[derive(Debug, Clone)]
pub struct PaperSet {
    /// The files with what was left blank or not made.
    pub papers: Papers,
    /// The manifest, as `papers.json` holds it.
    pub manifest: Manifest,
    only: BTreeSet<Paper>,
}

impl Season {
    /// Makes the papers of the plan in a file. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Input`] with every problem of plan, contacts and templates.
    pub fn papers(
        &self,
        plan: impl AsRef<Path>,
        options: &PapersOptions,
    ) -> Result<PaperSet, Error> {
        let path = plan.as_ref();
        let plan = named(read_plan(path)?, options.language);
        let bytes = tables::read_plain(path).map_err(|error| unread(path, error))?;
        let hash = sha256(&bytes);
        let (contacts, templates, mut problems) = self.kept(options)?;
        let (version, earlier) = versions(path, &hash);
        let before = match &options.since {
            Some(since) => Some(read_plan(since)?),
            None => earlier.and_then(|file| tables::read_plan(&file).ok()),
        };
        let before = before.map(|own| named(own, options.language));
        let folder = path.parent().map(Path::to_owned);
        let beside = beside(folder.iter().chain(&options.beside));
        let season = self.round_of(&plan);
        let ask = Ask {
            season: season.model(),
            plan: &plan,
            plan_bytes: &bytes,
            plan_hash: &hash,
            version,
            before: before.as_ref().filter(|own| same_round(own, &plan)),
            contacts: &contacts,
            conflicts: season.conflicts(),
            beside: &beside,
            templates: &templates,
            date: options
                .date
                .unwrap_or_else(|| jiff::ZonedDateTime::now().date()),
            lang: options.language,
            anonymous: options.anonymous,
            plain_names: options.plain_names,
            only: &options.only,
        };
        let mut papers = papers::make(&ask).map_err(Error::Input)?;
        let manifest = papers::manifest(&ask, &papers.files);
        problems.append(&mut papers.problems);
        papers.problems = problems;
        Ok(PaperSet {
            papers,
            manifest,
            only: options.only.iter().copied().collect(),
        })
    }

    /// Contacts and templates of the season's folder.
    fn kept(
        &self,
        options: &PapersOptions,
    ) -> Result<(Contacts, Vec<OwnTemplate>, Vec<Problem>), Error> {
        let Some(folder) = &options.folder else {
            return Ok(Default::default());
        };
        let input = |problems: tables::Problems| Error::Input(problems.0);
        let (contacts, problems) = tables::read_contacts(folder, self.model()).map_err(input)?;
        let templates = tables::read_templates(folder).map_err(input)?.into_iter();
        let templates = templates.map(|(file, text)| OwnTemplate { file, text });
        Ok((contacts, templates.collect(), problems))
    }
}

/// The plan with the names that the program gave its groups in a language. Papers in English say
/// that it is a group themselves.
fn named(plan: Plan, lang: Lang) -> Plan {
    let mut plan = in_language(plan, lang);
    for group in &mut plan.groups {
        let bare = group.name.strip_suffix(" group");
        if let Some(bare) = bare.filter(|_| lang == Lang::En) {
            group.name = bare.to_owned();
        }
    }
    plan
}

fn same_round(one: &Plan, other: &Plan) -> bool {
    one.round.is_some() == other.round.is_some()
}

fn unread(path: &Path, error: std::io::Error) -> Error {
    Error::Unwritten(path.to_owned(), error)
}

/// The version that a plan is in its history, and the file of the version before.
fn versions(plan: &Path, hash: &str) -> (Option<u64>, Option<PathBuf>) {
    let folder = match plan.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Ok(history) = read_history(folder) else {
        return (None, None);
    };
    let mut records = history.versions.iter().rev().map(|own| &own.record);
    let own = records.find(|own| own.sha256 == hash);
    let before = own.and_then(|_| records.find(|earlier| earlier.sha256 != hash));
    let before = before.map(|earlier| {
        let file = format!("{:04}.plan.json", earlier.version);
        folder.join(HISTORY_FOLDER).join(file)
    });
    (own.map(|own| own.version), before)
}

/// What other steps have written: of each kind the first found, folder by folder and then one level
/// deeper.
fn beside<'a>(folders: impl Iterator<Item = &'a PathBuf>) -> Beside {
    let mut found = Beside::default();
    let mut seen = BTreeSet::new();
    let folders: Vec<PathBuf> = folders.cloned().collect();
    let deeper = folders
        .iter()
        .flat_map(|folder| inside(folder))
        .filter(|own| own.is_dir());
    for folder in folders.iter().cloned().chain(deeper) {
        for path in inside(&folder).filter(|own| own.is_file()) {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let objection = name.starts_with("objection-") && name.ends_with(".json");
            let slot = match name.as_str() {
                "draw.json" => &mut found.draw,
                "collected.json" => &mut found.collected,
                "publicity.json" => &mut found.publicity,
                "outcome.json" => &mut found.outcome,
                _ if objection && seen.insert(name.clone()) => {
                    found.objections.extend(json(&path));
                    continue;
                }
                _ => continue,
            };
            if slot.is_none() {
                *slot = json(&path);
            }
        }
    }
    found
}

/// What lies in a folder, sorted.
fn inside(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.into_iter()
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&tables::read_plain(path).ok()?).ok()
}

impl PaperSet {
    /// Writes the papers and their manifest into a folder, all or none, and returns the paths of
    /// files that were changed by hand and moved out of the way. In a folder that is there already,
    /// papers of an earlier run that nobody has changed are replaced or, where they are no longer
    /// made, removed; papers that this run was not asked for and files of other origin stay.
    ///
    /// # Errors
    /// [`Error::Exists`] when something is there and may not be replaced, [`Error::Unwritten`] when
    /// the disk refuses.
    pub fn write(&self, folder: impl AsRef<Path>, replace: bool) -> Result<Vec<String>, Error> {
        let folder = folder.as_ref();
        let occupied = match folder.read_dir() {
            Ok(mut entries) => entries.next().is_some(),
            Err(_) => folder.symlink_metadata().is_ok(),
        };
        if occupied && !replace {
            return Err(Error::Exists(folder.to_owned()));
        }
        let old = json(&folder.join(MANIFEST)).unwrap_or_default();
        let old = old
            .get("files")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let text = |own: &Value, key: &str| {
            own.get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let wanted = |own: &Value| {
            let paper = Paper::ALL
                .iter()
                .find(|paper| serde_json::json!(paper) == own["paper"]);
            self.only.is_empty() || paper.is_none_or(|paper| self.only.contains(paper))
        };
        let failed = |error: serde_json::Error| Error::Document(error.to_string());
        let mut manifest = serde_json::to_value(&self.manifest).map_err(failed)?;
        // What other versions of the program wrote of other papers stays as it is.
        if let Some(files) = manifest.get_mut("files").and_then(Value::as_array_mut) {
            files.extend(old.iter().filter(|own| !wanted(own)).cloned());
        }
        let replaced: BTreeMap<String, String> = old
            .iter()
            .filter(|own| wanted(own))
            .map(|own| (text(own, "file"), text(own, "sha256")))
            .collect();
        let dropped = |name: &str, path: &Path| {
            let same = || {
                tables::read_plain(path)
                    .is_ok_and(|bytes| replaced.get(name) == Some(&sha256(&bytes)))
            };
            name == MANIFEST || replaced.contains_key(name) && same()
        };
        let manifest = serde_json::to_vec_pretty(&manifest).map_err(failed)?;
        let files = self.papers.files.iter();
        let mut files: Vec<(&str, &[u8])> = files
            .map(|own| (own.path.as_str(), own.bytes.as_slice()))
            .collect();
        files.push((MANIFEST, &manifest));
        let written = write_whole(folder, &files, dropped);
        written.map_err(|error| Error::Unwritten(folder.to_owned(), error))
    }
}
