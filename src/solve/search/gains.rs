//! What small changes of a group would bring, without making them.
//!
//! These are the same figures that making the change gives, as long as no load limit comes into
//! play; where one does, the change has to be made on a copy. A figure that cannot reach what is
//! asked for is given up early: [`Block::ceiling`] limits what each row can still bring.

use super::block::{Block, Context, answer, ask};
use super::choose::MOST_MEMBERS;
use super::memo::Memo;
use super::seat_rules;
use crate::solve::instance::Cell;

/// Changes of reviews by slot.
type Shift = [i32; MOST_MEMBERS];

/// What a change brings.
#[derive(Debug, Clone, Copy)]
pub struct Gain {
    /// What it would bring if loads had no limits; never less than what it brings.
    pub free: i64,
    /// Whether loads stay within the limits, so that it brings just that.
    pub exact: bool,
}

impl Gain {
    /// Both changes together.
    pub fn and(self, other: Self) -> Self {
        Self {
            free: self.free + other.free,
            exact: self.exact && other.exact,
        }
    }

    /// The figure where it is exact, or too small to matter; else `None`.
    pub fn known(self, at_least: i64) -> Option<i64> {
        (self.exact || self.free < at_least).then_some(self.free)
    }
}

/// Room for the rows that a change of members touches, so that nothing is allocated.
pub type Touched = Vec<(u32, Cell, i64)>;

impl Block {
    /// What the group gains when `submission` takes the place of the one in `row`. `None` where
    /// reviews are aside already.
    pub fn gain_of_submission(
        &self,
        context: Context<'_>,
        memo: &mut Memo,
        row: usize,
        submission: u32,
    ) -> Option<Gain> {
        let mut shift = [0; MOST_MEMBERS];
        count(&mut shift, self.chosen(row), -1);
        let worth = self.worth_of(context, memo, submission, &mut shift);
        self.gain(context, worth - self.worth[row], &shift, None)
    }

    /// What the group gains when `submission` joins it.
    pub fn gain_of_joining(
        &self,
        context: Context<'_>,
        memo: &mut Memo,
        submission: u32,
    ) -> Option<Gain> {
        let mut shift = [0; MOST_MEMBERS];
        let worth = self.worth_of(context, memo, submission, &mut shift);
        self.gain(context, worth, &shift, None)
    }

    /// What the group gains when the submission in `row` leaves it.
    pub fn gain_of_leaving(&self, context: Context<'_>, row: usize) -> Option<Gain> {
        let mut shift = [0; MOST_MEMBERS];
        count(&mut shift, self.chosen(row), -1);
        self.gain(context, -self.worth[row], &shift, None)
    }

    /// What the group gains when `expert` takes the seat in `slot`: exact, or a figure below
    /// `at_least` that the gain does not exceed.
    pub fn gain_of_member(
        &self,
        context: Context<'_>,
        touched: &mut Touched,
        (slot, expert): (usize, u32),
        at_least: i64,
    ) -> Option<Gain> {
        if self.is_shifted() {
            return None;
        }
        let size = self.members.len();
        let mut members = [0; MOST_MEMBERS];
        members[..size].copy_from_slice(&self.members);
        members[slot] = expert;
        let members = &members[..size];
        let broken = seat_rules::broken(context.instance, self.group, members);
        let mut gain = (self.broken_seats - broken) * context.weights.hard;
        let short = seat_rules::short(context.instance, members);
        gain += (self.short_seats - short) * context.weights.shortfall;
        let mut hope = self.touch(context, touched, slot, expert);
        let mut shift = [0; MOST_MEMBERS];
        let mut cells = [Cell::default(); MOST_MEMBERS];
        let mut chosen = [u8::MAX; MOST_MEMBERS];
        for &(row, new, most) in touched.iter() {
            if gain + hope < at_least {
                return Some(Gain {
                    free: gain + hope,
                    exact: false,
                });
            }
            let row = row as usize;
            cells[..size].copy_from_slice(self.row(row));
            cells[slot] = new;
            let question = ask(context, members, self.submissions[row], &cells[..size]);
            let chosen = &mut chosen[..self.chosen(row).len()];
            let worth = answer(question, chosen);
            gain += worth - self.worth[row];
            hope -= most;
            count(&mut shift, self.chosen(row), -1);
            count(&mut shift, chosen, 1);
        }
        self.gain(context, gain, &shift, Some((slot, expert)))
    }

