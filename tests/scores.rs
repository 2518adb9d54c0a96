//! Scores against the table of the toy season and against a reference written from the contract.

use empanel::affinity::Affinity;
use empanel::model::{ExpertIndex, Season, SeasonBuilder, SubmissionIndex};

/// The toy season as far as scores go.
fn toy() -> Season {
    SeasonBuilder::new()
        .expert("E001", "", "C", "Q01.01:3;Q02.01:3", |_| ())
        .expert("E002", "", "C", "Q02.01:3;Q01.01:2", |_| ())
        .expert("E003", "", "344;345", "Q04.01:3;Q03.01:2", |_| ())
        .expert("E004", "", "344;151", "Q14.03:2;Q06.01:3", |_| ())
        .expert("E005", "", "36;34", "Q06.01:3;Q08.02:2", |_| ())
        .expert("E006", "", "14;151", "Q14.03:3;Q09.05:2", |_| ())
        .expert("E007", "", "27;1512", "Q12.02:3;Q09.05:3", |_| ())
        .expert("E008", "", "345;36", "Q03.01:3;Q08.02:3", |_| ())
        .submission("S001", "甲", "3441", "Q06.01", |_| ())
        .submission("S002", "乙", "3453", "Q04.01;Q03.01", |_| ())
        .submission("S003", "丙", "3620", "Q08.02", |_| ())
        .submission("S004", "丁", "1441", "Q14.03;Q09.05", |_| ())
        .submission("S005", "戊", "1512", "Q12.01;Q14.03", |_| ())
        .submission("S006", "己", "2740", "Q09.05", |_| ())
        .build()
}

#[test]
fn the_toy_season_scores_as_its_readme_says() {
    let table = [
        [0.1500, 0.1500, 0.1500, 0.1500, 0.1500, 0.1500],
        [0.1500, 0.1500, 0.1500, 0.1500, 0.1500, 0.1500],
        [0.4500, 0.9125, 0.1500, 0.1500, 0.1500, 0.1500],
        [0.9500, 0.3750, 0.1500, 0.3625, 0.6625, 0.1500],
        [0.8750, 0.3750, 0.8000, 0.1500, 0.1500, 0.1500],
        [0.1500, 0.1500, 0.1500, 0.8375, 0.7000, 0.5750],
        [0.1500, 0.1500, 0.1500, 0.4000, 0.6250, 0.8750],
        [0.3750, 0.7000, 0.8750, 0.1500, 0.1500, 0.1500],
    ];
    let affinity = Affinity::build(&toy());
    for (e, row) in (0u32..).zip(table) {
        for (s, expected) in (0u32..).zip(row) {
            let score = affinity.score(ExpertIndex(e), SubmissionIndex(s));
            assert!((score - expected).abs() < 1e-12, "E{e} S{s}: {score}");
        }
    }
}

#[test]
fn coverage_names_the_industry_and_the_exact_domains() {
    let affinity = Affinity::build(&toy());
    let covers = |e: u32, s: u32| affinity.coverage(ExpertIndex(e - 1), SubmissionIndex(s - 1));
    assert_eq!(covers(3, 2), 0b111);
    assert_eq!(covers(7, 5), 0b001, "Q12.02 is not Q12.01");
    assert_eq!(covers(4, 5), 0b101);
    assert_eq!(covers(1, 1), 0b000);
}

#[test]
fn candidates_come_best_first_with_ties_by_expert() {
    let affinity = Affinity::build(&toy());
    let list: Vec<u32> = affinity
        .candidates(SubmissionIndex(4))
        .iter()
        .map(|candidate| candidate.expert.0)
        .collect();
    assert_eq!(list, [5, 3, 6, 0, 1, 2, 4, 7]);
}
