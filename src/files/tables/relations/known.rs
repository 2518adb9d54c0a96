//! Whom and what relations, pins and scores may name.

use crate::files::tables::ids::Ids;
use crate::model::reference::Book;
use crate::model::{Expert, OrganizationKey, Organizations, Submission};
use std::collections::HashSet;

/// Everybody and everything of a season that other tables may name.
#[derive(Debug)]
pub(in crate::files::tables) struct Known {
    /// Ids of experts with their rows.
    pub(in crate::files::tables) experts: Ids,
    /// Ids of submissions with their rows.
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
    /// Takes the ids as they were read, and the rows that they stand in; `related` where there are
    /// relations to read.
    pub(in crate::files::tables) fn new(
        (experts, people): (Ids, &[Expert]),
        (submissions, works): (Ids, &[Submission]),
        organizations: &Organizations,
        related: bool,
    ) -> Self {
        // Only relations ask for them.
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

    /// Employers, applicants and recommending units; none where there are no relations.
    pub(in crate::files::tables) fn of_season(&self) -> &HashSet<OrganizationKey> {
        &self.season
    }

    /// Whether a text is the name of an employer, an applicant or a recommending unit.
    pub(in crate::files::tables) fn is_organization(&self, text: &str) -> bool {
        self.season.contains(&self.organizations.key(text))
    }
}
