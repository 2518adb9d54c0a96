//! Among committees of equal value, prefers heads and leaders without conflicts: they take part in
//! the discussion of every submission, and have to leave the room for those they are in conflict
//! with.

use super::finish::choose_leaders;
use super::rule;
use super::rule::chairs::may_take;
use crate::solve::instance::{Assignment, Instance, Seating};

/// Number of experts considered for the chairs, those with the fewest conflicts.
const HEADS: usize = 40;
/// Maximum number of pairs of expert and submission examined for one choice.
const PAIRS: usize = 400_000;
/// Maximum number of whole committees checked for one choice.
const CHECKED: usize = 60;
/// The same for all choices of leaders together: pairs examined, and submissions of the committees
/// checked. Seasons of up to some hundred groups stay far below either.
const ALL_PAIRS: usize = 100 * PAIRS;
const ALL_CHECKED: usize = 100_000_000;

/// Returns a committee whose heads and leaders are in conflict with fewer submissions, if there is
/// one with the same score of every submission, the same shortfalls and no broken rule; otherwise
/// the given committee. The effort is bounded by constants times the size of the season.
pub fn preferred(instance: &Instance, assignment: &Assignment) -> Assignment {
    let mut best = assignment.clone();
    let mut effort = Effort {
        pairs: ALL_PAIRS,
        checked: ALL_CHECKED / instance.submissions.len().max(1),
    };
    for group in 0..instance.groups.len() {
        leader(instance, &mut best, group, &mut effort);
    }
    heads(instance, &mut best);
    best
}

/// What may still be spent.
struct Effort {
    /// Pairs of expert and submission to examine.
    pairs: usize,
    /// Whole committees to check.
    checked: usize,
}

/// A seat that somebody else may take, with its reviews.
struct Seat {
    member: u32,
    group: u32,
    reviews: Vec<usize>,
}

impl Seat {
    /// The seat of `member`, whose reviews are among `submissions`; `None` where it must stay.
    fn of(
        instance: &Instance,
        assignment: &Assignment,
        member: u32,
        submissions: impl Iterator<Item = usize>,
    ) -> Option<Self> {
        let group = assignment.seat[member as usize]?;
        let own = |submission: &usize| assignment.reviewers[*submission].contains(&member);
        let reviews: Vec<usize> = submissions.filter(own).collect();
        let demanded = |submission: &usize| {
            let need = &instance.submissions[*submission];
            need.must_review.contains(&member)
        };
        let free = instance.experts[member as usize].seating == Seating::Free;
        (free && !reviews.iter().any(demanded)).then_some(Self {
            member,
            group,
            reviews,
        })
    }
}

/// Number of the given submissions that the expert may not review.
fn away(instance: &Instance, expert: u32, submissions: impl Iterator<Item = usize>) -> usize {
    let cells = submissions.map(|submission| instance.cells.get(submission, expert as usize));
    cells.filter(|cell| !cell.free()).count()
}

/// Experts who have neither a seat nor a chair.
fn idle(instance: &Instance, assignment: &Assignment) -> Vec<u32> {
    let heads = [assignment.chair, assignment.vice_chair];
    let all = (0_u32..).take(instance.experts.len());
    all.filter(|expert| assignment.seat[*expert as usize].is_none())
        .filter(|expert| !heads.contains(&Some(*expert)))
        .collect()
}

/// Replaces a member by an expert without conflicts in the group, who then leads, if the leader has
/// conflicts and every other possible leader does too.
fn leader(instance: &Instance, assignment: &mut Assignment, group: usize, effort: &mut Effort) {
    let held: Vec<usize> = assignment.submissions(instance.groups.len())[group]
        .iter()
        .map(|&submission| submission as usize)
        .collect();
    let Some(present) = assignment.leaders[group] else {
        return;
    };
    let own = away(instance, present, held.iter().copied());
    if own == 0 || instance.groups[group].leader.is_some() {
        return;
    }
    let able = idle(instance, assignment).into_iter().filter(|&expert| {
        let one = &instance.experts[expert as usize];
        one.can_lead && one.may_lead.allows(group)
    });
    let most = PAIRS.min(effort.pairs) / held.len().max(1);
    let able: Vec<u32> = able.take(most).collect();
    effort.pairs -= able.len() * held.len();
    let clear = |expert: &u32| away(instance, *expert, held.iter().copied()) == 0;
    let able: Vec<u32> = able.into_iter().filter(clear).collect();
    let members = assignment.members(instance.groups.len());
    let mut left = CHECKED.min(effort.checked);
    effort.checked -= left;
    'found: for &member in &members[group] {
        let Some(seat) = Seat::of(instance, assignment, member, held.iter().copied()) else {
            continue;
        };
        for &expert in &able {
            if let Some(other) = instead(instance, assignment, &seat, expert, &mut left)
                && other.leaders[group]
                    .is_some_and(|leader| away(instance, leader, held.iter().copied()) < own)
            {
                *assignment = other;
                break 'found;
            }
        }
    }
    effort.checked += left;
}

