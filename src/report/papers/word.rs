//! A paper as a Word document, laid out as official papers are (GB/T 9704-2012).

use super::blocks::{Block, Content, Grid, Style};
use crate::model::words::Lang;
use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, HeightRule, LineSpacing, LineSpacingType, PageMargin,
    PageNum, PageOrientationType, Paragraph, Run, RunFonts, SpecialIndentType, Table,
    TableAlignmentType, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
use std::io::Cursor;

/// Twentieths of a point in a millimetre, times 100.
const TWIPS_PER_MM: u32 = 5669;
/// Width and height of A4 in twips.
const A4: (u32, u32) = (11906, 16838);

/// Fonts of Chinese official papers with what stands in for each where it is not installed, the
/// name that the font table gives it.
const FONTS: [(&str, &str, &str); 5] = [
    ("方正小标宋简体", "华文中宋", "roman"),
    ("仿宋_GB2312", "仿宋", "modern"),
    ("楷体_GB2312", "楷体", "modern"),
    ("黑体", "SimHei", "modern"),
    ("宋体", "SimSun", "roman"),
];
/// Positions in [`FONTS`].
const TITLE: usize = 0;
const BODY: usize = 1;
const KAI: usize = 2;
const HEI: usize = 3;
const SONG: usize = 4;
const LATIN: &str = "Times New Roman";

/// Half points.
const SIZE_TITLE: usize = 44;
const SIZE_BODY: usize = 32;
const SIZE_TABLE: usize = 21;
const SIZE_NOTE: usize = 24;
const SIZE_CARD: usize = 160;
/// 28 points, the line distance of official papers.
const LINE: i32 = 560;

fn mm(millimetres: u32) -> u32 {
    millimetres * TWIPS_PER_MM / 100
}

/// Text in a font: both its Latin and its Chinese letters are named, so that no program chooses.
fn run(text: &str, font: usize, size: usize) -> Run {
    Run::new().add_text(text).size(size).fonts(fonts(font))
}

fn fonts(font: usize) -> RunFonts {
    let (east, _, _) = FONTS[font];
    RunFonts::new()
        .ascii(LATIN)
        .hi_ansi(LATIN)
        .cs(LATIN)
        .east_asia(east)
}

/// Writes the document. The same content gives the same bytes; `day` is that of the paper, for the
/// properties, and `mark` is a line of small print below the number of each page (empty: none); without
/// it pages have no numbers.
///
/// # Errors
/// The archive cannot be written, which does not happen in memory.
pub(super) fn write(
    content: &Content,
    (day, mark): (&str, Option<&str>),
    lang: Lang,
) -> Result<Vec<u8>, String> {
    let mut page = Writer {
        lang,
        width: mm(156),
        ids: 0,
        headed: Vec::new(),
    };
    let (wide, high) = A4;
    let (top, bottom, left, right) = match content.landscape {
        false => (mm(37), mm(35), mm(28), mm(26)),
        true => (mm(28), mm(26), mm(35), mm(37)),
    };
    let mut docx = Docx::new()
        .default_fonts(fonts(BODY))
        .default_size(SIZE_BODY)
        .created_at(&format!("{day}T00:00:00Z"))
        .updated_at(&format!("{day}T00:00:00Z"));
    docx = match content.landscape {
        false => docx.page_size(wide, high),
        true => {
            page.width = high - left - right;
            docx.page_size(high, wide)
                .page_orient(PageOrientationType::Landscape)
        }
    };
    docx = docx.page_margin(PageMargin {
        top: top as i32,
        bottom: bottom as i32,
        left: left as i32,
        right: right as i32,
        header: mm(15) as i32,
        footer: mm(28) as i32,
        gutter: 0,
    });
    if let Some(mark) = mark {
        let footer = page.footer(mark);
        docx = docx.footer(footer);
    }
    docx = page.blocks(docx, &content.blocks);
    let mut parts = docx.build();
    parts.font_table = font_table().into_bytes();
    parts.document = page.with_repeated_headers(&parts.document);
    let core = &mut parts.doc_props.core;
    let named = String::from_utf8_lossy(core).replace(">unknown<", ">empanel<");
    *core = named.into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// The fonts with their stand-ins.
fn font_table() -> String {
    let mut text = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    );
    for (name, other, family) in FONTS {
        text.push_str(&format!(
            r#"<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/></w:font>"#
        ));
    }
    text.push_str(&format!(
        r#"<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font></w:fonts>"#
    ));
    text
}

