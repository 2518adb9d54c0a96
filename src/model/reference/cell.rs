//! Cells that refer to one or several rows: ids, ids with names, names with titles, lists of them.

use super::book::{Book, Found, How, Kind};
use super::fold::name_key;
use super::words::{cores, is_like_a_name, is_like_an_organization, is_longer_name, is_neutral};
use crate::model::words::is_unseen;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// One reference within a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text as written in the cell.
    pub text: String,
    /// The row it refers to.
    pub found: Found,
}

/// Longer texts are prose. Trying all combinations of their pieces would take quadratic time.
const LONGEST: usize = 120;
const MOST_PIECES: usize = 10;
/// A text with more items than this is not a list.
const MOST_ITEMS: usize = 1_000;

impl Book {
    /// Returns the references of a cell, one part each. A part that refers to no row is
    /// [`Found::None`]; so is the only part of a cell without any reference.
    pub fn cell(&self, text: &str) -> Vec<Part> {
        let whole = self.whole(text);
        if whole != Found::None {
            return vec![part(text, whole)];
        }
        if let Some(parts) = self.enumerated(text) {
            return self.once(parts);
        }
        let pieces: Vec<&str> = listed(text);
        if pieces.len() > MOST_ITEMS {
            return vec![part(text, Found::None)];
        }
        if pieces.len() > 1 {
            let mut parts: Vec<Part> = Vec::with_capacity(pieces.len());
            for piece in &pieces {
                let found = self.whole(piece);
                if found == Found::None {
                    parts.extend(self.among_words(piece));
                } else {
                    parts.push(part(piece, found));
                }
            }
            if parts.iter().any(|own| own.found != Found::None) {
                return self.once(parts);
            }
            return vec![part(text, Found::None)];
        }
        self.once(self.among_words(text))
    }

    /// Looks up a text as a whole, by id or by name.
    fn whole(&self, text: &str) -> Found {
        match self.by_id(text) {
            Found::None => {}
            Found::One(_, How::Exact) | Found::Two(..) | Found::Contradiction(..) => {
                return self.by_id(text);
            }
            Found::One(at, how) => {
                return match self.also_a_list(text, at) {
                    Some(other) => Found::Two(at, other, how),
                    None => Found::One(at, how),
                };
            }
        }
        match self.by_name(text) {
            Found::None => self.with_thousands(text),
            found => found,
        }
    }

