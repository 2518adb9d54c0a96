//! Names of files of scores, whole or in parts.

use crate::model::Part;
use std::ops::Range;

/// How scores are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::assign) enum Kind {
    /// A table that people and other programs read.
    Table,
    /// The compact form.
    Compact,
}

impl Kind {
    fn ending(self) -> &'static str {
        match self {
            Self::Table => "csv",
            Self::Compact => "bin",
        }
    }
}

/// A file of scores in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::assign) struct Named {
    pub kind: Kind,
    /// `None` for a file of its own.
    pub part: Option<Part>,
    pub name: String,
}

/// The name of the file: `scores.bin`, `scores-2-of-8.bin`.
pub(in crate::assign) fn name_of(kind: Kind, part: Option<Part>) -> String {
    let ending = kind.ending();
    match part {
        Some(Part { number, of }) => format!("scores-{number}-of-{of}.{ending}"),
        None => format!("scores.{ending}"),
    }
}

/// What a file's name says about the scores in it; `None` for other files.
pub(in crate::assign) fn form_of(name: &str) -> Option<Named> {
    let (stem, ending) = name.rsplit_once('.')?;
    let kinds = [Kind::Table, Kind::Compact];
    let kind = kinds.into_iter().find(|kind| kind.ending() == ending)?;
    let part = match stem {
        "scores" => None,
        _ => {
            let (number, of) = stem.strip_prefix("scores-")?.split_once("-of-")?;
            Some(format!("{number}/{of}").parse::<Part>().ok()?)
        }
    };
    Some(Named {
        kind,
        part,
        name: name.to_owned(),
    })
}

/// The positions of a part among `count`: parts differ by at most one in length.
pub(in crate::assign) fn slice(part: Option<Part>, count: usize) -> Range<usize> {
    let Some(Part { number, of }) = part else {
        return 0..count;
    };
    // 128 bits: the product may be larger than any count.
    let at = |number: usize| (number as u128 * count as u128 / of as u128) as usize;
    at(number - 1)..at(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_form_and_part() {
        let part = Some(Part { number: 2, of: 8 });
        for (kind, part, name) in [
            (Kind::Table, None, "scores.csv"),
            (Kind::Compact, None, "scores.bin"),
            (Kind::Compact, part, "scores-2-of-8.bin"),
            (Kind::Table, part, "scores-2-of-8.csv"),
        ] {
            assert_eq!(name_of(kind, part), name);
            let found = form_of(name).unwrap();
            assert_eq!((found.kind, found.part), (kind, part));
        }
        for other in [
            "scores",
            "scores.txt",
            "scores-9-of-8.bin",
            "scores-2.bin",
            "loads.csv",
        ] {
            assert_eq!(form_of(other), None, "{other}");
        }
    }

    #[test]
    fn parts_cover_everything_once() {
        for (count, of) in [(10, 3), (3, 5), (0, 2), (392_000, 7)] {
            let mut next = 0;
            for number in 1..=of {
                let range = slice(Some(Part { number, of }), count);
                assert_eq!(range.start, next);
                assert!(range.len().abs_diff(count / of) <= 1);
                next = range.end;
            }
            assert_eq!(next, count);
        }
    }
}
