//! Small changes that make an impossible season work.

use super::trial::{Outcome, Trial};
use crate::affinity::Affinity;
use crate::bilingual;
use crate::conflict::Conflicts;
use crate::conflict::{ConflictKind, ConflictSeverity};
use crate::model::{ConflictPolicy, Expert, Place, Season};
use crate::solve;
use crate::taxonomy::DomainSkill;
use crate::text::{Bilingual, Lang};
use serde::Serialize;

/// A change that was tried and seen to work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// Code of the rule that it changes; `R03` for recruiting.
    pub rule: &'static str,
    /// What to do.
    pub words: Bilingual,
}

/// A family of changes, from small to large.
type Ladder = (&'static str, Vec<(Bilingual, Season)>);

/// Tries small changes, the smallest of each kind first, and returns those seen to work. Ends at
/// the deadline of the trials.
pub fn remedies(season: &Season, trial: &Trial) -> Vec<Remedy> {
    let mut found = Vec::new();
    for (rule, steps) in ladders(season) {
        for (words, changed) in steps {
            if trial.run(&changed) == Outcome::Works {
                found.push(Remedy { rule, words });
                break;
            }
        }
    }
    found
}

/// Changes after which the counts that rule a season out rule it out no more, the smallest of each
/// kind first. Nothing is solved: such a change is necessary, not seen to be enough.
pub fn by_counting(season: &Season) -> Vec<Remedy> {
    let counts = |changed: &Season| {
        let conflicts = Conflicts::build(changed);
        let affinity = Affinity::build(changed);
        solve::counted_out(changed, &conflicts, &affinity).is_empty()
    };
    let mut found = Vec::new();
    for (rule, steps) in ladders(season) {
        let enough = steps.into_iter().find(|(_, changed)| counts(changed));
        found.extend(enough.map(|(words, _)| Remedy { rule, words }));
    }
    found
}

fn ladders(season: &Season) -> Vec<Ladder> {
    vec![
        ("R03", recruits(season, false, false)),
        ("R12", recruits(season, true, false)),
        ("R13", recruits(season, false, true)),
        ("R04", members(season)),
        ("R01", fewer_groups(season)),
        ("R05", submissions(season)),
        ("R07", loads(season)),
        ("R08", employers(season)),
        ("R11", years(season)),
        ("R15", recommenders(season)),
        ("R06", reviewers(season)),
        ("R17", pins(season)),
    ]
}

fn changed(season: &Season, change: impl FnOnce(&mut Season)) -> Season {
    let mut changed = season.clone();
    change(&mut changed);
    changed
}

/// One, two, four, … new experts, each with the fields of the submissions that fewest know.
fn recruits(season: &Season, lead: bool, quality: bool) -> Vec<(Bilingual, Season)> {
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
                    "recruit {count} expert(s) who may lead a group"
                ),
                (_, true) => bilingual!(
                    "增聘 {count} 位质量综合专家",
                    "recruit {count} quality expert(s) for the chairs"
                ),
                _ => bilingual!(
                    "增聘 {count} 位专家（{zh}；{codes}）",
                    "recruit {count} expert(s) in {en} ({codes})"
                ),
            };
            let season = changed(season, |season| {
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
            (words, season)
        })
        .collect()
}

/// An expert with the fields of the submission that fewest experts could review.
fn scarce(season: &Season) -> Expert {
    let conflicts = Conflicts::build(season);
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
            let skill = |domain: &crate::taxonomy::DomainCode| DomainSkill {
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
        free_days: Vec::new(),
        available: true,
        place: Place::file("experts"),
    }
}

fn members(season: &Season) -> Vec<(Bilingual, Season)> {
    let (min, max) = (
        season.rules.groups.min_members,
        season.rules.groups.max_members,
    );
    let mut steps = Vec::new();
    for less in (1..min).rev() {
        let words = bilingual!(
            "每组最少人数 min_members {min} → {less}",
            "let groups have {less} members: min_members {min} -> {less}"
        );
        steps.push((
            words,
            changed(season, |s| s.rules.groups.min_members = less),
        ));
    }
    for more in max + 1..=(max + 6).min(31) {
        let words = bilingual!(
            "每组最多人数 max_members {max} → {more}",
            "let groups have {more} members: max_members {max} -> {more}"
        );
        steps.push((
            words,
            changed(season, |s| s.rules.groups.max_members = more),
        ));
    }
    if season.rules.groups.odd_members {
        let words = bilingual!(
            "允许双数组员：odd_members true → false",
            "let groups have an even number of members: odd_members true -> false"
        );
        steps.insert(
            0,
            (
                words,
                changed(season, |s| s.rules.groups.odd_members = false),
            ),
        );
    }
    steps
}

