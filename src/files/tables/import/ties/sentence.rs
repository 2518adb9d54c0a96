//! Reads one sentence: the people it names, and what it says of each.

use super::clauses::{bracketed, clauses, stranger, years};
use super::tie::{Tie, has};
use super::words::{BETWEEN, DENIED, DOUBT, KIN, RELATIVES, WORDS};
use crate::files::tables::import::names::{Names, Person};
use crate::model::RelationKind as Kind;

/// A sentence that is read.
pub(super) struct Sentence<'a> {
    pub(super) names: &'a Names,
    pub(super) year: i32,
    pub(super) place: (usize, u32),
    pub(super) sentence: &'a str,
    pub(super) ties: &'a mut Vec<Tie>,
    /// Whether the sentence was understood without giving a row.
    pub(super) settled: bool,
}

impl Sentence<'_> {
    /// Adds the rows that it may mean.
    pub(super) fn read(&mut self) {
        let sentence = self.sentence;
        let people: Vec<Person> = self.names.people(sentence).collect();
        if people.is_empty() {
            for clause in sentence.split(['；', ';', '。']) {
                self.family(clause);
            }
            return;
        }
        if let Some((kind, _)) = BETWEEN.iter().find(|(_, words)| has(sentence, words))
            && let [first, second] = people.as_slice()
        {
            let object = second.ids.first().filter(|_| second.ids.len() == 1);
            let object = object.unwrap_or(&second.name).clone();
            self.add(first, *kind, object, sentence);
            return;
        }
        // What follows a person's name is about this person, until the next one is named.
        for (at, person) in people.iter().enumerate() {
            let end = people.get(at + 1).map_or(sentence.len(), |next| next.from);
            self.person(person, &sentence[person.to..end]);
        }
    }

    fn add(&mut self, person: &Person, kind: Kind, object: String, clause: &str) {
        self.push(person.ids.clone(), kind, object, clause);
    }

    fn push(&mut self, subjects: Vec<String>, kind: Kind, object: String, clause: &str) {
        // The year often stands behind a comma: 原为…总工，2024年6月退休.
        let years = match (kind, years(kind, clause, self.year)) {
            (Kind::FormerlyEmployedBy, (None, None)) => years(kind, self.sentence, self.year),
            (_, own) => own,
        };
        let tie = Tie {
            original: self.place.0,
            row: self.place.1,
            sentence: self.sentence.to_owned(),
            subjects,
            kind,
            object,
            years,
            doubtful: has(self.sentence, &DOUBT),
            confirmed: None,
        };
        let same = |own: &&Tie| {
            (own.row, &own.subjects, own.kind, &own.object)
                == (tie.row, &tie.subjects, tie.kind, &tie.object)
        };
        if !self.ties.iter().any(|own| same(&own)) {
            self.ties.push(tie);
        }
    }

    /// Organizations that control others.
    fn family(&mut self, clause: &str) {
        if !has(
            clause,
            &[
                "子公司",
                "控股",
                "母公司",
                "分公司",
                "下属",
                "全资",
                "所属",
                "参股",
                "持股",
                "入股",
            ],
        ) {
            return;
        }
        let found = self.names.organizations(clause);
        let [first, second] = found.as_slice() else {
            return;
        };
        let between = clause.get(first.to..second.from).unwrap_or_default();
        // 甲控股乙, 甲是乙的母公司: the first is above; 甲系乙的子公司, 甲为乙控股: below.
        let controls = ["控股", "参股", "持股", "入股", "全资拥有", "下属", "下设"];
        let above = has(between, &controls) || clause[second.to..].contains("母公司");
        let [top, below] = if above {
            [first, second]
        } else {
            [second, first]
        };
        let (top, below) = (top.name.clone(), below.name.clone());
        let part =
            has(clause, &["参股", "持股", "入股"]) && !has(clause, &["控股", "子公司", "全资"]);
        let kind = if part {
            Kind::ShareholderOf
        } else {
            Kind::ParentOf
        };
        self.push(vec![top], kind, below, clause);
    }

    /// What a sentence says about one person.
    fn person(&mut self, person: &Person, text: &str) {
        // The employer in brackets behind a name only says who is meant.
        let text = match text.strip_prefix(['（', '(']) {
            Some(rest) => bracketed(rest),
            None => text,
        };
        let mut subject = None;
        for clause in clauses(text) {
            if has(clause, &DENIED) {
                self.settled = true;
                continue;
            }
            if clause.contains("本单位推荐") || clause.contains("是推荐单位") {
                // The rule about recommending units covers it.
                self.settled = true;
                continue;
            }
            if let Some(word) = RELATIVES.iter().find(|word| clause.contains(**word)) {
                subject = Some(format!("{}的{word}", person.name));
            } else if has(clause, KIN) {
                // 与某公司董事长系夫妻: the relative is known by the post only.
                subject = Some(format!("{}的亲属", person.name));
            }
            let Some((kind, _)) = WORDS.iter().find(|(_, words)| has(clause, words)) else {
                continue;
            };
            let mut organizations: Vec<String> = self
                .names
                .organizations(clause)
                .into_iter()
                .map(|own| own.name)
                .collect();
            if organizations.is_empty() {
                organizations.extend(stranger(clause));
            }
            for organization in organizations {
                match &subject {
                    Some(relative) => {
                        self.add(person, Kind::KinOf, relative.clone(), clause);
                        let kind = if *kind == Kind::Declared {
                            Kind::EmployedBy
                        } else {
                            *kind
                        };
                        self.push(vec![relative.clone()], kind, organization, clause);
                    }
                    None => self.add(person, *kind, organization, clause),
                }
            }
        }
    }
}
