//! Drawing who takes each seat.

use super::lot::Lot;
use super::problems;
use crate::affinity::Affinity;
use crate::conflict::Conflicts;
use crate::instance::{Assignment, Instance};
use crate::model::{Problem, Season};
use crate::plan::Plan;
use crate::replan::Before;
use crate::solve::{bound, document, feasible};
use crate::text::Lang;
use serde::Serialize;

/// What is asked of a draw.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The seed, public once the draw is.
    pub seed: &'a str,
    /// Hash of everything that goes in.
    pub inputs: &'a str,
    /// How much of a seat's score may be lost, 0 to 1.
    pub within: f64,
    /// The largest chance that anybody may have at one seat, if it is capped.
    pub max_chance: Option<f64>,
    /// Those who refuse, in order.
    pub refuse: &'a [String],
    /// Language of names and reasons in the plan.
    pub lang: Lang,
}

/// One seat and how it was drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Group id.
    pub group: String,
    /// Whether it is the leader's seat.
    pub leads: bool,
    /// Who holds it in the structure.
    pub holder: String,
    /// Everybody who could be drawn, by id.
    pub candidates: Vec<String>,
    /// Whether the bar was lowered for the cap on chances.
    pub lowered: bool,
    /// Whether the cap on chances is kept here.
    pub capped: bool,
    /// The 64 bits drawn, in hexadecimal.
    pub bits: String,
    /// Who was drawn.
    pub drawn: String,
}

/// A seat drawn again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Redraw {
    /// Who refused.
    pub refused: String,
    /// The new draw.
    pub step: Step,
}

/// What a draw gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The committee.
    pub plan: Plan,
    /// Every seat, in the order of drawing.
    pub steps: Vec<Step>,
    /// Every refusal.
    pub redraws: Vec<Redraw>,
    /// Experts who could have been seated at all.
    pub pool: usize,
    /// Total score over that of the structure.
    pub kept: f64,
    /// The key of the numbers.
    pub key: String,
}

/// Draws the seats of `structure`: see the [module](super).
///
/// # Errors
/// The structure does not fit the season, or a refusal cannot be answered.
pub fn draw(season: &Season, structure: &Plan, ask: &Ask<'_>) -> Result<Drawn, Vec<Problem>> {
    let mut own = season.clone();
    if own.rules.groups.count == 0 && own.themes.is_empty() {
        own.rules.groups.count = structure.groups.len();
    }
    let conflicts = Conflicts::build(&own);
    let affinity = Affinity::build(&own);
    let instance = Instance::compile(&own, &conflicts, &affinity)
        .map_err(|reasons| vec![problems::structure_unfit(reasons.len())])?;
    let start = assignment(&own, &instance, structure)?;
    let broken = feasible::broken(&instance, &start);
    if broken > 0 {
        return Err(vec![problems::structure_unfit(broken)]);
    }
    let mut table = Table {
        season: &own,
        instance: &instance,
        ask,
        lot: Lot::new(ask.seed, ask.inputs),
        shortfalls: start.value(&instance).shortfalls,
        refused: Vec::new(),
        now: start.clone(),
    };
    let mut seats = seats(&own, &instance, structure, &start);
    let mut steps = Vec::new();
    for seat in &mut seats {
        let label = format!("{}/{}", table.group(seat.group), table.id(seat.structure));
        steps.push(table.fill(seat, &label));
    }
    let redraws = table.refusals(&mut seats)?;
    let kept = share(&instance, &table.now, &start);
    let source = document::Source {
        season: &own,
        conflicts: &conflicts,
        instance: &instance,
        assignment: &table.now,
        bounds: bound::relax(&instance),
        proven: false,
        // The clock stays out: the same input gives the same bytes.
        seconds: 0.0,
        lang: ask.lang,
    };
    let mut plan = document::plan(&source);
    plan.rules = season.rules.clone();
    for group in &mut plan.groups {
        if let Some(before) = structure.group(&group.id) {
            group.name.clone_from(&before.name);
        }
    }
    plan.pins.clone_from(&structure.pins);
    plan.withdrawn.clone_from(&structure.withdrawn);
    plan.round.clone_from(&structure.round);
    crate::defence::schedule(season, &mut plan);
    Ok(Drawn {
        plan,
        steps,
        redraws,
        pool: instance.experts.len(),
        kept,
        key: table.lot.key().to_owned(),
    })
}

