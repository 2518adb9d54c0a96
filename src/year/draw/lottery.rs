//! A complete draw: reads the structure, fills the urn, draws a plan and handles refusals.

use super::bar::{Bar, below};
use super::lot::Lot;
use super::names::Names;
use super::problems;
use super::record::{Ask, Ball, Chance, Drawn, Lots};
use super::redraw::refusals;
use super::standing::{Rules, Seated};
use super::urn;
use super::walk::Walk;
use crate::explain;
use crate::model::plan::Plan;
use crate::model::{Objective, Problem, Season};
use crate::solve::instance::{Assignment, Instance, Seating};
use crate::solve::rerun::Before;
use crate::solve::{bound, document, rule};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::collections::{BTreeMap, BTreeSet};

/// Default number of steps between two plans, per place of the committee.
const STEPS_PER_PLACE: usize = 100;

/// Draws a committee: see the [module](super).
///
/// # Errors
/// The structure does not fit the season, the cap is impossible by counting, or a refusal cannot be
/// replaced.
pub fn draw(season: &Season, structure: &Plan, ask: &Ask<'_>) -> Result<Drawn, Vec<Problem>> {
    let mut own = season.clone();
    if own.rules.groups.count == 0 && own.themes.is_empty() {
        own.rules.groups.count = structure.groups.len();
    }
    // Decisions made after the tables were written also hold for the draw: withdrawn experts are
    // left out, and pins set by editing are kept.
    own.leave_out(structure.withdrawn.iter().map(String::as_str));
    own.pins.extend(explain::pins_of(&own, structure));
    let conflicts = Conflicts::build(&own);
    let affinity = Affinity::build(&own);
    let instance = Instance::compile(&own, &conflicts, &affinity)
        .map_err(|reasons| vec![problems::structure_unfit(reasons.len())])?;
    let start = assignment(&own, &instance, structure)?;
    let broken = rule::breaches(&instance, &start);
    let (Some(chair), Some(vice_chair), 0) = (start.chair, start.vice_chair, broken) else {
        return Err(vec![problems::structure_unfit(broken.max(1))]);
    };
    let rules = Rules::new(&instance, &start, ask.options.chairs);
    let names = Names {
        season: &own,
        instance: &instance,
    };
    let mut lottery = Lottery::new(&rules, names, ask, rules.start([chair, vice_chair]))?;
    let gone = structure.withdrawn.iter();
    lottery.withdrawn = gone
        .filter(|id| own.experts.iter().any(|expert| expert.id == **id))
        .cloned()
        .collect();
    let (seated, lots) = lottery.run()?;
    let now = rules.assignment(&seated);
    let source = document::Source {
        season: &own,
        conflicts: &conflicts,
        instance: &instance,
        assignment: &now,
        bounds: bound::relax(&instance),
        within: None,
        proven: false,
        // Left empty so that no elapsed time is recorded: the same input gives the same bytes.
        highest_total: None,
        estimate: None,
        seconds: 0.0,
        lang: ask.lang,
    };
    let mut plan = document::plan(&source);
    let elsewhere = document::group_names(&document::Source {
        lang: ask.lang.other(),
        ..source
    });
    like(season, structure, &elsewhere, &mut plan);
    // Nobody is called again who has declined.
    for group in &mut plan.groups {
        group.alternates.retain(|id| !ask.refuse.contains(id));
    }
    Ok(Drawn {
        plan,
        kept: share(now.value(&instance).total, start.value(&instance).total),
        lots,
    })
}

/// Copies into the plan what a draw does not change. Names generated in the other language
/// (`elsewhere`) are translated; names given by the office are kept.
fn like(season: &Season, structure: &Plan, elsewhere: &[String], plan: &mut Plan) {
    plan.rules = season.rules.clone();
    for (group, elsewhere) in plan.groups.iter_mut().zip(elsewhere) {
        if let Some(before) = structure
            .group(&group.id)
            .filter(|own| own.name != *elsewhere)
        {
            group.name.clone_from(&before.name);
        }
    }
    plan.pins.clone_from(&structure.pins);
    plan.withdrawn.clone_from(&structure.withdrawn);
    plan.round.clone_from(&structure.round);
    crate::model::second_round::schedule(season, plan);
}

#[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
fn share(now: i64, before: i64) -> f64 {
    if before > 0 {
        now as f64 / before as f64
    } else {
        1.0
    }
}

/// The structure in solver form; it must be complete.
fn assignment(
    season: &Season,
    instance: &Instance,
    plan: &Plan,
) -> Result<Assignment, Vec<Problem>> {
    let (before, gone) = Before::read(season, instance, plan);
    let missing = [gone.experts, gone.submissions, gone.groups, gone.late].concat();
    if !missing.is_empty() {
        let shown: Vec<&str> = missing.iter().take(8).map(String::as_str).collect();
        return Err(vec![problems::structure_gone(&shown.join(" "))]);
    }
    let group: Option<Vec<u32>> = before.group.into_iter().collect();
    let Some(group) = group else {
        return Err(vec![problems::structure_gone("")]);
    };
    Ok(Assignment {
        chair: before.chairs[0],
        vice_chair: before.chairs[1],
        leaders: before.leaders,
        seat: before.seat,
        group,
        reviewers: before.reviewers,
    })
}

/// A draw in progress.
struct Lottery<'a> {
    rules: &'a Rules<'a>,
    names: Names<'a>,
    ask: &'a Ask<'a>,
    lot: Lot,
    bars: Vec<Bar>,
    start: Seated,
    /// Number of plans that any expert may be in, if chances are capped.
    quota: Option<usize>,
    /// Experts whose place was fixed by the office.
    fixed: Vec<bool>,
    /// Experts of the season who withdrew, by id.
    withdrawn: Vec<String>,
}

