//! Resolves experts, submissions and groups given as arguments.

use super::exit::{Exit, Failure};
use super::printer::Printer;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::model::plan::Plan;
use crate::model::reference::{Book, Found, How, Near, Part, Told, action, name_key, plain, told};
use crate::model::words::{Bilingual, Hidden};
use crate::model::{Place, Problem, Season};

/// All experts, submissions and groups that an option may refer to.
pub(super) struct Who<'a> {
    experts: Book,
    submissions: Book,
    groups: Book,
    hidden: Hidden,
    printer: &'a Printer,
}

impl<'a> Who<'a> {
    /// Uses the ids, names and titles of a season and the groups of a plan.
    pub(super) fn new(season: &Season, plan: Option<&Plan>, printer: &'a Printer) -> Self {
        let groups = plan.into_iter().flat_map(|plan| &plan.groups);
        Self {
            experts: Book::experts(&season.experts),
            submissions: Book::submissions(&season.submissions),
            groups: Book::groups(groups.map(|group| (group.id.as_str(), group.name.as_str()))),
            hidden: season.names(),
            printer,
        }
    }

    /// Resolves an expert.
    ///
    /// # Errors
    /// No match, or more than one: wrong usage.
    pub(super) fn expert(&self, option: &str, text: &str) -> Result<String, Failure> {
        self.one(&self.experts, option, text)
    }

    /// Resolves a submission.
    ///
    /// # Errors
    /// See [`Who::expert`].
    pub(super) fn submission(&self, option: &str, text: &str) -> Result<String, Failure> {
        self.one(&self.submissions, option, text)
    }

    /// Resolves a group.
    ///
    /// # Errors
    /// See [`Who::expert`].
    pub(super) fn group(&self, option: &str, text: &str) -> Result<String, Failure> {
        self.one(&self.groups, option, text)
    }

    fn one(&self, book: &Book, option: &str, text: &str) -> Result<String, Failure> {
        let parts = book.cell(text);
        self.say(book, option, text, &parts)?;
        match &parts[..] {
            [part] => match part.found {
                Found::One(at, _) => Ok(book.id(at).to_owned()),
                _ if self.groups.is_empty() => Err(absent(text, nearest(book, text))),
                _ => Err(unknown(text, nearest(book, text))),
            },
            _ => Err(Failure::new(
                Exit::Usage,
                bilingual!(
                    "{option}「{text}」写有几个，这里只能写一个。",
                    "{option} [{text}] names several; only one is allowed here."
                ),
            )),
        }
    }

    /// Resolves the words of an option to ids of experts, submissions and groups, in order and
    /// without repeats. A word without a match is kept; the verb decides what that means.
    ///
    /// # Errors
    /// An ambiguous word: wrong usage.
    pub(super) fn all(&self, option: &str, texts: &[String]) -> Result<Vec<String>, Failure> {
        let mut ids: Vec<String> = Vec::new();
        for text in texts {
            for id in self.named(option, text)? {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        Ok(ids)
    }

    /// Resolves one word of an option; returns the word itself without a match.
    ///
    /// # Errors
    /// An ambiguous word: wrong usage.
    pub(super) fn id(&self, option: &str, text: &str) -> Result<String, Failure> {
        let found = self.named(option, text)?;
        match &found[..] {
            [one] => Ok(one.clone()),
            _ => Ok(text.to_owned()),
        }
    }

    fn named(&self, option: &str, text: &str) -> Result<Vec<String>, Failure> {
        let books = [&self.experts, &self.submissions, &self.groups];
        let exact = |book: &&Book| matches!(book.by_spelling(text), Found::One(_, How::Exact));
        if books.iter().any(exact) {
            return Ok(vec![text.to_owned()]);
        }
        for book in books {
            let parts = book.cell(text);
            if parts.iter().all(|part| part.found == Found::None) {
                continue;
            }
            self.say(book, option, text, &parts)?;
            let mut ids = Vec::new();
            for part in &parts {
                match part.found {
                    Found::One(at, _) => ids.push(book.id(at).to_owned()),
                    // Another table may have the part; it is a single item then.
                    _ if part.text != text => ids.extend(self.named(option, &part.text)?),
                    _ => ids.push(part.text.clone()),
                }
            }
            return Ok(ids);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.len() < 2 {
            return Ok(vec![text.trim().to_owned()]);
        }
        let mut ids = Vec::new();
        for word in words {
            ids.extend(self.named(option, word)?);
        }
        Ok(ids)
    }

    /// Reports how a word was resolved, so that a typing error cannot change the wrong expert.
    fn say(&self, book: &Book, option: &str, text: &str, parts: &[Part]) -> Result<(), Failure> {
        let Some(told) = told(book, text, parts) else {
            return Ok(());
        };
        let action = action(&told, book.kind());
        let (code, words) = match told {
            Told::Spelling(words) => (ProblemCode::ReferenceSpelling, words),
            Told::Taken(words) => (ProblemCode::ReferenceTaken, words),
            Told::Two(words) | Told::Contradiction(words) => {
                let Bilingual { zh, en } = words;
                return Err(Failure::new(
                    Exit::Usage,
                    bilingual!("{option}「{text}」：{zh}。", "{option} [{text}]: {en}."),
                ));
            }
        };
        let problem = Problem {
            severity: code.severity(),
            code: code.code(),
            place: Place::file(option),
            value: text.to_owned(),
            what: words,
            action,
        };
        self.printer.problems(&[problem.discreet(&self.hidden)]);
        Ok(())
    }
}

/// The closest match of a word that names no id.
fn nearest<'b>(book: &'b Book, text: &str) -> Option<&'b str> {
    let keys: Vec<String> = (0..book.len())
        .flat_map(|at| [plain(book.id(at)), name_key(book.name(at))])
        .collect();
    let near = Near::new(keys.iter().map(String::as_str));
    let at = near.nearest(&plain(text));
    let at = at.or_else(|| near.nearest(&name_key(text)))?;
    Some(book.id(at / 2))
}

/// An id or a name that does not exist in the season.
fn absent(text: &str, near: Option<&str>) -> Failure {
    let near_zh = near.map_or_else(String::new, |id| format!("，最接近的是「{id}」"));
    let near_en = near.map_or_else(String::new, |id| format!("; the closest match is [{id}]"));
    Failure::new(
        Exit::Usage,
        bilingual!(
            "本届没有编号或名称是「{text}」的{near_zh}。",
            "Nothing in the season has the id or name [{text}]{near_en}."
        ),
    )
}

/// An id or a name that does not exist in the plan.
pub(super) fn unknown(text: &str, near: Option<&str>) -> Failure {
    let near_zh = near.map_or_else(String::new, |id| format!("，最接近的是「{id}」"));
    let near_en = near.map_or_else(String::new, |id| format!("; the closest match is [{id}]"));
    Failure::new(
        Exit::Usage,
        bilingual!(
            "没有编号或名称是「{text}」的{near_zh}。未通过形式审查或已退出的申报不在方案内。",
            "Nothing in the plan has the id or name [{text}]{near_en}. Submissions that did not pass the form check or were withdrawn are not in the plan."
        ),
    )
}
