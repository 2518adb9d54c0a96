//! The option `--part`: one of several runs that share a season's work.

use super::exit::{Exit, Failure};
use super::language::say;
use crate::bilingual;
use crate::model::Part;
use crate::model::words::Bilingual;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct PartArguments {
    #[arg(
        long, value_name = "I/N",
        help = say(
            "只做共 N 份中的第 I 份，如 2/8（每次分法相同）：form 按领域分，各份齐后用 merge 合并；scores 的各份写入同一文件夹，由 assign 一并读取。I 可取自环境变量，如 \"$SLURM_ARRAY_TASK_ID/8\"",
            "only part I of N, such as 2/8, always divided in the same way: form divides by field, and merge puts the parts together; scores writes all parts into one folder, where assign reads them. I may come from an environment variable: \"$SLURM_ARRAY_TASK_ID/8\""
        )
    )]
    part: Option<String>,
    #[arg(
        long, requires = "part",
        help = say(
            "--part 中的 I 从 0 数起（如 Kubernetes 的 $JOB_COMPLETION_INDEX）",
            "I in --part counts from 0, as Kubernetes' $JOB_COMPLETION_INDEX does"
        )
    )]
    part_from_zero: bool,
}

impl PartArguments {
    /// The part asked for.
    ///
    /// # Errors
    /// It is not written `i/n`, or there is no such part.
    pub(super) fn part(&self) -> Result<Option<Part>, Failure> {
        let Some(text) = &self.part else {
            return Ok(None);
        };
        let read: Result<Part, Bilingual> = match self.part_from_zero {
            true => from_one(text).parse(),
            false => text.parse(),
        };
        read.map(Some).map_err(|message| {
            let (zh, en) = (message.zh, message.en);
            let said = match self.part_from_zero {
                false => bilingual!("--part：{zh}", "--part: {en}"),
                true => bilingual!(
                    "--part {text} --part-from-zero：从 0 数起，加 1 后为：{zh}",
                    "--part {text} --part-from-zero: counted from 0, so with 1 added: {en}"
                ),
            };
            Failure::new(Exit::Usage, said)
        })
    }
}

/// `0/8` as `1/8`; what is no number stays for the message.
fn from_one(text: &str) -> String {
    let (number, of) = text.split_once('/').unwrap_or((text, ""));
    match number
        .trim()
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_add(1))
    {
        Some(number) => format!("{number}/{of}"),
        None => text.to_owned(),
    }
}
