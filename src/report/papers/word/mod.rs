//! A paper as a Word document, laid out as official papers are (GB/T 9704-2012).

mod fonts;
mod lines;
mod tables;

use super::blocks::{BLANK, Block, Content, Style};
use crate::model::words::Lang;
use docx_rs::{
    BreakType, Docx, PageMargin, PageNumType, PageOrientationType, PageSize, Run, SectionProperty,
};
use fonts::{BODY, Look, exact, font_table, fonts};
use std::io::Cursor;

/// Twentieths of a point in a millimetre, times 100.
const TWIPS_PER_MM: u32 = 5669;
/// The name of the one footer, as the library gives it.
const FOOTER: &str = "rIdFooter1";
/// Width and height of A4 in twips.
const A4: (u32, u32) = (11906, 16838);

fn mm(millimetres: u32) -> u32 {
    millimetres * TWIPS_PER_MM / 100
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
    let look = Look::of(lang);
    let (wide, high) = A4;
    let (top, bottom, left, right) = match content.landscape {
        false => (mm(37), mm(35), mm(28), mm(26)),
        true => (mm(28), mm(26), mm(35), mm(37)),
    };
    let margin = PageMargin {
        top: top as i32,
        bottom: bottom as i32,
        left: left as i32,
        right: right as i32,
        header: mm(15) as i32,
        footer: mm(28) as i32,
        gutter: 0,
    };
    let (wide, high) = match content.landscape {
        false => (wide, high),
        true => (high, wide),
    };
    // Each person's letter counts its own pages.
    let first = PageNumType::new().start(1);
    let mut section = SectionProperty::new()
        .page_size(PageSize::new().size(wide, high))
        .page_margin(margin.clone())
        .page_num_type(first.clone());
    let mut docx = Docx::new()
        .default_fonts(fonts(BODY))
        .default_size(look.body)
        .created_at(&format!("{day}T00:00:00Z"))
        .updated_at(&format!("{day}T00:00:00Z"))
        .page_size(wide, high)
        .page_margin(margin)
        .page_num_type(first);
    if content.landscape {
        docx = docx.page_orient(PageOrientationType::Landscape);
        section = section.page_orient(PageOrientationType::Landscape);
    }
    let mut page = Writer {
        lang,
        width: wide - left - right,
        ids: 0,
        headed: Vec::new(),
        section,
        look,
    };
    if let Some(mark) = mark {
        let footer = page.footer(mark);
        page.section = page.section.footer(footer.clone(), FOOTER);
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

struct Writer {
    lang: Lang,
    /// Width of the text, in twips.
    width: u32,
    /// Paragraphs so far, for their ids: those of the library depend on what was written before.
    ids: usize,
    /// Of each table, whether its first row is a header.
    headed: Vec<bool>,
    /// What ends the part of a file that is one person's.
    section: SectionProperty,
    look: &'static Look,
}

impl Writer {
    fn blocks(&mut self, mut docx: Docx, blocks: &[Block]) -> Docx {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let style = match block {
                Block::Paragraph(style @ (Style::Card | Style::Label), _) => *style,
                _ => {
                    docx = self.block(docx, block, Next::of(&blocks[at + 1..]));
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

    fn block(&mut self, docx: Docx, block: &Block, next: Next) -> Docx {
        match block {
            Block::Paragraph(style, text) => {
                let mut docx = docx;
                for line in text.lines() {
                    docx = docx.add_paragraph(self.line(*style, line, next));
                }
                docx
            }
            Block::Gap => docx.add_paragraph(self.line(Style::Plain, "", next)),
            Block::Page => {
                let page = self
                    .paragraph()
                    .add_run(Run::new().add_break(BreakType::Page));
                docx.add_paragraph(page.line_spacing(exact(20)))
            }
            Block::Part => {
                let section = self.section.clone();
                let end = self.paragraph().section_property(section);
                docx.add_paragraph(end.line_spacing(exact(20)))
            }
            Block::Table(grid) => {
                let keep = next == Next::Signature;
                let after = self.paragraph().line_spacing(exact(240));
                let table = self.table(grid, keep);
                docx.add_table(table).add_paragraph(after.keep_next(keep))
            }
        }
    }
}

/// What follows a paragraph, which must not be torn from it by the end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// Seal and date, or lines to sign on.
    Signature,
    Table,
    Other,
}

impl Next {
    fn of(blocks: &[Block]) -> Self {
        let first = blocks.iter().find(|own| **own != Block::Gap);
        match first {
            Some(Block::Paragraph(Style::Right, _)) => Self::Signature,
            Some(Block::Paragraph(Style::Plain, text)) if text.contains(BLANK) => Self::Signature,
            Some(Block::Table(_)) => Self::Table,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Grid;
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
    fn joined_papers_each_count_their_own_pages() {
        let mut both = content();
        both.append(&content());
        let bytes = write(&both, ("2026-05-01", Some("")), Lang::Zh).expect("written");
        let document = part(&bytes, "word/document.xml").expect("the document");
        assert_eq!(document.matches("<w:sectPr").count(), 2);
        assert_eq!(document.matches("<w:pgNumType w:start=\"1\"").count(), 2);
        assert_eq!(document.matches("r:id=\"rIdFooter1\"").count(), 2);
        let links = part(&bytes, "word/_rels/document.xml.rels").expect("the links");
        assert!(links.contains("rIdFooter1"), "{links}");
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
