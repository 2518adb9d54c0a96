//! Headers and labels of the sheets, which are also used to recognise them.

use crate::bilingual;
use crate::model::words::{Bilingual, folded};

/// A column of a score sheet or a consensus sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Number,
    Id,
    Title,
    Organization,
    /// The criterion of this number.
    Score(usize),
    Total,
    Comment,
    Recusal,
    Reason,
    Reviewers,
    Agreed,
    Recommended,
    Opinion,
}

/// Columns of an expert's sheet before those of the criteria, from the left.
pub(super) const EXPERT_BEFORE: [Column; 4] = [
    Column::Number,
    Column::Id,
    Column::Title,
    Column::Organization,
];

/// Columns of an expert's sheet behind those of the criteria.
pub(super) const EXPERT_AFTER: [Column; 4] = [
    Column::Total,
    Column::Comment,
    Column::Recusal,
    Column::Reason,
];

/// Columns of a group's sheet, from the left.
pub(super) const GROUP_COLUMNS: [Column; 8] = [
    Column::Number,
    Column::Id,
    Column::Title,
    Column::Organization,
    Column::Reviewers,
    Column::Agreed,
    Column::Recommended,
    Column::Opinion,
];

impl Column {
    /// The usual header; empty for a criterion, which the award names.
    pub(super) fn header(self) -> Bilingual {
        match self {
            Self::Number => bilingual!("序号", "No."),
            Self::Id => bilingual!("申报编号", "Submission"),
            Self::Title => bilingual!("经验名称", "Title"),
            Self::Organization => bilingual!("申报单位", "Applicant"),
            Self::Score(_) => Bilingual::default(),
            Self::Total => bilingual!("加权总分", "Weighted total"),
            Self::Comment => bilingual!("评语", "Comment"),
            Self::Recusal => bilingual!("申请回避", "Recusal"),
            Self::Reason => bilingual!("回避事由", "Reason for recusal"),
            Self::Reviewers => bilingual!("评审专家", "Reviewers"),
            Self::Agreed => bilingual!("合议分", "Agreed score"),
            Self::Recommended => bilingual!("是否推荐", "Recommended"),
            Self::Opinion => bilingual!("合议意见", "Opinion of the group"),
        }
    }
}

/// The label before the owner's id.
pub(super) fn owner_label(expert: bool) -> Bilingual {
    if expert {
        bilingual!("专家编号", "Expert id")
    } else {
        bilingual!("组号", "Group id")
    }
}

/// The text truncated to what a cell can hold, 32,767 characters; truncation is marked.
pub(super) fn fitted(text: &str) -> String {
    const MOST: usize = 32_000;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Letters and digits only, with width and case folded.
pub(super) fn fold(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric();
    folded(text).chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_cell_can_hold_is_cut_and_marked() {
        assert_eq!(fitted("泵"), "泵");
        let cut = fitted(&"泵".repeat(33_000));
        assert_eq!(cut.chars().count(), 32_001);
        assert!(cut.ends_with("泵…"));
    }
}
