//! A season as an instance folder of the pairwise form, for other assignment tools.

use super::assignment::cell;
use crate::model::{ExpertIndex, Season, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::io::{self, Write};

/// A season as pairs: submissions that passed, available experts, and their scores.
#[derive(Debug)]
pub struct SeasonPairs<'a> {
    season: &'a Season,
    conflicts: &'a Conflicts,
    affinity: &'a Affinity,
    submissions: Vec<SubmissionIndex>,
    experts: Vec<ExpertIndex>,
    /// Whether each expert of the season may serve.
    serves: Vec<bool>,
    top: usize,
}

/// The files written by [`SeasonPairs::write`], in order.
pub const SEASON_FILES: [&str; 4] = ["demands.csv", "loads.csv", "conflicts.csv", "scores.csv"];

impl<'a> SeasonPairs<'a> {
    /// Takes the submissions that passed, and the experts who are available and below the limit of
    /// consecutive years. The `top` best pairs without conflict of each submission are kept (and
    /// those in conflict that score higher), ties by the order of the experts table; [`usize::MAX`]
    /// keeps all pairs that score above 0.
    pub fn new(
        season: &'a Season,
        conflicts: &'a Conflicts,
        affinity: &'a Affinity,
        top: usize,
    ) -> Self {
        let rules = &season.rules;
        let (limit, year) = (rules.balance.max_consecutive_years, rules.conflicts.year);
        let serves = season.experts.iter().map(|expert| {
            expert.available && (limit == 0 || expert.consecutive_years_before(year) < limit)
        });
        let serves: Vec<bool> = serves.collect();
        let submissions = season.submissions.iter().enumerate();
        let submissions = submissions
            .filter(|(_, submission)| submission.passed)
            .map(|(at, _)| SubmissionIndex::new(at));
        let experts = (0..serves.len()).filter(|&at| serves[at]);
        Self {
            season,
            conflicts,
            affinity,
            submissions: submissions.collect(),
            experts: experts.map(ExpertIndex::new).collect(),
            serves,
            top,
        }
    }

    /// The number of submissions.
    pub fn submissions(&self) -> usize {
        self.submissions.len()
    }

    /// The number of reviewers.
    pub fn reviewers(&self) -> usize {
        self.experts.len()
    }

    /// Writes one of [`SEASON_FILES`] and returns the number of its rows. Scores are rounded to
    /// billionths, as used by the solvers; experts have a minimum load of 0 and the maximum load of
    /// the table and the rules; bars and recusals are both conflicts here.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, file: &str, out: &mut dyn Write) -> io::Result<usize> {
        match file {
            "demands.csv" => self.demands(out),
            "loads.csv" => self.loads(out),
            "conflicts.csv" => self.conflicts(out),
            _ => self.scores(out),
        }
    }

    fn submission(&self, at: SubmissionIndex) -> String {
        cell(&self.season.submissions[at.at()].id)
    }

    fn expert(&self, at: ExpertIndex) -> String {
        cell(&self.season.experts[at.at()].id)
    }

    fn demands(&self, out: &mut dyn Write) -> io::Result<usize> {
        writeln!(out, "submission_id,k")?;
        for &at in &self.submissions {
            let each = self.season.reviewers_of(&self.season.submissions[at.at()]);
            writeln!(out, "{},{each}", self.submission(at))?;
        }
        Ok(self.submissions.len())
    }

    fn loads(&self, out: &mut dyn Write) -> io::Result<usize> {
        writeln!(out, "reviewer_id,min_load,max_load")?;
        let limit = self.season.rules.reviews.max_per_expert;
        for &at in &self.experts {
            let own = self.season.experts[at.at()].max_reviews;
            let cap = own.map_or(limit, |own| own.min(limit));
            writeln!(out, "{},0,{cap}", self.expert(at))?;
        }
        Ok(self.experts.len())
    }

    fn conflicts(&self, out: &mut dyn Write) -> io::Result<usize> {
        writeln!(out, "submission_id,reviewer_id")?;
        let mut rows = 0;
        for &at in &self.submissions {
            let barred = self.conflicts.barred(at).iter();
            let both = barred.chain(self.conflicts.recused(at)).copied();
            let mut both: Vec<ExpertIndex> = both.filter(|one| self.serves[one.at()]).collect();
            both.sort_unstable();
            both.dedup();
            for &one in &both {
                writeln!(out, "{},{}", self.submission(at), self.expert(one))?;
            }
            rows += both.len();
        }
        Ok(rows)
    }

    fn scores(&self, out: &mut dyn Write) -> io::Result<usize> {
        writeln!(out, "submission_id,reviewer_id,score")?;
        let mut rows = 0;
        for &at in &self.submissions {
            let mine = self.submission(at);
            let mut left = self.top;
            let known = self.affinity.candidates(at).iter();
            for candidate in known.filter(|one| one.score > 0.0 && self.serves[one.expert.at()]) {
                if left == 0 {
                    break;
                }
                // Pairs in conflict are also written but do not count; conflicts.csv lists them.
                left -= usize::from(self.conflicts.severity(candidate.expert, at).is_none());
                let score = format!("{:.9}", candidate.score);
                let score = score.trim_end_matches('0').trim_end_matches('.');
                writeln!(out, "{mine},{},{score}", self.expert(candidate.expert))?;
                rows += 1;
            }
        }
        Ok(rows)
    }
}
