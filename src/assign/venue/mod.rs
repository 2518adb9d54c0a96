//! Files of the systems in which conferences review: what OpenReview's matcher reads and writes, and
//! what HotCRP exports and takes back.
//!
//! OpenReview's files have no header and three columns: paper, user, and a score or a constraint
//! (-1 conflict, 1 must review, 0 nothing); a file of loads has two, user and number. HotCRP's have a
//! header: `paper` or `pid`, `email`, and what is asked for: `preference`, `topic_score` or `score` where
//! scores are, `conflict`, `conflicttype` or `action` where constraints are. One export may serve as
//! both. Files with and without a header may be mixed: a file's first line says which it is.

mod constraint;
mod read;
mod rows;
mod words;
mod write;

pub use read::{Defaults, Venue, VenueFiles};
pub use words::{in_options, problem_in_options};
pub use write::{ByPaper, Scored, alternates, assignments, bulk_assignment};
