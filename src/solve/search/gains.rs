//! What small changes of a group would bring, without making them.
//!
//! These are the same figures that making the change gives, as long as no load limit comes into
//! play; where one does, the answer is `None` and the change has to be made on a copy.

use super::block::{Block, Context, answer, ask};
use super::choose::MOST_MEMBERS;
use super::judged::Judged;
use super::seat_rules;
use crate::instance::Cell;

/// Changes of reviews by slot.
type Shift = [i32; MOST_MEMBERS];

impl Block {
    /// What the group gains when `submission` takes the place of the one in `row`.
    pub fn gain_of_submission(
        &self,
        context: Context<'_>,
        judged: &mut Judged,
        row: usize,
        submission: u32,
    ) -> Option<i64> {
        let mut shift = [0; MOST_MEMBERS];
        count(&mut shift, self.chosen(row), -1);
        let worth = self.worth_of(context, judged, submission, &mut shift);
        let change = self.load_change(context, &shift, None)?;
        Some(worth - self.worth[row] + change)
    }

    /// What the group gains when `submission` joins it.
    pub fn gain_of_joining(
        &self,
        context: Context<'_>,
        judged: &mut Judged,
        submission: u32,
    ) -> Option<i64> {
        let mut shift = [0; MOST_MEMBERS];
        let worth = self.worth_of(context, judged, submission, &mut shift);
        Some(worth + self.load_change(context, &shift, None)?)
    }

    /// What the group gains when the submission in `row` leaves it.
    pub fn gain_of_leaving(&self, context: Context<'_>, row: usize) -> Option<i64> {
        let mut shift = [0; MOST_MEMBERS];
        count(&mut shift, self.chosen(row), -1);
        Some(self.load_change(context, &shift, None)? - self.worth[row])
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
        Some(gain + self.load_change(context, &shift, Some((slot, expert)))?)
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

    /// What `submission` would be worth here; its reviews are added to `shift`.
    fn worth_of(
        &self,
        context: Context<'_>,
        judged: &mut Judged,
        submission: u32,
        shift: &mut Shift,
    ) -> i64 {
        let find = |chosen: &mut [u8]| self.best_here(context, submission, chosen);
        if let Some((worth, chosen)) = judged.offer(self, submission, find) {
            count(shift, chosen, 1);
            return worth;
        }
        let mut chosen = [u8::MAX; MOST_MEMBERS];
        let worth = self.best_here(context, submission, &mut chosen[..self.k]);
        count(shift, &chosen[..self.k], 1);
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

    /// What changes of the loads cost, one of the members perhaps replaced: nothing while they
    /// stay within the limits, the price of the excess where limits are loose, else `None`.
    fn load_change(
        &self,
        context: Context<'_>,
        shift: &Shift,
        replaced: Option<(usize, u32)>,
    ) -> Option<i64> {
        if self.is_shifted() {
            return None;
        }
        let cap = |member: u32| i64::from(context.instance.experts[member as usize].load_cap);
        let mut more = 0;
        for (slot, &member) in self.members.iter().enumerate() {
            let load = i64::from(self.loads()[slot]);
            let after = match replaced {
                Some((at, expert)) if at == slot => cap(expert),
                _ => cap(member),
            };
            let over = (load + i64::from(shift[slot]) - after).max(0);
            if over > 0 && context.weights.excess.is_none() {
                return None;
            }
            more += over - (load - cap(member)).max(0);
        }
        let excess = context.weights.excess.unwrap_or(context.weights.hard);
        Some(-more * excess)
    }
}

fn count(shift: &mut Shift, chosen: &[u8], by: i32) {
    for &slot in chosen {
        if slot != u8::MAX {
            shift[slot as usize] += by;
        }
    }
}
