//! What a paper consists of, before it becomes a document or a workbook.

use unicode_width::UnicodeWidthStr as _;

/// A line to write on is made of these.
pub(super) const BLANK: char = '＿';

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Title of the paper, centred.
    Title,
    /// Heading.
    Heading,
    /// Heading below a heading.
    Subheading,
    /// Text with its first line indented.
    Text,
    /// Text without an indent.
    Plain,
    /// Aligned to the right: seal and date.
    Right,
    /// Centred text.
    Centre,
    /// Small print.
    Note,
    /// One name card; two fill a page.
    Card,
    /// One label; its lines are separated by `|`.
    Label,
}

/// A table of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Grid {
    /// Titles of the columns.
    pub(super) headers: Vec<String>,
    /// The rows; each has one cell per header.
    pub(super) rows: Vec<Vec<String>>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(Style, String),
    /// A table.
    Table(Grid),
    /// An empty line.
    Gap,
    /// What follows begins a new page.
    Page,
    /// What follows is a file of its own, joined to this one to be printed with it.
    Part,
}

/// A filled paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Content {
    /// Its parts, in order.
    pub(super) blocks: Vec<Block>,
    /// Whether its pages lie on their side.
    pub(super) landscape: bool,
}

impl Content {
    /// Adds another paper on a new page.
    pub(super) fn append(&mut self, other: &Self) {
        if !self.blocks.is_empty() {
            self.blocks.push(Block::Part);
        }
        self.landscape = other.landscape;
        self.blocks.extend(other.blocks.iter().cloned());
    }

    /// The text of the paper, for tests and for programs.
    pub(super) fn text(&self) -> String {
        let line = |block: &Block| match block {
            Block::Paragraph(_, text) => format!("{text}\n"),
            Block::Table(grid) => {
                let rows = std::iter::once(&grid.headers).chain(&grid.rows);
                rows.map(|row| format!("| {} |\n", row.join(" | ")))
                    .collect()
            }
            Block::Gap => "\n".to_owned(),
            Block::Page | Block::Part => "\u{2500}\u{2500}\u{2500}\n".to_owned(),
        };
        self.blocks.iter().map(line).collect()
    }
}

impl Grid {
    /// Widths of the columns that add up to `whole`, in the same unit as `letter`, the width of a
    /// Latin letter, and `padding` on both sides of a cell together. Columns get what their longest
    /// cell needs; where that is too much, long cells are wrapped. Linear in the cells.
    pub(super) fn widths(&self, whole: usize, letter: usize, padding: usize) -> Vec<usize> {
        const LEAST: usize = 4;
        let cells = |at: usize| {
            let cells = self.rows.iter().filter_map(move |row| row.get(at));
            cells.chain(self.headers.get(at))
        };
        let widest = |at: usize| {
            let lines = cells(at).flat_map(|text| text.lines());
            lines.map(line_width).max().unwrap_or(0).max(LEAST)
        };
        let wanted: Vec<usize> = (0..self.headers.len())
            .map(|at| widest(at) * letter + padding)
            .collect();
        let count = wanted.len();
        if count == 0 {
            return wanted;
        }
        let word = |at: usize| cells(at).map(|text| longest_word(text)).max();
        let mut least: Vec<usize> = (0..count)
            .map(|at| word(at).unwrap_or(0).max(LEAST) * letter + padding)
            .collect();
        // Where not all words fit, each column keeps at least an equal part.
        if least.iter().sum::<usize>() > whole {
            least
                .iter_mut()
                .for_each(|own| *own = (*own).min(whole / count));
        }
        let total: usize = wanted.iter().sum();
        let mut widths = match total <= whole {
            // The rest goes to all columns in equal parts: a column to write in needs room too.
            true => wanted
                .iter()
                .map(|own| own + (whole - total) / count)
                .collect(),
            false => narrowed(&wanted, &least, whole),
        };
        let used: usize = widths.iter().sum();
        if let Some(last) = widths.last_mut() {
            *last += whole.saturating_sub(used);
        }
        widths
    }
}

