//! The table `wishes`: what experts wish to review, and what they would rather not.

use super::ProblemCode;
use super::findings::Findings;
use super::relations::Known;
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::{ExpertIndex, Place, STRONGEST_WISH, Season, SubmissionIndex, Wish, Wishes};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Reads all wishes. Two rows that say the same of one pair are one.
pub(super) fn read(table: &Table<'_>, known: &Known, findings: &mut Findings) -> Wishes {
    let columns = ["expert", "submission", "wish"].map(|key| table.column(key));
    let mut wishes: BTreeMap<(usize, usize), Wish> = BTreeMap::new();
    for row in table.rows() {
        let experts = row.known(
            columns[0],
            &known.people,
            ProblemCode::WishOfNobody,
            findings,
        );
        let submissions = row.known(
            columns[1],
            &known.works,
            ProblemCode::WishOfNobody,
            findings,
        );
        let Some(strength) = strength(&row, columns[2], findings) else {
            continue;
        };
        for (&submission, &expert) in submissions
            .iter()
            .flat_map(|work| experts.iter().map(move |person| (work, person)))
        {
            let first = wishes.entry((submission, expert)).or_insert_with(|| Wish {
                expert: ExpertIndex::new(expert),
                submission: SubmissionIndex::new(submission),
                strength,
                place: row.place(),
            });
            if first.strength != strength {
                twice(&row, columns[2], first, strength, findings);
            }
        }
    }
    Wishes::new(wishes.into_values())
}

fn twice(row: &Row<'_, '_>, column: usize, first: &Wish, strength: i8, findings: &mut Findings) {
    let (other, at) = (first.strength, first.place.row.unwrap_or(0));
    findings.add(
        ProblemCode::WishTwice,
        row.place_of(column),
        strength.to_string(),
        bilingual!(
            "第 {at} 行写的这位专家对这项申报的意愿是 {other}",
            "Row {at} gives a different wish of this expert about this submission: {other}"
        ),
        bilingual!("只保留一行", "Keep one of the two rows"),
    );
}

/// A whole number from -2 to 2, with or without its sign, in any width.
fn strength(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> Option<i8> {
    let text = row.required(column, findings)?;
    let folded: String = text.nfkc().collect();
    let plain = folded.trim().replace('−', "-").replace('＋', "+");
    // A spreadsheet may write whole numbers with a point.
    let number = plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.fract() == 0.0);
    let whole = (-STRONGEST_WISH..=STRONGEST_WISH).find(|own| number == Some(f64::from(*own)));
    let whole = whole.or_else(|| said(folded.trim()));
    if whole.is_none() {
        findings.add(
            ProblemCode::WishBad,
            row.place_of(column),
            text,
            bilingual!(
                "意愿应为 -2 到 2 的整数",
                "A wish is a whole number from -2 to 2"
            ),
            bilingual!(
                "改正该格：2 很愿意，1 愿意，0 无所谓，-1 不太愿意，-2 很不愿意",
                "Correct the cell: 2 gladly, 1 yes, 0 either way, -1 rather not, -2 please not"
            ),
        );
    }
    whole
}

/// The words that the help of the template gives for the numbers.
fn said(word: &str) -> Option<i8> {
    match word {
        "很愿意" => Some(2),
        "愿意" => Some(1),
        "无所谓" => Some(0),
        "不太愿意" | "不愿意" => Some(-1),
        "很不愿意" => Some(-2),
        _ => None,
    }
}

/// Tells which wishes reach nobody or nothing of the season, and whether any counts.
pub(super) fn tell(season: &Season, findings: &mut Findings) {
    let wishes = season.wishes.all();
    for wish in wishes {
        let expert = &season.experts[wish.expert.at()];
        let submission = &season.submissions[wish.submission.at()];
        let what = if !submission.passed {
            bilingual!(
                "这项申报没有通过形式审查，意愿不起作用",
                "This submission did not pass the form check: the wish has no effect"
            )
        } else if !season.may_serve(expert) {
            bilingual!(
                "这位专家本届不能参加，意愿不起作用",
                "This expert cannot take part this year: the wish has no effect"
            )
        } else {
            continue;
        };
        findings.add(
            ProblemCode::WishWithoutEffect,
            wish.place.clone(),
            format!("{} {}", expert.id, submission.id),
            what,
            bilingual!(
                "核对即可；有误的改正",
                "Nothing, if that is meant; else correct it"
            ),
        );
    }
    if let (false, Some(input)) = (wishes.is_empty(), season.inputs.get("wishes"))
        && season.rules.score.wishes <= 0.0
    {
        let count = wishes.len();
        findings.add(
            ProblemCode::WishesNotCounted,
            Place::file(input.file.as_str()),
            "",
            bilingual!(
                "意愿表有 {count} 条意愿，但 score.wishes 为 0，意愿不计入得分",
                "The table has {count} wishes, but score.wishes is 0: they do not count"
            ),
            bilingual!(
                "要计入，在 rules.toml 的 [score] 中写 wishes = 0.1 等",
                "To count them, write, say, wishes = 0.1 under [score] in rules.toml"
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn words_say_what_the_numbers_do() {
        let words = ["很愿意", "愿意", "无所谓", "不太愿意", "很不愿意"];
        assert_eq!(
            words.map(said),
            [Some(2), Some(1), Some(0), Some(-1), Some(-2)]
        );
        assert_eq!(said("意愿"), None);
    }
}
