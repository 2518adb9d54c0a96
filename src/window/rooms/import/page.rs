//! The page of an import.

use super::Understood;
use super::cards::{Card, cards};
use super::earlier::{Earlier, offers};
use super::place::{Place, place};
use crate::api::{Choice, Item, Question};
use crate::bilingual;
use crate::model::words::Lang;
use crate::model::{Problem, Severity};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use crate::window::tray::file_id;
use askama::Template;

#[derive(Template)]
#[template(path = "window/import.html")]
struct ImportPage {
    shell: Shell,
    said: Said,
    files: Vec<String>,
    cards: Vec<Card>,
    problems: Vec<Problem>,
    asked: Vec<Asked>,
    experts: usize,
    submissions: usize,
    ready: bool,
    open: usize,
    place: Place,
    earlier: Vec<Earlier>,
}

/// A question with the answers given.
struct Asked {
    id: String,
    words: String,
    lines: Vec<Line>,
    /// Whether every line has an answer.
    answered: bool,
    /// Whether a line has neither an answer nor a proposal.
    blocking: bool,
}

struct Line {
    key: String,
    words: String,
    /// The value chosen: the answer, else the proposal.
    chosen: String,
    given: bool,
    free: bool,
    choices: Vec<Choosable>,
}

struct Choosable {
    value: String,
    words: String,
    chosen: bool,
}

/// Makes the page from the files as they are.
pub(super) fn show(app: &App, lang: Lang, said: Said) -> Answer {
    let understood = Understood::of(app);
    let mut asked: Vec<Asked> = understood
        .questions()
        .iter()
        .map(|own| ask(own, &understood, lang))
        .collect();
    asked.sort_by_key(|own| (own.answered, !own.blocking));
    let plan = &understood.plan;
    let open = plan.questions.iter().map(|own| own.items.len()).sum();
    let rank = |own: &Problem| match own.severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    };
    let mut problems = plan.problems.clone();
    problems.sort_by_key(rank);
    page(&ImportPage {
        said,
        files: understood.tray.names(),
        cards: cards(&plan.sheets, &understood.notes.answers, lang),
        problems,
        asked,
        experts: plan.experts,
        submissions: plan.submissions,
        ready: understood.import.is_some() && plan.is_ready(),
        open,
        place: place(app),
        earlier: offers(app.workspace.folder(), understood.notes.last.as_deref()),
        shell: Shell::new(app, lang, "import"),
    })
}

fn ask(question: &Question, understood: &Understood, lang: Lang) -> Asked {
    let still = understood.plan.questions.iter();
    let still = still.filter(|own| own.id == question.id);
    let open: Vec<&str> = still
        .flat_map(|own| own.items.iter().map(|item| item.key.as_str()))
        .collect();
    let lines: Vec<Line> = question
        .items
        .iter()
        .map(|item| {
            let given = !open.contains(&item.key.as_str());
            let answer = understood.notes.answers.get(&question.id, &item.key);
            line(item, answer.filter(|_| given), given, lang)
        })
        .collect();
    Asked {
        id: question.id.clone(),
        words: question.words.say(lang).to_owned(),
        answered: lines.iter().all(|own| own.given),
        blocking: lines.iter().any(|own| !own.given && own.chosen.is_empty()),
        lines,
    }
}

fn line(item: &Item, answer: Option<&str>, given: bool, lang: Lang) -> Line {
    let chosen = answer.or(item.proposal.as_deref()).unwrap_or_default();
    let proposed = |value: &str| item.proposal.as_deref() == Some(value);
    let choice = |own: &Choice| {
        let words = own.words.say(lang);
        let words = match proposed(&own.value) {
            true => bilingual!("{words}（建议）", "{words} (proposed)")
                .say(lang)
                .to_owned(),
            false => words.to_owned(),
        };
        Choosable {
            chosen: own.value == chosen,
            value: own.value.clone(),
            words,
        }
    };
    Line {
        key: item.key.clone(),
        words: item.words.say(lang).to_owned(),
        chosen: chosen.to_owned(),
        given,
        free: item.free,
        choices: item.choices.iter().map(choice).collect(),
    }
}

// Methods called by the template.
impl ImportPage {
    fn file_id(&self, name: &str) -> String {
        file_id(name)
    }

    fn words(&self, problem: &Problem) -> String {
        problem.say(self.shell.lang)
    }

    fn class(&self, problem: &Problem) -> &'static str {
        match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    fn wrong(&self) -> usize {
        let errors = self.problems.iter();
        errors.filter(|own| own.severity == Severity::Error).count()
    }

    /// Whether one of the choices is chosen; else the free text holds the answer.
    fn listed(&self, line: &Line) -> bool {
        line.choices.iter().any(|own| own.chosen)
    }
}
