//! Collects the sheets of a plan.

use super::document::Collected;
use super::filled::FilledRow;
use super::form::Form;
use super::mark::{Mark, Owner, Scale, SheetRound, row_hash, season_hash};
use super::merge::merge;
use super::problems;
use super::problems_marked;
use super::read::{Filled, read};
use super::signer::Signers;
use super::tables::decimals;
use super::words::{fitted, fold};
use crate::model::plan::Plan;
use crate::model::words::without_contacts;
use crate::model::{Place, Problem, Season, Severity, Submission};
use crate::year::scoring::{Cut, Quota};
use std::collections::{BTreeMap, BTreeSet};

/// Options of a collection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ask<'a> {
    /// SHA-256 of the bytes of the plan.
    pub plan_hash: &'a str,
    /// Size of the shortlist, if one is requested.
    pub cut: Option<(Cut, Quota)>,
}

/// Reads workbooks (file name and content) and combines them. Everything that can be counted is;
/// all the rest is reported in [`Collected::problems`].
pub fn collect(
    season: &Season,
    plan: &Plan,
    files: &[(String, Vec<u8>)],
    ask: &Ask<'_>,
) -> Collected {
    let mut desk = Desk::new(season, plan, ask);
    let mut filled = Vec::new();
    let mut counted = 0;
    for (name, bytes) in files {
        let (sheets, problems) = read(name, bytes, &desk.form);
        let mut own = sheets.iter();
        let other_round = own.any(|sheet| desk.round_of(&sheet.mark) != desk.round);
        let before = desk.problems.len();
        let told = sheets.is_empty();
        let taken: Vec<Filled> = sheets
            .into_iter()
            .filter_map(|sheet| desk.accept(sheet))
            .collect();
        if taken.is_empty() {
            // By its file name, a sheet of the other round may be mistaken for one of this round.
            if other_round {
                continue;
            }
            desk.refused.push(name.clone());
            // Errors in cells are irrelevant if the whole sheet is rejected.
            if !told {
                continue;
            }
        } else {
            counted += 1;
            filled.extend(taken);
        }
        desk.problems.splice(before..before, problems);
    }
    if !desk.earlier.is_empty() {
        let problem = problems::earlier_plan(&desk.earlier);
        desk.problems.push(problem);
    }
    let count = plan.groups.iter().map(|own| own.submissions.len()).sum();
    match ask.cut {
        Some((Cut::Number(asked), _)) if asked > count => {
            desk.problems.push(problems::longer_than_all(asked, count));
        }
        _ => {}
    }
    let sheets = merge(filled, &mut desk.problems);
    let mut collected = desk.score(&sheets, counted, files.len() - counted);
    // Cells may contain anything, so names are removed from messages.
    let hidden = season.names();
    let problems = std::mem::take(&mut collected.problems).into_iter();
    collected.problems = problems.map(|own| own.discreet(&hidden)).collect();
    collected
}

