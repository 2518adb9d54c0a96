//! The tables shown by both the workbook and the page.

use super::notice::notices;
use super::words;
use crate::bilingual;
use crate::model::difference::Names;
use crate::model::difference::{Difference, Figure, GroupPair, MatchedBy, Seat};
use crate::model::words::TextTable;
use crate::model::words::{Bilingual, Lang};

/// A table of text, for a sheet, a page or the terminal.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its title.
    pub name: Bilingual,
    /// Titles of the columns.
    pub headers: Vec<Bilingual>,
    /// The rows; each has one cell per header.
    pub rows: Vec<Vec<String>>,
    /// Widths of the columns, in Latin characters.
    pub(super) widths: Vec<f64>,
}

/// The same tables for a workbook or a page.
pub(super) fn text_tables(difference: &Difference, names: &Names, lang: Lang) -> Vec<TextTable> {
    let table = |table: Table| {
        let mut text = TextTable::new(table.name);
        for (header, width) in table.headers.into_iter().zip(table.widths) {
            text = text.text(header, width);
        }
        for row in table.rows {
            text.push(row.into_iter().map(Bilingual::same).collect());
        }
        text
    };
    tables(difference, names, lang).map(table).into()
}

/// The tables of a difference: overview, people, submissions, reviews, notices.
pub fn tables(difference: &Difference, names: &Names, lang: Lang) -> [Table; 5] {
    [
        overview(difference, lang),
        people(difference, names, lang),
        submissions(difference, names, lang),
        reviews(difference, names),
        letters(difference, names, lang),
    ]
}

fn table(name: Bilingual, columns: Vec<(Bilingual, f64)>, rows: Vec<Vec<String>>) -> Table {
    let (headers, widths) = columns.into_iter().unzip();
    Table {
        name,
        headers,
        rows,
        widths,
    }
}

fn overview(difference: &Difference, lang: Lang) -> Table {
    let told = &difference.told;
    let count = |words: Bilingual, count: usize| {
        vec![
            words.say(lang).to_owned(),
            String::new(),
            String::new(),
            count.to_string(),
        ]
    };
    let mut rows = vec![
        count(
            bilingual!(
                "席位或职务变动人数（须通知）",
                "people whose seat or role changes (to be notified)"
            ),
            told.seats,
        ),
        count(bilingual!("　新增", "  new"), told.new),
        count(bilingual!("　退出", "  gone"), told.gone),
        count(bilingual!("　调组", "  moved to another group"), told.moved),
        count(bilingual!("　职务变动", "  other role"), told.role),
        count(
            bilingual!("仅评审任务变动人数", "people whose reviews change only"),
            told.reviews_only,
        ),
        count(
            bilingual!(
                "仅组长更换的组员人数",
                "members who only get a new group leader"
            ),
            told.leader_only,
        ),
        count(
            bilingual!(
                "变动的申报项数（新增、撤出、调组）",
                "submissions added, withdrawn or moved to another group"
            ),
            difference.submissions.len(),
        ),
        count(
            bilingual!(
                "评审专家或回避有变的申报项数",
                "submissions with other reviewers or recusals"
            ),
            difference.reviews.len(),
        ),
    ];
    let figure = |words: Bilingual, figure: &Figure, decimals: usize| {
        let shown = |value: f64| format!("{value:.decimals$}");
        let signed = format!("{:+.decimals$}", figure.change);
        vec![
            words.say(lang).to_owned(),
            shown(figure.before),
            shown(figure.after),
            signed,
        ]
    };
    let scores = &difference.scores;
    rows.push(figure(
        bilingual!("总得分", "total score"),
        &scores.total,
        4,
    ));
    rows.push(figure(
        bilingual!("最低一项得分", "worst submission's score"),
        &scores.worst,
        4,
    ));
    rows.push(figure(
        bilingual!("覆盖缺口数", "coverage shortfalls"),
        &scores.shortfalls,
        0,
    ));
    let gone = difference.shortfalls_gone.iter();
    rows.extend(gone.map(|shortfall| {
        let words = words::shortfall(shortfall).say(lang).to_owned();
        vec![
            bilingual!("　消除的缺口", "  shortfall removed")
                .say(lang)
                .to_owned(),
            words,
            String::new(),
            "-1".to_owned(),
        ]
    }));
    let new = difference.shortfalls_new.iter();
    rows.extend(new.map(|shortfall| {
        let words = words::shortfall(shortfall).say(lang).to_owned();
        vec![
            bilingual!("　新增的缺口", "  new shortfall")
                .say(lang)
                .to_owned(),
            String::new(),
            words,
            "+1".to_owned(),
        ]
    }));
    rows.extend(
        difference
            .groups
            .iter()
            .filter_map(|pair| group(pair, lang)),
    );
    let columns = vec![
        (bilingual!("项目", "item"), 46.0),
        (bilingual!("变动前", "before"), 22.0),
        (bilingual!("变动后", "after"), 22.0),
        (bilingual!("变化", "change"), 30.0),
    ];
    table(bilingual!("变动一览", "Overview"), columns, rows)
}

