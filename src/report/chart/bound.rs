//! The total score against its proven upper limit.

use super::svg::{Anchor, Drawing};
use crate::bilingual;
use crate::model::words::Lang;
use crate::report::Story;

/// Draws the total as a bar below the mark of the bound; `None` without a bound.
pub(in crate::report) fn bound(story: &Story, lang: Lang) -> Option<String> {
    let total = story.plan.quality.total_score;
    let bound = story.plan.quality.bound.filter(|bound| *bound > 0.0)?;
    let (left, width, top) = (10.0, 620.0, 34.0);
    let end = left + width * (total / bound).clamp(0.0, 1.0);
    let limit = left + width;
    let gap = format!("{:.2}%", (1.0 - total / bound).max(0.0) * 100.0);
    let mut drawing = Drawing::new(680.0, 92.0);
    drawing.rect((left, top), (width, 24.0), "open", "");
    drawing.rect((left, top), (end - left, 24.0), "bar", "");
    drawing.line((limit, top - 8.0), (limit, top + 32.0), "limit");
    let total = bilingual!("总得分 {total:.4}", "total {total:.4}");
    drawing.text(
        (left + 8.0, top + 17.0),
        Anchor::Start,
        "inside",
        total.say(lang),
    );
    let bound = bilingual!("上限 {bound:.4}", "bound {bound:.4}");
    drawing.text((limit, top - 14.0), Anchor::End, "strong", bound.say(lang));
    let gap = bilingual!("差距 {gap}", "gap {gap}");
    drawing.text((limit, top + 48.0), Anchor::End, "label", gap.say(lang));
    let label = bilingual!("总得分与上限", "Total score and its upper bound");
    Some(drawing.finish(label.say(lang)))
}
