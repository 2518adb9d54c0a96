//! Reading seasons of all kinds: every broken season of `data/broken` is reported in both
//! languages, every encoding and separator gives the same result, and no bytes cause a panic.

use empanel::files::tables::{
    ProblemCode, Problems, check_season, read_applications, read_plan, read_season, season_holidays,
};
use empanel::model::words::Lang;
use empanel::model::{Problem, Season, Severity};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name)
}

/// Reads a folder (its plan, when it has one); the problems, and whether any of them stops it.
fn problems(folder: &Path) -> (Vec<Problem>, bool) {
    let plan = folder.join("plan.json");
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let one_of = |codes: &[&str]| codes.iter().any(|code| name.starts_with(code));
    let read = if one_of(&["E317", "W611", "W612"]) {
        // Problems of tables that only the form check reads.
        read_applications(folder, None).map(|loaded| loaded.problems)
    } else if one_of(&["E318", "E319", "E320", "E321", "E322"]) {
        season_holidays(folder).map(|_| Vec::new())
    } else if plan.exists() {
        read_plan(&plan).map(|_| Vec::new())
    } else {
        read_season(folder, None).map(|loaded| loaded.problems)
    };
    match read {
        Ok(problems) => (problems, false),
        Err(Problems(problems)) => (problems, true),
    }
}

fn broken() -> Vec<(String, PathBuf)> {
    let mut folders: Vec<(String, PathBuf)> = fs::read_dir(data("broken"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            (
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
                path,
            )
        })
        .collect();
    folders.sort();
    folders
}

#[test]
fn every_broken_season_says_what_is_wrong_and_what_to_do() {
    for (name, folder) in broken() {
        let (found, stopped) = problems(&folder);
        let code = &name[..4];
        assert!(
            found.iter().any(|problem| problem.code == code),
            "{name} finds {found:#?}"
        );
        assert_eq!(stopped, code.starts_with('E'), "{name}");
        let words = found
            .iter()
            .map(|problem| format!("{}\n{}\n", problem.say(Lang::Zh), problem.say(Lang::En)));
        let text: String = words.collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_omit_expression(true);
        // The current year, if a season names none.
        settings.add_filter(r"今年 \d{4}", "今年 [year]");
        settings.add_filter(r"this year, \d{4}", "this year, [year]");
        settings.add_filter(r"year = \d{4}", "year = [year]");
        settings.bind(|| insta::assert_snapshot!(name.clone(), text));
    }
}

#[test]
fn every_code_has_a_broken_season_or_a_test_here() {
    let folders = broken();
    // Too large, too dependent on the system, or too trivial to be stored as files.
    let tested_here = [
        "E101", "E103", "E105", "E109", "E123", "E124", "E205", "E420", "E421", "E422", "W613",
        "W680", "N707", // containers.rs; the locked workbook beside the reader.
        "E111", "E112", "E207", "E208", "W614", "W616", "W617", "W618", "W619", "W620", "W621",
        "N708", "N709", "N710", // tests/unusual_tables.rs
        "E380", "W675", "W676", "W677", "W678", "W679", "W740",
        "W741", // tiers.rs, the lists of the outcome.
        "E445", "E446", "W722", "W723", "W724", // contacts.rs, import.rs
        "E423", "E424", "E425", "E426", "E427", "E428", "E429", "E433", "E434", "E435", "W732",
        "W733", "W734", "W735", "W736", "N770", "N771", "N772",
    ];
    for code in ProblemCode::ALL {
        let code = code.code();
        let folder = folders.iter().any(|(name, _)| name.starts_with(code));
        assert!(folder != tested_here.contains(&code), "{code}");
    }
}

/// `check` also reports problems of tables that only later steps read.
#[test]
fn a_check_reads_every_table_of_the_folder() {
    let of = |folder: &Path| match check_season(folder, None) {
        Ok(loaded) => loaded.problems,
        Err(Problems(found)) => found,
    };
    for (name, folder) in broken() {
        if ("E317".."E323").contains(&&name[..4]) {
            assert!(codes(&of(&folder)).contains(&&name[..4]), "{name}");
        }
    }
    let folder = toy();
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("written");
    };
    write("recommenders.csv", "推荐单位,名额\n甲会,3\n甲会,4\n");
    write("holidays.csv", "起,止,类型,节日\n2027-02-30,,放假,春节\n");
    // No submission names the unit either.
    assert_eq!(codes(&of(folder.path())), ["N721", "E317", "E318"]);
}

