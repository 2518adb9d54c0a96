//! What the page says of the period, of objections and of the lists.

use super::withdrawn::Left;
use crate::bilingual;
use crate::model::LeftAt;
use crate::model::calendar::Publicity;
use crate::model::words::Lang;
use crate::window::shown::Shown;
use crate::year::objection::{self, Proposal};
use crate::year::outcome::{self, Outcome};
use jiff::civil::Date;

/// Further people listed for an objection; the workbook has all.
const LISTED: usize = 10;

/// An objection with its team.
pub(super) struct Objection {
    pub(super) heading: String,
    pub(super) summary: Vec<String>,
    pub(super) tables: Vec<Shown>,
}

/// The lists as written.
pub(super) struct Lists {
    pub(super) summary: Vec<String>,
    pub(super) figures: Vec<(String, usize)>,
    /// What is announced now first.
    pub(super) tables: Vec<Shown>,
}

/// How the period stands on a day.
pub(super) fn stands(publicity: &Publicity, today: Date, lang: Lang) -> (&'static str, String) {
    let (first, last) = (publicity.first, publicity.last);
    let past = publicity.calendar.iter().filter(|own| own.date <= today);
    let number = past.filter_map(|own| own.number).max().unwrap_or(0);
    let days = publicity.days;
    let (class, words) = if today < first {
        ("todo", bilingual!("{first} 开始", "begins {first}"))
    } else if today <= last {
        (
            "active",
            bilingual!(
                "公示中：今天是第 {number} 个工作日，共 {days} 个",
                "going on: working day {number} of {days}"
            ),
        )
    } else {
        ("done", bilingual!("已期满", "over"))
    };
    (class, words.say(lang).to_owned())
}

/// Why the lists should be written again.
pub(super) fn old(written: &Outcome, entered: &[Left], over: bool, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    let is_entered = |left: &outcome::Left| {
        let mut rows = entered.iter();
        rows.any(|row| row.id == left.line.submission)
    };
    let known = |row: &Left| {
        let mut left = written.withdrawn.iter();
        left.any(|left| left.line.submission == row.id)
    };
    // What withdrew from a plan is on no table.
    let later = written.withdrawn.iter();
    let mut later = later.filter(|left| left.left_at != LeftAt::Before);
    if !entered.iter().all(known) || !later.all(is_entered) {
        said.push(bilingual!(
            "撤出情况在名单写出之后有改动，请重新写出名单。",
            "Withdrawals have changed since the lists were written; write them again."
        ));
    }
    if over && written.publicity_until.is_some() {
        said.push(bilingual!(
            "公示已期满，可以写出公告名单了。",
            "The publicity period is over: the final list can be written now."
        ));
    }
    said.iter()
        .map(|words| words.say(lang).to_owned())
        .collect()
}

/// An objection in words and tables.
pub(super) fn objection(own: &Proposal, lang: Lang) -> Objection {
    let summary = objection::summary(own);
    let tables = objection::short_tables(own, LISTED);
    let Proposal {
        submission,
        organization,
        title,
        ..
    } = own;
    Objection {
        heading: format!("{submission} {organization} {title}"),
        summary: summary.iter().map(|own| own.say(lang).to_owned()).collect(),
        tables: tables.iter().map(|own| Shown::of(own, lang)).collect(),
    }
}

/// The lists in words, numbers and tables.
pub(super) fn lists(own: &Outcome, lang: Lang) -> Lists {
    let (publicity, last) = (outcome::publicity_list(own), outcome::final_list(own));
    let (mut tables, lines) = match own.publicity_until {
        Some(_) => (vec![publicity], &own.publicity),
        None => (vec![last, publicity], &own.last),
    };
    tables.extend([outcome::withdrawn(own), outcome::experts(own)]);
    let tables = tables.iter().map(|own| Shown::of(own, lang));
    let tiers = outcome::by_tier(lines).into_iter();
    let left = own.withdrawn.iter();
    let left = left.filter(|own| own.left_at != LeftAt::Before).count();
    let label = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
    let mut figures = vec![
        (label("参评", "Reviewed"), own.reviewed),
        (label("推荐", "Proposed"), own.proposed),
        (label("公示名单", "For publicity"), own.publicity.len()),
    ];
    if own.publicity_until.is_none() {
        figures.push((label("公告名单", "Final list"), own.last.len()));
    }
    figures.push((label("公示后撤出", "Withdrawn since"), left));
    figures.extend(tiers.map(|(tier, count)| (tier.to_owned(), count)));
    let summary = outcome::summary(own);
    Lists {
        summary: summary.iter().map(|own| own.say(lang).to_owned()).collect(),
        figures,
        tables: tables.filter(|own| !own.rows.is_empty()).collect(),
    }
}
