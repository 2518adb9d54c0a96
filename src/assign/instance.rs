//! An instance of the pairwise form, exact and dense.

use super::decimal::Decimal;
use super::ids::Ids;
use super::problems::Findings;
use super::read::{RawScores, read_demands, read_loads, read_pairs, read_scores};
use crate::bilingual;
use crate::model::Problem as Finding;
use crate::transport::{Amount, Problem};
use std::path::Path;

/// Largest score (after scaling) of the narrow form: prices may grow past it some way.
const NARROW: i128 = 1 << 59;
/// Largest score of the wide form.
const WIDE: i128 = 1 << 101;

/// Submissions, reviewers and their scores.
#[derive(Debug)]
pub struct Instance {
    /// Ids of the submissions, in the order of `demands.csv`.
    pub submissions: Vec<String>,
    /// Ids of the reviewers, in the order of `loads.csv`.
    pub reviewers: Vec<String>,
    /// What is left to decide once forced pairs are granted: rows are submissions, columns
    /// reviewers.
    pub pairs: Pairs,
    /// One unit of a score is `10^exponent` times `unit`.
    pub exponent: i32,
    /// Greatest common divisor of all scores, taken out of them.
    pub unit: i128,
    /// Largest amount by which one score was rounded, in the same units: 0 unless the scores of
    /// the file spread over more than 30 decimal places.
    pub rounding: i128,
    /// Forced pairs with their scores, sorted.
    pub forced: Vec<(u32, u32, i128)>,
    /// Conflicts, sorted.
    pub conflicts: Vec<(u32, u32)>,
    /// Conflicts with a score, which no method of ours may use: what a method that does not look
    /// at conflicts sees beside the other pairs. Sorted.
    pub tied: Vec<(u32, u32, i128)>,
}

/// The transport problem with scores as narrow as they fit.
#[derive(Debug)]
pub enum Pairs {
    /// Scores of 64 bits.
    Narrow(Problem<i64>),
    /// Scores of 128 bits.
    Wide(Problem<i128>),
}

impl Pairs {
    /// Returns the problem with scores of 128 bits.
    pub fn widened(&self) -> Problem<i128> {
        match self {
            Self::Wide(problem) => problem.clone(),
            Self::Narrow(problem) => Problem {
                starts: problem.starts.clone(),
                columns: problem.columns.clone(),
                scores: problem.scores.iter().map(|score| score.widen()).collect(),
                demands: problem.demands.clone(),
                floors: problem.floors.clone(),
                caps: problem.caps.clone(),
            },
        }
    }

    /// Returns the least load of each reviewer, forced pairs taken off.
    pub fn floors(&self) -> &[u32] {
        match self {
            Self::Narrow(problem) => &problem.floors,
            Self::Wide(problem) => &problem.floors,
        }
    }

    /// Returns the number of scored pairs that may be used.
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(problem) => problem.columns.len(),
            Self::Wide(problem) => problem.columns.len(),
        }
    }

    /// Says whether no pair may be used.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Instance {
    /// Reads a folder: `scores.csv`, `loads.csv`, `demands.csv` and, where they are, `conflicts.csv`
    /// and `forced.csv` (`submission_id,reviewer_id`: pairs that must be used). Costs O(pairs log
    /// pairs of a submission); the file of scores is read as a stream.
    ///
    /// # Errors
    /// Everything that is wrong in all files, the first fifty in full.
    pub fn read(folder: &Path) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut findings = Findings::default();
        if !folder.is_dir() {
            let shown = folder.display().to_string();
            findings.error(
                "A100",
                "",
                0,
                shown.as_bytes(),
                bilingual!("没有这个文件夹。", "There is no such folder."),
                bilingual!("请检查路径。", "Check the path."),
            );
            return Err(findings.into_problems());
        }
        let (submissions, demands) = read_demands(folder, &mut findings);
        let (reviewers, floors, caps) = read_loads(folder, &mut findings);
        let conflicts = read_pairs(
            folder,
            "conflicts.csv",
            &submissions,
            &reviewers,
            &mut findings,
        );
        let forced = read_pairs(
            folder,
            "forced.csv",
            &submissions,
            &reviewers,
            &mut findings,
        );
        let raw = read_scores(folder, &submissions, &reviewers, &mut findings);
        let tables = Tables {
            submissions,
            reviewers,
            demands,
            floors,
            caps,
            conflicts,
            forced,
        };
        tables.check(&mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        let instance = tables.join(&raw, &mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        Ok((instance, findings.into_problems()))
    }
}

