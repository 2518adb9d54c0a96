//! Changes made by hand.

use super::rerun::failed;
use super::season::accepted;
use super::write::{WriteOptions, changes, compared, plan_bytes, write};
use super::{Error, Season};
use crate::checker::Report;
use crate::files::history::{Action, sha256};
use crate::model::Problem;
use crate::model::difference::{Difference, Names};
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::solve::rerun::{Edit, edit};
use std::path::{Path, PathBuf};

/// A plan after changes by hand. It may break rules, which [`Edited::check`] reports.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The plan, with the changes recorded as pins.
    pub plan: Plan,
    /// Differences from the plan before.
    pub difference: Difference,
    /// Notes about the plan and its season.
    pub notes: Vec<Problem>,
    pub(crate) season: Season,
    /// SHA-256 of the plan before.
    before: String,
}

impl Edited {
    /// Verifies the plan with the independent checker.
    ///
    /// # Errors
    /// [`Error::Broken`] with every rule that the changes break.
    pub fn check(&self) -> Result<(), Error> {
        accepted(self.season.judge_own(&self.plan))
    }

    /// Returns the full report of the checker.
    pub fn judge(&self) -> Report {
        self.season.judge_own(&self.plan)
    }

    /// Writes the plan like [`Reran::write`](super::Reran::write).
    ///
    /// # Errors
    /// [`Error::Broken`] when the changes break rules; otherwise see there.
    pub fn write(
        &self,
        folder: impl AsRef<Path>,
        options: &WriteOptions,
    ) -> Result<Vec<PathBuf>, Error> {
        self.check()?;
        let story = self.season.story(&self.plan);
        let story = story.with_changes(&self.difference);
        let folder = folder.as_ref();
        let names = Names::of([self.season.model()]);
        let names = compared(names, (folder, &self.before), (folder, &self.plan))?;
        let further = changes(&self.difference, &names, options.language)?;
        write(folder, story, further, Action::Edit, options)
    }
}

impl Season {
    /// Applies changes to a copy of a plan one after another, and completes the reviews with as few
    /// reassignments as possible.
    ///
    /// # Errors
    /// [`Error::Input`] when an id is unknown or a change is impossible in itself,
    /// [`Error::Impossible`] when the rules allow no committee at all.
    pub fn edit(&self, plan: &Plan, edits: &[Edit], language: Lang) -> Result<Edited, Error> {
        let season = self.round_of(plan);
        let edited = edit(season.model(), plan, edits, language).map_err(failed)?;
        Ok(Edited {
            plan: edited.plan,
            difference: edited.difference,
            notes: edited.problems,
            season: Season::new(edited.season),
            before: sha256(&plan_bytes(plan)?),
        })
    }
}
