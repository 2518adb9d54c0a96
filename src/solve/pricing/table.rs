//! The season as the pricing of groups sees it: dense numbers, no names.

use crate::solve::instance::{Cells, Instance};
use std::collections::BTreeMap;

/// Most reviewers of a submission that groups are priced for.
pub const MOST_REVIEWERS: usize = 4;

/// One expert who may review a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Number of the expert.
    pub expert: u32,
    /// Score in billionths.
    pub score: i64,
    /// Which of the submission's needs the expert meets, one bit each in their order.
    pub meets: u32,
}

/// Who may review one submission, and what its reviewers must know together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Everybody without a conflict, by falling score.
    pub pairs: Vec<Pair>,
    /// Reviewers needed for each need. Needs that too few can meet are left out and counted in
    /// [`Table::certain`].
    pub needs: Vec<u32>,
    /// Reviewers that the submission takes.
    pub reviewers: usize,
    /// Where the row starts among the places of all rows. Rows are filled up to whole
    /// [blocks](BLOCK), so that they can be read block by block.
    pub start: usize,
    /// Where its needs start among the needs of all rows.
    pub first_need: usize,
    /// Needs that were left out.
    pub certain: u32,
}

/// Places that are read together: enough for the widest registers.
pub const BLOCK: usize = 16;

/// What groups are priced on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Number of experts.
    pub experts: usize,
    /// One row for each submission.
    pub rows: Vec<Row>,
    /// By expert: submission and place among those of all rows.
    pub places: Vec<Vec<(u32, u32)>>,
    /// By expert: submissions that cannot be in a group with the expert, sorted.
    pub bars: Vec<Vec<u32>>,
    /// By expert: who cannot sit in a group with the expert.
    pub clashes: Vec<Vec<u32>>,
    /// Whether an expert may chair the committee.
    pub heads: Vec<bool>,
    /// Most of those who may have a seat: two are needed for the chairs.
    pub most_heads: usize,
    /// Whether an expert may lead some group: each group needs one who may.
    pub leads: Vec<bool>,
    /// Number of groups.
    pub groups: usize,
    /// Most members of a group.
    pub seats: usize,
    /// Most submissions of a group.
    pub most_submissions: usize,
    /// Shortfalls that no plan avoids.
    pub certain: usize,
    /// Position in the row by submission and expert, [`NOT_FREE`] for who cannot review it.
    pub(super) positions: Vec<u32>,
    /// Score by place, in billionths.
    pub(super) scores: Vec<i32>,
    /// Which of the submission's needs are met, by place.
    pub(super) meets: Vec<u32>,
}

/// The position of somebody who cannot review a submission.
pub const NOT_FREE: u32 = u32::MAX;

impl Table {
    /// Pairs of submission and reviewer without a conflict. O(submissions x experts).
    pub fn pairs_of(instance: &Instance) -> usize {
        let Cells::Dense { experts, .. } = &instance.cells else {
            return usize::MAX;
        };
        let free = |submission: usize| {
            let cells = (0..*experts).map(move |expert| instance.cells.get(submission, expert));
            cells.filter(|cell| cell.free()).count()
        };
        (0..instance.submissions.len()).map(free).sum()
    }

    /// Reads an instance. `None` where it is too large for a dense table, reviewers are too many,
    /// or some submission has too few of them. O(submissions x experts).
    pub fn of(instance: &Instance) -> Option<Self> {
        let Cells::Dense { experts, .. } = &instance.cells else {
            return None;
        };
        let heads: Vec<bool> = instance
            .experts
            .iter()
            .map(|one| one.quality_lead)
            .collect();
        let mut table = Self {
            experts: *experts,
            bars: vec![Vec::new(); *experts],
            clashes: clashes(instance)?,
            most_heads: heads
                .iter()
                .filter(|head| **head)
                .count()
                .saturating_sub(instance.heads_outside()),
            heads,
            groups: instance.groups.len(),
            seats: instance.shape.max_members(),
            most_submissions: instance.shape.max_submissions,
            leads: instance
                .experts
                .iter()
                .map(|one| one.can_lead && !one.may_lead.is_empty() && !one.allowed.is_empty())
                .collect(),
            ..Self::default()
        };
        for submission in 0..instance.submissions.len() {
            table.add_row(instance, submission);
        }
        table.index();
        let enough = |row: &Row| {
            row.pairs.len() >= row.reviewers && (1..=MOST_REVIEWERS).contains(&row.reviewers)
        };
        (table.rows.iter().all(enough) && table.groups > 0).then_some(table)
    }

