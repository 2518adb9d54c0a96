//! Seasons whose best total is known (see the [module documentation](super)).

use super::cast::Cast;
use super::fields::Fields;
use super::names::{City, Companies};
use super::tables::{Drawn, Hidden, SubmissionRow};
use super::ties::{self, Density};
use super::{PLANTED_MEMBERS, PLANTED_SUBMISSIONS, Recipe, Shape, YEAR};
use crate::model::Rules;
use rand::RngExt as _;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Maximum number of reviews per expert: the load of the busiest hidden members.
const LOAD: u32 = 11;
/// Submissions of each triple of the Fano plane: 3 on the lines through point 0, 4 on the others.
pub(super) const SHARE: [usize; 7] = [3, 4, 4, 4, 3, 4, 3];

pub(super) fn draw(recipe: &Recipe, dice: &mut Xoshiro256PlusPlus) -> Drawn {
    let mut planter = Planter::new(recipe, dice);
    let chairs = planter.chairs(dice);
    for group in 0..recipe.groups {
        planter.plant(group, dice);
    }
    while planter.cast.experts.len() < recipe.experts {
        planter.decoy(dice);
    }
    let density = Density {
        employed: 0.06,
        recommending: 0.0,
        related: 0.3,
        kin: 0.02,
        controlled: 0.1,
    };
    let relations = ties::draw(&mut planter.cast, &mut planter.companies, density, dice);
    planter.recuse(dice);
    let hidden = Hidden {
        chairs,
        groups: planter.groups,
        reviewers: planter.reviewers,
    };
    let Cast {
        experts,
        submissions,
        ..
    } = planter.cast;
    let rules = (rules(recipe), Some(hidden));
    Drawn::shuffled(experts, submissions, relations, rules, dice)
}

fn rules(recipe: &Recipe) -> Rules {
    let mut rules = Rules::default();
    rules.conflicts.year = YEAR;
    // What is planted says nothing of who else in a group knows an industry.
    rules.groups.industry_members = 0;
    rules.groups.count = recipe.groups;
    rules.groups.min_members = PLANTED_MEMBERS;
    rules.groups.max_members = PLANTED_MEMBERS;
    rules.groups.min_submissions = PLANTED_SUBMISSIONS;
    rules.groups.max_submissions = PLANTED_SUBMISSIONS;
    rules.reviews.max_per_expert = LOAD;
    rules.solve.seed = recipe.seed;
    rules
}

struct Planter {
    cast: Cast,
    companies: Companies,
    fields: Fields,
    /// Codes given to submissions, each to about two of different groups.
    codes: Vec<String>,
    dealt: usize,
    groups: Vec<(Vec<usize>, Vec<usize>)>,
    reviewers: Vec<[usize; 3]>,
}

impl Planter {
    fn new(recipe: &Recipe, dice: &mut Xoshiro256PlusPlus) -> Self {
        let fields = Fields::draw(dice);
        let codes = recipe.submissions.div_ceil(2).max(PLANTED_SUBMISSIONS);
        Self {
            codes: fields.classes(codes, dice),
            cast: Cast::new(Shape::Plain, dice),
            companies: Companies::default(),
            fields,
            dealt: 0,
            groups: Vec::with_capacity(recipe.groups),
            reviewers: Vec::with_capacity(recipe.submissions),
        }
    }

    fn chairs(&mut self, dice: &mut Xoshiro256PlusPlus) -> [usize; 2] {
        let chairs = self.cast.chairs(dice);
        for at in chairs {
            self.cast.experts[at].industries = vec![self.codes[0].clone()];
            let domain = self.fields.domain(dice);
            self.cast.experts[at].domains = vec![(domain, 2)];
        }
        chairs
    }

