//! The shortlist, from which the second round is formed.

use crate::api::Season;
use crate::bilingual;
use crate::files::tables::read_shortlist;
use crate::model::words::{Bilingual, Lang};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::{Said, Sent};
use crate::window::rooms::review::{Asked, Ranked, Reviewed, collected, folder, ranking};
use crate::window::shell::Shell;
use crate::window::work::{Live, Stage};
use crate::window::workspace::Phase;
use crate::year::sheets::decimals;
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// The shortlist as a file, which the office may have changed.
const FILE: &str = "shortlist.csv";
/// Submissions that are listed one by one.
const LISTED: usize = 600;

#[derive(Template)]
#[template(path = "window/chooser.html")]
struct Chooser {
    shell: Shell,
    said: Said,
    asked: Asked,
    live: Live,
    ready: bool,
    /// Whether the second round was formed already.
    formed: bool,
    rows: Vec<Row>,
    chosen: usize,
    tied: usize,
    /// Where the ticks come from.
    origin: Option<String>,
    /// Submissions that are not listed.
    more: usize,
    settings: Vec<(&'static str, String)>,
    seconds: String,
    /// Further ids and the reason, as typed.
    typed: String,
    reason: String,
}

struct Row {
    ranked: Ranked,
    ticked: bool,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, asked: &Asked, said: Said) -> Answer {
    with(app, lang, asked, said, None)
}

/// The page with what was ticked there before.
pub(super) fn again(app: &App, lang: Lang, sent: &Sent, said: Said) -> Answer {
    with(app, lang, &Asked::of(sent), said, Some(sent))
}

fn with(app: &App, lang: Lang, asked: &Asked, mut said: Said, sent: Option<&Sent>) -> Answer {
    let reviewed = Reviewed::of(app, lang);
    let mut own = Chooser {
        asked: asked.clone(),
        live: app.work.now(),
        ready: reviewed.is_ok(),
        formed: app.workspace.has(Phase::Defence),
        rows: Vec::new(),
        chosen: 0,
        tied: 0,
        origin: None,
        more: 0,
        settings: Vec::new(),
        seconds: "60".to_owned(),
        typed: String::new(),
        reason: String::new(),
        said: Said::default(),
        shell: Shell::new(app, lang, "defence"),
    };
    match reviewed {
        Ok(reviewed) => said.wrong.extend(own.fill(app, &reviewed, sent, lang)),
        Err(words) if said.wrong.is_empty() => said.wrong.push(words),
        Err(_) => {}
    }
    own.said = said;
    page(&own)
}

impl Chooser {
    /// Fills the page in, and returns what is wrong with the file of the shortlist.
    fn fill(&mut self, app: &App, own: &Reviewed, sent: Option<&Sent>, lang: Lang) -> Vec<String> {
        let season = &own.season;
        self.seconds = decimals(season.rules.solve.time_limit, 0);
        self.settings = settings(season, lang);
        let cut = self.asked.cut().unwrap_or_default();
        let file = folder(app, lang).join(FILE);
        let by_file = cut.is_none() && file.is_file() && sent.is_none();
        let read = by_file.then(|| read_shortlist(&file, season)).transpose();
        let (listed, wrong) = match read {
            Ok(listed) => (listed, Vec::new()),
            Err(found) => (None, found.0.iter().map(|own| own.say(lang)).collect()),
        };
        let listed: Option<BTreeSet<&str>> = listed.as_ref().map(|listed| {
            let ids = listed.iter().map(|at| &season.submissions[at.at()].id);
            ids.map(String::as_str).collect()
        });
        let all = collected(app, own, cut, lang);
        let rows = match &all {
            Some(all) => ranking(all, lang),
            None => unjudged(own),
        };
        let ticked: Option<BTreeSet<String>> =
            sent.map(|sent| sent.all("item").into_iter().collect());
        let rows = rows.into_iter().map(|ranked| Row {
            ticked: match (&ticked, &listed) {
                (Some(ticked), _) => ticked.contains(&ranked.id),
                (None, Some(listed)) => listed.contains(ranked.id.as_str()),
                (None, None) => ranked.selected,
            },
            ranked,
        });
        let mut rows: Vec<Row> = rows.collect();
        self.chosen = rows.iter().filter(|own| own.ticked).count();
        self.tied = rows.iter().filter(|own| own.ranked.at_cut).count();
        if rows.len() > LISTED {
            let all = rows.len();
            rows.retain(|own| own.ticked || own.ranked.at_cut);
            rows.truncate(LISTED.max(self.chosen));
            self.more = all - rows.len();
        }
        self.rows = rows;
        if let Some(sent) = sent {
            sent.get("more").clone_into(&mut self.typed);
            sent.get("reason").clone_into(&mut self.reason);
            sent.get("seconds").clone_into(&mut self.seconds);
        }
        self.origin = origin(listed.is_some(), cut.is_some(), all.is_some())
            .map(|words| words.say(lang).to_owned());
        wrong
    }
}

fn origin(by_file: bool, by_cut: bool, any: bool) -> Option<Bilingual> {
    match (by_file, by_cut, any) {
        (true, ..) => Some(bilingual!(
            "已按「评审汇总」中的 {FILE} 勾选；该表可在 WPS 中改，保存后重新显示此页。",
            "Ticked as {FILE} in the folder of the results says; change that table in a spreadsheet program, save it, and show this page again."
        )),
        (false, true, true) => Some(bilingual!(
            "已按名次勾选；入围线上并列的也在内，由评审委员会决定去留。",
            "Ticked by place, with all that tie at the last place: which of them stay is for the committee to decide."
        )),
        (false, false, true) => Some(bilingual!(
            "请勾选入围的申报，或先填入围数按名次勾选。",
            "Tick the shortlisted submissions, or let them be ticked by place first."
        )),
        (false, _, false) => Some(bilingual!(
            "还没有收回评分表；也可以直接勾选入围的申报。",
            "No score sheets came back yet; shortlisted submissions can be ticked all the same."
        )),
    }
}

/// The submissions of the plan where no scores came back.
fn unjudged(own: &Reviewed) -> Vec<Ranked> {
    let groups = own.plan.groups.iter();
    let ids = groups.flat_map(|group| group.submissions.iter().map(|id| (id, &group.id)));
    let rows = own.season.submissions.iter();
    let rows: BTreeMap<&str, _> = rows.map(|own| (own.id.as_str(), own)).collect();
    ids.filter_map(|(id, group)| Some(Ranked::unjudged(rows.get(id.as_str())?, group)))
        .collect()
}

/// The settings of the second round that decide how it is formed.
fn settings(season: &Season, lang: Lang) -> Vec<(&'static str, String)> {
    const SHOWN: [&str; 8] = [
        "defence.days",
        "defence.rooms",
        "defence.minutes",
        "defence.groups",
        "defence.min_members",
        "defence.reviewers",
        "defence.continuity",
        "defence.fresh",
    ];
    let settings = SHOWN
        .iter()
        .filter_map(|name| crate::model::settings::setting(name));
    settings
        .map(|own| {
            let value = own.values.say(&own.get(&season.rules));
            (own.title.in_lang(lang), value.say(lang).to_owned())
        })
        .collect()
}

// Methods called by the template.
impl Chooser {
    fn busy(&self) -> bool {
        matches!(self.live.stage, Stage::Running | Stage::Stopping)
    }

    fn failure(&self) -> Option<String> {
        let words = self.live.said.as_ref();
        words
            .filter(|_| self.live.stage == Stage::Failed)
            .map(|words| self.shell.say(words))
    }

    fn notes(&self) -> Vec<String> {
        let notes = self.live.notes.iter();
        notes.map(|own| own.say(self.shell.lang)).collect()
    }

    fn figure(&self, value: &f64) -> String {
        format!("{value:.0}")
    }
}
