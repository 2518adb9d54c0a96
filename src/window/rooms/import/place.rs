//! Where the season is written.

use crate::api::Import;
use crate::window::app::App;

/// Where an import would be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Into the season's folder, which is new or empty.
    New,
    /// Into the season's folder, replacing the tables of an earlier import.
    Again,
    /// The season's folder holds other things; a new folder beside it is named.
    Beside,
}

impl Place {
    // Called by the template.
    pub(super) fn is_again(&self) -> bool {
        *self == Self::Again
    }

    pub(super) fn is_beside(&self) -> bool {
        *self == Self::Beside
    }
}

/// Where an import into the open folder would go.
pub(super) fn place(app: &App) -> Place {
    let folder = app.workspace.folder();
    if Import::check_out(folder, false).is_ok() {
        return Place::New;
    }
    match folder.join("columns.toml").is_file() {
        true => Place::Again,
        false => Place::Beside,
    }
}
