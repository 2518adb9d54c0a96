//! A plain integer program of a season, written from the contract. It shares only the reading of
//! scores and conflicts with the solver. Slow, but simple.

use empanel::model::{
    Amount, ExpertIndex, MixRule, MixScope, Party, Pin, PinKind, PinObject, PinSubject,
    RelationKind, Season, Submission, SubmissionIndex, Theme,
};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::{ConflictSeverity, Conflicts};
use good_lp::solvers::SolutionStatus;
use good_lp::{
    Constraint, Expression, ProblemVariables, ResolutionError, Solution as _, SolverModel as _,
    Variable, constraint, variable, variables,
};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds after which a program is given up: about one season in several hundred has such similar
/// groups that a plain model does not finish.
const LONGEST: f64 = 60.0;

/// The objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// Fewest shortfalls, then the highest total.
    Total,
    /// Fewest shortfalls alone.
    Fewest,
    /// The highest total with at most so many shortfalls and no submission below the sum.
    TotalWithin(usize, f64),
    /// The highest sum of the worst submission with at most so many shortfalls.
    WorstWithin(usize),
}

/// Shortfalls, and the total or the worst.
pub type Best = (usize, f64);

/// A season with its scores and conflicts.
pub struct Exact<'a> {
    season: &'a Season,
    /// Who may serve, and what is reviewed.
    experts: Vec<usize>,
    submissions: Vec<usize>,
    conflicts: Conflicts,
    affinity: Affinity,
    slow: Cell<bool>,
}

type Row<T> = Vec<T>;

struct Program<'a> {
    of: &'a Exact<'a>,
    ids: Vec<String>,
    variables: ProblemVariables,
    rows: Vec<Constraint>,
    seat: Row<Row<Variable>>,
    place: Row<Row<Variable>>,
    review: Row<Row<Variable>>,
    leader: Row<Row<Variable>>,
    chair: Row<Variable>,
    vice: Row<Variable>,
    unmet: Vec<Variable>,
}

fn sum(variables: impl IntoIterator<Item = Variable>) -> Expression {
    variables.into_iter().map(Expression::from).sum()
}

impl<'a> Exact<'a> {
    pub fn new(season: &'a Season) -> Self {
        let serves = |at: &usize| {
            let expert = &season.experts[*at];
            let limit = season.rules.balance.max_consecutive_years;
            let year = season.rules.conflicts.year;
            let row = (1..).take_while(|back| expert.served_years.contains(&(year - back)));
            expert.available && (limit == 0 || row.count() < limit as usize)
        };
        Self {
            season,
            experts: (0..season.experts.len()).filter(serves).collect(),
            submissions: (0..season.submissions.len())
                .filter(|&at| season.submissions[at].passed)
                .collect(),
            conflicts: Conflicts::build(season),
            affinity: Affinity::build(season),
            slow: Cell::new(false),
        }
    }

    /// Whether one of the programs took too long, so that the season is undecided.
    pub fn slow(&self) -> bool {
        self.slow.get()
    }

    /// The best over all permitted numbers of groups; `None` if there is no plan.
    pub fn best(&self, aim: Aim) -> Option<Best> {
        if aim == Aim::Total {
            // In two steps: with both objectives in one sum of very different weights, the solver
            // was observed to report a total that was not optimal.
            let (fewest, _) = self.best(Aim::Fewest)?;
            let (_, total) = self.best(Aim::TotalWithin(fewest, 0.0))?;
            return Some((fewest, total));
        }
        let found = self
            .counts()
            .into_iter()
            .filter_map(|count| self.with(count, aim));
        found.reduce(|a, b| match a.0.cmp(&b.0) {
            std::cmp::Ordering::Less => a,
            std::cmp::Ordering::Greater => b,
            std::cmp::Ordering::Equal => (a.0, a.1.max(b.1)),
        })
    }

    /// The sum of each submission with the best experts without conflict, in any group: limits that
    /// need no program.
    pub fn loose(&self) -> Vec<f64> {
        let best = |&s: &usize| -> f64 {
            let each = self.season.reviewers_of(&self.season.submissions[s]);
            let free = self
                .experts
                .iter()
                .filter(|&&e| self.severity(e, s).is_none());
            let mut scores: Vec<f64> = free.map(|&e| self.score(e, s)).collect();
            scores.sort_by(|a, b| b.total_cmp(a));
            scores.iter().take(each).sum()
        };
        self.submissions.iter().map(best).collect()
    }

