//! The short summary on the terminal.

use super::story::Story;
use super::{Role, key_figures, words};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, SubmissionIndex};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Row, Table, presets};

/// Maximum number of shortfalls listed; the workbook has all of them.
const SHORTFALLS: usize = 8;

/// Maximum number of submissions listed in one line.
const NAMED: usize = 5;

/// Width of notes in columns of the terminal; longer ones are wrapped.
const WIDTH: u16 = 100;

/// Summarises the plan on about one screen: heads, groups, key figures, the first shortfalls.
/// Chinese characters count as two columns, so that tables are aligned.
pub fn text(story: &Story, lang: Lang) -> String {
    let mut parts = vec![
        heads(story, lang),
        groups(story, lang),
        figures(story, lang),
    ];
    parts.extend(shortfalls(story, lang));
    parts.join("\n\n") + "\n"
}

fn heads(story: &Story, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let title = super::title(story);
    let mut lines = vec![title.say(lang).to_owned()];
    let heads = story.figures.seats.iter();
    for seat in heads.filter(|seat| matches!(seat.role, Role::Chair | Role::ViceChair)) {
        let role = seat.role.words();
        let person = words::person(seat.expert, lang);
        let employer = &seat.expert.employer;
        lines.push(format!("{}{colon}{person}  {employer}", role.say(lang)));
        let away = kept_from(story, seat.index, None);
        if !away.is_empty() {
            let ids = listed(&away, lang);
            let words = bilingual!(
                "  （与 {ids} 有回避关系：讨论时须离席）",
                "  (has a conflict with {ids}: leaves the room when it is discussed)"
            );
            lines.push(words.say(lang).to_owned());
        }
    }
    let leaders = story.figures.seats.iter();
    for seat in leaders.filter(|seat| seat.role == Role::Leader) {
        let Some(group) = seat.group else { continue };
        let away = kept_from(story, seat.index, Some(group));
        if !away.is_empty() {
            let (id, leader) = (&story.plan.groups[group].id, &seat.expert.id);
            let ids = listed(&away, lang);
            let words = bilingual!(
                "{id} 组长 {leader} 须对 {ids} 回避：其合议由另一组员主持并签署（见 empanel sheets 写出的合议表）",
                "{leader}, the leader of {id}, is recused from {ids}: another member leads the deliberation and signs (see the consensus sheets written by empanel sheets)"
            );
            lines.push(words.say(lang).to_owned());
        }
    }
    lines.join("\n")
}

/// The submissions (of one group of the plan) that an expert has a conflict with.
fn kept_from<'a>(story: &'a Story<'_>, expert: ExpertIndex, group: Option<usize>) -> Vec<&'a str> {
    let all = story.season.submissions.iter().zip(0..);
    let held = |id: &String| match group {
        Some(group) => story.plan.groups[group].submissions.contains(id),
        None => true,
    };
    all.filter(|(own, _)| own.passed && held(&own.id))
        .filter(|(_, at)| {
            let submission = SubmissionIndex::new(*at);
            story.conflicts.severity(expert, submission).is_some()
        })
        .map(|(own, _)| own.id.as_str())
        .collect()
}

/// The first few ids of a list.
fn listed(ids: &[&str], lang: Lang) -> String {
    let named = ids[..ids.len().min(NAMED)].join(lang.pick("、", ", "));
    match ids.len() > NAMED {
        true => format!("{named}{}", lang.pick("等", ", …")),
        false => named,
    }
}

/// A table without borders; columns from `numbers_from` on are aligned to the right.
fn table(headers: &[Bilingual], numbers_from: usize, lang: Lang) -> Table {
    let mut table = Table::new();
    // Plain ASCII: box-drawing characters are two places wide on some Chinese terminals.
    let under_header = LineStyle::new('-', '-', '-', '-');
    table.load_style(presets::NOTHING.header_separator(under_header));
    table.set_header(headers.iter().map(|words| words.say(lang).to_owned()));
    for column in table.column_iter_mut().skip(numbers_from) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

fn groups(story: &Story, lang: Lang) -> String {
    let headers = [
        bilingual!("组号", "Group"),
        bilingual!("专业组", "Name"),
        bilingual!("组长", "Leader"),
        bilingual!("组员", "Members"),
        bilingual!("申报", "Cases"),
        bilingual!("工作量", "Loads"),
        bilingual!("平均得分", "Mean score"),
        bilingual!("缺口", "Shortfalls"),
        bilingual!("领域外", "Outside"),
    ];
    let mut table = table(&headers, 3, lang);
    for group in &story.figures.groups {
        let mut seats = story.figures.seats[group.seats.clone()].iter();
        let leader = seats.find(|seat| seat.role == Role::Leader);
        table.add_row(Row::from(vec![
            group.group.id.clone(),
            group.group.name.clone(),
            leader.map_or_else(String::new, |seat| words::person(seat.expert, lang)),
            group.seats.len().to_string(),
            group.reviews.len().to_string(),
            format!("{}-{}", group.load_min, group.load_max),
            format!("{:.3}", group.mean_score),
            group.shortfalls.to_string(),
            group.judges.outside.len().to_string(),
        ]));
    }
    table.trim_fmt()
}

fn figures(story: &Story, lang: Lang) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(WIDTH);
    for figure in key_figures::all(story) {
        table.add_row(Row::from(vec![
            figure.name.say(lang).to_owned(),
            figure.value.say(lang).to_owned(),
            figure.note.say(lang).to_owned(),
        ]));
    }
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.trim_fmt()
}

fn shortfalls(story: &Story, lang: Lang) -> Option<String> {
    let all: Vec<_> = story.figures.shortfalls().collect();
    if all.is_empty() {
        return None;
    }
    let colon = lang.pick("：", ": ");
    let heading = bilingual!("覆盖缺口", "Coverage shortfalls");
    let mut lines = vec![heading.say(lang).to_owned()];
    for item in all.iter().take(SHORTFALLS) {
        let id = &story.figures.reviews[item.review].submission.id;
        let what = words::requirement(item, story, lang);
        let why = words::shortfall_reason(item, lang);
        lines.push(format!("  {id} {what}{colon}{why}"));
    }
    if let Some(more) = all.len().checked_sub(SHORTFALLS).filter(|more| *more > 0) {
        let words = bilingual!(
            "  另有 {more} 项，见“覆盖与缺口”工作表",
            "  and {more} more, see the sheet Coverage"
        );
        lines.push(words.say(lang).to_owned());
    }
    Some(lines.join("\n"))
}
