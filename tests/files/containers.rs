//! Workbooks and text tables of every kind that offices use: they are read like the clean files,
//! and anything not read is reported.

use empanel::files::tables::{Problems, check_season, read_season};
use empanel::model::{Problem, Season};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the toy season without these tables.
fn toy(without: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(root().join("data/toy")).expect("the toy season") {
        let path = entry.expect("an entry").path();
        let stem = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if !without.contains(&stem.as_str()) {
            fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
        }
    }
    folder
}

/// The toy season with some files replaced by those of a case.
fn case(name: &str, without: &[&str]) -> TempDir {
    let from = root().join("tests/cases/containers").join(name);
    let files: Vec<PathBuf> = fs::read_dir(from)
        .expect("the case")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let stems: Vec<String> = files
        .iter()
        .map(|path| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let stems: Vec<&str> = stems
        .iter()
        .map(String::as_str)
        .chain(without.iter().copied())
        .collect();
    let folder = toy(&stems);
    for path in &files {
        fs::copy(path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
    }
    folder
}

fn read(folder: &Path) -> (Season, Vec<Problem>) {
    match check_season(folder, None) {
        Ok(loaded) => (loaded.season, loaded.problems),
        Err(Problems(found)) => panic!("{found:#?}"),
    }
}

/// The problems of a rejected season.
fn refused(folder: &Path) -> Vec<Problem> {
    match check_season(folder, None) {
        Ok(loaded) => panic!("read with {:#?}", loaded.problems),
        Err(Problems(found)) => found,
    }
}

fn codes(found: &[Problem]) -> Vec<&'static str> {
    found.iter().map(|problem| problem.code).collect()
}

fn of<'p>(found: &'p [Problem], code: &str) -> &'p Problem {
    let one = found.iter().find(|problem| problem.code == code);
    one.unwrap_or_else(|| panic!("no {code} in {found:#?}"))
}

fn table(name: &str) -> Vec<Vec<String>> {
    let path = root().join("data/toy").join(format!("{name}.csv"));
    let text = fs::read_to_string(path).expect("a table");
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let record = |own: Result<csv::StringRecord, csv::Error>| {
        own.expect("a row").iter().map(str::to_owned).collect()
    };
    reader.records().map(record).collect()
}

fn fill(sheet: &mut Worksheet, rows: &[Vec<String>]) {
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            if !cell.is_empty() {
                sheet.write(row, column, cell.as_str()).expect("a cell");
            }
        }
    }
}

/// Writes a workbook with these sheets.
fn book(path: &Path, sheets: &[(&str, &[Vec<String>])]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        fill(sheet, rows);
    }
    book.save(path).expect("saved");
}

/// The experts of the toy season in a workbook that `change` may change.
fn experts_with(change: impl FnOnce(&mut Worksheet)) -> TempDir {
    let folder = toy(&["experts"]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &table("experts"));
    change(sheet);
    book.save(folder.path().join("experts.xlsx"))
        .expect("saved");
    folder
}

#[test]
fn tables_are_read_from_every_kind_of_file() {
    let (toy, _) = read(&root().join("data/toy"));
    for name in ["et", "ods", "tsv", "txt", "xls"] {
        let folder = case(&format!("relations-named-{name}"), &[]);
        let (season, problems) = read(folder.path());
        assert_eq!(
            (season.relations.len(), codes(&problems)),
            (3, vec![]),
            "{name}"
        );
        assert_eq!(season.relations[..2].len(), toy.relations.len());
    }
    let (season, _) = read(case("screening-named-xls", &[]).path());
    let passed: Vec<bool> = season.submissions.iter().map(|own| own.passed).collect();
    assert_eq!(passed, [true, false, true, true, true, true]);
}

/// A file with the extension of a workbook is often tab-separated text.
#[test]
fn text_named_xls_is_read_and_a_web_page_named_xls_is_refused() {
    let folder = toy(&["relations"]);
    let rows: Vec<String> = table("relations")
        .iter()
        .map(|row| row.join("\t") + "\n")
        .collect();
    let text = rows.concat();
    let bytes = encoding_rs::GB18030.encode(&text).0.into_owned();
    fs::write(folder.path().join("relations.xls"), bytes).expect("written");
    let (season, problems) = read(folder.path());
    assert_eq!((season.relations.len(), codes(&problems)), (2, vec![]));
    let page = "<html><table><tr><td>主体</td></tr></table></html>";
    fs::write(folder.path().join("relations.xls"), page).expect("written");
    let found = refused(folder.path());
    assert_eq!(of(&found, "E107").place.file, "relations.xls");
}