struct Writer {
    lang: Lang,
    /// Width of the text, in twips.
    width: u32,
    /// Paragraphs so far, for their ids: those of the library depend on what was written before.
    ids: usize,
    /// Of each table, whether its first row is a header.
    headed: Vec<bool>,
}

/// Whether a text has a word of Latin letters and digits that fills much of a line.
fn has_long_word(text: &str) -> bool {
    const LONG: usize = 14;
    let words = text.split(|c: char| !c.is_ascii_graphic());
    words.map(str::len).max().unwrap_or(0) >= LONG
}

impl Writer {
    fn paragraph(&mut self) -> Paragraph {
        self.ids += 1;
        Paragraph::new().id(format!("{:08x}", self.ids))
    }

    fn footer(&mut self, mark: &str) -> Footer {
        let number = self
            .paragraph()
            .align(AlignmentType::Center)
            .fonts(fonts(SONG))
            .add_run(run("— ", SONG, 28))
            .add_page_num(PageNum::new())
            .add_run(run(" —", SONG, 28));
        let footer = Footer::new().add_paragraph(number);
        if mark.is_empty() {
            return footer;
        }
        let mark = self
            .paragraph()
            .align(AlignmentType::Right)
            .add_run(run(mark, SONG, 16).color("808080"));
        footer.add_paragraph(mark)
    }

