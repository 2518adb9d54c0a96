//! Checks that the two ends of a relation are of the kinds that the relation needs.

use super::headers::AllHeaders;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::fold;
use crate::files::tables::nearest::{nearest_id, suggestion};
use crate::files::tables::relations::Known;
use crate::model::reference::plain;
use crate::model::words::Bilingual;
use crate::model::{Party, Relation, RelationKind, Season};
use std::collections::BTreeSet;

/// Checks all relations.
pub(super) fn check(season: &Season, known: &Known, headers: &AllHeaders, findings: &mut Findings) {
    let shapes = shapes(known);
    for relation in &season.relations {
        wrong_ends(relation, season, headers, findings);
        to_self(relation, season, headers, findings);
        waiver(relation, headers, findings);
        for (party, key) in [(&relation.subject, "subject"), (&relation.object, "object")] {
            like_an_id(party, key, relation, known, &shapes, headers, findings);
        }
    }
}

/// A party as written in its table.
fn written<'a>(party: &'a Party, season: &'a Season) -> &'a str {
    match party {
        Party::Expert(at) => season.experts.get(at.at()).map_or("", |e| e.id.as_str()),
        Party::Submission(at) => season
            .submissions
            .get(at.at())
            .map_or("", |s| s.id.as_str()),
        Party::Named(name) => name,
    }
}

fn wrong_ends(relation: &Relation, season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    use RelationKind as Kind;
    let expert = |party: &Party| matches!(party, Party::Expert(_));
    let submission = |party: &Party| matches!(party, Party::Submission(_));
    let (subject, object) = (&relation.subject, &relation.object);
    let wrong: Option<(&str, Bilingual)> = match relation.kind {
        Kind::ParentOf | Kind::CompetitorOf | Kind::Supplies => {
            let what = || {
                bilingual!(
                    "这种关系的两端都应是单位",
                    "Both ends of this relation must be organizations"
                )
            };
            if expert(subject) || submission(subject) {
                Some(("subject", what()))
            } else if expert(object) || (relation.kind == Kind::ParentOf && submission(object)) {
                Some(("object", what()))
            } else {
                None
            }
        }
        Kind::Declared | Kind::Waived if !expert(subject) => Some((
            "subject",
            bilingual!(
                "主体应是专家编号",
                "The subject must be the id of an expert"
            ),
        )),
        Kind::KinOf | Kind::MentorOf | Kind::CoauthorOf => {
            let what = || {
                bilingual!(
                    "这种关系的两端都应是人",
                    "Both ends of this relation must be people"
                )
            };
            if submission(subject) {
                Some(("subject", what()))
            } else if submission(object) {
                Some(("object", what()))
            } else {
                None
            }
        }
        _ if submission(subject) => Some((
            "subject",
            bilingual!(
                "主体应是专家或其他人，不能是申报编号",
                "The subject must be a person, not a submission"
            ),
        )),
        _ if expert(object) => Some((
            "object",
            bilingual!(
                "客体应是单位或申报编号，不能是专家编号",
                "The object must be an organization or a submission, not an expert"
            ),
        )),
        _ => None,
    };
    if let Some((key, what)) = wrong {
        let word = relation.kind;
        let (zh, en) = (word.zh(), word.key());
        findings.add(
            ProblemCode::PartyWrong,
            headers.cell(&relation.place, key),
            written(if key == "subject" { subject } else { object }, season),
            what,
            bilingual!(
                "检查“{zh}”的主体和客体是否写反或写错",
                "Check whether the two ends of {en} are swapped or wrong"
            ),
        );
    }
}

fn to_self(relation: &Relation, season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    let same = match (&relation.subject, &relation.object) {
        // Comparing keys would be wrong: a company and the group that owns it may differ only in
        // the suffix, which keys leave out.
        (Party::Named(a), Party::Named(b)) => fold(a) == fold(b),
        (a, b) => a == b,
    };
    if !same {
        return;
    }
    findings.add(
        ProblemCode::RelationToSelf,
        headers.cell(&relation.place, "object"),
        written(&relation.object, season),
        bilingual!(
            "主体和客体是同一个",
            "Both ends of the relation are the same"
        ),
        bilingual!(
            "改正其中一端，或删去该行",
            "Correct one end, or remove the row"
        ),
    );
}

fn waiver(relation: &Relation, headers: &AllHeaders, findings: &mut Findings) {
    if relation.kind != RelationKind::Waived || !relation.note.is_empty() {
        return;
    }
    findings.add(
        ProblemCode::WaiverWithoutNote,
        headers.cell(&relation.place, "note"),
        "",
        bilingual!("豁免回避必须写明理由", "A waiver needs its reason"),
        bilingual!(
            "在“备注”中写明理由和批准人",
            "Write the reason and who approved it in the note"
        ),
    );
}

/// Patterns of the season's ids in letters and digits, such as `E0` for E001. The number of digits
/// does not matter, since leading zeros get lost.
pub(super) fn shapes(known: &Known) -> BTreeSet<String> {
    let ids = known.experts.all().chain(known.submissions.all());
    ids.map(shape).filter(|shape| shape.contains('0')).collect()
}

fn shape(text: &str) -> String {
    let mut shape = String::new();
    for c in plain(text).chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('0') {
            shape.push('0');
        }
    }
    shape
}

/// Whether a name looks like an id, as a whole or in the number at its beginning or end.
pub(super) fn is_like_id(name: &str, known: &Known, shapes: &BTreeSet<String>) -> bool {
    if shapes.contains(&shape(name)) {
        return !known.is_organization(name);
    }
    if !name.bytes().any(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let folded = plain(name);
    let words = folded.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let mixed = |word: &&str| {
        let letter = word.bytes().any(|b| b.is_ascii_alphabetic());
        letter && shapes.contains(&shape(word))
    };
    words.into_iter().any(|word| mixed(&word)) && !known.is_organization(name)
}

/// A name that has the form of an id but is unknown is most likely a typing error; taken for the
/// name of a person or organization it would hide a conflict.
fn like_an_id(
    party: &Party,
    key: &str,
    relation: &Relation,
    known: &Known,
    shapes: &BTreeSet<String>,
    headers: &AllHeaders,
    findings: &mut Findings,
) {
    let Party::Named(name) = party else { return };
    // `E002的配偶` refers to a relative of E002: it contains a known id.
    let somebodys = name.split_once('的').is_some_and(|(owner, _)| {
        let (people, works) = (&known.people, &known.works);
        people.by_id(owner).one().is_some() || works.by_id(owner).one().is_some()
    });
    if somebodys || !is_like_id(name, known, shapes) {
        return;
    }
    let ids = known.experts.all().chain(known.submissions.all());
    let wanted = findings.wants(ProblemCode::LooksLikeId, &relation.place.file);
    let near = suggestion(wanted.then(|| nearest_id(name, ids)).flatten());
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::LooksLikeId,
        headers.cell(&relation.place, key),
        name.as_str(),
        bilingual!(
            "看起来是编号，但没有这个专家或申报{zh}；已按普通名称处理",
            "It looks like an id, but no expert or submission has it{en}; it was read as a name"
        ),
        bilingual!(
            "若是编号，请改正；否则这条关系可能起不到回避作用",
            "If it is an id, correct it; otherwise the relation may not recuse anyone"
        ),
    );
}
