//! One group in the search: its members, its submissions, and everything that its value is made
//! of, kept up to date move by move without allocating.

use super::choose::{MOST_MEMBERS, Question, choose, worth};
use super::industry_members;
use super::reach::Reach;
use super::seat_rules;
use super::weights::Weights;
use crate::solve::instance::{Cell, Instance};

/// What blocks are measured against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// Costs.
    pub weights: &'a Weights,
}

/// A group with its value. Rows are submissions, slots are members.
#[derive(Debug, Default)]
pub struct Block {
    /// Number of the group.
    pub group: usize,
    /// Experts by slot.
    pub members: Vec<u32>,
    /// Submissions by row.
    pub submissions: Vec<u32>,
    /// Pairs by row and slot, `stride` to a row.
    cells: Vec<Cell>,
    stride: usize,
    /// Chosen slots by row, `k` to a row; of these as many count as the row has reviewers.
    choice: Vec<u8>,
    pub(super) k: usize,
    /// Reviewers of each row.
    each: Vec<u8>,
    /// Worth of each row; bars and members lacking are included.
    pub(super) worth: Vec<i64>,
    /// What limits each row's worth.
    pub(super) reach: Vec<Reach>,
    /// Reviews by slot.
    pub(super) load: Vec<u32>,
    /// Broken rules among the members.
    pub(super) broken_seats: i64,
    /// Rules about the mix of members that are missed and count as shortfalls.
    pub(super) short_seats: i64,
    /// Whether some reviews were moved to members with room.
    pub(super) shifted: bool,
    /// Changes whenever the members do.
    pub(super) version: u32,
    /// The value of the whole group.
    pub value: i64,
}

impl Clone for Block {
    fn clone(&self) -> Self {
        let mut copy = Self::default();
        copy.clone_from(self);
        copy
    }

    /// Copies without allocating where the room is there already.
    fn clone_from(&mut self, other: &Self) {
        self.group = other.group;
        self.members.clone_from(&other.members);
        self.submissions.clone_from(&other.submissions);
        self.cells.clone_from(&other.cells);
        self.stride = other.stride;
        self.choice.clone_from(&other.choice);
        self.k = other.k;
        self.each.clone_from(&other.each);
        self.worth.clone_from(&other.worth);
        self.reach.clone_from(&other.reach);
        self.load.clone_from(&other.load);
        self.broken_seats = other.broken_seats;
        self.short_seats = other.short_seats;
        self.shifted = other.shifted;
        self.version = other.version;
        self.value = other.value;
    }
}

impl Block {
    /// Makes a group of these members and submissions and values it.
    pub fn new(context: Context<'_>, group: usize, members: &[u32], submissions: &[u32]) -> Self {
        let mut block = Self {
            group,
            members: members.to_vec(),
            submissions: submissions.to_vec(),
            stride: context.instance.shape.max_members().max(members.len()),
            k: context.instance.reviewers_each,
            ..Self::default()
        };
        block.rebuild(context);
        block
    }

    /// Takes another block's place: what was remembered of that one's members is out of date.
    pub fn succeed(&mut self, other: &Self) {
        self.version = other.version.wrapping_add(1);
    }

    /// Values everything from scratch.
    pub fn rebuild(&mut self, context: Context<'_>) {
        let rows = self.submissions.len();
        self.version = self.version.wrapping_add(1);
        self.cells.clear();
        self.cells.resize(rows * self.stride, Cell::default());
        self.choice.clear();
        self.choice.resize(rows * self.k, u8::MAX);
        self.each.clear();
        self.each.resize(rows, 0);
        self.worth.clear();
        self.worth.resize(rows, 0);
        self.reach.clear();
        self.reach.resize(rows, Reach::default());
        for row in 0..rows {
            self.fill_row(context, row);
        }
        self.broken_seats = seat_rules::broken(context.instance, self.group, &self.members);
        self.short_seats = seat_rules::short(context.instance, &self.members);
        self.rechoose(context);
    }

    /// Chooses the reviewers of every row again.
    pub fn rechoose(&mut self, context: Context<'_>) {
        self.load.clear();
        self.load.resize(self.members.len(), 0);
        for row in 0..self.submissions.len() {
            self.choose_row(context, row);
            self.add_load(row);
        }
        self.shifted = false;
        self.settle(context);
    }

