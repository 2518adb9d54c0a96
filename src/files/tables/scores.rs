//! The table `scores`: imported scores, used instead of the computed ones.

use super::ProblemCode;
use super::findings::Findings;
use super::relations::Known;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::{ExpertIndex, Place, ScoreTable, Season, SubmissionIndex};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Reads all scores of a season of `count` submissions. Missing pairs score 0.
pub(super) fn read(
    table: &Table<'_>,
    known: &Known,
    count: usize,
    findings: &mut Findings,
) -> ScoreTable {
    let columns = ["submission_id", "expert_id", "score"].map(|key| table.column(key));
    let mut pairs: BTreeMap<(usize, usize), (f64, u32)> = BTreeMap::new();
    for row in table.rows() {
        let submissions = row.known(
            columns[0],
            &known.works,
            ProblemCode::ScoreOfNobody,
            findings,
        );
        let experts = row.known(
            columns[1],
            &known.people,
            ProblemCode::ScoreOfNobody,
            findings,
        );
        let Some(score) = score(&row, columns[2], findings) else {
            continue;
        };
        let line = row.place().row.unwrap_or(0);
        let named = submissions
            .iter()
            .flat_map(|own| experts.iter().map(|other| (*own, *other)));
        for pair in named {
            let (first, at) = *pairs.entry(pair).or_insert((score, line));
            if first.total_cmp(&score).is_eq() {
                continue;
            }
            findings.add(
                ProblemCode::ScoreTwice,
                row.place_of(columns[2]),
                score.to_string(),
                bilingual!(
                    "第 {at} 行给这一对专家和申报的得分是 {first}",
                    "Row {at} gives a different score for this pair: {first}"
                ),
                bilingual!("只保留一行", "Keep one of the two rows"),
            );
        }
    }
    let pairs = pairs.into_iter().map(|((submission, expert), (score, _))| {
        (
            SubmissionIndex::new(submission),
            ExpertIndex::new(expert),
            score,
        )
    });
    ScoreTable::new(count, pairs)
}

fn score(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> Option<f64> {
    let text = row.required(column, findings)?;
    let plain: String = text.nfkc().collect();
    let score = plain.trim().parse::<f64>().ok();
    let score = score.filter(|score| (0.0..=1.0).contains(score));
    if score.is_none() {
        findings.add(
            ProblemCode::ScoreBad,
            row.place_of(column),
            text,
            bilingual!(
                "得分应为 0 到 1 之间的数",
                "A score is a number from 0 to 1"
            ),
            bilingual!(
                "改正该格；若使用其他分制，请把整列除以最高分",
                "Correct the cell; if another scale is used, divide the column by its highest score"
            ),
        );
    }
    // -0 equals 0 but would sort before it.
    score.map(f64::abs)
}

/// Reports that the table replaces the computed scores, and how many pairs of available experts and
/// passed submissions then score 0.
pub(super) fn tell(season: &Season, findings: &mut Findings) {
    let (Some(scores), Some(input)) = (&season.scores, season.inputs.get("scores")) else {
        return;
    };
    let here = |expert: &ExpertIndex| season.experts[expert.at()].available;
    let serving = season.experts.iter().filter(|own| own.available).count();
    let (mut all, mut held) = (0, 0);
    for (at, _) in season
        .submissions
        .iter()
        .enumerate()
        .filter(|(_, own)| own.passed)
    {
        all += serving;
        let row = scores.row(SubmissionIndex::new(at)).iter();
        held += row.filter(|pair| here(&pair.0)).count();
    }
    let rest = all - held;
    if rest == 0 {
        return; // nothing is missing
    }
    let code = if 2 * held < all {
        ProblemCode::ScoresSparse
    } else {
        ProblemCode::ScoresGiven
    };
    findings.add(
        code,
        Place::file(input.file.as_str()),
        "",
        bilingual!(
            "得分表取代程序计算的得分：{all} 对专家与申报中有 {held} 对的得分，其余 {rest} 对按 0 分计（覆盖要求照常）",
            "This table replaces the computed scores: it has {held} of {all} pairs of expert and submission; the other {rest} count as 0 (coverage is unchanged)"
        ),
        bilingual!(
            "若只想表达个别意愿，请补全得分，或移走此表以采用程序计算的得分",
            "If it was only meant for some preferences, complete the scores, or move the table away to use the computed scores"
        ),
    );
}
