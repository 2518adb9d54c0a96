//! `sheets`: the score sheets of a plan.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::who::Who;
use super::{read, table::table};
use crate::bilingual;
use crate::files::history::sha256;
use crate::model::words::Lang;
use crate::year::sheets::{self, Owner, SheetFile};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Number of files open at the same time.
const AT_ONCE: usize = 200;

#[derive(Debug, Args)]
pub(super) struct SheetsArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "DIR", help = say("输出文件夹：每位专家一份评分表，每组一份合议表", "output folder: one score sheet per expert, one consensus sheet per group"))]
    out: PathBuf,
    #[arg(
        long, value_name = "ID,ID", value_delimiter = ',',
        help = say("只写这些专家（或专业组）的表，例如重新调整之后", "write only the sheets of these experts (or groups), for example after a rerun")
    )]
    only: Vec<String>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `sheets` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SheetsDocument<'a> {
    /// Name of the season.
    season: &'a str,
    /// Every score sheet written.
    sheets: Vec<Sheet<'a>>,
}

/// A score sheet.
#[derive(Debug, Serialize, JsonSchema)]
struct Sheet<'a> {
    /// Its file.
    file: &'a Path,
    /// The expert who fills it in, or the group.
    owner: &'a Owner,
    /// Submissions on it.
    submissions: usize,
}

pub(super) fn run(arguments: &SheetsArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let plan = read::plan_of(&arguments.plan, &season, printer)?;
    let season = season.round_of(&plan);
    let hash = sha256(&bytes_of(&arguments.plan)?);
    let files = sheets::write(&season, &plan, &hash, printer.lang()).map_err(book_failure)?;
    let only: Vec<String> = arguments
        .only
        .iter()
        .map(|id| id.trim().to_owned())
        .filter(|id| !id.is_empty())
        .collect();
    let only = Who::new(&season, Some(&plan), printer).all("--only", &only)?;
    let files = chosen(files, &only)?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let folder = OutputFolder::open(&arguments.out, &names, arguments.force)?;
    let mut written = Vec::new();
    for part in files.chunks(AT_ONCE) {
        let mut set = folder.files();
        for file in part {
            set.prepare(&file.name, |out| out.write_all(&file.bytes))?;
        }
        written.extend(set.commit()?);
    }
    if printer.is_json() {
        let list = files.iter().zip(&written).map(|(file, path)| Sheet {
            file: path,
            owner: &file.owner,
            submissions: file.rows,
        });
        printer.document(&SheetsDocument {
            season: &season.name,
            sheets: list.collect(),
        })?;
    } else {
        printer.data(&text(&files, &arguments.out, printer.lang()))?;
    }
    Ok(Exit::Done)
}

/// The bytes of a file that was already read once.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    crate::files::tables::read_plain(path).map_err(|error| Failure::unread(path, &error))
}

/// The failure for a workbook that could not be created.
pub(super) fn book_failure(error: rust_xlsxwriter::XlsxError) -> Failure {
    Failure::new(
        Exit::Fault,
        bilingual!(
            "无法生成工作簿：{error}。",
            "The workbook cannot be created: {error}."
        ),
    )
}

fn chosen(files: Vec<SheetFile>, only: &[String]) -> Result<Vec<SheetFile>, Failure> {
    let only: Vec<&str> = only.iter().map(String::as_str).collect();
    if only.is_empty() {
        return Ok(files);
    }
    for id in &only {
        if !files.iter().any(|file| file.owner.id() == *id) {
            return Err(Failure::new(
                Exit::Usage,
                bilingual!(
                    "--only：方案中没有要评分的专家或专业组「{id}」。",
                    "--only: the plan has no expert or group [{id}] with anything to score."
                ),
            ));
        }
    }
    let files = files.into_iter();
    Ok(files
        .filter(|file| only.contains(&file.owner.id()))
        .collect())
}

fn text(files: &[SheetFile], out: &Path, lang: Lang) -> String {
    let experts = files
        .iter()
        .filter(|file| matches!(file.owner, Owner::Expert(_)))
        .count();
    let groups = files.len() - experts;
    let shown = out.display();
    let head = bilingual!(
        "已在 {shown} 写出 {experts} 份评分表、{groups} 份合议表。",
        "Written to {shown}: score sheets {experts}, consensus sheets {groups}."
    );
    let headers = match lang {
        Lang::Zh => ["文件", "专家或专业组", "申报数"],
        Lang::En => ["file", "expert or group", "submissions"],
    };
    let rows = files.iter().map(|file| {
        [
            file.name.clone(),
            file.owner.id().to_owned(),
            file.rows.to_string(),
        ]
    });
    let list = table(headers, rows.collect::<Vec<_>>(), &[2]);
    let next = bilingual!(
        "填好后用 empanel collect 收回：放进一个文件夹即可，文件改名、用 WPS 或 LibreOffice 另存均可。",
        "Once filled in, collect them with empanel collect: put them into one folder; they may be renamed or saved by WPS or LibreOffice."
    );
    format!("{}\n\n{list}\n{}\n", head.say(lang), next.say(lang))
}
