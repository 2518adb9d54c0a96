//! Which coverage is missing, and why.

use super::Source;
use crate::bilingual;
use crate::model::Season;
use crate::model::plan::{Plan, Shortfall, ShortfallKind};
use crate::model::words::{Bilingual, Lang};
use crate::solve::bound::Bounds;
use crate::solve::instance::{Assignment, Cells, Instance};
use crate::suitability::conflict::Conflicts;

/// Lists the unmet requirements in the order of the submissions: the industry before the domains,
/// and last, once for each member lacking, those who know the industry in the group.
pub(super) fn list(source: &Source<'_>) -> Vec<Shortfall> {
    let instance = source.instance;
    let mut shortfalls = Vec::new();
    let members = source.assignment.members(instance.groups.len());
    for (submission, reviewers) in (0_u32..).zip(&source.assignment.reviewers) {
        let mask = instance.submissions[submission as usize].mask;
        for bit in (0..30).filter(|bit| mask >> bit & 1 == 1) {
            let having = reviewers
                .iter()
                .filter(|&&expert| has(source, submission, expert, bit))
                .count();
            let each = instance.reviewers_of(submission as usize);
            if having < instance.needed_for_bit(bit, each) as usize {
                shortfalls.push(shortfall(source, submission, bit));
            }
        }
        let group = source.assignment.group[submission as usize] as usize;
        let lacking = instance.industry_members_lacking(submission as usize, &members[group]);
        if lacking > 0 {
            let one = group_shortfall(source, submission, lacking);
            shortfalls.extend(std::iter::repeat_n(one, lacking));
        }
    }
    shortfalls.extend(of_groups(source));
    shortfalls
}

/// The shortfalls of a plan with their reasons in a language. Where the tables have changed since,
/// so that others would be listed now, they stay as the plan has them.
pub fn said_again(
    plan: &Plan,
    season: &Season,
    conflicts: &Conflicts,
    (instance, assignment): (&Instance, &Assignment),
    lang: Lang,
) -> Vec<Shortfall> {
    let now = list(&Source {
        season,
        conflicts,
        instance,
        assignment,
        bounds: Bounds::default(),
        within: None,
        proven: false,
        highest_total: None,
        estimate: None,
        seconds: 0.0,
        lang,
    });
    let same = |(one, other): (&Shortfall, &Shortfall)| {
        (&one.submission, one.kind, &one.code) == (&other.submission, other.kind, &other.code)
    };
    let all = now.len() == plan.shortfalls.len();
    match all && now.iter().zip(&plan.shortfalls).all(same) {
        true => now,
        false => plan.shortfalls.clone(),
    }
}

/// Counted limits on the mix of members that are missed, group by group.
fn of_groups(source: &Source<'_>) -> Vec<Shortfall> {
    let instance = source.instance;
    let members = source.assignment.members(instance.groups.len());
    let mut shortfalls = Vec::new();
    for (group, members) in instance.groups.iter().zip(&members) {
        for mix in instance.mixes.groups.iter().filter(|mix| !mix.hard) {
            let having = mix.having(members);
            if mix.missing(having, members.len()) == 0 {
                continue;
            }
            let able = (0..instance.experts.len())
                .filter(|&expert| mix.has[expert])
                .count();
            let all = members.len();
            let reason = bilingual!(
                "本组 {all} 名组员中有 {having} 人，本届可参加的专家中共有 {able} 人。",
                "members of the group: {all}, of whom {having} are of that kind; experts who can take part and are: {able}."
            );
            shortfalls.push(Shortfall {
                submission: group.id.clone(),
                kind: ShortfallKind::Mix,
                code: source.season.rules.mix[mix.rule].label(),
                reason: reason.say(source.lang).to_owned(),
            });
        }
    }
    shortfalls
}

fn has(source: &Source<'_>, submission: u32, expert: u32, bit: u32) -> bool {
    let cell = source
        .instance
        .cells
        .get(submission as usize, expert as usize);
    cell.mask() >> bit & 1 == 1
}

fn shortfall(source: &Source<'_>, submission: u32, bit: u32) -> Shortfall {
    let written = source.submission(submission);
    let (kind, code) = if let Some(mix) = source.instance.mixes.of_bit(bit) {
        let rule = &source.season.rules.mix[mix.rule];
        (ShortfallKind::Mix, rule.label())
    } else if bit == 0 {
        (ShortfallKind::Industry, industries(source, submission))
    } else {
        (
            ShortfallKind::Domain,
            written.domains[bit as usize - 1].code.clone(),
        )
    };
    Shortfall {
        submission: written.id.clone(),
        kind,
        code,
        reason: reason(source, submission, bit).say(source.lang).to_owned(),
    }
}

