//! Detects a provisional list of submissions: scores were missing when it was made.

use super::findings::Findings;
use super::folder::plain;
use super::folder::source;
use super::headers::SHORTLIST;
use super::sheet::answers::{YesNo, yes_no};
use std::path::Path;

/// Words at the beginning of a note or in a file name that mark a list as provisional.
const WORDS: [&str; 2] = ["暂定", "provisional"];
/// File that `collect` writes next to its lists.
const PROGRESS: &str = "collected.json";

/// Whether a list is marked as provisional: in the column that `collect` writes, in a note of a
/// row, in its file name, or in the file of `collect` if it is still next to the list. `false` for
/// an unreadable file; reading it as a list reports the reason.
pub fn is_provisional(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    if WORDS.iter().any(|word| name.contains(word)) {
        return true;
    }
    let mut findings = Findings::default();
    let file = plain::read(path, &mut findings);
    let said = file.and_then(|file| {
        source::with_table(&SHORTLIST, &file.into(), &mut findings, |table, _| {
            let columns = ["provisional", "note"].map(|key| table.column(key));
            table.rows().any(|row| {
                let [own, note] = columns.map(|column| row.cell(column).text().into_owned());
                let own = own.trim();
                let answer = yes_no(own).is_some_and(|word| word != YesNo::No);
                let word = |text: &str| {
                    let text = text.trim().to_lowercase();
                    WORDS.iter().any(|word| text.starts_with(word))
                };
                answer || word(own) || word(&note)
            })
        })
    });
    // The office's own lists carry their own marks; the one that `collect` wrote may have lost its
    // columns.
    said == Some(true) || name.starts_with("shortlist") && collected_is(path)
}

/// Whether the `collect` file next to a list says provisional.
fn collected_is(list: &Path) -> bool {
    let bytes = super::read_plain(&list.with_file_name(PROGRESS)).unwrap_or_default();
    let kept: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
    kept.is_some_and(|kept| kept["provisional"] == true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_that_it_is_provisional_in_any_of_four_ways() {
        let folder = tempfile::tempdir().expect("a folder");
        let is = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            is_provisional(&path)
        };
        assert!(!is("a.csv", "申报编号,入围\nS1,是\nS2,否\n"));
        assert!(is("b.csv", "申报编号,入围,暂定\nS1,是,否\nS2,否,是\n"));
        assert!(!is("c.csv", "申报编号,入围,暂定\nS1,是,否\n"));
        assert!(is(
            "d.csv",
            "申报编号,入围,说明\nS1,是,暂定：3 份评分到 2 份\n"
        ));
        assert!(is(
            "e.csv",
            "submission,note\nS1,provisional: 2 of 3 scores\n"
        ));
        assert!(is("入围名单（暂定）.csv", "申报编号\nS1\n"));
        // Next to the `collect` file, and elsewhere.
        assert!(!is("shortlist.csv", "申报编号\nS1\n"));
        std::fs::write(folder.path().join(PROGRESS), r#"{"provisional":true}"#).expect("written");
        assert!(is("shortlist.csv", "申报编号\nS1\n"));
        assert!(!is("终稿.csv", "申报编号\nS1\n"), "the office's own list");
    }
}
