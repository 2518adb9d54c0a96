//! Feasible seasons with one kind of difficulty, whose best plan is unknown.

use super::cast::Cast;
use super::fields::{Fields, class_below};
use super::names::{City, Companies};
use super::tables::{Drawn, SubmissionRow};
use super::ties::{self, Density};
use super::{Recipe, Shape, YEAR};
use crate::model::Rules;
use rand::RngExt as _;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand_xoshiro::Xoshiro256PlusPlus;

pub(super) fn draw(recipe: &Recipe, dice: &mut Xoshiro256PlusPlus) -> Drawn {
    let mut world = World::new(recipe, dice);
    world.draw_submissions(dice);
    world.draw_experts(dice);
    let relations = ties::draw(&mut world.cast, &mut world.companies, density(recipe), dice);
    let Cast {
        experts,
        submissions,
        ..
    } = world.cast;
    let rules = rules(recipe);
    Drawn::shuffled(experts, submissions, relations, (rules, None), dice)
}

fn density(recipe: &Recipe) -> Density {
    let dense = recipe.shape == Shape::Conflicts;
    let few = recipe.shape == Shape::FewEmployers;
    Density {
        employed: match (few, dense) {
            (true, _) => 0.0,
            (_, true) => 0.3,
            _ => 0.08,
        },
        // In a group of three, each member reviews everything.
        recommending: if few || recipe.members <= 3 {
            0.0
        } else {
            0.05
        },
        related: if dense { 6.0 } else { 0.4 },
        kin: 0.02,
        controlled: if dense { 0.4 } else { 0.08 },
    }
}

fn rules(recipe: &Recipe) -> Rules {
    let mut rules = Rules::default();
    rules.conflicts.year = YEAR;
    // Figures of generated seasons are compared with earlier ones, made without this rule.
    rules.groups.industry_members = 0;
    rules.groups.count = recipe.groups;
    rules.groups.min_members = recipe.members.min(5);
    // The hidden plan remains feasible if one member of a group may not review.
    let each = recipe.submissions.div_ceil(recipe.groups);
    let able = if recipe.members <= 3 {
        3
    } else {
        recipe.members - 1
    };
    let load = (3 * each).div_ceil(able) + 2;
    rules.reviews.max_per_expert = u32::try_from(load).unwrap_or(u32::MAX);
    rules.solve.seed = recipe.seed;
    rules
}

struct World<'a> {
    recipe: &'a Recipe,
    cast: Cast,
    companies: Companies,
    fields: Fields,
    /// Divisions of each hidden group's theme.
    themes: Vec<Vec<String>>,
    /// Divisions and domains known to few experts only.
    scarce: (Vec<String>, Vec<String>),
}

impl<'a> World<'a> {
    fn new(recipe: &'a Recipe, dice: &mut Xoshiro256PlusPlus) -> Self {
        let mut fields = Fields::draw(dice);
        let scarce = match recipe.shape {
            Shape::Scarce => fields.set_apart(6, 4),
            _ => (Vec::new(), Vec::new()),
        };
        let themes = (0..recipe.groups)
            .map(|_| (0..3).map(|_| fields.division(dice)).collect())
            .collect();
        Self {
            recipe,
            cast: Cast::new(recipe.shape, dice),
            companies: Companies::default(),
            fields,
            themes,
            scarce,
        }
    }

    fn draw_submissions(&mut self, dice: &mut Xoshiro256PlusPlus) {
        let count = self.recipe.submissions;
        let failed = count / 50;
        for at in 0..count {
            let passed = at + failed < count || at < self.recipe.groups;
            let group = at % self.recipe.groups;
            let row = self.submission(group, passed, dice);
            self.cast.submissions.push(row);
            self.cast.home.push(passed.then_some(group));
        }
    }

