//! The arguments of all verbs. Help texts are next to the arguments, in both languages.

use super::language::say;
use super::printer::Format;
use super::{
    assign, bench, check, collect, completions, conflicts, diff, edit, explain, export, form,
    generate, history, import, matching, merge, objection, papers, publicity, recommend, rerun,
    results, schema, scores, screen, sheets, status, stress, taxonomy, template, undo, verify,
};
use clap::{ArgAction, Args, Parser, Subcommand};

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "empanel",
    version,
    about = say(
        "组建评审委员会：把专家编入专业组，把申报分给专业组和评审专家，避开一切利益冲突。",
        "Forms review committees: seats experts in groups and assigns submissions to groups and reviewers, without conflicts of interest."
    ),
    after_help = say(
        "退出码：0 完成；1 程序或机器故障；2 用法有误；3 输入有误；4 没有满足全部硬性规则的方案；5 核验发现违反规则；6 时间用尽仍无方案。",
        "Exit codes: 0 done; 1 failure of the program or the machine; 2 wrong usage; 3 errors in the input; 4 no plan satisfies the hard rules; 5 verify found a broken rule; 6 time ran out before a plan was found."
    ),
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
)]
pub(super) struct Arguments {
    /// Options of every verb.
    #[command(flatten)]
    pub(super) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(super) verb: Verb,
}

