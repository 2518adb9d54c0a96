//! Reports rows that affect nobody and nothing of the season, with what they may mean, so that no
//! conflict is lost through a different spelling of a name.

use super::headers::AllHeaders;
use super::parties;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::nearest::suggestion;
use crate::files::tables::relations::Known;
use crate::model::reference::{
    Idle, Loose, Near, idle, is_person, loose_name, name_key, organizations, plain,
};
use crate::model::words::Bilingual;
use crate::model::{OrganizationKey, Party, Place, Relation, RelationKind, Role, Season};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Maximum number of rows named in the message about rows with one unknown end.
const SHOWN: usize = 12;
/// Longer texts (in characters) are not searched for names.
const LONGEST_NAME: usize = 60;

/// Checks the relations.
pub(super) fn check(season: &Season, known: &Known, headers: &AllHeaders, findings: &mut Findings) {
    let found = idle(season, known.of_season());
    if found.is_empty() {
        return;
    }
    let shapes = parties::shapes(known);
    let names = Names::new(season);
    let mut others: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for own in found {
        let relation = &season.relations[own.relation];
        let name = loose_name(relation, own.end);
        if told_elsewhere(relation, own, known, &shapes) {
            continue;
        }
        let file = relation.place.file.as_str();
        let wanted = findings.wants(ProblemCode::RowWithoutEffect, file);
        let near = wanted
            .then(|| names.near(relation, own.end, name))
            .flatten();
        // A declaration for this season is never about past years.
        let wish = matches!(relation.kind, RelationKind::Declared | RelationKind::Waived);
        let nobody = own.end == Loose::Row
            || own.end == Loose::Subject && is_person(relation, own.end)
            || wish;
        if nobody || near.is_some() {
            without_effect(relation, own.end, near, known, headers, findings);
        } else {
            others.entry(file).or_default().extend(relation.place.row);
        }
    }
    for (file, rows) in others {
        beyond(Place::file(file), &rows, findings);
    }
}

/// Whether the cell has been reported already, as looking like an id or like an expert's name.
fn told_elsewhere(
    relation: &Relation,
    own: Idle,
    known: &Known,
    shapes: &BTreeSet<String>,
) -> bool {
    let name = loose_name(relation, own.end);
    let ends = [&relation.subject, &relation.object];
    let like_id = ends.iter().any(|party| match party {
        Party::Named(name) => parties::is_like_id(name, known, shapes),
        _ => false,
    });
    let of_expert = is_person(relation, own.end) && known.people.by_name(name).one().is_some();
    like_id || of_expert && own.end != Loose::Row
}

/// Names of the season, for finding the nearest one.
struct Names<'a> {
    people: Vec<(String, &'a str)>,
    near_people: Near,
    organizations: Vec<String>,
    near_organizations: Near,
    near_titles: Near,
    /// Names of people, organizations and titles that may be contained in a longer text.
    parts: HashMap<String, String>,
    season: &'a Season,
}

impl<'a> Names<'a> {
    fn new(season: &'a Season) -> Self {
        let names = season
            .experts
            .iter()
            .map(|expert| (name_key(&expert.name), expert.id.as_str()));
        let ids = season
            .experts
            .iter()
            .map(|expert| (plain(&expert.id), expert.id.as_str()));
        let people: Vec<(String, &str)> = names.chain(ids).collect();
        let employers = season.experts.iter();
        let employers = employers.map(|own| (Role::Employer, &own.employer));
        let units = season.submissions.iter().flat_map(|own| {
            [
                (Role::Party, &own.organization),
                (Role::Party, &own.recommender),
            ]
        });
        let mut organizations: BTreeMap<OrganizationKey, String> = BTreeMap::new();
        for (role, cell) in employers.chain(units) {
            for own in season.organizations.read(cell, role).named {
                organizations.entry(own.key).or_insert(own.name);
            }
        }
        organizations.retain(|key, _| !key.is_empty());
        let mut parts: HashMap<String, String> = HashMap::new();
        for (name, id) in people.iter().take(season.experts.len()) {
            parts
                .entry(name.clone())
                .or_insert_with(|| (*id).to_owned());
        }
        for (key, name) in &organizations {
            parts
                .entry(key.text().to_owned())
                .or_insert_with(|| name.clone());
        }
        for own in &season.submissions {
            parts
                .entry(name_key(&own.title))
                .or_insert_with(|| own.id.clone());
        }
        let works = season.submissions.iter();
        let titles: Vec<String> = works.map(|own| name_key(&own.title)).collect();
        Self {
            parts,
            near_people: Near::new(people.iter().map(|(name, _)| name.as_str())),
            people,
            near_titles: Near::new(titles.iter().map(String::as_str)),
            near_organizations: Near::new(organizations.keys().map(OrganizationKey::text)),
            organizations: organizations.into_values().collect(),
            season,
        }
    }

