//! The key figures, each with a note.

use super::story::Story;
use super::{verdict, words};
use crate::bilingual;
use crate::model::plan::Round;
use crate::model::words::Bilingual;

/// A figure, its value as text, and its meaning.
pub(super) struct KeyFigure {
    pub(super) name: Bilingual,
    pub(super) value: Bilingual,
    pub(super) note: Bilingual,
    /// Whether it needs attention.
    pub(super) alarm: bool,
}

fn figure(name: Bilingual, value: Bilingual, note: Bilingual) -> KeyFigure {
    KeyFigure {
        name,
        value,
        note,
        alarm: false,
    }
}

/// Lists the key figures in reading order.
pub(super) fn all(story: &Story) -> Vec<KeyFigure> {
    let mut all = people(story);
    all.extend(work(story));
    all.extend(quality(story));
    all.extend(conflicts(story));
    all
}

fn people(story: &Story) -> Vec<KeyFigure> {
    let totals = &story.figures.totals;
    let (seated, pool, available, newcomers) = (
        totals.seated,
        totals.pool,
        totals.available,
        totals.newcomers,
    );
    let groups = story.figures.groups.len();
    if let Some(round) = &story.plan.round {
        return vec![people_of_defence(story, round)];
    }
    vec![figure(
        bilingual!("委员会人数", "Committee members"),
        Bilingual::same(seated.to_string()),
        bilingual!(
            "含正副主任委员，分 {groups} 个专业组；专家库 {pool} 人，其中可参加 {available} 人；首次参评 {newcomers} 人。",
            "Including chair and vice chair, in {groups} groups; the pool has {pool} experts, {available} of them available; serving for the first time: {newcomers}."
        ),
    )]
}

/// In the defence `served_years` has another meaning, so members of the paper round are counted.
fn people_of_defence(story: &Story, round: &Round) -> KeyFigure {
    let totals = &story.figures.totals;
    let (seated, pool, available) = (totals.seated, totals.pool, totals.available);
    let groups = story.figures.groups.len();
    let before = story.figures.seats.iter();
    let before = before.filter(|seat| round.sat_before(&seat.expert.id));
    let before = before.count();
    figure(
        bilingual!("委员会人数", "Committee members"),
        Bilingual::same(seated.to_string()),
        bilingual!(
            "含正副主任委员，分 {groups} 个专业组；专家库 {pool} 人，其中可参加 {available} 人；{before} 人参加过资料评审。",
            "Including chair and vice chair, in {groups} groups; the pool has {pool} experts, {available} of them available; took part in the paper round: {before}."
        ),
    )
}

fn work(story: &Story) -> Vec<KeyFigure> {
    let totals = &story.figures.totals;
    let (submissions, left_out, reviews) = (totals.submissions, totals.left_out, totals.reviews);
    let (least, most, mean) = (totals.load_min, totals.load_max, totals.load_mean);
    let difference = totals.load_difference;
    let mut all = vec![
        figure(
            bilingual!("申报数", "Submissions"),
            Bilingual::same(submissions.to_string()),
            match left_out {
                _ if story.plan.round.is_some() => bilingual!(
                    "入围答辩的申报。评审共 {reviews} 次。",
                    "Shortlisted for the defence. {reviews} reviews in all."
                ),
                0 => bilingual!(
                    "全部通过形式审查。评审共 {reviews} 次。",
                    "All passed the form check. {reviews} reviews in all."
                ),
                _ => bilingual!(
                    "通过形式审查的申报；另有 {left_out} 项未通过，不参加评审。评审共 {reviews} 次。",
                    "Passed the form check; {left_out} more did not and are not reviewed. {reviews} reviews in all."
                ),
            },
        ),
        figure(
            bilingual!("人均评审项数", "Mean load"),
            Bilingual::same(format!("{mean:.1}")),
            bilingual!(
                "组员中最少 {least} 项，最多 {most} 项；同组组员之间最多相差 {difference} 项。",
                "Between {least} and {most} submissions per group member; within a group at most {difference} apart."
            ),
        ),
    ];
    all.extend(knowledge(story));
    all
}

