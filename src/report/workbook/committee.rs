//! 评审委员会: an overview of the committee on one page.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{LINE, Table, count, lines, number, print_setup, text};
use crate::bilingual;
use crate::report::{Role, key_figures, title, words};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Maximum number of groups for which the sheet is readable when printed on one page.
const ONE_PAGE: usize = 20;
const LAST: u16 = 11;
const WIDTHS: [f64; 12] = [
    11.0, 24.0, 20.0, 30.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0, 10.0, 9.0,
];
/// Width of the columns that a note on a figure spans.
const NOTE_WIDTH: f64 = 103.0;

pub(super) fn write(book: &mut Workbook, page: &Page) -> Result<(), XlsxError> {
    let name = bilingual!("评审委员会", "Committee");
    let sheet = book.add_worksheet();
    sheet.set_name(name.say(page.lang))?;
    for (at, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    let row = head(sheet, page)?;
    let row = chairs(sheet, page, row)?;
    let row = groups(sheet, page, row)?;
    figures(sheet, page, row)?;
    print_setup(sheet, name.say(page.lang), page);
    sheet.set_screen_gridlines(false);
    if page.story.figures.groups.len() <= ONE_PAGE {
        sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, page: &Page) -> Result<u32, XlsxError> {
    let words = title(page.story);
    let format = page.styles.title();
    sheet.merge_range(0, 0, 0, LAST, words.say(page.lang), &format)?;
    sheet.set_row_height(0, 34)?;
    let status = words::status(page.story.plan.status);
    let version = &page.story.plan.version;
    let seed = page.story.plan.seed;
    let status = status.say(page.lang);
    let line = bilingual!(
        "{status} · 种子 {seed} · empanel {version} · 内部资料，注意保密",
        "{status} · seed {seed} · empanel {version} · confidential"
    );
    sheet.merge_range(1, 0, 1, LAST, line.say(page.lang), &page.styles.note())?;
    let mut next = 2;
    if let Some(notice) = &page.story.notice {
        let format = page.styles.cell(Kind::Text, Tone::Alarm, false);
        sheet.merge_range(2, 0, 2, LAST, notice.say(page.lang), &format)?;
        sheet.set_row_height(2, 34)?;
        next = 3;
    }
    Ok(next + 1)
}

fn heading(sheet: &mut Worksheet, page: &Page, row: u32, words: &str) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(row, 0, words, &page.styles.heading())?;
    sheet.set_row_height(row, 24)?;
    Ok(row + 1)
}

/// Writes text across the columns `first..=last` of a row.
fn span(
    sheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first == last {
        sheet.write_string_with_format(row, first, words, format)?;
    } else {
        sheet.merge_range(row, first, row, last, words, format)?;
    }
    Ok(())
}

const CHAIR_COLUMNS: [(u16, u16); 6] = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 6), (7, LAST)];

fn chairs(sheet: &mut Worksheet, page: &Page, row: u32) -> Result<u32, XlsxError> {
    let words = bilingual!("主任委员与副主任委员", "Chair and vice chair");
    let mut row = heading(sheet, page, row, words.say(page.lang))?;
    let header = page.styles.header();
    let headers = [
        bilingual!("职务", "Role"),
        bilingual!("姓名", "Name"),
        bilingual!("专家编号", "Expert"),
        bilingual!("工作单位", "Employer"),
        bilingual!("职称", "Title"),
        bilingual!("地区", "Region"),
    ];
    for (columns, words) in CHAIR_COLUMNS.into_iter().zip(&headers) {
        span(sheet, row, columns, words.say(page.lang), &header)?;
    }
    sheet.set_row_height(row, 22)?;
    let heads = page.story.figures.seats.iter();
    for seat in heads.filter(|seat| matches!(seat.role, Role::Chair | Role::ViceChair)) {
        row += 1;
        let role = page.say(&seat.role.words());
        let expert = seat.expert;
        let cells = [
            (role.as_str(), Kind::Centred, Tone::Plain),
            (&expert.name, Kind::Text, Tone::Strong),
            (&expert.id, Kind::Centred, Tone::Plain),
            (&expert.employer, Kind::Text, Tone::Plain),
            (&expert.title, Kind::Text, Tone::Plain),
            (&expert.region, Kind::Text, Tone::Plain),
        ];
        for (columns, (words, kind, tone)) in CHAIR_COLUMNS.into_iter().zip(cells) {
            let format = page.styles.cell(kind, tone, false);
            span(sheet, row, columns, words, &format)?;
        }
        sheet.set_row_height(row, 22)?;
    }
    Ok(row + 2)
}

