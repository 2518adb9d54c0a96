//! Reports unread columns that contain organizations of the season: with a recommender's column
//! under an unknown header, its conflicts would be lost unnoticed.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::sheet::table::Unread;
use crate::model::{OrganizationKey, Role, Season};
use std::collections::HashSet;

/// Maximum number of values examined in a column.
const LOOKED_AT: usize = 2_000;

/// Reports each such column once. Linear in the cells.
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
        // A column of unknown organizations may matter as well.
        let many = count > 0 && 2 * like >= count && is_about_units(&column.place.column);
        if !found.is_empty() || many {
            tell(column, &found, count, findings);
        }
    }
}

fn is_organization(value: &str) -> bool {
    crate::files::tables::relation_words::looks_like_organization(value)
}

/// Whether a header contains a word for a unit.
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
            format!("，其中 {number} 个是本届的单位（如 {first}）"),
            format!("; also used elsewhere in this season: {number}, such as {first}"),
        ),
        None => (String::new(), String::new()),
    };
    let (zh, en) = match column.table {
        "submissions" => (
            "是推荐单位的，把表头改为“推荐单位”；是联合申报单位的，并入“申报单位”一列，用“；”隔开",
            "If these are recommending units, change the header to recommender; if joint applicants, merge them into the column organization, separated by ;",
        ),
        "experts" => (
            "是工作单位或兼职单位的，并入“工作单位”一列，用“；”隔开；曾任职、持股等写入关系表",
            "If these are employers or second jobs, merge them into the column employer, separated by semicolons; enter former jobs, shares and so on in the relations table",
        ),
        _ => (
            "与回避有关的，改用认得的表头，或每个单位写一行",
            "If it matters for recusals, give the column a known header, or write one row for each organization",
        ),
    };
    findings.add(
        ProblemCode::ColumnOfOrganizations,
        column.place.clone(),
        header,
        bilingual!(
            "没有读取「{header}」，但这一列写的是单位（{count} 种）{zh_what}，由此产生的利益冲突无法识别",
            "[{header}] was not read, but it contains organizations ({count}){en_what}; conflicts through them cannot be detected"
        ),
        bilingual!("{zh}；与本届无关则不用改", "{en}; otherwise leave it"),
    );
}
