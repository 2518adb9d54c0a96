//! The page of a withdrawal.

use super::seats::{Pair, pairs};
use super::{Asked, Tried};
use crate::bilingual;
use crate::model::difference::{Names, PersonKind};
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang};
use crate::report::changes::Notice;
use crate::solve::rerun::{Proof, Row};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use crate::window::workspace::PlanRead;
use askama::Template;
use unicode_width::UnicodeWidthStr as _;

#[derive(Template)]
#[template(path = "window/withdrawal.html")]
struct WithdrawalPage {
    shell: Shell,
    said: Said,
    asked: Asked,
    /// Everybody with a seat and every submission of the plan, to choose from.
    known: Vec<(String, String)>,
    /// Everybody who withdrew earlier.
    away: Vec<(String, String)>,
    result: Option<Outcome>,
}

/// What would change.
struct Outcome {
    headline: String,
    proof: String,
    rows: Vec<RowShown>,
    pairs: Vec<Pair>,
    moved: Vec<String>,
    letters: Vec<Letter>,
    problems: Vec<String>,
}

/// A letter to be read and changed.
struct Letter {
    expert: String,
    name: String,
    /// What kind of letter it is.
    kind: &'static str,
    text: String,
    lines: usize,
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

/// Makes the page.
pub(super) fn show(
    app: &App,
    lang: Lang,
    asked: &Asked,
    tried: Option<(&Tried, Option<&[Notice]>)>,
    mut said: Said,
) -> Answer {
    let tables = app.workspace.tables();
    let read = app.workspace.plan();
    let mut known = Vec::new();
    let mut away = Vec::new();
    let mut before = None;
    match (tables.season.as_ref(), read.as_deref()) {
        (None, _) => said.wrong.push(super::tables_first(lang)),
        (Some(season), Some(PlanRead { plan: Ok(plan), .. })) => {
            let names = Names::of([season.model()]);
            before = Some(plan);
            let gone = plan.withdrawn.iter();
            away.extend(gone.map(|id| (id.clone(), called(&names, id).to_owned())));
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
        away,
        asked: asked.clone(),
        result: tried
            .zip(before)
            .map(|((own, letters), before)| result(own, letters, before, lang)),
        shell: Shell::new(app, lang, "withdrawal"),
    })
}

/// The name of an expert, or the title of a submission.
fn called<'n>(names: &'n Names, id: &'n str) -> &'n str {
    match names.title(id) {
        "" => names.expert(id),
        title => title,
    }
}

fn result(tried: &Tried, letters: Option<&[Notice]>, before: &Plan, lang: Lang) -> Outcome {
    let outcome = &tried.reran.outcome;
    let names = Names::of([tried.reran.season.model()]);
    let moved = outcome.difference.submissions.iter();
    let own = tried.reran.letters();
    let mut letters: Vec<&Notice> = letters.unwrap_or(&own).iter().collect();
    // Who joins, who leaves and who moves before those whose reviews alone change.
    letters.sort_by_key(|own| own.kind);
    Outcome {
        headline: headline(tried).say(lang).to_owned(),
        proof: proof(outcome.proof).say(lang).to_owned(),
        rows: rows(&outcome.exchange, outcome.taken),
        pairs: pairs(before, &tried.reran.plan, &names, lang),
        moved: moved
            .map(|own| {
                let name = names.submission_with_id(&own.submission);
                let place = |own: &Option<String>| own.clone().unwrap_or_else(|| "—".to_owned());
                let (from, to) = (place(&own.from), place(&own.to));
                format!("{name}（{from} → {to}）")
            })
            .collect(),
        letters: letters.into_iter().map(|own| letter(own, lang)).collect(),
        problems: outcome
            .problems
            .iter()
            .map(|own| of_fields(&own.say(lang), lang))
            .collect(),
    }
}

/// What the verb says of its options, in the words of this page's fields.
pub(super) fn of_fields(told: &str, lang: Lang) -> String {
    let fields = [
        ("--withdraw", "谁退出", "Who withdraws"),
        ("--readmit", "谁重新参加", "Who takes part again"),
    ];
    fields
        .iter()
        .fold(told.to_owned(), |told, (option, zh, en)| {
            told.replace(option, lang.pick(zh, en))
        })
}

fn letter(own: &Notice, lang: Lang) -> Letter {
    let text = own.text.say(lang).trim().to_owned();
    Letter {
        expert: own.expert.clone(),
        name: own.name.clone(),
        kind: match own.kind {
            PersonKind::New => lang.pick("递补通知", "invitation to join"),
            PersonKind::Gone => lang.pick("致谢", "thanks"),
            PersonKind::Moved | PersonKind::Role => lang.pick("更换通知", "notice of change"),
            PersonKind::Reviews => lang.pick("评审任务调整", "other reviews"),
            PersonKind::Leader => lang.pick("组长更换", "new group leader"),
        },
        lines: text.lines().map(height).sum::<usize>() + 1,
        text,
    }
}

/// The lines that a line of a letter takes in the field, where about 110 columns fit.
fn height(line: &str) -> usize {
    line.width().div_ceil(110).max(1)
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
