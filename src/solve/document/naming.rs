//! Names of groups: the office's where it gives them, else from the industries they hold.

use super::Source;
use crate::model::plan::Plan;
use crate::model::taxonomy::IndustryCode;
use crate::model::words::Lang;
use std::collections::BTreeMap;

/// Share of a group's submissions from which one field alone gives the name.
const ENOUGH: f64 = 0.65;

/// Short labels of sections and divisions, as groups are called after them.
struct Labels(BTreeMap<String, (String, String)>);

impl Labels {
    fn built_in() -> Self {
        let table = include_str!("../../../data/taxonomy/group_names.csv");
        let records = csv::Reader::from_reader(table.as_bytes()).into_records();
        let entries = records.filter_map(Result::ok).map(|record| {
            let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
            (cell(0), (cell(1), cell(2)))
        });
        Self(entries.collect())
    }

    fn of(&self, source: &Source<'_>, industry: &IndustryCode) -> String {
        let known = industry
            .path()
            .iter()
            .take(2)
            .rev()
            .find_map(|code| self.0.get(code));
        match known {
            Some((zh, en)) => source.lang.pick(zh, en).to_owned(),
            None => source
                .season
                .industries
                .name(industry, source.lang)
                .to_owned(),
        }
    }
}

/// Returns a name for every group, no two alike.
pub(super) fn names(source: &Source<'_>, submissions: &[Vec<u32>]) -> Vec<String> {
    let labels = Labels::built_in();
    let proposed: Vec<String> = source
        .instance
        .groups
        .iter()
        .zip(submissions)
        .map(|(spec, held)| {
            let theme = spec.theme.map(|theme| &source.season.themes[theme]);
            match theme.filter(|theme| !theme.name.trim().is_empty()) {
                Some(theme) => theme.name.clone(),
                None => from_industries(source, &labels, held),
            }
        })
        .collect();
    number_repeats(source.lang, &proposed)
}