/// Most pairs that [`Instance::allow_zero`] makes.
const DENSE: usize = 30_000_000;

impl Instance {
    /// Adds every absent pair that is no conflict at a score of 0; `false` when that would be
    /// too many pairs to hold.
    pub fn allow_zero(&mut self) -> bool {
        if self.submissions.len().saturating_mul(self.reviewers.len()) > DENSE {
            return false;
        }
        match &mut self.pairs {
            Pairs::Narrow(problem) => fill(problem, &self.conflicts, &self.forced),
            Pairs::Wide(problem) => fill(problem, &self.conflicts, &self.forced),
        }
        true
    }
}

fn fill<C: Amount>(
    problem: &mut Problem<C>,
    conflicts: &[(u32, u32)],
    forced: &[(u32, u32, i128)],
) {
    let mut full = Problem {
        starts: vec![0],
        ..Problem::default()
    };
    let mut line: Vec<Option<C>> = Vec::new();
    for row in 0..problem.rows() {
        line.clear();
        line.resize(problem.width(), Some(C::ZERO));
        let here = conflicts
            .iter()
            .copied()
            .skip(conflicts.partition_point(|pair| (pair.0 as usize) < row));
        for pair in here.take_while(|pair| pair.0 as usize == row) {
            line[pair.1 as usize] = None;
        }
        for pair in forced.iter().filter(|pair| pair.0 as usize == row) {
            line[pair.1 as usize] = None;
        }
        for position in problem.row(row) {
            line[problem.columns[position] as usize] = Some(problem.scores[position]);
        }
        for (column, score) in line.iter().enumerate() {
            if let Some(score) = score {
                full.columns.push(column as u32);
                full.scores.push(*score);
            }
        }
        full.starts.push(full.columns.len());
    }
    problem.starts = full.starts;
    problem.columns = full.columns;
    problem.scores = full.scores;
}

struct Tables {
    submissions: Ids,
    reviewers: Ids,
    demands: Vec<u32>,
    floors: Vec<u32>,
    caps: Vec<u32>,
    conflicts: Vec<(u32, u32)>,
    forced: Vec<(u32, u32)>,
}

impl Tables {
    fn check(&self, findings: &mut Findings) {
        let reviewers = self.reviewers.len();
        let names: Vec<(usize, u32)> = self
            .demands
            .iter()
            .copied()
            .enumerate()
            .filter(|demand| demand.1 as usize > reviewers)
            .collect();
        for (row, k) in names {
            // Ids and demands were read side by side: the header is line 1.
            findings.error(
                "A112",
                "demands.csv",
                row + 2,
                k.to_string().as_bytes(),
                bilingual!(
                    "需要的评审人数 {k} 超过评审人总数 {reviewers}。",
                    "{k} reviewers are asked for, but there are {reviewers}."
                ),
                bilingual!("请改小 k，或增加评审人。", "Lower k or add reviewers."),
            );
        }
        for pair in &self.forced {
            if self.conflicts.binary_search(pair).is_ok() {
                findings.error(
                    "A114",
                    "forced.csv",
                    0,
                    b"",
                    bilingual!(
                        "有一对指定组合同时列为回避。",
                        "A forced pair is also a conflict."
                    ),
                    bilingual!(
                        "请从 forced.csv 或 conflicts.csv 中删除它。",
                        "Delete it from forced.csv or conflicts.csv."
                    ),
                );
            }
        }
        let mut loads = vec![0u32; self.caps.len()];
        let mut demands = vec![0u32; self.demands.len()];
        for &(row, column) in &self.forced {
            loads[column as usize] += 1;
            demands[row as usize] += 1;
        }
        let over = loads.iter().zip(&self.caps).any(|(load, cap)| load > cap);
        if over
            || demands
                .iter()
                .zip(&self.demands)
                .any(|(forced, demand)| forced > demand)
        {
            findings.error(
                "A115",
                "forced.csv",
                0,
                b"",
                bilingual!(
                    "指定组合超过了申报所需人数或评审人的最多评审数。",
                    "The forced pairs exceed a submission's demand or a reviewer's most load."
                ),
                bilingual!("请减少指定组合。", "Force fewer pairs."),
            );
        }
    }

