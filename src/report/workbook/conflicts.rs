//! 回避表: every conflict of the pool with its evidence; 疑似回避: cases to be reviewed by a person.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, text};
use crate::bilingual;
use crate::report::{ConflictRow, Handling, words};
use crate::suitability::conflict::ConflictSeverity;

pub(super) fn table(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("回避表", "Conflicts"), page.lang)
        .column(&bilingual!("专家编号", "Expert"), Kind::Centred, 16.0)
        .column(&bilingual!("姓名", "Name"), Kind::Text, 20.0)
        .column(&bilingual!("工作单位", "Employer"), Kind::Text, 24.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 16.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 26.0)
        .column(&bilingual!("回避事由", "Kind"), Kind::Text, 20.0)
        .column(&bilingual!("回避方式", "Effect"), Kind::Centred, 12.0)
        .column(&bilingual!("本方案处理", "In this plan"), Kind::Text, 18.0)
        .column(
            &bilingual!("依据（文件与行）", "Evidence (file and row)"),
            Kind::Text,
            64.0,
        )
        .column(
            &bilingual!("豁免理由", "Reason for waiver"),
            Kind::Text,
            22.0,
        )
        .freeze_columns(2);
    for row in &page.story.figures.conflicts {
        table.push(cells(row, page), false);
    }
    table
}

fn cells(row: &ConflictRow, page: &Page) -> Vec<super::table::Cell> {
    let conflict = row.conflict;
    let tone = match row.handling {
        Handling::Broken => Tone::Alarm,
        Handling::Recused | Handling::Heads => Tone::Strong,
        Handling::Apart => Tone::Good,
        Handling::NotSeated | Handling::Waived => Tone::Muted,
    };
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
        text(page.say(&row.handling.words())).tone(tone),
        text(conflict.proof(page.lang)),
        text(words::waiver(conflict, page.lang)),
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
