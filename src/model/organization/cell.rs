//! What a cell says about organizations: which ones, how the person is tied to them, and what of
//! it a person should see.

use super::nobody::Nobody;
use super::split::{self, Look};
use super::suffix;
use super::{Head, OrganizationKey, Organizations};
use crate::model::words::{is_unseen, plain};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// In which column the organizations stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Where somebody works or worked.
    Employer,
    /// Who applies, recommends, or stands in a relation.
    Party,
}

/// How somebody is tied to an employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Works there.
    Present,
    /// Worked there, until this year where the cell says so.
    Former(Option<i32>),
}

/// One organization that a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name as written, without departments, posts and remarks.
    pub name: String,
    /// What identifies it.
    pub key: OrganizationKey,
    /// How a person with this cell is tied to it; always present for applicants and the like.
    pub tie: Tie,
}

/// How far a reading went beyond the plain name, the least sure last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Liberty {
    /// The cell is one name, or none, as it stands, or with a remark such as （总部）.
    None,
    /// It names several organizations.
    Several,
    /// A department, a post or a remark was left out.
    Shortened,
    /// An employer is a former one.
    Former,
    /// It may be one organization or several, a part or a whole: all of them count.
    Unsure,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Every organization, each once, in the order of the cell.
    pub named: Vec<Named>,
    /// Why there is no present organization; `None` where there is one.
    pub nobody: Option<Nobody>,
    /// What a person should look at.
    pub liberty: Liberty,
}

impl Reading {
    /// The keys of the organizations that somebody with this cell works for, or that apply.
    pub fn present(&self) -> impl Iterator<Item = &OrganizationKey> {
        let present = self.named.iter().filter(|named| named.tie == Tie::Present);
        present.map(|named| &named.key)
    }
}

/// Words with which an employment is told as ended.
const ENDED: [&str; 21] = [
    "现已退休",
    "已离退休",
    "离退休",
    "已退休",
    "退休",
    "已离休",
    "离休",
    "已离职",
    "离职",
    "已离任",
    "已调离",
    "已卸任",
    "已内退",
    "内退",
    "离岗创业",
    "离岗退养",
    "退居二线",
    "retired",
    "emeritus",
    "退",
    "已退",
];
/// Words that take it back: retired, and employed again.
const AGAIN: [&str; 5] = ["返聘", "延聘", "续聘", "回聘", "re-employed"];
/// Beginnings that say that somebody worked there before; the longest first.
const BEFORE: [&str; 23] = [
    "退休前工作单位",
    "退休前任职于",
    "退休前就职于",
    "退休前单位",
    "退休前在",
    "退休前",
    "原工作单位",
    "原任职单位",
    "原任职于",
    "原就职于",
    "原单位",
    "曾任职于",
    "曾就职于",
    "曾任职",
    "曾供职于",
    "曾工作于",
    "曾在",
    "曾任",
    "former ",
    "formerly ",
    "ex-",
    "ex ",
    "原",
];
/// Beginnings that say that somebody works there now.
const NOW: [&str; 17] = [
    "现任职于",
    "现就职于",
    "现受聘于",
    "现供职于",
    "现工作于",
    "现返聘于",
    "任职于",
    "就职于",
    "受聘于",
    "供职于",
    "返聘于",
    "返聘至",
    "借调至",
    "借调到",
    "挂职于",
    "外派至",
    "现在",
];
/// Names that begin with 原 as a word of their own.
const NOT_BEFORE: [&str; 14] = [
    "原子", "原平", "原阳", "原州", "原生", "原创", "原野", "原力", "原木", "原油", "原料", "原点",
    "原本", "原色",
];
/// Remarks in brackets that say nothing about who it is.
const ROLES: [&str; 38] = [
    "牵头",
    "牵头单位",
    "牵头申报",
    "主申报",
    "主申报单位",
    "第一申报单位",
    "第一单位",
    "申报主体",
    "联合",
    "联合单位",
    "联合申报",
    "联合申报单位",
    "联合体",
    "参与",
    "参与单位",
    "合作单位",
    "盖章",
    "公章",
    "国企",
    "央企",
    "民企",
    "国有企业",
    "民营企业",
    "事业单位",
    "上市公司",
    "总部",
    "本部",
    "已注销",
    "在职",
    "在岗",
    "全职",
    "兼职",
    "挂职",
    "借调",
    "外聘",
    "特聘",
    "法人",
    "主管单位",
];
/// Those behind an employer of which nobody needs to be told.
const UNTOLD: [&str; 4] = ["总部", "本部", "集团总部", "特聘专家"];
/// Beginnings of brackets that hold further applicants; the longest first.
const JOINT: [&str; 20] = [
    "联合申报单位",
    "联合申报企业",
    "联合申请单位",
    "共同申报单位",
    "联合体成员单位",
    "联合体成员",
    "联合体",
    "联合单位",
    "联合申报",
    "合作单位",
    "合作企业",
    "协作单位",
    "参与单位",
    "参加单位",
    "成员单位",
    "共同申报",
    "联合",
    "与",
    "和",
    "及",
];
/// Beginnings of brackets that hold another name of the same organization.
const ALSO: [&str; 14] = [
    "以下简称",
    "简称",
    "又名",
    "又称",
    "亦称",
    "现名",
    "现更名为",
    "已更名为",
    "更名为",
    "现为",
    "英文名称",
    "英文名",
    "即",
    "挂牌",
];
/// Beginnings of brackets that hold its former name.
const RENAMED: [&str; 6] = ["曾用名", "更名前", "原名称", "原名", "前身", "旧称"];

