//! The effect of every single withdrawal on a plan, and the best replacement.

mod heads;
mod page;

pub use heads::{HeadWithdrawal, Successor};
pub use page::page;

use crate::bilingual;
use crate::explain::recommend::{Replacement, order, ranked, replacement};
use crate::explain::{Change, Obstacle, Requirement, Standing, Vacancy};
use crate::model::words::{Bilingual, Lang};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The withdrawal of a member.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Withdrawal {
    /// Expert id, as in the season.
    pub expert: String,
    /// Name as written.
    pub name: String,
    /// Id of the group.
    pub group: String,
    /// Whether the member leads it.
    pub leads: bool,
    /// Effect without a replacement.
    pub without: Change,
    /// The best replacement that satisfies every rule, if there is one; an alternate if equal.
    pub answer: Option<Replacement>,
    /// The best replacement by an alternate of the group, if there is one.
    pub alternate: Option<Replacement>,
    /// Whether an alternate of the group is a valid replacement.
    pub by_alternate: bool,
    /// The rules broken by the closest replacement, if there is no valid one.
    pub breaks: Vec<Obstacle>,
}

impl Withdrawal {
    /// The alternate and the remaining shortfalls in words; empty without one.
    pub fn alternate_words(&self) -> String {
        let words = |one: &Replacement| format!("{} ({})", one.expert, one.change.lost.len());
        self.alternate.as_ref().map_or_else(String::new, words)
    }
}

/// The withdrawal of two members of one group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairWithdrawal {
    /// Expert ids of the two members.
    pub experts: [String; 2],
    /// Id of the group.
    pub group: String,
    /// Effect without a replacement.
    pub without: Change,
}

/// A field in which to recruit experts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Advice {
    /// Industry codes joined by `;`, or the domain; empty for leaders.
    pub code: String,
    /// Number of withdrawals whose effect such an expert would reduce.
    pub withdrawals: usize,
    /// The advice as a sentence.
    pub words: Bilingual,
}

/// The result of a stress test.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Stress {
    /// All members, the most costly withdrawal first.
    pub withdrawals: Vec<Withdrawal>,
    /// Chair and vice chair.
    pub heads: Vec<HeadWithdrawal>,
    /// Pairs within a group, the most costly first; empty unless requested.
    pub pairs: Vec<PairWithdrawal>,
    /// Number of members who can be replaced by somebody without a seat under every rule.
    pub answered: usize,
    /// Number of members who can be replaced by an alternate of the group.
    pub by_alternate: usize,
    /// Fields in which to recruit, the most useful first.
    pub advice: Vec<Advice>,
}

/// Evaluates the withdrawal of every member in turn, in parallel. Chooses a group's reviews
/// O(members x experts) times; for chair and vice chair only possible successors are determined.
pub fn stress(standing: &Standing<'_>, pairs: bool) -> Stress {
    let seats: Vec<(usize, u32)> = (0..standing.members.len())
        .flat_map(|group| {
            standing.members[group]
                .iter()
                .map(move |&member| (group, member))
        })
        .collect();
    let mut withdrawals: Vec<Withdrawal> = seats
        .par_iter()
        .map(|&(group, member)| withdrawal(standing, group, member))
        .collect();
    withdrawals.sort_by(|a, b| {
        cost(a)
            .0
            .cmp(&cost(b).0)
            .reverse()
            .then(cost(a).1.total_cmp(&cost(b).1))
            .then(a.expert.cmp(&b.expert))
    });
    let count = |test: fn(&Withdrawal) -> bool| withdrawals.iter().filter(|one| test(one)).count();
    let heads = heads::heads(standing);
    Stress {
        answered: count(|one| one.answer.is_some()),
        by_alternate: count(|one| one.by_alternate),
        advice: advice(standing, &withdrawals, &heads),
        heads,
        pairs: if pairs {
            all_pairs(standing)
        } else {
            Vec::new()
        },
        withdrawals,
    }
}

/// What remains after the best replacement: (no replacement, number of shortfalls) and the score
/// difference.
fn cost(one: &Withdrawal) -> ((bool, usize), f64) {
    let left = one
        .answer
        .as_ref()
        .map_or(&one.without, |answer| &answer.change);
    ((one.answer.is_none(), left.lost.len()), left.score)
}

fn withdrawal(standing: &Standing<'_>, group: usize, member: u32) -> Withdrawal {
    let mut rest = standing.members[group].clone();
    rest.retain(|&other| other != member);
    let without = standing.worth_with(group, &rest, &standing.submissions[group]);
    let id = standing.group_id(group);
    let alternates = standing
        .plan
        .group(id)
        .map_or(&[][..], |group| group.alternates.as_slice());
    let fits = |one: &Replacement| one.breaks.is_empty() && one.seated.is_none();
    let called = alternates
        .iter()
        .filter_map(|alternate| standing.expert_number(alternate))
        .map(|expert| replacement(standing, group, Vacancy::Withdrawn(member), expert))
        .filter(fits)
        .min_by(order);
    let nearest = ranked(standing, group, Some(member), 1).into_iter().next();
    let best = nearest.as_ref().filter(|one| fits(one)).cloned();
    // `min_by` keeps the first of equals, which is the alternate.
    let answer = called
        .iter()
        .chain(&best)
        .min_by(|a, b| order(a, b))
        .cloned();
    Withdrawal {
        expert: standing.expert(member).id.clone(),
        name: standing.expert(member).name.clone(),
        group: id.to_owned(),
        leads: standing.assignment.leaders[group] == Some(member),
        without: standing.change(&[&standing.worth_now(group)], &[&without]),
        answer,
        by_alternate: called.is_some(),
        alternate: called,
        breaks: nearest.map_or_else(Vec::new, |one| one.breaks),
    }
}

