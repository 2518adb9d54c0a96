//! What the score sheets ask for: the criteria with their scales, weights and anchors.

use super::listed::{Fault, entries};
use super::{Rules, ScoringRules};
use crate::bilingual;
use crate::model::words::{Bilingual, folded};

/// The word of `award.criteria` for the seven categories of GB/T 19580.
const EXCELLENCE: &str = "gbt19580";

/// Headers of the other columns of a score sheet, and words for a total: no criterion can have
/// such a name, because sheets are read back by their headers.
pub const TAKEN: [&str; 14] = [
    "序号",
    "申报编号",
    "经验名称",
    "申报单位",
    "加权总分",
    "总分",
    "评语",
    "申请回避",
    "回避事由",
    "评审专家",
    "合议分",
    "是否推荐",
    "合议意见",
    "合计",
];

/// One criterion of the score sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its name.
    pub name: Bilingual,
    /// Its name in a narrow column.
    pub short: Bilingual,
    /// What to look for.
    pub guide: Bilingual,
    /// Its highest score.
    pub max: f64,
    /// What its score is multiplied by in the total; 0 leaves it out.
    pub factor: f64,
    /// Its part of the highest total, from 0 to 1.
    pub share: f64,
}

/// The criteria of an award.
#[derive(Debug, Clone, PartialEq)]
pub struct Criteria {
    /// The criteria, in the order of the sheets; at least one.
    pub each: Vec<Criterion>,
    /// The highest total.
    pub max: f64,
    /// Whether each criterion has a highest score of its own and the total is their sum, rather
    /// than all having the same scale and being weighted.
    pub points: bool,
}

impl Criteria {
    /// The total of some scores, one per criterion; `None` if a criterion that counts has none.
    pub fn total(&self, scores: &[Option<f64>]) -> Option<f64> {
        let mut sum = 0.0;
        for (at, own) in self.each.iter().enumerate() {
            if own.factor > 0.0 {
                sum += own.factor * scores.get(at).copied().flatten()?;
            }
        }
        Some(sum)
    }

    /// The scale in one line, to be compared: shares in percent, or names with their points.
    pub fn scale(&self) -> String {
        // Two decimals: smaller differences do not show on a sheet.
        let share = |own: &Criterion| ((own.share * 1e4).round() / 1e2).to_string();
        let points = |own: &Criterion| format!("{} {}", own.name.zh, own.max);
        let all = self.each.iter();
        let all: Vec<String> = match self.points {
            true => all.map(points).collect(),
            false => all.map(share).collect(),
        };
        all.join("/")
    }
}

impl Rules {
    /// The criteria of the score sheets. A list that cannot be read gives those of art. 8 of the
    /// selection measures; [`contradictions`](super::contradictions) says what is wrong with it.
    pub fn criteria(&self) -> Criteria {
        match own(&self.award.criteria) {
            Ok(Some(own)) => own,
            _ => of_the_measures(&self.scoring),
        }
    }
}

/// The criteria of a text; `None` where it names none, and art. 8 holds.
pub(super) fn own(text: &str) -> Result<Option<Criteria>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    if is_excellence(text) {
        return Ok(Some(points(excellence())));
    }
    let all = entries(text, &["points", "分"])?;
    let Some(first) = all.first() else {
        return Ok(None);
    };
    if let Some(taken) = all.iter().find(|own| is_taken(&own.name)) {
        return Err(taken_name(&taken.name));
    }
    let sum: f64 = all.iter().map(|own| own.number).sum();
    if ![100.0, 1000.0].iter().any(|full| (sum - full).abs() < 1e-6) {
        return Err(wrong_sum(&first.name, sum));
    }
    let all = all.into_iter().map(|own| {
        let name = Bilingual::same(own.name);
        (name, own.number, Bilingual::same(own.remark))
    });
    Ok(Some(points(all.collect())))
}

fn is_excellence(text: &str) -> bool {
    let plain: String = folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    [EXCELLENCE, "gbt195802012"].contains(&plain.as_str())
}

fn is_taken(name: &str) -> bool {
    TAKEN.iter().any(|taken| folded(taken) == folded(name))
}

fn taken_name(name: &str) -> Fault {
    (
        name.to_owned(),
        bilingual!(
            "“{name}”是评分表另一列的表头，不能作评分标准的名称",
            "“{name}” is the header of another column of the score sheet, so no criterion can be called this"
        ),
        bilingual!("换一个名称", "Choose another name"),
    )
}

