//! Sheets saved by other programs, and as people pass them on.

use crate::sheets_support;
use crate::toy_plan;

use empanel::files::tables::read_season;
use empanel::model::Season;
use empanel::model::plan::Plan;
use empanel::model::words::Lang;
use empanel::year::sheets::{Ask, Collected, collect, write};
use sheets_support::{Cell, cell, edit, fill};
use std::path::Path;
use toy_plan::toy_plan;

const HASH: &str = "1111111111111111111111111111111111111111111111111111111111111111";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The sheet of E003, its first row filled in.
fn filled() -> (Season, Plan, Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    let season = read_season(&folder, None).expect("sound").season;
    let plan = toy_plan();
    let files = write(&season, &plan, HASH, Lang::Zh).expect("workbooks");
    let mut files = files.into_iter();
    let own = files.find(|file| file.owner.id() == "E003");
    let bytes = own.expect("E003 has a sheet").bytes;
    let cells = ["E", "F", "G"].map(|column| cell(column, 0, 85.0));
    (season, plan, fill(&bytes, &cells))
}

fn collected(season: &Season, plan: &Plan, bytes: Vec<u8>) -> Collected {
    let ask = Ask {
        plan_hash: HASH,
        cut: None,
    };
    collect(season, plan, &[("E003.xlsx".to_owned(), bytes)], &ask)
}

/// The scores that count, and the problems of the file itself.
fn seen(change: impl Fn(Vec<u8>) -> Vec<u8>) -> (Vec<(String, f64)>, Vec<&'static str>) {
    let (season, plan, bytes) = filled();
    let own = collected(&season, &plan, change(bytes));
    let scores = own.scores.iter();
    let scores = scores.map(|one| (one.submission.clone(), one.total));
    let mut codes: Vec<&str> = own.problems.iter().map(|one| one.code).collect();
    // Problems of any partly filled sheet: missing sheets, unscored rows, too few scores.
    codes.retain(|code| !["T114", "T117", "T125", "T126"].contains(code));
    (scores.collect(), codes)
}

fn whole() -> (Vec<(String, f64)>, Vec<&'static str>) {
    (vec![("S001".to_owned(), 85.0)], Vec::new())
}

/// Removes an element with everything in it.
fn without(xml: &str, name: &str) -> String {
    let mut xml = xml.to_owned();
    while let Some(start) = xml.find(&format!("<{name}")) {
        let close = start + xml[start..].find('>').expect("a tag");
        let end = if xml.as_bytes()[close - 1] == b'/' {
            close + 1
        } else {
            let tag = format!("</{name}>");
            start + xml[start..].find(&tag).expect("its end") + tag.len()
        };
        xml.replace_range(start..end, "");
    }
    xml
}

#[test]
fn validations_and_locks_may_be_lost() {
    let change = |bytes: Vec<u8>| {
        edit(&bytes, SHEET, |xml| {
            without(&without(xml, "dataValidations"), "sheetProtection")
        })
    };
    assert_eq!(seen(change), whole());
}

#[test]
fn the_hidden_sheet_may_be_shown_but_not_lost() {
    let shown = |bytes: Vec<u8>| {
        edit(&bytes, "xl/workbook.xml", |xml| {
            xml.replace(" state=\"veryHidden\"", "")
        })
    };
    assert_eq!(seen(shown), whole());
    let lost = |bytes: Vec<u8>| {
        edit(&bytes, "xl/workbook.xml", |xml| {
            let at = xml.find("<sheet name=\"empanel\"").expect("the mark");
            let end = at + xml[at..].find("/>").expect("its end") + 2;
            format!("{}{}", &xml[..at], &xml[end..])
        })
    };
    // By its name it is the sheet of E003.
    assert_eq!(seen(lost), (Vec::new(), vec!["T102", "T129"]));
}

#[test]
fn sheets_may_be_renamed_and_have_others_before_them() {
    let change = |bytes: Vec<u8>| {
        edit(&bytes, "xl/workbook.xml", |xml| {
            let renamed = xml.replace("评分表", "Sheet1 (2)");
            let at = renamed
                .find("<sheet name=\"评分标准\"")
                .expect("the criteria");
            let end = at + renamed[at..].find("/>").expect("its end") + 2;
            let criteria = renamed[at..end].to_owned();
            let rest = renamed.replace(&criteria, "");
            rest.replace("<sheets>", &format!("<sheets>{criteria}"))
        })
    };
    assert_eq!(seen(change), whole());
}

#[test]
fn scores_may_be_formulas_and_text_and_strings_may_be_inline() {
    let formula = |bytes: Vec<u8>| {
        edit(&bytes, SHEET, |xml| {
            xml.replacen("<v>85</v>", "<f>80+5</f><v>85</v>", 1)
        })
    };
    assert_eq!(seen(formula), whole());
    let text = |bytes: Vec<u8>| {
        let cells = ["E", "F", "G"].map(|column| cell(column, 0, " ８５ "));
        fill(&bytes, &cells)
    };
    let (scores, codes) = seen(text);
    assert_eq!((scores, codes), (whole().0, vec!["T113"; 3]));
    let inline = |bytes: Vec<u8>| fill(&bytes, &[cell("B", 0, " S001 "), cell("I", 0, "好")]);
    assert_eq!(seen(inline), whole());
}

#[test]
fn words_for_a_score_are_named_and_cost_nothing_else() {
    for words in ["优", "85/100", "八十五", "-", "#DIV/0!"] {
        let change = |bytes: Vec<u8>| fill(&bytes, &[cell("E", 0, words)]);
        let (scores, codes) = seen(change);
        assert_eq!((scores.len(), codes), (0, vec!["T111"]), "{words}");
    }
}

/// Messages about sheets contain ids and places, but no names.
#[test]
fn what_is_said_of_sheets_holds_no_names() {
    let (season, plan, bytes) = filled();
    let name = season.experts[4].name.as_str();
    let words = |words: &str| Cell::from(words);
    let all = [
        (
            "T105",
            vec![("C2".to_owned(), words("E005")), cell("F", 0, "优")],
        ),
        (
            "T105",
            vec![(
                "C2".to_owned(),
                words(&format!("{name}（电话13911112222）")),
            )],
        ),
        (
            "T108",
            vec![cell("B", 0, format!("{name}13911112222").as_str())],
        ),
        (
            "T111",
            vec![cell("F", 0, format!("问{name}，139 1111 2222").as_str())],
        ),
        (
            "T138",
            vec![cell("J", 0, format!("{name} 13911112222").as_str())],
        ),
    ];
    for (code, cells) in all {
        let own = collected(&season, &plan, fill(&bytes, &cells));
        let told = format!("{:?}", own.problems);
        assert!(told.contains(code), "{code}: {told}");
        for number in ["13911112222", "139 1111 2222"] {
            assert!(!told.contains(number), "{code}: {told}");
        }
        for expert in &season.experts {
            assert!(!told.contains(&expert.name), "{} {code}", expert.id);
        }
    }
}
