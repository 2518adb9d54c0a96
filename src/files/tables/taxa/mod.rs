//! Reads cells with lists of industries and domains.

mod told;

use super::ProblemCode;
use super::container::grid::Cell;
use super::findings::Findings;
use super::nearest::{nearest, suggestion};
use super::sheet::table::Row;
use crate::bilingual;
use crate::model::taxonomy::{
    DomainCode, DomainSkill, DomainTaxonomy, IndustryCode, IndustryTaxonomy, Item, LEVELS, Lexicon,
    Reading, Taxonomy, WordKind, Words, extra_zero, lost_zero,
};
use crate::model::words::{Bilingual, Lang};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use told::{About, Told};

/// Cache of parsed cells: a pool has far fewer different cells than rows.
type Known<C> = RefCell<HashMap<String, Rc<[Item<C>]>>>;

/// Longer cells (in bytes) are not cached.
const KEPT: usize = 200;

/// The taxonomies for checking codes, with the words for their codes; `None` if the office's own
/// table is broken, so that not every code is reported as well.
#[derive(Debug)]
pub(super) struct Taxa {
    pub(super) industries: Option<Lexicon<IndustryTaxonomy>>,
    pub(super) domains: Option<Lexicon<DomainTaxonomy>>,
    industry_cells: Known<IndustryCode>,
    domain_cells: Known<DomainCode>,
    told: RefCell<Told>,
    /// For each column of the table being read, whether groups of three digits are common.
    groups: RefCell<BTreeMap<usize, bool>>,
}

impl Taxa {
    /// Creates the lexicons of both taxonomies; the office's own words take precedence over the
    /// built-in ones.
    pub(super) fn new(
        industries: Option<IndustryTaxonomy>,
        domains: Option<DomainTaxonomy>,
        [own_industries, own_domains]: [Words; 2],
    ) -> Self {
        let [built_industries, built_domains] = WordKind::ALL.map(Words::built_in);
        Self {
            industries: industries
                .map(|taxonomy| Lexicon::new(taxonomy, own_industries, built_industries)),
            domains: domains.map(|taxonomy| Lexicon::new(taxonomy, own_domains, built_domains)),
            industry_cells: Known::default(),
            domain_cells: Known::default(),
            told: RefCell::default(),
            groups: RefCell::default(),
        }
    }

    /// Returns the taxonomies; for a broken table, the built-in one.
    pub(super) fn into_taxonomies(self) -> (IndustryTaxonomy, DomainTaxonomy) {
        let (industries, domains) = (self.industries, self.domains);
        (
            industries.map_or_else(IndustryTaxonomy::built_in, Lexicon::into_taxonomy),
            domains.map_or_else(DomainTaxonomy::built_in, Lexicon::into_taxonomy),
        )
    }

    /// Reports, once per word, how the words of the last table were understood.
    pub(super) fn tell(&self, findings: &mut Findings) {
        self.told.borrow_mut().say(findings);
        self.groups.borrow_mut().clear();
    }

