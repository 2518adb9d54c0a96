//! Changes by hand.

use super::rerun::failed;
use super::season::judged;
use super::write::{WriteOptions, changes, write};
use super::{Error, Season};
use crate::files::history::Action;
use crate::model;
use crate::model::difference::{Difference, Names};
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::report::Story;
use crate::solve::rerun::{Edit, edit};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::path::{Path, PathBuf};

/// A plan after changes by hand. It may break rules: [`Edited::check`] says so.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The plan, with the changes as pins.
    pub plan: Plan,
    /// What differs from the plan before.
    pub difference: Difference,
    season: model::Season,
}

impl Edited {
    /// Has the plan judged by the independent checker.
    ///
    /// # Errors
    /// [`Error::Broken`] with every rule that the changes break.
    pub fn check(&self) -> Result<(), Error> {
        judged(&self.season, &self.plan)
    }

    /// Writes the plan as [`Reran::write`](super::Reran::write) does.
    ///
    /// # Errors
    /// [`Error::Broken`] when the changes break rules, else as there.
    pub fn write(
        &self,
        folder: impl AsRef<Path>,
        options: &WriteOptions,
    ) -> Result<Vec<PathBuf>, Error> {
        self.check()?;
        let conflicts = Conflicts::build(&self.season);
        let affinity = Affinity::build(&self.season);
        let story = Story::new(&self.season, &conflicts, &affinity, &self.plan);
        let further = changes(
            &self.difference,
            &Names::of([&self.season]),
            options.language,
        )?;
        write(folder.as_ref(), &story, further, Action::Edit, options)
    }
}

impl Season {
    /// Makes changes by hand in a copy of a plan, one after another, and completes the reviews
    /// with as few reassigned as can be.
    ///
    /// # Errors
    /// [`Error::Input`] when an id is unknown or a change cannot be made at all,
    /// [`Error::Impossible`] when the rules allow no committee whatsoever.
    pub fn edit(&self, plan: &Plan, edits: &[Edit], language: Lang) -> Result<Edited, Error> {
        let season = match &plan.round {
            Some(round) => model::second_round::season(self.model(), round),
            None => self.model().clone(),
        };
        let edited = edit(&season, plan, edits, language).map_err(failed)?;
        Ok(Edited {
            plan: edited.plan,
            difference: edited.difference,
            season: edited.season,
        })
    }
}
