//! What the sheets of an award ask for, and what they call it.

use super::words::{Column, EXPERT_AFTER, EXPERT_BEFORE, GROUP_COLUMNS, fold};
use crate::model::Rules;
use crate::model::settings::Criteria;
use crate::model::words::Bilingual;

/// Criteria and words of the sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The criteria.
    pub criteria: Criteria,
    /// What the title of a submission is called.
    pub work: Bilingual,
    /// The same as the header of a table of text.
    pub work_key: Bilingual,
    /// Whether the mean leaves out the highest and the lowest total.
    pub trimmed: bool,
}

impl Form {
    /// What the rules ask for.
    pub fn of(rules: &Rules) -> Self {
        Self {
            criteria: rules.criteria(),
            work: rules.award.work_named(),
            work_key: rules.award.work_word(),
            trimmed: rules.award.trimmed_mean,
        }
    }

    /// Number of criteria.
    pub(super) fn count(&self) -> usize {
        self.criteria.each.len()
    }

    /// Columns of an expert's sheet, from the left.
    pub(super) fn expert_columns(&self) -> Vec<Column> {
        let scores = (0..self.count()).map(Column::Score);
        let all = EXPERT_BEFORE.into_iter().chain(scores);
        all.chain(EXPERT_AFTER).collect()
    }

    /// The header of a column; those of criteria have weight and range on further lines.
    pub(super) fn header(&self, column: Column) -> Bilingual {
        match column {
            Column::Score(at) => {
                let own = self.criteria.each.get(at);
                own.map_or_else(Bilingual::default, |own| own.name.clone())
            }
            Column::Title => self.work.clone(),
            Column::Total if self.criteria.points => crate::bilingual!("总分", "Total"),
            other => other.header(),
        }
    }

    /// The column with a header, by the header's first line.
    pub(super) fn column(&self, header: &str) -> Option<Column> {
        let first = fold(header.lines().next().unwrap_or_default());
        let all = self.expert_columns().into_iter().chain(GROUP_COLUMNS);
        let mut all = all.chain([Column::Title]);
        all.find(|column| {
            let (own, usual) = (self.header(*column), column.header());
            let mut words = [&own.zh, &own.en, &usual.zh, &usual.en].into_iter();
            let sum = *column == Column::Total && ["总分", "total"].contains(&first.as_str());
            sum || words.any(|words| !words.is_empty() && first == fold(words))
        })
    }

    /// The highest score that a column takes.
    pub(super) fn max(&self, column: Column) -> f64 {
        match column {
            Column::Score(at) => self.criteria.each.get(at).map_or(0.0, |own| own.max),
            _ => self.criteria.max,
        }
    }

    /// No score for any criterion.
    pub(super) fn nothing(&self) -> Vec<Option<f64>> {
        vec![None; self.count()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::TAKEN;

    #[test]
    fn every_column_is_found_by_its_header_and_no_criterion_takes_one() {
        for criteria in ["", "gbt19580"] {
            let mut rules = Rules::default();
            rules.award.criteria = criteria.to_owned();
            rules.award.work = "项目名称".to_owned();
            let form = Form::of(&rules);
            for column in form.expert_columns().into_iter().chain(GROUP_COLUMNS) {
                let header = form.header(column);
                for words in [&header.zh, &header.en] {
                    let shown = format!("{words}\n0–100 分");
                    assert_eq!(form.column(&shown), Some(column), "{shown}");
                }
                if !matches!(column, Column::Score(_)) {
                    assert!(TAKEN.contains(&column.header().zh.as_str()), "{column:?}");
                }
            }
            assert_eq!(form.column("经验名称"), Some(Column::Title));
            assert_eq!(form.column(""), None);
        }
    }
}
