//! What would become of a person or a submission at each place where it could be put.

use crate::bilingual;
use crate::explain::{
    Change, Obstacle, Standing, Vacancy, balance, exchange, leader_of, to_hold, to_review_all,
};
use crate::model::Expert;
use crate::model::words::{Bilingual, Lang, shown};
use crate::solve::rerun::Edit;
use rayon::prelude::*;
use serde::Serialize;

/// A place and what would follow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Verdict {
    /// The group; empty for the place of somebody without a seat.
    pub(super) group: String,
    /// The expert whose place it is; `None` for a group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) expert: Option<String>,
    /// Whose or which place it is, for people.
    pub(super) name: String,
    /// What follows in one look.
    pub(super) tone: Tone,
    /// The same in words: score, shortfalls, who must be told.
    pub(super) said: String,
    /// The rules that would be broken, each with the smallest change that would allow it.
    pub(super) rules: Vec<String>,
    /// The changes that put it there.
    pub(super) edits: Vec<Edit>,
    #[serde(skip)]
    rank: (usize, i64, f64),
}

/// What follows, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tone {
    /// No rule is broken and the plan becomes better.
    Better,
    /// No rule is broken and the plan hardly changes.
    Even,
    /// No rule is broken and the plan becomes worse.
    Worse,
    /// A rule is broken.
    Broken,
}

/// A difference of the total below which two plans count as even.
const EVEN: f64 = 0.005;

/// The verdicts for an expert at the place of everybody else of another group, and of everybody
/// without a seat if the expert has one; best first. `None` for an unknown id or a chair.
pub(super) fn of_expert(standing: &Standing<'_>, id: &str, lang: Lang) -> Option<Vec<Verdict>> {
    let expert = standing.expert_number(id)?;
    let home = standing.seat(expert);
    if home.is_none() && standing.is_head(expert) {
        return None;
    }
    let count = u32::try_from(standing.instance.experts.len()).ok()?;
    let mut all: Vec<Verdict> = (0..count)
        .into_par_iter()
        .filter(|&other| other != expert && standing.seat(other) != home)
        .filter(|&other| standing.seat(other).is_some() || !standing.is_head(other))
        .filter_map(|other| match (standing.seat(other), home) {
            (Some(group), _) => Some(seat(standing, (expert, other, group), other, lang)),
            (None, Some(home)) => Some(seat(standing, (other, expert, home), other, lang)),
            (None, None) => None,
        })
        .collect();
    sort(&mut all);
    Some(all)
}

/// `into` takes the place of `out` in `group`; `shown` is the one whose card is the target.
fn seat(
    standing: &Standing<'_>,
    (into, out, group): (u32, u32, usize),
    shown: u32,
    lang: Lang,
) -> Verdict {
    let way = exchange(standing, into, group, Vacancy::Displaced(out));
    let id = |number: u32| standing.expert(number).id.clone();
    let mut told = vec![into, out];
    let mut edits = vec![Edit::Swap(id(into), id(out))];
    for (place, gone, come) in [(Some(group), out, into), (standing.seat(into), into, out)] {
        let Some(place) = place else { continue };
        // Whoever takes a leader's seat leads, unless another member does it better.
        if standing.assignment.leaders[place] != Some(gone) {
            continue;
        }
        let mut members = standing.members[place].clone();
        members.retain(|&other| other != gone);
        members.push(come);
        members.sort_unstable();
        let leader = leader_of(standing, place, &members).filter(|leader| *leader != come);
        if let Some(leader) = leader {
            told.push(leader);
            edits.push(Edit::Lead(standing.group_id(place).to_owned(), id(leader)));
        }
    }
    told.sort_unstable();
    told.dedup();
    let person = standing.expert(shown);
    let at = standing.seat(shown).map(|at| standing.group_id(at));
    let mut verdict = verdict(&way.change, &way.obstacles, lang);
    verdict.said = said(&way.change, &names(standing, &told), lang);
    verdict.group = at.unwrap_or_default().to_owned();
    verdict.expert = Some(person.id.clone());
    verdict.name = called(person);
    verdict.edits = edits;
    verdict
}

