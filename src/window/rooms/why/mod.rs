//! 为什么: every seat and every review in sentences, and what else could be tried.

mod tries;

use self::tries::Try;
use crate::bilingual;
use crate::explain::{self, Standing};
use crate::model::ExpertIndex;
use crate::model::words::{Bilingual, Lang};
use crate::window::answer::{Answer, Refused, page};
use crate::window::app::{Room, Shared};
use crate::window::aside::aside;
use crate::window::shell::Shell;
use crate::window::table::{Table, table};
use crate::window::verdict::called;
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use serde::Deserialize;

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "why",
    path: "/why",
    title: || bilingual!("为什么", "Why"),
    router: || Router::new().route("/why", get(show)),
};

/// Entries of a list; the filter of the board finds the others.
const LISTED: usize = 1000;

/// What is asked; ids alone, since addresses are kept by browsers.
#[derive(Deserialize, Default)]
struct Asked {
    expert: Option<String>,
    submission: Option<String>,
    group: Option<String>,
}

#[derive(Template)]
#[template(path = "window/why.html")]
struct Why {
    shell: Shell,
    nothing: Option<String>,
    /// What is explained, by name.
    about: String,
    sentences: Vec<String>,
    tries: Vec<Try>,
    lists: Vec<List>,
}

/// Things that can be asked about.
struct List {
    title: String,
    entries: Vec<(String, String)>,
}

/// An explanation.
struct Told {
    sentences: Vec<Bilingual>,
    tries: Vec<Try>,
}

async fn show(State(app): State<Shared>, Query(asked): Query<Asked>) -> Answer {
    aside(app, move |app, lang| {
        let shell = Shell::new(app, lang, "why");
        let table = match table(&app.workspace, &app.laid, lang) {
            Ok(table) => table,
            Err(refused) => return page(&Why::empty(shell, Some(refused.said()))),
        };
        let desk = match &table.desk {
            Ok(desk) => desk,
            Err(words) => return page(&Why::empty(shell, Some(words.clone()))),
        };
        let mut why = Why::empty(shell, None);
        why.lists = lists(&table, lang);
        if asked.expert.is_none() && asked.submission.is_none() && asked.group.is_none() {
            return page(&why);
        }
        why.about = about(&table, &asked);
        let told = desk.ask(move |standing| told(standing, &asked, lang));
        let Some(told) = told.flatten() else {
            return Err(Refused::missing(lang));
        };
        why.sentences = told
            .sentences
            .iter()
            .map(|words| words.say(lang).to_owned())
            .collect();
        why.tries = told.tries;
        page(&why)
    })
    .await
}

impl Why {
    fn empty(shell: Shell, nothing: Option<String>) -> Self {
        Self {
            shell,
            nothing,
            about: String::new(),
            sentences: Vec::new(),
            tries: Vec::new(),
            lists: Vec::new(),
        }
    }
}

fn about(table: &Table, asked: &Asked) -> String {
    let mut experts = table.season.experts.iter();
    let mut submissions = table.season.submissions.iter();
    let expert = asked.expert.as_ref();
    let expert = expert.and_then(|id| experts.find(|own| own.id == *id));
    let submission = asked.submission.as_ref();
    let submission = submission.and_then(|id| submissions.find(|own| own.id == *id));
    let group = asked.group.as_ref().and_then(|id| table.plan.group(id));
    let names = [
        expert.map(called),
        submission.map(|own| format!("{} {}", own.id, own.title)),
        group.map(|own| format!("{} {}", own.id, own.name)),
    ];
    let names: Vec<String> = names.into_iter().flatten().collect();
    names.join(" · ")
}

fn told(standing: &Standing<'_>, asked: &Asked, lang: Lang) -> Option<Told> {
    let expert = |id: &String| {
        let at = standing.season.experts.iter().position(|own| own.id == *id);
        at.map(ExpertIndex::new)
    };
    let (sentences, tries) = match (&asked.expert, &asked.submission, &asked.group) {
        (Some(person), Some(submission), _) => {
            let submission = standing.submission_number(submission)?;
            let told = explain::pair(standing, expert(person)?, submission);
            let tries = told.absence.iter();
            let tries =
                tries.flat_map(|absence| tries::of_absence(standing, absence, submission, lang));
            (told.sentences, tries.collect())
        }
        (Some(person), None, _) => {
            let told = explain::expert(standing, expert(person)?);
            let tries = tries::of_expert(standing, &told, lang);
            (told.sentences, tries)
        }
        (None, Some(id), _) => {
            let told = explain::submission(standing, standing.submission_number(id)?);
            let tries = tries::of_submission(standing, &told, lang);
            (told.sentences, tries)
        }
        (None, None, Some(group)) => {
            let number = standing.group_number(group)?;
            let told = explain::group(standing, number);
            (told.sentences, tries::of_group(standing, number, lang))
        }
        (None, None, None) => return None,
    };
    Some(Told {
        sentences,
        tries: tries::sorted(tries),
    })
}

fn lists(table: &Table, lang: Lang) -> Vec<List> {
    let title = |words: Bilingual| words.say(lang).to_owned();
    let groups = table.plan.groups.iter().take(LISTED);
    let experts = table.season.experts.iter().take(LISTED);
    let submissions = table.plan.reviews.iter().take(LISTED);
    let titles = |id: &str| {
        let found = table.season.submissions.iter().find(|own| own.id == id);
        found.map_or("", |own| own.title.as_str()).to_owned()
    };
    let link = |kind: &str, id: &str| format!("/why?{kind}={}", escaped(id));
    vec![
        List {
            title: title(bilingual!("专业组", "Groups")),
            entries: groups
                .map(|own| (link("group", &own.id), format!("{} {}", own.id, own.name)))
                .collect(),
        },
        List {
            title: title(bilingual!("专家", "Experts")),
            entries: experts
                .map(|own| (link("expert", &own.id), called(own)))
                .collect(),
        },
        List {
            title: title(bilingual!("申报", "Submissions")),
            entries: submissions
                .map(|own| {
                    let id = &own.submission;
                    (link("submission", id), format!("{id} {}", titles(id)))
                })
                .collect(),
        },
    ]
}

/// An id as part of an address.
fn escaped(id: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    let bytes = id.bytes().map(|byte| match plain(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    bytes.collect()
}
