//! What a leader asks about a plan, answered in plain words: who sits where, what is judged, is
//! anyone conflicted, what is short and why, what changed. Words of optimisation belong to the
//! appendices.

use super::figures::{Requirement, Role};
use super::story::Story;
use super::words;
use crate::bilingual;
use crate::model::Expert;
use crate::model::difference::Difference;
use crate::model::plan::ShortfallKind;
use crate::model::words::{Bilingual, Lang};

/// A question with its answer.
pub(super) struct Answer {
    pub(super) question: Bilingual,
    pub(super) answer: Bilingual,
    /// Whether it needs attention.
    pub(super) alarm: bool,
}

/// The five answers, in the order of the questions.
pub(super) fn answers(story: &Story) -> Vec<Answer> {
    let totals = &story.figures.totals;
    let calm = |question, answer| Answer {
        question,
        answer,
        alarm: false,
    };
    vec![
        calm(bilingual!("谁参加", "Who takes part"), people(story)),
        calm(bilingual!("评什么", "What is judged"), work(story)),
        Answer {
            question: bilingual!("有无回避问题", "Is anyone conflicted"),
            answer: conflicts(story),
            alarm: totals.broken > 0,
        },
        Answer {
            question: bilingual!("缺什么", "What is short"),
            answer: short(story),
            alarm: totals.shortfalls > 0,
        },
        calm(bilingual!("有何变动", "What changed"), changed(story)),
    ]
}

/// Puts sentences one after another, as each language does.
fn sentences(parts: impl IntoIterator<Item = Bilingual>) -> Bilingual {
    let mut all = Bilingual::default();
    for part in parts {
        if !all.en.is_empty() {
            all.en.push(' ');
        }
        all.zh.push_str(&part.zh);
        all.en.push_str(&part.en);
    }
    all
}

fn people(story: &Story) -> Bilingual {
    let totals = &story.figures.totals;
    let (seated, pool, available) = (totals.seated, totals.pool, totals.available);
    let groups = story.figures.groups.len();
    let size = bilingual!(
        "评审委员会 {seated} 人，含正副主任委员，分 {groups} 个专业组；专家库 {pool} 人，其中可参加 {available} 人。",
        "A committee of {seated} with chair and vice chair, in {groups} groups; the pool has {pool} experts, {available} of them available."
    );
    // In the defence `served_years` has another meaning, so members of the paper round are counted.
    let known = match &story.plan.round {
        Some(round) => {
            let seats = story.figures.seats.iter();
            let before = seats.filter(|seat| round.sat_before(&seat.expert.id));
            let before = before.count();
            bilingual!(
                "{before} 人参加过资料评审。",
                "Took part in the paper round: {before}."
            )
        }
        None => {
            let newcomers = totals.newcomers;
            bilingual!(
                "首次参评 {newcomers} 人。",
                "Serving for the first time: {newcomers}."
            )
        }
    };
    sentences([size, known])
}

fn work(story: &Story) -> Bilingual {
    let totals = &story.figures.totals;
    let (submissions, left_out, reviews) = (totals.submissions, totals.left_out, totals.reviews);
    let (least, most, mean) = (totals.load_min, totals.load_max, totals.load_mean);
    let which = match left_out {
        _ if story.plan.round.is_some() => bilingual!(
            "入围答辩的申报 {submissions} 项。",
            "Submissions shortlisted for the defence: {submissions}."
        ),
        0 => bilingual!(
            "申报 {submissions} 项，全部通过形式审查。",
            "Submissions: {submissions}; all passed the form check."
        ),
        _ => bilingual!(
            "通过形式审查的申报 {submissions} 项；另有 {left_out} 项未通过，不参加评审。",
            "Submissions that passed the form check: {submissions}; not passed and not reviewed: {left_out}."
        ),
    };
    let work = bilingual!(
        "评审共 {reviews} 次，每名组员 {least}–{most} 项，平均 {mean:.1} 项。",
        "Reviews: {reviews}, between {least} and {most} to a member, {mean:.1} on average."
    );
    let (known, asked) = (totals.well_known, totals.to_be_known);
    let knowing = (asked > 0).then(|| {
        bilingual!(
            "组内熟悉其行业的组员达到要求的申报：{known}/{asked}。",
            "Submissions whose group has enough members who know the industry: {known} of {asked}."
        )
    });
    sentences([which, work].into_iter().chain(knowing))
}

fn conflicts(story: &Story) -> Bilingual {
    let totals = &story.figures.totals;
    let (all, seated, recusals) = (totals.conflicts, totals.seated_conflicts, totals.recusals);
    let (broken, waived, suspected) = (totals.broken, totals.waived, totals.suspected);
    let verdict = match (broken, all) {
        (0, 0) => bilingual!(
            "专家库与申报单位之间没有发现回避关系。",
            "No conflict of interest was found between the pool and the applicants."
        ),
        (0, _) => bilingual!(
            "没有人评审与自己有利害关系的申报。专家库共有 {all} 条回避关系，其中涉及入选专家的 {seated} 条均已落实（同组、不评审该项的 {recusals} 条）。",
            "Nobody reviews a submission that they have a conflict with. The pool has {all} conflicts; those that concern members ({seated}) are all respected (in the same group and recused: {recusals})."
        ),
        _ => bilingual!(
            "有 {broken} 条回避没有落实，本方案不可用。",
            "Conflicts not respected: {broken}. This plan must not be used."
        ),
    };
    let waived = (waived > 0).then(|| {
        bilingual!(
            "经批准豁免 {waived} 条。",
            "Waived by the office: {waived}."
        )
    });
    let suspected = (suspected > 0).then(|| {
        bilingual!(
            "另有 {suspected} 条疑似情况须人工核实，见“疑似回避”。",
            "Suspected cases to be checked by hand: {suspected}, see Suspected conflicts."
        )
    });
    sentences([verdict].into_iter().chain(waived).chain(suspected))
}

