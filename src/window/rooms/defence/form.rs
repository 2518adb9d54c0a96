//! Starts to form the second round.

use super::chooser;
use crate::api::FormOptions;
use crate::bilingual;
use crate::model::SubmissionIndex;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::window::rooms::review::Reviewed;
use crate::window::work::{self, Hearings};
use crate::window::workspace::Phase;
use crate::year::defence;
use axum::extract::State;
use std::collections::BTreeMap;

/// Starts with the submissions that are ticked, and those whose ids were typed.
pub(super) async fn start(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| match started(app, &sent, lang) {
        Ok(()) => see("/defence"),
        Err(wrong) => {
            let said = Said {
                wrong,
                ..Said::default()
            };
            chooser::again(app, lang, &sent, said)
        }
    })
    .await
}

fn started(app: &App, sent: &Sent, lang: Lang) -> Result<(), Vec<String>> {
    let words = |own: crate::model::words::Bilingual| vec![own.say(lang).to_owned()];
    if app.workspace.phase() == Phase::Defence {
        return Err(words(bilingual!(
            "请先转回资料评审。",
            "Turn back to the paper round first."
        )));
    }
    let own = Reviewed::of(app, lang).map_err(|own| vec![own])?;
    let seconds = sent.get("seconds").parse::<f64>().ok();
    let seconds = seconds.filter(|own| own.is_finite() && *own > 0.0 && *own <= 1e7);
    let Some(seconds) = seconds else {
        return Err(words(bilingual!(
            "时限请写秒数，如 60。",
            "Write the time limit in seconds, such as 60."
        )));
    };
    let season = &own.season;
    let listed = listed(sent, season, lang)?;
    let paper = defence::Paper {
        plan: &own.plan,
        hash: &own.hash,
    };
    let said = |problems: Vec<crate::model::Problem>| -> Vec<String> {
        problems.iter().map(|own| own.say(lang)).collect()
    };
    let prepared = defence::prepare(season.model(), paper, &listed);
    let (rounds, notes) = prepared.map_err(said)?;
    let options = FormOptions {
        seconds,
        language: lang,
        ..FormOptions::of(season)
    };
    let hearings = Some(Hearings { rounds, notes });
    let asked = (sent.get("reason").to_owned(), hearings);
    match work::start(&app.work, &app.workspace, season.clone(), options, asked) {
        true => Ok(()),
        false => Err(words(bilingual!(
            "正在组建。",
            "A committee is being formed."
        ))),
    }
}

/// The submissions, in the order of the table.
fn listed(
    sent: &Sent,
    season: &crate::model::Season,
    lang: Lang,
) -> Result<Vec<SubmissionIndex>, Vec<String>> {
    let rows = season.submissions.iter().zip(0..);
    let known: BTreeMap<&str, usize> = rows.map(|(own, at)| (own.id.as_str(), at)).collect();
    let typed = sent.get("more").to_owned();
    let separators = [',', '，', '、', ';', '；', '\n', '\r', '\t', ' '];
    let typed = typed.split(separators).map(str::to_owned);
    let ticked = sent.all("item").into_iter();
    let mut listed = Vec::new();
    let mut wrong = Vec::new();
    for id in ticked.chain(typed).filter(|own| !own.is_empty()) {
        match known.get(id.as_str()) {
            Some(at) => listed.push(SubmissionIndex::new(*at)),
            None => {
                let words = bilingual!("没有申报「{id}」。", "There is no submission [{id}].");
                wrong.push(words.say(lang).to_owned());
            }
        }
    }
    listed.sort_unstable();
    listed.dedup();
    if listed.is_empty() && wrong.is_empty() {
        let words = bilingual!(
            "请先勾选入围的申报。",
            "Tick the shortlisted submissions first."
        );
        wrong.push(words.say(lang).to_owned());
    }
    match wrong.is_empty() {
        true => Ok(listed),
        false => Err(wrong),
    }
}
