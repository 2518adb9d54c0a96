//! Score sheets written and read back, filled in correctly and incorrectly.

use crate::sheets_support;
use crate::toy_plan;

use empanel::files::history::PLAN_FILE;
use empanel::files::tables::read_season;
use empanel::model::Season;
use empanel::model::plan::Plan;
use empanel::model::words::Lang;
use empanel::year::scoring::{Cut, Quota};
use empanel::year::sheets::{Ask, Collected, SheetFile, collect, write};
use sheets_support::{Cell, cell, edit, fill};
use std::path::Path;
use toy_plan::toy_plan;

const HASH: &str = "1111111111111111111111111111111111111111111111111111111111111111";

fn toy() -> Season {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    read_season(&folder, None)
        .expect("the toy season is sound")
        .season
}

fn sheets(season: &Season, plan: &Plan) -> Vec<SheetFile> {
    write(season, plan, HASH, Lang::Zh).expect("workbooks")
}

/// Fills in the three criteria of a row, the first being 0.
fn scores(row: usize, three: [f64; 3]) -> Vec<(String, Cell)> {
    let columns = ["E", "F", "G"].iter().zip(three);
    columns
        .map(|(column, score)| cell(column, row, score))
        .collect()
}

/// All sheets, with equal scores except for leniency: E003 5 more, E008 5 less.
fn all_filled(season: &Season, plan: &Plan) -> Vec<(String, Vec<u8>)> {
    let merit = |id: &str| match id {
        "S001" => 80.0,
        "S002" => 70.0,
        "S003" => 90.0,
        _ => 60.0,
    };
    let lenient = |id: &str| match id {
        "E003" => 5.0,
        "E008" => -5.0,
        _ => 0.0,
    };
    sheets(season, plan)
        .into_iter()
        .map(|file| {
            let id = file.owner.id().to_owned();
            let own = plan
                .reviews
                .iter()
                .filter(|review| review.reviewers.contains(&id));
            let rows = own.enumerate();
            let cells: Vec<_> = rows
                .flat_map(|(row, review)| {
                    scores(row, [merit(&review.submission) + lenient(&id); 3])
                })
                .collect();
            (file.name, fill(&file.bytes, &cells))
        })
        .collect()
}

fn ask(cut: Option<(Cut, Quota)>) -> Ask<'static> {
    Ask {
        plan_hash: HASH,
        cut,
    }
}

fn gather(season: &Season, plan: &Plan, files: &[(String, Vec<u8>)]) -> Collected {
    collect(
        season,
        plan,
        files,
        &ask(Some((Cut::Share(0.5), Quota::ByGroup))),
    )
}

fn codes(collected: &Collected) -> Vec<&'static str> {
    let mut codes: Vec<_> = collected.problems.iter().map(|own| own.code).collect();
    codes.sort_unstable();
    codes
}

/// Position of the sheet of an expert or group among the files.
fn of(season: &Season, plan: &Plan, id: &str) -> usize {
    let all = sheets(season, plan);
    let found = all.iter().position(|file| file.owner.id() == id);
    found.expect("it has a sheet")
}

#[test]
fn sheets_filled_in_come_back_as_they_were_filled_in() {
    let (season, plan) = (toy(), toy_plan());
    let files = all_filled(&season, &plan);
    assert_eq!(files.len(), 8, "six members, two groups");
    let collected = gather(&season, &plan, &files);
    // Two groups without a common reviewer.
    assert_eq!(codes(&collected), ["T126"]);
    assert_eq!((collected.counted, collected.scores.len()), (8, 12));
    assert!(!collected.provisional && !collected.has_errors());
    let own = |id: &str| {
        let mut all = collected.submissions.iter();
        all.find(|own| own.submission == id).expect("listed")
    };
    // S002 and S003 by E003 (+5) and E008 (-5), S001 by E003 and E005.
    assert_eq!(own("S001").raw, Some(82.5));
    assert_eq!(own("S002").raw, Some(70.0));
    assert_eq!(own("S003").place, 1);
    assert!(own("S003").selected);
    // The other group ties: half of six is three, apportioned 2 and 1.
    let selected: Vec<&str> = collected
        .submissions
        .iter()
        .filter(|own| own.selected)
        .map(|own| own.submission.as_str())
        .collect();
    assert_eq!(selected, ["S001", "S003", "S004", "S005", "S006"]);
    assert!(own("S004").at_cut && own("S004").tied);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let (season, plan) = (toy(), toy_plan());
    assert_eq!(sheets(&season, &plan), sheets(&season, &plan));
}

#[test]
fn a_half_filled_and_renamed_sheet_counts_for_what_it_holds() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = of(&season, &plan, "E003");
    let blank = sheets(&season, &plan).swap_remove(at);
    let mut cells = scores(0, [80.0, 70.0, 60.0]);
    cells.extend([cell("E", 1, 50.0), cell("I", 0, "思路清晰")]);
    files[at] = ("张三打分(1).xlsx".to_owned(), fill(&blank.bytes, &cells));
    files.remove(of(&season, &plan, "E007"));
    let collected = gather(&season, &plan, &files);
    assert_eq!(codes(&collected), ["T114", "T117", "T125", "T126"]);
    assert!(collected.provisional);
    let own = collected.scores.iter().filter(|own| own.expert == "E003");
    let own: Vec<_> = own
        .map(|own| (own.submission.as_str(), own.total, own.comment.as_str()))
        .collect();
    assert_eq!(own, [("S001", 69.0, "思路清晰")]);
    let missing: Vec<_> = collected
        .missing
        .iter()
        .map(|own| (own.expert.as_str(), own.submission.as_str(), own.received))
        .collect();
    assert_eq!(
        missing,
        [
            ("E003", "S002", true),
            ("E003", "S003", true),
            ("E007", "S004", false),
            ("E007", "S006", false)
        ]
    );
}

