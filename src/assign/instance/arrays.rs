//! Instances from arrays, without text or ids on the way.

use super::super::by_row::ByRow;
use super::super::decimal::Decimal;
use super::super::problems::Findings;
use super::super::read::Decimals;
use super::memory::{Limits, least_above_most, shortest};
use super::places::{of_double, of_single};
use super::scale::{Scale, Whole};
use super::{Instance, Names};
use crate::model::Problem as Finding;
use rayon::prelude::*;

/// Scored pairs as arrays by submission, as in a compressed sparse row matrix.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Where the pairs of each submission start; one longer than the submissions.
    pub starts: &'a [i64],
    /// The reviewer of each pair.
    pub columns: Columns<'a>,
    /// The score of each pair.
    pub scores: Values<'a>,
}

/// Reviewers of pairs.
#[derive(Debug, Clone, Copy)]
pub enum Columns<'a> {
    /// In 32 bits.
    Narrow(&'a [i32]),
    /// In 64 bits.
    Wide(&'a [i64]),
    /// Every reviewer of every submission, this many.
    Every(usize),
}

/// Scores, taken as the shortest decimals that give the same number in their own precision.
#[derive(Debug, Clone, Copy)]
pub enum Values<'a> {
    /// In single precision.
    Single(&'a [f32]),
    /// In double precision.
    Double(&'a [f64]),
}

/// What is wrong with the arrays.
#[derive(Debug, Clone, PartialEq)]
pub enum BadArray {
    /// The starts are not ascending, or not those of the pairs.
    Shape,
    /// A reviewer beyond their number.
    Beyond {
        /// The submission.
        row: usize,
        /// The reviewer as given.
        column: i64,
    },
    /// A score that is not a number.
    NotFinite {
        /// The submission.
        row: usize,
        /// The reviewer.
        column: usize,
        /// The score.
        score: f64,
    },
    /// A score of 10^18 or more.
    TooLarge {
        /// The submission.
        row: usize,
        /// The reviewer.
        column: usize,
        /// The score.
        score: f64,
    },
    /// A pair given twice.
    Twice {
        /// The submission.
        row: usize,
        /// The reviewer.
        column: usize,
    },
    /// What the limits say of themselves.
    Limits(Vec<Finding>),
}

/// Pairs in a chunk of work.
const CHUNK: usize = 1 << 15;
/// Powers of ten that a double holds exactly, up to the places that are tried.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];
/// Decimals of up to 15 digits have a double each, and no other decimal as short has the same one.
const EXACT: f64 = 1e15;

impl Instance {
    /// Creates an instance from arrays: the same as [`Instance::from_limits`] of the same pairs, in
    /// O(pairs) where the columns of each submission ascend, on all cores. Scores of up to 15
    /// digits (single precision: any) become integers without text.
    ///
    /// # Errors
    /// The first thing that is wrong with the arrays.
    pub fn from_rows(
        rows: Rows<'_>,
        limits: &Limits<'_>,
    ) -> Result<(Self, Vec<Finding>), BadArray> {
        let (papers, people) = (limits.demands.len(), limits.loads.len());
        let starts = starts(rows, papers).ok_or(BadArray::Shape)?;
        let columns = columns(rows, &starts, people)?;
        let mut findings = Findings::default();
        for (at, load) in limits.loads.iter().enumerate() {
            if load.0 > load.1 {
                least_above_most(at, *load, &mut findings);
            }
        }
        let tables = limits.tables(
            (Names::Numbered(papers), Names::Numbered(people)),
            &mut findings,
        );
        let made = match whole(rows.scores) {
            Some((scores, exponent)) => {
                let rows = sorted(starts, columns, scores)?;
                tables.instance_of_rows(rows, Scale::exact(exponent), findings)
            }
            None => {
                let scores = decimals(rows.scores);
                if let Err(at) = scores {
                    return Err(bad_score(at, rows.scores, &starts, &columns));
                }
                let scores = scores.unwrap_or_default();
                let scale = Scale::of(&scores);
                match scale.is_narrow(&scores) {
                    true => {
                        let amounts = (0..columns.len()).into_par_iter();
                        let amounts = amounts.map(|pair| scale.narrow(&scores, pair)).collect();
                        let rows = sorted(starts, columns, amounts)?;
                        tables.instance_of_rows(rows, scale, findings)
                    }
                    false => {
                        let amounts = (0..columns.len()).into_par_iter();
                        let amounts = amounts.map(|pair| scale.amount(scores.score(pair)));
                        let rows = sorted::<i128>(starts, columns, amounts.collect())?;
                        tables.instance_of_rows(rows, scale, findings)
                    }
                }
            }
        };
        made.map_err(BadArray::Limits)
    }
}

impl Values<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Single(scores) => scores.len(),
            Self::Double(scores) => scores.len(),
        }
    }

    fn get(&self, at: usize) -> f64 {
        match self {
            Self::Single(scores) => f64::from(scores[at]),
            Self::Double(scores) => scores[at],
        }
    }

    /// The shortest decimal, where integers find it.
    fn by_integers(&self, at: usize) -> Option<(i64, i8)> {
        match self {
            Self::Single(scores) => of_single(scores[at]),
            Self::Double(scores) => of_double(scores[at]),
        }
    }

    /// The shortest decimal; `None` unless it is finite and below 10^18.
    fn shortest(&self, at: usize) -> Option<Decimal> {
        match self {
            Self::Single(scores) => {
                Decimal::parse(zmij::Buffer::new().format(scores[at]).as_bytes()).ok()
            }
            Self::Double(scores) => shortest(scores[at]).ok(),
        }
    }
}

