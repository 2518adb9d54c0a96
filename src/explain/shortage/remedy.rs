//! Small changes that make an infeasible season feasible.

use super::pairs::recommenders;
use super::settings::{
    employers, fewer_groups, least_loads, loads, members, reviewers, submissions, years,
};
use super::steps::{Change, Steps, change, changed};
use super::trial::{Outcome, Trial};
use crate::bilingual;
use crate::model::taxonomy::DomainSkill;
use crate::model::words::{Bilingual, Lang};
use crate::model::{Expert, Place, Season};
use crate::solve;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use schemars::JsonSchema;
use serde::Serialize;
use std::cell::Cell;
use std::time::Instant;

/// A change that was verified to help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remedy {
    /// Code of the changed rule; `R03` for recruiting.
    pub rule: &'static str,
    /// The change in words.
    pub words: Bilingual,
}

/// Generates the changes of one kind.
type Ladder = fn(&Season) -> Steps;

/// Tries small changes, the smallest of each kind first, and returns those verified to help. Ends
/// at the deadline of `trial`.
pub fn remedies(season: &Season, trial: &Trial) -> Vec<Remedy> {
    found(season, &|changed| trial.run(changed))
}

/// Changes after which counting no longer excludes the season, the smallest of each kind first, and
/// whether all kinds were tried completely before `deadline`. Nothing is solved: such a change is
/// necessary, but not verified to be sufficient.
pub fn by_counting(season: &Season, deadline: Instant) -> (Vec<Remedy>, bool) {
    let ended = Cell::new(false);
    let found = found(season, &|changed| {
        if Instant::now() >= deadline {
            ended.set(true);
            return Outcome::Open;
        }
        let conflicts = Conflicts::without_suspicions(changed);
        let affinity = Affinity::build(changed);
        match solve::counted_out(changed, &conflicts, &affinity).is_empty() {
            true => Outcome::Works,
            false => Outcome::Impossible,
        }
    });
    (found, !ended.get())
}

fn found(season: &Season, run: &dyn Fn(&Season) -> Outcome) -> Vec<Remedy> {
    let kinds = KINDS.iter();
    kinds
        .filter_map(|(rule, _)| of_kind(season, rule, run))
        .collect()
}

/// The smallest change of one kind that `run` verifies.
pub(super) fn of_kind(
    season: &Season,
    rule: &'static str,
    run: &dyn Fn(&Season) -> Outcome,
) -> Option<Remedy> {
    let (_, steps) = KINDS.iter().find(|(own, _)| *own == rule)?;
    let words = match steps {
        Some(steps) => {
            let mut steps = steps(season).into_iter();
            let works = |change: &Change| run(&changed(season, change)) == Outcome::Works;
            steps.find(|(_, change)| works(change))?.0
        }
        None => recommenders(season, run)?,
    };
    Some(Remedy { rule, words })
}

/// The kinds of changes, each with its rule and its steps; recusals of recommenders are lifted pair
/// by pair.
pub(super) const KINDS: [(&str, Option<Ladder>); 14] = [
    ("R03", Some(|season| recruits(season, false, false))),
    ("R12", Some(|season| recruits(season, true, false))),
    ("R13", Some(|season| recruits(season, false, true))),
    ("R04", Some(members)),
    ("R01", Some(fewer_groups)),
    ("R05", Some(submissions)),
    ("R07", Some(loads)),
    ("R24", Some(least_loads)),
    ("R08", Some(employers)),
    ("R11", Some(years)),
    ("R15", None),
    ("R06", Some(reviewers)),
    ("R17", Some(pins)),
    ("R25", Some(mixes)),
];

