//! Leximin: the worst submission as high as possible, then the next worst, and so on.

pub(super) mod bids;
mod level;
mod patterns;
mod search;
mod state;

pub use self::level::Level;

use self::search::{Answer, Search};
use self::state::Levels;
use super::deadline::on_time;
use super::held::Held;
use super::total::wide;
use super::{Assignment, Instance};
use crate::flow::{Problem, Shortage};
use std::time::{Duration, Instant};

/// An assignment with its levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leximin {
    /// The assignment. Its bounds are those of the worst and of the total; if all levels are
    /// proven, they determine the total.
    pub assignment: Assignment,
    /// Levels from the worst upwards; together they contain every submission with a demand.
    pub levels: Vec<Level>,
}

/// Finds an assignment whose sums, sorted from the worst upwards, are lexicographically greatest:
/// the leximin order of Rawls and Sen, the objective that PeerReview4All approximates (Stelmakh,
/// Shah and Singh 2021).
///
/// Levels are decided one after another. If scores have few values, such as bids, integer programs
/// on the patterns of scores decide them (`bids`). What these do not close in time, and all
/// instances with many values, continue as follows: with the worst `j` sums decided, the next one
/// reaches `t` if and only if all but `j` submissions reach `t` and those `j` keep the decided
/// sums, whichever they are. This is refuted for all choices of the `j` at once by weights on the
/// submissions (Lagrangian relaxation of the thresholds; the submissions that gain most from being
/// excused are excused), confirmed by repaired assignments, and if neither succeeds, decided by
/// branching on the excused submissions and finally on single pairs. The number of submissions that
/// must stay on a level is found in the same way. A level is called proven if it and all below it
/// were closed before `deadline`; above the first unproven level, the sums are the best found.
///
/// # Errors
/// [`Shortage`] if demands and loads cannot be satisfied.
pub fn leximin(instance: &Instance, deadline: Option<Instant>) -> Result<Leximin, Shortage> {
    decide(instance, deadline, true)
}

/// Without `programs`, uses weights and branching only, whatever the scores.
pub(super) fn decide(
    instance: &Instance,
    deadline: Option<Instant>,
    programs: bool,
) -> Result<Leximin, Shortage> {
    let problem = instance.pairs.widened();
    let start = wide(&problem, Vec::new())?;
    let mut held: Held = (0..problem.rows())
        .map(|row| {
            start
                .row(row)
                .map(|at| (start.columns[at], start.scores[at]))
                .collect()
        })
        .collect();
    let granted = instance.granted();
    instance.tell_levels(&held, 0);
    let levels = if programs {
        bids::levels(&problem, &granted, &mut held, deadline)
    } else {
        Vec::new()
    };
    let mut driver = Driver {
        ceilings: ceilings(&problem, &granted),
        total: start.bound,
        search: Search::new(&problem, &granted, start.prices),
        sums: sorted_sums(&held, &granted),
        granted: &granted,
        held,
        worst_proven: !levels.is_empty(),
        levels,
        deadline,
    };
    driver.tell(instance);
    driver.run(instance);
    Ok(driver.finish(instance))
}

struct Driver<'a> {
    search: Search<'a>,
    granted: &'a [Option<i128>],
    /// Upper limit for each place from below: the sorted best sums of single submissions.
    ceilings: Vec<i128>,
    /// The highest total of any assignment.
    total: i128,
    held: Held,
    /// Sums of the current assignment, sorted.
    sums: Vec<i128>,
    levels: Vec<Level>,
    /// Whether the worst sum is proven maximal, regardless of the number of submissions that have
    /// it.
    worst_proven: bool,
    deadline: Option<Instant>,
}

