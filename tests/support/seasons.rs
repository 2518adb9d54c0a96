//! Instances for tests: by hand, or random from a seed.

use empanel::model::{ExpertIndex, SubmissionIndex};
use empanel::solve::instance::{
    Candidate, Cell, Cells, ChairPins, GroupSet, GroupSpec, Instance, Need, Seating, Shape,
};
use rand::RngExt;
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus as Generator;
use std::sync::Arc;

/// An instance of `experts` x `submissions` in `groups` groups: no expertise, no conflicts, two
/// reviewers each, unlimited sizes. Everybody may lead; the first two may chair.
pub fn plain(experts: usize, submissions: usize, groups: usize) -> Instance {
    let candidate = |number: usize| Candidate {
        season: ExpertIndex::new(number),
        employers: vec![number as u32 + 1],
        region: 0,
        can_lead: true,
        quality_lead: number < 2,
        newcomer: false,
        load_cap: 30,
        allowed: GroupSet::all(),
        may_lead: GroupSet::all(),
        seating: Seating::Free,
        kin: Vec::new(),
    };
    let need = |number: usize| Need {
        season: SubmissionIndex::new(number),
        mask: 0,
        hard: 0,
        reviewers: 2,
        industry_members: 0,
        allowed: GroupSet::all(),
        must_review: Vec::new(),
    };
    let group = |number: usize| GroupSpec {
        id: format!("G{:02}", number + 1),
        theme: None,
        leader: None,
    };
    Instance {
        experts: (0..experts).map(candidate).collect(),
        submissions: (0..submissions).map(need).collect(),
        groups: (0..groups).map(group).collect(),
        shape: Shape {
            groups,
            members: (1..=experts).collect(),
            min_submissions: 0,
            max_submissions: submissions,
            usual_submissions: (0, submissions),
        },
        reviewers_each: 2,
        industry_reviewers: 1,
        domain_reviewers: 1,
        min_load: 0,
        load_difference: u32::MAX,
        employer_cap: usize::MAX,
        region_share: 1.0,
        new_share: 0.0,
        chairs_in_groups: false,
        chairs: ChairPins::default(),
        kin: Vec::new(),
        must_review: Vec::new(),
        mixes: Arc::default(),
        cells: Cells::Dense {
            experts,
            cells: vec![Cell::default(); experts * submissions].into(),
        },
    }
}

/// Gives every submission so many reviewers.
pub fn ask(instance: &mut Instance, reviewers: usize) {
    instance.reviewers_each = reviewers;
    for need in &mut instance.submissions {
        need.reviewers = reviewers;
    }
}

/// Sets the cell of an expert and a submission.
pub fn set(instance: &mut Instance, expert: usize, submission: usize, cell: Cell) {
    if let Cells::Dense { experts, cells } = &mut instance.cells {
        Arc::make_mut(cells)[submission * *experts + expert] = cell;
    }
}

/// Makes two experts relatives.
pub fn relate(instance: &mut Instance, a: u32, b: u32) {
    instance.kin.push((a.min(b), a.max(b)));
    instance.kin.sort_unstable();
    for (one, other) in [(a, b), (b, a)] {
        let kin = &mut instance.experts[one as usize].kin;
        kin.push(other);
        kin.sort_unstable();
    }
}

/// A realistic random season: industries in sections and divisions, two levels of domains, 5 to 9
/// members, 3 reviewers, a third may lead, few conflicts.
pub fn season(experts: usize, submissions: usize, groups: usize, seed: u64) -> Instance {
    let mut random = Generator::seed_from_u64(seed);
    let mut made = plain(experts, submissions, groups);
    made.shape.members = vec![5, 7, 9];
    let share = submissions.div_ceil(groups);
    made.shape.min_submissions = (submissions / groups).div_ceil(2);
    made.shape.max_submissions = share + share.div_ceil(2);
    ask(&mut made, 3);
    made.employer_cap = 1;
    let skills: Vec<Skills> = (0..experts).map(|_| Skills::random(&mut random)).collect();
    for expert in &mut made.experts {
        expert.employers = vec![random.random_range(1..=(experts as u32 * 2 / 3).max(1))];
        expert.can_lead = random.random_bool(0.35);
        expert.quality_lead = random.random_bool(0.12);
        expert.newcomer = random.random_bool(0.4);
    }
    for expert in made.experts.iter_mut().take(2 * groups + 2).skip(2) {
        expert.can_lead = true;
    }
    for (number, expert) in made.experts.iter_mut().enumerate().take(2) {
        expert.quality_lead = true;
        expert.employers = vec![(experts + number) as u32];
    }
    for submission in 0..submissions {
        let home = random.random_range(0..DIVISIONS / DIVISIONS_EACH);
        let division = near(&mut random, home, DIVISIONS_EACH, DIVISIONS);
        let many = random.random_range(1..=3);
        let mut domains: Vec<u32> = (0..many)
            .map(|_| near(&mut random, home, DOMAINS_EACH * 2, DOMAINS))
            .collect();
        domains.sort_unstable();
        domains.dedup();
        made.submissions[submission].mask = (2 << domains.len()) - 1;
        for (expert, skills) in skills.iter().enumerate() {
            let cell = skills.cell(division, &domains);
            let cell = match random.random_range(0..100) {
                0..=1 => cell.with_bar(),
                2 => cell.with_recusal(),
                _ => cell,
            };
            set(&mut made, expert, submission, cell);
        }
    }
    made
}

const DIVISIONS: u32 = 30;
const DIVISIONS_EACH: u32 = 5;
const DOMAINS: u32 = 40;
const DOMAINS_EACH: u32 = 4;

/// With probability 3/4 one of the `each` numbers of `home`, otherwise any of `all`.
fn near(random: &mut Generator, home: u32, each: u32, all: u32) -> u32 {
    if random.random_bool(0.75) {
        (home * each + random.random_range(0..each)) % all
    } else {
        random.random_range(0..all)
    }
}

struct Skills {
    divisions: Vec<u32>,
    domains: Vec<(u32, f64)>,
}

impl Skills {
    fn random(random: &mut Generator) -> Self {
        let home = random.random_range(0..DIVISIONS / DIVISIONS_EACH);
        let divisions = random.random_range(1..=3);
        let domains = random.random_range(2..=4);
        Self {
            divisions: (0..divisions)
                .map(|_| near(random, home, DIVISIONS_EACH, DIVISIONS))
                .collect(),
            domains: (0..domains)
                .map(|_| {
                    let level = [0.6, 0.85, 1.0][random.random_range(0..3)];
                    (near(random, home, DOMAINS_EACH * 2, DOMAINS), level)
                })
                .collect(),
        }
    }

    fn cell(&self, division: u32, domains: &[u32]) -> Cell {
        let industry = self.divisions.iter().map(|&own| {
            if own == division {
                0.75
            } else if own / DIVISIONS_EACH == division / DIVISIONS_EACH {
                0.3
            } else {
                0.0
            }
        });
        let industry = industry.fold(0.0, f64::max);
        let mut mask = u32::from(industry >= 0.75);
        let mut sum = 0.0;
        for (at, &wanted) in domains.iter().enumerate() {
            let matches = self.domains.iter().map(|&(own, level)| {
                if own == wanted {
                    level
                } else if own / DOMAINS_EACH == wanted / DOMAINS_EACH {
                    0.5 * level
                } else {
                    0.0
                }
            });
            sum += matches.fold(0.0, f64::max);
            mask |= u32::from(self.domains.iter().any(|&(own, _)| own == wanted)) << (1 + at);
        }
        Cell::new(0.5 * industry + 0.5 * sum / domains.len() as f64, mask)
    }
}
