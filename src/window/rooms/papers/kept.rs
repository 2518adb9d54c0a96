//! The folder of the papers, and what its manifest says.

use crate::files::tables::read_plain;
use crate::model::words::{Lang, sha256};
use crate::report::papers::MANIFEST;
use crate::window::app::App;
use crate::window::workspace::Phase;
use serde::Deserialize;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The folder of the papers.
pub(super) struct Kept {
    folder: PathBuf,
    manifest: Manifest,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    files: Vec<Listed>,
}

/// A file of the manifest.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Listed {
    /// Its path in the folder.
    pub(super) file: String,
    /// The key of the paper, in the manifest's spelling.
    pub(super) paper: Option<String>,
    /// Whom it is for, where there is one for each.
    pub(super) about: String,
    sha256: String,
    /// The hash of the plan that it was made from.
    pub(super) plan: String,
    /// The version of that plan.
    pub(super) version: Option<u64>,
    /// Its date.
    pub(super) date: String,
}

impl Kept {
    /// The folder of papers that is there, in that of the season or of the committee; else a new
    /// one. The second round has its papers in the folder of its committee.
    pub(super) fn of(app: &App, lang: Lang) -> Self {
        let (season, out) = (app.workspace.folder(), app.workspace.out());
        let other = app.workspace.out_of(Phase::Defence);
        let (places, new) = match app.workspace.phase() {
            Phase::Paper => (vec![season, out], season),
            Phase::Defence => (vec![out], out),
        };
        let mut found: Vec<_> = places
            .into_iter()
            .flat_map(|folder| inside(folder).chain([folder.to_owned()]))
            .filter(|folder| app.workspace.phase() == Phase::Defence || folder != other)
            .filter_map(|folder| {
                let written = fs::metadata(folder.join(MANIFEST)).and_then(|own| own.modified());
                Some((written.ok()?, folder))
            })
            .collect();
        found.sort();
        let new = new.join(lang.pick("文书", "papers"));
        let folder = found.pop().map_or(new, |(_, folder)| folder);
        let text = read_plain(&folder.join(MANIFEST)).unwrap_or_default();
        Self {
            manifest: serde_json::from_slice(&text).unwrap_or_default(),
            folder,
        }
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files, in the order of the manifest.
    pub(super) fn files(&self) -> &[Listed] {
        &self.manifest.files
    }

    /// Whether the file of a paper is there as it was made, was changed, or is gone.
    pub(super) fn state(&self, own: &Listed) -> State {
        match self.read(own) {
            None => State::Gone,
            Some(bytes) if sha256(&bytes) == own.sha256 => State::Same,
            Some(_) => State::Changed,
        }
    }

    /// The name and content of a file, by its number in addresses.
    pub(super) fn file(&self, id: &str) -> Option<(String, Vec<u8>)> {
        let own = self.files().iter().find(|own| number(own) == id)?;
        let name = own.file.rsplit('/').next()?.to_owned();
        Some((name, self.read(own)?))
    }

    /// A manifest that was tampered with leads nowhere else.
    fn read(&self, own: &Listed) -> Option<Vec<u8>> {
        let path = Path::new(&own.file);
        let inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let whole = self.folder.join(path).canonicalize().ok()?;
        let folder = self.folder.canonicalize().ok()?;
        (inside && whole.starts_with(folder)).then(|| read_plain(&whole).ok())?
    }
}

/// What became of a file since it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Same,
    Changed,
    Gone,
}

/// What stands for a file in addresses, which hold no names.
pub(super) fn number(own: &Listed) -> String {
    sha256(own.file.as_bytes())[..16].to_owned()
}

fn inside(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|own| own.is_dir())
}