/// The part of a workbook that holds the formats of numbers.
fn formats(bytes: &[u8]) -> Vec<String> {
    let styles = std::cell::RefCell::new(String::new());
    edit(bytes, "xl/styles.xml", |xml| {
        xml.clone_into(&mut styles.borrow_mut());
        format!("{xml} ")
    });
    let styles = styles.into_inner();
    let codes = styles.split("formatCode=\"").skip(1);
    codes
        .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

/// A score of 0 is a score: it is shown like any other.
#[test]
fn a_score_of_nothing_is_shown_and_counted_as_one() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = Vec::new();
    for file in sheets(&season, &plan) {
        // A format with an empty third part hides 0.
        for format in formats(&file.bytes) {
            let zero = format.split(';').nth(2);
            assert!(zero.is_none_or(|part| !part.is_empty()), "{format}");
        }
        let id = file.owner.id();
        let own = plan.reviews.iter();
        let own = own.filter(|review| review.reviewers.iter().any(|own| own == id));
        // Programs that do not calculate show the stored result: a missing total must not appear as
        // 0.
        edit(&file.bytes, "xl/worksheets/sheet1.xml", |xml| {
            assert!(!xml.contains("</f><v>0</v>"), "{}", file.name);
            format!("{xml} ")
        });
        let cells: Vec<_> = (0..own.count())
            .flat_map(|row| scores(row, [0.0; 3]))
            .collect();
        files.push((file.name, fill(&file.bytes, &cells)));
    }
    let collected = gather(&season, &plan, &files);
    assert_eq!((collected.scores.len(), collected.missing.len()), (12, 0));
    for own in &collected.submissions {
        assert_eq!((own.raw, own.corrected), (Some(0.0), Some(0.0)));
        assert_eq!((own.place, &own.criteria), (1, &vec![Some(0.0); 3]));
    }
    let csv = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let results = csv(empanel::year::sheets::results_csv(&collected, Lang::En).expect("a table"));
    for row in results.lines().skip(1) {
        assert!(row.contains(",0.0000,0.0000,0.0000,"), "{row}");
    }
    let each = csv(empanel::year::sheets::scores_csv(&collected, Lang::En).expect("a table"));
    assert!(
        each.lines()
            .skip(1)
            .all(|row| row.contains(",0,0,0,0.0000,0.000,")),
        "{each}"
    );
    let book = empanel::year::sheets::workbook(&collected, Lang::En).expect("a workbook");
    assert!(formats(&book).iter().all(|format| !format.contains(";;")));
}

/// Integers look like integers: `0.##` shows them as `80.` in Excel.
#[test]
fn whole_scores_are_shown_without_a_point() {
    for file in sheets(&toy(), &toy_plan()) {
        for format in formats(&file.bytes) {
            assert!(!format.contains(".#"), "{format}");
        }
    }
}

#[test]
fn wrong_scores_are_named_with_their_cell_and_left_out() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = of(&season, &plan, "E003");
    let blank = sheets(&season, &plan).swap_remove(at);
    let cells = [
        cell("E", 0, "８５分"),
        cell("F", 0, "90"),
        cell("G", 0, 95.0),
        cell("E", 1, "优"),
        cell("F", 1, 101.0),
        cell("G", 1, -1.0),
        cell("J", 2, "大概"),
    ];
    files[at].1 = fill(&blank.bytes, &cells);
    let collected = gather(&season, &plan, &files);
    let told: Vec<_> = collected
        .problems
        .iter()
        .filter(|own| own.place.row.is_some())
        .map(|own| {
            (
                own.code,
                own.place.row,
                own.place.column.as_deref(),
                own.value.as_str(),
            )
        })
        .collect();
    let (one, two, three) = (
        Some("科学性和创新性"),
        Some("系统性和示范性"),
        Some("显效性和发展性"),
    );
    assert_eq!(
        told,
        [
            ("T113", Some(6), one, "８５分"),
            ("T113", Some(6), two, "90"),
            ("T111", Some(7), one, "优"),
            ("T112", Some(7), two, "101"),
            ("T112", Some(7), three, "-1"),
            ("T138", Some(8), Some("申请回避"), "大概"),
        ]
    );
    let own = collected
        .scores
        .iter()
        .find(|own| own.expert == "E003")
        .expect("one is whole");
    // 0.3 * 85 + 0.3 * 90 + 0.4 * 95
    assert!((own.total - 90.5).abs() < 1e-9);
    assert!(collected.has_errors());
}