fn wrong_sum(first: &str, sum: f64) -> Fault {
    (
        sum.to_string(),
        bilingual!(
            "各评分标准（“{first}”等）的满分合计为 {sum}，应为 100 或 1000",
            "The points of the criteria (“{first}” and so on) add up to {sum}; they must add up to 100 or 1000"
        ),
        bilingual!("调整各项满分", "Correct the points"),
    )
}

/// Criteria that each have a highest score of their own.
fn points(all: Vec<(Bilingual, f64, Bilingual)>) -> Criteria {
    let max: f64 = all.iter().map(|(_, points, _)| points).sum();
    let each = all.into_iter().map(|(name, points, guide)| Criterion {
        short: name.clone(),
        name,
        guide,
        max: points,
        factor: 1.0,
        share: points / max,
    });
    Criteria {
        each: each.collect(),
        max,
        points: true,
    }
}

/// The three of art. 8 of the selection measures, with the weights of `[scoring]`.
fn of_the_measures(rules: &ScoringRules) -> Criteria {
    let raw = [rules.science, rules.system, rules.effect];
    let sum: f64 = raw.iter().sum();
    let shares = match sum > 0.0 {
        true => raw.map(|weight| weight / sum),
        false => [1.0 / 3.0; 3],
    };
    let words = [
        (
            bilingual!("科学性和创新性", "Science and innovation"),
            bilingual!("科学创新", "Science"),
            bilingual!(
                "方法是否有科学依据、合乎质量管理的规律；是否结合本企业实际加以应用并有新意，或确属本企业独创且行之有效。",
                "Is the method sound and in line with the principles of quality management? Is it applied to the firm's own conditions with something new, or the firm's own invention that works?"
            ),
        ),
        (
            bilingual!("系统性和示范性", "System and demonstration"),
            bilingual!("系统示范", "System"),
            bilingual!(
                "是否为多年实践的成熟做法，目标、组织、制度、资源和实施过程是否交代完整；关键环节、经验教训和亮点是否讲清，别的企业能否照着做。",
                "Is it mature practice of several years, with aims, organization, rules, resources and implementation fully described? Are the key steps, lessons and strong points clear enough for others to follow?"
            ),
        ),
        (
            bilingual!("显效性和发展性", "Effect and development"),
            bilingual!("显效发展", "Effect"),
            bilingual!(
                "是否有充分的数据证明质量和效益明显提升，与竞争对手、标杆相比是否领先；在同行业是否普遍适用、值得借鉴。",
                "Do data prove a marked gain in quality and results, and a lead over competitors and benchmarks? Is it widely applicable in the industry?"
            ),
        ),
    ];
    let each = words
        .into_iter()
        .zip(shares)
        .map(|((name, short, guide), share)| Criterion {
            name,
            short,
            guide,
            max: rules.max_score,
            factor: share,
            share,
        });
    Criteria {
        each: each.collect(),
        max: rules.max_score,
        points: false,
    }
}

