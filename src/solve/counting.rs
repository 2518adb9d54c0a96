//! Proofs by counting that no plan can exist.

use super::search::chairs;
use crate::bilingual;
use crate::solve::instance::{Instance, Reason};

/// Returns every reason that counting finds; none means only that counting finds none.
pub fn impossible(instance: &Instance) -> Vec<Reason> {
    let checks = [seats, leaders, heads, sizes, reviewers, loads];
    checks.iter().filter_map(|check| check(instance)).collect()
}

fn seats(instance: &Instance) -> Option<Reason> {
    let groups = instance.groups.len();
    let heads = instance.heads_outside();
    let needed = groups * instance.shape.min_members() + heads;
    let experts = instance.experts.iter();
    let may_serve = experts.filter(|expert| expert.quality_lead || !expert.allowed.is_empty());
    let there = may_serve.count();
    (there < needed).then(|| Reason {
        rule: "R04",
        words: bilingual!(
            "{groups} 个专业组连同主任委员、副主任委员至少需要 {needed} 位专家，本季可参加的只有 {there} 位。",
            "{groups} groups with chair and vice chair need at least {needed} experts; {there} can take part."
        ),
    })
}

fn leaders(instance: &Instance) -> Option<Reason> {
    let groups = instance.groups.len();
    let there = instance
        .experts
        .iter()
        .filter(|expert| expert.can_lead && !expert.allowed.is_empty())
        .count();
    (there < groups).then(|| Reason {
        rule: "R12",
        words: bilingual!(
            "{groups} 个专业组各需一位组长，本季可任组长的专家只有 {there} 位。",
            "{groups} groups need a leader each; experts who can take part and may lead: {there}."
        ),
    })
}

fn heads(instance: &Instance) -> Option<Reason> {
    let leads = instance
        .experts
        .iter()
        .filter(|expert| expert.quality_lead)
        .count();
    chairs::pairs(instance, |_| 0).is_empty().then(|| Reason {
        rule: "R13",
        words: bilingual!(
            "主任委员和副主任委员需要两位单位不同、未被指定入组的质量综合专家；本季可参加的质量综合专家有 {leads} 位，找不到符合指定的两位。",
            "chair and vice chair need two quality experts of different employers whom no pin seats in a group; {leads} can take part, and no two of them fit the pins."
        ),
    })
}

fn sizes(instance: &Instance) -> Option<Reason> {
    let (groups, submissions) = (instance.groups.len(), instance.submissions.len());
    let (min, max) = (
        instance.shape.min_submissions,
        instance.shape.max_submissions,
    );
    let fits = groups * min <= submissions && submissions <= groups * max;
    (!fits).then(|| Reason {
        rule: "R05",
        words: bilingual!(
            "{submissions} 项申报无法分成 {groups} 个组、每组 {min} 至 {max} 项。",
            "{submissions} submissions cannot be split into {groups} groups of {min} to {max}."
        ),
    })
}

fn reviewers(instance: &Instance) -> Option<Reason> {
    let k = instance.reviewers_each;
    let most = instance.shape.max_members();
    (k > most && !instance.submissions.is_empty()).then(|| Reason {
        rule: "R06",
        words: bilingual!(
            "每项申报需要 {k} 位评审专家，而每组最多 {most} 人。",
            "every submission needs {k} reviewers, and a group has at most {most} members."
        ),
    })
}

fn loads(instance: &Instance) -> Option<Reason> {
    let needed = instance.submissions.len() * instance.reviewers_each;
    let mut caps: Vec<usize> = instance
        .experts
        .iter()
        .filter(|expert| !expert.allowed.is_empty())
        .map(|expert| expert.load_cap as usize)
        .collect();
    caps.sort_unstable_by(|a, b| b.cmp(a));
    let seats = instance.groups.len() * instance.shape.max_members();
    let there: usize = caps.iter().take(seats).sum();
    (there < needed).then(|| Reason {
        rule: "R07",
        words: bilingual!(
            "共需 {needed} 次评审，而席位上专家的评审上限合计最多 {there} 次。",
            "{needed} reviews are needed, and the load limits of as many experts as there are seats allow {there} at most."
        ),
    })
}