    /// What an unknown name may mean: an expert's id, or an organization.
    fn near<'s>(&'s self, relation: &Relation, end: Loose, name: &str) -> Option<&'s str> {
        self.alike(relation, end, name)
            .or_else(|| self.within(&name_key(name)))
    }

    /// The longest known name contained in a text, if the text is short enough to be a name with an
    /// addition.
    fn within<'s>(&'s self, text: &str) -> Option<&'s str> {
        let starts = text.char_indices().map(|(at, _)| at);
        let cuts: Vec<usize> = starts.chain([text.len()]).collect();
        let length = cuts.len() - 1;
        if length > LONGEST_NAME {
            return None;
        }
        (2..=length).rev().find_map(|length| {
            let mut spans = cuts.windows(length + 1);
            spans.find_map(|span| {
                self.parts
                    .get(&text[span[0]..span[length]])
                    .map(String::as_str)
            })
        })
    }

    fn alike<'s>(&'s self, relation: &Relation, end: Loose, name: &str) -> Option<&'s str> {
        let person = || {
            let at = self.near_people.nearest(&name_key(name))?;
            Some(self.people[at].1)
        };
        let organization = |name: &str| {
            let key = self.season.organizations.key(name);
            let at = self.near_organizations.nearest(key.text())?;
            Some(self.organizations[at].as_str())
        };
        // Relations between organizations never refer to titles.
        let title = || {
            let between = relation.kind.is_between_organizations();
            let key = name_key(name);
            let at = self.near_titles.nearest(&key).filter(|_| !between)?;
            Some(self.season.submissions.get(at)?.id.as_str())
        };
        match (is_person(relation, end), end) {
            (true, Loose::Row) => person().or_else(|| match &relation.object {
                Party::Named(name) => organization(name),
                _ => None,
            }),
            (true, _) => person(),
            (false, _) => organization(name).or_else(title),
        }
    }
}

fn without_effect(
    relation: &Relation,
    end: Loose,
    near: Option<&str>,
    known: &Known,
    headers: &AllHeaders,
    findings: &mut Findings,
) {
    let name = loose_name(relation, end);
    let key = if end == Loose::Object {
        "object"
    } else {
        "subject"
    };
    let near = suggestion(near);
    let (zh, en) = (near.zh, near.en);
    let person = is_person(relation, end);
    let what: Bilingual = match end {
        _ if person && end != Loose::Object && known.is_organization(name) => bilingual!(
            "主体是单位，不是专家，这一行现在不起作用；主体和客体是否写反",
            "The subject is an organization, not an expert, so the row has no effect now: subject and object may be swapped"
        ),
        Loose::Row => bilingual!(
            "两端都不是本届的专家、申报或单位，这一行现在不起作用{zh}",
            "Neither end is an expert, a submission or an organization of this season; the row has no effect now{en}"
        ),
        _ if person => bilingual!(
            "不是本届的专家，也不在其他关系中出现，这一行现在不起作用{zh}",
            "This is not an expert of this season and appears in no other relation; the row has no effect now{en}"
        ),
        _ => bilingual!(
            "本届没有这个单位，也不在其他关系中出现，这一行现在不起作用{zh}",
            "This season has no such organization, and it appears in no other relation; the row has no effect now{en}"
        ),
    };
    findings.add(
        ProblemCode::RowWithoutEffect,
        headers.cell(&relation.place, key),
        name,
        what,
        bilingual!(
            "写法有误请改正（专家和申报最好写编号）；与本届无关可不处理",
            "Correct it if it is misspelt (for experts and submissions it is best to write ids); leave it if it does not concern this season"
        ),
    );
}