    fn blocks(&mut self, mut docx: Docx, blocks: &[Block]) -> Docx {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let style = match block {
                Block::Paragraph(style @ (Style::Card | Style::Label), _) => *style,
                _ => {
                    docx = self.block(docx, block);
                    at += 1;
                    continue;
                }
            };
            let texts = blocks[at..].iter().map_while(|own| match own {
                Block::Paragraph(other, text) if *other == style => Some(text.as_str()),
                _ => None,
            });
            let texts: Vec<&str> = texts.collect();
            at += texts.len();
            docx = docx.add_table(self.cards(style, &texts));
        }
        docx
    }

    fn block(&mut self, docx: Docx, block: &Block) -> Docx {
        match block {
            Block::Paragraph(style, text) => {
                let mut docx = docx;
                for line in text.lines() {
                    docx = docx.add_paragraph(self.line(*style, line));
                }
                docx
            }
            Block::Gap => docx.add_paragraph(self.line(Style::Plain, "")),
            Block::Page => {
                let page = self
                    .paragraph()
                    .add_run(Run::new().add_break(BreakType::Page));
                docx.add_paragraph(page.line_spacing(exact(20)))
            }
            Block::Table(grid) => {
                let after = self.paragraph().line_spacing(exact(240));
                docx.add_table(self.table(grid)).add_paragraph(after)
            }
        }
    }

    fn line(&mut self, style: Style, text: &str) -> Paragraph {
        let (font, size) = match style {
            Style::Title => (TITLE, SIZE_TITLE),
            Style::Heading => (HEI, SIZE_BODY),
            Style::Subheading => (KAI, SIZE_BODY),
            Style::Note => (BODY, SIZE_NOTE),
            _ => (BODY, SIZE_BODY),
        };
        let mut own = self.paragraph().add_run(run(text, font, size));
        own = own.line_spacing(exact(match style {
            Style::Title => 660,
            Style::Note => 400,
            _ => LINE,
        }));
        match style {
            Style::Title | Style::Centre => own.align(AlignmentType::Center),
            Style::Right => own
                .align(AlignmentType::Right)
                .indent(None, None, Some(2 * 320), None),
            Style::Heading | Style::Subheading => self.indented(own.keep_next(true)),
            // A line before a long address or hash would be pulled apart to fill its width.
            Style::Text if has_long_word(text) => self.indented(own),
            Style::Text => self.indented(own.align(AlignmentType::Both)),
            _ => own,
        }
    }

    /// With the indent of two characters that Chinese paragraphs have.
    fn indented(&self, paragraph: Paragraph) -> Paragraph {
        match self.lang {
            Lang::Zh => {
                let indent = SpecialIndentType::FirstLine(2 * 320);
                paragraph
                    .indent(None, Some(indent), None, None)
                    .first_line_chars(200)
            }
            Lang::En => paragraph,
        }
    }

    fn table(&mut self, grid: &Grid) -> Table {
        self.headed.push(true);
        let widths = grid.widths(self.width as usize, SIZE_TABLE * 5, 170);
        let centred = grid.centred();
        let mut rows = vec![self.row(&grid.headers, (&widths, &centred), HEI)];
        for row in &grid.rows {
            rows.push(self.row(row, (&widths, &centred), BODY));
        }
        framed(Table::new(rows), &widths)
    }

    fn row(
        &mut self,
        cells: &[String],
        (widths, centred): (&[usize], &[bool]),
        font: usize,
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
                            .line(300)
                            .line_rule(LineSpacingType::Auto),
                    )
                    .add_run(run(line, font, SIZE_TABLE));
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

    /// Name cards, two on a page, or labels, three in a row.
    fn cards(&mut self, style: Style, texts: &[&str]) -> Table {
        self.headed.push(false);
        let (columns, height, size) = match style {
            Style::Card => (1, mm(107), SIZE_CARD),
            _ => (2, mm(36), SIZE_NOTE),
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
    fn with_repeated_headers(&self, document: &[u8]) -> Vec<u8> {
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

fn exact(line: i32) -> LineSpacing {
    LineSpacing::new()
        .line(line)
        .line_rule(LineSpacingType::Exact)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn content() -> Content {
        let text = |style, text: &str| Block::Paragraph(style, text.to_owned());
        let grid = Grid {
            headers: ["序号", "姓名"].map(str::to_owned).to_vec(),
            rows: vec![["1", "张<伟>&\"甲\""].map(str::to_owned).to_vec()],
        };
        Content {
            blocks: vec![
                text(Style::Title, "名单"),
                text(Style::Text, "正文 2026"),
                Block::Table(grid.clone()),
                Block::Page,
                text(Style::Label, "甲|乙"),
                Block::Table(grid),
            ],
            landscape: false,
        }
    }

    fn part(bytes: &[u8], name: &str) -> Option<String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut file = archive.by_name(name).ok()?;
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        Some(text)
    }

    #[test]
    fn every_part_is_well_formed_and_no_theme_chooses_fonts() {
        let bytes =
            write(&content(), ("2026-05-01", Some("依据第 3 版")), Lang::Zh).expect("written");
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let name = file.name().expect("a name").into_owned();
            assert!(!name.contains("theme"), "{name}");
            if name.ends_with(".xml") || name.ends_with(".rels") {
                let mut text = String::new();
                file.read_to_string(&mut text).expect("text");
                assert!(!text.contains("Theme"), "{name}");
                let mut reader = quick_xml::Reader::from_str(&text);
                while reader.read_event().expect("well-formed") != quick_xml::events::Event::Eof {}
            }
        }
        let document = part(&bytes, "word/document.xml").expect("the document");
        let runs = document.matches("<w:t ").count() + document.matches("<w:t>").count();
        assert!(runs >= 8, "{document}");
        assert!(document.matches("w:eastAsia=\"").count() >= runs);
        assert_eq!(
            document.matches("<w:tblHeader />").count(),
            2,
            "labels have no header"
        );
        assert_eq!(document.matches("<w:gridCol ").count(), 6);
        assert!(document.contains("w:eastAsia=\"方正小标宋简体\""));
        assert!(document.contains("张&lt;伟&gt;&amp;"));
        let fonts = part(&bytes, "word/fontTable.xml").expect("the fonts");
        assert!(fonts.contains(r#"<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>"#));
        let core = part(&bytes, "docProps/core.xml").expect("the properties");
        assert!(core.contains("2026-05-01T00:00:00Z") && !core.contains("unknown"));
    }

    #[test]
    fn the_same_paper_has_the_same_bytes_whatever_was_written_before() {
        let once = || write(&content(), ("2026-05-01", Some("")), Lang::Zh).expect("written");
        let first = once();
        assert_eq!(first, once());
        let other =
            std::thread::spawn(move || write(&content(), ("2026-05-01", Some("")), Lang::Zh));
        assert_eq!(first, other.join().expect("done").expect("written"));
    }
}
