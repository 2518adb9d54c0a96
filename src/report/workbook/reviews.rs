//! 评审分配: one row per submission with its reviewers.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, number, text};
use crate::bilingual;
use crate::report::{Recused, ReviewFigures, words};

pub(super) fn table(page: &Page) -> Table {
    let figures = &page.story.figures;
    let most = figures.reviews.iter().map(|review| review.reviewers.len());
    let most = most.max().unwrap_or(0);
    let mut table = Table::new(&bilingual!("评审分配", "Reviews"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 16.0)
        .column(&bilingual!("经验名称", "Title"), Kind::Text, 32.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 28.0);
    for at in 1..=most {
        table = table
            .column(
                &bilingual!("评审专家{at}", "Reviewer {at}"),
                Kind::Text,
                16.0,
            )
            .column(&bilingual!("得分{at}", "Score {at}"), Kind::Score, 8.0);
    }
    let mut table = table
        .column(&bilingual!("得分合计", "Sum"), Kind::Score, 12.0)
        .column(
            &bilingual!("回避组员及原因", "Recused members and why"),
            Kind::Text,
            32.0,
        )
        .freeze_columns(2);
    for review in &figures.reviews {
        let row = row(review, most, page);
        table.push(row, Page::shaded(Some(review.group)));
    }
    table
}

fn row(review: &ReviewFigures, most: usize, page: &Page) -> Vec<super::table::Cell> {
    let mut row = vec![
        text(&page.story.figures.groups[review.group].group.id),
        text(&review.submission.id),
        text(&review.submission.title),
        text(&review.submission.organization),
    ];
    for at in 0..most {
        match review.reviewers.get(at) {
            Some(reviewer) => {
                row.push(text(words::person(reviewer.expert, page.lang)));
                row.push(number(reviewer.score).tone(Tone::Muted));
            }
            None => row.extend([text("").tone(Tone::Alarm), text("").tone(Tone::Alarm)]),
        }
    }
    row.push(number(review.sum).tone(Tone::Strong));
    let recused: Vec<String> = review
        .recused
        .iter()
        .map(|item| recused(item, page))
        .collect();
    row.push(text(recused.join("\n")));
    row
}

fn recused(item: &Recused, page: &Page) -> String {
    let person = words::person(item.expert, page.lang);
    let kinds = item.kinds.iter().map(|kind| page.say(&words::kind(*kind)));
    let kinds = page.join(kinds);
    match (kinds.is_empty(), page.lang) {
        (true, _) => person,
        (_, crate::model::words::Lang::Zh) => format!("{person}：{kinds}"),
        (_, crate::model::words::Lang::En) => format!("{person}: {kinds}"),
    }
}
