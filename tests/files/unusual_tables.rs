//! Printed, signed and marked tables: the same season is read from each, and content that is not
//! data, or is visible only to people, is reported once.

use empanel::files::tables::{check_season, read_season};
use empanel::model::{Problem, Season};
use rust_xlsxwriter::{Format, Note, Workbook, Worksheet};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

type Rows = Vec<Vec<String>>;

fn toy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy")
}

fn rows(table: &str) -> Rows {
    let text = fs::read_to_string(toy().join(format!("{table}.csv"))).expect("a table");
    let text = text.trim_start_matches('\u{feff}');
    let row = |line: &str| line.split(',').map(str::to_owned).collect();
    text.lines().map(row).collect()
}

/// The toy season without these tables.
fn without(tables: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(toy()).expect("the toy season") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a name").to_string_lossy();
        if !tables.contains(&stem.as_ref()) {
            let name = path.file_name().expect("a name");
            fs::copy(&path, folder.path().join(name)).expect("copied");
        }
    }
    folder
}

fn fill(sheet: &mut Worksheet, rows: &[Vec<String>], left: u16) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (left..).zip(cells) {
            if !text.is_empty() {
                sheet.write(row, column, text).expect("a cell");
            }
        }
    }
}

fn save(book: &mut Workbook, folder: &TempDir, table: &str) {
    let path = folder.path().join(format!("{table}.xlsx"));
    book.save(path).expect("a workbook");
}

/// The toy season with one table as a workbook, changed before saving.
fn saved(table: &str, rows: &[Vec<String>], change: impl Fn(&mut Worksheet)) -> TempDir {
    let folder = without(&[table]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, rows, 0);
    change(sheet);
    save(&mut book, &folder, table);
    folder
}

fn read(folder: &TempDir) -> (Season, Vec<Problem>) {
    let loaded = read_season(folder.path(), None);
    let loaded = loaded.unwrap_or_else(|found| panic!("{:?}", told(&found.0)));
    (loaded.season, loaded.problems)
}

fn told(problems: &[Problem]) -> Vec<String> {
    let one = |own: &Problem| {
        let row = own.place.row.unwrap_or(0);
        format!("{} {row} {} {}", own.code, own.value, own.what.zh)
    };
    problems.iter().map(one).collect()
}

fn codes(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|own| own.code).collect()
}

/// The content of a folder's season, for comparison with the toy season.
fn content(season: &Season) -> String {
    let experts = season.experts.iter().map(|own| {
        format!(
            "{} {} {} {:?} {:?}",
            own.id, own.name, own.employer, own.domains, own.industries
        )
    });
    let submissions = season
        .submissions
        .iter()
        .map(|own| format!("{} {} {}", own.id, own.title, own.organization));
    let relations = season
        .relations
        .iter()
        .map(|own| format!("{:?} {:?} {:?}", own.subject, own.kind, own.object));
    let all: Vec<String> = experts.chain(submissions).chain(relations).collect();
    all.join("\n")
}

fn clean() -> String {
    content(&read_season(&toy(), None).expect("the toy season").season)
}

const TABLES: [&str; 3] = ["experts", "submissions", "relations"];

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|own| (*own).to_owned()).collect()
}

#[test]
fn what_stands_below_a_table_is_no_data_and_is_told_once() {
    let footers: [&[&str]; 24] = [
        &["填表人：王某    日期：2026年3月1日"],
        &["填表人：", "王某", "审核：", "日期：", "2026-03-01"],
        &["", "", "审核人（签字）："],
        &["备注：本表一式两份"],
        &["备注"],
        &["注：1. 编号按申报顺序"],
        &["2. 行业按国标填写"],
        &["合计", "8"],
        &["", "合计：8"],
        &["", "", "共计", "", "8人"],
        &["以下空白"],
        &["", "", "（以下空白）"],
        &["——", "——", "——"],
        &["第1页 共3页"],
        &["", "", "", "第 1 页，共 3 页"],
        &["", "", "", "单位（盖章）：", "", "2026年3月"],
        &["", "", "", "", "", "2026年3月1日"],
        &["分管领导：", "", "经办人：", "", "联系电话：", "010"],
        &["（完）"],
        &["填表说明：", "1、编号必填"],
        &["*为必填项"],
        &["Total: 8"],
        &["制表单位：示例质量协会", "", "", "制表时间：2026年"],
        &["联系人：某某"],
    ];
    let clean = clean();
    for table in TABLES {
        for footer in footers {
            let mut all = rows(table);
            all.push(Vec::new());
            all.push(row(footer));
            let (season, problems) = read(&saved(table, &all, |_| {}));
            assert_eq!(content(&season), clean, "{table} {footer:?}");
            assert_eq!(codes(&problems), ["N709"], "{table} {footer:?}");
        }
        let mut all = rows(table);
        for footer in [footers[7], footers[1], footers[5], footers[6], footers[10]] {
            all.push(row(footer));
        }
        let (season, problems) = read(&saved(table, &all, |_| {}));
        assert_eq!(
            (content(&season), codes(&problems)),
            (clean.clone(), vec!["N709"])
        );
    }
}