/// A group whose id is not the same in both plans.
fn group(pair: &GroupPair, lang: Lang) -> Option<Vec<String>> {
    let words = match pair.matched_by {
        MatchedBy::Id => return None,
        MatchedBy::Nothing if pair.before.is_none() => bilingual!("新增的专业组", "new group"),
        MatchedBy::Nothing => bilingual!("撤销的专业组", "group removed"),
        MatchedBy::Overlap => bilingual!(
            "专业组编号不同，按重合对应",
            "group with another id, matched by overlap"
        ),
    };
    let (people, work) = (pair.shared_members, pair.shared_submissions);
    let shared = if pair.matched_by == MatchedBy::Overlap {
        bilingual!(
            "{people} 人、{work} 项申报相同",
            "{people} members, {work} submissions in both"
        )
    } else {
        Bilingual::default()
    };
    let id = |id: &Option<String>| id.clone().unwrap_or_default();
    Some(vec![
        words.say(lang).to_owned(),
        id(&pair.before),
        id(&pair.after),
        shared.say(lang).to_owned(),
    ])
}

fn people(difference: &Difference, names: &Names, lang: Lang) -> Table {
    let seat = |seat: &Option<Seat>| {
        let words = seat.as_ref().map(words::seat).unwrap_or_default();
        words.say(lang).to_owned()
    };
    let rows = difference.people.iter().map(|person| {
        let id = &person.expert;
        let name = names.expert(id);
        vec![
            id.clone(),
            if name == id {
                String::new()
            } else {
                name.to_owned()
            },
            words::person(person.kind).say(lang).to_owned(),
            seat(&person.before),
            seat(&person.after),
            person.reviews_added.join(" "),
            person.reviews_removed.join(" "),
        ]
    });
    let columns = vec![
        (bilingual!("专家编号", "expert"), 12.0),
        (bilingual!("姓名", "name"), 12.0),
        (bilingual!("变动", "change"), 16.0),
        (bilingual!("变动前", "before"), 26.0),
        (bilingual!("变动后", "after"), 26.0),
        (bilingual!("新增评审", "reviews added"), 26.0),
        (bilingual!("取消评审", "reviews removed"), 26.0),
    ];
    table(bilingual!("人员变动", "People"), columns, rows.collect())
}

fn submissions(difference: &Difference, names: &Names, lang: Lang) -> Table {
    let rows = difference.submissions.iter().map(|change| {
        vec![
            change.submission.clone(),
            names.title(&change.submission).to_owned(),
            words::submission(change.kind).say(lang).to_owned(),
            change.from.clone().unwrap_or_default(),
            change.to.clone().unwrap_or_default(),
        ]
    });
    let columns = vec![
        (bilingual!("申报编号", "submission"), 12.0),
        (names.work(), 44.0),
        (bilingual!("变动", "change"), 10.0),
        (bilingual!("原专业组", "group before"), 14.0),
        (bilingual!("现专业组", "group after"), 14.0),
    ];
    table(
        bilingual!("申报变动", "Submissions"),
        columns,
        rows.collect(),
    )
}

fn reviews(difference: &Difference, names: &Names) -> Table {
    let people = |ids: &[String]| {
        let shown: Vec<String> = ids.iter().map(|id| names.expert_with_id(id)).collect();
        shown.join("; ")
    };
    let rows = difference.reviews.iter().map(|change| {
        vec![
            change.submission.clone(),
            names.title(&change.submission).to_owned(),
            people(&change.added),
            people(&change.removed),
            people(&change.recusals_added),
            people(&change.recusals_removed),
        ]
    });
    let columns = vec![
        (bilingual!("申报编号", "submission"), 12.0),
        (names.work(), 44.0),
        (bilingual!("新增评审专家", "reviewers added"), 28.0),
        (bilingual!("取消评审专家", "reviewers removed"), 28.0),
        (bilingual!("新增回避", "recusals added"), 22.0),
        (bilingual!("取消回避", "recusals removed"), 22.0),
    ];
    table(bilingual!("评审变动", "Reviews"), columns, rows.collect())
}

fn letters(difference: &Difference, names: &Names, lang: Lang) -> Table {
    let letters = notices(difference, names).into_iter();
    let rows = letters.map(|notice| {
        vec![
            notice.expert,
            notice.name,
            words::person(notice.kind).say(lang).to_owned(),
            notice.text.say(lang).to_owned(),
        ]
    });
    let columns = vec![
        (bilingual!("专家编号", "expert"), 12.0),
        (bilingual!("姓名", "name"), 12.0),
        (bilingual!("变动", "change"), 16.0),
        (bilingual!("通知", "notice"), 90.0),
    ];
    table(bilingual!("通知", "Notices"), columns, rows.collect())
}
