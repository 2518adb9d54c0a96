//! `collect`: reads the filled-in score sheets.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::sheets::{book_failure, bytes_of};
use super::{read, table::table};
use crate::bilingual;
use crate::files::history::sha256;
use crate::model::words::Lang;
use crate::model::{Problem, Season};
use crate::year::scoring::{Cut, Quota};
use crate::year::sheets::{self, Ask, Collected, Progress};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct CollectArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(value_name = "DIR", required = true, help = say("存放收回的评分表的文件夹（含子文件夹）或单个文件", "folders (with subfolders) or single files of returned score sheets"))]
    from: Vec<PathBuf>,
    #[arg(long, value_name = "PLAN", help = say("方案 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "DIR", help = say("输出文件夹（results.xlsx、results.csv、scores.csv，另有 shortlist.csv、declared.csv）", "output folder (results.xlsx, results.csv, scores.csv; also shortlist.csv and declared.csv where applicable)"))]
    out: PathBuf,
    #[arg(long, value_name = "N|P%", value_parser = cut, help = say("建议入围的项数或比例，如 20 或 40%", "how many to propose for the shortlist: a number or a share, such as 20 or 40%"))]
    shortlist: Option<Cut>,
    #[arg(long, requires = "shortlist", help = say("各组合在一起排名（默认按各组申报数分配名额）", "rank all groups in one list (default: places in proportion to each group's submissions)"))]
    across_groups: bool,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

/// Parses `20` or `40%`.
fn cut(text: &str) -> Result<Cut, &'static str> {
    let wrong = say(
        "应为大于 0 的项数（20）或比例（40%）",
        "must be a number (20) or a share (40%) above 0",
    );
    let plain = text.trim().replace('％', "%");
    if let Some(percent) = plain.strip_suffix('%') {
        let percent: f64 = percent.trim().parse().map_err(|_| wrong)?;
        if percent <= 0.0 || !(0.0..=100.0).contains(&percent) {
            return Err(wrong);
        }
        return Ok(Cut::Share(percent / 100.0));
    }
    match plain.parse() {
        Ok(number) if number > 0 => Ok(Cut::Number(number)),
        _ => Err(wrong),
    }
}

/// What `collect` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CollectDocument<'a> {
    /// Name of the season.
    season: &'a str,
    /// The files written.
    files: Vec<PathBuf>,
    /// Every score, mean and rank.
    collected: &'a Collected,
    /// What is missing or wrong on the sheets.
    problems: &'a [Problem],
}

pub(super) fn run(arguments: &CollectArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let plan = read::plan_of(&arguments.plan, &season, printer)?;
    let season = season.round_of(&plan);
    let names = [
        "results.xlsx",
        "results.csv",
        "scores.csv",
        "shortlist.csv",
        "declared.csv",
        "collected.json",
    ];
    OutputFolder::refuse_existing(&arguments.out, &names, arguments.force)?;
    let gathered = sheets::gather(&arguments.from, &arguments.out);
    let sheets::Gathered { files, unread } =
        gathered.map_err(|error| Failure::unread(&error.path, &error.error))?;
    let hash = sha256(&bytes_of(&arguments.plan)?);
    let quota = if arguments.across_groups {
        Quota::Across
    } else {
        Quota::ByGroup
    };
    let ask = Ask {
        plan_hash: &hash,
        cut: arguments.shortlist.map(|cut| (cut, quota)),
    };
    let mut collected = sheets::collect(&season, &plan, &files, &ask);
    collected.unread(&unread);
    let folder = OutputFolder::open(&arguments.out, &names, arguments.force)?;
    let progress = collected.progress(&hash);
    let written = write(
        (&collected, &progress),
        &season,
        arguments,
        &folder,
        printer.lang(),
    )?;
    if printer.is_json() {
        printer.document(&CollectDocument {
            season: &season.name,
            files: written,
            collected: &collected,
            problems: &collected.problems,
        })?;
    } else {
        printer.problems(&collected.problems);
        printer.data(&text(&collected, arguments, printer.lang()))?;
        super::deliver::say_written(&written, printer)?;
    }
    Ok(if collected.has_errors() {
        Exit::Input
    } else {
        Exit::Done
    })
}

