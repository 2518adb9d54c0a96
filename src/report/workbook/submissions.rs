//! 分组申报: one row per submission.

use super::Page;
use super::style::Kind;
use super::table::{Table, text};
use crate::bilingual;
use crate::report::words;

pub(super) fn table(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("分组申报", "Submissions"), page.lang)
        .column(&bilingual!("组号", "Group"), Kind::Centred, 10.0)
        .column(&bilingual!("专业组", "Group name"), Kind::Text, 18.0)
        .column(&bilingual!("申报编号", "Submission"), Kind::Centred, 16.0)
        .column(&bilingual!("经验名称", "Title"), Kind::Text, 36.0)
        .column(&bilingual!("申报单位", "Applicant"), Kind::Text, 28.0)
        .column(&bilingual!("推荐单位", "Recommended by"), Kind::Text, 24.0)
        .column(&bilingual!("地区", "Region"), Kind::Text, 10.0)
        .column(
            &bilingual!("行业代码", "Industry code"),
            Kind::Centred,
            12.0,
        )
        .column(&bilingual!("行业名称", "Industry"), Kind::Text, 24.0)
        .column(&bilingual!("质量方法", "Domains"), Kind::Text, 34.0)
        .column(&bilingual!("遴选范围", "Scope"), Kind::Text, 18.0)
        .freeze_columns(3);
    let season = page.story.season;
    for review in &page.story.figures.reviews {
        let submission = review.submission;
        let group = page.story.figures.groups[review.group].group;
        let codes = submission.industries.iter();
        let row = vec![
            text(&group.id),
            text(&group.name),
            text(&submission.id),
            text(&submission.title),
            text(&submission.organization),
            text(&submission.recommender),
            text(&submission.region),
            text(page.join(codes.clone().map(|code| code.text().to_owned()))),
            text(page.join(codes.map(|code| season.industries.name_or_above(code, page.lang)))),
            text(
                page.join(
                    submission
                        .domains
                        .iter()
                        .map(|domain| words::domain(&domain.code, &season.domains, page.lang)),
                ),
            ),
            text(page.say(&words::category(submission.category))),
        ];
        table.push(row, Page::shaded(Some(review.group)));
    }
    table
}
