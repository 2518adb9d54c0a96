//! Seats by lot: a committee drawn so that anybody can draw it again.
//!
//! # The construction
//! The solver gives a committee, the *structure*: groups, submissions, reviews, leaders, heads.
//! Its reviews belong to seats. [`draw`] goes through the seats in a fixed order (groups as the
//! plan has them; the leader, then the others by id) and draws for each who takes it, with the
//! reviews of the seat. **Candidates** for a seat are all experts, whoever sits there included,
//! who
//!
//! 1. have no other seat at that moment and are not chair or vice chair;
//! 2. taking the seat break no hard rule and leave no more coverage shortfalls than the structure;
//! 3. score on the seat's reviews at least `1 - x` of what the structure's holder scores, for the
//!    `x` that was asked for. With a cap on the chance at one seat this bar is lowered, seat by
//!    seat, until there are enough candidates.
//!
//! # What is fair about it
//! At each seat, given the seats before it, **each of the m candidates has the chance 1/m**, whoever
//! they are: the numbers are SHA-256 in counter mode, cut to 64 bits, and numbers beyond the
//! largest multiple of m are thrown away, so that no candidate is favoured. A whole outcome has the
//! product of these chances. It is *not* claimed that all committees are equally likely, nor that
//! an expert's chances over all seats are: somebody who is a candidate for many seats is likelier
//! to be seated than somebody who is for one. The protocol lists every seat's candidates.
//!
//! # How good the outcome is
//! The total is the sum over the seats of what their holders score on their reviews, so if every
//! seat keeps `1 - x`, the total does: at least `1 - x` times the structure's. A cap on chances may
//! lower this; the protocol has the figure.
//!
//! # Refusals
//! Who was drawn and refuses is replaced after the draw, in the order given: the seat is drawn
//! again among its candidates as they are then, without all who refused, with numbers of its own.
//! Nobody else changes.
//!
//! # Seed and commitment
//! The key of all numbers is `SHA-256("empanel/draw@1\n" seed "\n" inputs "\n")`, `inputs` being
//! the hash of all tables, the structure and what was asked. A secret seed is committed to by
//! publishing `SHA-256("empanel/commitment@1\n" seed "\n")` before, and revealed after. A
//! commitment alone keeps nobody from trying seeds before committing; a public number that is
//! fixed after the commitment (a lottery's, say) can be joined to the secret and does.
//!
//! One draw costs a scan of the pool per seat, and a full count of the rules for those who pass
//! the cheap tests.

mod commit;
mod lot;
mod problems;
mod protocol;
mod seats;

pub use commit::{Commitment, Secret, commitment_of};
pub use lot::Lot;
pub use protocol::{Facts, protocol};
pub use seats::{Ask, Drawn, Redraw, Step, draw};
