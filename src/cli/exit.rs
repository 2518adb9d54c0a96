//! Exit codes and failures.

use crate::api::Error;
use crate::bilingual;
use crate::checker::Violation;
use crate::model::Problem;
use crate::model::words::{Bilingual, Lang, refused};
use crate::solve::instance::Reason;
use std::any::Any;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The program's exit codes (contract, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Success.
    Done = 0,
    /// A bug or a failure of the machine, such as a full disk.
    Fault = 1,
    /// Invalid arguments, or an output that must not be overwritten.
    Usage = 2,
    /// Invalid input.
    Input = 3,
    /// No plan satisfies the hard rules.
    Infeasible = 4,
    /// `verify` found a broken rule.
    Broken = 5,
    /// Time ran out before a plan was found.
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

/// Why a verb failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// A failure with a message.
    Told {
        /// The exit code.
        exit: Exit,
        /// What happened and what to do.
        message: Bilingual,
        /// The underlying problems, if any.
        problems: Vec<Problem>,
        /// Why no plan exists, if that is the cause.
        reasons: Vec<Reason>,
    },
}

impl From<Error> for Failure {
    /// Converts an error of the library into the messages of a verb.
    fn from(error: Error) -> Self {
        match error {
            Error::Input(problems) => Self::input(problems),
            Error::History(error) => super::history::failure(&error),
            Error::Unknown(id) => super::who::unknown(&id, None),
            Error::Impossible(reasons) => Self::impossible(
                reasons,
                bilingual!(
                    "没有任何方案能满足全部硬性规则（已证明），原因如上。请增加专家或放宽相应规则；empanel check 列出供需。",
                    "No plan satisfies all hard rules (proven), for the reasons above. Add experts or relax these rules; empanel check lists supply and demand."
                ),
            ),
            Error::NotFound { broken } => Self::new(Exit::Timeout, out_of_time(broken)),
            Error::Frozen { proven } => within_freeze(proven),
            Error::Broken(violations) => broken(&violations),
            Error::Exists(path) => {
                let shown = path.display();
                Self::new(
                    Exit::Usage,
                    bilingual!(
                        "「{shown}」已经存在，未作改动。确需更新请加 --force，或用 --out 指定别处。",
                        "[{shown}] already exists and was not changed. Add --force to bring it up to date, or choose another place with --out."
                    ),
                )
            }
            Error::Unwritten(path, error) => {
                let (shown, why) = (path.display(), refused(&error));
                let (zh, en) = (why.zh, why.en);
                use io::ErrorKind::{IsADirectory, NotADirectory, PermissionDenied};
                let exit = match error.kind() {
                    IsADirectory | NotADirectory | PermissionDenied => Exit::Usage,
                    _ => Exit::Fault,
                };
                Self::new(
                    exit,
                    bilingual!(
                        "无法写出「{shown}」：{zh}。没有留下不完整的文件。",
                        "Cannot write [{shown}]: {en}. No incomplete file was left."
                    ),
                )
            }
            Error::Document(words) => Self::new(
                Exit::Fault,
                bilingual!(
                    "无法生成文件：{words}。",
                    "The file could not be created: {words}."
                ),
            ),
        }
    }
}

/// Time ran out before a plan was found.
fn out_of_time(broken: Option<usize>) -> Bilingual {
    let Some(broken) = broken else {
        return bilingual!(
            "没有找到满足硬性规则的方案（未能证明不存在）。可用 empanel check 查看供需，或用 empanel form 重新组建；原方案保持不变。",
            "No plan that meets the hard rules was found (nor was it proven that none exists). See supply and demand with empanel check, or form a new plan with empanel form; the prior plan was not changed."
        );
    };
    bilingual!(
        "时间用尽，尚未找到合规方案（最接近的一个还违反 {broken} 条硬性规则）。请用 --time-limit 给更多时间，或用 empanel check 查看供需。",
        "Time ran out before a plan was found (hard rules still broken in the nearest: {broken}). Allow more time with --time-limit, or see supply and demand with empanel check."
    )
}

/// A rerun was permitted too few changes.
fn within_freeze(proven: bool) -> Failure {
    match proven {
        true => Failure::new(
            Exit::Infeasible,
            bilingual!(
                "在不许变动的范围内（--freeze、--add）没有满足硬性规则的方案（已证明：逐一排除了所有可能）。请放宽 --freeze 或 --add；原方案保持不变。",
                "Within what may change (--freeze, --add) no plan meets the hard rules (proven: every possibility was ruled out). Relax --freeze or --add; the prior plan was not changed."
            ),
        ),
        false => Failure::new(
            Exit::Timeout,
            bilingual!(
                "在不许变动的范围内（--freeze、--add）没有找到满足硬性规则的方案，但未能证明不存在。请放宽 --freeze 或 --add；原方案保持不变。",
                "Within what may change (--freeze, --add) no plan that meets the hard rules was found, nor was it proven that none exists. Relax --freeze or --add; the prior plan was not changed."
            ),
        ),
    }
}

/// A plan rejected by the checker is a bug and is never written.
fn broken(violations: &[Violation]) -> Failure {
    let words = |lang| {
        let lines = violations.iter();
        let lines = lines.map(|found| format!("{} {}", found.code, found.words.say(lang)));
        lines.collect::<Vec<_>>().join("\n")
    };
    let (zh, en) = (words(Lang::Zh), words(Lang::En));
    Failure::new(
        Exit::Fault,
        bilingual!(
            "得出的方案未通过核验，未写出。这是程序的错误，请连同数据报告维护者。\n{zh}",
            "The plan did not pass verification and was not written. This is a bug: please report it to the maintainers together with the data.\n{en}"
        ),
    )
}

impl Failure {
    /// It is proven that nothing satisfies the rules.
    pub(super) fn impossible(reasons: Vec<Reason>, message: Bilingual) -> Self {
        Self::Told {
            exit: Exit::Infeasible,
            message,
            problems: Vec::new(),
            reasons,
        }
    }

    /// A failure without a list of problems.
    pub(super) fn new(exit: Exit, message: Bilingual) -> Self {
        Self::Told {
            exit,
            message,
            problems: Vec::new(),
            reasons: Vec::new(),
        }
    }

    /// Invalid input with these problems.
    pub(super) fn input(problems: Vec<Problem>) -> Self {
        let count = problems
            .iter()
            .filter(|problem| problem.severity == crate::model::Severity::Error)
            .count();
        let unlisted = |problem: &Problem| problem.code == "N707" && problem.value.starts_with('E');
        let message = match problems.iter().any(unlisted) {
            true => bilingual!(
                "输入有误：列出 {count} 处错误，未列出的还有；请改正后重试。",
                "There are errors in the input: {count} are listed, and there are more. Fix them and run again."
            ),
            false => bilingual!(
                "输入有误：共 {count} 处错误，请改正后重试。",
                "Errors in the input: {count}. Fix them and run again."
            ),
        };
        Self::Told {
            exit: Exit::Input,
            message,
            problems,
            reasons: Vec::new(),
        }
    }

    /// A given file cannot be read.
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

    /// A document cannot be serialised.
    pub(super) fn json(error: serde_json::Error) -> Self {
        Self::new(
            Exit::Fault,
            bilingual!(
                "无法生成 JSON：{error}。",
                "The JSON could not be created: {error}."
            ),
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
                "Internal error ({words}). This is not your fault, and no incomplete file was written. Please send this message to the maintainers."
            ),
        )
    }
}
