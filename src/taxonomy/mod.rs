//! Industries (GB/T 4754-2017) and quality domains: codes, names, and how much two codes share.

mod domain;
mod industry;
mod table;

pub use domain::{DomainCode, DomainSkill, DomainTaxonomy};
pub use industry::{IndustryCode, IndustryTaxonomy};
pub use table::{TaxonomyError, TaxonomyRow};
