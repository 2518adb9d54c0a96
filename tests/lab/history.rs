//! The history of the benches: how a run is compared, a broken file, and the charts of the
//! documentation (`EMPANEL_UPDATE_DOCS=1 cargo test --test lab history` draws them anew).

#[path = "../../benches/support/history/mod.rs"]
mod kept;

use kept::compare::{Verdict, verdict, verdicts};
use kept::{Figures, HEADER, History, chart};
use std::fs;

/// A run of a search: two seconds to the first plan on a machine that takes half a second for the
/// gauge.
const KEPT: Figures = Figures {
    total: Some(100.0),
    shortfalls: Some(3),
    gap: Some(0.1),
    first: Some(2.0),
    solve: None,
    whole: None,
    mebibytes: Some(200.0),
    speed: Some(1e6),
    gauge: Some(0.5),
};

fn words(new: Figures) -> String {
    verdict(Some(&KEPT), &new).words()
}

#[test]
fn within_the_bands_a_run_is_as_before() {
    assert_eq!(verdict(None, &KEPT), Verdict::New);
    assert_eq!(verdict(Some(&KEPT), &KEPT), Verdict::Same);
    let near = Figures {
        total: Some(98.6),
        first: Some(2.9),
        mebibytes: Some(249.0),
        speed: Some(0.7e6),
        ..KEPT
    };
    assert_eq!(verdict(Some(&KEPT), &near), Verdict::Same);
}

#[test]
fn worse_results_are_told() {
    let lower = Figures {
        total: Some(98.0),
        ..KEPT
    };
    assert_eq!(
        words(lower),
        "FELL BEHIND: total 98.0000, was 100.0000 (-2.00 %)"
    );
    // More shortfalls are worse whatever the total is.
    let short = Figures {
        total: Some(120.0),
        shortfalls: Some(4),
        ..KEPT
    };
    assert_eq!(words(short), "FELL BEHIND: shortfalls 4, were 3");
    let none = Figures {
        total: None,
        ..KEPT
    };
    assert_eq!(words(none), "FELL BEHIND: no result any more");
    let large = Figures {
        mebibytes: Some(300.0),
        ..KEPT
    };
    assert_eq!(words(large), "FELL BEHIND: memory 300 MiB, was 200");
}

#[test]
fn a_proven_optimum_may_not_fall_at_all() {
    let proven = Figures {
        gap: Some(0.0),
        ..KEPT
    };
    let verdict = |new: Figures| verdict(Some(&proven), &new).words();
    let lower = Figures {
        total: Some(99.99),
        ..proven
    };
    assert_eq!(
        verdict(lower),
        "FELL BEHIND: total 99.9900, was 100.0000 (-0.01 %)"
    );
    assert_eq!(verdict(KEPT), "FELL BEHIND: no longer proven the best");
    assert_eq!(verdict(proven), "as before");
}

#[test]
fn better_results_are_told() {
    let higher = Figures {
        total: Some(102.0),
        first: Some(1.0),
        ..KEPT
    };
    assert_eq!(
        words(higher),
        "better: total 102.0000, was 100.0000 (+2.00 %); first plan 1.000 s, 0.50 times the 2.000 s to be expected"
    );
    // What is better does not make up for what is worse.
    let both = Figures {
        total: Some(102.0),
        first: Some(4.0),
        ..KEPT
    };
    assert_eq!(
        words(both),
        "FELL BEHIND: first plan 4.000 s, 2.00 times the 2.000 s to be expected"
    );
}

