//! Why an expert does not review a submission.

use super::obstacle::{self, Obstacle, of_conflict, to_review, to_serve};
use super::place::{self, Exchange};
use super::words::{change as change_words, group as group_name, join, person};
use super::{Change, Standing};
use crate::bilingual;
use crate::model::ExpertIndex;
use crate::model::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::Serialize;

/// An expert who does not review a submission, with the reasons.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Absence {
    /// Expert id, as in the season.
    pub expert: String,
    /// score(e,s), 0 to 1.
    pub score: f64,
    /// Id of the group in which the expert sits.
    pub seat: Option<String>,
    /// The rules that forbid the review.
    pub obstacles: Vec<Obstacle>,
    /// Effect of seating the expert in the submission's group, for experts who sit elsewhere or
    /// nowhere.
    pub exchange: Option<Exchange>,
    /// Effect of replacing a reviewer, for members of the group.
    pub instead: Option<Instead>,
    /// The reason without the expert's name.
    #[serde(skip)]
    pub(super) why: Bilingual,
    /// The whole reason as a sentence.
    pub words: Bilingual,
}

/// A member as the replacement of a reviewer for one submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Instead {
    /// Expert id of the replaced reviewer.
    pub reviewer: String,
    /// Effect of the replacement.
    pub change: Change,
}

/// Determines why `expert` does not review `submission`.
pub fn of(standing: &Standing<'_>, expert: ExpertIndex, submission: u32) -> Absence {
    let position = standing.instance.submissions[submission as usize].season;
    let own = &standing.season.experts[expert.at()];
    let number = standing.expert_number(&own.id);
    let mut absence = Absence {
        expert: own.id.clone(),
        score: standing.affinity.score(expert, position),
        seat: number
            .and_then(|n| standing.seat(n))
            .map(|group| standing.group_id(group).to_owned()),
        obstacles: to_serve(standing, expert),
        exchange: None,
        instead: None,
        why: Bilingual::default(),
        words: Bilingual::default(),
    };
    absence
        .obstacles
        .extend(to_review(standing, expert, position));
    let why = match number {
        Some(number) if absence.obstacles.is_empty() => {
            let group = standing.assignment.group[submission as usize] as usize;
            if standing.seat(number) == Some(group) {
                within(standing, number, submission, &mut absence)
            } else {
                outside(standing, number, group, &mut absence)
            }
        }
        _ => said(&absence.obstacles),
    };
    let (name, score) = (person(own), absence.score);
    let Bilingual { zh, en } = &why;
    absence.words = bilingual!("{name}（{score:.4}）：{zh}。", "{name} ({score:.4}): {en}.");
    absence.why = why;
    absence
}

fn said(obstacles: &[Obstacle]) -> Bilingual {
    let all: Vec<Bilingual> = obstacles.iter().map(Obstacle::say).collect();
    join(&all, "；", "; ")
}

/// For a member of the group: the effect of the review in place of the reviewer who can best be
/// replaced.
fn within(
    standing: &Standing<'_>,
    number: u32,
    submission: u32,
    absence: &mut Absence,
) -> Bilingual {
    let load = standing.loads[number as usize];
    let cap = standing.instance.experts[number as usize].load_cap;
    let (best, missed) = instead(standing, number, submission);
    let words = best
        .as_ref()
        .map(|best| change_words(&best.change))
        .unwrap_or_default();
    let other = best.as_ref().map_or("", |best| best.reviewer.as_str());
    let Bilingual { zh, en } = words;
    let better = best
        .as_ref()
        .is_some_and(|best| (place::balance(&best.change), -best.change.score) < (0, -1e-9));
    let sentence = if load >= cap {
        let gain = Bilingual::new(&*zh, &*en);
        let full = obstacle::load::at_the_limit(load, cap, other, &gain);
        absence.obstacles.push(full);
        said(&absence.obstacles)
    } else if !missed.is_empty() {
        let Bilingual { zh, en } = said(&missed);
        absence.obstacles = missed;
        bilingual!(
            "同组；若替换 {other}，{zh}",
            "in the same group; in place of {other}: {en}"
        )
    } else if better {
        bilingual!(
            "同组；若替换 {other}，{zh}，计算在时限内没有找到这一改进",
            "in the same group; in place of {other}: {en}; the search did not find this improvement within its time limit"
        )
    } else {
        bilingual!(
            "同组，但若替换 {other}，{zh}",
            "in the same group, but in place of {other}: {en}"
        )
    };
    absence.instead = best;
    sentence
}