#[test]
fn sheets_of_others_are_recognised() {
    let (season, plan) = (toy(), toy_plan());
    let at = of(&season, &plan, "E003");
    let own = || all_filled(&season, &plan);
    // Another season: another year and other submissions.
    let mut other = season.clone();
    other.rules.conflicts.year = 2025;
    for submission in &mut other.submissions {
        submission.title.push('旧');
    }
    let mut files = own();
    files[at] = all_filled(&other, &plan).swap_remove(at);
    let collected = gather(&season, &plan, &files);
    assert!(
        codes(&collected).contains(&"T103"),
        "{:?}",
        codes(&collected)
    );
    assert_eq!((collected.counted, collected.refused), (7, 1));
    // The id above the table edited to another expert's.
    let mut files = own();
    files[at].1 = fill(&files[at].1, &[("C2".to_owned(), Cell::from("E005"))]);
    assert!(codes(&gather(&season, &plan, &files)).contains(&"T105"));
    // An id in the table edited.
    let mut files = own();
    files[at].1 = fill(&files[at].1, &[cell("B", 0, "S004")]);
    let collected = gather(&season, &plan, &files);
    assert!(codes(&collected).contains(&"T108") && codes(&collected).contains(&"T124"));
    assert!(
        !collected
            .scores
            .iter()
            .any(|own| own.expert == "E003" && own.submission == "S004")
    );
    // Two ids swapped: neither row is counted for the other submission.
    let reviewed = plan.reviews.iter();
    let reviewed = reviewed.filter(|review| review.reviewers.contains(&"E003".to_owned()));
    let mut ids: Vec<&str> = reviewed.map(|review| review.submission.as_str()).collect();
    ids.sort_unstable();
    let mut files = own();
    let exchanged = [cell("B", 0, ids[1]), cell("B", 1, ids[0])];
    files[at].1 = fill(&files[at].1, &exchanged);
    let collected = gather(&season, &plan, &files);
    let told = codes(&collected);
    assert_eq!(told.iter().filter(|code| **code == "T127").count(), 2);
    let counted = |id: &str| {
        let mut scores = collected.scores.iter();
        scores.any(|own| own.expert == "E003" && own.submission == id)
    };
    assert!(!counted(ids[0]) && !counted(ids[1]));
    // A corrected title is reported, and the row counts for its id.
    let mut files = own();
    files[at].1 = fill(&files[at].1, &[cell("C", 0, "另一个名称")]);
    let collected = gather(&season, &plan, &files);
    assert!(codes(&collected).contains(&"T128"));
    let mut scores = collected.scores.iter();
    assert!(scores.any(|own| own.expert == "E003" && own.submission == ids[0]));
    // The hidden mark edited.
    let mut files = own();
    files[at].1 = edit(&files[at].1, "xl/sharedStrings.xml", |xml| {
        xml.replace("<t>E003</t>", "<t>E005</t>")
    });
    assert!(codes(&gather(&season, &plan, &files)).contains(&"T104"));
    // An earlier version of the plan.
    let files = own();
    let later = "2".repeat(64);
    let ask = Ask {
        plan_hash: &later,
        cut: None,
    };
    let collected = collect(&season, &plan, &files, &ask);
    assert_eq!(
        codes(&collected)
            .iter()
            .filter(|code| **code == "T107")
            .count(),
        1
    );
    let told = collected.problems.iter().find(|own| own.code == "T107");
    let told = told.expect("told");
    assert!(
        told.what.en.contains("version of the plan: 8;"),
        "{}",
        told.what.en
    );
    assert!(told.place.file.ends_with(" …"), "{}", told.place.file);
    assert_eq!(collected.scores.len(), 12);
}

#[test]
fn two_versions_of_a_sheet_are_joined_or_both_refused_where_they_differ() {
    let (season, plan) = (toy(), toy_plan());
    let at = of(&season, &plan, "E003");
    let blank = sheets(&season, &plan).swap_remove(at);
    let mut files = all_filled(&season, &plan);
    files.push((
        "draft.xlsx".to_owned(),
        fill(&blank.bytes, &scores(0, [85.0; 3])),
    ));
    let joined = gather(&season, &plan, &files);
    assert_eq!(codes(&joined), ["T116", "T126"]);
    assert_eq!(joined.scores.len(), 12);
    files.pop();
    files.push((
        "draft.xlsx".to_owned(),
        fill(&blank.bytes, &scores(0, [84.0; 3])),
    ));
    let apart = gather(&season, &plan, &files);
    assert!(codes(&apart).contains(&"T115"));
    assert_eq!(apart.scores.len(), 11);
    assert!(
        !apart
            .scores
            .iter()
            .any(|own| own.expert == "E003" && own.submission == "S001")
    );
}

#[test]
fn a_recusal_is_no_missing_score_and_becomes_a_relation() {
    let (season, plan) = (toy(), toy_plan());
    let at = of(&season, &plan, "E003");
    let mut files = all_filled(&season, &plan);
    files[at].1 = fill(
        &files[at].1,
        &[cell("J", 1, "是"), cell("K", 1, "=曾参与辅导")],
    );
    let collected = gather(&season, &plan, &files);
    assert!(codes(&collected).contains(&"T119") && codes(&collected).contains(&"T120"));
    assert_eq!((collected.scores.len(), collected.missing.len()), (11, 0));
    let table = empanel::year::sheets::declared_csv(&collected, &[], Lang::Zh).expect("a table");
    let table = String::from_utf8(table).expect("UTF-8");
    assert_eq!(
        table,
        "\u{feff}主体,关系,客体,备注\r\nE003,自行申报回避,S002,'=曾参与辅导\r\n"
    );
    // The season reads it.
    let folder = tempfile::tempdir().expect("a folder");
    let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    for entry in toy.read_dir().expect("the toy season").flatten() {
        std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("copied");
    }
    std::fs::write(folder.path().join("declared.csv"), &table).expect("written");
    let read = read_season(folder.path(), None).expect("sound").season;
    assert_eq!(read.relations.len(), season.relations.len() + 1);
    assert!(read.inputs.contains_key("declared"));
    assert_eq!(PLAN_FILE, "plan.json");
}

#[test]
fn the_consensus_of_a_group_orders_and_refuses() {
    let (season, plan) = (toy(), toy_plan());
    let group = plan.groups[0].id.clone();
    let at = of(&season, &plan, &group);
    let mut files = all_filled(&season, &plan);
    files[at].1 = fill(
        &files[at].1,
        &[
            cell("F", 1, 99.0),
            cell("G", 2, "否"),
            cell("H", 1, "一致同意"),
        ],
    );
    let collected = gather(&season, &plan, &files);
    let order = &collected.groups[0].order;
    assert_eq!(order, &["S002", "S003", "S001"]);
    let selected: Vec<bool> = collected.submissions[..3]
        .iter()
        .map(|own| own.selected)
        .collect();
    assert_eq!(selected, [true, true, false], "S003 is not recommended");
}