fn codes(found: &[Problem]) -> Vec<&'static str> {
    found.iter().map(|problem| problem.code).collect()
}

/// A copy of the toy season to change.
fn toy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in [
        "experts.csv",
        "submissions.csv",
        "relations.csv",
        "pins.csv",
        "rules.toml",
    ] {
        fs::copy(data("toy").join(file), folder.path().join(file)).expect("copied");
    }
    folder
}

#[test]
fn what_is_missing_or_unreadable_is_said() {
    let (found, _) = problems(&data("no such season"));
    assert_eq!(codes(&found), ["E101"]);
    let Err(Problems(found)) = read_season(&data("toy"), Some(Path::new("no-such-rules.toml")))
    else {
        panic!("there are no such rules");
    };
    assert!(codes(&found).contains(&"E103"));
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = toy();
    let file = fs::File::create(folder.path().join("experts.csv")).expect("a file");
    // A sparse file, which takes no space.
    file.set_len(300 << 20).expect("a size");
    let (found, stopped) = problems(folder.path());
    assert_eq!((codes(&found), stopped), (vec!["E105"], true));
}

#[test]
fn scores_that_are_too_large_say_the_limit_and_what_to_keep() {
    let folder = toy();
    let file = fs::File::create(folder.path().join("scores.csv")).expect("a file");
    file.set_len(300 << 20).expect("a size");
    let (found, stopped) = problems(folder.path());
    assert_eq!((codes(&found), stopped), (vec!["E105"], true));
    assert!(found[0].what.en.contains("256 MB"), "{}", found[0].what.en);
    assert!(found[0].what.zh.contains("256 MB"), "{}", found[0].what.zh);
    assert!(found[0].action.en.starts_with("Keep the best experts"));
    assert!(found[0].action.zh.contains("分数最高"));
}

#[test]
fn a_workbook_that_unpacks_to_gigabytes_is_refused_by_its_directory() {
    let folder = toy();
    fs::remove_file(folder.path().join("experts.csv")).expect("removed");
    let mut bytes = rust_xlsxwriter::Workbook::new()
        .save_to_buffer()
        .expect("a workbook");
    let entry = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .expect("a directory");
    bytes[entry + 24..entry + 28].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    fs::write(folder.path().join("experts.xlsx"), bytes).expect("written");
    let (found, _) = problems(folder.path());
    assert_eq!(codes(&found), ["E109"]);
}

#[test]
fn a_table_with_too_many_columns_is_refused() {
    let folder = toy();
    fs::write(
        folder.path().join("pins.csv"),
        format!("kind,subject{}\n", ",".repeat(20_000)),
    )
    .expect("written");
    assert_eq!(codes(&problems(folder.path()).0), ["E205"]);
}

#[test]
fn a_thousand_wrong_cells_are_listed_in_part_and_counted() {
    let folder = toy();
    let rows: String = (0..1000)
        .map(|row| format!("S001,任职处,单位{row}\n"))
        .collect();
    fs::write(
        folder.path().join("relations.csv"),
        format!("主体,关系,客体\n{rows}"),
    )
    .expect("written");
    let (found, _) = problems(folder.path());
    assert_eq!(
        found
            .iter()
            .filter(|problem| problem.code == "E312")
            .count(),
        500
    );
    let more = found
        .iter()
        .find(|problem| problem.code == "N707")
        .expect("the rest is counted");
    assert!(more.what.en.ends_with("not listed: 500"));
}

/// The content of a season's tables, without file names and hashes.
fn content(season: &Season) -> String {
    let mut text = String::new();
    for expert in &season.experts {
        text += &format!(
            "{:?}\n",
            empanel::model::Expert {
                place: Default::default(),
                ..expert.clone()
            }
        );
    }
    for submission in &season.submissions {
        text += &format!(
            "{:?}\n",
            empanel::model::Submission {
                place: Default::default(),
                ..submission.clone()
            }
        );
    }
    for relation in &season.relations {
        text += &format!(
            "{:?}\n",
            empanel::model::Relation {
                place: Default::default(),
                ..relation.clone()
            }
        );
    }
    for pin in &season.pins {
        text += &format!(
            "{:?}\n",
            empanel::model::Pin {
                place: Default::default(),
                ..pin.clone()
            }
        );
    }
    text
}

