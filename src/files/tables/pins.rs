//! The table `pins`.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use super::nearest::{nearest, nearest_id};
use super::relations::Known;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::reference::{Book, Found, plain};
use crate::model::{ExpertIndex, Pin, PinKind, PinObject, PinSubject, SubmissionIndex};
use std::collections::HashMap;
use std::sync::LazyLock;

/// All kinds of pins with their words, the most common Chinese one first.
const KINDS: [(PinKind, &[&str]); 6] = [
    (PinKind::Member, &["组员", "成员", "委员", "member"]),
    (PinKind::Leader, &["组长", "leader"]),
    (PinKind::Chair, &["主任委员", "主任", "chair"]),
    (
        PinKind::ViceChair,
        &["副主任委员", "副主任", "vice_chair", "vicechair"],
    ),
    (PinKind::Submission, &["申报", "申报项目", "submission"]),
    (
        PinKind::Reviewer,
        &["评审人", "评审", "评审专家", "reviewer"],
    ),
];

/// Prefixes that negate a kind.
const NOT: [&str; 5] = ["not", "不得任", "不任", "不得", "不"];

/// Parses a kind of pin, and whether it is negated.
fn kind(text: &str) -> Option<(PinKind, bool)> {
    static FOLDED: LazyLock<HashMap<String, PinKind>> = LazyLock::new(|| {
        let pairs = KINDS
            .iter()
            .flat_map(|(kind, words)| words.iter().map(|word| (fold(word), *kind)));
        pairs.collect()
    });
    let folded = fold(text);
    let plain = |word: &str| FOLDED.get(word).copied();
    plain(&folded).map(|kind| (kind, false)).or_else(|| {
        let rest = NOT.iter().filter_map(|not| folded.strip_prefix(not));
        rest.filter_map(plain).map(|kind| (kind, true)).next()
    })
}

/// The groups that a pin can name.
#[derive(Debug)]
pub(super) struct GroupIds<'a> {
    /// The themes.
    pub(super) themes: &'a Book,
    /// `groups.count` of the rules.
    pub(super) count: usize,
}

impl GroupIds<'_> {
    /// The id of a group as written in plans: a theme's id, or `G01`, `G02`, … if the number of
    /// groups exceeds that of the themes or is free.
    fn numbered(&self, text: &str) -> Option<String> {
        if !self.themes.is_empty() && self.count <= self.themes.len() {
            return None;
        }
        let folded = plain(text);
        let digits = folded.strip_prefix('g')?;
        let number: usize = digits.parse().ok()?;
        let last = if self.count == 0 { 999 } else { self.count };
        let width = if self.count >= 100 { 3 } else { 2 };
        (1..=last)
            .contains(&number)
            .then(|| format!("G{number:0width$}"))
    }
}

/// Reads all pins.
pub(super) fn read(
    table: &Table<'_>,
    known: &Known,
    groups: &GroupIds<'_>,
    findings: &mut Findings,
) -> Vec<Pin> {
    let columns = ["kind", "subject", "object"].map(|key| table.column(key));
    table
        .rows()
        .flat_map(|row| pins(&row, columns, known, groups, findings))
        .collect()
}

/// The pins of a row: one for each name in it.
fn pins(
    row: &Row<'_, '_>,
    columns: [usize; 3],
    known: &Known,
    groups: &GroupIds<'_>,
    findings: &mut Findings,
) -> Vec<Pin> {
    let [kind_column, subject, object] = columns;
    let word = row.required(kind_column, findings);
    let kind = word.and_then(|word| {
        kind(&word).or_else(|| {
            unknown_kind(&word, row, kind_column, findings);
            None
        })
    });
    let Some((kind, forbidden)) = kind else {
        // The id can be checked for presence even if the kind is unknown.
        row.id(subject, findings);
        return Vec::new();
    };
    let subjects = subjects(kind, row, subject, known, findings);
    let targets = match kind {
        PinKind::Chair | PinKind::ViceChair => vec![no_object(row, object, findings)],
        PinKind::Member | PinKind::Leader if row.cell(object).is_empty() => vec![PinObject::None],
        PinKind::Member | PinKind::Leader | PinKind::Submission => {
            group(row, object, groups, findings).into_iter().collect()
        }
        PinKind::Reviewer => reviewed(row, object, known, findings),
    };
    let all = subjects
        .into_iter()
        .flat_map(|subject| targets.iter().map(move |object| (subject, object.clone())));
    all.map(|(subject, object)| Pin {
        kind,
        forbidden,
        subject,
        object,
        place: row.place(),
    })
    .collect()
}

fn subjects(
    kind: PinKind,
    row: &Row<'_, '_>,
    column: usize,
    known: &Known,
    findings: &mut Findings,
) -> Vec<PinSubject> {
    let of_work = kind == PinKind::Submission;
    let book = if of_work { &known.works } else { &known.people };
    let mut found = Vec::new();
    for part in row.meant(column, book, findings).unwrap_or_default() {
        match part {
            Ok(at) if of_work => found.push(PinSubject::Submission(SubmissionIndex::new(at))),
            Ok(at) => found.push(PinSubject::Expert(ExpertIndex::new(at))),
            Err(text) => unknown_subject(kind, &text, row, column, known, findings),
        }
    }
    found
}

