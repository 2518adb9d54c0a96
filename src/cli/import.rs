//! `import`: a season from the office's own files.

mod questions;
mod text;

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use crate::api::{Answers, Error, Import, ImportPlan, import};
use crate::bilingual;
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    #[arg(value_name = "FILE", required = true, help = say("办公室的文件或文件夹：.xlsx、.xls、.ods、.et、.csv、.txt、.docx，网页格式的导出也可以", "the office's files or folders: .xlsx, .xls, .ods, .et, .csv, .txt, .docx, also exports that are web pages"))]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "SEASON", help = say("写出年度文件夹（新的或空的）", "the season's folder to write (new or empty)"))]
    out: PathBuf,
    #[arg(long, value_name = "FILE", help = say("问题的答案（不给时：终端上逐个提问；否则把问题按此格式打印在标准输出）", "answers to the questions (without it: asked on a terminal, else the questions are printed to stdout in this format)"))]
    answers: Option<PathBuf>,
    #[arg(long, value_name = "SEASON", help = say("上一年度的文件夹（或其中的 columns.toml）：沿用列的对应、答案和专家编号", "an earlier season (or its columns.toml): its columns, answers and ids are used again"))]
    columns: Option<PathBuf>,
    #[arg(long, help = say("替换此文件夹中以前导入的表（人工改过的不替换）", "replace the tables of an earlier import there (not those changed by hand)"))]
    force: bool,
}

/// What `import` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ImportDocument<'a> {
    /// What was read, and the questions that are still open.
    import: &'a ImportPlan,
    /// The files written; none while a question is open.
    files: &'a [PathBuf],
}

pub(super) fn run(arguments: &ImportArguments, printer: &Printer) -> Result<Exit, Failure> {
    let out = &arguments.out;
    Import::check_out(out, arguments.force).map_err(failure)?;
    let own = out.join("columns.toml");
    let last = arguments
        .columns
        .as_deref()
        .or_else(|| (arguments.force && own.is_file()).then_some(own.as_path()));
    let import = import(&arguments.files, last).map_err(failure)?;
    let mut answers = match &arguments.answers {
        Some(path) => read_answers(path)?,
        None => Answers::default(),
    };
    let mut plan = import.plan(&answers);
    tracing::info!(
        sheets = plan.sheets.len(),
        questions = plan.questions.len(),
        experts = plan.experts,
        submissions = plan.submissions,
        "files read"
    );
    if !plan.is_wrong() && !plan.questions.is_empty() {
        let asks = arguments.answers.is_none() && !printer.is_json();
        if !(asks && io::stdin().is_terminal() && io::stdout().is_terminal()) {
            return unanswered(&plan, &answers, printer);
        }
        printer.data(&text::sheets(&plan, printer.lang()))?;
        while !plan.is_wrong() && !plan.questions.is_empty() {
            questions::converse(&plan.questions, &mut answers, printer)?;
            plan = import.plan(&answers);
        }
    }
    if plan.is_wrong() {
        printer.note(&text::sheets_note(&plan));
        return Err(Failure::input(plan.problems));
    }
    let (plan, written) = import
        .apply(&answers, out, arguments.force)
        .map_err(failure)?;
    done(&plan, &written, out, printer)
}

fn done(
    plan: &ImportPlan,
    written: &[PathBuf],
    out: &Path,
    printer: &Printer,
) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(&ImportDocument {
            import: plan,
            files: written,
        })?;
        return Ok(Exit::Done);
    }
    printer.problems(&plan.problems);
    printer.data(&text::done(plan, printer.lang()))?;
    for path in written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    let shown = out.display();
    printer.note(&bilingual!(
        "下一步：empanel check {shown}（原文件在 source 中，问题按原文件的位置说明）。",
        "Next: empanel check {shown} (the originals are in source; problems name the places in them)."
    ));
    Ok(Exit::Done)
}

/// Nothing was written: the questions go to stdout, as the file of answers is written.
fn unanswered(plan: &ImportPlan, answers: &Answers, printer: &Printer) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(&ImportDocument {
            import: plan,
            files: &[],
        })?;
        return Ok(Exit::Input);
    }
    printer.note(&text::sheets_note(plan));
    printer.problems(&plan.problems);
    printer.data(&questions::as_file(
        &plan.questions,
        answers,
        printer.lang(),
    ))?;
    let count = plan.questions.len();
    printer.error(
        bilingual!(
            "有 {count} 个问题要回答，什么也没有写出。把上面标准输出的内容存成文件（> answers.toml），核对修改后加 --answers answers.toml 再运行。",
            "Questions to answer: {count}. Nothing was written. Save the standard output above as a file (> answers.toml), check and change it, and run again with --answers answers.toml."
        )
        .say(printer.lang()),
    );
    Ok(Exit::Input)
}

fn read_answers(path: &Path) -> Result<Answers, Failure> {
    Answers::read(path).map_err(|problems| Failure::input(problems.0))
}

/// Outputs that must not be overwritten are wrong usage, a disk that fails is no fault of the input.
fn failure(error: Error) -> Failure {
    let Error::Input(problems) = error else {
        return Failure::from(error);
    };
    let mut codes = problems.iter().map(|own| own.code);
    let exit = codes.find_map(|code| match code {
        "E428" | "E429" => Some(Exit::Usage),
        "E433" => Some(Exit::Fault),
        _ => None,
    });
    let Failure::Told {
        exit: own,
        message,
        problems,
        reasons,
    } = Failure::input(problems);
    // The input is not at fault here.
    let message = match exit {
        Some(_) => bilingual!("什么也没有写出。", "Nothing was written."),
        None => message,
    };
    Failure::Told {
        exit: exit.unwrap_or(own),
        message,
        problems,
        reasons,
    }
}
