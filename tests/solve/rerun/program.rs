//! An exact model of permitted reruns, solved from the rules alone: written from the contract,
//! without code of the search or of the program's own formulation.

use empanel::model::plan::Plan;
use empanel::model::{
    Amount, ExpertIndex, MixRule, MixScope, Pin, PinKind, PinObject, PinSubject, Season,
    SubmissionIndex,
};
use empanel::solve::instance::Instance;
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::{ConflictSeverity, Conflicts};
use good_lp::solvers::highs::HighsProblem;
use good_lp::{
    Constraint, Expression, ProblemVariables, ResolutionError, Solution as _, SolverModel as _,
    Variable, constraint, default_solver, variable,
};

/// The objective.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// Number of people who change.
    People,
    /// Number of submissions that change group.
    Moved,
    Shortfalls,
    /// Number of reviews given to another expert.
    Reassigned,
    /// Minus the total score.
    Total,
}

pub struct Model {
    variables: ProblemVariables,
    rules: Vec<Constraint>,
    people: Expression,
    moved: Expression,
    shortfalls: Expression,
    reassigned: Expression,
    total: Expression,
}

/// The season's people and submissions that count, with their variables.
struct Parts<'a> {
    season: &'a Season,
    pool: Vec<usize>,
    submissions: Vec<usize>,
    /// By place in the pool: member of, leader of, chair and vice chair.
    member: Vec<Vec<Variable>>,
    leader: Vec<Vec<Variable>>,
    head: Vec<[Variable; 2]>,
    /// By place in `submissions`: its group, and who reviews it.
    group: Vec<Vec<Variable>>,
    review: Vec<Vec<Variable>>,
    groups: Vec<String>,
}

impl Model {
    /// The current season together with the plan before.
    pub fn new(season: &Season, prior: &Plan) -> Option<Self> {
        let conflicts = Conflicts::build(season);
        let affinity = Affinity::build(season);
        let instance = Instance::compile(season, &conflicts, &affinity).ok()?;
        let mut variables = ProblemVariables::new();
        let parts = Parts::new(season, prior, &mut variables);
        let mut rules = Vec::new();
        parts.seats(&mut variables, &mut rules);
        parts.kin(&conflicts, &mut rules);
        parts.reviews(&conflicts, &mut rules);
        for pin in &season.pins {
            parts.pin(pin, &mut variables, &mut rules);
        }
        parts.loads(&mut variables, &mut rules);
        let (mut shortfalls, total) = parts.coverage(&instance, &mut variables, &mut rules);
        shortfalls += parts.industry_members(&conflicts, &affinity, &mut variables, &mut rules);
        shortfalls += parts.mixes(&mut variables, &mut rules);
        let (people, moved, reassigned) = parts.changes(prior);
        Some(Self {
            variables,
            rules,
            people,
            moved,
            shortfalls,
            reassigned,
            total,
        })
    }

    fn of(&self, goal: Goal) -> Expression {
        match goal {
            Goal::People => self.people.clone(),
            Goal::Moved => self.moved.clone(),
            Goal::Shortfalls => self.shortfalls.clone(),
            Goal::Reassigned => self.reassigned.clone(),
            Goal::Total => -self.total.clone(),
        }
    }

    /// The minimum of a goal with limits on others; `None` if nothing satisfies the rules.
    pub fn least(&self, goal: Goal, limits: &[(Goal, f64)]) -> Option<f64> {
        // The solver was observed to fail in its own presolve, and to call programs infeasible there
        // that have a solution; without it the answer stands.
        let first = self.solved(goal, limits, "choose");
        first.or_else(|_| self.solved(goal, limits, "off")).ok()
    }

    fn solved(
        &self,
        goal: Goal,
        limits: &[(Goal, f64)],
        presolve: &str,
    ) -> Result<f64, ResolutionError> {
        let aim = self.of(goal);
        let problem = self.variables.clone().minimise(aim.clone());
        let mut problem: HighsProblem = problem.using(default_solver);
        for rule in &self.rules {
            problem.add_constraint(rule.clone());
        }
        for &(goal, most) in limits {
            problem.add_constraint(constraint!(self.of(goal) <= most + 1e-6));
        }
        let problem = problem.set_option("presolve", presolve);
        let problem = problem.set_mip_rel_gap(0.0).expect("a gap");
        Ok(problem.solve()?.eval(&aim))
    }

