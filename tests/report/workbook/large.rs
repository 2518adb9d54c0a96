//! A larger season from a fixed generator, with a plausible plan that is not optimal.

use empanel::model::plan::{
    Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Shortfall, ShortfallKind, Status,
};
use empanel::model::{ExpertIndex, RelationKind, Season, SeasonBuilder, SubmissionIndex};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::{ConflictSeverity, Conflicts};

const GROUPS: usize = 12;
const MEMBERS: usize = 7;

/// A small linear congruential generator: the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

const PLACES: [&str; 12] = [
    "北京",
    "上海",
    "江苏",
    "浙江",
    "山东",
    "广东",
    "四川",
    "湖北",
    "陕西",
    "辽宁",
    "内蒙古自治区",
    "新疆",
];
const SURNAMES: [&str; 16] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙", "欧阳", "马", "朱",
    "胡",
];
const GIVEN: [&str; 16] = [
    "伟", "敏", "静", "建国", "秀英", "志强", "丽华", "晓东", "明", "海燕", "国栋", "子涵", "文博",
    "雪梅", "永胜", "思远",
];
const TRADES: [(&str, &str); 18] = [
    ("机床", "3421"),
    ("泵业", "3441"),
    ("轴承", "3451"),
    ("汽车", "3611"),
    ("电缆", "3831"),
    ("家电", "3854"),
    ("集成电路", "3973"),
    ("通信设备", "3921"),
    ("钢铁", "3120"),
    ("铝业", "3252"),
    ("水泥", "3011"),
    ("乳业", "1441"),
    ("白酒", "1512"),
    ("制药", "2720"),
    ("纺织", "1711"),
    ("工程建设", "4790"),
    ("物流", "5810"),
    ("软件", "6513"),
];

fn organization(numbers: &mut Numbers) -> (String, &'static str, &'static str) {
    let place = numbers.pick(&PLACES);
    let (trade, code) = TRADES[numbers.below(TRADES.len())];
    let brand = numbers.pick(&[
        "华瑞", "东方", "恒远", "金泰", "新科", "天成", "百川", "鼎新",
    ]);
    (format!("{place}{brand}{trade}股份有限公司"), place, code)
}

fn domains(numbers: &mut Numbers, all: &[String], count: usize, levels: bool) -> String {
    let mut codes: Vec<String> = Vec::new();
    while codes.len() < count {
        let code = &all[numbers.below(all.len())];
        let level = if levels {
            format!(":{}", 1 + numbers.below(3))
        } else {
            String::new()
        };
        if !codes.iter().any(|other| other.starts_with(code.as_str())) {
            codes.push(format!("{code}{level}"));
        }
    }
    codes.join(";")
}

