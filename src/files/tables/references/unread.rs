//! Columns that were not read and yet hold organizations of the season: a recommender's column
//! under a new header would take its conflicts along without a word.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::table::Unread;
use crate::model::{OrganizationKey, Role, Season};
use std::collections::HashSet;

/// Values of a column that are looked at.
const LOOKED_AT: usize = 2_000;

/// Tells of each such column, once. Linear in the cells.
pub(in crate::files::tables) fn check(
    season: &Season,
    of_season: &HashSet<OrganizationKey>,
    columns: &[Unread],
    findings: &mut Findings,
) {
    for column in columns {
        let mut found: Vec<&str> = Vec::new();
        let mut like = 0;
        for value in column.values.iter().take(LOOKED_AT) {
            let reading = season.organizations.read(value, Role::Party);
            let known = reading.named.iter().any(|own| of_season.contains(&own.key));
            if known {
                found.push(value);
            }
            like += usize::from(known || is_organization(value));
        }
        let count = column.values.len().min(LOOKED_AT);
        // A column of organizations nobody knows may be one all the same.
        let many = count > 0 && 2 * like >= count && is_about_units(&column.place.column);
        if !found.is_empty() || many {
            tell(column, &found, count, findings);
        }
    }
}

fn is_organization(value: &str) -> bool {
    crate::files::tables::relation_words::looks_like_organization(value)
}

/// Whether a header speaks of a unit, whatever it is called.
fn is_about_units(header: &Option<String>) -> bool {
    const WORDS: [&str; 12] = [
        "推荐", "单位", "企业", "公司", "机构", "组织", "协会", "部门", "主管", "归口", "报送",
        "提名",
    ];
    let header = header.as_deref().unwrap_or_default();
    WORDS.iter().any(|word| header.contains(word))
}

fn tell(column: &Unread, found: &[&str], count: usize, findings: &mut Findings) {
    let header = column.place.column.as_deref().unwrap_or_default();
    let number = found.len();
    let (zh_what, en_what) = match found.first() {
        Some(first) => (
            format!("，其中 {number} 个是本季的单位（如 {first}）"),
            format!("; {number} of them stand elsewhere in this season, such as {first}"),
        ),
        None => (String::new(), String::new()),
    };
    let (zh, en) = match column.table {
        "submissions" => (
            "是推荐单位的，把表头改为“推荐单位”；是联合申报单位的，并入“申报单位”一列，用“；”隔开",
            "If it holds the recommending units, call it recommender; joint applicants go into organization, with ; between them",
        ),
        "experts" => (
            "是工作单位或兼职单位的，并入“工作单位”一列，用“；”隔开；曾任职、持股等写入关系表",
            "Employers and second jobs go into employer, with ; between them; former jobs and shares into the relations",
        ),
        _ => (
            "与回避有关的，改用认得的表头，或每个单位写一行",
            "Where it matters, give it a known header, or write a row for each organization",
        ),
    };
    findings.add(
        ProblemCode::ColumnOfOrganizations,
        column.place.clone(),
        header,
        bilingual!(
            "没有读取「{header}」，但这一列写的是单位（{count} 种）{zh_what}，由此产生的利益冲突无法识别",
            "[{header}] was not read, yet it names organizations ({count}){en_what}; conflicts through them cannot be seen"
        ),
        bilingual!("{zh}；与本季无关则不用改", "{en}; leave it if it does not matter"),
    );
}
