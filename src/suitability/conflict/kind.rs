//! Kinds of conflicts and their consequences.

use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{ConflictPolicy, ConflictRules};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why an expert is in conflict with a submission: one kind for each policy of `[conflicts]`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Employer is the applicant or of its corporate family.
    Employer,
    /// Former employer is the applicant.
    FormerEmployer,
    /// Advises the applicant.
    Advises,
    /// Director or shareholder of the applicant.
    DirectorOrShareholder,
    /// A relative is tied to the applicant.
    Kin,
    /// Asked to be recused.
    Declared,
    /// Employer competes with, supplies or buys from the applicant.
    Competitor,
    /// Employer is the recommending unit.
    Recommender,
    /// Same region as the submission.
    Region,
    /// A teacher or student is tied to the applicant.
    Mentor,
    /// A co-author is tied to the applicant.
    Coauthor,
}

impl ConflictKind {
    /// All kinds, in the order of the rules file.
    pub const ALL: [Self; 11] = [
        Self::Employer,
        Self::FormerEmployer,
        Self::Advises,
        Self::DirectorOrShareholder,
        Self::Kin,
        Self::Declared,
        Self::Competitor,
        Self::Recommender,
        Self::Region,
        Self::Mentor,
        Self::Coauthor,
    ];

    /// The key of its policy in `rules.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Employer => "employer",
            Self::FormerEmployer => "former_employer",
            Self::Advises => "advises",
            Self::DirectorOrShareholder => "director_or_shareholder",
            Self::Kin => "kin",
            Self::Declared => "declared",
            Self::Competitor => "competitor",
            Self::Recommender => "recommender",
            Self::Region => "region",
            Self::Mentor => "mentor",
            Self::Coauthor => "coauthor",
        }
    }

    /// The kind in a few words, for tables.
    pub fn words(self) -> Bilingual {
        super::policy::words(self)
    }

    /// Consequence of this kind under the rules; `None` if the policy is off.
    pub fn severity(self, rules: &ConflictRules) -> Option<ConflictSeverity> {
        let policy = match self {
            Self::Employer => rules.employer,
            Self::FormerEmployer => rules.former_employer,
            Self::Advises => rules.advises,
            Self::DirectorOrShareholder => rules.director_or_shareholder,
            Self::Kin => rules.kin,
            Self::Declared => rules.declared,
            Self::Competitor => rules.competitor,
            Self::Recommender => rules.recommender,
            Self::Region => rules.region,
            Self::Mentor => rules.mentor.policy(),
            Self::Coauthor => rules.coauthor.policy(),
        };
        match policy {
            ConflictPolicy::Off => None,
            ConflictPolicy::Recuse => Some(ConflictSeverity::Recuse),
            ConflictPolicy::Bar => Some(ConflictSeverity::Bar),
        }
    }
}

/// Consequence of a conflict, from weaker to stronger.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum ConflictSeverity {
    /// The expert does not review the submission.
    Recuse,
    /// The expert does not sit in the group that holds the submission.
    Bar,
}

impl ConflictSeverity {
    /// The key as in `rules.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Recuse => "recuse",
            Self::Bar => "bar",
        }
    }

    /// The consequence in words, for tables.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Recuse => bilingual!("不评审该申报", "does not review it"),
            Self::Bar => bilingual!("不进入该专业组", "not in its group"),
        }
    }
}
