//! Withdrawals from a committee that was formed.

use crate::case::Case;
use crate::row::Row;
use crate::run::judged;
use empanel::model::Season;
use empanel::model::plan::Plan;
use empanel::model::words::Lang;
use empanel::solve::rerun::{Request, rerun};
use empanel::solve::{Environment, Unwatched};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Rows of the exchange table beyond the fewest changes, as on the command line.
const FURTHER: usize = 3;
/// Multiplier of Knuth's multiplicative hash: spreads the draws over the members.
const SPREAD: usize = 2_654_435_761;

/// Withdraws `count` members and runs again; the row is that of the new plan.
pub fn row(
    season: &Season,
    prior: &Plan,
    count: usize,
    case: &Case,
    stop: &Arc<AtomicBool>,
) -> Row {
    let request = Request {
        withdraw: drawn(prior, count),
        further: FURTHER,
        ..Request::default()
    };
    let environment = Environment::new(60.0, 1, case.threads, stop, &Unwatched);
    match rerun(season, prior, &request, &environment, Lang::En) {
        Ok((outcome, left)) => Row {
            answer: Some(outcome.seconds),
            exchange: Some(outcome.exchange_seconds),
            ..judged(&left, &outcome.plan, case.name)
        },
        Err(failed) => Row::failed(case.name, format!("no answer: {failed:?}")),
    }
}

/// The same members of a plan each time, spread over its groups.
fn drawn(plan: &Plan, count: usize) -> Vec<String> {
    let groups = plan.groups.iter();
    let mut left: Vec<&String> = groups.flat_map(|group| &group.members).collect();
    let count = count.min(left.len());
    let draw = |turn: usize| {
        let at = (turn + 1).wrapping_mul(SPREAD) % left.len();
        left.remove(at).clone()
    };
    (0..count).map(draw).collect()
}
