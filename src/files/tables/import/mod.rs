//! From the office's own files to a season: any workbooks, tables and texts in, a folder of tables
//! out, with the originals beside them.
//!
//! It stands on the readers of a season: the same containers, headers, merged cells, words and
//! ids. What is new here is only what a season does not need: which of many sheets is which table,
//! which column is which where no header says it, ids for people who have none, and questions about
//! everything that is not certain. [`Import::plan`] shows what would be done as plain data,
//! [`Import::apply`] does it once nothing is open.

mod answers;
mod behind;
mod column_help;
mod data;
mod docx;
mod draft;
mod forms;
mod gather;
mod html;
mod known;
mod lines;
mod looks;
mod mapping;
mod memory;
mod mend_cell;
mod mend_xlsx;
mod mending;
mod names;
mod people;
mod pieces;
mod relatives;
mod remarks;
mod said;
mod season;
mod tables;
mod template;
mod ties;
mod words;
mod write;
mod year;

pub use answers::{Answers, Choice, Item, Question};
pub use data::{Certainty, ColumnPlan, ImportPlan, Kept, SheetPlan};
pub use mapping::{OVERRIDES, override_key};
pub(crate) use memory::Remembered;
pub use mend_cell::{CellChange, mend_cells};
pub use mending::{ProblemRow, ProblemSheet, problem_book, problem_sheets};
pub use tables::{field_name, fields_of};
pub use template::templates;

use super::ProblemCode;
use super::findings::{Findings, Problems};
use crate::bilingual;
use crate::model::{Place, Problem};
use draft::Draft;
use gather::Original;
use memory::Memory;
use std::path::{Path, PathBuf};

/// The office's files, read, with what an earlier import knew. It holds no handles and can be kept
/// and shared between threads.
#[derive(Debug, Clone)]
pub struct Import {
    originals: Vec<Original>,
    gathered: Vec<Problem>,
    memory: Memory,
}

impl Import {
    /// Reads all files at `paths`; folders are looked through. `last` is the `columns.toml` of an
    /// earlier import, or the season that has one. Linear in the size of the files.
    ///
    /// # Errors
    /// No file could be read, or `last` is none.
    pub fn read(paths: &[PathBuf], last: Option<&Path>) -> Result<Self, Problems> {
        let mut findings = Findings::default();
        let memory = match last.map(Memory::read) {
            None => Memory::default(),
            Some(Ok(memory)) => memory,
            Some(Err((file, error))) => {
                no_memory(&file, &error, &mut findings);
                Memory::default()
            }
        };
        let originals = gather::gather(paths, &mut findings);
        // A file that was named and cannot be read was told already.
        if originals.is_empty() && findings.errors() == 0 {
            no_files(&mut findings);
        }
        let gathered = findings.finish()?;
        Ok(Self {
            originals,
            gathered,
            memory,
        })
    }

    /// What the import would do with these answers: every sheet with its table and columns, the
    /// questions that are open, and what is wrong. Linear in the cells.
    pub fn plan(&self, answers: &Answers) -> ImportPlan {
        self.draft(answers).plan
    }

    /// Writes the season into `out`, whole or not at all. With `replace` the tables of an earlier
    /// import there are replaced; what somebody changed by hand is not. Returns the files written.
    ///
    /// # Errors
    /// A question is open, something is wrong, or the folder cannot be written.
    pub fn apply(
        &self,
        answers: &Answers,
        out: &Path,
        replace: bool,
    ) -> Result<(ImportPlan, Vec<PathBuf>), Problems> {
        Self::check_out(out, replace)?;
        let draft = self.draft(answers);
        let mut findings = Findings::default();
        if !draft.plan.questions.is_empty() {
            open_questions(draft.plan.questions.len(), &mut findings);
        }
        if !draft.plan.is_ready() {
            let found = findings.finish();
            let own = found.err().map_or_else(Vec::new, |own| own.0);
            let all = draft.plan.problems.into_iter().chain(own);
            return Err(Problems(all.collect()));
        }
        let texts = self.texts(&draft);
        let files = match season::files(&draft, &self.originals, &texts) {
            Ok(files) => files,
            Err(error) => {
                not_made(&error, &mut findings);
                Vec::new()
            }
        };
        let written = write::write(&files, out, replace, &mut findings);
        findings.finish()?;
        Ok((draft.plan, written))
    }

    /// Whether a season could be written into `out`.
    ///
    /// # Errors
    /// The folder holds something that would be lost.
    pub fn check_out(out: &Path, replace: bool) -> Result<(), Problems> {
        let mut findings = Findings::default();
        write::write(&[], out, replace, &mut findings);
        findings.finish().map(drop)
    }

    fn draft(&self, answers: &Answers) -> Draft {
        draft::draft(&self.originals, &self.gathered, &self.memory, answers)
    }

    /// The names of the texts, in the order in which they were read.
    fn texts(&self, draft: &Draft) -> Vec<String> {
        let texts = draft.plan.sheets.iter();
        texts
            .filter(|own| own.table.as_deref() == Some("ties"))
            .map(|own| own.file.clone())
            .collect()
    }
}

fn no_memory(file: &Path, error: &str, findings: &mut Findings) {
    let shown = file.display();
    findings.add(
        ProblemCode::ImportMemory,
        Place::file(shown.to_string()),
        "",
        bilingual!(
            "读不出上次导入的对应关系：{error}",
            "What an earlier import knew cannot be read: {error}"
        ),
        bilingual!(
            "给出上一年度的文件夹或其中的 columns.toml，或去掉 --columns",
            "Name the folder of an earlier season or the columns.toml in it, or leave --columns out"
        ),
    );
}

fn no_files(findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportNothing,
        Place::default(),
        "",
        bilingual!(
            "没有一个可以读取的文件",
            "There is no file that can be read"
        ),
        bilingual!(
            "给出专家库、申报表等文件，或存放它们的文件夹",
            "Name the files of the pool, the applications and so on, or the folder that holds them"
        ),
    );
}

fn open_questions(count: usize, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportOpen,
        Place::default(),
        "",
        bilingual!(
            "还有 {count} 个问题没有回答，什么也没有写出",
            "Questions without an answer: {count}. Nothing was written"
        ),
        bilingual!("回答后再导入", "Answer them and import again"),
    );
}

fn not_made(error: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ImportNotWritten,
        Place::default(),
        "",
        bilingual!(
            "文件无法生成：{error}",
            "A file could not be created: {error}"
        ),
        bilingual!("请告知维护者", "Please inform the maintainers"),
    );
}
