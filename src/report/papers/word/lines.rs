//! Paragraphs of a paper: titles, headings, text, what stands below each page.

use super::super::blocks::Style;
use super::fonts::{BODY, HEI, KAI, SONG, TITLE, exact, fonts, run};
use super::{Next, Writer};
use crate::model::words::Lang;
use docx_rs::{AlignmentType, Footer, PageNum, Paragraph, SpecialIndentType};
use unicode_width::UnicodeWidthStr as _;

/// Space between a line and the table below it, in twips.
const BEFORE_TABLE: u32 = 100;

/// Whether a text has a word of Latin letters and digits that fills much of a line.
fn has_long_word(text: &str) -> bool {
    const LONG: usize = 14;
    let words = text.split(|c: char| !c.is_ascii_graphic());
    words.map(str::len).max().unwrap_or(0) >= LONG
}

impl Writer {
    /// A paragraph with an id of its own.
    pub(super) fn paragraph(&mut self) -> Paragraph {
        self.ids += 1;
        Paragraph::new().id(format!("{:08x}", self.ids))
    }

    /// The number of the page and the small print.
    pub(super) fn footer(&mut self, mark: &str) -> Footer {
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

    /// A line of text in its style.
    pub(super) fn line(&mut self, style: Style, text: &str, next: Next) -> Paragraph {
        let (font, size) = match style {
            Style::Title => (TITLE, self.title_size(text)),
            Style::Heading => (HEI, self.look.body),
            Style::Subheading => (KAI, self.look.body),
            Style::Note => (BODY, self.look.note),
            _ => (BODY, self.look.body),
        };
        let headed = matches!(style, Style::Title | Style::Heading | Style::Subheading);
        let mut run = run(text, font, size);
        if headed && self.look.bold {
            run = run.bold();
        }
        let mut own = self.paragraph().add_run(run);
        let spacing = exact(match style {
            Style::Title => self.look.title_line,
            Style::Note => self.look.note_line,
            _ => self.look.line,
        });
        own = own.line_spacing(match next {
            Next::Table => spacing.after(BEFORE_TABLE),
            _ => spacing,
        });
        if next != Next::Other {
            own = own.keep_next(true);
        }
        match style {
            Style::Title | Style::Centre => own.align(AlignmentType::Center),
            Style::Right => {
                own.align(AlignmentType::Right)
                    .indent(None, None, Some(self.two_letters()), None)
            }
            Style::Heading | Style::Subheading => self.indented(own.keep_next(true)),
            // A line before a long address or hash would be pulled apart to fill its width.
            Style::Text if has_long_word(text) => self.indented(own),
            Style::Text => self.indented(own.align(AlignmentType::Both)),
            _ => own,
        }
    }

    /// The size of a title: a smaller one where that keeps it on one line.
    fn title_size(&self, text: &str) -> usize {
        // Half points are tenths of a twip; a letter of half width takes a half of the size.
        let fits = |size: &usize| text.width() * size * 5 <= self.width as usize;
        let most = self.look.title;
        let mut sizes = [most, most - 4, most - 8].into_iter();
        sizes.find(fits).unwrap_or(most)
    }

    /// The width of two Chinese characters of the text, in twips.
    fn two_letters(&self) -> i32 {
        i32::try_from(self.look.body * 20).unwrap_or_default()
    }

    /// With the indent of two characters that Chinese paragraphs have.
    fn indented(&self, paragraph: Paragraph) -> Paragraph {
        match self.lang {
            Lang::Zh => {
                let indent = SpecialIndentType::FirstLine(self.two_letters());
                paragraph
                    .indent(None, Some(indent), None, None)
                    .first_line_chars(200)
            }
            Lang::En => paragraph,
        }
    }
}
