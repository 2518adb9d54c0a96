//! The page of the reviews.

use super::asked::Asked;
use super::out::{Sheet, written};
use super::reviewed::{Reviewed, collected};
use super::rows::{Far, Fault, Judge, Missing, Ranked, corrections, far, judges, ranking};
use crate::bilingual;
use crate::files::tables::read_contacts;
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::model::{Problem, Severity};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use crate::year::sheets::{Collected, Recusal};
use askama::Template;

/// Problems of sheets, and rows of the ranking, that are shown; the workbook has all.
const SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "window/review.html")]
struct ReviewPage {
    shell: Shell,
    said: Said,
    asked: Asked,
    ready: bool,
    /// Sheets to be sent out, by group.
    out: Vec<Sheet>,
    got: Option<Got>,
}

/// What came back.
struct Got {
    all: Collected,
    missing: Vec<Missing>,
    ranking: Vec<Ranked>,
    /// Rows of the ranking that are left out.
    more: usize,
    shortlist: Option<String>,
    corrections: String,
    judges: Vec<Judge>,
    far: Vec<Far>,
    recusals: Vec<Recusal>,
    faults: Vec<Fault>,
    /// What is to be known of the means.
    notes: Vec<Fault>,
    tiers: bool,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, asked: &Asked, mut said: Said) -> Answer {
    let reviewed = Reviewed::of(app, lang);
    let mut page_of = ReviewPage {
        asked: asked.clone(),
        ready: reviewed.is_ok(),
        out: Vec::new(),
        got: None,
        said: Said::default(),
        shell: Shell::new(app, lang, "review"),
    };
    match reviewed {
        Ok(own) => {
            let cut = asked.cut().unwrap_or_default();
            let all = collected(app, &own, cut, lang);
            page_of.out = written(app, &own, all.as_ref(), lang);
            page_of.got = all.map(|all| got(app, &own, all, lang));
        }
        Err(words) if said.wrong.is_empty() => said.wrong.push(words),
        Err(_) => {}
    }
    page_of.said = said;
    page(&page_of)
}

fn got(app: &App, own: &Reviewed, all: Collected, lang: Lang) -> Got {
    let names = Names::of([own.season.model()]);
    let contacts = read_contacts(app.workspace.folder(), own.season.model());
    let contacts = contacts.map(|own| own.0).unwrap_or_default();
    let phone = |id: &str| contacts.get(id, "phone").unwrap_or_default().to_owned();
    let waiting = all.waiting.iter();
    let missing = waiting.map(|own| Missing::of(own, phone(&own.expert), lang));
    let mut ranking = ranking(&all, lang);
    let more = ranking.len().saturating_sub(SHOWN);
    let selected: Vec<&Ranked> = ranking.iter().filter(|own| own.selected).collect();
    let (count, tied) = (
        selected.len(),
        selected.iter().filter(|own| own.at_cut).count(),
    );
    let shortlist = match (count, tied) {
        (0, _) => None,
        (_, 0) => Some(bilingual!("入围 {count} 项", "shortlisted: {count}")),
        _ => Some(bilingual!(
            "入围 {count} 项，其中 {tied} 项在入围线上并列，由评审委员会决定",
            "shortlisted: {count}, of them tied at the last place: {tied}, for the committee to decide"
        )),
    };
    ranking.truncate(SHOWN);
    // Who is missing is a table of its own.
    let told = all.problems.iter().filter(|own| own.code != "T117");
    let (notes, faults): (Vec<&Problem>, Vec<&Problem>) =
        told.partition(|own| own.severity == Severity::Note);
    let shown = |own: Vec<&Problem>| -> Vec<Fault> {
        let own = own.into_iter().take(SHOWN);
        own.map(|own| Fault::of(own, lang)).collect()
    };
    Got {
        missing: missing.collect(),
        more,
        shortlist: shortlist.map(|words| words.say(lang).to_owned()),
        corrections: corrections(&all, lang),
        judges: judges(&all, &names, lang),
        far: far(&all, &names),
        recusals: all.recusals.clone(),
        faults: shown(faults),
        notes: shown(notes),
        tiers: ranking.iter().any(|own| !own.tier.is_empty()),
        ranking,
        all,
    }
}
