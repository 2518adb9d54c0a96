//! Random instances of the pairwise form of any size. The same seed gives the same bytes.

use rand::{RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::io::{self, Write};

/// Parameters of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairRecipe {
    /// Number of submissions, `s0`, `s1`, ...
    pub submissions: u32,
    /// Number of reviewers, `r0`, `r1`, ...
    pub reviewers: u32,
    /// Number of scored reviewers of each submission, drawn without repeats.
    pub candidates: u32,
    /// Number of reviewers that each submission requires.
    pub demand: u32,
    /// Maximum load of each reviewer.
    pub max_load: u32,
    /// Seed of the draw.
    pub seed: u64,
}

/// The files of an instance folder, in the order in which they are written.
pub const FILES: [&str; 3] = ["demands.csv", "loads.csv", "scores.csv"];

impl PairRecipe {
    /// Parses `SUBMISSIONSxREVIEWERSxCANDIDATES`. Every submission requires three reviewers (or all
    /// candidates, if fewer), and a reviewer takes up to twice the mean load, rounded up.
    pub fn parse(text: &str, seed: u64) -> Option<Self> {
        let mut numbers = text
            .split(['x', 'X', '×'])
            .map(|number| number.trim().parse::<u32>().ok());
        let (submissions, reviewers, candidates) =
            (numbers.next()??, numbers.next()??, numbers.next()??);
        if numbers.next().is_some() || submissions == 0 || candidates == 0 || candidates > reviewers
        {
            return None;
        }
        let demand = candidates.min(3);
        let load = (2 * u64::from(submissions) * u64::from(demand)).div_ceil(u64::from(reviewers));
        Some(Self {
            submissions,
            reviewers,
            candidates,
            demand,
            max_load: u32::try_from(load).ok()?,
            seed,
        })
    }

    /// Writes one of [`FILES`]. Scores are uniform in steps of a millionth.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, file: &str, out: &mut dyn Write) -> io::Result<()> {
        match file {
            "demands.csv" => {
                writeln!(out, "submission_id,k")?;
                (0..self.submissions).try_for_each(|at| writeln!(out, "s{at},{}", self.demand))
            }
            "loads.csv" => {
                writeln!(out, "reviewer_id,min_load,max_load")?;
                (0..self.reviewers).try_for_each(|at| writeln!(out, "r{at},0,{}", self.max_load))
            }
            _ => self.scores(out),
        }
    }

    fn scores(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(self.seed);
        let mut drawn = vec![u32::MAX; self.reviewers as usize];
        writeln!(out, "submission_id,reviewer_id,score")?;
        for submission in 0..self.submissions {
            // Floyd's sampling: every set of candidates is equally likely.
            for top in self.reviewers - self.candidates..self.reviewers {
                let pick = dice.random_range(0..=top);
                let reviewer = if drawn[pick as usize] == submission {
                    top
                } else {
                    pick
                };
                drawn[reviewer as usize] = submission;
                let score = dice.random_range(0..1_000_000);
                writeln!(out, "s{submission},r{reviewer},0.{score:06}")?;
            }
        }
        Ok(())
    }
}
