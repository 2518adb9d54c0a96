//! What experts know of submissions: score terms, coverage, and sparse candidate lists made in
//! parallel through an inverted index (contract, section 2).

mod candidates;
mod explanation;
mod external;
mod index;
mod profile;
mod score;
mod table;
mod wish;

pub use candidates::Candidate;
pub use explanation::{DomainMatch, Explanation, IndustryMatch, WishPart};
pub use external::ScoreTableError;
pub use score::Terms;
pub use table::Affinity;
