//! The result of a rerun as text.

use super::super::table::table;
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::solve::rerun::{Order, Outcome, Proof, Row};
use std::fmt::Write as _;

/// The result, its proof, the people who change, and what further changes would gain.
pub(super) fn text(outcome: &Outcome, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "{}", headline(outcome).say(lang));
    let fewest = outcome.exchange[0].people;
    if outcome.people > fewest && outcome.order == Order::PeopleFirst {
        let asked = bilingual!(
            "最少须变动 {fewest} 人；按 --changes 采用了变动更多的一行。",
            "The fewest possible changes: {fewest}; a row with more changes was taken, as --changes asks."
        );
        let _ = writeln!(text, "{}", asked.say(lang));
    }
    let _ = writeln!(text, "{}", proof(outcome).say(lang));
    named(outcome, lang, &mut text);
    let row = &outcome.exchange[outcome.taken];
    if !row.changes.is_empty() {
        let _ = writeln!(
            text,
            "\n{}",
            lang.pick(
                "人员变动（* 为组长）：",
                "People who change (* group leader):"
            )
        );
        for change in &row.changes {
            let _ = writeln!(text, "  {}", spoken(change, lang));
        }
    }
    let figures = &outcome.difference.scores;
    let quality = &outcome.plan.quality;
    let (short, was_short) = (quality.coverage_shortfalls, figures.shortfalls.before);
    let (total, was_total) = (quality.total_score, figures.total.before);
    let (worst, was_worst) = (quality.worst_score, figures.worst.before);
    let lines = bilingual!(
        "\n覆盖缺口 {short} 个（原 {was_short:.0}），总得分 {total:.4}（原 {was_total:.4}），最低一项 {worst:.4}（原 {was_worst:.4}）。",
        "\nShortfalls {short} (before {was_short:.0}), total score {total:.4} (before {was_total:.4}), worst submission {worst:.4} (before {was_worst:.4})."
    );
    let _ = writeln!(text, "{}", lines.say(lang));
    if outcome.exchange.len() > 1 {
        let compared = outcome.exchange.iter().all(|row| row.compared);
        let title = if compared {
            lang.pick(
                "变动对照表：再多变动几人会怎样（各行都已证明没有更好的）：",
                "Trade-off table: what further changes would bring (each row is proven: nothing is better with as many changes):",
            )
        } else {
            lang.pick(
                "变动对照表：再多变动几人会怎样（逐步搜索所得；「已证最优」无 ✓ 的行未证明最优）：",
                "Trade-off table: what further changes would bring (found step by step; rows without ✓ under proven are not proven optimal):",
            )
        };
        let _ = writeln!(text, "\n{title}");
        text.push_str(&exchange(&outcome.exchange, outcome.taken, lang));
        let hint = lang.pick(
            "「→」为采用的一行。「已证最优」：✓ 为变动人数不超过此数时没有更好的方案（已证明）；「缺口最少」：✓ 为已证明任何方案的缺口都不会更少，空白为未证明；「距上限」：总得分离已证明的上限还差多少。\n要采用其中一行，请加 --changes N 重新运行。",
            "→ marks the row taken. proven: ✓ no plan with at most as many changes is better; fewest: ✓ no plan at all has fewer shortfalls (proven), blank: not proven; gap: how far the total is below the proven upper limit.\nTo take one of these rows, run again with --changes N.",
        );
        let _ = writeln!(text, "{hint}");
    }
    text
}

/// A change in words, for `E012: - -> G03+vice_chair` of the document.
fn spoken(change: &str, lang: Lang) -> String {
    let words = |place: &str| {
        let parts = place.split('+').map(|part| match part {
            "-" => lang.pick("无席位", "no seat"),
            "chair" => lang.pick("主任委员", "chair"),
            "vice_chair" => lang.pick("副主任委员", "vice chair"),
            group => group,
        });
        parts.collect::<Vec<_>>().join(lang.pick("、", ", "))
    };
    let parts = change
        .split_once(": ")
        .and_then(|(id, rest)| Some((id, rest.split_once(" -> ")?)));
    match parts {
        Some((id, (from, to))) => format!("{id}: {} → {}", words(from), words(to)),
        None => change.to_owned(),
    }
}

fn headline(outcome: &Outcome) -> Bilingual {
    let (people, moved, reviews) = (outcome.people, outcome.moved, outcome.reassigned);
    let out = outcome.gone.experts.len();
    bilingual!(
        "{out} 位专家不能参加；另需通知 {people} 人席位或职务有变，{moved} 项申报换组，{reviews} 次评审改派。",
        "Experts who cannot take part: {out}; others to be notified of a change of seat or role: {people}; submissions that change group: {moved}; reviews reassigned: {reviews}."
    )
}

