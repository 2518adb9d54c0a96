//! The integer program of a scope.

use super::goal::{Aim, Goal};
use super::symmetry::Symmetry;
use crate::solve::instance::NANO;
use crate::solve::rule::{self, Column, Decisions, Linear, Part};

/// An integer program, with the data needed to interpret its values.
#[derive(Debug)]
pub(crate) struct Model<'a> {
    pub part: Part<'a>,
    pub decisions: Decisions,
    pub linear: Linear,
    pub(super) symmetry: Symmetry,
    /// Cost of one shortfall, in points; 0 if their number is limited by a row.
    pub(super) penalty: f64,
    /// Variables of the aim, in addition to the decisions.
    pub(super) extra: Extra,
}

/// Variables needed only for an aim.
#[derive(Debug, Clone, Default)]
pub(super) struct Extra {
    /// The smallest sum of a submission.
    pub worst: Option<Column>,
    /// For each group, the highest and lowest load of a member.
    pub loads: Vec<(Column, Column)>,
}

impl<'a> Model<'a> {
    /// Builds the model. `shortfalls` is the maximum number in this part, if limited.
    pub(super) fn build(part: Part<'a>, goal: &Goal, shortfalls: Option<usize>) -> Self {
        let mut linear = Linear::default();
        let decisions = Decisions::declare(&part, &mut linear);
        Self::state(part, decisions, linear, goal, shortfalls)
    }

    /// Builds only the rows of the rules, without an objective and with every group
    /// distinguishable, for callers that add their own rows and aims for particular groups.
    pub(crate) fn plain(part: Part<'a>) -> Self {
        let mut linear = Linear::default();
        let decisions = Decisions::declare(&part, &mut linear);
        rule::rows(&part, &decisions, &mut linear);
        Self {
            part,
            decisions,
            linear,
            symmetry: Symmetry::default(),
            penalty: 0.0,
            extra: Extra::default(),
        }
    }

    fn state(
        part: Part<'a>,
        decisions: Decisions,
        mut linear: Linear,
        goal: &Goal,
        shortfalls: Option<usize>,
    ) -> Self {
        rule::rows(&part, &decisions, &mut linear);
        let symmetry = Symmetry::find(&part);
        symmetry.rows(&decisions, &mut linear);
        let mut model = Self {
            part,
            decisions,
            linear,
            symmetry,
            penalty: 0.0,
            extra: Extra::default(),
        };
        model.limit_shortfalls(shortfalls, goal);
        model.set_floor(goal);
        match goal.aim {
            Aim::Total => model.aim_at_total(),
            Aim::Worst => model.aim_at_worst(),
            Aim::EvenLoads { total } => model.aim_at_even_loads(total),
        }
        model
    }

    fn limit_shortfalls(&mut self, limit: Option<usize>, goal: &Goal) {
        let columns: Vec<Column> = self.decisions.counted().collect();
        match limit {
            Some(limit) => {
                #[allow(clippy::cast_precision_loss)] // far below 2^52
                let left = limit as f64 - self.decisions.certain_shortfalls as f64;
                let terms = columns.into_iter().map(|column| (column, 1.0));
                self.linear.at_most(terms, left);
            }
            None => {
                self.penalty = match goal.aim {
                    Aim::Total => self.best_sums().iter().sum::<f64>().ceil() + 1.0,
                    Aim::Worst => self.best_sums().iter().copied().fold(0.0, f64::max).ceil() + 1.0,
                    Aim::EvenLoads { .. } => self.most_spread() + 1.0,
                };
                for column in columns {
                    self.linear.columns[column.at()].cost = -self.penalty;
                }
            }
        }
    }

    /// Excludes solutions with more shortfalls than a known one, since none of them is optimal.
    pub(super) fn no_more_shortfalls_than(&mut self, known: &[f64]) {
        if self.penalty == 0.0 {
            return; // limited already
        }
        let columns: Vec<Column> = self.decisions.counted().collect();
        let count: f64 = columns
            .iter()
            .map(|column| known[column.at()].round())
            .sum();
        if count > 0.0 {
            let terms = columns.into_iter().map(|column| (column, 1.0));
            self.linear.at_most(terms, count);
            return;
        }
        // No shortfalls are necessary, so there is nothing to weigh against the score.
        self.penalty = 0.0;
        for column in columns {
            self.linear.fix(column, 0.0);
            self.linear.columns[column.at()].cost = 0.0;
        }
    }

    /// Upper bound of each submission's sum of scores in any group, in points.
    fn best_sums(&self) -> Vec<f64> {
        (0..self.part.submissions.len())
            .map(|submission| {
                let reviews = self.decisions.reviews_of(submission).iter();
                let mut scores: Vec<(u32, usize)> = reviews
                    .map(|review| (u32::MAX - review.cell.score(), review.expert))
                    .collect();
                scores.sort_unstable();
                scores.dedup();
                scores
                    .iter()
                    .take(self.part.submission(submission).reviewers)
                    .map(|best| points(u32::MAX - best.0))
                    .sum()
            })
            .collect()
    }

    #[allow(clippy::cast_precision_loss)] // far below 2^52
    fn most_spread(&self) -> f64 {
        (self.part.instance.shape.max_submissions * self.part.groups.len()) as f64
    }

    fn set_floor(&mut self, goal: &Goal) {
        for submission in 0..self.part.submissions.len() {
            let floor = goal.floor_of(self.part.submissions[submission]);
            if floor > 0 {
                let terms = self.scores_of(submission);
                self.linear.at_least(terms, nano_to_points(floor));
            }
        }
    }

    fn scores_of(&self, submission: usize) -> Vec<(Column, f64)> {
        let reviews = self.decisions.reviews_of(submission).iter();
        reviews
            .filter(|review| review.cell.score() > 0)
            .map(|review| (review.column, points(review.cell.score())))
            .collect()
    }

