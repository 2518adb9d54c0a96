//! `conflicts`: who may not review what, with the evidence.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_file;
use super::printer::Printer;
use super::who::Who;
use super::{read, table::table};
use crate::assign::cell;
use crate::bilingual;
use crate::model::words::Lang;
use crate::model::{ExpertIndex, SubmissionIndex};
use crate::suitability::conflict::{ConflictView, ConflictsView, Fact, dot};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ConflictsArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "ID", help = say("只看这位专家", "this expert only"))]
    expert: Option<String>,
    #[arg(long, value_name = "ID", help = say("只看这项申报", "this submission only"))]
    submission: Option<String>,
    #[arg(long, value_name = "F", help = say("另把整个冲突图写成 Graphviz 文件", "also write the whole conflict graph as a Graphviz file"))]
    dot: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite an existing file"))]
    force: bool,
}

pub(super) fn run(arguments: &ConflictsArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let who = Who::new(&season, None, printer);
    let expert = arguments.expert.as_deref().map(|text| {
        let id = who.expert("--expert", text)?;
        Ok::<_, Failure>(season.experts.iter().position(|expert| expert.id == id))
    });
    let submission = arguments.submission.as_deref().map(|text| {
        let id = who.submission("--submission", text)?;
        Ok::<_, Failure>(season.submissions.iter().position(|other| other.id == id))
    });
    let (expert, submission) = (expert.transpose()?, submission.transpose()?);
    let conflicts = season.conflicts();
    if let Some(path) = &arguments.dot {
        let picture = dot(&season, conflicts);
        write_file(path, picture.as_bytes(), arguments.force)?;
    }
    let view = conflicts.view(
        &season,
        expert.flatten().map(ExpertIndex::new),
        submission.flatten().map(SubmissionIndex::new),
    );
    if printer.is_json() {
        printer.document(&view)?;
    } else {
        printer.data(&text(&view, printer.lang()))?;
    }
    Ok(Exit::Done)
}

fn text(view: &ConflictsView, lang: Lang) -> String {
    let (bars, recusals, waived) = (view.barred_pairs, view.recused_pairs, view.waived);
    let (kin, suspected) = (view.kin.len(), view.suspected.len());
    let summary = bilingual!(
        "整组回避 {bars} 对，单项回避 {recusals} 对，已豁免 {waived} 条，亲属 {kin} 对，待人工判断 {suspected} 条。\n",
        "Barred pairs: {bars}; recused pairs: {recusals}; waived: {waived}; pairs of relatives: {kin}; to be reviewed by hand: {suspected}.\n"
    );
    let mut text = summary.say(lang).to_owned();
    if !view.conflicts.is_empty() {
        text.push('\n');
        text.push_str(&conflicts_table(&view.conflicts, lang));
    }
    kin_text(view, lang, &mut text);
    suspected_text(view, lang, &mut text);
    text
}

fn conflicts_table(conflicts: &[ConflictView], lang: Lang) -> String {
    let headers = match lang {
        Lang::Zh => ["申报", "专家", "原因", "处理", "证据"],
        Lang::En => ["submission", "expert", "why", "effect", "evidence"],
    };
    let rows = conflicts.iter().map(|conflict| {
        let mut evidence = facts(&conflict.evidence, lang);
        let effect = match &conflict.waived {
            Some(waiver) => {
                evidence.push(waiver.say(lang));
                lang.pick("已豁免", "waived").to_owned()
            }
            None => conflict.severity.words().say(lang).to_owned(),
        };
        let (submission, expert) = (&conflict.submission, &conflict.expert);
        [
            format!("{}\n{}", submission.id, submission.name),
            format!("{}\n{}", expert.id, expert.name),
            conflict.words.say(lang).to_owned(),
            effect,
            evidence.join("\n"),
        ]
    });
    table(headers, rows, &[])
}

fn kin_text(view: &ConflictsView, lang: Lang, text: &mut String) {
    if view.kin.is_empty() {
        return;
    }
    let title = lang.pick("亲属（不同组）：", "Relatives (never in one group):");
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "\n{title}");
    for pair in &view.kin {
        let proof = facts(&pair.evidence, lang).join(lang.pick("；", "; "));
        let _ = writeln!(text, "  {proof}");
    }
}

fn suspected_text(view: &ConflictsView, lang: Lang, text: &mut String) {
    if view.suspected.is_empty() {
        return;
    }
    let title = lang.pick(
        "待人工判断（程序不据此处理）：",
        "To be reviewed by hand (the program does not act on these):",
    );
    let _ = writeln!(text, "\n{title}");
    let mut rows = Vec::new();
    for item in &view.suspected {
        let _ = writeln!(text, "  {}", item.words.say(lang));
        rows.extend(item.judge.as_ref().map(|[one, other]| {
            let verdict = lang.pick("同一|不同", "same|different");
            format!("{},{},{verdict}", cell(one), cell(other))
        }));
    }
    if view.suspected_left_out > 0 {
        let more = view.suspected_left_out;
        let words = bilingual!("  另有 {more} 条未列出。", "  Not listed: {more}.");
        let _ = writeln!(text, "{}", words.say(lang));
    }
    if rows.is_empty() {
        return;
    }
    let how = bilingual!(
        "\n核实之后写入年度文件夹的 judged.csv（或核定.xlsx），以后不再列出；列为 first 甲、second 乙、verdict 结论、by 核定人、date 日期、note 备注：",
        "\nOnce decided, enter it in judged.csv (or judged.xlsx) in the season's folder; it is then not listed again. Columns: first, second, verdict, by, date, note:"
    );
    let _ = writeln!(text, "{}", how.say(lang));
    for row in rows {
        let _ = writeln!(text, "  {row}");
    }
}

fn facts(evidence: &[Fact], lang: Lang) -> Vec<String> {
    evidence.iter().map(|fact| fact.say(lang)).collect()
}