/// Options that every verb takes.
#[derive(Debug, Args)]
pub(super) struct Global {
    #[arg(
        long, global = true, value_name = "text|json", default_value = "text",
        hide_possible_values = true, hide_default_value = true, display_order = 900,
        help = say("标准输出的格式（默认 text；json 为一个 JSON 文档）", "format of stdout (default text; json: one JSON document)")
    )]
    pub(super) format: Format,
    #[arg(
        long, global = true, value_name = "zh|en", value_parser = ["zh", "en"],
        hide_possible_values = true, display_order = 901,
        help = say("语言（默认按系统区域设置，否则中文）", "language (default: the locale, else Chinese)")
    )]
    pub(super) lang: Option<String>,
    #[arg(
        short, long, global = true, display_order = 902,
        help = say("只报告错误", "report errors only")
    )]
    pub(super) quiet: bool,
    #[arg(
        short, long, global = true, action = ArgAction::Count, display_order = 903,
        help = say("在标准错误上多说一些（-vv 更多）", "print more to stderr (-vv: still more)")
    )]
    pub(super) verbose: u8,
    #[arg(
        long, global = true, value_name = "text|json", default_value = "text",
        hide_possible_values = true, hide_default_value = true, display_order = 904,
        help = say("-v 日志的格式（默认 text；json 每行一个 JSON）", "format of the -v log (default text; json: one JSON document per line)")
    )]
    pub(super) log_format: Format,
    #[arg(
        short, long, global = true, action = ArgAction::Help, display_order = 905,
        help = say("显示帮助", "show this help")
    )]
    pub(super) help: Option<bool>,
    #[arg(
        short = 'V', long, action = ArgAction::Version, display_order = 906,
        help = say("显示版本", "show the version")
    )]
    pub(super) version: Option<bool>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    #[cfg(feature = "window")]
    #[command(about = say("在浏览器里打开年度文件夹（不写命令时也是如此）", "Opens the season's folder in the browser (also without any command)"))]
    Open(super::open::OpenArguments),
    #[command(about = say("从办公室自己的文件（专家库、申报导出、名额表、回避情况等）做出年度文件夹", "Makes a season from the office's own files: pool, export of the applications, quotas, declared ties"))]
    Import(import::ImportArguments),
    #[command(about = say("写出各张表的空白工作簿，供从头填写", "Writes empty workbooks of every table, to be filled in"))]
    Template(template::TemplateArguments),
    #[command(about = say("年度进度：已做什么，下一步做什么", "Progress of the season: what is done and what comes next"))]
    Status(status::StatusArguments),
    #[command(about = say("形式审查：逐项核对申报条件、推荐名额和重复申报", "Form check: conditions, quotas and duplicates of every submission"))]
    Screen(screen::ScreenArguments),
    #[command(about = say("组建评审委员会，写出方案、工作簿和报告", "Forms the committee: writes the plan, the workbook and the report"))]
    Form(form::FormArguments),
    #[command(about = say("把分份组建的各份方案合为一个评审委员会，并在各份之间改进", "Puts the plans of all parts together into one committee, and improves it across the parts"))]
    Merge(merge::MergeArguments),
    #[command(about = say("核验方案：逐条规则检查，并重新计算各项数字", "Verifies a plan: checks every rule and recomputes the figures"))]
    Verify(verify::VerifyArguments),
    #[command(about = say("把申报直接分给评审专家（不分组；文件夹内有 scores.csv、loads.csv、demands.csv）", "Assigns submissions to reviewers without groups (a folder with scores.csv, loads.csv, demands.csv)"))]
    Assign(assign::AssignArguments),
    #[command(about = say("用 OpenReview 或 HotCRP 的文件分配评审人，并写回它们的格式", "Assigns reviewers from files of OpenReview or HotCRP, and writes theirs"))]
    Match(matching::MatchArguments),
    #[command(about = say("对比：本程序与各种现行做法的评审质量", "Compares the review quality of this program with other ways of assigning"))]
    Bench(bench::BenchArguments),
    #[command(about = say("检查数据表与供需（不组建方案）", "Checks the tables, supply and demand (without forming a plan)"))]
    Check(check::CheckArguments),
    #[command(about = say("专家退出或情况变化后重新调整，变动最少", "Adjusts a plan after withdrawals and other changes, changing as little as possible"))]
    Rerun(rerun::RerunArguments),
    #[command(about = say("人工修改方案：先核验，通过才写出，并记为指定", "Applies manual changes to a plan: checked first, then written and kept as pins"))]
    Edit(edit::EditArguments),
    #[command(about = say("写出评分表：每位专家一份、每组一份合议表，其余锁定", "Writes the score sheets: one per expert, one per group for the consensus"))]
    Sheets(sheets::SheetsArguments),
    #[command(about = say("收回评分表：缺漏与差错、均分与修正均分、名次、入围建议", "Collects the score sheets: what is missing or wrong, means, corrected means, ranking, shortlist"))]
    Collect(collect::CollectArguments),
    #[command(about = say("列出利益冲突及其证据", "Lists conflicts of interest with their evidence"))]
    Conflicts(conflicts::ConflictsArguments),
    #[command(about = say("说明一位专家、一项申报、一对或一个专业组：为什么这样，什么规则不许，怎样改才行", "Explains an expert, a submission, a pair or a group: the reasons, which rule forbids otherwise, what would allow it"))]
    Explain(explain::ExplainArguments),
    #[command(about = say("为一个席位推荐人选，按规则、缺口和得分排序", "Recommends experts for a seat, ranked by rules, coverage and score"))]
    Recommend(recommend::RecommendArguments),
    #[command(about = say("压力测试：每位组员退出的代价、最佳接替者与增聘建议", "Tests the withdrawal of each member: its cost, the best replacement, whom to recruit"))]
    Stress(stress::StressArguments),
    #[command(about = say("写出归档和发出的材料：邀请函、聘书、名单、承诺书、签到表、公示等", "Writes the papers that an office files and sends: letters, lists, pledges, sheets to sign, announcements"))]
    Papers(papers::PapersArguments),
    #[command(about = say("按读者导出：办公室、专业组、专家或公众，各自只见应见的内容", "Exports what each audience may see: the office, a group, an expert or the public"))]
    Export(export::ExportArguments),
    #[command(about = say("公示期：按工作日和节假日调休推算起止日期", "Calculates the dates of the publicity period in working days, with public holidays and make-up days"))]
    Publicity(publicity::PublicityArguments),
    #[command(about = say("异议复核：建议与该项申报无利益冲突、未参加评审的人选", "Proposes a team to review an objection: experts without conflicts who did not review the submission"))]
    Objection(objection::ObjectionArguments),
    #[command(about = say("公示名单与公告名单，以及撤出的申报和原因", "Writes the list for publicity and the final list, and what was withdrawn and why"))]
    Results(results::ResultsArguments),
    #[command(about = say("对照两份方案：人员、申报、评审的变动与通知", "Compares two plans: people, submissions, reviews, and letters to the experts concerned"))]
    Diff(diff::DiffArguments),
    #[command(about = say("列出方案的各个版本", "Lists the versions of a plan"))]
    History(history::HistoryArguments),
    #[command(about = say("恢复方案的早先版本（作为新版本，不删除任何版本）", "Restores an earlier version of a plan as a new version; nothing is deleted"))]
    Undo(undo::UndoArguments),
    #[command(about = say("按种子生成虚构的年度数据，规模任意", "Generates a synthetic season of any size from a seed"))]
    Generate(generate::GenerateArguments),
    #[command(about = say("把本年度的匹配得分写成 assign 的实例文件夹", "Writes a season's scores as an instance folder for assign"))]
    Scores(scores::ScoresArguments),
    #[command(about = say("列出或查找行业与质量方法的代码、名称和常用词", "Lists or searches the codes, names and usual words of industries and quality domains"))]
    Taxonomy(taxonomy::TaxonomyArguments),
    #[command(about = say("打印 JSON Schema", "Prints a JSON Schema"))]
    Schema(schema::SchemaArguments),
    #[command(about = say("打印命令行补全脚本", "Prints a shell completion script"))]
    Completions(completions::CompletionsArguments),
}
