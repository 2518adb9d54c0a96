//! The steps of the year as a picture.

use super::document::{State, Status};
use super::tables::{name, state};
use crate::model::words::Lang;
use std::fmt::Write as _;

const WIDTH: usize = 116;
const GAP: usize = 20;
const HEIGHT: usize = 64;

/// Draws the steps in a row, joined by arrows; the next one has a heavy frame. The SVG contains
/// fixed words only, so no text from the tables needs escaping.
pub fn picture(status: &Status, lang: Lang) -> String {
    let count = status.steps.len();
    let whole = count * (WIDTH + GAP) - GAP + 8;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {}" role="img" aria-label="{}">"#,
        HEIGHT + 8,
        lang.pick("年度进度", "Progress of the season"),
    );
    for (at, step) in status.steps.iter().enumerate() {
        let x = 4 + at * (WIDTH + GAP);
        let (fill, ink, line) = colours(step.state);
        let next = status.next == Some(step.kind);
        let (stroke, thick) = if next { ("#c2410c", 3) } else { (line, 1) };
        let middle = x + WIDTH / 2;
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            r#"<rect x="{x}" y="4" width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{fill}" stroke="{stroke}" stroke-width="{thick}"/><text x="{middle}" y="31" text-anchor="middle" font-size="15" font-weight="600" fill="{ink}">{}</text><text x="{middle}" y="52" text-anchor="middle" font-size="12" fill="{ink}">{}</text>"#,
            name(step.kind).say(lang),
            state(step.state).say(lang),
        );
        if at + 1 < count {
            let (from, to, y) = (x + WIDTH + 3, x + WIDTH + GAP - 3, 4 + HEIGHT / 2);
            let _ = write!(
                svg,
                r##"<path d="M{from} {y}H{to}m-5 -4l5 4l-5 4" fill="none" stroke="#6b7682" stroke-width="1.5"/>"##,
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

fn colours(state: State) -> (&'static str, &'static str, &'static str) {
    match state {
        State::Done => ("#dcefe4", "#1f5a3f", "#2e6b4f"),
        State::Active => ("#fdf0d5", "#7a4b00", "#c58a1a"),
        State::Todo => ("#f3f6f9", "#6b7682", "#c9d2dc"),
        State::Trouble => ("#fbe9d7", "#9c3d0a", "#9c3d0a"),
    }
}