#[test]
fn error_values_and_formulas_without_value_are_told_with_their_cells() {
    let found = refused(case("csv-error-text", &[]).path());
    let cells: Vec<(&str, Option<u32>, &str)> = found
        .iter()
        .filter(|own| own.code == "E304")
        .map(|own| (own.place.file.as_str(), own.place.row, own.value.as_str()))
        .collect();
    assert_eq!(
        cells,
        [
            ("experts.csv", Some(4), "#N/A"),
            ("experts.csv", Some(6), "#REF!"),
            ("submissions.csv", Some(2), "#N/A")
        ]
    );
    let found = refused(case("formula-without-cached-value", &[]).path());
    let cells: Vec<&str> = found
        .iter()
        .filter(|own| own.code == "E207")
        .map(|own| own.value.as_str())
        .collect();
    assert_eq!(cells, ["L4", "C5"]);
}

/// A library writes 0 as the result of every formula, and requests calculation on opening.
#[test]
fn only_formulas_that_nobody_calculated_are_refused() {
    let quiet = experts_with(|sheet| {
        let formula = Formula::new("=\"示例\"&\"大学\"").set_result("示例大学");
        sheet.write(2, 2, formula).expect("a cell");
    });
    let (season, _) = read(quiet.path());
    assert_eq!(season.experts[1].employer, "示例大学");
    let unknown = experts_with(|sheet| {
        sheet
            .write(3, 2, Formula::new("=VLOOKUP(A4,单位!A:B,2,0)"))
            .expect("a cell");
    });
    assert_eq!(of(&refused(unknown.path()), "E207").value, "C4");
}

#[test]
fn ids_keep_what_their_cells_show() {
    let (season, _) = read(case("csv-ids-equals-quotes", &["pins"]).path());
    assert_eq!(season.experts[2].id, "E003");
    for name in ["id-number-format-000", "xls-000"] {
        let (season, problems) = read(case(name, &["pins"]).path());
        let ids: Vec<&str> = season.experts.iter().map(|own| own.id.as_str()).collect();
        assert_eq!(ids[..3], ["001", "002", "003"], "{name}");
        assert!(!codes(&problems).contains(&"W604"), "{name}");
    }
    let prefixed = experts_with(|sheet| {
        let shown = Format::new().set_num_format("\"E\"000");
        for row in 1..=8 {
            sheet
                .write_with_format(row, 0, row, &shown)
                .expect("a cell");
        }
    });
    assert_eq!(read(prefixed.path()).0.experts[7].id, "E008");
}

#[test]
fn merged_cells_hold_for_every_row_they_cover() {
    for (name, file) in [
        ("merged-employer", "experts.xlsx"),
        ("xls-merge", "experts.xls"),
    ] {
        let (season, problems) = read(case(name, &[]).path());
        let told = of(&problems, "N708");
        assert_eq!((told.place.file.as_str(), told.place.row), (file, Some(5)));
        assert!(told.what.zh.contains("C4:C5"), "{}", told.what.zh);
        for expert in &season.experts[2..4] {
            assert_eq!(expert.employer, "示例泵业集团有限公司", "{name}");
        }
    }
    let (season, _) = read(case("merged-recommender", &[]).path());
    for submission in &season.submissions[1..3] {
        assert_eq!(submission.recommender, "示例机械工业联合会");
    }
    let found = refused(case("ods-merge", &[]).path());
    assert!(of(&found, "N708").what.zh.contains("C4:C5"));
    assert_eq!(of(&found, "W619").place.row, Some(6));
    assert_eq!(of(&found, "E207").value, "C7");
}

#[test]
fn a_merged_id_is_a_repeated_one_and_says_so() {
    let folder = experts_with(|sheet| {
        sheet
            .merge_range(3, 0, 4, 0, "E003", &Format::new())
            .expect("merged");
    });
    let found = refused(folder.path());
    assert_eq!(of(&found, "W621").place.row, Some(5));
    assert_eq!(of(&found, "E302").place.row, Some(5));
}

