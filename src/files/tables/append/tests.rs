use super::*;
use std::fs;

const ROW: [(&str, &str); 4] = [
    ("subject", "E001"),
    ("relation", "豁免"),
    ("object", "甲 \"集团\" <一>, 有限公司"),
    ("note", "经会议同意"),
];

fn folder_with(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("written");
    folder
}

fn relations(folder: &Path) -> Vec<Vec<String>> {
    let mut findings = Findings::default();
    let own = Folder::open(folder, &mut findings).expect("a folder");
    let spec = &super::super::headers::RELATIONS;
    let source = own.table(spec, &mut findings).expect("a table");
    with_table(spec, &source, &mut findings, |table, _| {
        let rows = table.rows.iter();
        let text = |row: &super::super::container::grid::GridRow<'_>| {
            row.cells
                .iter()
                .map(|own| own.text().into_owned())
                .collect()
        };
        rows.map(text).collect()
    })
    .expect("read")
}

#[test]
fn a_table_that_is_not_there_becomes_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = add_row(folder.path(), "relations", &ROW).expect("added");
    assert_eq!(name, "relations.csv");
    add_row(folder.path(), "relations", &ROW).expect("added");
    let rows = relations(folder.path());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][..3], ["E001", "豁免", "甲 \"集团\" <一>, 有限公司"]);
}

#[test]
fn a_text_keeps_encoding_delimiter_and_line_ends() {
    let old = "关系;主体;对象;备注\r\n控股;甲;乙;";
    let (bytes, _, _) = encoding_rs::GB18030.encode(old);
    let folder = folder_with("关系.csv", &bytes);
    add_row(folder.path(), "relations", &ROW).expect("added");
    let new = fs::read(folder.path().join("关系.csv")).expect("read");
    let (text, _, wrong) = encoding_rs::GB18030.decode(&new);
    assert!(!wrong);
    let line = "豁免;E001;\"甲 \"\"集团\"\" <一>, 有限公司\";经会议同意";
    assert_eq!(text, format!("{old}\r\n{line}\r\n"));
    let kept = fs::read(folder.path().join("关系.csv.bak")).expect("read");
    assert_eq!(kept, bytes.as_ref());
}

#[test]
fn a_workbook_keeps_its_other_sheets() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("说明 <&>").expect("a sheet");
    let sheet = book.add_worksheet().set_name("关系").expect("a sheet");
    for (at, header) in (1..).zip(["对象", "关系", "主体", "备注"]) {
        sheet.write_string(2, at, header).expect("written");
    }
    for (at, cell) in (1..).zip(["乙公司", "控股", "甲公司", "x"]) {
        sheet.write_string(3, at, cell).expect("written");
    }
    let bytes = book.save_to_buffer().expect("a book");
    let folder = folder_with("relations.xlsx", &bytes);
    add_row(folder.path(), "relations", &ROW).expect("added");
    add_row(folder.path(), "relations", &ROW).expect("added");
    let rows = relations(folder.path());
    assert_eq!(rows.len(), 3);
    let wanted = [
        "",
        "甲 \"集团\" <一>, 有限公司",
        "豁免",
        "E001",
        "经会议同意",
    ];
    assert_eq!(rows[2], wanted);
    let new = fs::read(folder.path().join("relations.xlsx")).expect("read");
    let mut old = zip::ZipArchive::new(io::Cursor::new(bytes)).expect("an archive");
    let mut new = zip::ZipArchive::new(io::Cursor::new(new)).expect("an archive");
    for name in [
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
    ] {
        let all = [&mut old, &mut new].map(|archive| {
            let mut text = String::new();
            let mut file = archive.by_name(name).expect("a part");
            io::Read::read_to_string(&mut file, &mut text).expect("text");
            text
        });
        assert_eq!(all[0], all[1], "{name}");
    }
}

#[test]
fn a_column_that_is_missing_is_left_to_a_person() {
    let old = "subject,relation,object\n甲,控股,乙\n";
    let folder = folder_with("relations.csv", old.as_bytes());
    let refused = add_row(folder.path(), "relations", &ROW);
    assert!(matches!(refused, Err(Unadded::ByHand(name)) if name == "relations.csv"));
    let text = fs::read_to_string(folder.path().join("relations.csv"));
    assert_eq!(text.expect("read"), old);
    assert!(!folder.path().join("relations.csv.bak").exists());
}
