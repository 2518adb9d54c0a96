//! Tables, CSV files and the page.

use super::compare::Comparison;
use super::meaning::{meaning, title};
use super::{Figures, Run};
use crate::model::words::{Lang, shown};
use std::fmt::Write as _;

/// One column: its key, its header in both languages, its decimals, and its value.
type Column = (
    &'static str,
    (&'static str, &'static str),
    usize,
    fn(&Figures) -> Option<f64>,
);

/// All figures in the order of the tables.
const COLUMNS: [Column; 20] = [
    ("total", ("总分", "total"), 3, |f| Some(f.total)),
    ("mean", ("平均", "mean"), 3, |f| Some(f.mean)),
    ("worst", ("最差", "worst"), 3, |f| Some(f.worst)),
    ("worst_tenth", ("最差十分之一", "worst 10%"), 3, |f| {
        Some(f.worst_tenth)
    }),
    (
        "worst_quarter",
        ("最差四分之一", "worst 25%"),
        3,
        |f| Some(f.worst_quarter),
    ),
    ("shortfalls", ("覆盖缺口", "shortfalls"), 1, |f| {
        f.shortfalls.map(|n| n as f64)
    }),
    ("unfilled", ("未满足人次", "unfilled"), 1, |f| {
        Some(f.unfilled as f64)
    }),
    (
        "below_min",
        ("低于最少评审数", "below least loads"),
        1,
        |f| f.below_min.map(|n| n as f64),
    ),
    ("coverage", ("加权覆盖", "coverage"), 3, |f| f.coverage),
    (
        "industry_coverage",
        ("行业覆盖", "industries"),
        3,
        |f| f.industry_coverage,
    ),
    ("domain_coverage", ("领域覆盖", "domains"), 3, |f| {
        f.domain_coverage
    }),
    ("load_spread", ("工作量差", "load spread"), 1, |f| {
        Some(f64::from(f.load_spread))
    }),
    ("gini", ("基尼系数", "Gini"), 3, |f| Some(f.gini)),
    ("envy", ("嫉妒对数", "envy"), 1, |f| {
        f.envy.map(|n| n as f64)
    }),
    ("conflicts", ("利益冲突", "conflicts"), 1, |f| {
        Some(f.conflicts as f64)
    }),
    ("broken", ("违反规则", "broken rules"), 1, |f| {
        Some(f.broken as f64)
    }),
    ("employers", ("单位数", "employers"), 1, |f| {
        f.employers.map(|n| n as f64)
    }),
    ("regions", ("地区数", "regions"), 1, |f| {
        f.regions.map(|n| n as f64)
    }),
    ("newcomers", ("新人比例", "newcomers"), 3, |f| {
        f.newcomers
    }),
    ("gap", ("距上限", "gap"), 4, |f| f.gap),
];

/// A table of cells: headers, then a row for each method with means over the seeds.
pub fn table(runs: &[Run], lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
    let mut headers = vec![
        lang.pick("输入", "input").to_owned(),
        lang.pick("方法", "method").to_owned(),
    ];
    headers.extend(
        COLUMNS
            .iter()
            .map(|column| lang.pick(column.1.0, column.1.1).to_owned()),
    );
    headers.push(lang.pick("秒", "seconds").to_owned());
    headers.push(lang.pick("内存 MiB", "memory MiB").to_owned());
    let mut rows = Vec::new();
    for block in runs.chunk_by(|a, b| (&a.input, &a.method) == (&b.input, &b.method)) {
        let mut row = vec![
            block[0].input.clone(),
            name(&block[0].method, lang).to_owned(),
        ];
        for (_, _, places, of) in COLUMNS {
            row.push(cell(
                mean(block.iter().map(|run| run.figures.as_ref().and_then(of))),
                places,
            ));
        }
        row.push(cell(mean(block.iter().map(|run| Some(run.seconds))), 3));
        row.push(cell(mean(block.iter().map(|run| run.memory_mib)), 1));
        rows.push(row);
    }
    (headers, rows)
}

/// One input's table for a terminal: a row for each figure that any method has, a column for each
/// method. Returns the input's name, headers and rows, for every input.
pub fn upright(runs: &[Run], lang: Lang) -> Vec<(String, Vec<String>, Vec<Vec<String>>)> {
    let (names, rows) = table(runs, lang);
    let blocks = rows.chunk_by(|a, b| a[0] == b[0]);
    blocks
        .map(|block| {
            let mut headers = vec![lang.pick("指标", "figure").to_owned()];
            headers.extend(block.iter().map(|row| row[1].clone()));
            let lines = (2..names.len()).filter_map(|at| {
                let cells = block.iter().map(|row| row[at].clone());
                let line: Vec<String> = [names[at].clone()].into_iter().chain(cells).collect();
                line[1..].iter().any(|cell| cell != "-").then_some(line)
            });
            (block[0][0].clone(), headers, lines.collect())
        })
        .collect()
}

/// A figure of all methods on one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Key of the figure, such as `shortfalls`.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// What it means, for people who do not know such figures.
    pub meaning: String,
    /// Its value for each method, as shown; `-` where a method has none.
    pub cells: Vec<String>,
    /// The values as bars, in SVG; colours come by class.
    pub chart: String,
}

