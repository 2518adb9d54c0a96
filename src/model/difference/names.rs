//! Names and titles for the ids of a plan.

use crate::model::Season;
use std::collections::BTreeMap;

/// Names of experts and titles of submissions. An id without an entry is shown as it is.
#[derive(Debug, Clone, Default)]
pub struct Names {
    experts: BTreeMap<String, String>,
    submissions: BTreeMap<String, String>,
}

impl Names {
    /// Collects the names from seasons; a later season takes precedence.
    pub fn of<'s>(seasons: impl IntoIterator<Item = &'s Season>) -> Self {
        let mut names = Self::default();
        for season in seasons {
            let experts = season.experts.iter();
            names
                .experts
                .extend(experts.map(|expert| (expert.id.clone(), expert.name.clone())));
            let submissions = season.submissions.iter();
            let titled = submissions.map(|other| (other.id.clone(), other.title.clone()));
            names.submissions.extend(titled);
        }
        names
    }

    /// The name of an expert, or the id if unknown.
    pub fn expert<'a>(&'a self, id: &'a str) -> &'a str {
        known(&self.experts, id).unwrap_or(id)
    }

    /// The title of a submission; empty if unknown.
    pub fn title<'a>(&'a self, id: &str) -> &'a str {
        known(&self.submissions, id).unwrap_or_default()
    }

    /// The id and the name of an expert; the id alone if both are equal.
    pub fn expert_with_id(&self, id: &str) -> String {
        known(&self.experts, id).map_or_else(|| id.to_owned(), |name| format!("{id} {name}"))
    }

    /// The id and the title of a submission.
    pub fn submission_with_id(&self, id: &str) -> String {
        known(&self.submissions, id).map_or_else(|| id.to_owned(), |title| format!("{id} {title}"))
    }
}

fn known<'a>(names: &'a BTreeMap<String, String>, id: &str) -> Option<&'a str> {
    names
        .get(id)
        .map(String::as_str)
        .filter(|name| !name.is_empty())
}
