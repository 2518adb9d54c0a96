//! What a workbook is: season, plan, owner and rows, kept on a hidden sheet.

use crate::history::sha256;
use crate::model::{Season, Submission};
use serde::Serialize;

/// First word of every mark, with the version of the format.
const SCHEMA: &str = "empanel/sheet@1";
/// Name of the hidden sheet.
pub(super) const MARK_SHEET: &str = "empanel";

/// Whose workbook it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Owner {
    /// An expert's score sheet, by expert id.
    Expert(String),
    /// A group's consensus sheet, by group id.
    Group(String),
}

impl Owner {
    /// The id of expert or group.
    pub fn id(&self) -> &str {
        match self {
            Self::Expert(id) | Self::Group(id) => id,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Expert(_) => "expert",
            Self::Group(_) => "consensus",
        }
    }
}

/// The identity of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Hash of the season: [`season_hash`].
    pub season: String,
    /// SHA-256 of the bytes of plan.json.
    pub plan: String,
    /// Whose it is.
    pub owner: Owner,
    /// Submission ids in the order of the rows, each with the hash of what it is.
    pub rows: Vec<(String, String)>,
}

/// What a mark on a sheet turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkFault {
    /// There is none.
    Absent,
    /// It was changed, or is of a later version.
    Altered,
}

/// Names a season by its year and by what was submitted, not by facts that change on the way
/// (relations, who takes part, what passed).
pub fn season_hash(season: &Season) -> String {
    let year = season.rules.conflicts.year.to_string();
    let mut parts = vec![SCHEMA.to_owned(), year];
    parts.extend(season.submissions.iter().map(row_hash));
    digest(&parts)
}

/// Names a submission by id, title and applicant.
pub(super) fn row_hash(submission: &Submission) -> String {
    let parts = [
        submission.id.clone(),
        submission.title.clone(),
        submission.organization.clone(),
    ];
    digest(&parts)
}

/// Hashes a list; lengths keep its parts apart.
fn digest(parts: &[String]) -> String {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(part.len().to_string().as_bytes());
        bytes.push(b':');
        bytes.extend_from_slice(part.as_bytes());
    }
    sha256(&bytes)
}

impl Mark {
    /// The cells of the hidden sheet, row by row.
    pub(super) fn cells(&self) -> Vec<[String; 3]> {
        let line = |key: &str, value: &str| [key.to_owned(), value.to_owned(), String::new()];
        let mut cells = vec![
            line(SCHEMA, self.owner.kind()),
            line("season", &self.season),
            line("plan", &self.plan),
            line("owner", self.owner.id()),
            line("seal", &self.seal()),
        ];
        cells.extend(
            self.rows
                .iter()
                .map(|(id, hash)| ["row".to_owned(), id.clone(), hash.clone()]),
        );
        cells
    }

    fn seal(&self) -> String {
        let mut parts = vec![
            SCHEMA.to_owned(),
            self.owner.kind().to_owned(),
            self.season.clone(),
            self.plan.clone(),
            self.owner.id().to_owned(),
        ];
        for (id, hash) in &self.rows {
            parts.extend([id.clone(), hash.clone()]);
        }
        digest(&parts)
    }

    /// Reads the cells back.
    pub(super) fn parse(cells: &[[String; 3]]) -> Result<Self, MarkFault> {
        let [head, season, plan, owner, seal, rows @ ..] = cells else {
            return Err(MarkFault::Absent);
        };
        if !head[0].starts_with("empanel/sheet@") {
            return Err(MarkFault::Absent);
        }
        let owner = match head[1].as_str() {
            "expert" => Owner::Expert(owner[1].clone()),
            "consensus" => Owner::Group(owner[1].clone()),
            _ => return Err(MarkFault::Altered),
        };
        let rows = rows.iter().filter(|row| row[0] == "row");
        let mark = Self {
            season: season[1].clone(),
            plan: plan[1].clone(),
            owner,
            rows: rows.map(|row| (row[1].clone(), row[2].clone())).collect(),
        };
        if head[0] == SCHEMA && mark.seal() == seal[1] {
            Ok(mark)
        } else {
            Err(MarkFault::Altered)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark() -> Mark {
        Mark {
            season: "a".repeat(64),
            plan: "b".repeat(64),
            owner: Owner::Expert("E003".to_owned()),
            rows: vec![("S001".to_owned(), "c".to_owned())],
        }
    }

    #[test]
    fn a_mark_comes_back_as_it_was() {
        assert_eq!(Mark::parse(&mark().cells()), Ok(mark()));
    }

    #[test]
    fn any_edit_of_a_mark_is_seen() {
        let whole = mark().cells();
        for row in 0..whole.len() {
            for column in 1..3 {
                let mut edited = whole.clone();
                edited[row][column].push('0');
                let expected = if column == 2 && row < 5 {
                    Ok(mark())
                } else {
                    Err(MarkFault::Altered)
                };
                assert_eq!(Mark::parse(&edited), expected, "{row} {column}");
            }
        }
        assert_eq!(Mark::parse(&whole[..3]), Err(MarkFault::Absent));
        assert_eq!(Mark::parse(&whole[..5]), Err(MarkFault::Altered));
    }
}
