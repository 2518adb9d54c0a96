//! The seasons opened before: their folders and nothing else, in a small file among this person's
//! own settings. It is a convenience: where it cannot be read or written, there are none.

use serde::{Deserialize, Serialize};
use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Folders that are remembered.
const MOST: usize = 12;

/// The file; `None` remembers nothing.
#[derive(Debug, Default)]
pub(super) struct Recent(Option<PathBuf>);

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Seasons {
    seasons: Vec<PathBuf>,
}

/// Where this system keeps settings of a program, with the name of the file.
pub fn recent_file() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|own| !own.is_empty());
    let home = || folder("HOME").map(PathBuf::from);
    let settings = if cfg!(windows) {
        folder("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        let own = folder("XDG_CONFIG_HOME").map(PathBuf::from);
        own.or_else(|| home().map(|home| home.join(".config")))
    };
    settings.map(|own| own.join("empanel").join("recent.toml"))
}

impl Recent {
    /// Remembers in this file.
    pub(super) fn in_file(file: Option<PathBuf>) -> Self {
        Self(file)
    }

    /// The folders, the last opened first; those that are gone are left out.
    pub(super) fn all(&self) -> Vec<PathBuf> {
        let text = self
            .0
            .as_ref()
            .and_then(|file| fs::read_to_string(file).ok());
        let read: Seasons = text
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default();
        let mut seasons = read.seasons;
        seasons.retain(|own| own.is_dir());
        seasons
    }

    /// Puts a folder first.
    ///
    /// # Errors
    /// The disk refuses.
    pub(super) fn note(&self, season: &Path) -> io::Result<()> {
        let Some(file) = &self.0 else { return Ok(()) };
        let season = season.canonicalize()?;
        let mut seasons = self.all();
        seasons.retain(|own| *own != season);
        seasons.insert(0, season);
        seasons.truncate(MOST);
        let text = toml::to_string(&Seasons { seasons }).map_err(io::Error::other)?;
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut made = tempfile::NamedTempFile::new_in(folder)?;
        made.write_all(text.as_bytes())?;
        made.persist(file)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_opened_comes_first_and_what_is_gone_is_left_out() {
        let place = tempfile::tempdir().expect("a folder");
        let recent = Recent::in_file(Some(place.path().join("settings/recent.toml")));
        assert_eq!(recent.all(), Vec::<PathBuf>::new());
        let seasons = ["2025 \"年\"", "2026 <度>"].map(|name| place.path().join(name));
        for season in &seasons {
            fs::create_dir(season).expect("a folder");
            recent.note(season).expect("written");
        }
        let whole = seasons.map(|own| own.canonicalize().expect("a path"));
        assert_eq!(recent.all(), [whole[1].clone(), whole[0].clone()]);
        recent.note(&whole[0]).expect("written");
        assert_eq!(recent.all(), [whole[0].clone(), whole[1].clone()]);
        fs::remove_dir(&whole[0]).expect("removed");
        assert_eq!(recent.all(), [whole[1].clone()]);
        assert!(Recent::default().note(&whole[1]).is_ok() && Recent::default().all().is_empty());
    }
}
