//! **empanel** forms review committees: from a pool of experts and a season's submissions it
//! seats professional groups, gives every submission to one group and to its reviewers, free of
//! conflicts of interest, and covers each submission's industry and domains.
//!
//! # In ten lines
//! ```
//! use empanel::{FormOptions, Rerun, WriteOptions};
//!
//! let season = empanel::read("data/toy")?;
//! let formed = season.form(&FormOptions { seconds: 10.0, seed: 7, ..Default::default() })?;
//! formed.check()?; // the independent judge
//! assert_eq!(Some(formed.value()), formed.bound()); // proven: nothing better exists
//! let later = season.rerun(&formed.plan, &Rerun::default())?;
//! println!("{} people to tell", later.changes());
//! println!("{}", season.explain(&later.plan)?.pair("E003", "S002")?.sentences[0].en);
//! # let folder = tempfile::tempdir()?;
//! # let out = folder.path();
//! later.write(out, &WriteOptions::default())?; // plan.json with its history, and what shows it
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//! Without groups, in memory: [`Instance::from_scores`].
//!
//! # Vocabulary
//! - **season**: one folder of tables, read into a [`model::Season`].
//! - **expert**, **submission**: who reviews and what is reviewed.
//! - **group** (panel, 专业组): members with one leader, and the submissions they review.
//! - **conflict of interest**: *bar* keeps an expert out of the group that holds the submission;
//!   *recuse* keeps the expert from reviewing it.
//! - **coverage**: the industry and domains of a submission that its reviewers know; what is
//!   missing is a counted **shortfall**.
//! - **plan**: the committee, its groups and reviews, as `plan.json` holds it.
//! - **bound**, **gap**, **incumbent**: a proven upper limit, the distance to it, the best plan so far.
//!
//! # The model
//! Experts `e`, submissions `s`, groups `g`: `y(e,g)` says who sits where, `z(s,g)` which group
//! holds what, `r(e,s)` who reviews what. Every submission is in one group, nobody sits twice, and
//! `r(e,s) + z(s,g) <= 1 + y(e,g)` ties reviews to seats. Sizes, loads, caps, conflicts, pins and
//! leaders are hard rules ([`solve::rule`], one file each); coverage is counted. Fewest shortfalls
//! come first, then the highest total of `score(e,s) r(e,s)` (or the highest worst submission),
//! then even loads. [`solve::program`] states this as an integer program and says how it is solved;
//! [`solve`] finds the grouping by moves and exact steps, and proves bounds for it.
//!
//! # Wings
//! Dependencies run one way; `tests/arrows.rs` checks them.
//!
//! | wing | contents | uses |
//! |---|---|---|
//! | [`model`] | plain values: season, rules, plan, differences, taxonomies, calendar, words | |
//! | [`suitability`] | scores and conflicts of interest between experts and submissions | model |
//! | [`files`] | tables and plans from bytes; the history of a plan | model |
//! | [`flow`] | transport and network simplex | |
//! | [`checker`] | the independent judge | model |
//! | [`solve`] | season to plan: rules, search, bounds, integer programs, reruns | suitability, flow |
//! | [`assign`] | the pairwise form, without groups | solve, flow, files |
//! | [`explain`] | questions about a plan or a season | solve |
//! | [`lab`] | generated seasons, baselines, measurements | solve, checker, assign |
//! | [`year`] | the office's year: form check, sheets, defence, draw, results | explain, files |
//! | [`report`] | output for people: workbook, page, letters | year |
//! | [`api`] | the public interface for other programs | all of these |
//! | `window` | the year in a browser, on this machine alone (feature `window`) | api and all below |
//! | [`cli`] | arguments in, exit code out | all |
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod api;
pub mod assign;
pub mod checker;
pub mod cli;
pub mod explain;
pub mod files;
pub mod flow;
pub mod lab;
pub mod model;
pub mod report;
pub mod solve;
pub mod suitability;
#[cfg(feature = "window")]
pub mod window;
pub mod year;

pub use api::{
    Answers, Edited, Error, Explain, FormOptions, Formed, Import, Named, PaperSet, PapersOptions,
    Parts, Reran, Rerun, Season, WriteOptions, import, read, read_all, read_plan, read_with_rules,
};
pub use assign::Instance;
pub use model::Objective;
pub use model::words::Lang;
pub use solve::rerun::Edit;