/// 400 experts and 250 submissions with families, advisers and a few experts without an employer.
pub fn season() -> Season {
    let numbers = &mut Numbers(7);
    let codes: Vec<String> = empanel::model::taxonomy::DomainTaxonomy::built_in()
        .listed()
        .filter(|(code, _)| code.parent.is_some())
        .map(|(code, _)| code.code.clone())
        .collect();
    let applicants: Vec<_> = (0..250).map(|_| organization(numbers)).collect();
    let mut builder = SeasonBuilder::new();
    for at in 0..400 {
        let (own, place, code) = match numbers.below(4) {
            0 => applicants[numbers.below(applicants.len())].clone(),
            1 => (
                format!("中国{}行业协会", TRADES[numbers.below(18)].0),
                "北京",
                TRADES[numbers.below(18)].1,
            ),
            _ => {
                let place = numbers.pick(&PLACES);
                let kind = numbers.pick(&[
                    "大学",
                    "质量协会",
                    "认证中心",
                    "标准化研究院",
                    "产品质量监督检验研究院",
                ]);
                (
                    format!("{place}第{}{kind}", 1 + numbers.below(9)),
                    place,
                    TRADES[numbers.below(18)].1,
                )
            }
        };
        let own = if at % 57 == 0 { String::new() } else { own };
        let industries = format!(
            "{};{}",
            code,
            TRADES[numbers.below(18)].1.get(..2).unwrap_or("34")
        );
        let skills = 2 + numbers.below(4);
        let domains = domains(numbers, &codes, skills, true);
        let name = format!("{}{}", numbers.pick(&SURNAMES), numbers.pick(&GIVEN));
        let title = numbers.pick(&["教授", "研究员", "正高级工程师", "高级工程师", "副教授"]);
        let served = numbers.below(3);
        builder = builder.expert(
            &format!("{:04}", at + 1),
            &own,
            &industries,
            &domains,
            |expert| {
                expert.name = name;
                expert.region = place.to_owned();
                expert.title = title.to_owned();
                expert.can_lead = at % 5 == 0;
                expert.quality_lead = at < 6;
                expert.available = at % 23 != 0;
                expert.served_years = (2026 - served as i32..2026).collect();
            },
        );
    }
    for (at, (organization, place, code)) in applicants.iter().enumerate() {
        let count = 1 + numbers.below(3);
        let domains = domains(numbers, &codes, count, false);
        let title = format!(
            "基于{}的{}全过程质量管理经验",
            numbers.pick(&[
                "卓越绩效",
                "数字孪生",
                "六西格玛",
                "精益生产",
                "人工智能视觉检测"
            ]),
            numbers.pick(&["供应链", "产品研发", "服务", "制造"])
        );
        let trade = TRADES[numbers.below(18)].0;
        let recommender = if at % 6 == 0 {
            format!("中国{trade}行业协会")
        } else {
            format!("{place}工业和信息化厅")
        };
        builder = builder.submission(
            &format!("2026-{:03}", at + 1),
            organization,
            code,
            &domains,
            |submission| {
                submission.title = title;
                submission.region = (*place).to_owned();
                submission.recommender = recommender;
                submission.category = Some(1 + (at % 6) as u8);
                submission.passed = at % 60 != 59;
            },
        );
    }
    for family in 0..6 {
        let parent = applicants[family * 9].0.clone();
        for child in 1..5 {
            builder = builder.relation(
                &parent,
                RelationKind::ParentOf,
                &applicants[family * 9 + child * 7].0,
            );
        }
    }
    for at in 0..40 {
        let target = applicants[numbers.below(applicants.len())].0.clone();
        let id = format!("{:04}", 10 + at * 9);
        builder = builder.relation(&id, RelationKind::Advises, &target);
        if at % 8 == 0 {
            builder = builder.relation(&id, RelationKind::Waived, &target);
        }
    }
    builder
        .change(|season| season.name = "large".to_owned())
        .build()
}

/// Groups by industry, members and reviewers by score.
pub fn plan(season: &Season, conflicts: &Conflicts, affinity: &Affinity) -> Plan {
    let mut order: Vec<usize> = (0..season.submissions.len()).collect();
    order.retain(|&at| season.submissions[at].passed);
    order.sort_by_key(|&at| season.submissions[at].industries[0].path().to_vec());
    let mut seated = vec![false; season.experts.len()];
    (seated[1], seated[2]) = (true, true);
    let size = order.len().div_ceil(GROUPS);
    let mut plan = Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Feasible,
        committee: Committee {
            chair: season.experts[1].id.clone(),
            vice_chair: season.experts[2].id.clone(),
        },
        groups: Vec::new(),
        reviews: Vec::new(),
        shortfalls: Vec::new(),
        quality: Quality::default(),
        inputs: Default::default(),
        rules: season.rules.clone(),
        seed: 1,
        version: "0.1.0".to_owned(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    };
    for (at, held) in order.chunks(size).enumerate() {
        group(
            season,
            conflicts,
            affinity,
            &mut plan,
            &mut seated,
            at,
            held,
        );
    }
    let sums = plan.reviews.len() as f64;
    plan.quality.mean_score = plan.quality.total_score / sums;
    plan.quality.bound = Some(plan.quality.total_score * 1.0421);
    plan.quality.coverage_shortfalls = plan.shortfalls.len();
    plan.quality.shortfalls_bound = Some(plan.shortfalls.len() / 3);
    plan.quality.seconds = 60.0;
    plan
}

