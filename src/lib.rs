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
//! # The model
//! Experts `e`, submissions `s`, groups `g`: `y(e,g)` says who sits where, `z(s,g)` which group
//! holds what, `r(e,s)` who reviews what. Every submission is in one group, nobody sits twice, and
//! `r(e,s) + z(s,g) <= 1 + y(e,g)` ties reviews to seats. Sizes, loads, caps, conflicts, pins and
//! leaders are hard rules ([`constraint`], one file each); coverage is counted. Fewest shortfalls
//! come first, then the highest total of `score(e,s) r(e,s)` (or the highest worst submission),
//! then even loads. [`formulation`] states this as an integer program and says how it is solved;
//! [`solve`] finds the grouping by moves and exact steps and proves limits beside them.
//!
//! # Map of the modules
//! Arrows run one way: `cli → (solve, report, format) → formulation → constraint → instance →
//! (conflict, affinity) → model → taxonomy`. [`checker`] stands apart: it reads a season and a
//! plan, trusts nobody, and uses nothing of the solver.
//!
//! - What is given: [`model`], [`taxonomy`], [`mod@format`] (tables, encodings, problems),
//!   [`reference`](mod@reference) (who is meant by an id or a name), [`generate`].
//! - What follows from it: [`conflict`] (evidence), [`affinity`] (scores), [`instance`] (all of it
//!   as numbers), [`screening`] (form check), [`calendar`] (working days).
//! - Deciding: [`constraint`], [`formulation`], [`solve`], [`transport`], [`replan`], [`defence`]
//!   (second round), [`draw`] (lots), [`assign`] (without groups).
//! - Judging: [`checker`], [`baseline`] and [`mod@bench`], [`stress`], [`shortage`], [`scoring`].
//! - Telling: [`plan`], [`report`], [`explain`], [`recommend`], [`difference`], [`history`],
//!   [`sheets`], [`objection`], [`outcome`], [`export`], [`status`], [`text`] (both languages),
//!   [`cli`].
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
pub mod reference;
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