impl<'a> Lottery<'a> {
    fn new(
        rules: &'a Rules<'a>,
        names: Names<'a>,
        ask: &'a Ask<'a>,
        start: Seated,
    ) -> Result<Self, Vec<Problem>> {
        let maxmin = names.season.rules.solve.objective == Objective::Maxmin;
        let worst = start
            .standings
            .iter()
            .map(|own| own.worst)
            .min()
            .unwrap_or(0);
        let bars = start.standings.iter().map(|own| Bar {
            shortfalls: own.shortfalls,
            total: below(own.total, ask.options.within),
            worst: if maxmin {
                below(worst, ask.options.within)
            } else {
                i64::MIN
            },
        });
        let bars = bars.collect();
        let fixed = fixed(rules, &start);
        let quota = ask
            .options
            .max_chance
            .map(|chance| quota(rules, &start, &fixed, (chance, ask.options.plans)))
            .transpose()?;
        Ok(Self {
            rules,
            names,
            ask,
            lot: Lot::new(ask.seed, ask.inputs),
            bars,
            start,
            quota,
            fixed,
            withdrawn: Vec::new(),
        })
    }

    /// Runs the draw: returns the final committee and the record of the draw.
    fn run(&self) -> Result<(Seated, Lots), Vec<Problem>> {
        let places = self.rules.places(&self.start.committee);
        let between = self
            .ask
            .options
            .steps
            .unwrap_or((places * STEPS_PER_PLACE) as u64)
            .max(1);
        let mut walk = Walk::new(self.rules, &self.lot, &self.bars, self.start.clone());
        let (mut urn, mut course) = urn::fill(&mut walk, self.ask.options.plans, between);
        if let Some(quota) = self.quota {
            urn::cap(&mut walk, &mut urn, (quota, &self.fixed), between);
            (course.steps, course.moved) = (walk.steps, walk.moved);
        }
        let (at, bits) = self.lot.draw("plan", urn.len());
        let chances = self.chances(&urn, at);
        let mut seated = urn[at].clone();
        let redraws = refusals(
            (self.rules, self.names, &self.bars),
            &self.lot,
            (self.ask.refuse, self.ask.options.within),
            &mut seated,
        )?;
        let above = chances.iter().filter(|chance| {
            let quota = self.quota.unwrap_or(usize::MAX);
            !chance.fixed && chance.plans > quota
        });
        let open = open_places(self.rules, &self.start, &self.fixed);
        let lots = Lots {
            key: self.lot.key().to_owned(),
            pool: self.rules.instance.experts.len(),
            withdrawn: self.withdrawn.to_vec(),
            places: open,
            pinned: places - open,
            course,
            ball: Ball {
                plan: at + 1,
                of: urn.len(),
                bits: format!("{bits:016x}"),
            },
            above: above.map(|chance| chance.expert.clone()).collect(),
            chances,
            urn: urn.iter().map(|own| self.names.ticket(own)).collect(),
            redraws,
        };
        Ok((seated, lots))
    }

    fn chances(&self, urn: &[Seated], drawn: usize) -> Vec<Chance> {
        let counts = urn::appearances(urn, self.fixed.len());
        let mut chances: Vec<Chance> = (0_u32..)
            .zip(&counts)
            .filter(|(_, count)| **count > 0)
            .map(|(expert, &plans)| Chance {
                expert: self.names.expert(expert).to_owned(),
                plans,
                places: BTreeSet::new(),
                drawn: urn[drawn].committee.holds(expert),
                fixed: self.fixed[expert as usize],
            })
            .collect();
        let mut position: BTreeMap<u32, usize> = BTreeMap::new();
        let present = (0_u32..).zip(&counts).filter(|(_, count)| **count > 0);
        position.extend(present.enumerate().map(|(at, (expert, _))| (expert, at)));
        for seated in urn {
            for (place, holder) in seated.committee.holders.iter().enumerate() {
                let name = self.names.place(seated, place);
                chances[position[holder]].places.insert(name);
            }
        }
        chances.sort_by(|a, b| b.plans.cmp(&a.plans).then_with(|| a.expert.cmp(&b.expert)));
        chances
    }
}

/// Experts whose place is fixed: those pinned, and heads if these are not drawn.
fn fixed(rules: &Rules<'_>, start: &Seated) -> Vec<bool> {
    let instance = rules.instance;
    let heads = start.committee.heads();
    let pinned = [instance.chairs.chair, instance.chairs.vice_chair];
    let fixed = (0_u32..).zip(&instance.experts).map(|(expert, own)| {
        own.seating != Seating::Free
            || pinned.contains(&Some(expert))
            || !rules.chairs && heads.contains(&expert)
    });
    fixed.collect()
}

/// The number of places that are drawn: all places of the walk except those of people seated by the
/// office, who may change groups where that is left open, but never leave.
fn open_places(rules: &Rules<'_>, start: &Seated, fixed: &[bool]) -> usize {
    let holders = &start.committee.holders[..rules.places(&start.committee)];
    holders.iter().filter(|own| !fixed[**own as usize]).count()
}

/// The number of plans that any expert may be in.
fn quota(
    rules: &Rules<'_>,
    start: &Seated,
    fixed: &[bool],
    (chance, plans): (f64, usize),
) -> Result<usize, Vec<Problem>> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss
    )] // a share of a small number
    let quota = (chance * plans as f64 + 1e-9).floor() as usize;
    let open = open_places(rules, start, fixed);
    let pool = fixed.iter().filter(|fixed| !**fixed).count();
    if quota * pool < open * plans {
        return Err(vec![problems::cap_too_low(open, pool, plans)]);
    }
    Ok(quota)
}
