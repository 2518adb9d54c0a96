//! Random seasons and random plans, most of them invalid.

use empanel::model::plan::{Group, Plan, Review, Shortfall, ShortfallKind, Status};
use empanel::model::{
    AcademicPolicy, ConflictPolicy, ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place,
    RelationKind, Season, SeasonBuilder, SubmissionIndex, Wish, Wishes,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// All have a name, since readers reject applicants and parties without one.
const ORGANIZATIONS: [&str; 17] = [
    "甲公司",
    "甲有限公司",
    "乙集团",
    "丙",
    "丁研究院",
    "戊中心",
    "E1",
    "甲公司；乙集团",
    "丙、丁研究院",
    "甲公司质量部",
    "乙集团（退休）",
    "原丁研究院",
    "丁研究院（2021年退休）",
    "甲公司与乙集团联合申报",
    "丙/丁研究院",
    "退休",
    "无",
];
const REGIONS: [&str; 9] = [
    "浙江",
    "江苏",
    " 浙江",
    "",
    "浙江省",
    "浙江杭州",
    "宁波市",
    "江蘇省南京市",
    "某地",
];
const INDUSTRIES: [&str; 6] = ["C", "38", "3812", "3821", "1441;38", ""];
const DOMAINS: [&str; 5] = ["Q06.01", "Q06.02:1", "Q06", "Q07.01:2;Q06.01", ""];
const PARTIES: [&str; 18] = [
    "E0",
    "E1",
    "E2",
    "E3",
    "S0",
    "S1",
    "S2",
    "甲公司",
    "乙集团",
    "丙",
    "某人",
    "某 人",
    "己某",
    "甲公司；丙",
    "丁研究院质量部",
    "阿·某",
    "阿•某",
    "无",
];
const IDS: [&str; 11] = [
    "E0", "E1", "E2", "E3", "E4", "S0", "S1", "S2", "S3", "G01", "庚",
];

/// A small season with every kind of relation and policy.
pub fn season() -> impl Strategy<Value = Season> {
    let policy = || {
        select(
            &[
                ConflictPolicy::Off,
                ConflictPolicy::Recuse,
                ConflictPolicy::Bar,
            ][..],
        )
    };
    let expert = (
        select(&ORGANIZATIONS[..]),
        select(&REGIONS[..]),
        select(&INDUSTRIES[..]),
        select(&DOMAINS[..]),
    );
    let submission = (
        select(&ORGANIZATIONS[..]),
        select(&ORGANIZATIONS[..]),
        select(&REGIONS[..]),
        select(&INDUSTRIES[..]),
        select(&DOMAINS[..]),
    );
    let relation = (
        select(&PARTIES[..]),
        select(&RelationKind::ALL[..]),
        select(&PARTIES[..]),
        proptest::option::of(2020..2028_i32),
    );
    (
        vec(expert, 1..5),
        vec((submission, any::<bool>()), 1..5),
        vec(relation, 0..14),
        vec(policy(), 11),
        vec(
            (0..6_usize, any::<bool>(), 0..4_u32, 0..4_u32, 0..3_u8),
            0..4,
        ),
        vec((0..4_u32, 0..4_u32, -2..3_i8), 0..6),
    )
        .prop_map(
            |(experts, submissions, relations, policies, pins, wishes)| {
                let mut builder = SeasonBuilder::new();
                for (at, (employer, region, industries, domains)) in experts.into_iter().enumerate()
                {
                    builder =
                        builder.expert(&format!("E{at}"), employer, industries, domains, |one| {
                            region.clone_into(&mut one.region);
                            one.can_lead = at % 2 == 0;
                            one.quality_lead = at > 1;
                        });
                }
                for (at, ((applicant, recommender, region, industries, domains), passed)) in
                    submissions.into_iter().enumerate()
                {
                    let domains = domains.replace([':', '1', '2'], "");
                    let domains = domains
                        .replace("Q06.0", "Q06.01")
                        .replace("Q07.0", "Q07.01");
                    builder = builder.submission(
                        &format!("S{at}"),
                        applicant,
                        industries,
                        &domains,
                        |one| {
                            recommender.clone_into(&mut one.recommender);
                            region.clone_into(&mut one.region);
                            one.passed = passed;
                        },
                    );
                }
                for (subject, kind, object, until) in relations {
                    builder = builder.dated_relation(subject, kind, object, until);
                }
                builder
                    .rules(|rules| set_policies(rules, &policies))
                    .change(|season| {
                        season.pins = pins.into_iter().map(|row| pin(season, row)).collect();
                        season.wishes =
                            Wishes::new(wishes.into_iter().map(|row| wish(season, row)));
                        season.rules.score.wishes = 0.3;
                    })
                    .build()
            },
        )
}

fn set_policies(rules: &mut empanel::model::Rules, policies: &[ConflictPolicy]) {
    let conflicts = &mut rules.conflicts;
    let all = [
        &mut conflicts.employer,
        &mut conflicts.former_employer,
        &mut conflicts.advises,
        &mut conflicts.director_or_shareholder,
        &mut conflicts.kin,
        &mut conflicts.declared,
        &mut conflicts.competitor,
        &mut conflicts.recommender,
        &mut conflicts.region,
    ];
    for (field, policy) in all.into_iter().zip(policies) {
        *field = *policy;
    }
    let academic = |at: usize| match policies[at % policies.len()] {
        ConflictPolicy::Off => AcademicPolicy::Suspect,
        ConflictPolicy::Recuse => AcademicPolicy::Recuse,
        ConflictPolicy::Bar => AcademicPolicy::Bar,
    };
    (conflicts.mentor, conflicts.coauthor) = (academic(9), academic(10));
    rules.balance.family_as_one_employer = policies[0] == ConflictPolicy::Bar;
    rules.groups.min_members = 1;
    (rules.groups.industry_members, rules.reviews.min_per_member) = (0, 0);
    rules.balance.max_region_share = 0.4;
    rules.balance.min_new_share = 0.1;
    rules.balance.max_consecutive_years = 1;
}

fn wish(season: &Season, (expert, submission, strength): (u32, u32, i8)) -> Wish {
    let (experts, submissions) = (season.experts.len() as u32, season.submissions.len() as u32);
    Wish {
        expert: ExpertIndex(expert % experts),
        submission: SubmissionIndex(submission % submissions),
        strength,
        place: Place::default(),
    }
}

fn pin(
    season: &Season,
    (kind, forbidden, subject, object, sort): (usize, bool, u32, u32, u8),
) -> Pin {
    let kinds = [
        PinKind::Member,
        PinKind::Leader,
        PinKind::Chair,
        PinKind::ViceChair,
        PinKind::Submission,
        PinKind::Reviewer,
    ];
    let (experts, submissions) = (season.experts.len() as u32, season.submissions.len() as u32);
    let submission = |at: u32| SubmissionIndex(at % submissions);
    Pin {
        kind: kinds[kind],
        forbidden,
        subject: if sort == 0 {
            PinSubject::Submission(submission(subject))
        } else {
            PinSubject::Expert(ExpertIndex(subject % experts))
        },
        object: match object {
            0 => PinObject::None,
            1 => PinObject::Group("G01".to_owned()),
            other => PinObject::Submission(submission(other)),
        },
        place: Place::default(),
    }
}

/// A plan of ids that may or may not exist, in places where they may or may not belong.
pub fn plan() -> impl Strategy<Value = Plan> {
    let id = || select(&IDS[..]).prop_map(str::to_owned);
    let ids = move || vec(id(), 0..5);
    let number = || prop_oneof![Just(f64::NAN), Just(0.0), Just(f64::INFINITY), -9.0..9.0];
    let group = (id(), id(), ids(), ids(), ids()).prop_map(
        |(id, leader, members, submissions, alternates)| Group {
            name: id.clone(),
            id,
            leader,
            members,
            submissions,
            alternates,
        },
    );
    let review =
        (id(), id(), ids(), ids()).prop_map(|(submission, group, reviewers, recused)| Review {
            submission,
            group,
            reviewers,
            recused,
        });
    let shortfall = (id(), any::<bool>(), id()).prop_map(|(submission, domain, code)| Shortfall {
        submission,
        kind: if domain {
            ShortfallKind::Domain
        } else {
            ShortfallKind::Industry
        },
        code,
        reason: String::new(),
    });
    (
        (id(), id(), id(), any::<bool>()),
        vec(group, 0..4),
        vec(review, 0..5),
        vec(shortfall, 0..3),
        (
            number(),
            number(),
            proptest::option::of(number()),
            proptest::option::of(number()),
        ),
    )
        .prop_map(
            |((schema, chair, vice, optimal), groups, reviews, shortfalls, numbers)| {
                let mut plan = super::plan(&chair, &vice);
                plan.schema = schema;
                if optimal {
                    plan.status = Status::Optimal;
                }
                (plan.groups, plan.reviews, plan.shortfalls) = (groups, reviews, shortfalls);
                plan.quality.total_score = numbers.0;
                plan.quality.worst_score = numbers.1;
                plan.quality.bound = numbers.2;
                plan.quality.gap = numbers.3;
                plan
            },
        )
}
