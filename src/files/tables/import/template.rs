//! Empty workbooks of every table, for an office that starts anew: headers that cannot be changed,
//! what each column takes, lists to choose from; and the rules with what each is. Filled in, they are
//! a season.

use super::super::headers::{
    ALIASES, EXPERTS, GROUPS, JUDGED, NOBODY, PINS, RECOMMENDERS, RELATIONS, SUBMISSIONS, SYNONYMS,
    TableSpec, WISHES,
};
use crate::model::settings::{mix_example, written};
use crate::model::words::Lang;
use crate::model::{RULES_FILE, RelationKind, Rules};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

/// Rows with lists to choose from.
const ROWS: u32 = 5_000;

/// The tables that an office may fill in; those of codes and those that other steps write are none.
const WRITTEN: [&TableSpec; 11] = [
    &EXPERTS,
    &SUBMISSIONS,
    &RELATIONS,
    &PINS,
    &GROUPS,
    &RECOMMENDERS,
    &ALIASES,
    &JUDGED,
    &SYNONYMS,
    &NOBODY,
    &WISHES,
];

/// What a column takes and an example: table, key, Chinese, English, example.
const HELP: &[(&str, &str, &str, &str, &str)] = &[
    (
        "experts",
        "id",
        "必填，不重复，以后各年不变",
        "required, unique, the same every year",
        "ZJ001",
    ),
    ("experts", "name", "姓名", "name", "张三"),
    (
        "experts",
        "employer",
        "现工作单位全称；没有单位的写“退休”等",
        "the present employer in full; write 退休 (retired) and the like if there is none",
        "示例大学",
    ),
    ("experts", "region", "省份", "province", "浙江"),
    (
        "experts",
        "domains",
        "必填：质量方法的代码或常用名称，多个用；分隔，可加熟悉程度 :1 至 :3",
        "required: codes or names of quality methods, separated by ; with a level :1 to :3 if wanted",
        "六西格玛:3；精益生产",
    ),
    (
        "experts",
        "industries",
        "必填：行业代码或名称，多个用；分隔",
        "required: codes or names of industries, separated by ;",
        "C35；医药制造业",
    ),
    ("experts", "title", "职称", "title", "教授"),
    (
        "experts",
        "can_lead",
        "可任组长的选“是”",
        "choose 是 (yes) if the expert may lead a group",
        "是",
    ),
    (
        "experts",
        "quality_lead",
        "可任主任委员、副主任委员的选“是”",
        "choose 是 (yes) if the expert may be chair or vice chair",
        "否",
    ),
    (
        "experts",
        "max_reviews",
        "最多评审几项；空着按规则",
        "most submissions to review; empty: as the rules say",
        "12",
    ),
    (
        "experts",
        "served_years",
        "参加过的年份，多个用；分隔",
        "years served, separated by ;",
        "2023；2024",
    ),
    (
        "experts",
        "free_days",
        "能参加答辩的日期；空着表示都能",
        "days on which the expert can come to the defence; empty: all",
        "2026-10-12；2026-10-13",
    ),
    (
        "experts",
        "available",
        "本届不能参加的选“否”",
        "choose 否 (no) for somebody who does not take part",
        "是",
    ),
    (
        "submissions",
        "id",
        "必填，不重复",
        "required, unique",
        "S001",
    ),
    (
        "submissions",
        "title",
        "经验或项目的名称",
        "title",
        "全员质量改进",
    ),
    (
        "submissions",
        "organization",
        "必填：申报单位全称",
        "required: the applicant in full",
        "示例泵业有限公司",
    ),
    (
        "submissions",
        "recommender",
        "推荐单位",
        "recommending unit",
        "示例市市场监管局",
    ),
    ("submissions", "region", "省份", "province", "浙江"),
    (
        "submissions",
        "industry",
        "行业代码或名称",
        "code or name of the industry",
        "C34 通用设备制造业",
    ),
    (
        "submissions",
        "domains",
        "质量方法，多个用；分隔",
        "quality methods, separated by ;",
        "精益生产",
    ),
    (
        "submissions",
        "category",
        "遴选范围 1 至 6",
        "selection scope, 1 to 6",
        "1",
    ),
    (
        "submissions",
        "passed",
        "形式审查没有通过的选“否”",
        "choose 否 (no) if the form check was not passed",
        "是",
    ),
    (
        "submissions",
        "rank",
        "推荐单位给出的排序",
        "rank given by the recommending unit",
        "1",
    ),
    (
        "relations",
        "subject",
        "专家编号或姓名、单位名称，或亲属姓名",
        "an expert's id or name, an organization, or the name of a relative",
        "ZJ001",
    ),
    (
        "relations",
        "relation",
        "从列表中选；豁免须在备注写明理由",
        "choose from the list; a waiver needs its reason in the note",
        "咨询辅导",
    ),
    (
        "relations",
        "object",
        "单位名称、专家或申报编号",
        "an organization, or the id of an expert or a submission",
        "示例泵业有限公司",
    ),
    ("relations", "since", "开始年份", "first year", "2023"),
    (
        "relations",
        "until",
        "结束年份；至今的空着",
        "last year; empty if it still holds",
        "",
    ),
    (
        "relations",
        "note",
        "说明，豁免的理由",
        "remark, reason of a waiver",
        "",
    ),
    (
        "pins",
        "kind",
        "从列表中选",
        "choose from the list",
        "chair",
    ),
    (
        "pins",
        "subject",
        "专家编号，或申报编号",
        "an expert's id, or that of a submission",
        "ZJ001",
    ),
    (
        "pins",
        "object",
        "组号，或申报编号；主任委员、副主任委员空着",
        "a group or a submission; empty for chair and vice chair",
        "G01",
    ),
    ("groups", "id", "组号", "id of the group", "G01"),
    ("groups", "name", "组名", "name", "装备制造组"),
    (
        "groups",
        "industries",
        "这一组的行业",
        "industries of the group",
        "34；35",
    ),
    (
        "groups",
        "domains",
        "这一组的质量方法",
        "quality methods of the group",
        "",
    ),
    (
        "groups",
        "categories",
        "这一组的遴选范围",
        "selection scopes of the group",
        "",
    ),
    (
        "recommenders",
        "name",
        "推荐单位名称",
        "name of the recommending unit",
        "示例市市场监管局",
    ),
    ("recommenders", "kind", "类型", "kind", "市州"),
    ("recommenders", "quota", "名额", "quota", "5"),
    (
        "aliases",
        "name",
        "简称或曾用名",
        "short or former name",
        "示例泵业",
    ),
    (
        "aliases",
        "canonical",
        "标准名称",
        "standard name",
        "示例泵业有限公司",
    ),
    (
        "judged",
        "first",
        "看起来相像的两个名称之一",
        "one of two names that look alike",
        "示例泵业有限公司",
    ),
    (
        "judged",
        "second",
        "另一个名称",
        "the other name",
        "示例泵业（集团）公司",
    ),
    (
        "judged",
        "verdict",
        "从列表中选",
        "choose from the list",
        "不同",
    ),
    ("judged", "by", "核定人", "who judged", ""),
    ("judged", "date", "日期", "day", ""),
    ("judged", "note", "依据", "reason", ""),
    (
        "synonyms",
        "kind",
        "行业或质量方法",
        "industry or quality method",
        "行业",
    ),
    (
        "synonyms",
        "word",
        "办公室自己的说法",
        "the office's own word",
        "大健康",
    ),
    (
        "synonyms",
        "code",
        "代码，多个用；分隔",
        "codes, separated by ;",
        "27；84",
    ),
    ("synonyms", "note", "备注", "remark", ""),
    (
        "nobody",
        "word",
        "表示没有单位的说法",
        "a word for having no employer",
        "离岗",
    ),
    ("nobody", "meaning", "含义", "meaning", "退休"),
    (
        "wishes",
        "expert",
        "专家编号或姓名",
        "an expert's id or name",
        "ZJ001",
    ),
    (
        "wishes",
        "submission",
        "申报编号",
        "id of a submission",
        "S001",
    ),
    (
        "wishes",
        "wish",
        "2 很愿意，1 愿意，0 无所谓，-1 不太愿意，-2 很不愿意；rules.toml 的 score.wishes 大于 0 才计入得分",
        "2 gladly, 1 yes, 0 either way, -1 rather not, -2 please not; counts where score.wishes of rules.toml is above 0",
        "2",
    ),
];

