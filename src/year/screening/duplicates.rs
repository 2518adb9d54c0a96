//! Possible duplicates: same organization, same title, similar names.

use super::document::{Duplicate, DuplicateKind, Effect, Finding, FindingKind};
use super::effect::allowed;
use crate::bilingual;
use crate::model::words::{Bilingual, folded};
use crate::model::{Applications, OrganizationKey, Role, ScreenPolicy};
use crate::suitability::conflict::look_alike::NameIndex;
use std::collections::BTreeMap;

/// Finds all duplicates; none if the rules do not check them.
pub(super) fn find(applications: &Applications) -> Vec<Duplicate> {
    if applications.rules.screen.duplicates == ScreenPolicy::Off {
        return Vec::new();
    }
    let mut found = organizations(applications);
    found.extend(titles(applications));
    found.extend(look_alikes(applications));
    found
}

/// Adds a finding to every submission concerned. Organizations with similar names are different
/// until a person decides otherwise, so these are reported only.
pub(super) fn judge(
    applications: &Applications,
    duplicates: &[Duplicate],
    findings: &mut [Vec<Finding>],
) {
    let policy = applications.rules.screen.duplicates;
    let rows = applications.applications.iter().enumerate();
    let position: BTreeMap<&str, usize> = rows
        .map(|(at, application)| (application.submission.id.as_str(), at))
        .collect();
    for duplicate in duplicates {
        let effect = match duplicate.kind {
            DuplicateKind::LooksAlike => Some(Effect::Told),
            _ => allowed(policy, Effect::Pending),
        };
        let Some(effect) = effect else { continue };
        for id in &duplicate.submissions {
            if let Some(at) = position.get(id.as_str()) {
                findings[*at].push(Finding {
                    kind: FindingKind::Duplicate,
                    effect,
                    words: duplicate.words.clone(),
                });
            }
        }
    }
}

fn organizations(applications: &Applications) -> Vec<Duplicate> {
    let groups = grouped(applications, |at| {
        // Each of several joint applicants counts as an applicant.
        let name = &applications.applications[at].submission.organization;
        let reading = applications.organizations.read(name, Role::Party);
        let keys = reading.present().map(|key| key.text().to_owned());
        keys.collect()
    });
    let found = groups.into_iter().map(|rows| {
        let what = applications.applications[rows[0]]
            .submission
            .organization
            .clone();
        let ids = ids(applications, &rows);
        let (count, list) = (rows.len(), ids.join(", "));
        Duplicate {
            kind: DuplicateKind::Organization,
            words: bilingual!(
                "同一单位申报 {count} 项（{list}）",
                "the organization submitted {count} ({list})"
            ),
            submissions: ids,
            what,
        }
    });
    found.collect()
}

fn titles(applications: &Applications) -> Vec<Duplicate> {
    let groups = grouped(applications, |at| {
        let title = &applications.applications[at].submission.title;
        let folded: String = folded(title)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        Vec::from_iter(Some(folded).filter(|folded| !folded.is_empty()))
    });
    let award = &applications.rules.award;
    let Bilingual { zh, en } = award.work_word();
    let found = groups.into_iter().map(|rows| {
        let ids = ids(applications, &rows);
        let list = ids.join(", ");
        Duplicate {
            kind: DuplicateKind::Title,
            words: bilingual!("{zh}相同（{list}）", "the same {en} ({list})"),
            submissions: ids,
            what: applications.applications[rows[0]].submission.title.clone(),
        }
    });
    found.collect()
}

fn look_alikes(applications: &Applications) -> Vec<Duplicate> {
    let mut by_key: BTreeMap<OrganizationKey, (Vec<usize>, Vec<String>)> = BTreeMap::new();
    for (at, application) in applications.applications.iter().enumerate() {
        let name = &application.submission.organization;
        let key = applications.organizations.key(name);
        if !key.is_empty() {
            let (rows, spellings) = by_key.entry(key).or_default();
            rows.push(at);
            spellings.push(name.clone());
        }
    }
    let all: Vec<&(Vec<usize>, Vec<String>)> = by_key.values().collect();
    let index = NameIndex::new(
        &applications.organizations,
        all.iter().map(|(_, spellings)| spellings.as_slice()),
    )
    .with_short_edits();
    let mut found: Vec<(Vec<usize>, Duplicate)> = index
        .pairs()
        .into_iter()
        .filter(|pair| {
            let names = [&all[pair.first].1[0], &all[pair.second].1[0]];
            let keys = names.map(|name| applications.organizations.key(name));
            !applications.organizations.are_different(&keys[0], &keys[1])
        })
        .map(|pair| {
            let (a, b) = (all[pair.first], all[pair.second]);
            let (first, second) = (&a.1[0], &b.1[0]);
            let (zh, en) = pair.why.words();
            let mut rows = [a.0.as_slice(), b.0.as_slice()].concat();
            rows.sort_unstable();
            let ids = ids(applications, &rows);
            let list = ids.join(", ");
            let duplicate = Duplicate {
                kind: DuplicateKind::LooksAlike,
                words: bilingual!(
                    "单位名称相近（{zh}）：{first} / {second}（{list}）",
                    "names look alike ({en}): {first} / {second} ({list})"
                ),
                submissions: ids,
                what: format!("{first} / {second}"),
            };
            (rows, duplicate)
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, duplicate)| duplicate).collect()
}

/// Rows that share a key, in the order of their first row; rows with a unique key are left out.
fn grouped(applications: &Applications, keys: impl Fn(usize) -> Vec<String>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in 0..applications.applications.len() {
        for key in keys(at) {
            groups.entry(key).or_default().push(at);
        }
    }
    let mut shared: Vec<Vec<usize>> = groups.into_values().filter(|g| g.len() > 1).collect();
    shared.sort();
    shared.dedup();
    shared
}

fn ids(applications: &Applications, rows: &[usize]) -> Vec<String> {
    let rows = rows.iter().map(|at| &applications.applications[*at]);
    rows.map(|application| application.submission.id.clone())
        .collect()
}
