//! What all forms of a kind share: the texts of the blank form.

use super::pairs::{Words, is_label, meaning, rows};
use crate::files::tables::container::grid::Grid;
use crate::files::tables::headers::TableSpec;
use std::collections::{BTreeMap, BTreeSet};

/// Forms from which shared texts are gathered.
const FEWEST_SHARED: usize = 3;

/// Texts that nearly all forms share and that have another text beside them: labels that no list
/// knows. And all texts that they share: what the blank form says.
pub(super) fn shared<'g>(
    spec: &TableSpec,
    grids: impl Iterator<Item = &'g Grid<'static>>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut words = Words::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut forms = 0;
    for grid in grids {
        forms += 1;
        let mut own: BTreeSet<String> = BTreeSet::new();
        for (_, cells) in rows(grid) {
            let texts: Vec<String> = cells.iter().map(|cell| cell.text().into_owned()).collect();
            for (at, text) in texts.iter().enumerate().filter(|(_, text)| is_label(text)) {
                own.insert(text.clone());
                if let Some(next) = texts.get(at + 1).filter(|next| !next.is_empty()) {
                    let next_known = meaning(spec, next, &mut words).0;
                    let next = if next_known { "" } else { next.as_str() };
                    beside
                        .entry(text.clone())
                        .or_default()
                        .insert(next.to_owned());
                }
            }
        }
        for text in own {
            *counts.entry(text).or_default() += 1;
        }
    }
    if forms < FEWEST_SHARED {
        return (BTreeSet::new(), BTreeSet::new());
    }
    counts.retain(|_, count| 5 * *count >= 4 * forms);
    let common = |text: &str| counts.contains_key(text);
    let varies = |text: &str| {
        beside.get(text).is_some_and(|own| {
            own.len() > 1 && own.iter().all(|next| !next.is_empty() && !common(next))
        })
    };
    let labels = counts.keys().filter(|text| varies(text)).cloned().collect();
    (labels, counts.into_keys().collect())
}
