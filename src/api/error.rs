//! The errors of the library, for programs and for people.

use crate::bilingual;
use crate::checker::Violation;
use crate::files::history::HistoryError;
use crate::model::words::{Bilingual, Lang, refused};
use crate::model::{Problem, Severity};
use crate::solve::instance::Reason;
use std::fmt;
use std::path::PathBuf;

/// Why an operation failed. [`fmt::Display`] is in English, [`Error::say`] in either language.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Invalid files or arguments: all problems with their places, at least one of them an error.
    Input(Vec<Problem>),
    /// It is proven that no plan satisfies the hard rules, for these reasons.
    Impossible(Vec<Reason>),
    /// No plan was found in time, and it is not proven that there is none.
    NotFound {
        /// Number of hard rules broken by the nearest plan found, if known.
        broken: Option<usize>,
    },
    /// Within the permitted changes, a rerun found nothing that satisfies the hard rules.
    Frozen {
        /// Whether that is proven.
        proven: bool,
    },
    /// The checker found broken rules.
    Broken(Vec<Violation>),
    /// An id that does not exist in the season.
    Unknown(String),
    /// A plan could not be written into its history.
    History(HistoryError),
    /// A workbook or a page could not be created; the message of the library used.
    Document(String),
    /// A folder that must not be replaced is there already.
    Exists(PathBuf),
    /// A folder of papers could not be written; what was there before is unchanged.
    Unwritten(PathBuf, std::io::Error),
}

impl Error {
    /// The whole error as text in `lang`.
    pub fn say(&self, lang: Lang) -> String {
        let head = self.head();
        let mut lines = vec![head.say(lang).to_owned()];
        match self {
            Self::Input(problems) => lines.extend(problems.iter().map(|own| own.say(lang))),
            Self::History(error) => lines.extend(error.problems().iter().map(|own| own.say(lang))),
            Self::Impossible(reasons) => {
                lines.extend(
                    reasons
                        .iter()
                        .map(|own| format!("{} {}", own.rule, own.words.say(lang))),
                );
            }
            Self::Broken(violations) => {
                lines.extend(
                    violations
                        .iter()
                        .map(|own| format!("{} {}", own.code, own.words.say(lang))),
                );
            }
            Self::NotFound { .. }
            | Self::Frozen { .. }
            | Self::Unknown(_)
            | Self::Document(_)
            | Self::Exists(_)
            | Self::Unwritten(..) => {}
        }
        lines.join("\n")
    }

    /// The exit code of the command line for this error (contract, section 5).
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input(_) => 3,
            Self::Impossible(_) | Self::Frozen { proven: true } => 4,
            Self::NotFound { .. } | Self::Frozen { proven: false } => 6,
            Self::Broken(_) => 5,
            Self::Unknown(_) | Self::Exists(_) => 2,
            Self::History(_) | Self::Document(_) | Self::Unwritten(..) => 1,
        }
    }

    fn head(&self) -> Bilingual {
        match self {
            Self::Input(problems) => {
                let count = problems
                    .iter()
                    .filter(|own| own.severity == Severity::Error)
                    .count();
                bilingual!("输入有 {count} 处错误：", "Errors in the input: {count}.")
            }
            Self::Impossible(_) => bilingual!(
                "没有任何方案能满足全部硬性规则（已证明）：",
                "No plan satisfies all hard rules (proven):"
            ),
            Self::NotFound { .. } => bilingual!(
                "在给定时间内没有找到合规方案，也未能证明不存在。",
                "No plan was found in the given time, nor was it proven that none exists."
            ),
            Self::Frozen { proven: true } => bilingual!(
                "在不许变动的范围内没有满足硬性规则的方案（已证明）。",
                "Within what may change no plan meets the hard rules (proven)."
            ),
            Self::Frozen { proven: false } => bilingual!(
                "在不许变动的范围内没有找到满足硬性规则的方案，也未能证明不存在。",
                "Within what may change no plan that meets the hard rules was found, nor was it proven that none exists."
            ),
            Self::Broken(violations) => {
                let count = violations.len();
                bilingual!("违反 {count} 处规则：", "Rules broken: {count}.")
            }
            Self::Unknown(id) => bilingual!("没有编号「{id}」。", "The id [{id}] does not exist."),
            Self::History(_) => bilingual!(
                "方案没有写入；已有的各版本完好。",
                "The plan was not written; the existing versions are intact."
            ),
            Self::Document(words) => bilingual!(
                "无法生成文件：{words}。",
                "A file could not be created: {words}."
            ),
            Self::Exists(path) => {
                let shown = path.display();
                bilingual!(
                    "「{shown}」已经存在，未作改动。",
                    "[{shown}] already exists and was not changed."
                )
            }
            Self::Unwritten(path, error) => {
                let (shown, why) = (path.display(), refused(error));
                let (zh, en) = (why.zh, why.en);
                bilingual!(
                    "无法写出「{shown}」：{zh}。没有留下不完整的文件。",
                    "Cannot write [{shown}]: {en}. No incomplete file was left."
                )
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Error {}
