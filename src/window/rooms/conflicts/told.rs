//! Ties that were read from sentences and were not confirmed when the season was imported.

use crate::model::words::sha256;
use std::fs;
use std::path::Path;

/// The file that the import writes.
const FILE: &str = "ties-to-confirm.csv";

/// A tie.
pub(super) struct Tie {
    /// Names the line in forms.
    pub(super) number: String,
    /// Who it may concern: several where people share a name.
    pub(super) subjects: Vec<String>,
    pub(super) relation: String,
    pub(super) object: String,
    pub(super) since: String,
    pub(super) until: String,
    pub(super) sentence: String,
    /// The file and the line of the sentence.
    pub(super) place: String,
}

/// The ties of a season that are not confirmed, and sentences from which none could be read, whose
/// `relation` is empty. Columns: confirmed, subject, relation, object, since, until, sentence,
/// file, row.
pub(super) fn ties(season: &Path) -> Vec<Tie> {
    let text = fs::read_to_string(season.join(FILE)).unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().flatten();
    let open = rows.filter(|row| row.get(0) != Some("是"));
    open.map(|row| {
        let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let whole: Vec<&str> = row.iter().collect();
        let subjects = cell(1);
        let subjects = subjects.split(" / ").filter(|own| !own.is_empty());
        Tie {
            number: sha256(whole.join("\u{1f}").as_bytes())[..16].to_owned(),
            subjects: subjects.map(str::to_owned).collect(),
            relation: cell(2),
            object: cell(3),
            since: cell(4),
            until: cell(5),
            sentence: cell(6),
            place: format!("{} {}", cell(7), cell(8)).trim().to_owned(),
        }
    })
    .collect()
}
