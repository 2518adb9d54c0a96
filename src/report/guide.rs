//! Explanations of terms, shared by all outputs.

use crate::bilingual;
use crate::model::words::Bilingual;

/// A term and its meaning.
pub(super) struct Term {
    pub(super) term: Bilingual,
    pub(super) meaning: Bilingual,
}

fn term(term: Bilingual, meaning: Bilingual) -> Term {
    Term { term, meaning }
}

/// The terms of the figures, in reading order.
pub(super) fn terms() -> Vec<Term> {
    vec![
        term(
            bilingual!("得分", "Score"),
            bilingual!(
                "衡量一名专家与一项申报的匹配程度，0 至 1：行业匹配（代码相同 1.0，同中类 0.9，同大类 0.75，同门类 0.3）与质量方法匹配（相同 1.0，同一上级类别 0.5，再乘以专家水平）的加权平均。不是对申报质量的评价。",
                "How well an expert fits a submission, 0 to 1: the weighted mean of the industry match (same code 1.0, group 0.9, division 0.75, section 0.3) and the domain match (same 1.0, same parent 0.5, times the expert's level). It says nothing about the quality of the submission."
            ),
        ),
        term(
            bilingual!("得分合计、总得分", "Sum, total score"),
            bilingual!(
                "一项申报各评审专家得分之和；全部申报相加为总得分。",
                "The scores of a submission's reviewers added up; over all submissions it is the total score."
            ),
        ),
        term(
            bilingual!("整组回避、单项回避", "Bar, recuse"),
            bilingual!(
                "整组回避：专家不得进入该申报所在的专业组。单项回避：可以同组，但不评审该项。",
                "Bar: the expert may not sit in the group that holds the submission. Recuse: the expert may sit there but does not review it."
            ),
        ),
        term(
            bilingual!("疑似回避", "Suspected conflict"),
            bilingual!(
                "程序发现但不能据以认定的情况（单位名称相近、未填单位、师生合作等），须由人工核实；核实后在 relations 表中登记再重新运行。",
                "Situations that the program noticed but cannot decide (similar names, no employer given, mentors and co-authors). Check them by hand, enter the outcome in the relations table and run again."
            ),
        ),
        term(
            bilingual!("覆盖、缺口", "Coverage, shortfall"),
            bilingual!(
                "每项申报的评审专家中，应有规定人数熟悉其行业，并有规定人数具备其每个质量方法；达不到的每一项要求记一个缺口。",
                "Among the reviewers of a submission, a set number must know its industry and a set number must have each of its quality domains; every requirement that is not met counts as one shortfall."
            ),
        ),
        term(
            bilingual!("上限、差距", "Bound, gap"),
            bilingual!(
                "上限是经证明任何方案都不能超过的总得分；差距 =（上限 − 总得分）÷ 上限，为 0 即证明最优。估计上限是按已找到的编组推算的，未经证明，不用于差距。",
                "The bound is a total score proven not to be exceeded by any plan; gap = (bound - total) / bound. A gap of 0 proves the plan optimal. An estimated limit is worked out from the groups found; it is not proven and no gap rests on it."
            ),
        ),
    ]
}
