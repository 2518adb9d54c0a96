//! What a cell says about organizations: which ones, how the person is tied to them, and what of
//! it a person should see.

use super::nobody::Nobody;
use super::reader::{DEPTH, Reader};
use super::{OrganizationKey, Organizations};
use crate::model::words::is_unseen;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// In which column the organizations stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// The cell is one name, or none, as it is, or with a remark such as （总部）.
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

impl Organizations {
    /// Reads a cell that names organizations. Linear in the length of the cell: what is longer than
    /// any name is divided at separators and taken as it is.
    pub fn read(&self, cell: &str, role: Role) -> Reading {
        (self.readings).of(cell, role, || self.read_with(cell, role, None))
    }

    /// Reads a cell as [`Organizations::read`] would if no other cell were like it.
    pub(crate) fn read_as_stranger(&self, cell: &str, role: Role) -> Reading {
        self.read_with(cell, role, Some(super::normalise(cell)))
    }

    fn read_with(&self, cell: &str, role: Role, stranger: Option<String>) -> Reading {
        let text: String = cell.chars().filter(|c| !is_unseen(*c)).collect();
        let text = text.trim();
        let mut reader = Reader {
            organizations: self,
            role,
            stranger,
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

#[cfg(test)]
#[path = "cell_tests.rs"]
mod tests;
