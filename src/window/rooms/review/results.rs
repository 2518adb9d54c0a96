//! The files of the results.

use super::asked::Asked;
use super::page;
use super::reviewed::{Reviewed, collected, folder, unwritten};
use crate::bilingual;
use crate::files::whole::write_whole;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent};
use crate::year::scoring::{Cut, Quota};
use crate::year::sheets;
use axum::extract::State;

/// The names of all files of the results.
const NAMES: [&str; 6] = [
    "results.xlsx",
    "results.csv",
    "scores.csv",
    "shortlist.csv",
    "declared.csv",
    "collected.json",
];

/// Writes the files of the results.
pub(super) async fn results(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let asked = Asked::of(&sent);
        let cut = match asked.cut() {
            Ok(cut) => cut,
            Err(words) => return page::show(app, lang, &asked, Said::wrong(&words, lang)),
        };
        let said = written(app, cut, lang).unwrap_or_else(|words| Said {
            wrong: vec![words],
            ..Said::default()
        });
        page::show(app, lang, &asked, said)
    })
    .await
}

fn written(app: &App, cut: Option<(Cut, Quota)>, lang: Lang) -> Result<Said, String> {
    let own = Reviewed::of(app, lang)?;
    let Some(all) = collected(app, &own, cut, lang) else {
        let words = bilingual!("还没有收回评分表。", "No score sheets came back yet.");
        return Err(words.say(lang).to_owned());
    };
    let made = |error: &dyn std::fmt::Display| {
        bilingual!(
            "无法生成文件：{error}。",
            "A file cannot be created: {error}."
        )
        .say(lang)
        .to_owned()
    };
    let csv = |error: csv::Error| made(&error);
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        (
            "results.xlsx",
            sheets::workbook(&all, lang).map_err(|error| made(&error))?,
        ),
        ("results.csv", sheets::results_csv(&all, lang).map_err(csv)?),
        ("scores.csv", sheets::scores_csv(&all, lang).map_err(csv)?),
    ];
    if cut.is_some() {
        let shortlist = sheets::shortlist_csv(&all, lang).map_err(csv)?;
        files.push(("shortlist.csv", shortlist));
    }
    if !all.recusals.is_empty() {
        let before = sheets::declared_before(own.season.model());
        let declared = sheets::declared_csv(&all, &before, lang).map_err(csv)?;
        files.push(("declared.csv", declared));
    }
    let progress = serde_json::to_vec_pretty(&all.progress(&own.hash));
    files.push(("collected.json", progress.map_err(|error| made(&error))?));
    let content: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (*name, bytes.as_slice()))
        .collect();
    let folder = folder(app, lang);
    write_whole(&folder, &content, |name, _| NAMES.contains(&name))
        .map_err(|error| unwritten(&error).say(lang).to_owned())?;
    let (count, shown) = (content.len(), folder.display());
    let words = bilingual!(
        "汇总已写入「{shown}」（{count} 个文件，results.xlsx 供查看）。",
        "The results are in [{shown}] ({count} files; results.xlsx is for reading)."
    );
    Ok(Said::done(&words, lang))
}
