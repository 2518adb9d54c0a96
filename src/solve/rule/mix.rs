//! R25: how many people of a kind a group has, or the reviewers of a submission.
//!
//! What counts as a shortfall where it is missed is stated with a variable that says so; what is
//! hard has none. Counted rules about reviewers are requirements of coverage and are stated there:
//! see [`crate::solve::instance::Mixes`].

use super::decisions::MixShortfall;
use super::{Column, Condition, Decisions, Home, Linear, Part, Proposal, Relaxation, supply};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Rule, Season};
use crate::solve::instance::{BitMix, GroupMix, Instance, Side};

/// The rule.
pub const HOME: Home = Home {
    rows,
    breaches,
    needs,
    anyway,
    relaxation: Some(Relaxation { ease: 14, lift }),
    ..Home::new(Rule::Mix, words)
};

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "专业组的组员中、申报的评审专家中，某类人员（职称、性别、资格等）的人数符合规定；规则定为必须的不得违反，其余不满足的逐项计为缺口并说明。",
        "groups, or the reviewers of a submission, have as many people of a kind (title, gender, qualification, …) as asked; what must hold holds, and everything else that is missed is counted and listed as a shortfall."
    )
}

/// Adds a variable for every counted limit of every group.
pub(super) fn declare(part: &Part, decisions: &mut Decisions, model: &mut Linear) {
    for (mix, own) in part.instance.mixes.groups.iter().enumerate() {
        if own.hard {
            continue;
        }
        for group in 0..decisions.groups() {
            let column = model.binary();
            decisions
                .mix_shortfalls
                .push(MixShortfall { mix, group, column });
        }
    }
}

/// Adds, for every group and limit, `members of the kind >= what the chosen size asks for` or
/// `<= what it allows`, loosened as far as needed where the variable of the shortfall is 1; and
/// for every submission and hard limit `reviewers with the bit >= needed`.
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    for (number, mix) in part.instance.mixes.groups.iter().enumerate() {
        for group in 0..decisions.groups() {
            let mut missed = decisions.mix_shortfalls.iter();
            let missed = missed.find(|own| own.mix == number && own.group == group);
            members(
                part,
                decisions,
                model,
                (mix, group),
                missed.map(|own| own.column),
            );
        }
    }
    for bit in part.instance.mixes.bits.iter().filter(|own| own.hard) {
        for submission in 0..part.submissions.len() {
            let having = decisions.reviews_of(submission).iter();
            let having = having.filter(|review| review.cell.mask() >> bit.bit & 1 == 1);
            let terms = having.map(|review| (review.column, 1.0));
            let needed = bit.needed(part.submission(submission).reviewers);
            model.at_least(terms, f64::from(needed));
        }
    }
}

#[allow(clippy::cast_precision_loss)] // sizes are far below 2^52
fn members(
    part: &Part,
    decisions: &Decisions,
    model: &mut Linear,
    (mix, group): (&GroupMix, usize),
    missed: Option<Column>,
) {
    let of_kind = |expert: &usize| mix.has[part.experts[*expert] as usize];
    let seats = (0..part.experts.len()).filter(of_kind);
    let seats = seats.filter_map(|expert| decisions.seat(expert, group));
    let seats = seats.map(|seat| (seat, 1.0));
    let sizes = part.instance.shape.members.iter();
    let sizes = decisions.sizes[group].iter().zip(sizes);
    match mix.side {
        Side::AtLeast(amount) => {
            let asked: Vec<_> = sizes
                .map(|(&size, &members)| (size, amount.at_least_of(members) as f64))
                .collect();
            // Nothing is asked for any more.
            let most = asked.iter().map(|(_, asked)| *asked).fold(0.0, f64::max);
            let asked = asked.into_iter().map(|(size, asked)| (size, -asked));
            let loosened = missed.map(|column| (column, most));
            model.at_least(seats.chain(asked).chain(loosened), 0.0);
        }
        Side::AtMost(amount) => {
            let allowed =
                sizes.map(|(&size, &members)| (size, -(amount.at_most_of(members) as f64)));
            // As many as there are members.
            let most = part.instance.shape.max_members() as f64;
            let loosened = missed.map(|column| (column, -most));
            model.at_most(seats.chain(allowed).chain(loosened), 0.0);
        }
    }
}

