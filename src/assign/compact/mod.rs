//! Scores in a compact form: `scores.bin`, for seasons whose `scores.csv` would be gigabytes.
//!
//! # The format
//! Fixed numbers are little-endian; a *varint* has seven bits per byte, the lowest first, and the
//! highest bit of a byte says that more follow.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | `EMPANELS` |
//! | 4 | version of the format, 1 |
//! | 4, 4 | which part of how many; 1 of 1 for a file of its own |
//! | 4 | 0 |
//! | 8, 8 | number of submissions and of reviewers in the tables |
//! | 8, 8 | position of the first submission in the file, and how many there are |
//! | 32 | SHA-256 of the ids: those of `demands.csv`, then those of `loads.csv` |
//! | 32 | SHA-256 of what the scores were made from: tables, rules and options |
//! | | for each submission: its number of pairs (varint), then for each pair, reviewers ascending, the positions skipped since the last reviewer (varint) and the score in billionths (varint) |
//! | 8 | `ENDPAIRS` |
//! | 8 | number of pairs |
//! | 32 | SHA-256 of everything before |
//!
//! Ids count as the number of their bytes in UTF-8 (eight bytes) followed by these bytes; the two
//! lists are preceded by their lengths (eight bytes each).

mod header;
mod part;
mod read;
mod varint;
mod write;

pub(super) use header::{Header, of_ids};
pub(super) use part::{Kind, Named, form_of, name_of, slice};
pub(super) use read::{Damage, Known, read_compact};
pub(super) use write::{Writer, billionths, push_count, push_pair};

/// Decimal places of a score in the compact form.
pub(super) const PLACES: u32 = 9;
