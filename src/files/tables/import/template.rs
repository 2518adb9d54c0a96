//! Empty workbooks of every table, for an office that starts anew: headers that cannot be changed,
//! what each column takes, lists to choose from; and the rules with what each is. Filled in, they are
//! a season.

use super::super::headers::{
    ALIASES, EXPERTS, GROUPS, JUDGED, NOBODY, PINS, RECOMMENDERS, RELATIONS, SUBMISSIONS, SYNONYMS,
    TableSpec, WISHES,
};
use super::column_help::HELP;
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

/// The words that a column takes, where it takes but a few.
fn listed(table: &str, key: &str) -> Option<Vec<String>> {
    let own = |words: &[&str]| Some(words.iter().map(|own| (*own).to_owned()).collect());
    match (table, key) {
        (
            _,
            "can_lead" | "quality_lead" | "newcomer" | "available" | "passed" | "legal_person"
            | "profitable",
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
