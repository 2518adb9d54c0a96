//! Templates: text with a sign at the head of a line for its look, and placeholders in braces.

use super::blocks::Style;
use super::kind::Paper;
use super::placeholders::{COMMON, Loop, Offer, Placeholder, TableHolder, offer};
use crate::bilingual;
use crate::model::settings::Words;
use crate::model::words::{Bilingual, folded};
use crate::model::{Place, Problem, Severity};

/// A template that was understood.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Whether its pages lie on their side.
    pub(super) landscape: bool,
    pub(super) lines: Vec<Line>,
}

/// A line of a template, with a repeated part as one line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Shown only where this placeholder has a value (true), or none (false).
    pub(super) when: Option<(&'static str, bool)>,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Paragraph(Style, Vec<Part>),
    Table(TableAsk),
    Each(&'static str, Vec<Line>),
    Gap,
    Page,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// A placeholder by its Chinese name.
    Field(&'static str),
}

/// A table with the columns asked for; none for all that hold something.
#[derive(Debug, Clone)]
pub(super) struct TableAsk {
    pub(super) table: &'static str,
    pub(super) columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// A column of the table.
    Known(&'static Words),
    /// A further column of the contacts, by its header.
    Further(String),
    /// An empty column to write in.
    Blank(String),
}

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
pub(super) fn read(
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

fn never_opened() -> Bilingual {
    bilingual!(
        "{{完}} 之前没有 {{每个 …}}",
        "{{end}} without {{each …}} before it"
    )
}

enum Read {
    Line(Line),
    Each(Line),
    End,
}

struct Reader<'a> {
    file: &'a str,
    offer: Offer,
    further: &'a [&'a str],
    row: u32,
    /// The loop that the line is in.
    within: Option<&'static Loop>,
    problems: Vec<Problem>,
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
        let (when, line) = self.condition(line)?;
        let made = |what| Some(Read::Line(Line { when, what }));
        match line.trim() {
            "." => return made(What::Gap),
            "---" => return made(What::Page),
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
                return made(What::Table(self.table(ask)?));
            }
        }
        let sign = SIGNS.iter().find(|(sign, _)| line.starts_with(sign));
        let (style, text) = match sign {
            Some((sign, style)) => (*style, &line[sign.len()..]),
            None => (Style::Text, line),
        };
        let parts = self.parts(text)?;
        made(What::Paragraph(style, parts))
    }

    /// `{有 专业组}` or `{无 专业组}` at the head of a line, and what follows.
    #[allow(clippy::type_complexity)] // a condition and a rest, each in its usual shape
    fn condition<'l>(&mut self, line: &'l str) -> Option<(Option<(&'static str, bool)>, &'l str)> {
        let Some((inner, rest)) = line.strip_prefix('{').and_then(|own| own.split_once('}')) else {
            return Some((None, line));
        };
        let (name, wanted) = match (after(inner, ["有", "if"]), after(inner, ["无", "no"])) {
            (Some(name), _) => (name, true),
            (_, Some(name)) => (name, false),
            _ => return Some((None, line)),
        };
        let table = self.tables().find(|own| is(&own.name, name));
        let name = match table {
            Some(table) => table.name.zh,
            None => self.field(name)?,
        };
        Some((Some((name, wanted)), rest.strip_prefix(' ').unwrap_or(rest)))
    }

    /// The text of a line with its placeholders.
    fn parts(&mut self, text: &str) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, sign) = rest.split_at(at);
            plain.push_str(before);
            if let Some(more) = sign.strip_prefix("{{").or_else(|| sign.strip_prefix("}}")) {
                plain.push_str(&sign[..1]);
                rest = more;
                continue;
            }
            let Some((name, more)) = sign.strip_prefix('{').and_then(|own| own.split_once('}'))
            else {
                let what = bilingual!("花括号没有配对", "A brace has no counterpart");
                self.wrong(text, &what);
                return None;
            };
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(Part::Field(self.field(name)?));
            rest = more;
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Text(plain));
        }
        Some(parts)
    }

    fn fields(&self) -> impl Iterator<Item = &'static Placeholder> {
        let within = self.within.map_or(&[] as &[_], |own| own.fields);
        let all = within.iter().chain(self.offer.fields).chain(&[COMMON]);
        all.flat_map(|own| own.iter())
    }

    fn tables(&self) -> impl Iterator<Item = &'static TableHolder> {
        let within = self.within.map_or(&[] as &[_], |own| own.tables);
        within.iter().chain(self.offer.tables)
    }

    fn field(&mut self, name: &str) -> Option<&'static str> {
        let found = self.fields().find(|own| is(&own.name, name));
        if found.is_none() {
            let known: Vec<Words> = self.fields().map(|own| own.name).collect();
            self.unknown(name, &known);
        }
        found.map(|own| own.name.zh)
    }

    fn table(&mut self, ask: &str) -> Option<TableAsk> {
        let (name, columns) = match ask.split_once(['：', ':']) {
            Some((name, columns)) => (name.trim(), columns.trim()),
            None => (ask.trim(), ""),
        };
        let Some(table) = self.tables().find(|own| is(&own.name, name)) else {
            let known: Vec<Words> = self.tables().map(|own| own.name).collect();
            self.unknown(name, &known);
            return None;
        };
        let mut asked = Vec::new();
        let words = columns.split(['，', ',', '、', '；', ';']).map(str::trim);
        for word in words.filter(|word| !word.is_empty()) {
            if let Some(blank) = word.strip_prefix('+') {
                asked.push(Column::Blank(blank.trim().to_owned()));
            } else if let Some(known) = table.columns.iter().find(|own| is(own, word)) {
                asked.push(Column::Known(known));
            } else if table.open && self.further.contains(&word) {
                asked.push(Column::Further(word.to_owned()));
            } else {
                self.unknown_column(word, table);
                return None;
            }
        }
        Some(TableAsk {
            table: table.name.zh,
            columns: asked,
        })
    }

    fn place(&self) -> Place {
        Place::row(self.file, self.row)
    }

    fn unknown(&mut self, name: &str, known: &[Words]) {
        let list = |pick: fn(&Words) -> &'static str, with: &str| {
            let mut words: Vec<&str> = Vec::new();
            for own in known.iter().map(pick) {
                if !words.contains(&own) {
                    words.push(own);
                }
            }
            words.join(with)
        };
        let (zh, en) = (list(|own| own.zh, "、"), list(|own| own.en, ", "));
        self.problems.push(Problem {
            severity: Severity::Error,
            code: "E440",
            place: self.place(),
            value: name.to_owned(),
            what: bilingual!(
                "模板里没有这个占位符",
                "A template has no such placeholder here"
            ),
            action: bilingual!("此处可用：{zh}", "Known here: {en}"),
        });
    }

    fn unknown_column(&mut self, word: &str, table: &TableHolder) {
        let list = |pick: fn(&Words) -> &'static str, with: &str| {
            let words: Vec<&str> = table.columns.iter().map(pick).collect();
            words.join(with)
        };
        let (zh, en) = (list(|own| own.zh, "、"), list(|own| own.en, ", "));
        self.problems.push(Problem {
            severity: Severity::Error,
            code: "E441",
            place: self.place(),
            value: word.to_owned(),
            what: bilingual!("这张表没有这一列", "The table has no such column"),
            action: bilingual!(
                "可用的列：{zh}；要空白列手写，在列名前加 +，如 +签名",
                "Its columns: {en}; for an empty column to write in, put + before its name, as +signature"
            ),
        });
    }

    fn wrong(&mut self, value: &str, what: &Bilingual) {
        self.problems.push(Problem {
            severity: Severity::Error,
            code: "E442",
            place: self.place(),
            value: value.to_owned(),
            what: what.clone(),
            action: bilingual!(
                "补上或删去花括号；正文里要写花括号，写两个",
                "Add or remove a brace; to write a brace in the text, write two"
            ),
        });
    }

    fn never_closed(&mut self, first: u32) {
        let what = bilingual!(
            "{{每个 …}} 之后没有 {{完}}",
            "{{each …}} without {{end}} after it"
        );
        self.row = first;
        self.wrong("", &what);
    }
}

