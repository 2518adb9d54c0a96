//! `verify`: checks a plan against every rule of its season and recomputes its figures.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use super::{read, table::table};
use crate::bilingual;
use crate::checker::{Figures, Report, Violation};
use crate::model::plan::Plan;
use crate::model::settings::rule_changes;
use crate::model::words::{Bilingual, Lang};
use crate::model::{Place, Problem, Season, Severity};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
}

/// What `verify` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct VerifyDocument<'a> {
    /// Name of the season.
    season: &'a str,
    /// The file whose rules the plan was judged by.
    rules: &'a str,
    /// Whether every hard rule holds.
    accepted: bool,
    /// The hard rules that are broken.
    violations: &'a [Violation],
    /// Coverage that the plan does not have.
    shortfalls: &'a [Violation],
    /// What is odd, but breaks no rule.
    remarks: &'a [Bilingual],
    /// The figures, counted afresh.
    figures: &'a Figures,
}

pub(super) fn run(arguments: &VerifyArguments, printer: &Printer) -> Result<Exit, Failure> {
    let mut season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let plan = read::plan(&arguments.plan)?;
    let by_option = arguments
        .rules
        .is_none()
        .then(|| plan.rules_by_option(&season));
    let by_option = by_option.flatten();
    if let Some(file) = by_option {
        printer.problems(&[judged_by_the_plans_rules(file, &season, &plan)]);
        season = season.by_rules(&plan.rules);
    }
    read::tell_stale(&arguments.plan, printer);
    read::tell_withdrawn(&plan, printer);
    let report = season.judge(&plan);
    if printer.is_json() {
        printer.document(&VerifyDocument {
            season: &season.name,
            rules: by_option.unwrap_or_else(|| season.rules_file()),
            accepted: report.accepted(),
            violations: &report.violations,
            shortfalls: &report.shortfalls,
            remarks: &report.remarks,
            figures: &report.figures,
        })?;
    } else {
        printer.data(&text(&report, &plan, printer.lang()))?;
    }
    Ok(if report.accepted() {
        Exit::Done
    } else {
        Exit::Broken
    })
}

/// Rules set by an option are not in the season's folder, so the copy in the plan is what it must
/// satisfy.
fn judged_by_the_plans_rules(file: &str, season: &Season, plan: &Plan) -> Problem {
    let changes = rule_changes(&season.rules, &plan.rules);
    let keys = if changes.is_empty() {
        bilingual!("内容相同", "with the same content")
    } else {
        let list = |lang, separator| {
            let words = changes.iter().map(|change| change.words.say(lang));
            words.collect::<Vec<_>>().join(separator)
        };
        let (zh, en) = (list(Lang::Zh, "；"), list(Lang::En, "; "));
        bilingual!("不同之处：{zh}", "differences: {en}")
    };
    let (zh, en, own) = (keys.zh, keys.en, season.rules_file());
    Problem {
        severity: Severity::Note,
        code: "N725",
        place: Place::file("plan.json"),
        value: file.to_owned(),
        what: bilingual!(
            "方案形成时用 --rules 指定了规则文件，不是年度文件夹中的 {own}；按方案记载的那份规则核验（{zh}）",
            "The plan was formed with a rules file given by --rules, not with the season's {own}; it is verified by the rules it records ({en})"
        ),
        action: bilingual!(
            "要按年度文件夹中的规则核验，请写 --rules 年度文件夹/rules.toml",
            "To verify it by the season's rules, use --rules SEASON/rules.toml"
        ),
    }
}

fn text(report: &Report, plan: &Plan, lang: Lang) -> String {
    let mut text = String::new();
    let broken = report.violations.len();
    let verdict = if report.accepted() {
        bilingual!(
            "核验通过：方案满足全部硬性规则，各项数字属实。",
            "Accepted: the plan meets every hard rule and its figures are correct."
        )
    } else {
        bilingual!(
            "核验未通过：共 {broken} 处违反规则。",
            "Not accepted. Rules broken: {broken}."
        )
    };
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "{}", verdict.say(lang));
    let mut rule = None;
    for violation in &report.violations {
        if rule != Some(violation.rule) {
            rule = Some(violation.rule);
            let title = violation.rule.title();
            let _ = writeln!(text, "\n{} {}", violation.code, title.say(lang));
        }
        let _ = writeln!(text, "  {}", violation.words.say(lang));
    }
    text.push('\n');
    text.push_str(&figures(report, plan, lang));
    list(
        lang.pick("覆盖缺口：", "Shortfalls: "),
        report.shortfalls.iter().map(|item| item.words.say(lang)),
        &mut text,
    );
    list(
        lang.pick("请留意：", "Please note: "),
        report.remarks.iter().map(|remark| remark.say(lang)),
        &mut text,
    );
    text
}

/// The recomputed figures next to those stated in the plan.
fn figures(report: &Report, plan: &Plan, lang: Lang) -> String {
    let (found, told) = (&report.figures, &plan.quality);
    let headers = match lang {
        Lang::Zh => ["数字", "重新计算", "方案所载"],
        Lang::En => ["figure", "recomputed", "stated in the plan"],
    };
    // Sums of floats and of billionths differ after the ninth decimal, which is rounded away.
    let score = |value: f64| format!("{:.4}", (value * 1e9).round() / 1e9);
    let row = |zh: &str, en: &str, found: String, told: String| {
        [lang.pick(zh, en).to_owned(), found, told]
    };
    let mut rows = vec![
        row(
            "总得分",
            "total score",
            score(found.total_score),
            score(told.total_score),
        ),
        row(
            "最低一项",
            "worst submission",
            score(found.worst_score),
            score(told.worst_score),
        ),
        row(
            "平均每项",
            "mean per submission",
            score(found.mean_score),
            score(told.mean_score),
        ),
        row(
            "覆盖缺口",
            "shortfalls",
            found.shortfalls.len().to_string(),
            told.coverage_shortfalls.to_string(),
        ),
        row(
            "评审项次",
            "reviews",
            found.reviews.to_string(),
            plan.reviews
                .iter()
                .map(|review| review.reviewers.len())
                .sum::<usize>()
                .to_string(),
        ),
    ];
    let loads = format!("{}—{}", found.load_min, found.load_max);
    rows.push(row(
        "组员评审工作量",
        "reviews per member",
        loads,
        String::new(),
    ));
    let more = [
        (
            "同组评审量最大差",
            "largest difference in a group",
            found.load_difference.to_string(),
        ),
        (
            "每项熟悉其行业的组员（平均）",
            "members who know a submission's industry (mean)",
            format!("{:.2}", found.mean_members_who_know),
        ),
        (
            "同一行业大类分在几个组（平均）",
            "groups that a division is spread over (mean)",
            format!("{:.2}", found.field_scatter),
        ),
    ];
    rows.extend(more.map(|(zh, en, found)| row(zh, en, found, String::new())));
    table(headers, rows, &[1, 2])
}

fn list<'a>(title: &str, lines: impl Iterator<Item = &'a str>, text: &mut String) {
    let lines: Vec<&str> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}{}", lines.len());
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
}
