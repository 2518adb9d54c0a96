//! The public interface: read a season; form, check, rerun, explain and write a committee.
//!
//! Everything is a method of [`Season`] or of a value it returns; the names are also available at
//! the root of the crate. Nothing here prints, and only methods whose names say so read or write
//! files, so a long-running process can hold a season, form in a thread, ask questions and try
//! changes. All values are `Send` and `Sync`.
//!
//! [`Instance`](crate::Instance) is the entry point of the pairwise form: scores in, assignment
//! out.

pub(crate) mod draw;
mod edit;
mod error;
mod explain;
mod form;
mod import;
mod merge;
pub(crate) mod objection;
mod papers;
mod part;
pub(crate) mod publicity;
mod rerun;
pub(crate) mod results;
mod rules;
mod season;
pub(crate) mod write;

pub use crate::files::tables::import::{
    Answers, Certainty, Choice, ColumnPlan, ImportPlan, Item, Kept, Question, SheetPlan,
};
pub use edit::Edited;
pub use error::Error;
pub use explain::Explain;
pub use form::{EXCHANGE, FormOptions, Formed};
pub use import::{Import, import};
pub use papers::{PaperSet, PapersOptions};
pub use part::{Named, Parts};
pub use rerun::{Reran, Rerun};
pub use rules::RulesText;
pub use season::{Season, read, read_all, read_plan, read_with_rules};
pub(crate) use season::{plan_by_hand, plan_of, read_plan_with_problems};
pub use write::WriteOptions;
