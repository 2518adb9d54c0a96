//! Reads one cell: its list of organizations and the text around each of them.

use super::around::{self, Lead};
use super::nobody::Nobody;
use super::phrases::{AGAIN, BEFORE, ENDED, ONCE, is_role};
use super::reading::{Liberty, Named, Role, Tie};
use super::split::{self, Look, bracket};
use super::suffix;
use super::tenure::{Ended, before, dated, ended, now};
use super::{Head, OrganizationKey, Organizations};
use crate::model::words::plain;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// A text between separators longer than this, in characters, is not taken for a name and is not
/// analysed.
pub(super) const LONGEST: usize = 120;
/// Number of characters of a cell that are analysed; the rest is only split at separators.
pub(super) const CLOSELY: usize = 240;
/// Maximum depth of nested brackets that is analysed.
pub(super) const DEPTH: usize = 3;

pub(super) struct Reader<'a> {
    pub(super) organizations: &'a Organizations,
    pub(super) role: Role,
    /// A name to be treated as unknown: that of the cell itself, when asking how it would be read
    /// if no other cell had it.
    pub(super) stranger: Option<String>,
    pub(super) named: Vec<Named>,
    pub(super) stated: bool,
    pub(super) liberty: Liberty,
    /// Positions of the organizations in `named`.
    pub(super) at: BTreeMap<OrganizationKey, usize>,
    /// Cache of classified texts of this cell.
    pub(super) looks: RefCell<HashMap<String, Look>>,
    pub(super) heads: RefCell<HashMap<String, Vec<Head>>>,
}

