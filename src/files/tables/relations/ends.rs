//! Resolves the two ends of a relation: the person, organization or submission that each cell
//! names.

use super::Known;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::meant;
use crate::files::tables::sheet::table::Row;
use crate::model::reference::{Book, Found, How, Kind, Part, name_key};
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, Party, RelationKind, SubmissionIndex};
use std::collections::HashSet;

/// More pairs than this cannot be intended by one row.
const MOST_PAIRS: usize = 1_000;

/// What a relation expects at an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// An expert, or a relative of one; an owner may be an organization.
    Person,
    /// One of two people; one of them may be outside the pool.
    Relative,
    /// An organization, or a submission in place of its applicant.
    Target,
    /// An organization or a submission, taken literally.
    Wish,
    /// An organization.
    Organization,
}

/// Whether a relation is between two people.
pub(super) fn is_between_people(kind: RelationKind) -> bool {
    use RelationKind as R;
    matches!(kind, R::KinOf | R::MentorOf | R::CoauthorOf)
}

fn roles(kind: RelationKind) -> [Role; 2] {
    use RelationKind as R;
    match kind {
        R::KinOf | R::MentorOf | R::CoauthorOf => [Role::Relative; 2],
        R::ParentOf | R::CompetitorOf | R::Supplies => [Role::Organization; 2],
        R::EmployedBy | R::FormerlyEmployedBy | R::Advises | R::DirectorOf | R::ShareholderOf => {
            [Role::Person, Role::Target]
        }
        R::Declared | R::Waived => [Role::Person, Role::Wish],
    }
}

/// Experts' names that also occur as names of other experts' relatives.
#[derive(Debug, Default)]
pub(super) struct Relatives {
    names: HashSet<String>,
}

impl Relatives {
    /// Records a name next to an id in the two cells of a relation between people.
    pub(super) fn note(&mut self, one: &str, other: &str, known: &Known) {
        for (id, name) in [(one, other), (other, one)] {
            if by_id(&known.people, id) && known.people.by_name(name) != Found::None {
                self.names.insert(name_key(name));
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        !self.names.is_empty() && self.names.contains(&name_key(name))
    }
}

/// Whether a cell names a person by more than a name.
fn by_id(people: &Book, text: &str) -> bool {
    let parts = people.cell(text);
    let mut own = parts.iter();
    own.any(|part| matches!(part.found, Found::One(_, how) if how != How::Name))
}

/// The pairs that a row relates; empty, with the problem reported, if the meaning is unclear.
pub(super) fn read(
    kind: RelationKind,
    row: &Row<'_, '_>,
    cells: [(usize, &str); 2],
    known: &Known,
    relatives: &Relatives,
    findings: &mut Findings,
) -> Vec<(Party, Party)> {
    let [from, to] = cells;
    let others = [to.1, from.1];
    let ends = [from, to].into_iter().zip(roles(kind)).zip(others);
    let mut read = ends.map(|(((column, text), role), other)| {
        let mut end = End {
            row,
            column,
            text,
            known,
            relatives,
            findings,
        };
        end.parties(role, other)
    });
    // Both cells are read first, so that the faults of both are reported.
    let (from, to) = (read.next().flatten(), read.next().flatten());
    drop(read);
    let (Some(from), Some(to)) = (from, to) else {
        return Vec::new();
    };
    if from.len() * to.len() > MOST_PAIRS {
        meant::too_many(cells[1].1, row.place_of(cells[1].0), findings);
        return Vec::new();
    }
    let pairs = from
        .iter()
        .flat_map(|one| to.iter().map(|other| (one.clone(), other.clone())));
    pairs.collect()
}

/// One end of a relation and its cell.
struct End<'a, 'r, 't> {
    row: &'a Row<'r, 't>,
    column: usize,
    text: &'a str,
    known: &'a Known,
    relatives: &'a Relatives,
    findings: &'a mut Findings,
}

impl End<'_, '_, '_> {
    /// The parties that the cell names; `None`, with the problem reported, if the meaning is
    /// unclear.
    fn parties(&mut self, role: Role, other: &str) -> Option<Vec<Party>> {
        let known = self.known;
        // An id exactly as in its table always means that row, whatever the relation.
        let exact = |book: &Book| match book.by_spelling(self.text) {
            Found::One(at, How::Exact) => Some(at),
            _ => None,
        };
        if let Some(at) = exact(&known.people) {
            return Some(vec![expert(at)]);
        }
        if let Some(at) = exact(&known.works) {
            return Some(vec![submission(at)]);
        }
        let organization = known.is_organization(self.text);
        match role {
            Role::Person => self.people(organization),
            Role::Relative => self.relatives(other),
            Role::Target | Role::Wish | Role::Organization if organization => self.named(),
            Role::Target | Role::Wish => self.target(role),
            Role::Organization => self.spelt(),
        }
    }

