//! Explains an expert's score for a submission.

use super::score::Terms;
use crate::bilingual;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::Serialize;

/// The pair of codes that determined the industry term.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IndustryMatch {
    /// The submission's code.
    pub submission: String,
    /// The expert's code; `None` if none shares even the section.
    pub expert: Option<String>,
    /// Levels that the two share: 1 section, 2 division, 3 group, 4 class; 0 for none.
    pub shared_levels: usize,
    /// Value of the pair, 0 to 1.
    pub value: f64,
}

/// The best match for one domain of the submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DomainMatch {
    /// The submission's domain.
    pub submission: String,
    /// The expert's domain; `None` if none shares even the parent.
    pub expert: Option<String>,
    /// The expert's level in it, 1 to 3; 0 without a match.
    pub level: u8,
    /// Whether it is the same domain, which also counts as coverage.
    pub exact: bool,
    /// Value of the match, 0 to 1.
    pub value: f64,
}

/// An expert's wish about a submission and what it changed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct WishPart {
    /// The wish, -2 to 2, never 0.
    pub strength: i8,
    /// What it added to the score; 0 where wishes do not count or the score was at its limit.
    pub added: f64,
}

/// The terms of a score, and the codes that determined them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The terms and the score.
    pub terms: Terms,
    /// Whether the score comes from an external table instead of the terms.
    pub external: bool,
    /// The expert's wish, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish: Option<WishPart>,
    /// Source of the industry term; `None` if the submission has no industry.
    pub industry: Option<IndustryMatch>,
    /// Source of the domain term, for each domain of the submission in order.
    pub domains: Vec<DomainMatch>,
    /// Whether the expert covers the industry.
    pub covers_industry: bool,
}

impl IndustryMatch {
    /// The match as a sentence.
    pub fn words(&self) -> Bilingual {
        let (asked, value) = (&self.submission, self.value);
        let Some(own) = &self.expert else {
            return bilingual!(
                "行业 {asked}：专家没有同门类的行业（{value:.2}）",
                "industry {asked}: no industry of the expert shares its section ({value:.2})"
            );
        };
        if asked == own {
            return bilingual!(
                "行业 {asked}：专家熟悉同一行业（{value:.2}）",
                "industry {asked}: the expert knows the same industry ({value:.2})"
            );
        }
        let (zh, en) = match self.shared_levels {
            1 => ("门类", "section"),
            2 => ("大类", "division"),
            3 => ("中类", "group"),
            _ => ("小类", "class"),
        };
        bilingual!(
            "行业 {asked}：与专家的 {own} 同属一个{zh}（{value:.2}）",
            "industry {asked}: the expert's {own} is of the same {en} ({value:.2})"
        )
    }
}

impl DomainMatch {
    /// The match as a sentence.
    pub fn words(&self) -> Bilingual {
        let (asked, value, level) = (&self.submission, self.value, self.level);
        match (&self.expert, self.exact) {
            (None, _) => bilingual!(
                "质量方法 {asked}：专家没有相近的方法（{value:.2}）",
                "domain {asked}: the expert has no related domain ({value:.2})"
            ),
            (Some(_), true) => bilingual!(
                "质量方法 {asked}：专家具备该方法，水平 {level} 级（{value:.2}）",
                "domain {asked}: the expert has it at level {level} ({value:.2})"
            ),
            (Some(own), false) => bilingual!(
                "质量方法 {asked}：专家的 {own}（{level} 级）同属一个大类（{value:.2}）",
                "domain {asked}: the expert's {own} (level {level}) has the same parent ({value:.2})"
            ),
        }
    }
}

impl WishPart {
    /// Says what the wish did in a sentence.
    pub fn words(&self) -> Bilingual {
        let (strength, change) = (self.strength, self.added.abs());
        let (zh, en) = match strength {
            2.. => ("很愿意评审", "would gladly review it"),
            1 => ("愿意评审", "is willing to review it"),
            0 => ("愿不愿意都可以", "has no wish about it"),
            -1 => ("不太愿意评审", "would rather not review it"),
            ..=-2 => ("很不愿意评审", "asks not to review it"),
        };
        let (did_zh, did_en) = if self.added > 0.0 {
            ("增加", "raises")
        } else {
            ("减少", "lowers")
        };
        if change == 0.0 {
            return bilingual!(
                "意愿表：专家{zh}（{strength:+}），得分没有因此改变",
                "wishes: the expert {en} ({strength:+}), which did not change the score"
            );
        }
        bilingual!(
            "意愿表：专家{zh}（{strength:+}），得分因此{did_zh} {change:.4}",
            "wishes: the expert {en} ({strength:+}), which {did_en} the score by {change:.4}"
        )
    }
}

impl Explanation {
    /// The whole score: a sentence for each match, one for a wish and one for the sum.
    pub fn words(&self) -> Vec<Bilingual> {
        let mut words: Vec<Bilingual> = self.industry.iter().map(IndustryMatch::words).collect();
        words.extend(self.domains.iter().map(DomainMatch::words));
        words.extend(self.wish.iter().map(WishPart::words));
        let score = self.terms.score;
        words.push(if self.external {
            bilingual!(
                "匹配得分 {score:.4}（取自外部得分表）",
                "score {score:.4} (from the external table)"
            )
        } else {
            bilingual!("匹配得分 {score:.4}", "score {score:.4}")
        });
        words
    }
}