fn all_pairs(standing: &Standing<'_>) -> Vec<PairWithdrawal> {
    let mut all: Vec<PairWithdrawal> = (0..standing.members.len())
        .into_par_iter()
        .flat_map_iter(|group| {
            let members = &standing.members[group];
            let now = standing.worth_now(group);
            let pairs = members
                .iter()
                .enumerate()
                .flat_map(|(at, &a)| members[at + 1..].iter().map(move |&b| [a, b]));
            pairs
                .map(|pair| {
                    let mut rest = members.clone();
                    rest.retain(|other| !pair.contains(other));
                    let left = standing.worth_with(group, &rest, &standing.submissions[group]);
                    PairWithdrawal {
                        experts: pair.map(|e| standing.expert(e).id.clone()),
                        group: standing.group_id(group).to_owned(),
                        without: standing.change(&[&now], &[&left]),
                    }
                })
                .collect::<Vec<_>>()
        })
        .collect();
    all.sort_by(|a, b| {
        let key = |one: &PairWithdrawal| (one.without.unreviewed.len(), one.without.lost.len());
        key(b)
            .cmp(&key(a))
            .then(a.without.score.total_cmp(&b.without.score))
    });
    all
}

/// Counts the fields that remain short after the best replacement.
fn advice(
    standing: &Standing<'_>,
    withdrawals: &[Withdrawal],
    heads: &[HeadWithdrawal],
) -> Vec<Advice> {
    let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
    let mut leaders = 0;
    for one in withdrawals {
        let left = one
            .answer
            .as_ref()
            .map_or(&one.without, |answer| &answer.change);
        let mut codes: Vec<&str> = left
            .lost
            .iter()
            .map(|lost: &Requirement| lost.code.as_str())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            *fields.entry(code).or_default() += 1;
        }
        leaders += usize::from(one.answer.is_none() && one.leads);
    }
    let mut all: Vec<Advice> = fields
        .into_iter()
        .map(|(code, withdrawals)| field(standing, code, withdrawals))
        .collect();
    all.sort_by(|a, b| b.withdrawals.cmp(&a.withdrawals).then(a.code.cmp(&b.code)));
    if leaders > 0 {
        all.insert(0, Advice {
            code: String::new(),
            withdrawals: leaders,
            words: bilingual!(
                "增聘可任组长的专家：{leaders} 位组长退出时找不到合规的接替者。",
                "Recruit experts who may lead: leaders who could not be replaced under the rules: {leaders}."
            ),
        });
    }
    let open = heads
        .iter()
        .filter(|head| head.successors.is_empty())
        .count();
    if open > 0 {
        all.insert(0, Advice {
            code: String::new(),
            withdrawals: open,
            words: bilingual!(
                "增聘质量综合专家：正、副主任委员退出时，有 {open} 个职务没有未入选的专家可以接任。",
                "Recruit quality experts for the chairs: posts that no expert without a seat could take: {open} of 2."
            ),
        });
    }
    all
}

/// The effect of a head's withdrawal, as a sentence.
pub fn head_words(head: &HeadWithdrawal) -> Bilingual {
    let office = if head.office == "chair" {
        bilingual!("主任委员", "chair")
    } else {
        bilingual!("副主任委员", "vice chair")
    };
    let Bilingual { zh, en } = office;
    let (id, name, members) = (&head.expert, &head.name, head.members);
    let Some(first) = head.successors.first() else {
        return bilingual!(
            "{zh} {id} {name}：没有未入选的专家可以接任，另有 {members} 位组员符合条件（接任后其席位须另行补人）。",
            "{en} {id} {name}: no expert without a seat may take the post; members who may, but whose seats would then have to be filled: {members}."
        );
    };
    let (next, called, count) = (&first.expert, &first.name, head.successors.len());
    bilingual!(
        "{zh} {id} {name}：可由 {next} {called} 接任（未入选而符合条件的共 {count} 人，另有组员 {members} 人）。",
        "{en} {id} {name}: {next} {called} may take the post (experts without a seat who may: {count}; members who may: {members})."
    )
}

fn field(standing: &Standing<'_>, code: &str, withdrawals: usize) -> Advice {
    let name = |lang: Lang| {
        let domain = standing.season.domains.name(code, lang);
        let industry = code
            .split(';')
            .next()
            .and_then(|first| standing.season.industries.parse(first));
        match industry {
            Some(industry) if domain == code || domain.is_empty() => {
                standing.season.industries.name_or_above(&industry, lang)
            }
            _ => domain.to_owned(),
        }
    };
    let (zh, en) = (name(Lang::Zh), name(Lang::En));
    Advice {
        code: code.to_owned(),
        withdrawals,
        words: bilingual!(
            "增聘熟悉 {code} {zh} 的专家：可缓解 {withdrawals} 种退出情形。",
            "Recruit an expert in {code} {en}: withdrawals that would do less harm: {withdrawals}."
        ),
    }
}
