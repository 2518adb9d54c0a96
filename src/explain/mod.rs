//! Explains every seat and every review of a plan: why it is so, why not otherwise, which rule
//! forbids an alternative, and the smallest change of that rule that would permit it.
//!
//! Everything is computed from the plan as it is, group by group: reviews are chosen again within
//! the groups concerned by the code of the search, and nothing else moves. Documents contain the
//! figures, and sentences in both languages.

mod absence;
pub(crate) mod demand;
mod expert;
mod group;
mod moves;
mod obstacle;
mod pair;
mod place;
pub mod recommend;
pub mod shortage;
mod shortfall;
mod standing;
pub mod stress;
mod submission;
pub(crate) mod words;
mod worth;

pub use absence::{Absence, Instead};
pub use expert::{ExpertExplanation, LeaderCandidate, Role, expert};
pub use group::{GroupExplanation, MemberPart, group};
pub use moves::{Effect, join, leave, of_office, of_review};
pub use obstacle::{Obstacle, Vacancy, knows, leader_of, to_hold, to_leave, to_review_all};
pub use pair::{PairExplanation, pair};
pub(crate) use place::balance;
pub use place::{Exchange, best, exchange};
pub use shortfall::{ShortfallExplanation, explain as shortfall};
pub(crate) use standing::pins_of;
pub use standing::{Standing, StandingError, season_of};
pub use submission::{OtherGroup, Reviewer, SubmissionExplanation, submission};
pub use worth::{Change, GroupWorth, Requirement};
