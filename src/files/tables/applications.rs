//! Input of the form check only: the applicants' statements, and the table `recommenders`.

use super::ProblemCode;
use super::findings::Findings;
use super::sheet::answers::{YesNo, yes_no};
use super::sheet::table::{Row, Table};
use super::submissions;
use super::taxa::Taxa;
use crate::bilingual;
use crate::model::{Answer, Application, Condition, Organizations, Place, Recommender, Submission};
use std::collections::BTreeMap;

/// Reads the submissions with their statements, and the conditions that have no column.
pub(super) fn read(
    table: &Table<'_>,
    taxa: &Taxa,
    findings: &mut Findings,
) -> (Vec<Application>, Vec<Condition>) {
    let (submissions, _) = submissions::read(table, taxa, findings);
    let id = table.column("id");
    let rank = table.column("rank");
    let passed = table.column("passed");
    let breach = table.column("breach");
    let columns = Condition::ALL.map(|condition| table.column(condition.key()));
    let unstated = Condition::ALL
        .into_iter()
        .zip(columns)
        .filter(|(condition, column)| {
            !(table.has(*column) || *condition == Condition::NoBreach && table.has(breach))
        })
        .map(|(condition, _)| condition)
        .collect();
    // Rows with an unreadable id have no submission.
    let mut rows: BTreeMap<Place, Row<'_, '_>> = table
        .rows()
        .filter(|row| !row.cell(id).is_empty())
        .map(|row| (row.place(), row))
        .collect();
    let mut applications = Vec::with_capacity(submissions.len());
    for submission in submissions {
        let Some(row) = rows.remove(&submission.place) else {
            continue;
        };
        let mut answers = columns.map(|column| answer(&row, column, false, &submission, findings));
        if table.has(breach) {
            let inverse = answer(&row, breach, true, &submission, findings);
            let own = &mut answers[2];
            *own = worse(own.clone(), inverse);
        }
        let decided = table.has(passed) && !row.cell(passed).is_empty();
        applications.push(Application {
            passed_by_office: decided && submission.passed,
            rank: row.whole(
                rank,
                &bilingual!("表示没有排序", "where there is no ranking"),
                findings,
            ),
            submission,
            answers,
        });
    }
    (applications, unstated)
}

/// Combines two columns about one condition: the less favourable answer counts, and an empty cell
/// defers to the other column.
fn worse(a: Answer, b: Answer) -> Answer {
    match (a, b) {
        (Answer::NotMet, _) | (_, Answer::NotMet) => Answer::NotMet,
        (Answer::Unclear(text), _) | (_, Answer::Unclear(text)) => Answer::Unclear(text),
        (Answer::Met, _) | (_, Answer::Met) => Answer::Met,
        _ => Answer::NotStated,
    }
}

/// Reads one statement; `inverse` for a column that asks about a breach.
fn answer(
    row: &Row<'_, '_>,
    column: usize,
    inverse: bool,
    submission: &Submission,
    findings: &mut Findings,
) -> Answer {
    let text = row.cell(column).text().into_owned();
    if text.is_empty() {
        return Answer::NotStated;
    }
    // 无 confirms a column called 无违法违规; in other columns it means no.
    let header = row.table().header(column);
    // 有无 in a header asks a question; 无 alone is a statement.
    let states = header.contains('无') && !header.contains("有无");
    let none = [
        "无",
        "没有",
        "未发生",
        "没有发生",
        "无违法违规",
        "无不良记录",
        "未发现",
        "无记录",
        "不存在",
    ];
    let denies = none.contains(&text.as_str());
    let confirms = denies && !inverse && states;
    let word = match text.as_str() {
        "符合" | "满足" | "具备" | "盈利" | "连续盈利" | "均盈利" | "同意" | "已同意" => {
            Some(YesNo::Yes)
        }
        "不符合" | "不满足" | "不具备" | "亏损" | "不盈利" | "未盈利" | "不同意" => {
            Some(YesNo::No)
        }
        _ if denies && inverse => Some(YesNo::No),
        "存在" | "发生过" | "发生" | "有过" if inverse => Some(YesNo::Yes),
        other => yes_no(other),
    };
    match word {
        _ if confirms => Answer::Met,
        Some(word) if (word == YesNo::No) == inverse => Answer::Met,
        Some(_) => Answer::NotMet,
        None => {
            let id = &submission.id;
            findings.add(
                ProblemCode::ConditionUnclear,
                row.place_of(column),
                text.as_str(),
                bilingual!(
                    "申报 {id} 的这一项既不是“是”也不是“否”，按未填报处理",
                    "This entry of {id} is neither yes nor no and counts as not stated"
                ),
                bilingual!("核实后填 是 或 否", "Check, and write yes or no"),
            );
            Answer::Unclear(text)
        }
    }
}

