//! R13: chair and vice chair.

use super::{Decisions, Linear, Part};
use crate::bilingual;
use crate::model::words::Bilingual;

/// Code of the rule.
pub const CODE: &str = "R13";
/// Name of the rule.
pub const KEY: &str = "chairs";

/// States the rule.
pub fn words() -> Bilingual {
    bilingual!(
        "主任委员和副主任委员为两名工作单位不同的质量综合专家;除规则另有规定外不进入专业组。",
        "chair and vice chair are two quality leads of different employers, in no group unless the rules allow it."
    )
}

/// Adds one chair and one vice chair, two people, at most one of each known employer. That they
/// sit in no group is in the rows of [`super::one_seat`].
pub fn rows(part: &Part, decisions: &Decisions, model: &mut Linear) {
    let Some(chairs) = &decisions.chairs else {
        return;
    };
    let ones = |columns: &[Option<super::Column>]| -> Vec<_> {
        columns
            .iter()
            .flatten()
            .map(|&column| (column, 1.0))
            .collect()
    };
    if chairs.pair {
        model.exactly(ones(&chairs.chair), 2.0);
    } else {
        model.exactly(ones(&chairs.chair), 1.0);
        model.exactly(ones(&chairs.vice_chair), 1.0);
    }
    for expert in 0..part.experts.len() {
        let own: Vec<_> = chairs.of(expert).map(|column| (column, 1.0)).collect();
        if own.len() > 1 {
            model.at_most(own, 1.0);
        }
    }
    for colleagues in super::colleagues(part).into_values() {
        let columns = colleagues.iter().flat_map(|&expert| chairs.of(expert));
        let terms: Vec<_> = columns.map(|column| (column, 1.0)).collect();
        if terms.len() > 1 {
            model.at_most(terms, 1.0);
        }
    }
}
