//! The difference as a self-contained page.

use super::sheets::imprint;
use super::tables::text_tables;
use crate::model::difference::Difference;
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::report::text_table;

/// Writes the page: the same tables as the [`workbook`](super::workbook).
///
/// # Errors
/// Formatting fails, which does not happen for text.
pub fn page(difference: &Difference, names: &Names, lang: Lang) -> Result<String, askama::Error> {
    let tables = text_tables(difference, names, lang);
    text_table::page(&imprint(names), "", &tables, lang)
}
