//! Suitability of experts for submissions: score terms, coverage, and sparse candidate lists
//! created in parallel with an inverted index (contract, section 2).

mod candidates;
mod explanation;
mod external;
mod index;
mod packed;
mod profile;
mod score;
mod stream;
mod table;
mod wish;

pub use candidates::Candidate;
pub use explanation::{DomainMatch, Explanation, IndustryMatch, WishPart};
pub use external::ScoreTableError;
pub use score::Terms;
pub use stream::CandidateStream;
pub use table::Affinity;
