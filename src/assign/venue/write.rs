//! An assignment in the files that OpenReview and HotCRP take.

use super::Venue;
use crate::assign::{Assignment, cell};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What OpenReview's matcher writes: people with their scores, by paper.
pub type ByPaper = BTreeMap<String, Vec<Scored>>;

/// A person beside a paper.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Scored {
    /// The weighted sum of the pair's scores.
    pub aggregate_score: f64,
    /// The person.
    pub user: String,
}

/// `assignments.json` of OpenReview's matcher: by paper, those who review it with their scores.
pub fn assignments(venue: &Venue, assignment: &Assignment) -> ByPaper {
    let of = |paper: usize| {
        let held = assignment.reviewers[paper].iter();
        held.map(|own| own.0 as usize).collect()
    };
    by_paper(venue, of)
}

/// `alternates.json` of OpenReview's matcher: by paper, up to `most` others without a conflict, the
/// highest scores first.
pub fn alternates(venue: &Venue, assignment: &Assignment, most: usize) -> ByPaper {
    by_paper(venue, |paper| venue.alternates(assignment, paper, most))
}

fn by_paper(venue: &Venue, of: impl Fn(usize) -> Vec<usize>) -> ByPaper {
    let papers = venue.papers.iter().enumerate().map(|(paper, id)| {
        let scored = |at: usize| Scored {
            aggregate_score: venue.score(paper, at),
            user: venue.people[at].clone(),
        };
        (id.clone(), of(paper).into_iter().map(scored).collect())
    });
    papers.collect()
}

/// HotCRP's bulk assignment: what these papers have in the round is cleared, and the reviews are
/// assigned as `kind` (`primary`, `secondary`, `pcreview`, `external`). Without a round it is the
/// unnamed one, by its name: where the cell is empty, HotCRP clears the reviews of every round.
pub fn bulk_assignment(venue: &Venue, assignment: &Assignment, kind: &str, round: &str) -> String {
    let round = match round.trim() {
        "" => "unnamed".to_owned(),
        named => cell(named),
    };
    let mut text = "paper,action,email,round\n".to_owned();
    for paper in &venue.papers {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{},clearreview,all,{round}", cell(paper));
    }
    for (paper, held) in venue.papers.iter().zip(&assignment.reviewers) {
        for own in held {
            let person = cell(&venue.people[own.0 as usize]);
            let _ = writeln!(text, "{},{kind},{person},{round}", cell(paper));
        }
    }
    text
}
