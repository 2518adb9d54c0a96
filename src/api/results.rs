//! The lists of results, as the verb and the window make and write them.

use super::{Error, Season};
use crate::bilingual;
use crate::files::tables::{Problems, is_provisional, read_proposed, read_withdrawn};
use crate::model::Problem;
use crate::model::words::{Bilingual, Lang};
use crate::report::text_table::{Imprint, workbook};
use crate::year::outcome::{self, Outcome, PublicityPeriod, Withdrawal};
use crate::year::rounds::Found;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// The complete lists for the office, and two workbooks for publication; the last is not made
/// before the publicity period is over.
pub(crate) const FILES: [&str; 4] = [
    "outcome.json",
    "outcome.xlsx",
    "publicity-list.xlsx",
    "final-list.xlsx",
];

/// What the lists are made from, besides season and plans.
pub(crate) struct Asked<'a> {
    /// The list recommended by the committee; `None` takes all that were reviewed.
    pub shortlist: Option<&'a Path>,
    /// Tables of withdrawals.
    pub withdrawn: &'a [PathBuf],
    /// Whether a provisional list is accepted.
    pub provisional: bool,
    /// The publicity period, if it is known.
    pub period: Option<PublicityPeriod>,
    /// The day for which is told whether it is over.
    pub today: Date,
    /// The folder that the lists are written into.
    pub out: Option<&'a Path>,
}

/// The lists with what is to be told of them.
pub(crate) struct Results {
    /// The lists.
    pub outcome: Outcome,
    /// Remarks about the tables.
    pub remarks: Vec<Problem>,
    /// What readers of the lists must know.
    pub cautions: Vec<Problem>,
}

/// Makes the lists.
///
/// # Errors
/// [`Error::Input`] with every problem of a table, or for a provisional list that is not accepted.
pub(crate) fn results(season: &Season, found: &Found, asked: Asked<'_>) -> Result<Results, Error> {
    let input = |problems: Problems| Error::Input(problems.0);
    let mut remarks = Vec::new();
    let mut withdrawals: Vec<Withdrawal> = Vec::new();
    for path in asked.withdrawn {
        let (rows, problems) = read_withdrawn(path, season, &withdrawals).map_err(input)?;
        remarks.extend(problems);
        withdrawals.extend(rows);
    }
    let rounds = &found.rounds;
    let eligible = outcome::eligible(season, rounds, &withdrawals);
    let provisional = asked.shortlist.filter(|path| is_provisional(path));
    if let Some(list) = provisional.filter(|_| !asked.provisional) {
        return Err(Error::Input(vec![outcome::provisional_refused(list)]));
    }
    let list = asked.shortlist;
    let shortlist = list.map(|path| read_proposed(path, season, &eligible));
    let shortlist = shortlist.transpose().map_err(input)?;
    remarks.extend(shortlist.iter().flat_map(|own| own.problems.clone()));
    let proposed = shortlist.as_ref().map(|own| own.submissions.as_slice());
    let mut lists = outcome::outcome(season, rounds, proposed, &withdrawals, &found.reasons);
    if let Some(shortlist) = &shortlist {
        lists.rank(season, &shortlist.tiers);
    }
    lists.provisional = provisional.is_some();
    let earlier = asked.out.map(|folder| folder.join(FILES[3]));
    let earlier = earlier.filter(|path| path.exists());
    let (period, today) = (asked.period, asked.today);
    let cautions = outcome::cautions(&lists, list, period.as_ref(), today, earlier.as_deref());
    if let Some(period) = period.filter(|period| period.runs(today)) {
        lists.publicity_until = Some(period.last.to_string());
        lists.last.clear();
    }
    Ok(Results {
        outcome: lists,
        remarks,
        cautions,
    })
}

/// The content of the [`FILES`] that are made now, in their order.
///
/// # Errors
/// A file cannot be created.
pub(crate) fn contents(
    season: &Season,
    outcome: &Outcome,
    lang: Lang,
) -> Result<Vec<Vec<u8>>, Error> {
    let publicity = outcome::publicity_list(outcome);
    let last = outcome::final_list(outcome);
    let Bilingual { zh, en } = season.rules.heading();
    let imprint = Imprint::new(bilingual!("{zh}评审结果", "Results {en}"));
    let book = |tables: &[_], confidential| {
        let imprint = imprint.clone().confidential_if(confidential);
        workbook(tables, &imprint, lang).map_err(|error| Error::Document(error.to_string()))
    };
    let further = [outcome::withdrawn(outcome), outcome::experts(outcome)];
    let announced = outcome.publicity_until.is_none().then_some(last);
    let all: Vec<_> = std::iter::once(publicity.clone())
        .chain(announced.clone())
        .chain(further)
        .collect();
    let json = serde_json::to_vec_pretty(outcome);
    let mut contents = vec![
        json.map_err(|error| Error::Document(error.to_string()))?,
        book(&all, true)?,
        book(&[publicity], false)?,
    ];
    if let Some(last) = announced {
        contents.push(book(&[last], false)?);
    }
    Ok(contents)
}
