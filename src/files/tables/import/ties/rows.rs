//! The rows that sentences may mean: asked one by one, and written where a person confirmed them.

use super::super::answers::{Asking, Choice, Item, NONE, yes_or_no};
use super::super::lines::Line;
use super::super::names::Names;
use super::Tie;
use crate::bilingual;
use crate::model::words::Bilingual;

/// Says who and what a row ties.
fn said(tie: &Tie, names: &Names) -> Bilingual {
    let shown = |party: &str| match names.name_of(party) {
        Some(name) => format!("{name}（{party}）"),
        None => party.to_owned(),
    };
    let subject = match tie.subjects.as_slice() {
        [one] => shown(one),
        several => several
            .iter()
            .map(|own| shown(own))
            .collect::<Vec<_>>()
            .join(" / "),
    };
    let object = shown(&tie.object);
    let (zh, en) = (tie.kind.zh(), tie.kind.key());
    let years = match tie.years {
        (None, None) => String::new(),
        (Some(from), Some(to)) if from == to => format!(" {from}"),
        (from, to) => {
            let year = |own: Option<i32>| own.map_or_else(String::new, |own| own.to_string());
            format!(" {}–{}", year(from), year(to))
        }
    };
    let sentence = &tie.sentence;
    bilingual!(
        "“{sentence}” → {subject} {zh} {object}{years}",
        "[{sentence}] -> {subject} {en} {object}{years}"
    )
}

/// Asks for each row whether it counts. What is not answered is not applied.
pub(in crate::files::tables::import) fn confirm(
    ties: &mut [Tie],
    names: &Names,
    asking: &mut Asking<'_>,
) {
    let items: Vec<Item> = ties
        .iter()
        .map(|tie| {
            let mut choices = yes_or_no();
            if tie.subjects.len() > 1 {
                choices = tie
                    .subjects
                    .iter()
                    .map(|id| Choice {
                        value: id.clone(),
                        words: names.described(id),
                    })
                    .collect();
                choices.push(Choice {
                    value: NONE.to_owned(),
                    words: bilingual!("都不是，不采用", "neither; do not use it"),
                });
            }
            let clear = !tie.doubtful && tie.subjects.len() == 1;
            let (subject, kind, object) = (tie.subjects.join("/"), tie.kind.zh(), &tie.object);
            Item {
                key: format!("{} > {subject} {kind} {object}", tie.sentence),
                words: said(tie, names),
                choices,
                free: false,
                proposal: clear.then(|| "yes".to_owned()),
            }
        })
        .collect();
    let words = bilingual!(
        "从文字中读出下列关系，请逐条核对原句后确认（未确认的不会采用）",
        "These ties were read from sentences; compare each with its sentence and confirm it (none is used unconfirmed)"
    );
    let values = asking.ask("ties", words, items, |_| false);
    for (tie, value) in ties.iter_mut().zip(values) {
        tie.confirmed = match value.as_deref() {
            Some("yes") => tie.subjects.first().cloned(),
            Some("no" | NONE) | None => None,
            Some(id) => Some(id.to_owned()),
        };
    }
}

/// The confirmed rows, as lines of the table of relations.
pub(in crate::files::tables::import) fn rows(ties: &[Tie]) -> Vec<(usize, Line)> {
    let year = |own: Option<i32>| own.map_or_else(String::new, |own| own.to_string());
    let confirmed = ties
        .iter()
        .filter_map(|tie| Some((tie, tie.confirmed.clone()?)));
    confirmed
        .map(|(tie, subject)| {
            let cells = [
                ("subject", subject),
                ("relation", tie.kind.zh().to_owned()),
                ("object", tie.object.clone()),
                ("since", year(tie.years.0)),
                ("until", year(tie.years.1)),
                ("note", tie.sentence.clone()),
            ];
            let line = Line {
                row: tie.row,
                cells: cells.into_iter().filter(|own| !own.1.is_empty()).collect(),
                ..Line::default()
            };
            (tie.original, line)
        })
        .collect()
}