/// The figures of an input that any method has, with charts; also the names of the methods, in
/// order.
pub fn lines(runs: &[Run], lang: Lang) -> (Vec<String>, Vec<Line>) {
    let (headers, rows) = table(runs, lang);
    let methods = rows.iter().map(|row| row[1].clone()).collect();
    let lines = (2..).zip(&COLUMNS).filter_map(|(at, column)| {
        let cells: Vec<String> = rows.iter().map(|row| row[at].clone()).collect();
        cells.iter().any(|cell| cell != "-").then(|| Line {
            key: column.0,
            name: title(column.0)
                .map_or_else(|| headers[at].clone(), |own| own.say(lang).to_owned()),
            meaning: meaning(column.0).say(lang).to_owned(),
            chart: picture(&rows, at, &headers[at]).unwrap_or_default(),
            cells,
        })
    });
    (methods, lines.collect())
}

/// The comparisons as cells: baseline, figure, mean difference, its interval, pairs.
pub fn differences(comparisons: &[Comparison], lang: Lang) -> Vec<Vec<String>> {
    let row = |one: &Comparison| {
        let interval = match one.interval {
            Some((low, high)) => format!("{:+.4} … {:+.4}", shown(low, 4), shown(high, 4)),
            None if one.pairs < 2 => lang.pick("只有一个种子", "one seed only").to_owned(),
            None => lang
                .pick("各种子相同，无波动", "no spread: the same for every seed")
                .to_owned(),
        };
        let column = COLUMNS.iter().find(|column| column.0 == one.figure);
        let figure = column.map_or(one.figure, |column| lang.pick(column.1.0, column.1.1));
        vec![
            one.input.clone(),
            name(&one.baseline, lang).to_owned(),
            figure.to_owned(),
            format!("{:+.4}", shown(one.mean, 4)),
            interval,
            one.pairs.to_string(),
        ]
    };
    comparisons.iter().map(row).collect()
}

/// Headers of [`differences`].
pub fn difference_headers(lang: Lang) -> [&'static str; 6] {
    [
        lang.pick("输入", "input"),
        lang.pick("对照", "baseline"),
        lang.pick("指标", "figure"),
        lang.pick("本程序减对照", "ours minus it"),
        lang.pick("95% 区间", "95% interval"),
        lang.pick("种子数", "seeds"),
    ]
}

fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = values.flatten().collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn cell(value: Option<f64>, places: usize) -> String {
    // Counts have one decimal as means over seeds, and none where they are whole.
    let places = |value: f64| {
        if places == 1 && value.fract() == 0.0 {
            0
        } else {
            places
        }
    };
    value.map_or_else(
        || "-".to_owned(),
        |value| format!("{:.*}", places(value), shown(value, places(value))),
    )
}

/// The method's name for people.
pub fn name(method: &str, lang: Lang) -> &str {
    match method {
        "ours" => lang.pick("本程序", "ours"),
        "ours_maxmin" => lang.pick("本程序（最差优先）", "ours, maxmin"),
        "ours_wef1" => lang.pick("本程序（轮流）", "ours, wef1"),
        "random" => lang.pick("随机", "random"),
        "greedy" => lang.pick("贪心（最高分优先）", "greedy by best score"),
        "round_robin" => lang.pick("轮流选取", "round robin"),
        "max_flow" => lang.pick("最大流", "maximum flow"),
        "flow_random_groups" => lang.pick("最大流加随机分组", "maximum flow, random groups"),
        "present" => lang.pick("现行方案", "the present plan"),
        "manual" => lang.pick("人工方案", "manual"),
        "last_year" => lang.pick("去年的评审委员会", "last year's committee"),
        other => other,
    }
}

/// Writes every run as a line of CSV.
pub fn csv(runs: &[Run]) -> String {
    let mut text = "input,method,seed".to_owned();
    for column in COLUMNS {
        text.push(',');
        text.push_str(column.0);
    }
    text.push_str(",seconds,memory_mib\n");
    for run in runs {
        let (input, method) = (
            crate::assign::cell(&run.input),
            crate::assign::cell(&run.method),
        );
        // Writing to a String cannot fail, here and below.
        let _ = write!(text, "{input},{method},{}", run.seed);
        for (_, _, _, of) in COLUMNS {
            let value = run.figures.as_ref().and_then(of);
            let _ = write!(
                text,
                ",{}",
                value.map(|value| value.to_string()).unwrap_or_default()
            );
        }
        let memory = run
            .memory_mib
            .map(|memory| memory.to_string())
            .unwrap_or_default();
        let _ = writeln!(text, ",{},{memory}", run.seconds);
    }
    text
}