#[test]
fn numbers_in_names_and_titles_do_not_go_out_and_the_sheet_still_counts() {
    let (mut season, plan) = (toy(), toy_plan());
    let leader = season
        .experts
        .iter_mut()
        .find(|own| own.id == "E003")
        .expect("there");
    leader.name.push_str("13911112222");
    season.submissions[0].title.push_str("，电话13911112222");
    for file in sheets(&season, &plan) {
        let text = sheets_support::text(&file.bytes);
        assert!(!text.contains("13911112222"), "{}", file.name);
    }
    let files = all_filled(&season, &plan);
    let collected = gather(&season, &plan, &files);
    assert_eq!(collected.scores.len(), 12);
    assert!(
        !codes(&collected).contains(&"T128"),
        "{:?}",
        codes(&collected)
    );
}

#[test]
fn a_sheet_that_came_and_was_refused_is_not_called_missing() {
    let (season, plan) = (toy(), toy_plan());
    let at = of(&season, &plan, "E003");
    let told = |name: Option<&str>| {
        let mut files = all_filled(&season, &plan);
        files[at].1 = b"<html></html>".to_vec();
        match name {
            Some(name) => files[at].0 = name.to_owned(),
            None => drop(files.remove(at)),
        }
        let collected = gather(&season, &plan, &files);
        let own = collected.problems.into_iter();
        let mut own = own.filter(|own| ["T117", "T129"].contains(&own.code));
        let told = own.next().expect("told");
        assert_eq!(own.next(), None);
        (told.code, told.what.en)
    };
    let (code, words) = told(Some("back/scores-G01-E003 (2).xlsx"));
    assert!(code == "T129" && words.contains("E003"), "{words}");
    let (code, words) = told(Some("scores-G01-E0031.xlsx"));
    assert!(
        code == "T117" && words.contains("could not be identified: 1,"),
        "{words}"
    );
    let (code, words) = told(None);
    assert!(
        code == "T117" && words.ends_with("has not been received"),
        "{words}"
    );
}

#[test]
fn groups_whose_scores_carry_no_correction_are_named() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    files.remove(of(&season, &plan, "E004"));
    files.remove(
        files
            .iter()
            .position(|(name, _)| name.contains("E007"))
            .expect("there"),
    );
    let collected = gather(&season, &plan, &files);
    let told = collected
        .problems
        .iter()
        .find(|own| own.code == "T125")
        .expect("told");
    assert_eq!(told.value, "G02");
    assert!(
        told.what.en.starts_with("Scores of G02"),
        "{}",
        told.what.en
    );
    assert!(
        told.what
            .en
            .ends_with("scores of the other groups are corrected as usual"),
        "{}",
        told.what.en
    );
}

#[test]
fn what_is_no_sheet_is_named_and_the_rest_is_counted() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let cut = files[0].1[..files[0].1.len() / 2].to_vec();
    files[0].1 = cut;
    files.push(("网页.xlsx".to_owned(), b"<html></html>".to_vec()));
    let collected = gather(&season, &plan, &files);
    assert_eq!(
        codes(&collected)
            .iter()
            .filter(|code| **code == "T101")
            .count(),
        2
    );
    assert_eq!((collected.counted, collected.refused), (7, 2));
}

/// The same people and groups for the defence.
fn of_the_defence(plan: &Plan) -> Plan {
    Plan {
        round: Some(empanel::model::plan::Round::default()),
        ..plan.clone()
    }
}

#[test]
fn sheets_of_the_other_round_are_told_and_touch_none_of_this_round() {
    let (season, paper) = (toy(), toy_plan());
    let defence = of_the_defence(&paper);
    let of = |plan: &Plan, files: &[(String, Vec<u8>)]| collect(&season, plan, files, &ask(None));
    let at = |files: &[(String, Vec<u8>)], id: &str| {
        let mut names = files.iter().map(|(name, _)| name.as_str());
        names
            .position(|name| name.ends_with(&format!("{id}.xlsx")))
            .expect("there")
    };
    // E003 scored lower in the defence, and its paper sheet lies in the same folder.
    let papers = all_filled(&season, &paper);
    let mut both = all_filled(&season, &defence);
    let own = at(&both, "E003");
    both[own].1 = fill(&both[own].1, &scores(0, [10.0; 3]));
    let (name, bytes) = papers[at(&papers, "E003")].clone();
    both.push((format!("first/{name}"), bytes));
    let own = of(&defence, &both);
    assert_eq!(codes(&own), ["T126", "T130"]);
    assert_eq!((own.counted, own.refused, own.scores.len()), (8, 1, 12));
    let told = own.problems.iter().find(|own| own.code == "T130");
    let told = told.expect("told");
    assert!(told.place.file.starts_with("first/") && told.what.zh.contains("资料评审"));
    // Sheets of the paper round only: none counts, and all are missing.
    let own = of(&defence, &papers);
    assert_eq!((own.counted, own.scores.len()), (0, 0));
    let codes = codes(&own);
    let count = |code: &str| codes.iter().filter(|own| **own == code).count();
    assert_eq!((count("T130"), count("T107"), count("T129")), (8, 0, 0));
    assert_eq!(count("T117"), 6);
    assert!(
        own.problems
            .iter()
            .all(|own| !own.what.en.contains("among"))
    );
    // The reverse, even for somebody who was not in the paper round.
    let mut without = paper.clone();
    for review in &mut without.reviews {
        review.reviewers.retain(|id| id != "E004");
    }
    let own = of(&without, &all_filled(&season, &defence));
    assert_eq!(own.counted, 0);
    assert!(own.problems.iter().all(|own| own.code != "T106"));
}

