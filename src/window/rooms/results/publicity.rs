//! The publicity period.

use super::ground::{Folders, say};
use crate::api::Error;
use crate::api::publicity::{DAYS, FILES, period};
use crate::bilingual;
use crate::files::tables::{parse_date, read_plain, season_holidays};
use crate::model::calendar::{Publicity, summary};
use crate::model::words::Lang;
use crate::window::app::App;
use crate::window::native::{Said, Sent};
use crate::window::place;

/// Longest period, in working days.
const MOST: u32 = 1_000;

/// Counts the working days of a period and writes it.
pub(super) fn set(app: &App, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let from = parse_date(sent.get("from")).ok_or_else(|| {
        say(
            &bilingual!(
                "公示第一天请写成 2026-09-01。",
                "Write the first day like 2026-09-01."
            ),
            lang,
        )
    })?;
    let days = match sent.get("days") {
        "" => Some(DAYS),
        text => text.parse::<u32>().ok(),
    };
    let days = days.filter(|own| (1..=MOST).contains(own)).ok_or_else(|| {
        say(
            &bilingual!(
                "工作日数请写 1 到 1000。",
                "Working days are a number from 1 to 1000."
            ),
            lang,
        )
    })?;
    let own = season_holidays(app.workspace.folder());
    let own = own.map_err(|problems| Error::Input(problems.0).say(lang))?;
    let counted = period(own, (from, days, sent.get("next_day") == "1"));
    let counted = counted.ok_or_else(|| {
        say(
            &bilingual!(
                "公示期超出了可计算的日期。",
                "The publicity period ends beyond the dates that can be calculated."
            ),
            lang,
        )
    })?;
    let contents = counted.contents(lang).map_err(|error| error.say(lang))?;
    let files: Vec<(&str, &[u8])> = FILES
        .into_iter()
        .zip(contents.iter().map(Vec::as_slice))
        .collect();
    let folder = Folders::of(app, lang).publicity;
    place::write(&folder, &files, |name| FILES.contains(&name), lang)?;
    tracing::info!("publicity period written");
    let done = summary(&counted.publicity);
    let problems = counted.problems.iter();
    Ok(Said {
        done: done.iter().map(|own| say(own, lang)).collect(),
        warnings: problems.map(|own| own.say(lang)).collect(),
        ..Said::default()
    })
}

/// The period that was set.
pub(super) fn of(app: &App, folders: &Folders) -> Option<Publicity> {
    let bytes = read_plain(&folders.period(app)?.file).ok()?;
    serde_json::from_slice(&bytes).ok()
}
