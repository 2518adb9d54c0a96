//! 缺口: the requirements that are not met; 覆盖明细: all of them, one row each.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, count, text};
use crate::bilingual;
use crate::model::MixScope;
use crate::model::plan::ShortfallKind;
use crate::model::words::Bilingual;
use crate::report::figures::MixFigures;
use crate::report::{Requirement, words};

/// The shortfalls.
pub(super) fn shortfalls(page: &Page) -> Table {
    let name = bilingual!("缺口", "Shortfalls");
    let mut table = table(page, &name, Rows::Short);
    if table.is_empty() {
        let none = bilingual!("没有缺口", "No shortfalls");
        let mut row = vec![text(""), text(""), text(page.say(&none))];
        row.extend((row.len()..COLUMNS).map(|_| text("")));
        table.push(row, false);
    }
    table
}

/// All requirements, with shortfalls highlighted.
pub(super) fn all(page: &Page) -> Table {
    table(page, &bilingual!("覆盖明细", "Coverage"), Rows::All)
}

/// The requirements of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Short,
    All,
}

impl Rows {
    fn hold(self, item: &Requirement) -> bool {
        self == Self::All || !item.met()
    }
}

/// Number of columns of the table.
const COLUMNS: usize = 10;

fn table(page: &Page, name: &Bilingual, rows: Rows) -> Table {
    let table = Table::new(name, page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 12.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 34.0)
        .column(&bilingual!("要求类别", "Kind"), Kind::Centred, 14.0)
        .column(
            &bilingual!("所需行业或质量方法", "Industry or domain"),
            Kind::Text,
            40.0,
        )
        .column(&bilingual!("需要人数", "Needed"), Kind::Count, 9.0)
        .column(&bilingual!("覆盖人数", "Covered"), Kind::Count, 9.0)
        .column(&bilingual!("覆盖专家", "Covered by"), Kind::Text, 44.0)
        .column(&bilingual!("结果", "Result"), Kind::Centred, 10.0)
        .freeze_columns(2);
    // The reasons of what is met are empty.
    let mut table = match rows {
        Rows::All => table.portrait(),
        Rows::Short => table.column(
            &bilingual!("缺口原因与专家库供给", "Reason and supply in the pool"),
            Kind::Text,
            84.0,
        ),
    };
    let figures = &page.story.figures;
    for item in figures.requirements.iter().filter(|item| rows.hold(item)) {
        let review = &figures.reviews[item.review];
        let short = !item.met();
        let result = match short {
            true => bilingual!("缺口", "Shortfall"),
            false => bilingual!("已覆盖", "Covered"),
        };
        let covered = item.covered_by.iter();
        let mut row = vec![
            text(&figures.groups[review.group].group.id),
            text(&review.submission.id),
            text(&review.submission.organization),
            text(page.say(&words::shortfall_kind(item.kind))),
            text(words::requirement(item, page.story, page.lang)),
            count(item.needed),
            count(item.covered_by.len()),
            text(page.join(covered.map(|expert| words::person(expert, page.lang)))),
            text(page.say(&result)).tone(Tone::Good),
        ];
        if rows == Rows::Short {
            row.push(text(words::shortfall_reason(item, page.lang)));
        }
        let row = row.into_iter();
        let row = row.map(|cell| cell.tone_if(short, Tone::Alarm));
        table.push(row.collect(), Page::shaded(Some(review.group)));
    }
    for own in &figures.mixes {
        of_groups(page, own, rows, &mut table);
    }
    table
}

/// A rule on the mix of members: one row per group.
fn of_groups(page: &Page, mix: &MixFigures, rows: Rows, table: &mut Table) {
    if mix.rule.of != MixScope::Group {
        return;
    }
    let asked = mix.rule.say();
    for place in mix
        .places
        .iter()
        .filter(|own| rows == Rows::All || !own.met)
    {
        let (result, tone) = match (place.met, mix.rule.hard) {
            (true, _) => (bilingual!("满足", "Met"), Tone::Good),
            (false, false) => (bilingual!("缺口", "Shortfall"), Tone::Alarm),
            (false, true) => (bilingual!("违反", "Broken"), Tone::Alarm),
        };
        let of_kind = place.of_kind.iter();
        let mut row = vec![
            text(place.id),
            text(""),
            text(""),
            text(page.say(&words::shortfall_kind(ShortfallKind::Mix))),
            text(mix.rule.label()),
            count(place.limit),
            count(place.of_kind.len()),
            text(page.join(of_kind.map(|expert| words::person(expert, page.lang)))),
            text(page.say(&result)).tone(tone),
        ];
        if rows == Rows::Short {
            row.push(text(page.say(&asked)));
        }
        let row = row
            .into_iter()
            .map(|cell| cell.tone_if(!place.met, Tone::Alarm));
        table.push(row.collect(), Page::shaded(Some(place.group)));
    }
}
