//! R25: people of a kind in a group, or among the reviewers of a submission.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::explain::words::list;
use crate::explain::{GroupWorth, Standing};
use crate::model::Rule;
use crate::model::words::Bilingual;
use crate::solve::instance::Side;

/// Hard limits that the group would miss with the expert, or would miss by more.
pub(super) fn to_sit(seat: &Seat<'_>, instead_of: Option<u32>, found: &mut Vec<Obstacle>) {
    let mut after = seat.others.clone();
    after.push(seat.expert);
    let mut before = seat.others.clone();
    before.extend(instead_of);
    missed_more(seat.standing, &before, &after, found);
}

/// Hard limits that the group would miss without the seat's expert, or would miss by more.
pub(super) fn to_leave(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let mut before = seat.others.clone();
    before.push(seat.expert);
    missed_more(seat.standing, &before, &seat.others, found);
}

fn missed_more(standing: &Standing<'_>, before: &[u32], after: &[u32], found: &mut Vec<Obstacle>) {
    for mix in standing.instance.mixes.groups.iter().filter(|mix| mix.hard) {
        let having = mix.having(after);
        let missing = mix.missing(having, after.len());
        if missing <= mix.missing(mix.having(before), before.len()) {
            continue;
        }
        let rule = &standing.season.rules.mix[mix.rule];
        let (label, Bilingual { zh, en }) = (rule.label(), rule.say());
        let key = match mix.side {
            Side::AtLeast(_) => "at_least",
            Side::AtMost(_) => "at_most",
        };
        found.push(Obstacle::new(
            Rule::Mix,
            bilingual!(
                "组员中“{label}”将有 {having} 人，而{zh}",
                "the group would have {having} of [{label}], but {en}"
            ),
            bilingual!(
                "放宽这一条 mix 的 {key}，或改为 hard = false（计为缺口）",
                "relax {key} of this mix, or set hard = false (counted as a shortfall)"
            ),
        ));
    }
}

/// Submissions whose reviewers would miss a hard limit.
pub(super) fn to_review_all(
    standing: &Standing<'_>,
    worth: &GroupWorth,
    found: &mut Vec<Obstacle>,
) {
    for mix in standing.instance.mixes.bits.iter().filter(|mix| mix.hard) {
        let missed = worth.missed.iter().filter(|(_, bit)| *bit == mix.bit);
        let missed: Vec<u32> = missed.map(|(submission, _)| *submission).collect();
        if missed.is_empty() {
            continue;
        }
        let ids = missed.iter().take(6);
        let ids = list(ids.map(|&own| standing.submission(own).id.clone()));
        let rule = &standing.season.rules.mix[mix.rule];
        let (label, Bilingual { zh, en }) = (rule.label(), rule.say());
        let (ids_zh, ids_en) = (ids.zh, ids.en);
        found.push(Obstacle::new(
            Rule::Mix,
            bilingual!(
                "{ids_zh} 的评审专家将不符合“{label}”：{zh}",
                "the reviewers of {ids_en} would not meet [{label}]: {en}"
            ),
            bilingual!(
                "放宽这一条 mix，或改为 hard = false（计为缺口）",
                "relax this mix, or set hard = false (counted as a shortfall)"
            ),
        ));
    }
}
