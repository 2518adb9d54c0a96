//! The files that the page hands out.

use super::ground::Folders;
use crate::api::{publicity as period, results};
use crate::files::tables::read_plain;
use crate::window::answer::{Answer, Refused};
use crate::window::app::Shared;
use crate::window::aside::aside;
use crate::window::place::attachment;
use crate::window::tray::file_id;
use axum::extract::{Query, State};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// The files, with what stands for them in addresses.
pub(super) fn served(folders: &Folders) -> Vec<(String, PathBuf)> {
    let named = |folder: &PathBuf, names: &[&str]| -> Vec<PathBuf> {
        names.iter().map(|name| folder.join(name)).collect()
    };
    let mut paths = named(&folders.results, &results::FILES[1..]);
    paths.extend(named(&folders.publicity, &period::FILES[1..]));
    let inside = fs::read_dir(&folders.objections).into_iter().flatten();
    let mut books: Vec<PathBuf> = inside.flatten().map(|entry| entry.path()).collect();
    books.retain(|path| name(path).starts_with("objection-") && name(path).ends_with(".xlsx"));
    books.sort();
    paths.extend(books);
    let there = paths.into_iter().filter(|path| path.is_file());
    there.map(|path| (file_id(&name(&path)), path)).collect()
}

/// The name of a file.
pub(super) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    id: String,
}

/// A file of the results; no other is served.
pub(super) async fn file(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let mut all = served(&Folders::of(app, lang)).into_iter();
        let found = all.find(|(id, _)| *id == wanted.id);
        let (_, path) = found.ok_or_else(|| Refused::missing(lang))?;
        let bytes = read_plain(&path).map_err(|_| Refused::missing(lang))?;
        attachment(&name(&path), bytes, lang)
    })
    .await
}
