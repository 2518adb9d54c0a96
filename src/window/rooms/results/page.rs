//! The page of publicity and results.

use super::calendar::{Month, months};
use super::files::{name, served};
use super::ground::{Folders, Ground};
use super::told::{self, Lists, Objection};
use super::withdrawn::Left;
use super::{lists, objections, publicity, withdrawn};
use crate::api::publicity::DAYS;
use crate::model::Severity;
use crate::model::calendar::{Publicity, summary};
use crate::model::words::Lang;
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::{Said, Sent};
use crate::window::shell::Shell;
use askama::Template;
use jiff::civil::Date;

#[derive(Template)]
#[template(path = "window/results.html")]
struct ResultsPage {
    shell: Shell,
    said: Said,
    /// What has to come first.
    missing: Option<String>,
    asked: Asked,
    /// The submissions of the plans, to choose from.
    known: Vec<(String, String)>,
    period: Vec<String>,
    /// How it stands today: its class, and words.
    stands: Option<(&'static str, String)>,
    months: Vec<Month>,
    objections: Vec<Objection>,
    left: Vec<Left>,
    lists: Vec<lists::List>,
    outcome: Option<Lists>,
    /// Why the lists are to be written anew.
    old: Vec<String>,
    files: Vec<(String, String)>,
}

/// What stands in the forms.
#[derive(Default)]
struct Asked {
    from: String,
    days: String,
    next_day: bool,
    submission: String,
    reason: String,
    list: String,
}

/// Makes the page; `sent` is a form that was refused.
pub(super) fn show(app: &App, lang: Lang, mut said: Said, sent: Option<&Sent>) -> Answer {
    let folders = Folders::of(app, lang);
    let today = jiff::ZonedDateTime::now().date();
    let publicity = publicity::of(app, &folders);
    let ground = Ground::of(app, lang);
    let mut own = ResultsPage {
        missing: ground.as_ref().err().cloned(),
        asked: Asked::of(sent, publicity.as_ref(), today),
        known: Vec::new(),
        period: Vec::new(),
        stands: None,
        months: Vec::new(),
        objections: objections::all(&folders.objections)
            .iter()
            .map(|own| told::objection(own, lang))
            .collect(),
        left: Vec::new(),
        lists: Vec::new(),
        outcome: None,
        old: Vec::new(),
        files: served(&folders)
            .into_iter()
            .map(|(id, path)| (id, name(&path)))
            .collect(),
        said: Said::default(),
        shell: Shell::new(app, lang, "results"),
    };
    if let Some(publicity) = &publicity {
        own.period = summary(publicity)
            .iter()
            .map(|words| words.say(lang).to_owned())
            .collect();
        own.stands = Some(told::stands(publicity, today, lang));
        own.months = months(publicity, today, lang);
    }
    if let Ok(ground) = ground {
        ground_shown(&mut own, app, &folders, &ground, &mut said);
    }
    own.said = said;
    page(&own)
}

/// What needs season and plans.
fn ground_shown(
    own: &mut ResultsPage,
    app: &App,
    folders: &Folders,
    ground: &Ground,
    said: &mut Said,
) {
    let (season, lang) = (&ground.season, own.shell.lang);
    let judged = |id: &str| ground.found.rounds.groups_of(id).next().is_some();
    let work = season.submissions.iter().filter(|work| judged(&work.id));
    own.known = work
        .map(|work| {
            let name = format!("{} {}", work.organization, work.title);
            (work.id.clone(), name)
        })
        .collect();
    match withdrawn::all(folders, season) {
        Ok(rows) => {
            own.left = rows
                .iter()
                .map(|row| {
                    let work = &season.submissions[row.submission.at()];
                    Left {
                        id: work.id.clone(),
                        name: format!("{} {}", work.organization, work.title),
                        stage: withdrawn::stage(row.left_at, lang),
                        date: row.date.clone(),
                        reason: row.reason.clone(),
                    }
                })
                .collect();
        }
        Err(error) if said.wrong.is_empty() => said.wrong.push(error.say(lang)),
        Err(_) => {}
    }
    own.lists = lists::all(app, folders);
    if let Some(written) = lists::written(folders, season) {
        let stands = own.stands.as_ref();
        let over = stands.is_some_and(|(class, _)| *class == "done");
        own.old = told::old(&written, &own.left, over, lang);
        own.outcome = Some(told::lists(&written, lang));
    }
    let odd = ground.problems.iter();
    let odd = odd.filter(|own| own.severity != Severity::Error);
    said.notes.extend(odd.map(|own| own.say(lang)));
    let note = ground.found.note.iter();
    said.notes
        .extend(note.map(|words| words.say(lang).to_owned()));
}

impl Asked {
    fn of(sent: Option<&Sent>, publicity: Option<&Publicity>, today: Date) -> Self {
        let from = publicity.map_or(today, |own| own.from);
        let days = publicity.map_or(DAYS, |own| own.days);
        let Some(sent) = sent else {
            return Self {
                from: from.to_string(),
                days: days.to_string(),
                ..Self::default()
            };
        };
        let get = |name: &str, usual: String| match sent.get(name) {
            "" => usual,
            typed => typed.to_owned(),
        };
        Self {
            from: get("from", from.to_string()),
            days: get("days", days.to_string()),
            next_day: sent.get("next_day") == "1",
            submission: get("submission", String::new()),
            reason: get("reason", String::new()),
            list: get("list", String::new()),
        }
    }
}

// Methods called by the template.
impl ResultsPage {
    fn weekdays(&self) -> Vec<&'static str> {
        let days = self
            .shell
            .t("一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun");
        days.split(' ').collect()
    }

    /// Whether a list to choose from is provisional.
    fn provisional(&self) -> bool {
        self.lists.iter().any(|own| own.provisional)
    }
}