    /// Whether reviews had to be moved to members with room, so that a fresh choice may be better.
    pub fn is_shifted(&self) -> bool {
        self.shifted
    }

    /// The chosen experts of a row; fewer than asked for where members are lacking.
    pub fn reviewers(&self, row: usize) -> impl Iterator<Item = u32> {
        self.chosen(row)
            .iter()
            .filter(|&&slot| slot != u8::MAX)
            .map(|&slot| self.members[slot as usize])
    }

    /// The submissions with coverage that no reviewer has, and that coverage; bit 0 also where the
    /// group has too few members who know the industry. Where the rules ask
    /// for more than one reviewer per requirement, those with none at all.
    pub fn shortfalls<'a>(
        &'a self,
        instance: &'a Instance,
    ) -> impl Iterator<Item = (u32, u32)> + 'a {
        let lacking = move |(row, &submission): (usize, &u32)| {
            let need = instance.submissions[submission as usize].mask;
            let cells = self.row(row);
            let chosen = self.chosen(row).iter();
            let covered = chosen
                .filter_map(|&slot| cells.get(slot as usize))
                .fold(0, |covered, cell| covered | cell.mask());
            // Somebody who knows the industry helps a group that has too few of them, too.
            let few = self.reach[row].lacking() > 0;
            let lacking = need & !covered | u32::from(few);
            (lacking != 0).then_some((submission, lacking))
        };
        self.submissions.iter().enumerate().filter_map(lacking)
    }

    /// Reviews by slot.
    pub fn loads(&self) -> &[u32] {
        &self.load
    }

    /// Worth of a row.
    pub fn row_worth(&self, row: usize) -> i64 {
        self.worth[row]
    }

    /// Puts another submission in the place of the one in `row`.
    pub fn replace_submission(&mut self, context: Context<'_>, row: usize, submission: u32) {
        self.take_load(row);
        self.submissions[row] = submission;
        self.fill_row(context, row);
        self.choose_row(context, row);
        self.add_load(row);
        self.settle(context);
    }

    /// Adds a submission.
    pub fn add_submission(&mut self, context: Context<'_>, submission: u32) {
        let row = self.submissions.len();
        self.submissions.push(submission);
        self.cells.resize((row + 1) * self.stride, Cell::default());
        self.choice.resize((row + 1) * self.k, u8::MAX);
        self.each.push(0);
        self.worth.push(0);
        self.reach.push(Reach::default());
        self.fill_row(context, row);
        self.choose_row(context, row);
        self.add_load(row);
        self.settle(context);
    }

    /// Takes the submission in `row` out; the last row moves into its place.
    pub fn remove_submission(&mut self, context: Context<'_>, row: usize) {
        self.take_load(row);
        let last = self.submissions.len() - 1;
        self.submissions.swap_remove(row);
        self.each.swap_remove(row);
        self.worth.swap_remove(row);
        self.reach.swap_remove(row);
        self.cells.copy_within(
            last * self.stride..(last + 1) * self.stride,
            row * self.stride,
        );
        self.cells.truncate(last * self.stride);
        self.choice
            .copy_within(last * self.k..(last + 1) * self.k, row * self.k);
        self.choice.truncate(last * self.k);
        self.settle(context);
    }

    /// Seats another expert in `slot`.
    pub fn replace_member(&mut self, context: Context<'_>, slot: usize, expert: u32) {
        self.members[slot] = expert;
        self.version = self.version.wrapping_add(1);
        self.broken_seats = seat_rules::broken(context.instance, self.group, &self.members);
        self.short_seats = seat_rules::short(context.instance, &self.members);
        for row in 0..self.submissions.len() {
            self.refresh_pair(context, row, slot);
        }
        self.settle(context);
    }

    /// Seats `members` instead of those there, of any number.
    pub fn replace_members(&mut self, context: Context<'_>, members: &[u32]) {
        self.members.clear();
        self.members.extend_from_slice(members);
        self.stride = self.stride.max(members.len());
        self.rebuild(context);
    }

    fn refresh_pair(&mut self, context: Context<'_>, row: usize, slot: usize) {
        let submission = self.submissions[row] as usize;
        let expert = self.members[slot] as usize;
        let new = context.instance.cells.get(submission, expert);
        let keeps = !self.shifted && self.keeps_choice(context, row, slot, new);
        let old = std::mem::replace(&mut self.cells[row * self.stride + slot], new);
        self.reach[row].reseat(old, new);
        if !keeps {
            self.take_load(row);
            self.choose_row(context, row);
            self.add_load(row);
        }
    }

    /// Whether a member with this pair cannot better the row: nobody chosen scores less or covers
    /// less of what is needed, so any set with the new one is matched by one with a chosen one in
    /// the new one's place.
    pub(super) fn cannot_help(&self, context: Context<'_>, row: usize, new: Cell) -> bool {
        let cells = self.row(row);
        let need = &context.instance.submissions[self.submissions[row] as usize];
        let mask = need.mask | need.hard;
        self.chosen(row).iter().all(|&slot| {
            let chosen = cells.get(slot as usize);
            chosen.is_some_and(|cell| {
                cell.score() >= new.score() && new.mask() & mask & !cell.mask() == 0
            })
        })
    }

    /// The most that a row can be worth when a member with this pair takes the seat in `slot`.
    pub(super) fn ceiling(&self, context: Context<'_>, row: usize, slot: usize, new: Cell) -> i64 {
        let need = &context.instance.submissions[self.submissions[row] as usize];
        let old = self.row(row)[slot];
        let bars = i64::from(self.reach[row].bars) - i64::from(u8::from(old.barred()))
            + i64::from(u8::from(new.barred()));
        let best = self.reach[row].with(new, need.mask, context.weights);
        let lacking = self.reach[row].lacking_after(old, new);
        best - bars * context.weights.hard - lacking * context.weights.shortfall
    }

    fn fill_row(&mut self, context: Context<'_>, row: usize) {
        let submission = self.submissions[row] as usize;
        // Reviewers are at most `MOST_MEMBERS`.
        #[allow(clippy::cast_possible_truncation)]
        let each = context.instance.reviewers_of(submission) as u8;
        self.each[row] = each;
        for (slot, &expert) in self.members.iter().enumerate() {
            self.cells[row * self.stride + slot] =
                context.instance.cells.get(submission, expert as usize);
        }
    }

    fn choose_row(&mut self, context: Context<'_>, row: usize) {
        let each = usize::from(self.each[row]);
        let mut chosen = [u8::MAX; MOST_MEMBERS];
        let question = self.question(context, row);
        let reach = Reach::of(question, each);
        self.worth[row] = answer(question, &mut chosen[..each]);
        self.reach[row] = reach;
        self.choice[row * self.k..][..each].copy_from_slice(&chosen[..each]);
    }

    fn question<'a>(&'a self, context: Context<'a>, row: usize) -> Question<'a> {
        ask(context, &self.members, self.submissions[row], self.row(row))
    }

    pub(super) fn row(&self, row: usize) -> &[Cell] {
        &self.cells[row * self.stride..row * self.stride + self.members.len()]
    }

    pub(super) fn chosen(&self, row: usize) -> &[u8] {
        &self.choice[row * self.k..][..usize::from(self.each[row])]
    }

    fn add_load(&mut self, row: usize) {
        for at in 0..usize::from(self.each[row]) {
            let slot = self.choice[row * self.k + at];
            if slot != u8::MAX {
                self.load[slot as usize] += 1;
            }
        }
    }

    fn take_load(&mut self, row: usize) {
        for at in 0..usize::from(self.each[row]) {
            let slot = self.choice[row * self.k + at];
            if slot != u8::MAX {
                self.load[slot as usize] -= 1;
            }
        }
    }

    /// Moves reviews off members with too many, then sums up the group's value.
    fn settle(&mut self, context: Context<'_>) {
        let experts = &context.instance.experts;
        let mut over: i64 = 0;
        let slots = match context.weights.loose_loads {
            true => 0..0,
            false => 0..self.members.len(),
        };
        for slot in slots {
            let cap = experts[self.members[slot] as usize].load_cap;
            while self.load[slot] > cap && self.shift_one(context, slot) {
                self.shifted = true;
            }
            over += i64::from(self.load[slot].saturating_sub(cap));
        }
        over += match context.weights.loose_loads {
            true => self.too_few(context, 0),
            false => self.even_out(context),
        };
        // Whatever comes next may relieve the excess.
        self.shifted |= over > 0;
        self.value = self.worth.iter().sum::<i64>()
            - (self.broken_seats + over) * context.weights.hard
            - self.short_seats * context.weights.shortfall;
    }

    /// Gives one review of the member in `from` to a member with room, where that costs least.
    fn shift_one(&mut self, context: Context<'_>, from: usize) -> bool {
        let experts = &context.instance.experts;
        let mut load = [0; MOST_MEMBERS];
        load[..self.load.len()].copy_from_slice(&self.load);
        let room = |slot: usize, member: u32| load[slot] < experts[member as usize].load_cap;
        self.shift_where(context, from, room)
    }

    /// Gives one review of the member in `from` to one of those `may` names, where that costs
    /// least.
    pub(super) fn shift_where(
        &mut self,
        context: Context<'_>,
        from: usize,
        may: impl Fn(usize, u32) -> bool,
    ) -> bool {
        let mut best: Option<(i64, usize, usize, usize)> = None;
        for row in 0..self.submissions.len() {
            let chosen = self.chosen(row);
            let Some(place) = chosen.iter().position(|&slot| slot as usize == from) else {
                continue;
            };
            let question = self.question(context, row);
            if question.must >> from & 1 == 1 {
                continue;
            }
            let before = worth(question, chosen);
            for to in 0..self.members.len() {
                // Slots are below MOST_MEMBERS.
                #[allow(clippy::cast_possible_truncation)]
                let slot = to as u8;
                let room = may(to, self.members[to]);
                if !room || !question.cells[to].free() || chosen.contains(&slot) {
                    continue;
                }
                let mut changed = [u8::MAX; MOST_MEMBERS];
                let changed = &mut changed[..chosen.len()];
                changed.copy_from_slice(chosen);
                changed[place] = slot;
                let loss = before - worth(question, changed);
                if best.is_none_or(|(least, ..)| loss < least) {
                    best = Some((loss, row, place, to));
                }
            }
        }
        let Some((loss, row, place, to)) = best else {
            return false;
        };
        self.worth[row] -= loss;
        // Slots are below MOST_MEMBERS.
        #[allow(clippy::cast_possible_truncation)]
        let slot = to as u8;
        self.choice[row * self.k + place] = slot;
        self.load[from] -= 1;
        self.load[to] += 1;
        true
    }
}

