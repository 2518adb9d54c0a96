//! Assigns days to the groups.

use super::demand::Demand;
use super::fit::{Fit, Lack, judge};
use super::{problems, shortage};
use crate::model::plan::Plan;
use crate::model::{Expert, Problem, Season};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Maximum number of distributions that are evaluated.
const MOST: usize = 1500;
/// Number of distributions offered to the solver, the best first.
const TRIED: usize = 3;

/// The names of the days of each group.
pub(super) type Distribution = Vec<Vec<String>>;

/// Distributes the days: each group gets as many consecutive days as its submissions need, with no
/// more groups on a day than there are rooms. Distributions are compared by whether every group can
/// be filled and led, then by how many people keep their group, how many seats can be filled, and
/// how few groups meet at the same time. If there are more than `MOST`, they are searched by local
/// moves of one or two groups from several starts. Returns the best ones, with the names of each
/// group's days. Deterministic.
///
/// # Errors
/// The days do not suffice for the groups, or no distribution allows all groups to be filled and
/// led.
pub(super) fn distribute(
    season: &Season,
    demand: &Demand<'_>,
) -> Result<(Vec<Distribution>, Vec<Problem>), Vec<Problem>> {
    let mut search = Search::new(demand);
    let all = search.run();
    let mut found: Vec<(Fit, Vec<usize>)> = search
        .judged
        .into_iter()
        .map(|(starts, (fit, _))| (fit, starts))
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    let Some((best, starts)) = found.first() else {
        return Err(shortage::no_room(season, demand));
    };
    if best.short.0 > 0 {
        let (_, lack) = judge(demand, starts);
        return Err(shortage::too_few(demand, starts, &lack, (found.len(), all)));
    }
    let good = found.iter().filter(|(fit, _)| fit.short.0 == 0).take(TRIED);
    let named = good.map(|(_, starts)| {
        let days = starts.iter().enumerate();
        days.map(|(group, start)| demand.names(group, *start))
            .collect()
    });
    Ok((named.collect(), never_free(demand)))
}

/// A note about people who are free on none of the days.
fn never_free(demand: &Demand<'_>) -> Vec<Problem> {
    let clock = demand.clock;
    let never = |expert: &Expert| {
        let mut days = clock.days.iter();
        !clock.days.is_empty() && !days.any(|day| expert.is_free(&[*day]))
    };
    let people = demand.people.iter().map(|own| own.expert);
    let ids: Vec<&str> = people
        .filter(|expert| never(expert))
        .map(|expert| expert.id.as_str())
        .collect();
    if ids.is_empty() {
        return Vec::new();
    }
    vec![problems::never_free(&ids)]
}

/// Which heads of the committee cannot attend on which days of the sittings. They sit in no group,
/// so the distribution of the days does not consider them, and the office has to.
pub fn absent_heads(season: &Season, plan: &Plan) -> Vec<Problem> {
    let groups = plan.round.iter().flat_map(|round| &round.groups);
    let days = groups.flat_map(|group| &group.days);
    let days: BTreeSet<Date> = days.filter_map(|day| day.parse().ok()).collect();
    let heads = [&plan.committee.chair, &plan.committee.vice_chair];
    let mut told = Vec::new();
    for id in heads {
        let Some(expert) = season.experts.iter().find(|own| own.id == *id) else {
            continue;
        };
        let away: Vec<String> = days
            .iter()
            .filter(|day| !expert.is_free(&[**day]))
            .map(Date::to_string)
            .collect();
        if !away.is_empty() {
            told.push(problems::head_away(id, &away, away.len() == days.len()));
        }
    }
    told
}

struct Search<'a, 'd> {
    demand: &'a Demand<'d>,
    judged: BTreeMap<Vec<usize>, (Fit, Lack)>,
}

impl<'a, 'd> Search<'a, 'd> {
    fn new(demand: &'a Demand<'d>) -> Self {
        Self {
            demand,
            judged: BTreeMap::new(),
        }
    }

