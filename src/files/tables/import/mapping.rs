//! Which column of a sheet is which column of its table: by its header, by an earlier import, by
//! what its cells look like. What is not certain is asked.

use super::super::container::grid::Cell;
use super::super::headers::{TableSpec, fold};
use super::super::sheet::columns::{is_running_number, likeness};
use super::super::sheet::header::Label;
use super::super::sheet::table_columns::LISTS;
use super::super::vocabulary::Vocabulary;
use super::answers::{Asking, Choice, Item, NONE};
use super::data::{Certainty, Kept};
use super::looks::{Looks, private_header};
use super::memory::Memory;
use super::pieces::Piece;
use super::tables::{header_of, of_recusals};
use crate::bilingual;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;

/// A header that is this like a known one is proposed.
const ALIKE: f64 = 0.67;

/// One column of a layout.
#[derive(Debug, Clone)]
pub(super) struct Col {
    /// Its position in the sheet.
    pub(super) at: usize,
    /// Its header as written.
    pub(super) text: String,
    /// Whether it stands under the same merged header as the column left of it.
    pub(super) continued: bool,
    /// The column of the table that it is.
    pub(super) field: Option<usize>,
    /// Further columns of the table that are read from it.
    pub(super) also: Vec<usize>,
    /// What happens to it where it is no column of the table.
    pub(super) kept: Kept,
    /// How sure that is.
    pub(super) certainty: Certainty,
    /// Up to three values.
    pub(super) samples: Vec<String>,
    /// Whether a person said what it is, or that it is nothing.
    told: bool,
    looks: Looks,
}

/// Sheets of one table with the same headers.
#[derive(Debug)]
pub(super) struct Layout {
    /// The table.
    pub(super) spec: &'static TableSpec,
    /// The sheets.
    pub(super) pieces: Vec<usize>,
    /// Its columns.
    pub(super) columns: Vec<Col>,
    /// Required columns that no column of the sheet can be.
    pub(super) missing: Vec<&'static str>,
    /// Number of the last row of the header in the first sheet.
    pub(super) header_row: u32,
    labels: Vec<Label>,
}

/// Columns without which an office's table is of no use: those that are asked for.
fn needed(key: &str) -> &'static [&'static str] {
    match key {
        "experts" => &["name", "employer", "domains", "industries"],
        "submissions" => &["organization", "industry", "domains"],
        "recommenders" => &["name", "quota"],
        "declared" => &["subject", "object"],
        "relations" => &["subject", "relation", "object"],
        _ => &[],
    }
}

/// Whether a header speaks of what a column of yes and no is about, in whatever words.
fn announces(header: &str, key: &str) -> bool {
    let words: &[&str] = match key {
        "passed" => &["审查", "初审", "审核", "受理", "合格", "通过", "资格"],
        "available" => &["出席", "参加", "参会", "到会", "参评"],
        "can_lead" => &["组长"],
        "quality_lead" => &["主任", "主委", "质量综合"],
        _ => return false,
    };
    // Whether somebody took part before, or does so for the first time, is another question.
    let before = ["首次", "初次", "新", "曾", "往届", "上届", "历年", "连续"];
    let other = key == "available" && before.iter().any(|word| header.contains(word));
    !other && words.iter().any(|word| header.contains(word))
}

/// Needed columns that an office may really not have.
fn dispensable(table: &str, key: &str) -> bool {
    matches!(
        (table, key),
        ("experts", "employer" | "industries" | "domains")
            | ("submissions", "domains" | "industry")
            | ("recommenders", "quota")
    )
}

