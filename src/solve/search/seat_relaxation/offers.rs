//! What each group offers each submission, whether it holds it or not.

use super::super::block::{Context, answer, ask};
use super::super::choose::MOST_MEMBERS;
use super::super::reach::Reach;
use crate::solve::instance::{Cell, Instance};
use std::sync::Arc;

/// All pairs by expert, so that one expert's pairs lie side by side.
#[derive(Debug)]
pub struct Columns {
    rows: usize,
    cells: Vec<Cell>,
}

/// Offers up to which seats are annealed alone, groups times submissions: they take 56 bytes each, in
/// every state that is kept.
const MOST_OFFERS: usize = 1 << 18;

impl Columns {
    /// Turns the pairs of an instance round, or nothing where the season is too large for it.
    /// O(submissions x experts).
    pub fn of(instance: &Instance) -> Option<Arc<Self>> {
        let offers = instance.groups.len() * instance.submissions.len();
        (instance.cells.is_dense() && offers <= MOST_OFFERS).then(|| Arc::new(Self::new(instance)))
    }

    fn new(instance: &Instance) -> Self {
        let rows = instance.submissions.len();
        let pairs = (0..instance.experts.len())
            .flat_map(|expert| (0..rows).map(move |row| instance.cells.get(row, expert)));
        Self {
            rows,
            cells: pairs.collect(),
        }
    }

    /// The pairs of one expert, by submission.
    #[inline]
    pub fn expert(&self, expert: u32) -> &[Cell] {
        &self.cells[expert as usize * self.rows..(expert as usize + 1) * self.rows]
    }
}

/// What the members of a group are worth to a submission, and what a new expert would have to
/// bring to change it.
///
/// While it is at most what the submission has at home, a limit from above is enough; the best
/// reviews are looked for only once it may be more.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offer {
    /// Worth of the best reviews, bars included, or a limit that it does not exceed.
    pub worth: i64,
    /// Whether `worth` is the worth itself.
    pub exact: bool,
    /// Where exact, the lowest score among the chosen; else the k-th highest that may be.
    least: u32,
    /// Where exact, needed coverage that every one of the chosen has; else what anybody may have.
    common: u32,
    /// The chosen slots as a bit set; all bits where every change must be looked at.
    chosen: u32,
    /// What the members could do at most.
    reach: Reach,
}

impl Offer {
    /// Finds the best reviews of a submission among `members`.
    pub fn new(
        context: Context<'_>,
        columns: &Columns,
        group: usize,
        members: &[u32],
        submission: u32,
    ) -> Self {
        let row = submission as usize;
        let mut cells = [Cell::default(); MOST_MEMBERS];
        for (cell, &member) in cells.iter_mut().zip(members) {
            *cell = columns.expert(member)[row];
        }
        let cells = &cells[..members.len()];
        let k = context.instance.reviewers_of(row);
        let mut slots = [u8::MAX; MOST_MEMBERS];
        let slots = &mut slots[..k];
        let question = ask(context, members, submission, cells);
        let need = &context.instance.submissions[row];
        let mut offer = Self {
            worth: answer(question, slots),
            exact: true,
            least: u32::MAX,
            common: need.mask,
            chosen: 0,
            reach: Reach::of(question, k),
        };
        if !need.allowed.allows(group) {
            offer.worth -= 2 * context.weights.hard;
        }
        for &slot in slots.iter() {
            let Some(cell) = cells.get(slot as usize) else {
                offer.chosen = u32::MAX;
                return offer;
            };
            offer.least = offer.least.min(cell.score());
            offer.common &= cell.mask();
            offer.chosen |= 1 << slot;
        }
        if !need.must_review.is_empty() {
            offer.chosen = u32::MAX;
        }
        offer
    }

    /// Whether the offer stays as it is when the member in `slot` gives way to another expert:
    /// the one who goes was not chosen, and anyone who comes scores no more and covers nothing
    /// that one of the chosen does not, and as many know the industry as before.
    #[inline]
    pub fn stays(&self, slot: usize, old: Cell, new: Cell, need: u32) -> bool {
        let bars = old.barred() | new.barred();
        let counts = self.reach.keeps_count(old, new);
        let helps =
            new.free() & ((new.score() > self.least) | (new.mask() & need & !self.common != 0));
        (self.chosen >> slot & 1 == 0) & !bars & !helps & counts
    }

    /// A limit of what the offer becomes with a new expert in another's place.
    #[inline]
    pub fn limit(
        &self,
        context: Context<'_>,
        old: Cell,
        new: Cell,
        row: usize,
        group: usize,
    ) -> Self {
        let need = &context.instance.submissions[row];
        let mut limit = *self;
        limit.reach.bars = limit.reach.bars - u32::from(old.barred()) + u32::from(new.barred());
        limit.reach.join(new);
        limit.reach.reseat(old, new);
        limit.worth = limit.reach.most(need.mask, context.weights)
            - i64::from(limit.reach.bars) * context.weights.hard
            - limit.reach.lacking() * context.weights.shortfall;
        if !need.allowed.allows(group) {
            limit.worth -= 2 * context.weights.hard;
        }
        limit.exact = false;
        limit.least = limit.reach.last;
        limit.common = limit.reach.mask;
        if limit.chosen != u32::MAX {
            limit.chosen = 0;
        }
        limit
    }
}
