//! The rules as the text of their file, so that a window or a script can change them.

use crate::files::tables::{edit_rules, read_rules};
use crate::model::settings::{self, Value, written};
use crate::model::words::Lang;
use crate::model::{Problem, Rules};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The text of a `rules.toml` with the rules that it says.
#[derive(Debug, Clone, PartialEq)]
pub struct RulesText {
    text: String,
    rules: Rules,
    problems: Vec<Problem>,
    kept: bool,
}

impl RulesText {
    /// Reads the rules of a text; what is wrong is in [`Self::problems`], with its default.
    pub fn new(text: &str) -> Self {
        let (rules, problems) = read_rules(text);
        Self {
            text: text.to_owned(),
            rules,
            problems,
            kept: true,
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rules.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// What is wrong with the text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the text that this one was changed from is kept but for the values changed. Else it
    /// was written anew, without the old comments.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// The text with these settings (`groups.count` and so on) changed, also to values out of
    /// range, which are then among its problems. Settings that do not exist, and values that a
    /// setting cannot hold at all, are left out.
    #[must_use]
    pub fn changed(&self, changes: &[(&str, Value)]) -> Self {
        let mut rules = self.rules.clone();
        let mut done = Vec::new();
        for (name, value) in changes {
            let setting = settings::setting(name);
            if setting.is_some_and(|own| own.set(&mut rules, value)) {
                done.push((*name, value.clone()));
            }
        }
        let edited = edit_rules(&self.text, &done, &rules);
        let kept = edited.is_some();
        let text = edited.unwrap_or_else(|| written(&rules, Lang::Zh));
        Self {
            kept,
            ..Self::new(&text)
        }
    }

    /// Writes the text into a file, whole or not at all; what was there before is kept under the
    /// same name with `.bak`.
    ///
    /// # Errors
    /// The disk refuses; the file is then as it was.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let put = |bytes: &[u8], path: &Path| {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            readable(file.as_file())?;
            file.persist(path)?;
            Ok::<_, io::Error>(())
        };
        match fs::read(path) {
            Ok(before) if before == self.text.as_bytes() => return Ok(()),
            Ok(before) => put(&before, &path.with_extension("toml.bak"))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        put(self.text.as_bytes(), path)
    }
}

/// A temporary file is for its owner alone; the rules are for everybody who may read the folder.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_before_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rules.toml");
        let old = "[groups]\ncount = 5 # 五\n";
        RulesText::new(old).write(&path).expect("written");
        let backup = folder.path().join("rules.toml.bak");
        assert!(!backup.exists(), "there was none before");
        let new = RulesText::new(old).changed(&[("groups.count", Value::Whole(4))]);
        assert!(new.is_kept() && new.problems().is_empty());
        assert_eq!(new.rules().groups.count, 4);
        new.write(&path).expect("written");
        assert_eq!(fs::read_to_string(&backup).expect("read"), old);
        let text = fs::read_to_string(&path).expect("read");
        assert_eq!(text, "[groups]\ncount = 4 # 五\n");
    }

    #[test]
    fn values_out_of_range_are_problems_and_unknown_ones_are_left_out() {
        let own = RulesText::new("");
        let wrong = own.changed(&[("groups.min_members", Value::Whole(0))]);
        let told = |own: &&Problem| own.place.column.as_deref() == Some("groups.min_members");
        assert_eq!(wrong.problems().iter().filter(told).count(), 1);
        let same = own.changed(&[("groups.count", Value::Text("五".to_owned()))]);
        assert_eq!(same.text(), "");
    }

    #[test]
    fn a_file_that_cannot_be_parsed_is_written_anew() {
        let own = RulesText::new("[groups\n");
        let new = own.changed(&[("groups.count", Value::Whole(4))]);
        assert!(!new.is_kept());
        assert_eq!(new.rules().groups.count, 4);
        assert!(new.problems().is_empty());
    }
}