    /// Two ids separated by a space may look like a third one: `12 34` and `1234`.
    fn also_a_list(&self, text: &str, at: usize) -> Option<usize> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let ids = words.iter().map(|word| match self.by_id(word) {
            Found::One(own, _) => Some(own),
            _ => None,
        });
        let ids: Option<Vec<usize>> = ids.collect();
        ids.filter(|ids| ids.len() > 1)?
            .into_iter()
            .find(|own| *own != at)
    }

    /// Looks up a number that a spreadsheet shows as `1,003`.
    fn with_thousands(&self, text: &str) -> Found {
        let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let mut groups = plain.split(',');
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let first = groups.next().unwrap_or_default();
        let mut rest = groups.clone();
        if !(1..=3).contains(&first.len())
            || !digits(first)
            || groups.next().is_none()
            || !rest.all(|part| part.len() == 3 && digits(part))
        {
            return Found::None;
        }
        let Found::One(at, _) = self.by_id(&plain.replace(',', "")) else {
            return Found::None;
        };
        let mut parts = plain.split(',').map(|part| self.by_id(part).one());
        match parts
            .next()
            .flatten()
            .filter(|_| parts.all(|own| own.is_some()))
        {
            Some(other) => Found::Two(at, other, How::Marks),
            None => Found::One(at, How::Marks),
        }
    }

    /// Removes repeated rows: an id followed by its own name is one reference.
    fn once(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut kept: Vec<Part> = Vec::with_capacity(parts.len());
        for own in parts {
            let same = |other: &&mut Part| {
                own.found.one().is_some() && other.found.one() == own.found.one()
            };
            match kept.iter_mut().find(same) {
                Some(first) => {
                    first.text = format!("{} {}", first.text, own.text);
                    first.found = Found::One(own.found.one().unwrap_or_default(), How::Words);
                }
                None => kept.push(own),
            }
        }
        kept
    }

    /// Looks up a text that contains an id or a name among other words.
    fn among_words(&self, text: &str) -> Vec<Part> {
        let nobody = || vec![part(text, Found::None)];
        let folded: String = text.nfkc().filter(|c| !is_unseen(*c)).collect();
        if folded.chars().count() > LONGEST {
            return nobody();
        }
        let pieces = pieces(&folded);
        if pieces.is_empty() || pieces.len() > MOST_PIECES {
            return nobody();
        }
        let (ids, rest) = self.ids_among(&folded, &pieces);
        if ids.is_empty() {
            return self.names_among(text, &folded, &pieces);
        }
        let mut parts = Vec::with_capacity(ids.len());
        for (span, found) in &ids {
            match found {
                Found::One(at, how) => parts.push((folded[span.clone()].to_owned(), *at, *how)),
                other => return vec![part(text, *other)],
            }
        }
        for words in &rest {
            if is_neutral(words) || parts.iter().any(|(_, at, _)| self.fits(*at, words)) {
                continue;
            }
            let (_, at, how) = &parts[0];
            match self.contradiction(&folded, *at, *how, words) {
                Some(Found::None) => return nobody(),
                Some(found) => return vec![part(text, found)],
                None => {}
            }
        }
        let several = parts.len() > 1;
        parts
            .into_iter()
            .map(|(own, at, how)| {
                let how = if several && rest.is_empty() {
                    how
                } else {
                    How::Words
                };
                part(&own, Found::One(at, how))
            })
            .collect()
    }

    /// The contradiction between an id and the words around it, if they name another expert; `None`
    /// if they are irrelevant. [`Found::None`] if the id is probably not one.
    fn contradiction(&self, text: &str, at: usize, how: How, words: &str) -> Option<Found> {
        let named = |(core, _)| match self.by_name(core) {
            Found::One(other, _) | Found::Two(other, ..) if other != at => Some(other),
            _ => None,
        };
        if let Some(other) = cores(words).find_map(named) {
            return Some(Found::Contradiction(at, Some(other)));
        }
        let titles_only = cores(words).filter(|(_, short)| !short).last();
        let mut bare = [titles_only, cores(words).last()].into_iter().flatten();
        let apart = text.chars().any(|c| !c.is_alphanumeric());
        match self.kind() {
            Kind::Expert if bare.any(|(core, _)| is_like_a_name(core)) => {
                Some(Found::Contradiction(at, None))
            }
            _ if is_like_an_organization(words) => {
                // 58同城有限公司 is not submission 058 followed by a company name.
                let chance = !apart && (how == How::Zeros || !starts_with_letter(self.id(at)));
                Some(if chance || self.kind() == Kind::Expert {
                    Found::None
                } else {
                    Found::Contradiction(at, None)
                })
            }
            _ => None,
        }
    }

    /// The ids among the pieces, from left to right, longest and most certain first, and the folded
    /// words between them.
    fn ids_among(
        &self,
        text: &str,
        pieces: &[Range<usize>],
    ) -> (Vec<(Range<usize>, Found)>, Vec<String>) {
        let (mut ids, mut rest) = (Vec::new(), Vec::new());
        let mut first = 0;
        while first < pieces.len() {
            let found = (first..pieces.len()).rev().find_map(|last| {
                let span = pieces[first].start..pieces[last].end;
                let word = &text[span.clone()];
                // Words of letters only are names, or were already looked up as a whole.
                let number = word.chars().any(char::is_numeric);
                let spaced = word.chars().any(char::is_whitespace);
                let found = if number && !spaced {
                    self.by_id(word)
                } else {
                    Found::None
                };
                (found != Found::None).then_some((last, span, found))
            });
            if let Some((last, span, found)) = found {
                ids.push((span, found));
                first = last + 1;
            } else {
                rest.push(name_key(&text[pieces[first].clone()]));
                first += 1;
            }
        }
        (ids, rest)
    }

    /// A name directly next to the employer, title or applicant of its row.
    fn joined(&self, word: &str) -> Option<(String, Found)> {
        let cuts = word.char_indices().skip(2);
        let halves = cuts.map(|(at, _)| word.split_at(at));
        let mut both = halves.flat_map(|(before, behind)| [(before, behind), (behind, before)]);
        both.find_map(|(name, words)| match self.by_name(name) {
            Found::One(at, how) if self.fits(at, words) => {
                Some((name.to_owned(), Found::One(at, how)))
            }
            _ => None,
        })
    }

    /// Looks up the names among the pieces. All other words must fit the row found, so that
    /// somebody's wife is not taken for that person.
    fn names_among(&self, cell: &str, text: &str, pieces: &[Range<usize>]) -> Vec<Part> {
        let nobody = || vec![part(cell, Found::None)];
        let (mut names, mut rest): (Vec<(String, Found)>, Vec<String>) = (Vec::new(), Vec::new());
        let mut first = 0;
        while first < pieces.len() {
            let found = (first..pieces.len()).rev().find_map(|last| {
                let key = name_key(&text[pieces[first].start..pieces[last].end]);
                cores(&key).find_map(|(core, short)| {
                    let found = self.by_name(core);
                    let somebody = found != Found::None && !(short && is_longer_name(&key));
                    somebody.then(|| (last, core.to_owned(), found))
                })
            });
            if let Some((last, key, found)) = found {
                names.push((key, found));
                first = last + 1;
                continue;
            }
            let key = name_key(&text[pieces[first].clone()]);
            match self.joined(&key) {
                Some(found) => names.push(found),
                None => rest.push(key),
            }
            first += 1;
        }
        if names.is_empty() {
            return nobody();
        }
        rest.retain(|word| !is_neutral(word));
        let words = rest.concat();
        for (name, found) in &mut names {
            if let Found::Two(..) = found
                && !words.is_empty()
                && let Some(at) = self.told_apart(name, &words)
            {
                *found = Found::One(at, How::Name);
            }
        }
        let fits = |word: &String| {
            names.iter().any(|(_, found)| match found {
                Found::One(at, _) => self.fits(*at, word),
                _ => false,
            })
        };
        if !rest.iter().all(fits) {
            return nobody();
        }
        let parts = names.into_iter();
        parts.map(|(name, found)| part(&name, found)).collect()
    }
}

fn part(text: &str, found: Found) -> Part {
    Part {
        text: text.trim().to_owned(),
        found,
    }
}

fn starts_with_letter(id: &str) -> bool {
    id.chars().next().is_some_and(char::is_alphabetic)
}

/// The items of a list, separated by `;`, `、`, commas, bars or line breaks.
pub fn listed(text: &str) -> Vec<&str> {
    let between = [
        ';', '；', '、', ',', '，', '|', '｜', '\n', '\r', '\t', '\u{2028}', '\u{2029}',
    ];
    let items = text.split(between).map(str::trim);
    items
        .filter(|item| item.chars().any(char::is_alphanumeric))
        .collect()
}

/// The runs of letters and digits of a text; ideographs and Latin letters form separate runs.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let kind = |c: char| match c {
        _ if !c.is_alphanumeric() => 0,
        _ if c.is_ascii() => 1,
        _ => 2,
    };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut before = 0;
    for (at, c) in text.char_indices() {
        let own = kind(c);
        let end = at + c.len_utf8();
        match pieces.last_mut() {
            Some(last) if own == before && own != 0 => last.end = end,
            _ if own != 0 => pieces.push(at..end),
            _ => {}
        }
        before = own;
    }
    pieces
}
