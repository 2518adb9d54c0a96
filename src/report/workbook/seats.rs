//! 专业组名单: one row per seat, with its load.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, count, number, text};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::report::words;
use crate::report::{Role, Seat};
use rust_xlsxwriter::{Workbook, XlsxError};

pub(super) fn write(book: &mut Workbook, page: &Page) -> Result<(), XlsxError> {
    let table = table(page);
    let (sheet, next) = table.write_sheet(book, page)?;
    let groups = &page.story.figures.groups;
    if groups.iter().any(|group| !group.alternates.is_empty()) {
        // Below the filtered rows, because an alternate has no seat.
        let heading = bilingual!("递补专家", "Alternates");
        let row = next + 1;
        sheet.write_string_with_format(row, 0, heading.say(page.lang), &page.styles.heading())?;
        let next = alternates(page).write_at(sheet, page, row + 1)?;
        table.print_area(sheet, next)?;
    }
    Ok(())
}

fn alternates(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("递补专家", "Alternates"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 18.0)
        .column(&bilingual!("顺位", "Order"), Kind::Count, 12.0)
        .column(&bilingual!("专家编号", "Expert"), Kind::Centred, 16.0)
        .column(&bilingual!("姓名", "Name"), Kind::Text, 20.0)
        .column(&bilingual!("工作单位", "Employer"), Kind::Text, 28.0)
        .column(&bilingual!("职称", "Title"), Kind::Text, 14.0)
        .column(&bilingual!("地区", "Region"), Kind::Text, 10.0);
    for (at, group) in page.story.figures.groups.iter().enumerate() {
        for (order, expert) in (1..).zip(&group.alternates) {
            let row = vec![
                text(&group.group.id),
                text(&group.group.name),
                count(order),
                text(&expert.id),
                text(&expert.name),
                text(&expert.employer),
                text(&expert.title),
                text(&expert.region),
            ];
            table.push(row, Page::shaded(Some(at)));
        }
    }
    table
}

fn table(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("专业组名单", "Seats"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 22.0)
        .column(&bilingual!("职务", "Role"), Kind::Centred, 12.0)
        .column(&bilingual!("专家编号", "Expert"), Kind::Centred, 16.0)
        .column(&bilingual!("姓名", "Name"), Kind::Text, 20.0)
        .column(&bilingual!("工作单位", "Employer"), Kind::Text, 26.0)
        .column(&bilingual!("职称", "Title"), Kind::Text, 14.0)
        .column(&bilingual!("地区", "Region"), Kind::Text, 10.0)
        .column(&served_header(page), Kind::Text, 16.0)
        .column(&bilingual!("评审项数", "Reviews"), Kind::Count, 9.0)
        .column(&bilingual!("评审上限", "Limit"), Kind::Count, 9.0)
        .end_of_print()
        .column(&bilingual!("质量方法", "Domains"), Kind::Text, 120.0)
        .column(&bilingual!("熟悉行业", "Industries"), Kind::Text, 120.0)
        .column(&bilingual!("占上限", "Share of limit"), Kind::Share, 12.0)
        .column(
            &bilingual!("与组内平均之差", "Difference from mean"),
            Kind::Mean,
            14.0,
        )
        .column(&bilingual!("平均得分", "Mean score"), Kind::Score, 9.0)
        .freeze_columns(5)
        .portrait()
        .whole_groups();
    for seat in &page.story.figures.seats {
        let tone = match seat.role {
            Role::Member => Tone::Plain,
            _ => Tone::Strong,
        };
        let figures = seat.group.map(|at| &page.story.figures.groups[at]);
        let group = figures.map(|figures| figures.group);
        let expert = seat.expert;
        let load = seat.load as f64;
        let full = group.is_some() && seat.load as u64 >= u64::from(seat.limit);
        let row = vec![
            text(group.map_or("", |group| &group.id)),
            text(group.map_or("", |group| &group.name)),
            text(page.say(&seat.role.words())).tone(tone),
            text(&expert.id),
            text(&expert.name).tone(tone),
            text(&expert.employer),
            text(&expert.title),
            text(&expert.region),
            text(served(seat, page)),
            count(seat.load).tone_if(full, Tone::Alarm),
            number(f64::from(seat.limit)),
            text(domains(seat, page)),
            text(industries(seat, page)),
            number(load / f64::from(seat.limit.max(1))),
            figures.map_or_else(|| text(""), |group| number(load - group.load_mean)),
            match seat.load {
                0 => text(""),
                _ => number(seat.score / load),
            },
        ];
        table.push(row, Page::shaded(seat.group));
    }
    table
}

fn domains(seat: &Seat, page: &Page) -> String {
    let taxonomy = &page.story.season.domains;
    page.join(seat.expert.domains.iter().map(|skill| {
        let name = words::domain(&skill.domain.code, taxonomy, page.lang);
        // Level 3 is the default and not shown.
        match (skill.level, page.lang) {
            (3, _) => name,
            (level, crate::model::words::Lang::Zh) => format!("{name}（{level} 级）"),
            (level, crate::model::words::Lang::En) => format!("{name} (level {level})"),
        }
    }))
}

fn industries(seat: &Seat, page: &Page) -> String {
    let taxonomy = &page.story.season.industries;
    let codes = seat.expert.industries.iter();
    page.join(codes.map(|code| words::industry(code, taxonomy, page.lang)))
}

fn served_header(page: &Page) -> Bilingual {
    match page.story.plan.round {
        Some(_) => bilingual!("参加过", "Took part in"),
        None => bilingual!("历年参评", "Served in"),
    }
}

fn served(seat: &Seat, page: &Page) -> String {
    // In the defence `served_years` encodes who sat in the paper round.
    if let Some(round) = &page.story.plan.round {
        return page.say(&match round.sat_before(&seat.expert.id) {
            true => bilingual!("资料评审", "paper round"),
            false => bilingual!("未参加", "no"),
        });
    }
    let years = seat.expert.served_years.iter();
    if seat.expert.is_newcomer() {
        return page.say(&bilingual!("首次", "first time"));
    }
    page.join(years.map(ToString::to_string))
}