    /// Lists the rows whose choice may change when `expert` takes the seat in `slot`, those that
    /// lose a reviewer first, each with its new pair and what it may gain at most. Returns what
    /// they may gain at most together.
    fn touch(&self, context: Context<'_>, touched: &mut Touched, slot: usize, expert: u32) -> i64 {
        touched.clear();
        let mut hope = 0;
        let mut losing = 0;
        // Slots are below MOST_MEMBERS.
        #[allow(clippy::cast_possible_truncation)]
        let seat = slot as u8;
        for (row, &submission) in (0_u32..).zip(&self.submissions) {
            let cells = &context.instance.cells;
            let new = cells.get(submission as usize, expert as usize);
            let at = row as usize;
            if self.keeps_choice(context, at, slot, new) {
                continue;
            }
            let most = self.ceiling(context, at, slot, new) - self.worth[at];
            hope += most;
            touched.push((row, new, most));
            if self.chosen(at).contains(&seat) {
                let last = touched.len() - 1;
                touched.swap(losing, last);
                losing += 1;
            }
        }
        hope
    }

    /// Whether a row stays as it is when the member in `slot` is replaced by one with this pair.
    pub(super) fn keeps_choice(
        &self,
        context: Context<'_>,
        row: usize,
        slot: usize,
        new: Cell,
    ) -> bool {
        // Slots are below MOST_MEMBERS.
        #[allow(clippy::cast_possible_truncation)]
        let was_chosen = self.chosen(row).contains(&(slot as u8));
        let old = self.row(row)[slot];
        let need = &context.instance.submissions[self.submissions[row] as usize];
        let reach = &self.reach[row];
        let plain = need.must_review.is_empty()
            && !old.barred()
            && !new.barred()
            && reach.lacking_after(old, new) == reach.lacking();
        plain && !was_chosen && (!new.free() || self.cannot_help(context, row, new))
    }

    /// What `submission` would be worth here; its reviews are added to `shift`.
    fn worth_of(
        &self,
        context: Context<'_>,
        memo: &mut Memo,
        submission: u32,
        shift: &mut Shift,
    ) -> i64 {
        let each = context.instance.reviewers_of(submission as usize);
        let find = |chosen: &mut [u8]| self.best_here(context, submission, chosen);
        if let Some((worth, chosen)) = memo.offer(self, (submission, each), find) {
            count(shift, chosen, 1);
            return worth;
        }
        let mut chosen = [u8::MAX; MOST_MEMBERS];
        let chosen = &mut chosen[..each];
        let worth = self.best_here(context, submission, chosen);
        count(shift, chosen, 1);
        worth
    }

    /// Chooses reviewers for a submission from elsewhere.
    fn best_here(&self, context: Context<'_>, submission: u32, chosen: &mut [u8]) -> i64 {
        let mut cells = [Cell::default(); MOST_MEMBERS];
        for (cell, &member) in cells.iter_mut().zip(&self.members) {
            *cell = context
                .instance
                .cells
                .get(submission as usize, member as usize);
        }
        let cells = &cells[..self.members.len()];
        answer(ask(context, &self.members, submission, cells), chosen)
    }

    /// The gain, given how loads shift, one of the members perhaps replaced.
    fn gain(
        &self,
        context: Context<'_>,
        free: i64,
        shift: &Shift,
        replaced: Option<(usize, u32)>,
    ) -> Option<Gain> {
        if self.is_shifted() {
            return None;
        }
        let load = |slot: usize| i64::from(self.loads()[slot]) + i64::from(shift[slot]);
        let within = |slot: usize| {
            let member = match replaced {
                Some((at, expert)) if at == slot => expert,
                _ => self.members[slot],
            };
            load(slot) <= i64::from(context.instance.experts[member as usize].load_cap)
        };
        let slots = 0..self.members.len();
        // Loads are counts of reviews.
        let loads = slots
            .clone()
            .map(|slot| u32::try_from(load(slot)).unwrap_or(0));
        let exact = match context.weights.loose_loads {
            true => {
                let more = shift.iter().map(|&shift| i64::from(shift)).sum();
                self.too_few(context, more) == 0
            }
            false => slots.clone().all(within) && context.instance.uneven(loads) == 0,
        };
        Some(Gain { free, exact })
    }
}

fn count(shift: &mut Shift, chosen: &[u8], by: i32) {
    for &slot in chosen {
        if slot != u8::MAX {
            shift[slot as usize] += by;
        }
    }
}