#[test]
fn headers_in_two_rows_or_over_two_columns_are_read() {
    let (toy, _) = read(&root().join("data/toy"));
    let (season, problems) = read(case("two-row-header", &[]).path());
    assert_eq!(codes(&problems), [] as [&str; 0]);
    for (own, plain) in season.experts.iter().zip(&toy.experts) {
        assert_eq!(
            (&own.employer, &own.industries),
            (&plain.employer, &plain.industries)
        );
    }
    let (season, problems) = read(case("merged-header-two-columns", &[]).path());
    assert_eq!(codes(&problems), [] as [&str; 0]);
    for (own, plain) in season.experts.iter().zip(&toy.experts) {
        assert_eq!(own.industries, plain.industries, "{}", own.id);
    }
}

#[test]
fn totals_sections_and_notes_are_no_rows_and_hidden_rows_are() {
    let folder = experts_with(|sheet| {
        let plain = Format::new();
        sheet
            .write(9, 0, "合计")
            .and_then(|own| own.write(9, 1, "8 人"))
            .expect("a total");
        sheet
            .merge_range(10, 0, 10, 11, "二、高校专家", &plain)
            .expect("a section");
        sheet
            .write(11, 0, "注：以上名单由办公室汇总")
            .expect("a note");
    });
    let (season, problems) = read(folder.path());
    assert_eq!(season.experts.len(), 8);
    let told = of(&problems, "N709");
    assert!(
        told.what.zh.contains("第 10、11、12 行"),
        "{}",
        told.what.zh
    );
    for (name, row) in [("hidden-row", 10), ("xls-hidden", 5)] {
        let (_, problems) = read(case(name, &[]).path());
        assert_eq!(of(&problems, "W619").place.row, Some(row), "{name}");
    }
}

#[test]
fn values_without_a_header_are_told() {
    let folder = experts_with(|sheet| {
        sheet.write(4, 13, "另有兼职").expect("a cell");
    });
    let (_, problems) = read(folder.path());
    let told = of(&problems, "W618");
    assert_eq!((told.place.row, told.value.as_str()), (Some(5), "N"));
}

#[test]
fn a_text_file_that_ends_within_a_row_is_refused_and_a_short_row_told() {
    let text = fs::read_to_string(root().join("data/toy/experts.csv")).expect("a table");
    let whole = text.trim_end();
    let folder = toy(&["experts"]);
    let write = |text: &str| fs::write(folder.path().join("experts.csv"), text).expect("written");
    let (cut, _) = whole.rsplit_once(',').expect("several cells");
    write(cut);
    assert_eq!(of(&refused(folder.path()), "E208").place.row, Some(9));
    write(&format!("{cut}\n"));
    let (_, problems) = read(folder.path());
    assert_eq!(of(&problems, "W620").place.row, Some(9));
    write(whole);
    assert_eq!(codes(&read(folder.path()).1), [] as [&str; 0]);
    let found = refused(case("csv-one-nul", &[]).path());
    assert_eq!((of(&found, "E106").place.row, found.len()), (Some(4), 1));
}

#[test]
fn tables_under_other_names_are_known_by_their_columns() {
    let relations = table("relations");
    for name in [
        "关系表-终稿.xlsx",
        "relations (2).xlsx",
        "附件3.xlsx",
        "资料/关系表.xlsx",
    ] {
        let folder = toy(&["relations"]);
        fs::create_dir(folder.path().join("资料")).expect("a folder");
        book(&folder.path().join(name), &[("Sheet1", &relations)]);
        let (season, problems) = read(folder.path());
        assert_eq!(
            (season.relations.len(), codes(&problems)),
            (2, vec!["W615"]),
            "{name}"
        );
        assert_eq!(of(&problems, "W615").place.file, name);
        assert_eq!(season.inputs["relations"].file, name);
    }
    let folder = toy(&["experts"]);
    book(
        &folder.path().join("专家库2026(1).xlsx"),
        &[("Sheet1", &table("experts"))],
    );
    assert_eq!(read(folder.path()).0.experts.len(), 8);
}

#[test]
fn a_second_candidate_is_named_and_not_read() {
    let relations = table("relations");
    let folder = toy(&[]);
    book(
        &folder.path().join("关系-初稿.xlsx"),
        &[("Sheet1", &relations)],
    );
    let (season, problems) = read(folder.path());
    assert_eq!(
        (season.relations.len(), codes(&problems)),
        (2, vec!["W607"])
    );
    assert!(
        problems[0].what.zh.contains("relations.csv"),
        "{}",
        problems[0].what.zh
    );
    fs::remove_file(folder.path().join("relations.csv")).expect("removed");
    book(
        &folder.path().join("关系-终稿.xlsx"),
        &[("Sheet1", &relations)],
    );
    let (season, problems) = read(folder.path());
    assert_eq!(
        (season.relations.len(), codes(&problems)),
        (0, vec!["W607", "W607"])
    );
}

