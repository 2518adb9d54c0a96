//! Evaluates a distribution of days.

use super::demand::Demand;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The value of a distribution; greater is better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// Seats of minimum-size groups that cannot be filled, plus groups without a leader.
    pub(super) short: Reverse<usize>,
    /// Pinned reviewers who can attend in the group that hears their submission.
    pinned: usize,
    /// People who stay in the group that continues theirs.
    kept: usize,
    /// Seats that can be filled with groups of maximum size.
    seats: usize,
    /// Largest number of groups on one day.
    peak: Reverse<usize>,
    /// Number of free people, summed over the groups.
    free: usize,
    /// Ties are broken by earlier days.
    starts: Reverse<Vec<usize>>,
}

/// Missing members and leaders of each group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lack {
    /// Number of members missing for the minimum size.
    pub(super) members: Vec<usize>,
    /// Whether no available expert can lead it.
    pub(super) leader: Vec<bool>,
}

/// People who can sit in the same groups: their number, and how many of them may lead.
type Classes = BTreeMap<Vec<bool>, [usize; 2]>;

/// Evaluates a distribution, given as the first day of each group. People who can sit in the same
/// groups are counted as one class, which makes the flow one over groups instead of people.
pub(super) fn judge(demand: &Demand<'_>, starts: &[usize]) -> (Fit, Lack) {
    let (classes, [pinned, kept, free]) = classes(demand, starts);
    let count = starts.len();
    let (least, most) = demand.sizes;
    let members = flow(&classes, 0, least, count);
    let leader = flow(&classes, 1, 1, count);
    let lack = Lack {
        members: members.iter().map(|own| least - own).collect(),
        leader: leader.iter().map(|own| *own == 0).collect(),
    };
    let seats = flow(&classes, 0, most, count).iter().sum();
    let leaderless = lack.leader.iter().filter(|own| **own).count();
    let fit = Fit {
        short: Reverse(lack.members.iter().sum::<usize>() + leaderless),
        pinned,
        kept,
        seats,
        peak: Reverse(peak(demand, starts)),
        free,
        starts: Reverse(starts.to_vec()),
    };
    (fit, lack)
}

fn classes(demand: &Demand<'_>, starts: &[usize]) -> (Classes, [usize; 3]) {
    let mut classes = Classes::new();
    let (mut pinned, mut kept, mut free) = (0, 0, 0);
    for person in &demand.people {
        let open: Vec<bool> = starts
            .iter()
            .enumerate()
            .map(|(group, start)| demand.fits(person, group, *start))
            .collect();
        let count = open.iter().filter(|own| **own).count();
        if count == 0 {
            continue;
        }
        free += count;
        pinned += usize::from(person.pinned);
        kept += usize::from(person.home.is_some());
        let class = classes.entry(open).or_default();
        class[0] += 1;
        class[1] += usize::from(person.expert.can_lead);
    }
    (classes, [pinned, kept, free])
}

/// The number of groups on the fullest day.
fn peak(demand: &Demand<'_>, starts: &[usize]) -> usize {
    let mut days = vec![0; demand.clock.day_count()];
    for (start, group) in starts.iter().zip(&demand.groups) {
        for day in days.iter_mut().skip(*start).take(group.days) {
            *day += 1;
        }
    }
    days.into_iter().max().unwrap_or(0)
}

/// The number of seats each group gets, up to `want`, when as many as possible are filled, by
/// augmenting paths.
fn flow(classes: &Classes, kind: usize, want: usize, groups: usize) -> Vec<usize> {
    let mut flow = Flow {
        open: classes.keys().collect(),
        left: classes.values().map(|own| own[kind]).collect(),
        taken: vec![vec![0; groups]; classes.len()],
    };
    let mut got = vec![0; groups];
    // One seat per group and turn, so that a shortage is spread over the groups.
    for _ in 0..want {
        for (group, own) in got.iter_mut().enumerate() {
            let mut seen = vec![false; flow.left.len()];
            *own += usize::from(flow.seat(group, &mut seen));
        }
    }
    got
}

struct Flow<'a> {
    open: Vec<&'a Vec<bool>>,
    left: Vec<usize>,
    taken: Vec<Vec<usize>>,
}

impl Flow<'_> {
    fn seat(&mut self, group: usize, seen: &mut [bool]) -> bool {
        for class in 0..self.left.len() {
            if seen[class] || !self.open[class][group] {
                continue;
            }
            seen[class] = true;
            if self.left[class] > 0 {
                self.left[class] -= 1;
                self.taken[class][group] += 1;
                return true;
            }
            for other in 0..self.taken[class].len() {
                if other != group && self.taken[class][other] > 0 && self.seat(other, seen) {
                    self.taken[class][other] -= 1;
                    self.taken[class][group] += 1;
                    return true;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_move_to_where_nobody_else_can_sit() {
        // Two people for any group, one for the first group only.
        let classes = Classes::from([(vec![true, true], [2, 1]), (vec![true, false], [1, 1])]);
        assert_eq!(flow(&classes, 0, 1, 2), [1, 1]);
        assert_eq!(flow(&classes, 0, 2, 2).iter().sum::<usize>(), 3);
        assert_eq!(flow(&classes, 1, 1, 2), [1, 1]);
        let none = Classes::from([(vec![true, false], [3, 0])]);
        assert_eq!(flow(&none, 0, 2, 2), [2, 0]);
        assert_eq!(flow(&none, 1, 1, 2), [0, 0]);
    }
}
