//! The season as validated plain values: experts, submissions, relations, pins, themes, rules.
//! Nothing here reads files or solves.

mod application;
mod builder;
pub mod calendar;
mod contacts;
pub mod difference;
mod employment;
mod expert;
mod index;
mod judged;
mod organization;
mod part;
mod pin;
mod place;
pub mod plan;
mod problem;
pub mod reference;
mod region;
mod relation;
mod rule;
mod scores;
mod season;
pub mod second_round;
pub mod settings;
mod settle;
mod submission;
pub mod taxonomy;
mod theme;
mod wish;
mod withdrawal;
pub mod words;

pub use application::{Answer, Application, Applications, Condition, Recommender};
pub use builder::SeasonBuilder;
pub use contacts::Contacts;
pub use employment::Employment;
pub use expert::Expert;
pub use index::{ExpertIndex, SubmissionIndex};
pub use judged::{JudgedEnd, Judgements, Verdict};
pub use organization::{
    Liberty, Named, Nobody, OrganizationKey, Organizations, Reading, Role, Tie,
};
pub use part::Part;
pub use pin::{Pin, PinKind, PinObject, PinSubject};
pub use place::Place;
pub use problem::{Problem, Severity};
pub use region::{RegionDoubt, Regions};
pub use relation::{Party, Relation, RelationKind};
pub use rule::Rule;
pub use scores::ScoreTable;
pub use season::{InputFile, RULES_FILE, Season};
pub use settings::{
    AcademicPolicy, Amount, AwardRules, BalanceRules, ConflictPolicy, ConflictRules, CoverageRules,
    DefenceRules, GroupRules, MOST_MIX_LIMITS, MixRule, MixScope, Objective, ReviewRules, Rules,
    ScoreRules, ScoringRules, ScreenPolicy, ScreenRules, SolveRules,
};
pub use submission::Submission;
pub use theme::Theme;
pub use wish::{STRONGEST_WISH, Wish, Wishes};
pub use withdrawal::{LeftAt, Withdrawal};
