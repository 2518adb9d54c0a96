//! `taxonomy`: the accepted industries and domains, and how a word is read.

use super::exit::{Exit, Failure};
use super::language::say;
use super::printer::Printer;
use crate::bilingual;
use crate::files::tables::{Spoken, Vocabulary, vocabulary};
use crate::model::taxonomy::{Lexicon, Reading, Taxonomy, WordKind, loose};
use crate::model::words::{Bilingual, Lang};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct TaxonomyArguments {
    #[arg(
        value_name = "WORD",
        help = say("代码、名称或常用词；不写则全部列出", "a code, a name or a usual word; without it all are listed")
    )]
    word: Option<String>,
    #[arg(
        long, value_name = "DIR",
        help = say("按这个年度文件夹中的分类表和同义词表", "with the season's own taxonomies and synonyms")
    )]
    season: Option<PathBuf>,
}

/// A code with all its names and synonyms.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry {
    kind: &'static str,
    code: String,
    name_zh: String,
    name_en: String,
    parent: Option<String>,
    /// Synonyms that denote this code, alone or among others.
    words: Vec<String>,
}

/// How the word itself would be read in a cell.
#[derive(Debug, Serialize, JsonSchema)]
struct Read {
    kind: &'static str,
    /// Whether a person would be asked to choose one of the codes.
    asked: bool,
    codes: Vec<String>,
    /// The codes with their names.
    #[serde(skip)]
    said: Bilingual,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Answer {
    word: Option<String>,
    read: Vec<Read>,
    entries: Vec<Entry>,
}

pub(super) fn run(arguments: &TaxonomyArguments, printer: &Printer) -> Result<Exit, Failure> {
    let known = vocabulary(arguments.season.as_deref()).map_err(|found| Failure::input(found.0))?;
    let word = arguments.word.as_deref().map(str::trim);
    let word = word.filter(|word| !word.is_empty());
    let answer = answer(&known, word);
    if printer.is_json() {
        printer.document(&answer)?;
        return Ok(Exit::Done);
    }
    printer.data(&text(&answer, printer.lang()))?;
    Ok(Exit::Done)
}

fn answer(known: &Vocabulary, word: Option<&str>) -> Answer {
    let mut entries = industries(known);
    entries.extend(domains(known));
    let mut read = Vec::new();
    if let Some(word) = word {
        read.extend(reading(&known.industries, WordKind::Industry, word));
        read.extend(reading(&known.domains, WordKind::Domain, word));
        let wanted = loose(word);
        entries.retain(|entry| {
            let own = [&entry.code, &entry.name_zh, &entry.name_en].into_iter();
            let named = own
                .chain(&entry.words)
                .any(|text| loose(text).contains(&wanted));
            let meant = read
                .iter()
                .any(|own| own.kind == entry.kind && own.codes.contains(&entry.code));
            (named && !wanted.is_empty()) || meant
        });
    }
    Answer {
        word: word.map(str::to_owned),
        read,
        entries,
    }
}

fn reading<T: Spoken>(lexicon: &Lexicon<T>, kind: WordKind, word: &str) -> Option<Read> {
    let (asked, codes) = match lexicon.item(word)? {
        Reading::Listed(code) => (false, vec![code]),
        Reading::Word(codes) | Reading::Beside(codes, _) => (false, codes),
        Reading::Several(readings) => (true, readings.concat()),
        Reading::Differ(a, b) => (true, [a, b].concat()),
    };
    Some(Read {
        kind: kind.key(),
        asked,
        said: lexicon.taxonomy().say_all(&codes),
        codes: codes.iter().map(|code| T::text(code).to_owned()).collect(),
    })
}

fn words<T: Taxonomy>(lexicon: &Lexicon<T>, code: &str) -> Vec<String> {
    let stands = |readings: &[Vec<String>]| readings.iter().flatten().any(|own| own == code);
    let words = lexicon.words().filter(|word| stands(&word.readings));
    words.map(|word| word.word.clone()).collect()
}

fn industries(known: &Vocabulary) -> Vec<Entry> {
    let lexicon = &known.industries;
    let entry = |(code, name): (&str, &Bilingual)| Entry {
        kind: WordKind::Industry.key(),
        code: code.to_owned(),
        name_zh: name.zh.clone(),
        name_en: name.en.clone(),
        parent: lexicon.taxonomy().parent(code),
        words: words(lexicon, code),
    };
    lexicon.taxonomy().listed().map(entry).collect()
}

fn domains(known: &Vocabulary) -> Vec<Entry> {
    let lexicon = &known.domains;
    let entry = |(domain, name): (&crate::model::taxonomy::DomainCode, &Bilingual)| Entry {
        kind: WordKind::Domain.key(),
        code: domain.code.clone(),
        name_zh: name.zh.clone(),
        name_en: name.en.clone(),
        parent: domain.parent.clone(),
        words: words(lexicon, &domain.code),
    };
    lexicon.taxonomy().listed().map(entry).collect()
}

fn text(answer: &Answer, lang: Lang) -> String {
    let mut out = String::new();
    if answer.entries.is_empty() && answer.read.is_empty() {
        // No match is a valid result of a search, not an error.
        let word = answer.word.as_deref().unwrap_or_default();
        let none = bilingual!(
            "没有与「{word}」相符的行业或质量方法；不写词可列出全部",
            "No industry or quality domain matches [{word}]; without a word all are listed"
        );
        let _ = writeln!(out, "{}", none.say(lang));
    }
    for read in &answer.read {
        let kind = kind_name(read.kind, lang);
        let codes = read.said.say(lang);
        let word = answer.word.as_deref().unwrap_or_default();
        let line = match (lang, read.asked) {
            (Lang::Zh, false) => format!("「{word}」写在{kind}一栏，按 {codes} 理解"),
            (Lang::Zh, true) => format!("「{word}」写在{kind}一栏，可能指 {codes}，须写明代码"),
            (Lang::En, false) => format!("[{word}] in a column of {kind} is read as {codes}"),
            (Lang::En, true) => {
                format!("[{word}] in a column of {kind} may mean {codes}; write the code")
            }
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{line}");
    }
    let mut last = "";
    for entry in &answer.entries {
        if entry.kind != last {
            let heading = kind_name(entry.kind, lang);
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{heading}");
            last = entry.kind;
        }
        let indent = if entry.parent.is_some() { "    " } else { "  " };
        let (first, second) = match lang {
            Lang::Zh => (&entry.name_zh, &entry.name_en),
            Lang::En => (&entry.name_en, &entry.name_zh),
        };
        let _ = write!(out, "{indent}{:<8}{first}", entry.code);
        if second != first {
            let _ = write!(out, "{}", lang.pick("　", "  "));
            let _ = write!(out, "{second}");
        }
        let _ = writeln!(out);
        if !entry.words.is_empty() {
            let label = lang.pick("常用词：", "usual words: ");
            let list = entry.words.join(lang.pick("、", ", "));
            let _ = writeln!(out, "{indent}        {label}{list}");
        }
    }
    out
}

fn kind_name(key: &str, lang: Lang) -> &'static str {
    if key == WordKind::Industry.key() {
        lang.pick("行业", "industries")
    } else {
        lang.pick("质量方法", "quality domains")
    }
}
