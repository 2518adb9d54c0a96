//! Scores against the table of the toy season and against a reference written from the contract.

use empanel::model::{ExpertIndex, Season, SeasonBuilder, SubmissionIndex};
use empanel::suitability::affinity::{Affinity, ScoreTableError};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::collections::BTreeMap;

/// The toy season, as far as scores are concerned.
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

/// The inner loop of a search asks for both at once.
#[test]
fn a_pair_is_its_score_with_its_coverage() {
    let season = toy();
    let affinity = Affinity::build(&season);
    for e in (0u32..).take(season.experts.len()).map(ExpertIndex) {
        for s in (0u32..).take(season.submissions.len()).map(SubmissionIndex) {
            let apart = (affinity.score(e, s), affinity.coverage(e, s));
            assert_eq!(affinity.pair(e, s), apart, "{e:?} {s:?}");
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

#[test]
fn what_the_submission_lacks_is_left_out() {
    let season = SeasonBuilder::new()
        .expert("E1", "", "38", "Q06.01:2", |_| ())
        .expert("E2", "", "", "", |_| ())
        .submission("S1", "甲", "3812", "", |_| ())
        .submission("S2", "乙", "", "Q06.01", |_| ())
        .submission("S3", "丙", "", "", |_| ())
        .submission("S4", "丁", "3812", "Q06.01", |_| ())
        .build();
    let affinity = Affinity::build(&season);
    let terms = |e, s| affinity.terms(ExpertIndex(e), SubmissionIndex(s));
    assert_eq!(terms(0, 0).score, 0.75);
    assert_eq!(terms(0, 0).domain, None);
    assert_eq!(terms(0, 1).score, 0.85);
    assert_eq!(terms(0, 1).industry, None);
    assert_eq!(terms(0, 2).score, 0.0);
    assert_eq!(terms(1, 3).score, 0.0);
    assert_eq!(terms(1, 3).industry, Some(0.0));
    assert_eq!(affinity.candidates(SubmissionIndex(2)), []);
    assert_eq!(affinity.candidates(SubmissionIndex(3)).len(), 1);
    assert_eq!(
        affinity.coverage(ExpertIndex(0), SubmissionIndex(1)),
        0b10,
        "nothing is asked of the industry"
    );
}

#[test]
fn weights_move_the_score() {
    let season = SeasonBuilder::new()
        .expert("E1", "", "3812", "Q06.01:1", |_| ())
        .submission("S1", "甲", "3812", "Q06.01", |_| ())
        .rules(|rules| {
            rules.score.industry = 3.0;
            rules.score.domain = 1.0;
        })
        .build();
    let score = Affinity::build(&season).score(ExpertIndex(0), SubmissionIndex(0));
    assert!((score - 0.9).abs() < 1e-12, "{score}");
}

#[test]
fn explanations_name_the_codes_that_gave_the_terms() {
    let affinity = Affinity::build(&toy());
    let why = affinity.explain(ExpertIndex(3), SubmissionIndex(4));
    let industry = why.industry.as_ref().unwrap();
    assert_eq!(industry.submission, "1512");
    assert_eq!(industry.expert.as_deref(), Some("151"));
    assert_eq!((industry.shared_levels, industry.value), (3, 0.9));
    assert!(why.covers_industry);
    assert_eq!(why.domains[0].expert, None);
    assert_eq!(why.domains[1].expert.as_deref(), Some("Q14.03"));
    assert!(why.domains[1].exact && why.domains[1].level == 2);
    let words: Vec<String> = why.words().into_iter().map(|words| words.zh).collect();
    assert_eq!(
        words,
        [
            "行业 1512：与专家的 151 同属一个中类（0.90）",
            "质量方法 Q12.01：专家没有相近的方法（0.00）",
            "质量方法 Q14.03：专家具备该方法，水平 2 级（0.85）",
            "匹配得分 0.6625",
        ]
    );
}

#[test]
fn an_external_table_replaces_the_scores_alone() {
    let season = toy();
    let key = |s: &str, e: &str| (s.to_owned(), e.to_owned());
    let table = BTreeMap::from([
        (key("S001", "E008"), 2.5),
        (key("S001", "E002"), 0.25),
        (key("S001", "E003"), 0.0),
    ]);
    let affinity = Affinity::with_table(&season, &table).unwrap();
    let s1 = SubmissionIndex(0);
    assert_eq!(affinity.score(ExpertIndex(7), s1), 2.5);
    assert_eq!(affinity.score(ExpertIndex(4), s1), 0.0);
    let list = affinity.candidates(s1).iter().map(|one| one.expert.0);
    // Experts with some coverage follow at a score of 0, since they may be needed.
    assert_eq!(list.collect::<Vec<_>>(), [7, 1, 2, 3, 4]);
    let rest = &affinity.candidates(s1)[2..];
    assert!(
        rest.iter()
            .all(|one| one.score == 0.0 && affinity.coverage(one.expert, s1) != 0)
    );
    assert_eq!(affinity.coverage(ExpertIndex(4), s1), 0b11);
    let unknown = BTreeMap::from([(key("S001", "E999"), 1.0)]);
    assert_eq!(
        Affinity::with_table(&season, &unknown).unwrap_err(),
        ScoreTableError::Expert("E999".to_owned())
    );
    let negative = BTreeMap::from([(key("S001", "E001"), -1.0)]);
    assert!(Affinity::with_table(&season, &negative).is_err());
}

/// Codes as text, enough for pairs of every degree of similarity.
const INDUSTRIES: [&str; 9] = ["C", "38", "381", "3812", "3819", "382", "3441", "P", "8334"];
const DOMAINS: [&str; 6] = ["Q06", "Q06.01", "Q06.02", "Q03.01", "Q03.02", "Q04.01"];

/// The contract line by line, applied to the text of the codes.
fn reference(season: &Season, e: usize, s: usize) -> f64 {
    let (expert, submission) = (&season.experts[e], &season.submissions[s]);
    let mut industry = 0.0;
    for own in &expert.industries {
        for asked in &submission.industries {
            let value = match own.shared_levels(asked) {
                _ if own.text() == asked.text() => 1.0,
                0 => 0.0,
                1 => 0.3,
                2 => 0.75,
                _ => 0.9,
            };
            industry = f64::max(industry, value);
        }
    }
    let mut domain = 0.0;
    for asked in &submission.domains {
        let mut best = 0.0;
        for skill in &expert.domains {
            let same = match skill.domain.same_parent(asked) {
                _ if skill.domain.code == asked.code => 1.0,
                true => 0.5,
                false => 0.0,
            };
            best = f64::max(best, same * [0.6, 0.85, 1.0][usize::from(skill.level) - 1]);
        }
        domain += best / submission.domains.len() as f64;
    }
    let rules = &season.rules.score;
    match (
        submission.industries.is_empty(),
        submission.domains.is_empty(),
    ) {
        (true, true) => 0.0,
        (false, true) => industry,
        (true, false) => domain,
        _ => (rules.industry * industry + rules.domain * domain) / (rules.industry + rules.domain),
    }
}

prop_compose! {
    fn seasons()(
        experts in vec((subsequence(&INDUSTRIES[..], 0..=3), vec((0..6_usize, 1..=3_u8), 0..=3)), 1..12),
        submissions in vec((subsequence(&INDUSTRIES[..], 0..=2), subsequence(&DOMAINS[..], 0..=3)), 1..12),
        weights in (0.1..1.0, 0.1..1.0),
    ) -> Season {
        let mut builder = SeasonBuilder::new();
        for (at, (industries, skills)) in experts.iter().enumerate() {
            let skills: Vec<String> = skills
                .iter()
                .map(|(domain, level)| format!("{}:{level}", DOMAINS[*domain]))
                .collect();
            builder = builder.expert(&format!("E{at}"), "", &industries.join(";"), &skills.join(";"), |_| ());
        }
        for (at, (industries, domains)) in submissions.iter().enumerate() {
            builder = builder.submission(&format!("S{at}"), "甲", &industries.join(";"), &domains.join(";"), |_| ());
        }
        builder
            .rules(|rules| (rules.score.industry, rules.score.domain) = weights)
            .build()
    }
}

fn on_threads(threads: usize, season: &Season) -> Affinity {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap()
        .install(|| Affinity::build(season))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn scores_and_candidates_are_those_of_the_contract(season in seasons()) {
        let affinity = Affinity::build(&season);
        for s in 0..season.submissions.len() {
            let index = SubmissionIndex::new(s);
            let listed = affinity.candidates(index);
            let mut positive = 0;
            for e in 0..season.experts.len() {
                let score = affinity.score(ExpertIndex::new(e), index);
                prop_assert!((score - reference(&season, e, s)).abs() < 1e-12, "E{} S{}", e, s);
                positive += usize::from(score > 0.0);
            }
            prop_assert_eq!(listed.len(), positive);
            for candidate in listed {
                // Bitwise equal: the index and the single pair must not diverge.
                let single = affinity.score(candidate.expert, index);
                prop_assert_eq!(candidate.score.to_bits(), single.to_bits());
            }
            prop_assert!(listed.is_sorted_by(|a, b| a.score > b.score
                || (a.score == b.score && a.expert < b.expert)));
        }
    }

    #[test]
    fn threads_change_not_one_bit(season in seasons()) {
        let (one, two) = (on_threads(1, &season), on_threads(2, &season));
        for s in 0..season.submissions.len() {
            let index = SubmissionIndex::new(s);
            prop_assert_eq!(one.candidates(index), two.candidates(index));
        }
    }
}
