//! Files of a venue as an instance.

use super::constraint::{constraint, contradicted, unscored};
use super::rows::{Kind, Line, Named, lines};
use crate::assign::instance::Limits;
use crate::assign::problems::Findings;
use crate::assign::{Assignment, Instance};
use crate::bilingual;
use crate::model::Problem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The files of a venue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VenueFiles {
    /// Files of scores, each with its weight. A pair's score is the weighted sum.
    pub scores: Vec<(PathBuf, f64)>,
    /// Files of conflicts and of pairs that must be used.
    pub constraints: Vec<PathBuf>,
    /// Most reviews of single people.
    pub max_papers: Option<PathBuf>,
}

/// What holds for everybody of whom the files say nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// Reviewers of each paper.
    pub reviewers: u32,
    /// Fewest reviews of a person.
    pub least: u32,
    /// Most reviews of a person; `None`: without limit.
    pub most: Option<u32>,
    /// Whether pairs without a score, or with 0, may be used.
    pub zero: bool,
}

/// A venue as it was read: papers and people sorted by id, and the weighted scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Venue {
    /// Ids of the papers.
    pub papers: Vec<String>,
    /// Ids of the people.
    pub people: Vec<String>,
    /// Weighted score of each pair (paper, person) that any file scores.
    pub scores: BTreeMap<(usize, usize), f64>,
    /// -1 for a conflict, 1 for a pair that must be used.
    pub constraints: BTreeMap<(usize, usize), i8>,
    /// Most reviews of single people.
    pub most: BTreeMap<usize, u32>,
}

