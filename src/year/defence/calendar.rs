//! The timetable as iCalendar (RFC 5545).

use crate::model::Season;
use crate::model::plan::{Plan, Session};
use crate::model::words::Lang;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
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
    let mut lines = head();
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

/// Writes the calendar of one expert: an event for each day on which the expert's group sits, with
/// the time zone and the place of `[award]`. `None` where the expert sits on no day with a date, or
/// the time zone is unknown. The same plan gives the same bytes.
pub fn calendar_of(season: &Season, plan: &Plan, expert: &str, lang: Lang) -> Option<String> {
    let round = plan.round.as_ref()?;
    let group = plan.group_of_expert(expert)?;
    let award = &season.rules.award;
    let zone = TimeZone::get(award.time_zone.trim()).ok()?;
    let mut days: BTreeMap<Date, (Time, Time)> = BTreeMap::new();
    for own in round.timetable.iter().filter(|own| own.group == group.id) {
        let (day, start, end) = (own.day.parse().ok()?, time(&own.start)?, time(&own.end)?);
        let times = days.entry(day).or_insert((start, end));
        *times = (times.0.min(start), times.1.max(end));
    }
    let (first, _) = days.first_key_value()?;
    let stamp = first.strftime("%Y%m%dT000000Z").to_string();
    let mut offsets = Vec::new();
    for (day, (start, _)) in &days {
        let instant = day
            .to_datetime(*start)
            .to_zoned_datetime(zone.clone())
            .ok()?;
        offsets.push(instant.offset().seconds());
    }
    let mut lines = head();
    offsets.dedup();
    // A zone whose clocks change between the days would need its rules; others are told by offset.
    let named = match offsets[..] {
        [seconds] => {
            lines.extend(time_zone(&award.time_zone, seconds));
            format!(";TZID={}", award.time_zone.trim())
        }
        _ => String::new(),
    };
    let heading = award.heading(season.rules.conflicts.year);
    let name = match group.name.trim() {
        "" => &group.id,
        name => name,
    };
    let summary = match lang {
        Lang::Zh => format!("{}答辩评审：{name}", heading.zh),
        Lang::En => format!("{} defence: {name}", heading.en),
    };
    for (day, (start, end)) in days {
        let key = format!("{}/{expert}/{day}", round.from);
        let uid = crate::files::history::sha256(key.as_bytes());
        let local = |time: Time| day.to_datetime(time).strftime("%Y%m%dT%H%M%S").to_string();
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@empanel", uid.get(..32).unwrap_or(&uid)),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART{named}:{}", local(start)),
            format!("DTEND{named}:{}", local(end)),
            format!("SUMMARY:{}", escaped(&summary)),
        ]);
        if !award.place.trim().is_empty() {
            lines.push(format!("LOCATION:{}", escaped(award.place.trim())));
        }
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    Some(lines.iter().map(|line| folded(line)).collect())
}

fn head() -> Vec<String> {
    let head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//empanel//empanel//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ];
    head.map(str::to_owned).to_vec()
}

/// A time zone by its one offset from UTC.
fn time_zone(name: &str, seconds: i32) -> Vec<String> {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let offset = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    vec![
        "BEGIN:VTIMEZONE".to_owned(),
        format!("TZID:{}", name.trim()),
        "BEGIN:STANDARD".to_owned(),
        "DTSTART:19700101T000000".to_owned(),
        format!("TZOFFSETFROM:{offset}"),
        format!("TZOFFSETTO:{offset}"),
        "END:STANDARD".to_owned(),
        "END:VTIMEZONE".to_owned(),
    ]
}

/// A time of day of the timetable.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
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
