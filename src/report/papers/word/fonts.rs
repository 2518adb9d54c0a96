//! The fonts and sizes of official papers.

use crate::model::words::Lang;
use docx_rs::{LineSpacing, LineSpacingType, Run, RunFonts};

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
pub(super) const TITLE: usize = 0;
pub(super) const BODY: usize = 1;
pub(super) const KAI: usize = 2;
pub(super) const HEI: usize = 3;
pub(super) const SONG: usize = 4;
const LATIN: &str = "Times New Roman";

/// Sizes, in half points, and line distances, in twips.
pub(super) struct Look {
    pub(super) title: usize,
    pub(super) body: usize,
    pub(super) table: usize,
    pub(super) note: usize,
    pub(super) card: usize,
    pub(super) title_line: i32,
    pub(super) line: i32,
    pub(super) note_line: i32,
    /// Whether titles and headings are bold, as they have no font of their own.
    pub(super) bold: bool,
}

/// Official papers: 28 points from line to line.
const OFFICIAL: Look = Look {
    title: 44,
    body: 32,
    table: 21,
    note: 24,
    card: 160,
    title_line: 660,
    line: 560,
    note_line: 400,
    bold: false,
};
/// Letters in English.
const LETTER: Look = Look {
    title: 34,
    body: 24,
    table: 20,
    note: 20,
    card: 144,
    title_line: 480,
    line: 360,
    note_line: 280,
    bold: true,
};

impl Look {
    /// How papers in this language look.
    pub(super) fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &OFFICIAL,
            Lang::En => &LETTER,
        }
    }
}

/// Text in a font: both its Latin and its Chinese letters are named, so that no program chooses.
pub(super) fn run(text: &str, font: usize, size: usize) -> Run {
    Run::new().add_text(text).size(size).fonts(fonts(font))
}

pub(super) fn fonts(font: usize) -> RunFonts {
    let (east, _, _) = FONTS[font];
    RunFonts::new()
        .ascii(LATIN)
        .hi_ansi(LATIN)
        .cs(LATIN)
        .east_asia(east)
}

/// A line distance that no letter changes.
pub(super) fn exact(line: i32) -> LineSpacing {
    LineSpacing::new()
        .line(line)
        .line_rule(LineSpacingType::Exact)
}

/// The fonts with their stand-ins.
pub(super) fn font_table() -> String {
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
