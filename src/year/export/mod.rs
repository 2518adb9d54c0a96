//! The parts of a plan that each audience may see (selection measures, art. 15).
//!
//! - the office: everything;
//! - a group: its own members, submissions, reviews and recusals;
//! - an expert: their own seat, reviews and recusals, and no others;
//! - the public: the committee with masked names and the list of submissions, without the
//!   assignment of reviewers.
//!
//! No audience gets telephone numbers or e-mail addresses, even if written into a name. A
//! [`Packet`] is built from permitted data only, rather than by removing data afterwards.

mod audience;
mod document;
mod mask;
mod packet;
mod seal;

pub use audience::{Audience, AudienceError, KINDS};
pub use document::PacketDocument;
pub use mask::mask;
pub use packet::{Packet, packet};
pub use seal::{PasswordFault, check_password, seal};
