//! Why a submission is in its group and has its reviewers, and who could replace them.

use super::absence::{self, Absence};
use super::obstacle::{Obstacle, to_hold};
use super::shortfall::{self, ShortfallExplanation};
use super::words::{change as change_words, group as group_name, indented, join, person};
use super::worth::points;
use super::{Change, Standing};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::suitability::affinity::Explanation;
use schemars::JsonSchema;
use serde::Serialize;

/// Maximum number of better or equal experts listed with their reasons.
const LISTED: usize = 8;

/// A reviewer with the terms of the score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reviewer {
    /// Expert id, as in the season.
    pub expert: String,
    /// The terms of the score.
    pub score: Explanation,
    /// Effect of replacing this reviewer by the best other member.
    pub without: Change,
}

/// Another group for the submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OtherGroup {
    /// Group id, as in the plan.
    pub group: String,
    /// Effect on the submission's own reviews, ignoring loads.
    pub change: Change,
    /// The rules that forbid the move.
    pub obstacles: Vec<Obstacle>,
}

/// The explanation of a submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SubmissionExplanation {
    /// Submission id, as in the season.
    pub submission: String,
    /// Id of its group.
    pub group: String,
    /// Sum of its reviewers' scores.
    pub score: f64,
    /// Its reviewers, with the terms of their scores.
    pub reviewers: Vec<Reviewer>,
    /// The best experts who know it at least as well as the weakest reviewer.
    pub better: Vec<Absence>,
    /// The other groups, with the effect of a move.
    pub elsewhere: Vec<OtherGroup>,
    /// Its coverage shortfalls.
    pub shortfalls: Vec<ShortfallExplanation>,
    /// The whole explanation as sentences.
    pub sentences: Vec<Bilingual>,
}

/// Explains a submission.
pub fn submission(standing: &Standing<'_>, number: u32) -> SubmissionExplanation {
    let group = standing.assignment.group[number as usize] as usize;
    let now = &standing.assignment.reviewers[number as usize];
    let worth = standing.worth_of(number, now);
    let mut told = SubmissionExplanation {
        submission: standing.submission(number).id.clone(),
        group: standing.group_id(group).to_owned(),
        score: points(worth.total),
        reviewers: reviewers(standing, number, group),
        better: better(standing, number),
        elsewhere: elsewhere(standing, number, group),
        shortfalls: (worth.shortfalls.iter())
            .map(|&(submission, bit)| shortfall::explain(standing, submission, bit))
            .collect(),
        sentences: Vec::new(),
    };
    told.sentences = sentences(standing, number, group, &told);
    told
}

fn reviewers(standing: &Standing<'_>, number: u32, group: usize) -> Vec<Reviewer> {
    let now = &standing.assignment.reviewers[number as usize];
    let before = standing.worth_of(number, now);
    let position = standing.instance.submissions[number as usize].season;
    let one = |&expert: &u32| {
        let mut rest = standing.members[group].clone();
        rest.retain(|&other| other != expert);
        let after = standing.worth_with(group, &rest, &[number]);
        Reviewer {
            expert: standing.expert(expert).id.clone(),
            score: standing
                .affinity
                .explain(standing.instance.experts[expert as usize].season, position),
            without: standing.change(&[&before], &[&after]),
        }
    };
    now.iter().map(one).collect()
}

/// The best experts who know the submission better than its weakest reviewer.
fn better(standing: &Standing<'_>, number: u32) -> Vec<Absence> {
    let position = standing.instance.submissions[number as usize].season;
    let now = &standing.assignment.reviewers[number as usize];
    let cell = |e: u32| {
        standing
            .instance
            .cells
            .get(number as usize, e as usize)
            .score()
    };
    let weakest = now
        .iter()
        .map(|&e| points(i64::from(cell(e))))
        .fold(f64::MAX, f64::min);
    let reviews = |id: &str| standing.expert_number(id).is_some_and(|e| now.contains(&e));
    let candidates = standing.affinity.candidates(position).iter();
    candidates
        .filter(|one| one.score > weakest + 1e-9)
        .filter(|one| !reviews(&standing.season.experts[one.expert.at()].id))
        .take(LISTED)
        .map(|one| absence::of(standing, one.expert, number))
        .collect()
}

fn elsewhere(standing: &Standing<'_>, number: u32, home: usize) -> Vec<OtherGroup> {
    let before = standing.worth_of(number, &standing.assignment.reviewers[number as usize]);
    let others = (0..standing.instance.groups.len()).filter(|&group| group != home);
    others
        .map(|group| OtherGroup {
            group: standing.group_id(group).to_owned(),
            change: standing.change(
                &[&before],
                &[&standing.worth_with(group, &standing.members[group], &[number])],
            ),
            obstacles: to_hold(standing, number, group),
        })
        .collect()
}

fn sentences(
    standing: &Standing<'_>,
    number: u32,
    group: usize,
    told: &SubmissionExplanation,
) -> Vec<Bilingual> {
    let written = standing.submission(number);
    let (id, title, place) = (&written.id, &written.title, group_name(standing, group));
    let (count, score) = (told.reviewers.len(), told.score);
    let mut all = vec![bilingual!(
        "{id}《{title}》分在 {place}，由 {count} 位专家评审，得分合计 {score:.4}。",
        "{id} ({title}) is in {place}; reviewers {count}, total score {score:.4}."
    )];
    for reviewer in &told.reviewers {
        let name = standing
            .expert_number(&reviewer.expert)
            .map_or_else(String::new, |e| person(standing.expert(e)));
        let terms = reviewer.score.words();
        let Bilingual { zh, en } = join(&terms, "；", "; ");
        let Bilingual {
            zh: less_zh,
            en: less_en,
        } = change_words(&reviewer.without);
        all.push(bilingual!(
            "评审专家 {name}：{zh}。若无这位专家，由本组其他组员补上：{less_zh}。",
            "Reviewer {name}: {en}. If another member of the group reviewed instead: {less_en}."
        ));
    }
    if told.better.is_empty() {
        all.push(bilingual!(
            "没有哪位专家的得分高于现有评审专家。",
            "No expert scores higher than the reviewers it has."
        ));
    } else {
        all.push(bilingual!(
            "得分更高但未评审的专家：",
            "Experts who score higher and do not review it:"
        ));
        all.extend(told.better.iter().map(|one| indented(&one.words)));
    }
    groups_words(standing, told, &mut all);
    for shortfall in &told.shortfalls {
        all.extend(shortfall.sentences.iter().cloned());
    }
    all
}

fn groups_words(standing: &Standing<'_>, told: &SubmissionExplanation, all: &mut Vec<Bilingual>) {
    if told.elsewhere.is_empty() {
        return;
    }
    all.push(bilingual!(
        "分到其他专业组会怎样（不计评审上限）：",
        "In another group (load limits not considered):"
    ));
    for other in &told.elsewhere {
        let Some(group) = standing.group_number(&other.group) else {
            continue;
        };
        let place = group_name(standing, group);
        let Bilingual { zh, en } = change_words(&other.change);
        let words = if other.obstacles.is_empty() {
            bilingual!("{place}：{zh}。", "{place}: {en}.")
        } else {
            let obstacles: Vec<Bilingual> = other.obstacles.iter().map(Obstacle::say).collect();
            let Bilingual {
                zh: why_zh,
                en: why_en,
            } = join(&obstacles, "；", "; ");
            bilingual!(
                "{place}：{zh}；但{why_zh}。",
                "{place}: {en}; but {why_en}."
            )
        };
        all.push(indented(&words));
    }
}
