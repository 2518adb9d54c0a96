//! Problems with a draw.

use crate::bilingual;
use crate::model::Problem;

pub(super) fn structure_unfit(broken: usize) -> Problem {
    Problem::of_file(
        "L101",
        "structure.json",
        broken,
        bilingual!(
            "作为抽签基础的方案不符合本届的硬性规则（{broken} 处）",
            "The plan to draw from breaks hard rules of this season (rules broken: {broken})"
        ),
        bilingual!(
            "先用 empanel verify 核验，或去掉 --structure 重新组建",
            "Verify it with empanel verify, or leave out --structure to form it again"
        ),
    )
}

pub(super) fn structure_gone(ids: &str) -> Problem {
    Problem::of_file(
        "L102",
        "structure.json",
        ids,
        bilingual!(
            "作为抽签基础的方案与本届的专家或申报不一致",
            "The experts or submissions of the plan to draw from differ from those of the season"
        ),
        bilingual!(
            "指定本届现在的方案，或去掉 --structure 重新组建",
            "Name the current plan of the season, or leave out --structure to form it again"
        ),
    )
}

pub(super) fn not_drawn(id: &str) -> Problem {
    Problem::of_file(
        "L103",
        "--refuse",
        id,
        bilingual!(
            "{id} 没有被抽中，无从谢绝",
            "{id} was not drawn and therefore cannot decline"
        ),
        bilingual!(
            "按谢绝的先后列出抽中的专家；不能参加的专家请先在专家表中改为“否”",
            "List drawn experts in the order in which they declined; in the experts table, set available to no for those who cannot take part"
        ),
    )
}

pub(super) fn nobody_left(id: &str, group: &str) -> Problem {
    Problem::of_file(
        "L104",
        "--refuse",
        id,
        bilingual!(
            "{id} 谢绝后，{group} 的这个席位没有别的候选人能在不违反规则、不增加缺口的前提下接替",
            "After {id} declined, no other candidate can take this place of {group} without breaking a rule or adding a shortfall"
        ),
        bilingual!(
            "用 empanel rerun --withdraw 重新调整，或增加专家后重新抽取",
            "Adjust the plan with empanel rerun --withdraw, or add experts and draw again"
        ),
    )
}

pub(super) fn nobody_of_this_id(id: &str) -> Problem {
    Problem::of_file(
        "L105",
        "--refuse",
        id,
        bilingual!("专家表中没有编号 {id}", "The experts table has no id {id}"),
        bilingual!(
            "按抽取记录中的专家编号填写",
            "Enter the expert's id as in the protocol"
        ),
    )
}

/// Chances would exceed the cap even if all experts were in equally many plans.
pub(super) fn cap_too_low(places: usize, pool: usize, plans: usize) -> Problem {
    // In whole plans, rounded up.
    let least = (places * plans).div_ceil(pool.max(1));
    Problem::of_file(
        "L106",
        "--max-chance",
        format!("{least}/{plans}"),
        bilingual!(
            "{places} 个席位由 {pool} 人分担，机会最平均时也有人达到 {least}/{plans}，上限低于此数办不到",
            "{places} places are shared by {pool} experts: even if shared evenly, some expert's chance is {least}/{plans}, so a lower cap is impossible"
        ),
        bilingual!(
            "把入选机会的上限（--max-chance）提高到这个数以上，或增加专家",
            "Raise the cap on chances (--max-chance) to at least that, or add experts"
        ),
    )
}