/// The words that a column takes, where it takes but a few.
fn listed(table: &str, key: &str) -> Option<Vec<String>> {
    let own = |words: &[&str]| Some(words.iter().map(|own| (*own).to_owned()).collect());
    match (table, key) {
        (
            _,
            "can_lead" | "quality_lead" | "available" | "passed" | "legal_person" | "profitable",
        )
        | (_, "no_breach" | "breach" | "mature" | "consents") => own(&["是", "否"]),
        (_, "relation") => {
            let kinds = RelationKind::ALL.iter();
            Some(kinds.map(|kind| kind.zh().to_owned()).collect())
        }
        ("pins", "kind") => own(&[
            "member",
            "leader",
            "chair",
            "vice_chair",
            "submission",
            "reviewer",
            "not_member",
            "not_leader",
            "not_chair",
            "not_vice_chair",
            "not_submission",
            "not_reviewer",
        ]),
        ("judged", "verdict") => own(&["同一", "不同"]),
        ("wishes", "wish") => own(&["2", "1", "0", "-1", "-2"]),
        ("synonyms", "kind") => own(&["行业", "质量方法"]),
        ("submissions", "category") => own(&["1", "2", "3", "4", "5", "6"]),
        _ => None,
    }
}

/// The workbooks with their names, and `rules.toml` with every rule and what it is; rules on the mix of
/// people stand there as an example that is no rule yet.
///
/// # Errors
/// A workbook cannot be made; the message of the library.
pub fn templates(lang: Lang) -> Result<Vec<(String, Vec<u8>)>, String> {
    let one = |spec: &&TableSpec| {
        let name = match lang {
            Lang::Zh => spec.aliases.first().unwrap_or(&spec.key),
            Lang::En => &spec.key,
        };
        let bytes = book(spec, lang).map_err(|error| error.to_string())?;
        Ok((format!("{name}.xlsx"), bytes))
    };
    let rules = format!(
        "{}\n{}",
        written(&Rules::default(), lang),
        mix_example(lang)
    );
    let rules = Ok((RULES_FILE.to_owned(), rules.into_bytes()));
    WRITTEN.iter().map(one).chain([rules]).collect()
}

