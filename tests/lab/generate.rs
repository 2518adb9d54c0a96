//! Generated seasons are read without problems, and the hidden plan of a planted one is accepted by
//! the checker and optimal.

use empanel::checker;
use empanel::files::tables::read_season;
use empanel::lab::generate::{Drawn, Recipe, Shape, Table};
use empanel::model::{ExpertIndex, Season, Severity, SubmissionIndex};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;

fn read(drawn: &Drawn) -> Season {
    let folder = tempfile::tempdir().expect("a folder");
    for table in Table::ALL {
        let mut bytes = Vec::new();
        drawn.write(table, &mut bytes).expect("memory takes it");
        std::fs::write(folder.path().join(table.file()), bytes).expect("room on the disk");
    }
    let loaded = read_season(folder.path(), None).expect("a sound season");
    // Submissions that did not pass are a note only, and some owners of companies have no
    // connection to the season (W651).
    let complaints: Vec<_> = loaded
        .problems
        .iter()
        .filter(|problem| problem.severity != Severity::Note && problem.code != "W651")
        .collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    loaded.season
}

#[test]
fn the_planted_answer_is_accepted_and_perfect() {
    for seed in 1..=5 {
        let drawn = Recipe::planted(None, None, Some(4), seed)
            .expect("fits")
            .draw();
        let season = read(&drawn);
        let answer = drawn.answer().expect("planted seasons have one");
        let report = checker::check(&season, &answer);
        assert_eq!(report.violations, [], "seed {seed}");
        assert_eq!(report.figures.shortfalls, []);
        assert_eq!(report.figures.total_score, 300.0);
        assert_eq!(report.figures.worst_score, 3.0);
        assert_eq!((report.figures.load_min, report.figures.load_max), (9, 11));
    }
}

#[test]
fn a_planted_season_has_decoys_and_conflicts() {
    let drawn = Recipe::planted(None, None, Some(12), 1)
        .expect("fits")
        .draw();
    let season = read(&drawn);
    assert_eq!((season.experts.len(), season.submissions.len()), (390, 300));
    let affinity = Affinity::build(&season);
    let perfect = |expert: usize| {
        (0..season.submissions.len())
            .filter(|&at| {
                affinity.score(ExpertIndex::new(expert), SubmissionIndex::new(at)) > 1.0 - 1e-9
            })
            .count()
    };
    let few = (0..season.experts.len())
        .filter(|&expert| (1..=3).contains(&perfect(expert)))
        .count();
    assert!(
        few > 200,
        "{few} decoys fit one to three submissions perfectly"
    );
    let conflicts = Conflicts::build(&season);
    let barred: usize = (0..300)
        .map(|at| conflicts.barred(SubmissionIndex::new(at)).len())
        .sum();
    let recused: usize = (0..300)
        .map(|at| conflicts.recused(SubmissionIndex::new(at)).len())
        .sum();
    assert!(
        barred > 50 && recused > 50,
        "{barred} barred, {recused} recused"
    );
}

#[test]
fn shapes_differ_as_they_say() {
    let draw = |shape| {
        read(
            &Recipe::ordinary(200, 150, None, 3, shape)
                .expect("fits")
                .draw(),
        )
    };
    let plain = draw(Shape::Plain);
    let bars = |season: &Season| Conflicts::build(season).all().len();
    assert!(bars(&draw(Shape::Conflicts)) > 5 * bars(&plain));

    let most_common = |season: &Season| {
        let mut counts = std::collections::BTreeMap::<String, usize>::new();
        for submission in &season.submissions {
            *counts
                .entry(submission.industries[0].path()[1].clone())
                .or_default() += 1;
        }
        counts.into_values().max().unwrap_or_default()
    };
    assert!(most_common(&draw(Shape::Dominant)) > 90);
    assert!(most_common(&plain) < 50);

    let employers = |season: &Season| {
        let names = season.experts.iter().map(|expert| &expert.employer);
        names.collect::<std::collections::BTreeSet<_>>().len()
    };
    assert!(employers(&draw(Shape::FewEmployers)) <= 12);
    assert!(employers(&plain) > 100);
}