#[test]
fn scores_of_another_scale_are_not_counted_and_other_weights_are_told() {
    let (season, plan) = (toy(), toy_plan());
    let under = |max: f64, weights: [f64; 3]| {
        let mut own = season.clone();
        own.rules.scoring.max_score = max;
        [
            own.rules.scoring.science,
            own.rules.scoring.system,
            own.rules.scoring.effect,
        ] = weights;
        own
    };
    let files = |season: &Season| {
        let files = all_filled(season, &plan).into_iter();
        let low = |name: &str, bytes: Vec<u8>| match name.ends_with("E003.xlsx") {
            true => fill(&bytes, &scores(0, [9.0; 3])),
            false => bytes,
        };
        files
            .map(|(name, bytes)| (name.clone(), low(&name, bytes)))
            .collect::<Vec<_>>()
    };
    // Written for 0 to 10, collected for 0 to 100: nine of ten is not nine of a hundred.
    let own = gather(&season, &plan, &files(&under(10.0, [1.0; 3])));
    assert_eq!((own.counted, own.refused, own.scores.len()), (0, 8, 0));
    let told: Vec<_> = own
        .problems
        .iter()
        .filter(|own| own.code == "T131")
        .collect();
    assert_eq!((told.len(), told[0].value.as_str()), (8, "0–10"));
    assert!(told[0].what.zh.contains("0–100"), "{}", told[0].what.zh);
    assert!(!codes(&own).contains(&"T112"));
    // Only the weights differ: the scores count, weighted by the current rules.
    let own = gather(&season, &plan, &files(&under(100.0, [1.0; 3])));
    let told: Vec<_> = own
        .problems
        .iter()
        .filter(|own| own.code == "T132")
        .collect();
    assert_eq!(
        (own.counted, told.len()),
        (8, 6),
        "group sheets show no weights"
    );
    assert!(
        told[0].what.en.contains("33.33/33.33/33.33"),
        "{}",
        told[0].what.en
    );
    assert!(told[0].what.en.contains("30/30/40"), "{}", told[0].what.en);
}

#[test]
fn a_shortlist_longer_than_all_submissions_is_told() {
    let (season, plan) = (toy(), toy_plan());
    let files = all_filled(&season, &plan);
    for (asked, told) in [(6, false), (7, true)] {
        let own = collect(
            &season,
            &plan,
            &files,
            &ask(Some((Cut::Number(asked), Quota::Across))),
        );
        assert_eq!(codes(&own).contains(&"T133"), told, "{asked}");
    }
}

/// The first sheet of E003 with cells typed over complete scores: the scores counted for its rows,
/// the codes of the problems, and the document.
fn returned(cells: &[(String, Cell)]) -> (Vec<String>, Vec<&'static str>, Collected) {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = of(&season, &plan, "E003");
    files[at].1 = fill(&files[at].1, cells);
    let collected = gather(&season, &plan, &files);
    let own = collected.scores.iter().filter(|own| own.expert == "E003");
    let own = own.map(|own| own.submission.clone()).collect();
    let mut codes = codes(&collected);
    codes.retain(|code| *code != "T126" && *code != "T125");
    (own, codes, collected)
}

/// A request for recusal, in any words and in any place, prevents the score from counting.
#[test]
fn a_recusal_in_words_never_lets_the_score_through() {
    for words in [
        "需要回避",
        "应回避",
        "申请回避",
        "有利害关系",
        "回避",
        "是（本单位）",
        "须回避",
    ] {
        let (own, _, collected) = returned(&[cell("J", 0, words)]);
        assert_eq!(own, ["S002", "S003"], "{words}");
        assert_eq!(collected.recusals.len(), 1, "{words}");
        assert_eq!(collected.recusals[0].submission, "S001");
    }
    // With a reason alone, in the comment, in the place of a score, or unclear.
    let elsewhere = [
        ("K", "与申报单位有合作项目", "T138", 0),
        ("I", "本人与该单位有利害关系，申请回避", "T138", 0),
        ("J", "待定", "T138", 0),
        ("E", "需回避", "T120", 1),
    ];
    for (column, words, code, recusals) in elsewhere {
        let (own, codes, collected) = returned(&[cell(column, 0, words)]);
        assert_eq!(own, ["S002", "S003"], "{words}");
        assert!(codes.contains(&code), "{words}: {codes:?}");
        assert_eq!(collected.recusals.len(), recusals, "{words}");
    }
    // Denials have no effect.
    for (column, words) in [
        ("J", "不需要回避"),
        ("J", "/"),
        ("K", "无"),
        ("I", "材料回避了关键数据"),
    ] {
        let (own, codes, _) = returned(&[cell(column, 0, words)]);
        assert_eq!(own, ["S001", "S002", "S003"], "{words}");
        assert!(codes.is_empty(), "{words}: {codes:?}");
    }
}

#[test]
fn parts_of_one_and_per_cent_are_told_and_days_are_shown_as_days() {
    // 0.85, 1 and 0.9 in one row are not points out of a hundred.
    let three = [cell("E", 0, 0.85), cell("F", 0, 1.0), cell("G", 0, 0.9)];
    let (own, codes, _) = returned(&three);
    assert_eq!(
        (own, codes),
        (
            vec!["S002".into(), "S003".into()],
            vec!["T114", "T136", "T136", "T136"]
        )
    );
    // 85% as text is 85 of a hundred.
    let (own, codes, collected) = returned(&[cell("E", 0, "85%")]);
    assert_eq!((own.len(), codes), (3, vec!["T135"]));
    let own =
        |own: &&empanel::year::sheets::Score| own.expert == "E003" && own.submission == "S001";
    let score = collected.scores.iter().find(own).expect("counted");
    assert_eq!(score.criteria[0], Some(85.0));
    let (own, codes, _) = returned(&[cell("E", 0, "185%")]);
    assert_eq!((own.len(), codes), (2, vec!["T114", "T135"]));
    for words in ["85/100", "八十五", "优", "80-90", "#DIV/0!"] {
        let (own, codes, _) = returned(&[cell("E", 0, words)]);
        assert_eq!((own.len(), codes), (2, vec!["T111", "T114"]), "{words}");
    }
}

