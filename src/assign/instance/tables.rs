//! Cross-checks the tables of a folder and joins them.

use super::super::ids::Ids;
use super::super::problems::Findings;
use super::super::read::RawScores;
use super::Instance;
use super::scale::{Scale, narrowed, reduce};
use crate::bilingual;
use crate::flow::Problem;
use crate::model::Problem as Finding;

/// The tables as they were read.
pub(super) struct Tables {
    pub submissions: Ids,
    pub reviewers: Ids,
    pub demands: Vec<u32>,
    /// The line of each submission in `demands.csv`.
    pub demand_lines: Vec<usize>,
    pub floors: Vec<u32>,
    pub caps: Vec<u32>,
    pub conflicts: Vec<(u32, u32)>,
    pub forced: Vec<(u32, u32)>,
}

impl Tables {
    /// Reports contradictions between the tables.
    fn check(&self, findings: &mut Findings) {
        let reviewers = self.reviewers.len();
        let names: Vec<(usize, u32)> = self
            .demands
            .iter()
            .copied()
            .enumerate()
            // Without any reviewer the problem is loads.csv, which is reported separately.
            .filter(|demand| reviewers > 0 && demand.1 as usize > reviewers)
            .collect();
        for (row, k) in names {
            findings.error(
                "A112",
                "demands.csv",
                self.demand_lines[row],
                k.to_string().as_bytes(),
                bilingual!(
                    "需要的评审人数 {k} 超过评审专家总数 {reviewers}。",
                    "The demand of {k} reviewers exceeds their total number, {reviewers}."
                ),
                bilingual!("请改小 k，或增加评审专家。", "Lower k or add reviewers."),
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
                    "指定组合超过了申报所需人数或评审专家的最多评审数。",
                    "The forced pairs exceed a submission's demand or a reviewer's maximum load."
                ),
                bilingual!("请减少指定组合。", "Remove some forced pairs."),
            );
        }
    }

    /// The instance, with what is odd about the tables.
    ///
    /// # Errors
    /// All problems, those found before among them.
    pub fn instance(
        self,
        raw: &RawScores,
        mut findings: Findings,
    ) -> Result<(Instance, Vec<Finding>), Vec<Finding>> {
        self.check(&mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        let instance = self.join(raw, &mut findings);
        match findings.failed() {
            true => Err(findings.into_problems()),
            false => Ok((instance, findings.into_problems())),
        }
    }

    /// Joins the scores with the other tables.
    fn join(mut self, raw: &RawScores, findings: &mut Findings) -> Instance {
        let scale = Scale::of(raw);
        if scale.rounding > 0 {
            findings.warning(
                "A116",
                "scores.csv",
                0,
                b"",
                bilingual!("分数跨越的小数位过多，最小的尾数被舍入；上限已计入舍入误差。", "The scores spread over so many decimal places that the smallest digits were rounded; the bound allows for it."),
                bilingual!("无需处理，除非两个方案只差这些尾数。", "Nothing to do unless two plans differ only in such digits."),
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
                    "Negative scores: {negative}; they are used as they are."
                ),
                bilingual!(
                    "如果负数表示回避，请把这些组合写进 conflicts.csv。",
                    "If they mean conflicts, list the pairs in conflicts.csv."
                ),
            );
        }
        self.unscored(raw, findings);
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
        // Rounding is measured in units of the scale; dividing by a common divisor would increase
        // it.
        let unit = if scale.rounding > 0 {
            1
        } else {
            reduce(&mut problem, &mut forced, &mut tied)
        };
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

    /// Warns about forced pairs without a score.
    fn unscored(&self, raw: &RawScores, findings: &mut Findings) {
        let mut scored = vec![false; self.forced.len()];
        for pair in raw.rows.iter().copied().zip(raw.columns.iter().copied()) {
            if let Ok(at) = self.forced.binary_search(&pair) {
                scored[at] = true;
            }
        }
        let lacking = self.forced.iter().zip(&scored).filter(|pair| !pair.1);
        for (&(row, column), _) in lacking {
            let (submission, reviewer) = (self.submissions.name(row), self.reviewers.name(column));
            findings.warning(
                "A117",
                "forced.csv",
                0,
                format!("{submission},{reviewer}").as_bytes(),
                bilingual!(
                    "这对指定组合在 scores.csv 中没有分数，按 0 分计。",
                    "The forced pair has no score in scores.csv and counts as 0."
                ),
                bilingual!(
                    "如有分数，请写进 scores.csv。",
                    "If it has one, add it to scores.csv."
                ),
            );
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
        let line = |pair: u32| raw.line(pair as usize);
        let (first, second) = (line(first.min(second)), line(first.max(second)));
        findings.error(
            "A109",
            "scores.csv",
            second,
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