fn no_object(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> PinObject {
    let text = row.text(column, findings);
    if !text.is_empty() {
        findings.add(
            ProblemCode::PinObjectUnknown,
            row.place_of(column),
            text,
            bilingual!(
                "指定主任委员、副主任委员时客体应为空",
                "A pin of the chair or vice chair has no object"
            ),
            bilingual!("清空该单元格", "Empty the cell"),
        );
    }
    PinObject::None
}

fn group(
    row: &Row<'_, '_>,
    column: usize,
    groups: &GroupIds<'_>,
    findings: &mut Findings,
) -> Option<PinObject> {
    let text = row.id(column, findings)?;
    let parts = groups.themes.cell(&text);
    let clear = super::meant::tell(
        groups.themes,
        &text,
        &parts,
        || row.place_of(column),
        findings,
    );
    if !clear {
        return None;
    }
    // Nobody sits in two groups, so a cell with two names is invalid.
    if let [part] = &parts[..]
        && let Found::One(at, _) = part.found
    {
        return Some(PinObject::Group(groups.themes.id(at).to_owned()));
    }
    if let Some(id) = groups.numbered(&text) {
        return Some(PinObject::Group(id));
    }
    let near = findings.near(ProblemCode::PinObjectUnknown, row.file(), || {
        nearest_id(&text, groups.themes.ids())
    });
    let (zh, en) = (near.zh, near.en);
    let ids = groups.themes.ids().take(12).collect::<Vec<_>>();
    let (ids_zh, ids_en) = if ids.is_empty() {
        let count = groups.count;
        let last = if count == 0 {
            "…".to_owned()
        } else {
            format!("G{count:02}")
        };
        (format!("G01 至 {last}"), format!("G01 to {last}"))
    } else {
        (ids.join("、"), ids.join(", "))
    };
    findings.add(
        ProblemCode::PinObjectUnknown,
        row.place_of(column),
        text,
        bilingual!("没有这个专业组{zh}", "No group has this id{en}"),
        bilingual!("可填：{ids_zh}", "Write one of: {ids_en}"),
    );
    None
}

fn reviewed(
    row: &Row<'_, '_>,
    column: usize,
    known: &Known,
    findings: &mut Findings,
) -> Vec<PinObject> {
    let mut found = Vec::new();
    for part in row
        .meant(column, &known.works, findings)
        .unwrap_or_default()
    {
        let text = match part {
            Ok(at) => {
                found.push(PinObject::Submission(SubmissionIndex::new(at)));
                continue;
            }
            Err(text) => text,
        };
        let near = findings.near(ProblemCode::PinObjectUnknown, row.file(), || {
            nearest_id(&text, known.works.ids())
        });
        let (zh, en) = (near.zh, near.en);
        findings.add(
            ProblemCode::PinObjectUnknown,
            row.place_of(column),
            text,
            bilingual!("申报表中没有这个编号{zh}", "No submission has this id{en}"),
            bilingual!("填写申报表中的申报编号", "Write the id of a submission"),
        );
    }
    found
}

fn unknown_subject(
    kind: PinKind,
    text: &str,
    row: &Row<'_, '_>,
    column: usize,
    known: &Known,
    findings: &mut Findings,
) {
    let (ids, zh_table, en_table) = if kind == PinKind::Submission {
        (&known.works, "申报表", "submission")
    } else {
        (&known.people, "专家表", "expert")
    };
    let near = findings.near(ProblemCode::PinSubjectUnknown, row.file(), || {
        nearest_id(text, ids.ids())
    });
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::PinSubjectUnknown,
        row.place_of(column),
        text,
        bilingual!(
            "{zh_table}中没有这个编号{zh}",
            "No {en_table} has this id{en}"
        ),
        bilingual!(
            "填写{zh_table}中的编号",
            "Write the id of a known {en_table}"
        ),
    );
}

fn unknown_kind(word: &str, row: &Row<'_, '_>, column: usize, findings: &mut Findings) {
    let words = KINDS.iter().flat_map(|(_, words)| words.iter().copied());
    let near = findings.near(ProblemCode::PinKindUnknown, row.file(), || {
        nearest(word, words)
    });
    let (zh, en) = (near.zh, near.en);
    let all_zh = KINDS.map(|(_, words)| words[0]).join("、");
    let all_en = KINDS.map(|(kind, _)| kind.key()).join(", ");
    findings.add(
        ProblemCode::PinKindUnknown,
        row.place_of(column),
        word,
        bilingual!("不认得这种指定{zh}", "This is not a known kind of pin{en}"),
        bilingual!(
            "可填：{all_zh}；前面加“不”表示禁止",
            "Write one of: {all_en}; not_ in front forbids"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_in_both_languages_and_turned_around() {
        assert_eq!(kind("组员"), Some((PinKind::Member, false)));
        assert_eq!(kind("不任组长"), Some((PinKind::Leader, true)));
        assert_eq!(kind("Not_Vice_Chair"), Some((PinKind::ViceChair, true)));
        assert_eq!(kind("not reviewer"), Some((PinKind::Reviewer, true)));
        assert_eq!(kind("秘书"), None);
    }
}
