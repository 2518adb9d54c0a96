//! The table `experts`.

use super::ProblemCode;
use super::findings::Findings;
use super::ids::Ids;
use super::mix::MixColumns;
use super::private::LeftOut;
use super::sheet::table::{Row, Table};
use super::taxa::Taxa;
use crate::bilingual;
use crate::model::{Expert, MixRule};

struct Columns {
    id: usize,
    name: usize,
    employer: usize,
    region: usize,
    domains: usize,
    industries: usize,
    title: usize,
    can_lead: usize,
    quality_lead: usize,
    max_reviews: usize,
    served_years: usize,
    newcomer: usize,
    free_days: usize,
    available: usize,
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        Self {
            id: table.column("id"),
            name: table.column("name"),
            employer: table.column("employer"),
            region: table.column("region"),
            domains: table.column("domains"),
            industries: table.column("industries"),
            title: table.column("title"),
            can_lead: table.column("can_lead"),
            quality_lead: table.column("quality_lead"),
            max_reviews: table.column("max_reviews"),
            served_years: table.column("served_years"),
            newcomer: table.column("newcomer"),
            free_days: table.column("free_days"),
            available: table.column("available"),
        }
    }
}

/// Reads all experts and their ids.
pub(super) fn read(
    table: &Table<'_>,
    taxa: &Taxa,
    mix: &[MixRule],
    findings: &mut Findings,
) -> (Vec<Expert>, Ids) {
    let columns = Columns::of(table);
    let kept = MixColumns::of(mix, table, findings);
    let available = table.default_yes(columns.available, findings);
    // An empty cell says no where others say yes; an empty column says nothing.
    let filled = |row: Row<'_, '_>| !row.cell(columns.newcomer).is_empty();
    let newcomers = table.has(columns.newcomer) && table.rows().any(filled);
    whole_column_missing(table, &columns, findings);
    let mut experts = Vec::new();
    let mut ids = Ids::default();
    let mut left_out = LeftOut::default();
    for row in table.rows() {
        let Some(mut expert) = expert(&row, &columns, taxa, available, findings) else {
            continue;
        };
        if newcomers {
            expert.newcomer = Some(row.yes_no(columns.newcomer, false, findings));
        }
        expert.columns = kept.cells(&row, &expert);
        left_out.take(&mut expert.name, &row, columns.name);
        left_out.take(&mut expert.employer, &row, columns.employer);
        left_out.take(&mut expert.title, &row, columns.title);
        ids.add(&expert.id, &row, columns.id, findings);
        experts.push(expert);
    }
    left_out.tell(findings);
    (experts, ids)
}

fn expert(
    row: &Row<'_, '_>,
    columns: &Columns,
    taxa: &Taxa,
    available: bool,
    findings: &mut Findings,
) -> Option<Expert> {
    let id = row.own_id(columns.id, findings);
    let name = row.text(columns.name, findings);
    let employer = row.text(columns.employer, findings);
    let table = row.table();
    // An error value or a formula without value has been reported already.
    let blank = |column: usize| row.cell(column).is_empty() && table.has(column);
    if blank(columns.employer) {
        no_employer(row.place_of(columns.employer), findings);
    }
    if blank(columns.name) {
        no_name(row.place_of(columns.name), findings);
    }
    row.required(columns.domains, findings);
    row.required(columns.industries, findings);
    let expert = Expert {
        id: id.clone().unwrap_or_default(),
        name,
        employer,
        region: row.text(columns.region, findings),
        domains: taxa.skills(row, columns.domains, findings),
        industries: taxa.industries(row, columns.industries, findings),
        title: row.text(columns.title, findings),
        can_lead: row.yes_no(columns.can_lead, false, findings),
        quality_lead: row.yes_no(columns.quality_lead, false, findings),
        max_reviews: row.whole(
            columns.max_reviews,
            &bilingual!("以采用规则中的上限", "for the limit of the rules"),
            findings,
        ),
        served_years: row.years(columns.served_years, findings),
        newcomer: None,
        free_days: row.days(columns.free_days, findings),
        columns: Vec::new(),
        available: row.yes_no(columns.available, available, findings),
        place: row.place(),
    };
    id.map(|_| expert)
}

/// Reports a missing column once, not row by row.
fn whole_column_missing(table: &Table<'_>, columns: &Columns, findings: &mut Findings) {
    if !table.has(columns.name) {
        no_name(table.place(), findings);
    }
}

fn no_employer(place: crate::model::Place, findings: &mut Findings) {
    findings.add(
        ProblemCode::EmployerMissing,
        place,
        "",
        bilingual!(
            "没有工作单位，因单位产生的利益冲突无法识别",
            "There is no employer, so conflicts through an employer cannot be detected"
        ),
        bilingual!(
            "补填工作单位；确无单位的可填“退休”等说明",
            "Fill in the employer; if there is none, write a remark such as retired"
        ),
    );
}

fn no_name(place: crate::model::Place, findings: &mut Findings) {
    findings.add(
        ProblemCode::NameMissing,
        place,
        "",
        bilingual!(
            "没有姓名，名单和报告中只能显示编号",
            "There is no name, so lists and reports can only show the id"
        ),
        bilingual!("补填姓名", "Fill in the name"),
    );
}
