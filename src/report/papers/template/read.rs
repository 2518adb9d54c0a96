//! Reads the lines of a template.

use super::faults::never_opened;
use super::parts::is;
use super::reader::Reader;
use super::{Conditions, Line, Template, What};
use crate::model::Problem;
use crate::model::settings::Words;
use crate::report::papers::blocks::Style;
use crate::report::papers::kind::Paper;
use crate::report::papers::placeholders::{Loop, offer};

/// Signs at the head of a line, longer ones first.
const SIGNS: [(&str, Style); 9] = [
    ("### ", Style::Subheading),
    ("## ", Style::Heading),
    ("# ", Style::Title),
    ("@@ ", Style::Card),
    ("@ ", Style::Label),
    ("> ", Style::Right),
    ("= ", Style::Plain),
    ("^ ", Style::Centre),
    ("~ ", Style::Note),
];

/// Reads the template of a paper. `further` are the further columns of the contacts.
///
/// # Errors
/// Every line that cannot be understood, with its place.
pub(in crate::report::papers) fn read(
    paper: Paper,
    file: &str,
    text: &str,
    further: &[&str],
) -> Result<Template, Vec<Problem>> {
    let mut reader = Reader {
        file,
        offer: offer(paper),
        further,
        row: 0,
        within: None,
        problems: Vec::new(),
    };
    let mut template = Template {
        landscape: false,
        lines: Vec::new(),
    };
    let mut open: Option<(u32, Line)> = None;
    for (line, row) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        reader.row = row;
        let line = line.trim_end();
        match line {
            "%横向" | "%landscape" => template.landscape = true,
            "%竖向" | "%portrait" => template.landscape = false,
            _ => match reader.line(line) {
                Some(Read::Line(line)) => match &mut open {
                    Some((
                        _,
                        Line {
                            what: What::Each(_, lines),
                            ..
                        },
                    )) => lines.push(line),
                    _ => template.lines.push(line),
                },
                Some(Read::Each(line)) => {
                    if let Some((first, line)) = open.replace((row, line)) {
                        reader.never_closed(first);
                        template.lines.push(line);
                    }
                }
                Some(Read::End) => match open.take() {
                    Some((_, line)) => template.lines.push(line),
                    None => reader.wrong("", &never_opened()),
                },
                None => {}
            },
        }
        reader.within = match &open {
            Some((
                _,
                Line {
                    what: What::Each(name, _),
                    ..
                },
            )) => reader.looped(name),
            _ => None,
        };
    }
    if let Some((first, line)) = open {
        reader.never_closed(first);
        template.lines.push(line);
    }
    match reader.problems.is_empty() {
        true => Ok(template),
        false => Err(reader.problems),
    }
}

enum Read {
    Line(Line),
    Each(Line),
    End,
}

impl Reader<'_> {
    fn looped(&self, name: &str) -> Option<&'static Loop> {
        self.offer.loops.iter().find(|own| own.name.zh == name)
    }

    /// One line; `None` for remarks, blank lines and lines with a fault, which is told.
    fn line(&mut self, line: &str) -> Option<Read> {
        if line.trim().is_empty() || line.starts_with("//") {
            return None;
        }
        let (when, line) = self.conditions(line)?;
        let made = |when, what| Some(Read::Line(Line { when, what }));
        match line.trim() {
            "." => return made(when, What::Gap),
            "---" => return made(when, What::Page),
            _ => {}
        }
        if let Some(inner) = braced(line.trim()) {
            if matches!(inner, "完" | "end") {
                return Some(Read::End);
            }
            if let Some(name) = after(inner, ["每个", "每位", "each"]) {
                let found = self.offer.loops.iter().find(|own| is(&own.name, name));
                let Some(found) = found else {
                    let known: Vec<Words> = self.offer.loops.iter().map(|own| own.name).collect();
                    self.unknown(name, &known);
                    return None;
                };
                let what = What::Each(found.name.zh, Vec::new());
                return Some(Read::Each(Line { when, what }));
            }
            if let Some(ask) = after(inner, ["表", "table"]) {
                return made(when, What::Table(self.table(ask)?));
            }
        }
        let sign = SIGNS.iter().find(|(sign, _)| line.starts_with(sign));
        let (style, text) = match sign {
            Some((sign, style)) => (*style, &line[sign.len()..]),
            None => (Style::Text, line),
        };
        let parts = self.parts(text)?;
        made(when, What::Paragraph(style, parts))
    }

    /// The conditions at the head of a line, `{有 专业组}` or `{无 专业组}`, and what follows.
    fn conditions<'l>(&mut self, mut line: &'l str) -> Option<(Conditions, &'l str)> {
        let mut when = Conditions::new();
        while let Some((inner, rest)) = line.strip_prefix('{').and_then(|own| own.split_once('}')) {
            let (name, wanted) = match (after(inner, ["有", "if"]), after(inner, ["无", "no"])) {
                (Some(name), _) => (name, true),
                (_, Some(name)) => (name, false),
                _ => break,
            };
            let table = self.tables().find(|own| is(&own.name, name));
            let name = match table {
                Some(table) => table.name.zh,
                None => self.field(name)?,
            };
            when.push((name, wanted));
            line = rest.strip_prefix(' ').unwrap_or(rest);
        }
        Some((when, line))
    }
}

/// What is between the braces of a line that is nothing else.
fn braced(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains(['{', '}'])).then_some(inner.trim())
}

/// What follows one of the words and a space.
fn after<'t, const N: usize>(text: &'t str, words: [&str; N]) -> Option<&'t str> {
    let text = text.trim();
    let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
    rest.starts_with([' ', '\u{3000}']).then(|| rest.trim())
}
