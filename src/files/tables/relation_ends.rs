//! Derives the facts that a row of relations states about its two ends, given their kinds.

use super::ProblemCode;
use super::findings::Findings;
use super::relation_words::{Stated, looks_like_organization};
use super::sheet::table::Row;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Party, Place, RelationKind as Kind};

/// The two ends of a row, as written and as resolved.
#[derive(Debug)]
pub(super) struct Ends<'a> {
    /// The relation word.
    pub(super) word: &'a str,
    /// Subject and object as written.
    pub(super) names: [&'a str; 2],
    /// Subject and object as resolved.
    pub(super) parties: [Party; 2],
    /// File and row, used to name organizations that the row leaves unnamed.
    pub(super) place: Place,
}

/// A fact: subject, relation, object.
pub(super) type Fact = (Party, Kind, Party);

/// Why a word does not match the two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// A relation between people with an organization at one end.
    NoPerson(Kind),
    /// A relation between organizations with an expert at the end with this index.
    NoOrganization(usize),
    /// A minority share of one organization in another.
    MinorShares,
}

impl Ends<'_> {
    /// The facts of one statement.
    pub(super) fn facts(&self, stated: Stated) -> Result<Vec<Fact>, Misfit> {
        match stated {
            Stated::Fact(kind) => self.fact(kind, false),
            Stated::Turned(kind) => self.fact(kind, true),
            Stated::Controls if self.is_organization(0) => self.fact(Kind::ParentOf, false),
            Stated::Controls => self.fact(Kind::ShareholderOf, false),
            Stated::Siblings => {
                if let Some(at) = [0, 1].into_iter().find(|at| self.is_expert(*at)) {
                    return Err(Misfit::NoOrganization(at));
                }
                // A made-up name that no real organization has and that is not read as a list.
                let (file, row) = (&self.place.file, self.place.row.unwrap_or(0));
                let above = Party::Named(format!("{file}第{row}行两单位的共同上级"));
                let [first, second] = self.parties.clone();
                Ok(vec![
                    (above.clone(), Kind::ParentOf, first),
                    (above, Kind::ParentOf, second),
                ])
            }
        }
    }

    fn fact(&self, kind: Kind, turned: bool) -> Result<Vec<Fact>, Misfit> {
        match kind {
            Kind::KinOf => {
                if let Some(facts) = self.relative_at() {
                    return Ok(facts);
                }
            }
            Kind::MentorOf | Kind::CoauthorOf
                if self.is_organization(0) || self.is_organization(1) =>
            {
                return Err(Misfit::NoPerson(kind));
            }
            Kind::ShareholderOf if self.is_organization(0) && !self.is_expert(1) => {
                return Err(Misfit::MinorShares);
            }
            Kind::ParentOf | Kind::Supplies if turned => {
                if let Some(at) = [0, 1].into_iter().find(|at| self.is_expert(*at)) {
                    return Err(Misfit::NoOrganization(at));
                }
            }
            _ => {}
        }
        let [from, to] = self.parties.clone();
        Ok(vec![if turned != self.is_reversed(kind) {
            (to, kind, from)
        } else {
            (from, kind, to)
        }])
    }

    /// A relative whose other end is an organization works there, as in `E001 配偶 某公司`.
    fn relative_at(&self) -> Option<Vec<Fact>> {
        let at = usize::from(!self.is_organization(0));
        let person = 1 - at;
        if !self.is_organization(at) || self.is_organization(person) {
            return None;
        }
        let relative = format!("{}的{}", self.names[person], self.word);
        let relative = Party::Named(relative);
        Some(vec![
            (self.parties[person].clone(), Kind::KinOf, relative.clone()),
            (relative, Kind::EmployedBy, self.parties[at].clone()),
        ])
    }

    /// Whether subject and object of a relation from a person to an organization are swapped. A
    /// waiver is never swapped, because it permits something.
    pub(super) fn is_reversed(&self, kind: Kind) -> bool {
        let to_organization = matches!(
            kind,
            Kind::EmployedBy
                | Kind::FormerlyEmployedBy
                | Kind::Advises
                | Kind::DirectorOf
                | Kind::ShareholderOf
                | Kind::Declared
        );
        to_organization && self.is_expert(1) && !self.is_expert(0)
    }

    /// Reports and returns whether the row is not read literally, but swapped or as a relative's.
    pub(super) fn is_guessed(
        &self,
        stated: &[Stated],
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> bool {
        let kin = stated.contains(&Stated::Fact(Kind::KinOf)) && self.relative_at().is_some();
        let turned = |own: &Stated| matches!(own, Stated::Fact(kind) if self.is_reversed(*kind));
        let guessed = kin || stated.iter().any(turned);
        if guessed {
            self.say(kin, row, column, findings);
        }
        guessed
    }

    fn say(&self, kin: bool, row: &Row<'_, '_>, column: usize, findings: &mut Findings) {
        let ([from, to], word) = (self.names, self.word);
        let (what, action) = if kin {
            (
                bilingual!(
                    "按亲属任职理解：{from} 与 {to} 的一端是人，一端是单位，「{word}」在该单位工作",
                    "Read as a relative's job: one of {from} and {to} is a person and the other an organization, and the relative ({word}) works there"
                ),
                bilingual!(
                    "最好写成两行：专家 亲属 某人；某人 任职 某单位",
                    "It is best to write two rows: expert kin_of relative; relative employed_by organization"
                ),
            )
        } else {
            (
                bilingual!(
                    "主体与客体按对调理解：{to} {word} {from}",
                    "Subject and object are read the other way round: {to} {word} {from}"
                ),
                bilingual!(
                    "把专家写在主体，把单位写在客体",
                    "Put the expert first and the organization second"
                ),
            )
        };
        findings.add(
            ProblemCode::RelationTurned,
            row.place_of(column),
            word,
            what,
            action,
        );
    }

    fn is_expert(&self, at: usize) -> bool {
        matches!(self.parties[at], Party::Expert(_))
    }

    fn is_organization(&self, at: usize) -> bool {
        matches!(&self.parties[at], Party::Named(name) if looks_like_organization(name))
    }
}