/// Puts sheets with the same headers together and finds their columns.
pub(super) fn layouts(
    pieces: &[Piece],
    tables: &[Option<&'static TableSpec>],
    vocabulary: &Vocabulary,
    memory: &Memory,
    asking: &mut Asking<'_>,
) -> Vec<Layout> {
    let mut layouts: Vec<Layout> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(spec) = tables[at] else {
            continue;
        };
        let Some(header) = header_of(spec, &piece.grid) else {
            continue;
        };
        let texts = |labels: &[Label]| -> Vec<String> {
            labels.iter().map(|own| fold(&own.text)).collect()
        };
        let same = |own: &&mut Layout| {
            own.spec.key == spec.key && texts(&own.labels) == texts(&header.labels)
        };
        match layouts.iter_mut().find(same) {
            Some(own) => own.pieces.push(at),
            None => layouts.push(Layout {
                spec,
                pieces: vec![at],
                columns: Vec::new(),
                missing: Vec::new(),
                header_row: header.number,
                labels: header.labels,
            }),
        }
    }
    let mut items = Vec::new();
    for layout in &mut layouts {
        look(layout, pieces, vocabulary);
        by_header(layout, memory);
        by_person(layout, asking);
        settle(layout);
        items.push(uncertain(layout, pieces));
    }
    ask(&mut layouts, items, asking);
    layouts
}

/// Looks at the cells below each header, in rows that hold an item.
fn look(layout: &mut Layout, pieces: &[Piece], vocabulary: &Vocabulary) {
    let spec = layout.spec;
    let essential = spec.columns.iter().position(|own| own.required);
    let labels = &layout.labels;
    let essential = labels
        .iter()
        .position(|own| own.column.is_some() && own.column == essential);
    let mut columns: Vec<Col> = labels
        .iter()
        .enumerate()
        .filter(|(_, label)| !label.text.is_empty())
        .map(|(at, label)| Col {
            at,
            text: label.text.clone(),
            continued: label.continued,
            field: label.column,
            also: Vec::new(),
            kept: Kept::Extra,
            certainty: Certainty::None,
            samples: Vec::new(),
            told: false,
            looks: Looks::default(),
        })
        .collect();
    for at in &layout.pieces {
        let grid = &pieces[*at].grid;
        let Some(header) = header_of(spec, grid) else {
            continue;
        };
        for row in grid.rows.iter().filter(|row| row.number > header.number) {
            let filled = |at: usize| row.cells.get(at).is_some_and(|own| !own.is_empty());
            let one = row.cells.iter().filter(|own| !own.is_empty()).count() < 2;
            if one || essential.is_some_and(|at| !filled(at)) {
                continue;
            }
            for column in &mut columns {
                let cell = row.cells.get(column.at).unwrap_or(&Cell::Empty);
                column.looks.add(cell, vocabulary);
                let text = cell.text();
                if column.samples.len() < 3 && !text.is_empty() {
                    let text: String = text.chars().take(40).collect();
                    if !column.samples.contains(&text) {
                        column.samples.push(text);
                    }
                }
            }
        }
    }
    layout.columns = columns;
}

/// What headers, and an earlier import, say.
fn by_header(layout: &mut Layout, memory: &Memory) {
    let spec = layout.spec;
    for column in &mut layout.columns {
        if let Some(key) = memory.column(spec.key, &column.text) {
            let mut keys = key.split('+');
            let position = |key: &str| spec.columns.iter().position(|own| own.key == key);
            column.field = keys.next().and_then(position);
            column.also = keys.filter_map(position).collect();
            column.certainty = Certainty::Sure;
            continue;
        }
        let recusals = spec.key == "declared";
        if let Some(key) = of_recusals(&column.text).filter(|_| recusals) {
            column.field = spec.columns.iter().position(|own| own.key == key);
        }
        column.certainty = match column.field {
            Some(_) => Certainty::Sure,
            None => Certainty::None,
        };
        let Some(field) = column.field else {
            continue;
        };
        let key = spec.columns[field].key;
        let exact = spec
            .meaning(&column.text)
            .is_some_and(|(_, rank)| rank == 0);
        let stands = match key {
            "id" => {
                let about_papers = ["证书", "证号", "身份"];
                let papers = about_papers.iter().any(|word| column.text.contains(word));
                !(is_running_number(&column.text) || papers && column.looks.refutes("id"))
            }
            _ => !column.looks.refutes(key),
        };
        let private = || !exact && private_header(&column.text).is_some() && key != "id";
        if !stands || private() {
            column.field = None;
            column.certainty = Certainty::None;
        }
    }
}

/// The question that nobody is asked: what a person said of a column that was taken for something
/// else, or for nothing.
pub const OVERRIDES: &str = "headers";

