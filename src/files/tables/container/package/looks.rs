//! Formatting in an .xlsx workbook that matters for the content: text that is struck out, invisible
//! text, and notes attached to cells.

use super::xml::{each, is_true};
use crate::files::tables::container::facts::cell_at;
use crate::files::tables::container::fault::BookFault;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// Number of characters of a note that are kept; enough to identify it.
const KEPT: usize = 60;

/// How a cell format changes the text of its cell.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The text is struck out.
    pub(super) struck: bool,
    /// The text is white on white, or not displayed at all.
    pub(super) unseen: bool,
}

/// The cell formats of a workbook, read from its styles.
#[derive(Debug, Default)]
pub(super) struct Looks {
    fonts: Vec<Look>,
    /// Number formats that display nothing.
    blank: BTreeSet<String>,
    cells: Vec<Look>,
    inside: Inside,
}

/// The section of the styles that is being read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Inside {
    #[default]
    Other,
    Fonts,
    Cells,
}

impl Looks {
    /// The look of a cell format, by its number.
    pub(super) fn of(&self, format: usize) -> Look {
        self.cells.get(format).copied().unwrap_or_default()
    }

    /// Processes an event of the styles part.
    pub(super) fn see(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element)?;
                self.end(element.local_name().as_ref());
                Ok(())
            }
            Event::End(element) => {
                self.end(element.local_name().as_ref());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        match (element.local_name().as_ref(), self.inside) {
            ("fonts", _) => self.inside = Inside::Fonts,
            ("cellXfs", _) => self.inside = Inside::Cells,
            ("numFmt", _) => {
                let (mut key, mut code) = (String::new(), String::new());
                each(element, |attribute, value| match attribute {
                    "numFmtId" => key = value,
                    "formatCode" => code = value,
                    _ => {}
                })?;
                if code.len() > 1 && code.bytes().all(|byte| byte == b';') {
                    self.blank.insert(key);
                }
            }
            ("font", Inside::Fonts) => self.fonts.push(Look::default()),
            ("strike", Inside::Fonts) => {
                let on = is_on(element)?;
                if let Some(font) = self.fonts.last_mut() {
                    font.struck = on;
                }
            }
            ("color", Inside::Fonts) => {
                let mut white = false;
                each(element, |attribute, value| match attribute {
                    "rgb" => white = value.eq_ignore_ascii_case("FFFFFFFF"),
                    "theme" => white = value == "0",
                    "tint" => white = false,
                    _ => {}
                })?;
                if let Some(font) = self.fonts.last_mut() {
                    font.unseen = white;
                }
            }
            ("xf", Inside::Cells) => self.format(element)?,
            _ => {}
        }
        Ok(())
    }

    fn format(&mut self, element: &BytesStart<'_>) -> Result<(), BookFault> {
        let mut look = Look::default();
        let (mut filled, mut blank) = (false, false);
        each(element, |attribute, value| match attribute {
            "fontId" => {
                let font = value.parse().ok().and_then(|at: usize| self.fonts.get(at));
                look = font.copied().unwrap_or_default();
            }
            "fillId" => filled = value != "0",
            "numFmtId" => blank = self.blank.contains(&value),
            _ => {}
        })?;
        look.unseen = (look.unseen && !filled) || blank;
        self.cells.push(look);
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "fonts" | "cellXfs") {
            self.inside = Inside::Other;
        }
    }
}

/// Whether an element such as `<strike/>` is switched on.
pub(super) fn is_on(element: &BytesStart<'_>) -> Result<bool, BookFault> {
    let mut on = true;
    each(element, |attribute, value| {
        if attribute == "val" {
            on = is_true(&value);
        }
    })?;
    Ok(on)
}

/// Numbers of the shared texts that are struck out at least in part.
#[derive(Debug, Default)]
pub(super) struct StruckTexts {
    count: usize,
    struck: BTreeSet<usize>,
}

impl StruckTexts {
    /// Whether the text with this number is struck out.
    pub(super) fn holds(&self, text: usize) -> bool {
        self.struck.contains(&text)
    }

    /// Processes an event of the shared texts.
    pub(super) fn see(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        let (Event::Start(element) | Event::Empty(element)) = event else {
            return Ok(());
        };
        match element.local_name().as_ref() {
            "si" => self.count += 1,
            "strike" if is_on(element)? => {
                self.struck.extend(self.count.checked_sub(1));
            }
            _ => {}
        }
        Ok(())
    }
}

/// The notes of one sheet, by cell.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The notes read so far.
    pub(super) found: BTreeMap<(u32, usize), String>,
    at: Option<(u32, usize)>,
    in_text: bool,
}

impl Notes {
    /// Processes an event of a notes part.
    pub(super) fn see(&mut self, event: &Event<'_>) -> Result<(), BookFault> {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "comment" => {
                    let mut at = None;
                    each(element, |attribute, value| {
                        if attribute == "ref" {
                            at = cell_at(&value);
                        }
                    })?;
                    self.at = at;
                    self.found.extend(at.map(|at| (at, String::new())));
                }
                "t" => self.in_text = true,
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "t" => self.in_text = false,
            Event::Text(text) if self.in_text => {
                let own = self.at.and_then(|at| self.found.get_mut(&at));
                if let Some(own) = own {
                    let left = KEPT.saturating_sub(own.chars().count());
                    let text: &str = text.as_ref();
                    own.extend(text.chars().take(left));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The notes part that a sheet's relationship points to, as a path from the root of the archive.
pub(super) fn notes_of(element: &BytesStart<'_>) -> Result<Option<String>, BookFault> {
    let (mut kind, mut target) = (String::new(), String::new());
    each(element, |attribute, value| match attribute {
        "Type" => kind = value,
        "Target" => target = value,
        _ => {}
    })?;
    let path = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => match target.strip_prefix("../") {
            Some(above) => format!("xl/{above}"),
            None => format!("xl/worksheets/{target}"),
        },
    };
    Ok(kind.ends_with("/comments").then(|| path.to_lowercase()))
}