    fn aim_at_total(&mut self) {
        for review in &self.decisions.reviews {
            self.linear.columns[review.column.at()].cost = points(review.cell.score());
        }
    }

    fn aim_at_worst(&mut self) {
        #[allow(clippy::cast_precision_loss)] // far below 2^52
        let most = self.part.instance.reviewers_each as f64;
        let worst = self.linear.column(0.0, most, false);
        self.linear.columns[worst.at()].cost = 1.0;
        for submission in 0..self.part.submissions.len() {
            let terms = self
                .scores_of(submission)
                .into_iter()
                .chain([(worst, -1.0)]);
            self.linear.at_least(terms, 0.0);
        }
        self.extra.worst = Some(worst);
    }

    #[allow(clippy::cast_precision_loss)] // loads are far below 2^52
    fn aim_at_even_loads(&mut self, total: i64) {
        let scores = (0..self.part.submissions.len()).flat_map(|s| self.scores_of(s));
        let scores: Vec<(Column, f64)> = scores.collect();
        self.linear.at_least(scores, nano_to_points(total));
        let most = self.part.instance.shape.max_submissions as f64;
        for group in 0..self.part.groups.len() {
            let highest = self.linear.column(0.0, most, false);
            let lowest = self.linear.column(0.0, most, false);
            self.linear.columns[highest.at()].cost = -1.0;
            self.linear.columns[lowest.at()].cost = 1.0;
            self.linear.at_least([(highest, 1.0), (lowest, -1.0)], 0.0);
            for expert in 0..self.part.experts.len() {
                let Some(seat) = self.decisions.seat(expert, group) else {
                    continue;
                };
                let reviews = self.decisions.reviews_by(expert, group);
                let load: Vec<_> = reviews.map(|review| (review.column, 1.0)).collect();
                let linear = &mut self.linear;
                linear.at_most(load.iter().copied().chain([(highest, -1.0)]), 0.0);
                // load >= lowest - most x (1 - seat)
                let slack = [(lowest, -1.0), (seat, -most)];
                linear.at_least(load.into_iter().chain(slack), -most);
            }
            self.extra.loads.push((highest, lowest));
        }
    }
}

/// Converts billionths to points.
pub(super) fn points(score: u32) -> f64 {
    f64::from(score) / NANO
}

/// Converts a sum of billionths to points.
#[allow(clippy::cast_precision_loss)] // sums are far below 2^53 billionths
pub(super) fn nano_to_points(sum: i64) -> f64 {
    sum as f64 / NANO
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SeasonBuilder;
    use crate::solve::instance::Instance;
    use crate::solve::program::Scope;
    use crate::solve::program::process::{End, Job, Options, solve_here};

    /// Three industries, six reviewers and two groups: scores and bars differ by pair.
    fn instance() -> Instance {
        let mut season = SeasonBuilder::new();
        for number in 0..10 {
            let industry = ["3441", "3453", "3620", "1441", "1512"][number % 5];
            let domain = ["Q06.01:3", "Q08.02:2", "Q04.01:1"][number % 3];
            season = season.expert(
                &format!("E{number}"),
                &format!("单位{number}"),
                industry,
                domain,
                |expert| {
                    expert.can_lead = true;
                    expert.quality_lead = number < 4;
                },
            );
        }
        for number in 0..6 {
            let industry = ["3441", "3620", "1512"][number % 3];
            let domain = ["Q06.01", "Q08.02", "Q04.01"][number / 2];
            season = season.submission(
                &format!("S{number}"),
                &format!("企业{number}"),
                industry,
                domain,
                |_| (),
            );
        }
        let season = season
            .rules(|rules| {
                rules.groups.count = 2;
                (rules.groups.min_members, rules.groups.max_members) = (3, 4);
                rules.groups.odd_members = false;
                (rules.groups.min_submissions, rules.groups.max_submissions) = (2, 4);
                rules.reviews.per_submission = 2;
                rules.reviews.max_per_expert = 3;
            })
            .build();
        let conflicts = crate::suitability::conflict::Conflicts::build(&season);
        let affinity = crate::suitability::affinity::Affinity::build(&season);
        Instance::compile(&season, &conflicts, &affinity).expect("the season compiles")
    }

    fn optimum(instance: &Instance, linked: usize, with_symmetry: bool) -> f64 {
        let part = Scope::whole(instance).part(instance, None);
        let mut linear = Linear::default();
        let mut decisions = Decisions::declare(&part, &mut linear);
        decisions.linked = linked;
        let mut model = Model::state(part, decisions, linear, &Goal::TOTAL, None);
        if !with_symmetry {
            let mut linear = Linear::default();
            let classes = &model.symmetry.classes;
            assert_eq!(classes, &[vec![0, 1]], "the two groups are alike");
            model.decisions = Decisions::declare(&model.part, &mut linear);
            rule::rows(&model.part, &model.decisions, &mut linear);
            model.linear = linear;
            model.limit_shortfalls(None, &Goal::TOTAL);
            model.aim_at_total();
        }
        let report = solve_here(&Job {
            model: model.linear,
            start: Vec::new(),
            options: Options::plain(60.0),
        });
        assert_eq!(report.end, End::Optimal);
        report.bound
    }

    #[test]
    fn neither_linking_by_sums_nor_breaking_symmetry_changes_the_optimum() {
        let instance = instance();
        let whole = optimum(&instance, usize::MAX, true);
        assert!((optimum(&instance, 2, true) - whole).abs() < 1e-5);
        assert!((optimum(&instance, 0, true) - whole).abs() < 1e-5);
        assert!((optimum(&instance, usize::MAX, false) - whole).abs() < 1e-5);
    }
}
