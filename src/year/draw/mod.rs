//! Drawing a committee by lot, in a way that anybody can reproduce.
//!
//! # Which committees
//! The solver returns a plan, the *structure*. Its groups keep their submissions. A committee, that
//! is, who sits in which group and (if requested) who chairs, **may be drawn** if it
//!
//! 1. keeps all hard rules;
//! 2. has in every group no more coverage shortfalls than the structure, at least `1 - x` of its
//!    total score, and a review for every member; under `maxmin` every submission also keeps
//!    `1 - x` of the structure's worst.
//!
//! A group's reviews are not drawn: they are determined by its members, as the reviewers with the
//! fewest shortfalls and then the highest score within their loads, so that members can change
//! without taking over each other's reviews. The structure's own groups keep its reviews.
//!
//! # The random walk
//! Let `C` be the set of these committees. A walk starts at the structure. Each step draws a pair
//! of a place and an expert who may hold it, uniformly, and exchanges the places of the holder and
//! the expert (who may have none) if the result is in `C`; otherwise it stays. The reverse of a
//! step is drawn with the same probability, so the proposal is symmetric and the walk is reversible
//! with respect to the uniform distribution (Metropolis et al. 1953, with acceptance 0 or 1). Since
//! it may also stay, its distribution converges to **the uniform one over all committees of `C`
//! that are connected with the structure by exchanges**.
//!
//! After an initial stretch, a committee is recorded every fixed number of steps: the *urn*. One of
//! its plans is drawn uniformly. Each expert's chance is then a simple fraction that can be counted
//! from the list.
//!
//! # Limits
//! Committees that single exchanges cannot reach are not drawn. After finitely many steps the
//! distribution is close to the uniform one, not equal to it. The protocol reports how similar
//! plans are that are close together and far apart in the urn, which reveals a walk that is too
//! short. Uniform over committees is not uniform over experts: versatile experts are in more of
//! them, and experts without a possible replacement are in all of them. There are many more
//! committees near the limit than near the optimum, so a draw within `x` usually loses a large part
//! of `x`.
//!
//! # A cap on chances
//! With a cap `p` on an urn of `k` plans no expert may be in more than `floor(p k)` of them. Plans
//! with experts above that number are walked on, accepting only steps that do not bring in an
//! expert above it for one who is not, until they contain none or the steps are used up. The
//! marginal chances are then at most `p` exactly, by counting, as in the randomised assignments of
//! Jecmen et al. (NeurIPS 2020); experts for whom this failed are listed. The plans are then no
//! longer uniform.
//!
//! # Refusals
//! An expert who was drawn and refuses is replaced after the draw, in the given order: uniformly by
//! one of the experts without a place with whom the committee is in `C`, which is the uniform
//! distribution over `C` given all other members. If there is none, the group's bar becomes `1 - x`
//! of what the best replacement reaches. No other seat changes.
//!
//! # Numbers, seed and commitment
//! Numbers are SHA-256 in counter mode, truncated to 64 bits; values beyond the largest multiple of
//! the range are rejected. The key is `SHA-256("empanel/draw@2\n" seed "\n" inputs "\n")`, where
//! `inputs` is the hash of all tables, the structure and the options. All sums are integers, so
//! every machine draws the same. A secret seed is committed to by publishing
//! `SHA-256("empanel/commitment@1\n" seed "\n")` before, and revealed afterwards. A commitment
//! alone does not prevent trying seeds before committing; combining the secret with a public number
//! that is fixed after the commitment (such as that of a lottery) does.
//!
//! The cost of a step is linear in the submissions of the groups concerned; reviews are assigned
//! only for exchanges that may succeed.

mod bar;
mod commit;
mod committee;
mod inputs;
mod lot;
mod lottery;
mod names;
mod optimistic_bound;
mod problems;
mod protocol;
mod record;
mod redraw;
mod standing;
mod urn;
mod walk;

pub use commit::{Commitment, Secret, commitment_check, commitment_of};
pub use inputs::{Inputs, Options, tables_hash};
pub use lot::Lot;
pub use lottery::draw;
pub use protocol::{Facts, Record, document, protocol};
pub use record::{Ask, Ball, Chance, Counts, Drawn, Lots, PLANS, Redraw, Ticket};
pub use urn::Course;
