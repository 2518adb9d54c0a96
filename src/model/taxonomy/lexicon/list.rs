//! Lists of items in a cell, with any separators.

use super::{Lexicon, Reading, Taxonomy};
use crate::model::words::is_unseen;
use std::borrow::Cow;

/// An item of a list as written, and its reading; `None` for an unknown one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item<C> {
    /// The item as written.
    pub(crate) text: String,
    /// The reading; `None` if unknown.
    pub(crate) reading: Option<Reading<C>>,
    /// The level after it, where levels are read.
    pub(crate) level: Option<String>,
}

/// Most pieces that form one name: names of industries contain `、`, English ones spaces.
const LONGEST_RUN: usize = 16;

/// Most pieces of one cell; the content of longer cells is not a list of codes.
const MOST_PIECES: usize = 400;

impl<T: Taxonomy> Lexicon<T> {
    /// Splits a cell and reads its items in order. At each position the longest known run of pieces
    /// is one item. Linear in the pieces.
    pub(crate) fn list(&self, text: &str, levels: bool) -> Vec<Item<T::Code>> {
        let mut found = Vec::new();
        let seen: Cow<'_, str> = match text.contains(is_unseen) {
            true => text.chars().filter(|c| !is_unseen(*c)).collect(),
            false => Cow::Borrowed(text),
        };
        for part in seen.split([';', '；', '\n', '\r']) {
            let part = part.trim();
            if part.is_empty() {
                continue;
            }
            match self.leveled(part, levels) {
                Some(item) => found.push(item),
                None => self.pieces(part, levels, &mut found),
            }
        }
        found
    }

    fn pieces(&self, part: &str, levels: bool, found: &mut Vec<Item<T::Code>>) {
        let pieces = pieces(part);
        if pieces.len() > MOST_PIECES {
            found.push(unknown(part));
            return;
        }
        let mut at = 0;
        // Start of an unknown text whose pieces are separated by spaces only.
        let mut lost: Option<(usize, usize)> = None;
        while at < pieces.len() {
            let runs = (at + 1..=pieces.len().min(at + LONGEST_RUN)).rev();
            let hit = runs
                .filter_map(|end| {
                    let run = &part[pieces[at].0..pieces[end - 1].1];
                    self.leveled(run, levels).map(|item| (item, end))
                })
                .next();
            if let Some((item, end)) = hit {
                self.lost(part, lost.take(), levels, found);
                found.push(item);
                at = end;
                continue;
            }
            let (start, end) = pieces[at];
            lost = match lost {
                Some((first, last)) if part[last..start].chars().all(char::is_whitespace) => {
                    Some((first, end))
                }
                before => {
                    self.lost(part, before, levels, found);
                    Some((start, end))
                }
            };
            at += 1;
        }
        self.lost(part, lost, levels, found);
    }

    /// An unknown text, unless it is two known ones joined by 和 or 与.
    fn lost(
        &self,
        part: &str,
        span: Option<(usize, usize)>,
        levels: bool,
        found: &mut Vec<Item<T::Code>>,
    ) {
        let Some((start, end)) = span else {
            return;
        };
        let text = &part[start..end];
        let joined = ["以及", "和", "与", "及", "或"].iter().find_map(|joint| {
            let (first, second) = text.split_once(joint)?;
            let first = self.leveled(first, levels)?;
            Some((first, self.leveled(second, levels)?))
        });
        match joined {
            Some((first, second)) => found.extend([first, second]),
            None => found.push(unknown(text)),
        }
    }

    fn leveled(&self, text: &str, levels: bool) -> Option<Item<T::Code>> {
        let item = |reading: Reading<T::Code>, level: Option<&str>| Item {
            text: text.trim().to_owned(),
            reading: Some(reading),
            level: level.map(str::to_owned),
        };
        if let Some((name, level)) = level(text).filter(|_| levels)
            && let Some(reading) = self.item(name)
        {
            return Some(item(reading, Some(level)));
        }
        self.item(text).map(|reading| item(reading, None))
    }
}

fn unknown<C>(text: &str) -> Item<C> {
    Item {
        text: text.trim().to_owned(),
        reading: None,
        level: None,
    }
}

/// Words for levels of knowledge of a domain, highest first.
pub(crate) const LEVELS: [(&str, u8); 12] = [
    ("精通", 3),
    ("专家", 3),
    ("擅长", 3),
    ("非常熟悉", 3),
    ("很熟悉", 3),
    ("熟练", 2),
    ("掌握", 2),
    ("较熟悉", 2),
    ("熟悉", 2),
    ("了解", 1),
    ("一般", 1),
    ("入门", 1),
];

/// Splits off the level of a domain: `Q06.01:2`, `卓越绩效模式（精通）`.
fn level(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let word = |level: &str| LEVELS.iter().any(|(word, _)| *word == level);
    if let Some((name, level)) = text.rsplit_once([':', '：']) {
        let level = level.trim();
        let number = !level.is_empty() && level.chars().all(char::is_numeric);
        return (number || word(level)).then_some((name, level));
    }
    let rest = text.strip_suffix([')', '）'])?;
    let (name, level) = rest.rsplit_once(['(', '（'])?;
    let level = level.trim();
    (word(level) || matches!(level, "1" | "2" | "3")).then_some((name, level))
}

/// The pieces between commas, slashes, spaces and the like, as spans of bytes.
fn pieces(part: &str) -> Vec<(usize, usize)> {
    const BETWEEN: [char; 15] = [
        '、', ',', '，', '/', '／', '\\', '|', '｜', '+', '＋', '&', '＆', '。', '﹑', '､',
    ];
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, c) in part.char_indices() {
        let between = c.is_whitespace() || BETWEEN.contains(&c) || ('①'..='⑳').contains(&c);
        if between {
            pieces.extend(start.take().map(|start| (start, at)));
        } else if start.is_none() {
            start = Some(at);
        }
    }
    pieces.extend(start.map(|start| (start, part.len())));
    pieces
}