/// Counts people too few or too many under hard limits: of each group's members, and of the
/// reviewers of each submission.
fn breaches(proposal: &Proposal<'_>) -> usize {
    let instance = proposal.instance;
    let in_groups =
        proposal.in_groups(|group| instance.mixes.of_members(proposal.members(group)).hard);
    let hard = || instance.mixes.bits.iter().filter(|own| own.hard);
    if hard().next().is_none() {
        return in_groups;
    }
    let at_submissions = proposal.at_submissions(|submission, _| {
        let lacking = hard().map(|bit| {
            let having = proposal.reviewers(submission).iter().filter(|&&expert| {
                let cell = instance.cells.get(submission as usize, expert as usize);
                cell.mask() >> bit.bit & 1 == 1
            });
            let needed = bit.needed(instance.reviewers_of(submission as usize)) as usize;
            needed.saturating_sub(having.count())
        });
        lacking.sum()
    });
    in_groups + at_submissions
}

/// The people of the kind who can serve, against what the smallest groups need together; those of
/// other kinds, where a limit leaves them the rest of the seats.
fn needs(instance: &Instance) -> Vec<Condition> {
    let hard = instance.mixes.groups.iter().filter(|mix| mix.hard);
    hard.map(|mix| of_groups(instance, mix)).collect()
}

fn of_groups(instance: &Instance, mix: &GroupMix) -> Condition {
    let groups = instance.groups.len();
    // A larger group never needs fewer of the kind, nor leaves fewer seats to others.
    let members = instance.shape.min_members();
    let (of_kind, each) = match mix.side {
        Side::AtLeast(amount) => (true, amount.at_least_of(members)),
        Side::AtMost(amount) => (false, members.saturating_sub(amount.at_most_of(members))),
    };
    let able = instance.experts.iter().zip(&mix.has);
    let able = able.filter(|(expert, has)| **has == of_kind && !expert.allowed.is_empty());
    let (have, need) = (able.count(), groups.saturating_mul(each));
    let (kind_zh, kind_en) = match of_kind {
        true => ("该类专家", "experts of that kind"),
        false => ("其他专家", "other experts"),
    };
    let what = bilingual!(
        "人员构成规则所需的{kind_zh}（最小的各组合计）",
        "{kind_en} that a rule on the mix of members needs (smallest groups together)"
    );
    Condition {
        rule: Rule::Mix,
        what: Some(what),
        have,
        need,
        lacking: bilingual!(
            "{groups} 个专业组的人员构成规则至少需要{kind_zh} {need} 位，可入组的只有 {have} 位。",
            "a rule on the mix of members of {groups} groups needs at least {need} {kind_en}; those who can sit: {have}."
        ),
    }
}

/// Submissions that too few experts of a kind may review.
fn anyway(instance: &Instance, season: &Season) -> Vec<Condition> {
    let hard: Vec<&BitMix> = instance.mixes.bits.iter().filter(|own| own.hard).collect();
    if hard.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for submission in 0..instance.submissions.len() {
        let each = instance.reviewers_of(submission);
        for bit in &hard {
            let able = (0..instance.experts.len()).filter(|&expert| {
                let cell = instance.cells.get(submission, expert);
                cell.free() && cell.mask() >> bit.bit & 1 == 1
            });
            let (have, need) = (able.count(), bit.needed(each) as usize);
            if have >= need {
                continue;
            }
            let id = supply::submission(instance, season, submission);
            let label = season.rules.mix[bit.rule].label();
            let (kind_zh, kind_en) = match bit.others {
                true => ("其他", "of other kinds"),
                false => ("该类", "of that kind"),
            };
            found.push(Condition {
                rule: Rule::Mix,
                what: None,
                have,
                need,
                lacking: bilingual!(
                    "按人员构成规则“{label}”，{id} 至少需要 {need} 位{kind_zh}评审专家，可评审的只有 {have} 位。",
                    "by the rule on the mix of reviewers [{label}], {id} needs at least {need} reviewers {kind_en}; those who may review it: {have}."
                ),
            });
        }
    }
    found
}