/// The best single exchange of reviewers of a submission that includes `number`, and the rules on
/// the mix of reviewers that it would miss: exchanges that miss none come first.
fn instead(
    standing: &Standing<'_>,
    number: u32,
    submission: u32,
) -> (Option<Instead>, Vec<Obstacle>) {
    let now = &standing.assignment.reviewers[submission as usize];
    let before = standing.worth_of(submission, now);
    let all = now.iter().map(|&out| {
        let mut reviewers = now.clone();
        reviewers.retain(|&other| other != out);
        reviewers.push(number);
        reviewers.sort_unstable();
        let after = standing.worth_of(submission, &reviewers);
        let missed = obstacle::to_mix(standing, &after);
        (out, standing.change(&[&before], &[&after]), missed)
    });
    let best = all.min_by(|(_, a, missed), (_, b, other)| {
        (missed.len().cmp(&other.len()))
            .then(place::balance(a).cmp(&place::balance(b)))
            .then(b.score.total_cmp(&a.score))
    });
    let Some((out, change, missed)) = best else {
        return (None, Vec::new());
    };
    let best = Instead {
        reviewer: standing.expert(out).id.clone(),
        change,
    };
    (Some(best), missed)
}

fn outside(standing: &Standing<'_>, number: u32, group: usize, absence: &mut Absence) -> Bilingual {
    let seat = match standing.seat(number) {
        Some(seat) => {
            let place = group_name(standing, seat);
            bilingual!("编入 {place}", "has a seat in {place}")
        }
        None if standing.is_head(number) => {
            bilingual!("担任主任或副主任委员", "is the chair or vice chair")
        }
        None => bilingual!("未入选", "has no seat"),
    };
    let Bilingual {
        zh: seat_zh,
        en: seat_en,
    } = seat;
    let Some(way) = place::best(standing, number, group) else {
        return bilingual!("{seat_zh}", "{seat_en}");
    };
    let other = way.instead_of.clone();
    let Bilingual { zh, en } = change_words(&way.change);
    let better = (place::balance(&way.change), -way.change.score) < (0, -1e-9);
    let (how_zh, how_en) = if way.swap {
        (
            format!("与 {other} 对调"),
            format!("trading seats with {other}"),
        )
    } else {
        (format!("替换 {other}"), format!("in place of {other}"))
    };
    let words = if !way.obstacles.is_empty() {
        let Bilingual {
            zh: why_zh,
            en: why_en,
        } = said(&way.obstacles);
        absence.obstacles.clone_from(&way.obstacles);
        bilingual!(
            "{seat_zh}；规则不允许进入本组（{how_zh}）：{why_zh}",
            "{seat_en}; the rules do not allow this expert in the group ({how_en}): {why_en}"
        )
    } else if better {
        bilingual!(
            "{seat_zh}；若进入本组（{how_zh}），{zh}，计算在时限内没有找到这一改进",
            "{seat_en}; in this group, {how_en}: {en}; the search did not find this improvement within its time limit"
        )
    } else {
        bilingual!(
            "{seat_zh}；若进入本组（{how_zh}），{zh}",
            "{seat_en}; in this group, {how_en}: {en}"
        )
    };
    absence.exchange = Some(way);
    words
}

/// The waived conflicts between the two as sentences. Conflicts in force are the reason of an
/// absence and stated there.
pub(super) fn waived(
    standing: &Standing<'_>,
    expert: ExpertIndex,
    submission: u32,
) -> Vec<Bilingual> {
    let position = standing.instance.submissions[submission as usize].season;
    let between = standing.conflicts.between(expert, position);
    let waived = between.filter_map(|conflict| {
        let waiver = conflict.waived.as_ref()?;
        let Bilingual { zh, en } = of_conflict(standing, conflict).words;
        let (by_zh, by_en) = (waiver.say(Lang::Zh), waiver.say(Lang::En));
        Some(bilingual!(
            "已豁免的冲突：{zh}；豁免：{by_zh}。",
            "Waived conflict: {en}; waiver: {by_en}."
        ))
    });
    waived.collect()
}
