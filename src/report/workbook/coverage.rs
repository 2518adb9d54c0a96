//! 覆盖与缺口: one row per requirement, with shortfalls highlighted.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, count, text};
use crate::bilingual;
use crate::model::MixScope;
use crate::model::plan::ShortfallKind;
use crate::report::figures::MixFigures;
use crate::report::words;

pub(super) fn table(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("覆盖与缺口", "Coverage"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 16.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 28.0)
        .column(&bilingual!("要求类别", "Kind"), Kind::Centred, 12.0)
        .column(
            &bilingual!("所需行业或质量方法", "Industry or domain"),
            Kind::Text,
            32.0,
        )
        .column(&bilingual!("需要人数", "Needed"), Kind::Count, 9.0)
        .column(&bilingual!("覆盖人数", "Covered"), Kind::Count, 9.0)
        .column(&bilingual!("覆盖专家", "Covered by"), Kind::Text, 28.0)
        .column(&bilingual!("结果", "Result"), Kind::Centred, 10.0)
        .column(
            &bilingual!("缺口原因与专家库供给", "Reason and supply in the pool"),
            Kind::Text,
            50.0,
        )
        .freeze_columns(2);
    let figures = &page.story.figures;
    for item in &figures.requirements {
        let review = &figures.reviews[item.review];
        let short = !item.met();
        let result = match short {
            true => bilingual!("缺口", "Shortfall"),
            false => bilingual!("已覆盖", "Covered"),
        };
        let covered = item.covered_by.iter();
        let row = vec![
            text(&figures.groups[review.group].group.id),
            text(&review.submission.id),
            text(&review.submission.organization),
            text(page.say(&words::shortfall_kind(item.kind))),
            text(words::requirement(item, page.story, page.lang)),
            count(item.needed),
            count(item.covered_by.len()),
            text(page.join(covered.map(|expert| words::person(expert, page.lang)))),
            text(page.say(&result)).tone(Tone::Good),
            text(words::shortfall_reason(item, page.lang)),
        ];
        let row = row.into_iter().map(|cell| cell.tone_if(short, Tone::Alarm));
        table.push(row.collect(), Page::shaded(Some(review.group)));
    }
    for own in &figures.mixes {
        of_groups(page, own, &mut table);
    }
    table
}

/// A rule on the mix of members: one row per group.
fn of_groups(page: &Page, mix: &MixFigures, table: &mut Table) {
    if mix.rule.of != MixScope::Group {
        return;
    }
    let asked = mix.rule.say();
    for place in &mix.places {
        let (result, tone) = match (place.met, mix.rule.hard) {
            (true, _) => (bilingual!("满足", "Met"), Tone::Good),
            (false, false) => (bilingual!("缺口", "Shortfall"), Tone::Alarm),
            (false, true) => (bilingual!("违反", "Broken"), Tone::Alarm),
        };
        let of_kind = place.of_kind.iter();
        let row = vec![
            text(place.id),
            text(""),
            text(""),
            text(page.say(&words::shortfall_kind(ShortfallKind::Mix))),
            text(mix.rule.label()),
            count(place.limit),
            count(place.of_kind.len()),
            text(page.join(of_kind.map(|expert| words::person(expert, page.lang)))),
            text(page.say(&result)).tone(tone),
            text(page.say(&asked)),
        ];
        let row = row
            .into_iter()
            .map(|cell| cell.tone_if(!place.met, Tone::Alarm));
        table.push(row.collect(), Page::shaded(Some(place.group)));
    }
}