/// Remarks about an input: why methods found nothing, and the meaning of a negative gap if there is
/// one.
pub fn remarks(runs: &[Run], input: &str, lang: Lang) -> Vec<String> {
    let own: Vec<&Run> = runs.iter().filter(|run| run.input == input).collect();
    let mut remarks: Vec<String> = Vec::new();
    for run in &own {
        if let Some(reason) = &run.reason {
            let (method, reason) = (name(&run.method, lang), reason.say(lang));
            let none = lang.pick("没有结果", "no result");
            let remark = format!("{method}: {none}. {reason}");
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        }
    }
    let gaps = own.iter().filter_map(|run| run.figures.as_ref()?.gap);
    if gaps.into_iter().any(|gap| gap < 0.0) {
        let words = lang.pick(
            "距上限为负：该方案违反了规则或未回避利益冲突，因此总分超出合规方案的上限。",
            "A gap below 0 means that the result breaks rules or ignores conflicts, so its total exceeds that of any plan that keeps the rules.",
        );
        remarks.push(words.to_owned());
    }
    remarks
}

/// Renders a page that needs nothing from outside: for each input the table and a bar for every
/// method and figure, scaled to the largest; then the paired comparisons.
pub fn page(runs: &[Run], comparisons: &[Comparison], lang: Lang) -> String {
    let (headers, rows) = table(runs, lang);
    let title = lang.pick("评审方案对比", "Comparison of assignments");
    let tag = lang.pick("zh-CN", "en");
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n<style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n"
    );
    let blocks = rows.chunk_by(|a, b| a[0] == b[0]);
    for ((input, names, lines), block) in upright(runs, lang).into_iter().zip(blocks) {
        let _ = writeln!(text, "<h2>{}</h2>", escape(&input));
        grid(&mut text, &names, &lines);
        for remark in remarks(runs, &input, lang) {
            let _ = writeln!(text, "<p>{}</p>", escape(&remark));
        }
        text.push_str("<div class=\"charts\">\n");
        for (at, header) in headers.iter().enumerate().skip(2) {
            text.push_str(&bars(block, at, header));
        }
        text.push_str("</div>\n");
    }
    let heading = lang.pick(
        "本程序减对照（按种子配对的平均差，95% t 区间）",
        "Ours minus each baseline (mean over paired seeds, 95% t-interval)",
    );
    let _ = writeln!(text, "<h2>{heading}</h2>");
    grid(
        &mut text,
        &difference_headers(lang).map(str::to_owned),
        &differences(comparisons, lang),
    );
    text.push_str("</body></html>\n");
    text
}

const STYLE: &str = "body{font-family:sans-serif;margin:2rem}.wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.2rem .6rem;border-bottom:1px solid #ccc;text-align:right;white-space:nowrap}td:first-child,th:first-child{text-align:left}.charts{display:flex;flex-wrap:wrap;gap:0 2rem}h3{margin:.8rem 0 .2rem;font-size:1rem}svg text{font-size:12px}.bar{fill:#9aa7b4}.bar.first{fill:#1f5fa8}";

fn grid(text: &mut String, headers: &[String], rows: &[Vec<String>]) {
    text.push_str("<div class=\"wide\"><table><thead><tr>");
    for header in headers {
        let _ = write!(text, "<th>{}</th>", escape(header));
    }
    text.push_str("</tr></thead><tbody>\n");
    for row in rows {
        text.push_str("<tr>");
        for cell in row {
            let _ = write!(text, "<td>{}</td>", escape(cell));
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody></table></div>\n");
}

fn bars(block: &[Vec<String>], at: usize, header: &str) -> String {
    let Some(picture) = picture(block, at, header) else {
        return String::new();
    };
    format!("<div><h3>{}</h3>\n{picture}</div>\n", escape(header))
}

/// A bar for each method, scaled to the largest; `None` if none has a value.
fn picture(block: &[Vec<String>], at: usize, header: &str) -> Option<String> {
    let values: Vec<Option<f64>> = block.iter().map(|row| row[at].parse().ok()).collect();
    let most = values.iter().flatten().copied().fold(0.0, f64::max);
    if values.iter().all(Option::is_none) {
        return None;
    }
    let (header, height) = (escape(header), block.len() * 20 + 4);
    let mut text = format!(
        "<svg viewBox=\"0 0 600 {height}\" width=\"600\" height=\"{height}\" role=\"img\" aria-label=\"{header}\">"
    );
    for (line, (row, value)) in block.iter().zip(&values).enumerate() {
        let y = line * 20;
        let width = match value {
            Some(value) if most > 0.0 => value.max(0.0) / most * 300.0,
            _ => 0.0,
        };
        let class = if line == 0 { "bar first" } else { "bar" };
        let _ = write!(
            text,
            "<text x=\"0\" y=\"{}\">{}</text><rect x=\"220\" y=\"{}\" width=\"{width:.1}\" height=\"14\" class=\"{class}\"/><text x=\"{:.1}\" y=\"{}\">{}</text>",
            y + 14,
            escape(&row[1]),
            y + 3,
            226.0 + width,
            y + 14,
            escape(&row[at])
        );
    }
    text.push_str("</svg>");
    Some(text)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_says_what_it_means() {
        for (key, ..) in COLUMNS {
            let words = meaning(key);
            assert!(!words.zh.is_empty() && !words.en.is_empty(), "{key}");
        }
    }
}