fn write(
    (collected, progress): (&Collected, &Progress),
    season: &Season,
    arguments: &CollectArguments,
    folder: &OutputFolder,
    lang: Lang,
) -> Result<Vec<PathBuf>, Failure> {
    let book = sheets::workbook(collected, lang).map_err(book_failure)?;
    let csv = |made: Result<Vec<u8>, csv::Error>| {
        made.map_err(|error| {
            Failure::new(
                Exit::Fault,
                bilingual!("无法生成 CSV：{error}。", "Cannot create the CSV: {error}."),
            )
        })
    };
    let mut files = folder.files();
    files.prepare("results.xlsx", |out| out.write_all(&book))?;
    let results = csv(sheets::results_csv(collected, lang))?;
    files.prepare("results.csv", |out| out.write_all(&results))?;
    let scores = csv(sheets::scores_csv(collected, lang))?;
    files.prepare("scores.csv", |out| out.write_all(&scores))?;
    if arguments.shortlist.is_some() {
        let shortlist = csv(sheets::shortlist_csv(collected, lang))?;
        files.prepare("shortlist.csv", |out| out.write_all(&shortlist))?;
    }
    if !collected.recusals.is_empty() {
        let declared = csv(sheets::declared_csv(
            collected,
            &sheets::declared_before(season),
            lang,
        ))?;
        files.prepare("declared.csv", |out| out.write_all(&declared))?;
    }
    let progress = serde_json::to_vec_pretty(progress).map_err(Failure::json)?;
    files.prepare("collected.json", |out| out.write_all(&progress))?;
    files.commit()
}

fn text(collected: &Collected, arguments: &CollectArguments, lang: Lang) -> String {
    let mut text = String::new();
    let (counted, refused) = (collected.counted, collected.refused);
    let (scores, missing) = (collected.scores.len(), collected.missing.len());
    let head = bilingual!(
        "计入 {counted} 份表（{refused} 份未计入），评分 {scores} 份，还缺 {missing} 份。",
        "Sheets counted: {counted} (not counted: {refused}); scores: {scores}; still missing: {missing}."
    );
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "{}\n", head.say(lang));
    let headers = match lang {
        Lang::Zh => [
            "组",
            "名次",
            "申报",
            "原始均分",
            "修正均分",
            "分差",
            "评分",
            "合议分",
            "入围",
        ],
        Lang::En => [
            "group",
            "place",
            "submission",
            "raw",
            "corrected",
            "spread",
            "scores",
            "agreed",
            "shortlist",
        ],
    };
    let by_id = |id: &String| {
        collected
            .submissions
            .iter()
            .find(|own| own.submission == *id)
    };
    let rows = collected
        .groups
        .iter()
        .flat_map(|group| &group.order)
        .filter_map(by_id);
    let figure = |value: Option<f64>| {
        value.map_or_else(|| "-".to_owned(), |value| sheets::decimals(value, 2))
    };
    let rows = rows.map(|own| {
        let place = match (own.place, own.tied) {
            (0, _) => "-".to_owned(),
            (place, true) => format!("={place}"),
            (place, false) => place.to_string(),
        };
        let selected = match (own.selected, own.at_cut) {
            (true, true) => lang.pick("并列", "tied"),
            (true, false) => lang.pick("是", "yes"),
            (false, _) => "",
        };
        [
            own.group.clone(),
            place,
            own.submission.clone(),
            figure(own.raw),
            figure(own.corrected),
            figure(own.spread),
            format!("{}/{}", own.scored, own.reviewers),
            figure(own.consensus.score),
            selected.to_owned(),
        ]
    });
    text.push_str(&table(
        headers,
        rows.collect::<Vec<_>>(),
        &[1, 3, 4, 5, 6, 7],
    ));
    waiting(collected, lang, &mut text);
    outliers(collected, lang, &mut text);
    if let Some(cut) = arguments.shortlist {
        let _ = writeln!(text, "\n{}", shortlist(collected, cut).say(lang));
    }
    if !collected.recusals.is_empty() {
        let (season, plan) = (arguments.season.display(), arguments.plan.display());
        let count = collected.recusals.len();
        let line = bilingual!(
            "\n有 {count} 项回避申请：请把 declared.csv 放进年度文件夹，再运行\n  empanel rerun {season} --plan {plan}",
            "\nRecusals declared: {count}. Put declared.csv into the season's folder and run\n  empanel rerun {season} --plan {plan}"
        );
        let _ = writeln!(text, "{}", line.say(lang));
    }
    text
}

