//! What can be wrong with a draw, in words.

use crate::bilingual;
use crate::model::{Place, Problem, Severity};
use crate::text::Bilingual;

fn error(
    code: &'static str,
    place: &str,
    value: &str,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity: Severity::Error,
        code,
        place: Place::file(place),
        value: value.to_owned(),
        what,
        action,
    }
}

pub(super) fn structure_unfit(broken: usize) -> Problem {
    error(
        "L101",
        "structure.json",
        &broken.to_string(),
        bilingual!(
            "作为抽签基础的方案不合本赛季的硬性规则（{broken} 处）",
            "The plan to draw from does not keep the hard rules of this season ({broken} place(s))"
        ),
        bilingual!(
            "先用 empanel verify 核验，或去掉 --structure 重新求得",
            "Verify it with empanel verify, or leave out --structure"
        ),
    )
}

pub(super) fn structure_gone(ids: &str) -> Problem {
    error(
        "L102",
        "structure.json",
        ids,
        bilingual!(
            "作为抽签基础的方案与本赛季的专家或申报不一致",
            "The plan to draw from and the season differ in their experts or submissions"
        ),
        bilingual!(
            "指定本赛季现在的方案，或去掉 --structure 重新求得",
            "Name a plan of the season as it is now, or leave out --structure"
        ),
    )
}

pub(super) fn not_drawn(id: &str) -> Problem {
    error(
        "L103",
        "--refuse",
        id,
        bilingual!(
            "{id} 没有被抽中，无从谢绝",
            "{id} was not drawn and cannot refuse"
        ),
        bilingual!(
            "按谢绝的先后列出抽中的专家；不能参加的专家请先在专家表中改为“否”",
            "List drawn experts in the order in which they refused; who cannot take part belongs in the experts table"
        ),
    )
}

pub(super) fn nobody_left(id: &str, group: &str) -> Problem {
    error(
        "L104",
        "--refuse",
        id,
        bilingual!(
            "{id} 谢绝后，{group} 的这个席位没有别的候选人",
            "After {id} refused there is no other candidate for this seat of {group}"
        ),
        bilingual!(
            "放宽 --within，或用 empanel rerun --withdraw 重新调整",
            "Widen --within, or use empanel rerun --withdraw"
        ),
    )
}
