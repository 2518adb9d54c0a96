//! Reading and writing files: a season's tables (CSV and XLSX in every encoding that offices
//! use), rules, plans. All problems of all tables are found at once, each a
//! [`Problem`](crate::model::Problem) with a stable [`ProblemCode`], in both languages.
#![doc = ""]
#![doc = include_str!("CODES.md")]

mod answers;
mod applications;
mod aside;
mod biff;
mod book;
mod catalog;
mod choice;
mod code;
mod columns;
mod content;
mod csv;
mod encoding;
mod experts;
mod facts;
mod fault;
mod findings;
mod folder;
mod grid;
mod groups;
mod header;
mod headers;
mod holidays;
mod ids;
mod judged;
mod kinds;
mod leftover;
mod manual;
mod meant;
mod merged;
mod nearest;
mod package;
mod package_ods;
mod package_xlsb;
mod package_xlsx;
mod periods;
mod pins;
mod plan;
mod private;
mod provisional;
mod recognise;
mod references;
mod relation_ends;
mod relation_words;
mod relations;
mod rules;
mod scores;
mod screening;
mod season;
mod shape;
mod shortlist;
mod source;
mod submissions;
mod synonyms;
mod table;
mod taxa;
mod taxonomies;
mod values;
mod withdrawn;

pub(crate) use book::harmless;
pub use code::ProblemCode;
pub use findings::Problems;
pub(crate) use folder::{open_plain, ordinary};
pub(crate) use holidays::parse as parse_date;
pub use holidays::{built_in_holidays, read_holidays, season_holidays};
pub use manual::read_manual;
pub use plan::read_plan;
pub use provisional::is_provisional;
pub use season::{Loaded, LoadedApplications, check_season, read_applications, read_season};
pub use shortlist::{read_proposed, read_shortlist};
pub(crate) use taxa::{Spoken, Vocabulary, vocabulary};
pub use withdrawn::read_withdrawn;
