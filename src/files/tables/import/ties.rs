//! Ties that people declared in sentences: who, with which organization or person, and what kind,
//! as far as the words say it. Each is proposed with its sentence beside it; a person confirms it.

use super::super::relation_words::looks_like_organization;
use super::answers::{Asking, Choice, Item, NONE, yes_or_no};
use super::lines::Line;
use super::names::{Names, Person};
use super::pieces::Loose;
use crate::bilingual;
use crate::model::RelationKind as Kind;
use crate::model::words::Bilingual;

/// A row that a sentence may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tie {
    /// The text that it is from.
    pub(super) original: usize,
    /// Its line.
    pub(super) row: u32,
    /// The sentence.
    pub(super) sentence: String,
    /// Who may be meant: one id, or several where people have one name; or a name.
    pub(super) subjects: Vec<String>,
    /// The kind of tie.
    pub(super) kind: Kind,
    /// The other end.
    pub(super) object: String,
    /// First and last year.
    pub(super) years: (Option<i32>, Option<i32>),
    /// Whether the sentence leaves the decision to the office.
    pub(super) doubtful: bool,
    /// What a person decided: the subject that counts; `None` where it does not.
    pub(super) confirmed: Option<String>,
}

/// What was made of a text.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Every proposed row.
    pub(super) ties: Vec<Tie>,
    /// Sentences that name somebody or something of the season, with no tie that is recognised.
    pub(super) unread: Vec<(usize, u32, String)>,
}

const RELATIVES: [&str; 25] = [
    "爱人", "配偶", "妻子", "丈夫", "夫人", "儿子", "女儿", "儿媳", "女婿", "父亲", "母亲", "父母",
    "岳父", "岳母", "公公", "婆婆", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹", "子女", "亲属",
    "亲戚",
];
const DENIED: [&str; 8] = [
    "没有关系",
    "无关系",
    "没有任何关系",
    "无任何关系",
    "不存在",
    "无利害",
    "没有利害",
    "无须回避",
];
const DOUBT: [&str; 10] = [
    "是否",
    "请办公室定",
    "待定",
    "不确定",
    "拿不准",
    "可能",
    "待核",
    "好像",
    "据说",
    "另定",
];

/// Words of a tie between a person and an organization, the most telling first.
const WORDS: [(Kind, &[&str]); 8] = [
    (
        Kind::ShareholderOf,
        &["持有", "持股", "股票", "股份约", "股权", "入股", "参股"],
    ),
    (
        Kind::Advises,
        &[
            "辅导",
            "咨询",
            "顾问",
            "讲过",
            "讲课",
            "授课",
            "培训",
            "指导过",
            "讲座",
        ],
    ),
    (
        Kind::DirectorOf,
        &["独立董事", "董事", "监事", "高管", "法人代表", "法定代表人"],
    ),
    (
        Kind::FormerlyEmployedBy,
        &[
            "原为",
            "原任",
            "曾任",
            "曾在",
            "原在",
            "退休前",
            "离职",
            "原单位",
            "曾就职",
            "曾供职",
            "调离",
        ],
    ),
    (Kind::Supplies, &["供应商", "供货", "供应", "客户"]),
    (Kind::CompetitorOf, &["竞争"]),
    (
        Kind::EmployedBy,
        &[
            "兼职", "兼任", "任职", "工作", "就职", "供职", "受聘", "返聘", "上班", "任",
        ],
    ),
    (Kind::Declared, &["回避"]),
];
/// Words of a tie between two people.
const BETWEEN: [(Kind, &[&str]); 3] = [
    (
        Kind::MentorOf,
        &["师生", "导师", "学生", "师徒", "博士生", "研究生"],
    ),
    (
        Kind::CoauthorOf,
        &["合作", "合著", "共同发表", "课题组", "合写"],
    ),
    (
        Kind::KinOf,
        &[
            "夫妻", "夫妇", "父子", "父女", "母子", "母女", "兄弟", "姐妹", "亲属", "翁婿",
        ],
    ),
];

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

/// A line without the number before it.
fn without_number(line: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（()）".contains(c);
    let rest = line.trim_start_matches(number);
    match rest.strip_prefix(['.', '、', '．', ' ', ')', '）']) {
        Some(rest) if rest.len() < line.len() => rest.trim(),
        _ => line.trim(),
    }
}

