//! The table `relations`.

use super::ProblemCode;
use super::findings::Findings;
use super::nearest::nearest;
use super::relation_ends::Ends;
use super::relation_words::{self, Heard, Meaning, Stated};
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::{Party, Place, Relation, RelationKind};

mod ends;
mod known;

use ends::Relatives;
pub(super) use known::Known;

/// Reads all relations.
pub(super) fn read(table: &Table<'_>, known: &Known, findings: &mut Findings) -> Vec<Relation> {
    let columns =
        ["subject", "relation", "object", "since", "until", "note"].map(|key| table.column(key));
    let [subject, word, object, ..] = columns;
    // A name may be an expert's in one row and a relative's in another, so relatives are collected
    // first.
    let mut relatives = Relatives::default();
    for row in table.rows() {
        if is_between_people(&row.cell(word).text()) {
            relatives.note(&row.cell(subject).text(), &row.cell(object).text(), known);
        }
    }
    let mut heard = Heard::default();
    let relations = table
        .rows()
        .flat_map(|row| relation(&row, columns, known, &relatives, &mut heard, findings))
        .collect();
    heard.say(findings);
    relations
}

fn relation(
    row: &Row<'_, '_>,
    columns: [usize; 6],
    known: &Known,
    relatives: &Relatives,
    heard: &mut Heard,
    findings: &mut Findings,
) -> Vec<Relation> {
    let [subject, relation, object, since, until, note] = columns;
    let from = row.id(subject, findings);
    // A table of recusals has no column for the word; each row is a recusal.
    let recusal = || RelationKind::Declared.zh().to_owned();
    let word = match row.table().has(relation) {
        true => row.required(relation, findings),
        false => Some(recusal()),
    };
    let to = row.id(object, findings);
    let (since, until_year) = row.period(since, until, findings);
    if let (Some(first), Some(last)) = (since, until_year)
        && first > last
    {
        findings.add(
            ProblemCode::YearsReversed,
            row.place_of(until),
            last.to_string(),
            bilingual!(
                "截止年份 {last} 早于起始年份 {first}",
                "The relation ends in {last}, before it starts in {first}"
            ),
            bilingual!("改正起止年份", "Correct the two years"),
        );
    }
    let note = row.text(note, findings);
    let meant = word
        .as_deref()
        .and_then(|word| meant(word, row, relation, findings));
    let (Some(word), Some(from), Some(to), Some((stated, told))) = (word, from, to, meant) else {
        return Vec::new();
    };
    let cells = [(subject, from.as_str()), (object, to.as_str())];
    let pairs = pairs(&stated, row, cells, known, relatives, findings);
    let fact = |(subject, kind, object)| Relation {
        subject,
        kind,
        object,
        since,
        until: until_year,
        note: note.clone(),
        place: row.place(),
    };
    let mut clear = true;
    let mut facts = Vec::new();
    for (at, parties) in pairs.into_iter().enumerate() {
        let ends = Ends {
            word: &word,
            names: [&from, &to],
            parties,
            place: row.place(),
        };
        // A remark on the row is reported once, however many pairs it has.
        let first = at == 0;
        clear &= !(first && ends.is_guessed(&stated, row, relation, findings));
        for own in &stated {
            match ends.facts(*own) {
                Ok(found) => facts.extend(found.into_iter().map(fact)),
                Err(misfit) => {
                    clear = false;
                    if first {
                        misfit.say(&word, row, columns, findings);
                    }
                }
            }
        }
    }
    if told && clear {
        heard.note(&word, &stated, row.place_of(relation));
    }
    facts
}

/// The relation that a statement is read as, and whether its ends are swapped.
fn read_as(stated: Stated) -> (RelationKind, bool) {
    match stated {
        Stated::Fact(kind) => (kind, false),
        Stated::Turned(kind) => (kind, true),
        Stated::Controls => (RelationKind::ShareholderOf, false),
        Stated::Siblings => (RelationKind::ParentOf, false),
    }
}

/// Whether a word relates two people.
fn is_between_people(word: &str) -> bool {
    let Some(Meaning::States(stated, _)) = relation_words::meaning(word) else {
        return false;
    };
    stated
        .iter()
        .any(|own| ends::is_between_people(read_as(*own).0))
}

/// All pairs of parties that the two cells name, subject first.
fn pairs(
    stated: &[Stated],
    row: &Row<'_, '_>,
    cells: [(usize, &str); 2],
    known: &Known,
    relatives: &Relatives,
    findings: &mut Findings,
) -> Vec<[Party; 2]> {
    let Some(first) = stated.first() else {
        return Vec::new();
    };
    let (kind, turned) = read_as(*first);
    let [from, to] = cells;
    let cells = if turned { [to, from] } else { [from, to] };
    let found = ends::read(kind, row, cells, known, relatives, findings);
    found
        .into_iter()
        .map(|(one, other)| if turned { [other, one] } else { [one, other] })
        .collect()
}

/// The meaning of a row's word, and whether the user should be told about it. Reports an unknown
/// word, and a relation that no rule covers.
fn meant(
    word: &str,
    row: &Row<'_, '_>,
    column: usize,
    findings: &mut Findings,
) -> Option<(Vec<Stated>, bool)> {
    match relation_words::meaning(word) {
        Some(Meaning::States(stated, told)) => return Some((stated, told)),
        Some(Meaning::Uncovered) => uncovered(word, row.place_of(column), findings),
        None => unknown(word, row, column, findings),
    }
    None
}

fn uncovered(word: &str, place: Place, findings: &mut Findings) {
    let declared = (RelationKind::Declared.zh(), RelationKind::Declared.key());
    let (zh, en) = declared;
    findings.add(
        ProblemCode::RelationUncovered,
        place,
        word,
        bilingual!(
            "规则不涉及「{word}」这种关系，这一行不会让任何人回避",
            "No rule covers the relation [{word}], so this row does not recuse anyone"
        ),
        bilingual!(
            "需要回避的，把关系改为“{zh}”；不需要的可删去这一行",
            "If a recusal is intended, change the relation to {en}; otherwise the row can be removed"
        ),
    );
}

fn unknown(word: &str, row: &Row<'_, '_>, column: usize, findings: &mut Findings) {
    let words = RelationKind::ALL
        .iter()
        .flat_map(|kind| [kind.zh(), kind.key()]);
    let near = findings.near(ProblemCode::RelationUnknown, row.file(), || {
        nearest(word, words)
    });
    let (zh, en) = (near.zh, near.en);
    let all_zh = RelationKind::ALL.map(RelationKind::zh).join("、");
    let all_en = RelationKind::ALL.map(RelationKind::key).join(", ");
    findings.add(
        ProblemCode::RelationUnknown,
        row.place_of(column),
        word,
        bilingual!("不认得这种关系{zh}", "This is not a known relation{en}"),
        bilingual!("可填：{all_zh}", "Write one of: {all_en}"),
    );
}