    #[allow(clippy::cast_possible_truncation)] // numbers of experts and submissions fit 32 bits
    fn add_row(&mut self, instance: &Instance, submission: usize) {
        let mask = instance.submissions[submission].mask;
        let mut pairs = Vec::new();
        for expert in 0..self.experts {
            let cell = instance.cells.get(submission, expert);
            if cell.barred() {
                self.bars[expert].push(submission as u32);
            } else if cell.free() && !instance.experts[expert].allowed.is_empty() {
                pairs.push(Pair {
                    expert: expert as u32,
                    score: i64::from(cell.score()),
                    meets: cell.mask() & mask,
                });
            }
        }
        let asked: Vec<u32> = (0..30).filter(|bit| mask >> bit & 1 == 1).collect();
        let each = instance.reviewers_of(submission);
        let meeting = |bit: u32| {
            pairs
                .iter()
                .filter(|pair| pair.meets >> bit & 1 == 1)
                .count()
        };
        let met: Vec<u32> = asked
            .iter()
            .copied()
            .filter(|&bit| meeting(bit) >= instance.needed_for_bit(bit, each) as usize)
            .collect();
        let certain = asked.len() - met.len();
        self.certain += certain;
        for pair in &mut pairs {
            let meets = |(place, bit): (usize, &u32)| (pair.meets >> bit & 1) << place;
            pair.meets = met.iter().enumerate().map(meets).sum();
        }
        pairs.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.score), pair.expert));
        self.rows.push(Row {
            pairs,
            needs: met
                .iter()
                .map(|&bit| instance.needed_for_bit(bit, each))
                .collect(),
            certain: certain as u32,
            reviewers: each,
            ..Row::default()
        });
    }

    /// Fills what leads from experts and rows to the pairs of all rows.
    pub(super) fn index(&mut self) {
        self.places = vec![Vec::new(); self.experts];
        self.positions = vec![NOT_FREE; self.experts * self.rows.len()];
        (self.scores, self.meets) = (Vec::new(), Vec::new());
        let (mut start, mut first_need) = (0, 0);
        for (submission, row) in (0_u32..).zip(&mut self.rows) {
            (row.start, row.first_need) = (start, first_need);
            let cells = &mut self.positions[submission as usize * self.experts..];
            for (at, pair) in (0_u32..).zip(&row.pairs) {
                cells[pair.expert as usize] = at;
                #[allow(clippy::cast_possible_truncation)] // dense tables are far smaller
                self.places[pair.expert as usize].push((submission, start as u32 + at));
            }
            start += row.pairs.len().next_multiple_of(BLOCK);
            // Cells keep scores in 31 bits.
            let scores = row.pairs.iter().map(|pair| i32::try_from(pair.score));
            self.scores
                .extend(scores.map(|score| score.unwrap_or(i32::MAX)));
            self.scores.resize(start, 0);
            self.meets.extend(row.pairs.iter().map(|pair| pair.meets));
            self.meets.resize(start, 0);
            first_need += row.needs.len();
        }
    }

    /// Where the expert stands in the submission's row, or [`NOT_FREE`].
    #[inline]
    pub fn position(&self, submission: usize, expert: u32) -> u32 {
        self.positions[submission * self.experts + expert as usize]
    }

    /// Number of pairs of all rows.
    pub fn pairs(&self) -> usize {
        self.rows.iter().map(|row| row.pairs.len()).sum()
    }

    /// Number of needs of all rows.
    pub fn needs(&self) -> usize {
        self.rows.iter().map(|row| row.needs.len()).sum()
    }

    /// Places of all rows, those that fill up blocks among them.
    pub fn all_places(&self) -> usize {
        self.scores.len()
    }

    /// Whether somebody of these may lead a group.
    pub fn is_led(&self, members: &[u32]) -> bool {
        members.iter().any(|&member| self.leads[member as usize])
    }

    /// Whether some member cannot sit with the expert.
    pub fn clash(&self, members: &[u32], expert: u32) -> bool {
        let clashes = &self.clashes[expert as usize];
        members.iter().any(|member| clashes.contains(member))
    }

    /// Whether the expert may not be in a group with the submission.
    pub fn is_barred(&self, expert: u32, submission: usize) -> bool {
        let bars = &self.bars[expert as usize];
        // Numbers of submissions fit 32 bits.
        bars.binary_search_by_key(&submission, |&barred| barred as usize)
            .is_ok()
    }
}

/// Most pairs of people who cannot sit together that a table holds.
const MOST_CLASHES: usize = 4_000_000;

/// Relatives, and colleagues where a group takes one of an employer. `None` where there are too
/// many. O(experts + clashes).
fn clashes(instance: &Instance) -> Option<Vec<Vec<u32>>> {
    let experts = || (0_u32..).zip(&instance.experts);
    let mut colleagues: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    if instance.employer_cap == 1 {
        for (number, one) in experts() {
            for &employer in &one.employers {
                colleagues.entry(employer).or_default().push(number);
            }
        }
    }
    let squares = colleagues.values().map(|own| own.len() * own.len());
    if squares.sum::<usize>() > MOST_CLASHES {
        return None;
    }
    let all = experts().map(|(number, one)| {
        let own = one.employers.iter();
        let own = own
            .filter_map(|employer| colleagues.get(employer))
            .flatten();
        let mut all: Vec<u32> = own.chain(&one.kin).copied().collect();
        all.retain(|&other| other != number);
        all.sort_unstable();
        all.dedup();
        all
    });
    Some(all.collect())
}