/// The industry codes of a submission, joined.
fn industries(source: &Source<'_>, submission: u32) -> String {
    let codes = source.submission(submission).industries.iter();
    let codes: Vec<&str> = codes
        .map(crate::model::taxonomy::IndustryCode::text)
        .collect();
    codes.join(";")
}

fn group_shortfall(source: &Source<'_>, submission: u32, lacking: usize) -> Shortfall {
    Shortfall {
        submission: source.submission(submission).id.clone(),
        kind: ShortfallKind::Group,
        code: industries(source, submission),
        reason: group_reason(source, submission, lacking)
            .say(source.lang)
            .to_owned(),
    }
}

/// Who could sit there, and where they are.
fn group_reason(source: &Source<'_>, submission: u32, lacking: usize) -> Bilingual {
    let instance = source.instance;
    let wanted = instance.submissions[submission as usize].industry_members as usize;
    let here = wanted - lacking;
    let knows = |expert: &usize| instance.cells.get(submission as usize, *expert).knows();
    let knowing = (0..instance.experts.len()).filter(knows);
    let seats: Vec<Option<u32>> = knowing
        .map(|expert| source.assignment.seat[expert])
        .collect();
    let (all, own) = (seats.len(), source.assignment.group[submission as usize]);
    let elsewhere = seats
        .iter()
        .flatten()
        .filter(|&&group| group != own)
        .count();
    bilingual!(
        "本组无需回避的组员中 {here} 人熟悉，应有 {wanted} 人；可参加的专家中 {all} 人熟悉且无需回避，其中 {elsewhere} 人编入其他组。",
        "members of the group who know it and have no conflict: {here} of {wanted} wanted; experts who can take part: {all}, of whom {elsewhere} sit in other groups."
    )
}

/// Counts who could have covered it, and says what stood in the way.
fn reason(source: &Source<'_>, submission: u32, bit: u32) -> Bilingual {
    let instance = source.instance;
    let each = instance.reviewers_of(submission as usize);
    let needed = instance.needed_for_bit(bit, each);
    let holders: Vec<u32> = match &instance.cells {
        Cells::Dense { experts, .. } => (0..)
            .take(*experts)
            .filter(|&e| has(source, submission, e, bit))
            .collect(),
        Cells::Computed(cells) => cells
            .candidates(submission as usize)
            .filter(|&e| has(source, submission, e, bit))
            .collect(),
    };
    let all = holders.len();
    let free: Vec<u32> = holders
        .into_iter()
        .filter(|&expert| {
            instance
                .cells
                .get(submission as usize, expert as usize)
                .free()
        })
        .collect();
    let (able, group) = (free.len(), source.assignment.group[submission as usize]);
    let here = free
        .iter()
        .filter(|&&e| source.assignment.seat[e as usize] == Some(group))
        .count();
    let heads = [source.assignment.chair, source.assignment.vice_chair];
    let heading = free.iter().filter(|&&e| heads.contains(&Some(e))).count();
    if all == 0 {
        bilingual!(
            "本届可参加的专家中无人具备。",
            "no expert who can take part this year has it."
        )
    } else if able == 0 {
        bilingual!(
            "本届可参加的专家中 {all} 人具备，但都与该申报有利益冲突。",
            "experts who can take part and have it: {all}, but each has a conflict of interest with the submission."
        )
    } else if able < needed as usize {
        bilingual!(
            "本届可参加的专家中 {all} 人具备，其中只有 {able} 人与该申报没有利益冲突（需要 {needed} 人）。",
            "experts who can take part and have it: {all}; without a conflict of interest with the submission: {able} ({needed} needed)."
        )
    } else if heading == able {
        bilingual!(
            "可评审该申报的 {able} 位具备者担任主任委员或副主任委员。",
            "those without a conflict who have it ({able}) are the chair or vice chair."
        )
    } else if here > 0 {
        bilingual!(
            "本组有 {here} 人具备且可评审，但其评审工作量或另一项覆盖要求更需要这些名额。",
            "members of the group who have it and may review: {here}, but their load limits or another requirement need the places more."
        )
    } else {
        bilingual!(
            "{able} 位可评审者具备，但未编入本组：在其他组能减少更多缺口，或受席位、单位、地区、亲属、届次等规则限制。",
            "experts without a conflict who have it: {able}, but none is in this group: they avoid more shortfalls in other groups, or a rule on seats, employers, regions, relatives or newcomers keeps them out."
        )
    }
}