struct Sentence<'a> {
    names: &'a Names,
    year: i32,
    place: (usize, u32),
    sentence: &'a str,
    ties: &'a mut Vec<Tie>,
    /// Whether the sentence was understood without giving a row.
    settled: bool,
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

impl Sentence<'_> {
    fn read(&mut self) {
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
        let years = match (kind, self.years(kind, clause)) {
            (Kind::FormerlyEmployedBy, (None, None)) => self.years(kind, self.sentence),
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
            &["子公司", "控股", "母公司", "分公司", "下属", "全资", "所属"],
        ) {
            return;
        }
        let found = self.names.organizations(clause);
        let [first, second] = found.as_slice() else {
            return;
        };
        let between = clause.get(first.to..second.from).unwrap_or_default();
        // 甲控股乙, 甲是乙的母公司: the first is above; 甲系乙的子公司, 甲为乙控股: below.
        let controls = ["控股", "参股", "全资拥有", "下属", "下设"];
        let above = has(between, &controls) || clause[second.to..].contains("母公司");
        let [top, below] = if above {
            [first, second]
        } else {
            [second, first]
        };
        let (top, below) = (top.name.clone(), below.name.clone());
        self.push(vec![top], Kind::ParentOf, below, clause);
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

    /// The years that a clause names.
    fn years(&self, kind: Kind, clause: &str) -> (Option<i32>, Option<i32>) {
        if kind == Kind::KinOf || kind == Kind::ParentOf {
            return (None, None);
        }
        let mut years: Vec<i32> = Vec::new();
        for (at, _) in clause.match_indices('年') {
            let digits: String = clause[..at]
                .chars()
                .rev()
                .take_while(char::is_ascii_digit)
                .collect();
            let digits: String = digits.chars().rev().collect();
            match digits.parse() {
                Ok(year) if (1950..=2100).contains(&year) => years.push(year),
                _ if clause[..at].ends_with('去') => years.push(self.year - 1),
                _ if clause[..at].ends_with('前') => years.push(self.year - 2),
                _ if clause[..at].ends_with('今') => years.push(self.year),
                _ => {}
            }
        }
        let until_now = has(clause, &["至今", "起", "以来"]);
        match (years.as_slice(), kind) {
            ([], _) => (None, None),
            ([last], Kind::FormerlyEmployedBy) => (None, Some(*last)),
            ([first], _) if until_now => (Some(*first), None),
            ([one], _) => (Some(*one), Some(*one)),
            ([first, .., last], _) => (Some(*first), Some(*last)),
        }
    }
}

/// What stands behind a bracket that is closed.
fn bracketed(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[at + c.len_utf8()..];
        }
    }
    text
}

/// The clauses of a sentence; a denial is a clause of its own.
fn clauses(text: &str) -> Vec<&str> {
    let parts = text.split(['，', ',', '；', ';', '。']);
    let mut clauses: Vec<&str> = parts.map(str::trim).filter(|own| !own.is_empty()).collect();
    if clauses.is_empty() {
        clauses.push(text);
    }
    clauses
}

/// An organization that no table of the season names, between words that lead to it.
fn stranger(clause: &str) -> Option<String> {
    let leads = [
        "给", "在", "为", "于", "持有", "到", "与", "任", "是", "担任",
    ];
    let ends = [
        "有限责任公司",
        "股份有限公司",
        "有限公司",
        "公司",
        "集团",
        "研究院",
        "研究所",
        "大学",
        "学院",
        "医院",
        "协会",
        "学会",
        "中心",
        "银行",
        "工厂",
        "局",
        "厂",
    ];
    let (_, end) = ends
        .iter()
        .filter_map(|word| clause.find(word).map(|at| (at, at + word.len())))
        .min_by_key(|(at, _)| *at)?;
    let head = &clause[..end];
    let from = leads
        .iter()
        .filter_map(|word| head.find(word).map(|at| at + word.len()))
        .max()
        .unwrap_or(0);
    let name = head[from..].trim_start_matches(['：', ':', ' ']);
    (name.chars().count() > 3 && looks_like_organization(name)).then(|| name.to_owned())
}

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
pub(super) fn confirm(ties: &mut [Tie], names: &Names, asking: &mut Asking<'_>) {
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
pub(super) fn rows(ties: &[Tie]) -> Vec<(usize, Line)> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
