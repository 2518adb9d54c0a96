//! Why an expert does or does not review a submission.

use super::Standing;
use super::absence::{self, Absence};
use super::words::{group as group_name, join, person};
use crate::bilingual;
use crate::model::ExpertIndex;
use crate::model::words::Bilingual;
use crate::suitability::affinity::Explanation;
use schemars::JsonSchema;
use serde::Serialize;

/// The explanation of an expert and a submission.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairExplanation {
    /// Expert id, as in the season.
    pub expert: String,
    /// Submission id, as in the season.
    pub submission: String,
    /// Whether the expert reviews it.
    pub reviews: bool,
    /// The terms of the score.
    pub score: Explanation,
    /// The reasons, if the expert does not review it.
    pub absence: Option<Absence>,
    /// The whole explanation as sentences.
    pub sentences: Vec<Bilingual>,
}

/// Explains a pair.
pub fn pair(standing: &Standing<'_>, expert: ExpertIndex, submission: u32) -> PairExplanation {
    let own = &standing.season.experts[expert.at()];
    let written = standing.submission(submission);
    let position = standing.instance.submissions[submission as usize].season;
    let score = standing.affinity.explain(expert, position);
    let reviewers = &standing.assignment.reviewers[submission as usize];
    let reviews = standing
        .expert_number(&own.id)
        .is_some_and(|e| reviewers.contains(&e));
    let group = standing.assignment.group[submission as usize] as usize;
    let (name, id, place) = (person(own), &written.id, group_name(standing, group));
    let mut sentences = vec![if reviews {
        bilingual!(
            "{name} 评审 {id}（{place}）。",
            "{name} reviews {id} ({place})."
        )
    } else {
        bilingual!(
            "{name} 不评审 {id}（{place}）。",
            "{name} does not review {id} ({place})."
        )
    }];
    let Bilingual { zh, en } = join(&score.words(), "；", "; ");
    sentences.push(bilingual!("匹配：{zh}。", "Score: {en}."));
    sentences.extend(absence::waived(standing, expert, submission));
    let absence = (!reviews).then(|| absence::of(standing, expert, submission));
    sentences.extend(absence.iter().map(|absence| {
        let Bilingual { zh, en } = &absence.why;
        bilingual!("原因：{zh}。", "Why: {en}.")
    }));
    PairExplanation {
        expert: own.id.clone(),
        submission: id.clone(),
        reviews,
        score,
        absence,
        sentences,
    }
}
