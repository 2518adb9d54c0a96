//! What the order of a plan gave up: the totals that more shortfalls would bring.

use super::words;
use crate::bilingual;
use crate::model::plan::{Exchange, ExchangeRow, Plan};
use crate::model::words::{Bilingual, Lang};

/// The title of the table.
pub(super) fn title() -> Bilingual {
    bilingual!("少留缺口的代价", "What each avoided shortfall costs")
}

/// The headers of the table.
pub(super) fn headers() -> [Bilingual; 6] {
    [
        bilingual!("缺口最多", "Shortfalls at most"),
        bilingual!("其中", "Of which"),
        bilingual!("总得分", "Total score"),
        bilingual!("比缺口最少高", "Above the fewest"),
        bilingual!("比上一行高", "Above the row before"),
        bilingual!("证明", "Proven"),
    ]
}

/// A row of the table.
pub(super) struct Row<'a> {
    /// What is shown.
    pub(super) row: &'a ExchangeRow,
    /// Most shortfalls.
    pub(super) most: usize,
    /// How much higher the total is than in the row before.
    pub(super) step: f64,
    /// Whether this plan was written.
    pub(super) taken: bool,
}

impl Row<'_> {
    /// The shortfalls of the plan by kind.
    pub(super) fn kinds(&self, lang: Lang) -> String {
        let kinds = self.row.kinds.iter();
        let said = kinds
            .map(|(kind, count)| format!("{} {count}", words::shortfall_kind(*kind).say(lang)));
        words::join(said, lang)
    }

    /// What is proven about totals with so many shortfalls.
    pub(super) fn proof(&self) -> Bilingual {
        match self.row.bound {
            _ if self.row.proven => bilingual!("已证明最高", "the highest"),
            Some(bound) => bilingual!("不超过 {bound:.4}", "at most {bound:.4}"),
            None => Bilingual::default(),
        }
    }
}

/// The rows of the table.
pub(super) fn rows(exchange: &Exchange) -> Vec<Row<'_>> {
    let taken = exchange.row_taken().map(|row| row.more);
    let before = exchange.rows.iter().map(|row| row.total_score);
    let before = std::iter::once(None).chain(before.map(Some));
    let rows = exchange.rows.iter().zip(before);
    rows.map(|(row, before)| Row {
        row,
        most: exchange.fewest + row.more,
        step: before.map_or(0.0, |before| row.total_score - before),
        taken: Some(row.more) == taken,
    })
    .collect()
}

/// What the table says, in sentences; empty for a plan without one.
pub(super) fn sentences(plan: &Plan) -> Vec<Bilingual> {
    let Some(exchange) = &plan.exchange else {
        return Vec::new();
    };
    let mut all = vec![about_plan(exchange)];
    all.extend(about_more(exchange));
    all.push(bilingual!(
        "各行是找到的最好方案，都已通过核对；除注明“已证明最高”的以外，可能还有总得分更高的方案。",
        "Each row is the best plan found, and the checker accepted it; unless it is called the highest, a better one may exist."
    ));
    all
}

fn about_plan(exchange: &Exchange) -> Bilingual {
    let (fewest, allowed) = (exchange.fewest, exchange.taken);
    let taken = exchange.row_taken();
    let more = taken.map_or(0, |row| row.shortfalls.saturating_sub(fewest));
    let gained = taken.map_or(0.0, |row| row.gained);
    match (allowed, more) {
        (0, _) => bilingual!(
            "本方案先使缺口最少（{fewest} 项），再使总得分最高。",
            "This plan has the fewest shortfalls ({fewest}) first and then the highest total."
        ),
        (_, 0) => bilingual!(
            "允许比最少的 {fewest} 项多留 {allowed} 项缺口，但没有找到总得分因此更高的方案；本方案的缺口仍是最少的。",
            "Shortfalls allowed beyond the fewest ({fewest}): {allowed}. No plan with a higher total was found, so this one still has the fewest."
        ),
        _ => bilingual!(
            "允许比最少的 {fewest} 项多留 {allowed} 项缺口：本方案多留 {more} 项，总得分高 {gained:.4}。",
            "Shortfalls allowed beyond the fewest ({fewest}): {allowed}. This plan has {more} more, and its total is {gained:.4} higher."
        ),
    }
}

