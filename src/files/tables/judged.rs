//! The table `judged`: what a person has found out about two that look alike, written down once.

use super::ProblemCode;
use super::findings::Findings;
use super::headers::fold;
use super::nearest::{nearest, suggestion};
use super::relations::Known;
use super::sheet::table::{Row, Table};
use super::sheet::values::list;
use crate::bilingual;
use crate::model::{
    ExpertIndex, JudgedEnd, Named, OrganizationKey, Organizations, Party, PinObject, PinSubject,
    Place, Relation, RelationKind, Role, Season, SubmissionIndex, Tie, Verdict,
};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// Words for "they are one", folded; the usual ones first.
const SAME: [&str; 11] = [
    "同一",
    "same",
    "同一单位",
    "同一人",
    "同一家",
    "同一个",
    "同一项",
    "一家",
    "一人",
    "相同",
    "是同一",
];
/// Words for "they are two".
const DIFFERENT: [&str; 14] = [
    "不同",
    "different",
    "不同单位",
    "不同人",
    "非同一",
    "非同一单位",
    "非同一人",
    "不是同一",
    "不是同一单位",
    "不是同一人",
    "不是同一家",
    "两家",
    "两人",
    "两个单位",
];

/// One row.
#[derive(Debug)]
pub(super) struct Judged {
    ends: [String; 2],
    places: [Place; 2],
    verdict: Verdict,
}

/// Reads all rows. Who judged when and why is for people and is not looked at.
pub(super) fn read(table: &Table<'_>, findings: &mut Findings) -> Vec<Judged> {
    let [first, second, verdict] = ["first", "second", "verdict"].map(|key| table.column(key));
    let judged = |row: Row<'_, '_>| {
        let ends = [first, second].map(|column| row.id(column, findings));
        let word = row.required(verdict, findings)?;
        let folded = fold(&word);
        let is = |words: &[&str]| words.iter().any(|known| fold(known) == folded);
        let verdict = if is(&SAME) {
            Verdict::Same
        } else if is(&DIFFERENT) {
            Verdict::Different
        } else {
            findings.add(
                ProblemCode::VerdictUnknown,
                row.place_of(verdict),
                word,
                bilingual!(
                    "结论既非同一也非不同",
                    "The verdict is neither same nor different"
                ),
                bilingual!("填“同一”或“不同”", "Write same or different"),
            );
            return None;
        };
        let [Some(one), Some(other)] = ends else {
            return None;
        };
        Some(Judged {
            ends: [one, other],
            places: [row.place_of(first), row.place_of(second)],
            verdict,
        })
    };
    table.rows().filter_map(judged).collect()
}

/// Takes the verdicts over as names of organizations: for what reads nothing else.
pub(super) fn of_names(verdicts: &[Judged], organizations: &mut Organizations) {
    let of = |verdict| verdicts.iter().filter(move |row| row.verdict == verdict);
    for row in of(Verdict::Same) {
        organizations.join(&row.ends[0], &row.ends[1]);
    }
    for row in of(Verdict::Different) {
        organizations.set_apart(&row.ends[0], &row.ends[1]);
    }
}

/// Lets the verdicts count in the season: what is the same becomes one organization, one person or
/// one submission; what is different is kept, so that it is asked no more. Rows that reach nothing
/// are told.
pub(super) fn apply(
    verdicts: &[Judged],
    season: &mut Season,
    known: &Known,
    findings: &mut Findings,
) {
    if verdicts.is_empty() {
        return;
    }
    let names = Names::of(season);
    let mut organizations = Vec::new();
    let mut rows = Rows::default();
    for row in verdicts {
        match names.pair(row, season, known) {
            Ok(Pair::Organizations) => organizations.push(row),
            Ok(Pair::Others(one, other)) => {
                let pair = [one, other];
                if others(row, &pair, season, findings) {
                    rows.add(row, pair);
                }
            }
            Err(Unlike::Unknown(at)) => names.unknown(row, at, season, findings),
            Err(Unlike::Kinds) => unlike(row, findings),
        }
    }
    rows.merge(season, findings);
    let of = |verdict| {
        organizations
            .iter()
            .filter(move |row| row.verdict == verdict)
    };
    for row in of(Verdict::Same) {
        season.organizations.join(&row.ends[0], &row.ends[1]);
    }
    for row in of(Verdict::Different) {
        if !season.organizations.set_apart(&row.ends[0], &row.ends[1]) {
            twice(row, findings);
        }
    }
}

