//! The table `submissions`.

use super::ProblemCode;
use super::findings::Findings;
use super::ids::Ids;
use super::private::LeftOut;
use super::sheet::table::{Row, Table};
use super::sheet::values::list;
use super::taxa::Taxa;
use crate::bilingual;
use crate::model::Submission;
use unicode_normalization::UnicodeNormalization;

struct Columns {
    id: usize,
    title: usize,
    organization: usize,
    recommender: usize,
    region: usize,
    industry: usize,
    domains: usize,
    category: usize,
    reviewers: usize,
    passed: usize,
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        Self {
            id: table.column("id"),
            title: table.column("title"),
            organization: table.column("organization"),
            recommender: table.column("recommender"),
            region: table.column("region"),
            industry: table.column("industry"),
            domains: table.column("domains"),
            category: table.column("category"),
            reviewers: table.column("reviewers"),
            passed: table.column("passed"),
        }
    }
}

/// Reads all submissions and their ids.
pub(super) fn read(
    table: &Table<'_>,
    taxa: &Taxa,
    findings: &mut Findings,
) -> (Vec<Submission>, Ids) {
    let columns = Columns::of(table);
    let passed = table.default_yes(columns.passed, findings);
    let mut submissions = Vec::new();
    let mut ids = Ids::default();
    let mut left_out = LeftOut::default();
    for row in table.rows() {
        let Some(mut submission) = submission(&row, &columns, taxa, passed, findings) else {
            continue;
        };
        left_out.take(&mut submission.title, &row, columns.title);
        left_out.take(&mut submission.organization, &row, columns.organization);
        left_out.take(&mut submission.recommender, &row, columns.recommender);
        ids.add(&submission.id, &row, columns.id, findings);
        submissions.push(submission);
    }
    left_out.tell(findings);
    (submissions, ids)
}

fn submission(
    row: &Row<'_, '_>,
    columns: &Columns,
    taxa: &Taxa,
    passed: bool,
    findings: &mut Findings,
) -> Option<Submission> {
    let id = row.own_id(columns.id, findings);
    let organization = row.required(columns.organization, findings);
    let submission = Submission {
        id: id.clone().unwrap_or_default(),
        title: row.text(columns.title, findings),
        organization: organization.unwrap_or_default(),
        recommender: row.text(columns.recommender, findings),
        region: row.text(columns.region, findings),
        industries: taxa.industries(row, columns.industry, findings),
        domains: taxa.domains(row, columns.domains, findings),
        category: categories(row, columns.category, findings).first().copied(),
        reviewers: reviewers(row, columns.reviewers, findings),
        passed: row.yes_no(columns.passed, passed, findings),
        place: row.place(),
    };
    let bare = row.cell(columns.industry).is_empty() && row.cell(columns.domains).is_empty();
    if bare && submission.passed {
        findings.add(
            ProblemCode::SubmissionBare,
            row.place(),
            submission.id.as_str(),
            bilingual!(
                "行业与质量方法都为空，无法按专业匹配专家",
                "Neither industry nor domains are given, so experts cannot be matched to it"
            ),
            bilingual!(
                "至少填写行业或质量方法之一",
                "Fill in at least the industry or the domains"
            ),
        );
    }
    id.map(|_| submission)
}

/// Reads how many reviewers the submission gets: at least one, else as the rules say.
fn reviewers(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> Option<usize> {
    let empty = bilingual!("以采用规则中的人数", "for the number of the rules");
    let number = row.whole(column, &empty, findings)?;
    if number == 0 {
        findings.add(
            ProblemCode::ReviewersBad,
            row.place_of(column),
            "0",
            bilingual!("评审人数应至少为 1", "A submission has at least 1 reviewer"),
            bilingual!(
                "填写 1 以上的整数，或留空以采用规则中的人数；不参评的申报在形式审查一列填“否”",
                "Write a whole number from 1 on, or leave it empty for the number of the rules; a submission that is not reviewed has no in the form check"
            ),
        );
    }
    usize::try_from(number).ok().filter(|number| *number > 0)
}

/// Reads a list of selection scopes: 1 to 6, as digits or Chinese numerals.
pub(super) fn categories(row: &Row<'_, '_>, column: usize, findings: &mut Findings) -> Vec<u8> {
    let text = row.text(column, findings);
    let mut scopes = Vec::new();
    for item in list(&text) {
        match scope(item) {
            Some(scope) => scopes.push(scope),
            None => findings.add(
                ProblemCode::CategoryBad,
                row.place_of(column),
                item,
                bilingual!("遴选范围应为 1–6", "The selection scope must be 1 to 6"),
                bilingual!(
                    "填写遴选办法第十条的序号 1–6，或留空",
                    "Write the number of the scope (1 to 6), or leave it empty"
                ),
            ),
        }
    }
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

fn scope(text: &str) -> Option<u8> {
    let plain: String = text.nfkc().collect();
    let inner = plain.trim_matches(|c| "()第项类款".contains(c));
    let numeral = ["一", "二", "三", "四", "五", "六"]
        .iter()
        .position(|word| *word == inner);
    let number = numeral
        .and_then(|at| u8::try_from(at + 1).ok())
        .or_else(|| inner.parse().ok());
    number.filter(|scope| (1..=6).contains(scope))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_one_to_six() {
        assert_eq!(
            ["1", "６", "（三）", "第二项"].map(scope),
            [Some(1), Some(6), Some(3), Some(2)]
        );
        assert_eq!(["0", "7", "-1", "其他"].map(scope), [None; 4]);
    }
}
