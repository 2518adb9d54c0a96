//! The experts, submissions and organizations that relations, pins and scores can name.

use crate::files::tables::ids::Ids;
use crate::model::reference::Book;
use crate::model::{Expert, OrganizationKey, Organizations, Submission};
use std::collections::HashSet;

/// Everything in a season that other tables can refer to.
#[derive(Debug)]
pub(in crate::files::tables) struct Known {
    /// Ids of the experts, with their rows.
    pub(in crate::files::tables) experts: Ids,
    /// Ids of the submissions, with their rows.
    pub(in crate::files::tables) submissions: Ids,
    /// The experts by id and name.
    pub(in crate::files::tables) people: Book,
    /// The submissions by id and title.
    pub(in crate::files::tables) works: Book,
    organizations: Organizations,
    /// Employers, applicants and recommending units.
    season: HashSet<OrganizationKey>,
}

impl Known {
    /// Takes the ids with their rows; `related` tells whether there are relations to read.
    pub(in crate::files::tables) fn new(
        (experts, people): (Ids, &[Expert]),
        (submissions, works): (Ids, &[Submission]),
        organizations: &Organizations,
        related: bool,
    ) -> Self {
        // Used only for relations.
        let season = if related {
            crate::model::reference::organizations(people, works, organizations)
        } else {
            HashSet::new()
        };
        Self {
            experts,
            submissions,
            people: Book::experts(people),
            works: Book::submissions(works),
            season,
            organizations: organizations.clone(),
        }
    }

    /// Employers, applicants and recommending units; empty if there are no relations.
    pub(in crate::files::tables) fn of_season(&self) -> &HashSet<OrganizationKey> {
        &self.season
    }

    /// Whether a text is the name of an employer, an applicant or a recommending unit.
    pub(in crate::files::tables) fn is_organization(&self, text: &str) -> bool {
        self.season.contains(&self.organizations.key(text))
    }
}
