//! `stress`: the cost of every single withdrawal, and who would replace the person.

use super::exit::{Exit, Failure};
use super::explain::{open, standing};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::table::table;
use crate::bilingual;
use crate::explain::stress::{Stress, head_words, page, stress};
use crate::model::words::Lang;
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Maximum number of rows on the terminal; the JSON document and the page have all.
const SHOWN: usize = 25;

#[derive(Debug, Args)]
pub(super) struct StressArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("也看同组两人同时退出", "also test two members of one group withdrawing together"))]
    pairs: bool,
    #[arg(long, value_name = "DIR", help = say("另写网页 stress.html 到此文件夹", "also write the page stress.html to this folder"))]
    out: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite an existing file"))]
    force: bool,
}

pub(super) fn run(arguments: &StressArguments, printer: &Printer) -> Result<Exit, Failure> {
    let asked = open(
        &arguments.season,
        arguments.rules.as_deref(),
        &arguments.plan,
        printer,
    )?;
    let folder = match &arguments.out {
        Some(out) => Some(OutputFolder::open(out, &["stress.html"], arguments.force)?),
        None => None,
    };
    let found = stress(&standing(&asked)?, arguments.pairs);
    if let Some(folder) = folder {
        let html = page(&found, &asked.season().name, printer.lang());
        let mut files = folder.files();
        files.prepare("stress.html", |out| out.write_all(html.as_bytes()))?;
        files.commit()?;
    }
    if printer.is_json() {
        printer.document(&found)?;
    } else {
        printer.data(&text(&found, printer.lang()))?;
    }
    Ok(Exit::Done)
}

fn text(found: &Stress, lang: Lang) -> String {
    let (all, answered, called) = (found.withdrawals.len(), found.answered, found.by_alternate);
    let summary = bilingual!(
        "组员 {all} 人：{answered} 人退出时可由未入选专家接替并满足全部规则，其中 {called} 人由本组递补人选接替。\n\n",
        "Members: {all}, of whom {answered} can be replaced by an expert without a seat under all rules, {called} of them by an alternate of the group.\n\n"
    );
    let mut text = summary.say(lang).to_owned();
    let headers = match lang {
        Lang::Zh => [
            "专业组",
            "专家",
            "不接替",
            "缺口",
            "接替者",
            "接替后",
            "缺口",
            "递补（缺口）",
            "障碍",
        ],
        Lang::En => [
            "group",
            "expert",
            "unreplaced",
            "short",
            "replacement",
            "after",
            "short",
            "alternate (short)",
            "obstacle",
        ],
    };
    let rows = found.withdrawals.iter().take(SHOWN).map(|one| {
        let answer = one.answer.as_ref();
        let rules: Vec<&str> = one.breaks.iter().map(|item| item.rule).collect();
        [
            one.group.clone(),
            format!("{} {}", one.expert, one.name),
            format!("{:+.4}", one.without.score),
            one.without.lost.len().to_string(),
            answer.map_or_else(String::new, |a| format!("{} {}", a.expert, a.name)),
            answer.map_or_else(String::new, |a| format!("{:+.4}", a.change.score)),
            answer.map_or_else(String::new, |a| a.change.lost.len().to_string()),
            one.alternate_words(),
            if answer.is_some() {
                String::new()
            } else {
                rules.join(" ")
            },
        ]
    });
    text.push_str(&table(headers, rows, &[2, 3, 5, 6]));
    cut(all, lang, &mut text);
    // Writing to a String cannot fail, here and below.
    if !found.heads.is_empty() {
        let title = lang.pick("正、副主任委员退出：", "Chair and vice chair:");
        let _ = writeln!(text, "\n{title}");
        for head in &found.heads {
            let _ = writeln!(text, "  {}", head_words(head).say(lang));
        }
    }
    if !found.pairs.is_empty() {
        let title = lang.pick(
            "同组两人同时退出（不接替）：",
            "Two members of one group together (not replaced):",
        );
        let _ = writeln!(text, "\n{title}");
        for pair in found.pairs.iter().take(SHOWN) {
            let [a, b] = &pair.experts;
            let (group, score, short) = (&pair.group, pair.without.score, pair.without.lost.len());
            let (zh, en) = (
                format!("  {group} {a}、{b}：总得分 {score:+.4}，新增缺口 {short} 处"),
                format!("  {group} {a}, {b}: total {score:+.4}, new shortfalls: {short}"),
            );
            let _ = writeln!(text, "{}", lang.pick(&zh, &en));
        }
    }
    cut(found.pairs.len(), lang, &mut text);
    if !found.advice.is_empty() {
        let _ = writeln!(text, "\n{}", lang.pick("增聘建议：", "Whom to recruit:"));
        for advice in found.advice.iter().take(SHOWN) {
            let _ = writeln!(text, "  {}", advice.words.say(lang));
        }
        cut(found.advice.len(), lang, &mut text);
    }
    text
}

/// States how many rows of a list were left out.
fn cut(all: usize, lang: Lang, text: &mut String) {
    let left = all.saturating_sub(SHOWN);
    if left > 0 {
        let words = bilingual!(
            "……另有 {left} 行未列出；全部见 --out 写出的网页或 --format json。\n",
            "Not shown: {left}; the page (--out) and --format json have all.\n"
        );
        text.push_str(words.say(lang));
    }
}
