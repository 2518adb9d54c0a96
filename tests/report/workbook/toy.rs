//! The toy season and its best plan, built in code (data/toy/README.md explains why it is best).

use empanel::model::plan::{
    Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Shortfall, ShortfallKind, Status,
};
use empanel::model::{InputFile, RelationKind, Season, SeasonBuilder};

/// The eight experts and six submissions of data/toy.
pub fn season() -> Season {
    let experts = [
        ("E001", "王建国", "示例质量协会", "C", "Q01.01:3;Q02.01:3"),
        ("E002", "李明华", "示例大学", "C", "Q02.01:3;Q01.01:2"),
        (
            "E003",
            "张伟",
            "示例机械研究院",
            "344;345",
            "Q04.01:3;Q03.01:2",
        ),
        (
            "E004",
            "陈静",
            "示例泵业集团有限公司",
            "344;151",
            "Q14.03:2;Q06.01:3",
        ),
        (
            "E005",
            "刘洋",
            "示例机械工业联合会",
            "36;34",
            "Q06.01:3;Q08.02:2",
        ),
        (
            "E006",
            "赵敏",
            "示例食品检验院",
            "14;151",
            "Q14.03:3;Q09.05:2",
        ),
        (
            "E007",
            "孙丽",
            "示例品牌研究中心",
            "27;1512",
            "Q12.02:3;Q09.05:3",
        ),
        (
            "E008",
            "周强",
            "示例制造学院",
            "345;36",
            "Q03.01:3;Q08.02:3",
        ),
    ];
    let submissions = [
        (
            "S001",
            "泵类产品可靠性管理经验",
            "示例泵业有限公司",
            "3441",
            "Q06.01",
            "浙江省工业和信息化厅",
        ),
        (
            "S002",
            "齿轮精益生产与六西格玛融合经验",
            "示例齿轮股份有限公司",
            "3453",
            "Q04.01;Q03.01",
            "江苏省工业和信息化厅",
        ),
        (
            "S003",
            "发动机关键过程质量控制经验",
            "示例动力有限责任公司",
            "3620",
            "Q08.02",
            "示例机械工业联合会",
        ),
        (
            "S004",
            "乳制品全程质量追溯经验",
            "示例乳业有限公司",
            "1441",
            "Q14.03;Q09.05",
            "内蒙古自治区工业和信息化厅",
        ),
        (
            "S005",
            "白酒品牌培育与质量安全经验",
            "示例酒业有限公司",
            "1512",
            "Q12.01;Q14.03",
            "四川省经济和信息化厅",
        ),
        (
            "S006",
            "中成药质量追溯经验",
            "示例药业有限公司",
            "2740",
            "Q09.05",
            "四川省经济和信息化厅",
        ),
    ];
    let mut builder = SeasonBuilder::new();
    for (id, name, employer, industries, domains) in experts {
        builder = builder.expert(id, employer, industries, domains, |expert| {
            expert.name = name.to_owned();
            expert.title = "高级工程师".to_owned();
            expert.region = "北京".to_owned();
            expert.quality_lead = matches!(id, "E001" | "E002");
            expert.can_lead = matches!(id, "E003" | "E006");
            expert.max_reviews = (id == "E008").then_some(2);
            expert.served_years = if id < "E004" {
                vec![2024, 2025]
            } else {
                vec![]
            };
        });
    }
    for (id, title, organization, industry, domains, recommender) in submissions {
        builder = builder.submission(id, organization, industry, domains, |submission| {
            submission.title = title.to_owned();
            submission.recommender = recommender.to_owned();
            submission.region = "四川".to_owned();
            submission.category = Some(1);
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
            rules.groups.min_members = 3;
            rules.groups.max_members = 3;
            rules.reviews.per_submission = 2;
            rules.reviews.max_per_expert = 3;
        })
        .change(|season| {
            season.name = "toy".to_owned();
        })
        .build()
}

fn texts(list: &str) -> Vec<String> {
    list.split(' ').map(str::to_owned).collect()
}

/// The only best plan.
pub fn plan(season: &Season) -> Plan {
    let group = |id: &str, name: &str, members: &str, submissions: &str| Group {
        id: id.to_owned(),
        name: name.to_owned(),
        leader: members[..4].to_owned(),
        members: texts(members),
        submissions: texts(submissions),
        alternates: Vec::new(),
    };
    let review = |submission: &str, group: &str, reviewers: &str, recused: &[&str]| Review {
        submission: submission.to_owned(),
        group: group.to_owned(),
        reviewers: texts(reviewers),
        recused: recused.iter().map(|id| (*id).to_owned()).collect(),
    };
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Optimal,
        committee: Committee {
            chair: "E001".to_owned(),
            vice_chair: "E002".to_owned(),
        },
        groups: vec![
            group("G01", "装备制造组", "E003 E005 E008", "S001 S002 S003"),
            group("G02", "食品医药组", "E006 E004 E007", "S004 S005 S006"),
        ],
        reviews: vec![
            review("S001", "G01", "E003 E005", &[]),
            review("S002", "G01", "E003 E008", &[]),
            review("S003", "G01", "E003 E008", &["E005"]),
            review("S004", "G02", "E006 E007", &[]),
            review("S005", "G02", "E006 E004", &[]),
            review("S006", "G02", "E006 E007", &[]),
        ],
        shortfalls: vec![Shortfall {
            submission: "S005".to_owned(),
            kind: ShortfallKind::Domain,
            code: "Q12.01".to_owned(),
            reason: String::new(),
        }],
        quality: Quality {
            total_score: 8.0125,
            worst_score: 1.025,
            mean_score: 8.0125 / 6.0,
            coverage_shortfalls: 1,
            bound: Some(8.0125),
            gap: Some(0.0),
            worst_bound: None,
            shortfalls_bound: Some(1),
            bound_groups: None,
            estimated_bound: None,
            withdrawals_covered: None,
            price_of_fairness: None,
            seconds: 0.1,
        },
        inputs: [(
            "experts".to_owned(),
            InputFile {
                file: "experts.csv".to_owned(),
                sha256: "0".repeat(64),
            },
        )]
        .into(),
        rules: season.rules.clone(),
        seed: 1,
        version: "0.1.0".to_owned(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    }
}
