//! Every kind of remedy: proposed for a season that it helps, then applied by hand, after which the
//! checker must accept a committee.

use super::remedy::{KINDS, of_kind};
use super::{Outcome, Trial, conflict};
use crate::checker::check;
use crate::files::tables::read_season;
use crate::model::words::Lang;
use crate::model::{
    Amount, ConflictPolicy, ExpertIndex, MixRule, MixScope, Party, Pin, PinKind, PinObject,
    PinSubject, Place, Relation, RelationKind, Season, SeasonBuilder,
};
use crate::solve::{Environment, Unwatched, form};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A season that a remedy helps.
struct Case {
    rule: &'static str,
    season: Season,
    /// Text of the remedy.
    says: &'static str,
    /// Applies the remedy.
    apply: fn(&mut Season),
}

fn toy(spoil: impl FnOnce(&mut Season)) -> Season {
    let loaded = read_season(Path::new("data/toy"), None).expect("the toy season");
    let mut season = loaded.season;
    spoil(&mut season);
    season
}

fn case(
    rule: &'static str,
    spoil: fn(&mut Season),
    says: &'static str,
    apply: fn(&mut Season),
) -> Case {
    Case {
        rule,
        season: toy(spoil),
        says,
        apply,
    }
}

/// One more expert, with the fields of the eighth.
fn recruit(season: &mut Season, lead: bool, quality: bool) {
    let mut newcomer = season.experts[7].clone();
    newcomer.id = "E009".to_owned();
    newcomer.employer = "示例新单位".to_owned();
    (newcomer.can_lead, newcomer.quality_lead) = (lead, quality);
    (newcomer.available, newcomer.max_reviews) = (true, None);
    season.experts.push(newcomer);
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::from(people());
    cases.extend(settings());
    cases.extend([recommended(), pinned()]);
    cases
}

fn people() -> [Case; 3] {
    [
        case(
            "R03",
            |season| season.experts[7].available = false,
            "recruit experts in ",
            |season| recruit(season, false, false),
        ),
        case(
            "R12",
            |season| season.experts[5].can_lead = false,
            "recruit experts who may lead a group: 1",
            |season| recruit(season, true, false),
        ),
        case(
            "R13",
            |season| season.experts[1].quality_lead = false,
            "recruit quality experts for the chairs: 1",
            |season| recruit(season, false, true),
        ),
    ]
}

fn settings() -> [Case; 9] {
    [
        case(
            "R04",
            |season| {
                (
                    season.rules.groups.min_members,
                    season.rules.groups.max_members,
                ) = (5, 5);
            },
            "let groups have fewer members: min_members 5 -> 3",
            |season| season.rules.groups.min_members = 3,
        ),
        case(
            "R01",
            |season| season.rules.groups.count = 3,
            "have fewer groups: count 3 -> 2",
            |season| season.rules.groups.count = 2,
        ),
        case(
            "R05",
            |season| season.rules.groups.max_submissions = 2,
            "min_submissions 3 -> 0, max_submissions 2 -> 0",
            |season| {
                let groups = &mut season.rules.groups;
                (groups.min_submissions, groups.max_submissions) = (0, 0);
            },
        ),
        case(
            "R07",
            |season| season.rules.reviews.max_per_expert = 1,
            "raise every expert's load limit by 1",
            |season| {
                season.rules.reviews.max_per_expert = 2;
                season.experts[7].max_reviews = Some(3);
            },
        ),
        case(
            "R24",
            |season| season.rules.reviews.min_per_member = 3,
            "let members have fewer reviews: min_per_member 3 -> 2",
            |season| season.rules.reviews.min_per_member = 2,
        ),
        case(
            "R08",
            |season| {
                for expert in &mut season.experts[2..] {
                    expert.employer = "示例同一单位".to_owned();
                }
            },
            "let more people of one employer share a group: max_per_employer 1 -> 3",
            |season| season.rules.balance.max_per_employer = 3,
        ),
        case(
            "R11",
            |season| season.rules.balance.max_consecutive_years = 1,
            "let experts serve more years in a row: max_consecutive_years 1 -> 3",
            |season| season.rules.balance.max_consecutive_years = 3,
        ),
        case(
            "R06",
            |season| season.rules.reviews.per_submission = 4,
            "have fewer reviewers of each submission: per_submission 4 -> 2",
            |season| season.rules.reviews.per_submission = 2,
        ),
        case(
            "R25",
            |season| {
                season.rules.mix = vec![MixRule {
                    name: "professors".to_owned(),
                    of: MixScope::Group,
                    column: "title".to_owned(),
                    values: vec!["no such title".to_owned()],
                    at_least: Some(Amount::Count(1)),
                    at_most: None,
                    hard: true,
                }];
            },
            "count what misses the rule on the mix of people [professors] as a shortfall",
            |season| season.rules.mix[0].hard = false,
        ),
    ]
}

