//! Compiles a season into an [`Instance`].

use super::cells::{ComputedCells, DENSE_LIMIT};
use super::shape::{self, Supply};
use super::suspects::Suspects;
use super::{Candidate, Cell, Cells, ChairPins, GroupSet, GroupSpec, Instance, Need, Reason};
use super::{Mixes, Seating, Shape};
use crate::model::{
    Employment, Expert, ExpertIndex, Pin, PinKind, PinObject, PinSubject, Regions, Season,
    Submission, SubmissionIndex, Theme,
};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::{ConflictSeverity, Conflicts};
use crate::suitability::industry_members;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A season in solver form except for the groups: the part that does not depend on their number.
#[derive(Debug)]
pub struct Compiler<'a> {
    season: &'a Season,
    conflicts: &'a Conflicts,
    experts: Vec<Candidate>,
    submissions: Vec<Need>,
    cells: Cells,
    mixes: Arc<Mixes>,
    /// Themes that each submission may go to.
    fits: Vec<Vec<usize>>,
    supply: Supply,
    counts: Vec<usize>,
}

impl<'a> Compiler<'a> {
    /// Compiles the parts of `season` that do not depend on the number of groups. Memory is
    /// proportional to submissions x experts up to a limit; beyond it, pairs are computed on
    /// demand.
    ///
    /// # Errors
    /// The reason why no number of members is allowed.
    pub fn new(
        season: &'a Season,
        conflicts: &'a Conflicts,
        affinity: &Affinity,
    ) -> Result<Self, Vec<Reason>> {
        let experts = candidates(season);
        let wanted = industry_members::wanted(season, conflicts, affinity);
        let mixes = mixes(season, &experts);
        let submissions = needs(season, &mixes, &wanted);
        let fits = theme_fits(season, &submissions);
        let supply = Supply {
            experts: experts.len(),
            leaders: experts.iter().filter(|expert| expert.can_lead).count(),
            submissions: submissions.len(),
            theme_most: most_forced(&fits, season.themes.len()),
            theme_least: fewest_possible(&fits, season.themes.len()),
        };
        let counts = shape::counts(season, supply)?;
        let mut cells = cells(affinity, conflicts, &mixes, &experts, &submissions);
        for (submission, expert) in forbidden_reviews(season, &experts, &submissions) {
            cells.recuse(submission, expert);
        }
        Ok(Self {
            season,
            conflicts,
            experts,
            submissions,
            cells,
            mixes: Arc::new(mixes),
            fits,
            supply,
            counts,
        })
    }

    /// The numbers of groups that the rules allow, the usual one first; a single one if the office
    /// or its themes fix it.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// Fewest reviews of a member. Where nothing is reviewed, nobody can be asked to review; and
    /// with fewer reviews than seats, as when submissions are withdrawn, not everybody can have one.
    fn least_load(&self, shape: &Shape) -> u32 {
        let reviews: usize = self.submissions.iter().map(|need| need.reviewers).sum();
        match self.season.rules.reviews.min_per_member {
            _ if reviews == 0 => 0,
            1 if reviews < shape.groups * shape.min_members() => 0,
            least => least,
        }
    }

    /// Creates the instance with the given number of groups.
    ///
    /// # Errors
    /// Proofs by counting that no plan exists, such as contradictory pins.
    pub fn instance(&self, groups: usize) -> Result<Instance, Vec<Reason>> {
        let season = self.season;
        let shape = Shape::of(season, self.supply, groups)?;
        let balance = &season.rules.balance;
        let mut instance = Instance {
            groups: group_specs(season, shape.groups),
            cells: self.cells.clone(),
            mixes: Arc::clone(&self.mixes),
            kin: Vec::new(),
            must_review: Vec::new(),
            chairs: ChairPins::default(),
            reviewers_each: (self.submissions.iter())
                .map(|need| need.reviewers)
                .max()
                .unwrap_or(season.rules.reviews.per_submission),
            industry_reviewers: season.rules.coverage.industry_reviewers,
            domain_reviewers: season.rules.coverage.domain_reviewers,
            min_load: self.least_load(&shape),
            load_difference: match balance.max_load_difference {
                0 => u32::MAX,
                most => most,
            },
            employer_cap: match balance.max_per_employer {
                0 => usize::MAX,
                cap => cap,
            },
            region_share: match balance.max_region_share {
                share if share <= 0.0 => 1.0,
                share => share,
            },
            new_share: balance.min_new_share,
            chairs_in_groups: season.rules.groups.chairs_in_groups,
            experts: self.experts.clone(),
            submissions: self.submissions.clone(),
            shape,
        };
        // Who reviews less than every member has to is no member.
        for expert in &mut instance.experts {
            if expert.load_cap < instance.min_load {
                expert.allowed = GroupSet::only(instance.shape.groups, []);
            }
        }
        instance.narrow_to_themes(&self.fits);
        instance.add_kin(self.conflicts);
        instance.add_pins(season)?;
        Ok(instance)
    }
}