fn unlike(row: &Judged, findings: &mut Findings) {
    let one = &row.ends[0];
    findings.add(
        ProblemCode::JudgedKinds,
        row.places[1].clone(),
        row.ends[1].as_str(),
        bilingual!(
            "与“{one}”不是同一类：单位与单位、专家与专家（或关系表中的姓名）、申报与申报才能核定",
            "Not the same kind as [{one}]: only two organizations, two experts (or a name in the relations and an expert) or two submissions can be judged"
        ),
        bilingual!(
            "改正名称或编号；与专家核定时写专家编号",
            "Correct the name or the id; for an expert write the id"
        ),
    );
}

fn twice(row: &Judged, findings: &mut Findings) {
    let other = &row.ends[0];
    findings.add(
        ProblemCode::JudgedTwice,
        row.places[1].clone(),
        row.ends[1].as_str(),
        bilingual!(
            "与“{other}”一处核定为不同，一处核定（或在别名表中写）为同一",
            "Judged different from [{other}] in one place, and the same (or listed as an alias) in another"
        ),
        bilingual!("只保留一种结论", "Keep one verdict"),
    );
}

/// A row that names somebody by a name which an expert has too counts for both, until it is judged
/// that the two are not one: then it is no longer the expert's.
fn somebody_else(name: &str, expert: ExpertIndex, season: &mut Season) {
    let named = |relation: &Relation| {
        let is = |party: &Party| matches!(party, Party::Named(own) if person(own) == name);
        is(&relation.subject) || is(&relation.object)
    };
    let rows: BTreeSet<(String, Option<u32>)> = season
        .relations
        .iter()
        .filter(|relation| named(relation))
        .map(|relation| (relation.place.file.clone(), relation.place.row))
        .collect();
    let experts = Party::Expert(expert);
    season.relations.retain(|relation| {
        let subject = relation.subject == experts;
        let same_row = rows.contains(&(relation.place.file.clone(), relation.place.row));
        !(subject && same_row && !persons(relation.kind)[1])
    });
}

/// A verdict on people or submissions; `false` where it contradicts another. What two rows of the
/// tables become that are one is left to [`Rows`].
fn others(
    row: &Judged,
    ends: &[JudgedEnd; 2],
    season: &mut Season,
    findings: &mut Findings,
) -> bool {
    let [one, other] = ends;
    if !season.judged.keep(one.clone(), other.clone(), row.verdict) {
        twice(row, findings);
        return false;
    }
    if let (JudgedEnd::Name(name), JudgedEnd::Expert(expert))
    | (JudgedEnd::Expert(expert), JudgedEnd::Name(name)) = (one, other)
    {
        match row.verdict {
            Verdict::Same => the_expert(name, *expert, season),
            Verdict::Different => somebody_else(name, *expert, season),
        }
    }
    true
}

/// Whom the relations call by this name is the expert.
fn the_expert(name: &str, expert: ExpertIndex, season: &mut Season) {
    let is = |party: &Party| matches!(party, Party::Named(own) if person(own) == name);
    for relation in &mut season.relations {
        let [subject, object] = persons(relation.kind);
        if subject && is(&relation.subject) {
            relation.subject = Party::Expert(expert);
        }
        if object && is(&relation.object) {
            relation.object = Party::Expert(expert);
        }
    }
    season.relations.retain(|own| own.subject != own.object);
}

/// The verdicts on rows of the experts and of the submissions. What is one with one of two that are
/// one is one with the other, so that all of them are looked at together.
#[derive(Default)]
struct Rows<'a> {
    same: Vec<(&'a Judged, [Own; 2])>,
    different: Vec<(&'a Judged, [Own; 2])>,
}

/// A row of the experts or of the submissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    Expert(ExpertIndex),
    Submission(SubmissionIndex),
}

impl Own {
    fn of(end: &JudgedEnd) -> Option<Self> {
        match end {
            JudgedEnd::Expert(at) => Some(Self::Expert(*at)),
            JudgedEnd::Submission(at) => Some(Self::Submission(*at)),
            JudgedEnd::Name(_) => None,
        }
    }

    fn end(self) -> JudgedEnd {
        match self {
            Self::Expert(at) => JudgedEnd::Expert(at),
            Self::Submission(at) => JudgedEnd::Submission(at),
        }
    }