impl Organizations {
    /// Reads a cell that names organizations. Linear in the length of the cell: what is longer than
    /// any name is divided at separators and taken as it stands.
    pub fn read(&self, cell: &str, role: Role) -> Reading {
        (self.readings).of(cell, role, || self.read_anew(cell, role))
    }

    fn read_anew(&self, cell: &str, role: Role) -> Reading {
        let text: String = cell.chars().filter(|c| !is_unseen(*c)).collect();
        let text = text.trim();
        let mut reader = Reader {
            organizations: self,
            role,
            named: Vec::new(),
            stated: false,
            liberty: Liberty::None,
            at: BTreeMap::new(),
            looks: RefCell::default(),
            heads: RefCell::default(),
        };
        let nobody = self.nobody(text);
        if nobody.is_none() {
            reader.list(text, Tie::Present, DEPTH);
        }
        let former = |named: &Named| named.tie != Tie::Present;
        if reader.liberty == Liberty::Former && !reader.named.iter().any(former) {
            // 无（退休） names nobody at all.
            let left = [Liberty::None, Liberty::Shortened];
            reader.liberty = left[usize::from(!reader.named.is_empty())];
        }
        let present = reader.named.iter().any(|named| named.tie == Tie::Present);
        let nobody = nobody.or(match reader.stated || !reader.named.is_empty() {
            _ if present => None,
            true => Some(Nobody::Stated),
            false => Some(Nobody::Blank),
        });
        Reading {
            named: reader.named,
            nobody,
            liberty: reader.liberty,
        }
    }
}

/// Beyond this length a text between separators is no name, and nothing of it is taken apart.
const LONGEST: usize = 120;
/// So much of one cell is read closely; what stands behind it is divided at separators only.
const CLOSELY: usize = 240;
/// How deep brackets in brackets are looked into.
const DEPTH: usize = 3;

struct Reader<'a> {
    organizations: &'a Organizations,
    role: Role,
    named: Vec<Named>,
    stated: bool,
    liberty: Liberty,
    /// Where each organization stands among those named.
    at: BTreeMap<OrganizationKey, usize>,
    /// What was found out about the texts of this cell.
    looks: RefCell<HashMap<String, Look>>,
    heads: RefCell<HashMap<String, Vec<Head>>>,
}

