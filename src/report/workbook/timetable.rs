//! 答辩日程: the days of each group, and the time of each hearing.

use super::Page;
use super::style::Kind;
use super::table::{Table, text};
use crate::bilingual;
use crate::model::plan::Session;
use crate::model::words::Bilingual;

/// The timetable by group; `None` for the paper round.
pub(super) fn by_group(page: &Page) -> Option<Table> {
    let round = page.story.plan.round.as_ref()?;
    let mut sessions: Vec<&Session> = round.timetable.iter().collect();
    sessions.sort_by(|a, b| (&a.group, &a.day, &a.start).cmp(&(&b.group, &b.day, &b.start)));
    let name = bilingual!("答辩日程（按组）", "Timetable by group");
    Some(table(page, &name, &sessions))
}

/// The timetable by submission; `None` for the paper round.
pub(super) fn by_submission(page: &Page) -> Option<Table> {
    let round = page.story.plan.round.as_ref()?;
    let mut sessions: Vec<&Session> = round.timetable.iter().collect();
    sessions.sort_by(|a, b| a.submission.cmp(&b.submission));
    let name = bilingual!("答辩日程（按申报）", "Timetable by case");
    Some(table(page, &name, &sessions))
}

/// A group that continues several has all their names. Rows of a timetable show the first one only;
/// the sheet of the groups has the full name.
fn short(name: &str) -> Bilingual {
    match name.split_once('、') {
        Some((first, _)) => bilingual!("{first}等", "{first}, etc."),
        None => Bilingual::same(name),
    }
}

fn table(page: &Page, name: &Bilingual, sessions: &[&Session]) -> Table {
    let mut table = Table::new(name, page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 22.0)
        .column(&bilingual!("日期", "Day"), Kind::Centred, 24.0)
        .column(&bilingual!("时间", "Time"), Kind::Centred, 16.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 16.0)
        .column(&page.work(), Kind::Text, 40.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 30.0)
        .column(&bilingual!("评审专家", "Reviewers"), Kind::Text, 44.0);
    let figures = &page.story.figures;
    for session in sessions {
        let group = figures
            .groups
            .iter()
            .position(|own| own.group.id == session.group);
        let review = figures
            .reviews
            .iter()
            .find(|own| own.submission.id == session.submission);
        let day = match session.day.parse::<jiff::civil::Date>() {
            Ok(date) => page.say(&crate::model::calendar::day(date)),
            Err(_) => {
                let day = &session.day;
                page.say(&bilingual!("第 {day} 天", "day {day}"))
            }
        };
        let reviewers = page
            .story
            .plan
            .reviewers(&session.submission)
            .iter()
            .map(|id| {
                let expert = page.story.season.experts.iter().find(|own| own.id == *id);
                expert.map_or_else(
                    || id.clone(),
                    |own| crate::report::words::person(own, page.lang),
                )
            });
        let row = vec![
            text(&session.group),
            text(group.map_or_else(String::new, |at| {
                page.say(&short(&figures.groups[at].group.name))
            })),
            text(day),
            text(format!("{}–{}", session.start, session.end)),
            text(&session.submission),
            text(review.map_or("", |own| own.submission.title.as_str())),
            text(review.map_or("", |own| own.submission.organization.as_str())),
            text(page.join(reviewers)),
        ];
        table.push(row, Page::shaded(group));
    }
    table
}
