//! Reports on the shape of a table: rows too long or cut off, values without a header, hidden rows,
//! merged cells, rows left out, unreadable cells.

use super::header::Header;
use super::merged::Filled;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::facts::{Facts, cell_name, column_name};
use crate::files::tables::container::grid::GridRow;
use crate::files::tables::findings::Findings;
use crate::model::Place;

/// Maximum number of rows or cells named in one message; beyond it only the count is given.
pub(in crate::files::tables) const NAMED: usize = 10;

/// A table in its sheet.
pub(in crate::files::tables) struct Shape<'a, 't> {
    /// The place of the whole table.
    pub(in crate::files::tables) place: Place,
    pub(in crate::files::tables) header: &'a Header,
    /// Facts about the sheet other than cell values.
    pub(in crate::files::tables) facts: &'a Facts,
    /// The rows below the header that are read.
    pub(in crate::files::tables) rows: &'a [GridRow<'t>],
    /// Number of columns up to the last header.
    pub(in crate::files::tables) width: usize,
    /// Further columns of lists: column of the table, column of the sheet.
    pub(in crate::files::tables) listed: &'a [(usize, usize)],
}

impl Shape<'_, '_> {
    pub(in crate::files::tables) fn row_place(&self, row: u32) -> Place {
        Place {
            row: Some(row),
            ..self.place.clone()
        }
    }

    /// Cells beyond the last header of a CSV row mean that a comma inside a cell was not quoted,
    /// and that everything right of it is in the wrong column.
    pub(in crate::files::tables) fn rows_too_long(&self, findings: &mut Findings) {
        for row in self.rows {
            let beyond = row.cells.iter().skip(self.width);
            let Some(extra) = beyond.clone().find(|cell| !cell.is_empty()) else {
                continue;
            };
            let cells = row
                .cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |at| at + 1);
            let width = self.width;
            findings.add(
                ProblemCode::RowTooLong,
                self.row_place(row.number),
                extra.text(),
                bilingual!(
                    "本行有 {cells} 格，而表头只有 {width} 列，各列可能已错位",
                    "The row has {cells} cells but the header only {width}; they are probably in the wrong columns"
                ),
                bilingual!(
                    "内容含分隔符的单元格要用英文双引号括起来，或另存为 XLSX",
                    "Put cells that contain the separator in double quotes, or save the table as XLSX"
                ),
            );
        }
    }

    /// Reports rows of a text file with fewer cells than the header. `ends` is the number of the
    /// very last row and its number of cells; without a line end, the file was cut off there.
    pub(in crate::files::tables) fn rows_too_short(
        &self,
        ends: Option<(u32, usize)>,
        findings: &mut Findings,
    ) {
        let width = self.width;
        let last = self.rows.last().map(|row| row.number);
        let cut =
            ends.filter(|(row, cells)| self.facts.open_end && *cells < width && last == Some(*row));
        if let Some((row, cells)) = cut {
            findings.add(
                ProblemCode::CutOff,
                self.row_place(row),
                "",
                bilingual!(
                    "文件在本行中间结束：只有 {cells} 格，表头有 {width} 列，行末也没有换行，文件很可能被截断",
                    "The file ends within this row: {cells} of {width} cells, and no line break. The file was probably cut off"
                ),
                bilingual!(
                    "重新导出或重新下载该文件；若内容完整，补齐本行各格并在行末换行",
                    "Export or download the file again; if it is complete, fill in the row and end it with a line break"
                ),
            );
        }
        let cut = cut.map(|(row, _)| row);
        let short: Vec<u32> = self
            .rows
            .iter()
            .filter(|row| row.cells.len() < width && Some(row.number) != cut)
            .map(|row| row.number)
            .collect();
        let Some(first) = short.first() else {
            return;
        };
        let (zh, en) = numbers(&short);
        findings.add(
            ProblemCode::RowTooShort,
            self.row_place(*first),
            "",
            bilingual!(
                "这些行的格数少于表头的 {width} 列，缺少的格按空处理：{zh}",
                "These rows have fewer cells than the {width} headers; the missing ones count as empty: {en}"
            ),
            bilingual!(
                "核对是否有内容缺失或错位，再补齐分隔符",
                "Check that nothing is missing or in the wrong column, then add the separators"
            ),
        );
    }

    /// Reports values in columns without a header. In a delimited file only columns within the
    /// header are considered; beyond it the row is too long.
    pub(in crate::files::tables) fn headerless(&self, delimited: bool, findings: &mut Findings) {
        let mut first: Vec<(u32, usize)> = Vec::new();
        for row in self.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                if cell.is_empty() {
                    continue;
                }
                if first.len() <= at {
                    first.resize(at + 1, (0, 0));
                }
                if first[at].1 == 0 {
                    first[at].0 = row.number;
                }
                first[at].1 += 1;
            }
        }
        for (at, (row, count)) in first.into_iter().enumerate() {
            let label = self.header.labels.get(at);
            let listed = self.listed.iter().any(|(_, own)| *own == at);
            let own = label.is_some_and(|label| !label.text.is_empty() && !label.continued);
            if count == 0 || own || listed || (delimited && at >= self.width) {
                continue;
            }
            let column = column_name(at);
            let over = label.filter(|label| !label.text.is_empty());
            let (zh, en) = match over {
                Some(label) => {
                    let text = &label.text;
                    (
                        format!("在合并的表头「{text}」下面，该表头只取第一列"),
                        format!(
                            "is under the merged header [{text}], which counts for its first column only"
                        ),
                    )
                }
                None => ("没有表头".to_owned(), "has no header".to_owned()),
            };
            findings.add(
                ProblemCode::HeaderMissing,
                self.row_place(row),
                column.clone(),
                bilingual!(
                    "第 {column} 列{zh}，其中 {count} 个值未读取",
                    "Column {column} {en}; values not read: {count}"
                ),
                bilingual!(
                    "给该列加上表头；若是上一列的内容，并入上一列（多项用“；”分隔）",
                    "Give the column a header; if it continues the column before it, merge it into that one (separate several with ;)"
                ),
            );
        }
    }

    /// Reports rows that are not items: totals, section headings, notes.
    pub(in crate::files::tables) fn left_out(
        &self,
        aside: &[(u32, String)],
        findings: &mut Findings,
    ) {
        let Some((first, words)) = aside.first() else {
            return;
        };
        let rows: Vec<u32> = aside.iter().map(|(row, _)| *row).collect();
        let (zh, en) = numbers(&rows);
        findings.add(
            ProblemCode::RowsLeftOut,
            self.row_place(*first),
            words.as_str(),
            bilingual!(
                "这些行是合计、标题、列号、重复的表头或签字说明，不作为数据读取：{zh}",
                "These rows are totals, headings, column numbers, repeated headers, signatures or notes, and were not read as data: {en}"
            ),
            bilingual!(
                "若其中有数据，请按表头逐格填写",
                "If one of them is data, fill it in cell by cell under the headers"
            ),
        );
    }

    /// Reports the cells of one column that were filled from merged areas.
    pub(in crate::files::tables) fn merged(
        &self,
        header: &str,
        id: bool,
        filled: &Filled,
        findings: &mut Findings,
    ) {
        let mut named: Vec<&str> = filled
            .areas
            .iter()
            .map(String::as_str)
            .take(NAMED)
            .collect();
        if filled.areas.len() > NAMED {
            named.push("…");
        }
        let (zh, en) = (named.join("、"), named.join(", "));
        let place = Place {
            column: Some(header.to_owned()),
            ..self.row_place(filled.row)
        };
        if id {
            findings.add(
                ProblemCode::MergedId,
                place,
                "",
                bilingual!(
                    "编号列有合并单元格（{zh}）：一个编号占了几行，这几行会成为同一编号",
                    "The id column has merged cells ({en}): one id covers several rows, so these rows all get the same id"
                ),
                bilingual!(
                    "取消合并，每行写一个编号；同一人或同一申报的多项内容写在同一行，用“；”分隔",
                    "Unmerge the cells and write one id per row; put several items of one person or submission in one row, separated by ;"
                ),
            );
            return;
        }
        findings.add(
            ProblemCode::MergedFilled,
            place,
            "",
            bilingual!(
                "合并单元格的值用于它覆盖的每一行：{zh}",
                "The value of a merged cell is used for every row it covers: {en}"
            ),
            bilingual!(
                "无需处理；若某行不同，请取消合并后逐行填写",
                "Nothing to do; if a row differs, unmerge the cells and fill in each row"
            ),
        );
    }
}

