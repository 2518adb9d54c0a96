//! The ids and names of one table, and which of them a text refers to.

use super::fold::{loose, name_key, plain, zeroless};
use super::series::{Series, numbered};
use super::words::{cores, is_surname_of};
use crate::model::{Expert, Submission};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The kind of entries in a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Experts, with the names of persons.
    Expert,
    /// Submissions, with titles as names.
    Submission,
    /// Groups or themes, with their names.
    Group,
}

/// How a text was matched, the most certain first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Identical to the id.
    Exact,
    /// Identical to the id except for width, case, spaces, invisible characters, surrounding
    /// quotes, or a trailing `.0`.
    Form,
    /// Identical to the id except for dashes and similar signs, or similar letters of another
    /// alphabet.
    Marks,
    /// Identical to the id except for leading zeros of its numbers.
    Zeros,
    /// Part of a range of ids, or an id shortened by what it shares with the previous one.
    Range,
    /// Contains the id, among other words that do not contradict it.
    Words,
    /// The name or title of this row only.
    Name,
}

/// Result of a lookup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The row at this position, and how it was matched.
    One(usize, How),
    /// Two or more rows match; the first two of them.
    Two(usize, usize, How),
    /// The id belongs to the row at the first position, but the accompanying name does not: it
    /// belongs to another row, or to none.
    Contradiction(usize, Option<usize>),
    /// No row.
    None,
}

impl Found {
    /// The position, if exactly one row matches.
    pub fn one(self) -> Option<usize> {
        match self {
            Self::One(at, _) => Some(at),
            _ => None,
        }
    }
}

/// The rows with a key. Two are enough to know that the key is ambiguous.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Few {
    pub(super) first: usize,
    pub(super) second: Option<usize>,
}

impl Few {
    fn found(self, how: How) -> Found {
        match self.second {
            None => Found::One(self.first, how),
            Some(second) => Found::Two(self.first, second, how),
        }
    }
}

#[derive(Debug, Clone)]
struct Entry {
    id: String,
    name: String,
    /// Words that may accompany the name: employer and title, or the applicant.
    about: Vec<String>,
}

type Keys = HashMap<String, Few>;

/// The folded forms. Built on the first text that is not exactly an id, which most seasons do not
/// have.
#[derive(Debug, Clone)]
struct Folded {
    plain: Keys,
    loose: Keys,
    zeroless: Keys,
    /// All rows with a folded name.
    names: HashMap<String, Vec<usize>>,
    /// The folded name by position.
    own: Vec<String>,
    /// The ids that end in a number, ordered by it.
    series: Series,
}

/// The ids and names of one table. Built in one pass; a lookup takes time linear in the length of
/// the text.
#[derive(Debug, Clone)]
pub struct Book {
    kind: Kind,
    entries: Vec<Entry>,
    exact: HashMap<String, usize>,
    folded: OnceLock<Folded>,
}

fn enter(keys: &mut Keys, key: String, at: usize) {
    if key.is_empty() {
        return;
    }
    let few = keys.entry(key).or_insert(Few {
        first: at,
        second: None,
    });
    if few.first != at && few.second.is_none() {
        few.second = Some(at);
    }
}

