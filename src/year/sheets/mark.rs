//! The identity of a workbook, stored on a hidden sheet: season, plan, round, scale, owner and
//! rows.

use crate::files::history::sha256;
use crate::model::plan::Plan;
use crate::model::settings::Criteria;
use crate::model::{Season, Submission};
use schemars::JsonSchema;
use serde::Serialize;

/// First word of every mark, with the version of the format.
const SCHEMA: &str = "empanel/sheet@2";
/// The same for marks without [`Terms`]: such sheets may still be returned and are read. It is also
/// the prefix of the hash of a season, so that both versions give the same hash.
const SCHEMA_1: &str = "empanel/sheet@1";
/// Name of the hidden sheet.
pub(super) const MARK_SHEET: &str = "empanel";

/// The owner of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Owner {
    /// An expert's score sheet, by expert id.
    Expert(String),
    /// A group's consensus sheet, by group id.
    Group(String),
}

impl Owner {
    /// The id of the expert or group.
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

/// The round a sheet was made for. Both rounds have experts, groups and submissions in common, so
/// nothing else distinguishes their scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRound {
    /// The paper round.
    Paper,
    /// The defence.
    Defence,
}

impl SheetRound {
    /// The round of a plan.
    pub fn of(plan: &Plan) -> Self {
        match plan.round {
            None => Self::Paper,
            Some(_) => Self::Defence,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Defence => "defence",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        let mut all = [Self::Paper, Self::Defence].into_iter();
        all.find(|own| own.key() == key)
    }
}

/// The highest score and the weights in percent, as text: they are compared only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// The highest score of a criterion, or of the total where each criterion has its own.
    pub max: String,
    /// Shares of the criteria, such as `30/30/40`, or their names and points, such as
    /// `领导 60/结果 40`.
    pub shares: String,
}

impl Scale {
    /// The scale of some criteria.
    pub fn of(criteria: &Criteria) -> Self {
        Self {
            max: criteria.max.to_string(),
            shares: criteria.scale(),
        }
    }

    /// Whether scores given on this scale mean nothing on the other one: weights can be exchanged
    /// afterwards, points cannot.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        let points = |own: &Self| own.shares.contains(' ');
        self.shares != other.shares && (points(self) || points(other))
    }
}

/// The conditions under which a sheet was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The round.
    pub round: SheetRound,
    /// The scale.
    pub scale: Scale,
}

/// The identity of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Hash of the season: [`season_hash`].
    pub season: String,
    /// SHA-256 of the bytes of plan.json.
    pub plan: String,
    /// Expert or group the workbook belongs to.
    pub owner: Owner,
    /// Expert id of the member who signs a consensus sheet in place of the leader; empty if none
    /// does.
    pub signer: String,
    /// Round and scale; `None` on sheets of the first version, which do not contain them.
    pub terms: Option<Terms>,
    /// Submission ids in row order, each with a hash of the submission.
    pub rows: Vec<(String, String)>,
}

/// Why a mark cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkFault {
    /// There is no mark.
    Absent,
    /// It was changed, or is of a later version.
    Altered,
}

/// Hash that identifies a season by its year and submissions, but not by facts that change during
/// the year (relations, availability, what passed).
pub fn season_hash(season: &Season) -> String {
    let year = season.rules.conflicts.year.to_string();
    let mut parts = vec![SCHEMA_1.to_owned(), year];
    parts.extend(season.submissions.iter().map(row_hash));
    digest(&parts)
}

/// Hash that identifies a submission by id, title and applicant.
pub(super) fn row_hash(submission: &Submission) -> String {
    let parts = [
        submission.id.clone(),
        submission.title.clone(),
        submission.organization.clone(),
    ];
    digest(&parts)
}

/// Hashes a list; including the lengths makes it unambiguous.
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
            line(self.schema(), self.owner.kind()),
            line("season", &self.season),
            line("plan", &self.plan),
            line("owner", self.owner.id()),
            line("seal", &self.seal()),
        ];
        if let Some(terms) = &self.terms {
            cells.push(line("round", terms.round.key()));
            cells.push(line("max_score", &terms.scale.max));
            cells.push(line("weights", &terms.scale.shares));
        }
        if !self.signer.is_empty() {
            cells.push(line("signer", &self.signer));
        }
        cells.extend(
            self.rows
                .iter()
                .map(|(id, hash)| ["row".to_owned(), id.clone(), hash.clone()]),
        );
        cells
    }

    /// The round a sheet was made for, given a plan's hash and round. Sheets of the first version
    /// do not contain it: those made from this very plan belong to its round, all others count as
    /// paper round, because it comes first and its sheets may still be around when those of the
    /// defence are returned. A score too few is requested again; one too many would change the
    /// result.
    pub(super) fn round(&self, plan_hash: &str, round: SheetRound) -> SheetRound {
        match &self.terms {
            Some(terms) => terms.round,
            None if self.plan == plan_hash => round,
            None => SheetRound::Paper,
        }
    }

    fn schema(&self) -> &'static str {
        match self.terms {
            None => SCHEMA_1,
            Some(_) => SCHEMA,
        }
    }

    fn seal(&self) -> String {
        let mut parts = vec![
            self.schema().to_owned(),
            self.owner.kind().to_owned(),
            self.season.clone(),
            self.plan.clone(),
            self.owner.id().to_owned(),
        ];
        if let Some(Terms { round, scale }) = &self.terms {
            parts.extend([
                round.key().to_owned(),
                scale.max.clone(),
                scale.shares.clone(),
            ]);
        }
        // Without a signer the seal is unchanged from earlier versions.
        if !self.signer.is_empty() {
            parts.extend(["signer".to_owned(), self.signer.clone()]);
        }
        for (id, hash) in &self.rows {
            parts.extend([id.clone(), hash.clone()]);
        }
        digest(&parts)
    }

    /// Parses the cells.
    pub(super) fn parse(cells: &[[String; 3]]) -> Result<Self, MarkFault> {
        let [head, season, plan, owner, seal, rest @ ..] = cells else {
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
        let terms = match head[0].as_str() {
            SCHEMA_1 => None,
            SCHEMA => Some(terms(rest).ok_or(MarkFault::Altered)?),
            _ => return Err(MarkFault::Altered),
        };
        let rows = rest.iter().filter(|row| row[0] == "row");
        let signer = rest.iter().find(|row| row[0] == "signer");
        let mark = Self {
            season: season[1].clone(),
            plan: plan[1].clone(),
            owner,
            signer: signer.map_or_else(String::new, |row| row[1].clone()),
            terms,
            rows: rows.map(|row| (row[1].clone(), row[2].clone())).collect(),
        };
        if mark.seal() == seal[1] {
            Ok(mark)
        } else {
            Err(MarkFault::Altered)
        }
    }
}

