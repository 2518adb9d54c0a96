//! `edit`: a person's own changes to a plan, checked before anything is written.

use super::destination::{Destination, letters_words};
use super::exit::{Exit, Failure};
use super::history::Authorship;
use super::language::say;
use super::printer::Printer;
use super::read;
use super::who::Who;
use crate::api::{Edited, Error};
use crate::bilingual;
use crate::checker::{Report, Violation};
use crate::files::history::Action;
use crate::model::difference::Difference;
use crate::model::plan::{PlanPin, Quality, Shortfall};
use crate::model::words::Lang;
use crate::report::changes::Notice;
use crate::solve::rerun::Edit;
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct EditArguments {
    #[arg(
        value_name = "SEASON|PLAN", num_args = 1..=2,
        help = say("年度文件夹，后面可接方案 plan.json；也可只写方案，另用 --season 指明年度文件夹", "the season's folder, then the plan, plan.json; or the plan alone, with --season")
    )]
    named: Vec<PathBuf>,
    #[arg(long, value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: Option<PathBuf>,
    #[arg(long = "move", value_names = ["S", "G"], num_args = 2, action = clap::ArgAction::Append,
        help = say("把申报 S 移到专业组 G", "moves submission S to group G"))]
    moves: Vec<String>,
    #[arg(long, value_names = ["E", "E2"], num_args = 2, action = clap::ArgAction::Append,
        help = say("两位专家对调位置（其一可无席位）", "swaps two experts, one of whom may have no seat"))]
    swap: Vec<String>,
    #[arg(long, value_names = ["E", "G"], num_args = 2, action = clap::ArgAction::Append,
        help = say("把专家 E 编入专业组 G", "seats expert E in group G"))]
    seat: Vec<String>,
    #[arg(long, value_name = "E", action = clap::ArgAction::Append,
        help = say("专家 E 不再入组", "removes expert E from the group"))]
    unseat: Vec<String>,
    #[arg(long, value_names = ["G", "E"], num_args = 2, action = clap::ArgAction::Append,
        help = say("由组员 E 任专业组 G 的组长", "makes member E the leader of group G"))]
    lead: Vec<String>,
    #[arg(long, value_names = ["S", "E", "E2"], num_args = 3, action = clap::ArgAction::Append,
        help = say("申报 S 改由同组的 E2 代替 E 评审", "has submission S reviewed by E2 in place of E, both of its group"))]
    review: Vec<String>,
    #[arg(long, value_name = "ID", action = clap::ArgAction::Append,
        help = say("把专家、申报或整个专业组固定在现在的位置", "keeps an expert, a submission or a whole group where it is"))]
    keep: Vec<String>,
    #[arg(long, value_name = "ID", action = clap::ArgAction::Append,
        help = say("取消对专家、申报或整个专业组的固定", "no longer keeps an expert, a submission or a whole group in place"))]
    release: Vec<String>,
    #[arg(long, value_names = ["S", "DAY", "TIME"], num_args = 3, action = clap::ArgAction::Append,
        help = say("答辩：申报 S 改在 DAY（2026-10-12）TIME（09:30）听取；该时刻原有的一项与它对调", "defence: submission S is heard on DAY (2026-10-12) at TIME (09:30); one heard then takes its time"))]
    hear: Vec<String>,
    #[arg(long, value_name = "DIR", help = say("输出文件夹；不写则只试算，加 --force 才替换原方案（原版本留在历史中）", "output folder; without it the result is only shown, or with --force replaces the plan (the earlier version stays in the history)"))]
    out: Option<PathBuf>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "TEXT", help = say("写在工作簿和报告里的数据说明", "note on the data, printed in the workbook and the report"))]
    notice: Option<String>,
    #[command(flatten)]
    authorship: Authorship,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `edit` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EditDocument<'a> {
    /// The letters to those concerned.
    notices: &'a [Notice],
    /// Whether every hard rule still holds.
    accepted: bool,
    /// The files written; none if a rule is broken.
    files: Vec<PathBuf>,
    /// The hard rules that the change breaks.
    violations: &'a [Violation],
    /// How good the changed plan is.
    quality: &'a Quality,
    /// Coverage that the changed plan does not have.
    shortfalls: &'a [Shortfall],
    /// What the office has decided, this change included.
    pins: &'a [PlanPin],
    /// Everything that differs from the plan before.
    difference: &'a Difference,
}