impl Book {
    fn new(kind: Kind, entries: Vec<Entry>) -> Self {
        let mut exact = HashMap::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            exact.entry(entry.id.clone()).or_insert(at);
        }
        Self {
            kind,
            entries,
            exact,
            folded: OnceLock::new(),
        }
    }

    /// A book of the experts of a season.
    pub fn experts(experts: &[Expert]) -> Self {
        let entry = |expert: &Expert| Entry {
            id: expert.id.clone(),
            name: expert.name.clone(),
            about: vec![
                expert.employer.clone(),
                expert.title.clone(),
                expert.region.clone(),
            ],
        };
        Self::new(Kind::Expert, experts.iter().map(entry).collect())
    }

    /// A book of the submissions of a season.
    pub fn submissions(submissions: &[Submission]) -> Self {
        let entry = |submission: &Submission| Entry {
            id: submission.id.clone(),
            name: submission.title.clone(),
            about: vec![
                submission.organization.clone(),
                submission.recommender.clone(),
                submission.region.clone(),
            ],
        };
        Self::new(Kind::Submission, submissions.iter().map(entry).collect())
    }

    /// A book of groups or themes, by id and name.
    pub fn groups<'a>(groups: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let entry = |(id, name): (&str, &str)| Entry {
            id: id.to_owned(),
            name: name.to_owned(),
            about: Vec::new(),
        };
        Self::new(Kind::Group, groups.into_iter().map(entry).collect())
    }

    /// The kind of entries.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The id of a row.
    pub fn id(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |entry| entry.id.as_str())
    }

    /// The name or title of a row.
    pub fn name(&self, at: usize) -> &str {
        self.entries.get(at).map_or("", |entry| entry.name.as_str())
    }

    /// The text that best accompanies the name of a row: a submission's applicant, an expert's
    /// employer.
    pub fn beside(&self, at: usize) -> &str {
        let about = self.entries.get(at).and_then(|entry| entry.about.first());
        about.map_or("", String::as_str)
    }

    /// All ids, in table order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| {
            let mut folded = Folded {
                plain: Keys::with_capacity(self.entries.len()),
                loose: Keys::with_capacity(self.entries.len()),
                zeroless: Keys::with_capacity(self.entries.len()),
                names: HashMap::with_capacity(self.entries.len()),
                own: Vec::with_capacity(self.entries.len()),
                series: Series::new(),
            };
            for (at, entry) in self.entries.iter().enumerate() {
                if let Some(place) = numbered(&entry.id) {
                    folded.series.entry(place).or_insert(at);
                }
                let plain = plain(&entry.id);
                let loose = loose(&plain);
                enter(&mut folded.zeroless, zeroless(&loose), at);
                enter(&mut folded.loose, loose, at);
                enter(&mut folded.plain, plain, at);
                let name = name_key(&entry.name);
                if !name.is_empty() {
                    folded.names.entry(name.clone()).or_default().push(at);
                }
                folded.own.push(name);
            }
            folded
        })
    }

    /// Looks up a text as an id only, with all differences in spelling allowed.
    pub fn by_id(&self, text: &str) -> Found {
        let sure = self.by_spelling(text);
        if sure != Found::None {
            return sure;
        }
        let folded = self.folded();
        let loose = loose(&plain(text));
        if loose.is_empty() {
            return Found::None;
        }
        if let Some(few) = folded.loose.get(&loose) {
            return few.found(How::Marks);
        }
        let few = folded.zeroless.get(&zeroless(&loose));
        few.map_or(Found::None, |few| few.found(How::Zeros))
    }

    /// Looks up a text as an id that is spelt as in the table, or differs only in invisible ways.
    pub fn by_spelling(&self, text: &str) -> Found {
        if let Some(&at) = self.exact.get(text) {
            return Found::One(at, How::Exact);
        }
        let key = plain(text);
        if key.is_empty() {
            return Found::None;
        }
        let few = self.folded().plain.get(&key);
        few.map_or(Found::None, |few| few.found(How::Form))
    }

    /// Looks up a text as a name or title.
    pub fn by_name(&self, text: &str) -> Found {
        let key = name_key(text);
        if key.is_empty() {
            return Found::None;
        }
        match self.called(&key) {
            [] => Found::None,
            [only] => Found::One(*only, How::Name),
            [first, second, ..] => Found::Two(*first, *second, How::Name),
        }
    }

    /// The rows with a folded name.
    fn called(&self, key: &str) -> &[usize] {
        let rows = self.folded().names.get(key);
        rows.map_or(&[], Vec::as_slice)
    }

    /// The rows whose ids end in a number, ordered by it.
    pub(super) fn series(&self) -> &Series {
        &self.folded().series
    }

    /// The folded name of a row.
    pub(super) fn own_name(&self, at: usize) -> &str {
        self.folded().own.get(at).map_or("", String::as_str)
    }

    /// Whether folded words may accompany the id or name of a row: its name, employer, title,
    /// applicant, or a part of one.
    pub(super) fn fits(&self, at: usize, words: &str) -> bool {
        let name = self.own_name(at);
        match self.by_name(words) {
            _ if !name.is_empty() && words == name => return true,
            Found::One(..) | Found::Two(..) => return false,
            _ => {}
        }
        let own = |(core, short): (&str, bool)| {
            let part = !short && core.chars().nth(1).is_some() && name.contains(core);
            core == name || part || is_surname_of(core, words, name)
        };
        if !name.is_empty() && cores(words).any(own) {
            return true;
        }
        let Some(entry) = self.entries.get(at) else {
            return false;
        };
        let long = |key: &str| key.chars().nth(1).is_some();
        entry.about.iter().any(|about| {
            let key = name_key(about);
            long(words) && !key.is_empty() && (key.contains(words) || words.contains(&key))
        })
    }

    /// Selects one of several rows of the same name by the words that accompany it.
    pub(super) fn told_apart(&self, name: &str, words: &str) -> Option<usize> {
        let rows = self.called(name).iter().copied();
        let mut fitting = rows.filter(|&at| self.fits(at, words));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}
