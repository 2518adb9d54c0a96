//! The settings of the search.

use super::row::section;
use super::value::{Choice, Chosen};
use super::values::{ALL_CORES, Kind, count, values, whole};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// More threads than any machine has use for.
const THREADS: i64 = 4096;

/// What to make as large as possible after the fewest shortfalls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Objective {
    /// The sum of the scores of all reviews.
    Total,
    /// The worst submission, then the next worst, then the sum.
    Maxmin,
}

impl Chosen for Objective {
    const VALUES: &'static [Self] = &[Self::Total, Self::Maxmin];
    const WORDS: &'static [Choice] = &[
        Choice::new("total", "总得分最高", "highest total score"),
        Choice::new("maxmin", "得分最低的申报尽量高", "best worst submission"),
    ];
}

section! {
    /// `[solve]`
    SolveRules = solve, "计算", "Search";

    /// What to maximise.
    objective: Objective = Objective::Total, values(Kind::Choice(Objective::WORDS)),
        "缺口最少之后的目标", "Objective after the fewest shortfalls",
        "缺口最少之后，使总得分最高，或使得分最低的一项尽量高。";

    /// Shortfalls that the plan may have beyond the fewest, where they raise the total.
    extra_shortfalls: usize = 0, count(0),
        "为提高总得分可多留的缺口", "Shortfalls allowed beyond the fewest for a higher total",
        "缺口最少的方案之外，还可多留几项缺口，换取更高的总得分；换多少见 form --exchange。", Search;

    /// Seconds until the best plan so far is taken: a real deadline.
    time_limit: f64 = 60.0, values(Kind::Seconds),
        "计算时限", "Time limit",
        "计算多少秒；到时采用已找到的最好方案。", Search;

    /// Seed of all random choices.
    seed: u64 = 1, whole(0, i64::MAX),
        "随机种子", "Random seed",
        "随机选择的种子；同样的输入和种子得到同样的方案。", Search;

    /// Threads; 0: all cores.
    threads: usize = 0, whole(0, THREADS).or(ALL_CORES),
        "线程数", "Threads",
        "计算用几个线程；0 用全部核心。", Machine;
}
