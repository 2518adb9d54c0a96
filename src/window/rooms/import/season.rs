//! Writing the season.

use super::super::home::is_name;
use super::place::{Place, place};
use super::{Understood, page, problems, unwritten};
use crate::api::RulesText;
use crate::bilingual;
use crate::model::settings::Value;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::Shared;
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use axum::extract::State;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes the season.
pub(super) async fn apply(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let place = place(app);
        let out = match place {
            Place::Beside => match beside(app.workspace.folder(), sent.get("folder"), lang) {
                Ok(out) => out,
                Err(said) => return page::show(app, lang, said),
            },
            Place::New | Place::Again => app.workspace.folder().to_owned(),
        };
        let understood = Understood::of(app);
        let Some(import) = &understood.import else {
            return see("/import");
        };
        let answers = &understood.notes.answers;
        // Rules that the season has already are the person's own.
        let own_rules = out.join("rules.toml").exists();
        let written = import.apply(answers, &out, place == Place::Again);
        let plan = match written {
            Ok((plan, _)) => plan,
            Err(error) => {
                let own = problems(error);
                let said = Said {
                    wrong: own.iter().map(|problem| problem.say(lang)).collect(),
                    ..Said::default()
                };
                return page::show(app, lang, said);
            }
        };
        tracing::info!(
            experts = plan.experts,
            submissions = plan.submissions,
            "season imported"
        );
        if let Some(last) = understood.notes.last.as_deref()
            && place != Place::Again
            && !own_rules
        {
            rules_of(last, &out).map_err(|error| unwritten(&error, lang))?;
        }
        understood.tray.clear();
        if place != Place::Beside {
            return see("/problems");
        }
        let shown = out.display();
        let words = bilingual!(
            "已写入「{shown}」。要在窗口中继续，请打开那个文件夹（empanel open）。",
            "Written into [{shown}]. To go on, open that folder (empanel open)."
        );
        page::show(app, lang, Said::done(&words, lang))
    })
    .await
}

/// The folder of this name beside the open one.
fn beside(folder: &Path, name: &str, lang: Lang) -> Result<PathBuf, Said> {
    if !is_name(name) {
        let words = bilingual!(
            "请写新文件夹的名称，如「2027年度」，不含 / \\ : * ? \" < > |。",
            "Write the name of the new folder, such as 2027, without / \\ : * ? \" < > |."
        );
        return Err(Said::wrong(&words, lang));
    }
    let whole = folder.canonicalize();
    let out = whole.as_deref().unwrap_or(folder).with_file_name(name);
    match out.exists() {
        false => Ok(out),
        true => Err(Said::wrong(
            &bilingual!(
                "「{name}」已经有了，请换一个名称。",
                "[{name}] is there already; choose another name."
            ),
            lang,
        )),
    }
}

/// Takes over the rules of the earlier season; the year is that of the new one.
fn rules_of(last: &Path, out: &Path) -> io::Result<()> {
    let file = "rules.toml";
    let Ok(text) = fs::read_to_string(last.join(file)) else {
        return Ok(());
    };
    let own = fs::read_to_string(out.join(file)).unwrap_or_default();
    let year = RulesText::new(&own).rules().conflicts.year;
    let year = [("conflicts.year", Value::Whole(year.into()))];
    RulesText::new(&text).changed(&year).write(&out.join(file))
}
