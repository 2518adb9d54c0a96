//! What experts wish to review, and what they would rather not.

use super::{ExpertIndex, Place, SubmissionIndex};

/// The strongest wish, for or against.
pub const STRONGEST_WISH: i8 = 2;

/// A wish of an expert about a submission: from -2 (rather not) to 2 (gladly), never 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Whose.
    pub expert: ExpertIndex,
    /// About what.
    pub submission: SubmissionIndex,
    /// How strong.
    pub strength: i8,
    /// The row that says so.
    pub place: Place,
}

/// All wishes of a season. A pair without one has a wish of 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wishes {
    /// Ascending by submission, then by expert; each pair once.
    all: Vec<Wish>,
}

impl Wishes {
    /// Takes wishes in any order. Of a pair that appears twice the first counts; a wish of 0 is
    /// none, and one beyond the strongest is the strongest.
    pub fn new(wishes: impl IntoIterator<Item = Wish>) -> Self {
        let mut all: Vec<Wish> = wishes.into_iter().collect();
        for wish in &mut all {
            wish.strength = wish.strength.clamp(-STRONGEST_WISH, STRONGEST_WISH);
        }
        // Stable: the first of two stays first.
        all.sort_by_key(|wish| (wish.submission, wish.expert));
        all.dedup_by_key(|wish| (wish.submission, wish.expert));
        all.retain(|wish| wish.strength != 0);
        Self { all }
    }

    /// All of them, ascending by submission, then by expert.
    pub fn all(&self) -> &[Wish] {
        &self.all
    }

    /// Those about a submission, ascending by expert.
    pub fn of(&self, submission: SubmissionIndex) -> &[Wish] {
        let start = self
            .all
            .partition_point(|wish| wish.submission < submission);
        let end = self
            .all
            .partition_point(|wish| wish.submission <= submission);
        &self.all[start..end]
    }

    /// How strongly the expert wishes for the submission; 0 where nothing is known. Costs
    /// O(log wishes).
    pub fn strength(&self, expert: ExpertIndex, submission: SubmissionIndex) -> i8 {
        let pair = |wish: &Wish| (wish.submission, wish.expert);
        let found = self.all.binary_search_by_key(&(submission, expert), pair);
        found.map_or(0, |at| self.all[at].strength)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_counts_and_nothing_is_no_wish() {
        let wish = |expert, submission, strength| Wish {
            expert: ExpertIndex(expert),
            submission: SubmissionIndex(submission),
            strength,
            place: Place::default(),
        };
        let wishes = Wishes::new([wish(1, 1, 2), wish(0, 1, -9), wish(1, 1, -1), wish(2, 0, 0)]);
        let strength = |e, s| wishes.strength(ExpertIndex(e), SubmissionIndex(s));
        assert_eq!([strength(1, 1), strength(0, 1), strength(2, 0)], [2, -2, 0]);
        assert_eq!(wishes.of(SubmissionIndex(1)).len(), 2);
        assert!(wishes.of(SubmissionIndex(0)).is_empty());
    }
}