/// One, two, four, … new experts, each with the fields of the submissions known to the fewest
/// experts.
fn recruits(season: &Season, lead: bool, quality: bool) -> Steps {
    let fields = scarce(season);
    let codes: Vec<String> = (fields.industries.iter().take(2))
        .map(|code| code.text().to_owned())
        .chain(
            fields
                .domains
                .iter()
                .take(2)
                .map(|skill| skill.domain.code.clone()),
        )
        .collect();
    let names = |lang: Lang, by: &str| {
        let industries = fields.industries.iter().take(2);
        let industries = industries.map(|code| season.industries.name(code, lang));
        let domains = fields.domains.iter().take(2);
        let domains = domains.map(|skill| season.domains.name(&skill.domain.code, lang));
        industries.chain(domains).collect::<Vec<_>>().join(by)
    };
    let (zh, en, codes) = (
        names(Lang::Zh, "、"),
        names(Lang::En, ", "),
        codes.join(" "),
    );
    let steps = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
    steps
        .into_iter()
        .map(|count| {
            let words = match (lead, quality) {
                (true, _) => bilingual!(
                    "增聘 {count} 位可任组长的专家",
                    "recruit experts who may lead a group: {count}"
                ),
                (_, true) => bilingual!(
                    "增聘 {count} 位质量综合专家",
                    "recruit quality experts for the chairs: {count}"
                ),
                _ => bilingual!(
                    "增聘 {count} 位专家（{zh}；{codes}）",
                    "recruit experts in {en} ({codes}): {count}"
                ),
            };
            let fields = fields.clone();
            let more = change(move |season| {
                for number in 0..count {
                    season.experts.push(Expert {
                        id: format!("+{number}"),
                        can_lead: lead,
                        quality_lead: quality,
                        place: Place::file("experts"),
                        ..fields.clone()
                    });
                }
            });
            (words, more)
        })
        .collect()
}

/// An expert with the fields of the submission that the fewest experts could review.
fn scarce(season: &Season) -> Expert {
    let conflicts = Conflicts::without_suspicions(season);
    let passed = (0..season.submissions.len()).filter(|&at| season.submissions[at].passed);
    let scarcest = passed.max_by_key(|&at| {
        let index = crate::model::SubmissionIndex::new(at);
        let kept_out = conflicts.barred(index).len() + conflicts.recused(index).len();
        (kept_out, std::cmp::Reverse(at))
    });
    let submission = scarcest.map(|at| &season.submissions[at]);
    Expert {
        id: String::new(),
        name: String::new(),
        employer: String::new(),
        region: String::new(),
        domains: submission.map_or_else(Vec::new, |own| {
            let skill = |domain: &crate::model::taxonomy::DomainCode| DomainSkill {
                domain: domain.clone(),
                level: 3,
            };
            own.domains.iter().map(skill).collect()
        }),
        industries: submission.map_or_else(Vec::new, |own| own.industries.clone()),
        title: String::new(),
        can_lead: false,
        quality_lead: false,
        max_reviews: None,
        served_years: Vec::new(),
        newcomer: None,
        free_days: Vec::new(),
        columns: Vec::new(),
        available: true,
        place: Place::file("experts"),
    }
}

/// Each hard rule about the mix of people, counted from now on.
fn mixes(season: &Season) -> Steps {
    let hard = season.rules.mix.iter().enumerate();
    let hard = hard.filter(|(_, rule)| rule.hard);
    hard.map(|(at, rule)| {
        let label = rule.label();
        let words = bilingual!(
            "人员构成规则“{label}”不满足的改为计为缺口：hard true → false",
            "count what misses the rule on the mix of people [{label}] as a shortfall: hard true -> false"
        );
        let counted = change(move |season| season.rules.mix[at].hard = false);
        (words, counted)
    })
    .collect()
}

fn pins(season: &Season) -> Steps {
    (0..season.pins.len().min(40))
        .map(|at| {
            let place = &season.pins[at].place;
            let (zh, en) = (place.say(Lang::Zh), place.say(Lang::En));
            let words = bilingual!("删除一条指定（{zh}）", "remove one pin ({en})");
            let fewer = change(move |season| {
                season.pins.remove(at);
            });
            (words, fewer)
        })
        .collect()
}
