//! Facts about people and organizations from which conflicts of interest follow.

use super::{ExpertIndex, Place, SubmissionIndex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of relation (contract, section 1).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// 任职
    EmployedBy,
    /// 曾任职
    FormerlyEmployedBy,
    /// 咨询辅导
    Advises,
    /// 董监高
    DirectorOf,
    /// 持股
    ShareholderOf,
    /// 控股 (organization to organization)
    ParentOf,
    /// 竞争
    CompetitorOf,
    /// 供应
    Supplies,
    /// 亲属
    KinOf,
    /// 师生
    MentorOf,
    /// 合作
    CoauthorOf,
    /// 自行申报回避
    Declared,
    /// 豁免
    Waived,
}

impl RelationKind {
    /// All kinds, in the order of the contract.
    pub const ALL: [Self; 13] = [
        Self::EmployedBy,
        Self::FormerlyEmployedBy,
        Self::Advises,
        Self::DirectorOf,
        Self::ShareholderOf,
        Self::ParentOf,
        Self::CompetitorOf,
        Self::Supplies,
        Self::KinOf,
        Self::MentorOf,
        Self::CoauthorOf,
        Self::Declared,
        Self::Waived,
    ];

    /// The English key used in tables.
    pub fn key(self) -> &'static str {
        match self {
            Self::EmployedBy => "employed_by",
            Self::FormerlyEmployedBy => "formerly_employed_by",
            Self::Advises => "advises",
            Self::DirectorOf => "director_of",
            Self::ShareholderOf => "shareholder_of",
            Self::ParentOf => "parent_of",
            Self::CompetitorOf => "competitor_of",
            Self::Supplies => "supplies",
            Self::KinOf => "kin_of",
            Self::MentorOf => "mentor_of",
            Self::CoauthorOf => "coauthor_of",
            Self::Declared => "declared",
            Self::Waived => "waived",
        }
    }

    /// Whether free names at the two ends, subject and object, are names of people; otherwise they
    /// are names of organizations.
    pub fn people(self) -> [bool; 2] {
        match self {
            Self::ParentOf | Self::CompetitorOf | Self::Supplies => [false, false],
            Self::KinOf | Self::MentorOf | Self::CoauthorOf => [true, true],
            _ => [true, false],
        }
    }

    /// Whether it ties two organizations.
    pub fn is_between_organizations(self) -> bool {
        self.people() == [false, false]
    }

    /// The Chinese word used in tables.
    pub fn zh(self) -> &'static str {
        match self {
            Self::EmployedBy => "任职",
            Self::FormerlyEmployedBy => "曾任职",
            Self::Advises => "咨询辅导",
            Self::DirectorOf => "董监高",
            Self::ShareholderOf => "持股",
            Self::ParentOf => "控股",
            Self::CompetitorOf => "竞争",
            Self::Supplies => "供应",
            Self::KinOf => "亲属",
            Self::MentorOf => "师生",
            Self::CoauthorOf => "合作",
            Self::Declared => "自行申报回避",
            Self::Waived => "豁免",
        }
    }
}

/// One end of a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// An expert of the pool, named by id.
    Expert(ExpertIndex),
    /// A submission, named by id.
    Submission(SubmissionIndex),
    /// An organization or a person outside the pool, as written.
    Named(String),
}

/// One row of the `relations` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The expert, person or organization the relation starts from.
    pub subject: Party,
    /// Kind of the relation.
    pub kind: RelationKind,
    /// The other end.
    pub object: Party,
    /// First year, when known.
    pub since: Option<i32>,
    /// Last year; `None` if it is still in force.
    pub until: Option<i32>,
    /// Remark; for a waiver, its reason.
    pub note: String,
    /// The row this was read from.
    pub place: Place,
}
