//! Messages about references that are not written as in the table.

use super::book::{Book, Found, How, Kind};
use super::cell::Part;
use crate::bilingual;
use crate::model::words::{Bilingual, is_unseen};

/// The message about one cell, by kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The id was recognised despite a different spelling: invisible characters, width, case,
    /// quotes.
    Spelling(Bilingual),
    /// One or several rows were recognised in some other way.
    Taken(Bilingual),
    /// Two rows match.
    Two(Bilingual),
    /// The id and the accompanying name belong to different rows.
    Contradiction(Bilingual),
}

impl Kind {
    /// Word for the kind, in Chinese and English.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Expert => ("专家", "expert"),
            Self::Submission => ("申报", "submission"),
            Self::Group => ("专业组", "group"),
        }
    }

    fn name_words(self) -> (&'static str, &'static str) {
        match self {
            Self::Expert => ("姓名", "name"),
            Self::Submission => ("经验名称", "title"),
            Self::Group => ("组名", "name"),
        }
    }
}

/// Describes how a cell was read; `None` if it is written as in the table, or names no row.
pub fn told(book: &Book, text: &str, parts: &[Part]) -> Option<Told> {
    for part in parts {
        match part.found {
            Found::Two(one, other, how) => return Some(Told::Two(two(book, one, other, how))),
            Found::Contradiction(at, other) => {
                return Some(Told::Contradiction(contradiction(book, at, other)));
            }
            Found::One(..) | Found::None => {}
        }
    }
    let meant: Vec<(usize, How)> = parts
        .iter()
        .filter_map(|part| match part.found {
            Found::One(at, how) => Some((at, how)),
            _ => None,
        })
        .collect();
    let (kind_zh, kind_en) = book.kind().words();
    match meant[..] {
        [] | [(_, How::Exact)] => None,
        [(at, how)] if parts.len() == 1 => {
            let (zh, en) = (book.id(at), book.id(at));
            let Bilingual {
                zh: why_zh,
                en: why_en,
            } = why(book.kind(), how, text);
            let words = bilingual!(
                "{why_zh}，按{kind_zh} {zh} 处理",
                "{why_en}: read as {kind_en} {en}"
            );
            Some(match how {
                How::Form => Told::Spelling(words),
                _ => Told::Taken(words),
            })
        }
        _ => {
            let ids: Vec<&str> = meant.iter().map(|(at, _)| book.id(*at)).collect();
            let (zh, en) = (ids.join("、"), ids.join(", "));
            let count = parts.len();
            if meant.iter().any(|(_, how)| *how == How::Range) {
                return Some(Told::Taken(bilingual!(
                    "按编号的区间或省写理解，共 {count} 个，分别处理，其中{kind_zh}：{zh}",
                    "The cell is read as a range or a short form of ids ({count}); each is handled separately, among them {kind_en}: {en}"
                )));
            }
            Some(Told::Taken(bilingual!(
                "一格中写有 {count} 个，分别处理，其中{kind_zh}：{zh}",
                "The cell has several entries ({count}); each is handled separately, among them {kind_en}: {en}"
            )))
        }
    }
}

fn why(kind: Kind, how: How, text: &str) -> Bilingual {
    let (name_zh, name_en) = kind.name_words();
    match how {
        How::Exact | How::Form if text.chars().any(is_unseen) => bilingual!(
            "编号中含有看不见的字符",
            "The id contains invisible characters"
        ),
        How::Exact | How::Form => bilingual!(
            "与表中编号只差全半角、大小写、空格、引号或 .0",
            "This differs from the id only in width, case, spaces, quotes or .0"
        ),
        How::Marks => bilingual!(
            "没有这个编号，只有一个编号与它仅差连字符或形似的字母",
            "No entry has this id, and exactly one differs from it only in dashes or look-alike letters"
        ),
        How::Zeros => bilingual!(
            "没有这个编号，只有一个编号与它仅差数字前的 0",
            "No entry has this id, and exactly one differs from it only in zeros before a number"
        ),
        How::Range => bilingual!(
            "这是编号的区间或省写",
            "This is a range or a short form of ids"
        ),
        How::Words => bilingual!(
            "取其中的编号，其余文字未采用",
            "The id in the cell is used; the other words are ignored"
        ),
        How::Name => bilingual!(
            "写的是{name_zh}而不是编号，表中只有一个相符",
            "This is a {name_en}, not an id, and only one entry has it"
        ),
    }
}

fn two(book: &Book, one: usize, other: usize, how: How) -> Bilingual {
    let (one, other) = (book.id(one), book.id(other));
    let (zh, en) = book.kind().words();
    let (name_zh, name_en) = book.kind().name_words();
    match how {
        How::Name => bilingual!(
            "这个{name_zh}是{zh} {one} 和 {other} 共有的，无法判断指哪一个",
            "Both {en} {one} and {en} {other} have this {name_en}: which one is meant is not clear"
        ),
        _ => bilingual!(
            "{zh} {one} 和 {other} 的编号都与它相近，无法判断指哪一个",
            "Both {en} {one} and {en} {other} fit this id: which one is meant is not clear"
        ),
    }
}

fn contradiction(book: &Book, at: usize, other: Option<usize>) -> Bilingual {
    let id = book.id(at);
    let (zh, en) = book.kind().words();
    let (name_zh, name_en) = book.kind().name_words();
    let (other_zh, other_en) = other.map_or_else(Default::default, |other| {
        let other = book.id(other);
        (
            format!("；这个{name_zh}是 {other} 的"),
            format!("; it is the {name_en} of {other}"),
        )
    });
    bilingual!(
        "编号与{name_zh}不符：{id} 的{zh}不叫这个{name_zh}{other_zh}",
        "Id and {name_en} contradict each other: {en} {id} has another {name_en}{other_en}"
    )
}

/// Advice for a reference that was recognised.
pub fn action(told: &Told, kind: Kind) -> Bilingual {
    let (zh, en) = kind.words();
    match told {
        Told::Spelling(_) | Told::Taken(_) => bilingual!(
            "若不是所指，请改填{zh}编号；否则不必处理",
            "If another {en} is meant, write the id; otherwise leave it"
        ),
        Told::Two(_) | Told::Contradiction(_) => bilingual!(
            "改填{zh}表中的编号，与表中完全一致",
            "Write the id of the {en} exactly as in its table"
        ),
    }
}
