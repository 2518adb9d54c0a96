//! The stress test as a self-contained page with a chart.

use super::{Stress, Withdrawal, cost, head_words};
use crate::model::words::Lang;
use std::fmt::Write as _;

/// Maximum number of bars in the chart.
const BARS: usize = 60;
const ROW: usize = 20;

/// Writes the page.
pub fn page(stress: &Stress, title: &str, lang: Lang) -> String {
    let heading = lang.pick("退出压力测试", "Withdrawals");
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{} {heading}</title>\n<style>body{{font:14px/1.5 system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;margin:2em auto;max-width:60em;color:#222}}table{{border-collapse:collapse;width:100%}}td,th{{border-bottom:1px solid #ddd;padding:.3em .5em;text-align:left}}.n{{text-align:right;font-variant-numeric:tabular-nums}}.a{{fill:#2b6cb0}}.o{{fill:#dd6b20}}.x{{fill:#c53030}}text{{font-size:12px}}@media print{{body{{margin:0}}}}</style></head><body>\n<h1>{} · {heading}</h1>\n",
        lang.pick("zh-CN", "en"),
        escape(title),
        escape(title),
    );
    // Writing to a String cannot fail, here and below.
    let (all, answered, called) = (
        stress.withdrawals.len(),
        stress.answered,
        stress.by_alternate,
    );
    let summary = match lang {
        Lang::Zh => format!(
            "组员 {all} 人：{answered} 人退出时可由未入选专家接替并满足全部规则，其中 {called} 人由本组递补人选接替。"
        ),
        Lang::En => format!(
            "Members: {all}. Can be replaced by an expert without a seat under all rules: {answered}; by an alternate of their own group: {called}."
        ),
    };
    let _ = writeln!(html, "<p>{summary}</p>");
    chart(stress, lang, &mut html);
    if !stress.heads.is_empty() {
        let title = lang.pick("正、副主任委员", "Chair and vice chair");
        let _ = writeln!(html, "<h2>{title}</h2><ul>");
        for head in &stress.heads {
            let _ = writeln!(html, "<li>{}</li>", escape(head_words(head).say(lang)));
        }
        html.push_str("</ul>\n");
    }
    if !stress.advice.is_empty() {
        let _ = writeln!(
            html,
            "<h2>{}</h2><ul>",
            lang.pick("增聘建议", "Whom to recruit")
        );
        for advice in &stress.advice {
            let _ = writeln!(html, "<li>{}</li>", escape(advice.words.say(lang)));
        }
        html.push_str("</ul>\n");
    }
    table(stress, lang, &mut html);
    html.push_str("</body></html>\n");
    html
}

fn class(one: &Withdrawal) -> &'static str {
    match (&one.answer, one.by_alternate) {
        (None, _) => "x",
        (_, true) => "a",
        _ => "o",
    }
}

fn chart(stress: &Stress, lang: Lang, html: &mut String) {
    let shown = &stress.withdrawals[..stress.withdrawals.len().min(BARS)];
    let most = shown.iter().map(|one| -cost(one).1).fold(0.01, f64::max);
    let legend = lang.pick(
        "得分损失（最佳接替之后）。蓝：递补人选接替；橙：其他人接替；红：无人能合规接替",
        "Score lost after the best replacement. Blue: an alternate; orange: another expert; red: no expert under the rules",
    );
    let height = shown.len() * ROW + 4;
    let _ = writeln!(
        html,
        "<h2>{legend}</h2>\n<svg viewBox=\"0 0 800 {height}\" role=\"img\" aria-label=\"{legend}\">"
    );
    for (at, one) in shown.iter().enumerate() {
        let lost = (-cost(one).1).max(0.0);
        let (y, width) = (at * ROW, lost / most * 480.0 + 1.0);
        let name = escape(&format!("{} {} {}", one.group, one.expert, one.name));
        let base = y + 14;
        let _ = writeln!(
            html,
            "<text x=\"0\" y=\"{base}\">{name}</text><rect x=\"220\" y=\"{}\" width=\"{width:.1}\" height=\"14\" class=\"{}\"/><text x=\"{:.1}\" y=\"{base}\">{:.3}{}</text>",
            y + 3,
            class(one),
            226.0 + width,
            cost(one).1,
            "●".repeat(cost(one).0.1.min(9))
        );
    }
    html.push_str("</svg>\n");
}

fn table(stress: &Stress, lang: Lang, html: &mut String) {
    let headers = match lang {
        Lang::Zh => [
            "专业组",
            "专家",
            "不接替时得分差",
            "新缺口",
            "接替者",
            "接替后得分差",
            "新缺口",
            "递补人选（新缺口）",
            "障碍",
        ],
        Lang::En => [
            "group",
            "expert",
            "score change if not replaced",
            "new shortfalls",
            "replacement",
            "score change if replaced",
            "new shortfalls",
            "alternate (new shortfalls)",
            "rules in the way",
        ],
    };
    html.push_str("<table><thead><tr>");
    for header in headers {
        let _ = write!(html, "<th>{header}</th>");
    }
    html.push_str("</tr></thead><tbody>\n");
    for one in &stress.withdrawals {
        let leads = if one.leads {
            lang.pick("（组长）", " (leader)")
        } else {
            ""
        };
        let answer = one.answer.as_ref();
        let rules: Vec<&str> = one.breaks.iter().map(|found| found.rule).collect();
        let rules = if answer.is_some() {
            String::new()
        } else {
            rules.join(" ")
        };
        let _ = writeln!(
            html,
            "<tr><td>{}</td><td>{} {}{leads}</td><td class=\"n\">{:+.4}</td><td class=\"n\">{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td><td>{rules}</td></tr>",
            escape(&one.group),
            escape(&one.expert),
            escape(&one.name),
            one.without.score,
            one.without.lost.len(),
            escape(&answer.map_or_else(String::new, |one| format!("{} {}", one.expert, one.name))),
            answer.map_or_else(String::new, |one| format!("{:+.4}", one.change.score)),
            answer.map_or_else(String::new, |one| one.change.lost.len().to_string()),
            escape(&one.alternate_words()),
        );
    }
    html.push_str("</tbody></table>\n");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
