//! What can be wrong with filled-in sheets, in words.

mod cells;
mod collected;
mod problem;
mod rows;
mod workbook;

pub(super) use cells::{
    in_percent, no_number, no_such_answer, other_format, out_of_range, part_of_one,
    recusal_in_words, recusal_unclear, text_number, total_alone,
};
pub(super) use collected::{
    absent, agreed_by_recused, apart, came_refused, contradicting, incomplete, longer_than_all,
    recusal, recused_with_scores, sheet_not_read, too_few_to_trim, twice, unsupported,
};
pub(super) use problem::problem;
pub(super) use rows::{
    changed_submission, exchanged_id, no_longer_assigned, other_title, row_twice, strange_row,
};
pub(super) use workbook::{
    altered, earlier_plan, no_mark, no_table, not_in_plan, other_criteria, other_owner,
    other_round, other_scale, other_season, other_weights, row_missing, sealed, unreadable,
};
