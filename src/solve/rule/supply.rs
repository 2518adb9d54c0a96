//! Proofs that sets of submissions can draw on too few experts: what counting over the whole season
//! does not see (Hall 1935, by a transport problem).

use super::Condition;
use crate::bilingual;
use crate::flow::{self, Failure, Problem, Shortage};
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::Instance;

/// Ids named in a sentence; the others are counted.
const NAMED: usize = 8;

/// Submissions whose reviews fall to experts who cannot do so many, as if there were no groups.
/// Pairs are looked at one by one where all are kept, and not at all in seasons so large that they
/// are computed: nothing is proven from a shortened list. Where a submission has too few experts
/// by itself, or all limits together are below all reviews, that is told by [`super::reviewers`] or
/// [`super::load`] already and nothing is sought here.
///
/// O(submissions x experts), and a transport problem where a greedy choice of reviewers fails.
pub(super) fn shortage(instance: &Instance, season: &Season) -> Option<Condition> {
    if !instance.cells.is_dense() {
        return None;
    }
    let problem = problem(instance, instance.experts.len());
    let short = |row: usize| problem.row(row).len() < problem.demands[row] as usize;
    let total = |counts: &[u32]| counts.iter().map(|&count| u64::from(count)).sum::<u64>();
    let told = (0..problem.rows()).any(short) || total(&problem.caps) < total(&problem.demands);
    if told || greedy(&problem) {
        return None;
    }
    match flow::solve(&problem, Vec::new()) {
        Err(Failure::Short(shortage)) => condition(instance, season, &shortage),
        _ => None,
    }
}

/// The id of a submission.
pub(super) fn submission<'a>(instance: &Instance, season: &'a Season, number: usize) -> &'a str {
    &season.submissions[instance.submissions[number].season.at()].id
}

/// The first ids, and how many there are in all where there are more.
pub(super) fn named(ids: &[&str]) -> Bilingual {
    let (count, shown) = (ids.len(), &ids[..ids.len().min(NAMED)]);
    let (zh, en) = (shown.join("、"), shown.join(", "));
    if count > NAMED {
        bilingual!("{zh} 等 {count} 项", "{en} and others, {count} in all")
    } else {
        bilingual!("{zh}", "{en}")
    }
}

/// Who may review what, under the load limits, as if there were no groups.
fn problem(instance: &Instance, experts: usize) -> Problem<i64> {
    let mut problem = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    for submission in 0..instance.submissions.len() {
        let free = (0..)
            .take(experts)
            .filter(|&expert: &u32| instance.cells.get(submission, expert as usize).free());
        problem.columns.extend(free);
        problem.starts.push(problem.columns.len());
    }
    problem.scores = vec![0; problem.columns.len()];
    let demands = instance.submissions.iter();
    let demands = demands.map(|need| u32::try_from(need.reviewers).unwrap_or(u32::MAX));
    problem.demands = demands.collect();
    problem.floors = vec![0; experts];
    problem.caps = instance
        .experts
        .iter()
        .map(|expert| expert.load_cap)
        .collect();
    problem
}

/// Whether taking the least loaded reviewers, the pickiest submissions first, works out.
fn greedy(problem: &Problem<i64>) -> bool {
    let mut left = problem.caps.clone();
    let mut rows: Vec<usize> = (0..problem.rows()).collect();
    rows.sort_by_key(|&row| problem.row(row).len());
    rows.into_iter().all(|row| {
        let mut able: Vec<u32> = problem.columns[problem.row(row)]
            .iter()
            .copied()
            .filter(|&column| left[column as usize] > 0)
            .collect();
        let demand = problem.demands[row] as usize;
        able.sort_by_key(|&column| std::cmp::Reverse(left[column as usize]));
        able.truncate(demand);
        for &column in &able {
            left[column as usize] -= 1;
        }
        able.len() == demand
    })
}

fn condition(instance: &Instance, season: &Season, shortage: &Shortage) -> Option<Condition> {
    let Shortage::Supply {
        rows,
        columns,
        needed,
        available,
    } = shortage
    else {
        return None;
    };
    let rows = rows
        .iter()
        .map(|&row| submission(instance, season, row as usize));
    let Bilingual { zh, en } = named(&rows.collect::<Vec<_>>());
    let experts = columns.iter().map(|&column| {
        let expert = instance.experts[column as usize].season;
        season.experts[expert.at()].id.as_str()
    });
    let Bilingual {
        zh: who_zh,
        en: who_en,
    } = named(&experts.collect::<Vec<_>>());
    let count = columns.len();
    Some(Condition {
        rule: Rule::Load,
        what: None,
        have: usize::try_from(*available).unwrap_or(usize::MAX),
        need: usize::try_from(*needed).unwrap_or(usize::MAX),
        lacking: bilingual!(
            "{zh}：至少有 {needed} 次评审只能由 {count} 位专家（{who_zh}）承担，而其评审上限合计只有 {available} 次。",
            "{en}: at least {needed} of the reviews can be taken only by {count} experts ({who_en}), whose load limits add up to {available}."
        ),
    })
}
