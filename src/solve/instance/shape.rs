//! Number and sizes of groups: as fixed by the office, or else derived from the season.

use super::Reason;
use crate::bilingual;
use crate::model::{Rule, Rules, Season};

/// Submissions per group if the office leaves the number of groups open: what one meeting of a
/// panel can discuss, and typical of seasons with 150-400 submissions in 6-20 groups.
const USUAL_SUBMISSIONS: usize = 25;

/// Allowed sizes of groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Number of groups.
    pub groups: usize,
    /// Allowed numbers of members, ascending, never empty.
    pub members: Vec<usize>,
    /// Minimum number of submissions in a group; 0 if the office leaves it open.
    pub min_submissions: usize,
    /// Maximum number of submissions in a group; all submissions if the office leaves it open.
    pub max_submissions: usize,
    /// Minimum and maximum number of submissions in a group during the search: the office's limits,
    /// or the usual ones if it leaves them open. A heuristic to find good plans, not a rule: no
    /// proof may depend on it.
    pub usual_submissions: (usize, usize),
}

/// The figures of a season from which the shape is derived.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supply {
    pub experts: usize,
    pub leaders: usize,
    pub submissions: usize,
    /// Maximum number of submissions that one theme must hold; 0 without themes.
    pub theme_most: usize,
    /// Minimum number of submissions that a theme can hold.
    pub theme_least: usize,
}

impl Shape {
    /// Returns the largest number of members.
    pub fn max_members(&self) -> usize {
        self.members[self.members.len() - 1]
    }

    /// Returns the smallest number of members.
    pub fn min_members(&self) -> usize {
        self.members[0]
    }

    /// The shape for one of the allowed numbers of groups.
    pub(super) fn of(season: &Season, supply: Supply, groups: usize) -> Result<Self, Vec<Reason>> {
        let rules = &season.rules;
        let members = allowed_members(rules)?;
        Ok(Self {
            groups,
            members,
            min_submissions: rules.groups.min_submissions,
            max_submissions: match rules.groups.max_submissions {
                0 => supply.submissions.max(1),
                given => given,
            },
            usual_submissions: usual(rules, supply, groups),
        })
    }
}

/// The allowed numbers of members of a group, ascending.
fn allowed_members(rules: &Rules) -> Result<Vec<usize>, Vec<Reason>> {
    let members: Vec<usize> = rules.groups.sizes().collect();
    if members.is_empty() {
        let (min, max) = (rules.groups.min_members, rules.groups.max_members);
        let words = bilingual!(
            "组员人数下限 {min}、上限 {max} 之间没有允许的人数（odd_members 要求单数）。",
            "there is no allowed number of members between min_members {min} and max_members {max} (odd_members requires an odd number)."
        );
        return Err(vec![Reason::of(Rule::GroupMembers, words)]);
    }
    Ok(members)
}

/// The allowed numbers of groups, those nearest to the usual one first; a single one if the office
/// or its themes fix it. Other numbers are impossible: groups of the smallest size and the chairs
/// need enough people, every group needs a leader, and the limits on submissions per group must
/// hold.
pub(super) fn counts(season: &Season, supply: Supply) -> Result<Vec<usize>, Vec<Reason>> {
    let members = allowed_members(&season.rules)?;
    let (smallest, most_members) = (members[0], members[members.len() - 1]);
    let usual = count(season, supply, most_members, smallest);
    if season.rules.groups.count > 0 || !season.themes.is_empty() {
        return Ok(vec![usual]);
    }
    let own = &season.rules.groups;
    let heads = if own.chairs_in_groups { 0 } else { 2 };
    let mut most = (supply.experts.saturating_sub(heads) / smallest).min(supply.leaders);
    if let Some(by_size) = supply.submissions.checked_div(own.min_submissions) {
        most = most.min(by_size);
    }
    let least = match own.max_submissions {
        0 => 1,
        held => supply.submissions.div_ceil(held).max(1),
    };
    let mut counts: Vec<usize> = (least..=most).filter(|&count| count != usual).collect();
    counts.sort_by_key(|&count| (count.abs_diff(usual), count));
    counts.insert(0, usual);
    Ok(counts)
}

/// The number of groups fixed by the office, else the usual one.
fn count(season: &Season, supply: Supply, most_members: usize, smallest: usize) -> usize {
    let rules = &season.rules;
    let themes = season.themes.len();
    if rules.groups.count > 0 {
        return rules.groups.count.max(themes);
    }
    if themes > 0 {
        return themes;
    }
    let reviews_of_group = most_members * rules.reviews.max_per_expert as usize;
    let mut holds = reviews_of_group / rules.reviews.per_submission.max(1);
    if rules.groups.max_submissions > 0 {
        holds = holds.min(rules.groups.max_submissions);
    }
    let fewest = supply.submissions.div_ceil(holds.max(1)).max(1);
    let mut most = (supply.experts.saturating_sub(2) / smallest).min(supply.leaders);
    if let Some(by_size) = supply.submissions.checked_div(rules.groups.min_submissions) {
        most = most.min(by_size);
    }
    let usual = (supply.submissions + USUAL_SUBMISSIONS / 2) / USUAL_SUBMISSIONS;
    usual.min(most).max(fewest).max(1)
}

/// From half to one and a half times the even share, unless the office sets limits: room for themes
/// of different size, while no group has several times the work of another.
fn usual(rules: &Rules, supply: Supply, groups: usize) -> (usize, usize) {
    let lower = supply.submissions / groups;
    let upper = supply.submissions.div_ceil(groups);
    let min = match rules.groups.min_submissions {
        0 => lower.div_ceil(2).min(supply.theme_least),
        given => given,
    };
    let max = match rules.groups.max_submissions {
        0 => (upper + upper.div_ceil(2)).max(supply.theme_most),
        given => given,
    };
    (min, max)
}
