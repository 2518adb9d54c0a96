//! Everything that decides a draw besides its seed, and its hash.

use crate::files::history::sha256;
use crate::model::Season;
use std::collections::BTreeMap;

/// From what is drawn, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How much of the structure's total score may be lost, 0 to 1.
    pub within: f64,
    /// The largest chance that anybody may have to be on the committee, if it is capped.
    pub max_chance: Option<f64>,
    /// Whether chair and vice chair are drawn too.
    pub chairs: bool,
    /// How many plans the urn holds.
    pub plans: usize,
    /// Steps of the walk between two plans; `None` goes by the size of the committee.
    pub steps: Option<u64>,
}

/// What goes into a draw: anybody who has the same gets the same committee from the same seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// SHA-256 of the tables and of `structure.json`, by name.
    pub files: BTreeMap<String, String>,
    /// SHA-256 of these and of the options.
    pub hash: String,
}

impl Inputs {
    /// Of a season, the bytes of the structure and the options.
    pub fn of(season: &Season, structure: &[u8], options: &Options) -> Self {
        let tables = season.inputs.values();
        let tables = tables.map(|input| (input.file.clone(), input.sha256.clone()));
        let mut files: BTreeMap<String, String> = tables.collect();
        files.insert("structure.json".to_owned(), sha256(structure));
        let listed = lines(files.iter());
        let Options {
            within,
            max_chance,
            chairs,
            plans,
            steps,
        } = options;
        let asked = format!(
            "within={within} max_chance={max_chance:?} chairs={chairs} plans={plans} steps={steps:?}"
        );
        let hash = sha256(format!("{listed}\n{asked}\n").as_bytes());
        Self { files, hash }
    }
}

/// SHA-256 of all tables of a season, which a commitment is made to.
pub fn tables_hash(season: &Season) -> String {
    let tables = season.inputs.values();
    sha256(lines(tables.map(|input| (&input.file, &input.sha256))).as_bytes())
}

fn lines<'a>(files: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    let lines: Vec<String> = files.map(|(file, hash)| format!("{file} {hash}")).collect();
    lines.join("\n")
}