    /// Evaluates all distributions if there are few enough; returns whether it did.
    fn run(&mut self) -> bool {
        let count = self.demand.groups.len();
        let mut ways: usize = 1;
        for group in 0..count {
            ways = ways.saturating_mul(self.demand.starts(group));
        }
        if ways <= MOST {
            self.every(&mut Vec::new());
            return true;
        }
        for (backwards, spread) in [(false, true), (true, true), (false, false), (true, false)] {
            if let Some(starts) = self.first(backwards, spread) {
                self.climb(starts);
            }
        }
        false
    }

    fn every(&mut self, starts: &mut Vec<usize>) {
        if starts.len() == self.demand.groups.len() {
            self.judge(starts);
            return;
        }
        for start in 0..self.demand.starts(starts.len()) {
            starts.push(start);
            if self.has_room(starts) {
                self.every(starts);
            }
            starts.pop();
        }
    }

    /// Builds a distribution group by group: the largest first, each on the days with the fewest
    /// groups, or on the first days with a free room.
    fn first(&self, backwards: bool, spread: bool) -> Option<Vec<usize>> {
        let groups = &self.demand.groups;
        let mut order: Vec<usize> = (0..groups.len()).collect();
        if backwards {
            order.reverse();
        }
        order.sort_by_key(|&at| std::cmp::Reverse(groups[at].days));
        let mut used = vec![0_usize; self.demand.clock.day_count()];
        let mut starts = vec![0; groups.len()];
        for group in order {
            let span = |start: usize| start..start + groups[group].days;
            let fullest = |start: &usize| used[span(*start)].iter().max().copied().unwrap_or(0);
            let open = 0..self.demand.starts(group);
            let mut open = open.filter(|start| fullest(start) < self.demand.rooms);
            let best = match spread {
                true => open.min_by_key(|start| (fullest(start), *start)),
                false => open.next(),
            }?;
            used[span(best)].iter_mut().for_each(|day| *day += 1);
            starts[group] = best;
        }
        Some(starts)
    }

    /// Moves one group, or exchanges two, as long as that improves the distribution.
    fn climb(&mut self, mut starts: Vec<usize>) {
        let most = self.judged.len() + MOST / 4;
        let mut best = self.judge(&starts);
        loop {
            let mut better = None;
            for other in self.neighbours(&starts) {
                if self.judged.len() >= most {
                    return;
                }
                let fit = self.judge(&other);
                if fit > best {
                    best = fit;
                    better = Some(other);
                }
            }
            match better {
                Some(other) => starts = other,
                None => return,
            }
        }
    }

    fn neighbours(&self, starts: &[usize]) -> Vec<Vec<usize>> {
        let mut all = Vec::new();
        for group in 0..starts.len() {
            for start in (0..self.demand.starts(group)).filter(|start| *start != starts[group]) {
                let mut other = starts.to_vec();
                other[group] = start;
                all.push(other);
            }
            for second in group + 1..starts.len() {
                let mut other = starts.to_vec();
                other.swap(group, second);
                let ends = [group, second].map(|at| other[at] < self.demand.starts(at));
                if ends == [true; 2] && other != starts {
                    all.push(other);
                }
            }
        }
        all.retain(|other| self.has_room(other));
        all
    }

    /// Whether no day has more groups than there are rooms; `starts` may cover the first groups
    /// only.
    fn has_room(&self, starts: &[usize]) -> bool {
        let mut used = vec![0_usize; self.demand.clock.day_count()];
        for (start, group) in starts.iter().zip(&self.demand.groups) {
            for day in used.iter_mut().skip(*start).take(group.days) {
                *day += 1;
            }
        }
        used.iter().all(|day| *day <= self.demand.rooms)
    }

    fn judge(&mut self, starts: &[usize]) -> Fit {
        let judged = self.judged.entry(starts.to_vec());
        judged
            .or_insert_with(|| judge(self.demand, starts))
            .0
            .clone()
    }
}
