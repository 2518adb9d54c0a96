//! Headers that nearly match a column, and columns matched by two headers.

use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::headers::{Column, TableSpec, fold};
use crate::files::tables::nearest::suggestion;
use crate::model::Place;

/// Chooses the more exact of two headers for one column and reports it. `Some(true)` if that is the
/// second, `None` if both are equally exact, so that the user must decide.
pub(in crate::files::tables) fn more_exact(
    spec: &TableSpec,
    column: usize,
    first: &str,
    second: &str,
    place: Place,
    findings: &mut Findings,
) -> Option<bool> {
    let rank = |header: &str| spec.meaning(header).map_or(0, |(_, rank)| rank);
    let (a, b) = (rank(first), rank(second));
    // Of 编号 and 专家编号, the longer one is the id; the other is most likely the row number.
    let says_more = |one: &str, other: &str| {
        let (one, other) = (fold(one), fold(other));
        spec.columns[column].key == "id" && one.len() > other.len() && one.ends_with(&other)
    };
    let second_holds = b < a || a == b && says_more(second, first);
    if !(a != b || second_holds || says_more(first, second)) {
        return None;
    }
    let (kept, other) = if second_holds {
        (second, first)
    } else {
        (first, second)
    };
    // Tables with ids often number their rows as well.
    if !is_running_number(other) {
        let name = spec.columns[column].name();
        findings.add(
            ProblemCode::HeaderStoodBack,
            Place {
                column: Some(other.to_owned()),
                ..place
            },
            other,
            bilingual!(
                "「{other}」也可表示 {name}；读取的是「{kept}」，这一列未读取",
                "[{other}] may also mean {name}; [{kept}] was read, this column was not"
            ),
            bilingual!(
                "若应读取「{other}」，请删去另一列或给它改名",
                "If [{other}] should be read, remove or rename the other column"
            ),
        );
    }
    Some(second_holds)
}

/// Reports missing columns that an unknown header nearly matches: `has` tells which columns the
/// file has, `unknown` lists the unknown headers.
pub(in crate::files::tables) fn nearly(
    spec: &TableSpec,
    has: impl Fn(usize) -> bool,
    unknown: &[String],
    place: &Place,
    findings: &mut Findings,
) {
    for header in unknown {
        let near = spec
            .columns
            .iter()
            .enumerate()
            .filter(|(at, column)| !column.required && !has(*at))
            .map(|(at, column)| (likeness(header, column), at, column))
            .filter(|(alike, ..)| *alike >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, _, column)) = near else {
            continue;
        };
        if is_employer(spec, column) {
            continue;
        }
        let (name, key) = (column.name(), column.key);
        let zh = column.aliases.first().unwrap_or(&column.key);
        findings.add(
            ProblemCode::HeaderNearly,
            Place {
                column: Some(header.clone()),
                ..place.clone()
            },
            header.as_str(),
            bilingual!(
                "没有读取「{header}」；它可能就是 {name} 一列",
                "[{header}] was not read; it may be meant as the column {name}"
            ),
            bilingual!(
                "如果是，把表头改为“{zh}”；不是则不用改",
                "If so, change the header to {key}; if not, leave it"
            ),
        );
    }
    employer(spec, &has, unknown, place, findings);
}

/// Whether a column holds the employers of the experts, without which most conflicts go unnoticed.
fn is_employer(spec: &TableSpec, column: &Column) -> bool {
    spec.key == "experts" && column.key == "employer"
}

/// Reports an experts' table without any column of employers.
fn employer(
    spec: &TableSpec,
    has: impl Fn(usize) -> bool,
    unknown: &[String],
    place: &Place,
    findings: &mut Findings,
) {
    let mut columns = spec.columns.iter().enumerate();
    let Some((at, column)) = columns.find(|(_, column)| is_employer(spec, column)) else {
        return;
    };
    if has(at) {
        return;
    }
    let near = unknown
        .iter()
        .map(|header| (likeness(header, column), header))
        .filter(|(alike, _)| *alike >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let near = suggestion(near.map(|(_, header)| header.as_str()));
    let (zh, en) = (near.zh, near.en);
    findings.add(
        ProblemCode::EmployerColumnMissing,
        place.clone(),
        "",
        bilingual!(
            "专家表没有 工作单位 (employer) 一列，因单位产生的利益冲突一个也看不到{zh}",
            "The experts table has no column employer (工作单位), so no conflict through an employer can be detected{en}"
        ),
        bilingual!(
            "把写有单位的那一列的表头改为“工作单位”；确实没有单位信息的，加一列空的“工作单位”",
            "Change the header of the column with the employers to employer; if there is no such column, add an empty column employer"
        ),
    );
}

/// Minimum likeness of headers that may mean the same column.
const ALIKE: f64 = 0.67;

/// Likeness of a header to the headers of a column, from 0 to 1. A header that contains the other
/// counts as near.
pub(in crate::files::tables) fn likeness(header: &str, column: &Column) -> f64 {
    let own = fold(header);
    let length = own.chars().count();
    if !(2..=40).contains(&length) {
        return 0.0;
    }
    let words = column
        .aliases
        .iter()
        .chain(column.usual)
        .chain([&column.key]);
    let alike = words.map(|word| {
        let word = fold(word);
        let other = word.chars().count();
        let inside = (other >= 3 && own.contains(&word))
            || (length >= 3 && 2 * length > other && word.contains(&own));
        if inside {
            return 0.9;
        }
        if length.min(other) < 3 {
            return 0.0;
        }
        strsim::normalized_damerau_levenshtein(&own, &word)
    });
    alike.fold(0.0, f64::max)
}

/// Whether a header is that of a running row number, which is not an id.
pub(in crate::files::tables) fn is_running_number(header: &str) -> bool {
    fold(header) == "序号"
}

/// Reports that rows are identified by their running number only.
pub(in crate::files::tables) fn numbered(
    spec: &TableSpec,
    column: usize,
    header: &str,
    place: &Place,
    findings: &mut Findings,
) {
    if spec.columns[column].key != "id" || !is_running_number(header) {
        return;
    }
    findings.add(
        ProblemCode::NumberedIds,
        Place {
            column: Some(header.to_owned()),
            ..place.clone()
        },
        header,
        bilingual!(
            "没有编号一列，以「{header}」作编号；重新排序或增删行后编号会变",
            "There is no id column, so [{header}] is used as the id; these numbers change when rows are sorted or added"
        ),
        bilingual!(
            "加一列固定不变的编号",
            "Add an id column with ids that never change"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tables::headers::{EXPERTS, SUBMISSIONS};

    #[test]
    fn a_header_is_near_when_it_holds_or_misspells_a_known_one() {
        let column = |key: &str| {
            let found = EXPERTS.columns.iter().find(|column| column.key == key);
            found.expect("a column")
        };
        for (header, key) in [
            ("现工作单位及部门x", "employer"),
            ("工作单住", "employer"),
            ("历年参评情况", "served_years"),
            ("专业技术职称（含等级）及证书号", "title"),
        ] {
            assert!(likeness(header, column(key)) >= ALIKE, "{header}");
        }
        for header in [
            "联系电话",
            "性别",
            "备注",
            "出生年月",
            "银行账号",
            "单位地址",
            "手机",
            "身份证号",
        ] {
            for column in EXPERTS.columns.iter().chain(SUBMISSIONS.columns) {
                assert!(likeness(header, column) < ALIKE, "{header} {}", column.key);
            }
        }
    }
}
