//! What the annealing needs to know of every pair, in small whole numbers.

use super::super::choose::MOST_MEMBERS;
use super::super::state::State;
use crate::solve::instance::{Instance, NANO, NOWHERE};
use std::sync::Arc;

/// Patterns of missing coverage at most.
pub const MOST_PATTERNS: usize = 32;
/// Reviewers at most.
pub const MOST_REVIEWERS: usize = 6;
/// The score of an expert who may not review: far below any real value, and a sum of eight of them
/// still fits.
pub const ABSENT: i32 = -(1 << 26);
/// What an expert with a bar leaves uncovered: everything, and the group cannot hold the submission.
pub const BARRED: u8 = u8::MAX;
/// Entries of all tables together up to which they are made: 24 MiB a thread.
const MOST_ENTRIES: usize = 6 << 20;
/// The finest unit, in parts of a point.
const FINEST: i64 = 1 << 20;
/// Points that the value of one submission may span beyond its reviews: what lies lower is cut off.
const SPAN: i64 = 28;

/// Scores and coverage of all pairs.
#[derive(Debug)]
pub struct Scores {
    /// Number of submissions.
    pub rows: usize,
    /// Number of experts.
    pub experts: usize,
    /// Units in one point.
    pub point: i32,
    /// The value of a submission that a group cannot hold or has too few reviewers for.
    pub floor: i32,
    /// Reviewers of each submission.
    pub k: usize,
    /// Room for patterns of missing coverage: a power of two.
    pub patterns: usize,
    /// Coverage requirements of each submission that somebody could meet.
    pub bits: Vec<u8>,
    /// Members who know the field that each submission asks of its group; each one lacking costs as
    /// much as a shortfall.
    pub wanted: Vec<u8>,
    /// Reviewers that the office demands, by submission.
    pub demanded: Vec<Vec<u32>>,
    /// The best score of anybody, by submission.
    pub top: Vec<i32>,
    /// Submissions that an expert has a bar with, by expert.
    pub bars: Vec<Vec<u32>>,
    /// Experts with a bar, by submission.
    pub barred: Vec<Vec<u32>>,
    /// Scores, a column per expert.
    score: Vec<i32>,
    /// Coverage that the expert leaves missing, a column per expert. Where the submission asks for
    /// members who know its field, one bit more says that the expert does not.
    left: Vec<u8>,
    /// Experts who may review, by submission and what they leave missing, best first.
    listed: Vec<(i32, u32)>,
    starts: Vec<usize>,
}

impl Scores {
    /// Reads an instance, or nothing where tables would be too large or do not apply: more than one
    /// reviewer is asked for per requirement, submissions have different numbers of reviewers, or there are too many requirements
    /// or reviewers.
    /// O(submissions x experts).
    pub fn of(instance: &Instance) -> Option<Arc<Self>> {
        let rows = instance.submissions.len();
        let k = instance.reviewers_each;
        let single = instance.one_is_enough();
        let alike = instance.submissions.iter().all(|need| need.reviewers == k);
        let seats = instance.groups.len() * instance.shape.max_members();
        let small = instance.cells.is_dense()
            && instance.shape.max_members() < MOST_MEMBERS
            && (1..=MOST_REVIEWERS).contains(&k);
        // Counted limits on reviewers are coverage; other rules about the mix are not in the tables.
        let unknown = !instance.mixes.groups.is_empty() || instance.mixes.any_hard_bit();
        if unknown || !single || !alike || !small || rows == 0 || seats == 0 {
            return None;
        }
        Self::asking(instance, |row| wanted(instance, row))
    }

    /// The same for submissions that ask for so many members who know their field.
    pub(super) fn asking(instance: &Instance, wanted: impl Fn(usize) -> u8) -> Option<Arc<Self>> {
        let rows = instance.submissions.len();
        let seats = instance.groups.len() * instance.shape.max_members();
        let needs: Vec<u32> = (0..rows).map(|row| coverable(instance, row)).collect();
        let wanted: Vec<u8> = (0..rows).map(wanted).collect();
        let bits = |(need, &wanted): (&u32, &u8)| need.count_ones() + u32::from(wanted > 0);
        let most = needs.iter().zip(&wanted).map(bits).max()?;
        let patterns = 1_usize << most;
        let entries = seats * rows * (patterns + 2);
        (most <= MOST_PATTERNS.ilog2() && entries <= MOST_ENTRIES)
            .then(|| Arc::new(Self::new(instance, &needs, wanted, patterns)))
    }

