//! 评审分配: one row per submission with its group and reviewers.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Cell, Table, count, number, text};
use crate::bilingual;
use crate::report::{Recused, ReviewFigures, words};

pub(super) fn table(page: &Page) -> Table {
    let figures = &page.story.figures;
    let most = figures.reviews.iter().map(|review| review.reviewers.len());
    let most = most.max().unwrap_or(0);
    let mut table = Table::new(&bilingual!("评审分配", "Reviews"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 12.0)
        .column(&page.work(), Kind::Text, 40.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 34.0)
        .column(&bilingual!("行业", "Industry"), Kind::Text, 38.0)
        .column(
            &bilingual!("组内熟悉行业", "Members who know it"),
            Kind::Count,
            9.0,
        );
    for at in 1..=most {
        let name = bilingual!("评审专家{at}", "Reviewer {at}");
        table = table.column(&name, Kind::Text, 18.0);
    }
    table = table
        .column(
            &bilingual!("回避组员及原因", "Recused members and why"),
            Kind::Text,
            24.0,
        )
        .end_of_print()
        .column(&bilingual!("得分合计", "Sum"), Kind::Score, 12.0);
    for at in 1..=most {
        let name = bilingual!("得分{at}", "Score {at}");
        table = table.column(&name, Kind::Score, 8.0);
    }
    let mut table = table
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 60.0)
        .column(&bilingual!("推荐单位", "Recommended by"), Kind::Text, 40.0)
        .column(&bilingual!("地区", "Region"), Kind::Text, 10.0)
        .column(&bilingual!("质量方法", "Domains"), Kind::Text, 100.0)
        .column(&bilingual!("遴选范围", "Scope"), Kind::Text, 40.0)
        .freeze_columns(2)
        .whole_groups();
    for review in &figures.reviews {
        table.push(row(review, most, page), Page::shaded(Some(review.group)));
    }
    table
}

fn row(review: &ReviewFigures, most: usize, page: &Page) -> Vec<Cell> {
    let submission = review.submission;
    let group = page.story.figures.groups[review.group].group;
    let mut row = vec![
        text(&group.id),
        text(&submission.id),
        text(&submission.title),
        text(&submission.organization),
        text(words::industries(submission, page.story.season, page.lang)),
        count(page.story.knowing(review)),
    ];
    let reviewers = || (0..most).map(|at| review.reviewers.get(at));
    row.extend(reviewers().map(|reviewer| match reviewer {
        Some(reviewer) => text(words::person(reviewer.expert, page.lang)),
        None => text("").tone(Tone::Alarm),
    }));
    let recused = review.recused.iter();
    let recused: Vec<String> = recused.map(|item| self::recused(item, page)).collect();
    row.push(text(recused.join("\n")));
    row.push(number(review.sum).tone(Tone::Strong));
    row.extend(reviewers().map(|reviewer| match reviewer {
        Some(reviewer) => number(reviewer.score).tone(Tone::Muted),
        None => text("").tone(Tone::Alarm),
    }));
    let domains = submission.domains.iter();
    let taxonomy = &page.story.season.domains;
    let domains = domains.map(|domain| words::domain(&domain.code, taxonomy, page.lang));
    row.extend([
        text(&group.name),
        text(&submission.recommender),
        text(&submission.region),
        text(page.join(domains)),
        text(page.say(&words::category(submission.category))),
    ]);
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
