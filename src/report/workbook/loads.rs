//! 工作量: one row per group member, then one per group.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, count, number, text};
use crate::bilingual;
use rust_xlsxwriter::{Workbook, XlsxError};

pub(super) fn write(book: &mut Workbook, page: &Page) -> Result<(), XlsxError> {
    let experts = experts(page);
    let (sheet, next) = experts.write_sheet(book, page)?;
    // Below the filtered rows, so that a filter never hides the totals.
    let heading = bilingual!("各专业组汇总", "By group");
    let row = next + 1;
    sheet.write_string_with_format(row, 0, heading.say(page.lang), &page.styles.heading())?;
    groups(page).write_at(sheet, page, row + 1)?;
    Ok(())
}

fn experts(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("工作量", "Loads"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 24.0)
        .column(&bilingual!("专家编号", "Expert"), Kind::Centred, 16.0)
        .column(&bilingual!("姓名", "Name"), Kind::Text, 20.0)
        .column(&bilingual!("职务", "Role"), Kind::Centred, 12.0)
        .column(&bilingual!("评审项数", "Reviews"), Kind::Count, 12.0)
        .column(&bilingual!("评审上限", "Limit"), Kind::Count, 12.0)
        .column(&bilingual!("占上限", "Share of limit"), Kind::Share, 12.0)
        .column(&bilingual!("组内平均", "Group mean"), Kind::Mean, 12.0)
        .column(
            &bilingual!("与平均之差", "Difference from mean"),
            Kind::Mean,
            14.0,
        )
        .column(&bilingual!("平均得分", "Mean score"), Kind::Score, 12.0)
        .freeze_columns(4);
    let figures = &page.story.figures;
    for seat in &figures.seats {
        let Some(group) = seat.group.map(|at| &figures.groups[at]) else {
            continue;
        };
        let load = seat.load as f64;
        let full = seat.load as u64 >= u64::from(seat.limit);
        let row = vec![
            text(&group.group.id),
            text(&group.group.name),
            text(&seat.expert.id),
            text(&seat.expert.name),
            text(page.say(&seat.role.words())),
            count(seat.load).tone(Tone::Strong),
            number(f64::from(seat.limit)),
            number(load / f64::from(seat.limit.max(1))).tone_if(full, Tone::Alarm),
            number(group.load_mean).tone(Tone::Muted),
            number(load - group.load_mean).tone(Tone::Muted),
            match seat.load {
                0 => text(""),
                _ => number(seat.score / load),
            },
        ];
        table.push(row, Page::shaded(seat.group));
    }
    table
}

fn groups(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("各专业组汇总", "By group"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 24.0)
        .column(&bilingual!("组员数", "Members"), Kind::Count, 16.0)
        .column(&bilingual!("申报数", "Cases"), Kind::Count, 20.0)
        .column(&bilingual!("评审次数", "Reviews"), Kind::Count, 12.0)
        .column(&bilingual!("最少", "Fewest"), Kind::Count, 12.0)
        .column(&bilingual!("最多", "Most"), Kind::Count, 12.0)
        .column(&bilingual!("人均", "Mean"), Kind::Mean, 12.0);
    for (at, group) in page.story.figures.groups.iter().enumerate() {
        let reviews: usize = page.story.figures.seats[group.seats.clone()]
            .iter()
            .map(|seat| seat.load)
            .sum();
        let row = vec![
            text(&group.group.id),
            text(&group.group.name),
            count(group.seats.len()),
            count(group.reviews.len()),
            count(reviews),
            count(group.load_min),
            count(group.load_max),
            number(group.load_mean),
        ];
        table.push(row, Page::shaded(Some(at)));
    }
    table
}
