//! What verbs that search a committee have in common: options of the run, and what goes with its
//! result.

use super::language::say;
use crate::api::{FormOptions, Formed, Season};
use crate::model::Objective;
use crate::model::words::{Bilingual, Lang};
use crate::report::{CoursePoint, Story};
use crate::solve::Snapshot;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// An objective as the command line writes it.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ObjectiveName {
    Total,
    Maxmin,
}

impl From<ObjectiveName> for Objective {
    fn from(name: ObjectiveName) -> Self {
        match name {
            ObjectiveName::Total => Self::Total,
            ObjectiveName::Maxmin => Self::Maxmin,
        }
    }
}

/// How much a run works, and with which draws.
#[derive(Debug, Args)]
pub(super) struct EffortArguments {
    #[arg(
        long, value_name = "N",
        help = say("工作量上限（每线程尝试的步数）；以此结束的运行可逐字节重现", "limit of work (moves tried per thread); a run that ends by it can be repeated byte for byte")
    )]
    work_limit: Option<u64>,
    #[arg(long, value_name = "N", help = say("随机种子", "random seed"))]
    seed: Option<u64>,
    #[arg(long, value_name = "N", allow_negative_numbers = true, help = say("线程数（0：全部核心）", "threads (0: all cores)"))]
    threads: Option<usize>,
}

impl EffortArguments {
    /// The options of the command line, with those of the season's rules as defaults.
    pub(super) fn options(
        &self,
        season: &Season,
        (time_limit, objective): (Option<f64>, Option<ObjectiveName>),
        language: Lang,
    ) -> FormOptions {
        let usual = FormOptions::of(season);
        FormOptions {
            seconds: time_limit.unwrap_or(usual.seconds),
            seed: self.seed.unwrap_or(usual.seed),
            threads: self.threads.unwrap_or(usual.threads),
            work: self.work_limit,
            objective: objective.map(Into::into).or(usual.objective),
            language,
            ..usual
        }
    }
}

/// What goes with a run's result.
#[derive(Debug, Args)]
pub(super) struct RemarkArguments {
    #[arg(
        long, value_name = "TEXT",
        help = say("写在工作簿和报告里的数据说明", "note on the data, printed in the workbook and the report")
    )]
    notice: Option<String>,
    #[arg(long, value_name = "F", help = say("把计算过程逐行写成 JSON", "write the progress of the run as JSON lines"))]
    pub(super) log: Option<PathBuf>,
}

impl RemarkArguments {
    /// The story of a committee with the course of its run. Runs with a work limit write the same
    /// files on every machine, so seconds are left out.
    pub(super) fn story<'a>(
        &self,
        season: &'a Season,
        formed: &'a Formed,
        options: &FormOptions,
    ) -> Story<'a> {
        let story = season.story(&formed.plan);
        let story = match options.work {
            Some(_) => story,
            None => story.with_course(formed.course.iter().map(course_point).collect()),
        };
        story.with_notice(self.notice.as_deref().map(Bilingual::same))
    }
}

fn course_point(snapshot: &Snapshot) -> CoursePoint {
    CoursePoint {
        seconds: snapshot.seconds,
        total: snapshot.total,
        shortfalls: snapshot.shortfalls,
        complete: snapshot.complete,
        bound: snapshot.bound,
    }
}
