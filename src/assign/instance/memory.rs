//! Instances created in memory.

use super::super::decimal::{BadNumber, Decimal};
use super::super::ids::Ids;
use super::super::problems::Findings;
use super::super::read::RawScores;
use super::tables::Tables;
use super::{Instance, Names};
use crate::bilingual;
use crate::model::Problem as Finding;

/// What an instance in memory keeps, by position from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits<'a> {
    /// The number of reviewers that each submission needs.
    pub demands: &'a [u32],
    /// The minimum and maximum number of reviews of each reviewer.
    pub loads: &'a [(u32, u32)],
    /// Pairs (submission, reviewer) that may not be used.
    pub conflicts: &'a [(usize, usize)],
    /// Pairs that must be used.
    pub forced: &'a [(usize, usize)],
}

impl Instance {
    /// Creates an instance from scored pairs: `pairs` are (submission, reviewer, score) by
    /// position, `demands` the number of reviewers that each submission needs, `loads` the minimum
    /// and maximum number of reviews of each reviewer, `conflicts` the pairs that may not be used.
    /// Pairs that are not listed are not used unless [`allow_zero`](Instance::allow_zero) is
    /// called. Ids are the positions, from 0.
    ///
    /// Scores are taken as the shortest decimals that parse to the same number, so 0.1 + 0.2 equals
    /// 0.3. O(pairs log pairs of a submission).
    ///
    /// ```
    /// use empanel::{Instance, assign::total};
    ///
    /// let pairs = [(0, 0, 0.9), (0, 1, 0.2), (1, 0, 0.8), (1, 1, 0.1)];
    /// let (instance, _) =
    ///     Instance::from_scores(pairs, &[1, 1], &[(0, 1), (0, 1)], &[]).expect("sound");
    /// let best = total(&instance).expect("a plan exists");
    /// assert_eq!(best.figures(&instance).total_score, 1.0);
    /// ```
    ///
    /// # Errors
    /// A score that is not finite or has 18 or more digits before its point, a position out of
    /// range, a load whose minimum exceeds its maximum, a pair with two scores: all of them, the
    /// first fifty in full.
    pub fn from_scores(
        pairs: impl IntoIterator<Item = (usize, usize, f64)>,
        demands: &[u32],
        loads: &[(u32, u32)],
        conflicts: &[(usize, usize)],
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let limits = Limits {
            demands,
            loads,
            conflicts,
            forced: &[],
        };
        Self::from_limits(pairs, &limits)
    }

    /// [`Instance::from_scores`] with pairs that must be used.
    ///
    /// # Errors
    /// See [`Instance::from_scores`]; more pairs that must be used than demands and loads allow.
    pub fn from_limits(
        pairs: impl IntoIterator<Item = (usize, usize, f64)>,
        limits: &Limits<'_>,
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let numbered = Names::Numbered;
        let names = (numbered(limits.demands.len()), numbered(limits.loads.len()));
        joined(names, pairs, limits)
    }

    /// [`Instance::from_limits`] with ids of submissions and reviewers, which may not repeat.
    ///
    /// # Errors
    /// See [`Instance::from_limits`]; an id that repeats.
    pub fn from_names(
        submissions: &[String],
        reviewers: &[String],
        pairs: impl IntoIterator<Item = (usize, usize, f64)>,
        limits: &Limits<'_>,
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let mut findings = Findings::default();
        let names = [(submissions, "demands.csv"), (reviewers, "loads.csv")].map(|(own, file)| {
            let mut ids = Ids::default();
            for (at, id) in own.iter().enumerate() {
                if !ids.add(id.as_bytes()) {
                    repeated(file, at, id, &mut findings);
                }
            }
            ids
        });
        let [rows, columns] = names;
        match findings.failed() {
            true => Err(findings.into_problems()),
            false => {
                let [rows, columns] = [rows, columns].map(|ids| Names::Listed(ids.into_names()));
                joined((rows, columns), pairs, limits)
            }
        }
    }
}