/// A total without scores is reported as missing the three scores.
#[test]
fn a_total_typed_over_the_formula_is_no_score() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = of(&season, &plan, "E003");
    let blank = sheets(&season, &plan).swap_remove(at);
    let total = |xml: &str| {
        let start = xml.find("<c r=\"H6\"").expect("the total");
        let end = start + xml[start..].find("</c>").expect("a cell") + 4;
        xml.replacen(&xml[start..end], "<c r=\"H6\"><v>88</v></c>", 1)
    };
    files[at].1 = edit(&blank.bytes, "xl/worksheets/sheet1.xml", total);
    let collected = gather(&season, &plan, &files);
    assert!(
        codes(&collected).contains(&"T145"),
        "{:?}",
        codes(&collected)
    );
    // The unchanged formula is not a total.
    files[at].1 = blank.bytes;
    assert!(!codes(&gather(&season, &plan, &files)).contains(&"T145"));
}

/// A date created by a spreadsheet program is shown as a date.
#[test]
fn a_day_in_a_score_cell_is_shown_as_people_see_it() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = of(&season, &plan, "E003");
    let blank = fill(&files[at].1, &[cell("E", 0, 46239.0)]);
    // The cell's own format becomes that of days.
    files[at].1 = edit(&blank, "xl/styles.xml", |xml| {
        let from = xml.find("<cellXfs").expect("formats");
        let (head, rest) = xml.split_at(from);
        format!(
            "{head}{}",
            rest.replace("numFmtId=\"0\"", "numFmtId=\"14\"")
        )
    });
    let collected = gather(&season, &plan, &files);
    let told = collected.problems.iter().find(|own| own.code == "T111");
    let told = told.expect("told");
    assert_eq!(told.value, "2026-08-05");
    assert!(told.what.zh.contains("日期"));
}

/// All sheets collected into one workbook, with or without their marks.
#[test]
fn sheets_gathered_into_one_workbook_are_all_read_or_told() {
    let (season, plan) = (toy(), toy_plan());
    let files = all_filled(&season, &plan);
    let (a, b) = (of(&season, &plan, "E003"), of(&season, &plan, "E005"));
    let gathered = sheets_support::gathered(&files[a].1, &files[b].1, true);
    let mut rest = files.clone();
    rest.retain(|(name, _)| *name != files[a].0 && *name != files[b].0);
    let with = |book: Vec<u8>| {
        let mut all = rest.clone();
        all.push(("汇总.xlsx".to_owned(), book));
        gather(&season, &plan, &all)
    };
    let collected = with(gathered);
    assert_eq!(collected.scores.len(), 12, "{:?}", collected.problems);
    // Without its hidden mark the second sheet is reported, not dropped.
    let collected = with(sheets_support::gathered(&files[a].1, &files[b].1, false));
    assert!(
        codes(&collected).contains(&"T105"),
        "{:?}",
        codes(&collected)
    );
    assert!(collected.scores.iter().all(|own| own.expert != "E005"));
}

#[test]
fn a_title_longer_than_a_cell_is_cut_and_still_known() {
    let (mut season, plan) = (toy(), toy_plan());
    let long = "泵".repeat(32_800);
    season.submissions[0].title.push_str(&long);
    let files = all_filled(&season, &plan);
    let collected = gather(&season, &plan, &files);
    assert_eq!(codes(&collected), ["T126"]);
    assert_eq!(collected.scores.len(), 12);
}

/// Photographs and letters are reported by name with their probable owner; a workbook with a wrong
/// extension is read.
#[test]
fn what_comes_back_in_other_formats_is_told_with_whose_it_seems() {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = |id: &str| of(&season, &plan, id);
    let (a, b, c, d) = (at("E003"), at("E005"), at("E008"), at("E006"));
    files[a].0 = "张伟评分.docx".to_owned();
    files[b] = ("E005 已填.jpg".to_owned(), b"\xFF\xD8".to_vec());
    files[c] = ("周强的表.pdf".to_owned(), b"%PDF".to_vec());
    files[d] = ("IMG_0001.heic".to_owned(), Vec::new());
    let collected = gather(&season, &plan, &files);
    let mut codes = codes(&collected);
    codes.retain(|code| !["T125", "T126"].contains(code));
    assert_eq!(codes, ["T117", "T129", "T129", "T134", "T134", "T134"]);
    let file = |id: &str| {
        let own = collected.waiting.iter().find(|own| own.expert == id);
        own.expect("waited for").refused.clone()
    };
    assert_eq!(file("E005").as_deref(), Some("E005 已填.jpg"));
    assert_eq!(file("E008").as_deref(), Some("周强的表.pdf"));
    assert_eq!(file("E006"), None);
    assert!(collected.scores.iter().any(|own| own.expert == "E003"));
}

/// The problems of a sheet whose first row (80, 80, 80) was changed: the codes, and the total
/// counted for it.
fn marked(change: impl Fn(&str) -> String) -> (Vec<&'static str>, Option<f64>, Collected) {
    let (season, plan) = (toy(), toy_plan());
    let mut files = all_filled(&season, &plan);
    let at = of(&season, &plan, "E005");
    files[at].1 = edit(&files[at].1, "xl/worksheets/sheet1.xml", change);
    let collected = gather(&season, &plan, &files);
    let mut scores = collected.scores.iter();
    let own = scores.find(|own| own.expert == "E005" && own.submission == "S001");
    let ours = ["T114", "T125", "T126"];
    let mut codes = codes(&collected);
    codes.retain(|code| !ours.contains(code));
    (codes, own.map(|own| own.total), collected)
}

