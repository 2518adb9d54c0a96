//! A season as an instance folder of the pairwise form, for other assignment tools.

use super::assignment::cell;
use super::compact::{self, Header, Kind, Writer};
use crate::model::{ExpertIndex, Part, Season, SubmissionIndex};
use crate::suitability::affinity::{Candidate, CandidateStream};
use crate::suitability::conflict::Blocked;
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};
use std::sync::OnceLock;

/// Submissions whose candidates are computed and written together.
const BLOCK: usize = 1024;

/// How a season's scores are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairOptions {
    /// Only the best pairs without conflict of each submission (and those in conflict that score
    /// higher), ties by the order of the experts table.
    pub top: Option<u32>,
    /// The compact form in place of a table.
    pub compact: bool,
    /// Only this part of the submissions.
    pub part: Option<Part>,
}

/// A season as pairs: submissions that passed, available experts, and their scores. Scores are
/// computed while they are written and not kept.
#[derive(Debug)]
pub struct SeasonPairs<'a> {
    season: &'a Season,
    options: PairOptions,
    blocked: OnceLock<Blocked>,
    submissions: Vec<SubmissionIndex>,
    experts: Vec<ExpertIndex>,
    /// The position of each expert of the season among those who may serve.
    place: Vec<Option<u32>>,
}

/// The files written by [`SeasonPairs::write`] beside the scores, in order.
pub const SEASON_TABLES: [&str; 3] = ["demands.csv", "loads.csv", "conflicts.csv"];

/// Whether a file with this name holds scores that `assign` reads.
pub fn is_scores_file(name: &str) -> bool {
    compact::form_of(name).is_some()
}

impl PairOptions {
    fn kind(&self) -> Kind {
        match self.compact {
            true => Kind::Compact,
            false => Kind::Table,
        }
    }

    /// The name of the file with the scores.
    pub fn scores_file(&self) -> String {
        compact::name_of(self.kind(), self.part)
    }

    /// Whether a file of scores may lie beside those of this run: it is that file itself, or a part
    /// of the same division.
    pub fn is_beside(&self, name: &str) -> bool {
        let count = |part: Option<Part>| part.map(|part| part.of);
        compact::form_of(name)
            .is_some_and(|other| other.kind == self.kind() && count(other.part) == count(self.part))
    }

    /// The files of a run, in order: the tables, which the first part brings for all, and the
    /// scores.
    pub fn files(&self) -> Vec<String> {
        let tables = match self.part {
            Some(part) if part.number > 1 => &[][..],
            _ => &SEASON_TABLES[..],
        };
        let tables = tables.iter().map(|name| (*name).to_owned());
        tables.chain([self.scores_file()]).collect()
    }
}