/// The categories of GB/T 19580-2012 with the points that GB/Z 19579-2012 gives them, 1000 in all.
/// What to look for is in our own words: approach, deployment, learning and integration of
/// processes; levels, trends, comparisons and integration of results.
fn excellence() -> Vec<(Bilingual, f64, Bilingual)> {
    vec![
        (
            bilingual!("领导", "Leadership"),
            110.0,
            bilingual!(
                "高层领导如何确立使命、愿景和价值观并带头践行；组织治理是否规范；公共责任、道德行为和公益支持是否落实。看方法、展开、学习、整合。",
                "How senior leaders set and live mission, vision and values; governance; public responsibility, ethics and support of the public good. Look at approach, deployment, learning and integration."
            ),
        ),
        (
            bilingual!("战略", "Strategy"),
            90.0,
            bilingual!(
                "战略和目标如何制定，是否分析内外部环境；如何转化为实施计划和关键绩效指标，如何预测和调整。看方法、展开、学习、整合。",
                "How strategy and objectives are made from an analysis of the surroundings; how they become plans and key measures, with forecasts and corrections. Look at approach, deployment, learning and integration."
            ),
        ),
        (
            bilingual!("顾客与市场", "Customers and market"),
            90.0,
            bilingual!(
                "如何细分顾客与市场，了解需求和期望；如何建立顾客关系，处理投诉，测量满意和忠诚。看方法、展开、学习、整合。",
                "How customers and markets are segmented and their needs understood; how relations are built, complaints handled, satisfaction and loyalty measured. Look at approach, deployment, learning and integration."
            ),
        ),
        (
            bilingual!("资源", "Resources"),
            130.0,
            bilingual!(
                "人力、财务、信息和知识、技术、基础设施、相关方关系等资源能否支持战略和过程。看方法、展开、学习、整合。",
                "Whether people, finance, information and knowledge, technology, infrastructure and partners support strategy and processes. Look at approach, deployment, learning and integration."
            ),
        ),
        (
            bilingual!("过程管理", "Process management"),
            100.0,
            bilingual!(
                "关键过程如何识别、确定要求、设计、实施和改进，能否应对突发事件。看方法、展开、学习、整合。",
                "How key processes are found, designed to requirements, carried out and improved, and made ready for emergencies. Look at approach, deployment, learning and integration."
            ),
        ),
        (
            bilingual!("测量、分析与改进", "Measurement, analysis and improvement"),
            80.0,
            bilingual!(
                "绩效如何测量、分析和评价；如何用各种方法改进和创新，成果是否推广。看方法、展开、学习、整合。",
                "How performance is measured, analysed and reviewed; how improvement and innovation are run and spread. Look at approach, deployment, learning and integration."
            ),
        ),
        (
            bilingual!("结果", "Results"),
            400.0,
            bilingual!(
                "产品和服务、顾客与市场、财务、资源、过程有效性、领导等方面的结果。看水平、趋势、与竞争对手和标杆的对比，以及与关键要求的对应。",
                "Results of products and services, customers and market, finance, resources, processes, leadership. Look at levels, trends, comparison with competitors and benchmarks, and what they have to do with key requirements."
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::contradictions;

    fn with(criteria: &str) -> Rules {
        let mut rules = Rules::default();
        rules.award.criteria = criteria.to_owned();
        rules
    }

    #[test]
    fn a_total_needs_every_criterion_that_counts() {
        let criteria = Rules::default().criteria();
        let whole = criteria.total(&[Some(80.0), Some(90.0), Some(70.0)]);
        assert!((whole.expect("whole") - 79.0).abs() < 1e-9);
        assert_eq!(criteria.total(&[Some(80.0), None, Some(70.0)]), None);
        assert_eq!(
            (criteria.max, criteria.scale().as_str()),
            (100.0, "30/30/40")
        );
        let mut two = Rules::default();
        two.scoring.system = 0.0;
        let whole = two.criteria().total(&[Some(80.0), None, Some(80.0)]);
        assert!((whole.expect("whole") - 80.0).abs() < 1e-9);
    }

    #[test]
    fn the_standard_has_seven_categories_of_a_thousand_points() {
        for word in ["gbt19580", "GB/T 19580", "GB/T 19580-2012"] {
            let criteria = with(word).criteria();
            let points: Vec<f64> = criteria.each.iter().map(|own| own.max).collect();
            assert_eq!(points, [110.0, 90.0, 90.0, 130.0, 100.0, 80.0, 400.0]);
            assert_eq!((criteria.max, criteria.points), (1000.0, true));
            let full: Vec<Option<f64>> = points.iter().map(|own| Some(own * 0.5)).collect();
            assert_eq!(criteria.total(&full), Some(500.0));
            assert_eq!(contradictions(&with(word)), []);
        }
    }

    #[test]
    fn an_office_has_its_own_criteria() {
        let criteria = with("质量管理 60：制度与实施；质量效益 40").criteria();
        let names: Vec<&str> = criteria
            .each
            .iter()
            .map(|own| own.name.zh.as_str())
            .collect();
        assert_eq!(names, ["质量管理", "质量效益"]);
        assert_eq!(criteria.each[0].guide.zh, "制度与实施");
        assert_eq!(criteria.total(&[Some(50.0), Some(30.5)]), Some(80.5));
        assert_eq!(criteria.total(&[Some(50.0)]), None);
        assert_eq!(criteria.scale(), "质量管理 60/质量效益 40");
    }

    #[test]
    fn criteria_that_cannot_be_are_told() {
        let told = |criteria: &str| {
            let all = contradictions(&with(criteria));
            assert_eq!(all.len(), 1, "{criteria}: {all:?}");
            assert_eq!(all[0].setting, "award.criteria");
            assert_eq!(with(criteria).criteria(), Rules::default().criteria());
            all[0].what.zh.clone()
        };
        assert!(told("管理 60；效益 30").contains("合计为 90"));
        assert!(told("管理 50；管理 50").contains("出现两次"));
        assert!(told("管理；效益 100").contains("“管理”"));
        assert!(told("管理 50；评语 50").contains("表头"));
    }
}
