//! What a season needs and what it has, counted without solving.

pub(crate) mod conditions;
pub(crate) mod supply;

use crate::model::{Expert, Season, SubmissionIndex};

/// The available experts and the submissions to review.
pub(crate) struct Stock<'a> {
    pub(crate) season: &'a Season,
    /// Whether each expert of the table may serve this year.
    serves: Vec<bool>,
    /// The submissions that passed the form check.
    pub(crate) passed: Vec<SubmissionIndex>,
}

impl<'a> Stock<'a> {
    pub(crate) fn new(season: &'a Season) -> Self {
        Self {
            season,
            serves: season
                .experts
                .iter()
                .map(|expert| season.may_serve(expert))
                .collect(),
            passed: (0..season.submissions.len())
                .filter(|&at| season.submissions[at].passed)
                .map(SubmissionIndex::new)
                .collect(),
        }
    }

    /// The experts who may serve.
    pub(crate) fn serving(&self) -> impl Iterator<Item = &'a Expert> {
        let serves = &self.serves;
        self.season
            .experts
            .iter()
            .zip(serves)
            .filter(|(_, serves)| **serves)
            .map(|(expert, _)| expert)
    }

    /// The maximum number of submissions that an expert reviews.
    fn load(&self, expert: &Expert) -> usize {
        let most = self.season.rules.reviews.max_per_expert;
        expert.max_reviews.map_or(most, |own| own.min(most)) as usize
    }
}
