//! Possible conflicts, for a person to review: an apparent conflict matters too, and a misspelt
//! name may hide a real one.

mod alike;
mod effect;
mod people;
mod ties;

use super::fact::{Fact, fact};
use super::graph::ConflictGraph;
use super::proven::Conflict;
use super::search::Search;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use petgraph::graph::EdgeIndex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Reason of a suspicion.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum SuspicionKind {
    /// The names of two organizations look alike.
    LookAlikeNames,
    /// Two spellings were taken as one organization although they may be two (one has 集团).
    JoinedNames,
    /// An expert without an employer.
    MissingEmployer,
    /// A free name in the relations equals the name of an expert.
    NameOfExpert,
    /// Two experts have the same name.
    SameNameExperts,
    /// A teacher, student or co-author is tied to the applicant, or is in the pool.
    AcademicTie,
    /// Experts are relatives of the same person outside the pool.
    SharedRelative,
    /// A relation that ended shortly before the look-back period.
    JustEnded,
    /// A former employer belongs to the applicant's corporate family.
    FormerFamily,
    /// The expert's employer holds shares of the applicant.
    EmployerShares,
    /// A relation that is not connected to the season.
    WithoutEffect,
}

impl SuspicionKind {
    /// All kinds, in order of importance.
    pub const ALL: [Self; 11] = [
        Self::LookAlikeNames,
        Self::JoinedNames,
        Self::MissingEmployer,
        Self::NameOfExpert,
        Self::SameNameExperts,
        Self::AcademicTie,
        Self::SharedRelative,
        Self::JustEnded,
        Self::FormerFamily,
        Self::EmployerShares,
        Self::WithoutEffect,
    ];

    /// The kind in a few words, for tables.
    pub fn words(self) -> Bilingual {
        match self {
            Self::LookAlikeNames => bilingual!("单位名称相近", "names look alike"),
            Self::JoinedNames => bilingual!("名称被视为同一单位", "names taken as one"),
            Self::MissingEmployer => bilingual!("未填工作单位", "no employer"),
            Self::NameOfExpert => bilingual!("与专家同名", "name of an expert"),
            Self::SameNameExperts => bilingual!("专家同名", "experts with the same name"),
            Self::AcademicTie => bilingual!("师生或合作关系", "academic tie"),
            Self::SharedRelative => bilingual!("有共同亲属", "a shared relative"),
            Self::JustEnded => bilingual!("关系刚过回溯期", "ended just before the look-back"),
            Self::FormerFamily => {
                bilingual!("曾任职于关联企业", "formerly in the same corporate family")
            }
            Self::EmployerShares => bilingual!("任职单位持股", "employer holds shares"),
            Self::WithoutEffect => bilingual!("不起作用的关系", "a relation without effect"),
        }
    }
}

/// A possible conflict. It is never enforced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Suspicion {
    /// Reason of the suspicion.
    pub kind: SuspicionKind,
    /// The experts concerned, ascending.
    pub experts: Vec<ExpertIndex>,
    /// The submissions concerned, ascending.
    pub submissions: Vec<SubmissionIndex>,
    /// The organizations concerned, as written.
    pub organizations: Vec<String>,
    /// The facts it is based on.
    pub evidence: Vec<Fact>,
    /// The suspicion and what to check, as a sentence.
    pub words: Bilingual,
    /// The first two cells of the row in the table `judged` that would settle it; `None` if no such
    /// row would.
    pub judge: Option<[String; 2]>,
}

/// Maximum number of suspicions listed per kind, more than a person reads.
pub const SUSPICIONS_PER_KIND: usize = 300;

/// Lists all suspicions by kind, and counts those beyond the limit. Pairs with a `proven` conflict,
/// by submission and expert, are left out.
pub(super) fn all(
    season: &Season,
    graph: &ConflictGraph,
    proven: &[Conflict],
) -> (Vec<Suspicion>, usize) {
    let mut look = Look {
        season,
        graph,
        proven,
        search: Search::new(graph),
        found: Vec::new(),
    };
    alike::find(&mut look);
    people::find(&mut look);
    ties::find(&mut look);
    effect::find(&mut look);
    let mut found = look.found;
    // A stable sort keeps the finders' order within a kind.
    found.sort_by_key(|suspicion| suspicion.kind);
    let total = found.len();
    let mut listed: Vec<Suspicion> = Vec::new();
    for kind in found.chunk_by(|a, b| a.kind == b.kind) {
        listed.extend(kind.iter().take(SUSPICIONS_PER_KIND).cloned());
    }
    let left_out = total - listed.len();
    (listed, left_out)
}

/// Input and output of the finders.
struct Look<'a> {
    season: &'a Season,
    graph: &'a ConflictGraph,
    proven: &'a [Conflict],
    search: Search<'a>,
    found: Vec<Suspicion>,
}

impl Look<'_> {
    fn facts(&self, edges: &[EdgeIndex]) -> Vec<Fact> {
        edges
            .iter()
            .map(|edge| fact(self.season, self.graph, *edge))
            .collect()
    }

    /// Whether the pair has a proven conflict, so that no suspicion is needed.
    fn known(&self, expert: ExpertIndex, submission: SubmissionIndex) -> bool {
        let pair = |conflict: &Conflict| (conflict.submission, conflict.expert);
        let found = self
            .proven
            .binary_search_by_key(&(submission, expert), pair);
        found.is_ok()
    }

    /// Ids of submissions in a sentence: the first few and the number of others.
    fn ids(&self, submissions: &[SubmissionIndex]) -> Bilingual {
        let ids: Vec<&str> = submissions
            .iter()
            .take(5)
            .map(|submission| self.season.submissions[submission.at()].id.as_str())
            .collect();
        let count = submissions.len();
        let (zh, en) = (ids.join("、"), ids.join(", "));
        if count > ids.len() {
            bilingual!("{zh} 等 {count} 项", "{en} and others, {count} in all")
        } else {
            Bilingual::new(zh, en)
        }
    }
}
