//! Proofs that sets of submissions can draw on too few experts, and that some submission fits no
//! group: what counting over the whole season does not see.

use crate::bilingual;
use crate::flow::{self, Failure, Problem, Shortage};
use crate::model::Season;
use crate::model::words::Bilingual;
use crate::solve::instance::{Cells, Instance, Reason};
use rayon::prelude::*;

/// Ids named in a sentence; the others are counted.
const NAMED: usize = 8;

/// Returns every reason found.
pub fn impossible(instance: &Instance, season: &Season) -> Vec<Reason> {
    let mut reasons = anyway(instance, season);
    reasons.extend(distinct(instance));
    reasons
}

/// Returns every reason found that holds whatever the number of groups. Pairs are looked at one by
/// one where all are kept, and not at all in seasons so large that pairs are computed: a reason
/// never comes from a shortened list. O(submissions x experts), and a transport problem where a
/// greedy choice of reviewers fails.
pub fn anyway(instance: &Instance, season: &Season) -> Vec<Reason> {
    let Cells::Dense { experts, .. } = instance.cells else {
        return Vec::new();
    };
    let mut reasons = lonely(instance, season, experts);
    let problem = problem(instance, experts);
    if !greedy(&problem)
        && let Err(Failure::Short(shortage)) = flow::solve(&problem, Vec::new())
    {
        reasons.extend(words(instance, season, &shortage));
    }
    reasons
}

/// Submissions that no group can hold, because bars leave too few members or no leader.
fn lonely(instance: &Instance, season: &Season, experts: usize) -> Vec<Reason> {
    let least = instance.shape.min_members();
    let rows: Vec<Option<Reason>> = (0..instance.submissions.len())
        .into_par_iter()
        .map(|submission| {
            let sits = |&expert: &usize| !instance.cells.get(submission, expert).barred();
            let members = (0..experts).filter(sits).count();
            let leaders = (0..experts)
                .filter(sits)
                .filter(|&expert| instance.experts[expert].can_lead)
                .count();
            let id = &season.submissions[instance.submissions[submission].season.at()].id;
            if members < least {
                Some(Reason {
                    rule: "R14",
                    words: bilingual!(
                        "除整组回避者外，只有 {members} 位专家可以进入受理 {id} 的专业组，而每组至少 {least} 人。",
                        "only {members} experts are not barred from the group that holds {id}, and a group has at least {least} members."
                    ),
                })
            } else if leaders == 0 {
                Some(Reason {
                    rule: "R12",
                    words: bilingual!(
                        "可任组长的专家全部须对 {id} 整组回避，受理它的专业组没有组长。",
                        "everybody who may lead is barred from the group that holds {id}, which leaves it without a leader."
                    ),
                })
            } else {
                None
            }
        })
        .collect();
    rows.into_iter().flatten().collect()
}

/// Seats that the employer cap lets be filled. Of whoever has two employers only one is looked at:
/// the count is a limit all the same.
pub fn distinct(instance: &Instance) -> Option<Reason> {
    let groups = instance.groups.len();
    let mut employers = std::collections::BTreeMap::<u32, usize>::new();
    for expert in &instance.experts {
        *employers.entry(expert.first_employer()).or_default() += 1;
    }
    let most = instance.employer_cap.saturating_mul(groups);
    let able: usize = employers
        .iter()
        .map(|(&employer, &count)| {
            if employer == 0 {
                count
            } else {
                count.min(most)
            }
        })
        .sum();
    let (needed, cap) = (groups * instance.shape.min_members(), instance.employer_cap);
    (able < needed && instance.experts.len() >= needed).then(|| Reason {
        rule: "R08",
        words: bilingual!(
            "{groups} 个专业组至少需要 {needed} 位组员，而每组同单位至多 {cap} 人，最多只能入席 {able} 人。",
            "{groups} groups need {needed} members at least; with at most {cap} of one employer in a group only {able} can sit."
        ),
    })
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
    let demand = u32::try_from(instance.reviewers_each).unwrap_or(u32::MAX);
    problem.demands = vec![demand; instance.submissions.len()];
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

fn words(instance: &Instance, season: &Season, shortage: &Shortage) -> Option<Reason> {
    let Shortage::Supply {
        rows,
        columns,
        needed,
        available,
    } = shortage
    else {
        return None;
    };
    let named = |ids: Vec<&str>| -> Bilingual {
        let (count, shown) = (ids.len(), ids[..ids.len().min(NAMED)].to_vec());
        let (zh, en) = (shown.join("、"), shown.join(", "));
        if count > NAMED {
            bilingual!("{zh} 等 {count} 项", "{en} and others, {count} in all")
        } else {
            bilingual!("{zh}", "{en}")
        }
    };
    let submissions = rows.iter().map(|&row| {
        season.submissions[instance.submissions[row as usize].season.at()]
            .id
            .as_str()
    });
    let Bilingual { zh, en } = named(submissions.collect());
    if columns.is_empty() {
        let k = instance.reviewers_each;
        return Some(Reason {
            rule: "R06",
            words: bilingual!(
                "{zh}：无需回避的专家不足 {k} 位，还差 {needed} 人次。",
                "{en}: fewer than {k} experts are free of conflicts; {needed} more reviews are needed."
            ),
        });
    }
    let experts = columns.iter().map(|&column| {
        season.experts[instance.experts[column as usize].season.at()]
            .id
            .as_str()
    });
    let count = columns.len();
    let Bilingual {
        zh: who_zh,
        en: who_en,
    } = named(experts.collect());
    Some(Reason {
        rule: "R07",
        words: bilingual!(
            "{zh}：至少有 {needed} 次评审只能由 {count} 位专家（{who_zh}）承担，而其评审上限合计只有 {available} 次。",
            "{en}: at least {needed} reviews fall to {count} experts ({who_en}), whose load limits add up to {available}."
        ),
    })
}
