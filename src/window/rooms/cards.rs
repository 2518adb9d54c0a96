//! The cards of the board: people, groups, submissions.

use super::scarcity::{Scarcity, division};
use crate::api::Season;
use crate::bilingual;
use crate::model::plan::{Group, Plan, PlanPin};
use crate::model::taxonomy::IndustryCode;
use crate::model::words::Lang;
use crate::model::{Expert, PinKind, PinSubject, Submission};
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
    /// The group of a card in the pool; empty for those without a seat.
    pub(super) group: String,
    /// What the pool is filtered and sorted by.
    pub(super) traits: Traits,
}

/// What the pool is filtered and sorted by.
#[derive(Default)]
pub(super) struct Traits {
    pub(super) region: String,
    /// Divisions of the industries, joined by spaces.
    pub(super) industries: String,
    /// How many experts know the field of this one that fewest know, among the fields that
    /// submissions need; `None` where none needs any.
    pub(super) peers: Option<usize>,
}

/// A reviewer of a submission.
pub(super) struct Reviewer {
    pub(super) id: String,
    pub(super) name: String,
    /// Kept by a pin.
    pub(super) locked: bool,
}

/// A submission's line.
pub(super) struct Item {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) organization: String,
    pub(super) reviewers: Vec<Reviewer>,
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
    /// Whether everything in it is kept by pins.
    pub(super) locked: bool,
}

/// What is looked up for every card.
struct Look<'a> {
    table: &'a Table,
    plan: &'a Plan,
    lang: Lang,
    experts: BTreeMap<&'a str, &'a Expert>,
    submissions: BTreeMap<&'a str, &'a Submission>,
    loads: BTreeMap<&'a str, usize>,
    /// Whose place a pin keeps.
    pinned: BTreeSet<&'a str>,
    /// Reviews that a pin keeps: expert and submission.
    reviews: BTreeSet<(&'a str, &'a str)>,
    scarcity: Scarcity<'a>,
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
        let reviews = plan.pins.iter().filter(|pin| pin.kind == "reviewer");
        Self {
            table,
            plan,
            lang,
            experts: experts.map(|own| (own.id.as_str(), own)).collect(),
            submissions: submissions.map(|own| (own.id.as_str(), own)).collect(),
            loads: plan.loads(),
            pinned: pinned(plan, &table.season),
            reviews: reviews
                .map(|pin| (pin.subject.as_str(), pin.object.as_str()))
                .collect(),
            scarcity: Scarcity::of(&table.season),
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
            group: String::new(),
            traits: own.map_or_else(Traits::default, |own| self.traits(own)),
        }
    }

    fn traits(&self, expert: &Expert) -> Traits {
        let industries = expert.industries.iter();
        let industries: BTreeSet<&str> = industries.map(division).collect();
        let industries: Vec<&str> = industries.into_iter().collect();
        Traits {
            region: expert.region.clone(),
            industries: industries.join(" "),
            peers: self.scarcity.peers(expert),
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
            Reviewer {
                id: expert.clone(),
                name: known.map_or(expert.as_str(), |own| &own.name).to_owned(),
                locked: self.reviews.contains(&(expert, id)),
            }
        });
        Item {
            id: id.to_owned(),
            title: own.map(|own| own.title.clone()).unwrap_or_default(),
            organization: own.map(|own| own.organization.clone()).unwrap_or_default(),
            reviewers: reviewers.collect(),
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

/// Whose place a pin keeps: those of the plan and of the tables.
fn pinned<'a>(plan: &'a Plan, season: &'a Season) -> BTreeSet<&'a str> {
    let keeps = |pin: &&PlanPin| match pin.kind.as_str() {
        "not_member" => pin.object.is_empty(),
        kind => !kind.starts_with("not_") && kind != "reviewer",
    };
    let own = plan.pins.iter().filter(keeps);
    let own = own.map(|pin| pin.subject.as_str());
    let tables = season.pins.iter();
    let tables = tables.filter(|pin| !pin.forbidden && pin.kind != PinKind::Reviewer);
    let tables = tables.map(|pin| match pin.subject {
        PinSubject::Expert(expert) => season.experts[expert.at()].id.as_str(),
        PinSubject::Submission(submission) => season.submissions[submission.at()].id.as_str(),
    });
    own.chain(tables).collect()
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
        let items = || folds.iter().flat_map(|fold| &fold.items);
        let locked = people.iter().all(|own| own.locked) && items().all(|own| own.locked);
        Card {
            locked,
            short: items().map(|item| item.short).sum(),
            id: group.id.clone(),
            name: group.name.clone(),
            submissions: group.submissions.len(),
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

/// Everybody who may serve and has no office: those without a seat first, in the order of the table.
pub(super) fn pool(table: &Table, lang: Lang) -> Vec<Person> {
    let look = Look::new(table, lang);
    let heads = &look.plan.committee;
    let groups = look.plan.groups.iter();
    let seats: BTreeMap<&str, &str> = groups
        .flat_map(|group| {
            group
                .members
                .iter()
                .map(|id| (id.as_str(), group.id.as_str()))
        })
        .collect();
    let able = table.season.experts.iter().filter(|own| {
        let office = [&heads.chair, &heads.vice_chair].contains(&&own.id);
        !office && table.season.may_serve(own) && !look.plan.withdrawn.contains(&own.id)
    });
    let mut pool: Vec<Person> = able
        .map(|own| {
            let group = seats.get(own.id.as_str()).copied().unwrap_or_default();
            Person {
                group: group.to_owned(),
                ..look.person(&own.id, false, "")
            }
        })
        .collect();
    pool.sort_by_key(|own| !own.group.is_empty());
    pool
}

/// The regions of the pool and the divisions of its industries, with their names: what it can be
/// filtered by.
pub(super) fn filters(
    pool: &[Person],
    table: &Table,
    lang: Lang,
) -> (Vec<String>, Vec<(String, String)>) {
    let regions = pool.iter().map(|own| own.traits.region.clone());
    let regions: BTreeSet<String> = regions.filter(|own| !own.is_empty()).collect();
    let codes = table.season.experts.iter().flat_map(|own| &own.industries);
    let industries: BTreeMap<&str, &IndustryCode> =
        codes.map(|code| (division(code), code)).collect();
    let industry = |(division, code): (&str, &IndustryCode)| {
        let path: Vec<String> = code.path().iter().take(2).cloned().collect();
        let name = table
            .season
            .industries
            .name(&IndustryCode::from_path(path), lang);
        (
            division.to_owned(),
            format!("{division} {name}").trim().to_owned(),
        )
    };
    (
        regions.into_iter().collect(),
        industries.into_iter().map(industry).collect(),
    )
}