pub(super) fn run(arguments: &EditArguments, printer: &Printer) -> Result<Exit, Failure> {
    if arguments.edits().is_empty() {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "没有要做的修改。请用 --move、--swap、--seat、--unseat、--lead、--review、--keep、--release 或 --hear 指明。",
                "Nothing to change. Use --move, --swap, --seat, --unseat, --lead, --review, --keep, --release or --hear."
            ),
        ));
    }
    let (folder, plan) = arguments.season_and_plan()?;
    let place = Destination::new(plan, arguments.out.as_deref(), arguments.force)?;
    let season = read::season(folder, arguments.rules.as_deref(), printer)?;
    let prior = read::plan_of(plan, &season, printer)?;
    let round = season.round_of(&prior);
    let who = Who::new(&round, Some(&prior), printer);
    let edits: Result<Vec<Edit>, Failure> = arguments
        .edits()
        .into_iter()
        .map(|edit| resolved(edit, &who))
        .collect();
    let edits = edits?;
    let edited = season.edit(&prior, &edits, printer.lang());
    let edited = edited.map_err(failure)?;
    printer.problems(&edited.notes);
    let report = edited.judge();
    let accepted = report.accepted();
    let (written, notices) = if accepted {
        place.write(
            &edited.season,
            (&edited.plan, &edited.difference),
            (Action::Edit, &arguments.authorship),
            arguments.notice.as_deref(),
            printer,
        )?
    } else {
        (Vec::new(), Vec::new())
    };
    if printer.is_json() {
        printer.document(&EditDocument {
            notices: &notices,
            accepted,
            files: written,
            violations: &report.violations,
            quality: &edited.plan.quality,
            shortfalls: &edited.plan.shortfalls,
            pins: &edited.plan.pins,
            difference: &edited.difference,
        })?;
    } else {
        printer.data(&text(&edited, &report, printer.lang()))?;
        if accepted {
            if !written.is_empty() {
                printer.data(letters_words(notices.len()).say(printer.lang()))?;
            }
            place.say(&written, printer)?;
        }
    }
    Ok(if accepted { Exit::Done } else { Exit::Broken })
}

impl EditArguments {
    /// The paths of season and plan: the season first, as for other verbs, or the plan alone with
    /// `--season`.
    ///
    /// # Errors
    /// One of the two is missing or given twice.
    fn season_and_plan(&self) -> Result<(&Path, &Path), Failure> {
        let mut named = self.named.iter();
        let season = self.season.as_ref().or_else(|| named.next());
        let plan = self.plan.as_ref().or_else(|| named.next());
        match (season, plan, named.next()) {
            (Some(season), Some(plan), None) => Ok((season, plan)),
            _ => Err(Failure::new(
                Exit::Usage,
                bilingual!(
                    "请写 empanel edit 年度文件夹 --plan 方案（或 empanel edit 方案 --season 年度文件夹）。",
                    "Write empanel edit SEASON --plan PLAN (or empanel edit PLAN --season SEASON)."
                ),
            )),
        }
    }

    /// The edits: submissions first, then people, leaders, reviewers and times, then what is kept,
    /// each in the order given.
    fn edits(&self) -> Vec<Edit> {
        let pairs = |words: &[String]| -> Vec<(String, String)> {
            let pairs = words.chunks_exact(2);
            pairs
                .map(|pair| (pair[0].clone(), pair[1].clone()))
                .collect()
        };
        let moves = pairs(&self.moves)
            .into_iter()
            .map(|(s, g)| Edit::Move(s, g));
        let swaps = pairs(&self.swap).into_iter().map(|(a, b)| Edit::Swap(a, b));
        let unseats = self.unseat.iter().cloned().map(Edit::Unseat);
        let seats = pairs(&self.seat).into_iter().map(|(e, g)| Edit::Seat(e, g));
        let leads = pairs(&self.lead).into_iter().map(|(g, e)| Edit::Lead(g, e));
        let reviews = self.review.chunks_exact(3);
        let reviews =
            reviews.map(|own| Edit::Review(own[0].clone(), own[1].clone(), own[2].clone()));
        let times = self.hear.chunks_exact(3);
        let times = times.map(|own| Edit::Hear(own[0].clone(), own[1].clone(), own[2].clone()));
        moves
            .chain(swaps)
            .chain(unseats)
            .chain(seats)
            .chain(leads)
            .chain(reviews)
            .chain(times)
            .chain(self.release.iter().cloned().map(Edit::Release))
            .chain(self.keep.iter().cloned().map(Edit::Keep))
            .collect()
    }
}

