//! The criteria of art. 8 of the selection measures, with the weights of the rules.

use crate::bilingual;
use crate::model::ScoringRules;
use crate::model::words::Bilingual;

/// One criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// 科学性和创新性
    Science,
    /// 系统性和示范性
    System,
    /// 显效性和发展性
    Effect,
}

/// All criteria, in the order of the article.
pub const CRITERIA: [Criterion; 3] = [Criterion::Science, Criterion::System, Criterion::Effect];

impl Criterion {
    /// Its name.
    pub fn name(self) -> Bilingual {
        match self {
            Self::Science => bilingual!("科学性和创新性", "Science and innovation"),
            Self::System => bilingual!("系统性和示范性", "System and demonstration"),
            Self::Effect => bilingual!("显效性和发展性", "Effect and development"),
        }
    }

    /// What to look for, in our own words.
    pub fn guide(self) -> Bilingual {
        match self {
            Self::Science => bilingual!(
                "方法是否有科学依据、合乎质量管理的规律；是否结合本企业实际加以应用并有新意，或确属本企业独创且行之有效。",
                "Is the method sound and in line with the principles of quality management? Is it applied to the firm's own conditions with something new, or the firm's own invention that works?"
            ),
            Self::System => bilingual!(
                "是否为多年实践的成熟做法，目标、组织、制度、资源和实施过程是否交代完整；关键环节、经验教训和亮点是否讲清，别的企业能否照着做。",
                "Is it mature practice of several years, with aims, organization, rules, resources and implementation fully described? Are the key steps, lessons and strong points clear enough for others to follow?"
            ),
            Self::Effect => bilingual!(
                "是否有充分的数据证明质量和效益明显提升，与竞争对手、标杆相比是否领先；在同行业是否普遍适用、值得借鉴。",
                "Do data prove a marked gain in quality and results, and a lead over competitors and benchmarks? Is it widely applicable in the industry?"
            ),
        }
    }
}

/// The weights of the criteria as shares that sum to 1.
pub fn weights(rules: &ScoringRules) -> [f64; 3] {
    let raw = [rules.science, rules.system, rules.effect];
    let sum: f64 = raw.iter().sum();
    if sum > 0.0 {
        raw.map(|weight| weight / sum)
    } else {
        [1.0 / 3.0; 3]
    }
}

/// The weighted score; `None` if a criterion with a positive weight has no score.
pub fn total(rules: &ScoringRules, scores: &[Option<f64>; 3]) -> Option<f64> {
    let mut sum = 0.0;
    for (weight, score) in weights(rules).into_iter().zip(scores) {
        if weight > 0.0 {
            sum += weight * (*score)?;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_needs_every_criterion_that_counts() {
        let rules = ScoringRules::default();
        let whole = total(&rules, &[Some(80.0), Some(90.0), Some(70.0)]).expect("whole");
        assert!((whole - 79.0).abs() < 1e-9);
        assert_eq!(total(&rules, &[Some(80.0), None, Some(70.0)]), None);
        let two = ScoringRules {
            system: 0.0,
            ..rules
        };
        let whole = total(&two, &[Some(80.0), None, Some(80.0)]).expect("whole");
        assert!((whole - 80.0).abs() < 1e-9);
    }
}