    fn submission(
        &mut self,
        group: usize,
        passed: bool,
        dice: &mut Xoshiro256PlusPlus,
    ) -> SubmissionRow {
        let city = City::draw(dice);
        let mut division = self.division(group, 0.85, dice);
        let mut domains = vec![self.fields.domain(dice)];
        for _ in 0..dice.random_range(0..3) {
            domains.push(self.fields.domain(dice));
        }
        if self.recipe.shape == Shape::Scarce && dice.random_bool(0.12) {
            division = pick(&self.scarce.0, dice);
        }
        if self.recipe.shape == Shape::Scarce && dice.random_bool(0.08) {
            domains.push(pick(&self.scarce.1, dice));
        }
        keep_first(&mut domains);
        SubmissionRow {
            title: self.fields.title(&domains[0]),
            organization: self.companies.draw(city, dice),
            recommender: city.recommender(),
            region: city.region().to_owned(),
            industry: class_below(&division, dice),
            domains,
            category: dice.random_range(1..=6),
            passed,
        }
    }

    fn draw_experts(&mut self, dice: &mut Xoshiro256PlusPlus) {
        self.cast.chairs(dice);
        for group in 0..self.recipe.groups {
            for place in 0..self.recipe.members {
                let at = self.cast.expert(Some(group), dice);
                self.cast.experts[at].can_lead |= place == 0;
            }
        }
        while self.cast.experts.len() < self.recipe.experts {
            let at = self.cast.expert(None, dice);
            let row = &mut self.cast.experts[at];
            row.quality_lead = dice.random_bool(0.02);
            row.max_reviews = dice.random_bool(0.1).then(|| dice.random_range(4..=12));
        }
        for at in 0..self.cast.experts.len() {
            self.teach(at, dice);
        }
        self.teach_scarce(dice);
    }

    /// Gives an expert industries, mostly of a group's theme, and domains.
    fn teach(&mut self, at: usize, dice: &mut Xoshiro256PlusPlus) {
        let group = self.cast.seat[at].unwrap_or_else(|| dice.random_range(0..self.recipe.groups));
        let mut industries = Vec::new();
        for _ in 0..dice.random_range(1..=3) {
            let division = self.division(group, 0.8, dice);
            let class = class_below(&division, dice);
            industries.push(match dice.random_range(0..5) {
                0 => class,
                1 => class[..3].to_owned(),
                _ => division,
            });
        }
        keep_first(&mut industries);
        let mut domains = Vec::new();
        for _ in 0..dice.random_range(2..=4) {
            let level = [3, 3, 3, 2, 2, 1].choose(dice).copied().unwrap_or(3);
            let code = self.fields.domain(dice);
            if domains.iter().all(|(other, _)| *other != code) {
                domains.push((code, level));
            }
        }
        let row = &mut self.cast.experts[at];
        row.industries = industries;
        row.domains = domains;
    }

    /// Adds two experts for each scarce division and domain.
    fn teach_scarce(&mut self, dice: &mut Xoshiro256PlusPlus) {
        let mut order: Vec<usize> = (0..self.cast.experts.len()).collect();
        order.shuffle(dice);
        let mut next = order.into_iter().cycle();
        for _ in 0..2 {
            for (division, at) in self.scarce.0.iter().zip(&mut next) {
                self.cast.experts[at].industries.push(division.clone());
            }
            for (domain, at) in self.scarce.1.iter().zip(&mut next) {
                self.cast.experts[at].domains.push((domain.clone(), 3));
            }
        }
    }

    /// A division of the group's theme with probability `faithful`, otherwise any.
    fn division(&self, group: usize, faithful: f64, dice: &mut Xoshiro256PlusPlus) -> String {
        if self.recipe.shape == Shape::Dominant && dice.random_bool(0.7) {
            self.fields.most_frequent_division().to_owned()
        } else if dice.random_bool(faithful) {
            pick(&self.themes[group], dice)
        } else {
            self.fields.division(dice)
        }
    }
}

fn pick(items: &[String], dice: &mut Xoshiro256PlusPlus) -> String {
    items.choose(dice).cloned().unwrap_or_default()
}

/// Removes repeated items, keeping the order.
fn keep_first(items: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
}
