//! The names of a season in running text: experts, and organizations by their names or by the short
//! forms that people use.

use super::lines::Line;
use crate::bilingual;
use crate::model::words::Bilingual;
use std::collections::{BTreeMap, BTreeSet};

/// An expert's name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// The name as written.
    pub(super) name: String,
    /// Everybody of this name.
    pub(super) ids: Vec<String>,
    /// Where it begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
}

/// An organization in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its full name in the tables.
    pub(super) name: String,
    /// Where it begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
}

/// All names of a season.
#[derive(Debug, Default)]
pub(super) struct Names {
    people: BTreeMap<String, Vec<String>>,
    about: BTreeMap<String, (String, String)>,
    /// Names and short forms with the full name.
    organizations: BTreeMap<String, String>,
    full: BTreeSet<String>,
}

/// Legal forms behind a name, the longest first.
const FORMS: [&str; 9] = [
    "集团股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "控股有限公司",
    "有限公司",
    "股份公司",
    "集团公司",
    "公司",
];

impl Names {
    /// Takes the names of experts, employers, applicants and recommending units.
    pub(super) fn of(experts: &[Line], submissions: &[Line], units: &[Line]) -> Self {
        let mut names = Self::default();
        for line in experts {
            let (id, name) = (line.cell("id"), line.cell("name"));
            let plain: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            if plain.chars().count() > 1 {
                names
                    .people
                    .entry(plain.clone())
                    .or_default()
                    .push(id.to_owned());
            }
            let about = (plain, line.cell("employer").to_owned());
            names.about.insert(id.to_owned(), about);
            names.organization(line.cell("employer"));
        }
        for line in submissions {
            names.organization(line.cell("organization"));
            names.organization(line.cell("recommender"));
        }
        for line in units {
            names.organization(line.cell("name"));
        }
        names.short_forms();
        names
    }

    fn organization(&mut self, name: &str) {
        if super::super::relation_words::looks_like_organization(name) {
            self.full.insert(name.to_owned());
            self.organizations.insert(name.to_owned(), name.to_owned());
        }
    }

    /// Names without their legal form, where no other organization has the same.
    fn short_forms(&mut self) {
        let mut short: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
        for name in &self.full {
            let mut form = name.as_str();
            if let Some(own) = FORMS.iter().find_map(|own| form.strip_suffix(own)) {
                form = own;
            }
            let mut forms = vec![form.to_owned()];
            forms.extend(form.strip_suffix("集团").map(str::to_owned));
            if form != name {
                forms.push(format!("{form}公司"));
                forms.push(format!("{form}集团"));
            }
            for form in forms.into_iter().filter(|own| own.chars().count() > 2) {
                short.entry(form).or_default().insert(name);
            }
        }
        let clear = short.into_iter().filter(|(_, names)| names.len() == 1);
        let clear: Vec<(String, String)> = clear
            .filter_map(|(form, names)| Some((form, (*names.first()?).clone())))
            .collect();
        for (form, name) in clear {
            self.organizations.entry(form).or_insert(name);
        }
    }

    /// The experts whom a text names, in its order.
    pub(super) fn people<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Person> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            while from < text.len() {
                let rest = &text[from..];
                let ends = rest
                    .char_indices()
                    .skip(2)
                    .map(|own| own.0)
                    .chain([rest.len()]);
                let mut hit = None;
                for end in ends.take(8) {
                    if let Some(ids) = self.people.get(&rest[..end]) {
                        hit = Some((end, ids.clone()));
                    }
                }
                let start = from;
                match hit {
                    Some((end, ids)) => {
                        from += end;
                        let ids = self.told_apart(ids, &text[from..]);
                        return Some(Person {
                            name: rest[..end].to_owned(),
                            ids,
                            from: start,
                            to: from,
                        });
                    }
                    None => from += rest.chars().next().map_or(1, char::len_utf8),
                }
            }
            None
        })
    }

    /// Of people with one name those whose employer stands in brackets behind it.
    fn told_apart(&self, ids: Vec<String>, behind: &str) -> Vec<String> {
        let Some(rest) = behind.strip_prefix(['（', '(']).filter(|_| ids.len() > 1) else {
            return ids;
        };
        let fits = |id: &&String| {
            let employer = self.about.get(*id).map_or("", |own| own.1.as_str());
            let found = self.organizations(rest);
            !employer.is_empty()
                && found
                    .first()
                    .is_some_and(|own| own.name == employer && own.from < 6)
        };
        let own: Vec<String> = ids.iter().filter(fits).cloned().collect();
        if own.is_empty() { ids } else { own }
    }

    /// The organizations that a text names, in its order, each where it is longest.
    pub(super) fn organizations(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
            let ends = rest
                .char_indices()
                .skip(3)
                .map(|own| own.0)
                .chain([rest.len()]);
            let ends: Vec<usize> = ends.take(40).collect();
            let hit = ends.iter().rev().find_map(|end| {
                let name = self.organizations.get(&rest[..*end])?;
                Some((*end, name.clone()))
            });
            let hit = hit.or_else(|| self.abbreviated(rest));
            match hit {
                Some((end, name)) => {
                    found.push(Found {
                        name,
                        from,
                        to: from + end,
                    });
                    from += end;
                }
                None => from += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        found
    }

    /// An abbreviation at the beginning: the first two characters of one organization's name and
    /// two more or three of its other characters in their order (云溪电驱 for 云溪汽车电驱科技).
    fn abbreviated(&self, text: &str) -> Option<(usize, String)> {
        let letters: Vec<char> = text.chars().take(6).collect();
        for length in (4..=letters.len()).rev() {
            let own = &letters[..length];
            let fits = |name: &&String| {
                let mut rest = name.chars();
                let head = rest.by_ref().take(2).eq(own[..2].iter().copied());
                head && own[2..].iter().all(|c| rest.any(|other| other == *c))
            };
            let mut fitting = self.full.iter().filter(fits);
            let (first, second) = (fitting.next(), fitting.next());
            if let (Some(name), None) = (first, second) {
                let end = own.iter().map(|c| c.len_utf8()).sum();
                return Some((end, name.clone()));
            }
        }
        None
    }

    /// The name of an expert's id.
    pub(super) fn name_of(&self, id: &str) -> Option<&str> {
        self.about.get(id).map(|own| own.0.as_str())
    }

    /// An expert with name and employer.
    pub(super) fn described(&self, id: &str) -> Bilingual {
        match self.about.get(id) {
            Some((name, employer)) => bilingual!("{name}，{employer}", "{name}, {employer}"),
            None => Bilingual::same(id),
        }
    }
}
