//! Conflicts of interest, derived from the tables again: who is tied to which organization or
//! submission, and what the office's policies make of it (contract, sections 1 and 4).

use super::party::{Node, counts, counts_until, families, object, still_holds, subject};
use crate::model::{
    ConflictPolicy, ExpertIndex, OrganizationKey, Regions, Relation, RelationKind, Role, Season,
    SubmissionIndex, Tie,
};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Where ties of one kind lead.
type Targets = BTreeSet<Node>;

/// All that a person's own relations say about organizations and submissions.
#[derive(Debug, Clone, Default)]
struct Links {
    employers: Targets,
    former: Targets,
    advised: Targets,
    owned: Targets,
}

/// One expert's ties, with those of relatives.
#[derive(Debug, Clone, Default)]
struct Person {
    own: Links,
    relatives: Vec<Links>,
    /// Of teachers and students, and of co-authors.
    academics: [Vec<Links>; 2],
    declared: Targets,
    rivals: Targets,
    waived: Targets,
}

/// Whose people count together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum House {
    /// A single employer.
    Alone(OrganizationKey),
    /// The corporate family of this number.
    Family(usize),
}

/// The ties of a season; each expert's are gathered when first asked for.
pub(super) struct Ties<'a> {
    season: &'a Season,
    /// Relations that still count, by either end.
    by_node: BTreeMap<Node, Vec<&'a Relation>>,
    /// Corporate families of everything that a `parent_of` link names.
    families: BTreeMap<Node, BTreeSet<usize>>,
    applicants: Vec<Vec<Node>>,
    recommenders: Vec<Vec<Node>>,
    regions: Regions,
    people: RefCell<BTreeMap<ExpertIndex, Rc<Person>>>,
}

impl<'a> Ties<'a> {
    pub fn new(season: &'a Season) -> Self {
        let mut by_node: BTreeMap<Node, Vec<&Relation>> = BTreeMap::new();
        let mut links = Vec::new();
        for relation in season.relations.iter().filter(|one| counts(season, one)) {
            let ends = (subject(season, relation), object(season, relation));
            // A word for nobody, such as 无, is no organization and joins nothing.
            let nobody = |node: &Node| matches!(node, Node::Organization(key) if key.is_empty());
            if relation.kind == RelationKind::ParentOf && !nobody(&ends.0) && !nobody(&ends.1) {
                links.push(ends.clone());
            }
            by_node.entry(ends.0).or_default().push(relation);
            by_node.entry(ends.1).or_default().push(relation);
        }
        let cell = |cell: &str| -> Vec<Node> {
            let reading = season.organizations.read(cell, Role::Party);
            let keys = reading.named.into_iter().map(|named| named.key);
            keys.map(Node::Organization).collect()
        };
        let submissions = &season.submissions;
        Self {
            season,
            by_node,
            families: families(&links),
            applicants: submissions.iter().map(|s| cell(&s.organization)).collect(),
            recommenders: submissions.iter().map(|s| cell(&s.recommender)).collect(),
            regions: Regions::of(season),
            people: RefCell::default(),
        }
    }

    /// What the expert's conflicts with the submission add up to; `Off` when there is none.
    pub fn severity(&self, expert: ExpertIndex, submission: SubmissionIndex) -> ConflictPolicy {
        let person = self.person(expert);
        let single = Node::Submission(submission);
        // Nobody is tied to an applicant without a name but through the submission itself.
        let all = &self.applicants[submission.at()];
        let waived = |node: &Node| person.waived.contains(node);
        if waived(&single) || !all.is_empty() && all.iter().all(waived) {
            return ConflictPolicy::Off;
        }
        // A waiver for one of several applicants says nothing of the others.
        let applicants: Vec<&Node> = (all.iter().filter(|one| !waived(one)))
            .chain([&single])
            .collect();
        let is_tied = |targets: &Targets| applicants.iter().any(|one| targets.contains(*one));
        let in_family = |links: &Links| applicants.iter().any(|one| self.in_family(links, one));
        let is_anyhow_tied = |other: &Links| {
            in_family(other)
                || is_tied(&other.former)
                || is_tied(&other.advised)
                || is_tied(&other.owned)
        };
        let rules = &self.season.rules.conflicts;
        let found = [
            (in_family(&person.own), rules.employer),
            (is_tied(&person.own.former), rules.former_employer),
            (is_tied(&person.own.advised), rules.advises),
            (is_tied(&person.own.owned), rules.director_or_shareholder),
            (is_tied(&person.declared), rules.declared),
            (is_tied(&person.rivals), rules.competitor),
            (person.relatives.iter().any(is_anyhow_tied), rules.kin),
            (
                person.academics[0].iter().any(is_anyhow_tied),
                rules.mentor.policy(),
            ),
            (
                person.academics[1].iter().any(is_anyhow_tied),
                rules.coauthor.policy(),
            ),
            (
                self.recommenders[submission.at()]
                    .iter()
                    .any(|unit| person.own.employers.contains(unit) && !waived(unit)),
                rules.recommender,
            ),
            (self.same_region(expert, submission), rules.region),
        ];
        (found.into_iter())
            .filter_map(|(holds, policy)| holds.then_some(policy))
            .max()
            .unwrap_or(ConflictPolicy::Off)
    }

    /// Whether the table says, in either direction, that the two are relatives.
    pub fn are_kin(&self, a: ExpertIndex, b: ExpertIndex) -> bool {
        a != b && self.kin_of(&Node::Expert(a)).contains(&Node::Expert(b))
    }

