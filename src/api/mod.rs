//! The door: a season is read, a committee formed, checked, formed again, explained and written.
//!
//! Everything that a program of one's own needs is a method of [`Season`] or of what it returns;
//! the names are also available at the root of the crate. Nothing here prints, and no file is read
//! or written but where a method's name says so, so that a long-lived process can hold a season,
//! form in a thread, ask and try changes. All values are `Send` and `Sync`.
//!
//! [`Instance`](crate::Instance) is the door of the pairwise form: scores in, assignment out.

mod edit;
mod error;
mod explain;
mod form;
mod rerun;
mod season;
pub(crate) mod write;

pub use edit::Edited;
pub use error::Error;
pub use explain::Explain;
pub use form::{FormOptions, Formed};
pub use rerun::{Reran, Rerun};
pub use season::{Season, read, read_all, read_plan, read_with_rules};
pub use write::WriteOptions;
