//! What an import found, in words.

use super::super::table::text_table;
use crate::api::{Certainty, ImportPlan, Kept, SheetPlan};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang, TextTable};
use std::fmt::Write as _;

/// Every sheet with the table that it is, and what each of its columns is.
pub(super) fn sheets(plan: &ImportPlan, lang: Lang) -> String {
    let mut table = TextTable::new(bilingual!("读到的工作表", "Sheets"))
        .text(bilingual!("文件", "file"), 30.0)
        .text(bilingual!("工作表", "sheet"), 14.0)
        .text(bilingual!("作为", "taken for"), 14.0)
        .count(bilingual!("行数", "rows"), 6.0);
    let mut columns: Vec<String> = Vec::new();
    for sheet in &plan.sheets {
        table.push(vec![
            Bilingual::same(sheet.file.as_str()),
            Bilingual::same(sheet.sheet.clone().unwrap_or_default()),
            taken_for(sheet),
            Bilingual::same(sheet.rows.to_string()),
        ]);
        let own = self::columns(sheet);
        let line = format!("{}: {}", taken_for(sheet).say(lang), own.say(lang));
        if !own.zh.is_empty() && !columns.contains(&line) {
            columns.push(line);
        }
    }
    let mut text = text_table(&table, &[0, 1, 2, 3], lang);
    for line in columns {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The same for stderr.
pub(super) fn sheets_note(plan: &ImportPlan) -> Bilingual {
    Bilingual::new(sheets(plan, Lang::Zh), sheets(plan, Lang::En))
}

fn taken_for(sheet: &SheetPlan) -> Bilingual {
    match sheet.table.as_deref() {
        Some("experts") => bilingual!("专家", "experts"),
        Some("submissions") => bilingual!("申报", "submissions"),
        Some("recommenders") => bilingual!("推荐单位", "recommenders"),
        Some("relations") => bilingual!("关系", "relations"),
        Some("declared") => bilingual!("回避名单", "recusals"),
        Some("ties") => bilingual!("回避情况（文字）", "ties in sentences"),
        Some(other) => Bilingual::same(other),
        None => bilingual!("（不读取）", "(not read)"),
    }
}

/// The columns that are read, with a question mark where one was guessed, and how many are kept.
fn columns(sheet: &SheetPlan) -> Bilingual {
    let mut read = Vec::new();
    let (mut private, mut extra) = (0, 0);
    for own in &sheet.columns {
        match &own.kept {
            Kept::Field(key) => {
                let guessed = if own.certainty == Certainty::Guessed {
                    "?"
                } else {
                    ""
                };
                read.push(format!("{}={key}{guessed}", own.header));
            }
            Kept::Private(_) => private += 1,
            Kept::Extra => extra += 1,
        }
    }
    if sheet.columns.is_empty() {
        return Bilingual::default();
    }
    let read = read.join(" ");
    bilingual!(
        "{read}；另存联系方式等 {private} 列、其他 {extra} 列",
        "{read}; kept beside them: private {private}, other {extra}"
    )
}

/// What was imported.
pub(super) fn done(plan: &ImportPlan, lang: Lang) -> String {
    let mut text = sheets(plan, lang);
    let (experts, submissions) = (plan.experts, plan.submissions);
    let words = bilingual!(
        "导入专家 {experts} 位、申报 {submissions} 项。",
        "Imported: experts {experts}, submissions {submissions}."
    );
    let _ = writeln!(text, "{}", words.say(lang));
    text
}
