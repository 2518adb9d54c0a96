//! Where every submission is worth most, found anew as seats change.

use super::super::choose::MOST_MEMBERS;
use super::rows::tabulate;
use super::scores::{ABSENT, MOST_PATTERNS, MOST_REVIEWERS, Scores};
use super::seats::Seats;
use crate::solve::instance::NOWHERE;

impl Seats<'_> {
    /// Limits of what a group is worth, coverage left aside.
    pub(super) fn limit(&mut self, group: usize) {
        let scores = &*self.scores;
        let span = group * scores.rows..(group + 1) * scores.rows;
        let mut tops = vec![ABSENT; (MOST_REVIEWERS + 1) * scores.rows];
        for &member in &self.members[group] {
            let mut column = scores.of_expert(member).to_vec();
            for top in tops.chunks_exact_mut(scores.rows).take(scores.k) {
                for (top, score) in top.iter_mut().zip(&mut column) {
                    (*top, *score) = ((*top).max(*score), (*top).min(*score));
                }
            }
        }
        let fewer = &mut self.fewer[span.clone()];
        fewer.fill(0);
        let mut tops = tops.chunks_exact(scores.rows).take(scores.k);
        for top in tops.by_ref().take(scores.k - 1) {
            for (fewer, &top) in fewer.iter_mut().zip(top) {
                *fewer += top;
            }
        }
        let last = tops.next().unwrap_or_default();
        let lacking = lacking(scores, &self.members[group]);
        let worth = &mut self.worth[span.clone()];
        for ((worth, &fewer), &last) in worth.iter_mut().zip(&*fewer).zip(last) {
            *worth = fewer + last;
        }
        for (row, lacking) in lacking {
            worth[row] -= lacking * self.price;
            // A new member who knows the field helps even where the others review.
            fewer[row] += last[row].max(0) - (lacking - 1) * self.price;
        }
        worth
            .iter_mut()
            .for_each(|worth| *worth = (*worth).max(scores.floor));
        self.exact[span].fill(false);
    }

    /// What a group is worth to a submission, net; found out if only a limit is known.
    fn exact(&mut self, group: usize, row: usize) -> i32 {
        let at = group * self.scores.rows + row;
        if !self.exact[at] {
            let allowed = self.instance.submissions[row].allowed.allows(group);
            let mut joins = [0; MOST_PATTERNS];
            let members = (&*self.members[group], MOST_MEMBERS);
            self.worth[at] = match allowed {
                true => tabulate(&self.scores, row, members, &self.costs, &mut joins)[1],
                false => self.scores.floor,
            };
            self.exact[at] = true;
        }
        self.worth[at] - self.size_price[group]
    }

    /// The most that a submission is worth in groups other than `two`, if more than `least`; else
    /// `least`.
    pub fn beyond(&mut self, two: [usize; 2], row: usize, least: i32) -> i32 {
        let mut best = least;
        for group in (0..self.members.len()).filter(|group| !two.contains(group)) {
            let at = group * self.scores.rows + row;
            if self.worth[at] - self.size_price[group] > best {
                best = best.max(self.exact(group, row));
            }
        }
        best
    }

    /// Finds the two groups where a submission is worth most.
    pub fn rank(&mut self, row: usize) {
        let mut ranked = [(i32::MIN, 0_u32); 2];
        for group in 0..self.members.len() {
            let at = group * self.scores.rows + row;
            if self.worth[at] - self.size_price[group] <= ranked[1].0 {
                continue;
            }
            let net = self.exact(group, row);
            // Groups fit 32 bits, as experts do.
            #[allow(clippy::cast_possible_truncation)]
            let own = (net, group as u32);
            if net > ranked[0].0 {
                ranked = [own, ranked[0]];
            } else if net > ranked[1].0 {
                ranked[1] = own;
            }
        }
        (self.best[row], self.home[row]) = ranked[0];
        // With one group there is no second: as if nowhere else could hold the submission.
        let nowhere = (self.scores.floor * 2, NOWHERE);
        let second = if self.members.len() > 1 {
            ranked[1]
        } else {
            nowhere
        };
        (self.second[row], self.second_home[row]) = second;
    }

    /// Sends a submission where it is worth most after one seat has changed.
    pub(super) fn follow(&mut self, (group, slot): (usize, usize), row: usize) {
        let at = group * self.scores.rows + row;
        let price = self.size_price[group];
        // Groups fit 32 bits, as experts do.
        #[allow(clippy::cast_possible_truncation)]
        let number = group as u32;
        let ranked = self.home[row] == number || self.second_home[row] == number;
        if !ranked && self.worth[at] - price <= self.second[row] {
            return;
        }
        self.worth[at] = self.with((group, slot), row, self.members[group][slot]);
        self.exact[at] = true;
        let net = self.worth[at] - price;
        if self.home[row] == number && net >= self.second[row] {
            self.best[row] = net;
        } else if ranked {
            self.rank(row);
        } else if net > self.best[row] {
            (self.second[row], self.second_home[row]) = (self.best[row], self.home[row]);
            (self.best[row], self.home[row]) = (net, number);
        } else if net > self.second[row] {
            (self.second[row], self.second_home[row]) = (net, number);
        }
    }
}

/// The submissions for which too few members know the field, and how many are lacking.
fn lacking(scores: &Scores, members: &[u32]) -> Vec<(usize, i32)> {
    if scores.wanted.iter().all(|&wanted| wanted == 0) {
        return Vec::new();
    }
    let lacking = |(row, &wanted): (usize, &u8)| {
        let knows = |&&member: &&u32| scores.knows(row, scores.pair(member, row).1);
        let lacking = i32::from(wanted) - members.iter().filter(knows).count() as i32;
        (lacking > 0).then_some((row, lacking))
    };
    scores
        .wanted
        .iter()
        .enumerate()
        .filter_map(lacking)
        .collect()
}