impl Reader<'_> {
    pub(super) fn dare(&mut self, liberty: Liberty) {
        self.liberty = self.liberty.max(liberty);
    }

    /// Whether another cell of the season consists of this name alone.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.organizations.is_known(name)
            && (self.stranger.is_none() || self.stranger != Some(self.organizations.normal(name)))
    }

    /// Whether a text ends like the name of an organization, with or without a remark after it.
    fn ends(&self, text: &str) -> bool {
        let text = text.trim();
        let bare = bracket(text).map_or(text, |(head, _)| head);
        !text.is_empty()
            && (self.look(text) != Look::Name || !bare.is_empty() && self.look(bare) != Look::Name)
    }

    pub(super) fn heads(&self, text: &str) -> Vec<Head> {
        if let Some(known) = self.heads.borrow().get(text) {
            return known.clone();
        }
        let heads = self.organizations.heads(text);
        self.heads
            .borrow_mut()
            .insert(text.to_owned(), heads.clone());
        heads
    }

    pub(super) fn look(&self, text: &str) -> Look {
        if let Some(known) = self.looks.borrow().get(text) {
            return *known;
        }
        let look = self.look_closely(text);
        self.looks.borrow_mut().insert(text.to_owned(), look);
        look
    }

    pub(super) fn look_closely(&self, text: &str) -> Look {
        let bare = bracket(text).map_or(text, |(head, _)| head);
        if self.is_known(text) || self.organizations.nobody(text).is_some() {
            return Look::Organization;
        }
        // 甲公司质量部 is 甲公司, not a department of the text before it.
        if !self.heads(text).is_empty() {
            return Look::Organization;
        }
        let ended = |text: &str| {
            let folded = plain(text);
            ENDED.iter().chain(AGAIN).any(|word| folded.ends_with(word))
                || BEFORE.iter().any(|word| folded.starts_with(word))
        };
        if self.role == Role::Employer && ended(text) {
            return Look::Organization;
        }
        split::by_end(if bare.trim().is_empty() { text } else { bare })
    }

    /// Reads a cell, or the content of a bracket: one or more organizations.
    pub(super) fn list(&mut self, text: &str, tie: Tie, depth: usize) {
        if self.organizations.standard(text).is_some() {
            self.add(text, tie);
            return;
        }
        let parted = if text.chars().nth(CLOSELY).is_none() && !self.is_known(text) {
            around::listed(text, &|text: &str| self.ends(text))
        } else {
            None
        };
        if parted.is_some() {
            self.dare(Liberty::Shortened);
        }
        let text = parted.as_deref().unwrap_or(text);
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

    /// Reads a text that is too long to be analysed: as a whole, and each part between separators
    /// that is short enough for a name. Returns the number of parts.
    pub(super) fn coarsely(&mut self, text: &str, tie: Tie) -> usize {
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

    /// Reads one organization with the text around it.
    pub(super) fn piece(&mut self, piece: &str, tie: Tie, depth: usize) {
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
        let years = dated(text).filter(|_| !self.is_known(text));
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
            if let Some(rest) = before(text)
                && !self.is_known(text)
            {
                self.dare(Liberty::Former);
                self.former(rest, None, depth);
                return;
            }
        }
        self.surrounded(text, tie, depth);
    }

    /// Reads a name with words before or after it that are not part of it.
    fn surrounded(&mut self, text: &str, tie: Tie, depth: usize) {
        if depth == 0 || self.is_known(text) {
            self.bracketed(text, tie, depth);
            return;
        }
        if let Some((remark, rest)) = around::led_by_bracket(text)
            && self.ends(rest)
            && is_remark(&plain(remark))
        {
            // （原）甲公司 means the same as 甲公司（原）.
            self.bracketed(&format!("{rest}（{remark}）"), tie, depth - 1);
            return;
        }
        if let Some((rest, lead)) = around::without_lead(text, &|text: &str| self.is_known(text)) {
            if lead == Lead::Before && self.role == Role::Employer {
                self.dare(Liberty::Former);
                self.former(rest, None, depth);
            } else {
                self.dare(Liberty::Shortened);
                self.piece(rest, tie, depth - 1);
            }
            return;
        }
        let joint = unmarked(text).is_some() || text.contains("联合") && text.ends_with("申报");
        if !joint && let Some(rest) = around::without_tail(text, &|text: &str| self.ends(text)) {
            self.dare(Liberty::Shortened);
            self.piece(rest, tie, depth - 1);
            return;
        }
        self.bracketed(text, tie, depth);
    }

    pub(super) fn former(&mut self, text: &str, year: Option<i32>, depth: usize) {
        let text = before(text).unwrap_or(text).trim();
        if depth > 0 {
            self.stated = true;
            self.bracketed(text, Tie::Former(year), depth - 1);
        }
    }

    pub(super) fn again(&mut self, text: &str, depth: usize) {
        if depth > 0 && self.organizations.nobody(text).is_none() {
            self.bracketed(text.trim(), Tie::Present, depth - 1);
        } else {
            self.stated = true;
        }
    }

    /// Reads 甲公司与乙公司, with or without 联合申报 after it.
    pub(super) fn conjoined(&mut self, text: &str, tie: Tie, depth: usize) {
        let bare = unmarked(text);
        let joint = bare.is_some() || text.contains("联合") && text.ends_with("申报");
        let text = bare.unwrap_or(text);
        let known = self.is_known(text);
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

    /// Adds the organization itself and those it is a department of.
    pub(super) fn departments(&mut self, text: &str, tie: Tie) {
        let heads = self.heads(text);
        let sure = heads.iter().all(|head| head.sure) && heads.len() == 1;
        if !heads.is_empty() {
            self.dare(if sure {
                Liberty::Shortened
            } else {
                Liberty::Unsure
            });
        }
        // An applicant that is a team or a works is also an organization of its own.
        if !sure || self.role == Role::Party {
            self.add(text, tie);
        }
        for head in heads {
            self.add(&head.name, tie);
        }
    }

    pub(super) fn add(&mut self, name: &str, tie: Tie) {
        let name = name.trim();
        let key = self.organizations.key(name);
        if key.is_empty() {
            return;
        }
        let name = name.to_owned();
        if let Some(at) = self.at.get(&key) {
            // Present employment takes precedence over a former one.
            let known = &mut self.named[*at];
            known.tie = known.tie.min(tie);
        } else {
            self.at.insert(key.clone(), self.named.len());
            self.named.push(Named { name, key, tie });
        }
    }
}

/// Whether a remark may also follow a name without brackets.
fn is_remark(folded: &str) -> bool {
    let lists = [ENDED, AGAIN, ONCE, BEFORE];
    is_role(folded) || lists.iter().any(|list| list.contains(&folded))
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

/// The text without 联合申报 at its end; `None` where it has none.
pub(super) fn unmarked(text: &str) -> Option<&str> {
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