#[test]
fn numbers_of_columns_hints_and_headings_of_sections_are_no_data() {
    let clean = clean();
    for table in TABLES {
        let width = rows(table)[0].len();
        let counted = |one: &dyn Fn(usize) -> String| (1..=width).map(one).collect::<Vec<_>>();
        let circled: Vec<char> = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫".chars().collect();
        let mut hints = vec!["选填".to_owned(); width];
        hints[0] = "必填".to_owned();
        let below = [
            counted(&|at| at.to_string()),
            counted(&|at| format!("（{at}）")),
            counted(&|at| circled[at - 1].to_string()),
            hints,
            row(&["一、机械类"]),
        ];
        for line in below {
            let mut all = rows(table);
            all.insert(1, line.clone());
            let (season, problems) = read(&saved(table, &all, |_| {}));
            assert_eq!(content(&season), clean, "{table} {line:?}");
            assert_eq!(codes(&problems), ["N709"], "{table} {line:?}");
        }
        // A page break: the next page repeats the title and the header.
        let mut all = rows(table);
        let header = all[0].clone();
        let page = [
            row(&["第1页 共2页"]),
            row(&["示例省专家名单（续）"]),
            header,
        ];
        all.splice(3..3, page);
        let (season, problems) = read(&saved(table, &all, |_| {}));
        assert_eq!(
            (content(&season), codes(&problems)),
            (clean.clone(), vec!["N709"])
        );
    }
}

#[test]
fn a_row_that_lost_a_cell_is_still_an_error() {
    let lost: [&[&str]; 3] = [
        &["E009", "吴某"],
        &["E009", "吴某", "", "", "", "", "备注：待补"],
        &["E009"],
    ];
    for line in lost {
        let mut all = rows("experts");
        all.push(row(line));
        let folder = saved("experts", &all, |_| {});
        let found = read_season(folder.path(), None).expect_err("an expert without domains");
        assert!(codes(&found.0).contains(&"E301"), "{line:?}");
    }
}

#[test]
fn data_that_looks_like_a_footer_is_data() {
    let folder = without(&["relations"]);
    let lines = "主体,关系,客体\nE003,任职,单位：示例乳业有限公司\n单位：示例酒业有限公司,控股,示例乳业有限公司\n";
    fs::write(folder.path().join("relations.csv"), lines).expect("written");
    assert_eq!(read(&folder).0.relations.len(), 2);
    fs::write(
        folder.path().join("aliases.csv"),
        "简称,全称\n甲,乙\n一,二\n",
    )
    .expect("written");
    let codes = codes(&read(&folder).1);
    assert!(!codes.contains(&"N709"), "{codes:?}");
}

#[test]
fn two_halves_side_by_side_are_read_and_told() {
    let clean = clean();
    for table in TABLES {
        for gap in [0, 1] {
            let all = rows(table);
            let half = all.len() / 2 + 1;
            let left = u16::try_from(all[0].len() + gap).expect("few columns");
            let right: Rows = [&all[..1], &all[half..]].concat();
            let folder = saved(table, &all[..half], |sheet| fill(sheet, &right, left));
            let (season, problems) = read(&folder);
            assert_eq!(content(&season), clean, "{table}");
            assert_eq!(codes(&problems), ["W678"], "{table}");
        }
    }
}

