//! `recommend`: ranked replacements for a seat.

use super::exit::{Exit, Failure};
use super::explain::{open, standing};
use super::language::say;
use super::printer::Printer;
use super::table::table;
use super::who::{Who, unknown};
use crate::bilingual;
use crate::explain::recommend::{Replacement, order, recommend};
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Loss per review that is worth mentioning, as in a rerun.
const CLEARLY: f64 = 0.05;

#[derive(Debug, Args)]
pub(super) struct RecommendArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "GROUP[/EXPERT]", help = say("哪个席位：G03（本组任一席位）或 G03/E012", "which seat: G03 (any seat of the group) or G03/E012"))]
    seat: String,
    #[arg(long, value_name = "N", default_value = "10", hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..), help = say("列出前 N 位（默认 10）", "list the top N (default 10)"))]
    top: u16,
}

/// What `recommend` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RecommendDocument<'a> {
    /// The seat as it was asked for.
    seat: &'a str,
    /// Who could take it, the best first.
    replacements: &'a [Replacement],
}

pub(super) fn run(arguments: &RecommendArguments, printer: &Printer) -> Result<Exit, Failure> {
    let asked = open(
        &arguments.season,
        arguments.rules.as_deref(),
        &arguments.plan,
        printer,
    )?;
    let standing = standing(&asked)?;
    let who = Who::new(asked.season(), Some(asked.plan()), printer);
    let (group_text, member_text) = match arguments.seat.split_once('/') {
        // An id may contain a slash itself.
        Some((group, member)) if standing.group_number(&arguments.seat).is_none() => {
            (group, Some(member))
        }
        _ => (arguments.seat.as_str(), None),
    };
    if is_head(asked.plan(), group_text) {
        return Err(no_group(group_text));
    }
    let group_id = who.group("--seat", group_text)?;
    let group = standing.group_number(&group_id);
    let group = group.ok_or_else(|| unknown(&group_id, None))?;
    let member = member_text.map(|text| {
        let id = who.expert("--seat", text)?;
        let number = standing.expert_number(&id);
        let number = number.ok_or_else(|| unknown(&id, None))?;
        if standing.seat(number) == Some(group) {
            Ok(number)
        } else {
            Err(Failure::new(
                Exit::Usage,
                bilingual!("{id} 不在 {group_id} 中。", "{id} is not in {group_id}."),
            ))
        }
    });
    let ranked = recommend(
        &standing,
        group,
        member.transpose()?,
        usize::from(arguments.top),
    );
    if printer.is_json() {
        printer.document(&RecommendDocument {
            seat: &arguments.seat,
            replacements: &ranked,
        })?;
    } else {
        printer.data(&text(&ranked, printer.lang()))?;
    }
    Ok(Exit::Done)
}

/// Whether a word names the seat of the chair or the vice chair.
fn is_head(plan: &Plan, id: &str) -> bool {
    let committee = &plan.committee;
    let heads = [committee.chair.as_str(), &committee.vice_chair];
    ["chair", "vice_chair", "主任委员", "副主任委员"].contains(&id) || heads.contains(&id)
}

/// The failure for a seat that belongs to no group; for the chairs, with advice where to look.
fn no_group(id: &str) -> Failure {
    Failure::new(
        Exit::Usage,
        bilingual!(
            "「{id}」不是专业组的席位。正、副主任委员的接任人选见 empanel stress。",
            "[{id}] is not a seat of a group. For successors of the chair and vice chair see empanel stress."
        ),
    )
}

/// An expert outside the list of alternates who fits clearly better than the first alternate: both,
/// and the difference.
fn better(ranked: &[Replacement]) -> Option<Bilingual> {
    let first = ranked.first().filter(|one| one.alternate.is_some())?;
    let others = ranked.iter().filter(|one| one.breaks.is_empty());
    let best = others.min_by(|a, b| order(a, b))?;
    let short = |one: &Replacement| {
        let count = |own: usize| i64::try_from(own).unwrap_or(i64::MAX);
        count(one.change.lost.len()) - count(one.change.gained.len())
    };
    let (fewer, more) = (
        short(first) - short(best),
        best.change.score - first.change.score,
    );
    if best.expert == first.expert || (fewer <= 0 && more < CLEARLY * f64::from(best.load.max(1))) {
        return None;
    }
    let (a, b) = (&first.expert, &best.expert);
    Some(bilingual!(
        "递补名单上的人按顺序排在前面。{b} 比名单上的 {a} 更合适：缺口少 {fewer} 个，得分 {more:+.4}；由组建方定夺。\n",
        "Alternates come first, in the order of their list. {b} fits better than {a} on the list: shortfalls {fewer} fewer, score {more:+.4}; the office decides whom to call.\n"
    ))
}

fn text(ranked: &[Replacement], lang: Lang) -> String {
    if ranked.is_empty() {
        let none = bilingual!("没有人可以考虑。\n", "There are no candidates.\n");
        return none.say(lang).to_owned();
    }
    let headers = match lang {
        Lang::Zh => [
            "专家",
            "工作单位",
            "职称",
            "递补",
            "替换",
            "现席位",
            "得分差",
            "缺口增",
            "缺口减",
            "工作量",
            "组长",
            "违反规则",
        ],
        Lang::En => [
            "expert",
            "employer",
            "title",
            "listed",
            "instead of",
            "current seat",
            "score",
            "short +",
            "short -",
            "load",
            "leader",
            "breaks",
        ],
    };
    let rows = ranked.iter().map(|one| {
        let rules: Vec<&str> = one.breaks.iter().map(|found| found.rule).collect();
        [
            format!("{} {}", one.expert, one.name),
            one.employer.clone(),
            one.title.clone(),
            one.alternate.map_or_else(String::new, |at| at.to_string()),
            one.instead_of.clone(),
            one.seated.clone().unwrap_or_default(),
            format!("{:+.4}", one.change.score),
            one.change.lost.len().to_string(),
            one.change.gained.len().to_string(),
            format!("{}/{}", one.load, one.limit),
            one.leader.clone().unwrap_or_default(),
            rules.join(" "),
        ]
    });
    let mut text = table(headers, rows, &[6, 7, 8, 9]);
    if let Some(words) = better(ranked) {
        text.push_str(words.say(lang));
    }
    for one in ranked {
        for found in &one.breaks {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {} {}", one.expert, found.say().say(lang));
        }
    }
    text
}
