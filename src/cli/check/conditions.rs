//! Simple counts without which no plan can exist.

use super::Stock;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Employment, ExpertIndex};
use crate::solve::counts::Ready;
use crate::solve::instance::{Instance, Reason, Shape};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::collections::{BTreeMap, BTreeSet};

/// A count that must reach another one.
#[derive(Debug, Clone)]
pub(super) struct Condition {
    /// Code of the rule behind it.
    pub(super) rule: &'static str,
    /// What is counted.
    pub(super) what: Bilingual,
    /// How many there are.
    pub(super) have: usize,
    /// How many there must be at least.
    pub(super) need: usize,
}

impl Condition {
    /// Whether it holds.
    pub(super) fn holds(&self) -> bool {
        self.have >= self.need
    }
}

/// The conditions of a season and the reasons that compiling it proves.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    /// Number and sizes of the groups, when some are possible.
    pub(super) shape: Option<Shape>,
    pub(super) counted: Vec<Condition>,
    /// Proven contradictions: rule and words.
    pub(super) reasons: Vec<(&'static str, Bilingual)>,
}

/// Counts what every plan needs. Each condition is necessary; that all hold proves nothing.
pub(super) fn find(stock: &Stock<'_>, conflicts: &Conflicts, affinity: &Affinity) -> Conditions {
    let words = |reasons: Vec<Reason>| {
        let reasons = reasons.into_iter();
        reasons.map(|reason| (reason.rule, reason.words)).collect()
    };
    // Where the rules leave the number of groups open, the first that counting does not rule out.
    let (shape, reasons) = match Ready::of(stock.season, conflicts, affinity) {
        Ok(ready) => (Some(ready.first.shape), Vec::new()),
        Err(reasons) => {
            let usual = Instance::compile(stock.season, conflicts, affinity);
            (usual.ok().map(|instance| instance.shape), reasons)
        }
    };
    Conditions {
        counted: shape
            .iter()
            .flat_map(|shape| counted(stock, conflicts, shape))
            .collect(),
        shape,
        reasons: words(reasons),
    }
}

fn counted(stock: &Stock<'_>, conflicts: &Conflicts, shape: &Shape) -> Vec<Condition> {
    let rules = &stock.season.rules;
    let groups = shape.groups;
    let smallest = groups.saturating_mul(shape.min_members());
    let chairs = if rules.groups.chairs_in_groups { 0 } else { 2 };
    let passed = stock.passed.len();
    let mut all = vec![
        Condition {
            rule: "R04",
            what: bilingual!(
                "可参加的专家（席位：最小的组加正副主任）",
                "experts who can serve (seats of the smallest groups, chair and vice chair)"
            ),
            have: stock.serving().count(),
            need: smallest.saturating_add(chairs),
        },
        Condition {
            rule: "R12",
            what: bilingual!(
                "可任组长的专家（每组一名）",
                "experts who may lead (one for each group)"
            ),
            have: stock.serving().filter(|expert| expert.can_lead).count(),
            need: groups,
        },
        Condition {
            rule: "R13",
            what: bilingual!(
                "质量综合专家所在的不同单位（正副主任委员各一）",
                "employers of quality experts (chair and vice chair of different ones)"
            ),
            have: chair_employers(stock),
            need: 2,
        },
        Condition {
            rule: "R06",
            what: bilingual!(
                "一组最多人数（每项申报的评审人）",
                "most members of a group (reviewers of a submission)"
            ),
            have: shape.max_members(),
            need: rules.reviews.per_submission,
        },
        Condition {
            rule: "R07",
            what: bilingual!(
                "席位坐满时的评审量上限之和（所需评审）",
                "loads of the largest committee (reviews to be done)"
            ),
            have: largest_load(stock, groups.saturating_mul(shape.max_members())),
            need: passed.saturating_mul(rules.reviews.per_submission),
        },
    ];
    // Before the loads, the last of the conditions so far.
    let before = all.len() - 1;
    all.splice(before..before, submissions_of_groups(shape, passed));
    all.extend(employer_seats(stock, groups, smallest));
    all.extend(newcomers(stock, smallest));
    all.extend(fewest_free(stock, conflicts));
    all
}

/// What the office's own limits of submissions per group ask for; nothing where it set none.
fn submissions_of_groups(shape: &Shape, passed: usize) -> Vec<Condition> {
    let mut all = Vec::new();
    if shape.min_submissions > 0 {
        all.push(Condition {
            rule: "R05",
            what: bilingual!(
                "通过形式审查的申报（各组最少项数之和）",
                "submissions that passed (fewest of all groups together)"
            ),
            have: passed,
            need: shape.groups.saturating_mul(shape.min_submissions),
        });
    }
    if shape.max_submissions < passed {
        all.push(Condition {
            rule: "R05",
            what: bilingual!(
                "各组最多项数之和（通过形式审查的申报）",
                "most submissions of all groups together (submissions that passed)"
            ),
            have: shape.groups.saturating_mul(shape.max_submissions),
            need: passed,
        });
    }
    all
}