/// Whether a word is one of the two names, whatever its width, case and spaces.
fn is(name: &Words, word: &str) -> bool {
    let own = folded(word.trim());
    own == folded(name.zh) || own == folded(name.en)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::words::Lang;

    fn codes(text: &str) -> Vec<(&'static str, Option<u32>, String)> {
        let read = read(Paper::Invitation, "邀请函.txt", text, &[]);
        let problems = read.err().unwrap_or_default();
        problems
            .into_iter()
            .map(|own| (own.code, own.place.row, own.value))
            .collect()
    }

    #[test]
    fn every_template_of_the_program_is_understood() {
        for paper in Paper::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let read = read(*paper, paper.key(), paper.built_in(lang), &[]);
                let template = read.unwrap_or_else(|own| panic!("{paper:?} {lang:?}: {own:?}"));
                assert!(!template.lines.is_empty());
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        assert_eq!(codes("# {姓名}\n{name} {奖项}\n"), []);
        let unknown = codes("# 邀请函\n\n{性名} 专家\n");
        assert_eq!(unknown, [("E440", Some(3), "性名".to_owned())]);
        assert_eq!(codes("{姓名")[0].0, "E442");
        assert_eq!(codes("姓名}")[0].0, "E442");
        assert_eq!(codes("{{姓名}}"), []);
        let column = codes("{表 评审任务：申报编号，颜色，+签名}");
        assert_eq!(column, [("E441", Some(1), "颜色".to_owned())]);
        assert_eq!(codes("{表 工资}")[0].0, "E440");
        assert_eq!(
            codes("{每个 专业组}\n{组长}\n")[0],
            ("E442", Some(1), String::new())
        );
        assert_eq!(codes("{完}")[0].0, "E442");
        assert_eq!(codes("{每个 专业组}\n{组员人数}\n{完}"), []);
        assert_eq!(
            codes("{组员人数}")[0].0,
            "E440",
            "known only within the loop"
        );
        assert_eq!(codes("{有 组员}"), [("E440", Some(1), "组员".to_owned())]);
        assert_eq!(codes("{有 评审任务} 附后"), []);
    }

    #[test]
    fn further_columns_of_the_contacts_may_be_asked_for() {
        let text = "{表 名单：姓名，车牌号，+签名}";
        assert!(read(Paper::Contacts, "x", text, &[]).is_err());
        let template = read(Paper::Contacts, "x", text, &["车牌号"]).expect("understood");
        let What::Table(ask) = &template.lines[0].what else {
            panic!("a table");
        };
        assert_eq!(ask.columns[1], Column::Further("车牌号".to_owned()));
        assert_eq!(ask.columns[2], Column::Blank("签名".to_owned()));
    }
}
