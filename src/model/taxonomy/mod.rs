//! Industries (GB/T 4754-2017) and quality domains: codes, names, and how much two codes share.

mod domain;
mod industry;
mod leading_zero;
mod lexicon;
mod table;
mod words;

pub use domain::{DomainCode, DomainSkill, DomainTaxonomy};
pub use industry::{IndustryCode, IndustryTaxonomy};
pub(crate) use leading_zero::{extra_zero, lost_zero};
pub(crate) use lexicon::{Item, LEVELS, Lexicon, Reading, Taxonomy};
pub use table::{TaxonomyError, TaxonomyRow};
pub use words::{Word, WordKind, Words};
pub(crate) use words::{codes as word_codes, loose};