/// Experts whose scores are missing, to be reminded.
fn waiting(collected: &Collected, lang: Lang, text: &mut String) {
    if collected.waiting.is_empty() {
        return;
    }
    let count = collected.waiting.len();
    let head = bilingual!("待催交（{count} 人）：", "To be reminded ({count}):");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\n{}", head.say(lang));
    let headers = match lang {
        Lang::Zh => ["组", "专家", "工作单位", "缺几项", "情况"],
        Lang::En => ["group", "expert", "employer", "missing", "state"],
    };
    let rows = collected.waiting.iter().map(|own| {
        let state = match (&own.refused, own.received) {
            (Some(file), _) => {
                bilingual!(
                    "已交但未能计入：{file}",
                    "received but could not be counted: {file}"
                )
            }
            (None, true) => bilingual!("已交，没有打完", "received, not complete"),
            (None, false) => bilingual!("没有收到", "not received"),
        };
        [
            own.group.clone(),
            format!("{} {}", own.expert, own.name),
            own.employer.clone(),
            own.missing.to_string(),
            state.say(lang).to_owned(),
        ]
    });
    text.push_str(&table(headers, rows.collect::<Vec<_>>(), &[3]));
}

/// The largest outliers; the workbook has all of them.
fn outliers(collected: &Collected, lang: Lang, text: &mut String) {
    const SHOWN: usize = 8;
    let mut all: Vec<_> = collected.outliers.iter().collect();
    all.sort_by(|a, b| b.residual.abs().total_cmp(&a.residual.abs()));
    for own in all.iter().take(SHOWN) {
        let (expert, submission, score, expected) =
            (&own.expert, &own.submission, own.score, own.expected);
        let line = bilingual!(
            "离群：{expert} 给 {submission} 打 {score:.2}，预计分 {expected:.2}",
            "outlier: {expert} gave {submission} {score:.2}, expected {expected:.2}"
        );
        let _ = writeln!(text, "{}", line.say(lang));
    }
    if all.len() > SHOWN {
        let more = all.len() - SHOWN;
        let line = bilingual!(
            "另有 {more} 份离群评分，见 results.xlsx“离群评分”。",
            "More outliers in results.xlsx: {more}."
        );
        let _ = writeln!(text, "{}", line.say(lang));
    }
}

fn shortlist(collected: &Collected, cut: Cut) -> crate::model::words::Bilingual {
    let own = collected.submissions.iter();
    let (on, tied) = own.fold((0, 0), |(on, tied), own| {
        (
            on + usize::from(own.selected),
            tied + usize::from(own.at_cut),
        )
    });
    let asked = asked(cut);
    let mut words = bilingual!(
        "入围建议：要求 {asked}，列入 {on} 项",
        "Proposed shortlist: {asked} requested, {on} listed"
    );
    if tied > 0 {
        words
            .zh
            .push_str(&format!("，其中 {tied} 项在入围线上并列，由合议决定"));
        words.en.push_str(&format!(
            ", {tied} of them tied at the cut-off: for the committee to decide"
        ));
    }
    if collected.provisional {
        words.zh.push_str("；评分未齐，名单为暂定");
        words.en.push_str("; provisional while scores are missing");
    }
    words.zh.push('。');
    words.en.push('.');
    words
}

/// The size of the shortlist as given; a share may be fractional.
fn asked(cut: Cut) -> String {
    match cut {
        Cut::Number(number) => number.to_string(),
        Cut::Share(share) => format!("{}%", (share * 1e8).round() / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::{asked, cut};

    #[test]
    fn a_shortlist_of_nothing_is_none() {
        for text in ["0", "0%", "0.0%", "-1", "101%", "NaN%"] {
            assert!(cut(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_was_asked_is_told_as_it_was_asked() {
        for text in ["33.3%", "40%", "0.5%", "20", "66.667%"] {
            assert_eq!(cut(text).map(asked), Ok(text.to_owned()));
        }
    }
}
