//! A template with its values becomes a paper. What is not known leaves a line to write on.

use super::blocks::{Block, Content, Grid};
use super::template::{Column, Line, Part, TableAsk, Template, What};
use crate::model::settings::Words;
use crate::model::words::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// A line to write on.
const LINE: &str = "＿＿＿＿＿＿＿＿";

/// The value of a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// The text to put there.
    Text(String),
    /// It should be there and is not known: a line to write on, and a note to the office.
    Missing,
    /// There is none, as a chair has no group.
    None,
}

impl Value {
    /// The text, or a line to write on where it is empty.
    pub(super) fn known(text: impl Into<String>) -> Self {
        match text.into() {
            text if text.trim().is_empty() => Self::Missing,
            text => Self::Text(text),
        }
    }

    /// The text, or nothing where it is empty.
    pub(super) fn may(text: impl Into<String>) -> Self {
        match text.into() {
            text if text.trim().is_empty() => Self::None,
            text => Self::Text(text),
        }
    }
}

/// Rows of a table, by the Chinese names of the columns or the headers of the contacts.
pub(super) type Row = BTreeMap<String, String>;

/// What a template is filled with, by the Chinese names of placeholders.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    pub(super) fields: BTreeMap<&'static str, Value>,
    pub(super) tables: BTreeMap<&'static str, Vec<Row>>,
    pub(super) loops: BTreeMap<&'static str, Vec<Values>>,
}

impl Values {
    /// Adds a placeholder.
    pub(super) fn set(&mut self, name: &'static str, value: Value) {
        self.fields.insert(name, value);
    }

    /// Adds the placeholders and tables of another.
    pub(super) fn with(mut self, other: Self) -> Self {
        self.fields.extend(other.fields);
        self.tables.extend(other.tables);
        self.loops.extend(other.loops);
        self
    }
}

/// What one file says, and for whom it is.
#[derive(Debug, Clone)]
pub(super) struct Filling {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) values: Values,
}

/// Fills templates in one language.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    /// Language of the titles of columns.
    pub(super) lang: Lang,
    /// What the title of a submission is called.
    pub(super) work: &'a str,
    /// Placeholders that left a line to write on, by their Chinese names.
    pub(super) missing: BTreeSet<&'static str>,
}

impl Filler<'_> {
    /// Fills a template.
    pub(super) fn fill(&mut self, template: &Template, values: &Values) -> Content {
        let mut blocks = Vec::new();
        self.lines(&template.lines, &[values], &mut blocks);
        Content {
            blocks,
            landscape: template.landscape,
        }
    }

    /// Fills lines with the values of a loop before those of the paper.
    fn lines(&mut self, lines: &[Line], values: &[&Values], blocks: &mut Vec<Block>) {
        for line in lines {
            let holds = |(name, wanted): &(&str, bool)| has(name, values) == *wanted;
            if !line.when.iter().all(holds) {
                continue;
            }
            match &line.what {
                What::Gap => blocks.push(Block::Gap),
                What::Page => blocks.push(Block::Page),
                What::Paragraph(style, parts) => {
                    let text = self.text(parts, values);
                    blocks.push(Block::Paragraph(*style, text));
                }
                What::Table(ask) => blocks.push(Block::Table(self.grid(ask, values))),
                What::Each(name, inner) => {
                    let all = values.iter().find_map(|own| own.loops.get(name));
                    for (at, own) in all.into_iter().flatten().enumerate() {
                        // A page break at the head of a loop separates; nothing comes before the first.
                        let first = matches!(
                            inner.first(),
                            Some(Line {
                                what: What::Page,
                                ..
                            })
                        );
                        let inner = if at == 0 && first {
                            &inner[1..]
                        } else {
                            &inner[..]
                        };
                        let within: Vec<&Values> =
                            std::iter::once(own).chain(values.iter().copied()).collect();
                        self.lines(inner, &within, blocks);
                    }
                }
            }
        }
    }

    fn text(&mut self, parts: &[Part], values: &[&Values]) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(own) => text.push_str(own),
                Part::Field(name) => match values.iter().find_map(|own| own.fields.get(name)) {
                    Some(Value::Text(own)) => text.push_str(own),
                    Some(Value::None) => {}
                    Some(Value::Missing) | None => {
                        self.missing.insert(name);
                        text.push_str(LINE);
                    }
                },
            }
        }
        text
    }

    fn grid(&mut self, ask: &TableAsk, values: &[&Values]) -> Grid {
        let rows = values.iter().find_map(|own| own.tables.get(ask.table));
        let rows: &[Row] = rows.map_or(&[], Vec::as_slice);
        let holds = |key: &str| {
            rows.iter()
                .any(|row| row.get(key).is_some_and(|own| !own.is_empty()))
        };
        let all: Vec<Column>;
        let columns = match ask.columns.is_empty() {
            false => &ask.columns,
            true => {
                let keys: BTreeSet<&String> = rows.iter().flat_map(BTreeMap::keys).collect();
                all = keys.into_iter().cloned().map(Column::Further).collect();
                &all
            }
        };
        // A column that holds nothing is left out, unless there is no row at all.
        let shown: Vec<&Column> = columns
            .iter()
            .filter(|own| match own {
                Column::Blank(_) => true,
                Column::Known(words) => rows.is_empty() || words.zh == "序号" || holds(words.zh),
                Column::Further(header) => rows.is_empty() || holds(header),
            })
            .collect();
        let header = |column: &&Column| match column {
            Column::Blank(header) | Column::Further(header) => header.clone(),
            Column::Known(words) => self.header(words),
        };
        let cell = |(at, row): (usize, &Row), column: &&Column| match column {
            Column::Blank(_) => String::new(),
            Column::Known(words) if words.zh == "序号" => (at + 1).to_string(),
            Column::Known(words) => row.get(words.zh).cloned().unwrap_or_default(),
            Column::Further(header) => row.get(header).cloned().unwrap_or_default(),
        };
        let mut grid = Grid {
            headers: shown.iter().map(header).collect(),
            rows: Vec::new(),
        };
        for row in rows.iter().enumerate() {
            grid.rows
                .push(shown.iter().map(|own| cell(row, own)).collect());
        }
        grid
    }

    fn header(&self, words: &Words) -> String {
        match (self.lang, words.zh) {
            (Lang::Zh, "题目") => self.work.to_owned(),
            (Lang::Zh, "单位") => "工作单位".to_owned(),
            (Lang::Zh, zh) => zh.to_owned(),
            (Lang::En, _) => {
                let mut letters = words.en.chars();
                let first = letters.next().map(|own| own.to_ascii_uppercase());
                first.into_iter().chain(letters).collect()
            }
        }
    }
}

