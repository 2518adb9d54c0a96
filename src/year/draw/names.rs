//! Lookup of experts, groups and places by id.

use super::record::{Ticket, points};
use super::standing::Seated;
use crate::model::Season;
use crate::solve::instance::Instance;
use std::collections::BTreeMap;

/// Ids of experts and groups.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub season: &'a Season,
    pub instance: &'a Instance,
}

impl Names<'_> {
    pub fn expert(&self, expert: u32) -> &str {
        let at = self.instance.experts[expert as usize].season;
        &self.season.experts[at.at()].id
    }

    pub fn place(&self, seated: &Seated, place: usize) -> String {
        let committee = &seated.committee;
        match committee.groups.get(place) {
            Some(&group) => self.instance.groups[group as usize].id.clone(),
            None if place == committee.groups.len() => "chair".to_owned(),
            None => "vice_chair".to_owned(),
        }
    }

    pub fn ticket(&self, seated: &Seated) -> Ticket {
        let [chair, vice_chair] = seated
            .committee
            .heads()
            .map(|head| self.expert(head).to_owned());
        let mut groups = BTreeMap::new();
        for (group, spec) in (0_u32..).zip(&self.instance.groups) {
            let members = seated.committee.members(group);
            let mut ids: Vec<String> = members
                .iter()
                .map(|&own| self.expert(own).to_owned())
                .collect();
            ids.sort();
            groups.insert(spec.id.clone(), ids);
        }
        let shortfalls = seated.standings.iter().map(|own| own.shortfalls).sum();
        Ticket {
            chair,
            vice_chair,
            groups,
            total_score: points(seated.total()),
            shortfalls,
        }
    }
}
