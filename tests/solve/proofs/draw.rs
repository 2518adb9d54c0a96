//! Random small seasons with every rule: most have a plan, some have none.

use empanel::model::{
    AcademicPolicy, Amount, ConflictPolicy, ExpertIndex, MixRule, MixScope, Objective, Pin,
    PinKind, PinObject, PinSubject, Place, RelationKind, Rules, ScoreTable, Season, SeasonBuilder,
    SubmissionIndex, Theme, Wish, Wishes,
};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

const REGIONS: [&str; 5] = ["浙江", "江苏", "北京", "上海", ""];
const INDUSTRIES: [&str; 8] = ["14", "3421", "27", "65", "34", "1441", "3610", ""];
const DOMAINS: [&str; 4] = ["Q06.01", "Q08.02", "Q04.01", "Q09.05"];

/// Draws of the few kinds that are needed.
pub struct Draw(Xoshiro256PlusPlus);

impl Draw {
    /// Starts a row of draws.
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// A number of `from..=to`.
    pub fn number(&mut self, from: usize, to: usize) -> usize {
        self.0.random_range(from..=to)
    }

    /// True with this probability in percent.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.number(1, 100) <= percent
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.number(0, of.len() - 1)]
    }

    fn some(&mut self, of: &[&str], most: usize) -> String {
        let mut taken: Vec<&str> = Vec::new();
        for _ in 0..self.number(1, most) {
            let next = self.one(of);
            if !next.is_empty() && !taken.contains(&next) {
                taken.push(next);
            }
        }
        taken.join(";")
    }
}

/// A small season; the same for the same seed.
pub fn season(seed: u64) -> Season {
    let draw = &mut Draw::new(seed);
    let mut rules = Rules::default();
    rules.conflicts.year = 2026;
    let groups = draw.one(&[1, 1, 2, 2, 2, 3, 3, 4]);
    let least = draw.one(&[1, 2, 2, 3, 3, 4]).min(10 / groups).max(1);
    let many = draw.number((groups * least + 4).clamp(6, 14), 14);
    let submissions = draw.number(3, 9);
    shape(draw, &mut rules, groups, least, submissions);
    policies(draw, &mut rules);
    let smallest = rules.groups.smallest().unwrap_or(1).min(4);
    let mut builder = SeasonBuilder::new();
    let organizations: Vec<String> = (0..7)
        .map(|number| format!("例{number}机械有限公司"))
        .collect();
    for at in 0..many {
        let employer = match draw.number(1, 10) {
            1 => String::new(),
            2..=4 => organizations[draw.number(0, 6)].clone(),
            _ => format!("评审机构{}", draw.number(0, many)),
        };
        let industries = draw.some(&INDUSTRIES, 2);
        let domains: Vec<String> = (draw.some(&DOMAINS, 3).split(';'))
            .map(|code| format!("{code}:{}", draw.number(1, 3)))
            .collect();
        builder = builder.expert(
            &format!("E{at:03}"),
            &employer,
            &industries,
            &domains.join(";"),
            |expert| {
                draw.one(&REGIONS).clone_into(&mut expert.region);
                expert.can_lead = draw.chance(65);
                expert.quality_lead = draw.chance(60);
                expert.max_reviews = draw.chance(30).then(|| draw.number(1, 8) as u32);
                let years = if draw.chance(50) { 0 } else { 3 };
                expert.served_years = (2026 - years..2026).filter(|_| draw.chance(60)).collect();
                expert.available = draw.chance(95);
            },
        );
    }
    for at in 0..submissions {
        let own = [0, 1].map(|_| match draw.chance(40) {
            true => organizations[draw.number(0, 6)].clone(),
            false => format!("独立企业{at}"),
        });
        let industries = draw.some(&INDUSTRIES, 1);
        let domains = draw.some(&DOMAINS, 3);
        builder = builder.submission(
            &format!("S{at:03}"),
            &own[0],
            &industries,
            &domains,
            |one| {
                own[1].clone_into(&mut one.recommender);
                draw.one(&REGIONS).clone_into(&mut one.region);
                one.category = draw.chance(70).then(|| draw.number(1, 6) as u8);
                one.passed = draw.chance(95);
                one.reviewers = draw.chance(15).then(|| draw.number(1, smallest));
            },
        );
    }
    for _ in 0..draw.number(0, 9) {
        let kind = draw.one(&RelationKind::ALL);
        let subject = match kind {
            RelationKind::ParentOf | RelationKind::CompetitorOf | RelationKind::Supplies => {
                organizations[draw.number(0, 6)].clone()
            }
            _ => format!("E{:03}", draw.number(0, many - 1)),
        };
        let object = match kind {
            RelationKind::KinOf | RelationKind::MentorOf | RelationKind::CoauthorOf => {
                format!("E{:03}", draw.number(0, many - 1))
            }
            RelationKind::Declared | RelationKind::Waived if draw.chance(50) => {
                format!("S{:03}", draw.number(0, submissions - 1))
            }
            _ => organizations[draw.number(0, 6)].clone(),
        };
        let until = draw.chance(30).then(|| draw.number(2020, 2026) as i32);
        builder = builder.dated_relation(&subject, kind, &object, until);
    }
    builder
        .rules(|own| *own = rules)
        .change(|season| {
            if draw.chance(25) {
                season.themes = themes(draw, season, groups);
            }
            season.pins = pins(draw, season, groups);
            if draw.chance(15) {
                season.scores = Some(scores(draw, season));
            }
            if draw.chance(30) {
                season.wishes = wishes(draw, season);
                season.rules.score.wishes = draw.one(&[0.1, 0.5]);
            }
            academic(draw, &mut season.rules);
            if draw.chance(60) {
                season.rules.mix = mixes(draw, season);
            }
        })
        .build()
}