fn fewer_groups(season: &Season) -> Vec<(Bilingual, Season)> {
    let count = season.rules.groups.count;
    let least = season.themes.len().max(1);
    (least..count)
        .rev()
        .map(|fewer| {
            let words = bilingual!(
                "专业组数 count {count} → {fewer}",
                "groups: count {count} -> {fewer}"
            );
            (words, changed(season, |s| s.rules.groups.count = fewer))
        })
        .collect()
}

fn submissions(season: &Season) -> Vec<(Bilingual, Season)> {
    let (min, max) = (
        season.rules.groups.min_submissions,
        season.rules.groups.max_submissions,
    );
    if min == 0 && max == 0 {
        return Vec::new();
    }
    let words = bilingual!(
        "每组申报项数不限（min_submissions {min} → 0，max_submissions {max} → 0，由程序按规模确定）",
        "leave the number of submissions of a group open: min_submissions {min} -> 0, max_submissions {max} -> 0"
    );
    let open = changed(season, |s| {
        s.rules.groups.min_submissions = 0;
        s.rules.groups.max_submissions = 0;
    });
    vec![(words, open)]
}

fn loads(season: &Season) -> Vec<(Bilingual, Season)> {
    let steps = [1, 2, 3, 5, 8, 12, 20, 40];
    steps
        .into_iter()
        .map(|more| {
            let words = bilingual!(
                "每位专家的评审上限提高 {more} 项",
                "raise every expert's load limit by {more}"
            );
            let season = changed(season, |s| {
                s.rules.reviews.max_per_expert += more;
                for expert in &mut s.experts {
                    expert.max_reviews = expert.max_reviews.map(|own| own + more);
                }
            });
            (words, season)
        })
        .collect()
}

fn employers(season: &Season) -> Vec<(Bilingual, Season)> {
    let cap = season.rules.balance.max_per_employer;
    if cap == 0 {
        return Vec::new();
    }
    (cap + 1..=cap + 3)
        .map(|more| {
            let words = bilingual!(
                "max_per_employer {cap} → {more}",
                "max_per_employer {cap} -> {more}"
            );
            (
                words,
                changed(season, |s| s.rules.balance.max_per_employer = more),
            )
        })
        .collect()
}

fn years(season: &Season) -> Vec<(Bilingual, Season)> {
    let limit = season.rules.balance.max_consecutive_years;
    if limit == 0 {
        return Vec::new();
    }
    (limit + 1..=limit + 2)
        .map(|more| {
            let words = bilingual!(
                "max_consecutive_years {limit} → {more}",
                "max_consecutive_years {limit} -> {more}"
            );
            (
                words,
                changed(season, |s| s.rules.balance.max_consecutive_years = more),
            )
        })
        .collect()
}

fn recommenders(season: &Season) -> Vec<(Bilingual, Season)> {
    if season.rules.conflicts.recommender == ConflictPolicy::Off {
        return Vec::new();
    }
    let conflicts = Conflicts::build(season);
    let pairs = conflicts.all().iter().filter(|conflict| {
        let recused = conflict.severity == ConflictSeverity::Recuse;
        recused && conflict.kind == ConflictKind::Recommender && conflict.waived.is_none()
    });
    let count = pairs.count();
    if count == 0 {
        return Vec::new();
    }
    let words = bilingual!(
        "解除推荐单位回避（共 {count} 对）",
        "lift the recommender recusal for {count} pair(s)"
    );
    let lifted = changed(season, |s| {
        s.rules.conflicts.recommender = ConflictPolicy::Off
    });
    vec![(words, lifted)]
}

fn reviewers(season: &Season) -> Vec<(Bilingual, Season)> {
    let k = season.rules.reviews.per_submission;
    (1..k)
        .rev()
        .map(|less| {
            let words = bilingual!(
                "每项申报的评审专家 per_submission {k} → {less}",
                "reviewers of each submission: per_submission {k} -> {less}"
            );
            (
                words,
                changed(season, |s| s.rules.reviews.per_submission = less),
            )
        })
        .collect()
}

fn pins(season: &Season) -> Vec<(Bilingual, Season)> {
    (0..season.pins.len().min(40))
        .map(|at| {
            let place = &season.pins[at].place;
            let (zh, en) = (place.say(Lang::Zh), place.say(Lang::En));
            let words = bilingual!("删除一条指定（{zh}）", "remove one pin ({en})");
            let season = changed(season, |s| {
                s.pins.remove(at);
            });
            (words, season)
        })
        .collect()
}