fn share(instance: &Instance, now: &Assignment, start: &Assignment) -> f64 {
    let before = start.value(instance).total_score();
    if before > 0.0 {
        now.value(instance).total_score() / before
    } else {
        1.0
    }
}

/// The structure in solver form; all of it must be there.
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

/// A seat: who holds it now, who held it in the structure, and its reviews.
struct Seat {
    group: u32,
    leads: bool,
    structure: u32,
    holder: u32,
    reviews: Vec<u32>,
    /// What the structure's holder scores on them, in billionths.
    score: i64,
}

fn seats(season: &Season, instance: &Instance, plan: &Plan, start: &Assignment) -> Vec<Seat> {
    let members = start.members(instance.groups.len());
    let number = |id: &str| instance.groups.iter().position(|group| group.id == id);
    let mut seats = Vec::new();
    for group in plan.groups.iter().filter_map(|group| number(&group.id)) {
        let mut own = members[group].clone();
        let leads = |expert: u32| start.leaders[group] == Some(expert);
        own.sort_by_key(|&expert| {
            let id = &season.experts[instance.experts[expert as usize].season.at()].id;
            (!leads(expert), id)
        });
        for expert in own {
            let reviews: Vec<u32> = (0_u32..)
                .zip(&start.reviewers)
                .filter(|(_, reviewers)| reviewers.contains(&expert))
                .map(|(submission, _)| submission)
                .collect();
            seats.push(Seat {
                group: u32::try_from(group).unwrap_or(u32::MAX),
                leads: leads(expert),
                structure: expert,
                holder: expert,
                score: score(instance, expert, &reviews),
                reviews,
            });
        }
    }
    seats
}

fn score(instance: &Instance, expert: u32, reviews: &[u32]) -> i64 {
    let cells = reviews
        .iter()
        .map(|&submission| instance.cells.get(submission as usize, expert as usize));
    cells.map(|cell| i64::from(cell.score())).sum()
}

struct Table<'a> {
    season: &'a Season,
    instance: &'a Instance,
    ask: &'a Ask<'a>,
    lot: Lot,
    shortfalls: usize,
    refused: Vec<u32>,
    now: Assignment,
}