impl Instance {
    /// Compiles `season` with the usual number of groups.
    ///
    /// # Errors
    /// Proofs by counting that no plan exists: no allowed group size, or contradictory pins.
    pub fn compile(
        season: &Season,
        conflicts: &Conflicts,
        affinity: &Affinity,
    ) -> Result<Self, Vec<Reason>> {
        let compiler = Compiler::new(season, conflicts, affinity)?;
        compiler.instance(compiler.counts[0])
    }

    fn narrow_to_themes(&mut self, fits: &[Vec<usize>]) {
        for (need, fit) in self.submissions.iter_mut().zip(fits) {
            if !fit.is_empty() {
                need.allowed = GroupSet::only(self.shape.groups, fit.iter().copied());
            }
        }
    }

    fn add_kin(&mut self, conflicts: &Conflicts) {
        let positions = expert_positions(&self.experts);
        let mut pairs: Vec<(u32, u32)> = conflicts
            .kin()
            .iter()
            .filter_map(|pair| Some((*positions.get(&pair.a)?, *positions.get(&pair.b)?)))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        for &(a, b) in &pairs {
            self.experts[a as usize].kin.push(b);
            self.experts[b as usize].kin.push(a);
        }
        for expert in &mut self.experts {
            expert.kin.sort_unstable();
        }
        self.kin = pairs;
    }
}

/// The reviews that pins forbid, as numbers of submission and expert.
fn forbidden_reviews(
    season: &Season,
    experts: &[Candidate],
    submissions: &[Need],
) -> Vec<(usize, usize)> {
    let pins = season.pins.iter();
    let pins = pins.filter(|pin| pin.forbidden && pin.kind == PinKind::Reviewer);
    let numbers = |pin: &Pin| match (pin.subject, &pin.object) {
        (PinSubject::Expert(expert), PinObject::Submission(submission)) => {
            let mut needs = submissions.iter();
            let mut own = experts.iter();
            Some((
                needs.position(|need| need.season == *submission)?,
                own.position(|candidate| candidate.season == expert)?,
            ))
        }
        _ => None,
    };
    pins.filter_map(numbers).collect()
}

/// Returns the number of each candidate by the expert's index in the season.
pub(super) fn expert_positions(experts: &[Candidate]) -> BTreeMap<ExpertIndex, u32> {
    experts
        .iter()
        .map(|expert| expert.season)
        .zip(0..)
        .collect()
}

fn numbers(experts: &[Candidate]) -> Vec<Option<u32>> {
    let last = experts.last().map_or(0, |expert| expert.season.at() + 1);
    let mut numbers = vec![None; last];
    for (expert, number) in experts.iter().zip(0..) {
        numbers[expert.season.at()] = Some(number);
    }
    numbers
}

/// Numbers texts from 1 in the order of their first occurrence; an empty text is 0.
#[derive(Default)]
struct Numbers(BTreeMap<String, u32>);

impl Numbers {
    fn of(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let next = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
        *self.0.entry(text.to_owned()).or_insert(next)
    }
}

