//! What the cells of a column look like, whatever its header says.

use super::super::container::grid::Cell;
use super::super::headers::fold;
use super::super::relation_words::looks_like_organization;
use super::super::sheet::answers;
use super::super::vocabulary::Vocabulary;
use crate::model::words::is_telephone;
use std::collections::BTreeMap;

/// Cells of a column that are looked at.
const LOOKED_AT: usize = 300;

/// How many cells of a column look like what.
#[derive(Debug, Clone, Default)]
pub(super) struct Looks {
    pub(super) filled: usize,
    pub(super) rows: usize,
    phones: usize,
    mails: usize,
    papers: usize,
    accounts: usize,
    dates: usize,
    numbers: usize,
    organizations: usize,
    people: usize,
    yes_no: usize,
    industries: usize,
    domains: usize,
    /// Different texts, and whether each names industries and domains.
    distinct: BTreeMap<String, [bool; 2]>,
}

impl Looks {
    /// Adds a cell.
    pub(super) fn add(&mut self, cell: &Cell<'_>, vocabulary: &Vocabulary) {
        if self.rows >= LOOKED_AT {
            return;
        }
        self.rows += 1;
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        let text = cell.text();
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let all_digits = digits > 0 && text.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let code = text.chars().all(|c| c.is_ascii_alphanumeric());
        if is_telephone(text) || text.contains(['-', '/', '、']) && digits >= 10 && is_phones(text)
        {
            self.phones += 1;
        } else if text.contains('@') && text.contains('.') {
            self.mails += 1;
        } else if code && text.len() == 18 && digits >= 8 || all_digits && digits == 15 {
            self.papers += 1;
        } else if all_digits && (16..=19).contains(&digits) {
            self.accounts += 1;
        } else if matches!(cell, Cell::Date(_)) {
            self.dates += 1;
        } else if text.parse::<f64>().is_ok() {
            self.numbers += 1;
        } else if looks_like_organization(text) {
            self.organizations += 1;
        } else if is_person(text) {
            self.people += 1;
        }
        if answers::yes_no(text).is_some() {
            self.yes_no += 1;
        }
        // A column repeats its words: each is looked up once.
        let [industry, domain] = *self
            .distinct
            .entry(fold(text))
            .or_insert_with(|| coded(text, vocabulary));
        self.industries += usize::from(industry);
        self.domains += usize::from(domain);
    }

    fn most(&self, count: usize, percent: usize) -> bool {
        self.filled > 0 && 100 * count >= percent * self.filled
    }

    /// What kind of private data the cells are, if they are any.
    pub(super) fn contact(&self) -> Option<&'static str> {
        let kinds = [
            (self.phones, "phone"),
            (self.mails, "mail"),
            (self.papers, "number"),
            (self.accounts, "account"),
        ];
        let kind = kinds.iter().find(|(count, _)| self.most(*count, 60));
        kind.map(|(_, kind)| *kind)
    }

    /// Whether the cells cannot be what the column of this key holds.
    pub(super) fn refutes(&self, key: &str) -> bool {
        let private = self.phones + self.mails + self.papers + self.accounts;
        if self.filled == 0 {
            return false;
        }
        match key {
            "employer" | "organization" | "recommender" => {
                self.most(private + self.numbers + self.dates + self.yes_no, 60)
            }
            "name" | "title" => self.most(private + self.numbers + self.dates + self.yes_no, 60),
            "id" => self.filled < self.rows || self.distinct.len() < self.filled,
            "domains" | "industries" | "industry" => {
                self.most(private + self.organizations + self.dates + self.yes_no, 60)
            }
            "region" => self.most(private + self.numbers + self.dates + self.yes_no, 60),
            "quota" | "max_reviews" => self.most(private, 60),
            _ => false,
        }
    }

    /// Whether the cells by themselves say that this is the column of this key.
    pub(super) fn says(&self, key: &str) -> bool {
        match key {
            "employer" | "organization" => self.most(self.organizations, 60),
            "name" => self.most(self.people, 80) && self.distinct.len() * 10 >= self.filled * 9,
            "industries" | "industry" => self.most(self.industries, 60),
            "domains" => self.most(self.domains, 60),
            "passed" | "available" | "newcomer" | "can_lead" | "quality_lead" => {
                self.most(self.yes_no, 60)
            }
            _ => false,
        }
    }
}

/// Whether at least half of what a text lists are industries, and domains.
fn coded(text: &str, vocabulary: &Vocabulary) -> [bool; 2] {
    const LONGEST: usize = 200;
    if is_number(text) || text.len() > LONGEST || text.contains('@') {
        return [false; 2];
    }
    let half = |known: usize, all: usize| all > 0 && 2 * known >= all;
    let industries = vocabulary.industries.list(text, false);
    let domains = vocabulary.domains.list(text, true);
    let known = |own: bool| usize::from(own);
    let first = industries
        .iter()
        .map(|item| known(item.reading.is_some()))
        .sum();
    let second = domains
        .iter()
        .map(|item| known(item.reading.is_some()))
        .sum();
    [half(first, industries.len()), half(second, domains.len())]
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Several telephone numbers in one cell.
fn is_phones(text: &str) -> bool {
    let mut parts = text
        .split(['/', '、', ' ', ';', '；'])
        .filter(|own| !own.is_empty());
    parts.all(is_telephone)
}

/// Whether a text looks like a person's name: two to four ideographs, or with middle dots.
fn is_person(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let ideograph = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let dotted = text.contains(['·', '•', '・']);
    let most = if dotted { 12 } else { 4 };
    (2..=most).contains(&letters.len())
        && letters
            .iter()
            .all(|c| ideograph(c) || dotted && !c.is_ascii())
}

/// Words in the headers of private data, and which kind each is; the first that fits counts.
const PRIVATE: [(&str, &str); 36] = [
    ("身份证", "number"),
    ("证件号", "number"),
    ("公民身份", "number"),
    ("idcard", "number"),
    ("邮编", "post"),
    ("邮政编码", "post"),
    ("邮箱", "mail"),
    ("邮件", "mail"),
    ("mail", "mail"),
    ("开户", "bank"),
    ("银行账", "account"),
    ("银行帐", "account"),
    ("银行卡", "account"),
    ("账号", "account"),
    ("帐号", "account"),
    ("卡号", "account"),
    ("账户", "account"),
    ("account", "account"),
    ("银行", "bank"),
    ("bank", "bank"),
    ("手机", "phone"),
    ("电话", "phone"),
    ("联系方式", "phone"),
    ("传真", "phone"),
    ("座机", "phone"),
    ("mobile", "phone"),
    ("phone", "phone"),
    ("微信", "phone"),
    ("qq", "phone"),
    ("通讯地址", "address"),
    ("通信地址", "address"),
    ("住址", "address"),
    ("地址", "address"),
    ("address", "address"),
    ("出生", "birth"),
    ("生日", "birth"),
];

/// People named only so that the office can reach the applicant.
const REACHED: [&str; 7] = [
    "联系人",
    "经办人",
    "法定代表人",
    "法人代表",
    "填报人",
    "年龄",
    "contact",
];

/// The kind of private data that a header announces.
pub(super) fn private_header(header: &str) -> Option<&'static str> {
    let folded = fold(header);
    if folded.contains("信用代码") {
        return None;
    }
    let mut words = PRIVATE.iter();
    let found = words.find(|(word, _)| folded.contains(word));
    let person = || {
        let mut reached = REACHED.iter();
        reached
            .any(|word| folded.contains(word))
            .then_some("person")
    };
    found.map(|(_, kind)| *kind).or_else(person)
}