impl Table<'_> {
    fn id(&self, expert: u32) -> &str {
        let at = self.instance.experts[expert as usize].season;
        &self.season.experts[at.at()].id
    }

    fn group(&self, group: u32) -> &str {
        &self.instance.groups[group as usize].id
    }

    /// Draws a seat and seats who was drawn.
    fn fill(&mut self, seat: &mut Seat, label: &str) -> Step {
        let (candidates, lowered, capped) = self.candidates(seat);
        let (position, bits) = self.lot.draw(label, candidates.len());
        let drawn = candidates[position];
        self.now = self.with(seat, drawn);
        seat.holder = drawn;
        Step {
            group: self.group(seat.group).to_owned(),
            leads: seat.leads,
            holder: self.id(seat.structure).to_owned(),
            candidates: candidates
                .iter()
                .map(|&own| self.id(own).to_owned())
                .collect(),
            lowered,
            capped,
            bits: format!("{bits:016x}"),
            drawn: self.id(drawn).to_owned(),
        }
    }

    /// Who may take a seat, by id; whether the bar was lowered; whether the cap is kept. Never
    /// empty while the holder has not refused.
    fn candidates(&self, seat: &Seat) -> (Vec<u32>, bool, bool) {
        let everybody = 0..u32::try_from(self.instance.experts.len()).unwrap_or(u32::MAX);
        let mut open: Vec<(i64, u32)> = everybody
            .filter(|&expert| self.may_stand(seat, expert))
            .map(|expert| (score(self.instance, expert, &seat.reviews), expert))
            .collect();
        open.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| self.id(a.1).cmp(self.id(b.1))));
        #[allow(clippy::cast_precision_loss)] // sums of billionths stay below 2^53
        let bar = (1.0 - self.ask.within) * seat.score as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
        let needed = self
            .ask
            .max_chance
            .map_or(1, |chance| (1.0 / chance - 1e-9).ceil().max(1.0) as usize);
        let mut chosen = Vec::new();
        let mut lowered = false;
        for (own, expert) in open {
            // Half a billionth is rounding.
            #[allow(clippy::cast_precision_loss)]
            let below = (own as f64) < bar - 0.5;
            if below && chosen.len() >= needed {
                break;
            }
            let holds = expert == seat.holder;
            if holds || self.keeps_rules(&self.with(seat, expert)) {
                chosen.push(expert);
                lowered |= below && !holds;
            }
        }
        // Whoever sits there may always stay.
        if !self.refused.contains(&seat.holder) && !chosen.contains(&seat.holder) {
            chosen.push(seat.holder);
        }
        chosen.sort_by(|&a, &b| self.id(a).cmp(self.id(b)));
        let capped = chosen.len() >= needed;
        (chosen, lowered, capped)
    }

    /// The tests that cost little.
    fn may_stand(&self, seat: &Seat, expert: u32) -> bool {
        if self.refused.contains(&expert) {
            return false;
        }
        if expert == seat.holder {
            return true;
        }
        let own = &self.instance.experts[expert as usize];
        let group = seat.group as usize;
        let heads = [self.now.chair, self.now.vice_chair].contains(&Some(expert));
        let load = u32::try_from(seat.reviews.len()).unwrap_or(u32::MAX);
        self.now.seat[expert as usize].is_none()
            && !heads
            && own.allowed.allows(group)
            && (!seat.leads || own.can_lead && own.may_lead.allows(group))
            && load <= own.load_cap
            && seat.reviews.iter().all(|&submission| {
                let cell = self
                    .instance
                    .cells
                    .get(submission as usize, expert as usize);
                cell.free()
            })
    }

    fn keeps_rules(&self, assignment: &Assignment) -> bool {
        feasible::broken(self.instance, assignment) == 0
            && assignment.value(self.instance).shortfalls <= self.shortfalls
    }

    /// The committee with somebody else on a seat.
    fn with(&self, seat: &Seat, expert: u32) -> Assignment {
        let mut new = self.now.clone();
        if expert == seat.holder {
            return new;
        }
        new.seat[seat.holder as usize] = None;
        new.seat[expert as usize] = Some(seat.group);
        if seat.leads {
            new.leaders[seat.group as usize] = Some(expert);
        }
        for &submission in &seat.reviews {
            let reviewers = &mut new.reviewers[submission as usize];
            reviewers.retain(|&own| own != seat.holder);
            reviewers.push(expert);
            reviewers.sort_unstable();
        }
        new
    }

    fn refusals(&mut self, seats: &mut [Seat]) -> Result<Vec<Redraw>, Vec<Problem>> {
        let mut redraws = Vec::new();
        for refused in self.ask.refuse {
            let seat = seats
                .iter_mut()
                .find(|seat| self.id(seat.holder) == refused);
            let Some(seat) = seat else {
                return Err(vec![problems::not_drawn(refused)]);
            };
            self.refused.push(seat.holder);
            if self.candidates(seat).0.is_empty() {
                let group = self.group(seat.group);
                return Err(vec![problems::nobody_left(refused, group)]);
            }
            let label = format!("refusal {}/{refused}", self.group(seat.group));
            let step = self.fill(seat, &label);
            redraws.push(Redraw {
                refused: refused.clone(),
                step,
            });
        }
        Ok(redraws)
    }
}