    fn takes_part(self, season: &Season) -> bool {
        match self {
            Self::Expert(at) => season.experts[at.at()].available,
            Self::Submission(at) => season.submissions[at.at()].passed,
        }
    }

    fn id(self, season: &Season) -> String {
        match self {
            Self::Expert(at) => season.experts[at.at()].id.clone(),
            Self::Submission(at) => season.submissions[at.at()].id.clone(),
        }
    }
}

impl<'a> Rows<'a> {
    fn add(&mut self, row: &'a Judged, [one, other]: [JudgedEnd; 2]) {
        let (Some(one), Some(other)) = (Own::of(&one), Own::of(&other)) else {
            return;
        };
        match row.verdict {
            Verdict::Same => self.same.push((row, [one, other])),
            Verdict::Different => self.different.push((row, [one, other])),
        }
    }

    /// The rows that are one, in the order in which the table names them first.
    fn classes(&self) -> (Vec<Vec<Own>>, BTreeMap<Own, usize>) {
        let mut classes: Vec<Vec<Own>> = Vec::new();
        let mut class_of: BTreeMap<Own, usize> = BTreeMap::new();
        for own in self.same.iter().flat_map(|(_, ends)| *ends) {
            class_of.entry(own).or_insert_with(|| {
                classes.push(vec![own]);
                classes.len() - 1
            });
        }
        for (_, [one, other]) in &self.same {
            let (mut to, mut from) = (class_of[one], class_of[other]);
            if to == from {
                continue;
            }
            // The smaller class moves, so that long chains take no time by the square.
            if classes[to].len() < classes[from].len() {
                mem::swap(&mut to, &mut from);
            }
            for own in mem::take(&mut classes[from]) {
                class_of.insert(own, to);
                classes[to].push(own);
            }
        }
        let mut named = BTreeMap::new();
        for own in self.same.iter().flat_map(|(_, ends)| *ends) {
            let order = named.len();
            named.entry(own).or_insert(order);
        }
        for class in &mut classes {
            class.sort_by_key(|own| named[own]);
        }
        (classes, class_of)
    }

    /// Of each class the first that can take part does, with all that is known of the others.
    fn merge(&self, season: &mut Season, findings: &mut Findings) {
        let (classes, class_of) = self.classes();
        for (row, ends) in &self.different {
            let [one, other] = ends.map(|own| class_of.get(&own));
            if one.is_some() && one == other {
                twice(row, findings);
            }
        }
        let mut kept_for: BTreeMap<Own, Own> = BTreeMap::new();
        for class in &classes {
            let able = class.iter().find(|own| own.takes_part(season));
            let Some(&kept) = able.or(class.first()) else {
                continue;
            };
            for &gone in class.iter().filter(|own| **own != kept) {
                season.judged.keep(kept.end(), gone.end(), Verdict::Same);
                kept_for.insert(gone, kept);
                match (kept, gone) {
                    (Own::Expert(kept), Own::Expert(gone)) => one_expert(kept, gone, season),
                    (Own::Submission(kept), Own::Submission(gone)) => {
                        one_submission(kept, gone, season);
                    }
                    _ => {}
                }
            }
        }
        move_rows(&kept_for, season);
        for (row, [one, other]) in &self.same {
            if one != other {
                let kept = kept_for.get(one).unwrap_or(one);
                left_out(row, &kept.id(season), findings);
            }
        }
    }
}

/// Relations and pins of rows that go are those of the rows that are kept.
fn move_rows(kept_for: &BTreeMap<Own, Own>, season: &mut Season) {
    let expert = |at: &mut ExpertIndex| {
        if let Some(Own::Expert(kept)) = kept_for.get(&Own::Expert(*at)) {
            *at = *kept;
        }
    };
    let submission = |at: &mut SubmissionIndex| {
        if let Some(Own::Submission(kept)) = kept_for.get(&Own::Submission(*at)) {
            *at = *kept;
        }
    };
    for relation in &mut season.relations {
        for party in [&mut relation.subject, &mut relation.object] {
            match party {
                Party::Expert(at) => expert(at),
                Party::Submission(at) => submission(at),
                Party::Named(_) => {}
            }
        }
    }
    season.relations.retain(|own| own.subject != own.object);
    for pin in &mut season.pins {
        match &mut pin.subject {
            PinSubject::Expert(at) => expert(at),
            PinSubject::Submission(at) => submission(at),
        }
        if let PinObject::Submission(at) = &mut pin.object {
            submission(at);
        }
    }
}

