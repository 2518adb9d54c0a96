//! The difference as a self-contained page.

use super::tables::text_tables;
use crate::bilingual;
use crate::model::difference::Difference;
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::report::text_table;

/// Writes the page: the same tables as the [`workbook`](super::workbook).
///
/// # Errors
/// Formatting fails, which does not happen for text.
pub fn page(difference: &Difference, names: &Names, lang: Lang) -> Result<String, askama::Error> {
    let title = bilingual!("方案变动对照", "Difference of two plans");
    text_table::page(&title, "", &text_tables(difference, names, lang), lang)
}
