//! An assignment in the files that OpenReview and HotCRP take.

use super::Venue;
use crate::assign::{Assignment, cell};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// `assignments.json` of OpenReview's matcher: by paper, those who review it with their scores.
pub fn assignments(venue: &Venue, assignment: &Assignment) -> Value {
    let of = |paper: usize| {
        let held = assignment.reviewers[paper].iter();
        held.map(|own| own.0 as usize).collect()
    };
    by_paper(venue, of)
}

/// `alternates.json` of OpenReview's matcher: by paper, up to `most` others without a conflict, the
/// highest scores first.
pub fn alternates(venue: &Venue, assignment: &Assignment, most: usize) -> Value {
    by_paper(venue, |paper| venue.alternates(assignment, paper, most))
}

fn by_paper(venue: &Venue, of: impl Fn(usize) -> Vec<usize>) -> Value {
    let papers = venue.papers.iter().enumerate().map(|(paper, id)| {
        let entry = |at: usize| {
            json!({
                "aggregate_score": venue.score(paper, at),
                "user": venue.people[at],
            })
        };
        let people = of(paper).into_iter().map(entry).collect();
        (id.clone(), Value::Array(people))
    });
    Value::Object(papers.collect::<Map<_, _>>())
}

/// HotCRP's bulk assignment: what these papers have in the round is cleared, and the reviews are
/// assigned as `kind` (`primary`, `secondary`, `pcreview`, `external`).
pub fn bulk_assignment(venue: &Venue, assignment: &Assignment, kind: &str, round: &str) -> String {
    let round = cell(round);
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
