//! How well a distribution of days fits the people.

use super::demand::Demand;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a distribution comes to; the greater, the better.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// Seats of smallest groups that no expert can take, and groups without a leader.
    pub(super) short: Reverse<usize>,
    /// People pinned to review a submission that their group hears, who can come.
    pinned: usize,
    /// People who keep the group that theirs is continued by.
    kept: usize,
    /// Seats that could be taken with groups of the greatest size.
    seats: usize,
    /// Most groups on one day.
    peak: Reverse<usize>,
    /// Free people, summed over the groups.
    free: usize,
    /// The earlier days where all else is equal.
    starts: Reverse<Vec<usize>>,
}

/// The seats and leaders that each group lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lack {
    /// Members below the least size.
    pub(super) members: Vec<usize>,
    /// Whether no expert can lead it.
    pub(super) leader: Vec<bool>,
}

/// People who can sit in the same groups: how many, and how many of them may lead.
type Classes = BTreeMap<Vec<bool>, [usize; 2]>;

/// Judges a distribution: the day on which each group begins. People are counted in classes of
/// those who can sit in the same groups, so that the flow is one over groups, not people.
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

/// Groups that sit on the fullest day.
fn peak(demand: &Demand<'_>, starts: &[usize]) -> usize {
    let mut days = vec![0; demand.clock.day_count()];
    for (start, group) in starts.iter().zip(&demand.groups) {
        for day in days.iter_mut().skip(*start).take(group.days) {
            *day += 1;
        }
    }
    days.into_iter().max().unwrap_or(0)
}

/// How many of `want` each group gets when as many as can be are seated, by augmenting paths.
fn flow(classes: &Classes, kind: usize, want: usize, groups: usize) -> Vec<usize> {
    let mut flow = Flow {
        open: classes.keys().collect(),
        left: classes.values().map(|own| own[kind]).collect(),
        taken: vec![vec![0; groups]; classes.len()],
    };
    let mut got = vec![0; groups];
    // One each in turn, so that a lack is shared and not all with the last group.
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
        // Two who can sit anywhere, one who can sit in the first group alone.
        let classes = Classes::from([(vec![true, true], [2, 1]), (vec![true, false], [1, 1])]);
        assert_eq!(flow(&classes, 0, 1, 2), [1, 1]);
        assert_eq!(flow(&classes, 0, 2, 2).iter().sum::<usize>(), 3);
        assert_eq!(flow(&classes, 1, 1, 2), [1, 1]);
        let none = Classes::from([(vec![true, false], [3, 0])]);
        assert_eq!(flow(&none, 0, 2, 2), [2, 0]);
        assert_eq!(flow(&none, 1, 1, 2), [0, 0]);
    }
}