impl Reader<'_> {
    fn dare(&mut self, liberty: Liberty) {
        self.liberty = self.liberty.max(liberty);
    }

    fn heads(&self, text: &str) -> Vec<Head> {
        if let Some(known) = self.heads.borrow().get(text) {
            return known.clone();
        }
        let heads = self.organizations.heads(text);
        self.heads
            .borrow_mut()
            .insert(text.to_owned(), heads.clone());
        heads
    }

    fn look(&self, text: &str) -> Look {
        if let Some(known) = self.looks.borrow().get(text) {
            return *known;
        }
        let look = self.look_closely(text);
        self.looks.borrow_mut().insert(text.to_owned(), look);
        look
    }

    fn look_closely(&self, text: &str) -> Look {
        let bare = bracket(text).map_or(text, |(head, _)| head);
        if self.organizations.is_known(text) || self.organizations.nobody(text).is_some() {
            return Look::Organization;
        }
        // 甲公司质量部 is 甲公司, not some department of what stands before it.
        if !self.heads(text).is_empty() {
            return Look::Organization;
        }
        let ended = |text: &str| {
            let folded = plain(text);
            ENDED
                .iter()
                .chain(&AGAIN)
                .any(|word| folded.ends_with(word))
                || BEFORE.iter().any(|word| folded.starts_with(word))
        };
        if self.role == Role::Employer && ended(text) {
            return Look::Organization;
        }
        split::by_end(if bare.trim().is_empty() { text } else { bare })
    }

    /// A cell, or what stands in a bracket: one or more organizations.
    fn list(&mut self, text: &str, tie: Tie, depth: usize) {
        if self.organizations.standard(text).is_some() {
            self.add(text, tie);
            return;
        }
        let pieces = split::hard(text);
        let (mut counted, mut seen) = (0, 0);
        for piece in &pieces {
            let length = piece.chars().count();
            seen += length;
            if length > LONGEST || seen > CLOSELY {
                counted += self.coarsely(piece, tie);
                continue;
            }
            let folded = plain(piece);
            let short = folded.chars().count() <= 8;
            let behind = counted > 0 && short && (suffix::part(&folded) || suffix::post(&folded));
            if behind && self.look(piece) == Look::Part {
                self.dare(Liberty::Shortened);
                continue;
            }
            let found = split::soft(piece, &|text: &str| self.look(text));
            if found.whole {
                self.dare(Liberty::Unsure);
            }
            if found.shortened {
                self.dare(Liberty::Shortened);
            }
            let whole = found.whole;
            for (at, piece) in found.pieces.iter().enumerate() {
                if whole && at == 0 {
                    self.add(piece, tie);
                } else {
                    self.piece(piece, tie, depth);
                }
                let named = self.organizations.nobody(piece).is_none();
                counted += usize::from(named && !(whole && at == 0));
            }
        }
        if counted > 1 {
            self.dare(Liberty::Several);
        }
    }

    /// What is too long to be read closely: as a whole, and every part between separators that is
    /// short enough for a name. Says how many there are.
    fn coarsely(&mut self, text: &str, tie: Tie) -> usize {
        if self.organizations.nobody(text).is_some() {
            self.stated = true;
            return 0;
        }
        let before = self.named.len();
        self.dare(Liberty::Unsure);
        let short = |text: &str| text.chars().nth(LONGEST).is_none();
        if short(text) {
            self.departments(text, tie);
        } else {
            self.add(text, tie);
        }
        let parts = split::outside(text, |c| "\n\r,，/／\\＼+＋&＆ \t\u{3000}".contains(c));
        for part in parts.iter().filter(|_| parts.len() > 1) {
            let part = part.trim();
            if !short(part) {
                continue;
            }
            if suffix::strong(&plain(part)) || !self.heads(part).is_empty() {
                self.departments(part, tie);
            }
        }
        self.named.len() - before
    }

    /// One organization with whatever is written around it.
    fn piece(&mut self, piece: &str, tie: Tie, depth: usize) {
        let mut text = piece.trim();
        let mut tie = tie;
        if let Some(nobody) = self.organizations.nobody(text) {
            self.stated |= nobody == Nobody::Stated;
            return;
        }
        if self.organizations.standard(text).is_some() {
            self.add(text, tie);
            return;
        }
        if let Some((label, rest)) = label(text) {
            if self.role == Role::Employer && BEFORE.iter().any(|word| label.starts_with(word)) {
                tie = Tie::Former(None);
                self.dare(Liberty::Former);
            } else {
                self.dare(Liberty::Shortened);
            }
            text = rest;
        }
        if let Some(rest) = now(text) {
            self.dare(Liberty::Shortened);
            text = rest;
        }
        let years = dated(text).filter(|_| !self.organizations.is_known(text));
        if self.role == Role::Employer {
            if let Some((rest, until)) = &years {
                let until = *until;
                self.dare(Liberty::Shortened);
                text = now(rest).unwrap_or(rest);
                if until.is_some() {
                    self.dare(Liberty::Former);
                    tie = Tie::Former(until);
                }
            }
            match ended(text) {
                Some(Ended::Again(rest)) => {
                    self.dare(Liberty::Shortened);
                    self.again(&rest, depth);
                    return;
                }
                Some(Ended::Former(rest, year)) => {
                    self.stated = true;
                    if !rest.is_empty() {
                        self.dare(Liberty::Former);
                        self.former(&rest, year, depth);
                    }
                    return;
                }
                None => {}
            }
            // 前海 is a place, 前甲公司 a former employer where 甲公司 is known.
            let known = |rest: &&str| self.organizations.is_known(rest);
            let once = text.strip_prefix('前').filter(known);
            if let Some(rest) = before(text).or(once)
                && !self.organizations.is_known(text)
            {
                self.dare(Liberty::Former);
                self.former(rest, None, depth);
                return;
            }
        }
        self.bracketed(text, tie, depth);
    }

    fn former(&mut self, text: &str, year: Option<i32>, depth: usize) {
        let text = before(text).unwrap_or(text).trim();
        if depth > 0 {
            self.stated = true;
            self.bracketed(text, Tie::Former(year), depth - 1);
        }
    }

    fn again(&mut self, text: &str, depth: usize) {
        if depth > 0 && self.organizations.nobody(text).is_none() {
            self.bracketed(text.trim(), Tie::Present, depth - 1);
        } else {
            self.stated = true;
        }
    }

    /// Takes brackets from the end, as far as they are remarks.
    fn bracketed(&mut self, text: &str, tie: Tie, depth: usize) {
        let Some((head, inner)) = bracket(text).filter(|(head, _)| !head.is_empty()) else {
            self.conjoined(text, tie, depth);
            return;
        };
        if depth == 0 || self.organizations.is_known(text) {
            self.departments(text, tie);
            return;
        }
        let folded = plain(inner);
        let folded = folded.trim();
        let rest_of = |list: &[&str]| {
            let start = list.iter().find(|start| folded.starts_with(**start))?;
            let skip = start.chars().count();
            let rest: String = inner.trim().chars().skip(skip).collect();
            Some(
                rest.trim_start_matches([':', '：', ' ', '为', '是'])
                    .trim()
                    .to_owned(),
            )
        };
        if self.role == Role::Employer && UNTOLD.contains(&folded) {
            self.piece(head, tie, depth - 1);
        } else if self.organizations.nobody(inner) == Some(Nobody::Blank) || ROLES.contains(&folded)
        {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
        } else if self.role == Role::Employer && AGAIN.iter().any(|word| folded.contains(word)) {
            self.dare(Liberty::Shortened);
            self.again(head, depth);
        } else if let Some(rest) = rest_of(&RENAMED) {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
            self.list(&rest, tie, depth - 1);
        } else if self.role == Role::Employer && ended(inner).is_some() {
            let year = year_in(folded);
            self.dare(Liberty::Former);
            self.stated = true;
            match ended(inner) {
                // 退休（原…） has no head; here the bracket may name where from.
                Some(Ended::Former(rest, _)) if suffix::strong(&plain(&rest)) => {
                    self.piece(head, tie, depth - 1);
                    self.former(&rest, year, depth);
                }
                _ => self.former(head, year, depth),
            }
        } else if let Some(rest) = before(inner)
            && self.others(rest).is_empty()
            && (suffix::post(&plain(rest)) || suffix::part(&plain(rest)))
        {
            // 甲公司（原总工程师）: of the company itself nothing is said to have ended.
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
        } else if let Some(rest) = before(inner) {
            self.piece(head, tie, depth - 1);
            if self.role == Role::Employer {
                self.dare(Liberty::Former);
                self.former(rest, year_in(folded), depth);
            } else {
                // A company's former name is the company.
                self.dare(Liberty::Shortened);
                self.list(rest, tie, depth - 1);
            }
        } else if let Some(rest) = rest_of(&ALSO) {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
            self.list(&rest, tie, depth - 1);
        } else if let Some(rest) = rest_of(&JOINT).filter(|rest| rest.chars().count() >= 2) {
            self.dare(Liberty::Several);
            self.piece(head, tie, depth - 1);
            self.joint(&rest, tie, depth);
        } else if let Some(rest) = folded
            .strip_prefix("兼")
            .filter(|rest| suffix::strong(rest))
        {
            self.dare(Liberty::Several);
            self.piece(head, tie, depth - 1);
            self.list(rest, tie, depth - 1);
        } else if let others = self.others(inner)
            && !others.is_empty()
        {
            // 示例大学（丙公司独立董事）: a second organization, in whatever post.
            self.dare(Liberty::Unsure);
            self.piece(head, tie, depth - 1);
            for other in others {
                self.piece(&other, tie, depth - 1);
            }
        } else if suffix::part(folded) || suffix::post(folded) {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
        } else if folded.ends_with("公司")
            || folded.ends_with("大学")
            || self.organizations.is_known(inner)
        {
            // A second organization, an owner, another name: all of them count.
            self.dare(Liberty::Unsure);
            self.add(text, tie);
            self.piece(head, tie, depth - 1);
            self.list(inner, tie, depth - 1);
        } else {
            self.departments(text, tie);
        }
    }

    /// The parts of a remark that name an organization of their own with a post in it or a
    /// department of it; an institute or a works is one only where the season has it.
    fn others(&self, remark: &str) -> Vec<String> {
        let own = |name: &str| {
            let folded = plain(name);
            let generic = ["集团", "总公司", "分公司", "子公司", "母公司", "本公司"];
            let vague = suffix::weak(&folded)
                || suffix::is_form(&folded)
                || generic.iter().any(|word| folded == *word);
            !vague || self.organizations.is_known(name)
        };
        let parts = split::outside(remark, |c| ",，;；、/／ \u{3000}\n".contains(c));
        let bare = parts.into_iter().map(|part| {
            let mut part = part.trim();
            for word in ["同时", "现", "并", "兼", "任", "为"] {
                part = part.strip_prefix(word).unwrap_or(part);
            }
            part
        });
        bare.filter(|part| self.heads(part).iter().any(|head| own(&head.name)))
            .map(str::to_owned)
            .collect()
    }

    fn joint(&mut self, text: &str, tie: Tie, depth: usize) {
        let text = unmarked(text).unwrap_or(text);
        let look = |text: &str| self.look(text);
        match split::conjoined(text, true, &look).filter(|_| split::hard(text).len() == 1) {
            Some(all) => all.iter().for_each(|one| self.list(one, tie, depth - 1)),
            None => self.list(text, tie, depth - 1),
        }
    }

    /// 甲公司与乙公司, with or without 联合申报 behind it.
    fn conjoined(&mut self, text: &str, tie: Tie, depth: usize) {
        let bare = unmarked(text);
        let joint = bare.is_some() || text.contains("联合") && text.ends_with("申报");
        let text = bare.unwrap_or(text);
        let known = self.organizations.is_known(text);
        let found = split::conjoined(text, joint, &|text: &str| self.look(text));
        match found.filter(|_| depth > 0 && !known) {
            Some(all) => {
                if joint {
                    self.dare(Liberty::Several);
                } else {
                    self.dare(Liberty::Unsure);
                    self.add(text, tie);
                }
                for one in all {
                    self.piece(&one, tie, depth - 1);
                }
            }
            None => {
                if joint {
                    self.dare(Liberty::Shortened);
                }
                self.departments(text, tie);
            }
        }
    }

    /// The organization itself, and what it is a department of.
    fn departments(&mut self, text: &str, tie: Tie) {
        let heads = self.heads(text);
        let sure = heads.iter().all(|head| head.sure) && heads.len() == 1;
        if !heads.is_empty() {
            self.dare(if sure {
                Liberty::Shortened
            } else {
                Liberty::Unsure
            });
        }
        // An applicant that is a team or a works is one by itself, too.
        if !sure || self.role == Role::Party {
            self.add(text, tie);
        }
        for head in heads {
            self.add(&head.name, tie);
        }
    }

    fn add(&mut self, name: &str, tie: Tie) {
        let name = name.trim();
        let key = self.organizations.key(name);
        if key.is_empty() {
            return;
        }
        let name = name.to_owned();
        if let Some(at) = self.at.get(&key) {
            // Whoever works there now and did before works there.
            let known = &mut self.named[*at];
            known.tie = known.tie.min(tie);
        } else {
            self.at.insert(key.clone(), self.named.len());
            self.named.push(Named { name, key, tie });
        }
    }
}

