//! The page of a withdrawal.

use super::{Asked, Tried};
use crate::bilingual;
use crate::model::difference::{Names, PersonKind};
use crate::model::words::{Bilingual, Lang};
use crate::report::changes::{Notice, in_words};
use crate::solve::rerun::{Proof, Row};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use crate::window::workspace::PlanRead;
use askama::Template;

#[derive(Template)]
#[template(path = "window/withdrawal.html")]
struct WithdrawalPage {
    shell: Shell,
    said: Said,
    asked: Asked,
    /// Everybody with a seat and every submission of the plan, to choose from.
    known: Vec<(String, String)>,
    result: Option<Outcome>,
}

/// What would change.
struct Outcome {
    headline: String,
    proof: String,
    rows: Vec<RowShown>,
    people: Vec<Person>,
    moved: Vec<String>,
    letters: Vec<Notice>,
    problems: Vec<String>,
}

/// A row of the exchange.
struct RowShown {
    take: usize,
    taken: bool,
    people: usize,
    moved: usize,
    shortfalls: usize,
    gone: usize,
    total: String,
    proven: bool,
    /// Whether the row above is as good.
    same: bool,
}

/// Somebody before and after.
struct Person {
    id: String,
    name: String,
    kind: &'static str,
    before: String,
    after: String,
}

/// Makes the page.
pub(super) fn show(
    app: &App,
    lang: Lang,
    asked: &Asked,
    tried: Option<&Tried>,
    mut said: Said,
) -> Answer {
    let tables = app.workspace.tables();
    let read = app.workspace.plan();
    let mut known = Vec::new();
    match (tables.season.as_ref(), read.as_deref()) {
        (None, _) => said.wrong.push(super::tables_first(lang)),
        (Some(season), Some(PlanRead { plan: Ok(plan), .. })) => {
            let names = Names::of([season.model()]);
            let seated = plan.groups.iter().flat_map(|group| &group.members);
            known.extend(seated.map(|id| (id.clone(), names.expert(id).to_owned())));
            let submissions = plan.groups.iter().flat_map(|group| &group.submissions);
            known.extend(submissions.map(|id| (id.clone(), names.title(id).to_owned())));
        }
        (Some(_), _) if said.wrong.is_empty() => said.wrong.push(super::plan_first(lang)),
        _ => {}
    }
    page(&WithdrawalPage {
        said,
        known,
        asked: asked.clone(),
        result: tried.map(|own| result(own, lang)),
        shell: Shell::new(app, lang, "withdrawal"),
    })
}

fn result(tried: &Tried, lang: Lang) -> Outcome {
    let outcome = &tried.reran.outcome;
    let names = Names::of([tried.reran.season.model()]);
    let people = outcome.difference.people.iter().map(|own| {
        let (before, after) = in_words(own);
        Person {
            id: own.expert.clone(),
            name: names.expert(&own.expert).to_owned(),
            kind: match own.kind {
                PersonKind::Gone => "gone",
                PersonKind::New => "new",
                _ => "",
            },
            before: before.say(lang).to_owned(),
            after: after.say(lang).to_owned(),
        }
    });
    let moved = outcome.difference.submissions.iter();
    Outcome {
        headline: headline(tried).say(lang).to_owned(),
        proof: proof(outcome.proof).say(lang).to_owned(),
        rows: rows(&outcome.exchange, outcome.taken),
        people: people.collect(),
        moved: moved
            .map(|own| names.submission_with_id(&own.submission))
            .collect(),
        letters: tried.reran.letters(),
        problems: outcome.problems.iter().map(|own| own.say(lang)).collect(),
    }
}

fn rows(exchange: &[Row], taken: usize) -> Vec<RowShown> {
    let above = std::iter::once(None).chain(exchange.iter().map(Some));
    let rows = exchange.iter().zip(above);
    rows.map(|(own, above)| RowShown {
        take: own.further,
        taken: own.further == taken,
        people: own.people,
        moved: own.moved,
        shortfalls: own.shortfalls,
        gone: own.gone.len(),
        total: format!("{:.4}", own.total),
        proven: own.compared,
        same: above.is_some_and(|above| above.changes == own.changes && above.total == own.total),
    })
    .collect()
}

fn headline(tried: &Tried) -> Bilingual {
    let outcome = &tried.reran.outcome;
    let (people, moved, reviews) = (outcome.people, outcome.moved, outcome.reassigned);
    bilingual!(
        "另有 {people} 人席位或职务有变，{moved} 项申报换组，{reviews} 次评审改派。",
        "Others with a change of seat or role: {people}; submissions that change group: {moved}; reviews reassigned: {reviews}."
    )
}

fn proof(proof: Proof) -> Bilingual {
    match proof {
        Proof::Open => bilingual!(
            "未能证明变动人数不能更少。",
            "It was not proven that fewer changes are impossible."
        ),
        _ => bilingual!(
            "已证明：变动人数不能更少。",
            "Proven: it cannot be done with fewer changes."
        ),
    }
}

// Methods called by the template.
impl WithdrawalPage {
    fn letter(&self, notice: &Notice) -> String {
        self.shell.say(&notice.text)
    }
}