/// How well the groups know what they judge, where members who do are asked for.
fn knowledge(story: &Story) -> Option<KeyFigure> {
    let totals = &story.figures.totals;
    let (known, all) = (totals.well_known, totals.to_be_known);
    let (mean, scatter) = (totals.knowing_mean, totals.scatter);
    (all > 0).then(|| {
        figure(
            bilingual!("组内熟悉行业", "Groups that know the industry"),
            Bilingual::same(format!("{known}/{all}")),
            bilingual!(
                "组内熟悉其行业的组员达到要求的申报；每项平均 {mean:.1} 名组员熟悉。同一行业大类的申报平均分在 {scatter:.1} 个组。",
                "Submissions with as many members who know their industry as are wanted; {mean:.1} members know it on average. The submissions of one division are in {scatter:.1} groups on average."
            ),
        )
    })
}

fn quality(story: &Story) -> Vec<KeyFigure> {
    let quality = &story.plan.quality;
    let (total, worst, mean) = (quality.total_score, quality.worst_score, quality.mean_score);
    let review = story.figures.totals.mean_review;
    let shortfalls = story.figures.totals.shortfalls;
    let mut proof = verdict::sentences(story.plan).into_iter();
    let about_shortfalls = proof.next().unwrap_or_default();
    let about_total = proof.next().unwrap_or_default();
    let mut all = vec![
        KeyFigure {
            alarm: shortfalls > 0,
            ..figure(
                bilingual!("覆盖缺口", "Coverage shortfalls"),
                Bilingual::same(shortfalls.to_string()),
                about_shortfalls,
            )
        },
        figure(
            bilingual!("总得分", "Total score"),
            Bilingual::same(format!("{total:.4}")),
            about_total,
        ),
        figure(
            bilingual!("最低一项得分", "Worst submission"),
            Bilingual::same(format!("{worst:.4}")),
            proof.next().unwrap_or_else(|| {
                bilingual!(
                    "每项申报平均 {mean:.3}；每次评审平均 {review:.3}（满分 1）。",
                    "Average per submission {mean:.3}; average per review {review:.3} (at most 1)."
                )
            }),
        ),
    ];
    let status = words::status(story.plan.status);
    let gap = verdict::gap(story.plan);
    let gap = gap.map_or_else(
        || bilingual!("未算出", "unknown"),
        |gap| Bilingual::same(format!("{:.2}%", gap * 100.0)),
    );
    all.push(figure(
        bilingual!("与上限差距", "Gap to the bound"),
        gap,
        status,
    ));
    all.extend(estimate(story));
    all
}

/// The estimated limit, apart from what is proven.
fn estimate(story: &Story) -> Option<KeyFigure> {
    let words = verdict::estimate(story.plan)?;
    let estimate = story.plan.quality.estimated_bound?;
    Some(figure(
        bilingual!("估计上限（未经证明）", "Estimated limit (not proven)"),
        Bilingual::same(format!("{estimate:.4}")),
        words,
    ))
}

fn conflicts(story: &Story) -> Vec<KeyFigure> {
    let totals = &story.figures.totals;
    let (all, seated, recusals, waived, suspected) = (
        totals.conflicts,
        totals.seated_conflicts,
        totals.recusals,
        totals.waived,
        totals.suspected,
    );
    let note = match totals.broken {
        0 => bilingual!(
            "其中涉及入选专家 {seated} 条，均已落实（同组单项回避 {recusals} 条）；经批准豁免的另计 {waived} 条。",
            "Concerning committee members: {seated}, all respected (recusals within a group: {recusals}). Waived, not counted here: {waived}."
        ),
        broken => bilingual!(
            "其中涉及入选专家 {seated} 条，有 {broken} 条未落实，本方案不可用。",
            "Concerning committee members: {seated}; not respected: {broken}. This plan must not be used."
        ),
    };
    vec![
        KeyFigure {
            alarm: totals.broken > 0,
            ..figure(
                bilingual!("回避关系", "Conflicts of interest"),
                Bilingual::same(all.to_string()),
                note,
            )
        },
        KeyFigure {
            alarm: suspected > 0,
            ..figure(
                bilingual!("疑似回避", "Suspected conflicts"),
                Bilingual::same(suspected.to_string()),
                bilingual!(
                    "程序不能认定，须人工核实，见“疑似回避”。",
                    "The program cannot decide these; check the list of suspected conflicts by hand."
                ),
            )
        },
    ]
}