#[test]
fn slower_code_is_told_and_a_slower_machine_is_not() {
    let slower = Figures {
        first: Some(4.0),
        speed: Some(0.5e6),
        ..KEPT
    };
    assert_eq!(
        words(slower),
        "FELL BEHIND: first plan 4.000 s, 2.00 times the 2.000 s to be expected; a million moves 2.000 s, 2.00 times the 1.000 s to be expected"
    );
    // The gauge took twice as long, too.
    let machine = Figures {
        gauge: Some(1.0),
        ..slower
    };
    assert_eq!(words(machine), "as before");
    // The same seconds on a machine twice as fast.
    let hidden = Figures {
        gauge: Some(0.25),
        ..KEPT
    };
    assert!(words(hidden).contains("first plan 2.000 s, 2.00 times the 1.000 s"));
    // Without a gauge seconds say nothing, and a hundredth of one never does.
    let unknown = Figures {
        gauge: None,
        ..slower
    };
    assert_eq!(words(unknown), "as before");
    let (quick, quicker) = (
        Figures {
            solve: Some(0.012),
            ..KEPT
        },
        Figures {
            solve: Some(0.002),
            ..KEPT
        },
    );
    assert_eq!(verdict(Some(&quicker), &quick), Verdict::Same);
}

fn row(bench: &str, case: &str, date: &str, total: &str) -> String {
    format!("{bench},short,{case},0.1.0,{date},abc,2,{total},0,,,,,,,0.5000\n")
}

#[test]
fn the_last_kept_run_of_the_form_counts_and_cases_that_are_gone_are_told() {
    let text = [
        format!("{HEADER}\n"),
        row("quality", "a", "2026-11-28", "50.000000"),
        row("quality", "a", "2026-11-29", "100.000000"),
        row("quality", "a", "2026-11-30", "10.000000").replace("abc", "abc; builds beside it"),
        row("quality", "old", "2026-11-29", "70.000000"),
        row("quality", "later", "2026-11-29", "80.000000"),
        row("assign", "a", "2026-11-30", "10.000000"),
    ]
    .concat();
    let history = History::parse(&text).expect("sound");
    assert_eq!(history.text(), text);
    let new = |total: f64| Figures {
        total: Some(total),
        shortfalls: Some(0),
        ..Figures::default()
    };
    let rows = [("a".to_owned(), new(99.0)), ("b".to_owned(), new(1.0))];
    let knows = |case: &str| ["a", "b", "later"].contains(&case);
    let told = verdicts(&history, ("quality", "short"), &rows, knows);
    let told: Vec<(&str, String)> = told
        .iter()
        .map(|(case, verdict)| (case.as_str(), verdict.words()))
        .collect();
    // `later` was not asked for this time.
    assert_eq!(
        told,
        [
            ("a", "as before".to_owned()),
            ("b", "new, nothing to compare with".to_owned()),
            (
                "old",
                "kept figures, but it is not measured any more".to_owned()
            ),
        ]
    );
    assert!(history.on(4).0.is_empty());
    let full = verdicts(&history, ("quality", "full"), &rows, knows);
    assert!(full.iter().all(|own| own.1 == Verdict::New));
}

#[test]
fn every_broken_line_is_told() {
    let good = row("quality", "a", "2026-11-28", "50.000000");
    let text = [
        format!("{HEADER}\n"),
        good.clone(),
        row("quality", "a", "2026-11-28", "many"),
        "quality,short,a\n".to_owned(),
        row("quality", "", "2026-11-28", "1"),
        row("quality", "a", "2026-11-28", "NaN"),
    ]
    .concat();
    assert_eq!(
        History::parse(&text),
        Err(vec![
            "line 3: total [many] is no number".to_owned(),
            "line 4: 3 cells instead of 16".to_owned(),
            "line 5: case is empty".to_owned(),
            "line 6: total [NaN] is no number".to_owned(),
        ])
    );
    let headless = History::parse(&good).expect_err("no header");
    assert!(headless[0].starts_with("line 1: the header is not bench,form,case"));
}

#[test]
fn the_charts_of_the_documentation_are_those_of_the_history() {
    let history = History::read().expect("data/history.csv");
    assert!(!history.0.is_empty());
    for (name, picture) in chart::pictures(&history) {
        let path = chart::folder().join(name);
        if std::env::var_os("EMPANEL_UPDATE_DOCS").is_some() {
            fs::write(&path, picture).expect("written");
            continue;
        }
        let drawn = fs::read_to_string(&path).expect("a picture");
        assert!(
            drawn == picture,
            "{name}: EMPANEL_UPDATE_DOCS=1 draws it anew"
        );
    }
}
