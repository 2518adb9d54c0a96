//! Which organizations a cell names, how the person is tied to them, and what a person should
//! verify.

use super::Organizations;
use super::nobody::Nobody;
use super::reader::{DEPTH, Reader};
use super::reading::{Liberty, Named, Reading, Role, Tie};
use crate::model::words::is_unseen;
use std::cell::RefCell;
use std::collections::BTreeMap;

impl Organizations {
    /// Reads a cell that names organizations. Linear in the length of the cell: text longer than
    /// any name is split at separators and not examined further.
    pub fn read(&self, cell: &str, role: Role) -> Reading {
        self.readings[role as usize].of(cell, || self.read_with(cell, role, None))
    }

    /// Reads a cell as [`Organizations::read`] would if no other cell had the same text.
    pub(crate) fn read_as_stranger(&self, cell: &str, role: Role) -> Reading {
        self.read_with(cell, role, Some(self.normal(cell)))
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
            // 无（退休） names no organization.
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
