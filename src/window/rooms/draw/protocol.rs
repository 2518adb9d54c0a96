//! The protocol of a draw, to read, print and hand on.

use crate::api::draw::FILES;
use crate::files::tables::read_plain;
use crate::model::words::Lang;
use crate::window::answer::{Answer, Refused, page};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::place::{Wanted, attachment};
use crate::window::shell::Shell;
use askama::Template;
use axum::extract::{Query, State};

#[derive(Template)]
#[template(path = "window/draw_protocol.html")]
struct Protocol {
    shell: Shell,
    blocks: Vec<Block>,
}

/// A part of the protocol, which is written in a few forms of Markdown.
#[derive(Debug, PartialEq)]
enum Block {
    /// A heading of the first or second order.
    Heading(bool, String),
    /// A paragraph, a point, or a numbered point, with its number.
    Line(&'static str, String, Vec<Span>),
    /// A table: its rows, the headers first.
    Table(Vec<Vec<String>>),
}

/// A piece of text.
#[derive(Debug, PartialEq)]
enum Span {
    Plain(String),
    Strong(String),
    Code(String),
}

/// The protocol in the language of the page.
pub(super) async fn show(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let [.., zh, en] = FILES;
        let bytes = read(app, lang.pick(zh, en), lang)?;
        page(&Protocol {
            blocks: blocks(&String::from_utf8_lossy(&bytes)),
            shell: Shell::new(app, lang, "draw"),
        })
    })
    .await
}

/// A file of the draw; no other is served.
pub(super) async fn file(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let name = wanted.of(FILES, lang)?;
        attachment(name, read(app, name, lang)?, lang)
    })
    .await
}

fn read(app: &App, name: &str, lang: Lang) -> Result<Vec<u8>, Refused> {
    let bytes = read_plain(&app.workspace.out().join(name));
    bytes.map_err(|_| Refused::missing(lang))
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(cells) = line.strip_prefix('|') {
            let cells = cells.trim_end().trim_end_matches('|').split('|');
            let cells: Vec<String> = cells.map(|own| own.trim().to_owned()).collect();
            let rule = cells
                .iter()
                .all(|own| own.chars().all(|c| c == '-') && own.len() > 1);
            match blocks.last_mut() {
                Some(Block::Table(_)) if rule => {}
                Some(Block::Table(rows)) => rows.push(cells),
                _ => blocks.push(Block::Table(vec![cells])),
            }
            continue;
        }
        blocks.push(match (line.strip_prefix("# "), line.strip_prefix("## ")) {
            (Some(text), _) => Block::Heading(true, text.to_owned()),
            (_, Some(text)) => Block::Heading(false, text.to_owned()),
            _ => match line.strip_prefix("- ") {
                Some(text) => Block::Line("point", String::new(), spans(text)),
                None => numbered(line),
            },
        });
    }
    blocks
}

fn numbered(line: &str) -> Block {
    let digits = |own: &str| !own.is_empty() && own.chars().all(|c| c.is_ascii_digit());
    match line.split_once(". ") {
        Some((number, text)) if digits(number) => {
            Block::Line("numbered", format!("{number}."), spans(text))
        }
        _ => Block::Line("", String::new(), spans(line.trim())),
    }
}

/// Code between backticks, and strong words between pairs of stars. What a mark leaves open is text.
fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let marks = [
            ("`", Span::Code as fn(String) -> Span),
            ("**", Span::Strong),
        ];
        let found = marks.into_iter().filter_map(|(mark, make)| {
            let begin = rest.find(mark)?;
            let inside = &rest[begin + mark.len()..];
            let end = inside.find(mark)?;
            Some((begin, make, &inside[..end], &inside[end + mark.len()..]))
        });
        let Some((begin, make, inside, after)) = found.min_by_key(|own| own.0) else {
            spans.push(Span::Plain(rest.to_owned()));
            break;
        };
        if begin > 0 {
            spans.push(Span::Plain(rest[..begin].to_owned()));
        }
        spans.push(make(inside.to_owned()));
        rest = after;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_protocol_is_headings_points_and_tables() {
        let text = "# 记录\n\n- 种子：`a*b`\n1. **第 2 号**：<b>\n| 专家 | 机会 |\n|---|---|\n| E1 | 3/4 |\n尾 ** 未闭\n";
        let plain = |text: &str| Span::Plain(text.to_owned());
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            blocks(text),
            [
                Block::Heading(true, "记录".to_owned()),
                Block::Line(
                    "point",
                    String::new(),
                    vec![plain("种子："), Span::Code("a*b".to_owned())]
                ),
                Block::Line(
                    "numbered",
                    "1.".to_owned(),
                    vec![Span::Strong("第 2 号".to_owned()), plain("：<b>")]
                ),
                Block::Table(vec![row(["专家", "机会"]), row(["E1", "3/4"])]),
                Block::Line("", String::new(), vec![plain("尾 ** 未闭")]),
            ]
        );
    }
}
