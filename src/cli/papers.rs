//! `papers`: what the office files and sends.

use super::exit::{Exit, Failure};
use super::language::{pick, say};
use super::printer::Printer;
use super::table::table;
use super::{read, writing};
use crate::api::{PaperSet, PapersOptions};
use crate::bilingual;
use crate::model::Problem;
use crate::model::words::Lang;
use crate::report::papers::{MANIFEST, Manifest, Paper, built_in};
use clap::Args;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct PapersArguments {
    #[arg(value_name = "SEASON", required_unless_present = "show_template", help = say("年度文件夹：其中的 contacts.csv（通讯录）和 templates（模板）若有则采用", "the season's folder: its contacts.csv and its folder templates are used if they are there"))]
    season: Option<PathBuf>,
    #[arg(long, value_name = "PLAN", required_unless_present = "show_template", help = say("方案 plan.json", "the plan, plan.json"))]
    plan: Option<PathBuf>,
    #[arg(long, value_name = "DIR", required_unless_present = "show_template", help = say("输出文件夹", "output folder"))]
    out: Option<PathBuf>,
    #[arg(long, value_name = "NAME,NAME", value_delimiter = ',', value_parser = paper, help = say("只写这些材料，如 邀请函,聘书", "write only these papers, such as invitation,appointment"))]
    only: Vec<Paper>,
    #[arg(long, value_name = "PLAN", help = say("与这份方案相比的变动写成通知（默认历史中的上一版）", "write notices of changes since this plan (default: the version before in the history)"))]
    since: Option<PathBuf>,
    #[arg(long = "in", value_name = "DIR", help = say("存放抽取、汇总、公示、名单、异议等结果的文件夹（含下一层）；可多次给出；方案所在文件夹总会查找", "folder of the results of other steps (draw, collect, publicity, results, objection), one level deep; may be given several times; that of the plan is always searched"))]
    beside: Vec<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = super::status::date, help = say("材料上的日期（默认今天）", "date of the papers (default: today)"))]
    date: Option<Date>,
    #[arg(long, help = say("发给专家的材料只写申报编号，不写申报单位和题目", "papers for experts name submissions by id only, without applicant and title"))]
    anonymous: bool,
    #[arg(long, help = say("文件名用英文和编号，不用中文和姓名", "file names of English words and ids, without names of people"))]
    plain_names: bool,
    #[arg(long, value_name = "NAME", value_parser = paper, help = say("打印一种材料的内置模板，可存入 SEASON/templates 后修改", "print the built-in template of a paper, to be saved below SEASON/templates and changed"))]
    show_template: Option<Paper>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("更新已有的输出文件夹；手工改过的文件另存于 kept", "bring an existing output folder up to date; files changed by hand are moved to kept"))]
    force: bool,
}

fn paper(text: &str) -> Result<Paper, String> {
    Paper::named(text).ok_or_else(|| {
        let names = |pick: fn(&Paper) -> &'static str, with: &str| {
            Paper::ALL.iter().map(pick).collect::<Vec<_>>().join(with)
        };
        let zh = format!("没有这种材料；可用：{}", names(|own| own.words().zh, "、"));
        let en = format!("no such paper; known: {}", names(|own| own.key(), ", "));
        pick(zh, en)
    })
}

pub(super) fn run(arguments: &PapersArguments, printer: &Printer) -> Result<Exit, Failure> {
    if let Some(paper) = arguments.show_template {
        printer.data(built_in(paper, printer.lang()))?;
        return Ok(Exit::Done);
    }
    let (Some(folder), Some(plan), Some(out)) =
        (&arguments.season, &arguments.plan, &arguments.out)
    else {
        return Ok(Exit::Usage);
    };
    let season = read::season(folder, arguments.rules.as_deref(), printer)?;
    read::plan_of(plan, &season, printer)?;
    let options = PapersOptions {
        only: arguments.only.clone(),
        date: arguments.date,
        language: printer.lang(),
        anonymous: arguments.anonymous,
        plain_names: arguments.plain_names,
        folder: Some(folder.clone()),
        beside: arguments.beside.clone(),
        since: arguments.since.clone(),
    };
    let set = season.papers(plan, &options)?;
    let kept = {
        let _whole = writing::hold();
        set.write(out, arguments.force)?
    };
    tracing::info!(files = set.papers.files.len(), "papers written");
    printer.problems(&set.papers.problems);
    for path in &kept {
        printer.note(&bilingual!(
            "手工改过的文件没有覆盖，移到「{path}」。",
            "A file that was changed by hand was not overwritten but moved to [{path}]."
        ));
    }
    if printer.is_json() {
        printer.document(&PapersDocument {
            manifest: &set.manifest,
            season: &season.name,
            folder: out,
            kept: &kept,
            problems: &set.papers.problems,
        })?;
    } else {
        printer.data(&text(&set, &out.display().to_string(), printer.lang()))?;
    }
    Ok(Exit::Done)
}

/// What `papers` prints: the manifest, and where the papers are.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PapersDocument<'a> {
    #[serde(flatten)]
    manifest: &'a Manifest,
    /// Name of the season.
    season: &'a str,
    /// The folder of the papers.
    folder: &'a Path,
    /// Files that were changed by hand, where they were moved to.
    kept: &'a [String],
    /// What could not be made, and what is odd.
    problems: &'a [Problem],
}

fn text(set: &PaperSet, out: &str, lang: Lang) -> String {
    let files = &set.papers.files;
    let rows = Paper::ALL.iter().filter_map(|paper| {
        let own: Vec<_> = files
            .iter()
            .filter(|own| own.paper == Some(*paper))
            .collect();
        let last = own.last()?;
        let name = paper.words().in_lang(lang).to_owned();
        Some([name, own.len().to_string(), last.path.clone()])
    });
    let headers = match lang {
        Lang::Zh => ["材料", "文件数", "文件"],
        Lang::En => ["paper", "files", "file"],
    };
    let list = table(headers, rows.collect::<Vec<_>>(), &[1]);
    let count = files.len();
    let head = bilingual!(
        "已在 {out} 写出 {count} 个文件。",
        "Written to {out}: {count} files."
    );
    let next = bilingual!(
        "各文件依据的方案版本记在 {MANIFEST}；方案调整后加 --force 再运行一次即可更新。",
        "{MANIFEST} records the version of the plan that each file was made from; after a change of the plan, run this again with --force."
    );
    format!("{}\n\n{list}\n{}\n", head.say(lang), next.say(lang))
}