/// `head（inner）`: the last bracket, if the text ends with it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let last = text.chars().next_back()?;
    let open = match last {
        ')' | '）' => ['(', '（'],
        ']' | '】' => ['[', '【'],
        '〕' => ['〔', '〔'],
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        if ")）]】〕".contains(c) {
            depth += 1;
        } else if "(（[【〔".contains(c) {
            depth -= 1;
            if depth == 0 {
                let inner = &text[at + c.len_utf8()..text.len() - last.len_utf8()];
                return open.contains(&c).then(|| (text[..at].trim(), inner.trim()));
            }
        }
    }
    None
}

/// `label：rest`, as in 工作单位：甲公司; the label folded.
fn label(text: &str) -> Option<(String, &str)> {
    let at = text.find([':', '：'])?;
    let (label, rest) = text.split_at(at);
    let rest = rest.trim_start_matches([':', '：', ' ']).trim();
    let folded = plain(label.trim());
    let short = folded.chars().count() <= 10 && !folded.contains(['(', '（']);
    // 甲公司：质量部 is a company with its department.
    let below = plain(rest);
    if suffix::strong(&folded) && (suffix::part(&below) || suffix::post(&below)) {
        return None;
    }
    (short && !rest.is_empty() && suffix::ideographs(&folded) >= 2).then_some((folded, rest))
}