/// Parses round and scale from the lines below the seal.
fn terms(lines: &[[String; 3]]) -> Option<Terms> {
    let value = |key: &str| lines.iter().find(|line| line[0] == key);
    let value = |key: &str| value(key).map(|line| line[1].clone());
    Some(Terms {
        round: SheetRound::from_key(&value("round")?)?,
        scale: Scale {
            max: value("max_score")?,
            shares: value("weights")?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rules, ScoringRules};

    fn mark() -> Mark {
        Mark {
            season: "a".repeat(64),
            plan: "b".repeat(64),
            owner: Owner::Expert("E003".to_owned()),
            signer: String::new(),
            terms: Some(Terms {
                round: SheetRound::Defence,
                scale: Scale::of(&Rules::default().criteria()),
            }),
            rows: vec![("S001".to_owned(), "c".to_owned())],
        }
    }

    #[test]
    fn a_mark_comes_back_as_it_was() {
        assert_eq!(Mark::parse(&mark().cells()), Ok(mark()));
        // The first version, without round and scale.
        let mut old = mark();
        old.terms = None;
        assert_eq!(old.cells()[0][0], "empanel/sheet@1");
        assert_eq!(Mark::parse(&old.cells()), Ok(old));
    }

    #[test]
    fn marks_that_say_no_round_are_of_the_paper_round_unless_made_from_this_plan() {
        let mut own = mark();
        assert_eq!(own.round("", SheetRound::Paper), SheetRound::Defence);
        own.terms = None;
        let plan = own.plan.clone();
        assert_eq!(own.round(&plan, SheetRound::Defence), SheetRound::Defence);
        assert_eq!(own.round("", SheetRound::Defence), SheetRound::Paper);
    }

    #[test]
    fn scales_are_alike_when_every_sheet_shows_them_alike() {
        let rules = |science: f64, system: f64, effect: f64| {
            let rules = Rules {
                scoring: ScoringRules {
                    science,
                    system,
                    effect,
                    ..ScoringRules::default()
                },
                ..Rules::default()
            };
            Scale::of(&rules.criteria())
        };
        assert_eq!(rules(30.0, 30.0, 40.0), rules(0.3, 0.3, 0.4));
        assert_eq!(rules(30.0, 30.0, 40.0).shares, "30/30/40");
        assert_eq!(rules(1.0, 1.0, 1.0).shares, "33.33/33.33/33.33");
        assert_ne!(rules(1.0, 1.0, 1.0), rules(30.0, 30.0, 40.0));
        assert!(!rules(1.0, 1.0, 1.0).is_apart_from(&rules(30.0, 30.0, 40.0)));
        let mut own = Rules::default();
        own.award.criteria = "领导 60；结果 40".to_owned();
        let own = Scale::of(&own.criteria());
        assert_eq!(
            (own.max.as_str(), own.shares.as_str()),
            ("100", "领导 60/结果 40")
        );
        assert!(own.is_apart_from(&rules(30.0, 30.0, 40.0)) && !own.is_apart_from(&own));
    }

    #[test]
    fn a_signer_is_part_of_the_mark() {
        let mut own = mark();
        own.owner = Owner::Group("G01".to_owned());
        own.signer = "E005".to_owned();
        assert_eq!(Mark::parse(&own.cells()), Ok(own.clone()));
        let mut cells = own.cells();
        let line = cells.iter_mut().find(|line| line[0] == "signer");
        line.expect("there")[1] = "E003".to_owned();
        assert_eq!(Mark::parse(&cells), Err(MarkFault::Altered));
    }

    #[test]
    fn any_edit_of_a_mark_is_seen() {
        let whole = mark().cells();
        for row in 0..whole.len() {
            for column in 1..3 {
                let mut edited = whole.clone();
                edited[row][column].push('0');
                let expected = if column == 2 && row < 8 {
                    Ok(mark())
                } else {
                    Err(MarkFault::Altered)
                };
                assert_eq!(Mark::parse(&edited), expected, "{row} {column}");
            }
        }
        assert_eq!(Mark::parse(&whole[..3]), Err(MarkFault::Absent));
        for end in 5..whole.len() {
            assert_eq!(Mark::parse(&whole[..end]), Err(MarkFault::Altered));
        }
    }
}