/// The XML of a sheet with an element put before another.
fn put(xml: &str, before: &str, new: &str) -> String {
    let at = xml.find(before).unwrap_or_else(|| panic!("no {before}"));
    format!("{}{new}{}", &xml[..at], &xml[at..])
}

#[test]
fn merged_hidden_uncalculated_and_doubled_score_cells_are_told_and_never_counted_wrong() {
    let merges = |area: &'static str| {
        move |xml: &str| match xml.find("<mergeCell ") {
            Some(_) => put(xml, "<mergeCell ", &format!("<mergeCell ref=\"{area}\"/>")),
            None => {
                let own =
                    format!("</sheetData><mergeCells><mergeCell ref=\"{area}\"/></mergeCells>");
                xml.replace("</sheetData>", &own)
            }
        }
    };
    for area in ["E6:G6", "E6:E7", "E5:E6"] {
        let (codes, total, collected) = marked(merges(area));
        assert_eq!((codes, total), (vec!["T150"], None), "{area}");
        let mut told = collected.problems.iter();
        let told = told.find(|own| own.code == "T150").expect("told");
        assert_eq!(told.place.row, Some(6), "{area}");
        assert!(told.what.zh.contains(area) && told.place.column.is_some());
    }
    let formula = |xml: &str| {
        let at = xml.find("<c r=\"F6\"").expect("a cell");
        let end = at + xml[at..].find("</c>").expect("its end");
        let open = at + xml[at..].find('>').expect("a tag");
        format!("{}><f>80+5</f>{}", &xml[..open], &xml[end..])
    };
    let (codes, total, _) = marked(formula);
    assert_eq!((codes, total), (vec!["T151"], None));
    let hidden = |xml: &str| xml.replacen("<row r=\"6\"", "<row r=\"6\" hidden=\"1\"", 1);
    let (codes, total, _) = marked(hidden);
    assert_eq!((codes, total), (vec!["T152"], Some(80.0)));
}

#[test]
fn headers_of_scores_that_are_gone_or_doubled_are_named() {
    let text = |cell: &'static str, words: &'static str| {
        move |xml: &str| {
            let at = xml.find(&format!("<c r=\"{cell}\"")).expect("a cell");
            let open = at + xml[at..].find('>').expect("a tag");
            let tag = xml[at..open].trim_end_matches('/').replace(" t=\"s\"", "");
            let end = match xml.as_bytes()[open - 1] {
                b'/' => open + 1,
                _ => at + xml[at..].find("</c>").expect("its end") + 4,
            };
            let new = format!("{tag} t=\"inlineStr\"><is><t>{words}</t></is></c>");
            format!("{}{new}{}", &xml[..at], &xml[end..])
        }
    };
    let (codes, total, collected) = marked(text("F5", "得分"));
    assert_eq!((codes, total), (vec!["T155"], None));
    let told = collected
        .problems
        .iter()
        .find(|own| own.code == "T155")
        .expect("told");
    assert!(!told.value.is_empty() && told.place.row == Some(5));
    let (codes, total, _) = marked(text("I5", "科学性和创新性"));
    assert_eq!((codes, total), (vec!["T156"], None));
}

#[test]
fn what_is_signed_or_summed_below_the_table_is_told_and_harms_no_score() {
    for (row, words) in [
        (20, "专家签字：某某  日期：2026年3月1日"),
        (12, "合计"),
        (15, "平均分"),
    ] {
        let below = |xml: &str| {
            let cells = format!(
                "<row r=\"{row}\"><c r=\"B{row}\" t=\"inlineStr\"><is><t>{words}</t></is></c><c r=\"E{row}\"><v>240</v></c></row></sheetData>"
            );
            xml.replace("</sheetData>", &cells)
        };
        let (codes, total, collected) = marked(below);
        assert_eq!((codes, total), (vec!["T158"], Some(80.0)), "{words}");
        assert!(!collected.has_errors());
    }
}

#[test]
fn a_total_that_was_typed_and_is_another_is_told() {
    let typed = |xml: &str| {
        let at = xml.find("<c r=\"H6\"").expect("a cell");
        let open = at + xml[at..].find('>').expect("a tag");
        let end = at + xml[at..].find("</c>").expect("its end");
        let tag = xml[at..open].replace(" t=\"str\"", "");
        format!("{}{tag}><v>12</v>{}", &xml[..at], &xml[end..])
    };
    let (codes, total, _) = marked(typed);
    assert_eq!((codes, total), (vec!["T157"], Some(80.0)));
}

/// The toy season as another award has it.
fn awarded(criteria: &str, tiers: &str, trimmed: bool) -> Season {
    let mut season = toy();
    let award = &mut season.rules.award;
    award.name = "江州省质量奖".to_owned();
    award.work = "项目名称".to_owned();
    award.criteria = criteria.to_owned();
    award.tiers = tiers.to_owned();
    award.trimmed_mean = trimmed;
    season
}