/// The starts, if they are those of the pairs.
fn starts(rows: Rows<'_>, papers: usize) -> Option<Vec<usize>> {
    let pairs = rows.scores.len();
    let known = match rows.columns {
        Columns::Narrow(columns) => columns.len(),
        Columns::Wide(columns) => columns.len(),
        Columns::Every(width) => width * papers,
    };
    let starts = rows.starts.iter().map(|&start| usize::try_from(start).ok());
    let starts: Vec<usize> = starts.collect::<Option<_>>()?;
    // Pairs are counted in 32 bits throughout.
    let fits = u32::try_from(pairs).is_ok() && starts.len() == papers + 1 && known == pairs;
    let ends = starts.first() == Some(&0) && starts.last() == Some(&pairs);
    (fits && ends && starts.is_sorted()).then_some(starts)
}

/// The columns, checked.
fn columns(rows: Rows<'_>, starts: &[usize], width: usize) -> Result<Vec<u32>, BadArray> {
    let beyond = |at: usize, column: i64| BadArray::Beyond {
        row: row_of(starts, at),
        column,
    };
    let fits = |column: i64| usize::try_from(column).is_ok_and(|column| column < width);
    match rows.columns {
        Columns::Narrow(columns) => {
            let bad = columns.par_iter().position_first(|&own| !fits(own.into()));
            match bad {
                Some(at) => Err(beyond(at, columns[at].into())),
                None => Ok(columns.par_iter().map(|&own| own as u32).collect()),
            }
        }
        Columns::Wide(columns) => match columns.par_iter().position_first(|&own| !fits(own)) {
            Some(at) => Err(beyond(at, columns[at])),
            None => Ok(columns.par_iter().map(|&own| own as u32).collect()),
        },
        Columns::Every(every) if every != width => Err(BadArray::Shape),
        Columns::Every(every) => {
            let rows = (0..starts.len() - 1).into_par_iter();
            Ok(rows.flat_map_iter(|_| 0..every as u32).collect())
        }
    }
}

fn row_of(starts: &[usize], pair: usize) -> usize {
    starts.partition_point(|&start| start <= pair) - 1
}

