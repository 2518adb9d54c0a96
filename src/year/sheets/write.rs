//! Creates the workbooks.

use super::criteria::{CRITERIA, weights};
use super::mark::{MARK_SHEET, Mark, Owner, Scale, SheetRound, Terms, row_hash, season_hash};
use super::names::SheetNames;
use super::signer::Signers;
use super::style::Style;
use super::words::{Column, EXPERT_COLUMNS, GROUP_COLUMNS, fitted, owner_label};
use crate::bilingual;
use crate::model::plan::{Group, Plan};
use crate::model::words::{Bilingual, Lang, without_contacts};
use crate::model::{Expert, Season, Submission};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// One workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFile {
    /// File name, made from ids only: file names must not contain names of people.
    pub name: String,
    /// Expert or group it belongs to.
    pub owner: Owner,
    /// Number of submissions on it.
    pub rows: usize,
    /// Content of the file.
    pub bytes: Vec<u8>,
}

/// Row of the header, from 0.
const HEADER: u32 = 4;

/// Creates all workbooks of a plan, group by group: each member with reviews, then the group's own.
/// `plan_hash` is the SHA-256 of the bytes of the plan. The same input gives the same bytes. Ids of
/// the plan that the season does not have are left out.
///
/// # Errors
/// A table exceeds the limits of a sheet.
pub fn write(
    season: &Season,
    plan: &Plan,
    plan_hash: &str,
    lang: Lang,
) -> Result<Vec<SheetFile>, XlsxError> {
    let maker = Maker {
        season,
        plan_hash,
        names: SheetNames::of(plan),
        round: SheetRound::of(plan),
        season_hash: season_hash(season),
        lang,
        style: Style::new(lang),
        experts: season
            .experts
            .iter()
            .map(|own| (own.id.as_str(), own))
            .collect(),
        submissions: season
            .submissions
            .iter()
            .map(|own| (own.id.as_str(), own))
            .collect(),
    };
    let signers = Signers::new(season, plan);
    let reviews: BTreeMap<&str, &[String]> = plan
        .reviews
        .iter()
        .map(|review| (review.submission.as_str(), review.reviewers.as_slice()))
        .collect();
    let mut files = Vec::new();
    for group in &plan.groups {
        let held: Vec<&Submission> = group
            .submissions
            .iter()
            .filter_map(|id| maker.submissions.get(id.as_str()).copied())
            .collect();
        let of = |id: &str| reviews.get(id).copied().unwrap_or_default();
        for member in &group.members {
            let Some(expert) = maker.experts.get(member.as_str()) else {
                continue;
            };
            let own: Vec<&Submission> = held
                .iter()
                .copied()
                .filter(|submission| of(&submission.id).contains(member))
                .collect();
            if !own.is_empty() {
                files.push(maker.expert(expert, group, &own)?);
            }
        }
        // The leader first, then those who sign in the leader's place.
        let mut parts: Vec<(&str, Vec<&Submission>)> = vec![(&group.leader, Vec::new())];
        for submission in held {
            let signer = signers.signer(group, &submission.id);
            match parts.iter_mut().find(|(id, _)| *id == signer) {
                Some((_, own)) => own.push(submission),
                None => parts.push((signer, vec![submission])),
            }
        }
        let apart: Vec<&str> = parts[1..]
            .iter()
            .flat_map(|(_, own)| own.iter().map(|submission| submission.id.as_str()))
            .collect();
        for (signer, own) in &parts {
            if !own.is_empty() {
                files.push(maker.group(group, signer, own, &apart, &of)?);
            }
        }
    }
    Ok(files)
}

struct Maker<'a> {
    season: &'a Season,
    plan_hash: &'a str,
    names: SheetNames,
    round: SheetRound,
    season_hash: String,
    lang: Lang,
    style: Style,
    experts: BTreeMap<&'a str, &'a Expert>,
    submissions: BTreeMap<&'a str, &'a Submission>,
}