    /// The same as an integer.
    pub fn fewest(&self, goal: Goal, limits: &[(Goal, f64)]) -> Option<usize> {
        self.least(goal, limits).map(|value| value.round() as usize)
    }
}

fn sum(of: impl IntoIterator<Item = Variable>) -> Expression {
    of.into_iter().map(Expression::from).sum()
}

impl<'a> Parts<'a> {
    fn new(season: &'a Season, prior: &Plan, variables: &mut ProblemVariables) -> Self {
        let experts = season.experts.iter().enumerate();
        let pool: Vec<usize> = experts
            .filter(|(_, expert)| expert.available)
            .map(|(at, _)| at)
            .collect();
        let all = season.submissions.iter().enumerate();
        let submissions: Vec<usize> = all
            .filter(|(_, submission)| submission.passed)
            .map(|(at, _)| at)
            .collect();
        let groups: Vec<String> = prior.groups.iter().map(|group| group.id.clone()).collect();
        let mut many = |count: usize| -> Vec<Variable> {
            (0..count)
                .map(|_| variables.add(variable().binary()))
                .collect()
        };
        Self {
            member: pool.iter().map(|_| many(groups.len())).collect(),
            leader: pool.iter().map(|_| many(groups.len())).collect(),
            head: pool
                .iter()
                .map(|_| {
                    let two = many(2);
                    [two[0], two[1]]
                })
                .collect(),
            group: submissions.iter().map(|_| many(groups.len())).collect(),
            review: submissions.iter().map(|_| many(pool.len())).collect(),
            season,
            pool,
            submissions,
            groups,
        }
    }

    fn key(&self, at: usize) -> String {
        let employer = &self.season.experts[self.pool[at]].employer;
        self.season.organizations.key(employer).text().to_owned()
    }

    /// Whether an expert sits in a group, in any role.
    fn sits(&self, at: usize, group: usize) -> Expression {
        self.member[at][group] + self.leader[at][group]
    }

    fn seats(&self, variables: &mut ProblemVariables, rules: &mut Vec<Constraint>) {
        let experts = &self.season.experts;
        for at in 0..self.pool.len() {
            let roles = self.member[at].iter().chain(&self.leader[at]);
            let roles = sum(roles.chain(&self.head[at]).copied());
            rules.push(constraint!(roles <= 1.0));
            let own = &experts[self.pool[at]];
            if !own.can_lead {
                rules.push(constraint!(sum(self.leader[at].iter().copied()) <= 0.0));
            }
            if !own.quality_lead {
                rules.push(constraint!(sum(self.head[at]) <= 0.0));
            }
        }
        for which in 0..2 {
            let heads = self.head.iter().map(|head| head[which]);
            rules.push(constraint!(sum(heads) == 1.0));
        }
        let keys: Vec<String> = (0..self.pool.len()).map(|at| self.key(at)).collect();
        for key in keys.iter().filter(|key| !key.is_empty()) {
            let same = (0..keys.len()).filter(|&at| keys[at] == *key);
            let heads = same.clone().flat_map(|at| self.head[at]);
            rules.push(constraint!(sum(heads) <= 1.0));
            let cap = f64::from(
                u32::try_from(self.season.rules.balance.max_per_employer).expect("small"),
            );
            for group in 0..self.groups.len() {
                let here: Expression = same.clone().map(|at| self.sits(at, group)).sum();
                if cap > 0.0 {
                    rules.push(constraint!(here <= cap));
                }
            }
        }
        let sizes = &self.season.rules.groups;
        for group in 0..self.groups.len() {
            let leaders = self.leader.iter().map(|own| own[group]);
            rules.push(constraint!(sum(leaders) == 1.0));
            let sizes = (sizes.min_members..=sizes.max_members)
                .filter(|size| !sizes.odd_members || size % 2 == 1);
            let chosen: Vec<(f64, Variable)> = sizes
                .map(|size| (size as f64, variables.add(variable().binary())))
                .collect();
            let size: Expression = chosen.iter().map(|&(size, one)| size * one).sum();
            let members: Expression = (0..self.pool.len()).map(|at| self.sits(at, group)).sum();
            rules.push(constraint!(sum(chosen.iter().map(|one| one.1)) == 1.0));
            rules.push(constraint!(members == size));
        }
    }