/// The verdicts for a submission in every other group; best first. `None` for an unknown id.
pub(super) fn of_submission(standing: &Standing<'_>, id: &str, lang: Lang) -> Option<Vec<Verdict>> {
    let submission = standing.submission_number(id)?;
    let home = standing.assignment.group[submission as usize] as usize;
    let own = &standing.submissions[home];
    let rest: Vec<u32> = own
        .iter()
        .copied()
        .filter(|&one| one != submission)
        .collect();
    let left = standing.worth_with(home, &standing.members[home], &rest);
    let mut all: Vec<Verdict> = (0..standing.instance.groups.len())
        .into_par_iter()
        .filter(|&group| group != home)
        .map(|group| {
            let mut held = standing.submissions[group].clone();
            held.push(submission);
            held.sort_unstable();
            let after = standing.worth_with(group, &standing.members[group], &held);
            let before = [&standing.worth_now(home), &standing.worth_now(group)];
            let change = standing.change(&before, &[&left, &after]);
            let mut obstacles = to_hold(standing, submission, group);
            obstacles.extend(to_review_all(standing, &left));
            obstacles.extend(to_review_all(standing, &after));
            let mut verdict = verdict(&change, &obstacles, lang);
            let id = standing.group_id(group);
            let named = standing.plan.group(id).map_or("", |group| &group.name);
            verdict.said = said(&change, &[], lang);
            verdict.group = id.to_owned();
            let moved = standing.submission(submission).id.clone();
            verdict.edits = vec![Edit::Move(moved, id.to_owned())];
            verdict.name = format!("{id} {named}").trim().to_owned();
            verdict
        })
        .collect();
    sort(&mut all);
    Some(all)
}

fn verdict(change: &Change, obstacles: &[Obstacle], lang: Lang) -> Verdict {
    let more = balance(change);
    let broken = obstacles.len() + change.unreviewed.len();
    let tone = match (broken, more) {
        (1.., _) => Tone::Broken,
        (0, ..0) => Tone::Better,
        (0, 1..) => Tone::Worse,
        (0, 0) if change.score > EVEN => Tone::Better,
        (0, 0) if change.score < -EVEN => Tone::Worse,
        (0, 0) => Tone::Even,
    };
    let rules = obstacles.iter().map(|own| own.say().say(lang).to_owned());
    Verdict {
        group: String::new(),
        expert: None,
        name: String::new(),
        tone,
        said: String::new(),
        rules: rules.collect(),
        edits: Vec::new(),
        rank: (broken, more, change.score),
    }
}

fn sort(all: &mut [Verdict]) {
    all.sort_by(|a, b| {
        let key = |one: &Verdict| (one.tone == Tone::Broken, one.rank.0, one.rank.1);
        let score = b.rank.2.total_cmp(&a.rank.2);
        key(a).cmp(&key(b)).then(score).then(a.name.cmp(&b.name))
    });
}

fn said(change: &Change, told: &[String], lang: Lang) -> String {
    let score = shown(change.score, 2);
    let more = balance(change);
    let mut parts: Vec<Bilingual> = vec![bilingual!("总得分 {score:+.2}", "total {score:+.2}")];
    if more != 0 {
        parts.push(bilingual!("缺口 {more:+}", "shortfalls {more:+}"));
    }
    if !change.unreviewed.is_empty() {
        let ids = change.unreviewed.join(" ");
        parts.push(bilingual!("评审不足：{ids}", "too few reviewers: {ids}"));
    }
    if !told.is_empty() {
        let count = told.len();
        let (zh, en) = (told.join("、"), told.join(", "));
        parts.push(bilingual!(
            "告知 {count} 人（{zh}）",
            "to be told: {count} ({en})"
        ));
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.say(lang)).collect();
    parts.join(lang.pick("，", ", "))
}

fn names(standing: &Standing<'_>, told: &[u32]) -> Vec<String> {
    let people = told.iter().map(|&number| standing.expert(number));
    people.map(|person| person.name.clone()).collect()
}

/// A person by name and id.
pub(super) fn called(person: &Expert) -> String {
    format!("{} {}", person.name, person.id).trim().to_owned()
}