fn book(spec: &TableSpec, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    let sheet = book.add_worksheet();
    let name = match lang {
        Lang::Zh => spec.aliases.first().unwrap_or(&spec.key),
        Lang::En => &spec.key,
    };
    sheet.set_name(*name)?.set_freeze_panes(1, 0)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(0xE8_EE_F4);
    let must = head.clone().set_background_color(0xFF_E6_99);
    let open = Format::new().set_num_format("@").set_unlocked();
    for (at, column) in (0u16..).zip(spec.columns) {
        let header = match lang {
            Lang::Zh => *column.aliases.first().unwrap_or(&column.key),
            Lang::En => column.key,
        };
        let style = if column.required { &must } else { &head };
        sheet
            .set_column_width(at, 18)?
            .set_column_format(at, &open)?;
        sheet.write_string_with_format(0, at, header, style)?;
        note(sheet, spec.key, column.key, at, lang)?;
        if let Some(words) = listed(spec.key, column.key) {
            let rule = DataValidation::new()
                .allow_list_strings(&words)?
                .set_error_style(DataValidationErrorStyle::Warning);
            sheet.add_data_validation(1, at, ROWS, at, &rule)?;
        }
    }
    let may = ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_cells: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&may);
    book.save_to_buffer()
}

/// Hangs on a header what its column takes.
fn note(
    sheet: &mut Worksheet,
    table: &str,
    key: &str,
    at: u16,
    lang: Lang,
) -> Result<(), XlsxError> {
    let own = HELP.iter().find(|own| own.0 == table && own.1 == key);
    let Some((.., zh, en, example)) = own else {
        return Ok(());
    };
    let mut text = lang.pick(zh, en).to_owned();
    if !example.is_empty() {
        text.push_str(lang.pick("\n例：", "\nExample: "));
        text.push_str(example);
    }
    let note = Note::new(text)
        .set_author("empanel")
        .add_author_prefix(false);
    sheet.insert_note(0, at, &note)?;
    Ok(())
}