fn joined(
    (submissions, reviewers): (Names, Names),
    pairs: impl IntoIterator<Item = (usize, usize, f64)>,
    limits: &Limits<'_>,
) -> Result<(Instance, Vec<Finding>), Vec<Finding>> {
    let (demands, loads) = (limits.demands, limits.loads);
    let mut findings = Findings::default();
    let mut raw = RawScores::default();
    for (at, (submission, reviewer, score)) in pairs.into_iter().enumerate() {
        let pair = (submission, reviewer);
        match shortest(score) {
            Ok(score) if limits.knows(pair) => {
                raw.push(submission as u32, reviewer as u32, score);
            }
            Ok(_) => out_of_range("scores.csv", at, pair, demands, &mut findings),
            Err(_) => not_a_score(at, score, &mut findings),
        }
    }
    for (at, load) in loads.iter().enumerate().filter(|(_, load)| load.0 > load.1) {
        least_above_most(at, *load, &mut findings);
    }
    let tables = limits.tables((submissions, reviewers), &mut findings);
    tables.instance(&raw, findings)
}

/// The shortest decimal that parses to a number; of two that are as near, the standard library's.
pub(super) fn shortest(score: f64) -> Result<Decimal, BadNumber> {
    match halfway(score) {
        true => Decimal::parse(format!("{score:e}").as_bytes()),
        false => Decimal::parse(zmij::Buffer::new().format(score).as_bytes()),
    }
}

/// Whether a number may lie in the middle of two shortest decimals, which is decided differently:
/// it then has at most 18 digits in full, so that no more than 25 of its bits stand behind the
/// point.
fn halfway(score: f64) -> bool {
    let bits = score.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    let mantissa = bits & ((1 << 52) - 1) | 1 << 52;
    -(exponent + mantissa.trailing_zeros() as i32) <= 25
}

impl Limits<'_> {
    /// Whether the positions of a pair exist.
    fn knows(&self, pair: (usize, usize)) -> bool {
        pair.0 < self.demands.len() && pair.1 < self.loads.len()
    }

    /// The tables beside the scores.
    pub(super) fn tables(
        &self,
        (submissions, reviewers): (Names, Names),
        findings: &mut Findings,
    ) -> Tables {
        let mut listed = |file: &str, pairs: &[(usize, usize)]| {
            let mut listed = Vec::with_capacity(pairs.len());
            for (at, &pair) in pairs.iter().enumerate() {
                match self.knows(pair) {
                    true => listed.push((pair.0 as u32, pair.1 as u32)),
                    false => out_of_range(file, at, pair, self.demands, findings),
                }
            }
            listed.sort_unstable();
            listed.dedup();
            listed
        };
        let conflicts = listed("conflicts.csv", self.conflicts);
        let forced = listed("forced.csv", self.forced);
        Tables {
            submissions,
            reviewers,
            demands: self.demands.to_vec(),
            demand_lines: (0..self.demands.len()).collect(),
            floors: self.loads.iter().map(|load| load.0).collect(),
            caps: self.loads.iter().map(|load| load.1).collect(),
            conflicts,
            forced,
        }
    }
}

fn repeated(file: &str, at: usize, id: &str, findings: &mut Findings) {
    findings.error(
        "A113",
        file,
        at,
        id.as_bytes(),
        bilingual!("编号重复。", "The id appears twice."),
        bilingual!("每个编号只保留一个。", "Keep each id once."),
    );
}

fn out_of_range(
    file: &str,
    at: usize,
    pair: (usize, usize),
    known: &[u32],
    findings: &mut Findings,
) {
    let (row, column) = pair;
    let submission = row >= known.len();
    findings.error(
        if submission { "A107" } else { "A108" },
        file,
        at,
        format!("{row},{column}").as_bytes(),
        bilingual!(
            "序号超出申报或评审专家的数量。",
            "A position is beyond the number of submissions or reviewers."
        ),
        bilingual!("序号从 0 开始。", "Positions start at 0."),
    );
}

fn not_a_score(at: usize, score: f64, findings: &mut Findings) {
    findings.error(
        "A106",
        "scores.csv",
        at,
        score.to_string().as_bytes(),
        bilingual!(
            "分数不是有限的数，或过大。",
            "The score is not finite, or too large."
        ),
        bilingual!("请改正或删去这一项。", "Correct the pair or remove it."),
    );
}

pub(super) fn least_above_most(at: usize, (least, most): (u32, u32), findings: &mut Findings) {
    findings.error(
        "A111",
        "loads.csv",
        at,
        format!("{least},{most}").as_bytes(),
        bilingual!(
            "最少评审数大于最多评审数。",
            "The minimum load is above the maximum."
        ),
        bilingual!("请改正。", "Correct it."),
    );
}
