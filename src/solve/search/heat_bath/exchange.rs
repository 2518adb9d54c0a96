//! Exchanges of two seats.

use super::chance::Chance;
use super::seats::Seats;

/// Room for the submissions that an exchange touches.
#[derive(Debug, Clone, Default)]
pub struct Exchange {
    /// What each submission may gain at most.
    most: Vec<i32>,
}

impl Exchange {
    /// Tries to exchange the members of two seats of different groups: made with probability
    /// min(1, exp(gain / T)). Returns whether it was made.
    pub fn attempt(
        &mut self,
        seats: &mut Seats<'_>,
        chance: &mut Chance,
        [one, two]: [(usize, usize); 2],
    ) -> bool {
        let (a, b) = (seats.members[one.0][one.1], seats.members[two.0][two.1]);
        if one.0 == two.0 || seats.fixed[a as usize] || seats.fixed[b as usize] {
            return false;
        }
        let at_least = -chance.bearable();
        if self.gain(seats, [one, two], at_least) < at_least
            || !seats.fits(one, b)
            || !seats.fits(two, a)
        {
            return false;
        }
        seats.put(one, b);
        seats.put(two, a);
        true
    }

    /// By how much the exchange would raise the value, or some figure below `at_least` that it does
    /// not exceed. What the two groups hold comes first: most exchanges lose so much there that the
    /// rest need not be looked at.
    pub fn gain(
        &mut self,
        seats: &mut Seats<'_>,
        [one, two]: [(usize, usize); 2],
        at_least: i32,
    ) -> i32 {
        let (a, b) = (seats.members[one.0][one.1], seats.members[two.0][two.1]);
        self.limit(seats, [(one.0, a, b), (two.0, b, a)]);
        let mut hope: i32 = self.most.iter().sum();
        let prices = [seats.size_price[one.0], seats.size_price[two.0]];
        let among = |group: u32| group as usize == one.0 || group as usize == two.0;
        let mut gain = 0;
        for here in [true, false] {
            for row in 0..self.most.len() {
                let held = among(seats.home[row]);
                if held != here || !held && self.most[row] == 0 {
                    continue;
                }
                let first = seats.with(one, row, b) - prices[0];
                let second = seats.with(two, row, a) - prices[1];
                let both = first.max(second);
                let new = if !held {
                    both.max(seats.best[row])
                } else if !among(seats.second_home[row]) {
                    both.max(seats.second[row])
                } else {
                    seats.beyond([one.0, two.0], row, both)
                };
                gain += new - seats.best[row];
                hope -= self.most[row];
                if gain + hope < at_least {
                    return gain + hope;
                }
            }
        }
        gain
    }

    /// Limits what each submission may gain: what either group can be worth to it once one member
    /// has left and another has come, beyond what it has.
    fn limit(&mut self, seats: &Seats<'_>, sides: [(usize, u32, u32); 2]) {
        let rows = seats.scores.rows;
        self.most.clear();
        self.most.resize(rows, 0);
        for (group, leaves, comes) in sides {
            let limits = &seats.fewer[group * rows..(group + 1) * rows];
            let price = seats.size_price[group];
            let pairs = limits.iter().zip(seats.scores.of_expert(comes));
            for ((most, &best), (&fewer, &score)) in
                self.most.iter_mut().zip(&seats.best).zip(pairs)
            {
                *most = (*most).max(fewer + score - best - price);
            }
            // Where a bar leaves, those who stay may be enough.
            for &row in &seats.scores.bars[leaves as usize] {
                let row = row as usize;
                let without = limits[row] + seats.scores.top[row] - seats.best[row] - price;
                self.most[row] = self.most[row].max(without);
            }
        }
    }
}
