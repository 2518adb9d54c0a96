//! The plan as it would be with the draft: what the board shows.

use super::answer::Refused;
use super::desk::Desk;
use super::draft::Draft;
use super::workspace::{PlanRead, Workspace};
use crate::api::{Edited, Error, Season};
use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang};
use crate::solve::document::in_language;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// What the board was laid out from.
type Key = (u64, Lang, Draft);

/// The last table laid out.
#[derive(Default)]
pub(super) struct Laid(Mutex<Option<(Key, Arc<Table>)>>);

/// The plan with the draft.
pub(super) struct Table {
    /// The season that the plan in place belongs to.
    pub(super) season: Season,
    /// The plan with the draft, its groups called in the language of the page.
    pub(super) plan: Plan,
    /// The plan in place.
    pub(super) prior: Arc<PlanRead>,
    /// The draft; empty if it was made for another plan.
    pub(super) draft: Draft,
    /// The draft that was made for another plan, if there is one.
    pub(super) foreign: Option<Draft>,
    /// What the draft makes of the plan; `None` without changes.
    pub(super) edited: Option<Edited>,
    /// The broken rules.
    pub(super) broken: Vec<String>,
    /// The plan laid out for questions, or why it cannot be.
    pub(super) desk: Result<Desk, String>,
}

/// The plan with the draft as they are on disk now.
///
/// # Errors
/// There is no plan, or season, plan or draft cannot be read.
pub(super) fn table(workspace: &Workspace, laid: &Laid, lang: Lang) -> Result<Arc<Table>, Refused> {
    let draft = read_draft(workspace, lang)?;
    let key = (workspace.state(), lang, draft);
    let mut laid = laid.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, table)) = laid.as_ref().filter(|(own, _)| *own == key) {
        return Ok(Arc::clone(table));
    }
    let table = Arc::new(lay(workspace, key.2.clone(), lang)?);
    *laid = Some((key, Arc::clone(&table)));
    Ok(table)
}

/// Remembers a table that was laid out for a draft now on disk, so that its page need not do it
/// again.
pub(super) fn keep(workspace: &Workspace, laid: &Laid, lang: Lang, (draft, table): (Draft, Table)) {
    let mut laid = laid.0.lock().unwrap_or_else(PoisonError::into_inner);
    *laid = Some(((workspace.state(), lang, draft), Arc::new(table)));
}

/// The draft on disk.
///
/// # Errors
/// It is there and cannot be read.
pub(super) fn read_draft(workspace: &Workspace, lang: Lang) -> Result<Draft, Refused> {
    Draft::read(workspace.out()).map_err(|error| unreadable(&error, lang))
}

fn unreadable(error: &io::Error, lang: Lang) -> Refused {
    let why = error.to_string();
    Refused::new(
        &bilingual!(
            "草稿 draft.json 无法读取（{why}）。请移走此文件再打开。",
            "The draft, draft.json, cannot be read ({why}). Move this file away and open the page again."
        ),
        lang,
    )
}

/// Lays the plan out with a draft, without remembering it.
///
/// # Errors
/// There is no plan or season, or a change of the draft is impossible in itself.
pub(super) fn lay(workspace: &Workspace, draft: Draft, lang: Lang) -> Result<Table, Refused> {
    let refuse = |words: Bilingual| Refused::new(&words, lang);
    let Some(season) = workspace.tables().season.clone() else {
        return Err(refuse(bilingual!(
            "数据表还有错误，请先到「问题」页改好。",
            "The tables have errors; mend them on the page Problems first."
        )));
    };
    let Some(prior) = workspace.plan() else {
        return Err(refuse(bilingual!(
            "还没有方案，请先到「组成」页组建。",
            "There is no plan yet; form one on the page Form first."
        )));
    };
    let plan = match &prior.plan {
        Ok(plan) => plan,
        Err(problems) => return Err(Refused::of(&Error::Input(problems.clone()), lang)),
    };
    let foreign = !draft.steps.is_empty() && draft.plan != prior.hash;
    let (draft, foreign) = match foreign {
        true => (Draft::default(), Some(draft)),
        false => (draft, None),
    };
    let edited = match draft.steps.is_empty() {
        true => None,
        false => {
            let edited = season.edit(plan, &draft.edits(), lang);
            Some(edited.map_err(|error| Refused::of(&error, lang))?)
        }
    };
    let broken = edited.as_ref().map(Edited::judge);
    let broken = broken.iter().flat_map(|report| &report.violations);
    let broken = broken
        .map(|own| format!("{} {}", own.code, own.words.say(lang)))
        .collect();
    let shown = edited.as_ref().map_or(plan, |edited| &edited.plan);
    let plan = in_language(shown.clone(), lang);
    let desk = season.explain(&plan).and_then(Desk::open);
    Ok(Table {
        desk: desk.map_err(|error| error.say(lang)),
        plan,
        broken,
        edited,
        foreign,
        draft,
        prior: Arc::clone(&prior),
        season,
    })
}