/// What the sheets are compared with, and what was found so far.
pub(super) struct Desk<'a> {
    pub(super) season: &'a Season,
    pub(super) plan: &'a Plan,
    pub(super) ask: &'a Ask<'a>,
    season_hash: String,
    round: SheetRound,
    hashes: BTreeMap<&'a str, String>,
    submissions: BTreeMap<&'a str, &'a Submission>,
    pub(super) reviewers: BTreeMap<&'a str, &'a [String]>,
    pub(super) signers: Signers<'a>,
    groups: BTreeSet<&'a str>,
    /// What the sheets ask for.
    pub(super) form: Form,
    /// Files made for another version of the plan.
    earlier: Vec<String>,
    /// Files that were not counted.
    pub(super) refused: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Desk<'a> {
    fn new(season: &'a Season, plan: &'a Plan, ask: &'a Ask<'a>) -> Self {
        let hashes = season.submissions.iter();
        let reviews = plan.reviews.iter();
        Self {
            season,
            plan,
            ask,
            form: Form::of(&season.rules),
            season_hash: season_hash(season),
            signers: Signers::new(season, plan),
            round: SheetRound::of(plan),
            submissions: hashes.clone().map(|own| (own.id.as_str(), own)).collect(),
            hashes: hashes.map(|own| (own.id.as_str(), row_hash(own))).collect(),
            reviewers: reviews
                .map(|review| (review.submission.as_str(), review.reviewers.as_slice()))
                .collect(),
            groups: plan.groups.iter().map(|group| group.id.as_str()).collect(),
            earlier: Vec::new(),
            refused: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn reviews(&self, expert: &str, submission: &str) -> bool {
        let reviewers = self.reviewers.get(submission);
        reviewers.is_some_and(|own| own.iter().any(|id| id == expert))
    }

    fn round_of(&self, mark: &Mark) -> SheetRound {
        mark.round(self.ask.plan_hash, self.round)
    }

    /// Accepts a sheet of this season with the rows that count, or reports why not.
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
        let made_for = self.round_of(&sheet.mark);
        if made_for != self.round {
            self.problems.push(problems::other_round(whole, made_for));
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
        let max = self.form.criteria.max;
        // An exact comparison is safe: both numbers were stored without loss.
        #[allow(clippy::float_cmp)]
        if sheet.max != max {
            let problem = problems::other_scale(whole, sheet.max, max);
            self.problems.push(problem);
            return None;
        }
        // Weights are shown to experts as shares; a consensus sheet shows none.
        let scale = Scale::of(&self.form.criteria);
        if let (Some(terms), Owner::Expert(_)) = (&sheet.mark.terms, &sheet.mark.owner)
            && terms.scale.shares != scale.shares
        {
            let own = &terms.scale.shares;
            if terms.scale.is_apart_from(&scale) {
                let problem = problems::other_criteria(whole, own, &scale.shares);
                self.problems.push(problem);
                return None;
            }
            let problem = problems::other_weights(whole.clone(), own, &scale.shares);
            self.problems.push(problem);
        }
        let earlier = sheet.mark.plan != self.ask.plan_hash;
        if earlier && self.earlier.last() != Some(&sheet.file) {
            self.earlier.push(sheet.file.clone());
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
            } else if let Some(other) = self.belongs_to(&row, &marked) {
                let problem = problems::exchanged_id(row.place, &row.id, other);
                self.problems.push(problem);
            } else if let Some((signer, instead)) = self.agreed_by_recused(&sheet.mark, &row) {
                let problem = problems::agreed_by_recused(row.place, &row.id, &signer, &instead);
                self.problems.push(problem);
            } else {
                self.problems.extend(other_total(&self.form, &row));
                if !self.shows(&row, &row.id) {
                    let place = row.place.clone();
                    self.problems.push(problems::other_title(place, &row.id));
                }
                kept.push(FilledRow {
                    signer: sheet.mark.signer.clone(),
                    ..row
                });
            }
        }
        sheet.rows = kept;
        Some(sheet)
    }

    /// The expert who signed for a row of a consensus sheet although recused from its submission,
    /// and who should sign instead. Rows without entries are harmless.
    fn agreed_by_recused(&self, mark: &Mark, row: &FilledRow) -> Option<(String, String)> {
        let Owner::Group(id) = &mark.owner else {
            return None;
        };
        let group = self.plan.group(id)?;
        let signer = match mark.signer.as_str() {
            "" => &group.leader,
            other => other,
        };
        let recused = row.is_filled() && self.signers.is_recused(signer, &row.id);
        let instead = self.signers.signer(group, &row.id);
        recused.then(|| (signer.to_owned(), instead.to_owned()))
    }

    /// Whether title and applicant of a row are those of a submission; ignores empty cells, spaces,
    /// marks, width and case.
    fn shows(&self, row: &FilledRow, id: &str) -> bool {
        // Sheets are written without telephone numbers from titles.
        let alike = |shown: &str, own: &str| {
            let whole = without_contacts(own);
            shown.is_empty()
                || [fold(own), fold(&whole), fold(&fitted(&whole))].contains(&fold(shown))
        };
        let own = self.submissions.get(id);
        own.is_some_and(|own| {
            alike(&row.title, &own.title) && alike(&row.organization, &own.organization)
        })
    }

    /// Another submission of the same sheet that has the row's title and applicant: ids were
    /// swapped, so the scores may be meant for either.
    fn belongs_to<'b>(
        &self,
        row: &FilledRow,
        marked: &BTreeMap<&'b str, &'b str>,
    ) -> Option<&'b str> {
        if self.shows(row, &row.id) || row.title.is_empty() {
            return None;
        }
        let mut others = marked.keys().copied();
        others.find(|&other| other != row.id && self.shows(row, other))
    }
}

/// A total that differs from the one computed from the scores of its row, beyond the rounding of a
/// stored formula.
fn other_total(form: &Form, row: &FilledRow) -> Option<Problem> {
    const ROUNDED: f64 = 0.51;
    let counted = form.criteria.total(&row.scores)?;
    let written = row.total.filter(|own| (own - counted).abs() > ROUNDED)?;
    let (written, counted) = (decimals(written, 2), decimals(counted, 2));
    Some(problems_marked::other_total(
        row.place.clone(),
        &written,
        &counted,
    ))
}

impl Collected {
    /// Adds the files of the folder that could not be opened.
    pub fn unread(&mut self, files: &[String]) {
        let told = files
            .iter()
            .map(|file| problems_marked::no_file(Place::file(file.as_str())));
        self.problems.splice(0..0, told);
        self.refused += files.len();
    }

    /// Whether some workbook or cell could not be counted.
    pub fn has_errors(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.any(|problem| problem.severity == Severity::Error)
    }
}