    /// For whom the expert works: by the employer's cell and by relations that still hold.
    pub fn employers(&self, expert: ExpertIndex) -> Vec<OrganizationKey> {
        let person = self.person(expert);
        let organizations = person.own.employers.iter().filter_map(|node| match node {
            Node::Organization(key) => Some(key.clone()),
            _ => None,
        });
        organizations.collect()
    }

    /// What counts as one employer where people of the same are limited: the employer itself, or
    /// its corporate family where the rules say so and it has one.
    pub fn houses(&self, expert: ExpertIndex) -> BTreeSet<House> {
        let as_one = self.season.rules.balance.family_as_one_employer;
        let house = |key: OrganizationKey| {
            let family = self.families.get(&Node::Organization(key.clone()));
            match family.and_then(|numbers| numbers.first()) {
                Some(&number) if as_one => House::Family(number),
                _ => House::Alone(key),
            }
        };
        self.employers(expert).into_iter().map(house).collect()
    }

    /// What region the text means, as conflicts and caps compare it; empty when unknown.
    pub fn region(&self, text: &str) -> String {
        self.regions.key(text)
    }

    fn same_region(&self, expert: ExpertIndex, submission: SubmissionIndex) -> bool {
        let region = self.region(&self.season.experts[expert.at()].region);
        let other = &self.season.submissions[submission.at()].region;
        !region.is_empty() && region == self.region(other)
    }

    /// Whether an employer is the applicant (or the submission itself) or of one corporate family
    /// with it.
    fn in_family(&self, links: &Links, applicant: &Node) -> bool {
        let nothing = BTreeSet::new();
        let family = |node: &Node| self.families.get(node).unwrap_or(&nothing);
        links.employers.iter().any(|employer| {
            let is_organization = matches!(employer, Node::Organization(_));
            let related = |other| !family(employer).is_disjoint(family(other));
            employer == applicant || (is_organization && related(applicant))
        })
    }

    fn person(&self, expert: ExpertIndex) -> Rc<Person> {
        if let Some(person) = self.people.borrow().get(&expert) {
            return Rc::clone(person);
        }
        let person = Rc::new(self.gather(expert));
        let mut people = self.people.borrow_mut();
        people.insert(expert, Rc::clone(&person));
        person
    }

    fn gather(&self, expert: ExpertIndex) -> Person {
        let node = Node::Expert(expert);
        let own = self.links(&node);
        let links_of = |others: Targets| others.iter().map(|other| self.links(other)).collect();
        let academic = [RelationKind::MentorOf, RelationKind::CoauthorOf];
        // Trade under the expert's own name is no less a tie than trade of the employer.
        let rivals = (own.employers.iter().chain([&node]))
            .flat_map(|side| {
                let mut both = self.ends(side, RelationKind::CompetitorOf);
                both.extend(self.ends(side, RelationKind::Supplies));
                both
            })
            .collect();
        Person {
            declared: self.objects(&node, RelationKind::Declared),
            waived: self.objects(&node, RelationKind::Waived),
            own,
            relatives: links_of(self.kin_of(&node)),
            academics: academic.map(|kind| links_of(self.ends(&node, kind))),
            rivals,
        }
    }

    /// The person's own ties; a table employer counts as one.
    fn links(&self, person: &Node) -> Links {
        let mut links = Links {
            former: self.objects(person, RelationKind::FormerlyEmployedBy),
            advised: self.objects(person, RelationKind::Advises),
            owned: self.objects(person, RelationKind::DirectorOf),
            ..Links::default()
        };
        links
            .owned
            .extend(self.objects(person, RelationKind::ShareholderOf));
        for relation in self.told(person, RelationKind::EmployedBy) {
            let employer = object(self.season, relation);
            if still_holds(self.season, relation) {
                links.employers.insert(employer);
            } else {
                links.former.insert(employer);
            }
        }
        if let Node::Expert(index) = person {
            let employer = &self.season.experts[index.at()].employer;
            for named in self
                .season
                .organizations
                .read(employer, Role::Employer)
                .named
            {
                let employer = Node::Organization(named.key);
                match named.tie {
                    Tie::Present => links.employers.insert(employer),
                    Tie::Former(until) if counts_until(self.season, until) => {
                        links.former.insert(employer)
                    }
                    Tie::Former(_) => false,
                };
            }
        }
        // Nothing is known of a nameless organization, least of all that it is another one.
        let named = |target: &Node| !matches!(target, Node::Organization(key) if key.is_empty());
        links.employers.retain(named);
        links.former.retain(named);
        links.advised.retain(named);
        links.owned.retain(named);
        links
    }

    fn kin_of(&self, person: &Node) -> Targets {
        self.ends(person, RelationKind::KinOf)
    }

    /// Relations of one kind in which `person` is the subject.
    fn told(&self, person: &Node, kind: RelationKind) -> impl Iterator<Item = &'a Relation> {
        let all = self.by_node.get(person).into_iter().flatten().copied();
        all.filter(move |one| one.kind == kind && subject(self.season, one) == *person)
    }

    fn objects(&self, person: &Node, kind: RelationKind) -> Targets {
        self.told(person, kind)
            .map(|relation| object(self.season, relation))
            .filter(named)
            .collect()
    }

    /// The other ends of a relation that reads the same both ways.
    fn ends(&self, from: &Node, kind: RelationKind) -> Targets {
        let all = self.by_node.get(from).into_iter().flatten();
        all.filter(|relation| relation.kind == kind)
            .flat_map(|one| [subject(self.season, one), object(self.season, one)])
            .filter(|end| end != from && named(end))
            .collect()
    }
}

/// Whether the end is somebody in particular: a nameless organization or person is not.
fn named(end: &Node) -> bool {
    match end {
        Node::Organization(key) => !key.is_empty(),
        Node::Person(name) => !name.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
#[path = "ties_tests.rs"]
mod tests;