/// Whether a placeholder has a value or leaves a line, or a table has a row.
fn has(name: &str, values: &[&Values]) -> bool {
    let table = values.iter().find_map(|own| own.tables.get(name));
    let field = values.iter().find_map(|own| own.fields.get(name));
    match (table, field) {
        (Some(rows), _) => !rows.is_empty(),
        (None, Some(value)) => *value != Value::None,
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::Paper;
    use super::super::template;
    use super::*;

    fn filled(text: &str, values: &Values) -> (String, Vec<&'static str>) {
        let template = template::read(Paper::Invitation, "x", text, &[]).expect("understood");
        let mut filler = Filler {
            lang: Lang::Zh,
            work: "成果名称",
            missing: BTreeSet::new(),
        };
        let text = filler.fill(&template, values).text();
        (text, filler.missing.into_iter().collect())
    }

    fn values() -> Values {
        let mut values = Values::default();
        values.set("姓名", Value::known("张伟"));
        values.set("联系方式", Value::known(""));
        values.set("专业组", Value::may(""));
        let row = |id: &str, title: &str| {
            let cells = [("申报编号", id), ("题目", title)];
            let cells = cells.map(|(key, value)| (key.to_owned(), value.to_owned()));
            Row::from(cells)
        };
        values
            .tables
            .insert("评审任务", vec![row("S1", "甲"), row("S2", "乙")]);
        values.tables.insert("回避申报", Vec::new());
        values
    }

    #[test]
    fn what_is_missing_leaves_a_line_and_what_does_not_apply_nothing() {
        let (text, missing) = filled(
            "# 致{姓名}\n电话：{联系方式}\n{有 专业组} 组：{专业组}\n{无 专业组} 无组\n",
            &values(),
        );
        assert_eq!(text, "致张伟\n电话：＿＿＿＿＿＿＿＿\n无组\n");
        assert_eq!(missing, ["联系方式"]);
    }

    #[test]
    fn tables_have_the_columns_asked_for_that_hold_something() {
        let ask = "{表 评审任务：序号，申报编号，题目，申报单位，+签收}";
        let (text, _) = filled(ask, &values());
        assert_eq!(
            text,
            "| 序号 | 申报编号 | 成果名称 | 签收 |\n| 1 | S1 | 甲 |  |\n| 2 | S2 | 乙 |  |\n"
        );
        let both = "{有 评审任务}{无 专业组} 甲\n{有 评审任务} {有 专业组} 乙\n";
        assert_eq!(filled(both, &values()).0, "甲\n");
        let (text, _) = filled("{有 回避申报} 有\n{无 回避申报} 没有\n", &values());
        assert_eq!(text, "没有\n");
    }

    #[test]
    fn loops_repeat_with_their_own_values_and_those_of_the_paper() {
        let mut own = values();
        let group = |name: &str| {
            let mut values = Values::default();
            values.set("专业组", Value::known(name));
            values
        };
        own.loops
            .insert("专业组", vec![group("一组"), group("二组")]);
        let (text, _) = filled("{每个 专业组}\n---\n## {专业组}（{姓名}）\n{完}\n", &own);
        assert_eq!(text, "一组（张伟）\n───\n二组（张伟）\n");
    }
}
