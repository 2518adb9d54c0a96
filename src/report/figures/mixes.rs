//! R25 in the plan: how many people of a kind each group, or the reviewers of each submission, have.

use super::reviews::ReviewFigures;
use super::seats::{GroupFigures, Seat};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{Amount, Expert, MixRule, MixScope, Season};

/// Groups or submissions named at most where a limit is missed.
const NAMED: usize = 8;

/// One limit of one rule on the mix of people, with what the plan has.
#[derive(Debug, Clone)]
pub struct MixFigures<'a> {
    /// The rule.
    pub rule: &'a MixRule,
    /// Whether it is the most of the kind, not the fewest.
    pub most: bool,
    /// Every group, or every submission with its reviewers, in the order of the figures.
    pub places: Vec<MixPlace<'a>>,
}

/// A group, or a submission with its reviewers.
#[derive(Debug, Clone)]
pub struct MixPlace<'a> {
    /// Id of the group or submission.
    pub id: &'a str,
    /// Position of the group in the plan.
    pub group: usize,
    /// Those of its people who are of the kind.
    pub of_kind: Vec<&'a Expert>,
    /// How many there must be at least, or may be at most.
    pub limit: usize,
    /// Whether the plan keeps the limit here.
    pub met: bool,
}

impl MixFigures<'_> {
    /// The places where the plan misses it.
    pub fn missed(&self) -> impl Iterator<Item = &MixPlace<'_>> {
        self.places.iter().filter(|place| !place.met)
    }

    /// Whether it is kept everywhere, and if not, where it is missed.
    pub fn words(&self) -> Bilingual {
        let (all, missed) = (self.places.len(), self.missed().count());
        let (zh, en) = match self.rule.of {
            MixScope::Group => ("个专业组", "groups"),
            MixScope::Submission => ("项申报", "submissions"),
        };
        if missed == 0 {
            return bilingual!("{all} {zh}全部满足", "met by all {all} {en}");
        }
        let named = || self.missed().take(NAMED);
        let join = |each: fn(&MixPlace<'_>) -> String, mark: &str| {
            let named: Vec<String> = named().map(each).collect();
            named.join(mark)
        };
        let names_zh = join(
            |own| format!("{}（{} 人）", own.id, own.of_kind.len()),
            "、",
        );
        let names_en = join(|own| format!("{} ({})", own.id, own.of_kind.len()), ", ");
        let (more_zh, more_en) = if missed > NAMED {
            ("等", ", …")
        } else {
            ("", "")
        };
        bilingual!(
            "{all} {zh}中 {missed} {zh}不满足：{names_zh}{more_zh}",
            "missed by {missed} of {all} {en}: {names_en}{more_en}"
        )
    }
}

/// Compares every limit with the plan, in O(limits x (seats + reviews)).
pub(super) fn derive<'a>(
    season: &'a Season,
    seats: &[Seat<'a>],
    groups: &[GroupFigures<'a>],
    reviews: &[ReviewFigures<'a>],
) -> Vec<MixFigures<'a>> {
    let mut all = Vec::new();
    for rule in &season.rules.mix {
        let people: Vec<Place<'a>> = match rule.of {
            MixScope::Group => (groups.iter().enumerate())
                .map(|(at, group)| {
                    let members = seats.iter().filter(|seat| seat.group == Some(at));
                    let members: Vec<_> = members.map(|seat| seat.expert).collect();
                    (group.group.id.as_str(), at, members.len(), members)
                })
                .collect(),
            MixScope::Submission => (reviews.iter())
                .map(|review| {
                    let people = review.reviewers.iter().map(|one| one.expert).collect();
                    let wanted = season.reviewers_of(review.submission);
                    (review.submission.id.as_str(), review.group, wanted, people)
                })
                .collect(),
        };
        let least = rule.at_least.map(|amount| (false, amount));
        let most = rule.at_most.map(|amount| (true, amount));
        for (most, amount) in [least, most].into_iter().flatten() {
            let places = people
                .iter()
                .map(|place| compared(rule, most, amount, place));
            all.push(MixFigures {
                rule,
                most,
                places: places.collect(),
            });
        }
    }
    all
}

/// Id, position of the group, people who count in a share, and the people.
type Place<'a> = (&'a str, usize, usize, Vec<&'a Expert>);

fn compared<'a>(
    rule: &MixRule,
    most: bool,
    amount: Amount,
    (id, group, size, people): &Place<'a>,
) -> MixPlace<'a> {
    let of_kind = people.iter().copied().filter(|expert| rule.counts(expert));
    let of_kind: Vec<&Expert> = of_kind.collect();
    let (limit, met) = if most {
        let limit = amount.at_most_of(*size);
        (limit, of_kind.len() <= limit)
    } else {
        let limit = amount.at_least_of(*size);
        (limit, of_kind.len() >= limit)
    };
    MixPlace {
        id,
        group: *group,
        of_kind,
        limit,
        met,
    }
}
