//! 少留缺口的代价: what more shortfalls would bring; only where the run looked for it.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Cell, Table, count, number, text};
use crate::bilingual;
use crate::model::plan::Exchange;
use crate::model::words::Bilingual;
use crate::report::exchange::{headers, rows};

/// The name of the sheet; no more than 31 characters fit, with the word for an appendix before it.
fn sheet() -> Bilingual {
    bilingual!("少留缺口的代价", "Price of shortfalls")
}

pub(super) fn table(page: &Page, exchange: &Exchange) -> Table {
    let [most, kinds, total, gained, step, proof] = headers();
    let mut table = Table::new(&sheet(), page.lang)
        .column(&most, Kind::Count, 14.0)
        .column(&bilingual!("方案缺口", "Shortfalls"), Kind::Count, 12.0)
        .column(&kinds, Kind::Text, 44.0)
        .column(&total, Kind::Score, 14.0)
        .column(&gained, Kind::Score, 16.0)
        .column(&step, Kind::Score, 16.0)
        .column(&proof, Kind::Text, 24.0)
        .column(&bilingual!("本方案", "This plan"), Kind::Centred, 12.0);
    for row in rows(exchange) {
        let beyond = |value: f64| -> Cell {
            match row.row.more {
                0 => text(""),
                _ => number(value),
            }
        };
        let taken = match row.taken {
            true => page.say(&bilingual!("是", "yes")),
            false => String::new(),
        };
        let cells = vec![
            count(row.most),
            count(row.row.shortfalls),
            text(row.kinds(page.lang)),
            number(row.row.total_score),
            beyond(row.row.gained),
            beyond(row.step),
            text(page.say(&row.proof())),
            text(taken),
        ];
        let cells = cells.into_iter();
        let cells = cells.map(|cell| cell.tone_if(row.taken, Tone::Strong));
        table.push(cells.collect(), false);
    }
    table
}
