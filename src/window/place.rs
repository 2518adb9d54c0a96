//! Folders of the season that steps of the year write into, and their files for the person.

use super::answer::{Answer, Refused};
use super::app::App;
use crate::api::Error;
use crate::files::whole::write_whole;
use crate::model::words::Lang;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The folder of a step in that of the season, by its name in either language: the one that is
/// there, else a new one in the language of the page.
pub(super) fn folder(app: &App, names: [&str; 2], lang: Lang) -> PathBuf {
    let season = app.workspace.folder();
    let mut there = names.iter().map(|name| season.join(name));
    let there = there.find(|folder| folder.is_dir());
    there.unwrap_or_else(|| season.join(lang.pick(names[0], names[1])))
}

/// Writes files into the folder of a step, all or none. Those of `own` names that are not written
/// again go; everything else stays.
///
/// # Errors
/// Why it cannot be written, in words.
pub(super) fn write(
    folder: &Path,
    files: &[(&str, &[u8])],
    own: impl Fn(&str) -> bool,
    lang: Lang,
) -> Result<(), String> {
    let written = write_whole(folder, files, |name, _| own(name));
    let written = written.map_err(|error| Error::Unwritten(folder.to_owned(), error));
    written.map(drop).map_err(|error| error.say(lang))
}

/// The name of a file that an address asks for.
#[derive(Deserialize)]
pub(super) struct Wanted {
    name: String,
}

impl Wanted {
    /// The name if it is one of these; no other file is served.
    pub(super) fn of<const N: usize>(
        &self,
        files: [&'static str; N],
        lang: Lang,
    ) -> Result<&'static str, Refused> {
        let found = files.into_iter().find(|own| *own == self.name);
        found.ok_or_else(|| Refused::missing(lang))
    }
}

/// A file for the program of the office that opens such files.
pub(super) fn attachment(name: &str, bytes: Vec<u8>, lang: Lang) -> Answer {
    let mut encoded = String::new();
    for byte in name.bytes() {
        // Writing to a String cannot fail.
        let _ = write!(encoded, "%{byte:02X}");
    }
    let shown = format!("attachment; filename*=UTF-8''{encoded}");
    let shown = HeaderValue::from_str(&shown).map_err(|_| Refused::missing(lang))?;
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, shown);
    Ok(answer)
}