/// The line of [`OVERRIDES`] about a column.
pub fn override_key(table: &str, header: &str) -> String {
    format!("{table}.{}", header.replace(['\n', '\r'], ""))
}

/// What a person said counts before everything else.
fn by_person(layout: &mut Layout, asking: &mut Asking<'_>) {
    let spec = layout.spec;
    let position = |key: &str| spec.columns.iter().position(|own| own.key == key);
    for column in &mut layout.columns {
        let line = override_key(spec.key, &column.text);
        let Some(value) = asking.told(OVERRIDES, &line) else {
            continue;
        };
        let mut fields = value.split('+').filter_map(position);
        column.field = fields.next();
        column.also = fields.collect();
        column.told = true;
        column.certainty = match column.field {
            Some(_) => Certainty::Sure,
            None => Certainty::None,
        };
    }
}

/// Of two columns with one meaning the more exact header counts; lists keep both.
fn settle(layout: &mut Layout) {
    let spec = layout.spec;
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for at in 0..layout.columns.len() {
        let Some(field) = layout.columns[at].field else {
            continue;
        };
        let Some(other) = first.get(&field).copied() else {
            first.insert(field, at);
            continue;
        };
        if layout.columns[at].continued && LISTS.contains(&spec.columns[field].key) {
            continue;
        }
        let rank = |at: usize| {
            let own = &layout.columns[at];
            let exact = spec.meaning(&own.text).map_or(usize::MAX, |(_, rank)| rank);
            (!own.told, own.looks.filled == 0, exact)
        };
        let loser = if rank(at) < rank(other) { other } else { at };
        if loser == other {
            first.insert(field, at);
        }
        layout.columns[loser].field = None;
        layout.columns[loser].certainty = Certainty::None;
    }
    for column in &mut layout.columns {
        let own = private_header(&column.text).or_else(|| column.looks.contact());
        let public = fold(&column.text).contains("信用代码");
        column.kept = match (column.field, own) {
            (Some(field), _) => Kept::Field(spec.columns[field].key.to_owned()),
            (None, Some(kind)) if !public => Kept::Private(kind.to_owned()),
            _ => Kept::Extra,
        };
    }
}

/// A line of the question about columns: the field that it is for.
struct Uncertain {
    field: usize,
    item: Item,
}

/// The columns that are missing or only look right, as lines of one question.
fn uncertain(layout: &mut Layout, pieces: &[Piece]) -> Vec<Uncertain> {
    let spec = layout.spec;
    let mut lines = Vec::new();
    let wanted = needed(spec.key);
    for (field, column) in spec.columns.iter().enumerate() {
        let there = |own: &Col| own.field == Some(field) || own.also.contains(&field);
        if layout.columns.iter().any(there) {
            continue;
        }
        let free: Vec<&Col> = layout
            .columns
            .iter()
            .filter(|own| own.field.is_none() && !matches!(own.kept, Kept::Private(_)))
            .filter(|own| !own.told)
            .filter(|own| !is_running_number(&own.text) && !own.looks.refutes(column.key))
            .collect();
        let alike = |own: &&Col| likeness(&own.text, column);
        let by_header = free
            .iter()
            .copied()
            .filter(|own| alike(own) >= ALIKE && own.looks.filled > 0)
            .max_by(|a, b| alike(a).total_cmp(&alike(b)));
        let by_cells = free.iter().copied().find(|own| own.looks.says(column.key));
        // One column may hold methods and industries alike.
        let mixed = layout.columns.iter().find(|own| {
            own.field
                .is_some_and(|own| LISTS[..3].contains(&spec.columns[own].key))
                && ["domains", "industries", "industry"].contains(&column.key)
                && own.looks.says(column.key)
        });
        let answers = free
            .iter()
            .copied()
            .find(|own| announces(&own.text, column.key) && own.looks.says(column.key));
        let proposal = by_header.or(by_cells).or(mixed).or(answers);
        let is_wanted = wanted.contains(&column.key);
        let known_none = column.key == "id" || column.key == "passed";
        if !is_wanted && answers.is_none() && (by_header.is_none() || known_none) {
            continue;
        }
        let mut choices: Vec<&Col> = free.clone();
        if is_wanted && ["domains", "industries", "industry"].contains(&column.key) {
            let lists = layout.columns.iter().filter(|own| own.field.is_some());
            choices.extend(lists.filter(|own| !own.looks.refutes(column.key)));
        }
        let optional = !is_wanted || dispensable(spec.key, column.key);
        if choices.is_empty() && !optional {
            layout.missing.push(column.key);
            continue;
        }
        if choices.is_empty() && column.key != "employer" && spec.key != "experts" {
            continue;
        }
        let item = line(layout, pieces, field, &choices, proposal, optional);
        lines.push(Uncertain { field, item });
    }
    lines
}