    fn kin(&self, conflicts: &Conflicts, rules: &mut Vec<Constraint>) {
        let place = |expert: usize| self.pool.iter().position(|&at| at == expert);
        for pair in conflicts.kin() {
            let (Some(a), Some(b)) = (place(pair.a.at()), place(pair.b.at())) else {
                continue;
            };
            for group in 0..self.groups.len() {
                let both = self.sits(a, group) + self.sits(b, group);
                rules.push(constraint!(both <= 1.0));
            }
        }
    }

    fn reviews(&self, conflicts: &Conflicts, rules: &mut Vec<Constraint>) {
        let asked = &self.season.rules.reviews;
        for (row, &submission) in self.submissions.iter().enumerate() {
            rules.push(constraint!(sum(self.group[row].iter().copied()) == 1.0));
            let reviewers = sum(self.review[row].iter().copied());
            rules.push(constraint!(reviewers == asked.per_submission as f64));
            for (at, &expert) in self.pool.iter().enumerate() {
                let index = (ExpertIndex::new(expert), SubmissionIndex::new(submission));
                let severity = conflicts.severity(index.0, index.1);
                if severity.is_some() {
                    rules.push(constraint!(self.review[row][at] <= 0.0));
                }
                for group in 0..self.groups.len() {
                    let sits = self.sits(at, group);
                    let holds = self.group[row][group];
                    if severity == Some(ConflictSeverity::Bar) {
                        rules.push(constraint!(sits.clone() + holds <= 1.0));
                    }
                    rules.push(constraint!(self.review[row][at] + holds - sits <= 1.0));
                }
            }
        }
        for at in 0..self.pool.len() {
            let load = sum(self.review.iter().map(|own| own[at]));
            rules.push(constraint!(load <= f64::from(asked.max_per_expert)));
        }
    }

    /// Fewest reviews of a member, and the largest difference within a group.
    fn loads(&self, variables: &mut ProblemVariables, rules: &mut Vec<Constraint>) {
        let least = super::least_load(self.season, self.groups.len(), self.submissions.len());
        let difference = self.season.rules.balance.max_load_difference;
        let all = (self.submissions.len() + 1) as f64;
        for group in 0..self.groups.len() {
            let lowest = variables.add(variable().min(0.0).max(all));
            for at in 0..self.pool.len() {
                let load = sum(self.review.iter().map(|own| own[at]));
                let sits = self.sits(at, group);
                rules.push(constraint!(load.clone() >= f64::from(least) * sits.clone()));
                if difference > 0 {
                    let away = all * (1.0 - sits);
                    let most = lowest + f64::from(difference) + away.clone();
                    rules.push(constraint!(load.clone() <= most));
                    rules.push(constraint!(load >= lowest - away));
                }
            }
        }
    }

    /// Members lacking who know a submission's industry and have no conflict with it; no more are
    /// wanted than the smallest group has or the pool holds.
    fn industry_members(
        &self,
        conflicts: &Conflicts,
        affinity: &Affinity,
        variables: &mut ProblemVariables,
        rules: &mut Vec<Constraint>,
    ) -> Expression {
        let mut shortfalls = Expression::from(0.0);
        for (row, &submission) in self.submissions.iter().enumerate() {
            let able: Vec<usize> = (0..self.pool.len())
                .filter(|&at| super::knows(conflicts, affinity, self.pool[at], submission))
                .collect();
            let wanted = super::knowing_wanted(self.season, able.len());
            if wanted == 0 {
                continue;
            }
            let wanted = wanted as f64;
            let lacking = variables.add(variable().integer().min(0.0).max(wanted));
            for group in 0..self.groups.len() {
                let there: Expression = able.iter().map(|&at| self.sits(at, group)).sum();
                let holds = self.group[row][group];
                rules.push(constraint!(there + lacking >= wanted * holds));
            }
            shortfalls += lacking;
        }
        shortfalls
    }

