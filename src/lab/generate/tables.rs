//! The tables of a drawn season and writing them.

use crate::model::plan::{Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Status};
use crate::model::settings::written;
use crate::model::words::Lang;
use crate::model::{RelationKind, Rules};
use rand::seq::SliceRandom as _;
use rand_xoshiro::Xoshiro256PlusPlus;
use std::io;

/// A file of a season's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// `experts.csv`
    Experts,
    /// `submissions.csv`
    Submissions,
    /// `relations.csv`
    Relations,
    /// `rules.toml`
    Rules,
}

impl Table {
    /// All files, in the order in which they are written.
    pub const ALL: [Self; 4] = [
        Self::Experts,
        Self::Submissions,
        Self::Relations,
        Self::Rules,
    ];

    /// File name.
    pub fn file(self) -> &'static str {
        match self {
            Self::Experts => "experts.csv",
            Self::Submissions => "submissions.csv",
            Self::Relations => "relations.csv",
            Self::Rules => "rules.toml",
        }
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct ExpertRow {
    pub(super) name: String,
    pub(super) employer: String,
    pub(super) region: String,
    pub(super) domains: Vec<(String, u8)>,
    pub(super) industries: Vec<String>,
    pub(super) title: String,
    pub(super) can_lead: bool,
    pub(super) quality_lead: bool,
    pub(super) max_reviews: Option<u32>,
    pub(super) served: Vec<i32>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct SubmissionRow {
    pub(super) title: String,
    pub(super) organization: String,
    pub(super) recommender: String,
    pub(super) region: String,
    pub(super) industry: String,
    pub(super) domains: Vec<String>,
    pub(super) category: u8,
    pub(super) passed: bool,
}

#[derive(Debug, Clone)]
pub(super) enum End {
    Expert(usize),
    Submission(usize),
    Named(String),
}

#[derive(Debug, Clone)]
pub(super) struct RelationRow {
    pub(super) subject: End,
    pub(super) kind: RelationKind,
    pub(super) object: End,
    pub(super) since: Option<i32>,
    pub(super) until: Option<i32>,
    pub(super) note: &'static str,
}

/// The hidden plan of a planted season.
#[derive(Debug, Clone)]
pub(super) struct Hidden {
    pub(super) chairs: [usize; 2],
    /// Members, leader first, and submissions of each group.
    pub(super) groups: Vec<(Vec<usize>, Vec<usize>)>,
    /// Reviewers of each submission.
    pub(super) reviewers: Vec<[usize; 3]>,
}

/// A season drawn from a recipe, its rows in the order in which they are written.
#[derive(Debug, Clone)]
pub struct Drawn {
    experts: Vec<ExpertRow>,
    submissions: Vec<SubmissionRow>,
    relations: Vec<RelationRow>,
    rules: Rules,
    hidden: Option<Hidden>,
    seed: u64,
    expert_ids: Vec<String>,
    expert_order: Vec<usize>,
    submission_ids: Vec<String>,
    submission_order: Vec<usize>,
}

impl Drawn {
    /// Shuffles the rows and assigns ids in the shuffled order, so that neither reveals how the
    /// season was made.
    pub(super) fn shuffled(
        experts: Vec<ExpertRow>,
        submissions: Vec<SubmissionRow>,
        mut relations: Vec<RelationRow>,
        (rules, hidden): (Rules, Option<Hidden>),
        dice: &mut Xoshiro256PlusPlus,
    ) -> Self {
        let (expert_order, expert_ids) = shuffled_ids("E", experts.len(), dice);
        let (submission_order, submission_ids) = shuffled_ids("S", submissions.len(), dice);
        relations.shuffle(dice);
        Self {
            seed: rules.solve.seed,
            experts,
            submissions,
            relations,
            rules,
            hidden,
            expert_ids,
            expert_order,
            submission_ids,
            submission_order,
        }
    }

    /// The numbers of experts, submissions and relations.
    pub fn counts(&self) -> (usize, usize, usize) {
        (
            self.experts.len(),
            self.submissions.len(),
            self.relations.len(),
        )
    }

    /// Writes one file of the season, row by row.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, table: Table, out: &mut dyn io::Write) -> io::Result<()> {
        match table {
            Table::Experts => self.write_experts(out),
            Table::Submissions => self.write_submissions(out),
            Table::Relations => self.write_relations(out),
            Table::Rules => self.write_rules(out),
        }
    }

    fn write_experts(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut table = open(out)?;
        table.write_record([
            "专家编号",
            "姓名",
            "工作单位",
            "省份",
            "专业领域",
            "行业",
            "职称",
            "可任组长",
            "质量综合专家",
            "评审上限",
            "历年参评",
            "可参加",
        ])?;
        for &at in &self.expert_order {
            let row = &self.experts[at];
            let domains: Vec<String> = row
                .domains
                .iter()
                .map(|(code, level)| format!("{code}:{level}"))
                .collect();
            let served: Vec<String> = row.served.iter().map(ToString::to_string).collect();
            table.write_record([
                self.expert_ids[at].as_str(),
                &row.name,
                &row.employer,
                &row.region,
                &domains.join(";"),
                &row.industries.join(";"),
                &row.title,
                yes(row.can_lead),
                yes(row.quality_lead),
                &row.max_reviews
                    .map(|most| most.to_string())
                    .unwrap_or_default(),
                &served.join(";"),
                "是",
            ])?;
        }
        table.flush()
    }

    fn write_submissions(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut table = open(out)?;
        table.write_record([
            "申报编号",
            "经验名称",
            "申报单位",
            "推荐单位",
            "省份",
            "行业",
            "质量方法",
            "遴选范围",
            "形式审查",
        ])?;
        for &at in &self.submission_order {
            let row = &self.submissions[at];
            table.write_record([
                self.submission_ids[at].as_str(),
                &row.title,
                &row.organization,
                &row.recommender,
                &row.region,
                &row.industry,
                &row.domains.join(";"),
                &row.category.to_string(),
                yes(row.passed),
            ])?;
        }
        table.flush()
    }

    fn write_relations(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut table = open(out)?;
        table.write_record(["主体", "关系", "客体", "起", "止", "备注"])?;
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        for row in &self.relations {
            table.write_record([
                self.end(&row.subject),
                row.kind.zh(),
                self.end(&row.object),
                &year(row.since),
                &year(row.until),
                row.note,
            ])?;
        }
        table.flush()
    }

    fn write_rules(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let rules = written(&self.rules, Lang::Zh);
        out.write_all("# 虚构赛季的规则 / rules of a synthetic season\n".as_bytes())?;
        out.write_all(rules.as_bytes())
    }

    fn end<'a>(&'a self, end: &'a End) -> &'a str {
        match end {
            End::Expert(at) => &self.expert_ids[*at],
            End::Submission(at) => &self.submission_ids[*at],
            End::Named(name) => name,
        }
    }

    /// The best plan of a planted season, which `verify` accepts; `None` for other seasons. Keep it
    /// away from the methods being measured.
    pub fn answer(&self) -> Option<Plan> {
        let hidden = self.hidden.as_ref()?;
        let width = if hidden.groups.len() >= 100 { 3 } else { 2 };
        let experts = |list: &[usize]| -> Vec<String> {
            list.iter().map(|&at| self.expert_ids[at].clone()).collect()
        };
        let mut group_of = vec![String::new(); self.submissions.len()];
        let mut groups = Vec::with_capacity(hidden.groups.len());
        for (number, (members, submissions)) in (1..).zip(&hidden.groups) {
            let id = format!("G{number:0width$}");
            for &at in submissions {
                group_of[at].clone_from(&id);
            }
            groups.push(Group {
                name: format!("第{number}组"),
                leader: self.expert_ids[members[0]].clone(),
                members: experts(members),
                submissions: submissions
                    .iter()
                    .map(|&at| self.submission_ids[at].clone())
                    .collect(),
                alternates: Vec::new(),
                id,
            });
        }
        let reviews = self.submission_order.iter().map(|&at| Review {
            submission: self.submission_ids[at].clone(),
            group: group_of[at].clone(),
            reviewers: experts(&hidden.reviewers[at]),
            recused: Vec::new(),
        });
        // Three reviews of score 1.0 for each submission (module documentation).
        let total = 3.0 * f64::from(u32::try_from(self.submissions.len()).unwrap_or(u32::MAX));
        Some(Plan {
            schema: PLAN_SCHEMA.to_owned(),
            status: Status::Optimal,
            committee: Committee {
                chair: self.expert_ids[hidden.chairs[0]].clone(),
                vice_chair: self.expert_ids[hidden.chairs[1]].clone(),
            },
            groups,
            reviews: reviews.collect(),
            shortfalls: Vec::new(),
            quality: Quality {
                total_score: total,
                worst_score: 3.0,
                mean_score: 3.0,
                coverage_shortfalls: 0,
                bound: Some(total),
                gap: Some(0.0),
                worst_bound: Some(3.0),
                shortfalls_bound: Some(0),
                ..Quality::default()
            },
            inputs: std::collections::BTreeMap::new(),
            rules: self.rules.clone(),
            seed: self.seed,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pins: Vec::new(),
            withdrawn: Vec::new(),
            round: None,
            exchange: None,
            part: None,
        })
    }
}

/// A table that spreadsheets open as UTF-8.
fn open(out: &mut dyn io::Write) -> io::Result<csv::Writer<&mut dyn io::Write>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(csv::Writer::from_writer(out))
}

fn yes(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// A shuffled order of `count` rows, and the id of each row by its position in that order.
fn shuffled_ids(
    letter: &str,
    count: usize,
    dice: &mut Xoshiro256PlusPlus,
) -> (Vec<usize>, Vec<String>) {
    let mut order: Vec<usize> = (0..count).collect();
    order.shuffle(dice);
    let width = count.to_string().len().max(3);
    let mut ids = vec![String::new(); count];
    for (number, &row) in (1..).zip(&order) {
        ids[row] = format!("{letter}{number:0width$}");
    }
    (order, ids)
}