    /// Reads a list of industries, without repeats, in the given order.
    pub(super) fn industries(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<IndustryCode> {
        let Some(lexicon) = &self.industries else {
            return Vec::new();
        };
        let text = row.text(column, findings);
        let mut codes: Vec<IndustryCode> = Vec::new();
        for item in read(lexicon, &self.industry_cells, &text, false).iter() {
            let Some(reading) = &item.reading else {
                unknown_industry(lexicon, &item.text, row, column, findings);
                continue;
            };
            if let Reading::Listed(code) = reading {
                self.zero(lexicon, &item.text, code, row, column);
                self.extra_zero(lexicon, &item.text, code, row, column);
            }
            for code in self.taken(lexicon, item, reading, row, column) {
                if !codes.contains(code) {
                    codes.push(code.clone());
                }
            }
        }
        codes
    }

    /// Reads a list of domains, ignoring levels.
    pub(super) fn domains(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<DomainCode> {
        let skills = self.skills(row, column, findings).into_iter();
        skills.map(|skill| skill.domain).collect()
    }

    /// Reads a list of domains with levels; a repeated domain gets its highest level.
    pub(super) fn skills(
        &self,
        row: &Row<'_, '_>,
        column: usize,
        findings: &mut Findings,
    ) -> Vec<DomainSkill> {
        let Some(lexicon) = &self.domains else {
            return Vec::new();
        };
        let text = row.text(column, findings);
        let mut skills: Vec<DomainSkill> = Vec::new();
        for item in read(lexicon, &self.domain_cells, &text, true).iter() {
            let Some(reading) = &item.reading else {
                unknown_domain(lexicon, &item.text, row, column, findings);
                continue;
            };
            let level = item.level.as_deref().map_or(Some(3), level_number);
            for domain in self.taken(lexicon, item, reading, row, column) {
                let Some(level) = level else {
                    bad_level(domain, row, column, &text, findings);
                    continue;
                };
                match skills.iter_mut().find(|skill| skill.domain == *domain) {
                    Some(skill) => skill.level = skill.level.max(level),
                    None => skills.push(DomainSkill {
                        domain: domain.clone(),
                        level,
                    }),
                }
            }
        }
        skills
    }

    /// The codes an item means; anything doubtful is reported.
    fn taken<'r, T: Spoken>(
        &self,
        lexicon: &Lexicon<T>,
        item: &Item<T::Code>,
        reading: &'r Reading<T::Code>,
        row: &Row<'_, '_>,
        column: usize,
    ) -> &'r [T::Code] {
        let all = |codes: &[T::Code]| lexicon.taxonomy().say_all(codes);
        let about = || match reading {
            Reading::Listed(code) => About::Taken(all(std::slice::from_ref(code))),
            Reading::Word(codes) => About::Taken(all(codes)),
            Reading::Beside(codes, _) => About::Unchecked(all(codes)),
            Reading::Several(readings) => {
                let each: Vec<Bilingual> = readings.iter().map(|codes| all(codes)).collect();
                let zh: Vec<&str> = each.iter().map(|own| own.zh.as_str()).collect();
                let en: Vec<&str> = each.iter().map(|own| own.en.as_str()).collect();
                About::Several(Bilingual::new(zh.join(" 或 "), en.join(" or ")))
            }
            Reading::Differ(a, b) => About::Differ(all(a), all(b)),
        };
        if !matches!(reading, Reading::Listed(_)) {
            self.told.borrow_mut().note(&item.text, row, column, about);
        }
        match reading {
            Reading::Listed(code) => std::slice::from_ref(code),
            Reading::Word(codes) | Reading::Beside(codes, _) => codes,
            Reading::Several(_) | Reading::Differ(..) => &[],
        }
    }

    /// Reports a code that may have a zero too many.
    fn extra_zero(
        &self,
        lexicon: &Lexicon<IndustryTaxonomy>,
        text: &str,
        code: &IndustryCode,
        row: &Row<'_, '_>,
        column: usize,
    ) {
        let own = text.trim();
        let Some(rest) = extra_zero(own).filter(|_| !lexicon.taxonomy().lists(own)) else {
            return;
        };
        self.told.borrow_mut().note(text, row, column, || {
            About::ZeroExtra(
                lexicon.taxonomy().say_all(std::slice::from_ref(code)),
                rest.to_owned(),
            )
        });
    }

    /// Reports a code whose zero may have been lost in a spreadsheet.
    fn zero(
        &self,
        lexicon: &Lexicon<IndustryTaxonomy>,
        text: &str,
        code: &IndustryCode,
        row: &Row<'_, '_>,
        column: usize,
    ) {
        let Some((whole, name)) = lost_zero(text).filter(|_| text == code.text()) else {
            return;
        };
        // The office's own table has this code.
        if lexicon.taxonomy().lists(code.text()) {
            return;
        }
        // A text cell keeps its zeros, unless the file was CSV once; then only the column can tell.
        let text_cell = matches!(row.cell(column), Cell::Text(_));
        let mut groups = self.groups.borrow_mut();
        let usual = || groups_in_use(row, column);
        if text_cell && *groups.entry(column).or_insert_with(usual) {
            return;
        }
        self.told.borrow_mut().note(text, row, column, || {
            let with = |lang| format!("{whole} {}", name.say(lang));
            let own = lexicon.taxonomy().say_all(std::slice::from_ref(code));
            About::LostZero(own, Bilingual::new(with(Lang::Zh), with(Lang::En)))
        });
    }
}

/// Whether a column has codes with a leading zero, or groups of three digits that a lost zero
/// cannot explain; then another such group is not suspicious. Linear in the column.
fn groups_in_use(row: &Row<'_, '_>, column: usize) -> bool {
    row.table().rows().any(|row| {
        let cell = row.cell(column);
        let text = cell.text();
        let mut codes = text.split(|c: char| !c.is_ascii_alphanumeric());
        codes.any(|code| {
            let digits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
            digits && (code.starts_with('0') || (code.len() == 3 && lost_zero(code).is_none()))
        })
    })
}

/// Reads the items of a cell, using the cache.
fn read<T: Taxonomy>(
    lexicon: &Lexicon<T>,
    known: &Known<T::Code>,
    text: &str,
    levels: bool,
) -> Rc<[Item<T::Code>]> {
    if let Some(items) = known.borrow().get(text) {
        return Rc::clone(items);
    }
    let items: Rc<[Item<T::Code>]> = lexicon.list(text, levels).into();
    if text.len() <= KEPT {
        known
            .borrow_mut()
            .insert(text.to_owned(), Rc::clone(&items));
    }
    items
}

