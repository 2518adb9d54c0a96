//! The page of the reviews.

use super::reviewed::{Reviewed, collected};
use crate::bilingual;
use crate::files::tables::read_contacts;
use crate::model::Problem;
use crate::model::words::Lang;
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use crate::year::sheets::{Collected, SubmissionResult, Waiting, decimals};
use askama::Template;

/// Problems of sheets that are shown.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "window/review.html")]
struct ReviewPage {
    shell: Shell,
    said: Said,
    ready: bool,
    collected: Option<Collected>,
    missing: Vec<Missing>,
    ranking: Vec<Ranked>,
    problems: Vec<Problem>,
}

/// Somebody whose scores are missing.
struct Missing {
    group: String,
    who: String,
    employer: String,
    phone: String,
    count: usize,
    state: String,
}

/// A submission in the order of its group.
struct Ranked {
    group: String,
    place: String,
    id: String,
    title: String,
    organization: String,
    raw: String,
    corrected: String,
    spread: String,
    scored: String,
    agreed: String,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, mut said: Said) -> Answer {
    let reviewed = Reviewed::of(app, lang);
    let mut page_of = ReviewPage {
        ready: reviewed.is_ok(),
        collected: None,
        missing: Vec::new(),
        ranking: Vec::new(),
        problems: Vec::new(),
        said: Said::default(),
        shell: Shell::new(app, lang, "review"),
    };
    match reviewed {
        Ok(own) => {
            if let Some(all) = collected(app, &own, None, lang) {
                let contacts = read_contacts(app.workspace.folder(), own.season.model());
                let phone = |id: &str| {
                    let own = contacts
                        .as_ref()
                        .ok()
                        .and_then(|own| own.0.get(id, "phone"));
                    own.unwrap_or_default().to_owned()
                };
                let waiting = all.waiting.iter();
                page_of.missing = waiting
                    .map(|own| missing(own, phone(&own.expert), lang))
                    .collect();
                page_of.ranking = ranking(&all, lang);
                // Who is missing is a table of its own.
                let others = all.problems.iter().filter(|own| own.code != "T117");
                page_of.problems = others.take(SHOWN).cloned().collect();
                page_of.collected = Some(all);
            }
        }
        Err(words) if said.wrong.is_empty() => said.wrong.push(words),
        Err(_) => {}
    }
    page_of.said = said;
    page(&page_of)
}

fn missing(own: &Waiting, phone: String, lang: Lang) -> Missing {
    let state = match (&own.refused, own.received) {
        (Some(file), _) => bilingual!(
            "已交但未能计入：{file}",
            "received but could not be counted: {file}"
        ),
        (None, true) => bilingual!("已交，没有打完", "received, not complete"),
        (None, false) => bilingual!("没有收到", "not received"),
    };
    Missing {
        group: own.group.clone(),
        who: format!("{} {}", own.expert, own.name),
        employer: own.employer.clone(),
        phone,
        count: own.missing,
        state: state.say(lang).to_owned(),
    }
}

fn ranking(all: &Collected, lang: Lang) -> Vec<Ranked> {
    let by_id = |id: &String| all.submissions.iter().find(|own| own.submission == *id);
    let order = all.groups.iter().flat_map(|group| &group.order);
    let ranked = |own: &SubmissionResult| {
        let figure = |value: Option<f64>| value.map_or_else(dash, |value| decimals(value, 2));
        Ranked {
            group: own.group.clone(),
            place: match (own.place, own.tied) {
                (0, _) => dash(),
                (place, true) => bilingual!("{place}（并列）", "{place} (tied)")
                    .say(lang)
                    .to_owned(),
                (place, false) => place.to_string(),
            },
            id: own.submission.clone(),
            title: own.title.clone(),
            organization: own.organization.clone(),
            raw: figure(own.raw),
            corrected: figure(own.corrected),
            spread: figure(own.spread),
            scored: format!("{}/{}", own.scored, own.reviewers),
            agreed: figure(own.consensus.score),
        }
    };
    order.filter_map(by_id).map(ranked).collect()
}

fn dash() -> String {
    "—".to_owned()
}

// Methods called by the template.
impl ReviewPage {
    fn words(&self, problem: &Problem) -> String {
        problem.say(self.shell.lang)
    }
}
