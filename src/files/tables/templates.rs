//! Templates of the office for its papers: texts in the folder `templates` of the season.

use super::ProblemCode;
use super::findings::{Findings, Problems};
use super::folder::kinds::is_hidden;
use super::folder::{plain, source};
use crate::bilingual;
use crate::model::Place;
use std::fs;
use std::path::Path;

/// The folder of templates below the season's.
const FOLDER: &str = "templates";
/// Larger files are no templates, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// Reads the templates of a season: every `.txt` and `.md` of its folder `templates`, by name and
/// with its text; none where there is no such folder.
///
/// # Errors
/// A file that cannot be read, is no text, or is too large.
pub fn read_templates(season: &Path) -> Result<Vec<(String, String)>, Problems> {
    let mut findings = Findings::default();
    let folder = season.join(FOLDER);
    let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| !entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| {
            let lower = name.to_lowercase();
            (lower.ends_with(".txt") || lower.ends_with(".md"))
                && !is_hidden(name)
                && !lower.starts_with("readme")
        })
        .collect();
    names.sort();
    let mut templates = Vec::new();
    for name in names {
        let Some(mut file) = plain::read(&folder.join(&name), &mut findings) else {
            continue;
        };
        file.name = format!("{FOLDER}/{name}");
        if file.bytes.as_ref().len() > MOST_BYTES {
            findings.add(
                ProblemCode::FileTooLarge,
                Place::file(file.name.as_str()),
                "",
                bilingual!("模板超过 1 MB", "The template is larger than 1 MB"),
                bilingual!("检查是否放错了文件", "Check that this is the right file"),
            );
            continue;
        }
        if let Some(text) = source::text(&file, &mut findings) {
            templates.push((name, text));
        }
    }
    findings.finish()?;
    Ok(templates)
}