    fn tell(&mut self, book: &Book, parts: &[Part]) -> Option<()> {
        let (row, column) = (self.row, self.column);
        let place = || row.place_of(column);
        meant::tell(book, self.text, parts, place, self.findings).then_some(())
    }

    /// An expert by id or name; otherwise a submission by id, which another check reports as wrong;
    /// otherwise a plain name.
    fn people(&mut self, organization: bool) -> Option<Vec<Party>> {
        let people = &self.known.people;
        let parts = people.cell(self.text);
        if parts.iter().all(|part| part.found == Found::None) {
            return match self.known.works.by_id(self.text) {
                Found::One(at, how) if !organization && is_sure(how, self.text) => {
                    Some(vec![submission(at)])
                }
                _ => self.named(),
            };
        }
        if let [part] = &parts[..]
            && self.relatives.has(&part.text)
            && let Found::One(at, How::Name) | Found::Two(at, _, How::Name) = part.found
        {
            return Some(self.both(at, part));
        }
        self.tell(people, &parts)?;
        Some(parts.iter().map(|part| self.party(people, part)).collect())
    }

    /// An expert's name that is also that of a relative: the row counts for both, since otherwise a
    /// conflict of either could be lost.
    fn both(&mut self, at: usize, part: &Part) -> Vec<Party> {
        let id = self.known.people.id(at);
        self.add(
            ProblemCode::NameOfExpert,
            bilingual!(
                "与专家 {id} 同名，又是他人的亲属、师生或合作者：两种可能都按回避计入",
                "This is the name of expert {id} and also of another person's relative, teacher or co-author: the row counts for both"
            ),
        );
        match part.found {
            Found::One(at, _) => vec![expert(at), named(self.text)],
            Found::Two(..) | Found::Contradiction(..) | Found::None => vec![named(self.text)],
        }
    }

    /// One of two people. Next to an id, a bare name means a person outside the pool, even if an
    /// expert has the same name. In a row without ids, a name that only one expert has means that
    /// expert.
    fn relatives(&mut self, other: &str) -> Option<Vec<Party>> {
        let people = &self.known.people;
        let parts = people.cell(self.text);
        if parts.iter().all(|part| part.found == Found::None) {
            return self.named();
        }
        if let [part] = &parts[..]
            && by_id(people, other)
        {
            let fitting = match part.found {
                Found::One(at, How::Name) => Some(people.id(at).to_owned()),
                Found::Two(one, two, How::Name) => {
                    Some(format!("{}、{}", people.id(one), people.id(two)))
                }
                _ => None,
            };
            if let Some(ids) = fitting {
                self.add(
                    ProblemCode::NameOfExpert,
                    bilingual!(
                        "与专家 {ids} 同名，未视为同一人",
                        "This is also the name of expert {ids}; the two were not treated as the same person"
                    ),
                );
                return Some(vec![named(self.text)]);
            }
        }
        self.tell(people, &parts)?;
        Some(parts.iter().map(|part| self.party(people, part)).collect())
    }