    fn join(mut self, raw: &RawScores, findings: &mut Findings) -> Instance {
        let scale = Scale::of(raw);
        if scale.rounding > 0 {
            findings.warning(
                "A116",
                "scores.csv",
                0,
                b"",
                bilingual!("分数跨越的小数位过多，最小的尾数被舍入；上界已计入舍入误差。", "The scores spread over so many decimal places that the smallest digits were rounded; the bound allows for it."),
                bilingual!("无需处理，除非两个方案只差这些尾数。", "Nothing to do unless two plans differ by such digits alone."),
            );
        }
        let negative = raw.negative();
        if negative > 0 {
            findings.warning(
                "A106",
                "scores.csv",
                0,
                b"",
                bilingual!(
                    "有 {negative} 个分数是负数，按原值使用。",
                    "{negative} score(s) are negative; they are used as they stand."
                ),
                bilingual!(
                    "如果负数表示回避，请把这些组合写进 conflicts.csv。",
                    "If they mean conflicts, put the pairs into conflicts.csv."
                ),
            );
        }
        let order = by_row(raw, self.demands.len());
        let mut problem: Problem<i128> = Problem {
            starts: vec![0],
            ..Problem::default()
        };
        let mut forced: Vec<(u32, u32, i128)> = self
            .forced
            .iter()
            .map(|&(row, column)| (row, column, 0))
            .collect();
        let mut tied: Vec<(u32, u32, i128)> = Vec::new();
        let mut line: Vec<(u32, u32)> = Vec::new();
        for row in 0..self.demands.len() as u32 {
            line.clear();
            let pairs = &order.pairs[order.starts[row as usize]..order.starts[row as usize + 1]];
            line.extend(pairs.iter().map(|&pair| (raw.columns[pair as usize], pair)));
            if !line.is_sorted() {
                line.sort_unstable();
            }
            for at in 0..line.len() {
                let (column, pair) = line[at];
                if at > 0 && line[at - 1].0 == column {
                    self.twice(raw, (row, column), (line[at - 1].1, pair), findings);
                    continue;
                }
                let score = scale.amount(raw.score(pair as usize));
                if let Ok(at) = self.forced.binary_search(&(row, column)) {
                    forced[at].2 = score;
                } else if self.conflicts.binary_search(&(row, column)).is_err() {
                    problem.columns.push(column);
                    problem.scores.push(score);
                } else {
                    tied.push((row, column, score));
                }
            }
            problem.starts.push(problem.columns.len());
        }
        for &(row, column, _) in &forced {
            self.demands[row as usize] -= 1;
            self.caps[column as usize] -= 1;
            self.floors[column as usize] = self.floors[column as usize].saturating_sub(1);
        }
        problem.demands = self.demands;
        problem.floors = self.floors;
        problem.caps = self.caps;
        let unit = reduce(&mut problem, &mut forced, &mut tied);
        Instance {
            submissions: self.submissions.into_names(),
            reviewers: self.reviewers.into_names(),
            pairs: narrowed(problem),
            exponent: scale.exponent,
            unit,
            rounding: scale.rounding,
            forced,
            conflicts: self.conflicts,
            tied,
        }
    }

    fn twice(
        &self,
        raw: &RawScores,
        (row, column): (u32, u32),
        (first, second): (u32, u32),
        findings: &mut Findings,
    ) {
        let (a, b) = (raw.score(first as usize), raw.score(second as usize));
        if a == b {
            return;
        }
        let submission = self.submissions.name(row);
        let reviewer = self.reviewers.name(column);
        // Pairs stand one to a line below the header unless the file has empty lines.
        let (first, second) = (first.min(second) + 2, first.max(second) + 2);
        findings.error(
            "A109",
            "scores.csv",
            second as usize,
            format!("{submission},{reviewer}").as_bytes(),
            bilingual!(
                "同一对组合在第 {first} 行已有不同的分数。",
                "The pair has a different score on row {first}."
            ),
            bilingual!("只保留一行。", "Keep one of the two lines."),
        );
    }
}

/// Positions of the raw pairs by row (counting sort, stable).
struct Order {
    starts: Vec<usize>,
    pairs: Vec<u32>,
}

