//! Verdicts in words.

use crate::bilingual;
use crate::explain::{Change, Standing, balance};
use crate::model::Expert;
use crate::model::words::{Bilingual, Lang, shown};

/// What follows: score, shortfalls, submissions without reviewers, people to be told.
pub(super) fn said(change: &Change, told: &[String], lang: Lang) -> String {
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

/// The names of people, each once.
pub(super) fn names(standing: &Standing<'_>, told: &[u32]) -> Vec<String> {
    let mut told = told.to_vec();
    told.sort_unstable();
    told.dedup();
    let people = told.iter().map(|&number| standing.expert(number));
    people.map(|person| person.name.clone()).collect()
}

/// A person by name and id.
pub(in crate::window) fn called(person: &Expert) -> String {
    format!("{} {}", person.name, person.id).trim().to_owned()
}

/// A group by id and name.
pub(super) fn place(standing: &Standing<'_>, group: usize) -> String {
    let id = standing.group_id(group);
    let name = standing.plan.group(id).map_or("", |group| &group.name);
    format!("{id} {name}").trim().to_owned()
}
