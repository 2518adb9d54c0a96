//! Every document with its schema: what each verb prints, under the name of the verb, then files.

use crate::api::{Answers, publicity, write};
use crate::assign::venue::ByPaper;
use crate::cli::{
    assign, bench, check, collect, completions, edit, explain, form, generate, history, import,
    matching, objection, output, papers, printer, publicity as period, recommend, rerun, results,
    scores, screen, sheets, status, taxonomy, undo, usage, verify,
};
use crate::explain::stress::Stress;
use crate::files::tables::import::Remembered;
use crate::model::{plan, settings};
use crate::report::papers::Manifest;
use crate::suitability::conflict::ConflictsView;
use crate::year::draw::{Commitment, Record, Secret};
use crate::year::export::PacketDocument;
use crate::year::objection::Proposal;
use crate::year::outcome::Outcome;
use crate::year::screening::Screening;
use crate::year::sheets::Progress;
use crate::year::status::Status;
use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::Value;

/// A document that has a schema.
pub(super) struct Document {
    pub(super) name: &'static str,
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
    pub(super) schema: fn() -> Value,
}

/// The schema of what is written.
fn written<T: JsonSchema>() -> Value {
    of::<T>(Contract::Serialize)
}

/// The schema of what people write and the program reads.
fn read<T: JsonSchema>() -> Value {
    of::<T>(Contract::Deserialize)
}

fn of<T: JsonSchema>(contract: Contract) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.contract = contract;
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// A row for each document: its name, its schema, and what it is in both languages.
macro_rules! documents {
    ($($name:literal $schema:expr, $zh:literal, $en:literal;)+) => {
        /// What verbs print under `--format json`, in the order of the help, then files.
        pub(super) const DOCUMENTS: &[Document] = &[$(Document {
            name: $name,
            zh: $zh,
            en: $en,
            schema: $schema,
        },)+];
    };
}

documents! {
    "import" written::<import::ImportDocument>,
        "读到了什么，还有哪些问题要回答", "what was read, and the questions still open";
    "template" written::<output::WrittenDocument>,
        "写出的文件", "the files written";
    "status" written::<status::StatusDocument>,
        "年度进度", "the progress of the season";
    "screen" written::<screen::ScreenDocument>,
        "形式审查结论", "the conclusion on every submission";
    "form" written::<form::FormDocument>,
        "组建结果（加 --commit：承诺）", "the committee's figures (with --commit: the commitment)";
    "merge" written::<form::FormedDocument>,
        "合并后的结果", "the figures of the whole committee";
    "verify" written::<verify::VerifyDocument>,
        "核验结果", "broken rules and figures";
    "assign" written::<assign::Document>,
        "分配的各项数字", "the figures of the assignment";
    "match" written::<matching::MatchDocument>,
        "分配的各项数字", "the figures of the assignment";
    "bench" written::<bench::BenchDocument>,
        "各种做法的对比", "the methods compared";
    "check" written::<check::CheckDocument>,
        "数据表与供需", "the tables, supply and demand";
    "rerun" written::<rerun::RerunDocument>,
        "调整结果", "what changes, and what further changes would bring";
    "edit" written::<edit::EditDocument>,
        "修改结果", "the change and what it breaks";
    "sheets" written::<sheets::SheetsDocument>,
        "写出的评分表", "the score sheets written";
    "collect" written::<collect::CollectDocument>,
        "评分、均分与名次", "scores, means and ranks";
    "conflicts" written::<ConflictsView>,
        "利益冲突及其证据", "with their evidence";
    "explain" written::<explain::ExplainDocument>,
        "各种说明", "an expert, a submission, a pair or a group";
    "recommend" written::<recommend::RecommendDocument>,
        "一个席位的人选", "who could take a seat";
    "stress" written::<Stress>,
        "每位组员退出的代价", "the cost of each withdrawal";
    "papers" written::<papers::PapersDocument>,
        "写出的材料", "the papers written";
    "export" written::<output::WrittenDocument>,
        "写出的文件", "the files written";
    "publicity" written::<period::PublicityDocument>,
        "公示期", "the period, day by day";
    "objection" written::<objection::ObjectionDocument>,
        "复核人选", "the proposed team";
    "results" written::<results::ResultsDocument>,
        "名单与撤出的申报", "the lists and what was withdrawn";
    "diff" written::<write::DifferenceDocument>,
        "两份方案的不同", "the differences of two plans";
    "history" written::<history::HistoryDocument>,
        "方案的各个版本", "the versions of a plan";
    "undo" written::<undo::UndoDocument>,
        "恢复的版本", "the version restored";
    "generate" written::<generate::GenerateDocument>,
        "生成的数据", "what was generated";
    "scores" written::<scores::ScoresDocument>,
        "写出的实例", "the instance written";
    "taxonomy" written::<taxonomy::Answer>,
        "行业与质量方法", "industries and quality domains";
    "schema" written::<super::SchemaDocument>,
        "不写名称时的列表", "this list, where no name is given";
    "completions" written::<completions::CompletionsDocument>,
        "补全脚本", "the script";
    "help" written::<usage::HelpDocument>,
        "任何命令加 --help", "any verb with --help";
    "version" written::<usage::VersionDocument>,
        "--version", "--version";
    "error" written::<printer::ErrorDocument>,
        "任何命令失败时的输出", "what any verb prints where it fails";
    "plan" plan::schema,
        "plan.json 方案", "plan.json";
    "exchange" plan::exchange_schema,
        "form --exchange 的结果（plan.json 的一部分）", "what form --exchange finds, a part of plan.json";
    "rules" settings::schema,
        "rules.toml 规则", "rules.toml";
    "columns" read::<Remembered>,
        "columns.toml 列的对应（import 写出）", "columns.toml, which import writes";
    "answers" read::<Answers>,
        "import --answers 的答案文件（TOML）", "the file of import --answers (TOML)";
    "difference.json" written::<write::DifferenceDocument>,
        "两份方案的不同", "the differences of two plans";
    "screening.json" written::<Screening>,
        "形式审查结论", "the conclusion on every submission";
    "status.json" written::<Status>,
        "年度进度", "the progress of the season";
    "collected.json" written::<Progress>,
        "评分收回情况", "how far the score sheets are back";
    "publicity.json" written::<publicity::KeptPeriod>,
        "公示期", "the publicity period";
    "outcome.json" written::<Outcome>,
        "公示与公告的名单", "the lists for publicity and the final list";
    "objection.json" written::<Proposal>,
        "objection-编号.json 复核人选", "objection-ID.json, the proposed team";
    "papers.json" written::<Manifest>,
        "各份材料及其依据的方案版本", "the papers, and the plan that each was made from";
    "packet.json" written::<PacketDocument>,
        "export 写给各读者的 JSON", "what export writes for an audience";
    "draw.json" written::<Record>,
        "抽签记录", "the record of a draw";
    "commitment.json" written::<Commitment>,
        "抽签前公布的承诺", "what is published before a draw";
    "secret.json" written::<Secret>,
        "抽签的秘密种子", "the secret seed of a draw";
    "assignments.json" written::<ByPaper>,
        "match 的分配（OpenReview 的格式）", "what match assigns (OpenReview's format)";
    "alternates.json" written::<ByPaper>,
        "match 的候补（OpenReview 的格式）", "alternates of match (OpenReview's format)";
}
