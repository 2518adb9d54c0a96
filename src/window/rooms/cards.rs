//! The cards of the board: people, groups, submissions.

use crate::bilingual;
use crate::model::plan::{Group, Plan};
use crate::model::words::Lang;
use crate::model::{Expert, Submission};
use crate::window::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A person's card.
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) employer: String,
    pub(super) title: String,
    /// Domains and industries in words.
    pub(super) fields: String,
    /// An office or the lead of the group; empty for members.
    pub(super) role: String,
    pub(super) leads: bool,
    pub(super) load: usize,
    pub(super) limit: usize,
    /// Kept by a pin.
    pub(super) locked: bool,
    /// Whether the draft changed the seat.
    pub(super) changed: bool,
}

/// A submission's line.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) organization: String,
    /// Names of the reviewers.
    pub(super) reviewers: String,
    pub(super) locked: bool,
    pub(super) short: usize,
}

/// The submissions of an industry.
pub(super) struct Fold {
    pub(super) industry: String,
    pub(super) items: Vec<Item>,
}

/// A group's card.
pub(super) struct Card {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) people: Vec<Person>,
    pub(super) folds: Vec<Fold>,
    pub(super) submissions: usize,
    pub(super) short: usize,
}

/// What is looked up for every card.
struct Look<'a> {
    table: &'a Table,
    plan: &'a Plan,
    lang: Lang,
    experts: BTreeMap<&'a str, &'a Expert>,
    submissions: BTreeMap<&'a str, &'a Submission>,
    loads: BTreeMap<&'a str, usize>,
    pinned: BTreeSet<&'a str>,
    short: BTreeMap<&'a str, usize>,
    changed: BTreeSet<&'a str>,
}

impl<'a> Look<'a> {
    fn new(table: &'a Table, lang: Lang) -> Self {
        let plan = &table.plan;
        let experts = table.season.experts.iter();
        let submissions = table.season.submissions.iter();
        let mut short = BTreeMap::new();
        for shortfall in &plan.shortfalls {
            *short.entry(shortfall.submission.as_str()).or_default() += 1;
        }
        let difference = table.edited.as_ref().map(|edited| &edited.difference);
        let people = difference.into_iter().flat_map(|own| &own.people);
        let moved = people.filter(|own| own.before != own.after);
        let pins = plan.pins.iter().filter(|pin| !pin.kind.starts_with("not_"));
        Self {
            table,
            plan,
            lang,
            experts: experts.map(|own| (own.id.as_str(), own)).collect(),
            submissions: submissions.map(|own| (own.id.as_str(), own)).collect(),
            loads: plan.loads(),
            pinned: pins.map(|pin| pin.subject.as_str()).collect(),
            short,
            changed: moved.map(|own| own.expert.as_str()).collect(),
        }
    }

    fn person(&self, id: &str, leads: bool, role: &str) -> Person {
        let own = self.experts.get(id);
        let text = |get: fn(&Expert) -> &str| own.map_or("", |own| get(own)).to_owned();
        let rules = &self.table.season.rules.reviews;
        let limit = own.and_then(|own| own.max_reviews);
        let most = rules.max_per_expert;
        Person {
            id: id.to_owned(),
            name: text(|own| &own.name),
            employer: text(|own| &own.employer),
            title: text(|own| &own.title),
            fields: own.map_or_else(String::new, |own| self.fields(own)),
            role: role.to_owned(),
            leads,
            load: self.loads.get(id).copied().unwrap_or(0),
            limit: limit.map_or(most, |own| own.min(most)) as usize,
            locked: self.pinned.contains(id),
            changed: self.changed.contains(id),
        }
    }

    fn fields(&self, expert: &Expert) -> String {
        let season = &self.table.season;
        let domains = expert.domains.iter().map(|skill| {
            let code = &skill.domain.code;
            named(season.domains.name(code, self.lang), code)
        });
        let industries = expert
            .industries
            .iter()
            .map(|code| named(season.industries.name(code, self.lang), code.text()));
        let all: Vec<String> = domains.chain(industries).collect();
        all.join(self.lang.pick("、", ", "))
    }

    fn item(&self, id: &str) -> Item {
        let own = self.submissions.get(id);
        let reviewers = self.plan.reviewers(id).iter().map(|expert| {
            let known = self.experts.get(expert.as_str());
            known.map_or(expert.as_str(), |own| &own.name)
        });
        let reviewers: Vec<&str> = reviewers.collect();
        Item {
            id: id.to_owned(),
            title: own.map(|own| own.title.clone()).unwrap_or_default(),
            organization: own.map(|own| own.organization.clone()).unwrap_or_default(),
            reviewers: reviewers.join(self.lang.pick("、", ", ")),
            locked: self.pinned.contains(id),
            short: self.short.get(id).copied().unwrap_or(0),
        }
    }

    fn industry(&self, id: &str) -> String {
        let own = self.submissions.get(id);
        let code = own.and_then(|own| own.industries.first());
        let words = bilingual!("未写行业", "no industry");
        code.map_or_else(
            || words.say(self.lang).to_owned(),
            |code| {
                let taxonomy = &self.table.season.industries;
                named(taxonomy.name(code, self.lang), code.text())
            },
        )
    }
}

fn named(name: &str, code: &str) -> String {
    if name.is_empty() { code } else { name }.to_owned()
}

/// The cards of some groups.
pub(super) fn cards<'g>(
    table: &Table,
    groups: impl Iterator<Item = &'g Group>,
    lang: Lang,
) -> Vec<Card> {
    let look = Look::new(table, lang);
    let lead = bilingual!("组长", "leader");
    let made = groups.map(|group| {
        let mut people: Vec<Person> = group
            .members
            .iter()
            .map(|id| {
                let leads = *id == group.leader;
                look.person(id, leads, if leads { lead.say(lang) } else { "" })
            })
            .collect();
        people.sort_by_key(|person| !person.leads);
        let mut folds: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for id in &group.submissions {
            folds
                .entry(look.industry(id))
                .or_default()
                .push(look.item(id));
        }
        let folds = folds
            .into_iter()
            .map(|(industry, items)| Fold { industry, items });
        let folds: Vec<Fold> = folds.collect();
        let items = folds.iter().flat_map(|fold| &fold.items);
        Card {
            id: group.id.clone(),
            name: group.name.clone(),
            submissions: group.submissions.len(),
            short: items.map(|item| item.short).sum(),
            people,
            folds,
        }
    });
    made.collect()
}

/// Chair and vice chair.
pub(super) fn heads(table: &Table, lang: Lang) -> Vec<Person> {
    let look = Look::new(table, lang);
    let heads = &look.plan.committee;
    let (chair, vice) = (
        bilingual!("主任委员", "chair"),
        bilingual!("副主任委员", "vice chair"),
    );
    vec![
        look.person(&heads.chair, false, chair.say(lang)),
        look.person(&heads.vice_chair, false, vice.say(lang)),
    ]
}

/// Everybody who may serve and has neither seat nor office, in the order of the table.
pub(super) fn unseated(table: &Table, lang: Lang) -> Vec<Person> {
    let look = Look::new(table, lang);
    let heads = &look.plan.committee;
    let free = table.season.experts.iter().filter(|own| {
        let id = own.id.as_str();
        let placed =
            look.loads.contains_key(id) || [&heads.chair, &heads.vice_chair].contains(&&own.id);
        !placed && table.season.may_serve(own) && !look.plan.withdrawn.contains(&own.id)
    });
    free.map(|own| look.person(&own.id, false, "")).collect()
}