fn rows(table: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(data("toy").join(table)).expect("a table");
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .into_records()
        .map(|record| record.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

fn written(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("written")).expect("text")
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => marked.into_bytes(),
        2 => encoding_rs::GB18030.encode(text).0.into_owned(),
        3 => encoding_rs::GBK.encode(text).0.into_owned(),
        4 => utf16(text, false),
        5 => utf16(text, true),
        6 => utf16(&marked, false),
        _ => utf16(&marked, true),
    }
}

const TABLES: [&str; 4] = ["experts", "submissions", "relations", "pins"];

#[test]
fn every_encoding_and_separator_reads_the_same() {
    let expected = content(&read_season(&data("toy"), None).expect("sound").season);
    for encoding in 0..8 {
        for delimiter in [b',', b';', b'\t'] {
            let folder = toy();
            for table in TABLES {
                let text = written(&rows(&format!("{table}.csv")), delimiter);
                fs::write(
                    folder.path().join(format!("{table}.csv")),
                    encoded(&text, encoding),
                )
                .expect("written");
            }
            let loaded = read_season(folder.path(), None).expect("sound");
            assert_eq!(
                content(&loaded.season),
                expected,
                "encoding {encoding}, separator {delimiter}"
            );
        }
    }
}

#[test]
fn workbooks_read_like_csv_also_below_titles_and_with_typed_numbers() {
    let expected = content(&read_season(&data("toy"), None).expect("sound").season);
    let folder = toy();
    for table in TABLES {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let bold = rust_xlsxwriter::Format::new();
        let _ = sheet
            .merge_range(0, 0, 0, 2, "示例名单", &bold)
            .expect("a title");
        for (row, cells) in (2u32..).zip(rows(&format!("{table}.csv"))) {
            for (column, cell) in (0u16..).zip(cells) {
                // Numbers without leading zero, as a spreadsheet would type them.
                let number = cell.parse::<u32>().ok().filter(|_| !cell.starts_with('0'));
                let _ = match number {
                    Some(number) => sheet.write(row, column, number),
                    None => sheet.write(row, column, cell),
                }
                .expect("a cell");
            }
        }
        fs::remove_file(folder.path().join(format!("{table}.csv"))).expect("removed");
        book.save(folder.path().join(format!("{table}.xlsx")))
            .expect("saved");
    }
    let loaded = read_season(folder.path(), None).expect("sound");
    assert_eq!(content(&loaded.season), expected);
    let place = &loaded.season.experts[0].place;
    assert_eq!(
        (place.file.as_str(), place.sheet.as_deref(), place.row),
        ("experts.xlsx", Some("Sheet1"), Some(4))
    );
}

#[test]
fn all_tables_report_at_once() {
    let folder = toy();
    fs::write(
        folder.path().join("relations.csv"),
        "主体,关系,客体\nE001,某种,甲\n",
    )
    .expect("written");
    fs::write(folder.path().join("pins.csv"), "kind,subject\nchair,E099\n").expect("written");
    fs::write(folder.path().join("rules.toml"), "[groups]\ncounts = 2\n").expect("written");
    let (found, _) = problems(folder.path());
    let errors = found
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let mut codes: Vec<_> = errors
        .map(|problem| (problem.place.file.as_str(), problem.code))
        .collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            ("pins.csv", "E402"),
            ("relations.csv", "E312"),
            ("rules.toml", "E502")
        ]
    );
}