#[test]
fn headers_in_three_rows_below_a_title_are_read() {
    let clean = clean();
    for table in TABLES {
        let all = rows(table);
        let last = u16::try_from(all[0].len() - 1).expect("few columns");
        let plain = Format::new();
        let mut low = all[0].clone();
        low[0] = String::new();
        let mut made = vec![row(&["附件2 示例省名单"]), Vec::new(), Vec::new(), low];
        made.extend(all[1..].iter().cloned());
        let folder = saved(table, &made, |sheet| {
            let mut merge = |first: (u32, u16), end: (u32, u16), text: &str| {
                sheet
                    .merge_range(first.0, first.1, end.0, end.1, text, &plain)
                    .expect("merged");
            };
            merge((1, 0), (3, 0), &all[0][0]);
            merge((1, 1), (1, last), "总体");
            merge((2, 1), (2, 2), "基本信息");
            merge((2, 3), (2, last), "其他");
        });
        assert_eq!(content(&read(&folder).0), clean, "{table}");
    }
}

#[test]
fn struck_out_text_notes_and_unseen_text_are_told_with_their_cells() {
    let clean = clean();
    let struck = Format::new().set_font_strikethrough();
    let white = Format::new().set_font_color("FFFFFF");
    let all = rows("experts");
    let again = |sheet: &mut Worksheet, row: u32, column: u16, format: &Format| {
        let text = &all[row as usize][usize::from(column)];
        if !text.is_empty() {
            sheet
                .write_with_format(row, column, text, format)
                .expect("a cell");
        }
    };
    let folder = saved("experts", &all, |sheet| {
        for column in 0..12 {
            again(sheet, 2, column, &struck);
        }
        again(sheet, 4, 2, &struck);
        again(sheet, 5, 2, &white);
        let parts = [(&Format::new(), "示例食品检验院"), (&struck, "旧")];
        sheet.write_rich_string(6, 10, &parts).expect("a cell");
        sheet
            .insert_note(3, 1, &Note::new("请核对"))
            .expect("a note");
        let words = Note::new("此人需回避S002，见来函").add_author_prefix(false);
        sheet.insert_note(6, 1, &words).expect("a note");
        sheet.insert_note(0, 1, &Note::new("必填")).expect("a note");
    });
    let found = check_season(folder.path(), None);
    let problems = match found {
        Ok(loaded) => loaded.problems,
        Err(found) => found.0,
    };
    let of = |code: &str| {
        let own = problems.iter().find(|own| own.code == code);
        own.unwrap_or_else(|| panic!("{code} in {:?}", told(&problems)))
    };
    assert!(
        of("W676").what.zh.contains("整行：第 3 行；单元格：C5、K7"),
        "{}",
        of("W676").what.zh
    );
    assert!(of("W619").what.zh.contains("C6"), "{}", of("W619").what.zh);
    assert!(of("W677").what.zh.contains("B4、B7") && of("W677").value.contains("回避S002"));
    // Only the marks differ.
    let folder = saved("experts", &all, |sheet| again(sheet, 2, 2, &struck));
    let (season, problems) = read(&folder);
    assert_eq!((content(&season), codes(&problems)), (clean, vec!["W676"]));
}

#[test]
fn rows_and_columns_of_no_size_are_hidden_ones() {
    let folder = saved("experts", &rows("experts"), |sheet| {
        sheet.set_row_height(3, 0).expect("a row");
        sheet.set_column_width(2, 0).expect("a column");
    });
    let problems = read(&folder).1;
    assert_eq!(codes(&problems), ["W619", "W619"], "{:?}", told(&problems));
}

#[test]
fn hidden_sheets_that_are_no_table_are_named() {
    let folder = without(&["experts"]);
    let mut book = Workbook::new();
    fill(book.add_worksheet(), &rows("experts"), 0);
    for (name, very) in [("回避意见", false), ("内部", true)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        sheet
            .write(0, 0, "王建国与示例泵业有亲属关系")
            .expect("a cell");
        match very {
            true => sheet.set_very_hidden(true),
            false => sheet.set_hidden(true),
        };
    }
    save(&mut book, &folder, "experts");
    let problems = read(&folder).1;
    assert_eq!(codes(&problems), ["W675"]);
    assert!(problems[0].what.zh.ends_with("回避意见、内部"));
}

