//! Putting the sheets of a plan together.

use super::criteria::total;
use super::document::{
    Collected, Consensus, ExpertResult, GroupResult, MissingScore, Outlier, Recusal, Score,
    SubmissionResult,
};
use super::mark::{Owner, row_hash, season_hash};
use super::problems;
use super::read::{Filled, FilledRow, read};
use crate::model::{Place, Problem, Season, Severity};
use crate::plan::Plan;
use crate::scoring::{Cut, Entry, Fit, Quota, Rating, fit, place};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of a collection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ask<'a> {
    /// SHA-256 of the bytes of the plan.
    pub plan_hash: &'a str,
    /// How many go on, if a shortlist is wanted.
    pub cut: Option<(Cut, Quota)>,
}

/// Reads workbooks (file name and bytes) and puts them together. Whatever can be counted is
/// counted; everything else is told in [`Collected::problems`].
pub fn collect(
    season: &Season,
    plan: &Plan,
    files: &[(String, Vec<u8>)],
    ask: &Ask<'_>,
) -> Collected {
    let mut desk = Desk::new(season, plan, ask);
    let mut filled = Vec::new();
    for (name, bytes) in files {
        let (sheet, problems) = read(name, bytes, season.rules.scoring.max_score);
        desk.problems.extend(problems);
        filled.extend(sheet.and_then(|sheet| desk.accept(sheet)));
    }
    let counted = filled.len();
    let sheets = desk.merge(filled);
    desk.score(&sheets, counted, files.len() - counted)
}

/// One owner's rows, versions put together.
struct Merged {
    /// The file that came first.
    file: String,
    rows: BTreeMap<String, FilledRow>,
}

