//! Making the workbooks.

use super::form::Form;
use super::maker::{HEADER, Maker, SheetFile};
use super::mark::{Owner, SheetRound, season_hash};
use super::names::SheetNames;
use super::signer::Signers;
use super::style::Style;
use super::words::{GROUP_COLUMNS, fitted};
use crate::bilingual;
use crate::model::plan::{Group, Plan};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Expert, Season, Submission};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError, column_number_to_name};
use std::collections::BTreeMap;

/// Makes all workbooks of a plan, group by group: each member with something to review, then the
/// group's own. `plan_hash` is the SHA-256 of the bytes of the plan. The same input gives the
/// same bytes. Ids of the plan that the season does not know are left out.
///
/// # Errors
/// When a table does not fit a sheet.
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
        form: Form::of(&season.rules),
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
        // The leader first, then those who sign instead.
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

/// Width of the column of ids, none of which is to be broken.
fn id_width(own: &[&Submission]) -> f64 {
    const USUAL: f64 = 11.0;
    const MOST: f64 = 30.0;
    let longest = own.iter().map(|own| own.id.chars().count()).max();
    (longest.unwrap_or(0) as f64 * 1.2 + 2.0).clamp(USUAL, MOST)
}

/// The column of the first criterion, from 0.
const FIRST_SCORE: u16 = 4;

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
        let guide = self.guide();
        let person = self.name(&expert.id);
        let name = [person.as_str(), group.name.as_str()];
        let columns = self.form.expert_columns();
        self.head(sheet, &title, &guide, (&owner, name), columns.len())?;
        let each = if self.form.count() > 4 { 11.0 } else { 15.0 };
        let scores = vec![each; self.form.count()];
        let widths: [&[f64]; 3] = [
            &[5.0, id_width(own), 30.0, 26.0],
            &scores,
            &[10.0, 40.0, 10.0, 24.0],
        ];
        self.headers(sheet, &columns, &widths.concat())?;
        for (at, submission) in (0_u32..).zip(own) {
            self.expert_row(sheet, HEADER + 1 + at, submission)?;
        }
        let last = HEADER + u32::try_from(own.len()).unwrap_or(u32::MAX - HEADER - 1);
        for (column, own) in (FIRST_SCORE..).zip(&self.form.criteria.each) {
            let range = self.range(own.max)?;
            sheet.add_data_validation(HEADER + 1, column, last, column, &range)?;
        }
        let recusal = self.total_column() + 2;
        sheet.add_data_validation(HEADER + 1, recusal, last, recusal, &self.yes_no()?)?;
        self.sign(
            sheet,
            last + 2,
            &bilingual!("专家签名", "Signature of the expert"),
        )?;
        self.finish(sheet, &owner)?;
        self.criteria(&mut book)?;
        self.close(book, owner, "", group, own)
    }

    /// What an expert is to do, in the row above the table.
    fn guide(&self) -> Bilingual {
        let (max, count) = (self.form.criteria.max, self.form.count());
        let scores = match (self.form.criteria.points, count) {
            (true, _) => bilingual!(
                "{count} 项各在满分以内打分（满分见表头，合计 {max} 分）",
                "a score for each of the {count} criteria, up to its points (see the headers; {max} in all)"
            ),
            (false, _) => bilingual!(
                "三项各打 0–{max} 分",
                "0 to {max} for each of the three criteria"
            ),
        };
        let Bilingual { zh, en } = scores;
        bilingual!(
            "只填黄色单元格：{zh}，写评语；需要回避的，在“申请回避”栏选“是”并写明事由，不必打分。其余单元格已锁定，请勿改动编号。评分标准见第二张表。",
            "Fill in the yellow cells only: {en}, and a comment. To be recused from a submission, choose yes under Recusal and give the reason; no scores are needed then. All other cells are locked; please do not change the ids. The criteria are on the second sheet."
        )
    }

    /// The column of the total, behind those of the criteria.
    fn total_column(&self) -> u16 {
        FIRST_SCORE + u16::try_from(self.form.count()).unwrap_or(u16::MAX / 2)
    }

    fn expert_row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        submission: &Submission,
    ) -> Result<(), XlsxError> {
        self.known(sheet, row, submission)?;
        let number = self.style.number_input();
        let total_column = self.total_column();
        for column in FIRST_SCORE..total_column {
            sheet.write_blank(row, column, &number)?;
        }
        let at = row + 1;
        let cells = (FIRST_SCORE..).zip(&self.form.criteria.each);
        let counted: Vec<(String, f64)> = cells
            .filter(|(_, own)| own.factor > 0.0)
            .map(|(column, own)| (format!("{}{at}", column_number_to_name(column)), own.factor))
            .collect();
        let names: Vec<&str> = counted.iter().map(|(cell, _)| cell.as_str()).collect();
        let sums: Vec<String> = counted
            .iter()
            .map(|(cell, factor)| match self.form.criteria.points {
                true => cell.clone(),
                false => format!("{cell}*{factor}"),
            })
            .collect();
        let (count, names, sums) = (names.len(), names.join(","), sums.join("+"));
        let total = Formula::new(format!("=IF(COUNT({names})={count},ROUND({sums},2),\"\")"));
        // Until it is counted the cell must look empty: an empty result would be kept as 0.
        let figure = self.style.figure();
        sheet.write_formula_with_format(row, total_column, total.set_result(" "), &figure)?;
        sheet.write_blank(row, total_column + 1, &self.style.text_input())?;
        sheet.write_blank(row, total_column + 2, &self.style.choice_input())?;
        sheet.write_blank(row, total_column + 3, &self.style.text_input())?;
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
        let max = self.form.criteria.max;
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
        let widths = [5.0, id_width(held), 30.0, 26.0, 26.0, 11.0, 14.0, 46.0];
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
}
