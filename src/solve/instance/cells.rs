//! Score, coverage and conflict of every pair of expert and submission.

use super::suspects::Suspects;
use crate::suitability::affinity::Affinity;
use std::sync::Arc;

/// Billionths in one point of score.
pub const NANO: f64 = 1e9;

/// A pair of expert and submission in 64 bits: the score in billionths, the coverage bits, and any
/// conflict of interest between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell(u64);

/// Bits of coverage in a pair: bit 0 for the industry, from bit 1 upwards one for each domain, and
/// from the last downwards one for each limit of rule R25 on reviewers
/// ([`Mixes`](super::Mixes)), which leaves at most 28 domains. The bit above them says who
/// knows the industry (rule R23) and is not part of the coverage: the two cannot meet.
pub const COVERAGE_BITS: u32 = 29;
const MASK: u64 = (1 << COVERAGE_BITS) - 1;
const KNOWS: u64 = 1 << COVERAGE_BITS;
const RECUSED: u64 = 1 << 30;
const BARRED: u64 = 1 << 31;

impl Cell {
    /// Packs a pair's score (0 to 1) and coverage bits (the low 29).
    pub fn new(score: f64, coverage: u32) -> Self {
        // Scores lie within 0..=1, so the rounded value fits 30 bits.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let nano = (score.clamp(0.0, 1.0) * NANO).round() as u64;
        Self(nano << 32 | u64::from(coverage) & MASK)
    }

    /// The score in billionths.
    #[inline]
    pub fn score(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Coverage bits: bit 0 for the industry, bit 1 + i for the submission's i-th domain.
    #[inline]
    pub fn mask(self) -> u32 {
        (self.0 & MASK) as u32
    }

    /// Whether the expert counts among the members who know the submission's industry: it reaches
    /// the threshold, and there is no conflict of interest.
    #[inline]
    pub fn knows(self) -> bool {
        self.0 & KNOWS != 0
    }

    /// Whether the expert may not sit in the group that holds the submission.
    #[inline]
    pub fn barred(self) -> bool {
        self.0 & BARRED != 0
    }

    /// Whether the expert may review the submission: neither barred, nor recused, nor excluded by a
    /// pin.
    #[inline]
    pub fn free(self) -> bool {
        self.0 & (BARRED | RECUSED) == 0
    }

    /// The same pair of somebody who counts among those who know the industry.
    pub fn with_knowledge(self) -> Self {
        Self(self.0 | KNOWS)
    }

    /// The same pair with a recusal.
    pub fn with_recusal(self) -> Self {
        Self(self.0 | RECUSED)
    }

    /// The pair with a bar added.
    pub fn with_bar(self) -> Self {
        Self(self.0 | BARRED)
    }
}

/// Maximum number of pairs for which the whole table is stored: 128 MiB.
pub const DENSE_LIMIT: usize = 16_000_000;

/// All pairs, by (submission, expert).
#[derive(Debug, Clone)]
pub enum Cells {
    /// Every pair, a row per submission.
    Dense {
        /// Number of experts.
        experts: usize,
        /// The rows one after another; shared by the instances for different numbers of groups.
        cells: Arc<[Cell]>,
    },
    /// Pairs computed on demand, for seasons whose whole table would not fit into memory.
    Computed(Arc<ComputedCells>),
}

/// Data from which pairs are computed.
#[derive(Debug)]
pub struct ComputedCells {
    /// The scores.
    pub affinity: Affinity,
    /// Season indexes of the candidates.
    pub experts: Vec<crate::model::ExpertIndex>,
    /// Numbers of the candidates by season index; `None` for unavailable experts.
    pub numbers: Vec<Option<u32>>,
    /// Season indexes of the submissions.
    pub submissions: Vec<crate::model::SubmissionIndex>,
    /// For each submission, the candidates in conflict, sorted, and whether the conflict is a bar.
    pub conflicts: Vec<Vec<(u32, bool)>>,
    /// For each candidate, the submissions that may be in conflict.
    pub suspects: Vec<Suspects>,
    /// Pairs of submission and candidate that a pin alone keeps apart, in any order: few.
    pub forbidden: Vec<(usize, usize)>,
    /// By candidate: bits of rules about the mix of reviewers.
    pub mix_bits: Vec<u32>,
    /// All bits of such rules.
    pub mix_mask: u32,
}

impl Cells {
    /// Returns the pair of submission `submission` and expert `expert`.
    #[inline]
    pub fn get(&self, submission: usize, expert: usize) -> Cell {
        match self {
            Self::Dense { experts, cells } => cells[submission * experts + expert],
            Self::Computed(source) => source.cell(submission, expert),
        }
    }

    /// Prevents the expert from reviewing the submission.
    pub(super) fn recuse(&mut self, submission: usize, expert: usize) {
        match self {
            Self::Dense { experts, cells } => {
                let cell = &mut Arc::make_mut(cells)[submission * *experts + expert];
                *cell = cell.with_recusal();
            }
            Self::Computed(source) => {
                let source = Arc::get_mut(source).expect("nobody shares the cells yet");
                source.suspects[expert].add(submission);
                let pair = (submission, expert);
                let row = &mut source.conflicts[submission];
                #[allow(clippy::cast_possible_truncation)] // numbers of experts fit 32 bits
                let expert = expert as u32;
                if let Err(at) = row.binary_search_by_key(&expert, |&(other, _)| other) {
                    row.insert(at, (expert, false));
                    source.forbidden.push(pair);
                }
            }
        }
    }

    /// Counts the experts who may not review the submission. O(experts) if the whole table is
    /// stored.
    pub fn in_conflict(&self, submission: usize) -> usize {
        match self {
            Self::Dense { experts, cells } => {
                let row = &cells[submission * experts..(submission + 1) * experts];
                row.iter().filter(|cell| !cell.free()).count()
            }
            Self::Computed(source) => source.conflicts[submission].len(),
        }
    }

    /// Whether the whole table is stored.
    pub fn is_dense(&self) -> bool {
        matches!(self, Self::Dense { .. })
    }
}

impl ComputedCells {
    /// Returns the candidates on a submission's score list, best first.
    pub fn candidates(&self, submission: usize) -> impl Iterator<Item = u32> {
        self.affinity
            .candidates(self.submissions[submission])
            .iter()
            .filter_map(|candidate| self.numbers.get(candidate.expert.at()).copied().flatten())
    }

    /// Returns what experts beyond the list of candidates may score for a submission at most.
    pub fn cutoff(&self, submission: usize) -> f64 {
        self.affinity.cutoff(self.submissions[submission])
    }

    fn cell(&self, submission: usize, expert: usize) -> Cell {
        let (e, s) = (self.experts[expert], self.submissions[submission]);
        let (score, coverage) = self.affinity.pair(e, s);
        let coverage = coverage & !self.mix_mask | self.mix_bits[expert];
        let cell = Cell::new(score, coverage);
        let knowing = match coverage & 1 {
            1 => cell.with_knowledge(),
            _ => cell,
        };
        if !self.suspects[expert].may_hold(submission) {
            return knowing;
        }
        let conflicts = &self.conflicts[submission];
        // Expert numbers fit 32 bits, since longer tables are rejected on reading.
        #[allow(clippy::cast_possible_truncation)]
        let found = conflicts.binary_search_by_key(&(expert as u32), |&(other, _)| other);
        match found.map(|at| conflicts[at].1) {
            Ok(true) => cell.with_bar(),
            Ok(false) if self.forbidden.contains(&(submission, expert)) => knowing.with_recusal(),
            Ok(false) => cell.with_recusal(),
            Err(_) => knowing,
        }
    }
}