/// The nearest whole number of one below 2^51, without a call of the library: such a sum has no
/// room for a fraction. Of a larger number, one at least as large as [`EXACT`].
#[inline]
fn rounded(number: f64) -> f64 {
    const NO_FRACTION: f64 = 6_755_399_441_055_744.0;
    (number + NO_FRACTION) - NO_FRACTION
}

/// A number that may be a short decimal.
trait Real: Copy + Sync {
    /// Whether `whole / 10^places` is its shortest decimal, and that whole number.
    fn in_places(self, places: usize) -> Option<i64>;
}

impl Real for f64 {
    #[inline]
    fn in_places(self, places: usize) -> Option<i64> {
        let whole = rounded(self * POWERS[places]);
        // Both are exact, so their quotient is the double nearest to the decimal.
        (whole.abs() < EXACT && whole / POWERS[places] == self).then_some(whole as i64)
    }
}

impl Real for f32 {
    #[inline]
    fn in_places(self, places: usize) -> Option<i64> {
        let whole = rounded(f64::from(self) * POWERS[places]);
        // Up to six digits only one decimal as short has this number. Of at most ten places, the
        // quotient is never so near to the middle of two numbers that rounding twice errs.
        let short = whole.abs() < 1e6 && places <= 10 && self.abs() >= 1e-3 || whole == 0.0;
        (short && (whole / POWERS[places]) as f32 == self).then_some(whole as i64)
    }
}

/// All scores as whole numbers of one power of ten, with its exponent; `None` if some have more
/// than 15 digits.
fn whole(scores: Values<'_>) -> Option<(Vec<i64>, i32)> {
    match scores {
        Values::Single(scores) => whole_of(scores),
        Values::Double(scores) => whole_of(scores),
    }
}

fn whole_of<R: Real>(scores: &[R]) -> Option<(Vec<i64>, i32)> {
    let needed = |scores: &[R]| {
        let mut places = 0;
        for &score in scores {
            while score.in_places(places).is_none() {
                places += 1;
                if places == POWERS.len() {
                    return None;
                }
            }
        }
        Some(places)
    };
    let mut amounts = vec![0; scores.len()];
    let mut all = |places: usize| in_places(scores, places, &mut amounts);
    // The first ones mostly have as many places as all.
    let first = needed(&scores[..scores.len().min(CHUNK)])?;
    let places = match all(first) {
        true => first,
        false => {
            let chunks = scores.par_chunks(CHUNK).map(needed);
            let places = chunks.try_reduce(|| 0, |a, b| Some(a.max(b)))?;
            all(places).then_some(places)?
        }
    };
    Some((amounts, -(places as i32)))
}

/// Writes all scores as whole numbers of so many places; `false` if one is none.
fn in_places<R: Real>(scores: &[R], places: usize, amounts: &mut [i64]) -> bool {
    let chunks = amounts.par_chunks_mut(CHUNK).zip(scores.par_chunks(CHUNK));
    chunks.into_par_iter().all(|(amounts, scores)| {
        amounts.iter_mut().zip(scores).all(|(amount, score)| {
            let whole = score.in_places(places);
            *amount = whole.unwrap_or(0);
            whole.is_some()
        })
    })
}

/// The shortest decimals; `Err` is the first score that is not finite or too large.
fn decimals(scores: Values<'_>) -> Result<Decimals, usize> {
    let chunks = (0..scores.len().div_ceil(CHUNK)).into_par_iter();
    let chunks: Vec<Result<Decimals, usize>> = chunks
        .map(|chunk| {
            let mut own = Decimals::default();
            for at in chunk * CHUNK..((chunk + 1) * CHUNK).min(scores.len()) {
                match scores.by_integers(at) {
                    Some(score) => own.push_small(score),
                    None => own.push(scores.shortest(at).ok_or(at)?),
                }
            }
            Ok(own)
        })
        .collect();
    let mut all = Decimals::default();
    all.expect(scores.len());
    for chunk in chunks {
        all.append(chunk?);
    }
    Ok(all)
}

