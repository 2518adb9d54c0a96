//! What each sheet is taken for, column by column.

use crate::api::{Answers, Certainty, ColumnPlan, Kept, SheetPlan};
use crate::bilingual;
use crate::files::tables::import::{OVERRIDES, field_name, fields_of, override_key};
use crate::model::words::{Bilingual, Lang};

/// A sheet.
pub(super) struct Card {
    pub(super) file: String,
    pub(super) sheet: String,
    pub(super) table: String,
    pub(super) mark: Mark,
    pub(super) header: String,
    pub(super) rows: usize,
    pub(super) columns: Vec<Column>,
    /// The table's key, and the columns that it can have: key and name.
    pub(super) key: String,
    pub(super) fields: Vec<(String, String)>,
}

/// A column of a sheet.
pub(super) struct Column {
    pub(super) header: String,
    pub(super) samples: String,
    pub(super) field: String,
    /// The key of what it is taken for; empty where it is kept as it is.
    pub(super) chosen: String,
    /// Whether a person said so.
    pub(super) told: bool,
    pub(super) mark: Mark,
}

/// How sure something is: a class of the style sheet, and a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(Certainty);

impl Mark {
    pub(super) fn class(&self) -> &'static str {
        match self.0 {
            Certainty::Sure => "sure",
            Certainty::Guessed => "guessed",
            Certainty::None => "none",
        }
    }

    pub(super) fn say(&self, lang: &Lang) -> &'static str {
        match self.0 {
            Certainty::Sure => lang.pick("确定", "sure"),
            Certainty::Guessed => lang.pick("推测，请核对", "guessed: please check"),
            Certainty::None => lang.pick("原样保留", "kept as it is"),
        }
    }
}

/// The cards of all sheets: those that are read first.
pub(super) fn cards(sheets: &[SheetPlan], answers: &Answers, lang: Lang) -> Vec<Card> {
    let mut cards: Vec<(bool, Card)> = sheets
        .iter()
        .map(|own| (own.table.is_none(), card(own, answers, lang)))
        .collect();
    cards.sort_by_key(|own| own.0);
    cards.into_iter().map(|own| own.1).collect()
}

fn card(sheet: &SheetPlan, answers: &Answers, lang: Lang) -> Card {
    let table = sheet.table.as_deref();
    let columns = sheet.columns.iter();
    Card {
        file: sheet.file.clone(),
        sheet: sheet.sheet.clone().unwrap_or_default(),
        table: table_name(table).say(lang).to_owned(),
        mark: Mark(sheet.certainty),
        header: sheet
            .header_row
            .map(|row| row.to_string())
            .unwrap_or_default(),
        rows: sheet.rows,
        columns: columns
            .map(|own| column(table.unwrap_or_default(), own, answers, lang))
            .collect(),
        key: table.unwrap_or_default().to_owned(),
        fields: fields(table.unwrap_or_default(), lang),
    }
}

/// The columns that a table can have, by name.
fn fields(table: &str, lang: Lang) -> Vec<(String, String)> {
    let all = fields_of(table).into_iter();
    all.map(|(key, name)| (key.to_owned(), name.say(lang).to_owned()))
        .collect()
}

fn column(table: &str, own: &ColumnPlan, answers: &Answers, lang: Lang) -> Column {
    let field = match &own.kept {
        Kept::Field(keys) => {
            let names = keys.split('+').map(|key| {
                let name = field_name(table, key);
                name.map_or_else(|| key.to_owned(), |name| name.say(lang).to_owned())
            });
            names.collect::<Vec<_>>().join(lang.pick("、", ", "))
        }
        Kept::Private(_) => lang
            .pick("个人信息，只供文书使用", "private: for the papers alone")
            .to_owned(),
        Kept::Extra => String::new(),
    };
    let samples = match &own.kept {
        Kept::Private(_) => lang.pick("（不显示）", "(not shown)").to_owned(),
        _ => own.samples.join(" ｜ "),
    };
    // A private column was recognised, though no table has it.
    let mark = match (&own.kept, own.certainty) {
        (Kept::Private(_), Certainty::None) => Certainty::Sure,
        (_, other) => other,
    };
    Column {
        header: own.header.clone(),
        samples,
        field,
        chosen: match &own.kept {
            Kept::Field(keys) => keys.clone(),
            Kept::Private(_) | Kept::Extra => String::new(),
        },
        told: answers
            .get(OVERRIDES, &override_key(table, &own.header))
            .is_some(),
        mark: Mark(mark),
    }
}

/// What a sheet is taken for.
pub(super) fn table_name(key: Option<&str>) -> Bilingual {
    match key {
        Some("experts") => bilingual!("专家", "experts"),
        Some("submissions") => bilingual!("申报", "submissions"),
        Some("recommenders") => bilingual!("推荐单位", "recommending units"),
        Some("relations") => bilingual!("关系", "relations"),
        Some("declared") => bilingual!("回避名单", "list of recusals"),
        Some("ties") => bilingual!("回避情况（文字）", "ties in sentences"),
        Some(other) => Bilingual::same(other),
        None => bilingual!("不读取，原文件照样存档", "not read; the file is kept"),
    }
}