/// Two rows of one person: every employer of the row that goes is one of the row that is kept.
fn one_expert(kept: ExpertIndex, gone: ExpertIndex, season: &mut Season) {
    let other = &mut season.experts[gone.at()];
    other.available = false;
    let reading = season.organizations.read(&other.employer, Role::Employer);
    for named in reading.named {
        let (kind, until) = match named.tie {
            Tie::Present => (RelationKind::EmployedBy, None),
            Tie::Former(year) => (RelationKind::FormerlyEmployedBy, year),
        };
        season.organizations.know(&named.name);
        season.relations.push(Relation {
            subject: Party::Expert(kept),
            kind,
            object: Party::Named(named.name),
            since: None,
            until,
            note: String::new(),
            place: other.place.clone(),
        });
    }
}

/// Two rows of one submission: who applies or recommends in the row that goes does so in the row
/// that is kept.
fn one_submission(kept: SubmissionIndex, gone: SubmissionIndex, season: &mut Season) {
    let other = &mut season.submissions[gone.at()];
    other.passed = false;
    let cells = [other.organization.clone(), other.recommender.clone()];
    let own = &mut season.submissions[kept.at()];
    for (cell, more) in [&mut own.organization, &mut own.recommender]
        .into_iter()
        .zip(cells)
    {
        let mut all = season.organizations.read(cell, Role::Party).named;
        let before = all.len();
        for named in season.organizations.read(&more, Role::Party).named {
            if !all.iter().any(|own| own.key == named.key) {
                season.organizations.know(&named.name);
                all.push(named);
            }
        }
        if all.len() == before {
            continue;
        }
        let list = |named: &[Named]| {
            let names: Vec<&str> = named.iter().map(|own| own.name.as_str()).collect();
            names.join("；")
        };
        let joint = match before {
            0 => list(&all),
            _ => format!("{cell}；{}", list(&all[before..])),
        };
        let reading = season.organizations.read(&joint, Role::Party).named;
        // An open bracket in the cell, say, would swallow what stands behind it.
        let is_read = |named: &Named| reading.iter().any(|own| own.key == named.key);
        *cell = if all.iter().all(is_read) {
            joint
        } else {
            list(&all)
        };
    }
}

fn left_out(row: &Judged, kept: &str, findings: &mut Findings) {
    let first = &row.ends[0];
    findings.add(
        ProblemCode::JudgedOne,
        row.places[1].clone(),
        row.ends[1].as_str(),
        bilingual!(
            "核定与“{first}”为同一，按 {kept} 一行计，另一行不再单独参加；两行的回避依据都计入",
            "Judged the same as [{first}]: the row of {kept} counts and the other no longer takes part separately; the conflicts of both count"
        ),
        bilingual!("核对无误即可", "Nothing to do if that is right"),
    );
}

/// Which ends of a relation are people when they are names.
fn persons(kind: RelationKind) -> [bool; 2] {
    let organization = matches!(
        kind,
        RelationKind::ParentOf | RelationKind::CompetitorOf | RelationKind::Supplies
    );
    let person = matches!(
        kind,
        RelationKind::KinOf | RelationKind::MentorOf | RelationKind::CoauthorOf
    );
    [!organization, person]
}

fn person(name: &str) -> String {
    crate::model::words::person_key(name)
}

/// What the two ends of a row are.
enum Pair {
    Organizations,
    Others(JudgedEnd, JudgedEnd),
}

/// Why they cannot be judged.
enum Unlike {
    /// The end at this place is called so nowhere.
    Unknown(usize),
    Kinds,
}

/// The row of the experts or submissions that a text is the id of, or a name.
fn party(text: &str, known: &Known) -> Party {
    let expert = known.people.by_id(text).one().map(ExpertIndex::new);
    let submission = || known.works.by_id(text).one().map(SubmissionIndex::new);
    match expert {
        Some(expert) => Party::Expert(expert),
        None => submission().map_or_else(|| Party::Named(text.to_owned()), Party::Submission),
    }
}

/// Everything in the season that a verdict may name.
struct Names {
    organizations: BTreeMap<OrganizationKey, String>,
    /// People whom the relations name, folded.
    people: BTreeSet<String>,
    /// Experts by folded name.
    experts: BTreeMap<String, Vec<ExpertIndex>>,
}