/// Cells get mixed up: a misplaced value may be somebody's name or number.
#[test]
fn names_and_numbers_in_wrong_cells_are_not_read_out() {
    let folder = toy();
    let write =
        |file: &str, text: &str| fs::write(folder.path().join(file), text).expect("written");
    let experts = fs::read_to_string(folder.path().join("experts.csv")).expect("the table");
    let (header, first) = (experts.lines().next(), experts.lines().nth(1));
    let (header, first) = (header.expect("a header"), first.expect("a row"));
    let at = |name: &str| {
        header
            .split(',')
            .position(|own| own.ends_with(name))
            .expect("a column")
    };
    let name = first.split(',').nth(at("姓名")).expect("a name");
    let mut cells: Vec<&str> = first.split(',').collect();
    let (lead, years) = (format!("{name}代"), format!("电话13911112222；{name}"));
    (cells[at("可任组长")], cells[at("历年参评")]) = (&lead, &years);
    write("experts.csv", &experts.replacen(first, &cells.join(","), 1));
    write(
        "pins.csv",
        &format!("kind,subject,object\nchair,{name} 13800138000,\nmember,{name},G01\n"),
    );
    write("relations.csv", "主体,关系,客体\nE001,赵六1391111222,甲\n");
    let (found, _) = problems(folder.path());
    let mut seen = codes(&found);
    seen.dedup();
    assert!(
        ["E305", "E307", "E402", "E312"]
            .iter()
            .all(|code| seen.contains(code)),
        "{seen:?}"
    );
    for problem in &found {
        let told = format!("{problem:?}");
        for private in [name, "13911112222", "13800138000", "1391111222"] {
            assert!(!told.contains(private), "{private}: {told}");
        }
    }
}

#[test]
fn a_file_that_is_no_table_is_called_none() {
    let folder = toy();
    let plan = folder.path().join("plan.json");
    fs::write(&plan, "{}").expect("written");
    let season = read_season(folder.path(), None).expect("sound").season;
    let Problems(found) =
        empanel::files::tables::read_shortlist(&plan, &season).expect_err("no table");
    assert_eq!(codes(&found), ["E107"]);
    let told = found[0].say(Lang::En);
    assert!(
        told.contains("not a table") && told.contains("--from"),
        "{told}"
    );
}

/// Bytes that pass the first checks: text, fragments of tables, and workbooks with a few bytes
/// changed.
fn nasty() -> impl Strategy<Value = Vec<u8>> {
    let book = {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, header) in (0u16..).zip(["编号", "行业", "专业领域", "主体", "关系", "客体"])
        {
            let _ = sheet
                .write(0, column, header)
                .and_then(|sheet| sheet.write(1, column, 1.5))
                .expect("a cell");
        }
        book.save_to_buffer().expect("a workbook")
    };
    let size = book.len();
    let changed = prop::collection::vec((0..size, any::<u8>()), 0..6).prop_map(move |changes| {
        let mut bytes = book.clone();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes
    });
    let word = prop::sample::select(vec![
        "编号",
        "专业领域",
        "行业",
        "主体",
        "关系",
        "客体",
        "类别",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\"",
        "E001",
        "C",
        ":",
        "、",
        "\u{feff}",
        "\0",
        "2024",
        "[groups]",
        "count = ",
        "=",
        "任职",
        "申报单位",
        "代码",
        "上级代码",
    ]);
    let words = prop::collection::vec(word, 0..60).prop_map(|words| words.concat());
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        words.clone().prop_map(String::into_bytes),
        (words, 0..8usize, 0..6usize).prop_map(|(text, encoding, cut)| {
            let mut bytes = encoded(&text, encoding);
            bytes.truncate(bytes.len().saturating_sub(cut));
            bytes
        }),
        changed,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_reading_panic(bytes in nasty(), book: bool, at in 0..9usize) {
        let folder = toy();
        let tables = ["experts", "submissions", "relations", "pins", "groups", "aliases", "industries", "domains"];
        let file = match tables.get(at) {
            Some(table) => format!("{table}.{}", if book { "xlsx" } else { "csv" }),
            None => "rules.toml".to_owned(),
        };
        if book && at < TABLES.len() {
            fs::remove_file(folder.path().join(format!("{}.csv", TABLES[at]))).expect("removed");
        }
        fs::write(folder.path().join(&file), &bytes).expect("written");
        if let Err(Problems(found)) = read_season(folder.path(), None) {
            prop_assert!(found.iter().any(|problem| problem.severity == Severity::Error));
        }
        let plan = folder.path().join("plan.json");
        fs::write(&plan, &bytes).expect("written");
        prop_assert!(read_plan(&plan).is_err());
    }
}