fn from_industries(source: &Source<'_>, labels: &Labels, held: &[u32]) -> String {
    let mut counts = BTreeMap::<String, usize>::new();
    for &submission in held {
        if let Some(industry) = source.submission(submission).industries.first() {
            *counts.entry(labels.of(source, industry)).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, String)> = counts
        .into_iter()
        .map(|(label, count)| (count, label))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    #[allow(clippy::cast_precision_loss)] // numbers of submissions are small
    let enough = (held.len() as f64 * ENOUGH).ceil() as usize;
    match (ranked.as_slice(), source.lang) {
        ([], Lang::Zh) => "综合组".to_owned(),
        ([], Lang::En) => "General group".to_owned(),
        ([(count, only)], lang) | ([(count, only), ..], lang)
            if ranked.len() == 1 || *count >= enough =>
        {
            match lang {
                Lang::Zh => format!("{only}组"),
                Lang::En => format!("{only} group"),
            }
        }
        // A name of two fields is no description of a group that mostly judges others.
        ([(one, first), (two, second), _, ..], lang) if one + two < enough => match lang {
            Lang::Zh => format!("{first}、{second}等组"),
            Lang::En => format!("{first}, {} and others group", lower(second)),
        },
        ([(_, first), (_, second), ..], Lang::Zh) => format!("{first}与{second}组"),
        ([(_, first), (_, second), ..], Lang::En) => format!("{first} and {} group", lower(second)),
        ([(_, only)], lang) => format!("{only}{}", lang.pick("组", " group")),
    }
}

/// The name of a group in a language, where it is one that this program made in the other language:
/// `None` for the office's own names, and for those of industries of its own.
pub fn group_name_in(name: &str, lang: Lang) -> Option<String> {
    let labels = Labels::built_in();
    let known = |label: &str| {
        let mut all = labels.0.values();
        let same = |own: &str| own == label || lower(own) == label;
        all.find_map(|(zh, en)| match lang {
            Lang::Zh => same(en).then(|| zh.clone()),
            Lang::En => (zh == label).then(|| en.clone()),
        })
    };
    let (plain, number) = numbered(name.trim(), lang);
    let (bare, and, comma, others) = match lang {
        Lang::Zh => (plain.strip_suffix(" group")?, " and ", ", ", " and others"),
        Lang::En => (plain.strip_suffix('组')?, "与", "、", "等"),
    };
    let two = |text: &str, between: &str| {
        let mut splits = text.match_indices(between);
        splits.find_map(|(at, _)| {
            let (first, second) = (&text[..at], &text[at + between.len()..]);
            Some((known(first)?, known(second)?))
        })
    };
    let made = if let (Some(list), Lang::Zh) = (bare.strip_suffix(others), lang)
        && let Some((first, second)) = two(list, comma)
    {
        format!("{first}、{second}等组")
    } else if let (Some(list), Lang::En) = (bare.strip_suffix(others), lang)
        && let Some((first, second)) = two(list, comma)
    {
        format!("{first}, {} and others group", lower(&second))
    } else if let Some(only) = known(bare) {
        format!("{only}{}", lang.pick("组", " group"))
    } else if let Some((first, second)) = two(bare, and) {
        match lang {
            Lang::Zh => format!("{first}与{second}组"),
            Lang::En => format!("{first} and {} group", lower(&second)),
        }
    } else if matches!(bare, "General" | "综合") {
        lang.pick("综合组", "General group").to_owned()
    } else {
        return None;
    };
    Some(match number {
        None => made,
        Some(nth) => with_number(lang, &made, nth),
    })
}

/// The plan with the names that the program gave its groups in a language.
pub fn in_language(mut plan: Plan, lang: Lang) -> Plan {
    for group in &mut plan.groups {
        if let Some(name) = group_name_in(&group.name, lang) {
            group.name = name;
        }
    }
    plan
}

/// A name without the number of a repeated one in the other language, and that number.
fn numbered(name: &str, lang: Lang) -> (&str, Option<usize>) {
    let opened = name.strip_suffix(')').and_then(|own| own.rsplit_once('('));
    let Some((plain, number)) = opened else {
        return (name, None);
    };
    let nth = match lang {
        Lang::Zh => number.parse().ok(),
        Lang::En => {
            let numeral = NUMERALS.iter().position(|own| *own == number);
            numeral.map(|at| at + 1).or_else(|| number.parse().ok())
        }
    };
    match nth {
        Some(nth) => (plain.trim_end(), Some(nth)),
        None => (name, None),
    }
}

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn with_number(lang: Lang, name: &str, nth: usize) -> String {
    match (lang, nth.checked_sub(1).and_then(|at| NUMERALS.get(at))) {
        (Lang::Zh, Some(numeral)) => format!("{name}({numeral})"),
        _ => format!("{name} ({nth})"),
    }
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn number_repeats(lang: Lang, proposed: &[String]) -> Vec<String> {
    let repeated = |name: &String| proposed.iter().filter(|other| *other == name).count() > 1;
    let mut seen = BTreeMap::<&String, usize>::new();
    proposed
        .iter()
        .map(|name| {
            if !repeated(name) {
                return name.clone();
            }
            let nth = seen.entry(name).or_default();
            *nth += 1;
            with_number(lang, name, *nth)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_program_are_said_in_the_other_language_and_back() {
        for (zh, en) in [
            ("采矿组", "Mining group"),
            ("食品饮料与煤炭组", "Food and drink and coal group"),
            (
                "煤炭、食品饮料等组",
                "Coal, food and drink and others group",
            ),
            ("综合组", "General group"),
            ("采矿组(二)", "Mining group (2)"),
        ] {
            assert_eq!(group_name_in(en, Lang::Zh).as_deref(), Some(zh));
            assert_eq!(group_name_in(zh, Lang::En).as_deref(), Some(en));
        }
        for own in [
            "第一组",
            "先进制造组",
            "G01",
            "",
            "Our own group",
            "采矿组（二）",
        ] {
            assert_eq!(group_name_in(own, Lang::Zh), None, "{own}");
            assert_eq!(group_name_in(own, Lang::En), None, "{own}");
        }
    }
}
