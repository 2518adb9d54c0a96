//! What each audience may see of a plan, and nothing else (selection measures, art. 15).
//!
//! - the office: everything;
//! - a group: its own members, submissions, reviews and recusals;
//! - an expert: the own seat, the own reviews and recusals, and no others;
//! - the public: the committee with names masked and the list of submissions, without who reviews
//!   what.
//!
//! No reader gets telephone numbers or e-mail addresses, not even those written into a
//! name. A [`Packet`] is built from what its audience may see; nothing is taken out afterwards.

mod audience;
mod mask;
mod packet;
mod seal;

pub use audience::{Audience, AudienceError};
pub use mask::mask;
pub use packet::{Packet, packet};
pub use seal::{SealError, open, seal};
