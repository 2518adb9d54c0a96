//! Industries and quality domains in the office's own words: those that no list knows are asked for
//! once, and kept as synonyms.

use super::super::nearest::nearest;
use super::super::taxa::Spoken;
use super::super::vocabulary::Vocabulary;
use super::answers::{Asking, Choice, Item, NONE};
use super::lines::Line;
use crate::bilingual;
use crate::model::taxonomy::{
    DomainTaxonomy, IndustryTaxonomy, Item as Read, Lexicon, Reading, Taxonomy, WordKind,
    word_codes,
};
use crate::model::words::Lang;
use std::collections::BTreeMap;

/// Answers that say that a word is of the other kind.
const OTHER: &str = "other";
/// Most lines of the question; an office that needs more has the wrong column.
const MOST_ASKED: usize = 200;

/// A word for codes, as the table `synonyms` keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Synonym {
    /// Industry or domain.
    pub(super) kind: WordKind,
    /// The office's word.
    pub(super) word: String,
    /// Its codes, joined by `；`.
    pub(super) codes: String,
}

/// The columns of codes of a table.
fn columns(table: &str) -> [(&'static str, WordKind); 2] {
    let industries = match table {
        "submissions" => "industry",
        _ => "industries",
    };
    [
        (industries, WordKind::Industry),
        ("domains", WordKind::Domain),
    ]
}

/// What is open about a word.
struct Open {
    count: usize,
    /// Readings that it may have, each a list of codes.
    readings: Vec<String>,
    /// Whether the other taxonomy knows it.
    other: bool,
}

fn open_readings<T: Spoken>(reading: Option<&Reading<T::Code>>) -> Option<Vec<String>> {
    let join = |codes: &[T::Code]| {
        let texts: Vec<&str> = codes.iter().map(T::text).collect();
        texts.join("；")
    };
    match reading {
        None => Some(Vec::new()),
        Some(Reading::Several(all)) => Some(all.iter().map(|own| join(own)).collect()),
        Some(Reading::Differ(a, b)) => Some(vec![join(a), join(b)]),
        Some(_) => None,
    }
}

fn collect<T: Spoken>(
    lexicon: &Lexicon<T>,
    knows: impl Fn(&str) -> bool,
    cells: impl Iterator<Item = String>,
    levels: bool,
) -> BTreeMap<String, Open> {
    let mut words: BTreeMap<String, Open> = BTreeMap::new();
    for text in cells {
        for item in lexicon.list(&text, levels) {
            let item: Read<T::Code> = item;
            let Some(readings) = open_readings::<T>(item.reading.as_ref()) else {
                continue;
            };
            let other = item.reading.is_none() && knows(&item.text);
            let own = words.entry(item.text).or_insert(Open {
                count: 0,
                readings,
                other,
            });
            own.count += 1;
        }
    }
    words
}

/// Asks what the unknown words of these tables mean; the answers are synonyms. Words that are left
/// out, or are of the other kind, leave their cells.
pub(super) fn ask(
    tables: &mut [(&'static str, &mut Vec<Line>)],
    vocabulary: &Vocabulary,
    asking: &mut Asking<'_>,
) -> Vec<Synonym> {
    for (table, lines) in tables.iter_mut() {
        for line in lines.iter_mut() {
            split_mixed(table, line, vocabulary);
        }
    }
    let mut synonyms = Vec::new();
    for kind in WordKind::ALL {
        let cells: Vec<String> = tables
            .iter()
            .flat_map(|(table, lines)| {
                let key = columns(table).into_iter().find(|own| own.1 == kind);
                let key = key.map_or("", |own| own.0);
                lines.iter().map(move |line| line.cell(key).to_owned())
            })
            .filter(|cell| !cell.is_empty())
            .collect();
        let words = match kind {
            WordKind::Industry => {
                let knows = |text: &str| vocabulary.domains.item(text).is_some();
                collect(&vocabulary.industries, knows, cells.into_iter(), false)
            }
            WordKind::Domain => {
                let knows = |text: &str| vocabulary.industries.item(text).is_some();
                collect(&vocabulary.domains, knows, cells.into_iter(), true)
            }
        };
        if words.is_empty() {
            continue;
        }
        let items: Vec<Item> = words
            .iter()
            .take(MOST_ASKED)
            .map(|(word, open)| item(kind, word, open, vocabulary))
            .collect();
        let id = match kind {
            WordKind::Industry => "industries",
            WordKind::Domain => "domains",
        };
        let fits = |value: &str| {
            let codes = word_codes(value);
            !codes.is_empty() && codes.iter().all(|code| known(kind, code, vocabulary))
        };
        let values = asking.ask(id, question(kind), items, fits);
        for (word, value) in words.keys().zip(values) {
            match value.as_deref() {
                None => {}
                Some(NONE) => remove(tables, kind, word, vocabulary, false),
                Some(OTHER) => remove(tables, kind, word, vocabulary, true),
                Some(codes) => synonyms.push(Synonym {
                    kind,
                    word: word.clone(),
                    codes: codes.to_owned(),
                }),
            }
        }
    }
    synonyms
}

/// Where one column is read for industries and for domains, each of its items goes where it is
/// known; what nobody knows goes where it is more alike to something.
fn split_mixed(table: &str, line: &mut Line, vocabulary: &Vocabulary) {
    let [(industries, _), (domains, _)] = columns(table);
    let text = line.cell(domains).to_owned();
    if text.is_empty() || line.cell(industries) != text {
        return;
    }
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for item in vocabulary.domains.list(&text, true) {
        let word = item.text.as_str();
        let shown = match &item.level {
            Some(level) => format!("{word}:{level}"),
            None => word.to_owned(),
        };
        if item.reading.is_some() {
            own.push(shown);
            continue;
        }
        // What is one piece here may be several industries.
        for piece in vocabulary.industries.list(word, false) {
            let guessed = || {
                let industry = !guess(&vocabulary.industries, &piece.text).is_empty();
                industry && guess(&vocabulary.domains, &piece.text).is_empty()
            };
            match piece.reading.is_some() || guessed() {
                true => other.push(piece.text),
                false => own.push(piece.text),
            }
        }
    }
    line.cells.insert(domains, own.join("；"));
    line.cells.insert(industries, other.join("；"));
}

fn known(kind: WordKind, code: &str, vocabulary: &Vocabulary) -> bool {
    match kind {
        WordKind::Industry => vocabulary.industries.taxonomy().parse(code).is_some(),
        WordKind::Domain => vocabulary.domains.taxonomy().parse(code).is_some(),
    }
}

fn question(kind: WordKind) -> crate::model::words::Bilingual {
    match kind {
        WordKind::Industry => bilingual!(
            "这些行业用语不在词表中，对应哪些行业代码？（多个用；分隔，可用 empanel taxonomy 查找）",
            "These words for industries are not in the list; which codes do they mean? (separate several with ; and see empanel taxonomy)"
        ),
        WordKind::Domain => bilingual!(
            "这些质量方法用语不在词表中，对应哪些方法代码？（多个用；分隔，可用 empanel taxonomy 查找）",
            "These words for quality methods are not in the list; which codes do they mean? (separate several with ; and see empanel taxonomy)"
        ),
    }
}

fn label(kind: WordKind, codes: &str, vocabulary: &Vocabulary) -> crate::model::words::Bilingual {
    let say = |lang: Lang| {
        let each = word_codes(codes).into_iter().map(|code| match kind {
            WordKind::Industry => {
                let taxonomy: &IndustryTaxonomy = vocabulary.industries.taxonomy();
                taxonomy
                    .parse(&code)
                    .map_or_else(|| code.clone(), |own| taxonomy.label(&own, lang))
            }
            WordKind::Domain => {
                let taxonomy: &DomainTaxonomy = vocabulary.domains.taxonomy();
                format!("{code} {}", taxonomy.name(&code, lang))
            }
        });
        each.collect::<Vec<_>>().join(lang.pick("；", "; "))
    };
    crate::model::words::Bilingual::new(say(Lang::Zh), say(Lang::En))
}

fn item(kind: WordKind, word: &str, open: &Open, vocabulary: &Vocabulary) -> Item {
    let count = open.count;
    let mut values = open.readings.clone();
    if values.is_empty() {
        values.extend(guesses(kind, word, vocabulary));
    }
    let mut choices: Vec<Choice> = values
        .iter()
        .map(|codes| Choice {
            value: codes.clone(),
            words: label(kind, codes, vocabulary),
        })
        .collect();
    if open.other {
        let words = match kind {
            WordKind::Industry => {
                bilingual!("不是行业，是质量方法", "a quality method, not an industry")
            }
            WordKind::Domain => {
                bilingual!("不是质量方法，是行业", "an industry, not a quality method")
            }
        };
        choices.insert(
            0,
            Choice {
                value: OTHER.to_owned(),
                words,
            },
        );
    }
    let proposal = match open.readings.is_empty() {
        true => choices.first().map(|own| own.value.clone()),
        false => None,
    };
    choices.push(Choice {
        value: NONE.to_owned(),
        words: bilingual!("不计入", "leave it out"),
    });
    Item {
        key: word.to_owned(),
        words: bilingual!("「{word}」，{count} 处", "[{word}], cells: {count}"),
        choices,
        free: true,
        proposal,
    }
}

/// Codes that a word may mean: those of known words inside it, else of the nearest one.
fn guesses(kind: WordKind, word: &str, vocabulary: &Vocabulary) -> Vec<String> {
    match kind {
        WordKind::Industry => guess(&vocabulary.industries, word),
        WordKind::Domain => guess(&vocabulary.domains, word),
    }
}

fn guess<T: Spoken>(lexicon: &Lexicon<T>, word: &str) -> Vec<String> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let mut found: Vec<String> = Vec::new();
    let mut from = 0;
    while from + 1 < letters.len() && letters.len() <= 60 {
        let mut ends = (from + 2..=letters.len()).rev();
        let hit = ends.find_map(|end| {
            let stop = letters.get(end).map_or(word.len(), |own| own.0);
            match lexicon.item(&word[letters[from].0..stop])? {
                Reading::Listed(code) => Some((end, vec![code])),
                Reading::Word(codes) => Some((end, codes)),
                _ => None,
            }
        });
        match hit {
            Some((end, codes)) => {
                for code in codes {
                    let text = T::text(&code).to_owned();
                    if !found.contains(&text) {
                        found.push(text);
                    }
                }
                from = end;
            }
            None => from += 1,
        }
    }
    if !found.is_empty() {
        return vec![found.join("；")];
    }
    let names = lexicon.taxonomy().names();
    let words = lexicon.words().map(|own| own.word.as_str());
    let near = nearest(word, names.iter().map(|own| own.0).chain(words));
    let near = near.and_then(|near| lexicon.item(near));
    let codes = match near {
        Some(Reading::Listed(code)) => vec![code],
        Some(Reading::Word(codes)) => codes,
        _ => Vec::new(),
    };
    let texts: Vec<&str> = codes.iter().map(T::text).collect();
    match texts.is_empty() {
        true => Vec::new(),
        false => vec![texts.join("；")],
    }
}

/// Takes a word out of the cells of its kind, and puts it into those of the other.
fn remove(
    tables: &mut [(&'static str, &mut Vec<Line>)],
    kind: WordKind,
    word: &str,
    vocabulary: &Vocabulary,
    moves: bool,
) {
    for (table, lines) in tables {
        let both = columns(table);
        let own = both
            .iter()
            .find(|own| own.1 == kind)
            .map_or("", |own| own.0);
        let other = both
            .iter()
            .find(|own| own.1 != kind)
            .map_or("", |own| own.0);
        for line in lines.iter_mut() {
            let text = line.cell(own).to_owned();
            if !text.contains(word) {
                continue;
            }
            let items: Vec<String> = match kind {
                WordKind::Industry => texts(&vocabulary.industries, &text, false),
                WordKind::Domain => texts(&vocabulary.domains, &text, true),
            };
            if !items.iter().any(|item| item == word) {
                continue;
            }
            let left: Vec<&str> = items
                .iter()
                .map(String::as_str)
                .filter(|item| *item != word)
                .collect();
            line.cells.insert(own, left.join("；"));
            if moves {
                let cell = line.cells.entry(other).or_default();
                if !cell.is_empty() {
                    cell.push('；');
                }
                cell.push_str(word);
            }
        }
    }
}

fn texts<T: Taxonomy>(lexicon: &Lexicon<T>, text: &str, levels: bool) -> Vec<String> {
    let items = lexicon.list(text, levels).into_iter();
    items
        .map(|item| match item.level {
            Some(level) => format!("{}:{level}", item.text),
            None => item.text,
        })
        .collect()
}