fn candidates(season: &Season) -> Vec<Candidate> {
    let (mut employers, mut regions) = (Numbers::default(), Numbers::default());
    let employment = Employment::of(season);
    let places = Regions::of(season);
    let limit = season.rules.reviews.max_per_expert;
    season
        .experts
        .iter()
        .enumerate()
        .filter(|(_, expert)| season.may_serve(expert))
        .map(|(position, expert)| Candidate {
            season: ExpertIndex::new(position),
            employers: {
                let own = employment.employers(ExpertIndex::new(position)).iter();
                let mut numbers: Vec<u32> = own.map(|key| employers.of(key.text())).collect();
                numbers.sort_unstable();
                numbers
            },
            region: regions.of(&places.key(&expert.region)),
            can_lead: expert.can_lead,
            quality_lead: expert.quality_lead,
            newcomer: expert.is_newcomer(),
            load_cap: expert.max_reviews.map_or(limit, |own| own.min(limit)),
            allowed: GroupSet::all(),
            may_lead: GroupSet::all(),
            seating: Seating::Free,
            kin: Vec::new(),
        })
        .collect()
}

/// The rules about the mix of people, for these candidates.
fn mixes(season: &Season, experts: &[Candidate]) -> Mixes {
    let people = experts.iter().map(|own| &season.experts[own.season.at()]);
    let people: Vec<&Expert> = people.collect();
    let passed = season.submissions.iter().filter(|own| own.passed);
    let mut reviewers: Vec<usize> = passed.map(|own| season.reviewers_of(own)).collect();
    reviewers.sort_unstable();
    reviewers.dedup();
    Mixes::of(season, &people, &reviewers)
}

fn needs(season: &Season, mixes: &Mixes, industry_members: &[u32]) -> Vec<Need> {
    let coverage = &season.rules.coverage;
    season
        .submissions
        .iter()
        .enumerate()
        .filter(|(_, submission)| submission.passed)
        .map(|(position, submission)| {
            let industry = !submission.industries.is_empty() && coverage.industry_reviewers > 0;
            let domains = match coverage.domain_reviewers {
                0 => 0,
                _ => (1_u32 << submission.domains.len().min(mixes.domains())) - 1,
            };
            let reviewers = season.reviewers_of(submission);
            Need {
                season: SubmissionIndex::new(position),
                mask: domains << 1 | u32::from(industry) | mixes.mask(false, reviewers),
                hard: mixes.mask(true, reviewers),
                reviewers,
                industry_members: industry_members[position],
                allowed: GroupSet::all(),
                must_review: Vec::new(),
            }
        })
        .collect()
}

/// Returns for each submission the themes of which it must belong to one: those it matches
/// completely, else those it matches partly, else none.
fn theme_fits(season: &Season, needs: &[Need]) -> Vec<Vec<usize>> {
    needs
        .iter()
        .map(|need| {
            let submission = &season.submissions[need.season.at()];
            let fits: Vec<Vec<bool>> = season
                .themes
                .iter()
                .map(|theme| theme_matches(theme, submission))
                .collect();
            let themes = |fit: fn(&[bool]) -> bool| -> Vec<usize> {
                (0..fits.len()).filter(|&at| fit(&fits[at])).collect()
            };
            let full = themes(|columns| !columns.is_empty() && columns.iter().all(|&fit| fit));
            if full.is_empty() {
                themes(|columns| columns.contains(&true))
            } else {
                full
            }
        })
        .collect()
}

/// Returns for each column filled in the theme whether the submission matches it.
fn theme_matches(theme: &Theme, submission: &Submission) -> Vec<bool> {
    let mut columns = Vec::with_capacity(3);
    if !theme.industries.is_empty() {
        columns.push(theme.industries.iter().any(|wanted| {
            let has = &submission.industries;
            has.iter().any(|industry| wanted.contains(industry))
        }));
    }
    if !theme.domains.is_empty() {
        columns.push(theme.domains.iter().any(|wanted| {
            let has = &submission.domains;
            has.iter()
                .any(|own| own == wanted || own.parent.as_ref() == Some(&wanted.code))
        }));
    }
    if !theme.categories.is_empty() {
        let category = submission.category;
        columns.push(category.is_some_and(|category| theme.categories.contains(&category)));
    }
    columns
}

