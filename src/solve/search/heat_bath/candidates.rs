//! Everybody valued for one seat at once, and the draw.

use super::chance::Chance;
use super::scores::ABSENT;
use super::seats::Seats;
use crate::solve::instance::NOWHERE;

/// Room for the values of all candidates.
#[derive(Debug, Clone, Default)]
pub struct Bath {
    /// What each expert would bring to the seat, beyond what leaving it empty brings.
    pub gains: Vec<i32>,
    active: Vec<bool>,
    weights: Vec<u32>,
}

impl Bath {
    /// Values every expert for a seat. Terms that hang on the expert alone, or on who sits there, are
    /// to be added to `gains` here.
    ///
    /// Only rows where the best that anybody could bring beats what the submission has elsewhere are
    /// looked at, and of each only the experts who bring more than nothing: O(submissions + experts)
    /// and the number of pairs that count.
    pub fn value(&mut self, seats: &mut Seats<'_>, seat: (usize, usize)) {
        self.gains.clear();
        self.gains.resize(seats.scores.experts, 0);
        self.find_active(seats, seat.0);
        let price = seats.size_price[seat.0];
        for row in 0..self.active.len() {
            if self.active[row] {
                let other = seats.elsewhere(seat.0, row) + price;
                self.add(seats, seat, row, other);
            }
        }
    }

    /// Marks the submissions to which somebody in the group could matter.
    fn find_active(&mut self, seats: &Seats<'_>, group: usize) {
        let rows = seats.scores.rows;
        self.active.resize(rows, false);
        let fewer = &seats.fewer[group * rows..(group + 1) * rows];
        // Groups fit 32 bits, as experts do.
        #[allow(clippy::cast_possible_truncation)]
        let (number, price) = (group as u32, seats.size_price[group]);
        let ranks = seats.home.iter().zip(&seats.best).zip(&seats.second);
        let limits = fewer.iter().zip(&seats.scores.top);
        for ((active, ((&home, &best), &second)), (&fewer, &top)) in
            self.active.iter_mut().zip(ranks).zip(limits)
        {
            let other = if home == number { second } else { best };
            *active = fewer + top > other + price;
        }
    }

    /// Adds what everybody brings to one submission that is worth `other` elsewhere.
    fn add(&mut self, seats: &mut Seats<'_>, seat: (usize, usize), row: usize, other: i32) {
        let (table, scores) = seats.table(seat, row);
        // What the submission is worth with somebody who neither reviews nor knows the field.
        let idle = other.max(table.alone[1]);
        for pattern in 0..scores.patterns_of(row) {
            let knows = pattern >> scores.bits[row] == 0;
            let base = other.max(table.alone[usize::from(!knows)]);
            let joins = table.joins[pattern] - base;
            for &(score, expert) in scores.listed(row, pattern) {
                let gain = (score + joins).max(0) + base - idle;
                if gain == 0 {
                    break;
                }
                self.gains[expert as usize] += gain;
            }
        }
        if idle > other {
            // Who has a bar drives the submission out.
            for &expert in &scores.barred[row] {
                self.gains[expert as usize] -= idle - other;
            }
        }
    }

    /// Draws the member of a seat by the heat bath among who has none and the one who holds it;
    /// returns whether somebody else was drawn and seated.
    pub fn draw(
        &mut self,
        seats: &mut Seats<'_>,
        chance: &mut Chance,
        seat: (usize, usize),
    ) -> bool {
        let holder = seats.members[seat.0][seat.1];
        if seats.fixed[holder as usize] {
            return false;
        }
        self.value(seats, seat);
        // A newcomer's seat stays one where no more than needed are left.
        let lacking = |new| seats.newcomers_lacking(new);
        let only_new =
            seats.is_new(holder) && lacking(seats.new_members - 1) > lacking(seats.new_members);
        if only_new {
            for &expert in &seats.pool {
                if !seats.is_new(expert) {
                    self.gains[expert as usize] = ABSENT;
                }
            }
        }
        let Some(place) = self.pick(seats, chance, seat, holder) else {
            return false;
        };
        let expert = seats.pool[place];
        seats.new_members += usize::from(seats.is_new(expert));
        seats.new_members -= usize::from(seats.is_new(holder));
        seats.seat[holder as usize] = NOWHERE;
        seats.pool[place] = holder;
        seats.put(seat, expert);
        true
    }

    /// The place in the pool of the one drawn, or nothing where the holder stays.
    fn pick(
        &mut self,
        seats: &Seats<'_>,
        chance: &mut Chance,
        seat: (usize, usize),
        holder: u32,
    ) -> Option<usize> {
        loop {
            let held = self.gains[holder as usize];
            let gains = seats.pool.iter().map(|&expert| self.gains[expert as usize]);
            let best = gains.max().map_or(held, |best| best.max(held));
            self.weights.clear();
            let weigh = |&expert: &u32| chance.weight(best.abs_diff(self.gains[expert as usize]));
            self.weights.extend(seats.pool.iter().map(weigh));
            let own = u64::from(chance.weight(best.abs_diff(held)));
            let mut total = own
                + self
                    .weights
                    .iter()
                    .map(|&weight| u64::from(weight))
                    .sum::<u64>();
            // Who is drawn and does not fit is taken out: the same as never having been weighed.
            loop {
                let place = drawn(&self.weights, chance.below_sum(total))?;
                if seats.fits(seat, seats.pool[place]) {
                    return Some(place);
                }
                total -= u64::from(self.weights[place]);
                self.weights[place] = 0;
                self.gains[seats.pool[place] as usize] = ABSENT;
                if total == 0 {
                    break;
                }
            }
        }
    }
}

/// Where a draw below the sum of the weights falls.
fn drawn(weights: &[u32], mut draw: u64) -> Option<usize> {
    weights.iter().position(|&weight| {
        let here = draw < u64::from(weight);
        draw = draw.saturating_sub(u64::from(weight));
        here
    })
}
