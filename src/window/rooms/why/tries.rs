//! What else could be, each with what would follow and a button that tries it in the draft. The
//! smallest change that keeps every rule comes first.

use crate::bilingual;
use crate::explain::{
    Absence, Change, Exchange, ExpertExplanation, Obstacle, Standing, SubmissionExplanation,
    balance, of_review, recommend,
};
use crate::model::words::{Bilingual, Lang, shown};
use crate::solve::rerun::Edit;
use crate::window::verdict::called;
use serde_json::json;

/// Replacements listed for a group.
const LISTED: usize = 5;

/// A change that can be tried in the draft.
pub(super) struct Try {
    pub(super) name: String,
    pub(super) said: String,
    pub(super) rules: Vec<String>,
    /// The change as its button sends it.
    pub(super) body: String,
    /// Whether it is the smallest one that keeps every rule.
    pub(super) smallest: bool,
    /// Reviews that others would do, shortfalls more, score.
    size: (usize, i64, f64),
}

/// Those that keep the rules first, among these the one that moves least.
pub(super) fn sorted(mut tries: Vec<Try>) -> Vec<Try> {
    tries.sort_by(|a, b| {
        let key = |one: &Try| (one.rules.len(), one.size.1.max(0), one.size.0);
        key(a).cmp(&key(b)).then(b.size.2.total_cmp(&a.size.2))
    });
    if let Some(first) = tries.first_mut() {
        first.smallest = first.rules.is_empty();
    }
    tries
}

/// A person in other groups.
pub(super) fn of_expert(standing: &Standing<'_>, told: &ExpertExplanation, lang: Lang) -> Vec<Try> {
    let ways = told.elsewhere.iter();
    ways.map(|way| exchange(standing, &told.expert, way, lang))
        .collect()
}

/// A submission in other groups, and with better reviewers.
pub(super) fn of_submission(
    standing: &Standing<'_>,
    told: &SubmissionExplanation,
    lang: Lang,
) -> Vec<Try> {
    let moves = told.elsewhere.iter().map(|other| {
        let name = group(standing, &other.group);
        let words = bilingual!("移到 {name}", "move to {name}");
        let edit = Edit::Move(told.submission.clone(), other.group.clone());
        made(&words, &other.change, &other.obstacles, edit, lang)
    });
    let number = standing.submission_number(&told.submission);
    let better = told.better.iter().filter(|one| one.obstacles.is_empty());
    let reviews = better.flat_map(|one| {
        let number = number.into_iter();
        number.flat_map(|number| of_absence(standing, one, number, lang))
    });
    moves.chain(reviews).collect()
}

/// A person who does not review a submission: in the place of a reviewer, or in the group.
pub(super) fn of_absence(
    standing: &Standing<'_>,
    absence: &Absence,
    submission: u32,
    lang: Lang,
) -> Vec<Try> {
    let id = &standing.submission(submission).id;
    let numbers = |own: &str| standing.expert_number(own);
    let instead = absence.instead.as_ref().and_then(|instead| {
        let (out, into) = (numbers(&instead.reviewer)?, numbers(&absence.expert)?);
        let effect = of_review(standing, submission, out, into);
        let (own, other) = (called(standing.expert(into)), called(standing.expert(out)));
        let words = bilingual!(
            "{id} 由 {own} 代替 {other} 评审",
            "{own} reviews {id} in place of {other}"
        );
        let edit = Edit::Review(id.clone(), instead.reviewer.clone(), absence.expert.clone());
        Some(made(&words, &effect.change, &effect.obstacles, edit, lang))
    });
    let seat = absence.exchange.iter();
    let seat = seat.map(|way| exchange(standing, &absence.expert, way, lang));
    instead.into_iter().chain(seat).collect()
}

/// The people who would serve a group best, each in the place of a member.
pub(super) fn of_group(standing: &Standing<'_>, number: usize, lang: Lang) -> Vec<Try> {
    let ranked = recommend::ranked(standing, number, None, LISTED).into_iter();
    let tries = ranked.map(|own| {
        let way = Exchange {
            group: standing.group_id(number).to_owned(),
            instead_of: own.instead_of,
            swap: own.seated.is_some(),
            change: own.change,
            obstacles: own.breaks,
        };
        let mut made = exchange(standing, &own.expert, &way, lang);
        let person = standing.expert_number(&own.expert);
        let person = person.map_or_else(String::new, |at| called(standing.expert(at)));
        made.name = bilingual!("{person}：", "{person}: ").say(lang).to_owned() + &made.name;
        made
    });
    tries.collect()
}

fn exchange(standing: &Standing<'_>, person: &str, way: &Exchange, lang: Lang) -> Try {
    let other = standing.expert_number(&way.instead_of);
    let other = other.map_or_else(String::new, |other| called(standing.expert(other)));
    let group = group(standing, &way.group);
    let words = match way.swap {
        true => bilingual!(
            "与 {group} 的 {other} 对调",
            "exchange with {other} of {group}"
        ),
        false => bilingual!("在 {group} 替换 {other}", "in place of {other} in {group}"),
    };
    let edit = Edit::Swap(person.to_owned(), way.instead_of.clone());
    made(&words, &way.change, &way.obstacles, edit, lang)
}

fn group(standing: &Standing<'_>, id: &str) -> String {
    let name = standing.plan.group(id).map_or("", |group| &group.name);
    format!("{id} {name}").trim().to_owned()
}

fn made(words: &Bilingual, change: &Change, rules: &[Obstacle], edit: Edit, lang: Lang) -> Try {
    let said = rules.iter().map(|own| own.say().say(lang).to_owned());
    Try {
        name: words.say(lang).to_owned(),
        said: effect(change, lang),
        rules: said.collect(),
        body: json!({ "edits": [edit] }).to_string(),
        smallest: false,
        size: (change.reviews_changed, balance(change), change.score),
    }
}

fn effect(change: &Change, lang: Lang) -> String {
    let score = shown(change.score, 2);
    let (lost, gained) = (change.lost.len(), change.gained.len());
    let words = match (lost, gained) {
        (0, 0) => bilingual!("总得分 {score:+.2}", "total {score:+.2}"),
        _ => bilingual!(
            "总得分 {score:+.2}，缺口多 {lost} 少 {gained}",
            "total {score:+.2}, shortfalls: {lost} more, {gained} fewer"
        ),
    };
    words.say(lang).to_owned()
}
