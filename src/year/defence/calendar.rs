//! The timetable as iCalendar (RFC 5545).

use crate::model::Season;
use crate::model::plan::{Plan, Session};
use crate::model::words::Lang;
use std::collections::BTreeMap;

/// Maximum octets of a line, without its line end (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Writes the timetable: one event per hearing, one per group and day. Times are local, without a
/// time zone. `None` if no timetable has dates. The same plan gives the same bytes: UIDs are
/// derived from plan and ids, and the time stamp is the start of the first day.
pub fn calendar(season: &Season, plan: &Plan, lang: Lang) -> Option<String> {
    let round = plan.round.as_ref()?;
    let first = round.timetable.iter().map(|own| own.day.as_str()).min()?;
    let stamp = format!("{}T000000Z", compact_day(first)?);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//empanel//empanel//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
    ];
    let titles: BTreeMap<&str, &str> = season
        .submissions
        .iter()
        .map(|own| (own.id.as_str(), own.title.as_str()))
        .collect();
    let name = |id: &str| {
        let group = plan.group(id).filter(|group| !group.name.is_empty());
        group.map_or_else(|| id.to_owned(), |group| format!("{id} {}", group.name))
    };
    let mut sittings: BTreeMap<(&str, &str), (&str, &str)> = BTreeMap::new();
    for own in &round.timetable {
        let times = sittings
            .entry((&own.day, &own.group))
            .or_insert((&own.start, &own.end));
        *times = (
            times.0.min(own.start.as_str()),
            times.1.max(own.end.as_str()),
        );
    }
    for ((day, group), (start, end)) in sittings {
        let words = match lang {
            Lang::Zh => format!("答辩评审：{}", name(group)),
            Lang::En => format!("Defence: {}", name(group)),
        };
        let key = format!("{group}-{day}");
        event(
            &mut lines,
            (round.from.as_str(), key.as_str()),
            &stamp,
            (day, start, end),
            &words,
            group,
        )?;
    }
    for own in &round.timetable {
        let Session {
            day,
            group,
            start,
            end,
            submission,
        } = own;
        let title = titles.get(submission.as_str()).copied().unwrap_or_default();
        let words = format!("{submission} {title}");
        event(
            &mut lines,
            (round.from.as_str(), submission.as_str()),
            &stamp,
            (day, start, end),
            &words,
            &name(group),
        )?;
    }
    lines.push("END:VCALENDAR".to_owned());
    Some(lines.iter().map(|line| folded(line)).collect())
}

fn event(
    lines: &mut Vec<String>,
    (plan, key): (&str, &str),
    stamp: &str,
    (day, start, end): (&str, &str, &str),
    summary: &str,
    category: &str,
) -> Option<()> {
    let day = compact_day(day)?;
    let time = |time: &str| format!("{day}T{}00", time.replace(':', ""));
    // An id may contain any characters; a UID only plain ones.
    let uid = crate::files::history::sha256(format!("{plan}/{key}").as_bytes());
    let (summary, category) = (escaped(summary), escaped(category));
    lines.extend([
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@empanel", uid.get(..32).unwrap_or(&uid)),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART:{}", time(start)),
        format!("DTEND:{}", time(end)),
        format!("SUMMARY:{summary}"),
        format!("CATEGORIES:{category}"),
        "END:VEVENT".to_owned(),
    ]);
    Some(())
}

/// `20261012`; `None` if it is not a date.
fn compact_day(day: &str) -> Option<String> {
    let date: jiff::civil::Date = day.parse().ok()?;
    Some(date.strftime("%Y%m%d").to_string())
}

/// Text values: backslash, semicolon, comma and line breaks are escaped (section 3.3.11).
fn escaped(text: &str) -> String {
    let text = text
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Folds a line at 75 octets without cutting a character, and ends it with CRLF.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let line = format!("SUMMARY:{}", "质量标杆经验".repeat(12));
        let text = folded(&line);
        assert!(text.ends_with("\r\n"));
        for part in text.trim_end_matches("\r\n").split("\r\n") {
            assert!(part.len() <= LINE, "{}", part.len());
        }
        assert_eq!(text.replace("\r\n ", "").trim_end(), line);
        let exact = "A".repeat(75);
        assert_eq!(folded(&exact), format!("{exact}\r\n"));
        assert_eq!(folded(&"A".repeat(76)), format!("{exact}\r\n A\r\n"));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