/// A table with an unknown header for the industries: the missing column is reported.
#[test]
fn a_file_that_is_nearly_a_table_says_what_it_lacks() {
    let mut experts = table("experts");
    experts[0][5] = "来自".to_owned();
    let folder = toy(&["experts"]);
    book(
        &folder.path().join("专家名册2026.xlsx"),
        &[("Sheet1", &experts)],
    );
    let Err(Problems(found)) = check_season(folder.path(), None) else {
        panic!("no experts");
    };
    assert_eq!(of(&found, "E102").code, "E102");
    let told = of(&found, "W607");
    assert!(
        told.what.zh.contains("行业 (industries)"),
        "{}",
        told.what.zh
    );
}

#[test]
fn every_sheet_with_a_tables_columns_is_read_or_named() {
    let (experts, relations) = (table("experts"), table("relations"));
    let (first, second) = (
        relations[..2].to_vec(),
        vec![relations[0].clone(), relations[2].clone()],
    );
    let at = |folder: &TempDir, name: &str| folder.path().join(name);
    let folder = toy(&["relations"]);
    book(
        &at(&folder, "relations.xlsx"),
        &[("Sheet1", &first), ("续表", &second)],
    );
    let (season, problems) = read(folder.path());
    assert_eq!(
        (season.relations.len(), codes(&problems)),
        (2, vec!["W616"])
    );
    assert_eq!(season.relations[1].place.sheet.as_deref(), Some("续表"));
    book(
        &at(&folder, "relations.xlsx"),
        &[("Sheet1", &relations), ("旧", &second)],
    );
    let (season, problems) = read(folder.path());
    assert_eq!(
        (season.relations.len(), codes(&problems)),
        (2, vec!["W617"])
    );
    // Several tables in one workbook, whose first sheet is not a table.
    let guide = vec![vec!["请逐行填写".to_owned()]];
    let folder = toy(&["experts", "relations"]);
    let sheets: [(&str, &[Vec<String>]); 3] =
        [("说明", &guide), ("人员", &experts), ("Sheet3", &relations)];
    book(&at(&folder, "专家.xlsx"), &sheets);
    let (season, problems) = read(folder.path());
    assert_eq!((season.experts.len(), season.relations.len()), (8, 2));
    assert_eq!(of(&problems, "W615").place.sheet.as_deref(), Some("Sheet3"));
    assert!(of(&problems, "N704").what.zh.contains("说明"));
}

#[test]
fn everything_else_in_the_folder_is_told_and_nothing_twice() {
    let folder = toy(&[]);
    for name in [
        "名单.pdf",
        "声明.txt",
        "README.md",
        "rules.toml.bak",
        ".DS_Store",
        "shortlist.csv",
        "plan.json",
        "~$experts.csv",
    ] {
        fs::write(folder.path().join(name), "回避").expect("written");
    }
    for name in ["附件", "history", "source"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
        fs::write(folder.path().join(name).join("a.docx"), "x").expect("written");
    }
    let (_, problems) = read(folder.path());
    assert_eq!(codes(&problems), ["N710", "W614"]);
    let told = &of(&problems, "W614").what.zh;
    for name in ["名单.pdf", "声明.txt", "附件/（a.docx）"] {
        assert!(told.contains(name), "{told}");
    }
    for name in [
        "README",
        "DS_Store",
        "shortlist",
        "plan.json",
        "history",
        "source",
        // The window keeps the file before a change.
        "rules.toml.bak",
    ] {
        assert!(!told.contains(name), "{told}");
    }
}

#[test]
fn a_table_in_a_format_that_is_not_read_is_refused_by_name() {
    let folder = toy(&["relations"]);
    fs::write(folder.path().join("关系.docx"), "PK").expect("written");
    let found = refused(folder.path());
    assert_eq!(of(&found, "E112").place.file, "关系.docx");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_table_does_not_block() {
    let folder = toy(&["pins"]);
    let path = folder.path().join("pins.csv");
    let made = std::process::Command::new("mkfifo")
        .arg(&path)
        .status()
        .expect("mkfifo");
    assert!(made.success());
    let Err(Problems(found)) = read_season(folder.path(), None) else {
        panic!("a pipe is no table");
    };
    assert_eq!(of(&found, "E103").place.file, "pins.csv");
}
