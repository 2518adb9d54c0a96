//! Which table each sheet is.

use super::faults::not_a_table;
use crate::bilingual;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::{EXPERTS, TableSpec};
use crate::files::tables::import::answers::{Asking, Choice, Item, NONE};
use crate::files::tables::import::data::Certainty;
use crate::files::tables::import::pieces::Piece;
use crate::files::tables::import::tables::{header_of, looks_like_table, loose, table_of};

/// Which table each sheet is; what looks like a table and is none that is known is asked about.
pub(super) fn tables(
    pieces: &[Piece],
    asking: &mut Asking<'_>,
    findings: &mut Findings,
) -> (Vec<Option<&'static TableSpec>>, Vec<Certainty>) {
    let found: Vec<_> = pieces.iter().map(table_of).collect();
    let mut tables: Vec<Option<&'static TableSpec>> =
        found.iter().map(|own| own.map(|own| own.0)).collect();
    let mut sure: Vec<Certainty> = found
        .iter()
        .map(|own| own.map_or(Certainty::None, |own| own.1))
        .collect();
    let mut items = Vec::new();
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let guessed = sure[at] == Certainty::Guessed;
        let unknown = tables[at].is_none();
        if guessed || unknown && looks_like_table(&piece.grid) {
            items.push(which_table(piece, tables[at]));
            open.push(at);
        } else if unknown {
            not_a_table(piece, findings);
        }
    }
    let words = bilingual!(
        "这些工作表是哪一张表？（不是的不读取；第一行不是表头的，请先在原文件里加一行表头）",
        "Which table are these sheets? (one that is none is not read; where the first row is no header, add one to the file first)"
    );
    let values = asking.ask("sheets", words, items, |_| false);
    for (at, value) in open.into_iter().zip(values) {
        let value = value.filter(|own| own != NONE);
        tables[at] = value.as_deref().and_then(loose);
        sure[at] = if tables[at].is_some() {
            Certainty::Guessed
        } else {
            Certainty::None
        };
    }
    (tables, sure)
}

fn which_table(piece: &Piece, guess: Option<&'static TableSpec>) -> Item {
    let head = header_of(&EXPERTS, &piece.grid);
    let labels = head.map(|own| own.labels).unwrap_or_default();
    let labels: Vec<&str> = labels
        .iter()
        .map(|own| own.text.as_str())
        .filter(|own| !own.is_empty())
        .take(8)
        .collect();
    let shown = labels.join("、");
    let (file, name) = (&piece.file, piece.name());
    let keys = [
        "experts",
        "submissions",
        "recommenders",
        "relations",
        "declared",
    ];
    let mut choices: Vec<Choice> = keys
        .iter()
        .filter_map(|key| loose(key))
        .map(|spec| Choice {
            value: spec.key.to_owned(),
            words: spec.name(),
        })
        .collect();
    choices.push(Choice {
        value: NONE.to_owned(),
        words: bilingual!("不读取", "do not read it"),
    });
    let digits = |c: &char| !c.is_ascii_digit();
    Item {
        key: name.chars().filter(digits).collect(),
        words: bilingual!(
            "「{file}」的「{name}」，第一行：{shown}",
            "[{name}] of [{file}], first row: {shown}"
        ),
        choices,
        free: false,
        proposal: Some(guess.map_or(NONE, |spec| spec.key).to_owned()),
    }
}