impl Driver<'_> {
    fn run(&mut self, instance: &Instance) {
        while let Some(at) = self.next_place().filter(|_| on_time(self.deadline)) {
            let sound = self.levels.iter().all(|level| level.proven);
            let risen = self.raise(at);
            let (score, proven) = (self.sums[at], risen);
            if at == 0 {
                self.worst_proven = proven;
            }
            if self.fell_back(at) {
                continue;
            }
            let counted = self.thin_out(at, score);
            if self.fell_back(at) {
                continue;
            }
            let submissions = self.sums.iter().filter(|&&sum| sum == score).count();
            self.levels.push(Level {
                score,
                submissions,
                proven: sound && proven && counted,
            });
            self.tell(instance);
        }
    }

    /// The number of submissions in the levels decided so far; `None` if these are all.
    fn next_place(&self) -> Option<usize> {
        let at = self.levels.iter().map(|level| level.submissions).sum();
        (at < self.sums.len()).then_some(at)
    }

    /// Discards levels that a better assignment has overtaken, which is possible only if a level
    /// was unproven.
    fn fell_back(&mut self, at: usize) -> bool {
        let mut place = 0;
        for (index, level) in self.levels.iter().enumerate() {
            let here = &self.sums[place..(place + level.submissions).min(at)];
            if here.iter().any(|&sum| sum != level.score) {
                self.levels.truncate(index);
                return true;
            }
            place += level.submissions;
        }
        false
    }

    /// Raises the sum at place `at` as far as possible; returns whether it is proven maximal.
    fn raise(&mut self, at: usize) -> bool {
        let (mut high, mut proven, mut first) = (self.ceilings[at], true, true);
        let decided = Levels::of(&self.levels);
        while self.sums[at] < high {
            let reached = self.sums[at];
            let target = if first {
                high
            } else {
                reached + (high - reached + 1) / 2
            };
            first = false;
            match self.ask(&decided, target) {
                Answer::Reached => {}
                Answer::Refuted => high = target - 1,
                Answer::Unknown => {
                    proven = false;
                    high = target - 1;
                }
            }
            if !on_time(self.deadline) {
                return proven && self.sums[at] >= high;
            }
        }
        proven
    }

    /// Minimises the number of submissions at `score`, the maximum for place `at`; returns whether
    /// it is proven minimal.
    fn thin_out(&mut self, at: usize, score: i128) -> bool {
        let (mut least, mut proven, mut first) = (1, true, true);
        loop {
            let count = self.sums.iter().filter(|&&sum| sum == score).count();
            if count <= least {
                return proven;
            }
            if !on_time(self.deadline) {
                return false;
            }
            // One fewer is most often impossible at once; otherwise the number is bisected.
            let wanted = if first {
                count - 1
            } else {
                least + (count - least) / 2
            };
            first = false;
            let mut decided = Levels::of(&self.levels);
            decided.add(score, wanted);
            match self.ask(&decided, score + 1) {
                Answer::Reached if self.sums[..at].iter().sum::<i128>() > decided.total(at) => {
                    return false;
                }
                Answer::Reached => {}
                Answer::Refuted => least = wanted + 1,
                Answer::Unknown => {
                    proven = false;
                    least = wanted + 1;
                }
            }
        }
    }

    /// Searches for an assignment in which all but the decided places reach `target`, and keeps it.
    fn ask(&mut self, decided: &Levels, target: i128) -> Answer {
        // Limits the time of a single question, to leave some for those that follow.
        let limit = self.deadline.map(|deadline| {
            let now = Instant::now();
            let left = deadline.saturating_duration_since(now);
            now + (left / 8).max(Duration::from_millis(50).min(left))
        });
        let (answer, held) = self.search.ask(decided, target, limit);
        if let Some(held) = held {
            self.sums = sorted_sums(&held, self.granted);
            self.held = held;
        }
        answer
    }

    /// No assignment has a higher worst sum, rounding aside.
    fn worst_bound(&self) -> Option<i128> {
        let limits = if self.worst_proven {
            &self.sums
        } else {
            &self.ceilings
        };
        limits.first().copied()
    }

    /// Tells what is known so far.
    fn tell(&self, instance: &Instance) {
        if let (Some(&worst), Some(limit)) = (self.sums.first(), self.worst_bound()) {
            instance.tell_worst(worst, limit);
        }
        instance.tell_levels(&self.held, self.levels.len());
    }

    fn finish(mut self, instance: &Instance) -> Leximin {
        // If time runs out, the rest is kept as found.
        while let Some(at) = self.next_place() {
            let score = self.sums[at];
            let same = self.sums[at..].iter().take_while(|&&sum| sum == score);
            self.levels.push(Level {
                score,
                submissions: same.count(),
                proven: false,
            });
        }
        let limit = self.worst_bound();
        let mut starts = vec![0u32];
        for line in &self.held {
            starts.push(starts[starts.len() - 1] + line.len() as u32);
        }
        let (columns, scores): (Vec<u32>, Vec<i128>) = self.held.into_iter().flatten().unzip();
        let mut assignment = instance.grant(&starts, &columns, &scores, Some(self.total));
        let closed = |level: Option<&Level>| level.is_some_and(|level| level.proven);
        if closed(self.levels.last()) && instance.rounding == 0 {
            assignment.bound = Some(assignment.total());
        }
        assignment.worst_bound = limit.map(|worst| worst + instance.slack_of_one());
        Leximin {
            assignment,
            levels: self.levels,
        }
    }
}

/// The best sums of single submissions, sorted.
fn ceilings(problem: &Problem<i128>, granted: &[Option<i128>]) -> Vec<i128> {
    let mut scores = Vec::new();
    let tops = granted.iter().enumerate().filter_map(|(row, granted)| {
        scores.clear();
        scores.extend_from_slice(&problem.scores[problem.row(row)]);
        scores.sort_unstable_by(|a, b| b.cmp(a));
        let top: i128 = scores.iter().take(problem.demands[row] as usize).sum();
        granted.map(|granted| granted + top)
    });
    let mut tops: Vec<i128> = tops.collect();
    tops.sort_unstable();
    tops
}

fn sorted_sums(held: &Held, granted: &[Option<i128>]) -> Vec<i128> {
    let sums = held.iter().zip(granted).filter_map(|(held, granted)| {
        let sum: i128 = held.iter().map(|pair| pair.1).sum();
        granted.map(|granted| granted + sum)
    });
    let mut sums: Vec<i128> = sums.collect();
    sums.sort_unstable();
    sums
}