impl Maker<'_> {
    fn expert(
        &self,
        expert: &Expert,
        group: &Group,
        own: &[&Submission],
    ) -> Result<SheetFile, XlsxError> {
        let owner = Owner::Expert(expert.id.clone());
        let mut book = self.book()?;
        let sheet = book.add_worksheet();
        sheet.set_name(self.say(&bilingual!("评分表", "Scores")))?;
        let Bilingual { zh, en } = self.award();
        let title = match self.round {
            SheetRound::Paper => bilingual!("{zh}评审评分表", "Score sheet {en}"),
            SheetRound::Defence => {
                bilingual!("{zh}答辩评审评分表", "Score sheet of the defence {en}")
            }
        };
        let max = self.season.rules.scoring.max_score;
        let guide = bilingual!(
            "只填黄色单元格：三项各打 0–{max} 分，写评语；需要回避的，在“申请回避”栏选“是”并写明事由，不必打分。其余单元格已锁定，请勿改动编号。评分标准见第二张表。",
            "Fill in the yellow cells only: 0 to {max} for each of the three criteria, and a comment. To be recused from a submission, choose yes under Recusal and give the reason; no scores are needed then. All other cells are locked; please do not change the ids. The criteria are on the second sheet."
        );
        let person = self.name(&expert.id);
        let name = [person.as_str(), group.name.as_str()];
        self.head(sheet, &title, &guide, (&owner, name), EXPERT_COLUMNS.len())?;
        let widths = [
            5.0, 11.0, 30.0, 26.0, 15.0, 15.0, 15.0, 10.0, 40.0, 10.0, 24.0,
        ];
        self.headers(sheet, &EXPERT_COLUMNS, &widths)?;
        for (at, submission) in (0_u32..).zip(own) {
            self.expert_row(sheet, HEADER + 1 + at, submission)?;
        }
        let last = HEADER + u32::try_from(own.len()).unwrap_or(u32::MAX - HEADER - 1);
        sheet.add_data_validation(HEADER + 1, 4, last, 6, &self.range(max)?)?;
        sheet.add_data_validation(HEADER + 1, 9, last, 9, &self.yes_no()?)?;
        self.sign(
            sheet,
            last + 2,
            &bilingual!("专家签名", "Signature of the expert"),
        )?;
        self.finish(sheet, &owner)?;
        self.criteria(&mut book)?;
        self.close(book, owner, "", group, own)
    }

    fn expert_row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        submission: &Submission,
    ) -> Result<(), XlsxError> {
        self.known(sheet, row, submission)?;
        let number = self.style.number_input();
        for column in 4..7 {
            sheet.write_blank(row, column, &number)?;
        }
        let at = row + 1;
        let cells = ["E", "F", "G"]
            .into_iter()
            .zip(weights(&self.season.rules.scoring));
        let counted: Vec<(String, f64)> = cells
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(column, weight)| (format!("{column}{at}"), weight))
            .collect();
        let names: Vec<&str> = counted.iter().map(|(cell, _)| cell.as_str()).collect();
        let sums: Vec<String> = counted
            .iter()
            .map(|(cell, weight)| format!("{cell}*{weight}"))
            .collect();
        let (count, names, sums) = (names.len(), names.join(","), sums.join("+"));
        let total = Formula::new(format!("=IF(COUNT({names})={count},ROUND({sums},2),\"\")"));
        // The cell must look empty until it is calculated; an empty result would be stored as 0.
        sheet.write_formula_with_format(row, 7, total.set_result(" "), &self.style.figure())?;
        sheet.write_blank(row, 8, &self.style.text_input())?;
        sheet.write_blank(row, 9, &self.style.choice_input())?;
        sheet.write_blank(row, 10, &self.style.text_input())?;
        Ok(())
    }

    fn group<'s>(
        &self,
        group: &Group,
        signer: &str,
        held: &[&Submission],
        apart: &[&str],
        reviewers: &dyn Fn(&str) -> &'s [String],
    ) -> Result<SheetFile, XlsxError> {
        let owner = Owner::Group(group.id.clone());
        let mut book = self.book()?;
        let sheet = book.add_worksheet();
        sheet.set_name(self.say(&bilingual!("合议表", "Consensus")))?;
        let Bilingual { zh, en } = self.award();
        let title = match self.round {
            SheetRound::Paper => bilingual!("{zh}评审合议表", "Consensus sheet {en}"),
            SheetRound::Defence => {
                bilingual!("{zh}答辩评审合议表", "Consensus sheet of the defence {en}")
            }
        };
        let max = self.season.rules.scoring.max_score;
        let leads = signer == group.leader;
        let ids = apart.join(self.lang.pick("、", ", "));
        let guide = match (leads, apart.is_empty()) {
            (true, true) => bilingual!(
                "由组长在本组合议后填写黄色单元格：合议分（0–{max}，可空，空则按专家评分排序）、是否推荐、合议意见。其余单元格已锁定。",
                "To be filled in by the leader after the group's deliberation: the agreed score (0 to {max}; where empty, the experts' scores decide the order), whether to recommend, and the opinion. All other cells are locked."
            ),
            (true, false) => bilingual!(
                "由组长在本组合议后填写黄色单元格：合议分（0–{max}，可空，空则按专家评分排序）、是否推荐、合议意见。其余单元格已锁定。组长须对 {ids} 回避，不参加其合议；另有合议表，由其他组员主持并签名。",
                "To be filled in by the leader after the group's deliberation: the agreed score (0 to {max}; where empty, the experts' scores decide the order), whether to recommend, and the opinion. All other cells are locked. The leader is recused from {ids} and takes no part in its deliberation: another member leads it and signs, on a separate sheet."
            ),
            (false, _) => bilingual!(
                "组长须对本表所列申报回避，由签署人主持合议并填写黄色单元格：合议分（0–{max}，可空）、是否推荐、合议意见。签署人的顺序：未回避的组员中可任组长者在先，其次该项的评审专家，再按专家表的顺序。",
                "The leader is recused from these submissions: the member named here leads the deliberation and fills in the agreed score (0 to {max}, may be empty), whether to recommend, and the opinion. The order of members: of those not recused, who may lead comes first, then reviewers of the submission, then the order of the experts' table."
            ),
        };
        let leader = self.name(signer);
        let name = [group.name.as_str(), leader.as_str()];
        self.head(sheet, &title, &guide, (&owner, name), GROUP_COLUMNS.len())?;
        if !leads {
            let about = match self.lang {
                Lang::Zh => format!("专业组：{}　签署人（代组长）：{}", name[0], name[1]),
                Lang::En => format!("Group: {}   Signing for the leader: {}", name[0], name[1]),
            };
            sheet.write_string_with_format(1, 3, about, &self.style.label())?;
        }
        let widths = [5.0, 11.0, 30.0, 26.0, 26.0, 11.0, 14.0, 46.0];
        self.headers(sheet, &GROUP_COLUMNS, &widths)?;
        for (at, submission) in (0_u32..).zip(held) {
            let row = HEADER + 1 + at;
            self.known(sheet, row, submission)?;
            let names: Vec<String> = reviewers(&submission.id)
                .iter()
                .map(|id| self.name(id))
                .collect();
            let names = names.join(self.lang.pick("、", ", "));
            sheet.write_string_with_format(row, 4, fitted(&names), &self.style.text())?;
            sheet.write_blank(row, 5, &self.style.number_input())?;
            sheet.write_blank(row, 6, &self.style.choice_input())?;
            sheet.write_blank(row, 7, &self.style.text_input())?;
        }
        let last = HEADER + u32::try_from(held.len()).unwrap_or(u32::MAX - HEADER - 1);
        sheet.add_data_validation(HEADER + 1, 5, last, 5, &self.range(max)?)?;
        sheet.add_data_validation(HEADER + 1, 6, last, 6, &self.yes_no()?)?;
        let signature = match leads {
            true => bilingual!("组长签名", "Signature of the leader"),
            false => bilingual!("签署人签名（代组长）", "Signature (for the leader)"),
        };
        self.sign(sheet, last + 2, &signature)?;
        self.finish(sheet, &owner)?;
        let signer = if leads { "" } else { signer };
        self.close(book, owner, signer, group, held)
    }

    /// The award and its year, as titles begin.
    fn award(&self) -> Bilingual {
        let rules = &self.season.rules;
        rules.award.heading(rules.conflicts.year)
    }

    fn say(&self, words: &Bilingual) -> String {
        words.say(self.lang).to_owned()
    }

    /// A person's name, or the id if there is none.
    fn name(&self, id: &str) -> String {
        let expert = self
            .experts
            .get(id)
            .filter(|expert| !expert.name.is_empty());
        let name = expert.map(|expert| without_contacts(&expert.name));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| id.to_owned())
    }

    fn book(&self) -> Result<Workbook, XlsxError> {
        let mut book = Workbook::new();
        // A fixed time, so that the same plan gives the same file.
        let fixed = ExcelDateTime::from_ymd(2026, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
        Ok(book)
    }

    fn head(
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

    fn headers(
        &self,
        sheet: &mut Worksheet,
        columns: &[Column],
        widths: &[f64],
    ) -> Result<(), XlsxError> {
        let format = self.style.header();
        let rules = &self.season.rules.scoring;
        for ((at, column), width) in (0_u16..).zip(columns).zip(widths) {
            let mut text = self.say(&column.header());
            if let Column::Score(criterion) = column {
                let own = CRITERIA.iter().position(|other| other == criterion);
                let share = own.map_or(0.0, |own| weights(rules)[own] * 100.0);
                let max = rules.max_score;
                let more = bilingual!("\n0–{max} 分\n占 {share:.0}%", "\n0–{max}, {share:.0}%");
                text.push_str(more.say(self.lang));
            }
            sheet.write_string_with_format(HEADER, at, text, &format)?;
            sheet.set_column_width(at, *width)?;
        }
        sheet.set_row_height(HEADER, 50)?;
        Ok(())
    }

    /// Number, id, title and applicant of a row.
    fn known(
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

    fn range(&self, max: f64) -> Result<DataValidation, XlsxError> {
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

    fn yes_no(&self) -> Result<DataValidation, XlsxError> {
        let words = match self.lang {
            Lang::Zh => ["是", "否"],
            Lang::En => ["yes", "no"],
        };
        DataValidation::new().allow_list_strings(&words)
    }

    /// A signature line for paper, in the first column, which is not read back.
    fn sign(&self, sheet: &mut Worksheet, row: u32, who: &Bilingual) -> Result<(), XlsxError> {
        let (zh, en) = (&who.zh, &who.en);
        let line = bilingual!(
            "{zh}：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日",
            "{en}: ____________________   Date: ______________"
        );
        sheet.write_string_with_format(row, 0, line.say(self.lang), &self.style.label())?;
        sheet.set_row_height(row, 30)?;
        Ok(())
    }

    fn finish(&self, sheet: &mut Worksheet, owner: &Owner) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(HEADER + 1, 3)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        // Printed pages may get separated, so each shows its owner. & begins a format code.
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

    fn criteria(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.say(&bilingual!("评分标准", "Criteria")))?;
        let headers = [
            bilingual!("标准", "Criterion"),
            bilingual!("权重", "Weight"),
            bilingual!("看什么", "What to look at"),
        ];
        for ((at, header), width) in (0_u16..).zip(&headers).zip([22.0, 10.0, 90.0]) {
            sheet.write_string_with_format(0, at, header.say(self.lang), &self.style.header())?;
            sheet.set_column_width(at, width)?;
        }
        let shares = weights(&self.season.rules.scoring);
        let text: Format = self.style.text();
        for ((row, criterion), share) in (1_u32..).zip(CRITERIA).zip(shares) {
            let (name, guide) = (criterion.name(), criterion.guide());
            let share = format!("{:.0}%", share * 100.0);
            sheet.write_string_with_format(row, 0, name.say(self.lang), &text)?;
            sheet.write_string_with_format(row, 1, share, &self.style.centred())?;
            sheet.write_string_with_format(row, 2, guide.say(self.lang), &text)?;
            sheet.set_row_height(row, 48)?;
        }
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.protect();
        Ok(())
    }

    /// Adds the mark and the file name.
    fn close(
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
                scale: Scale::of(&self.season.rules.scoring),
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