    fn plant(&mut self, group: usize, dice: &mut Xoshiro256PlusPlus) {
        let members: Vec<usize> = (0..PLANTED_MEMBERS)
            .map(|_| self.cast.expert(Some(group), dice))
            .collect();
        let palette = self.fields.palette(8, dice);
        let mut submissions = Vec::with_capacity(PLANTED_SUBMISSIONS);
        for (line, share) in SHARE.into_iter().enumerate() {
            let triple = [line, line + 1, line + 3].map(|point| members[point % PLANTED_MEMBERS]);
            let known: Vec<String> = palette.sample(dice, 3).cloned().collect();
            for _ in 0..share {
                submissions.push(self.submission(group, triple, &known, dice));
            }
        }
        // Every member is able to lead; the table states it for some of them.
        let mut listed = members;
        listed.shuffle(dice);
        self.cast.experts[listed[0]].can_lead = true;
        self.groups.push((listed, submissions));
    }

    /// Adds a submission that exactly the members of `triple` fit perfectly, and gives them the
    /// expertise.
    fn submission(
        &mut self,
        group: usize,
        triple: [usize; 3],
        known: &[String],
        dice: &mut Xoshiro256PlusPlus,
    ) -> usize {
        let industry = self.codes[self.dealt % self.codes.len()].clone();
        self.dealt += 1;
        let count = [1, 1, 2, 2, 2, 3].choose(dice).copied().unwrap_or(2);
        let domains: Vec<String> = known.sample(dice, count).cloned().collect();
        for at in triple {
            self.teach(at, &industry, &domains);
        }
        let city = City::draw(dice);
        self.cast.submissions.push(SubmissionRow {
            title: self.fields.title(&domains[0]),
            organization: self.companies.draw(city, dice),
            recommender: city.recommender(),
            region: city.region().to_owned(),
            industry,
            domains,
            category: dice.random_range(1..=6),
            passed: true,
        });
        self.cast.home.push(Some(group));
        self.reviewers.push(triple);
        self.reviewers.len() - 1
    }

    fn teach(&mut self, at: usize, industry: &str, domains: &[String]) {
        let row = &mut self.cast.experts[at];
        if row.industries.iter().all(|code| code != industry) {
            row.industries.push(industry.to_owned());
        }
        for domain in domains {
            match row.domains.iter_mut().find(|(code, _)| code == domain) {
                Some((_, level)) => *level = 3,
                None => row.domains.push((domain.clone(), 3)),
            }
        }
    }

    /// Adds an expert who fits one or two single submissions perfectly and knows a little else.
    fn decoy(&mut self, dice: &mut Xoshiro256PlusPlus) {
        let at = self.cast.expert(None, dice);
        for _ in 0..dice.random_range(1..=2) {
            let target = dice.random_range(0..self.cast.submissions.len());
            let SubmissionRow {
                industry, domains, ..
            } = &self.cast.submissions[target];
            let (industry, domains) = (industry.clone(), domains.clone());
            self.teach(at, &industry, &domains);
        }
        for _ in 0..dice.random_range(0..=3) {
            let code = self.codes.choose(dice).cloned().unwrap_or_default();
            let row = &mut self.cast.experts[at];
            if !row.industries.contains(&code) {
                row.industries.push(code);
            }
            let domain = self.fields.domain(dice);
            if row.domains.iter().all(|(code, _)| *code != domain) {
                row.domains.push((domain, dice.random_range(1..=2)));
            }
        }
        let row = &mut self.cast.experts[at];
        row.quality_lead = dice.random_bool(0.02);
    }

    /// Employs some experts at recommending units: decoys at any, members only at units that
    /// recommend no submission of their own group.
    fn recuse(&mut self, dice: &mut Xoshiro256PlusPlus) {
        for at in 0..self.cast.experts.len() {
            if self.cast.experts[at].quality_lead || !dice.random_bool(0.05) {
                continue;
            }
            let unit = City::draw(dice).recommender();
            let own = self.cast.seat[at].map(|group| &self.groups[group].1);
            let met = own.is_some_and(|own| {
                own.iter()
                    .any(|&submission| self.cast.submissions[submission].recommender == unit)
            });
            if !met {
                self.cast.employ(at, &unit);
            }
        }
    }
}