fn line(
    layout: &Layout,
    pieces: &[Piece],
    field: usize,
    choices: &[&Col],
    proposal: Option<&Col>,
    optional: bool,
) -> Item {
    let column = &layout.spec.columns[field];
    let name = column.name();
    let table = layout.spec.name();
    let sheets: Vec<&str> = layout.pieces.iter().map(|at| pieces[*at].name()).collect();
    let sheets = sheets.join("、");
    let (zh, en) = (table.zh, table.en);
    let mut all: Vec<Choice> = choices
        .iter()
        .map(|own| {
            let samples = own.samples.join("、");
            let text = own.text.replace(['\n', '\r'], "");
            Choice {
                value: text.clone(),
                words: bilingual!("「{text}」，如：{samples}", "[{text}], such as: {samples}"),
            }
        })
        .collect();
    if optional {
        all.push(Choice {
            value: NONE.to_owned(),
            words: nothing(column.key),
        });
    }
    let proposed = proposal.map(|own| own.text.replace(['\n', '\r'], ""));
    let fallback = || {
        let may = optional && !needed(layout.spec.key).contains(&column.key);
        may.then(|| NONE.to_owned())
    };
    Item {
        key: format!("{}.{}", layout.spec.key, column.key),
        words: bilingual!(
            "{zh}（{sheets}）的 {name} 是哪一列？",
            "Which column of {en} ({sheets}) is {name}?"
        ),
        choices: all,
        free: false,
        proposal: proposed.or_else(fallback),
    }
}

/// What it means that a column is not there.
fn nothing(key: &str) -> Bilingual {
    match key {
        "employer" => bilingual!(
            "没有这一列（因单位产生的利益冲突将一个也看不到）",
            "There is none (no conflict through an employer will be seen)"
        ),
        "industries" | "industry" | "domains" => bilingual!(
            "没有这一列（不能按它匹配专业）",
            "There is none (nothing can be matched by it)"
        ),
        _ => bilingual!("没有这一列", "There is none"),
    }
}

/// Asks for the columns and enters the answers.
fn ask(layouts: &mut [Layout], lines: Vec<Vec<Uncertain>>, asking: &mut Asking<'_>) {
    let mut items: Vec<Item> = Vec::new();
    let mut targets: Vec<(usize, usize)> = Vec::new();
    for (layout, lines) in lines.into_iter().enumerate() {
        for mut own in lines {
            // Two layouts of one table are asked about one after the other.
            if items.iter().any(|other| other.key == own.item.key) {
                own.item.key = format!("{}.{}", own.item.key, layout + 1);
            }
            targets.push((layout, own.field));
            items.push(own.item);
        }
    }
    let words = bilingual!(
        "下列内容没有一列能确定对应，请逐项选择",
        "No column could be matched with certainty; please choose each"
    );
    let values = asking.ask("columns", words, items, |_| false);
    for ((layout, field), value) in targets.into_iter().zip(values) {
        let Some(value) = value.filter(|own| own != NONE) else {
            continue;
        };
        let layout = &mut layouts[layout];
        let key = layout.spec.columns[field].key;
        let mut columns = layout.columns.iter_mut();
        if let Some(own) = columns.find(|own| own.text.replace(['\n', '\r'], "") == value) {
            if own.field.is_some() {
                own.also.push(field);
            } else {
                own.field = Some(field);
                own.kept = Kept::Field(key.to_owned());
                own.certainty = Certainty::Guessed;
            }
        }
    }
}