impl Misfit {
    /// Reports that the word does not match the ends.
    pub(super) fn say(
        self,
        word: &str,
        row: &Row<'_, '_>,
        columns: [usize; 6],
        findings: &mut Findings,
    ) {
        let (what, action): (Bilingual, Bilingual) = match self {
            Self::NoPerson(kind) => {
                let (zh, en) = (kind.zh(), kind.key());
                (
                    bilingual!(
                        "「{word}」（{zh}）的两端都应是人，这一行有一端是单位，不会让任何人回避",
                        "Both ends of [{word}] ({en}) must be people; here one is an organization, and no expert would be recused"
                    ),
                    bilingual!(
                        "写明专家与该单位的关系：咨询辅导、任职、自行申报回避 等",
                        "State the relation between the expert and the organization: advises, employed_by, declared and so on"
                    ),
                )
            }
            Self::NoOrganization(_) => (
                bilingual!(
                    "「{word}」的两端都应是单位，这里是一位专家",
                    "Both ends of [{word}] must be organizations; here one is an expert"
                ),
                bilingual!(
                    "写明单位名称；专家与该单位的关系另写一行（任职、咨询辅导 等）",
                    "Write the organization; put the relation between the expert and it in a separate row"
                ),
            ),
            Self::MinorShares => (
                bilingual!(
                    "单位之间只有控股才算同一集团；「{word}」没有说明是否控股",
                    "Between organizations only control makes one group of companies; [{word}] does not say whether there is control"
                ),
                bilingual!(
                    "控股的写“控股”；不控股的删去这一行",
                    "Write parent_of if the first controls the second; otherwise remove the row"
                ),
            ),
        };
        let column = match self {
            Self::NoOrganization(0) => columns[0],
            Self::NoOrganization(_) => columns[2],
            _ => columns[1],
        };
        findings.add(
            ProblemCode::RelationMisfit,
            row.place_of(column),
            word,
            what,
            action,
        );
    }
}
