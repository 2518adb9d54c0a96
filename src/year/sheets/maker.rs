//! What the workbooks of a plan share: head, headers, what a cell accepts, signature and mark.

use super::form::Form;
use super::mark::{MARK_SHEET, Mark, Owner, Scale, SheetRound, Terms, row_hash};
use super::names::SheetNames;
use super::style::Style;
use super::words::{Column, fitted, owner_label};
use crate::bilingual;
use crate::model::plan::Group;
use crate::model::words::{Bilingual, Lang, without_contacts};
use crate::model::{Expert, Season, Submission};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// One workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFile {
    /// Its file name, ids only: names of people do not belong into file names.
    pub name: String,
    /// Whose it is.
    pub owner: Owner,
    /// Submissions on it.
    pub rows: usize,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Row of the header, from 0.
pub(super) const HEADER: u32 = 4;

/// What all workbooks of a plan share.
pub(super) struct Maker<'a> {
    pub(super) season: &'a Season,
    pub(super) plan_hash: &'a str,
    pub(super) names: SheetNames,
    pub(super) round: SheetRound,
    pub(super) season_hash: String,
    pub(super) lang: Lang,
    pub(super) style: Style,
    pub(super) form: Form,
    pub(super) experts: BTreeMap<&'a str, &'a Expert>,
    pub(super) submissions: BTreeMap<&'a str, &'a Submission>,
}

