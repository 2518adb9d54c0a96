//! Questions that only the office can answer, and its answers.

use super::super::ProblemCode;
use super::super::findings::{Findings, Problems};
use crate::bilingual;
use crate::model::Place;
use crate::model::words::{Bilingual, refused};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// An answer that leaves something out: no column, no code, no row.
pub(super) const NONE: &str = "-";

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Choice {
    /// What is written into the file of answers.
    pub value: String,
    /// What it means.
    pub words: Bilingual,
}

/// One line of a question: it has an answer of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item {
    /// Its key in the file of answers.
    pub key: String,
    /// What is asked about, with samples or the place where it was found.
    pub words: Bilingual,
    /// The possible answers.
    pub choices: Vec<Choice>,
    /// Whether an answer other than the choices is possible, such as codes.
    pub free: bool,
    /// The answer that the program would give; `None` where it has none.
    pub proposal: Option<String>,
}

/// A question, with a line for everything of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Question {
    /// Its key in the file of answers: a table of TOML.
    pub id: String,
    /// The question.
    pub words: Bilingual,
    /// What it asks about.
    pub items: Vec<Item>,
}

/// Answers by question and line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, BTreeMap<String, String>>);

impl Answers {
    /// The answer to a line of a question.
    pub fn get(&self, question: &str, item: &str) -> Option<&str> {
        self.0.get(question)?.get(item).map(String::as_str)
    }

    /// Answers a line of a question.
    pub fn set(&mut self, question: &str, item: &str, value: &str) {
        let own = self.0.entry(question.to_owned()).or_default();
        own.insert(item.to_owned(), value.to_owned());
    }

    /// These answers, and those of `other` to lines that have none.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        for (question, items) in &other.0 {
            let own = self.0.entry(question.clone()).or_default();
            for (item, value) in items {
                own.entry(item.clone()).or_insert_with(|| value.clone());
            }
        }
        self
    }

    /// Reads answers as `empanel import` prints them: a table of TOML for each question.
    ///
    /// # Errors
    /// The file cannot be read, or is no such TOML.
    pub fn read(path: &Path) -> Result<Self, Problems> {
        let mut findings = Findings::default();
        let text = fs::read_to_string(path).map_err(|error| refused(&error));
        let answers = text.and_then(|text| {
            let text = text.trim_start_matches('\u{feff}');
            toml::from_str(text).map_err(|error| Bilingual::same(error.message()))
        });
        let answers = answers.unwrap_or_else(|Bilingual { zh, en }| {
            findings.add(
                ProblemCode::ImportAnswers,
                Place::file(path.display().to_string()),
                "",
                bilingual!(
                    "答案文件不能读取：{zh}",
                    "The file of answers cannot be read: {en}"
                ),
                bilingual!(
                    "使用 empanel import 打印的格式：[问题] 下每行一个 \"项\" = \"答案\"",
                    "Use the format that empanel import prints: \"line\" = \"answer\" under each [question]"
                ),
            );
            Self::default()
        });
        findings.finish().map(|_| answers)
    }
}

/// What is asked while a draft of the season is made.
pub(super) struct Asking<'a> {
    answers: &'a Answers,
    /// Questions with lines that have no answer yet.
    pub(super) open: Vec<Question>,
    /// Every answer that counted, proposals left out.
    pub(super) used: Answers,
    /// Answers that are none of the choices: question, line and value.
    pub(super) unknown: Vec<(String, String, String)>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(answers: &'a Answers) -> Self {
        Self {
            answers,
            open: Vec::new(),
            used: Answers::default(),
            unknown: Vec::new(),
        }
    }

    /// What was said without being asked.
    pub(super) fn told(&mut self, question: &str, item: &str) -> Option<String> {
        let value = self.answers.get(question, item)?.to_owned();
        self.used.set(question, item, &value);
        Some(value)
    }

    /// Asks: the value of each line, by its answer or, until there is one, as proposed. `fits` says
    /// whether an answer other than the choices is one.
    pub(super) fn ask(
        &mut self,
        id: &str,
        words: Bilingual,
        items: Vec<Item>,
        fits: impl Fn(&str) -> bool,
    ) -> Vec<Option<String>> {
        let mut open = Vec::new();
        let mut values = Vec::new();
        for item in items {
            let answer = self.answers.get(id, &item.key).map(str::to_owned);
            let listed = |value: &String| item.choices.iter().any(|own| own.value == *value);
            match answer {
                Some(value) if listed(&value) || (item.free && fits(&value)) => {
                    self.used.set(id, &item.key, &value);
                    values.push(Some(value));
                    continue;
                }
                Some(value) => {
                    self.unknown.push((id.to_owned(), item.key.clone(), value));
                }
                None => {}
            }
            values.push(item.proposal.clone());
            open.push(item);
        }
        if !open.is_empty() {
            self.open.push(Question {
                id: id.to_owned(),
                words,
                items: open,
            });
        }
        values
    }
}

/// A choice between yes and no.
pub(super) fn yes_or_no() -> Vec<Choice> {
    let choice = |value: &str, zh: &str, en: &str| Choice {
        value: value.to_owned(),
        words: Bilingual::new(zh, en),
    };
    vec![choice("yes", "是", "yes"), choice("no", "否", "no")]
}