/// Shares `whole` among columns that want more: in proportion to the square roots of what they
/// want, which keeps rows low, to none more than it wants and to none less than its `least`.
fn narrowed(wanted: &[usize], least: &[usize], whole: usize) -> Vec<usize> {
    let root = |own: usize| (own * 10_000).isqrt();
    let mut widths = vec![0; wanted.len()];
    let mut open: Vec<usize> = (0..wanted.len()).collect();
    let mut left = whole;
    loop {
        let sum: usize = open.iter().map(|at| root(wanted[*at])).sum();
        let share = |at: usize| left * root(wanted[at]) / sum.max(1);
        let fixed = |fits: &dyn Fn(usize) -> Option<usize>| -> Vec<(usize, usize)> {
            let own = open.iter().filter_map(|at| Some((*at, fits(*at)?)));
            own.collect()
        };
        let mut settled = fixed(&|at| (share(at) < least[at]).then_some(least[at]));
        if settled.is_empty() {
            settled = fixed(&|at| (share(at) >= wanted[at]).then_some(wanted[at]));
        }
        if settled.is_empty() {
            open.iter().for_each(|at| widths[*at] = share(*at));
            return widths;
        }
        for (at, width) in settled {
            widths[at] = width;
            left = left.saturating_sub(width);
            open.retain(|own| *own != at);
        }
    }
}

/// Width of the longest number, date, time, Latin word or short line of a text, none of which must
/// be broken.
fn longest_word(text: &str) -> usize {
    const SHORT: usize = 8;
    const MOST: usize = 24;
    let breaks = |c: char| !c.is_ascii_alphanumeric() && !"年月日:-".contains(c);
    let words = text.split(breaks).map(line_width);
    // A name of a few characters is not broken either.
    let short = text.lines().map(line_width).filter(|width| *width <= SHORT);
    words.chain(short).max().unwrap_or(0).min(MOST)
}

/// Width of a line in digits: capitals are half as wide again, and between Latin and Chinese letters
/// programs leave a quarter of a character.
fn line_width(line: &str) -> usize {
    let capitals = line.chars().filter(char::is_ascii_uppercase).count();
    let kind = |c: char| {
        (
            c.is_ascii_alphanumeric(),
            !c.is_ascii() && c.is_alphanumeric(),
        )
    };
    let pairs = line.chars().zip(line.chars().skip(1));
    let gaps = pairs.filter(|(one, other)| {
        let (one, other) = (kind(*one), kind(*other));
        one.0 && other.1 || one.1 && other.0
    });
    line.width() + (capitals + gaps.count()).div_ceil(2)
}

impl Grid {
    /// For each column whether its cells are centred: none of them is long.
    pub(super) fn centred(&self) -> Vec<bool> {
        const LONG: usize = 16;
        let short = |at: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.all(|text| text.width() <= LONG)
        };
        (0..self.headers.len()).map(short).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[&str]) -> Grid {
        let cells: Vec<String> = cells.iter().map(|own| (*own).to_owned()).collect();
        Grid {
            headers: vec![String::new(); cells.len()],
            rows: vec![cells],
        }
    }

    #[test]
    fn columns_fill_the_line_and_the_widest_gives_way() {
        let narrow = grid(&["1", "张伟", "示例公司"]).widths(600, 10, 20);
        assert_eq!(narrow.iter().sum::<usize>(), 600);
        assert!(narrow[0] < narrow[2], "{narrow:?}");
        let long = "很长的经验名称".repeat(9);
        let wide = grid(&["1", "张伟", &long]).widths(600, 10, 20);
        assert_eq!(wide, [60, 60, 480], "short cells are never wrapped");
        assert_eq!(grid(&[]).widths(600, 10, 20), Vec::<usize>::new());
        let all = grid(&[&long, &long]).widths(601, 10, 20);
        assert_eq!(all, [300, 301]);
        let number = "6222021234567890123";
        let both = grid(&[number, &long, &long, &long]).widths(1000, 10, 20);
        assert!(both[0] >= 210, "a number is never broken: {both:?}");
        assert_eq!(both.iter().sum::<usize>(), 1000);
        // The list of contacts: an identity number among nine other columns.
        let cells = [
            "12",
            "副主任委员",
            "欧阳修远",
            &long,
            "正高级工程师",
            "装备制造组",
            "13800000001",
            "someone@example.org",
            "330106197001011234",
            "310000",
        ];
        let contacts = grid(&cells).widths(128, 1, 2);
        assert!(contacts[8] >= 20 && contacts[6] >= 13, "{contacts:?}");
        let days = grid(&["2026年10月18日", "09:00", &long, &long, &long]).widths(600, 10, 20);
        assert!(
            days[0] >= 160 && days[1] >= 70,
            "a date is never broken: {days:?}"
        );
        let capitals = grid(&["1", "JZZLJ20260001", &long, &long]).widths(1000, 10, 20);
        assert!(capitals[1] >= 180, "{capitals:?}");
    }
}
