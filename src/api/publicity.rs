//! The publicity period, as the verb and the window count and write it.

use super::Error;
use crate::bilingual;
use crate::files::tables::{ProblemCode, built_in_holidays};
use crate::model::calendar::{self, Calendar, Publicity};
use crate::model::words::Lang;
use crate::model::{Place, Problem};
use crate::report::text_table::{Imprint, workbook};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The files: the period for other steps, and its calendar.
pub(crate) const FILES: [&str; 2] = ["publicity.json", "publicity.xlsx"];

/// Working days of a publicity period (selection measures, art. 21).
pub(crate) const DAYS: u32 = 10;

/// A period with the problems of its calendar.
pub(crate) struct Period {
    /// The period.
    pub publicity: Publicity,
    /// What is wrong with the office's holidays, and the years without any.
    pub problems: Vec<Problem>,
}

/// Counts the working days of a period; the years of the office's `own` holidays replace the
/// built-in ones. `None` where it ends beyond the dates that can be calculated.
pub(crate) fn period(
    own: Option<(Calendar, Vec<Problem>)>,
    (from, days, next_day): (Date, u32, bool),
) -> Option<Period> {
    let mut calendar = built_in_holidays();
    let mut problems = Vec::new();
    if let Some((years, found)) = own {
        problems = found;
        calendar = calendar.replaced_by(years);
    }
    let publicity = calendar::count(&calendar, from, days, next_day)?;
    let known: Vec<String> = calendar.years().map(|year| year.to_string()).collect();
    let unknown_years = publicity.unknown_years.iter();
    problems.extend(unknown_years.map(|year| unknown(*year, &known)));
    Some(Period {
        publicity,
        problems,
    })
}

fn unknown(year: i16, known: &[String]) -> Problem {
    let code = ProblemCode::YearWithoutHolidays;
    let (zh, en) = (known.join("、"), known.join(", "));
    Problem {
        severity: code.severity(),
        code: code.code(),
        place: Place::file("holidays"),
        value: year.to_string(),
        what: bilingual!(
            "没有 {year} 年的节假日安排，该年只扣除周末和法定固定的日子（元旦、5 月 1–2 日、10 月 1–3 日；已有：{zh}）",
            "The holidays of {year} are not known; for that year only weekends and the days fixed by law (1 January, 1-2 May, 1-3 October) are left out (known years: {en})"
        ),
        action: bilingual!(
            "按国务院办公厅通知编一张节假日表，用 --holidays 指定，或放进年度文件夹（holidays.csv）",
            "Make a holidays table from the notice of the State Council's General Office; name it with --holidays or put it into the season's folder as holidays.csv"
        ),
    }
}

/// `publicity.json`.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct KeptPeriod<'a> {
    #[serde(flatten)]
    publicity: &'a Publicity,
    /// What is unknown of its holidays.
    problems: &'a [Problem],
}

impl Period {
    /// The content of [`FILES`]. Problems are also recorded, for readers who do not see them told.
    ///
    /// # Errors
    /// A file cannot be created.
    pub(crate) fn contents(&self, lang: Lang) -> Result<Vec<Vec<u8>>, Error> {
        let (first, last) = (self.publicity.first, self.publicity.last);
        let imprint = Imprint::new(bilingual!("公示期", "Publicity period"));
        let imprint = imprint.of(bilingual!("{first} 至 {last}", "{first} to {last}"));
        let book = workbook(&calendar::tables(&self.publicity), &imprint, lang);
        let book = book.map_err(|error| Error::Document(error.to_string()))?;
        let json = |error: serde_json::Error| Error::Document(error.to_string());
        let kept = KeptPeriod {
            publicity: &self.publicity,
            problems: &self.problems,
        };
        Ok(vec![serde_json::to_vec_pretty(&kept).map_err(json)?, book])
    }
}
