//! A shortage in words.

use super::{Instance, Names, Probability};
use crate::flow::Shortage;
use crate::model::words::Bilingual;

/// Maximum number of ids in a message.
const NAMED: usize = 20;

/// The options used, which determine what may still be tried.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Whether pairs without a score are unused so far and could be used.
    pub zero: bool,
    /// Whether unmet demands are not yet permitted and could be.
    pub unfilled: bool,
    /// The cap on probabilities; the shortage then counts parts of a review.
    pub cap: Option<Probability>,
}

impl Asked {
    /// The number of reviews that `parts` of the proof amount to.
    pub fn reviews(self, parts: u64) -> String {
        match self.cap {
            Some(cap) => (parts as f64 / f64::from(cap.parts())).to_string(),
            None => parts.to_string(),
        }
    }

    /// What helps if demand cannot be met, as the end of a sentence.
    fn ways(self, loads: bool) -> Bilingual {
        let mut ways = vec![("补充评审专家", "add reviewers")];
        if loads {
            ways.insert(0, ("提高这些人的 max_load", "raise their max_load"));
        }
        if self.cap.is_some() {
            ways.push(("提高 --max-probability", "raise --max-probability"));
        }
        if self.zero {
            ways.push(("加 --allow-zero", "use --allow-zero"));
        }
        if self.unfilled {
            ways.push(("加 --allow-unfilled", "use --allow-unfilled"));
        }
        let (zh, en): (Vec<&str>, Vec<&str>) = ways.into_iter().unzip();
        Bilingual::new(
            format!("可{}。", zh.join("，或")),
            format!("To resolve this, {}.", en.join(", or ")),
        )
    }

    fn under_cap(self) -> (String, String) {
        self.cap.map_or_else(Default::default, |cap| {
            let cap = cap.value();
            (
                format!("（每对组合的概率不超过 {cap}，人次按期望计）"),
                format!(" (no pair above probability {cap}; reviews counted as expected values)"),
            )
        })
    }
}

fn list(ids: &[u32], names: &Names) -> String {
    let shown = ids.iter().take(NAMED);
    let shown = shown.map(|&id| names.name(id as usize));
    let more = if ids.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", shown.collect::<Vec<_>>().join(", "))
}

/// The column of the tables that cannot hold, and why.
pub fn proof(shortage: &Shortage, instance: &Instance, asked: Asked) -> (&'static str, Bilingual) {
    let (zh, en) = asked.under_cap();
    match shortage {
        Shortage::Supply {
            rows,
            columns,
            needed,
            ..
        } if columns.is_empty() => {
            let (count, papers) = (rows.len(), list(rows, &instance.submissions));
            let needed = asked.reviews(*needed);
            let ways = asked.ways(false);
            let (zh, en) = (
                format!(
                    "需求无法满足{zh}：{count} 项申报可用的评审专家不够，共缺 {needed} 人次（{papers}）。{}",
                    ways.zh
                ),
                format!(
                    "Demand cannot be met{en}: submissions with too few available reviewers: {count} ({papers}); reviews missing: {needed}. {}",
                    ways.en
                ),
            );
            ("k", Bilingual::new(zh, en))
        }
        Shortage::Supply {
            rows,
            columns,
            needed,
            available,
        } => {
            let (count, papers) = (rows.len(), list(rows, &instance.submissions));
            let (people, names) = (columns.len(), list(columns, &instance.reviewers));
            let (needed, available) = (asked.reviews(*needed), asked.reviews(*available));
            let ways = asked.ways(true);
            let (zh, en) = (
                format!(
                    "需求无法满足{zh}：{count} 项申报（{papers}）至少需要从 {people} 位评审专家（{names}）处得到 {needed} 人次评审，而这些人最多只能承担 {available} 人次。{}",
                    ways.zh
                ),
                format!(
                    "Demand cannot be met{en}: reviews needed at least: {needed}, for {count} of the submissions ({papers}), from {people} of the reviewers ({names}), who can take {available} together. {}",
                    ways.en
                ),
            );
            ("max_load", Bilingual::new(zh, en))
        }
        Shortage::Demand {
            columns,
            needed,
            available,
        } => {
            let (people, names) = (columns.len(), list(columns, &instance.reviewers));
            let (needed, available) = (asked.reviews(*needed), asked.reviews(*available));
            let (zh, en) = (
                format!(
                    "最少评审数无法满足{zh}：{people} 位评审专家（{names}）至少要评审 {needed} 人次，而能给他们的申报最多只有 {available} 人次。请降低 min_load。"
                ),
                format!(
                    "The minimum loads cannot be met{en}: {people} of the reviewers ({names}) must take {needed} together, but the submissions can give them {available} at most. Lower min_load."
                ),
            );
            ("min_load", Bilingual::new(zh, en))
        }
    }
}