    fn pin(&self, pin: &Pin, variables: &mut ProblemVariables, rules: &mut Vec<Constraint>) {
        let wanted = if pin.forbidden { 0.0 } else { 1.0 };
        let row_of = |submission: &SubmissionIndex| {
            let mut all = self.submissions.iter();
            all.position(|&at| at == submission.at())
        };
        let place = |subject: PinSubject| match subject {
            PinSubject::Expert(expert) => self.pool.iter().position(|&at| at == expert.at()),
            PinSubject::Submission(_) => None,
        };
        let holds: Expression = match (pin.kind, place(pin.subject)) {
            (PinKind::Member | PinKind::Leader, Some(at)) => {
                let in_group = |group: usize| match pin.kind {
                    PinKind::Member => self.sits(at, group),
                    _ => Expression::from(self.leader[at][group]),
                };
                match &pin.object {
                    PinObject::None => (0..self.groups.len()).map(in_group).sum(),
                    PinObject::Group(id) => {
                        let group = self.groups.iter().position(|own| own == id);
                        group.map_or(Expression::from(0.0), in_group)
                    }
                    PinObject::Submission(submission) => {
                        let Some(row) = row_of(submission) else {
                            return;
                        };
                        // The product of sitting there and of holding the submission.
                        let mut both = Expression::from(0.0);
                        for group in 0..self.groups.len() {
                            let one = variables.add(variable().binary());
                            let (sits, holds) = (in_group(group), self.group[row][group]);
                            rules.push(constraint!(one - sits.clone() <= 0.0));
                            rules.push(constraint!(one - holds <= 0.0));
                            rules.push(constraint!(sits + holds - one <= 1.0));
                            both += one;
                        }
                        both
                    }
                }
            }
            (PinKind::Chair, Some(at)) => self.head[at][0].into(),
            (PinKind::ViceChair, Some(at)) => self.head[at][1].into(),
            (PinKind::Reviewer, Some(at)) => {
                let PinObject::Submission(submission) = &pin.object else {
                    return;
                };
                let Some(row) = row_of(submission) else {
                    return;
                };
                self.review[row][at].into()
            }
            (PinKind::Submission, _) => {
                let PinSubject::Submission(submission) = pin.subject else {
                    return;
                };
                let PinObject::Group(id) = &pin.object else {
                    return;
                };
                let Some(row) = row_of(&submission) else {
                    return;
                };
                let group = self.groups.iter().position(|own| own == id);
                group.map_or(Expression::from(0.0), |group| self.group[row][group].into())
            }
            // An unavailable expert sits nowhere.
            (_, None) => Expression::from(0.0),
        };
        rules.push(constraint!(holds == wanted));
    }

    /// Shortfalls and the total score.
    fn coverage(
        &self,
        instance: &Instance,
        variables: &mut ProblemVariables,
        rules: &mut Vec<Constraint>,
    ) -> (Expression, Expression) {
        let (mut shortfalls, mut total) = (Expression::from(0.0), Expression::from(0.0));
        for (row, &submission) in self.submissions.iter().enumerate() {
            let need = |need: &empanel::solve::instance::Need| need.season.at() == submission;
            let own = instance.submissions.iter().position(need).expect("passed");
            let cell = |expert: usize| {
                let is = |one: &empanel::solve::instance::Candidate| one.season.at() == expert;
                let column = instance.experts.iter().position(is).expect("in the pool");
                instance.cells.get(own, column)
            };
            // Rules about the mix of people are stated below.
            let asked = instance.submissions[own].mask & !instance.mixes.all_bits();
            let each = instance.reviewers_of(own);
            for bit in (0..30).filter(|bit| asked >> bit & 1 == 1) {
                let missing = variables.add(variable().binary());
                let needed = f64::from(instance.needed_for_bit(bit, each));
                let having = self.pool.iter().zip(&self.review[row]);
                let having = having.filter(|(expert, _)| cell(**expert).mask() >> bit & 1 == 1);
                let having = sum(having.map(|(_, &review)| review));
                rules.push(constraint!(having + needed * missing >= needed));
                shortfalls += missing;
            }
            for (&expert, &review) in self.pool.iter().zip(&self.review[row]) {
                total += f64::from(cell(expert).score()) / 1e9 * review;
            }
        }
        (shortfalls, total)
    }

