//! The result of an assignment as text.

use super::super::table::table;
use super::arguments::{Aim, AssignArguments};
use super::document::Document;
use crate::assign::Instance;
use crate::bilingual;
use crate::model::words::{Bilingual, Lang, shown};

/// Maximum number of levels of `--leximin` listed.
const LISTED: usize = 12;

/// A headline, a table of figures with their proven limits, and the levels where there are any.
pub(super) fn text(
    document: &Document,
    instance: &Instance,
    arguments: &AssignArguments,
    lang: Lang,
) -> String {
    let mut text = headline(document, instance, arguments).say(lang).to_owned();
    text.push_str("\n\n");
    let headers = [
        lang.pick("指标", "figure"),
        lang.pick("结果", "result"),
        lang.pick("已证明的上限", "proven limit"),
    ];
    text.push_str(&table(headers, rows(document, lang), &[1, 2]));
    if document.levels.is_some() {
        text.push('\n');
        text.push_str(&levels(document, lang));
    }
    let (path, seconds, solving) = (
        arguments.out.display(),
        document.seconds,
        document.solve_seconds,
    );
    let last = bilingual!(
        "\n已写出 {path}，用时 {seconds:.3} 秒，其中计算 {solving:.3} 秒。\n",
        "\nWritten to {path} in {seconds:.3} s, of which {solving:.3} s solving.\n"
    );
    text.push_str(last.say(lang));
    text
}

fn headline(document: &Document, instance: &Instance, arguments: &AssignArguments) -> Bilingual {
    let (papers, people) = (instance.submissions.len(), instance.reviewers.len());
    let aim = match (document.objective, document.max_probability) {
        (_, Some(_)) => bilingual!("随机分配，期望总分最高", "random, highest expected total"),
        (Aim::Total, None) => bilingual!("总分最高", "highest total"),
        (Aim::Maxmin, None) if arguments.leximin => bilingual!(
            "最差申报尽量好，再次差，依此类推",
            "worst submission first, then the next worst, and so on"
        ),
        (Aim::Maxmin, None) => bilingual!(
            "最差申报尽量好，再使总分最高",
            "worst submission first, then the total"
        ),
        (Aim::Wef1, None) => bilingual!("轮流选取，力求公平", "by turns, for fairness"),
    };
    let proof = match (document.objective, document.status) {
        (Aim::Wef1, _) => bilingual!("不求最优", "not optimized"),
        (_, "optimal") => bilingual!("已证明最优", "proven optimal"),
        _ => bilingual!("未证明最优", "not proven optimal"),
    };
    let short = document.figures.unfilled;
    let (zh, en) = if short > 0 {
        (
            format!("，尚缺 {short} 人次"),
            format!("; reviews unfilled: {short}"),
        )
    } else {
        (String::new(), String::new())
    };
    let (aim, proof) = ((aim.zh, aim.en), (proof.zh, proof.en));
    Bilingual::new(
        format!(
            "{papers} 项申报、{people} 位评审专家：{}，{}{zh}。",
            aim.0, proof.0
        ),
        format!(
            "{papers} submissions, {people} reviewers: {}; {}{en}.",
            aim.1, proof.1
        ),
    )
}

fn rows(document: &Document, lang: Lang) -> Vec<[String; 3]> {
    let figures = &document.figures;
    let score = |value: f64| format!("{:.6}", shown(value, 6));
    let limit = |value: Option<f64>| value.map(score).unwrap_or_default();
    let mut rows = Vec::new();
    let mut add = |zh: &'static str, en: &'static str, value: String, limit: String| {
        rows.push([lang.pick(zh, en).to_owned(), value, limit]);
    };
    let (total, worst) = (figures.total_score, figures.worst_score);
    add("总分", "total score", score(total), limit(figures.bound));
    if let Some(expected) = document.expected_score {
        let bound = limit(document.expected_bound);
        add("期望总分", "expected total", score(expected), bound);
    }
    let worst_bound = limit(figures.worst_bound);
    add("最差申报", "worst submission", score(worst), worst_bound);
    let none = String::new;
    let tenth = score(figures.worst_tenth_mean);
    add("最差十分之一平均", "mean of the worst tenth", tenth, none());
    let mean = score(figures.mean_score);
    add("每项申报平均", "mean per submission", mean, none());
    let loads = format!("{}–{}", figures.load_min, figures.load_max);
    add("评审工作量", "loads", loads, none());
    if figures.unfilled > 0 {
        let count = figures.unfilled.to_string();
        add("未满足人次", "reviews unfilled", count, none());
    }
    if let Some(cap) = document.max_probability {
        add("概率上限", "cap on probabilities", cap.to_string(), none());
    }
    if let Some(count) = document.wef1_violations {
        let (zh, en) = (
            "嫉妒超过一位评审专家的对数",
            "pairs with envy beyond one reviewer",
        );
        add(zh, en, count.to_string(), none());
    }
    rows
}

/// The lowest levels, and the level from which nothing is proven.
fn levels(document: &Document, lang: Lang) -> String {
    let levels = document.levels.as_deref().unwrap_or_default();
    let headers = [
        lang.pick("由差到好", "from the worst"),
        lang.pick("得分合计", "sum"),
        lang.pick("申报数", "submissions"),
        lang.pick("是否证明", "proven"),
    ];
    let row = |(at, level): (usize, &super::document::Sums)| {
        let proven = if level.proven {
            lang.pick("已证明", "yes")
        } else {
            lang.pick("未证明", "no")
        };
        [
            at.to_string(),
            format!("{:.6}", shown(level.score, 6)),
            level.submissions.to_string(),
            proven.to_owned(),
        ]
    };
    let rows = (1..).zip(levels).take(LISTED).map(row);
    let mut text = table(headers, rows, &[0, 1, 2]);
    let proven = levels.iter().filter(|level| level.proven).count();
    let all = levels.len();
    let words = if proven == all {
        bilingual!(
            "共 {all} 档，全部已证明：由差到好逐档比较，没有更好的分配。\n",
            "Levels: {all}, all proven: no assignment is better, from the worst submission up.\n"
        )
    } else {
        bilingual!(
            "共 {all} 档，时限内证明了最差的 {proven} 档；其余为已找到的最好结果，未证明；延长 --time-limit 或可证明更多。\n",
            "Levels: {all}; the lowest {proven} are proven within the time limit, the rest are the best found, not proven. A longer --time-limit may prove more.\n"
        )
    };
    text.push_str(words.say(lang));
    text
}
