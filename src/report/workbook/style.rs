//! Fonts, colours and number formats of the workbook.

use crate::model::words::Lang;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Text colour of headers and titles.
pub(super) const INK: Color = Color::RGB(0x1F_3A_5F);
const LINE: Color = Color::RGB(0xC9_D2_DC);
const HEADER: Color = Color::RGB(0x2F_4B_6E);
const SHADE: Color = Color::RGB(0xF3_F6_F9);
const ALARM: Color = Color::RGB(0xFB_E9_D7);
const ALARM_INK: Color = Color::RGB(0x9C_3D_0A);
const GOOD_INK: Color = Color::RGB(0x2E_6B_4F);
const MUTED_INK: Color = Color::RGB(0x6B_76_82);

/// Highlighting of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tone {
    /// No highlighting.
    #[default]
    Plain,
    /// Bold, for leaders and heads.
    Strong,
    /// A good value.
    Good,
    /// Needs attention: a shortfall, a suspicion.
    Alarm,
    /// Less important.
    Muted,
}

/// How a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, wrapped.
    Text,
    /// Centred text: ids, roles, yes and no.
    Centred,
    /// An integer.
    Count,
    /// A mean of counts, one decimal.
    Mean,
    /// A score, three decimals.
    Score,
    /// A share, as a percentage.
    Share,
}

/// Creates the cell formats; the writer merges equal ones.
#[derive(Debug)]
pub(super) struct Styles {
    font: Option<&'static str>,
}

impl Styles {
    pub(super) fn new(lang: Lang) -> Self {
        // English uses the spreadsheet program's default font.
        let font = (lang == Lang::Zh).then_some("等线");
        Self { font }
    }

    fn base(&self) -> Format {
        let format = Format::new().set_align(FormatAlign::VerticalCenter);
        match self.font {
            Some(font) => format.set_font_name(font),
            None => format,
        }
    }

    fn boxed(&self) -> Format {
        self.base()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE)
    }

    /// A cell of a table's body.
    pub(super) fn cell(&self, kind: Kind, tone: Tone, shaded: bool) -> Format {
        let format = self.boxed();
        let format = match kind {
            Kind::Text => format.set_text_wrap(),
            Kind::Centred => format.set_text_wrap().set_align(FormatAlign::Center),
            Kind::Count => format.set_num_format("0").set_align(FormatAlign::Center),
            Kind::Mean => format.set_num_format("0.0").set_align(FormatAlign::Center),
            Kind::Score => format
                .set_num_format("0.000")
                .set_align(FormatAlign::Center),
            Kind::Share => format.set_num_format("0%").set_align(FormatAlign::Center),
        };
        let format = if shaded && tone != Tone::Alarm {
            format.set_background_color(SHADE)
        } else {
            format
        };
        match tone {
            Tone::Plain => format,
            Tone::Strong => format.set_bold().set_font_color(INK),
            Tone::Good => format.set_font_color(GOOD_INK),
            Tone::Alarm => format.set_background_color(ALARM).set_font_color(ALARM_INK),
            Tone::Muted => format.set_font_color(MUTED_INK),
        }
    }

    /// A cell of a header row.
    pub(super) fn header(&self) -> Format {
        self.boxed()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(HEADER)
            .set_align(FormatAlign::Center)
            .set_text_wrap()
    }

    /// The title of the first sheet.
    pub(super) fn title(&self) -> Format {
        self.base().set_bold().set_font_size(18).set_font_color(INK)
    }

    /// The heading of a block.
    pub(super) fn heading(&self) -> Format {
        self.base().set_bold().set_font_size(13).set_font_color(INK)
    }

    /// A line under a title.
    pub(super) fn note(&self) -> Format {
        self.base().set_font_color(MUTED_INK)
    }
}
