//! What small changes of a group would bring, without making them.
//!
//! These are the same figures that making the change gives, as long as no load limit comes into
//! play; where one does, the answer is `None` and the change has to be made on a copy.

use super::block::{Block, Context, answer, ask};
use super::choose::MOST_MEMBERS;
use super::seat_rules;
use crate::instance::Cell;

/// Changes of reviews by slot.
type Shift = [i32; MOST_MEMBERS];

impl Block {
    /// What the group gains when `submission` takes the place of the one in `row`.
    pub fn gain_of_submission(
        &self,
        context: Context<'_>,
        row: usize,
        submission: u32,
    ) -> Option<i64> {
        let mut shift = [0; MOST_MEMBERS];
        count(&mut shift, self.chosen(row), -1);
        let worth = self.worth_of(context, submission, &mut shift);
        self.fits(context, &shift, None)
            .then(|| worth - self.worth[row])
    }

    /// What the group gains when `submission` joins it.
    pub fn gain_of_joining(&self, context: Context<'_>, submission: u32) -> Option<i64> {
        let mut shift = [0; MOST_MEMBERS];
        let worth = self.worth_of(context, submission, &mut shift);
        self.fits(context, &shift, None).then_some(worth)
    }

    /// What the group gains when the submission in `row` leaves it.
    pub fn gain_of_leaving(&self, row: usize) -> Option<i64> {
        (!self.is_shifted()).then(|| -self.worth[row])
    }

    /// What the group gains when `expert` takes the seat in `slot`.
    pub fn gain_of_member(&self, context: Context<'_>, slot: usize, expert: u32) -> Option<i64> {
        if self.is_shifted() {
            return None;
        }
        let count_of_members = self.members.len();
        let mut members = [0; MOST_MEMBERS];
        members[..count_of_members].copy_from_slice(&self.members);
        members[slot] = expert;
        let members = &members[..count_of_members];
        let broken = seat_rules::broken(context.instance, self.group, members);
        let mut gain = (self.broken_seats - broken) * context.weights.hard;
        let mut shift = [0; MOST_MEMBERS];
        let mut cells = [Cell::default(); MOST_MEMBERS];
        let mut chosen = [u8::MAX; MOST_MEMBERS];
        for row in 0..self.submissions.len() {
            let submission = self.submissions[row];
            let new = context
                .instance
                .cells
                .get(submission as usize, expert as usize);
            if self.keeps_choice(context, row, slot, new) {
                continue;
            }
            cells[..count_of_members].copy_from_slice(self.row(row));
            cells[slot] = new;
            let question = ask(context, members, submission, &cells[..count_of_members]);
            let worth = answer(question, &mut chosen[..self.k]);
            gain += worth - self.worth[row];
            count(&mut shift, self.chosen(row), -1);
            count(&mut shift, &chosen[..self.k], 1);
        }
        self.fits(context, &shift, Some((slot, expert)))
            .then_some(gain)
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
        let plain = need.must_review.is_empty() && !old.barred() && !new.barred();
        plain && !was_chosen && (!new.free() || self.cannot_help(context, row, new))
    }

    fn worth_of(&self, context: Context<'_>, submission: u32, shift: &mut Shift) -> i64 {
        let mut cells = [Cell::default(); MOST_MEMBERS];
        for (cell, &member) in cells.iter_mut().zip(&self.members) {
            *cell = context
                .instance
                .cells
                .get(submission as usize, member as usize);
        }
        let mut chosen = [u8::MAX; MOST_MEMBERS];
        let cells = &cells[..self.members.len()];
        let question = ask(context, &self.members, submission, cells);
        let worth = answer(question, &mut chosen[..self.k]);
        count(shift, &chosen[..self.k], 1);
        worth
    }

    /// Whether loads stay within the limits of the members, one of them perhaps replaced.
    fn fits(&self, context: Context<'_>, shift: &Shift, replaced: Option<(usize, u32)>) -> bool {
        let experts = &context.instance.experts;
        let within = |slot: usize| {
            let member = match replaced {
                Some((at, expert)) if at == slot => expert,
                _ => self.members[slot],
            };
            let load = i64::from(self.loads()[slot]) + i64::from(shift[slot]);
            load <= i64::from(experts[member as usize].load_cap)
        };
        !self.is_shifted() && (0..self.members.len()).all(within)
    }
}

fn count(shift: &mut Shift, chosen: &[u8], by: i32) {
    for &slot in chosen {
        if slot != u8::MAX {
            shift[slot as usize] += by;
        }
    }
}
