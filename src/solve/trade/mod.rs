//! What each avoided shortfall costs: the highest totals that are found when one, two, … more
//! shortfalls than the fewest are allowed (the epsilon-constraint method of Haimes, Lasdon, Wismer
//! 1971: one goal is limited, the other optimised).
//!
//! Each row starts from the best plan of the rows before it, so that totals never fall. Small
//! seasons are solved by the exact model with the limit as a row ([`exact`]). In larger ones the
//! search by moves counts only the shortfalls above the limit, with a price of a shortfall that
//! follows how many there are; then a few groups at a time are solved exactly within the limit.

mod exact;
mod front;

use super::bound::{self, Bounds, SeatLimits, least, meets};
use super::environment::{Environment, Progress, Snapshot};
use super::incumbent::{Cap, Incumbent};
use super::large_neighbourhood::LargeNeighbourhood;
use super::multi_start::MultiStart;
use crate::model::Objective;
use crate::solve::instance::{Instance, NANO};
use front::Front;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Share of the time that the plan itself gets where a trade follows it.
pub const PLAN_SHARE: f64 = 2.0 / 3.0;
/// Share of a row's time for the search by moves; the rest is for integer programs.
const MOVES_SHARE: f64 = 0.6;
/// How much less work each row gets than the plan, in a counted run.
const ROW_WORK: u64 = 20;
/// What a shortfall costs at first, in billionths: about what one brings on the sample season.
const FIRST_PRICE: i64 = 700_000_000;
/// What it costs where the fewest are kept.
const FEWEST_PRICE: i64 = 4_000_000_000;
/// Distance between the seeds of two rows.
const SEEDS: u64 = 1_000;

/// What more shortfalls bring.
#[derive(Debug)]
pub struct Trade {
    /// Where the plans were found: one for each number of groups that was solved.
    pub instances: Vec<Instance>,
    /// For the fewest shortfalls, one more, two more, and so on, as long as totals rise.
    pub rows: Vec<Row>,
    /// The most shortfalls beyond the fewest that were searched.
    pub searched: usize,
}

/// The best plan with at most so many shortfalls.
#[derive(Debug)]
pub struct Row {
    /// The number of its instance.
    pub instance: usize,
    /// The plan.
    pub best: Incumbent,
    /// What no plan with at most so many shortfalls exceeds in total, in billionths.
    pub bound: Option<i64>,
    /// The number of groups of the plans that it limits, where it does not limit all; for the first
    /// row, that of the plan before holds.
    pub within: Option<usize>,
    /// Whether the plan is proven to have the highest total of all these.
    pub proven: bool,
}

/// What was found and proven before.
pub struct Before<'a> {
    /// The plan with the fewest shortfalls, in the first instance.
    pub best: &'a Incumbent,
    /// Whether it is proven optimal.
    pub proven: bool,
    /// What is proven about plans with as few shortfalls.
    pub bounds: Bounds,
    /// What is proven about plans of any number of shortfalls in the first instance.
    pub limits: &'a SeatLimits,
    /// Whether the instances are those of all numbers of groups that the rules allow, so that what
    /// is proven about rows holds for the season.
    pub for_all_groups: bool,
}

/// Searches for plans with up to `span` more shortfalls than the fewest. `instances` holds all
/// numbers of groups that are to be tried, the one of the plan first.
pub fn trade(
    instances: Vec<Instance>,
    before: &Before<'_>,
    environment: &Environment<'_>,
    span: usize,
) -> Trade {
    let mut front = Front::default();
    front.offer(0, before.best);
    let steady = Steady::new(environment, before);
    let environment = Environment {
        progress: &steady,
        settled: Arc::default(),
        ..*environment
    };
    let small = super::exact::are_few(&instances[0], groups_of(&instances));
    let (limits, searched) = if small {
        exact::rows(&instances, &environment, span, &mut front)
    } else {
        by_search(&instances[0], before, &environment, span, &mut front)
    };
    Trade {
        rows: rows(&front, before, &limits, searched),
        instances,
        searched,
    }
}

fn groups_of(instances: &[Instance]) -> usize {
    instances.iter().map(|own| own.groups.len()).sum()
}

/// What is proven about the totals of plans with at most so many shortfalls.
type Limits = BTreeMap<usize, i64>;