/// Reports a formula error in a cell that is read.
pub(in crate::files::tables) fn error_cell(place: Place, error: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::ErrorCell,
        place,
        error,
        bilingual!(
            "单元格是公式错误值",
            "The cell has the error value of a formula"
        ),
        bilingual!(
            "改正公式，或直接填写内容",
            "Correct the formula, or type the content"
        ),
    );
}

/// Reports the formulas of one column that have no calculated value.
pub(in crate::files::tables) fn pending_cells(
    place: Place,
    at: usize,
    rows: &[u32],
    findings: &mut Findings,
) {
    let named: Vec<String> = rows
        .iter()
        .take(NAMED)
        .map(|row| cell_name(*row, at))
        .collect();
    let count = rows.len();
    let more = if count > NAMED { " …" } else { "" };
    let (zh, en) = (named.join("、") + more, named.join(", ") + more);
    findings.add(
        ProblemCode::FormulaPending,
        place,
        named.first().cloned().unwrap_or_default(),
        bilingual!(
            "{count} 个公式没有计算结果，无法得知其内容：{zh}",
            "Formulas without a stored result ({count}), so their content is unknown: {en}"
        ),
        bilingual!(
            "用 Excel/WPS 打开文件，待其计算后保存；或直接填写内容",
            "Open the file in a spreadsheet program, let it calculate, and save it; or type the content"
        ),
    );
}

/// The first of the row numbers, in both languages.
pub(in crate::files::tables) fn numbers(rows: &[u32]) -> (String, String) {
    let named: Vec<String> = rows.iter().take(NAMED).map(u32::to_string).collect();
    let count = rows.len();
    let (zh, en) = (named.join("、"), named.join(", "));
    if count > NAMED {
        (
            format!("第 {zh} 行等共 {count} 行"),
            format!("rows {en} and others, {count} in all"),
        )
    } else {
        let rows = if count == 1 { "row" } else { "rows" };
        (format!("第 {zh} 行"), format!("{rows} {en}"))
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn several_rows_are_rows() {
        let (zh, en) = numbers(&[3]);
        assert_eq!((zh.as_str(), en.as_str()), ("第 3 行", "row 3"));
        let (zh, en) = numbers(&[3, 5]);
        assert_eq!((zh.as_str(), en.as_str()), ("第 3、5 行", "rows 3, 5"));
    }
}