fn bad_score(at: usize, scores: Values<'_>, starts: &[usize], columns: &[u32]) -> BadArray {
    let (row, column, score) = (row_of(starts, at), columns[at] as usize, scores.get(at));
    match score.is_finite() {
        true => BadArray::TooLarge { row, column, score },
        false => BadArray::NotFinite { row, column, score },
    }
}

/// The pairs with the columns of each submission ascending.
fn sorted<C: Whole>(
    starts: Vec<usize>,
    mut columns: Vec<u32>,
    mut scores: Vec<C>,
) -> Result<ByRow<C>, BadArray> {
    let rows = starts.par_windows(2).enumerate();
    let unsorted: Vec<usize> = rows
        .filter(|(_, range)| !columns[range[0]..range[1]].is_sorted_by(|a, b| a < b))
        .map(|(row, _)| row)
        .collect();
    let mut line: Vec<(u32, C)> = Vec::new();
    for row in unsorted {
        let range = starts[row]..starts[row + 1];
        line.clear();
        let pairs = columns[range.clone()].iter().zip(&scores[range.clone()]);
        line.extend(pairs.map(|(&column, &score)| (column, score)));
        line.sort_by_key(|pair| pair.0);
        if let Some(pair) = line.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let column = pair[0].0 as usize;
            return Err(BadArray::Twice { row, column });
        }
        for (at, &(column, score)) in range.zip(&line) {
            (columns[at], scores[at]) = (column, score);
        }
    }
    Ok(ByRow {
        starts,
        columns,
        scores,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(whole: i64, places: usize) -> Decimal {
        Decimal::parse(format!("{whole}e-{places}").as_bytes()).unwrap()
    }

    /// The first number of places at which a score is a whole number.
    fn fast<R: Real>(score: R) -> Option<Decimal> {
        let mut places = 0..POWERS.len();
        places.find_map(|places| Some(decimal(score.in_places(places)?, places)))
    }

    proptest! {
        #[test]
        fn short_decimals_are_those_of_the_text(
            any in proptest::num::f64::NORMAL | proptest::num::f64::ZERO,
            unit in -1.0f64..1.0,
            (whole, places) in (-2_000_000_000_000_000i64..2_000_000_000_000_000, 0usize..16),
        ) {
            let written: f64 = format!("{whole}e-{places}").parse().unwrap();
            for score in [any, unit, written, written.next_up(), written.next_down()] {
                if let Some(found) = fast(score) {
                    let text = Decimal::parse(format!("{score:e}").as_bytes()).unwrap();
                    prop_assert_eq!(found, text, "{}", score);
                }
                let text = Decimal::parse(format!("{score:e}").as_bytes());
                prop_assert_eq!(shortest(score), text);
            }
            if whole.abs() < 1_000_000_000_000_000 {
                prop_assert_eq!(fast(written), Some(decimal(whole, places)));
            }
        }

        #[test]
        fn short_decimals_of_single_precision_are_those_of_the_text(
            any in proptest::num::f32::NORMAL,
            unit in -1.0f32..1.0,
            (whole, places) in (-2_000_000i64..2_000_000, 0usize..12),
        ) {
            let written: f32 = format!("{whole}e-{places}").parse().unwrap();
            for score in [any, unit, written, written.next_up(), written.next_down()] {
                if let Some(found) = fast(score) {
                    let text = Decimal::parse(format!("{score:e}").as_bytes()).unwrap();
                    prop_assert_eq!(found, text, "{}", score);
                }
            }
        }

        #[test]
        fn arrays_give_the_instance_of_the_text(
            rows in proptest::collection::vec(
                proptest::collection::btree_map(0usize..9, (0u8..6, -1_000_000i64..1_000_000, -1.0f64..1.0), 0..9), 1..6,
            ),
            listed in proptest::collection::vec((0usize..6, 0usize..9), 0..6),
        ) {
            let papers = rows.len();
            let value = |(kind, whole, unit): (u8, i64, f64)| match kind {
                0 => unit,
                1 => whole as f64,
                2 => 0.1,
                _ => whole as f64 / 1e6,
            };
            let pairs: Vec<(usize, usize, f64)> = (rows.iter().enumerate())
                .flat_map(|(row, own)| own.iter().map(move |(column, score)| (row, *column, value(*score))))
                .collect();
            let listed: Vec<(usize, usize)> = listed.into_iter().filter(|pair| pair.0 < papers).collect();
            let (conflicts, forced) = listed.split_at(listed.len() / 2);
            let limits = Limits {
                demands: &vec![2; papers],
                loads: &[(0, 4); 9],
                conflicts,
                forced,
            };
            let mut starts = vec![0i64];
            for own in &rows {
                starts.push(starts[starts.len() - 1] + own.len() as i64);
            }
            // Columns descend here; the order within a submission does not matter.
            let mut given = pairs.clone();
            given.sort_by_key(|pair| (pair.0, std::cmp::Reverse(pair.1)));
            let columns: Vec<i32> = given.iter().map(|pair| pair.1 as i32).collect();
            let scores: Vec<f64> = given.iter().map(|pair| pair.2).collect();
            let arrays = Rows {
                starts: &starts,
                columns: Columns::Narrow(&columns),
                scores: Values::Double(&scores),
            };
            let (a, b) = (Instance::from_limits(pairs, &limits), Instance::from_rows(arrays, &limits));
            match (a, b) {
                (Ok((a, told)), Ok((b, also))) => {
                    prop_assert_eq!(format!("{a:?}"), format!("{b:?}"));
                    prop_assert_eq!(told, also);
                }
                (Err(told), Err(BadArray::Limits(also))) => prop_assert_eq!(told, also),
                (a, b) => prop_assert!(false, "{a:?} against {b:?}"),
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let limits = Limits {
            demands: &[1, 1],
            loads: &[(0, 2), (0, 2)],
            conflicts: &[],
            forced: &[],
        };
        let made = |starts: &[i64], columns: &[i64], scores: &[f64]| {
            let rows = Rows {
                starts,
                columns: Columns::Wide(columns),
                scores: Values::Double(scores),
            };
            Instance::from_rows(rows, &limits).map(|_| ()).unwrap_err()
        };
        assert_eq!(made(&[0, 1], &[0], &[1.0]), BadArray::Shape);
        assert_eq!(made(&[0, 2, 1], &[0], &[1.0]), BadArray::Shape);
        let beyond = |column| BadArray::Beyond { row: 1, column };
        assert_eq!(made(&[0, 1, 2], &[0, 2], &[1.0, 1.0]), beyond(2));
        assert_eq!(made(&[0, 1, 2], &[0, -1], &[1.0, 1.0]), beyond(-1));
        let twice = BadArray::Twice { row: 0, column: 1 };
        assert_eq!(made(&[0, 2, 3], &[1, 1, 0], &[1.0; 3]), twice);
        let told = made(&[0, 1, 2], &[0, 1], &[1.0, f64::INFINITY]);
        let (row, column) = (1, 1);
        assert_eq!(
            told,
            BadArray::NotFinite {
                row,
                column,
                score: f64::INFINITY
            }
        );
        assert_eq!(
            made(&[0, 1, 2], &[0, 1], &[1.0, 1e18]),
            BadArray::TooLarge {
                row,
                column,
                score: 1e18
            }
        );
    }

    #[test]
    fn single_precision_has_decimals_of_its_own() {
        let limits = Limits {
            demands: &[1],
            loads: &[(0, 1), (0, 1)],
            conflicts: &[],
            forced: &[],
        };
        let rows = Rows {
            starts: &[0, 2],
            columns: Columns::Every(2),
            scores: Values::Single(&[0.1, 0.7]),
        };
        let (instance, _) = Instance::from_rows(rows, &limits).unwrap();
        assert_eq!((instance.exponent, instance.unit), (-1, 1));
    }
}