fn shape(draw: &mut Draw, rules: &mut Rules, groups: usize, least: usize, submissions: usize) {
    let own = &mut rules.groups;
    own.count = if draw.chance(25) { 0 } else { groups };
    own.min_members = least;
    own.max_members = least + draw.number(0, 2);
    own.odd_members = draw.chance(25);
    own.chairs_in_groups = draw.chance(50);
    if draw.chance(35) {
        own.min_submissions = draw.number(0, submissions / groups);
        own.max_submissions = submissions.div_ceil(groups) + draw.number(0, 3);
    } else if draw.chance(20) {
        own.max_submissions = submissions.div_ceil(groups) + draw.number(0, 2);
    }
    // As readers permit: no more reviewers than the smallest group, and no more covering than
    // reviewing.
    let each = draw.number(1, 4).min(own.min_members);
    rules.reviews.per_submission = each;
    rules.reviews.max_per_expert = draw.one(&[2, 3, 4, 5, 8, 30]);
    rules.coverage.industry_reviewers = draw.number(0, 2).min(each) as u32;
    rules.coverage.industry_threshold = draw.one(&[0.3, 0.5, 0.75, 0.75, 1.0]);
    rules.coverage.domain_reviewers = draw.one(&[0, 1, 1, 2]).min(each as u32);
    rules.score.industry = draw.one(&[0.3, 0.5, 0.5, 1.0, 2.0]);
    rules.score.domain = draw.one(&[0.5, 0.5, 1.0, 3.0]);
    let balance = &mut rules.balance;
    balance.max_per_employer = draw.one(&[0, 1, 1, 1, 2]);
    balance.max_region_share = draw.one(&[0.0, 0.0, 0.0, 0.0, 0.34, 0.5, 2.0 / 3.0]);
    balance.min_new_share = draw.one(&[0.0, 0.0, 0.2, 0.3, 0.4]);
    balance.max_consecutive_years = draw.one(&[0, 0, 2, 3]);
    rules.reviews.min_per_member = draw.one(&[0, 1, 1, 1, 2]);
    rules.balance.max_load_difference = draw.one(&[0, 0, 0, 1, 2, 3]);
    rules.groups.industry_members = draw.one(&[0, 1, 2, 3, 3]);
    rules.solve.objective = draw.one(&[Objective::Total, Objective::Total, Objective::Maxmin]);
    rules.solve.seed = draw.number(1, 9) as u64;
}

