//! The changes of the draft in words.

use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::solve::rerun::Edit;
use crate::window::table::Table;

/// One change.
pub(super) struct Change {
    pub(super) said: String,
}

/// The changes in order.
pub(super) fn changes(table: &Table, lang: Lang) -> Vec<Change> {
    let steps = table.draft.steps.iter();
    let said = steps.map(|step| {
        let said: Vec<String> = step
            .iter()
            .map(|edit| words(table, edit).say(lang).to_owned())
            .collect();
        Change {
            said: said.join(lang.pick("，", ", ")),
        }
    });
    said.collect()
}

/// The people who must be told of the draft, by name.
pub(super) fn told(table: &Table) -> Vec<String> {
    let difference = table.edited.as_ref().map(|edited| &edited.difference);
    let people = difference.into_iter().flat_map(|own| &own.people);
    people.map(|own| name(table, &own.expert)).collect()
}

fn name(table: &Table, id: &str) -> String {
    let mut experts = table.season.experts.iter();
    let found = experts.find(|own| own.id == id);
    found.map_or_else(|| id.to_owned(), |own| own.name.clone())
}

fn words(table: &Table, edit: &Edit) -> Bilingual {
    let name = |id: &String| name(table, id);
    let sits = |id: &String, group: &String| {
        let plan = table.prior.plan.as_ref().ok();
        let now = plan.and_then(|plan| plan.group(group));
        now.is_some_and(|now| now.members.contains(id) || now.submissions.contains(id))
    };
    match edit {
        Edit::Swap(one, other) => {
            let (one, other) = (name(one), name(other));
            bilingual!("{one} 与 {other} 对调", "{one} and {other} exchange places")
        }
        Edit::Move(submission, group) if sits(submission, group) => {
            bilingual!(
                "{submission} 锁定在 {group}",
                "{submission} is kept in {group}"
            )
        }
        Edit::Move(submission, group) => {
            bilingual!("{submission} 移到 {group}", "{submission} goes to {group}")
        }
        Edit::Seat(expert, group) if sits(expert, group) => {
            let expert = name(expert);
            bilingual!("{expert} 锁定在 {group}", "{expert} is kept in {group}")
        }
        Edit::Seat(expert, group) => {
            let expert = name(expert);
            bilingual!("{expert} 编入 {group}", "{expert} is seated in {group}")
        }
        Edit::Unseat(expert) => {
            let expert = name(expert);
            bilingual!("{expert} 不再入组", "{expert} gives up the seat")
        }
        Edit::Hear(submission, day, start) => {
            bilingual!(
                "{submission} 改在 {day} {start} 答辩",
                "{submission} is heard on {day} at {start}"
            )
        }
        Edit::Review(submission, out, into) => {
            let (out, into) = (name(out), name(into));
            bilingual!(
                "{submission} 改由 {into} 代替 {out} 评审",
                "{submission} is reviewed by {into} in place of {out}"
            )
        }
        Edit::Keep(id) => {
            let what = name(id);
            bilingual!("{what} 锁定", "{what} is locked")
        }
        Edit::Release(id) => {
            let what = name(id);
            bilingual!("{what} 解锁", "{what} is unlocked")
        }
        Edit::Lead(group, expert) => {
            let expert = name(expert);
            bilingual!("{expert} 任 {group} 组长", "{expert} leads {group}")
        }
    }
}
