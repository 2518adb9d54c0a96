//! A committee by lot, drawn so that anybody can draw it again.
//!
//! # What is drawn from
//! The solver gives a plan, the *structure*. Its groups keep their submissions. A committee, that
//! is who sits in which group and (where that is asked) who chairs, **may be drawn** when it
//!
//! 1. keeps all hard rules;
//! 2. has in every group no more coverage shortfalls than the structure, at least `1 - x` of its
//!    total score, and a review for every member; under `maxmin` every submission also keeps
//!    `1 - x` of the structure's worst.
//!
//! A group's reviews are no part of the choice: they are a function of its members, the reviewers
//! with fewest shortfalls and then the highest score within their loads, so that people may change
//! without taking over each other's reviews. The structure's own groups keep its reviews.
//!
//! # How it is drawn
//! `C` being the set of these committees, a walk starts at the structure. A step draws a pair of a
//! place and an expert who may have it, each pair with the same chance, and lets the holder and
//! the expert exchange their places (the expert may have none) if the result is in `C`; else it
//! stays. The pair that undoes a step is as likely as the pair that made it, so the step is
//! symmetric, the walk is reversible with respect to the uniform distribution (Metropolis et al.
//! 1953, with acceptance 0 or 1), and since it may also stay, its distribution tends to **the
//! uniform one over all committees of `C` that exchanges connect with the structure**.
//!
//! After a first stretch, every so many steps the committee is noted: the *urn*. One of its plans
//! is drawn, each with the same chance. Each expert's chance is then a plain fraction that can be
//! counted from the list.
//!
//! # What is not claimed
//! Committees that single exchanges do not reach are not drawn. After finitely many steps the
//! distribution is near the uniform one, not equal to it; the protocol says how alike plans are
//! that are near to each other in the urn and far from each other, which shows a walk that is too
//! short. Uniform over committees is not uniform over experts: who is useful in many ways is in
//! more of them, and experts without a possible replacement are in all of them. There are many more
//! committees near the limit than near the best, so a draw within `x` costs a good part of `x`.
//!
//! # A cap on chances
//! With a cap `p` on an urn of `k` plans no expert may be in more than `floor(p k)` of them. Plans
//! with experts who are in more are walked on, taking only steps that bring in no expert above it
//! for one who is not, until they hold none or the steps are used up. The marginal chances are then
//! at most `p` exactly, by counting, as in the randomised assignments of Jecmen et al. (NeurIPS
//! 2020); experts for whom it could not be done are named. The plans are no longer uniform.
//!
//! # Refusals
//! Who was drawn and refuses is replaced after the draw, in the order given: among all without a
//! place with whom the committee is in `C`, each with the same chance, which is the uniform
//! distribution over `C` given all other members. If there is none, the group's bar is `1 - x` of
//! what the best replacement reaches. No other seat changes.
//!
//! # Numbers, seed and commitment
//! Numbers are SHA-256 in counter mode, cut to 64 bits; those beyond the largest multiple of the
//! range are thrown away. The key of all is `SHA-256("empanel/draw@2\n" seed "\n" inputs "\n")`,
//! `inputs` being the hash of all tables, the structure and what was asked. All sums are whole
//! numbers, so that every machine draws the same. A secret seed is committed to by
//! publishing `SHA-256("empanel/commitment@1\n" seed "\n")` before, and revealed after. A
//! commitment alone does not prevent trying seeds before committing; a public number that is
//! fixed after the commitment (a lottery's, say) can be joined to the secret and does.
//!
//! A step costs one look at the submissions of the groups concerned; only exchanges that may
//! succeed are staffed in full.

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
pub use protocol::{Facts, document, protocol};
pub use record::{Ask, Ball, Chance, Counts, Drawn, Lots, PLANS, Redraw, Ticket};
pub use urn::Course;