fn chair_employers(stock: &Stock<'_>) -> usize {
    let employment = Employment::of(stock.season);
    let leads: Vec<ExpertIndex> = serving(stock)
        .filter(|expert| stock.season.experts[expert.at()].quality_lead)
        .collect();
    let mut keys = BTreeSet::new();
    let mut unknown = 0;
    for &lead in &leads {
        match employment.employers(lead).first() {
            Some(key) => {
                keys.insert(key);
            }
            None => unknown += 1,
        }
    }
    // Whoever has two employers is of different ones with fewer.
    let several = leads
        .iter()
        .any(|lead| employment.employers(*lead).len() > 1);
    let apart = || {
        let pairs = leads.iter().enumerate();
        let mut pairs = pairs.flat_map(|(at, a)| leads[at + 1..].iter().map(move |b| (*a, *b)));
        pairs.any(|(a, b)| !employment.together(a, b))
    };
    let count = keys.len() + unknown;
    if several && !apart() {
        count.min(1)
    } else {
        count
    }
}

/// Who can serve, by position in the season.
fn serving(stock: &Stock<'_>) -> impl Iterator<Item = ExpertIndex> {
    let all = (0..stock.season.experts.len()).map(ExpertIndex::new);
    all.filter(|expert| stock.serves[expert.at()])
}

/// The reviews that the `seats` most able experts can do.
fn largest_load(stock: &Stock<'_>, seats: usize) -> usize {
    let mut loads: Vec<usize> = stock.serving().map(|expert| stock.load(expert)).collect();
    loads.sort_unstable_by(|a, b| b.cmp(a));
    loads.into_iter().take(seats).fold(0, usize::saturating_add)
}

/// Seats that the employer cap lets the pool fill.
fn employer_seats(stock: &Stock<'_>, groups: usize, smallest: usize) -> Option<Condition> {
    let cap = stock.season.rules.balance.max_per_employer;
    if cap == 0 {
        return None;
    }
    let mut of_employer: BTreeMap<_, usize> = BTreeMap::new();
    let mut have = 0;
    let employment = Employment::of(stock.season);
    for expert in serving(stock) {
        // Of several employers one: the count is a limit all the same.
        match employment.employers(expert).first() {
            Some(key) => *of_employer.entry(key).or_default() += 1,
            None => have += 1,
        }
    }
    let most = cap.saturating_mul(groups);
    have += of_employer
        .values()
        .map(|&count| count.min(most))
        .sum::<usize>();
    Some(Condition {
        rule: "R08",
        what: bilingual!(
            "同单位上限下可坐的席位（最少席位）",
            "seats that the employer cap lets the pool fill (fewest seats)"
        ),
        have,
        need: smallest,
    })
}

fn newcomers(stock: &Stock<'_>, smallest: usize) -> Option<Condition> {
    let share = stock.season.rules.balance.min_new_share;
    if share <= 0.0 {
        return None;
    }
    // Group sizes are far below 2^52, and the share is within 0..1.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )]
    let need = (share * (smallest + 2) as f64 - 1e-9).ceil() as usize;
    Some(Condition {
        rule: "R10",
        what: bilingual!(
            "可参加的新专家（最小的委员会所需）",
            "newcomers who can serve (what the smallest committee needs)"
        ),
        have: stock
            .serving()
            .filter(|expert| expert.served_years.is_empty())
            .count(),
        need,
    })
}

/// The submission with the fewest experts free of conflicts.
fn fewest_free(stock: &Stock<'_>, conflicts: &Conflicts) -> Option<Condition> {
    let serving = stock.serving().count();
    let (at, have) = stock
        .passed
        .iter()
        .map(|&at| {
            let barred = conflicts.barred(at).iter().chain(conflicts.recused(at));
            let lost = barred.filter(|expert| stock.serves[expert.at()]).count();
            (at, serving - lost)
        })
        .min_by_key(|&(_, have)| have)?;
    let id = &stock.season.submissions[at.at()].id;
    Some(Condition {
        rule: "R14",
        what: bilingual!(
            "{id} 无冲突的专家（每项申报的评审人；{id} 最少）",
            "experts free of conflicts with {id} (reviewers of a submission; {id} has fewest)"
        ),
        have,
        need: stock.season.rules.reviews.per_submission,
    })
}