/// Returns the committee with `expert` in the seat, if every submission keeps its value and no rule
/// is broken. Checks `left` whole committees at most.
fn instead(
    instance: &Instance,
    assignment: &Assignment,
    seat: &Seat,
    expert: u32,
    left: &mut usize,
) -> Option<Assignment> {
    let Seat {
        member,
        group,
        ref reviews,
    } = *seat;
    let new = &instance.experts[expert as usize];
    if !new.allowed.allows(group as usize) {
        return None;
    }
    let alike = reviews.iter().all(|&submission| {
        let need = &instance.submissions[submission];
        let cells = [member, expert].map(|own| instance.cells.get(submission, own as usize));
        let [was, is] = cells;
        is.free()
            && is.score() == was.score()
            && (is.mask() ^ was.mask()) & (need.mask | need.hard) == 0
    });
    if !alike || reviews.len() > new.load_cap as usize || *left == 0 {
        return None;
    }
    *left -= 1;
    let mut other = assignment.clone();
    other.seat[member as usize] = None;
    other.seat[expert as usize] = Some(group);
    for &submission in reviews {
        let reviewers = &mut other.reviewers[submission];
        reviewers.retain(|own| *own != member);
        reviewers.push(expert);
        reviewers.sort_unstable();
    }
    choose_leaders(instance, &mut other);
    let shortfalls = |own: &Assignment| own.value(instance).shortfalls;
    let same = shortfalls(&other) == shortfalls(assignment);
    (same && rule::breaches(instance, &other) == 0).then_some(other)
}

/// Gives the chairs to quality experts with fewer conflicts: first to those without a seat, then to
/// members whose seat another expert can take with the same value.
fn heads(instance: &Instance, assignment: &mut Assignment) {
    let count = instance.submissions.len();
    let kept = |expert: u32| away(instance, expert, 0..count);
    let total = |assignment: &Assignment| {
        let heads = [assignment.chair, assignment.vice_chair];
        heads.into_iter().flatten().map(kept).sum::<usize>()
    };
    if total(assignment) == 0 {
        return;
    }
    among_idle(instance, assignment, &kept);
    let own = total(assignment);
    if own == 0 || instance.chairs_in_groups {
        return;
    }
    let experts = (0_u32..).zip(&instance.experts);
    let seated = experts.filter(|(number, expert)| {
        expert.quality_lead && assignment.seat[*number as usize].is_some()
    });
    let mut able: Vec<(usize, u32)> = seated
        .take(PAIRS / count.max(1))
        .map(|(number, _)| (kept(number), number))
        .collect();
    able.sort_unstable();
    able.truncate(HEADS);
    let idle = idle(instance, assignment);
    let mut left = CHECKED;
    for (_, number) in able {
        let Some(seat) = Seat::of(instance, assignment, number, 0..count) else {
            continue;
        };
        for &expert in &idle {
            let Some(mut other) = instead(instance, assignment, &seat, expert, &mut left) else {
                continue;
            };
            among_idle(instance, &mut other, &kept);
            if total(&other) < own {
                *assignment = other;
                return heads(instance, assignment);
            }
        }
    }
}

/// Chooses the best pair of heads among those without a seat; ties go to the pair that changes the
/// least.
fn among_idle(instance: &Instance, assignment: &mut Assignment, kept: &impl Fn(u32) -> usize) {
    let (Some(chair), Some(vice)) = (assignment.chair, assignment.vice_chair) else {
        return;
    };
    let own = kept(chair) + kept(vice);
    let mut able: Vec<(usize, u32)> = idle(instance, assignment)
        .into_iter()
        .filter(|&number| instance.experts[number as usize].quality_lead)
        .take(PAIRS / instance.submissions.len().max(1))
        .map(|number| (kept(number), number))
        .collect();
    able.sort_unstable();
    able.truncate(HEADS);
    able.extend([(kept(chair), chair), (kept(vice), vice)]);
    let mut pairs = Vec::new();
    for &(first, one) in &able {
        for &(second, other) in &able {
            let pair = [one, other];
            let fits = one != other
                && first + second < own
                && may_take(instance, pair, 0, one)
                && may_take(instance, pair, 1, other);
            let changed = usize::from(one != chair) + usize::from(other != vice);
            pairs.extend(fits.then_some((first + second, changed, pair)));
        }
    }
    pairs.sort_unstable();
    for (.., [one, other]) in pairs.into_iter().take(CHECKED) {
        (assignment.chair, assignment.vice_chair) = (Some(one), Some(other));
        if rule::breaches(instance, assignment) == 0 {
            return;
        }
    }
    (assignment.chair, assignment.vice_chair) = (Some(chair), Some(vice));
}