impl Venue {
    /// Reads the files. Beside the venue: what is odd without being wrong.
    ///
    /// # Errors
    /// All problems of all files, the first fifty in full.
    pub fn read(files: &VenueFiles) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let mut findings = Findings::default();
        let mut named = |path: &Path, kind| -> Named {
            (path.display().to_string(), lines(path, kind, &mut findings))
        };
        let scores: Vec<Named> = files
            .scores
            .iter()
            .map(|own| named(&own.0, Kind::Scores))
            .collect();
        let bounds: Vec<Named> = files
            .constraints
            .iter()
            .map(|own| named(own, Kind::Constraints))
            .collect();
        let loads = files
            .max_papers
            .as_deref()
            .map(|own| named(own, Kind::Loads));
        let pairs = || scores.iter().chain(&bounds).flat_map(|own| &own.1);
        let papers: BTreeSet<&str> = pairs().map(|line| line.paper.as_str()).collect();
        let people: BTreeSet<&str> = pairs().map(|line| line.person.as_str()).collect();
        let owned = |ids: BTreeSet<&str>| ids.into_iter().map(str::to_owned).collect();
        let mut venue = Self {
            papers: owned(papers),
            people: owned(people),
            scores: BTreeMap::new(),
            constraints: BTreeMap::new(),
            most: BTreeMap::new(),
        };
        for (named, (_, weight)) in scores.iter().zip(&files.scores) {
            venue.add_scores(named, *weight, &mut findings);
        }
        let mut first = BTreeMap::new();
        for named in &bounds {
            venue.add_constraints(named, &mut first, &mut findings);
        }
        venue.constraints.retain(|_, found| *found != 0);
        if !findings.failed() {
            unscored(&scores, &bounds, &mut findings);
        }
        if let Some(named) = &loads {
            venue.add_loads(named, &mut findings);
        }
        if venue.scores.is_empty() && !findings.failed() {
            let name = scores.first().map_or("", |own| own.0.as_str());
            findings.error(
                "A102",
                name,
                0,
                b"",
                bilingual!("没有任何分数。", "There is no score at all."),
                bilingual!("请检查文件。", "Check the file."),
            );
        }
        match findings.failed() {
            true => Err(findings.into_problems()),
            false => Ok((venue, findings.into_problems())),
        }
    }

    fn pair(&self, line: &Line) -> Option<(usize, usize)> {
        let row = self.papers.binary_search(&line.paper).ok()?;
        let column = self.people.binary_search(&line.person).ok()?;
        Some((row, column))
    }

    fn add_scores(&mut self, (name, lines): &Named, weight: f64, findings: &mut Findings) {
        let mut seen = BTreeMap::new();
        for line in lines {
            let Some(pair) = self.pair(line) else {
                continue;
            };
            let score = match line.said.as_str() {
                "" => continue,
                said => said.parse::<f64>().ok().filter(|score| score.is_finite()),
            };
            let Some(score) = score else {
                findings.error(
                    "A105",
                    name,
                    line.number,
                    line.said.as_bytes(),
                    bilingual!("分数不是数字。", "The score is not a number."),
                    bilingual!("请写数字，例如 0.75。", "Write a number such as 0.75."),
                );
                continue;
            };
            match seen.insert(pair, (score, line.number)) {
                Some((other, first)) if other != score => twice(name, line, first, findings),
                Some(_) => {}
                None => *self.scores.entry(pair).or_insert(0.0) += weight * score,
            }
        }
    }

    /// `first` holds where each pair that must be used, or is a conflict, was said to be so.
    fn add_constraints<'a>(
        &mut self,
        (name, lines): &'a Named,
        first: &mut BTreeMap<(usize, usize), (&'a str, usize)>,
        findings: &mut Findings,
    ) {
        for line in lines {
            let Some(pair) = self.pair(line) else {
                continue;
            };
            match constraint(&line.said) {
                // 0 says nothing.
                Some(0) => {
                    self.constraints.entry(pair).or_insert(0);
                }
                Some(found) => {
                    let (file, row) = *first.entry(pair).or_insert((name, line.number));
                    let held = self.constraints.entry(pair).or_insert(found);
                    match *held {
                        0 => *held = found,
                        held if held != found => contradicted(name, line, (file, row), findings),
                        _ => {}
                    }
                }
                None => findings.error(
                    "A105",
                    name,
                    line.number,
                    line.said.as_bytes(),
                    bilingual!(
                        "应为 -1（回避）、0 或 1（必须评审），或回避的种类。",
                        "This must be -1 (conflict), 0 or 1 (must review), or a type of conflict."
                    ),
                    bilingual!("请改正。", "Correct it."),
                ),
            }
        }
    }

    fn add_loads(&mut self, (name, lines): &Named, findings: &mut Findings) {
        for line in lines {
            let Ok(most) = line.said.parse::<u32>() else {
                findings.error(
                    "A110",
                    name,
                    line.number,
                    line.said.as_bytes(),
                    bilingual!(
                        "评审数应为不小于 0 的整数。",
                        "The number must be a whole number of 0 or more."
                    ),
                    bilingual!("请写整数。", "Write a whole number."),
                );
                continue;
            };
            match self.people.binary_search(&line.person) {
                Ok(at) => {
                    self.most.insert(at, most);
                }
                Err(_) => findings.warning(
                    "A108",
                    name,
                    line.number,
                    line.person.as_bytes(),
                    bilingual!(
                        "这位评审人没有任何分数或约束，不参加分配。",
                        "No file of scores or constraints names this person, who is left out."
                    ),
                    bilingual!("如有遗漏，请补上分数。", "Add scores if this is a mistake."),
                ),
            }
        }
    }

    /// The venue as an instance.
    ///
    /// # Errors
    /// Contradictions, such as a pair that must be used and is a conflict.
    pub fn instance(&self, defaults: Defaults) -> Result<(Instance, Vec<Problem>), Vec<Problem>> {
        let count = |wanted: i8| {
            let pairs = self.constraints.iter();
            let pairs = pairs.filter(move |(_, found)| **found == wanted);
            pairs.map(|(pair, _)| *pair).collect::<Vec<_>>()
        };
        let most = |at: usize| {
            let own = self.most.get(&at).copied().or(defaults.most);
            own.unwrap_or(u32::try_from(self.papers.len()).unwrap_or(u32::MAX))
        };
        let loads: Vec<(u32, u32)> = (0..self.people.len())
            .map(|at| (defaults.least.min(most(at)), most(at)))
            .collect();
        let usable = self.scores.iter();
        let usable = usable.filter(|(_, score)| defaults.zero || **score != 0.0);
        let pairs = usable.map(|(&(row, column), &score)| (row, column, score));
        let limits = Limits {
            demands: &vec![defaults.reviewers; self.papers.len()],
            loads: &loads,
            conflicts: &count(-1),
            forced: &count(1),
        };
        Instance::from_names(&self.papers, &self.people, pairs, &limits)
    }

    /// The score of a pair, 0 without one.
    pub fn score(&self, paper: usize, person: usize) -> f64 {
        self.scores.get(&(paper, person)).copied().unwrap_or(0.0)
    }

    /// People who might review a paper instead: those who do not and have no conflict, the highest
    /// scores first.
    pub fn alternates(&self, assignment: &Assignment, paper: usize, most: usize) -> Vec<usize> {
        let held = &assignment.reviewers[paper];
        let free = |at: &usize| {
            held.iter().all(|own| own.0 as usize != *at)
                && self.constraints.get(&(paper, *at)) != Some(&-1)
        };
        let mut free: Vec<usize> = (0..self.people.len()).filter(free).collect();
        free.sort_by(|a, b| self.score(paper, *b).total_cmp(&self.score(paper, *a)));
        free.truncate(most);
        free
    }
}

fn twice(name: &str, line: &Line, first: usize, findings: &mut Findings) {
    let value = format!("{},{}", line.paper, line.person);
    findings.error(
        "A109",
        name,
        line.number,
        value.as_bytes(),
        bilingual!(
            "同一对组合在第 {first} 行已有不同的分数。",
            "The pair has a different score on row {first}."
        ),
        bilingual!("只保留一行。", "Keep one of the two lines."),
    );
}