struct Desk<'a> {
    season: &'a Season,
    plan: &'a Plan,
    ask: &'a Ask<'a>,
    season_hash: String,
    hashes: BTreeMap<&'a str, String>,
    reviewers: BTreeMap<&'a str, &'a [String]>,
    groups: BTreeSet<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Desk<'a> {
    fn new(season: &'a Season, plan: &'a Plan, ask: &'a Ask<'a>) -> Self {
        let hashes = season.submissions.iter();
        let reviews = plan.reviews.iter();
        Self {
            season,
            plan,
            ask,
            season_hash: season_hash(season),
            hashes: hashes.map(|own| (own.id.as_str(), row_hash(own))).collect(),
            reviewers: reviews
                .map(|review| (review.submission.as_str(), review.reviewers.as_slice()))
                .collect(),
            groups: plan.groups.iter().map(|group| group.id.as_str()).collect(),
            problems: Vec::new(),
        }
    }

    fn reviews(&self, expert: &str, submission: &str) -> bool {
        let reviewers = self.reviewers.get(submission);
        reviewers.is_some_and(|own| own.iter().any(|id| id == expert))
    }

    /// Takes a sheet of this season with the rows that count, or says why not.
    fn accept(&mut self, mut sheet: Filled) -> Option<Filled> {
        let whole = Place::file(sheet.file.as_str());
        let marked: BTreeMap<&str, &str> = sheet
            .mark
            .rows
            .iter()
            .map(|(id, hash)| (id.as_str(), hash.as_str()))
            .collect();
        let same = |id: &str| {
            let now = self.hashes.get(id).map(String::as_str);
            now.is_some() && now == marked.get(id).copied()
        };
        if sheet.mark.season != self.season_hash && !marked.keys().any(|id| same(id)) {
            self.problems.push(problems::other_season(whole));
            return None;
        }
        let owner = sheet.mark.owner.id();
        let has_work = match &sheet.mark.owner {
            Owner::Expert(id) => self.reviewers.values().any(|own| own.contains(id)),
            Owner::Group(id) => self.groups.contains(id.as_str()),
        };
        if !has_work {
            self.problems.push(problems::not_in_plan(whole, owner));
            return None;
        }
        if sheet.mark.plan != self.ask.plan_hash {
            self.problems.push(problems::earlier_plan(whole));
        }
        let mut kept = Vec::new();
        for row in std::mem::take(&mut sheet.rows) {
            let assigned = match &sheet.mark.owner {
                Owner::Expert(id) => self.reviews(id, &row.id),
                Owner::Group(id) => {
                    let group = self.plan.group_of_submission(&row.id);
                    group.is_some_and(|group| group.id == *id)
                }
            };
            if !same(&row.id) {
                let problem = problems::changed_submission(row.place, &row.id);
                self.problems.push(problem);
            } else if !assigned {
                let problem = problems::no_longer_assigned(row.place, &row.id, owner);
                self.problems.push(problem);
            } else {
                kept.push(row);
            }
        }
        sheet.rows = kept;
        Some(sheet)
    }

    /// Joins versions of one sheet where they do not contradict each other.
    fn merge(&mut self, filled: Vec<Filled>) -> BTreeMap<Owner, Merged> {
        let mut merged: BTreeMap<Owner, Merged> = BTreeMap::new();
        let mut refused: BTreeSet<(Owner, String)> = BTreeSet::new();
        for sheet in filled {
            let Some(own) = merged.get_mut(&sheet.mark.owner) else {
                let rows = sheet.rows.into_iter().map(|row| (row.id.clone(), row));
                let first = Merged {
                    file: sheet.file,
                    rows: rows.collect(),
                };
                merged.insert(sheet.mark.owner, first);
                continue;
            };
            let mut clean = true;
            for row in sheet.rows {
                let id = row.id.clone();
                let Some(before) = own.rows.get_mut(&id) else {
                    own.rows.insert(id, row);
                    continue;
                };
                if let Some(values) = contradiction(before, &row) {
                    let place = row.place.clone();
                    let told = problems::contradicting(place, &own.file, &id, &values);
                    self.problems.push(told);
                    refused.insert((sheet.mark.owner.clone(), id));
                    clean = false;
                } else {
                    join(before, row);
                }
            }
            if clean {
                let place = Place::file(sheet.file.as_str());
                self.problems.push(problems::twice(place, &own.file));
            }
        }
        for (owner, id) in refused {
            if let Some(row) = merged.get_mut(&owner).and_then(|own| own.rows.get_mut(&id)) {
                row.scores = [None; 3];
                row.recusal = false;
                row.agreed = None;
                row.recommended = None;
            }
        }
        merged
    }

    fn score(
        mut self,
        sheets: &BTreeMap<Owner, Merged>,
        counted: usize,
        refused: usize,
    ) -> Collected {
        let mut collected = self.skeleton(sheets, counted, refused);
        let experts: BTreeMap<String, usize> = collected
            .experts
            .iter()
            .zip(0..)
            .map(|(own, at)| (own.expert.clone(), at))
            .collect();
        let mut ratings = Vec::new();
        for at in 0..collected.submissions.len() {
            let id = collected.submissions[at].submission.clone();
            let group = collected.submissions[at].group.clone();
            for expert in self.reviewers.get(id.as_str()).copied().unwrap_or_default() {
                let sheet = sheets.get(&Owner::Expert(expert.clone()));
                let row = sheet.and_then(|sheet| sheet.rows.get(&id));
                let Some(&position) = experts.get(expert) else {
                    continue;
                };
                if let Some(row) = row.filter(|row| row.recusal) {
                    self.recusal(row, expert, &mut collected);
                    collected.experts[position].recused += 1;
                    continue;
                }
                let sum = row.and_then(|row| total(&self.season.rules.scoring, &row.scores));
                let (Some(row), Some(sum)) = (row, sum) else {
                    collected.missing.push(MissingScore {
                        submission: id.clone(),
                        expert: expert.clone(),
                        received: sheet.is_some(),
                    });
                    continue;
                };
                ratings.push(Rating {
                    submission: at,
                    expert: position,
                    score: sum,
                });
                collected.scores.push(Score {
                    submission: id.clone(),
                    expert: expert.clone(),
                    group: group.clone(),
                    criteria: row.scores,
                    total: sum,
                    residual: 0.0,
                    comment: row.comment.clone(),
                });
            }
        }
        self.tell_missing(&mut collected, sheets);
        let fit = fit(
            collected.submissions.len(),
            collected.experts.len(),
            &ratings,
        );
        estimates(
            &mut collected,
            &ratings,
            &fit,
            self.season.rules.scoring.outlier,
        );
        self.consensus(&mut collected, sheets);
        order(&mut collected, self.ask.cut);
        self.tell_fit(&fit);
        collected.components = fit.components;
        collected.problems = self.problems;
        collected
    }

    fn skeleton(
        &self,
        sheets: &BTreeMap<Owner, Merged>,
        counted: usize,
        refused: usize,
    ) -> Collected {
        let known: BTreeMap<&str, usize> = self
            .season
            .submissions
            .iter()
            .zip(0..)
            .map(|(own, at)| (own.id.as_str(), at))
            .collect();
        let mut submissions = Vec::new();
        let mut experts = Vec::new();
        let mut groups = Vec::new();
        for group in &self.plan.groups {
            for id in &group.submissions {
                let own = known
                    .get(id.as_str())
                    .map(|&at| &self.season.submissions[at]);
                let reviewers = self.reviewers.get(id.as_str()).map_or(0, |own| own.len());
                submissions.push(SubmissionResult {
                    submission: id.clone(),
                    title: own.map_or_else(String::new, |own| own.title.clone()),
                    organization: own.map_or_else(String::new, |own| own.organization.clone()),
                    group: group.id.clone(),
                    reviewers,
                    scored: 0,
                    criteria: [None; 3],
                    raw: None,
                    corrected: None,
                    spread: None,
                    consensus: Consensus::default(),
                    key: None,
                    place: 0,
                    tied: false,
                    selected: false,
                    at_cut: false,
                });
            }
            for member in &group.members {
                let assigned = group.submissions.iter();
                let assigned = assigned.filter(|id| self.reviews(member, id)).count();
                if assigned > 0 {
                    experts.push(ExpertResult {
                        expert: member.clone(),
                        group: group.id.clone(),
                        assigned,
                        scored: 0,
                        recused: 0,
                        received: sheets.contains_key(&Owner::Expert(member.clone())),
                        mean: None,
                        leniency: None,
                    });
                }
            }
            groups.push(GroupResult {
                group: group.id.clone(),
                name: group.name.clone(),
                order: Vec::new(),
                consensus: sheets.contains_key(&Owner::Group(group.id.clone())),
            });
        }
        Collected {
            counted,
            refused,
            provisional: false,
            submissions,
            experts,
            groups,
            components: Vec::new(),
            scores: Vec::new(),
            missing: Vec::new(),
            recusals: Vec::new(),
            outliers: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn recusal(&mut self, row: &FilledRow, expert: &str, collected: &mut Collected) {
        let place = row.place.clone();
        if row.touched {
            let told = problems::recused_with_scores(place.clone(), &row.id);
            self.problems.push(told);
        }
        self.problems
            .push(problems::recusal(place, &row.id, expert));
        collected.recusals.push(Recusal {
            expert: expert.to_owned(),
            submission: row.id.clone(),
            reason: row.reason.clone(),
        });
    }

    /// One line per expert, not per score.
    fn tell_missing(&mut self, collected: &mut Collected, sheets: &BTreeMap<Owner, Merged>) {
        collected.provisional = !collected.missing.is_empty();
        for expert in &collected.experts {
            let own = collected
                .missing
                .iter()
                .filter(|own| own.expert == expert.expert);
            let ids: Vec<&str> = own.map(|own| own.submission.as_str()).collect();
            if ids.is_empty() {
                continue;
            }
            match sheets.get(&Owner::Expert(expert.expert.clone())) {
                None => self
                    .problems
                    .push(problems::absent(&expert.expert, ids.len())),
                Some(sheet) => {
                    let place = Place::file(sheet.file.as_str());
                    let told = problems::incomplete(place, ids.len(), &ids.join(" "));
                    self.problems.push(told);
                }
            }
        }
    }

    fn consensus(&self, collected: &mut Collected, sheets: &BTreeMap<Owner, Merged>) {
        for own in &mut collected.submissions {
            let sheet = sheets.get(&Owner::Group(own.group.clone()));
            if let Some(row) = sheet.and_then(|sheet| sheet.rows.get(&own.submission)) {
                own.consensus = Consensus {
                    score: row.agreed,
                    recommended: row.recommended,
                    opinion: row.opinion.clone(),
                };
            }
            own.key = own.consensus.score.or(own.corrected).or(own.raw);
        }
    }

    fn tell_fit(&mut self, fit: &Fit) {
        let weak = fit.components.iter().filter(|own| !own.supported()).count();
        if weak > 0 {
            self.problems.push(problems::unsupported("results.xlsx"));
        }
        if fit.components.len() > 1 {
            self.problems.push(problems::apart(fit.components.len()));
        }
    }
}

/// What two versions of a row say differently.
fn contradiction(one: &FilledRow, other: &FilledRow) -> Option<String> {
    let differ = |a: Option<f64>, b: Option<f64>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let shown = |a: Option<f64>, b: Option<f64>| {
        let text = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        format!("{} / {}", text(a), text(b))
    };
    let pairs = one.scores.iter().zip(&other.scores);
    let pairs = pairs.chain([(&one.agreed, &other.agreed)]);
    for (a, b) in pairs {
        if differ(*a, *b) {
            return Some(shown(*a, *b));
        }
    }
    let answers = matches!(
        (one.recommended, other.recommended),
        (Some(a), Some(b)) if a != b
    );
    // A recusal in one version and scores in the other is a change of mind.
    let minds = one.recusal != other.recusal && (one.touched || other.touched);
    (answers || minds).then(String::new)
}

fn join(before: &mut FilledRow, row: FilledRow) {
    for (own, other) in before.scores.iter_mut().zip(row.scores) {
        *own = own.or(other);
    }
    before.touched |= row.touched;
    before.recusal |= row.recusal;
    before.agreed = before.agreed.or(row.agreed);
    before.recommended = before.recommended.or(row.recommended);
    for (own, other) in [
        (&mut before.comment, row.comment),
        (&mut before.reason, row.reason),
        (&mut before.opinion, row.opinion),
    ] {
        if own.is_empty() {
            *own = other;
        } else if !other.is_empty() && *own != other {
            own.push('\n');
            own.push_str(&other);
        }
    }
}

fn estimates(collected: &mut Collected, ratings: &[Rating], fit: &Fit, limit: f64) {
    for (at, own) in collected.submissions.iter_mut().enumerate() {
        if let Some(estimate) = fit.submissions[at] {
            own.scored = estimate.ratings;
            own.raw = Some(estimate.raw);
            own.corrected = estimate.corrected;
            own.spread = Some(estimate.spread);
        }
    }
    let mut sums = vec![([0.0; 3], [0_u32; 3]); collected.submissions.len()];
    let mut means = vec![(0.0, 0_u32); collected.experts.len()];
    for ((rating, score), residual) in ratings
        .iter()
        .zip(&mut collected.scores)
        .zip(&fit.residuals)
    {
        score.residual = *residual;
        let (sum, count) = &mut sums[rating.submission];
        for (at, value) in score.criteria.iter().enumerate() {
            if let Some(value) = value {
                sum[at] += value;
                count[at] += 1;
            }
        }
        means[rating.expert].0 += score.total;
        means[rating.expert].1 += 1;
        if residual.abs() > limit {
            let component = fit.submissions[rating.submission].map(|own| own.component);
            let scale = component.map_or(0.0, |own| fit.components[own].residual);
            collected.outliers.push(Outlier {
                submission: score.submission.clone(),
                expert: score.expert.clone(),
                score: score.total,
                expected: score.total - residual * scale,
                residual: *residual,
            });
        }
    }
    for (own, (sum, count)) in collected.submissions.iter_mut().zip(sums) {
        for at in 0..3 {
            own.criteria[at] = (count[at] > 0).then(|| sum[at] / f64::from(count[at]));
        }
    }
    let rows = collected.experts.iter_mut().zip(means).zip(&fit.leniency);
    for ((own, (sum, count)), leniency) in rows {
        own.scored = count as usize;
        own.mean = (count > 0).then(|| sum / f64::from(count));
        own.leniency = *leniency;
    }
}

fn order(collected: &mut Collected, cut: Option<(Cut, Quota)>) {
    let positions: BTreeMap<&str, usize> = collected
        .groups
        .iter()
        .zip(0..)
        .map(|(own, at)| (own.group.as_str(), at))
        .collect();
    let entries: Vec<Entry> = collected
        .submissions
        .iter()
        .map(|own| Entry {
            group: positions[own.group.as_str()],
            key: own.key,
            refused: own.consensus.recommended == Some(false),
        })
        .collect();
    for (own, placed) in collected.submissions.iter_mut().zip(place(&entries, cut)) {
        own.place = placed.place;
        own.tied = placed.tied;
        own.selected = placed.selected;
        own.at_cut = placed.at_cut;
    }
    for group in &mut collected.groups {
        let own = collected.submissions.iter();
        let mut own: Vec<&SubmissionResult> = own.filter(|own| own.group == group.group).collect();
        own.sort_by_key(|own| (own.place == 0, own.place));
        group.order = own.iter().map(|own| own.submission.clone()).collect();
    }
}

impl Collected {
    /// Whether some workbook or cell could not be counted.
    pub fn has_errors(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.any(|problem| problem.severity == Severity::Error)
    }
}