/// Asks for no mix at all.
fn lift(season: &mut Season) {
    season.rules.mix.clear();
}

#[cfg(test)]
mod tests {
    use super::HOME;
    use crate::model::{Amount, MixRule, MixScope, Season};
    use crate::solve::rule::tests::{anyway, breaches, committee, compiled, lifted, needs, toy};

    /// E003, E004 and E006 are professors: one in the first group, two in the second.
    fn professors(of: MixScope, hard: bool, least: Option<Amount>, most: Option<Amount>) -> Season {
        toy(|season| {
            for (at, expert) in season.experts.iter_mut().enumerate() {
                let title = ["工程师", "教授"][usize::from([2, 3, 5].contains(&at))];
                expert.title = title.to_owned();
            }
            season.rules.mix = vec![MixRule {
                name: String::new(),
                of,
                column: "title".to_owned(),
                values: vec!["教授".to_owned()],
                at_least: least,
                at_most: most,
                hard,
            }];
        })
    }

    #[test]
    fn people_of_a_kind_are_counted_in_every_group() {
        let two = Some(Amount::Count(2));
        let half = Some(Amount::Share(0.5));
        let hard = professors(MixScope::Group, true, two, None);
        assert_eq!(breaches(&HOME, &compiled(&hard), &committee()), 1);
        let most = professors(MixScope::Group, true, None, half);
        assert_eq!(breaches(&HOME, &compiled(&most), &committee()), 1);
        assert_eq!(
            breaches(&HOME, &compiled(&lifted(&HOME, most)), &committee()),
            0
        );
        let counted = professors(MixScope::Group, false, two, half);
        let instance = compiled(&counted);
        assert_eq!(breaches(&HOME, &instance, &committee()), 0);
        let plain = compiled(&toy(|_| ()));
        let shortfalls = |instance| committee().value(instance).shortfalls;
        assert_eq!(shortfalls(&instance), shortfalls(&plain) + 2);
    }

    #[test]
    fn people_of_a_kind_are_counted_on_every_submission() {
        // Each submission has E003, E004 or E006 among its reviewers.
        let one = Some(Amount::Count(1));
        let hard = professors(MixScope::Submission, true, one, None);
        assert_eq!(breaches(&HOME, &compiled(&hard), &committee()), 0);
        let none = Some(Amount::Count(0));
        let without = professors(MixScope::Submission, true, None, none);
        // Six submissions with one professor each but S004, which has two.
        assert_eq!(breaches(&HOME, &compiled(&without), &committee()), 5 + 2);
        let counted = professors(MixScope::Submission, false, None, none);
        let instance = compiled(&counted);
        assert_eq!(breaches(&HOME, &instance, &committee()), 0);
        let plain = compiled(&toy(|_| ()));
        let shortfalls = |instance| committee().value(instance).shortfalls;
        assert_eq!(shortfalls(&instance), shortfalls(&plain) + 6);
    }

    #[test]
    fn what_the_pool_lacks_is_known_beforehand() {
        let two = Some(Amount::Count(2));
        assert_eq!(
            needs(&HOME, &professors(MixScope::Group, true, two, None)),
            [(3, 4)]
        );
        // Three seats of a group, of which one may be a professor's: four others.
        let one = Some(Amount::Count(1));
        let most = professors(MixScope::Group, true, None, one);
        assert_eq!(needs(&HOME, &most), [(5, 4)]);
        assert_eq!(
            needs(&HOME, &professors(MixScope::Group, false, two, None)),
            []
        );
        let three = Some(Amount::Count(3));
        let all = professors(MixScope::Submission, true, three, None);
        assert!(!anyway(&HOME, &all).is_empty());
    }
}