enum Ended {
    /// What is left, and the year.
    Former(String, Option<i32>),
    /// Retired and employed again.
    Again(String),
}

/// Reads 退休 and its like at either end of a text; what is left is without them.
fn ended(text: &str) -> Option<Ended> {
    let folded = plain(text);
    // One for one: what folding makes longer is left to the plain name.
    let original: Vec<char> = text.chars().collect();
    if folded.chars().count() != original.len() {
        return None;
    }
    if let Some(word) = AGAIN.iter().find(|word| folded.ends_with(**word)) {
        let left = folded.chars().count() - word.chars().count();
        let rest: String = original[..left].iter().collect();
        let rest = match ended(rest.trim_matches(MARKS)) {
            Some(Ended::Former(rest, _) | Ended::Again(rest)) => rest,
            None => rest,
        };
        return Some(Ended::Again(rest.trim_matches(MARKS).to_owned()));
    }
    let people = [
        "人员",
        "职工",
        "教师",
        "教授",
        "干部",
        "专家",
        "员工",
        "工程师",
        "研究员",
    ];
    let mut core = folded.trim_end_matches(MARKS);
    if let Some(rest) = people.iter().find_map(|who| core.strip_suffix(who))
        && ENDED.iter().any(|word| rest.ends_with(word))
    {
        core = rest;
    }
    // A lone 退 counts behind a mark only: 进退 is no retirement.
    let short = |word: &str| word.chars().count() == 1;
    let marked = |rest: &str| rest.is_empty() || rest.ends_with(MARKS);
    let behind = ENDED
        .iter()
        .filter_map(|word| core.strip_suffix(word).map(|rest| (word, rest)))
        .find(|(word, rest)| !short(word) || marked(rest));
    if let Some((_, rest)) = behind {
        let year = year_in(rest);
        let undated = if year.is_some() {
            without_date(rest)
        } else {
            rest
        };
        let count = undated.chars().count();
        let rest: String = original[..count].iter().collect();
        return Some(Ended::Former(unframed(&rest), year));
    }
    let left = ENDED.iter().find_map(|word| folded.strip_prefix(word))?;
    let apart = |c: char| MARKS(c) || "([原".contains(c);
    if !left.chars().next().is_none_or(apart) {
        return None;
    }
    let skip = original.len() - left.chars().count();
    let rest: String = original[skip..].iter().collect();
    Some(Ended::Former(unframed(&rest), year_in(left)))
}