    fn counts(&self) -> Vec<usize> {
        let own = &self.season.rules.groups;
        match own.count.max(self.season.themes.len()) {
            0 => (1..=self.experts.len() / own.min_members.max(1)).collect(),
            given => vec![given],
        }
    }

    fn score(&self, e: usize, s: usize) -> f64 {
        let (expert, submission) = (ExpertIndex(e as u32), SubmissionIndex(s as u32));
        self.affinity.score(expert, submission)
    }

    fn severity(&self, e: usize, s: usize) -> Option<ConflictSeverity> {
        let (expert, submission) = (ExpertIndex(e as u32), SubmissionIndex(s as u32));
        self.conflicts.severity(expert, submission)
    }

    /// All present employers of the expert; a second job counts like the first.
    fn employers(&self, e: usize) -> BTreeSet<String> {
        let season = self.season;
        let key = |name: &str| season.organizations.key(name).text().to_owned();
        let jobs = season.relations.iter().filter_map(|job| {
            let own = job.subject == Party::Expert(ExpertIndex(e as u32));
            let present = job
                .until
                .is_none_or(|last| last >= season.rules.conflicts.year);
            match &job.object {
                Party::Named(name) if own && present && job.kind == RelationKind::EmployedBy => {
                    Some(key(name))
                }
                _ => None,
            }
        });
        let mut all: BTreeSet<String> = jobs.collect();
        all.insert(key(&season.experts[e].employer));
        all.remove("");
        if season.rules.balance.family_as_one_employer {
            all = all.into_iter().map(|own| self.family(own)).collect();
        }
        all
    }

    /// The first name of the corporate family, by walking over control until nothing is added.
    fn family(&self, employer: String) -> String {
        let season = self.season;
        let rules = &season.rules.conflicts;
        let name = |party: &Party| match party {
            Party::Named(name) => season.organizations.key(name).text().to_owned(),
            other => format!("{other:?}"),
        };
        let ties: Vec<(String, String)> = season
            .relations
            .iter()
            .filter(|one| one.kind == RelationKind::ParentOf)
            .filter(|one| {
                one.until
                    .is_none_or(|until| rules.year - until <= rules.lookback_years)
            })
            .map(|one| (name(&one.subject), name(&one.object)))
            .collect();
        let mut family = BTreeSet::from([employer]);
        loop {
            let before = family.len();
            for (a, b) in &ties {
                if family.contains(a) || family.contains(b) {
                    family.extend([a.clone(), b.clone()]);
                }
            }
            if family.len() == before {
                return family.pop_first().unwrap_or_default();
            }
        }
    }

    /// Whether the expert is of the kind of a rule about the mix of people: by the words that the
    /// seasons drawn here have.
    fn is_of(&self, e: usize, rule: &MixRule) -> bool {
        let expert = &self.season.experts[e];
        let cell = match rule.column.as_str() {
            "newcomer" if expert.served_years.is_empty() => "是",
            "newcomer" => "否",
            _ => expert.columns[0].1.as_str(),
        };
        cell.split('；').any(|part| part == rule.values[0])
    }

    fn with(&self, groups: usize, aim: Aim) -> Option<Best> {
        let taken: Vec<&str> = self
            .season
            .themes
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        let mut fresh = (1..)
            .map(|number| format!("G{number:02}"))
            .filter(|id| !taken.contains(&id.as_str()));
        let ids = (0..groups).map(|at| match taken.get(at) {
            Some(id) => (*id).to_owned(),
            None => fresh.next().unwrap_or_default(),
        });
        let mut variables = variables!();
        let mut grid = |rows: usize, columns: usize| -> Row<Row<Variable>> {
            let mut grid = vec![Vec::new(); rows];
            for row in &mut grid {
                row.extend((0..columns).map(|_| variables.add(variable().binary())));
            }
            grid
        };
        let (e, s) = (self.experts.len(), self.submissions.len());
        let (seat, leader) = (grid(e, groups), grid(e, groups));
        let (place, review) = (grid(s, groups), grid(s, e));
        let heads = grid(2, e);
        let program = Program {
            of: self,
            ids: ids.collect(),
            variables,
            rows: Vec::new(),
            seat,
            place,
            review,
            leader,
            chair: heads[0].clone(),
            vice: heads[1].clone(),
            unmet: Vec::new(),
        };
        program.best(aim)
    }
}

