//! What stands before the first search: reading, the conflict graph, the scores, building models.
//!
//! `cargo bench --bench preparation`. The target for 1,000 experts x 1,000 submissions, conflicts
//! and scores together, is under 1 s on 2 cores.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use empanel::files::tables::read_season;
use empanel::model::{ExpertIndex, RelationKind, Season, SeasonBuilder, SubmissionIndex};
use empanel::solve::instance::Instance;
use empanel::solve::program::{Goal, Scope, coefficients};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::hint::black_box;
use std::path::Path;

/// A season like a real one: most codes in manufacturing, one expert in five works for a company
/// of the applicants' size, one relation for every five experts, families of about five.
fn season(experts: usize, submissions: usize) -> Season {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let organizations = (experts + submissions) / 2;
    let mut builder = SeasonBuilder::new();
    let industries = |rng: &mut Xoshiro256PlusPlus| {
        let code: u32 = if rng.random_bool(0.8) {
            rng.random_range(1310..4300)
        } else {
            rng.random_range(4400..9700)
        };
        code.to_string()
    };
    let domain = |rng: &mut Xoshiro256PlusPlus| {
        format!(
            "Q{:02}.0{}",
            rng.random_range(1..=15),
            rng.random_range(1..=2)
        )
    };
    for at in 0..experts {
        let codes: Vec<String> = (0..rng.random_range(1..=3))
            .map(|_| {
                let code = industries(&mut rng);
                code[..rng.random_range(2..=4)].to_owned()
            })
            .collect();
        let skills: Vec<String> = (0..rng.random_range(1..=4))
            .map(|_| format!("{}:{}", domain(&mut rng), rng.random_range(1..=3)))
            .collect();
        let employer = company(rng.random_range(0..organizations));
        builder = builder.expert(
            &format!("E{at:05}"),
            &employer,
            &codes.join(";"),
            &skills.join(";"),
            |_| (),
        );
    }
    for at in 0..submissions {
        let domains: Vec<String> = (0..rng.random_range(1..=3))
            .map(|_| domain(&mut rng))
            .collect();
        let applicant = company(rng.random_range(0..organizations));
        let unit = company(rng.random_range(0..organizations / 50 + 1));
        builder = builder.submission(
            &format!("S{at:05}"),
            &applicant,
            &industries(&mut rng),
            &domains.join(";"),
            |submission| submission.recommender = unit,
        );
    }
    let mut season = builder.build();
    add_relations(&mut season, &mut rng, organizations);
    season
}

fn company(number: usize) -> String {
    const FIRST: [&str; 8] = [
        "长河", "远山", "东明", "金石", "华越", "瑞峰", "天工", "新源",
    ];
    const SECOND: [&str; 8] = [
        "精工", "动力", "电气", "材料", "装备", "食品", "生物", "信息",
    ];
    let (first, second) = (FIRST[number % 8], SECOND[number / 8 % 8]);
    // A number that does not make neighbours look alike.
    let middle: String = format!("{:04}", number * 7919 % 10007)
        .bytes()
        .map(|digit| {
            ['云', '海', '林', '川', '岳', '松', '鹤', '星', '霞', '露'][usize::from(digit - b'0')]
        })
        .collect();
    format!("{first}{middle}{second}有限公司")
}

fn add_relations(season: &mut Season, rng: &mut Xoshiro256PlusPlus, organizations: usize) {
    use RelationKind as Kind;
    let kinds = [
        Kind::FormerlyEmployedBy,
        Kind::Advises,
        Kind::DirectorOf,
        Kind::Declared,
        Kind::ParentOf,
        Kind::KinOf,
        Kind::MentorOf,
        Kind::EmployedBy,
    ];
    for row in 0..season.experts.len() / 5 {
        let kind = kinds[row % kinds.len()];
        let expert = empanel::model::Party::Expert(ExpertIndex::new(
            rng.random_range(0..season.experts.len()),
        ));
        let named = |rng: &mut Xoshiro256PlusPlus| {
            empanel::model::Party::Named(company(rng.random_range(0..organizations)))
        };
        let (subject, object) = match kind {
            Kind::ParentOf => (named(rng), named(rng)),
            Kind::KinOf | Kind::MentorOf => (
                expert,
                empanel::model::Party::Expert(ExpertIndex::new(
                    rng.random_range(0..season.experts.len()),
                )),
            ),
            _ => (expert, named(rng)),
        };
        season.relations.push(empanel::model::Relation {
            subject,
            kind,
            object,
            since: None,
            until: None,
            note: String::new(),
            place: empanel::model::Place::row("relations.csv", 2),
        });
    }
}

fn preparation(criterion: &mut Criterion) {
    let season_1000 = season(1_000, 1_000);
    let mut group = criterion.benchmark_group("1000x1000");
    group.sample_size(20);
    group.bench_function("conflicts", |bench| {
        bench.iter(|| Conflicts::build(black_box(&season_1000)));
    });
    group.bench_function("scores", |bench| {
        bench.iter(|| Affinity::build(black_box(&season_1000)));
    });
    let affinity = Affinity::build(&season_1000);
    group.bench_function("one million scores by pair", |bench| {
        bench.iter(|| {
            let mut sum = 0.0;
            for s in 0..1_000 {
                for e in 0..1_000 {
                    sum += affinity.score(ExpertIndex(e), SubmissionIndex(s));
                }
            }
            sum
        });
    });
    group.finish();
}

/// The tables of the sample season, and the models that integer programs are made of.
fn reading_and_models(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let mut group = criterion.benchmark_group("sample");
    group.sample_size(10);
    for kind in ["csv", "xlsx"] {
        let folder = data.join(kind);
        group.bench_function(format!("reading {kind}"), |bench| {
            bench.iter(|| read_season(black_box(&folder), None));
        });
    }
    let season = read_season(&data.join("csv"), None)
        .expect("the sample season is sound")
        .season;
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    group.bench_function("compiling for the search", |bench| {
        bench.iter(|| Instance::compile(black_box(&season), &conflicts, &affinity));
    });
    let instance =
        Instance::compile(&season, &conflicts, &affinity).expect("the sample has a plan");
    // Submissions in turn: as large as any partition's model of seats and reviews.
    let groups = u32::try_from(instance.groups.len()).expect("few groups");
    let partition: Vec<u32> = (0..groups)
        .cycle()
        .take(instance.submissions.len())
        .collect();
    let scope = Scope::seats(&instance, &partition);
    group.bench_function("model of seats and reviews", |bench| {
        bench.iter(|| coefficients(&instance, black_box(&scope), None, &Goal::TOTAL));
    });
    group.finish();
}

fn large(criterion: &mut Criterion) {
    let season = season(19_000, 15_000);
    let mut group = criterion.benchmark_group("19000x15000");
    group.sample_size(10);
    group.bench_function("conflicts", |bench| {
        bench.iter(|| Conflicts::build(black_box(&season)));
    });
    group.bench_function("scores", |bench| {
        bench.iter(|| Affinity::build(black_box(&season)));
    });
    group.finish();
}

criterion_group!(benches, preparation, reading_and_models, large);
criterion_main!(benches);
