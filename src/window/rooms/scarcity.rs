//! How hard an expert would be to replace: how many others know what this one knows.

use crate::api::Season;
use crate::model::Expert;
use crate::model::taxonomy::IndustryCode;
use std::collections::{BTreeMap, BTreeSet};

/// How many experts who may serve know each field that submissions need: domains, and the divisions
/// (or sections) of industries.
pub(super) struct Scarcity<'a>(BTreeMap<&'a str, usize>);

impl<'a> Scarcity<'a> {
    /// Counts the experts of a season.
    pub(super) fn of(season: &'a Season) -> Self {
        let passed = season.submissions.iter().filter(|own| own.passed);
        let mut counts = BTreeMap::new();
        for submission in passed {
            let domains = submission.domains.iter().map(|own| own.code.as_str());
            let industries = submission.industries.iter().map(division);
            for code in domains.chain(industries) {
                counts.insert(code, 0);
            }
        }
        for expert in season.experts.iter().filter(|own| season.may_serve(own)) {
            for code in fields(expert) {
                if let Some(count) = counts.get_mut(code) {
                    *count += 1;
                }
            }
        }
        Self(counts)
    }

    /// The fewest experts who know one of the needed fields that this one knows, this one included.
    pub(super) fn peers(&self, expert: &Expert) -> Option<usize> {
        let counts = fields(expert).into_iter();
        counts.filter_map(|code| self.0.get(code).copied()).min()
    }
}

fn fields(expert: &Expert) -> BTreeSet<&str> {
    let domains = expert.domains.iter().map(|own| own.domain.code.as_str());
    let industries = expert.industries.iter().map(division);
    domains.chain(industries).collect()
}

/// The division of an industry, or its section where no division is given.
pub(super) fn division(code: &IndustryCode) -> &str {
    let path = code.path();
    path.get(1).unwrap_or(&path[0])
}