impl Program<'_> {
    fn groups(&self) -> std::ops::Range<usize> {
        0..self.ids.len()
    }

    fn best(mut self, aim: Aim) -> Option<Best> {
        self.committee();
        self.panels();
        self.reviews();
        self.themes();
        self.newcomers();
        self.pins();
        self.coverage();
        self.industry_members();
        self.mixes();
        let sums: Vec<Expression> = (0..self.of.submissions.len())
            .map(|s| self.sum(s))
            .collect();
        let total: Expression = sums.iter().cloned().sum();
        let unmet: Expression = sum(self.unmet.iter().copied());
        let goal = match aim {
            Aim::Total | Aim::Fewest => -1.0 * unmet.clone(),
            Aim::TotalWithin(most, least) => {
                self.rows.push(constraint!(unmet.clone() <= most as f64));
                for sum in sums {
                    self.rows.push(constraint!(sum >= least - 1e-7));
                }
                total
            }
            Aim::WorstWithin(most) => {
                self.rows.push(constraint!(unmet.clone() <= most as f64));
                // Without submissions there is no worst one.
                let most = if sums.is_empty() { 0.0 } else { 100.0 };
                let worst = self.variables.add(variable().min(0.0).max(most));
                for sum in sums {
                    self.rows.push(constraint!(sum >= worst));
                }
                worst.into()
            }
        };
        let mut problem = (self.variables.maximise(goal.clone()))
            .using(good_lp::highs)
            .set_threads(1);
        problem.set_verbose(false);
        problem = problem.set_mip_rel_gap(0.0).expect("a gap");
        problem = problem.set_mip_abs_gap(1e-9).expect("a gap");
        for row in self.rows {
            problem.add_constraint(row);
        }
        problem = problem.set_time_limit(LONGEST);
        let solution = match problem.solve() {
            Ok(solution) if matches!(solution.status(), SolutionStatus::Optimal) => solution,
            Err(ResolutionError::Infeasible) => return None,
            _ => {
                self.of.slow.set(true);
                return None;
            }
        };
        let shortfalls = solution.eval(&unmet).round() as usize;
        let value = solution.eval(&goal);
        Some(match aim {
            Aim::Total | Aim::Fewest => (shortfalls, 0.0),
            // Here the number of shortfalls is only limited, not minimised.
            _ => (0, value),
        })
    }

    fn sum(&self, s: usize) -> Expression {
        let of = self.of;
        let reviews = self.review[s].iter().enumerate();
        reviews
            .map(|(e, &review)| review * of.score(of.experts[e], of.submissions[s]))
            .sum()
    }

    fn committee(&mut self) {
        let season = self.of.season;
        self.rows.push(constraint!(sum(self.chair.clone()) == 1));
        self.rows.push(constraint!(sum(self.vice.clone()) == 1));
        let mut employers: BTreeMap<String, Vec<Variable>> = BTreeMap::new();
        for (at, &e) in self.of.experts.iter().enumerate() {
            let (chair, vice) = (self.chair[at], self.vice[at]);
            let expert = &season.experts[e];
            let seats = sum(self.seat[at].clone());
            self.rows.push(constraint!(seats.clone() <= 1));
            self.rows.push(constraint!(chair + vice <= 1));
            if !season.rules.groups.chairs_in_groups {
                self.rows.push(constraint!(seats + chair + vice <= 1));
            }
            if !expert.quality_lead {
                self.rows.push(constraint!(chair + vice <= 0));
            }
            for employer in self.of.employers(e) {
                employers.entry(employer).or_default().extend([chair, vice]);
            }
        }
        for heads in employers.into_values() {
            self.rows.push(constraint!(sum(heads) <= 1));
        }
    }

    fn panels(&mut self) {
        let season = self.of.season;
        let (rules, balance) = (&season.rules.groups, &season.rules.balance);
        for g in self.groups() {
            let sizes = (rules.min_members.max(1)..=rules.max_members)
                .filter(|size| !rules.odd_members || size % 2 == 1);
            let mut size = Expression::default();
            let mut one = Expression::default();
            for members in sizes {
                let chosen = self.variables.add(variable().binary());
                size += chosen * members as f64;
                one += chosen;
            }
            let seats: Vec<Variable> = self.seat.iter().map(|row| row[g]).collect();
            self.rows.push(constraint!(one == 1));
            self.rows
                .push(constraint!(sum(seats.clone()) == size.clone()));
            let held = sum(self.place.iter().map(|row| row[g]));
            if rules.min_submissions > 0 {
                self.rows
                    .push(constraint!(held.clone() >= rules.min_submissions as f64));
            }
            if rules.max_submissions > 0 {
                self.rows
                    .push(constraint!(held <= rules.max_submissions as f64));
            }
            let alike = |of: &dyn Fn(usize) -> BTreeSet<String>| {
                let mut sets: BTreeMap<String, Vec<Variable>> = BTreeMap::new();
                for (at, &e) in self.of.experts.iter().enumerate() {
                    for own in of(e) {
                        sets.entry(own).or_default().push(seats[at]);
                    }
                }
                sets.remove("");
                sets.into_values()
            };
            let employer = |e: usize| self.of.employers(e);
            let region = |e: usize| [season.experts[e].region.trim().to_owned()].into();
            let mut rows = Vec::new();
            if balance.max_per_employer > 0 {
                for set in alike(&employer) {
                    rows.push(constraint!(sum(set) <= balance.max_per_employer as f64));
                }
            }
            if balance.max_region_share > 0.0 {
                for set in alike(&region) {
                    let most = balance.max_region_share * size.clone() + 1e-6;
                    rows.push(constraint!(sum(set) <= most));
                }
            }
            self.rows.extend(rows);
            let leaders = sum(self.leader.iter().map(|row| row[g]));
            self.rows.push(constraint!(leaders == 1));
            for (at, &e) in self.of.experts.iter().enumerate() {
                let leader = self.leader[at][g];
                self.rows.push(constraint!(leader <= seats[at]));
                if !season.experts[e].can_lead {
                    self.rows.push(constraint!(leader <= 0));
                }
            }
            for pair in self.of.conflicts.kin() {
                let at = |expert: ExpertIndex| {
                    self.of.experts.iter().position(|&e| e == expert.0 as usize)
                };
                if let (Some(a), Some(b)) = (at(pair.a), at(pair.b))
                    && a != b
                {
                    self.rows.push(constraint!(seats[a] + seats[b] <= 1));
                }
            }
        }
    }

    fn reviews(&mut self) {
        let season = self.of.season;
        for (s, &submission) in self.of.submissions.iter().enumerate() {
            self.rows.push(constraint!(sum(self.place[s].clone()) == 1));
            let each = season.reviewers_of(&season.submissions[submission]) as f64;
            self.rows
                .push(constraint!(sum(self.review[s].clone()) == each));
            for (e, &expert) in self.of.experts.iter().enumerate() {
                let review = self.review[s][e];
                let severity = self.of.severity(expert, submission);
                if severity.is_some() {
                    self.rows.push(constraint!(review <= 0));
                }
                self.rows
                    .push(constraint!(review <= sum(self.seat[e].clone())));
                for g in self.groups() {
                    let (seat, place) = (self.seat[e][g], self.place[s][g]);
                    self.rows.push(constraint!(review + place <= 1 + seat));
                    if severity == Some(ConflictSeverity::Bar) {
                        self.rows.push(constraint!(seat + place <= 1));
                    }
                }
            }
        }
        for (e, &expert) in self.of.experts.iter().enumerate() {
            let rules = season.rules.reviews.max_per_expert;
            let own = season.experts[expert]
                .max_reviews
                .unwrap_or(rules)
                .min(rules);
            let load = sum(self.review.iter().map(|row| row[e]));
            self.rows.push(constraint!(load.clone() <= f64::from(own)));
            if !self.of.submissions.is_empty() {
                let least = f64::from(self.least_load());
                let seats = least * sum(self.seat[e].clone());
                self.rows.push(constraint!(load >= seats));
            }
        }
        self.even_loads();
    }

    /// A least load of 1 is not asked for where there are fewer reviews than seats.
    fn least_load(&self) -> u32 {
        let season = self.of.season;
        let asked = season.rules.reviews.min_per_member;
        let groups = &season.rules.groups;
        let odd = |size: &usize| !groups.odd_members || size % 2 == 1;
        let smallest = (groups.min_members.max(1)..=groups.max_members).find(odd);
        let seats = smallest.unwrap_or(0) * self.groups().len();
        let submissions = self.of.submissions.iter();
        let reviews = submissions.map(|&own| season.reviewers_of(&season.submissions[own]));
        match asked {
            1 if reviews.sum::<usize>() < seats => 0,
            _ => asked,
        }
    }

    /// Loads of two members of one group differ by no more than the office allows.
    fn even_loads(&mut self) {
        let most = f64::from(self.of.season.rules.balance.max_load_difference);
        if most == 0.0 {
            return;
        }
        let all = self.of.submissions.len() as f64;
        for a in 0..self.of.experts.len() {
            for b in 0..self.of.experts.len() {
                let load = |e: usize| sum(self.review.iter().map(|row| row[e]));
                let difference = load(a) - load(b);
                for g in self.groups() {
                    let apart = 2.0 - self.seat[a][g] - self.seat[b][g];
                    self.rows
                        .push(constraint!(difference.clone() <= most + all * apart));
                }
            }
        }
    }

    fn themes(&mut self) {
        let season = self.of.season;
        for (s, &submission) in self.of.submissions.iter().enumerate() {
            let asked = &season.submissions[submission];
            let fits: Vec<u8> = season
                .themes
                .iter()
                .map(|theme| fit(theme, asked))
                .collect();
            let best = fits.iter().copied().max().unwrap_or(0);
            if best == 0 {
                continue;
            }
            for g in self.groups() {
                if fits.get(g).copied().unwrap_or(0) < best {
                    let place = self.place[s][g];
                    self.rows.push(constraint!(place <= 0));
                }
            }
        }
    }

    fn newcomers(&mut self) {
        let share = self.of.season.rules.balance.min_new_share;
        if share <= 0.0 {
            return;
        }
        let (mut members, mut people) = (Expression::default(), Expression::default());
        for (at, &e) in self.of.experts.iter().enumerate() {
            let new = self.of.season.experts[e].served_years.is_empty();
            let weight = f64::from(u8::from(new)) - share;
            let seats = sum(self.seat[at].clone());
            let head: Expression = self.chair[at] + self.vice[at];
            let person = self.variables.add(variable().binary());
            self.rows.push(constraint!(person >= seats.clone()));
            self.rows.push(constraint!(person >= head.clone()));
            self.rows.push(constraint!(person <= seats.clone() + head));
            members += weight * seats;
            people += weight * person;
        }
        self.rows.push(constraint!(members >= -1e-6));
        self.rows.push(constraint!(people >= -1e-6));
    }

    fn coverage(&mut self) {
        let rules = &self.of.season.rules.coverage;
        for (s, &submission) in self.of.submissions.iter().enumerate() {
            let asked = &self.of.season.submissions[submission];
            for bit in 0..=asked.domains.len() {
                let (needed, counts) = match bit {
                    0 => (rules.industry_reviewers, !asked.industries.is_empty()),
                    _ => (rules.domain_reviewers, true),
                };
                if needed == 0 || !counts {
                    continue;
                }
                let unmet = self.variables.add(variable().binary());
                let able = self.of.experts.iter().enumerate().filter(|&(_, &e)| {
                    let (e, s) = (ExpertIndex(e as u32), SubmissionIndex(submission as u32));
                    self.of.affinity.coverage(e, s) >> bit & 1 == 1
                });
                let having = sum(able.map(|(e, _)| self.review[s][e]));
                let needed = f64::from(needed);
                self.rows
                    .push(constraint!(having + needed * unmet >= needed));
                self.unmet.push(unmet);
            }
        }
    }

    /// Members who know a submission's industry and have no conflict with it; no more are wanted
    /// than the smallest group has or the pool holds.
    fn industry_members(&mut self) {
        let groups = &self.of.season.rules.groups;
        let odd = |size: &usize| !groups.odd_members || size % 2 == 1;
        let smallest = (groups.min_members.max(1)..=groups.max_members).find(odd);
        for (s, &submission) in self.of.submissions.iter().enumerate() {
            let knows = |e: usize| {
                let (expert, at) = (ExpertIndex(e as u32), SubmissionIndex(submission as u32));
                self.of.affinity.coverage(expert, at) & 1 == 1
                    && self.of.severity(e, submission).is_none()
            };
            let everybody = self.of.experts.iter().enumerate();
            let able = everybody.filter(|(_, e)| knows(**e)).map(|(at, _)| at);
            let able: Vec<usize> = able.collect();
            let wanted = (groups.industry_members as usize)
                .min(smallest.unwrap_or(0))
                .min(able.len());
            if wanted == 0 {
                continue;
            }
            let wanted = wanted as f64;
            let lacking = self
                .variables
                .add(variable().integer().min(0.0).max(wanted));
            for g in self.groups() {
                let there = sum(able.iter().map(|&e| self.seat[e][g]));
                let place = self.place[s][g];
                self.rows
                    .push(constraint!(there + lacking >= wanted * place));
            }
            self.unmet.push(lacking);
        }
    }

    /// A variable that lets a limit go: none where it is hard.
    fn loose(&mut self, hard: bool) -> Variable {
        let own = self.variables.add(variable().binary());
        match hard {
            true => self.rows.push(constraint!(own <= 0)),
            false => self.unmet.push(own),
        }
        own
    }

    /// Rules about the mix of people: each limit of each group and submission with a variable that
    /// lets it go, which is none where it is hard.
    fn mixes(&mut self) {
        let season = self.of.season;
        for rule in &season.rules.mix {
            let able: Vec<usize> = (0..self.of.experts.len())
                .filter(|&at| self.of.is_of(self.of.experts[at], rule))
                .collect();
            let mut units: Vec<(Expression, Expression)> = Vec::new();
            match rule.of {
                MixScope::Group => {
                    for g in self.groups() {
                        let of_kind = sum(able.iter().map(|&e| self.seat[e][g]));
                        units.push((of_kind, sum(self.seat.iter().map(|row| row[g]))));
                    }
                }
                MixScope::Submission => {
                    for review in &self.review {
                        let of_kind = sum(able.iter().map(|&e| review[e]));
                        units.push((of_kind, sum(review.iter().copied())));
                    }
                }
            }
            let many = self.of.experts.len() as f64;
            for (of_kind, all) in units {
                let amount = |amount: Amount| match amount {
                    Amount::Count(count) => Expression::default() + f64::from(count),
                    Amount::Share(share) => share * all.clone(),
                };
                if let Some(least) = rule.at_least {
                    let missed = self.loose(rule.hard);
                    let row = of_kind.clone() + many * missed - amount(least);
                    self.rows.push(constraint!(row >= -1e-6));
                }
                if let Some(most) = rule.at_most {
                    let missed = self.loose(rule.hard);
                    let row = of_kind - many * missed - amount(most);
                    self.rows.push(constraint!(row <= 1e-6));
                }
            }
        }
    }

    fn pins(&mut self) {
        let pins: &[Pin] = &self.of.season.pins;
        for pin in pins {
            self.pin(pin);
        }
    }

    fn pin(&mut self, pin: &Pin) {
        let named: Vec<usize> = match &pin.object {
            PinObject::Group(id) => self.groups().filter(|&g| self.ids[g] == *id).collect(),
            _ => self.groups().collect(),
        };
        let target = match &pin.object {
            PinObject::Submission(at) => {
                match self.of.submissions.iter().position(|&s| s == at.0 as usize) {
                    Some(s) => Some(s),
                    None => return, // left out of the season, and so is its review
                }
            }
            _ => None,
        };
        let what: Expression = match pin.subject {
            PinSubject::Expert(expert) => {
                let found = self.of.experts.iter().position(|&e| e == expert.0 as usize);
                match found {
                    None => Expression::default(),
                    Some(e) => match pin.kind {
                        PinKind::Member => sum(named.iter().map(|&g| self.seat[e][g])),
                        PinKind::Leader => sum(named.iter().map(|&g| self.leader[e][g])),
                        PinKind::Chair => self.chair[e].into(),
                        PinKind::ViceChair => self.vice[e].into(),
                        PinKind::Reviewer => {
                            target.map_or_else(Expression::default, |s| self.review[s][e].into())
                        }
                        PinKind::Submission => return,
                    },
                }
            }
            PinSubject::Submission(at) => {
                let Some(s) = self.of.submissions.iter().position(|&s| s == at.0 as usize) else {
                    return;
                };
                sum(named.iter().map(|&g| self.place[s][g]))
            }
        };
        let wanted = f64::from(u8::from(!pin.forbidden));
        self.rows.push(constraint!(what == wanted));
    }
}

/// 2 in full, 1 in part, 0 not at all.
fn fit(theme: &Theme, asked: &Submission) -> u8 {
    let mut columns = Vec::new();
    if !theme.industries.is_empty() {
        let mut pairs = theme.industries.iter();
        columns.push(pairs.any(|wide| asked.industries.iter().any(|own| wide.contains(own))));
    }
    if !theme.domains.is_empty() {
        let mut pairs = theme.domains.iter();
        columns.push(pairs.any(|wide| {
            let mut own = asked.domains.iter();
            own.any(|own| own == wide || own.parent.as_ref() == Some(&wide.code))
        }));
    }
    if !theme.categories.is_empty() {
        columns.push(
            asked
                .category
                .is_some_and(|own| theme.categories.contains(&own)),
        );
    }
    match columns.iter().filter(|&&matches| matches).count() {
        0 => 0,
        all if all == columns.len() => 2,
        _ => 1,
    }
}
