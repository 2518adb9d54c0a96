//! What a cell says about organizations, as a value.

use super::OrganizationKey;
use super::nobody::Nobody;

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
