//! The table `relations`.

use super::ProblemCode;
use super::findings::Findings;
use super::nearest::{nearest, suggestion};
use super::table::{Row, Table};
use crate::bilingual;
use crate::model::{Relation, RelationKind};

mod ends;
mod known;

use ends::Relatives;
pub(super) use known::Known;

/// Other words for relations that offices use.
const WORDS: [(&str, RelationKind); 22] = [
    ("现任职", RelationKind::EmployedBy),
    ("任职于", RelationKind::EmployedBy),
    ("原任职", RelationKind::FormerlyEmployedBy),
    ("曾任职于", RelationKind::FormerlyEmployedBy),
    ("咨询", RelationKind::Advises),
    ("辅导", RelationKind::Advises),
    ("咨询/辅导", RelationKind::Advises),
    ("董事", RelationKind::DirectorOf),
    ("监事", RelationKind::DirectorOf),
    ("高管", RelationKind::DirectorOf),
    ("股东", RelationKind::ShareholderOf),
    ("母公司", RelationKind::ParentOf),
    ("竞争对手", RelationKind::CompetitorOf),
    ("竞争关系", RelationKind::CompetitorOf),
    ("供应商", RelationKind::Supplies),
    ("供应关系", RelationKind::Supplies),
    ("亲属关系", RelationKind::KinOf),
    ("师生关系", RelationKind::MentorOf),
    ("合作者", RelationKind::CoauthorOf),
    ("申报回避", RelationKind::Declared),
    ("回避", RelationKind::Declared),
    ("豁免回避", RelationKind::Waived),
];

fn kind(text: &str) -> Option<RelationKind> {
    let mut all = RelationKind::ALL.into_iter();
    // Nearly every cell is written as listed; only the others are worth folding.
    if let Some(kind) = all.find(|kind| kind.zh() == text || kind.key() == text) {
        return Some(kind);
    }
    let folded = super::headers::fold(text);
    let same = |word: &str| super::headers::fold(word) == folded;
    let listed = RelationKind::ALL
        .into_iter()
        .find(|kind| same(kind.key()) || same(kind.zh()));
    listed.or_else(|| {
        let other = WORDS.iter().find(|(word, _)| same(word));
        other.map(|(_, kind)| *kind)
    })
}

/// Reads all relations.
pub(super) fn read(table: &Table<'_>, known: &Known, findings: &mut Findings) -> Vec<Relation> {
    let columns =
        ["subject", "relation", "object", "since", "until", "note"].map(|key| table.column(key));
    let [subject, word, object, ..] = columns;
    // Whoever stands as a relative in one row may be the free name of another.
    let mut relatives = Relatives::default();
    for row in table.rows() {
        if kind(&row.cell(word).text()).is_some_and(ends::is_between_people) {
            relatives.note(&row.cell(subject).text(), &row.cell(object).text(), known);
        }
    }
    table
        .rows()
        .flat_map(|row| relation(&row, columns, known, &relatives, findings))
        .collect()
}

fn relation(
    row: &Row<'_, '_>,
    columns: [usize; 6],
    known: &Known,
    relatives: &Relatives,
    findings: &mut Findings,
) -> Vec<Relation> {
    let [subject, relation, object, since, until, note] = columns;
    let from = row.id(subject, findings);
    let word = row.required(relation, findings);
    let to = row.id(object, findings);
    let (since, until_year) = (row.year(since, findings), row.year(until, findings));
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
            bilingual!("改正起止年份", "Mend the two years"),
        );
    }
    let kind = word.and_then(|word| {
        kind(&word).or_else(|| {
            unknown(&word, row, relation, findings);
            None
        })
    });
    let note = row.text(note, findings);
    let (Some(from), Some(kind), Some(to)) = (from, kind, to) else {
        return Vec::new();
    };
    let cells = [(subject, from.as_str()), (object, to.as_str())];
    let pairs = ends::read(kind, row, cells, known, relatives, findings);
    let relation = |(subject, object)| Relation {
        subject,
        kind,
        object,
        since,
        until: until_year,
        note: note.clone(),
        place: row.place(),
    };
    pairs.into_iter().map(relation).collect()
}

fn unknown(word: &str, row: &Row<'_, '_>, column: usize, findings: &mut Findings) {
    let words = RelationKind::ALL
        .iter()
        .flat_map(|kind| [kind.zh(), kind.key()]);
    let near = suggestion(nearest(word, words));
    let (zh, en) = (near.zh, near.en);
    let all_zh = RelationKind::ALL.map(RelationKind::zh).join("、");
    let all_en = RelationKind::ALL.map(RelationKind::key).join(", ");
    findings.add(
        ProblemCode::RelationUnknown,
        row.place_of(column),
        word,
        bilingual!("不认得这种关系{zh}", "There is no such relation{en}"),
        bilingual!("可填：{all_zh}", "Write one of: {all_en}"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_are_read_in_both_languages_and_in_the_words_of_offices() {
        assert_eq!(kind("任职"), Some(RelationKind::EmployedBy));
        assert_eq!(kind(" Kin_Of"), Some(RelationKind::KinOf));
        assert_eq!(kind("kin of"), Some(RelationKind::KinOf));
        assert_eq!(kind("咨询／辅导"), Some(RelationKind::Advises));
        assert_eq!(kind("认识"), None);
    }
}
