//! How a run ends: exit codes, and failures with their words.

use crate::bilingual;
use crate::model::Problem;
use crate::model::words::{Bilingual, refused};
use crate::solve::instance::Reason;
use std::any::Any;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The program's exit codes (contract, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Our fault, or the machine's: a bug, a full disk.
    Fault = 1,
    /// Wrong usage: arguments that make no sense, or an output that must not be overwritten.
    Usage = 2,
    /// The input is wrong.
    Input = 3,
    /// No plan satisfies the hard rules.
    Infeasible = 4,
    /// `verify` found a broken rule.
    Broken = 5,
    /// The time ran out before any plan was found.
    Timeout = 6,
}

impl Exit {
    /// A stable word for the code, used in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Fault => "fault",
            Self::Usage => "usage",
            Self::Input => "input",
            Self::Infeasible => "infeasible",
            Self::Broken => "broken_rule",
            Self::Timeout => "timeout",
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a verb could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// Something to tell the person.
    Told {
        /// The code to end with.
        exit: Exit,
        /// What happened, with what to do.
        message: Bilingual,
        /// The problems behind it, if any.
        problems: Vec<Problem>,
        /// Why no plan can exist, if that is the matter.
        reasons: Vec<Reason>,
    },
}

impl Failure {
    /// A failure without a list of problems.
    pub(super) fn new(exit: Exit, message: Bilingual) -> Self {
        Self::Told {
            exit,
            message,
            problems: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// The input is wrong, for these reasons.
    pub(super) fn input(problems: Vec<Problem>) -> Self {
        let count = problems
            .iter()
            .filter(|problem| problem.severity == crate::model::Severity::Error)
            .count();
        let unlisted = |problem: &Problem| problem.code == "N707" && problem.value.starts_with('E');
        let message = match problems.iter().any(unlisted) {
            true => bilingual!(
                "输入有误：列出 {count} 处错误，未列出的还有；请改正后重试。",
                "The input is wrong: {count} errors are listed, and there are more. Mend them and try again."
            ),
            false => bilingual!(
                "输入有误：共 {count} 处错误，请改正后重试。",
                "The input is wrong: {count} error(s). Mend them and try again."
            ),
        };
        Self::Told {
            exit: Exit::Input,
            message,
            problems,
            reasons: Vec::new(),
        }
    }

    /// A file that was named cannot be read.
    pub(super) fn unread(path: &Path, error: &io::Error) -> Self {
        let (shown, Bilingual { zh, en }) = (path.display(), refused(error));
        Self::new(
            Exit::Input,
            bilingual!(
                "无法读取「{shown}」：{zh}。",
                "Cannot read [{shown}]: {en}."
            ),
        )
    }

    /// Writing to stdout failed.
    pub(super) fn stdout(error: &io::Error) -> Self {
        let Bilingual { zh, en } = refused(error);
        Self::new(
            Exit::Fault,
            bilingual!(
                "无法写到标准输出：{zh}。",
                "Cannot write to standard output: {en}."
            ),
        )
    }

    /// A document that cannot be serialised.
    pub(super) fn json(error: serde_json::Error) -> Self {
        Self::new(
            Exit::Fault,
            bilingual!("无法生成 JSON：{error}。", "Cannot make the JSON: {error}."),
        )
    }

    /// A bug.
    pub(super) fn panicked(panic: &(dyn Any + Send)) -> Self {
        let words = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("panic");
        Self::new(
            Exit::Fault,
            bilingual!(
                "程序内部出错（{words}）。这不是您的问题；没有写出任何不完整的文件。请把此信息发给维护者。",
                "The program failed inside ({words}). This is not your fault, and nothing was left half written. Please send this message to the maintainers."
            ),
        )
    }
}