/// Reports in one message the rows with one end outside the season, which are common among
/// relations of past years.
fn beyond(file: Place, rows: &[u32], findings: &mut Findings) {
    let count = rows.len();
    let shown: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    let (mut zh, mut en) = (shown.join("、"), shown.join(", "));
    if count > SHOWN {
        zh.push_str(" 等");
        en.push_str(", …");
    }
    findings.add(
        ProblemCode::RowsBeyondSeason,
        file,
        "",
        bilingual!(
            "{count} 行的名称不在本届的专家、申报中出现，现在不起作用：第 {zh} 行",
            "Rows whose names appear nowhere else in this season and which have no effect now ({count}): {en}"
        ),
        bilingual!(
            "若与本届有关，请核对名称写法；往年的行可不处理",
            "If they concern this season, check the names; rows of past years may stay"
        ),
    );
}

/// A row of a table of names: its place, and the names in it.
#[derive(Debug)]
pub(in crate::files::tables) struct NameRow {
    /// Cell of the first name.
    pub(in crate::files::tables) place: Place,
    pub(in crate::files::tables) names: Vec<String>,
}

/// Reports the rows of `aliases` or `recommenders` that name no organization of the season.
pub(in crate::files::tables) fn names(season: &Season, rows: &[NameRow], findings: &mut Findings) {
    if rows.is_empty() {
        return;
    }
    let of_season = organizations(&season.experts, &season.submissions, &season.organizations);
    let parties = season
        .relations
        .iter()
        .flat_map(|own| [&own.subject, &own.object]);
    let free = parties.filter_map(|party| match party {
        Party::Named(name) => Some(season.organizations.key(name)),
        _ => None,
    });
    // Ordered, so that ties for the nearest name are always resolved in the same way.
    let known: BTreeSet<OrganizationKey> = of_season.into_iter().chain(free).collect();
    let keys = |row: &NameRow| -> Vec<OrganizationKey> {
        let names = row.names.iter();
        names.map(|name| season.organizations.key(name)).collect()
    };
    let strange = rows.iter().map(|row| (row, keys(row)));
    let strange: Vec<(&NameRow, Vec<OrganizationKey>)> = strange
        .filter(|(_, keys)| !keys.iter().any(|key| known.contains(key)))
        .collect();
    if strange.is_empty() {
        return;
    }
    let near = Near::new(known.iter().map(OrganizationKey::text));
    let spelt: Vec<&OrganizationKey> = known.iter().collect();
    let mut others = Vec::new();
    let mut file = None;
    for (row, keys) in strange {
        let at = keys.iter().find_map(|key| near.nearest(key.text()));
        let Some(at) = at else {
            others.extend(row.place.row);
            file.get_or_insert_with(|| row.place.file.clone());
            continue;
        };
        let near = suggestion(Some(spelt[at].text()));
        let (zh, en) = (near.zh, near.en);
        findings.add(
            ProblemCode::RowWithoutEffect,
            row.place.clone(),
            row.names.join(" | "),
            bilingual!(
                "本届没有这个单位，这一行现在不起作用{zh}",
                "This season has no such organization; the row has no effect now{en}"
            ),
            bilingual!(
                "写法有误请改正；与本届无关可不处理",
                "Correct it if it is misspelt; leave it if it does not concern this season"
            ),
        );
    }
    if let Some(file) = file {
        beyond(Place::file(file), &others, findings);
    }
}
