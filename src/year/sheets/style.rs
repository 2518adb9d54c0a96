//! Fonts, colours and protection of the sheets.

use crate::model::words::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: Color = Color::RGB(0x1F_3A_5F);
const LINE: Color = Color::RGB(0xC9_D2_DC);
const HEADER: Color = Color::RGB(0x2F_4B_6E);
const FILL: Color = Color::RGB(0xFF_F8_E1);
const SHADE: Color = Color::RGB(0xF3_F6_F9);
const MUTED: Color = Color::RGB(0x6B_76_82);
const ALARM: Color = Color::RGB(0xFB_E9_D7);

#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    font: Option<&'static str>,
}

impl Style {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            font: (lang == Lang::Zh).then_some("等线"),
        }
    }

    fn base(self) -> Format {
        let format = Format::new().set_align(FormatAlign::VerticalCenter);
        match self.font {
            Some(font) => format.set_font_name(font),
            None => format,
        }
    }

    fn boxed(self) -> Format {
        self.base()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE)
            .set_text_wrap()
    }

    pub(super) fn title(self) -> Format {
        self.base().set_bold().set_font_size(16).set_font_color(INK)
    }

    pub(super) fn label(self) -> Format {
        self.base().set_bold().set_font_color(INK)
    }

    pub(super) fn note(self) -> Format {
        self.base()
            .set_font_color(MUTED)
            .set_text_wrap()
            .set_align(FormatAlign::Top)
    }

    pub(super) fn header(self) -> Format {
        self.boxed()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(HEADER)
            .set_align(FormatAlign::Center)
    }

    /// Format of a locked text cell.
    pub(super) fn text(self) -> Format {
        self.boxed().set_background_color(SHADE)
    }

    /// Format of a locked, centred cell.
    pub(super) fn centred(self) -> Format {
        self.text().set_align(FormatAlign::Center)
    }

    /// Format of a locked figure with two decimals.
    pub(super) fn figure(self) -> Format {
        self.centred().set_num_format("0.00").set_bold()
    }

    /// Format of an input cell for a number.
    pub(super) fn number_input(self) -> Format {
        self.boxed()
            .set_background_color(FILL)
            .set_align(FormatAlign::Center)
            .set_unlocked()
    }

    /// Format of an input cell for a choice.
    pub(super) fn choice_input(self) -> Format {
        self.boxed()
            .set_background_color(FILL)
            .set_align(FormatAlign::Center)
            .set_unlocked()
    }

    /// Format of an input cell for text; entries never become a formula or a date.
    pub(super) fn text_input(self) -> Format {
        self.boxed()
            .set_background_color(FILL)
            .set_num_format("@")
            .set_unlocked()
    }

    /// Format of a result.
    pub(super) fn plain(self) -> Format {
        self.boxed()
    }

    /// Format of a result with decimals.
    pub(super) fn plain_figure(self) -> Format {
        self.boxed()
            .set_align(FormatAlign::Center)
            .set_num_format("0.00")
    }

    /// Format of an integer result.
    pub(super) fn plain_count(self) -> Format {
        self.boxed()
            .set_align(FormatAlign::Center)
            .set_num_format("0")
    }

    /// Highlights a result that needs attention.
    pub(super) fn alarm(self, format: Format) -> Format {
        format.set_background_color(ALARM)
    }
}
