//! Data for the opening of the page, which is kept to two printed pages.

use super::Page;
use crate::bilingual;
use crate::model::plan::ShortfallKind;
use crate::model::words::Bilingual;
use crate::report::figures::{GroupFigures, Requirement, Seat};
use crate::report::opening::{self, Answer};
use crate::report::{Role, words};

/// Maximum number of groups in the opening.
const MOST_OPENED: usize = 20;
/// Maximum number of groups whose members are named in the opening.
const MOST_NAMED: usize = 12;
/// Maximum number of rows about shortfalls, and about people with another seat.
const MOST_LISTED: usize = 8;
/// Maximum number of ids in a line.
const MOST_IDS: usize = 8;

impl<'a> Page<'_, 'a> {
    pub(super) fn answers(&self) -> Vec<Answer> {
        opening::answers(self.story)
    }

    /// The groups listed in the opening.
    pub(super) fn opened(&self) -> &[GroupFigures<'a>] {
        let all = &self.story.figures.groups;
        &all[..all.len().min(MOST_OPENED)]
    }

    pub(super) fn not_opened(&self) -> usize {
        let all = self.story.figures.groups.len();
        all.saturating_sub(MOST_OPENED)
    }

    pub(super) fn leader(&self, group: &GroupFigures) -> Option<&Seat<'a>> {
        let mut seats = self.story.figures.seats[group.seats.clone()].iter();
        seats.find(|seat| seat.role == Role::Leader)
    }

    /// A person by name, with the id only where another member has the same name.
    pub(super) fn called(&self, seat: &Seat) -> String {
        let seats = self.story.figures.seats.iter();
        let same = seats.filter(|other| other.expert.name == seat.expert.name);
        match same.count() {
            0 | 1 if !seat.expert.name.is_empty() => seat.expert.name.clone(),
            _ => self.person(seat.expert),
        }
    }

    /// The members of a group without the leader: their names, or how many where the names of all
    /// groups would not fit.
    pub(super) fn members(&self, group: &GroupFigures) -> String {
        let seats = self.story.figures.seats[group.seats.clone()].iter();
        let members = seats.filter(|seat| seat.role == Role::Member);
        if self.story.figures.groups.len() > MOST_NAMED {
            let count = members.count();
            return self.say(&bilingual!(
                "{count} 名，见附件一",
                "{count}, see appendix 1"
            ));
        }
        words::join(members.map(|seat| self.called(seat)), self.lang)
    }

    pub(super) fn fields(&self, group: &GroupFigures) -> String {
        words::fields(group, self.story, self.lang)
    }

    pub(super) fn outside(&self, group: &GroupFigures) -> String {
        words::outside(group, self.story, self.lang)
    }

    /// What chair, vice chair and leaders must keep away from, in lines.
    pub(super) fn away(&self) -> Vec<String> {
        let away = opening::away(self.story);
        let left_out = away.len().saturating_sub(MOST_LISTED);
        let shown = away.iter().take(MOST_LISTED);
        let mut lines: Vec<String> = shown
            .map(|(role, expert, ids)| {
                let named = ids.iter().take(MOST_IDS).map(|id| (*id).to_owned());
                let named = words::join(named, self.lang);
                let more = ids.len().saturating_sub(MOST_IDS);
                let (ids, ids_en) = match more {
                    0 => (named.clone(), named),
                    _ => (
                        format!("{named} 等 {} 项", ids.len()),
                        format!("{named} and {more} more"),
                    ),
                };
                let Bilingual { zh, en } = role.words();
                let person = self.person(expert);
                self.say(&match role {
                    Role::Chair | Role::ViceChair => bilingual!(
                        "{zh}{person}：讨论 {ids} 时离席。",
                        "{en} {person} leaves the room when {ids_en} is discussed."
                    ),
                    Role::Leader | Role::Member => bilingual!(
                        "{zh}{person}：对 {ids} 回避，由另一名组员主持合议并签署。",
                        "{en} {person} is recused from {ids_en}; another member leads that deliberation and signs."
                    ),
                })
            })
            .collect();
        if left_out > 0 {
            lines.push(self.say(&bilingual!(
                "另有 {left_out} 人，见附件二。",
                "{left_out} more people, see appendix 2."
            )));
        }
        lines
    }

    pub(super) fn opened_shortfalls(&self) -> Vec<&Requirement<'a>> {
        let mut all: Vec<&Requirement> = self.story.figures.shortfalls().collect();
        // What no reviewer knows comes before what too few members of the group know.
        all.sort_by_key(|item| item.kind == ShortfallKind::Group);
        all.truncate(MOST_LISTED);
        all
    }

    pub(super) fn shortfalls_not_opened(&self) -> usize {
        let all = self.story.figures.shortfalls().count();
        all.saturating_sub(MOST_LISTED)
    }

    /// The reason in the plan, or the supply in the pool where the plan gives none.
    pub(super) fn short_reason(&self, item: &Requirement) -> String {
        match item.reason.is_empty() {
            true => self.reason(item),
            false => item.reason.to_owned(),
        }
    }

    pub(super) fn people_changed(&self) -> Vec<(String, String)> {
        opening::people_changed(self.story, MOST_LISTED, self.lang)
    }

    pub(super) fn people_not_shown(&self) -> usize {
        let all = opening::seats_changed(self.story.changes);
        all.saturating_sub(MOST_LISTED)
    }
}
