//! The part of a season that one model decides.

use crate::solve::instance::{Candidate, Cell, Instance, Need};

/// What is free in a model. Everything else of the season is fixed; global rules count it in
/// through [`Part::outside`].
///
/// Experts, submissions and groups are addressed by their position in the lists here.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The season.
    pub instance: &'a Instance,
    /// Groups that are filled, by number, ascending.
    pub groups: Vec<u32>,
    /// Experts who may sit in these groups, by number, ascending.
    pub experts: Vec<u32>,
    /// Submissions that these groups hold together, by number, ascending.
    pub submissions: Vec<u32>,
    /// The position in [`Part::groups`] of each submission, where the partition is given.
    pub placed: Option<Vec<usize>>,
    /// The position in [`Part::groups`] of each expert, where the seats are given.
    pub seated: Option<Vec<Option<usize>>>,
    /// The chairs, where they are given; `None` leaves them to the model.
    pub chairs: Option<Vec<u32>>,
    /// Fewest and most submissions of a group.
    pub sizes: (usize, usize),
    /// Who sits in the other groups.
    pub outside: Outside,
    cells: Vec<Cell>,
}

/// Members of the groups that a model does not touch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outside {
    /// The members, by number, ascending.
    pub members: Vec<u32>,
}

impl<'a> Part<'a> {
    /// Gathers the pairs of `experts` and `submissions` in O(pairs).
    pub fn new(
        instance: &'a Instance,
        groups: Vec<u32>,
        experts: Vec<u32>,
        submissions: Vec<u32>,
    ) -> Self {
        let mut cells = Vec::with_capacity(experts.len() * submissions.len());
        for &submission in &submissions {
            let row = experts.iter();
            cells.extend(
                row.map(|&expert| instance.cells.get(submission as usize, expert as usize)),
            );
        }
        Self {
            instance,
            groups,
            experts,
            submissions,
            placed: None,
            seated: None,
            chairs: None,
            sizes: (
                instance.shape.min_submissions,
                instance.shape.max_submissions,
            ),
            outside: Outside::default(),
            cells,
        }
    }

    /// The pair of an expert and a submission, by position.
    #[inline]
    pub fn cell(&self, submission: usize, expert: usize) -> Cell {
        self.cells[submission * self.experts.len() + expert]
    }

    /// An expert, by position.
    pub fn expert(&self, expert: usize) -> &'a Candidate {
        &self.instance.experts[self.experts[expert] as usize]
    }

    /// A submission, by position.
    pub fn submission(&self, submission: usize) -> &'a Need {
        &self.instance.submissions[self.submissions[submission] as usize]
    }

    /// Returns the most submissions that an expert of a group can review: a group holds no more.
    pub fn most_reviews(&self, expert: usize) -> usize {
        let cap = self.expert(expert).load_cap as usize;
        cap.min(self.sizes.1)
    }

    /// Returns the position of expert number `expert`, if it is free here.
    pub fn position(&self, expert: u32) -> Option<usize> {
        self.experts.binary_search(&expert).ok()
    }

    /// Whether an expert may sit in a group as far as pins, leadership and given submissions say.
    pub fn may_sit(&self, expert: usize, group: usize) -> bool {
        let candidate = self.expert(expert);
        let number = self.groups[group] as usize;
        let barred = |submission: usize| self.cell(submission, expert).barred();
        let given = self.placed.iter().flatten().enumerate();
        candidate.may_sit(number)
            && !given
                .filter(|&(_, &place)| place == group)
                .any(|(submission, _)| barred(submission))
    }
}