impl Maker<'_> {
    /// The award and its year, as titles begin.
    pub(super) fn award(&self) -> Bilingual {
        let rules = &self.season.rules;
        rules.award.heading(rules.conflicts.year)
    }

    /// The words in the language of the sheets.
    pub(super) fn say(&self, words: &Bilingual) -> String {
        words.say(self.lang).to_owned()
    }

    /// A person's name; the id where there is none.
    pub(super) fn name(&self, id: &str) -> String {
        let expert = self
            .experts
            .get(id)
            .filter(|expert| !expert.name.is_empty());
        let name = expert.map(|expert| without_contacts(&expert.name));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| id.to_owned())
    }

    /// An empty workbook.
    pub(super) fn book(&self) -> Result<Workbook, XlsxError> {
        let mut book = Workbook::new();
        // A fixed time, so that the same plan gives the same file.
        let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
        Ok(book)
    }

    pub(super) fn head(
        &self,
        sheet: &mut Worksheet,
        title: &Bilingual,
        guide: &Bilingual,
        (owner, [first, second]): (&Owner, [&str; 2]),
        columns: usize,
    ) -> Result<(), XlsxError> {
        let (label, value) = (self.style.label(), self.style.label());
        sheet.write_string_with_format(0, 0, title.say(self.lang), &self.style.title())?;
        sheet.set_row_height(0, 28)?;
        let expert = matches!(owner, Owner::Expert(_));
        let words = owner_label(expert);
        sheet.write_string_with_format(1, 0, words.say(self.lang), &label)?;
        sheet.write_string_with_format(1, 2, owner.id(), &value)?;
        let about = match (expert, self.lang) {
            (true, Lang::Zh) => format!("姓名：{first}　专业组：{second}"),
            (true, Lang::En) => format!("Name: {first}   Group: {second}"),
            (false, Lang::Zh) => format!("专业组：{first}　组长：{second}"),
            (false, Lang::En) => format!("Group: {first}   Leader: {second}"),
        };
        sheet.write_string_with_format(1, 3, fitted(&about), &value)?;
        let last = u16::try_from(columns - 1).unwrap_or(u16::MAX);
        sheet.merge_range(2, 0, 2, last, guide.say(self.lang), &self.style.note())?;
        sheet.set_row_height(2, 36)?;
        Ok(())
    }

    pub(super) fn headers(
        &self,
        sheet: &mut Worksheet,
        columns: &[Column],
        widths: &[f64],
    ) -> Result<(), XlsxError> {
        let format = self.style.header();
        for ((at, column), width) in (0_u16..).zip(columns).zip(widths) {
            let mut text = self.say(&self.form.header(*column));
            if let Column::Score(at) = column {
                let own = self.form.criteria.each.get(*at);
                let share = own.map_or(0.0, |own| own.share * 100.0);
                let max = self.form.max(*column);
                let more = match self.form.criteria.points {
                    true => bilingual!("\n0–{max} 分", "\n0–{max}"),
                    false => {
                        bilingual!("\n0–{max} 分\n占 {share:.0}%", "\n0–{max}, {share:.0}%")
                    }
                };
                text.push_str(more.say(self.lang));
            }
            sheet.write_string_with_format(HEADER, at, text, &format)?;
            sheet.set_column_width(at, *width)?;
        }
        sheet.set_row_height(HEADER, 50)?;
        Ok(())
    }

    /// Number, id, title and applicant of a row.
    pub(super) fn known(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        submission: &Submission,
    ) -> Result<(), XlsxError> {
        let (text, centred) = (self.style.text(), self.style.centred());
        sheet.write_number_with_format(row, 0, f64::from(row - HEADER), &centred)?;
        sheet.write_string_with_format(row, 1, &submission.id, &centred)?;
        let [title, organization] =
            [&submission.title, &submission.organization].map(|own| fitted(&without_contacts(own)));
        sheet.write_string_with_format(row, 2, &title, &text)?;
        sheet.write_string_with_format(row, 3, &organization, &text)?;
        let widest = title.width().max(organization.width() + 4);
        let lines = (widest as f64 / 26.0).ceil().max(2.0);
        sheet.set_row_height(row, (4.0 + 15.0 * lines).min(400.0))?;
        Ok(())
    }

    pub(super) fn range(&self, max: f64) -> Result<DataValidation, XlsxError> {
        let title = bilingual!("分数", "Score");
        let ask = bilingual!("填 0–{max} 的数字", "A number from 0 to {max}");
        Ok(DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(0.0, max))
            .set_input_title(title.say(self.lang))?
            .set_input_message(ask.say(self.lang))?
            .set_error_title(title.say(self.lang))?
            .set_error_message(ask.say(self.lang))?
            .set_error_style(DataValidationErrorStyle::Stop))
    }

    pub(super) fn yes_no(&self) -> Result<DataValidation, XlsxError> {
        let words = match self.lang {
            Lang::Zh => ["是", "否"],
            Lang::En => ["yes", "no"],
        };
        DataValidation::new().allow_list_strings(&words)
    }

    /// A line to sign on paper, in the first column, which is not read back.
    pub(super) fn sign(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        who: &Bilingual,
    ) -> Result<(), XlsxError> {
        let (zh, en) = (&who.zh, &who.en);
        let line = bilingual!(
            "{zh}：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日",
            "{en}: ____________________   Date: ______________"
        );
        sheet.write_string_with_format(row, 0, line.say(self.lang), &self.style.label())?;
        sheet.set_row_height(row, 30)?;
        Ok(())
    }

    /// Sets what all sheets to fill in share: panes, paper, footer, protection.
    pub(super) fn finish(&self, sheet: &mut Worksheet, owner: &Owner) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(HEADER + 1, 3)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        // A sheet of several pages may come apart: each says whose it is. & begins a code.
        let id = owner.id().replace('&', "&&");
        let footer = match self.lang {
            Lang::Zh => format!("&L内部资料，注意保密&C{id}&R第 &P 页，共 &N 页"),
            Lang::En => format!("&LConfidential&C{id}&RPage &P of &N"),
        };
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
            .set_footer(footer);
        let options = ProtectionOptions {
            format_rows: true,
            format_columns: true,
            ..ProtectionOptions::new()
        };
        sheet.protect_with_options(&options);
        Ok(())
    }

    /// Adds the sheet of criteria.
    pub(super) fn criteria(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.say(&bilingual!("评分标准", "Criteria")))?;
        let headers = [
            bilingual!("标准", "Criterion"),
            match self.form.criteria.points {
                true => bilingual!("满分", "Points"),
                false => bilingual!("权重", "Weight"),
            },
            bilingual!("看什么", "What to look at"),
        ];
        for ((at, header), width) in (0_u16..).zip(&headers).zip([22.0, 10.0, 90.0]) {
            sheet.write_string_with_format(0, at, header.say(self.lang), &self.style.header())?;
            sheet.set_column_width(at, width)?;
        }
        let text: Format = self.style.text();
        for (row, own) in (1_u32..).zip(&self.form.criteria.each) {
            let share = match self.form.criteria.points {
                true => own.max.to_string(),
                false => format!("{:.0}%", own.share * 100.0),
            };
            sheet.write_string_with_format(row, 0, own.name.say(self.lang), &text)?;
            sheet.write_string_with_format(row, 1, share, &self.style.centred())?;
            let guide = fitted(own.guide.say(self.lang));
            let lines = (guide.width() as f64 / 86.0).ceil().max(3.0);
            sheet.write_string_with_format(row, 2, guide, &text)?;
            sheet.set_row_height(row, (3.0 + 15.0 * lines).min(400.0))?;
        }
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.protect();
        Ok(())
    }

    /// Adds the mark and names the file.
    pub(super) fn close(
        &self,
        mut book: Workbook,
        owner: Owner,
        signer: &str,
        group: &Group,
        rows: &[&Submission],
    ) -> Result<SheetFile, XlsxError> {
        let mark = Mark {
            season: self.season_hash.clone(),
            plan: self.plan_hash.to_owned(),
            owner,
            signer: signer.to_owned(),
            terms: Some(Terms {
                round: self.round,
                scale: Scale::of(&self.form.criteria),
            }),
            rows: rows
                .iter()
                .map(|own| (own.id.clone(), row_hash(own)))
                .collect(),
        };
        let sheet = book.add_worksheet();
        sheet.set_name(MARK_SHEET)?.set_very_hidden(true);
        for (row, cells) in (0_u32..).zip(mark.cells()) {
            for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, column, cell)?;
            }
        }
        sheet.protect();
        let name = match signer {
            "" => self.names.get(&group.id, &mark.owner),
            id => self.names.signed(&group.id, id),
        };
        Ok(SheetFile {
            name,
            owner: mark.owner,
            rows: rows.len(),
            bytes: book.save_to_buffer()?,
        })
    }
}
