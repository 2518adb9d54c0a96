//! Conflicts of interest: a graph of people, organizations and submissions whose edges are the
//! facts of the tables, and the policies that derive conflicts from it.
//!
//! Every conflict includes the shortest path of facts that proves it: "E012 李某 任职于 甲研究院
//! （experts.xlsx,第 12 行） → 乙集团 控股 甲研究院 … → 丙公司 申报 S031 …". Possible conflicts are listed
//! separately, as [`Suspicion`]s, and never enforced.

mod blocked;
mod dot;
mod fact;
mod find;
mod graph;
mod kind;
pub(crate) mod look_alike;
mod policy;
mod proven;
mod search;
mod suspicion;
mod table;
mod view;

pub use blocked::Blocked;
pub use dot::dot;
pub use fact::{Fact, say_path};
pub use graph::{ConflictGraph, Link, LinkKind, Node};
pub use kind::{ConflictKind, ConflictSeverity};
pub use proven::{Conflict, KinPair};
pub use suspicion::{SUSPICIONS_PER_KIND, Suspicion, SuspicionKind};
pub use table::Conflicts;
pub use view::{ConflictView, ConflictsView, KinView, Subject, SuspicionView};