/// Puts the question of who reviews `submission` among `members`, whose pairs are `cells`.
pub(super) fn ask<'a>(
    context: Context<'a>,
    members: &[u32],
    submission: u32,
    cells: &'a [Cell],
) -> Question<'a> {
    let need = &context.instance.submissions[submission as usize];
    let mut must = 0;
    for &expert in &need.must_review {
        // A demanded reviewer who sits elsewhere counts as a bit beyond all slots.
        let slot = members.iter().position(|&member| member == expert);
        must |= 1_u32 << slot.unwrap_or(MOST_MEMBERS - 1);
    }
    Question {
        instance: context.instance,
        weights: context.weights,
        mask: need.mask,
        hard: need.hard,
        cells,
        must,
        industry_members: need.industry_members,
    }
}

/// Chooses the reviewers and returns the row's worth, bars and members lacking who know the
/// industry included.
pub(super) fn answer(question: Question<'_>, chosen: &mut [u8]) -> i64 {
    let value = choose(question, chosen);
    let bars = question.cells.iter().filter(|cell| cell.barred()).count();
    // Bars are at most MOST_MEMBERS.
    #[allow(clippy::cast_possible_wrap)]
    let bars = bars as i64;
    let knowing = industry_members::knowing(question.cells);
    let lacking = industry_members::lacking(question.industry_members, knowing);
    value - bars * question.weights.hard - lacking * question.weights.shortfall
}