fn group(
    season: &Season,
    conflicts: &Conflicts,
    affinity: &Affinity,
    plan: &mut Plan,
    seated: &mut [bool],
    at: usize,
    held: &[usize],
) {
    let mut members: Vec<ExpertIndex> = Vec::new();
    while members.len() < MEMBERS {
        let leader = members.is_empty();
        let best = (0..season.experts.len())
            .filter(|&e| {
                !seated[e] && season.experts[e].available && (!leader || season.experts[e].can_lead)
            })
            .filter(|&e| {
                held.iter().all(|&s| {
                    conflicts.severity(ExpertIndex::new(e), SubmissionIndex::new(s))
                        != Some(ConflictSeverity::Bar)
                })
            })
            .max_by(|&a, &b| {
                let worth = |e: usize| {
                    held.iter()
                        .map(|&s| {
                            affinity
                                .score(ExpertIndex::new(e), SubmissionIndex::new(s))
                                .powi(2)
                        })
                        .sum::<f64>()
                };
                worth(a).total_cmp(&worth(b))
            })
            .expect("the pool is large enough");
        seated[best] = true;
        members.push(ExpertIndex::new(best));
    }
    let id = format!("G{:02}", at + 1);
    let mut loads = [0usize; MEMBERS];
    for &s in held {
        let index = SubmissionIndex::new(s);
        let mut free: Vec<usize> = (0..MEMBERS)
            .filter(|&m| conflicts.severity(members[m], index).is_none())
            .collect();
        free.sort_by(|&a, &b| {
            let worth = |m: usize| affinity.score(members[m], index) - 0.03 * loads[m] as f64;
            worth(b).total_cmp(&worth(a))
        });
        free.truncate(3);
        let sum: f64 = free
            .iter()
            .map(|&m| affinity.score(members[m], index))
            .sum();
        plan.quality.total_score += sum;
        if plan.quality.worst_score == 0.0 || sum < plan.quality.worst_score {
            plan.quality.worst_score = sum;
        }
        let covered = free
            .iter()
            .fold(0, |all, &m| all | affinity.coverage(members[m], index));
        let submission = &season.submissions[s];
        let mut short = |kind, code: String| {
            plan.shortfalls.push(Shortfall {
                submission: submission.id.clone(),
                kind,
                code,
                reason: String::new(),
            });
        };
        if covered & 1 == 0 {
            short(
                ShortfallKind::Industry,
                submission.industries[0].text().to_owned(),
            );
        }
        for (bit, domain) in submission.domains.iter().enumerate() {
            if covered >> (bit + 1) & 1 == 0 {
                short(ShortfallKind::Domain, domain.code.clone());
            }
        }
        let name = |m: usize| season.experts[members[m].at()].id.clone();
        plan.reviews.push(Review {
            submission: submission.id.clone(),
            group: id.clone(),
            reviewers: free.iter().map(|&m| name(m)).collect(),
            recused: (0..MEMBERS)
                .filter(|&m| conflicts.severity(members[m], index).is_some())
                .map(name)
                .collect(),
        });
        free.iter().for_each(|&m| loads[m] += 1);
    }
    let first = &season.submissions[held[0]].industries[0];
    let ids: Vec<String> = members
        .iter()
        .map(|m| season.experts[m.at()].id.clone())
        .collect();
    plan.groups.push(Group {
        id,
        name: format!(
            "{}组",
            season
                .industries
                .name(first, empanel::model::words::Lang::Zh)
        ),
        leader: ids[0].clone(),
        members: ids,
        submissions: held
            .iter()
            .map(|&s| season.submissions[s].id.clone())
            .collect(),
        alternates: Vec::new(),
    });
}
