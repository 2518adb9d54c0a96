//! Who may not review what, without the evidence: for seasons with a hundred million such pairs.

use super::find::in_force;
use super::graph::ConflictGraph;
use crate::model::{ExpertIndex, Season, SubmissionIndex};

/// The experts in a conflict in force with each submission, whatever its severity: the same pairs
/// as in [`Conflicts`](super::Conflicts), in four bytes each.
#[derive(Debug, Clone, Default)]
pub struct Blocked {
    starts: Vec<usize>,
    experts: Vec<ExpertIndex>,
}

impl Blocked {
    /// Finds the pairs of a season. Linear in the facts and the conflicts found.
    pub fn build(season: &Season) -> Self {
        let graph = ConflictGraph::build(season);
        let count = season.submissions.len();
        // By expert first, as they are found.
        let (mut found, mut ends) = (Vec::new(), Vec::with_capacity(season.experts.len()));
        in_force(season, &graph, |own| {
            own.sort_unstable();
            own.dedup();
            found.append(own);
            ends.push(found.len());
        });
        by_submission(&found, &ends, count)
    }

    /// The experts who may not review a submission, ascending.
    pub fn of(&self, submission: SubmissionIndex) -> &[ExpertIndex] {
        let at = submission.at();
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.experts[from..to],
            _ => &[],
        }
    }

    /// Whether the two are in conflict.
    pub fn holds(&self, expert: ExpertIndex, submission: SubmissionIndex) -> bool {
        self.of(submission).binary_search(&expert).is_ok()
    }
}

/// Turns the submissions of each expert, which end at `ends`, into the experts of each submission.
fn by_submission(found: &[SubmissionIndex], ends: &[usize], count: usize) -> Blocked {
    let mut starts = vec![0usize; count + 1];
    for submission in found {
        starts[submission.at() + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut experts = vec![ExpertIndex::new(0); found.len()];
    let mut from = 0;
    for (expert, &to) in ends.iter().enumerate() {
        for submission in &found[from..to] {
            let place = &mut next[submission.at()];
            experts[*place] = ExpertIndex::new(expert);
            *place += 1;
        }
        from = to;
    }
    Blocked { starts, experts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ConflictPolicy, SeasonBuilder};
    use crate::suitability::conflict::Conflicts;

    #[test]
    fn the_pairs_are_those_of_the_conflicts_with_evidence() {
        let season = SeasonBuilder::new()
            .expert("E1", "甲公司", "38", "", |_| ())
            .expert("E2", "省工信厅", "38", "", |_| ())
            .expert("E3", "乙公司", "38", "", |_| ())
            .expert("E4", "丙大学", "38", "", |_| ())
            .submission("S1", "甲公司", "3812", "", |own| {
                own.recommender = "省工信厅".to_owned()
            })
            .submission("S2", "乙公司", "3812", "", |own| {
                own.recommender = "省工信厅".to_owned()
            })
            .submission("S3", "丁公司", "3812", "", |_| ())
            .change(|season| season.rules.conflicts.recommender = ConflictPolicy::Recuse)
            .build();
        let (blocked, whole) = (Blocked::build(&season), Conflicts::build(&season));
        let mut pairs = 0;
        for s in (0..3).map(SubmissionIndex::new) {
            for e in (0..4).map(ExpertIndex::new) {
                assert_eq!(blocked.holds(e, s), whole.severity(e, s).is_some());
                pairs += usize::from(blocked.holds(e, s));
            }
        }
        assert_eq!(pairs, 4);
        assert_eq!(
            blocked.of(SubmissionIndex::new(0)),
            [ExpertIndex::new(0), ExpertIndex::new(1)]
        );
    }
}