/// Reports the conditions without a column, once for the whole table.
pub(super) fn unstated(table: Place, conditions: &[Condition], findings: &mut Findings) {
    for condition in conditions {
        let key = condition.key();
        let spec = &super::headers::SUBMISSIONS;
        let column = spec.columns.iter().find(|column| column.key == key);
        let zh = column.and_then(|column| column.aliases.first()).copied();
        let zh = zh.unwrap_or(key);
        findings.add(
            ProblemCode::ConditionUnstated,
            table.clone(),
            "",
            bilingual!(
                "申报表没有“{zh}”一列，全部申报的这一项都按未填报处理",
                "The submissions table has no column {key}, so this condition counts as not stated for all of them"
            ),
            bilingual!(
                "添加“{zh}”（{key}）列并填是/否；不审这一项时，在 rules.toml 的 [screen] 中写 {key} = \"off\"",
                "Add the column {key} with yes or no; to skip this condition, write {key} = \"off\" under [screen]"
            ),
        );
    }
}

/// Reads the recommending units.
pub(super) fn recommenders(
    table: &Table<'_>,
    organizations: &Organizations,
    findings: &mut Findings,
) -> Vec<Recommender> {
    let [name, kind, quota] = ["name", "kind", "quota"].map(|key| table.column(key));
    let mut seen = BTreeMap::new();
    let mut units = Vec::new();
    for row in table.rows() {
        let Some(own) = row.required(name, findings) else {
            continue;
        };
        let line = row.place().row.unwrap_or(0);
        let first = *seen.entry(organizations.key(&own)).or_insert(line);
        if first != line {
            findings.add(
                ProblemCode::RecommenderTwice,
                row.place_of(name),
                own.as_str(),
                bilingual!(
                    "第 {first} 行已有这个推荐单位，名额以哪一行为准无法判断",
                    "Row {first} has the same recommending unit; it is not clear which quota is right"
                ),
                bilingual!("合并为一行", "Keep one row"),
            );
            continue;
        }
        units.push(Recommender {
            name: own,
            kind: row.text(kind, findings),
            quota: row.whole(
                quota,
                &bilingual!("表示不限名额", "where the number is not limited"),
                findings,
            ),
            place: row.place(),
        });
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The meaning of an empty cell depends on the column.
    #[test]
    fn a_quota_that_is_no_number_is_told_with_what_to_write_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let put = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("written");
        };
        put(
            "submissions.csv",
            "申报编号,经验名称,申报单位,行业,质量方法\nS1,题,甲,38,Q06.01\n",
        );
        put("recommenders.csv", "推荐单位,名额\n乙会,三项\n");
        let found = crate::files::tables::read_applications(folder.path(), None)
            .expect_err("wrong")
            .0;
        let told = found.iter().find(|own| own.code == "E306").expect("told");
        assert_eq!(told.action.zh, "填写整数，或留空表示不限名额");
        assert_eq!(
            told.action.en,
            "Write a whole number, or leave it empty where the number is not limited"
        );
    }

    #[test]
    fn the_column_that_speaks_against_a_condition_counts() {
        use Answer::{Met, NotMet, NotStated, Unclear};
        assert_eq!(worse(Met, NotMet), NotMet);
        assert_eq!(worse(NotStated, Met), Met);
        assert_eq!(worse(Met, Unclear("?".into())), Unclear("?".into()));
        assert_eq!(worse(NotStated, NotStated), NotStated);
    }
}
