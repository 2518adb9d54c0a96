//! **empanel** forms review committees: from a pool of experts and a season's submissions it
//! seats professional groups, gives every submission to one group and to its reviewers, free of
//! conflicts of interest, and covers each submission's industry and domains.
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
//! # Map of the modules
//! Arrows run one way: `cli → (solve, report, format) → formulation → constraint → instance →
//! (conflict, affinity) → model → taxonomy`. [`checker`] stands apart: it reads a season and a
//! plan, trusts nobody, and uses nothing of the solver.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod affinity;
pub mod assign;
pub mod baseline;
pub mod bench;
pub mod calendar;
pub mod checker;
pub mod cli;
pub mod conflict;
pub mod constraint;
pub mod defence;
pub mod difference;
pub mod draw;
pub mod explain;
pub mod export;
pub mod format;
pub mod formulation;
pub mod generate;
pub mod history;
pub mod instance;
pub mod model;
pub mod objection;
pub mod outcome;
pub mod plan;
pub mod recommend;
pub mod replan;
pub mod report;
pub mod scoring;
pub mod screening;
pub mod sheets;
pub mod shortage;
pub mod solve;
pub mod status;
pub mod stress;
pub mod taxonomy;
pub mod text;
pub mod transport;