    /// Rules about the mix of people; returns how many counted limits are missed.
    fn mixes(&self, variables: &mut ProblemVariables, rules: &mut Vec<Constraint>) -> Expression {
        let mut missed = Expression::from(0.0);
        for rule in &self.season.rules.mix {
            for [of_kind, all] in self.counted(rule) {
                let mut limit = |amount: Amount, sign: f64| {
                    let amount = match amount {
                        Amount::Count(count) => Expression::from(f64::from(count)),
                        Amount::Share(share) => share * all.clone(),
                    };
                    let mut room = sign * (of_kind.clone() - amount);
                    if !rule.hard {
                        let own = variables.add(variable().binary());
                        missed += own;
                        room += self.pool.len() as f64 * own;
                    }
                    rules.push(constraint!(room >= -1e-6));
                };
                if let Some(least) = rule.at_least {
                    limit(least, 1.0);
                }
                if let Some(most) = rule.at_most {
                    limit(most, -1.0);
                }
            }
        }
        missed
    }

    /// For each group, or each submission: those of the kind, and all who are counted. By the words
    /// that the drawn seasons have.
    fn counted(&self, rule: &MixRule) -> Vec<[Expression; 2]> {
        let is_of = |at: &usize| {
            let cell = &self.season.experts[self.pool[*at]].columns[0].1;
            cell.split('；').any(|part| part == rule.values[0])
        };
        let all: Vec<usize> = (0..self.pool.len()).collect();
        let able: Vec<usize> = all.iter().copied().filter(is_of).collect();
        let both = [&able, &all];
        match rule.of {
            MixScope::Group => {
                let sits = |group| both.map(|own| own.iter().map(|&at| self.sits(at, group)).sum());
                (0..self.groups.len()).map(sits).collect()
            }
            MixScope::Submission => {
                let reviews =
                    |row: &Vec<Variable>| both.map(|own| sum(own.iter().map(|&at| row[at])));
                self.review.iter().map(reviews).collect()
            }
        }
    }

    /// Changed people, submissions and reviews.
    fn changes(&self, prior: &Plan) -> (Expression, Expression, Expression) {
        let id = |at: usize| &self.season.experts[self.pool[at]].id;
        let mut people = Expression::from(0.0);
        for at in 0..self.pool.len() {
            let heads = [&prior.committee.chair, &prior.committee.vice_chair];
            let office = heads.iter().position(|head| *head == id(at));
            let group = prior
                .groups
                .iter()
                .position(|own| own.members.contains(id(at)));
            let kept: Expression = match (office, group) {
                (Some(which), _) => self.head[at][which].into(),
                (None, Some(group)) if prior.groups[group].leader == *id(at) => {
                    self.leader[at][group].into()
                }
                (None, Some(group)) => self.member[at][group].into(),
                (None, None) => {
                    let roles = self.member[at].iter().chain(&self.leader[at]);
                    1.0 - sum(roles.chain(&self.head[at]).copied())
                }
            };
            people += 1.0 - kept;
        }
        let (mut moved, mut reassigned) = (Expression::from(0.0), Expression::from(0.0));
        for (row, &submission) in self.submissions.iter().enumerate() {
            let submission = &self.season.submissions[submission].id;
            let holder = prior.groups.iter();
            let holder = holder
                .clone()
                .position(|own| own.submissions.contains(submission));
            if let Some(group) = holder {
                moved += 1.0 - self.group[row][group];
            }
            let before = prior
                .reviews
                .iter()
                .find(|own| own.submission == *submission);
            for (at, &review) in self.review[row].iter().enumerate() {
                if before.is_none_or(|before| !before.reviewers.contains(id(at))) {
                    reassigned += review;
                }
            }
        }
        (people, moved, reassigned)
    }
}
