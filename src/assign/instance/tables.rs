//! Cross-checks the tables of a folder and joins them.

use super::super::by_row::ByRow;
use super::super::problems::Findings;
use super::super::read::RawScores;
use super::scale::{Scale, Whole};
use super::{Instance, Names, Pairs};
use crate::bilingual;
use crate::flow::Problem;
use crate::model::Problem as Finding;
use rayon::prelude::*;
use std::borrow::Cow;

/// The tables as they were read.
pub(super) struct Tables {
    pub submissions: Names,
    pub reviewers: Names,
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

    /// The instance of a table of scores, with what is odd about the tables.
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
        let scale = Scale::of(&raw.scores);
        told(scale, raw.scores.negative(), &mut findings);
        let scored = |pair: &(u32, u32)| {
            let found = self.forced.binary_search(pair);
            found.ok()
        };
        let pairs = raw.rows.iter().copied().zip(raw.columns.iter().copied());
        let scored: Vec<usize> = match self.forced.is_empty() {
            true => Vec::new(),
            false => pairs.filter_map(|pair| scored(&pair)).collect(),
        };
        self.unscored(&scored, &mut findings);
        let instance = match scale.is_narrow(&raw.scores) {
            true => {
                let rows = self.by_row(raw, |pair| scale.narrow(&raw.scores, pair), &mut findings);
                self.joined(rows, scale)
            }
            false => {
                let amount = |pair| scale.amount(raw.scores.score(pair));
                let rows: ByRow<i128> = self.by_row(raw, amount, &mut findings);
                self.joined(rows, scale)
            }
        };
        match findings.failed() {
            true => Err(findings.into_problems()),
            false => Ok((instance, findings.into_problems())),
        }
    }

    /// The instance of pairs that are already by submission, in units of `scale`.
    ///
    /// # Errors
    /// All problems, those found before among them.
    pub fn instance_of_rows<C: Whole>(
        self,
        rows: ByRow<C>,
        scale: Scale,
        mut findings: Findings,
    ) -> Result<(Instance, Vec<Finding>), Vec<Finding>>
    where
        Problem<C>: Into<Pairs>,
    {
        self.check(&mut findings);
        if findings.failed() {
            return Err(findings.into_problems());
        }
        let negative = rows.scores.par_iter().filter(|score| **score < C::ZERO);
        told(scale, negative.count(), &mut findings);
        let scored = self.forced.iter().enumerate().filter(|(_, pair)| {
            let range = rows.starts[pair.0 as usize]..rows.starts[pair.0 as usize + 1];
            rows.columns[range].binary_search(&pair.1).is_ok()
        });
        let scored: Vec<usize> = scored.map(|(at, _)| at).collect();
        self.unscored(&scored, &mut findings);
        Ok((self.joined(rows, scale), findings.into_problems()))
    }

    /// The pairs by submission. A pair given twice counts once; two different scores are an error.
    fn by_row<C: Whole>(
        &self,
        raw: &RawScores,
        amount: impl Fn(usize) -> C,
        findings: &mut Findings,
    ) -> ByRow<C> {
        let order = Order::of(raw, self.demands.len());
        let mut rows = ByRow::default();
        rows.starts.reserve_exact(self.demands.len());
        rows.columns.reserve_exact(raw.rows.len());
        rows.scores.reserve_exact(raw.rows.len());
        let mut line: Vec<(u32, u32)> = Vec::new();
        for row in 0..self.demands.len() {
            line.clear();
            let pairs = order.starts[row]..order.starts[row + 1];
            let pairs = pairs.map(|at| order.pairs.as_ref().map_or(at as u32, |pairs| pairs[at]));
            line.extend(pairs.map(|pair| (raw.columns[pair as usize], pair)));
            if !line.is_sorted() {
                line.sort_unstable();
            }
            for at in 0..line.len() {
                let (column, pair) = line[at];
                if at > 0 && line[at - 1].0 == column {
                    let pair = (row as u32, column);
                    self.twice(raw, pair, (line[at - 1].1, line[at].1), findings);
                    continue;
                }
                rows.columns.push(column);
                rows.scores.push(amount(pair as usize));
            }
            rows.close();
        }
        rows
    }

    /// Warns about forced pairs without a score; `known` are positions of those that have one.
    fn unscored(&self, known: &[usize], findings: &mut Findings) {
        let mut scored = vec![false; self.forced.len()];
        known.iter().for_each(|&at| scored[at] = true);
        let lacking = self.forced.iter().zip(&scored).filter(|pair| !pair.1);
        for (&(row, column), _) in lacking {
            let (submission, reviewer) = self.named(row, column);
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
        let score = |pair: u32| raw.scores.score(pair as usize);
        if score(first) == score(second) {
            return;
        }
        let (submission, reviewer) = self.named(row, column);
        let place = |pair: u32| raw.place(pair as usize);
        let ((before, first), (name, second)) =
            (place(first.min(second)), place(first.max(second)));
        let what = match before == name {
            true => bilingual!(
                "同一对组合在第 {first} 行已有不同的分数。",
                "The pair has a different score on row {first}."
            ),
            false => bilingual!(
                "同一对组合在 {before} 第 {first} 行已有不同的分数。",
                "The pair has a different score in {before} on row {first}."
            ),
        };
        findings.error(
            "A109",
            name,
            second,
            format!("{submission},{reviewer}").as_bytes(),
            what,
            bilingual!("只保留一行。", "Keep one of the two lines."),
        );
    }

    /// The ids of a pair.
    fn named(&self, row: u32, column: u32) -> (Cow<'_, str>, Cow<'_, str>) {
        let (submissions, reviewers) = (&self.submissions, &self.reviewers);
        (
            submissions.name(row as usize),
            reviewers.name(column as usize),
        )
    }
}

/// Warns about scores that were rounded, and about those below zero.
fn told(scale: Scale, negative: usize, findings: &mut Findings) {
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
}

/// Positions of the raw pairs by row (counting sort, stable).
struct Order {
    starts: Vec<usize>,
    /// `None` if the pairs stand in this order already.
    pairs: Option<Vec<u32>>,
}

impl Order {
    fn of(raw: &RawScores, rows: usize) -> Self {
        let mut starts = vec![0usize; rows + 1];
        for &row in &raw.rows {
            starts[row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        if raw.rows.is_sorted() {
            return Self {
                starts,
                pairs: None,
            };
        }
        let mut next = starts.clone();
        let mut pairs = vec![0u32; raw.rows.len()];
        for (pair, &row) in raw.rows.iter().enumerate() {
            pairs[next[row as usize]] = pair as u32;
            next[row as usize] += 1;
        }
        Self {
            starts,
            pairs: Some(pairs),
        }
    }
}