fn most_forced(fits: &[Vec<usize>], themes: usize) -> usize {
    let forced = |theme: usize| fits.iter().filter(|fit| **fit == [theme]).count();
    (0..themes).map(forced).max().unwrap_or(0)
}

fn fewest_possible(fits: &[Vec<usize>], themes: usize) -> usize {
    let possible = |theme: usize| {
        let goes = |fit: &&Vec<usize>| fit.is_empty() || fit.contains(&theme);
        fits.iter().filter(goes).count()
    };
    (0..themes).map(possible).min().unwrap_or(usize::MAX)
}

/// The id of a group without a theme, numbered from 0, among so many.
pub fn group_id(groups: usize, number: usize) -> String {
    let width = if groups >= 100 { 3 } else { 2 };
    format!("G{:0width$}", number + 1)
}

fn group_specs(season: &Season, groups: usize) -> Vec<GroupSpec> {
    let taken: Vec<&str> = season
        .themes
        .iter()
        .map(|theme| theme.id.as_str())
        .collect();
    let mut fresh = (0..)
        .map(|number| group_id(groups, number))
        .filter(|id| !taken.contains(&id.as_str()));
    (0..groups)
        .map(|group| GroupSpec {
            id: match season.themes.get(group) {
                Some(theme) => theme.id.clone(),
                None => fresh.next().unwrap_or_default(),
            },
            theme: (group < season.themes.len()).then_some(group),
            leader: None,
        })
        .collect()
}

fn cells(
    affinity: &Affinity,
    conflicts: &Conflicts,
    mixes: &Mixes,
    experts: &[Candidate],
    submissions: &[Need],
) -> Cells {
    if experts.len() * submissions.len() > DENSE_LIMIT {
        let positions = expert_positions(experts);
        let conflicts: Vec<Vec<(u32, bool)>> = submissions
            .iter()
            .map(|need| conflicts_of(conflicts, need.season, &positions))
            .collect();
        let mut suspects = vec![Suspects::default(); experts.len()];
        for (submission, row) in conflicts.iter().enumerate() {
            for &(expert, _) in row {
                suspects[expert as usize].add(submission);
            }
        }
        return Cells::Computed(Arc::new(ComputedCells {
            affinity: affinity.clone(),
            experts: experts.iter().map(|expert| expert.season).collect(),
            numbers: numbers(experts),
            submissions: submissions.iter().map(|need| need.season).collect(),
            conflicts,
            suspects,
            forbidden: Vec::new(),
            mix_bits: (0..experts.len()).map(|at| mixes.of_expert(at)).collect(),
            mix_mask: mixes.all_bits(),
        }));
    }
    let row = |need: &Need| -> Vec<Cell> {
        let s = need.season;
        let coverage = need.mask & !mixes.all_bits();
        experts
            .iter()
            .enumerate()
            .map(|(at, expert)| {
                let e = expert.season;
                let known = affinity.coverage(e, s);
                let mask = known & coverage | mixes.of_expert(at);
                let cell = Cell::new(affinity.score(e, s), mask);
                match conflicts.severity(e, s) {
                    None if known & 1 == 1 => cell.with_knowledge(),
                    None => cell,
                    Some(ConflictSeverity::Recuse) => cell.with_recusal(),
                    Some(ConflictSeverity::Bar) => cell.with_bar(),
                }
            })
            .collect()
    };
    let rows: Vec<Vec<Cell>> = submissions.par_iter().map(row).collect();
    Cells::Dense {
        experts: experts.len(),
        cells: rows.concat().into(),
    }
}

fn conflicts_of(
    conflicts: &Conflicts,
    submission: SubmissionIndex,
    positions: &BTreeMap<ExpertIndex, u32>,
) -> Vec<(u32, bool)> {
    let barred = conflicts.barred(submission).iter().map(|e| (e, true));
    let recused = conflicts.recused(submission).iter().map(|e| (e, false));
    let mut all: Vec<(u32, bool)> = barred
        .chain(recused)
        .filter_map(|(expert, bar)| Some((*positions.get(expert)?, bar)))
        .collect();
    all.sort_unstable();
    all
}
