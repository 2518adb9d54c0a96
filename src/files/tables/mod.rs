//! Reading and writing files: a season's tables (CSV and XLSX in every encoding that offices use),
//! rules, plans. All problems of all tables are found in one run, each a
//! [`Problem`](crate::model::Problem) with a stable [`ProblemCode`], in both languages.
#![doc = ""]
#![doc = include_str!("CODES.md")]

mod append;
mod applications;
mod code;
mod contacts;
mod container;
mod experts;
mod findings;
mod folder;
mod groups;
mod headers;
mod holidays;
mod ids;
pub mod import;
mod judged;
mod manual;
mod meant;
mod mix;
mod nearest;
mod origin;
mod pins;
mod plan;
mod private;
mod provisional;
mod references;
mod relation_ends;
mod relation_words;
mod relations;
mod rules;
mod scores;
mod screening;
mod season;
mod sheet;
mod shortlist;
mod submissions;
mod synonyms;
mod taxa;
mod taxonomies;
mod templates;
mod tiers;
mod vocabulary;
mod wishes;
mod withdrawn;

pub use append::{Unadded, add_row};
pub use code::ProblemCode;
pub use contacts::read_contacts;
pub(crate) use container::book::facts;
pub(crate) use container::facts::{Area, Facts, cell_name};
pub use findings::Problems;
pub(crate) use folder::plain::{open_plain, read_plain};
pub(crate) use holidays::parse as parse_date;
pub use holidays::{built_in_holidays, read_holidays, season_holidays};
pub use manual::read_manual;
pub use nearest::nearest_value;
pub use plan::read_plan;
pub use provisional::is_provisional;
pub(crate) use rules::{edit_rules, read_rules};
pub use season::{Loaded, LoadedApplications, check_season, read_applications, read_season};
pub(crate) use sheet::aside_words::is_below;
pub use shortlist::{Proposed, read_proposed, read_shortlist};
pub(crate) use taxa::Spoken;
pub use templates::read_templates;
pub(crate) use vocabulary::{Vocabulary, vocabulary};
pub use withdrawn::read_withdrawn;
