//! `objection`: proposes who should review an objection to a submission.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_set;
use super::printer::Printer;
use super::table::text_table;
use super::who::Who;
use super::{read, rounds};
use crate::api::objection::{Asked, files, propose};
use crate::bilingual;
use crate::model::words::Lang;
use crate::year::objection::{self, Proposal};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

/// Maximum number of candidates listed beyond the team; the workbook has all of them.
const LISTED: usize = 10;

#[derive(Debug, Args)]
pub(super) struct ObjectionArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", required = true, help = say("方案文件 plan.json；两轮可各给一次，只给一份时自动查找另一轮", "the plan, plan.json; once per round (if only one is given, the other is looked for)"))]
    plan: Vec<PathBuf>,
    #[arg(long, value_name = "ID", help = say("有异议的申报", "the submission under objection"))]
    submission: String,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=99), help = say("复核人数（默认同每项评审人数）", "size of the team (default: as many as review a submission)"))]
    team: Option<u16>,
    #[arg(long, help = say("允许同组未评该项的组员参加（默认排除全组）", "allow members of its group who did not review it (default: the whole group is excluded)"))]
    allow_group: bool,
    #[arg(long, help = say("只从本年度评审委员会成员中选", "choose only from this year's committee"))]
    seated: bool,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = say("把建议写到此文件夹", "output folder for the proposal"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// What `objection` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ObjectionDocument<'a> {
    /// The proposed team and all candidates.
    objection: &'a Proposal,
    /// The files written.
    files: Vec<PathBuf>,
}

pub(super) fn run(arguments: &ObjectionArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let found = rounds::plans(&arguments.plan, &season, printer)?;
    let who = Who::new(&season, None, printer);
    let id = who.submission("--submission", &arguments.submission)?;
    let asked = Asked {
        size: arguments.team,
        allow_group: arguments.allow_group,
        seated_only: arguments.seated,
    };
    let proposal = propose(&season, &found.rounds, &id, asked)?;
    let written = match &arguments.out {
        Some(folder) => {
            let [json, book] = files(&season, &proposal, printer.lang())?;
            let names = [json.0.as_str(), book.0.as_str()];
            write_set(folder, &names, vec![json.1, book.1], arguments.force)?
        }
        None => Vec::new(),
    };
    if printer.is_json() {
        printer.document(&ObjectionDocument {
            objection: &proposal,
            files: written,
        })?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&proposal, printer.lang()))?;
    for path in &written {
        let shown = path.display();
        printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
    }
    Ok(Exit::Done)
}

fn text(proposal: &Proposal, lang: Lang) -> String {
    let [team, candidates, excluded] = objection::short_tables(proposal, LISTED);
    let mut text = text_table(&team, &[0, 1, 2, 3, 4, 5, 6, 7], lang);
    text.push_str(&text_table(&candidates, &[0, 1, 2, 3, 4, 5, 6, 7], lang));
    text.push_str(&text_table(&excluded, &[0, 1, 2], lang));
    for said in objection::summary(proposal) {
        text.push_str(said.say(lang));
        text.push('\n');
    }
    text
}
