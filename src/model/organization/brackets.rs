//! Brackets after a name: a remark, a post, a former name, further applicants.

use super::nobody::Nobody;
use super::phrases::{AGAIN, ALSO, JOINT, ONCE, RENAMED, UNTOLD, is_role};
use super::reader::{Reader, unmarked};
use super::reading::{Liberty, Role, Tie};
use super::split::bracket;
use super::tenure::{Ended, before, ended, year_in};
use super::{split, suffix};
use crate::model::words::plain;

impl Reader<'_> {
    /// Removes brackets from the end as long as they are remarks.
    pub(super) fn bracketed(&mut self, text: &str, tie: Tie, depth: usize) {
        let Some((head, inner)) = bracket(text).filter(|(head, _)| !head.is_empty()) else {
            self.conjoined(text, tie, depth);
            return;
        };
        if depth == 0 || self.is_known(text) {
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
        } else if ONCE.contains(&folded) && self.role == Role::Employer {
            self.dare(Liberty::Former);
            self.former(head, None, depth);
        } else if self.organizations.nobody(inner) == Some(Nobody::Blank)
            || is_role(folded)
            || ONCE.contains(&folded)
            || self.role == Role::Party && is_tenure(inner, folded)
        {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
        } else if self.role == Role::Employer && AGAIN.iter().any(|word| folded.contains(word)) {
            self.dare(Liberty::Shortened);
            self.again(head, depth);
        } else if let Some(rest) = rest_of(RENAMED) {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
            self.list(&rest, tie, depth - 1);
        } else if self.role == Role::Employer && ended(inner).is_some() {
            let year = year_in(folded);
            self.dare(Liberty::Former);
            self.stated = true;
            match ended(inner) {
                // 退休（原…） has no name before the bracket; here the bracket may name the employer.
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
            // 甲公司（原总工程师）: the post ended, not necessarily the employment.
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
        } else if let Some(rest) = rest_of(ALSO) {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
            self.list(&rest, tie, depth - 1);
        } else if let Some(rest) = rest_of(JOINT).filter(|rest| rest.chars().count() >= 2) {
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
            // 示例大学（丙公司独立董事）: a second organization, whatever the post.
            self.dare(Liberty::Unsure);
            self.piece(head, tie, depth - 1);
            for other in others {
                self.piece(&other, tie, depth - 1);
            }
        } else if suffix::part(folded) || suffix::post(folded) {
            self.dare(Liberty::Shortened);
            self.piece(head, tie, depth - 1);
        } else if suffix::strong(folded) || self.is_known(inner) {
            // A second organization, an owner, another name: count all of them.
            self.dare(Liberty::Unsure);
            self.add(text, tie);
            self.piece(head, tie, depth - 1);
            self.list(inner, tie, depth - 1);
        } else if (suffix::strong(&plain(head)) || self.is_known(head)) && !is_where(folded) {
            // Whatever the remark says, the name before it counts as well.
            self.dare(Liberty::Unsure);
            self.add(text, tie);
            self.piece(head, tie, depth - 1);
        } else {
            self.departments(text, tie);
        }
    }

    /// The parts of a remark that name another organization with a post or department of it; an
    /// institute or a works counts only if the season has it.
    fn others(&self, remark: &str) -> Vec<String> {
        let own = |name: &str| {
            let folded = plain(name);
            let generic = ["集团", "总公司", "分公司", "子公司", "母公司", "本公司"];
            let vague = suffix::weak(&folded)
                || suffix::is_form(&folded)
                || generic.iter().any(|word| folded == *word);
            !vague || self.is_known(name)
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
}

/// Whether a remark is about a person's employment, which is irrelevant for an applicant.
fn is_tenure(remark: &str, folded: &str) -> bool {
    AGAIN.iter().any(|word| folded.contains(word)) || ended(remark).is_some()
}

/// Whether a remark is a place: universities of one name exist in several cities.
fn is_where(folded: &str) -> bool {
    const PARTS: [&str; 15] = [
        "中国",
        "全国",
        "华东",
        "华北",
        "华南",
        "华中",
        "东北",
        "西北",
        "西南",
        "东南",
        "长三角",
        "珠三角",
        "大湾区",
        "亚太",
        "亚洲",
    ];
    PARTS.contains(&folded) || crate::model::region::is_place(folded)
}