    /// A submission by id or title, or an organization by name.
    fn target(&mut self, role: Role) -> Option<Vec<Party>> {
        let works = &self.known.works;
        let parts = works.cell(self.text);
        if parts.iter().all(|part| part.found == Found::None) {
            return match self.known.people.by_id(self.text) {
                Found::One(at, how) if is_sure(how, self.text) => Some(vec![expert(at)]),
                _ => self.named(),
            };
        }
        self.tell(works, &parts)?;
        let mut found: Vec<Party> = parts.iter().map(|part| self.party(works, part)).collect();
        if role == Role::Target {
            // A tie to `示例公司（S002）` also covers the company's other submissions.
            for part in &parts {
                let applicant = match part.found {
                    Found::One(at, How::Words) => works.beside(at),
                    _ => "",
                };
                let key = name_key(applicant);
                if !key.is_empty() && name_key(self.text).contains(&key) {
                    found.push(named(applicant));
                }
            }
        }
        Some(found)
    }

    /// An organization; an exact id of an expert or submission is reported as wrong by another
    /// check.
    fn spelt(&mut self) -> Option<Vec<Party>> {
        let [people, works] =
            [&self.known.people, &self.known.works].map(|book| book.by_spelling(self.text).one());
        match (people, works) {
            (Some(at), _) => Some(vec![expert(at)]),
            (None, Some(at)) => Some(vec![submission(at)]),
            (None, None) => self.named(),
        }
    }

    /// Names that no table has, as written; several if the cell is a list.
    fn named(&mut self) -> Option<Vec<Party>> {
        let parted = |between: &[char]| -> Vec<&str> {
            let items = self.text.split(between).map(str::trim);
            items
                .filter(|item| item.chars().any(char::is_alphanumeric))
                .collect()
        };
        // A comma or a slash may be part of a name, but not between known names.
        let wide = parted(&[';', '；', '、', '\n', ',', '，', '/', '／']);
        let items = if wide.iter().all(|item| self.known.is_organization(item)) {
            wide
        } else {
            parted(&[';', '；', '、', '\n'])
        };
        if items.len() < 2 || self.known.is_organization(self.text) {
            return Some(vec![named(self.text)]);
        }
        let count = items.len();
        if count > MOST_PAIRS {
            meant::too_many(self.text, self.row.place_of(self.column), self.findings);
            return None;
        }
        self.add(
            ProblemCode::ReferenceTaken,
            bilingual!(
                "一格中写有 {count} 个名称，分别处理",
                "The cell has {count} names; each is handled separately"
            ),
        );
        Some(items.into_iter().map(named).collect())
    }

    fn add(&mut self, code: ProblemCode, what: Bilingual) {
        self.findings.add(
            code,
            self.row.place_of(self.column),
            self.text,
            what,
            bilingual!(
                "若指专家或申报，请改填编号；多个时每个写一行最稳妥",
                "If an expert or a submission is meant, write the id instead; one row for each is safest"
            ),
        );
    }

    fn party(&self, book: &Book, part: &Part) -> Party {
        match part.found {
            Found::One(at, _) if book.kind() == Kind::Expert => expert(at),
            Found::One(at, _) => submission(at),
            _ => self.elsewhere(&part.text),
        }
    }

    /// Resolves a part that is not in the table asked first: an id of the other table, or a name.
    fn elsewhere(&self, text: &str) -> Party {
        if let Some(at) = self.known.people.by_spelling(text).one() {
            expert(at)
        } else if let Some(at) = self.known.works.by_spelling(text).one() {
            submission(at)
        } else {
            named(text)
        }
    }
}

/// Whether an inexact match is surely an id of the other table: a plain number may just as well be
/// a name.
fn is_sure(how: How, text: &str) -> bool {
    how <= How::Form || text.chars().any(char::is_alphabetic)
}

fn expert(at: usize) -> Party {
    Party::Expert(ExpertIndex::new(at))
}

fn submission(at: usize) -> Party {
    Party::Submission(SubmissionIndex::new(at))
}

fn named(text: &str) -> Party {
    Party::Named(text.to_owned())
}
