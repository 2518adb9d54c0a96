//! What an expert's wish adds to a score.

use crate::model::{ExpertIndex, STRONGEST_WISH, Season, SubmissionIndex, Wish, Wishes};

/// The wishes of a season with their weight; none where the weight is 0.
#[derive(Debug, Clone, Default)]
pub(super) struct WishTerm {
    weight: f64,
    wishes: Wishes,
}

impl WishTerm {
    pub fn new(season: &Season) -> Self {
        Self {
            weight: season.rules.score.wishes,
            wishes: season.wishes.clone(),
        }
    }

    /// Whether no wish changes any score.
    pub fn is_off(&self) -> bool {
        self.weight <= 0.0 || self.wishes.is_empty()
    }

    /// The wishes about a submission, ascending by expert.
    pub fn of(&self, submission: SubmissionIndex) -> &[Wish] {
        self.wishes.of(submission)
    }

    /// The wish of the pair; `None` where there is none.
    pub fn strength(&self, expert: ExpertIndex, submission: SubmissionIndex) -> Option<i8> {
        let strength = self.wishes.strength(expert, submission);
        (strength != 0).then_some(strength)
    }

    /// The score with the wish: the strongest adds or takes the whole weight, a weaker one in
    /// proportion. What lies within 0 to 1 stays there.
    #[inline]
    pub fn added(&self, score: f64, expert: ExpertIndex, submission: SubmissionIndex) -> f64 {
        if self.is_off() {
            return score;
        }
        match self.wishes.strength(expert, submission) {
            0 => score,
            strength => {
                let part = f64::from(strength) / f64::from(STRONGEST_WISH);
                (score + self.weight * part).clamp(0.0, score.max(1.0))
            }
        }
    }
}
