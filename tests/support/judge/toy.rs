//! The season of `data/toy`, built in code, and its best plan as described in its README.

use super::{add_group, plan, restate, review};
use empanel::model::plan::Plan;
use empanel::model::{
    ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, RelationKind, Season, SeasonBuilder,
};

/// Id, employer, industries, domains, years served.
const EXPERTS: [(&str, &str, &str, &str, &[i32]); 8] = [
    (
        "E001",
        "示例质量协会",
        "C",
        "Q01.01:3;Q02.01:3",
        &[2024, 2025],
    ),
    ("E002", "示例大学", "C", "Q02.01:3;Q01.01:2", &[2025]),
    (
        "E003",
        "示例机械研究院",
        "344;345",
        "Q04.01:3;Q03.01:2",
        &[2024],
    ),
    (
        "E004",
        "示例泵业集团有限公司",
        "344;151",
        "Q14.03:2;Q06.01:3",
        &[],
    ),
    (
        "E005",
        "示例机械工业联合会",
        "36;34",
        "Q06.01:3;Q08.02:2",
        &[2025],
    ),
    ("E006", "示例食品检验院", "14;151", "Q14.03:3;Q09.05:2", &[]),
    (
        "E007",
        "示例品牌研究中心",
        "27;1512",
        "Q12.02:3;Q09.05:3",
        &[2023],
    ),
    ("E008", "示例制造学院", "345;36", "Q03.01:3;Q08.02:3", &[]),
];

/// Id, applicant, recommending unit, industry, domains.
const SUBMISSIONS: [(&str, &str, &str, &str, &str); 6] = [
    (
        "S001",
        "示例泵业有限公司",
        "浙江省工业和信息化厅",
        "3441",
        "Q06.01",
    ),
    (
        "S002",
        "示例齿轮股份有限公司",
        "江苏省工业和信息化厅",
        "3453",
        "Q04.01;Q03.01",
    ),
    (
        "S003",
        "示例动力有限责任公司",
        "示例机械工业联合会",
        "3620",
        "Q08.02",
    ),
    (
        "S004",
        "示例乳业有限公司",
        "内蒙古自治区工业和信息化厅",
        "1441",
        "Q14.03;Q09.05",
    ),
    (
        "S005",
        "示例酒业有限公司",
        "四川省经济和信息化厅",
        "1512",
        "Q12.01;Q14.03",
    ),
    (
        "S006",
        "示例药业有限公司",
        "四川省经济和信息化厅",
        "2740",
        "Q09.05",
    ),
];

/// The toy season.
pub fn season() -> Season {
    let mut builder = SeasonBuilder::new();
    for (id, employer, industries, domains, years) in EXPERTS {
        builder = builder.expert(id, employer, industries, domains, |expert| {
            expert.quality_lead = matches!(id, "E001" | "E002");
            expert.can_lead = matches!(id, "E003" | "E006");
            expert.max_reviews = (id == "E008").then_some(2);
            expert.served_years = years.to_vec();
        });
    }
    for (id, applicant, recommender, industry, domains) in SUBMISSIONS {
        builder = builder.submission(id, applicant, industry, domains, |submission| {
            submission.recommender = recommender.to_owned();
        });
    }
    builder
        .relation(
            "示例泵业集团有限公司",
            RelationKind::ParentOf,
            "示例泵业有限公司",
        )
        .dated_relation(
            "E006",
            RelationKind::Advises,
            "示例乳业有限公司",
            Some(2021),
        )
        .rules(|rules| {
            rules.groups.count = 2;
            (rules.groups.min_members, rules.groups.max_members) = (3, 3);
            (rules.groups.min_submissions, rules.groups.max_submissions) = (3, 3);
            rules.reviews.per_submission = 2;
            rules.reviews.max_per_expert = 3;
        })
        .change(|season| {
            season.pins.push(Pin {
                kind: PinKind::Chair,
                forbidden: false,
                subject: PinSubject::Expert(ExpertIndex(0)),
                object: PinObject::None,
                place: Place::row("pins.csv", 2),
            });
        })
        .build()
}

/// Its best plan.
pub fn best(season: &Season) -> Plan {
    let mut best = plan("E001", "E002");
    let one = ["S001: E003 E005", "S002: E003 E008", "S003: E003 E008"];
    add_group(&mut best, "G01", "E003 E005 E008", &one);
    let two = ["S004: E006 E007", "S005: E006 E004", "S006: E006 E007"];
    add_group(&mut best, "G02", "E006 E004 E007", &two);
    review(&mut best, "S003").recused = vec!["E005".to_owned()];
    restate(season, &mut best);
    best
}