fn policies(draw: &mut Draw, rules: &mut Rules) {
    use ConflictPolicy::{Bar, Off, Recuse};
    let own = &mut rules.conflicts;
    let all = [
        &mut own.employer,
        &mut own.former_employer,
        &mut own.advises,
        &mut own.director_or_shareholder,
        &mut own.kin,
        &mut own.declared,
        &mut own.competitor,
        &mut own.recommender,
    ];
    for field in all {
        *field = draw.one(&[Bar, Bar, Recuse, Off]);
    }
    own.region = draw.one(&[Off, Off, Off, Recuse]);
    own.lookback_years = draw.number(0, 5) as i32;
}

fn themes(draw: &mut Draw, season: &Season, groups: usize) -> Vec<Theme> {
    let mut themes: Vec<Theme> = Vec::new();
    let many = draw.number(1, groups);
    for number in 1..=many {
        let id = match draw.chance(30) {
            true => format!("G{number:02}"),
            false => format!("T{number}"),
        };
        let industry = |code| season.industries.parse(code).expect("an industry");
        let domain = |code| season.domains.parse(code).expect("a domain");
        themes.push(Theme {
            id,
            name: String::new(),
            industries: (0..usize::from(draw.chance(25)))
                .map(|_| industry(draw.one(&["14", "34", "C", "65"])))
                .collect(),
            domains: (0..usize::from(draw.chance(20)))
                .map(|_| domain(draw.one(&["Q06", "Q06.01", "Q08.02"])))
                .collect(),
            categories: (0..draw.number(0, 2))
                .map(|_| draw.number(1, 6) as u8)
                .collect(),
            place: Place::default(),
        });
    }
    themes
}

/// Pins as readers return them: about existing entries, at most one per chair.
fn pins(draw: &mut Draw, season: &Season, groups: usize) -> Vec<Pin> {
    let own = &season.rules.groups;
    let last = if own.count == 0 && season.themes.is_empty() {
        groups + 1
    } else {
        own.count.max(season.themes.len())
    };
    let fresh = last.saturating_sub(season.themes.len());
    let mut ids: Vec<String> = season.themes.iter().map(|theme| theme.id.clone()).collect();
    let unused = (1..).map(|number| format!("G{number:02}"));
    let unused: Vec<String> = unused.filter(|id| !ids.contains(id)).take(fresh).collect();
    ids.extend(unused);
    let mut pins: Vec<Pin> = Vec::new();
    if !draw.chance(55) {
        return pins;
    }
    for row in 0..draw.number(1, 5) {
        use PinKind::{Chair, Leader, Member, Reviewer, Submission, ViceChair};
        let kind = draw.one(&[Member, Leader, Chair, ViceChair, Submission, Reviewer]);
        let forbidden = draw.chance(55);
        // Usually somebody who can do what is demanded.
        let able = |at: &usize| {
            let expert = &season.experts[*at];
            expert.available
                && match kind {
                    Leader => expert.can_lead,
                    Chair | ViceChair => expert.quality_lead,
                    _ => true,
                }
        };
        let able: Vec<usize> = (0..season.experts.len()).filter(able).collect();
        let expert = match able.is_empty() || draw.chance(10) {
            true => draw.number(0, season.experts.len() - 1),
            false => draw.one(&able),
        };
        let expert = ExpertIndex(expert as u32);
        let submission = SubmissionIndex(draw.number(0, season.submissions.len() - 1) as u32);
        let group = PinObject::Group(ids[draw.number(0, ids.len() - 1)].clone());
        let (subject, object) = match kind {
            Chair | ViceChair => (PinSubject::Expert(expert), PinObject::None),
            Member | Leader if draw.chance(50) => (PinSubject::Expert(expert), PinObject::None),
            Member | Leader => (PinSubject::Expert(expert), group),
            Submission => (PinSubject::Submission(submission), group),
            Reviewer => (
                PinSubject::Expert(expert),
                PinObject::Submission(submission),
            ),
        };
        // Submissions that did not pass cannot be pinned.
        let passes = |at: SubmissionIndex| season.submissions[at.0 as usize].passed;
        if kind == Submission && !passes(submission) {
            continue;
        }
        let place = Place::row("pins.csv", row as u32 + 2);
        pins.push(Pin {
            kind,
            forbidden,
            subject,
            object,
            place,
        });
    }
    pins
}

