//! Output for the office: the workbook, the printable page and the summary on the terminal. All
//! three show the same figures, derived once in [`Story`], in either language.

pub mod changes;
mod chart;
mod exchange;
mod figures;
mod guide;
mod key_figures;
mod opening;
pub mod page;
pub mod papers;
mod rules;
mod story;
pub mod summary;
pub mod text_table;
mod verdict;
mod words;
pub mod workbook;

pub use figures::{
    ConflictRow, Figures, GroupFigures, Handling, Recused, Requirement, ReviewFigures, Role,
    Scored, Seat, Supply, Totals,
};
pub use story::{CoursePoint, Story};
pub use verdict::sentences as proven_sentences;
use words::title;
pub use words::{edition_of, lacking};
