//! The table `contacts`: how the office reaches and pays its experts, and any other column that it
//! keeps for its papers. The same columns in the experts' own table count as well.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder::listing::Listing;
use super::folder::source::{self, Source};
use super::headers::{CONTACTS, EXPERTS};
use super::sheet::table::{Row, Table};
use crate::bilingual;
use crate::model::reference::Book;
use crate::model::{Contacts, Problem, Season};
use std::collections::BTreeMap;
use std::path::Path;

/// Columns of the table that are kept under their keys.
const KEPT: [&str; 9] = [
    "phone",
    "email",
    "address",
    "postcode",
    "bank",
    "account",
    "id_number",
    "fee",
    "note",
];

/// Reads the contacts of the season in `folder`: first the extra columns of the experts' table,
/// then `contacts` (.csv, .xlsx, 通讯录), whose values prevail. Linear in the cells.
///
/// # Errors
/// The table of contacts cannot be read, or has no column of expert ids.
pub fn read_contacts(folder: &Path, season: &Season) -> Result<(Contacts, Vec<Problem>), Problems> {
    let mut findings = Findings::default();
    let mut contacts = Contacts::default();
    if let Some(listing) = Listing::open(folder, &mut findings) {
        if let Some(input) = season.inputs.get("experts") {
            // What is wrong with that table was told when the season was read.
            let mut told = Findings::default();
            from(&listing, &input.file, season, &mut contacts, &mut told);
        }
        let own = listing
            .named(&CONTACTS)
            .first()
            .map(|name| (*name).to_owned());
        if let Some(name) = own {
            from(&listing, &name, season, &mut contacts, &mut findings);
        }
    }
    // Every column is kept for the papers.
    findings.leave_out(&[ProblemCode::ColumnUnknown]);
    findings.hide(&season.names());
    let problems = findings.finish()?;
    Ok((contacts, problems))
}

fn from(
    listing: &Listing,
    name: &str,
    season: &Season,
    contacts: &mut Contacts,
    findings: &mut Findings,
) {
    let Some(file) = listing.read(name, findings) else {
        return;
    };
    let source = Source {
        file,
        book: listing.book(name),
        sheet: None,
        elsewhere: Vec::new(),
        origin: None,
    };
    source::with_table(&CONTACTS, &source, findings, |table, findings| {
        read(table, season, contacts, findings);
    });
}

fn read(table: &Table<'_>, season: &Season, contacts: &mut Contacts, findings: &mut Findings) {
    let people = Book::experts(&season.experts);
    let id = table.column("id");
    let mut seen = BTreeMap::new();
    for row in table.rows() {
        let named = row.meant(id, &people, findings);
        for part in named.unwrap_or_default() {
            match part {
                Ok(at) => {
                    if let Some(first) = seen.insert(at, row.place()) {
                        twice(&row, id, people.id(at), first.row, findings);
                    }
                    keep(table, &row, people.id(at), contacts);
                }
                Err(text) => unknown(&row, id, &text, findings),
            }
        }
    }
}

fn keep(table: &Table<'_>, row: &Row<'_, '_>, id: &str, contacts: &mut Contacts) {
    for key in KEPT {
        contacts.insert(id, key, &row.cell(table.column(key)).text());
    }
    for (at, header) in &table.unread {
        let header = header.trim();
        if !header.is_empty() && EXPERTS.column(header).is_none() {
            contacts.insert(id, header, &row.at(*at).text());
        }
    }
}

fn twice(row: &Row<'_, '_>, id: usize, expert: &str, first: Option<u32>, findings: &mut Findings) {
    let first = first.unwrap_or_default();
    findings.add(
        ProblemCode::ContactTwice,
        row.place_of(id),
        expert,
        bilingual!(
            "通讯录中这位专家出现两次（先在第 {first} 行），以后面的为准",
            "This expert appears twice in the contacts (first in row {first}); the later row prevails"
        ),
        bilingual!("只保留一行", "Keep one row"),
    );
}

fn unknown(row: &Row<'_, '_>, id: usize, text: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ContactUnknown,
        row.place_of(id),
        text,
        bilingual!(
            "专家表中没有这位专家，通讯录的这一行没有采用",
            "The experts table has no such expert; this row of the contacts was not used"
        ),
        bilingual!(
            "改正专家编号，或删去该行",
            "Correct the expert id, or remove the row"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::tables::read_season;
    use std::fs;

    #[test]
    fn contacts_come_from_their_table_and_from_that_of_the_experts() {
        let folder = tempfile::tempdir().expect("a folder");
        let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
        for entry in fs::read_dir(toy).expect("the toy season") {
            let path = entry.expect("an entry").path();
            fs::copy(&path, folder.path().join(path.file_name().expect("a name"))).expect("copied");
        }
        let experts = fs::read_to_string(folder.path().join("experts.csv")).expect("the experts");
        let lines: Vec<String> = experts
            .lines()
            .enumerate()
            .map(|(at, line)| match at {
                0 => format!("{line},手机,用餐"),
                at => format!("{line},1380000000{at},清真{at}"),
            })
            .collect();
        fs::write(folder.path().join("experts.csv"), lines.join("\n")).expect("written");
        let table = "专家编号,电子邮箱,手机号码,开户行,车牌号\nE002,a@example.org,13900000002,示例银行,江A1\nE099,x,1,1,1\nE002,b@example.org,,,\n";
        fs::write(folder.path().join("contacts.csv"), table).expect("written");
        let loaded = read_season(folder.path(), None).expect("the season");
        let told: Vec<&str> = loaded
            .problems
            .iter()
            .map(|own| own.place.file.as_str())
            .collect();
        assert!(!told.contains(&"contacts.csv"), "{told:?}");
        let (contacts, problems) = read_contacts(folder.path(), &loaded.season).expect("read");
        assert_eq!(contacts.get("E001", "phone"), Some("13800000001"));
        assert_eq!(contacts.get("E001", "用餐"), Some("清真1"));
        assert_eq!(contacts.get("E002", "phone"), Some("13900000002"));
        assert_eq!(contacts.get("E002", "email"), Some("b@example.org"));
        assert_eq!(contacts.get("E002", "车牌号"), Some("江A1"));
        assert_eq!(contacts.get("E001", "name"), None);
        let codes: Vec<_> = problems
            .iter()
            .map(|own| (own.code, own.place.row))
            .collect();
        assert_eq!(codes, [("W741", Some(3)), ("W740", Some(4))]);
        assert!(problems.iter().all(|own| !own.what.zh.contains("139")));
    }
}
