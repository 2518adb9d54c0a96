//! Reports a shortage as a failure.

use super::super::exit::{Exit, Failure};
use crate::assign::{Asked, Instance, proof};
use crate::bilingual;
use crate::flow::Shortage;
use crate::solve::instance::Reason;

pub(super) fn short(shortage: &Shortage, instance: &Instance, asked: Asked) -> Failure {
    let (rule, message) = proof(shortage, instance, asked);
    let words = match shortage {
        Shortage::Supply {
            columns, needed, ..
        } if columns.is_empty() => {
            let short = asked.reviews(*needed);
            bilingual!("缺 {short} 人次。", "Reviews lacking: {short}.")
        }
        Shortage::Supply {
            needed, available, ..
        }
        | Shortage::Demand {
            needed, available, ..
        } => {
            let (needed, available) = (asked.reviews(*needed), asked.reviews(*available));
            bilingual!(
                "需要 {needed} 人次，只有 {available} 人次。",
                "Reviews needed: {needed}; available: {available}."
            )
        }
    };
    Failure::Told {
        exit: Exit::Infeasible,
        message,
        problems: Vec::new(),
        reasons: vec![Reason { rule, words }],
    }
}
