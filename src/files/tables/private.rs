//! Removes telephone numbers and addresses typed after a name, as early as possible, so that no
//! output, message or letter can contain them.

use super::ProblemCode;
use super::findings::Findings;
use super::sheet::table::Row;
use crate::bilingual;
use crate::model::Place;
use crate::model::words::without_contacts;
use std::collections::BTreeMap;

/// Contacts removed from the cells of a table, by column: the first place and the number.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    columns: BTreeMap<usize, (Place, usize)>,
}

impl LeftOut {
    /// Removes contacts from a cell's text.
    pub(super) fn take(&mut self, text: &mut String, row: &Row<'_, '_>, column: usize) {
        let bare = without_contacts(text);
        if bare == *text {
            return;
        }
        *text = bare;
        let first = || (row.place_of(column), 0);
        self.columns.entry(column).or_insert_with(first).1 += 1;
    }

    /// Reports the removals, once per column.
    pub(super) fn tell(self, findings: &mut Findings) {
        for (place, count) in self.columns.into_values() {
            findings.add(
                ProblemCode::ContactInName,
                place,
                "",
                bilingual!(
                    "这一列有 {count} 个单元格在名称后写有电话、邮箱或账号（此处为第一个）；读取时已略去，不会出现在任何输出中",
                    "Cells in this column with a telephone number, an e-mail address or an account after the name: {count} (the first is here); these were left out and appear in no output"
                ),
                bilingual!(
                    "请移到“手机”“邮箱”等列（本程序不使用这些列）；若略去的不是联系方式，请告知维护者",
                    "Move them to columns of their own, which this program does not use; if what was left out is not contact information, please inform the maintainers"
                ),
            );
        }
    }
}
