//! R17: the office's pins.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::explain::Standing;
use crate::explain::words::{join, person};
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, PinKind, PinObject, PinSubject, Rule, SubmissionIndex};
use crate::solve::instance::Seating;

/// Pins that keep the expert out of the group, or in another one.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    let own = &standing.instance.experts[seat.expert as usize];
    let too_few = own.load_cap < standing.instance.min_load;
    if own.allowed.allows(seat.group) || too_few {
        return; // what the rule of loads says is told by its own file
    }
    let pins = standing.season.pins.iter().filter(|pin| {
        let about = pin.subject == PinSubject::Expert(own.season);
        about && matches!(pin.kind, PinKind::Member | PinKind::Leader)
    });
    let demanded = pins.clone().any(|pin| !pin.forbidden);
    let rows: Vec<Bilingual> = pins
        .map(|pin| Bilingual::new(pin.place.say(Lang::Zh), pin.place.say(Lang::En)))
        .collect();
    let Bilingual { zh, en } = join(&rows, "；", "; ");
    let words = if demanded {
        bilingual!(
            "指定该专家在别的专业组（{zh}）",
            "a pin seats this expert in another group ({en})"
        )
    } else {
        bilingual!(
            "指定不许进入该组（{zh}）",
            "a pin keeps this expert out of the group ({en})"
        )
    };
    let change = bilingual!("修改该条指定", "change that pin");
    found.push(Obstacle::new(Rule::Pins, words, change));
}

/// A pin that demands a seat for the expert who would have none.
pub(super) fn to_leave(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    if standing.instance.experts[seat.expert as usize].seating == Seating::Free {
        return;
    }
    let name = person(standing.expert(seat.expert));
    found.push(Obstacle::new(
        Rule::Pins,
        bilingual!("指定 {name} 入选", "a pin demands a seat for {name}"),
        bilingual!("修改该条指定", "change that pin"),
    ));
}

/// Pins against the review.
pub(super) fn to_review(
    standing: &Standing<'_>,
    expert: ExpertIndex,
    submission: SubmissionIndex,
    found: &mut Vec<Obstacle>,
) {
    let pins = standing.season.pins.iter().filter(|pin| {
        pin.forbidden
            && pin.kind == PinKind::Reviewer
            && pin.subject == PinSubject::Expert(expert)
            && pin.object == PinObject::Submission(submission)
    });
    found.extend(pins.map(|pin| {
        let (zh, en) = (pin.place.say(Lang::Zh), pin.place.say(Lang::En));
        Obstacle::new(
            Rule::Pins,
            bilingual!("指定不评审（{zh}）", "a pin forbids the review ({en})"),
            bilingual!("删除该条指定", "remove that pin"),
        )
    }));
}

/// Whether a pin is about the group of a submission.
pub(super) fn is_about(standing: &Standing<'_>, submission: SubmissionIndex) -> bool {
    let mut pins = standing.season.pins.iter();
    pins.any(|pin| pin.subject == PinSubject::Submission(submission))
}

/// A pin that keeps a submission out of the group called `name`.
pub(super) fn out_of(name: &str) -> Obstacle {
    Obstacle::new(
        Rule::Pins,
        bilingual!("指定不许分到 {name}", "a pin keeps it out of {name}"),
        bilingual!("修改该条指定", "change that pin"),
    )
}

/// A pinned leader who would be displaced.
pub(super) fn of_leader(seat: &Seat<'_>, pinned: u32) -> Obstacle {
    let name = person(seat.standing.expert(pinned));
    Obstacle::new(
        Rule::Pins,
        bilingual!("指定由 {name} 任组长", "a pin makes {name} the leader"),
        bilingual!("修改该条指定", "change that pin"),
    )
}