/// Searches row by row, upwards from the fewest shortfalls and back down; returns what is proven and
/// up to which row there was time. The first row is searched like the others, and each once more
/// from the plan with one more shortfall: else rows would differ by how long they were searched.
fn by_search(
    instance: &Instance,
    before: &Before<'_>,
    environment: &Environment<'_>,
    span: usize,
    front: &mut Front,
) -> (Limits, usize) {
    let opened = instance.opened();
    let anyway = bound::relax(instance).total;
    let mut limits = Limits::new();
    let mut price = FIRST_PRICE;
    let turns = 2 * span + 1;
    for turn in 0..turns {
        let back = turn > span;
        let more = if back { turns - 1 - turn } else { turn };
        let most = front.fewest().unwrap_or_default() + more;
        let start = front.within(most + usize::from(back));
        let Some(start) = start.map(|own| own.best.clone()) else {
            continue;
        };
        if environment.is_over() {
            return (limits, turn.saturating_sub(1).min(span));
        }
        let limit = least(anyway, before.limits.within(most));
        limits.extend(limit.map(|limit| (most, limit)));
        let known = front.within(most).map(|own| own.best.value.total);
        let met = known.is_some_and(|known| limit.is_some_and(|limit| meets(known, limit)));
        if met || back && start.value.shortfalls <= most {
            continue;
        }
        let row = Environment {
            limit: slice(environment, turns - turn),
            work_limit: environment.work_limit.map(|work| (work / ROW_WORK).max(1)),
            seed: environment.seed.wrapping_add(SEEDS * (turn as u64 + 1)),
            settled: Arc::default(),
            ..*environment
        };
        let bounds = Bounds {
            total: limit,
            shortfalls: before.bounds.shortfalls,
            ..Bounds::default()
        };
        let first = match more {
            0 => FEWEST_PRICE,
            _ => price,
        };
        let last = one_row(
            &opened,
            &row,
            (most, first),
            bounds,
            before.limits,
            &start,
            front,
        );
        if more > 0 {
            price = last;
        }
    }
    (limits, span)
}

/// Searches for one row and returns the price of a shortfall at its end.
fn one_row(
    instance: &Instance,
    environment: &Environment<'_>,
    (most, price): (usize, i64),
    bounds: Bounds,
    limits: &SeatLimits,
    start: &Incumbent,
    front: &mut Front,
) -> i64 {
    let from = environment.share();
    let multi_start = MultiStart {
        window: (from, from + (1.0 - from) * MOVES_SHARE),
        cap: Some(Cap::new(most, price)),
        ..MultiStart::new(instance, environment, Objective::Total, (bounds, limits))
    };
    let mut best = multi_start.run(Some(&start.assignment), |better| front.offer(0, better));
    if best.compare_within(start, Objective::Total, most).is_le() {
        best = start.clone();
    }
    let large_neighbourhood = LargeNeighbourhood {
        instance,
        environment,
        objective: Objective::Total,
        fewest: bounds.shortfalls,
        most,
        ceilings: None,
    };
    large_neighbourhood.run(&mut best, |better| front.offer(0, better));
    front.offer(0, &best);
    multi_start.cap.map_or(price, |cap| cap.price())
}

/// When a part ends if `parts` of equal length are left, from the start of the run. A counted run
/// has one end for all: a part of the time would end it sooner on a slow machine.
fn slice(environment: &Environment<'_>, parts: usize) -> Duration {
    let parts = u32::try_from(parts.max(1)).unwrap_or(u32::MAX);
    match environment.work_limit {
        Some(_) => environment.limit,
        None => environment.start.elapsed() + environment.left() / parts,
    }
}

/// The rows of the front, without those at the end that bring nothing.
fn rows(front: &Front, before: &Before<'_>, limits: &Limits, searched: usize) -> Vec<Row> {
    let fewest = front.fewest().unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    for more in 0..=searched {
        let Some(found) = front.within(fewest + more) else {
            continue;
        };
        let value = found.best.value;
        // What was proven about the plan holds for as few shortfalls as it has.
        let bound = match more {
            0 => before.bounds.total,
            _ => limits.get(&(fewest + more)).copied(),
        };
        let groups = found.best.assignment.leaders.len();
        let met = bound.is_some_and(|bound| meets(value.total, bound));
        // A plan better than a proven optimum shows that the solver was wrong.
        let same = before.best.value == value;
        let proven = match more {
            0 => before.proven && same,
            _ => met && before.for_all_groups,
        };
        rows.push(Row {
            instance: found.instance,
            best: found.best.clone(),
            bound,
            within: (!before.for_all_groups).then_some(groups),
            proven,
        });
    }
    let total = |row: &Row| row.best.value.total;
    while let [.., last, end] = &rows[..]
        && total(end) <= total(last)
    {
        rows.pop();
    }
    rows
}

/// Reports the plan in hand while rows are searched, whose plans have more shortfalls.
struct Steady<'a> {
    to: &'a dyn Progress,
    plan: Snapshot,
}

impl<'a> Steady<'a> {
    fn new(environment: &Environment<'a>, before: &Before<'_>) -> Self {
        #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
        let points = |nano: i64| nano as f64 / NANO;
        let value = before.best.value;
        Self {
            to: environment.progress,
            plan: Snapshot {
                seconds: environment.seconds(),
                share: environment.share().min(1.0),
                total: value.total_score(),
                worst: points(value.worst),
                shortfalls: value.shortfalls,
                complete: before.best.broken == 0,
                bound: before.bounds.total.map(points),
                moves: 0,
            },
        }
    }
}

impl Progress for Steady<'_> {
    fn report(&self, snapshot: &Snapshot) {
        self.to.report(&Snapshot {
            seconds: snapshot.seconds,
            share: snapshot.share,
            moves: snapshot.moves,
            ..self.plan
        });
    }
}
