//! Files of the systems in which conferences review: what OpenReview's matcher reads and writes, and
//! what HotCRP exports and takes back.
//!
//! OpenReview's files have no header and three columns: paper, user, and a score or a constraint
//! (-1 conflict, 1 must review, 0 nothing); a file of loads has two, user and number. HotCRP's have a
//! header: `paper` or `pid`, `email`, and `preference`, `topic_score`, `score`, a conflict type or an
//! action. Both may be mixed: a file's first line says which it is.

mod read;
mod rows;
mod write;

pub use read::{Defaults, Venue, VenueFiles};
pub use write::{alternates, assignments, bulk_assignment};