/// A taxonomy that can name its codes.
pub(crate) trait Spoken: Taxonomy {
    /// The codes with their names: `34 通用设备制造业、35 专用设备制造业`.
    fn say_all(&self, codes: &[Self::Code]) -> Bilingual;
}

/// Longer lists of codes are given without names.
const NAMED: usize = 6;

fn joined<T: Taxonomy>(codes: &[T::Code], name: impl Fn(&T::Code, Lang) -> String) -> Bilingual {
    let all = |lang: Lang| -> Vec<String> {
        let one = |code| match codes.len() {
            ..=NAMED => name(code, lang),
            _ => T::text(code).to_owned(),
        };
        codes.iter().map(one).collect()
    };
    Bilingual::new(all(Lang::Zh).join("、"), all(Lang::En).join(", "))
}

impl Spoken for IndustryTaxonomy {
    fn say_all(&self, codes: &[IndustryCode]) -> Bilingual {
        joined::<Self>(codes, |code, lang| self.label(code, lang))
    }
}

impl Spoken for DomainTaxonomy {
    fn say_all(&self, codes: &[DomainCode]) -> Bilingual {
        let name = |domain: &DomainCode, lang| {
            let code = &domain.code;
            format!("{code} {}", self.name(code, lang))
                .trim_end()
                .to_owned()
        };
        joined::<Self>(codes, name)
    }
}

fn level_number(text: &str) -> Option<u8> {
    match text {
        "1" | "１" => Some(1),
        "2" | "２" => Some(2),
        "3" | "３" => Some(3),
        _ => LEVELS
            .iter()
            .find_map(|(word, level)| (*word == text).then_some(*level)),
    }
}

fn bad_level(
    domain: &DomainCode,
    row: &Row<'_, '_>,
    column: usize,
    text: &str,
    findings: &mut Findings,
) {
    let code = &domain.code;
    findings.add(
        ProblemCode::LevelBad,
        row.place_of(column),
        text,
        bilingual!(
            "{code} 的熟悉程度应为 1、2 或 3",
            "The level of {code} must be 1, 2 or 3"
        ),
        bilingual!(
            "写成 {code}:3（3 为最熟悉，不写即为 3）",
            "Write for example {code}:3 (3 is the highest level and the default)"
        ),
    );
}

/// The nearest of the listed words; empty if the problem will not be listed.
fn near<'a>(
    code: ProblemCode,
    word: &str,
    listed: impl Iterator<Item = &'a str>,
    row: &Row<'_, '_>,
    findings: &Findings,
) -> Bilingual {
    if findings.wants(code, &row.place().file) {
        suggestion(nearest(word, listed))
    } else {
        Bilingual::default()
    }
}

fn unknown_industry(
    lexicon: &Lexicon<IndustryTaxonomy>,
    word: &str,
    row: &Row<'_, '_>,
    column: usize,
    findings: &mut Findings,
) {
    let listed = lexicon
        .taxonomy()
        .listed()
        .flat_map(|(code, name)| [code, name.zh.as_str(), name.en.as_str()])
        .chain(lexicon.words().map(|word| word.word.as_str()));
    let near = near(ProblemCode::IndustryUnknown, word, listed, row, findings);
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::IndustryUnknown,
        row.place_of(column),
        word,
        bilingual!(
            "行业分类中没有这个代码或名称{zh}",
            "The industry classification does not have this code or name{en}"
        ),
        bilingual!(
            "填写 GB/T 4754-2017 的门类字母、2–4 位代码或名称，多个用“；”分隔；可用 empanel taxonomy 查找",
            "Write a GB/T 4754-2017 section letter, a code of 2 to 4 digits or a name; separate several with ; (empanel taxonomy lists them)"
        ),
    );
}

fn unknown_domain(
    lexicon: &Lexicon<DomainTaxonomy>,
    word: &str,
    row: &Row<'_, '_>,
    column: usize,
    findings: &mut Findings,
) {
    let listed = lexicon
        .taxonomy()
        .listed()
        .flat_map(|(domain, name)| [domain.code.as_str(), name.zh.as_str(), name.en.as_str()])
        .chain(lexicon.words().map(|word| word.word.as_str()));
    let near = near(ProblemCode::DomainUnknown, word, listed, row, findings);
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::DomainUnknown,
        row.place_of(column),
        word,
        bilingual!(
            "质量方法表中没有这个代码或名称{zh}",
            "The table of quality domains does not have this code or name{en}"
        ),
        bilingual!(
            "填写质量方法的代码（如 Q06.01）或名称，多个用“；”分隔；可用 empanel taxonomy 查找",
            "Write a domain's code such as Q06.01 or its name; separate several with ; (empanel taxonomy lists them)"
        ),
    );
}
