//! Rule R23 in the search: members who know the industry of a submission, counted as seats change.
//!
//! What a submission lacks depends on its group's members alone. A change of one seat from a pair
//! `old` to a pair `new` changes it by [`after_seat`] less [`lacking`]; a submission that goes from
//! one group to another by the [`lacking`] of the one less that of the other.

use crate::solve::instance::Cell;

/// How many of these pairs count as members who know the industry. O(pairs).
#[inline]
pub fn knowing(cells: &[Cell]) -> u8 {
    // Members are at most `MOST_MEMBERS`.
    #[allow(clippy::cast_possible_truncation)]
    let count = cells.iter().filter(|cell| cell.knows()).count() as u8;
    count
}

/// The members lacking where so many are wanted: the shortfalls of one submission.
#[inline]
pub fn lacking(wanted: u32, knowing: u8) -> i64 {
    i64::from(wanted.saturating_sub(u32::from(knowing)))
}

/// How many know the industry once a member with the pair `new` has the seat of one with `old`.
#[inline]
pub fn after_seat(knowing: u8, old: Cell, new: Cell) -> u8 {
    knowing - u8::from(old.knows()) + u8::from(new.knows())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_counted_seat_by_seat() {
        let knows = Cell::new(0.5, 1).with_knowledge();
        let recused = Cell::new(0.5, 1).with_recusal();
        let cells = [knows, recused, Cell::default(), knows];
        assert_eq!(knowing(&cells), 2);
        assert_eq!([0, 2, 3].map(|wanted| lacking(wanted, 2)), [0, 0, 1]);
        assert_eq!(after_seat(2, knows, recused), 1);
        assert_eq!(after_seat(2, recused, knows), 3);
        assert_eq!(after_seat(2, knows, knows), 2);
    }
}