impl<'a> SeasonPairs<'a> {
    /// Takes the submissions that passed, and the experts who are available and below the limit of
    /// consecutive years.
    pub fn new(season: &'a Season, options: PairOptions) -> Self {
        let submissions = season.submissions.iter().enumerate();
        let submissions = submissions
            .filter(|(_, submission)| submission.passed)
            .map(|(at, _)| SubmissionIndex::new(at));
        let (mut experts, mut place) = (Vec::new(), Vec::new());
        for (at, expert) in season.experts.iter().enumerate() {
            let serves = season.may_serve(expert);
            place.push(serves.then(|| ExpertIndex::new(experts.len()).0));
            experts.extend(serves.then(|| ExpertIndex::new(at)));
        }
        Self {
            season,
            options,
            blocked: OnceLock::new(),
            submissions: submissions.collect(),
            experts,
            place,
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

    /// Writes one of [`PairOptions::files`] and returns the number of its rows or pairs. Scores are
    /// rounded to billionths, as used by the solvers; experts have a minimum load of 0 and the
    /// maximum load of the table and the rules; bars and recusals are both conflicts here.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, file: &str, out: &mut dyn Write) -> io::Result<usize> {
        match file {
            "demands.csv" => self.demands(out),
            "loads.csv" => self.loads(out),
            "conflicts.csv" => self.conflicts(out),
            _ if self.options.compact => self.compact(out),
            _ => self.scores(out),
        }
    }

    fn blocked(&self) -> &Blocked {
        self.blocked.get_or_init(|| Blocked::build(self.season))
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
        let ids: Vec<String> = (0..self.season.experts.len())
            .map(|at| self.expert(ExpertIndex::new(at)))
            .collect();
        let mut rows = 0;
        for &at in &self.submissions {
            let mine = self.submission(at);
            let both = self.blocked().of(at).iter();
            for one in both.filter(|one| self.place[one.at()].is_some()) {
                writeln!(out, "{mine},{}", ids[one.at()])?;
                rows += 1;
            }
        }
        Ok(rows)
    }

    /// The pairs of a submission that are written, best first.
    fn kept<'c>(
        &self,
        at: SubmissionIndex,
        list: &'c [Candidate],
    ) -> impl Iterator<Item = &'c Candidate> {
        let known = list.iter();
        let known = known.filter(|one| one.score > 0.0 && self.place[one.expert.at()].is_some());
        let mut left = self.options.top.map_or(usize::MAX, |top| top as usize);
        known.take_while(move |one| {
            let room = left > 0;
            // Pairs in conflict are also written but do not count; conflicts.csv lists them.
            if self.options.top.is_some() && room {
                left -= usize::from(!self.blocked().holds(one.expert, at));
            }
            room
        })
    }

    /// Makes the bytes of each submission in parallel, a block at a time, and writes them in the
    /// order of the table.
    fn stream(
        &self,
        make: impl Fn(&mut Vec<u8>, SubmissionIndex, &[Candidate]) -> io::Result<usize> + Sync,
        mut write: impl FnMut(&[u8], usize) -> io::Result<()>,
    ) -> io::Result<usize> {
        let candidates = CandidateStream::new(self.season);
        if self.options.top.is_some() {
            self.blocked();
        }
        let mut rows = 0;
        let part = compact::slice(self.options.part, self.submissions.len());
        for block in self.submissions[part].chunks(BLOCK) {
            let made = candidates.each(block, |at, list| {
                let mut bytes = Vec::new();
                make(&mut bytes, at, list).map(|pairs| (bytes, pairs))
            });
            for made in made {
                let (bytes, pairs) = made?;
                write(&bytes, pairs)?;
                rows += pairs;
            }
        }
        Ok(rows)
    }

    fn scores(&self, out: &mut dyn Write) -> io::Result<usize> {
        writeln!(out, "submission_id,reviewer_id,score")?;
        let lines = |bytes: &mut Vec<u8>, at: SubmissionIndex, list: &[Candidate]| {
            let mine = self.submission(at);
            let mut rows = 0;
            for candidate in self.kept(at, list) {
                let score = format!("{:.9}", candidate.score);
                let score = score.trim_end_matches('0').trim_end_matches('.');
                writeln!(bytes, "{mine},{},{score}", self.expert(candidate.expert))?;
                rows += 1;
            }
            Ok(rows)
        };
        self.stream(lines, |bytes, _| out.write_all(bytes))
    }

    fn compact(&self, out: &mut dyn Write) -> io::Result<usize> {
        let mut writer = Writer::new(out, &self.header())?;
        let pairs = |bytes: &mut Vec<u8>, at: SubmissionIndex, list: &[Candidate]| {
            let kept = self.kept(at, list).filter_map(|candidate| {
                let column = self.place[candidate.expert.at()]?;
                Some((column, candidate.score))
            });
            let mut kept: Vec<(u32, f64)> = kept.collect();
            kept.sort_unstable_by_key(|pair| pair.0);
            compact::push_count(bytes, kept.len());
            let mut before = None;
            for (column, score) in &kept {
                let large = || io::Error::new(io::ErrorKind::InvalidData, format!("score {score}"));
                let score = compact::billionths(*score).ok_or_else(large)?;
                compact::push_pair(bytes, before, *column, score);
                before = Some(*column);
            }
            Ok(kept.len())
        };
        let rows = self.stream(pairs, |bytes, pairs| writer.block(bytes, pairs))?;
        writer.finish()?;
        Ok(rows)
    }

    fn header(&self) -> Header {
        let part = self.options.part.unwrap_or(Part { number: 1, of: 1 });
        let slice = compact::slice(self.options.part, self.submissions.len());
        let submissions = self.submissions.iter();
        let submissions = submissions.map(|at| self.season.submissions[at.at()].id.as_str());
        let experts = self.experts.iter();
        let experts = experts.map(|at| self.season.experts[at.at()].id.as_str());
        Header {
            part,
            submissions: self.submissions.len() as u64,
            reviewers: self.experts.len() as u64,
            first: slice.start as u64,
            count: slice.len() as u64,
            ids: compact::of_ids(submissions, experts),
            source: self.source(),
        }
    }

    /// The hash of what decides the scores: the files of the season, its rules among them, and the
    /// number of pairs that are kept.
    fn source(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for (table, input) in &self.season.inputs {
            for text in [table, &input.sha256] {
                hash.update((text.len() as u64).to_le_bytes());
                hash.update(text.as_bytes());
            }
        }
        hash.update(self.options.top.unwrap_or(0).to_le_bytes());
        hash.finalize().into()
    }
}