fn about_more(exchange: &Exchange) -> Option<Bilingual> {
    let (searched, last) = (exchange.searched, exchange.rows.last()?);
    if searched == 0 {
        return Some(bilingual!(
            "没有时间查找缺口较多的方案。",
            "There was no time to look for plans with more shortfalls."
        ));
    }
    if last.more == 0 {
        return Some(bilingual!(
            "即使多留 {searched} 项缺口，也没有找到总得分更高的方案。",
            "Up to {searched} more were allowed, and no plan with a higher total was found."
        ));
    }
    let (more, gained) = (last.more, last.gained);
    let share = gained / exchange.rows[0].total_score.max(f64::MIN_POSITIVE) * 100.0;
    Some(match more < searched {
        true => bilingual!(
            "多留 {more} 项缺口，总得分最多高 {gained:.4}（{share:.2}%）；多留到 {searched} 项也没有找到更高的。",
            "With {more} more, the total is up to {gained:.4} higher ({share:.2}%); up to {searched} more, nothing beyond that was found."
        ),
        false => bilingual!(
            "多留 {more} 项缺口，总得分最多高 {gained:.4}（{share:.2}%）。",
            "With {more} more, the total is up to {gained:.4} higher ({share:.2}%)."
        ),
    })
}

/// How to take another row; for the terminal.
pub(super) fn how(exchange: &Exchange) -> Option<Bilingual> {
    (exchange.rows.len() > 1).then(|| {
        bilingual!(
            "要采用某一行，用同样的选项再运行一次，加上 --allow-shortfalls K（比最少多几项）；也可写入 rules.toml 的 solve.extra_shortfalls。",
            "To take a row, run again with the same options and --allow-shortfalls K (how many more than the fewest), or set solve.extra_shortfalls in rules.toml."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::{EXCHANGE_SCHEMA, ShortfallKind};

    fn exchange(totals: &[f64], searched: usize, taken: usize) -> Exchange {
        let row = |(more, &total): (usize, &f64)| ExchangeRow {
            more,
            shortfalls: 3 + more,
            kinds: [(ShortfallKind::Domain, 2), (ShortfallKind::Group, 1 + more)].into(),
            total_score: total,
            gained: total - totals[0],
            bound: (more == 1).then_some(99.5),
            bound_groups: None,
            proven: more == 0,
        };
        Exchange {
            schema: EXCHANGE_SCHEMA.to_owned(),
            fewest: 3,
            searched,
            taken,
            rows: totals.iter().enumerate().map(row).collect(),
        }
    }

    #[test]
    fn a_row_says_its_step_its_kinds_and_what_is_proven() {
        let exchange = exchange(&[90.0, 92.5, 93.0], 5, 1);
        let rows = rows(&exchange);
        let steps: Vec<f64> = rows.iter().map(|row| row.step).collect();
        assert_eq!(steps, [0.0, 2.5, 0.5]);
        assert_eq!(
            rows.iter().map(|row| row.most).collect::<Vec<_>>(),
            [3, 4, 5]
        );
        assert_eq!(rows.iter().filter(|row| row.taken).count(), 1);
        assert_eq!(rows[1].kinds(Lang::Zh), "质量方法 2、组内熟悉行业 2");
        assert_eq!(rows[0].proof().en, "the highest");
        assert_eq!(rows[1].proof().zh, "不超过 99.5000");
        assert_eq!(rows[2].proof(), Bilingual::default());
    }

    #[test]
    fn the_sentences_say_what_was_taken_and_what_more_brings() {
        let words = |totals: &[f64], searched, taken| {
            let exchange = exchange(totals, searched, taken);
            let all = [Some(about_plan(&exchange)), about_more(&exchange)];
            all.map(|words| words.expect("words").en)
        };
        let [plan, more] = words(&[90.0, 91.0, 91.8], 5, 0);
        assert!(plan.contains("fewest shortfalls (3) first"), "{plan}");
        assert!(
            more.contains("1.8000 higher (2.00%); up to 5 more"),
            "{more}"
        );
        let [plan, more] = words(&[90.0, 91.0, 91.8], 2, 1);
        assert!(
            plan.contains("This plan has 1 more, and its total is 1.0000 higher"),
            "{plan}"
        );
        assert!(more.ends_with("(2.00%)."), "{more}");
        // More is allowed than brings anything.
        let [plan, more] = words(&[90.0], 5, 2);
        assert!(plan.contains("still has the fewest"), "{plan}");
        assert!(more.contains("no plan with a higher total"), "{more}");
        let [_, more] = words(&[90.0], 0, 0);
        assert!(more.contains("no time"), "{more}");
        let none = exchange(&[], 5, 0);
        assert!(rows(&none).is_empty() && about_more(&none).is_none());
    }
}
