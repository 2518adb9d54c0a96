//! The result of reading a cell that names organizations.

use super::OrganizationKey;
use super::nobody::Nobody;

/// The kind of column the cell is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Where somebody works or worked.
    Employer,
    /// Applicants, recommending units and ends of relations.
    Party,
}

/// How a person is tied to an employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Works there.
    Present,
    /// Worked there, until this year if the cell gives one.
    Former(Option<i32>),
}

/// One organization that a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name as written, without departments, posts and remarks.
    pub name: String,
    /// Normalised form that identifies it.
    pub key: OrganizationKey,
    /// Tie of a person with this cell; always present for applicants, recommenders and relations.
    pub tie: Tie,
}

/// How far a reading goes beyond the plain text, from most to least certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Liberty {
    /// One name or none, as written or with a remark such as （总部）.
    None,
    /// Several organizations.
    Several,
    /// A department, a post or a remark was removed.
    Shortened,
    /// An employer was read as a former one.
    Former,
    /// One organization or several, a part or a whole: all possibilities count.
    Unsure,
}

/// The organizations a cell names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The organizations without repeats, in the order of the cell.
    pub named: Vec<Named>,
    /// Why no present organization is named; `None` if one is.
    pub nobody: Option<Nobody>,
    /// How certain the reading is; anything beyond the plain text is reported.
    pub liberty: Liberty,
}

impl Reading {
    /// Keys of the present organizations: employers, or applicants.
    pub fn present(&self) -> impl Iterator<Item = &OrganizationKey> {
        let present = self.named.iter().filter(|named| named.tie == Tie::Present);
        present.map(|named| &named.key)
    }
}
