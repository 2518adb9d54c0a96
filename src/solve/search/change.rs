//! What a move of the search is.

use crate::solve::instance::NOWHERE;

/// One change of the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Two submissions of different groups change places.
    SwapSubmissions(u32, u32),
    /// A submission goes to another group.
    Regroup(u32, u32),
    /// An expert without a seat takes the seat of a member.
    Replace {
        /// Who leaves.
        out: u32,
        /// Who comes.
        into: u32,
    },
    /// Two members of different groups change places.
    SwapMembers(u32, u32),
    /// Experts without a seat join a group, as many as lie between two allowed sizes.
    Grow(u32, People),
    /// Members leave a group, as many as lie between two allowed sizes.
    Shrink(u32, People),
    /// Members of the first group go to the second.
    Transfer(u32, u32, People),
    /// Another expert becomes chair (0) or vice chair (1); a member who does gives the seat to
    /// the one who was.
    Chair(usize, u32),
}

/// One or two people; [`NOWHERE`] fills the place of the second.
pub type People = [u32; 2];

pub(super) fn people(people: People) -> impl Iterator<Item = u32> + Clone {
    people.into_iter().filter(|&expert| expert != NOWHERE)
}
