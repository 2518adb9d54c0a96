//! The difference as a workbook.

use super::tables::text_tables;
use crate::model::difference::Difference;
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::report::text_table::{self, Imprint};
use rust_xlsxwriter::XlsxError;

/// Creates the workbook in memory: 变动一览, 人员变动, 申报变动, 评审变动, 通知 (or their English names). The same
/// difference gives the same bytes.
///
/// # Errors
/// A table exceeds the limits of a sheet (1,048,575 rows).
pub fn workbook(difference: &Difference, names: &Names, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let tables = text_tables(difference, names, lang);
    text_table::workbook(&tables, &imprint(names), lang)
}

/// What the workbook and the page say of themselves.
pub(super) fn imprint(names: &Names) -> Imprint {
    Imprint::new(names.heading())
        .of(names.plans())
        .confidential()
        .above_tables()
}
