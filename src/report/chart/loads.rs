//! Loads: a bar per expert, group by group, with a mark for each limit.

use super::svg::{Anchor, Drawing, fit};
use crate::bilingual;
use crate::model::words::Lang;
use crate::report::{GroupFigures, Story};

/// Maximum number of groups drawn; the workbook has all of them.
const MOST_GROUPS: usize = super::CHARTED;
const PANEL: f64 = 312.0;
const ACROSS: usize = 3;
const ROW: f64 = 19.0;
const NAME: f64 = 92.0;
const BAR: f64 = 176.0;

/// Draws a panel for each group, three in a row.
pub(in crate::report) fn loads(story: &Story, lang: Lang) -> String {
    let figures = &story.figures;
    let members = figures.seats.iter().filter(|seat| seat.group.is_some());
    let most = members
        .map(|seat| (seat.load as f64).max(f64::from(seat.limit)))
        .fold(1.0, f64::max);
    let shelves: Vec<&[GroupFigures]> = figures.groups[..figures.groups.len().min(MOST_GROUPS)]
        .chunks(ACROSS)
        .collect();
    let tall = |shelf: &[GroupFigures]| {
        let rows = shelf.iter().map(|group| group.seats.len()).max();
        34.0 + ROW * rows.unwrap_or(0) as f64
    };
    let height: f64 = shelves.iter().map(|shelf| tall(shelf)).sum::<f64>() + 24.0;
    let across = figures.groups.len().clamp(1, ACROSS);
    let mut drawing = Drawing::new((PANEL * across as f64).max(560.0), height);
    let mut y = 0.0;
    for shelf in shelves {
        for (at, group) in shelf.iter().enumerate() {
            panel(
                &mut drawing,
                story,
                group,
                (PANEL * at as f64, y),
                BAR / most,
            );
        }
        y += tall(shelf);
    }
    legend(&mut drawing, y + 12.0, lang);
    let label = bilingual!("组员评审工作量", "Review load of the members");
    drawing.finish(label.say(lang))
}

fn panel(
    drawing: &mut Drawing,
    story: &Story,
    group: &GroupFigures,
    (x, y): (f64, f64),
    scale: f64,
) {
    let title = format!("{} {}", group.group.id, group.group.name);
    drawing.text(
        (x + 4.0, y + 17.0),
        Anchor::Start,
        "strong",
        &fit(&title, PANEL - 20.0),
    );
    let start = x + NAME + 6.0;
    let middle = start + group.load_mean * scale;
    let end = y + 26.0 + ROW * group.seats.len() as f64;
    drawing.line((middle, y + 24.0), (middle, end), "mean");
    for (line, seat) in story.figures.seats[group.seats.clone()].iter().enumerate() {
        let y = y + 26.0 + ROW * line as f64;
        let name = fit(&seat.expert.name, NAME);
        drawing.text((start - 6.0, y + 12.5), Anchor::End, "label", &name);
        let length = seat.load as f64 * scale;
        let full = seat.load as u64 >= u64::from(seat.limit);
        let class = if full { "bar full" } else { "bar" };
        let tip = format!(
            "{} {}: {} / {}",
            seat.expert.id, seat.expert.name, seat.load, seat.limit
        );
        drawing.rect((start, y + 2.0), (length, 13.0), class, &tip);
        let limit = start + f64::from(seat.limit) * scale;
        drawing.line((limit, y), (limit, y + 17.0), "limit");
        let load = seat.load.to_string();
        // Next to a full bar, the number would cover the mark of the limit.
        let beside = if limit - start - length < 22.0 {
            limit
        } else {
            start + length
        };
        drawing.text((beside + 4.0, y + 12.5), Anchor::Start, "halo", &load);
    }
}

fn legend(drawing: &mut Drawing, y: f64, lang: Lang) {
    let mean = bilingual!("组内平均", "group mean");
    let limit = bilingual!("评审上限", "limit");
    drawing.line((10.0, y - 9.0), (10.0, y + 4.0), "mean");
    drawing.text((18.0, y + 2.0), Anchor::Start, "label", mean.say(lang));
    drawing.line((110.0, y - 9.0), (110.0, y + 4.0), "limit");
    drawing.text((118.0, y + 2.0), Anchor::Start, "label", limit.say(lang));
}
