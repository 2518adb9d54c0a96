//! Ties that people declared in sentences: who, with which organization or person, and what kind,
//! as far as the words say it. Each is proposed with its sentence beside it; a person confirms it.

mod clauses;
mod rows;
mod sentence;
mod tie;
mod words;

use super::names::Names;
use super::pieces::Loose;
use clauses::without_number;
use sentence::Sentence;

pub(super) use rows::{confirm, rows};
pub(super) use tie::Tie;

/// What was made of a text.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Every proposed row.
    pub(super) ties: Vec<Tie>,
    /// Sentences that name somebody or something of the season, with no tie that is recognised.
    pub(super) unread: Vec<(usize, u32, String)>,
}

/// Reads the sentences of all texts. `year` is that of the season: 去年 is the one before.
pub(super) fn read(texts: &[Loose], names: &Names, year: i32) -> Read {
    let mut read = Read::default();
    for text in texts {
        for (row, line) in &text.lines {
            let sentence = without_number(line);
            let before = read.ties.len();
            let mut reader = Sentence {
                names,
                year,
                place: (text.original, *row),
                sentence,
                ties: &mut read.ties,
                settled: false,
            };
            reader.read();
            let settled = reader.settled;
            let names_somebody = names.people(sentence).next().is_some()
                || !names.organizations(sentence).is_empty();
            if read.ties.len() == before && names_somebody && !settled {
                read.unread.push((text.original, *row, sentence.to_owned()));
            }
        }
    }
    read
}

/// Whether a text has a word by which somebody may declare a tie to an organization.
pub(super) fn may_declare(text: &str) -> bool {
    let kinds = words::WORDS.iter().map(|(_, own)| *own);
    kinds.chain([words::KIN]).any(|own| tie::has(text, own))
}

#[cfg(test)]
mod tests {
    use super::super::lines::Line;
    use super::*;
    use crate::model::RelationKind as Kind;

    fn line(cells: &[(&'static str, &str)]) -> Line {
        Line {
            cells: cells
                .iter()
                .map(|(key, text)| (*key, (*text).to_owned()))
                .collect(),
            ..Line::default()
        }
    }

    fn names() -> Names {
        let expert = |id: &str, name: &str, employer: &str| {
            line(&[("id", id), ("name", name), ("employer", employer)])
        };
        let experts = [
            expert("X1", "唐志远", "东州大学"),
            expert("X2", "周立群", "东州大学"),
            expert("X3", "周立群", "云溪医药股份有限公司"),
        ];
        let work = |name: &str| line(&[("organization", name)]);
        let works = [
            work("云溪汽车股份有限公司"),
            work("云溪汽车电驱科技有限公司"),
            work("江州特钢有限公司"),
        ];
        Names::of(&experts, &works, &[])
    }

    fn said(sentence: &str) -> Vec<(Vec<String>, Kind, String)> {
        let text = Loose {
            original: 0,
            file: "t.txt".to_owned(),
            lines: vec![(1, sentence.to_owned())],
        };
        let read = read(&[text], &names(), 2026);
        let ties = read.ties.into_iter();
        ties.map(|own| (own.subjects, own.kind, own.object))
            .collect()
    }

    fn one(id: &str) -> Vec<String> {
        vec![id.to_owned()]
    }

    #[test]
    fn sentences_say_who_what_and_how() {
        let car = || "云溪汽车股份有限公司".to_owned();
        assert_eq!(
            said("1. 唐志远：为云溪汽车做辅导，应回避。"),
            [(one("X1"), Kind::Advises, car())]
        );
        assert_eq!(
            said("唐志远（东州大学）：爱人在云溪汽车工作。"),
            [
                (one("X1"), Kind::KinOf, "唐志远的爱人".to_owned()),
                (one("唐志远的爱人"), Kind::EmployedBy, car()),
            ]
        );
        assert_eq!(
            said("云溪电驱是云溪汽车的子公司"),
            [(
                one(&car()),
                Kind::ParentOf,
                "云溪汽车电驱科技有限公司".to_owned()
            )]
        );
        let both = vec!["X2".to_owned(), "X3".to_owned()];
        assert_eq!(
            said("周立群：持有江州特钢股票"),
            [(both, Kind::ShareholderOf, "江州特钢有限公司".to_owned())]
        );
        assert_eq!(said("周立群（云溪医药）：持有江州特钢股票")[0].0, one("X3"));
    }

    #[test]
    fn what_is_denied_or_no_tie_gives_no_row() {
        for sentence in [
            "唐志远：与江州特钢没有关系。",
            "唐志远：4月25日出差。",
            "今天开会。",
        ] {
            assert_eq!(said(sentence), [], "{sentence}");
        }
    }

    #[test]
    fn years_are_read_from_the_sentence() {
        let text = |sentence: &str| Loose {
            original: 0,
            file: String::new(),
            lines: vec![(1, sentence.to_owned())],
        };
        for (sentence, years) in [
            ("唐志远2023年至今为云溪汽车做咨询", (Some(2023), None)),
            ("唐志远原为云溪汽车总工，2024年退休", (None, Some(2024))),
            ("唐志远去年给云溪汽车讲课", (Some(2025), Some(2025))),
        ] {
            let read = read(&[text(sentence)], &names(), 2026);
            assert_eq!(read.ties[0].years, years, "{sentence}");
        }
    }
}