impl Names {
    fn of(season: &Season) -> Self {
        let (mut people, mut written) = (BTreeSet::new(), Vec::new());
        for relation in &season.relations {
            let ends = [&relation.subject, &relation.object];
            for (party, is_person) in ends.into_iter().zip(persons(relation.kind)) {
                match party {
                    Party::Named(name) if is_person => {
                        people.insert(person(name));
                    }
                    Party::Named(name) => written.push(name),
                    _ => {}
                }
            }
        }
        let mut experts: BTreeMap<String, Vec<ExpertIndex>> = BTreeMap::new();
        for (at, expert) in season.experts.iter().enumerate() {
            let named = experts.entry(person(&expert.name)).or_default();
            named.push(ExpertIndex::new(at));
            written.push(&expert.employer);
        }
        for submission in &season.submissions {
            written.extend([&submission.organization, &submission.recommender]);
        }
        let mut organizations = BTreeMap::new();
        for cell in written {
            for name in list(cell).chain([cell.as_str()]) {
                let key = season.organizations.key(name);
                organizations.entry(key).or_insert_with(|| name.to_owned());
            }
        }
        Self {
            organizations,
            people,
            experts,
        }
    }

    fn pair(&self, row: &Judged, season: &Season, known: &Known) -> Result<Pair, Unlike> {
        let ids = [0, 1].map(|at| party(&row.ends[at], known));
        let end = |party: &Party| match party {
            Party::Expert(expert) => Some(JudgedEnd::Expert(*expert)),
            Party::Submission(submission) => Some(JudgedEnd::Submission(*submission)),
            Party::Named(_) => None,
        };
        if let (Some(one), Some(other)) = (end(&ids[0]), end(&ids[1])) {
            let alike =
                matches!(one, JudgedEnd::Expert(_)) == matches!(other, JudgedEnd::Expert(_));
            return alike
                .then_some(Pair::Others(one, other))
                .ok_or(Unlike::Kinds);
        }
        let organization = |at: usize| {
            let key = season.organizations.key(&row.ends[at]);
            end(&ids[at]).is_none() && self.organizations.contains_key(&key)
        };
        if organization(0) && organization(1) {
            return Ok(Pair::Organizations);
        }
        let name = |at: usize| {
            let folded = person(&row.ends[at]);
            let free = end(&ids[at]).is_none() && self.people.contains(&folded);
            free.then_some(JudgedEnd::Name(folded))
        };
        // An expert by id, or by a name that is no one else's.
        let expert = |at: usize| match &ids[at] {
            Party::Expert(expert) => Some(JudgedEnd::Expert(*expert)),
            Party::Named(own) => match self.experts.get(&person(own)).map(Vec::as_slice) {
                Some([only]) => Some(JudgedEnd::Expert(*only)),
                _ => None,
            },
            Party::Submission(_) => None,
        };
        for (one, other) in [(0, 1), (1, 0)] {
            if let (Some(name), Some(expert)) = (name(one), expert(other)) {
                return Ok(Pair::Others(name, expert));
            }
        }
        if let (Some(one), Some(other)) = (expert(0), expert(1)) {
            return Ok(Pair::Others(one, other));
        }
        let found = |at: usize| {
            end(&ids[at]).is_some()
                || organization(at)
                || name(at).is_some()
                || expert(at).is_some()
        };
        match (0..2).find(|&at| !found(at)) {
            Some(at) => Err(Unlike::Unknown(at)),
            None => Err(Unlike::Kinds),
        }
    }

    fn unknown(&self, row: &Judged, at: usize, season: &Season, findings: &mut Findings) {
        let text = &row.ends[at];
        let known = self.organizations.values().map(String::as_str);
        let names = season.experts.iter();
        let known = known.chain(names.flat_map(|own| [own.id.as_str(), own.name.as_str()]));
        let known = known.chain(season.submissions.iter().map(|own| own.id.as_str()));
        let wants = findings.wants(ProblemCode::JudgedNobody, &row.places[at].file);
        let near = suggestion(wants.then(|| nearest(text, known)).flatten());
        let (zh, en) = (&near.zh, &near.en);
        findings.add(
            ProblemCode::JudgedNobody,
            row.places[at].clone(),
            text.as_str(),
            bilingual!(
                "本届的专家、申报、单位和关系表中都没有这个名称或编号，该行不起作用",
                "No expert, submission, organization or relation of the season has this name or id; the row has no effect"
            ),
            bilingual!(
                "改正名称或编号，或删去该行{zh}",
                "Correct the name or the id, or remove the row{en}"
            ),
        );
    }
}