#[test]
fn the_seven_categories_are_asked_for_read_back_and_summed() {
    let (season, plan) = (awarded("gbt19580", "", false), toy_plan());
    let points = [110.0, 90.0, 90.0, 130.0, 100.0, 80.0, 400.0];
    let columns = ["E", "F", "G", "H", "I", "J", "K"];
    let mut files = Vec::new();
    for file in sheets(&season, &plan) {
        let id = file.owner.id();
        let own = plan.reviews.iter();
        let own = own.filter(|review| review.reviewers.iter().any(|own| own == id));
        let cells: Vec<_> = (0..own.count())
            .flat_map(|row| {
                let each = columns.iter().zip(points);
                each.map(move |(column, points)| cell(column, row, points * 0.6))
            })
            .collect();
        files.push((file.name, fill(&file.bytes, &cells)));
    }
    let collected = gather(&season, &plan, &files);
    assert_eq!(codes(&collected), ["T126"]);
    for score in &collected.scores {
        assert!((score.total - 600.0).abs() < 1e-9, "{}", score.total);
        assert_eq!(score.criteria.len(), 7);
    }
    for own in &collected.submissions {
        assert!((own.criteria[6].expect("scored") - 240.0).abs() < 1e-9);
    }
    let csv = empanel::year::sheets::scores_csv(&collected, Lang::Zh).expect("a table");
    let csv = String::from_utf8(csv).expect("UTF-8");
    let header = csv.lines().next().expect("a header");
    assert!(
        header.contains("领导,战略,顾客与市场,资源,过程管理,"),
        "{header}"
    );
    assert!(header.ends_with("结果,总分,偏离程度,评语"), "{header}");
    let csv = empanel::year::sheets::results_csv(&collected, Lang::Zh).expect("a table");
    let csv = String::from_utf8(csv).expect("UTF-8");
    assert!(
        csv.contains("项目名称") && !csv.contains("经验名称"),
        "{csv}"
    );

    // More than a category has, and the sheets of other criteria.
    let at = of(&season, &plan, "E003");
    let blank = sheets(&season, &plan).swap_remove(at);
    let one: Vec<_> = columns.iter().map(|own| cell(own, 0, 95.0)).collect();
    files[at].1 = fill(&blank.bytes, &one);
    let own = gather(&season, &plan, &files);
    let told: Vec<_> = own
        .problems
        .iter()
        .filter(|own| own.code == "T112")
        .collect();
    let columns: Vec<_> = told
        .iter()
        .filter_map(|own| own.place.column.as_deref())
        .collect();
    assert_eq!(columns, ["战略", "顾客与市场", "测量、分析与改进"]);
    let own = gather(&toy(), &plan, &files);
    assert_eq!(own.counted, 0);
    assert!(codes(&own).contains(&"T131"));
    // Criteria of the same sum, but others.
    let three = all_filled(&toy(), &plan);
    let other = awarded("管理 60；效益 40", "", false);
    let own = gather(&other, &plan, &three);
    let apart = codes(&own).iter().filter(|code| **code == "T160").count();
    assert_eq!((own.scores.len(), apart), (0, 6));
}

#[test]
fn the_trimmed_mean_ranks_where_the_rules_ask_for_it() {
    // By hand: all three members of the first group score its submissions; E003 gives 5 more,
    // E008 5 less, and the middle one is left: 80, 70 and 90.
    let mut plan = toy_plan();
    let members = plan.groups[0].members.clone();
    for review in plan.reviews.iter_mut().filter(|own| own.group == "G01") {
        review.reviewers.clone_from(&members);
    }
    let season = awarded("", "", true);
    let collected = gather(&season, &plan, &all_filled(&season, &plan));
    let means: Vec<_> = collected
        .submissions
        .iter()
        .map(|own| own.trimmed)
        .collect();
    let is = |mean: Option<f64>, wanted: f64| mean.is_some_and(|own| (own - wanted).abs() < 1e-9);
    assert!(
        is(means[0], 80.0) && is(means[1], 70.0) && is(means[2], 90.0),
        "{means:?}"
    );
    for own in &collected.submissions {
        assert_eq!(own.key, own.trimmed.or(own.raw), "{}", own.submission);
    }
    let places: Vec<_> = collected.submissions[..3]
        .iter()
        .map(|own| own.place)
        .collect();
    assert_eq!(places, [2, 3, 1]);
    // Two scores leave nothing out, which is told.
    assert_eq!(means[3..], [None; 3]);
    let told = collected.problems.iter().find(|own| own.code == "T161");
    assert_eq!(told.expect("told").value, "S004 S005 S006");
    let csv = empanel::year::sheets::results_csv(&collected, Lang::Zh).expect("a table");
    assert!(
        String::from_utf8(csv)
            .expect("UTF-8")
            .contains("去高低均分")
    );
    let usual = gather(&toy(), &plan, &all_filled(&toy(), &plan));
    assert!(usual.submissions.iter().all(|own| own.trimmed.is_none()));
}

#[test]
fn tiers_are_proposed_by_score_and_never_split_a_tie() {
    let plan = toy_plan();
    let tiers = |tiers: &str| {
        let season = awarded("", tiers, false);
        let files = all_filled(&season, &plan);
        let collected = collect(&season, &plan, &files, &ask(None));
        let mut all: Vec<(String, String)> = collected
            .submissions
            .iter()
            .filter(|own| !own.tier.is_empty())
            .map(|own| (own.submission.clone(), own.tier.clone()))
            .collect();
        all.sort();
        let list = empanel::year::sheets::shortlist_csv(&collected, Lang::Zh).expect("a table");
        let list = String::from_utf8(list).expect("UTF-8");
        assert_eq!(list.contains("奖次"), !all.is_empty());
        all
    };
    let is = |id: &str, tier: &str| (id.to_owned(), tier.to_owned());
    assert_eq!(tiers(""), []);
    // S003 90, S001 80, S002 70, S004 to S006 60.
    assert_eq!(
        tiers("质量奖 1；提名奖 2"),
        [
            is("S001", "提名奖"),
            is("S002", "提名奖"),
            is("S003", "质量奖")
        ]
    );
    // Three are equal and have two places: nobody gets one.
    assert_eq!(tiers("质量奖 3；提名奖 2").len(), 3);
    assert_eq!(tiers("质量奖 3；提名奖 3").len(), 6);
}