/// Punctuation and gaps around a remark.
const MARKS: fn(char) -> bool = |c| c.is_whitespace() || ",，.。;；:：-—·、/".contains(c);

/// A text without the brackets and marks around the whole, and without 从 … 处.
fn unframed(text: &str) -> String {
    let mut text = text.trim_matches(MARKS);
    if let Some(inner) = text.strip_prefix(['(', '（', '[']) {
        text = inner.trim_end_matches([')', '）', ']']);
    }
    let text = text.trim_matches(MARKS);
    let text = text.strip_prefix("from ").unwrap_or(text);
    let text = text
        .strip_prefix(['从', '自', '由', '于'])
        .filter(|rest| suffix::strong(&plain(rest)))
        .unwrap_or(text);
    before(text).unwrap_or(text).trim_matches(MARKS).to_owned()
}

/// A folded text without the date at its end: `…2021年6月`.
fn without_date(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit() || "年月日.-/于在 ()（），,".contains(c))
}

/// The one year in a text.
fn year_in(text: &str) -> Option<i32> {
    let digits: Vec<i32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4)
        .filter_map(|run| run.parse().ok())
        .filter(|year| (1900..=2200).contains(year))
        .collect();
    digits.last().copied()
}

/// What follows 原, 曾任职于 and their like at the start of a text.
fn before(text: &str) -> Option<&str> {
    let text = text.trim();
    let folded = plain(text);
    if NOT_BEFORE.iter().any(|word| folded.starts_with(word)) {
        return None;
    }
    let word = BEFORE.iter().find(|word| folded.starts_with(**word))?;
    let skip: usize = text
        .chars()
        .take(word.chars().count())
        .map(char::len_utf8)
        .sum();
    let rest = text[skip..].trim_start_matches([':', '：', ' ']).trim();
    (rest.chars().count() >= 2).then_some(rest)
}

