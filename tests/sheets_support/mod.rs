//! A plan of the toy season and a hand that fills in workbooks.

use empanel::model::Rules;
use empanel::plan::{Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Status};
use std::io::{Cursor, Read as _, Write as _};

/// The best plan of the toy season, as its README has it.
pub fn toy_plan() -> Plan {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let group = |id: &str, members: &str, submissions: &str| Group {
        id: id.to_owned(),
        name: format!("第{id}组"),
        leader: words(members)[0].clone(),
        members: words(members),
        submissions: words(submissions),
        alternates: Vec::new(),
    };
    let review = |submission: &str, group: &str, reviewers: &str| Review {
        submission: submission.to_owned(),
        group: group.to_owned(),
        reviewers: words(reviewers),
        recused: Vec::new(),
    };
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Feasible,
        committee: Committee {
            chair: "E001".to_owned(),
            vice_chair: "E002".to_owned(),
        },
        groups: vec![
            group("G01", "E003 E005 E008", "S001 S002 S003"),
            group("G02", "E006 E004 E007", "S004 S005 S006"),
        ],
        reviews: vec![
            review("S001", "G01", "E003 E005"),
            review("S002", "G01", "E003 E008"),
            review("S003", "G01", "E003 E008"),
            review("S004", "G02", "E006 E007"),
            review("S005", "G02", "E006 E004"),
            review("S006", "G02", "E006 E007"),
        ],
        shortfalls: Vec::new(),
        quality: Quality::default(),
        inputs: Default::default(),
        rules: Rules::default(),
        seed: 1,
        version: String::new(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
    }
}

/// What a person types into a cell.
#[derive(Debug, Clone)]
pub enum Cell {
    Number(f64),
    Text(String),
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// A cell of the table by column and row, the first row being 0.
pub fn cell(column: &str, row: usize, value: impl Into<Cell>) -> (String, Cell) {
    (format!("{column}{}", row + 6), value.into())
}

/// Types into cells of the first sheet, as a spreadsheet program saves it.
pub fn fill(bytes: &[u8], cells: &[(String, Cell)]) -> Vec<u8> {
    if cells.is_empty() {
        return bytes.to_vec();
    }
    edit(bytes, "xl/worksheets/sheet1.xml", |xml| {
        let mut xml = xml.to_owned();
        for (name, value) in cells {
            let head = format!("<c r=\"{name}\"");
            let start = xml.find(&head).unwrap_or_else(|| panic!("no cell {name}"));
            let close = start + xml[start..].find('>').expect("a tag");
            let end = match xml.as_bytes()[close - 1] {
                b'/' => close + 1,
                _ => start + xml[start..].find("</c>").expect("a cell") + 4,
            };
            let tag = xml[start..close].trim_end_matches('/').to_owned();
            let tag = tag.replace(" t=\"s\"", "").replace(" t=\"inlineStr\"", "");
            let new = match value {
                Cell::Number(number) => format!("{tag}><v>{number}</v></c>"),
                Cell::Text(text) => format!("{tag} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
            xml.replace_range(start..end, &new);
        }
        xml
    })
}

/// Rewrites one part of a workbook.
pub fn edit(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = false;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        if name == part {
            let text = String::from_utf8(content).expect("UTF-8");
            let new = change(&text);
            changed = new != text;
            content = new.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .and_then(|()| out.write_all(&content).map_err(Into::into))
            .expect("room");
    }
    assert!(changed, "nothing to change in {part}");
    out.finish().expect("a workbook").into_inner()
}
