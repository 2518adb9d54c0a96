//! Tables of a paper: lists, and the frames of name cards and labels.

use super::super::blocks::{Grid, Style};
use super::fonts::{BODY, HEI, TITLE, run};
use super::{Writer, mm};
use docx_rs::{
    AlignmentType, HeightRule, LineSpacing, LineSpacingType, Run, Table, TableAlignmentType,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

/// Line distance in tables, in 240ths of a line.
const TABLE_LINE: i32 = 260;

impl Writer {
    /// A list with its header; `keep` keeps its last row on the page of what follows.
    pub(super) fn table(&mut self, grid: &Grid, keep: bool) -> Table {
        self.headed.push(true);
        let widths = grid.widths(self.width as usize, self.look.table * 5, 170);
        let centred = grid.centred();
        let columns = (&widths[..], &centred[..]);
        let mut rows = vec![self.row(&grid.headers, columns, (HEI, true))];
        for (left, row) in (0..grid.rows.len()).rev().zip(&grid.rows) {
            rows.push(self.row(row, columns, (BODY, keep && left == 0)));
        }
        framed(Table::new(rows), &widths)
    }

    fn row(
        &mut self,
        cells: &[String],
        (widths, centred): (&[usize], &[bool]),
        (font, keep): (usize, bool),
    ) -> TableRow {
        let columns = widths.iter().zip(centred);
        let cells = cells.iter().zip(columns).map(|(text, (width, centred))| {
            let centred = font == HEI || *centred;
            let mut cell = TableCell::new()
                .width(*width, WidthType::Dxa)
                .vertical_align(VAlignType::Center);
            let lines: Vec<&str> = match text.is_empty() {
                true => vec![""],
                false => text.lines().collect(),
            };
            for line in lines {
                let align = if centred {
                    AlignmentType::Center
                } else {
                    AlignmentType::Left
                };
                let line = self
                    .paragraph()
                    .align(align)
                    .line_spacing(
                        LineSpacing::new()
                            .line(TABLE_LINE)
                            .line_rule(LineSpacingType::Auto),
                    )
                    .keep_next(keep)
                    .add_run(self.cell(line, font));
                cell = cell.add_paragraph(line);
            }
            cell
        });
        let cells: Vec<TableCell> = cells.collect();
        TableRow::new(cells)
            .cant_split()
            .row_height(480.0)
            .height_rule(HeightRule::AtLeast)
    }

    fn cell(&self, text: &str, font: usize) -> Run {
        let run = run(text, font, self.look.table);
        match font == HEI && self.look.bold {
            true => run.bold(),
            false => run,
        }
    }

    /// Name cards, two on a page, or labels, two in a row.
    pub(super) fn cards(&mut self, style: Style, texts: &[&str]) -> Table {
        self.headed.push(false);
        let (columns, height, size) = match style {
            Style::Card => (1, mm(107), self.look.card),
            _ => (2, mm(36), self.look.note),
        };
        let width = self.width as usize / columns;
        let widths = vec![width; columns];
        let rows = texts.chunks(columns).map(|row| {
            let cells = (0..columns).map(|at| {
                let mut cell = TableCell::new()
                    .width(width, WidthType::Dxa)
                    .vertical_align(VAlignType::Center);
                for (line, text) in row.get(at).copied().unwrap_or("").split('|').enumerate() {
                    let font = if style == Style::Card {
                        TITLE
                    } else {
                        [HEI, BODY][line.min(1)]
                    };
                    let line = self.paragraph().align(AlignmentType::Center).add_run(run(
                        text.trim(),
                        font,
                        size,
                    ));
                    cell = cell.add_paragraph(line);
                }
                cell
            });
            TableRow::new(cells.collect())
                .cant_split()
                .row_height(height as f32)
                .height_rule(HeightRule::Exact)
        });
        framed(Table::new(rows.collect()), &widths)
    }

    /// Marks the first row of every table with a header as one that is repeated on each page, for
    /// which the library has no call.
    pub(super) fn with_repeated_headers(&self, document: &[u8]) -> Vec<u8> {
        const GRID: &str = "</w:tblGrid><w:tr><w:trPr>";
        let text = String::from_utf8_lossy(document);
        let mut parts = text.split(GRID);
        let mut marked = parts.next().unwrap_or_default().to_owned();
        for (part, headed) in parts.zip(&self.headed) {
            marked.push_str(GRID);
            if *headed {
                marked.push_str("<w:tblHeader />");
            }
            marked.push_str(part);
        }
        marked.into_bytes()
    }
}

/// A table of fixed widths with thin lines.
fn framed(table: Table, widths: &[usize]) -> Table {
    let positions = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::Left,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    let borders = positions
        .into_iter()
        .fold(TableBorders::with_empty(), |borders, position| {
            borders.set(TableBorder::new(position).size(4).color("000000"))
        });
    table
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .margins(TableCellMargins::new().margin(20, 80, 20, 80))
        .set_borders(borders)
}
