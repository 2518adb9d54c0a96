//! 回避表: the conflicts of the committee with their evidence; 未入选专家回避: those of the other experts;
//! 疑似回避: cases to be reviewed by a person.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Cell, Table, text};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::report::{ConflictRow, Handling, words};
use crate::suitability::conflict::ConflictSeverity;

/// Rows of a sheet, below the limit of spreadsheet programs (1,048,576).
const MOST_ROWS: usize = 1_000_000;
/// Rows about experts who are not seated: an appendix that opens at once.
const MOST_OTHERS: usize = 100_000;

/// Conflicts that concern the committee, and those that were waived.
pub(super) fn of_committee(page: &Page) -> Table {
    let mut table = people(page, &bilingual!("回避表", "Conflicts"))
        .column(&bilingual!("本方案处理", "In this plan"), Kind::Text, 18.0)
        .column(
            &bilingual!("依据（文件与行）", "Evidence (file and row)"),
            Kind::Text,
            90.0,
        )
        .column(
            &bilingual!("豁免理由", "Reason for waiver"),
            Kind::Text,
            22.0,
        )
        .freeze_columns(2);
    let rows = page.story.figures.conflicts.iter();
    let rows = rows.filter(|row| row.handling != Handling::NotSeated);
    table.push_most(rows, MOST_ROWS, |row| {
        let conflict = row.conflict;
        let tone = match row.handling {
            Handling::Broken => Tone::Alarm,
            Handling::Recused | Handling::Heads => Tone::Strong,
            Handling::Apart => Tone::Good,
            Handling::NotSeated | Handling::Waived => Tone::Muted,
        };
        let mut cells = cells(row, page);
        cells.extend([
            text(page.say(&row.handling.words())).tone(tone),
            text(conflict.proof(page.lang)),
            text(words::waiver(conflict, page.lang)),
        ]);
        cells
    });
    table
}

/// Conflicts of experts who are not seated.
pub(super) fn of_others(page: &Page) -> Table {
    let mut table = people(page, &bilingual!("未入选专家回避", "Not seated"))
        .column(
            &bilingual!("依据（文件与行）", "Evidence (file and row)"),
            Kind::Text,
            120.0,
        )
        .freeze_columns(2);
    let rows = page.story.figures.conflicts.iter();
    let rows = rows.filter(|row| row.handling == Handling::NotSeated);
    table.push_most(rows, MOST_OTHERS, |row| {
        let mut cells = cells(row, page);
        cells.push(text(row.conflict.proof(page.lang)));
        cells
    });
    table
}

/// A table that begins with who has a conflict with whom, and of which kind.
fn people(page: &Page, name: &Bilingual) -> Table {
    Table::new(name, page.lang)
        .column(&bilingual!("专家编号", "Expert"), Kind::Centred, 12.0)
        .column(&bilingual!("姓名", "Name"), Kind::Text, 20.0)
        .column(&bilingual!("工作单位", "Employer"), Kind::Text, 24.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 12.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 26.0)
        .column(&bilingual!("回避事由", "Kind"), Kind::Text, 20.0)
        .column(&bilingual!("回避方式", "Effect"), Kind::Centred, 12.0)
}

fn cells(row: &ConflictRow, page: &Page) -> Vec<Cell> {
    let conflict = row.conflict;
    let severity = match conflict.severity {
        ConflictSeverity::Bar => Tone::Strong,
        ConflictSeverity::Recuse => Tone::Plain,
    };
    vec![
        text(&row.expert.id),
        text(&row.expert.name),
        text(&row.expert.employer),
        text(&row.submission.id),
        text(&row.submission.organization),
        text(page.say(&words::kind(conflict.kind))),
        text(page.say(&words::severity(conflict.severity)))
            .tone(severity)
            .tone_if(conflict.waived.is_some(), Tone::Muted),
    ]
}

pub(super) fn suspected(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("疑似回避", "Suspected"), page.lang)
        .column(&bilingual!("序号", "No."), Kind::Count, 8.0)
        .column(
            &bilingual!("需人工核实的情况", "What to check"),
            Kind::Text,
            70.0,
        )
        .column(
            &bilingual!("依据（文件与行）", "Evidence (file and row)"),
            Kind::Text,
            80.0,
        )
        .column(
            &bilingual!("写入核定表的甲、乙", "first; second (for the judged table)"),
            Kind::Text,
            40.0,
        )
        .column(
            &bilingual!("核实结果（由办公室填写）", "Outcome (for the office)"),
            Kind::Text,
            30.0,
        );
    for (at, item) in page.story.conflicts.suspected().iter().enumerate() {
        let row = vec![
            super::table::count(at + 1),
            text(page.say(&item.words)),
            text(words::facts(&item.evidence, page.lang)),
            text(
                item.judge
                    .as_ref()
                    .map_or_else(String::new, |two| two.join("；")),
            ),
            text(""),
        ];
        table.push(row, false);
    }
    if page.story.conflicts.suspected().is_empty() {
        let none = bilingual!("未发现疑似情况", "Nothing suspected");
        table.push(
            vec![
                text(""),
                text(page.say(&none)),
                text(""),
                text(""),
                text(""),
            ],
            false,
        );
    }
    table
}
