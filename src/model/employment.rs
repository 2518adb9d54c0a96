//! The employers of every expert: those of the expert's cell and those of relations in force.

use super::{ExpertIndex, OrganizationKey, Party, RelationKind, Role, Season};
use std::collections::{BTreeMap, BTreeSet};

/// The present employers of every expert, without repeats, in ascending order of keys. Texts that
/// name no organization are not employers. Where the rules count a corporate family as one
/// employer, its first organization stands for all of them.
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
        if season.rules.balance.family_as_one_employer {
            let families = Families::of(season);
            for own in &mut of {
                *own = own.iter().map(|key| families.first(key)).collect();
            }
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

/// Corporate families: organizations tied by control, at any depth and in either direction.
#[derive(Debug, Default)]
struct Families {
    numbers: BTreeMap<Holder, usize>,
    above: Vec<usize>,
    first: BTreeMap<usize, OrganizationKey>,
}

/// Who controls or is controlled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Organization(OrganizationKey),
    Expert(ExpertIndex),
}

impl Families {
    /// Gathers them from the facts that still count. A single submission joins nobody.
    fn of(season: &Season) -> Self {
        let mut families = Self::default();
        let rules = &season.rules.conflicts;
        let counts = |until: Option<i32>| {
            until.is_none_or(|until| rules.year.saturating_sub(until) <= rules.lookback_years)
        };
        let holder = |party: &Party| match party {
            Party::Expert(expert) => Some(Holder::Expert(*expert)),
            Party::Submission(_) => None,
            Party::Named(name) => {
                let key = season.organizations.key(name);
                (!key.is_empty()).then_some(Holder::Organization(key))
            }
        };
        for relation in &season.relations {
            if relation.kind == RelationKind::ParentOf
                && counts(relation.until)
                && let (Some(parent), Some(child)) =
                    (holder(&relation.subject), holder(&relation.object))
            {
                let (a, b) = (families.number(parent), families.number(child));
                let (a, b) = (families.root(a), families.root(b));
                families.above[a.max(b)] = a.min(b);
            }
        }
        let numbered: Vec<(Holder, usize)> = families.numbers.clone().into_iter().collect();
        for (holder, number) in numbered {
            if let Holder::Organization(key) = holder {
                let root = families.root(number);
                // Ascending by key: the first of a family comes first.
                families.first.entry(root).or_insert(key);
            }
        }
        families
    }

    fn number(&mut self, holder: Holder) -> usize {
        let next = self.above.len();
        let number = *self.numbers.entry(holder).or_insert(next);
        if number == next {
            self.above.push(next);
        }
        number
    }

    fn root(&self, mut number: usize) -> usize {
        while self.above[number] != number {
            number = self.above[number];
        }
        number
    }

    /// The first organization of the family, or the organization itself where it has none.
    fn first(&self, key: &OrganizationKey) -> OrganizationKey {
        let number = self.numbers.get(&Holder::Organization(key.clone()));
        let first = number.and_then(|&number| self.first.get(&self.root(number)));
        first.unwrap_or(key).clone()
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

    #[test]
    fn a_family_is_one_employer_where_the_rules_say_so() {
        let season = |as_one: bool| {
            let mut builder = SeasonBuilder::new();
            for (id, employer) in [("E0", "甲公司"), ("E1", "丙公司"), ("E2", "丁公司")] {
                builder = builder.expert(id, employer, "38", "Q06.01", |_| ());
            }
            builder
                .relation("乙集团", RelationKind::ParentOf, "甲公司")
                .relation("丙公司", RelationKind::ParentOf, "乙集团")
                .dated_relation("乙集团", RelationKind::ParentOf, "丁公司", Some(2001))
                .rules(move |rules| {
                    rules.balance.family_as_one_employer = as_one;
                    rules.conflicts.year = 2026;
                })
                .build()
        };
        let together =
            |as_one, a, b| Employment::of(&season(as_one)).together(ExpertIndex(a), ExpertIndex(b));
        assert!(!together(false, 0, 1));
        assert!(together(true, 0, 1));
        // What ended long ago joins nobody.
        assert!(!together(true, 0, 2));
    }
}
