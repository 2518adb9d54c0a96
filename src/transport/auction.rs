//! Raising the prices of columns that too many rows want.

use super::{Amount, solver::NONE, solver::Solver};
use std::collections::VecDeque;

/// How often in a row a column may hand units on without its price rising.
const STALLS: u8 = 2;

/// Lets overfull columns raise their prices and send units away as long as this makes progress.
///
/// One step takes a column with `e` units too many, finds for each unit its margin (what its row
/// loses by taking the next best), sends the `e` units with the smallest margins to their next
/// best columns and raises the price by the margin of the next unit: the most that keeps
/// complementary slackness. This is the augmenting row reduction of Jonker and Volgenant (1987)
/// seen from the column's side, for columns of many units and rows of many demands; it is an
/// auction (Bertsekas 1988) with an exact bidding increment. Columns whose price stalls are left
/// to [`super::path`].
pub(super) fn raise_prices<C: Amount>(solver: &mut Solver<C>, moves: usize) {
    let width = solver.problem.width();
    let caps = &solver.problem.caps;
    let mut queue: VecDeque<u32> = (0..width as u32)
        .filter(|&column| solver.loads[column as usize] > caps[column as usize])
        .collect();
    let mut queued = vec![false; width];
    queue
        .iter()
        .for_each(|&column| queued[column as usize] = true);
    let mut stalls = vec![0u8; width];
    let mut margins: Vec<(C, u32, usize)> = Vec::new();
    let mut left = moves;
    while let Some(column) = queue.pop_front() {
        let column = column as usize;
        queued[column] = false;
        let over = (solver.loads[column] - caps[column]) as usize;
        if over > left {
            break;
        }
        left -= over;
        margins_of(solver, column, &mut margins);
        if margins.len() < over {
            continue;
        }
        if margins.len() > over {
            margins.select_nth_unstable(over);
        }
        let raise = margins.get(over).map_or_else(
            || {
                margins[..over]
                    .iter()
                    .map(|margin| margin.0)
                    .max()
                    .unwrap_or(C::ZERO)
            },
            |margin| margin.0,
        );
        if raise == C::ZERO {
            stalls[column] += 1;
            if stalls[column] > STALLS {
                continue;
            }
        } else {
            stalls[column] = 0;
        }
        solver.prices[column] += raise;
        for &(_, unit, position) in &margins[..over] {
            let target = solver.columns[position] as usize;
            solver.shift(unit, position);
            if solver.loads[target] > caps[target] && !queued[target] {
                queued[target] = true;
                queue.push_back(target as u32);
            }
        }
    }
}

/// The units of a column as (margin, unit, position of the next best pair); units whose rows have
/// no other pair are left out.
fn margins_of<C: Amount>(solver: &Solver<C>, column: usize, margins: &mut Vec<(C, u32, usize)>) {
    margins.clear();
    let mut unit = solver.head[column];
    while unit != NONE {
        let row = solver.unit_row[unit as usize] as usize;
        let free = solver.free(row);
        if let Some((value, position)) = best_free(solver, free) {
            margins.push((solver.value(solver.position(unit)) - value, unit, position));
        }
        unit = solver.next[unit as usize];
    }
}

/// The best pair of a range, with ties to the smaller load.
fn best_free<C: Amount>(solver: &Solver<C>, free: std::ops::Range<usize>) -> Option<(C, usize)> {
    let mut best: Option<(C, usize)> = None;
    for position in free {
        let value = solver.value(position);
        let better = best.is_none_or(|(old, at)| {
            value > old
                || value == old
                    && solver.loads[solver.columns[position] as usize]
                        < solver.loads[solver.columns[at] as usize]
        });
        if better {
            best = Some((value, position));
        }
    }
    best
}