fn by_row(raw: &RawScores, rows: usize) -> Order {
    let mut starts = vec![0usize; rows + 1];
    for &row in &raw.rows {
        starts[row as usize + 1] += 1;
    }
    for row in 0..rows {
        starts[row + 1] += starts[row];
    }
    let mut next = starts.clone();
    let mut pairs = vec![0u32; raw.rows.len()];
    for (pair, &row) in raw.rows.iter().enumerate() {
        pairs[next[row as usize]] = pair as u32;
        next[row as usize] += 1;
    }
    Order { starts, pairs }
}

/// The common power of ten.
struct Scale {
    exponent: i32,
    rounding: i128,
}

impl Scale {
    fn of(raw: &RawScores) -> Self {
        let (mut least, mut top) = (0i32, i32::MIN);
        let mut see = |score: Decimal| {
            if score.digits != 0 {
                least = least.min(score.exponent);
                let places = score.digits.unsigned_abs().ilog10() as i32;
                top = top.max(score.exponent.saturating_add(places));
            }
        };
        let mut seen = [false; 256];
        for (&digits, &exponent) in raw.digits.iter().zip(&raw.exponents) {
            // Only the exponent matters for the least place; the top place is bounded by 18 more.
            if digits != 0 && !seen[exponent as u8 as usize] {
                seen[exponent as u8 as usize] = true;
                see(Decimal {
                    digits: i128::from(i64::MAX),
                    exponent: i32::from(exponent),
                });
            }
        }
        raw.wide.iter().for_each(|wide| see(wide.1));
        if top == i32::MIN || top.saturating_sub(least) <= 29 {
            return Self {
                exponent: least,
                rounding: 0,
            };
        }
        // The quick bound was too coarse: look at every score.
        let mut exact = i32::MIN;
        for pair in 0..raw.rows.len() {
            let score = raw.score(pair);
            if score.digits != 0 {
                exact = exact.max(
                    score
                        .exponent
                        .saturating_add(score.digits.unsigned_abs().ilog10() as i32),
                );
            }
        }
        let wanted = exact - 29;
        Self {
            exponent: least.max(wanted),
            rounding: i128::from(wanted > least),
        }
    }

    fn amount(&self, score: Decimal) -> i128 {
        let shift = score.exponent.saturating_sub(self.exponent);
        match u32::try_from(shift) {
            // A zero may have any exponent.
            Ok(shift) if score.digits != 0 => score.digits * 10i128.pow(shift),
            Ok(_) => 0,
            Err(_) => {
                let places = shift.unsigned_abs();
                if places > 38 {
                    0
                } else {
                    score.digits / 10i128.pow(places)
                }
            }
        }
    }
}

/// Takes the greatest common divisor out of all scores.
fn reduce(
    problem: &mut Problem<i128>,
    forced: &mut [(u32, u32, i128)],
    tied: &mut [(u32, u32, i128)],
) -> i128 {
    let mut unit = 0i128;
    for score in problem
        .scores
        .iter()
        .chain(forced.iter().chain(tied.iter()).map(|pair| &pair.2))
    {
        unit = gcd(*score, unit);
        if unit == 1 {
            return 1;
        }
    }
    let unit = unit.max(1);
    problem.scores.iter_mut().for_each(|score| *score /= unit);
    let beside = forced.iter_mut().chain(tied);
    beside.for_each(|pair| pair.2 /= unit);
    unit
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    if let (Ok(mut x), Ok(mut y)) = (i64::try_from(a), i64::try_from(b)) {
        // Division of 64 bits is several times faster.
        while y != 0 {
            (x, y) = (y, x % y);
        }
        return i128::from(x).abs();
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs()
}

fn narrowed(problem: Problem<i128>) -> Pairs {
    let top = problem
        .scores
        .iter()
        .map(|score| score.abs())
        .max()
        .unwrap_or(0);
    debug_assert!(top <= WIDE, "the scale keeps scores below 10^30");
    if top > NARROW {
        return Pairs::Wide(problem);
    }
    Pairs::Narrow(Problem {
        starts: problem.starts,
        columns: problem.columns,
        scores: problem.scores.into_iter().map(i64::narrow).collect(),
        demands: problem.demands,
        floors: problem.floors,
        caps: problem.caps,
    })
}