/// One group of three, two of whom work for the unit that recommends two of the submissions: each
/// of these needs one of the two.
fn recommended() -> Case {
    let mut builder = SeasonBuilder::new();
    for (at, employer) in ["甲", "甲", "乙", "丙", "丁"].into_iter().enumerate() {
        builder = builder.expert(&format!("E{at}"), employer, "38", "Q06.01", |expert| {
            expert.can_lead = at < 3;
            expert.quality_lead = at > 2;
        });
    }
    for (at, recommender) in ["甲", "甲", "戊"].into_iter().enumerate() {
        let owner = format!("申报{at}");
        builder = builder.submission(&format!("S{at}"), &owner, "38", "Q06.01", |submission| {
            recommender.clone_into(&mut submission.recommender);
        });
    }
    let season = builder.rules(|rules| {
        rules.groups.count = 1;
        (rules.groups.min_members, rules.groups.max_members) = (3, 3);
        rules.reviews.per_submission = 2;
        rules.balance.max_per_employer = 0;
    });
    Case {
        rule: "R15",
        season: season.build(),
        says: "lift the recommender recusal (pairs: 2) by waivers in the relations table: E1 for S0, E1 for S1; fewer are not enough",
        apply: |season| {
            for submission in 0..2 {
                season.relations.push(Relation {
                    subject: Party::Expert(ExpertIndex(1)),
                    kind: RelationKind::Waived,
                    object: Party::Submission(crate::model::SubmissionIndex::new(submission)),
                    since: None,
                    until: None,
                    note: "评审委员会同意".to_owned(),
                    place: Place::file("relations"),
                });
            }
        },
    }
}

fn pinned() -> Case {
    case(
        "R17",
        |season| {
            season.pins.push(Pin {
                kind: PinKind::Member,
                forbidden: true,
                subject: PinSubject::Expert(ExpertIndex(5)),
                object: PinObject::None,
                place: Place::row("pins.csv", 3),
            });
        },
        "remove one pin (pins.csv",
        |season| drop(season.pins.pop()),
    )
}

fn trial() -> Trial {
    Trial {
        deadline: Instant::now() + Duration::from_secs(60),
        each: Duration::from_secs(2),
        seed: 1,
        threads: 1,
    }
}

#[test]
fn each_kind_of_remedy_is_found_and_works_when_it_is_applied() {
    let mut kinds = Vec::new();
    for Case {
        rule,
        mut season,
        says,
        apply,
    } in cases()
    {
        assert_eq!(trial().run(&season), Outcome::Impossible, "{rule}");
        let remedy = of_kind(&season, rule, &|changed| trial().run(changed));
        let remedy = remedy.unwrap_or_else(|| panic!("{rule}: no remedy"));
        assert!(
            remedy.words.en.contains(says),
            "{rule}: {}",
            remedy.words.en
        );
        apply(&mut season);
        let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
        let stop = Arc::default();
        let environment = Environment::new(5.0, 1, 1, &stop, &Unwatched);
        let formed = form(&season, &conflicts, &affinity, &environment, Lang::En);
        let formed = formed.unwrap_or_else(|none| panic!("{rule}: {none:?}"));
        assert!(check(&season, &formed.plan).accepted(), "{rule}");
        kinds.push(rule);
    }
    let mut all: Vec<&str> = KINDS.iter().map(|(rule, _)| *rule).collect();
    all.sort_unstable();
    kinds.sort_unstable();
    assert_eq!(kinds, all, "a kind of remedy without a case");
}

/// A waiver lifts every conflict of the pair, so none is proposed if there is another conflict.
#[test]
fn a_pair_with_another_conflict_is_not_lifted() {
    let mut season = recommended().season;
    season.rules.conflicts.advises = ConflictPolicy::Recuse;
    season.relations.push(Relation {
        subject: Party::Expert(ExpertIndex(1)),
        kind: RelationKind::Advises,
        object: Party::Named("申报0".to_owned()),
        since: None,
        until: None,
        note: String::new(),
        place: Place::file("relations"),
    });
    let remedy = of_kind(&season, "R15", &|changed| trial().run(changed));
    let told = remedy.expect("the other pair").words.en;
    assert!(told.contains("E0 for S0, E1 for S1"), "{told}");
}

/// If two sets of rules conflict, relaxing one rule of the first is not sufficient and must not be
/// proposed as if it were.
#[test]
fn lifting_one_rule_is_only_advised_where_it_was_seen_to_do() {
    let one = toy(|season| season.rules.reviews.max_per_expert = 1);
    let both = toy(|season| {
        season.rules.reviews.max_per_expert = 1;
        for expert in &mut season.experts {
            expert.quality_lead = false;
        }
    });
    assert!(conflict(&one, &trial()).alone);
    let found = conflict(&both, &trial());
    assert!(found.smallest && !found.alone, "{found:?}");
}
