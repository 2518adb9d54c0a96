//! File names for ids. Ids may contain characters that file names may not, and many file systems do
//! not distinguish case.

use super::{folded, sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Longest part of an id in a file name, in bytes. Two ids, separators and an extension fit into
/// the 255 bytes that most file systems allow.
const LONGEST: usize = 80;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A file name for each of a set of ids: portable and unique. The same set gives the same names; an
/// id that is already a portable name is kept.
#[derive(Debug, Clone, Default)]
pub struct FileNames {
    names: BTreeMap<String, String>,
}

impl FileNames {
    /// Creates names for a set of ids. O(n log n).
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        Self::joined(ids.into_iter().map(|id| [id]))
    }

    /// Creates names for combinations of ids, such as a group and its member, joined by a hyphen.
    pub fn joined<'a, const N: usize>(ids: impl IntoIterator<Item = [&'a str; N]>) -> Self {
        let all: BTreeSet<[&str; N]> = ids.into_iter().collect();
        let mut wanted: Vec<(bool, [&str; N], String)> = all
            .into_iter()
            .map(|ids| {
                let parts = ids.map(part);
                let altered = parts.iter().zip(ids).any(|(part, id)| part != id);
                (altered, ids, parts.join("-"))
            })
            .collect();
        // Ids that need no change keep their name.
        wanted.sort();
        let mut taken: BTreeSet<String> = wanted
            .iter()
            .map(|(_, _, name)| folded(name).into_owned())
            .collect();
        let mut given = BTreeSet::new();
        let mut names = BTreeMap::new();
        for (_, ids, name) in wanted {
            let name = if given.insert(folded(&name).into_owned()) {
                name
            } else {
                let hash = sha256(key(ids).as_bytes());
                let longer = (4..=hash.len()).map(|length| format!("{name}-{}", &hash[..length]));
                let mut free = longer.filter(|name| !taken.contains(&folded(name).into_owned()));
                free.next().unwrap_or(hash)
            };
            taken.insert(folded(&name).into_owned());
            names.insert(key(ids), name);
        }
        Self { names }
    }

    /// The name of an id; for an id outside the set, its name without regard to others.
    pub fn get(&self, id: &str) -> String {
        self.get_joined([id])
    }

    /// [`Self::get`] for a combination of ids.
    pub fn get_joined<const N: usize>(&self, ids: [&str; N]) -> String {
        let own = self.names.get(&key(ids)).cloned();
        own.unwrap_or_else(|| ids.map(part).join("-"))
    }
}

fn key<const N: usize>(ids: [&str; N]) -> String {
    ids.join("\u{0}")
}

/// An id as part of a file name: its letters, digits, hyphens, dots and underscores, shortened.
fn part(id: &str) -> String {
    let keep = |c: char| match c {
        '-' | '_' | '.' => c,
        _ if c.is_alphanumeric() => c,
        _ => '_',
    };
    let plain: String = id.chars().map(keep).collect();
    let mut part = String::with_capacity(plain.len());
    for c in plain.chars() {
        if part.len() + c.len_utf8() > LONGEST {
            part.push_str(&format!("-{}", &sha256(id.as_bytes())[..8]));
            break;
        }
        part.push(c);
    }
    // A leading dot hides a file, Windows drops a trailing one, and two refer to the parent folder.
    if part.starts_with('.') {
        part.replace_range(..1, "_");
    }
    if part.ends_with('.') {
        part.truncate(part.len() - 1);
        part.push('_');
    }
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let port = matches!(device, "com" | "lpt") && device.len() + 1 == stem.len();
    if part.is_empty() || port || DEVICES.contains(&stem.as_str()) {
        part.insert(0, '_');
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[&str]) -> Vec<String> {
        let names = FileNames::of(ids.iter().copied());
        ids.iter().map(|id| names.get(id)).collect()
    }

    #[test]
    fn safe_ids_are_their_own_names() {
        let ids = ["E001", "G-1", "专家7", "a.b", "E_1"];
        assert_eq!(names(&ids), ids);
    }

    #[test]
    fn ids_that_share_a_name_share_no_file() {
        let ids = [
            "E/1", "E*1", "E_1", "E:1", "E?1", "e_1", "E<1", "E|1", "E\"1", "E\\1", "E 1", "E\t1",
            "E\u{0}1", "..", ".", "", "../../x", "~", "con", "CON", "nul.x", "a.", "a ", "a..",
            "COM1", "LPT9", "é", "e\u{301}", "Ａ", "A", "a",
        ];
        let made = names(&ids);
        let different: BTreeSet<String> =
            made.iter().map(|name| folded(name).into_owned()).collect();
        assert_eq!(different.len(), ids.len(), "{made:?}");
        for name in &made {
            assert!(!name.contains([
                '/', '\\', ':', '*', '?', '"', '<', '>', '|', ' ', '\t', '\0'
            ]));
            assert!(!name.starts_with('.') && !name.ends_with('.'), "{name}");
            assert!(!["con", "com1", "lpt9"].contains(&name.to_lowercase().as_str()));
            assert!(!name.is_empty() && !name.to_lowercase().starts_with("nul."));
        }
        assert_eq!(made[2], "E_1");
        let mut turned = ids;
        turned.reverse();
        let mut again = names(&turned);
        again.reverse();
        assert_eq!(again, made, "the order of the table decides nothing");
    }

    #[test]
    fn long_ids_are_shortened_and_stay_apart() {
        let (one, other) = ("专".repeat(300) + "1", "专".repeat(300) + "2");
        let made = names(&[&one, &other]);
        assert_ne!(made[0], made[1]);
        assert!(made.iter().all(|name| name.len() <= LONGEST + 9));
    }

    #[test]
    fn joined_ids_stay_apart() {
        let pairs = [["G-1", "2"], ["G", "1-2"], ["G/1", "2"]];
        let names = FileNames::joined(pairs);
        let made: BTreeSet<String> = pairs.into_iter().map(|own| names.get_joined(own)).collect();
        assert_eq!(made.len(), 3, "{made:?}");
    }
}
