//! Questions about a plan.

use super::{Error, Season};
use crate::explain::{
    self, ExpertExplanation, GroupExplanation, PairExplanation, Standing, StandingError,
    SubmissionExplanation, season_of,
};
use crate::model::ExpertIndex;
use crate::model::difference::belonging;
use crate::model::plan::Plan;
use crate::model::{Problem, Severity};

/// A plan with its season, ready for questions. Every answer contains its figures and sentences in
/// both languages.
#[derive(Debug)]
pub struct Explain {
    season: Season,
    plan: Plan,
    notes: Vec<Problem>,
}

impl Season {
    /// Prepares a plan for questions.
    ///
    /// # Errors
    /// [`Error::Input`] when the plan belongs to another season.
    pub fn explain(&self, plan: &Plan) -> Result<Explain, Error> {
        let notes = belonging("plan.json", plan, self.model());
        if notes.iter().any(|own| own.severity == Severity::Error) {
            return Err(Error::Input(notes));
        }
        let season = season_of(self.round_of(plan).model(), plan);
        Ok(Explain {
            season: Season::new(season),
            plan: plan.clone(),
            notes,
        })
    }
}

impl Explain {
    /// Warnings about tables changed since the plan was made.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// The season as it applies to the plan: with the plan's number of groups and decisions, and
    /// without those who withdrew.
    pub fn season(&self) -> &Season {
        &self.season
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Returns the plan in solver form, for custom questions.
    ///
    /// # Errors
    /// [`Error::Impossible`] when the season's rules and pins contradict each other,
    /// [`Error::Input`] when the plan belongs to another season.
    pub fn standing(&self) -> Result<Standing<'_>, Error> {
        let season = &self.season;
        let (conflicts, affinity) = (season.conflicts(), season.affinity());
        let standing = Standing::new(season.model(), conflicts, affinity, &self.plan);
        standing.map_err(|error| match error {
            StandingError::Impossible(reasons) => Error::Impossible(reasons),
            StandingError::Foreign(problems) => Error::Input(problems),
        })
    }

    /// Explains why an expert does or does not review a submission.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an id that is not in the season; otherwise see [`Explain::standing`].
    pub fn pair(&self, expert: &str, submission: &str) -> Result<PairExplanation, Error> {
        let standing = self.standing()?;
        let number = number(&standing, submission)?;
        Ok(explain::pair(&standing, self.expert_at(expert)?, number))
    }

    /// Explains why an expert has a seat or none.
    ///
    /// # Errors
    /// See [`Explain::pair`].
    pub fn expert(&self, expert: &str) -> Result<ExpertExplanation, Error> {
        Ok(explain::expert(&self.standing()?, self.expert_at(expert)?))
    }

    /// Explains why a submission is in its group, and who reviews it.
    ///
    /// # Errors
    /// See [`Explain::pair`].
    pub fn submission(&self, submission: &str) -> Result<SubmissionExplanation, Error> {
        let standing = self.standing()?;
        let number = number(&standing, submission)?;
        Ok(explain::submission(&standing, number))
    }

    /// Explains what each member contributes to a group.
    ///
    /// # Errors
    /// See [`Explain::pair`].
    pub fn group(&self, group: &str) -> Result<GroupExplanation, Error> {
        let standing = self.standing()?;
        let number = standing.group_number(group);
        let number = number.ok_or_else(|| Error::Unknown(group.to_owned()))?;
        Ok(explain::group(&standing, number))
    }

    fn expert_at(&self, id: &str) -> Result<ExpertIndex, Error> {
        let found = self
            .season
            .model()
            .experts
            .iter()
            .position(|own| own.id == id);
        let found = found.map(ExpertIndex::new);
        found.ok_or_else(|| Error::Unknown(id.to_owned()))
    }
}

fn number(standing: &Standing<'_>, submission: &str) -> Result<u32, Error> {
    let found = standing.submission_number(submission);
    found.ok_or_else(|| Error::Unknown(submission.to_owned()))
}