/// What follows 现任职于 and its like at the start of a text.
fn now(text: &str) -> Option<&str> {
    let start = NOW.iter().find(|start| text.starts_with(**start))?;
    let rest = text[start.len()..]
        .trim_start_matches([':', '：', ' '])
        .trim();
    (rest.chars().count() >= 2).then_some(rest)
}

/// A text without the years at its end, as in 甲公司 2018-2022, or at its start, and the last of
/// them unless it goes on: 2019年至今, 2019年起, 2019—.
fn dated(text: &str) -> Option<(String, Option<i32>)> {
    const MARK: [char; 6] = ['-', '—', '–', '~', '～', '－'];
    let tail = |c: char| {
        c.is_ascii_digit() || MARK.contains(&c) || "年月日.．/至到今现在起 ()（）".contains(c)
    };
    // The year in front of the name or behind it, unless it is no span of time.
    let until = |years: &str, joined: bool| {
        let last = year_in(years)?;
        let bare = years.trim_matches(|c: char| " ()（）".contains(c));
        let bare = bare.strip_suffix('在').unwrap_or(bare).trim();
        let open = joined
            || bare.contains(['今', '起', '现'])
            || bare.ends_with(MARK)
            || bare.ends_with(['至', '到']);
        let range = open || bare.contains(MARK) || bare.contains(['至', '到']);
        range.then_some(Some(last).filter(|_| !open))
    };
    let text = text.trim();
    // 甲公司（2019年入职）.
    let words = [
        "入职", "加入", "调入", "到岗", "在职", "在岗", "任职", "工作",
    ];
    let close = |c: char| " ()（）".contains(c);
    let bare = text.trim_end_matches(close);
    let bare = words.iter().find_map(|word| bare.strip_suffix(word));
    let name = bare.unwrap_or(text).trim_end_matches(tail);
    let years = &bare.unwrap_or(text)[name.len()..];
    if !name.is_empty()
        && let Some(until) = until(years, bare.is_some())
    {
        // 自2019年起, （质量部，2019—）.
        let name = name.trim_end_matches(['自', '从', '于']);
        let name = name.trim_end_matches(|c: char| " (（,，;；、:：".contains(c));
        let count = |of: [char; 2]| name.matches(of).count();
        let closing = count(['(', '（']) > count([')', '）']);
        let close = if closing { "）" } else { "" };
        return Some((format!("{name}{close}"), until));
    }
    let start = text.trim_start_matches(['自', '从', '(', '（']);
    if !start.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = start.trim_start_matches(tail);
    let until = until(&start[..start.len() - rest.len()], false)?;
    let rest = rest.trim_start_matches([' ', ':', '：', ',', '，']);
    (rest.chars().count() >= 2).then(|| (rest.to_owned(), until))
}

/// The text without 联合申报 at its end; `None` where it has none.
fn unmarked(text: &str) -> Option<&str> {
    let text = text.trim();
    let ends = [
        "联合申报单位",
        "共同申报单位",
        "联合申报",
        "联合申请",
        "共同申报",
        "共同申请",
        "联合推荐",
        "共同推荐",
        "联合体",
        "联合",
    ];
    let bare = ends.iter().find_map(|end| text.strip_suffix(end))?.trim();
    let bare = bare.trim_end_matches([',', '，', '(', '（']);
    let bare = bare.strip_prefix('由').unwrap_or(bare);
    (bare.chars().count() >= 2).then_some(bare)
}

#[cfg(test)]
#[path = "cell_tests.rs"]
mod tests;
