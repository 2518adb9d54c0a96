//! Templates: text with a sign at the head of a line for its look, and placeholders in braces.

mod faults;
mod parts;
mod read;
mod reader;

use super::blocks::Style;
use crate::model::settings::Words;

pub(super) use read::read;

/// A template that was understood.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Whether its pages lie on their side.
    pub(super) landscape: bool,
    pub(super) lines: Vec<Line>,
}

/// Placeholders and tables, each with whether it must have a value (true) or none (false).
pub(super) type Conditions = Vec<(&'static str, bool)>;

/// A line of a template, with a repeated part as one line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Shown only where all of these hold.
    pub(super) when: Conditions,
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

#[cfg(test)]
mod tests {
    use super::super::kind::{Form, Paper};
    use super::*;
    use crate::model::words::Lang;
    use unicode_width::UnicodeWidthStr as _;

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

    /// Half letters of a line: a line to sign on that is longer would be broken.
    #[test]
    fn lines_to_sign_on_fit_their_page() {
        for (lang, upright, lying) in [(Lang::Zh, 55, 79), (Lang::En, 73, 106)] {
            for paper in Paper::ALL {
                let text = paper.built_in(lang);
                let landscape = text.contains("%横向") || text.contains("%landscape");
                let most = match paper.form() {
                    Form::Book => 128,
                    Form::Word if landscape => lying,
                    Form::Word => upright,
                };
                for line in text.lines().filter(|line| line.contains('＿')) {
                    let parts = line.split('{').map(|own| own.rsplit('}').next());
                    let shown: String = parts.flatten().collect();
                    let shown = shown.trim_start_matches([' ', '=', '>', '^', '~']);
                    assert!(shown.width() <= most, "{paper:?}: {line}");
                }
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
