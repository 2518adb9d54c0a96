//! Instances created in memory.

use super::super::decimal::Decimal;
use super::super::ids::Ids;
use super::super::problems::Findings;
use super::super::read::RawScores;
use super::Instance;
use super::tables::Tables;
use crate::bilingual;
use crate::model::Problem as Finding;

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
        let mut findings = Findings::default();
        let mut raw = RawScores {
            header: 1,
            ..RawScores::default()
        };
        let known = |pair: (usize, usize)| pair.0 < demands.len() && pair.1 < loads.len();
        for (at, (submission, reviewer, score)) in pairs.into_iter().enumerate() {
            let decimal = Decimal::parse(format!("{score:e}").as_bytes());
            match decimal {
                Ok(score) if known((submission, reviewer)) => {
                    raw.push(submission as u32, reviewer as u32, score);
                }
                Ok(_) => out_of_range(
                    "scores.csv",
                    at,
                    (submission, reviewer),
                    demands,
                    &mut findings,
                ),
                Err(_) => not_a_score(at, score, &mut findings),
            }
        }
        for (at, load) in loads.iter().enumerate().filter(|(_, load)| load.0 > load.1) {
            least_above_most(at, *load, &mut findings);
        }
        let mut apart = Vec::with_capacity(conflicts.len());
        for (at, &pair) in conflicts.iter().enumerate() {
            match known(pair) {
                true => apart.push((pair.0 as u32, pair.1 as u32)),
                false => out_of_range("conflicts.csv", at, pair, demands, &mut findings),
            }
        }
        apart.sort_unstable();
        apart.dedup();
        let tables = Tables {
            submissions: Ids::numbered(demands.len()),
            reviewers: Ids::numbered(loads.len()),
            demands: demands.to_vec(),
            demand_lines: (0..demands.len()).collect(),
            floors: loads.iter().map(|load| load.0).collect(),
            caps: loads.iter().map(|load| load.1).collect(),
            conflicts: apart,
            forced: Vec::new(),
        };
        tables.check(&mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        let instance = tables.join(&raw, &mut findings);
        match findings.failed() {
            true => Err(findings.into_problems()),
            false => Ok((instance, findings.into_problems())),
        }
    }
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

fn least_above_most(at: usize, (least, most): (u32, u32), findings: &mut Findings) {
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
