//! The plans of all parts of a season, put together into one committee.

mod belonging;

use super::form::{FormOptions, Formed};
use super::part::{Named, Parts};
use super::{Error, Season};
use crate::model::plan::{Group, Plan, PlanPart, contradictions};
use crate::model::{Problem, Severity};
use crate::solve::instance::group_id;
use crate::solve::{self, Progress, Unwatched};
use belonging::{counted, no_part, shared};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

impl Season {
    /// Puts the plans of all parts together and improves the committee where the parts meet:
    /// experts and submissions may change to groups of other parts, and experts whom no part used
    /// may come in.
    ///
    /// # Errors
    /// [`Error::Input`] with everything that keeps the plans from being the parts of this season,
    /// otherwise as [`Season::form`].
    pub fn merge(&self, plans: &[Named], options: &FormOptions) -> Result<Formed, Error> {
        self.merge_watched(plans, options, &Arc::default(), &Unwatched)
    }

    /// [`Season::merge`] with a progress observer and a stop flag, as [`Season::form_watched`].
    ///
    /// # Errors
    /// See [`Season::merge`].
    pub fn merge_watched(
        &self,
        plans: &[Named],
        options: &FormOptions,
        stop: &Arc<AtomicBool>,
        progress: &dyn Progress,
    ) -> Result<Formed, Error> {
        let season = self.under(|rules| options.apply(rules));
        let parts = season.parts_of(plans)?;
        let start = together(plans, &parts);
        let environment = options.environment(stop, progress);
        let improved = solve::improve(
            season.model(),
            season.conflicts(),
            season.affinity(),
            (&start, &environment),
            options.language,
        );
        Formed::of(improved, season)
    }

    /// The division that the plans are the parts of.
    fn parts_of(&self, plans: &[Named]) -> Result<Parts, Error> {
        let mut problems: Vec<Problem> = Vec::new();
        for (file, plan) in plans {
            problems.extend(contradictions(file, plan));
            problems.extend(no_part(file, plan));
            problems.extend(self.changed(file, plan));
        }
        let marked: Vec<(&str, &PlanPart)> = plans
            .iter()
            .filter_map(|(file, plan)| Some((file.as_str(), plan.part.as_ref()?)))
            .collect();
        problems.extend(counted(&marked));
        problems.extend(shared(plans));
        problems.retain(|own| own.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(Error::Input(problems));
        }
        let of = marked.first().map_or(1, |own| own.1.of);
        let parts = self.divide(of)?;
        for (file, plan) in plans {
            problems.extend(parts.foreign(file, plan));
        }
        match problems.is_empty() {
            true => Ok(parts),
            false => Err(Error::Input(problems)),
        }
    }
}

/// One plan of all groups, with the numbers that they have in the whole.
fn together(plans: &[Named], parts: &Parts) -> Plan {
    let mut plan = plans[0].1.clone();
    plan.part = None;
    let mut groups: Vec<(usize, Group)> = Vec::new();
    let mut reviews = Vec::new();
    for (_, own) in plans {
        let number = own.part.as_ref().map_or(0, |part| part.number - 1);
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        for (group, &at) in own.groups.iter().zip(&parts.division.parts[number].groups) {
            let id = group_id(parts.division.groups, at);
            names.insert(&group.id, id.clone());
            groups.push((
                at,
                Group {
                    id,
                    ..group.clone()
                },
            ));
        }
        reviews.extend(own.reviews.iter().cloned().map(|mut review| {
            if let Some(id) = names.get(review.group.as_str()) {
                review.group.clone_from(id);
            }
            review
        }));
    }
    groups.sort_by_key(|group| group.0);
    plan.groups = groups.into_iter().map(|group| group.1).collect();
    plan.reviews = reviews;
    plan
}
