//! Score sheets: written for everybody, handed to one, and received.

use super::asked::Asked;
use super::out::number;
use super::page;
use super::reviewed::{Reviewed, collected, outgoing, returned, unwritten};
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::files::whole::write_whole;
use crate::model::Severity;
use crate::model::words::Lang;
use crate::window::answer::{Answer, Refused, file};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent};
use crate::year::sheets::{self, Collected};
use axum::extract::{Query, State};
use serde::Deserialize;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a sheet for everybody who reviews, and one for each group.
pub(super) async fn write(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let said = written(app, lang).unwrap_or_else(|words| Said {
            wrong: vec![words],
            ..Said::default()
        });
        page::show(app, lang, &Asked::default(), said)
    })
    .await
}

fn written(app: &App, lang: Lang) -> Result<Said, String> {
    let own = Reviewed::of(app, lang)?;
    let books = sheets::write(own.season.model(), &own.plan, &own.hash, lang);
    let books = books.map_err(|error| {
        bilingual!(
            "无法生成工作簿：{error}。",
            "The workbooks cannot be created: {error}."
        )
        .say(lang)
        .to_owned()
    })?;
    let files = books.iter();
    let files: Vec<(&str, &[u8])> = files
        .map(|own| (own.name.as_str(), own.bytes.as_slice()))
        .collect();
    let folder = outgoing(app, lang);
    // The same sheets again are not kept twice.
    let same = |name: &str, path: &Path| {
        let new = files.iter().find(|(own, _)| *own == name);
        new.is_some_and(|(_, bytes)| read_plain(path).is_ok_and(|old| old == *bytes))
    };
    let kept = write_whole(&folder, &files, same);
    let kept = kept.map_err(|error| unwritten(&error).say(lang).to_owned())?;
    let (count, shown) = (files.len(), folder.display());
    tracing::info!(files = count, "score sheets written");
    let words = bilingual!(
        "已在「{shown}」写出 {count} 份表：每位评审专家一份评分表，每组一份合议表。请分别发出；填好后把文件拖到这里。",
        "Written into [{shown}]: {count} sheets, one for each reviewer and one for each group. Send them out, and drop them here once they are filled in."
    );
    let mut said = Said::done(&words, lang);
    if !kept.is_empty() {
        let count = kept.len();
        let words = bilingual!(
            "文件夹中原有的 {count} 个同名文件移到 kept，没有丢。",
            "Files of the same names that were there already were moved to kept: {count}."
        );
        said.done.push(words.say(lang).to_owned());
    }
    said.notes.extend(left_over(&folder, &files, lang));
    Ok(said)
}

/// Sheets in the folder that the plan has no use for any more.
fn left_over(folder: &Path, files: &[(&str, &[u8])], lang: Lang) -> Option<String> {
    let ours = |name: &String| {
        let begins = ["scores-", "consensus-"]
            .iter()
            .any(|own| name.starts_with(own));
        begins && name.ends_with(".xlsx") && !files.iter().any(|(own, _)| own == name)
    };
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = inside.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(ours).collect();
    names.sort();
    let (zh, en) = (names.join("、"), names.join(", "));
    let words = bilingual!(
        "文件夹中还有不属于现方案的表，请勿发出：{zh}",
        "The folder also has sheets that do not belong to the present plan; do not send them: {en}"
    );
    (!names.is_empty()).then(|| words.say(lang).to_owned())
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    id: String,
}

/// One sheet of those written, to be sent to its owner.
pub(super) async fn one(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let folder = outgoing(app, lang);
        let inside = fs::read_dir(&folder).into_iter().flatten().flatten();
        let names = inside.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names = names.filter(|name| name.ends_with(".xlsx"));
        let name = names.find(|name| number(name) == wanted.id);
        let name = name.ok_or_else(|| Refused::missing(lang))?;
        let bytes = read_plain(&folder.join(&name)).map_err(|_| Refused::missing(lang))?;
        file(&name, bytes, lang)
    })
    .await
}

/// Keeps sheets that came back. One of the same name is kept beside it under another name: which
/// of two counts is decided where they are read.
pub(super) async fn receive(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let asked = Asked::default();
        if sent.files.is_empty() {
            let words = bilingual!("请先选择文件。", "Choose files first.");
            return page::show(app, lang, &asked, Said::wrong(&words, lang));
        }
        let own = match Reviewed::of(app, lang) {
            Ok(own) => own,
            Err(_) => return page::show(app, lang, &asked, Said::default()),
        };
        let folder = returned(app, lang);
        let mut kept = Vec::new();
        for (name, bytes) in &sent.files {
            match keep(&folder, name, bytes) {
                Ok(name) => kept.push(name),
                Err(error) => {
                    let said = Said::wrong(&unwritten(&error), lang);
                    return page::show(app, lang, &asked, said);
                }
            }
        }
        tracing::info!(files = kept.len(), "score sheets received");
        let all = collected(app, &own, None, lang);
        let said = all.map_or_else(Said::default, |all| received(&all, &kept, lang));
        page::show(app, lang, &asked, said)
    })
    .await
}

/// What became of the files that were just received.
fn received(all: &Collected, kept: &[String], lang: Lang) -> Said {
    let mut said = Said::default();
    let mut clean = 0;
    for name in kept {
        let own = all.problems.iter();
        let own = own.filter(|own| own.place.file == *name && own.severity == Severity::Error);
        let wrong: Vec<String> = own.map(|own| own.say(lang)).collect();
        match wrong.is_empty() {
            true => clean += 1,
            false => said.wrong.extend(wrong),
        }
    }
    let (count, counted, missing) = (kept.len(), all.counted, all.missing.len());
    let words = bilingual!(
        "收下 {count} 个文件，其中 {clean} 个没有差错。至今共计入 {counted} 份表，还缺 {missing} 份评分。",
        "Files received: {count}, of them without an error: {clean}. Sheets counted so far: {counted}; scores still missing: {missing}."
    );
    said.done.push(words.say(lang).to_owned());
    said
}

/// Puts a file into the folder and returns the name it has there.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1.. {
        let name = match number {
            1 => name.to_owned(),
            _ if ending.is_empty() => format!("{stem} ({number})"),
            _ => format!("{stem} ({number}).{ending}"),
        };
        let target = folder.join(&name);
        if fs::read(&target).is_ok_and(|own| own == bytes) {
            return Ok(name);
        }
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        match file.persist_noclobber(&target) {
            Ok(_) => return Ok(name),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.error),
        }
    }
    Ok(name.to_owned())
}
