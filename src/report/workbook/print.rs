//! How the sheets are printed: A4, fitted to the width, with what it is, of which version and the page
//! number on each page, and where asked without a group split over two pages that fits on one.

use super::Page;
use crate::model::words::Lang;
use rust_xlsxwriter::Worksheet;

/// Margins in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.7, 0.6, 0.3, 0.3];
/// Points of an inch.
const INCH: f64 = 72.0;
/// The long and the short side of A4, in points.
const A4: (f64, f64) = (841.9, 595.3);
/// Ends of pages that a sheet may have at most (Excel's limit).
const MOST_BREAKS: usize = 1023;
/// Share of a page that is counted on; printers and fonts differ.
const SURE: f64 = 0.97;

/// How A4 is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    Landscape,
    Portrait,
}

/// Sets paper, margins, header and footer.
pub(super) fn setup(sheet: &mut Worksheet, name: &str, paper: Paper, page: &Page) {
    let plain = |text: &str| text.replace('&', "&&");
    let title = plain(crate::report::title(page.story).say(page.lang));
    let edition = plain(&page.edition);
    let name = plain(name);
    let footer = match page.lang {
        Lang::Zh => format!("&L内部资料，注意保密&C{edition}&R第 &P 页，共 &N 页"),
        Lang::En => format!("&LConfidential&C{edition}&RPage &P of &N"),
    };
    let [left, right, top, bottom, header, foot] = MARGINS;
    match paper {
        Paper::Landscape => sheet.set_landscape(),
        Paper::Portrait => sheet.set_portrait(),
    };
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(left, right, top, bottom, header, foot)
        .set_header(format!("&L{title}&R{name}"))
        .set_footer(footer);
}

/// Width in points of columns given in characters: 7 pixels each and 5 for the margins of a cell, as
/// spreadsheet programs count them.
pub(super) fn points(widths: &[f64]) -> f64 {
    let pixels = widths.iter().map(|width| (width * 7.0 + 5.0).trunc());
    pixels.sum::<f64>() * 0.75
}

/// The height of what fits on a page when columns of `width` points are fitted to it, in points
/// before the reduction.
pub(super) fn room(paper: Paper, width: f64) -> f64 {
    let (across, down) = match paper {
        Paper::Landscape => A4,
        Paper::Portrait => (A4.1, A4.0),
    };
    let [left, right, top, bottom, ..] = MARGINS;
    let scale = ((across - (left + right) * INCH) / width.max(1.0)).min(1.0);
    (down - (top + bottom) * INCH) / scale * SURE
}

/// The rows before which a page ends, counted over all blocks: a block that does not fit on the rest
/// of its page begins a new one. `room` is the height of the rows on a page in points. After
/// [`MOST_BREAKS`] pages they end where they end.
pub(super) fn breaks(blocks: &[Vec<f64>], room: f64) -> Vec<u32> {
    let mut ends = Vec::new();
    let (mut row, mut used) = (0, 0.0);
    for block in blocks {
        let tall: f64 = block.iter().sum();
        if used > 0.0 && used + tall > room {
            ends.push(row);
            used = 0.0;
        }
        for height in block {
            // The program ends the page itself where a block is taller than one.
            if used + height > room {
                used = 0.0;
            }
            used += height;
            row += 1;
        }
    }
    ends.truncate(MOST_BREAKS);
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_does_not_fit_begins_a_page_and_others_do_not() {
        let ends = |rows: &[usize]| {
            let blocks: Vec<Vec<f64>> = rows.iter().map(|rows| vec![50.0; *rows]).collect();
            breaks(&blocks, 400.0)
        };
        assert_eq!(ends(&[4, 4]), [] as [u32; 0]);
        assert_eq!(ends(&[4, 4, 1]), [8]);
        assert_eq!(ends(&[5, 4, 3]), [5]);
        // A group taller than a page begins one and goes on over the next: 8 and 2 rows, then 5.
        assert_eq!(ends(&[1, 10, 5, 2]), [1, 16]);
        assert_eq!(ends(&[]), [] as [u32; 0]);
    }

    #[test]
    fn a_sheet_has_no_more_ends_of_pages_than_excel_allows() {
        let ends = breaks(&vec![vec![350.0]; 2_000], 400.0);
        assert_eq!((ends.len(), ends[1022]), (1023, 1023));
    }

    #[test]
    fn a_page_holds_more_the_wider_its_columns_and_the_more_upright_it_is() {
        let fits = A4.0 - 0.8 * INCH;
        let once = room(Paper::Landscape, fits);
        assert!((once - (A4.1 - 1.3 * INCH) * SURE).abs() < 1e-9);
        assert!((room(Paper::Landscape, 2.0 * fits) - 2.0 * once).abs() < 1e-9);
        // Narrow columns are not enlarged.
        assert!((room(Paper::Landscape, fits / 2.0) - once).abs() < 1e-9);
        assert!(room(Paper::Portrait, fits) > 2.0 * once);
    }

    #[test]
    fn columns_are_as_wide_as_spreadsheet_programs_make_them() {
        assert!((points(&[10.0, 8.43]) - (75.0 + 64.0) * 0.75).abs() < 1e-9);
    }
}