fn short(story: &Story) -> Bilingual {
    let count = story.figures.totals.shortfalls;
    if count == 0 {
        return bilingual!(
            "没有缺口：每项申报的行业和质量方法都有足够的评审专家熟悉。",
            "Nothing: enough reviewers know the industry and each quality domain of every submission."
        );
    }
    let of = |kind| {
        let own = story
            .figures
            .shortfalls()
            .filter(move |own| own.kind == kind);
        own.map(Requirement::shortfalls).sum::<usize>()
    };
    let kinds = [
        ShortfallKind::Industry,
        ShortfallKind::Domain,
        ShortfallKind::Group,
    ];
    let kinds = kinds.into_iter().filter(|kind| of(*kind) > 0);
    let kinds: Vec<Bilingual> = kinds
        .map(|kind| {
            let (words, count) = (words::shortfall_kind(kind), of(kind));
            let (zh, en) = (words.zh, words.en.to_lowercase());
            bilingual!("{zh} {count} 项", "{en} {count}")
        })
        .collect();
    let zh: Vec<&str> = kinds.iter().map(|own| own.zh.as_str()).collect();
    let en: Vec<&str> = kinds.iter().map(|own| own.en.as_str()).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let what = bilingual!(
        "有 {count} 项要求没有满足（{zh}），原因逐项列出。",
        "Requirements not met: {count} ({en}), each with its reason."
    );
    let least = story.plan.quality.shortfalls_bound.unwrap_or(0);
    let avoidable = if least >= count {
        Some(bilingual!(
            "按现有专家库和规则，不可能更少。",
            "With this pool under these rules there cannot be fewer."
        ))
    } else {
        (least > 0).then(|| {
            bilingual!(
                "按现有专家库和规则，其中至少 {least} 项无法避免。",
                "With this pool under these rules at least {least} cannot be avoided."
            )
        })
    };
    sentences([what].into_iter().chain(avoidable))
}

fn changed(story: &Story) -> Bilingual {
    let Some(difference) = story.changes else {
        return bilingual!(
            "本方案是新组成的，不是由另一份方案调整而来。",
            "This plan was formed anew; it does not come from another plan."
        );
    };
    if difference.is_empty() {
        return bilingual!(
            "与前一份方案相同，没有变动。",
            "Nothing: it is the same as the plan before."
        );
    }
    let told = &difference.told;
    let (seats, new, gone) = (told.seats, told.new, told.gone);
    let (moved, role) = (told.moved, told.role);
    let (reviews, leader) = (told.reviews_only, told.leader_only);
    let submissions = difference.submissions.len();
    bilingual!(
        "与前一份方案相比，席位或职务变动 {seats} 人（新增 {new}、退出 {gone}、调组 {moved}、职务变动 {role}），仅评审任务变动 {reviews} 人，仅组长更换 {leader} 人；新增、撤出或调组的申报 {submissions} 项。",
        "Compared with the plan before: seat or role changed for {seats} people (new {new}, gone {gone}, moved {moved}, other role {role}), reviews only for {reviews}, group leader only for {leader}; submissions added, withdrawn or moved: {submissions}."
    )
}

/// The people whose seat or role changed, the first `most`, each in one line: who, and the change.
pub(super) fn people_changed(story: &Story, most: usize, lang: Lang) -> Vec<(String, String)> {
    let changes = story.changes.map(|difference| &difference.people[..]);
    let changes = changes.unwrap_or_default().iter();
    let seats = changes.filter(|person| !is_work_only(person.kind));
    let lines = seats.take(most).map(|person| {
        let mut experts = story.season.experts.iter();
        let known = experts.find(|own| own.id == person.expert);
        let name = known.map_or_else(|| person.expert.clone(), |own| words::person(own, lang));
        (name, super::changes::seats_of(person).say(lang).to_owned())
    });
    lines.collect()
}

/// The number of people whose seat or role changed.
pub(super) fn seats_changed(difference: Option<&Difference>) -> usize {
    difference.map_or(0, |difference| difference.told.seats)
}

fn is_work_only(kind: crate::model::difference::PersonKind) -> bool {
    use crate::model::difference::PersonKind::{Leader, Reviews};
    matches!(kind, Reviews | Leader)
}

/// The submissions that chair, vice chair or a leader has to keep away from: the role, the person
/// and the ids. Chairs leave the room; the deliberation of a leader's recusals is led by another.
pub(super) fn away<'a>(story: &'a Story<'_>) -> Vec<(Role, &'a Expert, Vec<&'a str>)> {
    let heads = story.figures.seats.iter();
    let heads = heads.filter(|seat| seat.role != Role::Member);
    let away = heads.map(|seat| {
        let ids = words::kept_from(story, seat.index, seat.group);
        (seat.role, seat.expert, ids)
    });
    away.filter(|(_, _, ids)| !ids.is_empty()).collect()
}