    fn new(instance: &Instance, needs: &[u32], wanted: Vec<u8>, patterns: usize) -> Self {
        let (rows, experts) = (needs.len(), instance.experts.len());
        let k = instance.reviewers_each;
        // Numbers of submissions and reviewers are small.
        #[allow(clippy::cast_possible_wrap)]
        let (count, reviewers) = (rows as i64, k as i64);
        let point = ((1 << 30) / (count * (SPAN + reviewers))).clamp(1, FINEST);
        #[allow(clippy::cast_possible_truncation)]
        let mut scores = Self {
            rows,
            experts,
            point: point as i32,
            floor: -(SPAN * point) as i32,
            k,
            patterns,
            bits: needs.iter().map(|need| need.count_ones() as u8).collect(),
            wanted,
            demanded: Vec::new(),
            top: vec![ABSENT; rows],
            bars: vec![Vec::new(); experts],
            barred: vec![Vec::new(); rows],
            score: vec![ABSENT; rows * experts],
            left: vec![0; rows * experts],
            listed: Vec::new(),
            starts: Vec::new(),
        };
        for (row, &need) in needs.iter().enumerate() {
            let demanded = &instance.submissions[row].must_review;
            scores.demanded.push(demanded.clone());
            scores.read(instance, row, need);
        }
        scores.starts.push(scores.listed.len());
        scores
    }

    fn read(&mut self, instance: &Instance, row: usize, need: u32) {
        let mut free = Vec::with_capacity(self.experts);
        for expert in 0..self.experts {
            let cell = instance.cells.get(row, expert);
            let strange = self.wanted[row] > 0 && !cell.knows();
            let left = gathered(need & !cell.mask(), need) | u8::from(strange) << self.bits[row];
            let at = expert * self.rows + row;
            self.left[at] = left;
            // Experts and submissions fit 32 bits.
            #[allow(clippy::cast_possible_truncation)]
            let (number, submission) = (expert as u32, row as u32);
            if cell.barred() {
                self.left[at] = BARRED;
                self.bars[expert].push(submission);
                self.barred[row].push(number);
            } else if cell.free() {
                let score = self.units(i64::from(cell.score()));
                self.score[at] = score;
                self.top[row] = self.top[row].max(score);
                free.push((left, score, number));
            } else if self.wanted[row] > 0 {
                free.push((left, ABSENT, number));
            }
        }
        free.sort_unstable_by_key(|&(left, score, number)| (left, -score, number));
        let mut rest = free.into_iter().peekable();
        for pattern in 0..self.patterns {
            self.starts.push(self.listed.len());
            while let Some((_, score, number)) = rest.next_if(|own| own.0 as usize == pattern) {
                self.listed.push((score, number));
            }
        }
    }

    /// Whether all who must review have a seat, as the tables ask.
    pub fn suits(&self, state: &State<'_>) -> bool {
        let mut demanded = self.demanded.iter().flatten();
        demanded.all(|&expert| state.seat[expert as usize] != NOWHERE)
    }

    /// Billionths of a point in units, rounded down.
    pub fn units(&self, nano: i64) -> i32 {
        #[allow(clippy::cast_possible_truncation)]
        let nano_per_point = NANO as i64;
        let units = (nano * i64::from(self.point)).div_euclid(nano_per_point);
        i32::try_from(units).unwrap_or(i32::MAX)
    }

    /// The scores of an expert, by submission.
    #[inline]
    pub fn of_expert(&self, expert: u32) -> &[i32] {
        &self.score[expert as usize * self.rows..][..self.rows]
    }

    /// The score of an expert for a submission, and the coverage left missing.
    #[inline]
    pub fn pair(&self, expert: u32, row: usize) -> (i32, u8) {
        let at = expert as usize * self.rows + row;
        (self.score[at], self.left[at])
    }

    /// Patterns that occur for a submission.
    #[inline]
    pub fn patterns_of(&self, row: usize) -> usize {
        1 << (self.bits[row] + u8::from(self.wanted[row] > 0))
    }

    /// Whether somebody with this pattern counts among the members who know the field.
    #[inline]
    pub fn knows(&self, row: usize, left: u8) -> bool {
        left >> self.bits[row] & 1 == 0
    }

    /// Who may review a submission and leaves just `pattern` missing, best first; where members who
    /// know the field are asked for, who may not review comes last.
    #[inline]
    pub fn listed(&self, row: usize, pattern: usize) -> &[(i32, u32)] {
        let at = row * self.patterns + pattern;
        &self.listed[self.starts[at]..self.starts[at + 1]]
    }
}

/// How many members who know its industry a submission asks of its group (rule R23).
fn wanted(instance: &Instance, row: usize) -> u8 {
    u8::try_from(instance.submissions[row].industry_members).unwrap_or(u8::MAX)
}

/// The coverage a submission needs that somebody who may review it has: what nobody has is missing
/// in every plan.
fn coverable(instance: &Instance, row: usize) -> u32 {
    let cells = (0..instance.experts.len()).map(|expert| instance.cells.get(row, expert));
    let had = cells
        .filter(|cell| cell.free())
        .fold(0, |had, cell| had | cell.mask());
    instance.submissions[row].mask & had
}

/// The bits of `value` at the places of `need`, moved together.
fn gathered(value: u32, need: u32) -> u8 {
    let mut rest = need;
    let mut out = 0;
    let mut place = 0;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        rest &= rest - 1;
        out |= ((value >> bit & 1) as u8) << place;
        place += 1;
    }
    out
}
