//! Industries by groups: number of submissions, and of members who know the industry.

use super::svg::{Anchor, Drawing, fit};
use crate::bilingual;
use crate::model::taxonomy::IndustryCode;
use crate::model::words::Lang;
use crate::report::{ReviewFigures, Story, words};
use std::collections::BTreeMap;

/// Above this number of divisions, the rows are sections.
const MOST_ROWS: usize = 60;
/// Maximum number of groups in the map.
const MOST_GROUPS: usize = super::CHARTED;
const LABEL: f64 = 230.0;
const HEAD: f64 = 26.0;
const ROW: f64 = 22.0;

/// Submissions of one industry in one group.
#[derive(Debug, Clone, Copy, Default)]
struct Square {
    submissions: usize,
    /// Sum, over these submissions, of the group's members who know the industry.
    knowing: usize,
}

impl Square {
    /// 0 if some submission's industry is known to no member, otherwise the mean number of members
    /// who know it, limited to the 5 steps of the colour scale.
    fn level(self) -> usize {
        let mean = self.knowing as f64 / self.submissions.max(1) as f64;
        if self.knowing == 0 {
            0
        } else {
            (mean.round() as usize).clamp(1, 5)
        }
    }
}

type Rows = BTreeMap<Vec<String>, BTreeMap<usize, Square>>;

/// Draws the map: the number is that of submissions, the colour that of members who know them.
pub(in crate::report) fn heat(story: &Story, lang: Lang) -> String {
    let mut rows = rows(story, 2);
    if rows.len() > MOST_ROWS {
        rows = self::rows(story, 1);
    }
    let groups = story.figures.groups.len().clamp(1, MOST_GROUPS);
    let cell = (720.0 / groups as f64).clamp(16.0, 52.0);
    let height = HEAD + ROW * rows.len() as f64 + 40.0;
    let width = (LABEL + cell * groups as f64 + 10.0).max(620.0);
    let mut drawing = Drawing::new(width, height);
    for (at, group) in story.figures.groups.iter().enumerate().take(groups) {
        let x = LABEL + cell * (at as f64 + 0.5);
        if cell >= 24.0 || at % 5 == 0 {
            drawing.text((x, 17.0), Anchor::Middle, "strong", &group.group.id);
        }
    }
    for (line, (path, squares)) in rows.iter().enumerate() {
        let y = HEAD + ROW * line as f64;
        let code = IndustryCode::from_path(path.clone());
        let name = words::industry(&code, &story.season.industries, lang);
        let shown = fit(&name, LABEL - 16.0);
        drawing.text((LABEL - 8.0, y + 15.0), Anchor::End, "label", &shown);
        for at in 0..groups {
            let corner = (LABEL + cell * at as f64 + 1.0, y + 1.0);
            let size = (cell - 2.0, ROW - 2.0);
            let Some(square) = squares.get(&at) else {
                drawing.rect(corner, size, "empty", "");
                continue;
            };
            draw(&mut drawing, corner, size, *square, &name, lang);
        }
    }
    legend(&mut drawing, height - 26.0, lang);
    let label = bilingual!("各组行业覆盖", "Industries by group");
    drawing.finish(label.say(lang))
}

fn draw(
    drawing: &mut Drawing,
    corner: (f64, f64),
    size: (f64, f64),
    square: Square,
    name: &str,
    lang: Lang,
) {
    let Square { submissions, .. } = square;
    let knowing = square.knowing as f64 / submissions.max(1) as f64;
    let tip = bilingual!(
        "{name}：{submissions} 项申报，平均 {knowing:.1} 名组员熟悉",
        "{name}: {submissions} submissions, known by {knowing:.1} members on average"
    );
    let level = square.level();
    drawing.rect(corner, size, &format!("heat{level}"), tip.say(lang));
    let middle = (corner.0 + size.0 / 2.0, corner.1 + 14.0);
    let class = if level >= 3 { "inside" } else { "label" };
    drawing.text(middle, Anchor::Middle, class, &submissions.to_string());
}

/// Adds up the squares, with industries truncated to `levels` levels of the taxonomy.
fn rows(story: &Story, levels: usize) -> Rows {
    let mut rows = Rows::new();
    for review in &story.figures.reviews {
        for code in &review.submission.industries {
            let path = code.path();
            let path = path[..levels.min(path.len())].to_vec();
            let square = rows
                .entry(path)
                .or_default()
                .entry(review.group)
                .or_default();
            square.submissions += 1;
            square.knowing += knowing(story, review);
        }
    }
    rows
}

fn knowing(story: &Story, review: &ReviewFigures) -> usize {
    let group = &story.figures.groups[review.group];
    let seats = story.figures.seats[group.seats.clone()].iter();
    seats
        .filter(|seat| story.affinity.coverage(seat.index, review.index) & 1 == 1)
        .count()
}

fn legend(drawing: &mut Drawing, y: f64, lang: Lang) {
    let words = bilingual!(
        "数字为申报数；颜色为组内熟悉该行业的平均组员数",
        "number: submissions; colour: members who know the industry, on average"
    );
    let mut x = 10.0;
    for level in 0..=5 {
        drawing.rect((x, y), (26.0, 14.0), &format!("heat{level}"), "");
        let class = if level >= 3 { "inside" } else { "label" };
        let text = if level == 5 {
            "5+".to_owned()
        } else {
            level.to_string()
        };
        drawing.text((x + 13.0, y + 11.0), Anchor::Middle, class, &text);
        x += 28.0;
    }
    drawing.text((x + 8.0, y + 11.0), Anchor::Start, "label", words.say(lang));
}
