//! How the plan handles every conflict of interest.

use super::reviews::ReviewFigures;
use super::seats::{Role, Seat};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Expert, ExpertIndex, Season, Submission, SubmissionIndex};
use crate::suitability::conflict::{Conflict, ConflictSeverity, Conflicts};
use std::collections::BTreeMap;

/// How the plan handles a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handling {
    /// A bar within one group: the plan breaks a rule. Does not occur in a checked plan.
    Broken,
    /// In the same group, but recused from the submission.
    Recused,
    /// Chair or vice chair: has no reviews, and should leave when the case is discussed.
    Heads,
    /// Seated in another group.
    Apart,
    /// Not chosen this year.
    NotSeated,
    /// Waived by the office.
    Waived,
}

impl Handling {
    /// The handling in words.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Broken => bilingual!(
                "未落实：须修改方案",
                "Not respected: the plan must be changed"
            ),
            Self::Recused => bilingual!("同组，已回避该项", "Same group, recused"),
            Self::Heads => bilingual!(
                "不评审；审议该项时请离席",
                "Does not review; leaves the room when it is discussed"
            ),
            Self::Apart => bilingual!("已分入其他组", "Seated in another group"),
            Self::NotSeated => bilingual!("本届未入选", "Not seated"),
            Self::Waived => bilingual!("已豁免", "Waived"),
        }
    }
}

/// A conflict with its people and how the plan handles it.
#[derive(Debug, Clone, Copy)]
pub struct ConflictRow<'a> {
    /// The conflict, its kind and evidence.
    pub conflict: &'a Conflict,
    /// The expert.
    pub expert: &'a Expert,
    /// The submission.
    pub submission: &'a Submission,
    /// How the plan handles it.
    pub handling: Handling,
}

/// Lists the conflicts with submissions that passed the form check.
pub(super) fn derive<'a>(
    season: &'a Season,
    conflicts: &'a Conflicts,
    seats: &[Seat<'a>],
    seat_of: &BTreeMap<ExpertIndex, usize>,
    reviews: &[ReviewFigures<'a>],
) -> Vec<ConflictRow<'a>> {
    let review_of: BTreeMap<SubmissionIndex, &ReviewFigures> = reviews
        .iter()
        .map(|review| (review.index, review))
        .collect();
    let handling = |conflict: &Conflict| {
        if conflict.waived.is_some() {
            return Handling::Waived;
        }
        let Some(&seat) = seat_of.get(&conflict.expert) else {
            return Handling::NotSeated;
        };
        let seat = &seats[seat];
        let review = review_of.get(&conflict.submission);
        let meets = review.is_some_and(|review| seat.group == Some(review.group));
        let reviews = review.is_some_and(|review| {
            let mut reviewers = review.reviewers.iter();
            reviewers.any(|reviewer| reviewer.index == conflict.expert)
        });
        match (seat.role, meets) {
            (Role::Chair | Role::ViceChair, false) => Handling::Heads,
            (_, false) => Handling::Apart,
            (_, true) if reviews || conflict.severity == ConflictSeverity::Bar => Handling::Broken,
            (_, true) => Handling::Recused,
        }
    };
    let all = conflicts.all().iter();
    all.map(|conflict| ConflictRow {
        conflict,
        expert: &season.experts[conflict.expert.at()],
        submission: &season.submissions[conflict.submission.at()],
        handling: handling(conflict),
    })
    .filter(|row| row.submission.passed)
    .collect()
}
