//! The employers of every expert: those of the expert's cell and those of relations in force.

use super::{ExpertIndex, OrganizationKey, Party, RelationKind, Role, Season};
use std::collections::BTreeSet;

/// The present employers of every expert, without repeats, in ascending order of keys. Texts that
/// name no organization are not employers.
#[derive(Debug, Clone, Default)]
pub struct Employment {
    of: Vec<Vec<OrganizationKey>>,
}

impl Employment {
    /// Collects the employers in one pass over experts and relations.
    pub fn of(season: &Season) -> Self {
        let mut of: Vec<BTreeSet<OrganizationKey>> = season
            .experts
            .iter()
            .map(|expert| {
                let reading = season.organizations.read(&expert.employer, Role::Employer);
                reading.present().cloned().collect()
            })
            .collect();
        let year = season.rules.conflicts.year;
        for relation in &season.relations {
            let holds = relation.until.is_none_or(|until| until >= year);
            if let (RelationKind::EmployedBy, true, Party::Expert(expert), Party::Named(name)) =
                (relation.kind, holds, &relation.subject, &relation.object)
                && let Some(own) = of.get_mut(expert.at())
            {
                own.insert(season.organizations.key(name));
            }
        }
        for own in &mut of {
            own.retain(|key| !key.is_empty());
        }
        Self {
            of: of
                .into_iter()
                .map(|own| own.into_iter().collect())
                .collect(),
        }
    }

    /// The expert's employers; empty when unknown.
    pub fn employers(&self, expert: ExpertIndex) -> &[OrganizationKey] {
        self.of.get(expert.at()).map_or(&[], Vec::as_slice)
    }

    /// Whether the two experts share an employer.
    pub fn together(&self, a: ExpertIndex, b: ExpertIndex) -> bool {
        let other = self.employers(b);
        self.employers(a)
            .iter()
            .any(|own| other.binary_search(own).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SeasonBuilder;

    #[test]
    fn every_job_counts_and_words_for_nobody_do_not() {
        let season = SeasonBuilder::new()
            .expert("E0", "甲公司；乙大学", "38", "Q06.01", |_| ())
            .expert("E1", "丙研究院", "38", "Q06.01", |_| ())
            .expert("E2", "退休", "38", "Q06.01", |_| ())
            .expert("E3", "退休（原乙大学）", "38", "Q06.01", |_| ())
            .relation("E1", RelationKind::EmployedBy, "乙大学")
            .relation("E2", RelationKind::EmployedBy, "无")
            .dated_relation("E3", RelationKind::EmployedBy, "甲公司", Some(2025))
            .build();
        let jobs = Employment::of(&season);
        let count = |at| jobs.employers(ExpertIndex(at)).len();
        assert_eq!([0, 1, 2, 3].map(count), [2, 2, 0, 0]);
        assert!(jobs.together(ExpertIndex(0), ExpertIndex(1)));
        assert!(!jobs.together(ExpertIndex(2), ExpertIndex(3)));
        assert!(!jobs.together(ExpertIndex(0), ExpertIndex(3)));
    }
}
