//! Relations without effect: neither end, or only one, is connected to the season.

use crate::model::words::person_key;
use crate::model::{
    Expert, OrganizationKey, Organizations, Party, Relation, RelationKind, Role, Season, Submission,
};
use std::collections::{HashMap, HashSet};

/// Which end of a relation is unconnected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loose {
    /// Neither end reaches an expert, a submission or an organization of the season.
    Row,
    /// The subject is a person who appears in no other row.
    Subject,
    /// The object, an organization or a person, appears nowhere else.
    Object,
}

/// A relation that has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    /// Its position among the season's relations.
    pub relation: usize,
    /// The unconnected end.
    pub end: Loose,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Node {
    Expert(u32),
    Submission(u32),
    Organization(OrganizationKey),
    Person(String),
}

/// The nodes of all relations: how often each is named, and their connected components
/// (union-find).
struct Web {
    numbers: HashMap<Node, usize>,
    above: Vec<usize>,
    named: Vec<usize>,
    of_season: Vec<bool>,
}

impl Web {
    fn number(&mut self, node: Node, of_season: bool) -> usize {
        let next = self.above.len();
        let at = *self.numbers.entry(node).or_insert(next);
        if at == next {
            self.above.push(at);
            self.named.push(0);
            self.of_season.push(of_season);
        }
        at
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.above[at] != at {
            self.above[at] = self.above[self.above[at]];
            at = self.above[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.above[one.max(other)] = one.min(other);
        self.of_season[one.min(other)] |= self.of_season[one.max(other)];
    }
}

/// The organizations of a season: employers, applicants and recommending units, including cells
/// with several.
pub fn organizations(
    experts: &[Expert],
    submissions: &[Submission],
    names: &Organizations,
) -> HashSet<OrganizationKey> {
    let employers = experts.iter().map(|own| (Role::Employer, &own.employer));
    let units = submissions.iter().flat_map(|own| {
        [
            (Role::Party, &own.organization),
            (Role::Party, &own.recommender),
        ]
    });
    let mut found = HashSet::new();
    for (role, cell) in employers.chain(units) {
        found.insert(names.key(cell));
        found.extend(names.read(cell, role).named.into_iter().map(|own| own.key));
    }
    found.retain(|key| !key.is_empty());
    found
}

/// Lists the relations without effect, in table order. Relations that ended long ago are checked
/// like all others, since the rules decide whether they count. `of_season` are the
/// [`organizations`] of the season. Almost linear in the rows.
pub fn idle(season: &Season, of_season: &HashSet<OrganizationKey>) -> Vec<Idle> {
    if season.relations.is_empty() {
        return Vec::new();
    }
    let key = |name: &str| season.organizations.key(name);
    let mut web = Web {
        numbers: HashMap::new(),
        above: Vec::new(),
        named: Vec::new(),
        of_season: Vec::new(),
    };
    let ends: Vec<[usize; 2]> = season
        .relations
        .iter()
        .map(|relation| {
            let people = relation.kind.people();
            let parties = [&relation.subject, &relation.object];
            let mut numbers = [0; 2];
            for (at, (party, person)) in parties.into_iter().zip(people).enumerate() {
                let owner = relation.kind == RelationKind::ShareholderOf && at == 0;
                numbers[at] = match party {
                    Party::Expert(index) => web.number(Node::Expert(index.0), true),
                    Party::Submission(index) => web.number(Node::Submission(index.0), true),
                    Party::Named(name) if person => {
                        let known = owner && of_season.contains(&key(name));
                        web.number(Node::Person(person_key(name)), known)
                    }
                    Party::Named(name) => {
                        let own = key(name);
                        let known = of_season.contains(&own);
                        web.number(Node::Organization(own), known)
                    }
                };
                web.named[numbers[at]] += 1;
            }
            numbers
        })
        .collect();
    // Whether each node itself belongs to the season, before components are joined.
    let own = web.of_season.clone();
    for [from, to] in &ends {
        web.join(*from, *to);
    }
    let mut found = Vec::new();
    for (relation, [from, to]) in ends.into_iter().enumerate() {
        let root = web.root(from);
        let nowhere = |at: usize| !own[at] && web.named[at] == 1;
        let end = if !web.of_season[root] {
            Loose::Row
        } else if nowhere(from) {
            Loose::Subject
        } else if nowhere(to) {
            Loose::Object
        } else {
            continue;
        };
        found.push(Idle { relation, end });
    }
    found
}

/// The name at the unconnected end; the subject's if both are.
pub fn loose_name(relation: &Relation, end: Loose) -> &str {
    let party = match end {
        Loose::Row | Loose::Subject => &relation.subject,
        Loose::Object => &relation.object,
    };
    match party {
        Party::Named(name) => name,
        Party::Expert(_) | Party::Submission(_) => "",
    }
}

/// Whether the name at that end is a person's.
pub fn is_person(relation: &Relation, end: Loose) -> bool {
    let [subject, object] = relation.kind.people();
    match end {
        Loose::Row | Loose::Subject => subject,
        Loose::Object => object,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SeasonBuilder;

    #[test]
    fn rows_that_lead_nowhere_are_found_and_no_others() {
        use RelationKind as Kind;
        let season = SeasonBuilder::new()
            .expert("E1", "甲院", "C", "Q06.01", |_| ())
            .submission("S1", "乙泵业有限公司", "3812", "Q06.01", |_| ())
            .relation("E1", Kind::Advises, "乙泵业") // 0: fine
            .relation("E1", Kind::Advises, "外地厂") // 1: unknown object
            .relation("某某", Kind::Advises, "乙泵业") // 2: unknown subject
            .relation("某甲", Kind::Advises, "某厂") // 3: neither known
            .relation("E1", Kind::KinOf, "张三") // 4: connected through 5
            .relation("张三", Kind::DirectorOf, "乙泵业") // 6: owns no other company
            .relation("乙集团", Kind::ParentOf, "丙集团") // 6: parent of an unconnected company, but for 7
            .relation("丙集团", Kind::ParentOf, "乙泵业") // 7
            .relation("甲院", Kind::ShareholderOf, "乙泵业") // 8: an employer owns
            .relation("E1", Kind::Declared, "S1") // 9
            .build();
        let known = organizations(&season.experts, &season.submissions, &season.organizations);
        let found: Vec<(usize, Loose)> = idle(&season, &known)
            .into_iter()
            .map(|own| (own.relation, own.end))
            .collect();
        assert_eq!(
            found,
            [
                (1, Loose::Object),
                (2, Loose::Subject),
                (3, Loose::Row),
                (6, Loose::Subject),
            ]
        );
    }
}
