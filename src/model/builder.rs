//! Seasons made in code, for the library's users and for tests.

use super::{
    Expert, Judgements, Organizations, Party, Place, Relation, RelationKind, Rules, Season,
    Submission, Wishes,
};
use super::{ExpertIndex, SubmissionIndex};
use crate::model::taxonomy::{DomainSkill, DomainTaxonomy, IndustryTaxonomy};
use std::collections::BTreeMap;

/// Builds a [`Season`] step by step, with the built-in taxonomies and default rules (year 2026).
///
/// ```
/// use empanel::model::SeasonBuilder;
/// let season = SeasonBuilder::new()
///     .expert("E1", "甲公司", "38;C", "Q06.01:2", |expert| expert.can_lead = true)
///     .submission("S1", "乙公司", "3812", "Q06.01", |_| ())
///     .build();
/// assert_eq!(season.experts[0].domains[0].level, 2);
/// ```
#[derive(Debug, Clone)]
pub struct SeasonBuilder {
    season: Season,
}

impl Default for SeasonBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl SeasonBuilder {
    /// Starts an empty season.
    pub fn new() -> Self {
        let mut rules = Rules::default();
        rules.conflicts.year = 2026;
        Self {
            season: Season {
                name: "built".to_owned(),
                experts: Vec::new(),
                submissions: Vec::new(),
                relations: Vec::new(),
                pins: Vec::new(),
                themes: Vec::new(),
                scores: None,
                wishes: Wishes::default(),
                organizations: Organizations::default(),
                judged: Judgements::default(),
                industries: IndustryTaxonomy::built_in(),
                domains: DomainTaxonomy::built_in(),
                rules,
                inputs: BTreeMap::new(),
            },
        }
    }

    /// Adds an expert; lists are split on `;`, domains take `:level`.
    ///
    /// # Panics
    /// When a code is unknown.
    pub fn expert(
        mut self,
        id: &str,
        employer: &str,
        industries: &str,
        domains: &str,
        change: impl FnOnce(&mut Expert),
    ) -> Self {
        let skills = list(domains).map(|cell| {
            let (code, level) = cell.split_once(':').unwrap_or((cell, "3"));
            DomainSkill {
                domain: self.season.domains.parse(code).expect("a known domain"),
                level: level.parse().expect("a level of 1 to 3"),
            }
        });
        let mut expert = Expert {
            id: id.to_owned(),
            name: format!("专家{id}"),
            employer: employer.to_owned(),
            region: String::new(),
            domains: skills.collect(),
            industries: self.codes(industries),
            title: String::new(),
            can_lead: false,
            quality_lead: false,
            max_reviews: None,
            served_years: Vec::new(),
            newcomer: None,
            free_days: Vec::new(),
            columns: Vec::new(),
            available: true,
            place: row("experts.csv", self.season.experts.len()),
        };
        change(&mut expert);
        self.season.experts.push(expert);
        self
    }

    /// Adds a submission; lists are split on `;`.
    ///
    /// # Panics
    /// When a code is unknown.
    pub fn submission(
        mut self,
        id: &str,
        organization: &str,
        industries: &str,
        domains: &str,
        change: impl FnOnce(&mut Submission),
    ) -> Self {
        let domains = list(domains)
            .map(|code| self.season.domains.parse(code).expect("a known domain"))
            .collect();
        let mut submission = Submission {
            id: id.to_owned(),
            title: format!("经验{id}"),
            organization: organization.to_owned(),
            recommender: String::new(),
            region: String::new(),
            industries: self.codes(industries),
            domains,
            category: None,
            reviewers: None,
            passed: true,
            place: row("submissions.csv", self.season.submissions.len()),
        };
        change(&mut submission);
        self.season.submissions.push(submission);
        self
    }

    /// Adds a relation that still holds; ends that are ids of experts or submissions added before
    /// are resolved.
    pub fn relation(self, subject: &str, kind: RelationKind, object: &str) -> Self {
        self.dated_relation(subject, kind, object, None)
    }

    /// Adds a relation that ended in `until`.
    pub fn dated_relation(
        mut self,
        subject: &str,
        kind: RelationKind,
        object: &str,
        until: Option<i32>,
    ) -> Self {
        self.season.relations.push(Relation {
            subject: self.party(subject),
            kind,
            object: self.party(object),
            since: None,
            until,
            note: "test".to_owned(),
            place: row("relations.csv", self.season.relations.len()),
        });
        self
    }

    /// Changes the rules.
    pub fn rules(mut self, change: impl FnOnce(&mut Rules)) -> Self {
        change(&mut self.season.rules);
        self
    }

    /// Changes anything else.
    pub fn change(mut self, change: impl FnOnce(&mut Season)) -> Self {
        change(&mut self.season);
        self
    }

    /// Returns the season.
    pub fn build(mut self) -> Season {
        self.season.settle_organizations();
        self.season
    }

    fn codes(&self, cell: &str) -> Vec<crate::model::taxonomy::IndustryCode> {
        list(cell)
            .map(|code| {
                self.season
                    .industries
                    .parse(code)
                    .expect("a known industry")
            })
            .collect()
    }

    fn party(&self, name: &str) -> Party {
        let experts = &self.season.experts;
        let submissions = &self.season.submissions;
        if let Some(at) = experts.iter().position(|expert| expert.id == name) {
            Party::Expert(ExpertIndex::new(at))
        } else if let Some(at) = submissions.iter().position(|other| other.id == name) {
            Party::Submission(SubmissionIndex::new(at))
        } else {
            Party::Named(name.to_owned())
        }
    }
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn row(file: &str, position: usize) -> Place {
    Place::row(file, u32::try_from(position + 2).unwrap_or(u32::MAX))
}