fn scores(draw: &mut Draw, season: &Season) -> ScoreTable {
    let mut pairs = Vec::new();
    for submission in 0..season.submissions.len() {
        for expert in 0..season.experts.len() {
            if draw.chance(80) {
                let (s, e) = (
                    SubmissionIndex(submission as u32),
                    ExpertIndex(expert as u32),
                );
                pairs.push((s, e, draw.number(0, 1000) as f64 / 1000.0));
            }
        }
    }
    ScoreTable::new(season.submissions.len(), pairs)
}

fn wishes(draw: &mut Draw, season: &Season) -> Wishes {
    let (experts, submissions) = (season.experts.len(), season.submissions.len());
    let rows = (0..draw.number(1, 12)).map(|_| Wish {
        expert: ExpertIndex(draw.number(0, experts - 1) as u32),
        submission: SubmissionIndex(draw.number(0, submissions - 1) as u32),
        strength: draw.one(&[-2, -1, 1, 2]),
        place: Place::default(),
    });
    Wishes::new(rows.collect::<Vec<_>>())
}

fn academic(draw: &mut Draw, rules: &mut Rules) {
    use AcademicPolicy::{Bar, Off, Recuse, Suspect};
    rules.conflicts.mentor = draw.one(&[Suspect, Suspect, Recuse, Bar, Off]);
    rules.conflicts.coauthor = draw.one(&[Suspect, Suspect, Recuse, Bar, Off]);
    rules.balance.family_as_one_employer = draw.chance(30);
}

/// One or two rules about the mix of people, by a column that the program does not know or by who
/// never served before.
fn mixes(draw: &mut Draw, season: &mut Season) -> Vec<MixRule> {
    for expert in &mut season.experts {
        let grade = draw.one(&["甲", "乙", "甲；丙", ""]);
        expert.columns = vec![("资格".to_owned(), grade.to_owned())];
    }
    let most = season.rules.groups.min_members as u32;
    (0..draw.number(1, 2))
        .map(|_| {
            let of = draw.one(&[MixScope::Group, MixScope::Submission]);
            let most = match of {
                MixScope::Group => most,
                MixScope::Submission => season.rules.reviews.per_submission as u32,
            };
            let amount = |draw: &mut Draw| match draw.chance(60) {
                true => Amount::Count(draw.number(0, most as usize) as u32),
                false => Amount::Share(draw.one(&[0.0, 0.25, 0.34, 0.5, 1.0])),
            };
            let side = draw.number(0, 3);
            let (column, value) = match draw.chance(70) {
                true => ("资格", draw.one(&["甲", "丙"])),
                false => ("newcomer", "是"),
            };
            MixRule {
                name: String::new(),
                of,
                column: column.to_owned(),
                values: vec![value.to_owned()],
                at_least: (side < 3).then(|| amount(draw)),
                at_most: (side > 1).then(|| amount(draw)),
                hard: draw.chance(40),
            }
        })
        .collect()
}