fn proof(outcome: &Outcome) -> Bilingual {
    match outcome.proof {
        Proof::Counting => bilingual!(
            "已证明：变动人数不能更少（按缺员之处计数）。",
            "Proven: it cannot be done with fewer changes (by counting the seats to be filled)."
        ),
        Proof::Exhaustive => bilingual!(
            "已证明：变动人数不能更少（逐一排除更少的情形）。",
            "Proven: it cannot be done with fewer changes (every plan with fewer was ruled out)."
        ),
        Proof::Program => bilingual!(
            "已证明：变动人数不能更少（对全部席位一并计算）。",
            "Proven: it cannot be done with fewer changes (an exact calculation over all seats)."
        ),
        Proof::Open => bilingual!(
            "未能证明变动人数不能更少。",
            "It was not proven that fewer changes are impossible."
        ),
    }
}

fn named(outcome: &Outcome, lang: Lang, text: &mut String) {
    let gone = &outcome.gone;
    let lists = [
        (
            lang.pick("不能参加的专家", "Experts who cannot take part"),
            &gone.experts,
        ),
        (
            lang.pick("不再评审的申报", "Submissions no longer reviewed"),
            &gone.submissions,
        ),
        (
            lang.pick("不再设的专业组", "Groups that no longer exist"),
            &gone.groups,
        ),
        (lang.pick("新增的申报", "New submissions"), &gone.late),
    ];
    for (title, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let separator = lang.pick("：", ": ");
        let _ = writeln!(text, "{title}{separator}{}", ids.join(" "));
    }
    if !gone.rules.is_empty() {
        let title = lang.pick(
            "与原方案不同的规则：",
            "Rules that differ from those of the prior plan:",
        );
        let _ = writeln!(text, "{title}");
        for rule in &gone.rules {
            let _ = writeln!(text, "  {}", rule.words.say(lang));
        }
    }
}

/// The shortfalls resolved by each row compared with the row before; empty for rows that gain
/// nothing.
fn gone_words(rows: &[Row], lang: Lang) -> String {
    let mut text = String::new();
    for pair in rows.windows(2) {
        let gone = pair[1].gone.iter();
        let newly = gone.filter(|shortfall| !pair[0].gone.contains(shortfall));
        let newly: Vec<String> = newly
            .map(|shortfall| format!("{} {}", shortfall.submission, shortfall.code))
            .collect();
        let further = pair[1].further;
        if pair[0].changes == pair[1].changes && pair[0].total == pair[1].total {
            let words = bilingual!(
                "  再变动 {further} 人没有更好的，与上一行相同。\n",
                "  {further} further changes bring nothing better: the same as the row above.\n"
            );
            text.push_str(words.say(lang));
        }
        if newly.is_empty() {
            continue;
        }
        let (zh, en) = (newly.join("；"), newly.join("; "));
        let words = bilingual!(
            "  再变动 {further} 人又可消除：{zh}\n",
            "  {further} further changes also remove: {en}\n"
        );
        text.push_str(words.say(lang));
    }
    text
}

fn exchange(rows: &[Row], taken: usize, lang: Lang) -> String {
    let headers = match lang {
        Lang::Zh => [
            "再变动",
            "共变动",
            "换组申报",
            "覆盖缺口",
            "可消除",
            "已证最优",
            "缺口最少",
            "总得分",
            "距上限",
            "最低一项",
        ],
        Lang::En => [
            "further",
            "people",
            "moved",
            "shortfalls",
            "gone",
            "proven",
            "fewest",
            "total",
            "gap",
            "worst",
        ],
    };
    let listed = gone_words(rows, lang);
    let rows = rows.iter().map(|row| {
        [
            format!(
                "{}{}",
                if row.further == taken { "→ " } else { "" },
                row.further
            ),
            row.people.to_string(),
            row.moved.to_string(),
            row.shortfalls.to_string(),
            row.gone.len().to_string(),
            if row.compared { "✓" } else { "" }.to_owned(),
            if row.fewest_shortfalls { "✓" } else { "" }.to_owned(),
            format!("{:.4}", row.total),
            row.gap
                .map_or_else(String::new, |gap| format!("{:.2}%", gap * 100.0)),
            format!("{:.4}", row.worst),
        ]
    });
    table(headers, rows.collect::<Vec<_>>(), &[0, 1, 2, 3, 4, 7, 8, 9]) + &listed
}
