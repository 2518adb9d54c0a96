//! What a shortage says to a person.

use super::super::exit::{Exit, Failure};
use crate::assign::Instance;
use crate::bilingual;
use crate::text::Bilingual;
use crate::transport::Shortage;

/// Most ids that a message lists.
const NAMED: usize = 20;

pub(in crate::cli) fn short(shortage: &Shortage, instance: &Instance) -> Failure {
    let list = |ids: &[u32], names: &[String]| {
        let shown: Vec<&str> = ids
            .iter()
            .take(NAMED)
            .map(|&id| names[id as usize].as_str())
            .collect();
        let more = if ids.len() > NAMED { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    Failure::new(Exit::Infeasible, proof(shortage, instance, list))
}

fn proof(
    shortage: &Shortage,
    instance: &Instance,
    list: impl Fn(&[u32], &[String]) -> String,
) -> Bilingual {
    match shortage {
        Shortage::Supply {
            rows,
            columns,
            needed,
            available,
        } if columns.is_empty() => {
            let (count, papers) = (rows.len(), list(rows, &instance.submissions));
            let _ = available;
            bilingual!(
                "需求无法满足：{count} 项申报可用的评审人不够，共缺 {needed} 人次（{papers}）。可补充评审人，或加 --allow-zero、--allow-unfilled。",
                "Demand cannot be met: {count} submission(s) have too few reviewers that they may use, {needed} review(s) short ({papers}). Add reviewers, or use --allow-zero or --allow-unfilled."
            )
        }
        Shortage::Supply {
            rows,
            columns,
            needed,
            available,
        } => {
            let (count, papers) = (rows.len(), list(rows, &instance.submissions));
            let (people, names) = (columns.len(), list(columns, &instance.reviewers));
            bilingual!(
                "需求无法满足：{count} 项申报（{papers}）至少需要从 {people} 位评审人（{names}）处得到 {needed} 人次评审，而这些人最多只能承担 {available} 人次。可提高其最多评审数、补充评审人，或加 --allow-zero、--allow-unfilled。",
                "Demand cannot be met: {count} submission(s) ({papers}) need at least {needed} review(s) from {people} reviewer(s) ({names}), who may take {available} together. Raise their loads, add reviewers, or use --allow-zero or --allow-unfilled."
            )
        }
        Shortage::Demand {
            columns,
            needed,
            available,
        } => {
            let (people, names) = (columns.len(), list(columns, &instance.reviewers));
            bilingual!(
                "最少评审数无法满足：{people} 位评审人（{names}）至少要评审 {needed} 人次，而能给他们的申报最多只有 {available} 人次。请降低 min_load。",
                "The least loads cannot be met: {people} reviewer(s) ({names}) must take {needed} review(s), but the submissions can give them {available} at most. Lower min_load."
            )
        }
    }
}