#[test]
fn running_numbers_that_begin_anew_are_no_ids_and_ids_beside_them_hold() {
    let numbered = |label: &str, ids: bool| {
        let all = rows("experts");
        let one = |(at, cells): (usize, &Vec<String>)| {
            let number = match at {
                0 => label.to_owned(),
                _ => ((at - 1) % 4 + 1).to_string(),
            };
            let rest = cells.iter().skip(usize::from(!ids)).cloned();
            [number].into_iter().chain(rest).collect::<Vec<_>>()
        };
        let made: Rows = all.iter().enumerate().map(one).collect();
        let folder = without(&["experts", "relations", "pins"]);
        let mut book = Workbook::new();
        let first = book.add_worksheet().set_name("机械").expect("a name");
        fill(first, &made[..5], 0);
        let second = book.add_worksheet().set_name("食品").expect("a name");
        fill(second, &[&made[..1], &made[5..]].concat(), 0);
        save(&mut book, &folder, "experts");
        folder
    };
    for label in ["序号", "编号"] {
        let (season, _) = read(&numbered(label, true));
        assert_eq!(season.experts[7].id, "E008", "{label}");
    }
    let folder = numbered("序号", false);
    let found = read_season(folder.path(), None).expect_err("nobody can be told by a number");
    let errors: Vec<&Problem> = found
        .0
        .iter()
        .filter(|own| own.code.starts_with('E'))
        .collect();
    assert_eq!(errors.len(), 1, "{:?}", told(&found.0));
    assert_eq!(
        (errors[0].code, errors[0].place.sheet.as_deref()),
        ("E380", Some("食品"))
    );
    assert!(errors[0].what.zh.contains("工作表「机械」第 2 行"));
}

#[test]
fn an_id_that_stands_in_two_sheets_is_told_with_the_other_sheet() {
    let all = rows("experts");
    let folder = without(&["experts"]);
    let mut book = Workbook::new();
    fill(
        book.add_worksheet().set_name("一").expect("a name"),
        &all[..4],
        0,
    );
    let second: Rows = [&all[..1], &all[3..]].concat();
    fill(
        book.add_worksheet().set_name("二").expect("a name"),
        &second,
        0,
    );
    save(&mut book, &folder, "experts");
    let found = read_season(folder.path(), None).expect_err("one id twice");
    let twice = found.0.iter().find(|own| own.code == "E302").expect("told");
    assert_eq!(twice.place.sheet.as_deref(), Some("二"));
    assert!(
        twice.what.zh.contains("工作表「一」第 4 行"),
        "{}",
        twice.what.zh
    );
}

#[test]
fn lines_that_end_in_unusual_signs_are_rows() {
    let clean = clean();
    for end in [
        "\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\u{c}", "\r", "\r\r\n",
    ] {
        let folder = without(&["relations"]);
        let text: Vec<String> = rows("relations").iter().map(|own| own.join(",")).collect();
        let text = text.join(end) + end + "\u{1a}";
        fs::write(folder.path().join("relations.csv"), text).expect("written");
        assert_eq!(content(&read(&folder).0), clean, "{end:?}");
    }
}

#[cfg(unix)]
#[test]
fn every_reader_of_a_season_names_what_it_could_not_read() {
    let folder = without(&[]);
    for name in ["holidays.csv", "shortlist.csv"] {
        let made = std::process::Command::new("mkfifo")
            .arg(folder.path().join(name))
            .status();
        assert!(made.expect("mkfifo").success());
    }
    for name in ["recommenders.xlsx", "declared.csv"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    let problems = read(&folder).1;
    let all = told(&problems).join("\n");
    let files: Vec<&str> = problems.iter().map(|own| own.place.file.as_str()).collect();
    assert!(files.contains(&"holidays.csv"), "{all}");
    for name in ["shortlist.csv", "recommenders.xlsx", "declared.csv"] {
        assert!(all.contains(name), "{name}: {all}");
    }
    assert!(
        problems.iter().all(|own| !own.code.starts_with('E')),
        "{all}"
    );
    let found = check_season(folder.path(), None).expect_err("the pipe stops whoever needs it");
    assert!(found.0.iter().any(|own| own.place.file == "holidays.csv"));
}