fn groups(sheet: &mut Worksheet, page: &Page, row: u32) -> Result<u32, XlsxError> {
    let words = bilingual!("专业组", "Groups");
    let row = heading(sheet, page, row, words.say(page.lang))?;
    let mut table = Table::new(&words, page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 11.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 24.0)
        .column(&bilingual!("组长", "Leader"), Kind::Text, 20.0)
        .column(
            &bilingual!("组长单位", "Leader's employer"),
            Kind::Text,
            30.0,
        )
        .column(&bilingual!("组员数", "Seats"), Kind::Count, 9.0)
        .column(&bilingual!("申报数", "Cases"), Kind::Count, 9.0)
        .column(&bilingual!("人均评审", "Mean load"), Kind::Mean, 9.0)
        .column(&bilingual!("最少评审", "Least load"), Kind::Count, 9.0)
        .column(&bilingual!("最多评审", "Most load"), Kind::Count, 9.0)
        .column(&bilingual!("平均得分", "Mean score"), Kind::Score, 9.0)
        .column(&bilingual!("最低合计", "Lowest sum"), Kind::Score, 10.0)
        .column(&bilingual!("缺口", "Short"), Kind::Count, 9.0)
        .column(&bilingual!("所评领域", "Fields"), Kind::Text, 30.0)
        .column(
            &bilingual!("领域之外的申报", "Outside its fields"),
            Kind::Text,
            24.0,
        );
    let figures = &page.story.figures;
    for (at, group) in figures.groups.iter().enumerate() {
        let leader = figures.seats[group.seats.clone()]
            .iter()
            .find(|seat| seat.role == Role::Leader);
        let name = leader.map(|seat| words::person(seat.expert, page.lang));
        let row = vec![
            text(&group.group.id),
            text(&group.group.name).tone(Tone::Strong),
            text(name.unwrap_or_default()),
            text(leader.map_or("", |seat| &seat.expert.employer)),
            count(group.seats.len()),
            count(group.reviews.len()),
            number(group.load_mean),
            count(group.load_min),
            count(group.load_max),
            number(group.mean_score),
            number(group.worst_score),
            count(group.shortfalls).tone_if(group.shortfalls > 0, Tone::Alarm),
            text(words::fields(group, page.story, page.lang)),
            text(words::outside(group, page.story, page.lang)),
        ];
        table.push(row, Page::shaded(Some(at)));
    }
    Ok(table.write_at(sheet, page, row)? + 1)
}

fn figures(sheet: &mut Worksheet, page: &Page, row: u32) -> Result<(), XlsxError> {
    let words = bilingual!("主要数据", "Key figures");
    let first = heading(sheet, page, row, words.say(page.lang))?;
    for (row, figure) in (first..).zip(key_figures::all(page.story)) {
        let tone = if figure.alarm {
            Tone::Alarm
        } else {
            Tone::Strong
        };
        let name = page.styles.cell(Kind::Text, Tone::Plain, false);
        let value = page.styles.cell(Kind::Centred, tone, false);
        let note = page.styles.cell(Kind::Text, Tone::Muted, false);
        span(sheet, row, (0, 1), figure.name.say(page.lang), &name)?;
        span(sheet, row, (2, 2), figure.value.say(page.lang), &value)?;
        span(sheet, row, (3, LAST), figure.note.say(page.lang), &note)?;
        let lines = lines(figure.note.say(page.lang), NOTE_WIDTH);
        sheet.set_row_height(row, 6.0 + LINE * lines)?;
    }
    Ok(())
}