/// A change with names resolved to ids; a word that matches nothing stays and is reported.
fn resolved(edit: Edit, who: &Who<'_>) -> Result<Edit, Failure> {
    let pair = |option: &str, one: &str, other: &str| -> Result<(String, String), Failure> {
        Ok((who.id(option, one)?, who.id(option, other)?))
    };
    Ok(match edit {
        Edit::Move(s, g) => pair("--move", &s, &g).map(|(s, g)| Edit::Move(s, g))?,
        Edit::Swap(a, b) => pair("--swap", &a, &b).map(|(a, b)| Edit::Swap(a, b))?,
        Edit::Lead(g, e) => pair("--lead", &g, &e).map(|(g, e)| Edit::Lead(g, e))?,
        Edit::Seat(e, g) => pair("--seat", &e, &g).map(|(e, g)| Edit::Seat(e, g))?,
        Edit::Unseat(e) => Edit::Unseat(who.id("--unseat", &e)?),
        Edit::Review(s, out, into) => {
            let (out, into) = pair("--review", &out, &into)?;
            Edit::Review(who.id("--review", &s)?, out, into)
        }
        Edit::Keep(id) => Edit::Keep(who.id("--keep", &id)?),
        Edit::Release(id) => Edit::Release(who.id("--release", &id)?),
        Edit::Hear(s, day, time) => Edit::Hear(who.id("--hear", &s)?, day, time),
    })
}

fn failure(error: Error) -> Failure {
    match error {
        Error::Impossible(reasons) => Failure::impossible(
            reasons,
            bilingual!(
                "规则本身无法满足，原因如上。原方案保持不变。",
                "The rules themselves cannot be met, for the reasons above. The plan was not changed."
            ),
        ),
        Error::NotFound { .. } | Error::Frozen { .. } => Failure::new(
            Exit::Timeout,
            bilingual!(
                "没有找到满足规则的方案；原方案保持不变。",
                "No plan was found; the plan was not changed."
            ),
        ),
        other => other.into(),
    }
}

fn text(edited: &Edited, report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    let broken = report.violations.len();
    let verdict = if broken == 0 {
        bilingual!(
            "修改可行：全部硬性规则仍然满足，已记为指定，今后调整时保留。",
            "The change is accepted: every hard rule still holds. It is recorded as pins, which later runs keep."
        )
    } else {
        bilingual!(
            "修改违反 {broken} 处硬性规则，没有写出任何文件：",
            "Hard rules broken by the change: {broken}. Nothing was written:"
        )
    };
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "{}", verdict.say(lang));
    for violation in &report.violations {
        let _ = writeln!(text, "  {} {}", violation.code, violation.words.say(lang));
    }
    let scores = &edited.difference.scores;
    let (seats, reviews) = (
        edited.difference.told.seats,
        edited.difference.told.reviews_only,
    );
    let (short, was_short) = (scores.shortfalls.after, scores.shortfalls.before);
    let (total, change) = (scores.total.after, scores.total.change);
    let (worst, worse) = (scores.worst.after, scores.worst.change);
    let cost = bilingual!(
        "席位或职务变动 {seats} 人，另有 {reviews} 人评审任务变动；覆盖缺口 {short:.0} 个（原 {was_short:.0}），总得分 {total:.4}（{change:+.4}），最低一项 {worst:.4}（{worse:+.4}）。",
        "People whose seat or role changes: {seats}; whose reviews alone change: {reviews}; shortfalls {short:.0} (before {was_short:.0}), total score {total:.4} ({change:+.4}), worst submission {worst:.4} ({worse:+.4})."
    );
    let _ = writeln!(text, "{}", cost.say(lang));
    let new = edited.difference.shortfalls_new.iter();
    for shortfall in new {
        let (submission, code, reason) =
            (&shortfall.submission, &shortfall.code, &shortfall.reason);
        let _ = writeln!(text, "  + {submission} {code} {reason}");
    }
    for shortfall in &edited.difference.shortfalls_gone {
        let (submission, code) = (&shortfall.submission, &shortfall.code);
        let _ = writeln!(text, "  - {submission} {code}");
    }
    text
}
