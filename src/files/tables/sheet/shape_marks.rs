//! Reports what the cell values do not show: hidden rows and columns, text that is struck out,
//! white text, notes on cells.

use super::shape::{NAMED, Shape, numbers};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::container::facts::{cell_name, column_name};
use crate::files::tables::findings::Findings;
use std::collections::BTreeSet;

impl Shape<'_, '_> {
    /// Reports hidden rows and columns, which are read like all others.
    pub(in crate::files::tables) fn hidden(&self, findings: &mut Findings) {
        let rows: Vec<u32> = self
            .rows
            .iter()
            .map(|row| row.number)
            .filter(|row| self.facts.hidden_rows.contains(row))
            .collect();
        if let Some(first) = rows.first() {
            let (zh, en) = numbers(&rows);
            let count = rows.len();
            findings.add(
                ProblemCode::HiddenRead,
                self.row_place(*first),
                "",
                bilingual!(
                    "有 {count} 行是隐藏的或被筛选掉了，已照常读取：{zh}",
                    "Hidden or filtered rows ({count}) were read like the others: {en}"
                ),
                bilingual!(
                    "若这些行不应计入，请删除；否则取消隐藏或筛选",
                    "If they should not count, delete them; otherwise unhide them or clear the filter"
                ),
            );
        }
        let hidden = |at: usize| {
            let mut ranges = self.facts.hidden_columns.iter();
            ranges.any(|(first, last)| (*first..=*last).contains(&at))
        };
        let labels = self.header.labels.iter().enumerate();
        let columns: Vec<String> = labels
            .filter(|(at, label)| label.column.is_some() && hidden(*at))
            .map(|(at, label)| format!("{}（{}）", column_name(at), label.text))
            .collect();
        if !columns.is_empty() {
            let (zh, en) = (columns.join("、"), columns.join(", "));
            findings.add(
                ProblemCode::HiddenRead,
                self.row_place(self.header.number),
                "",
                bilingual!(
                    "这些列是隐藏的，已照常读取：{zh}",
                    "Hidden columns were read like the others: {en}"
                ),
                bilingual!(
                    "若不应使用，请删除该列；否则取消隐藏",
                    "If a column should not be used, delete it; otherwise unhide it"
                ),
            );
        }
    }

    /// Reports text that is struck out (offices remove people from a list that way), invisible
    /// text, and notes on cells, which are not read.
    pub(in crate::files::tables) fn looks(&self, findings: &mut Findings) {
        let struck = self.cells_of(&self.facts.struck);
        if let Some(row) = first_row(&struck.rows, &struck.cells) {
            let (zh, en) = struck.words();
            findings.add(
                ProblemCode::StruckOut,
                self.row_place(row),
                "",
                bilingual!(
                    "有内容划了删除线，已照常读取：{zh}",
                    "Struck-out text was read like any other: {en}"
                ),
                bilingual!(
                    "已划去不用的，请从表中删除；仍有效的，去掉删除线",
                    "Delete what no longer applies; remove the strikethrough from what does"
                ),
            );
        }
        let unseen = self.cells_of(&self.facts.unseen);
        if let Some(row) = first_row(&unseen.rows, &unseen.cells) {
            let (zh, en) = unseen.words();
            findings.add(
                ProblemCode::HiddenRead,
                self.row_place(row),
                "",
                bilingual!(
                    "有内容看不见（白色字，或格式不显示），已照常读取：{zh}",
                    "Text that cannot be seen (white letters, or a format that hides it) was read like any other: {en}"
                ),
                bilingual!(
                    "不应计入的请删除；否则改为看得见的字体颜色",
                    "Delete it if it should not count; otherwise give it a visible color"
                ),
            );
        }
        self.notes(findings);
    }

    fn notes(&self, findings: &mut Findings) {
        let header = self.header.number;
        let below = self.facts.notes.range((header.saturating_add(1), 0)..);
        let notes: Vec<(&(u32, usize), &String)> = below.collect();
        let Some(((row, _), _)) = notes.first() else {
            return;
        };
        let named: Vec<String> = notes
            .iter()
            .take(NAMED)
            .map(|((row, column), _)| cell_name(*row, *column))
            .collect();
        let count = notes.len();
        let more = if count > NAMED { " …" } else { "" };
        let (zh, en) = (named.join("、") + more, named.join(", ") + more);
        // If some notes speak of recusals, quote one of those.
        let speaks = |words: &&String| {
            ["回避", "亲属", "退出", "不参加"]
                .iter()
                .any(|own| words.contains(own))
        };
        let words = notes.iter().map(|(_, words)| *words);
        let shown = words.clone().find(speaks).or_else(|| words.clone().next());
        findings.add(
            ProblemCode::NotesInCells,
            self.row_place(*row),
            shown.map_or("", String::as_str),
            bilingual!(
                "{count} 个单元格带有批注，批注的内容不读取：{zh}",
                "Cells with comments ({count}); the comments are not read: {en}"
            ),
            bilingual!(
                "批注中若写有回避、关系或更正，请录入相应的表或单元格",
                "If a comment mentions a recusal, a relation or a correction, enter it in the proper table or cell"
            ),
        );
    }

    /// Those of the given cells that are read, as whole rows and single cells.
    fn cells_of(&self, wanted: &BTreeSet<(u32, usize)>) -> Cells {
        let mut found = Cells::default();
        if wanted.is_empty() {
            return found;
        }
        for row in self.rows {
            let filled = row.cells.iter().enumerate();
            let filled = filled.filter(|(_, cell)| !cell.is_empty());
            let count = filled.clone().count();
            let own: Vec<usize> = filled
                .map(|(at, _)| at)
                .filter(|at| wanted.contains(&(row.number, *at)))
                .collect();
            if own.len() == count && count > 1 {
                found.rows.push(row.number);
            } else {
                let names = own.into_iter().map(|at| (row.number, at));
                found.cells.extend(names);
            }
        }
        found
    }
}

/// A set of cells of a table.
#[derive(Debug, Default)]
struct Cells {
    /// Rows in which every cell belongs to the set.
    rows: Vec<u32>,
    /// Single cells of other rows.
    cells: Vec<(u32, usize)>,
}

impl Cells {
    fn words(&self) -> (String, String) {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        if !self.rows.is_empty() {
            let (own_zh, own_en) = numbers(&self.rows);
            zh.push(format!("整行：{own_zh}"));
            en.push(format!("whole {own_en}"));
        }
        if !self.cells.is_empty() {
            let cells = self.cells.iter().take(NAMED);
            let named: Vec<String> = cells.map(|(row, at)| cell_name(*row, *at)).collect();
            let more = if self.cells.len() > NAMED { " …" } else { "" };
            zh.push(format!("单元格：{}{more}", named.join("、")));
            en.push(format!("cells {}{more}", named.join(", ")));
        }
        (zh.join("；"), en.join("; "))
    }
}

fn first_row(rows: &[u32], cells: &[(u32, usize)]) -> Option<u32> {
    let cells = cells.iter().map(|(row, _)| *row);
    rows.iter().copied().chain(cells).min()
}
