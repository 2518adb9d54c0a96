//! Score sheets: written for everybody, and received.

use super::page;
use super::reviewed::{Reviewed, returned, unwritten};
use crate::bilingual;
use crate::files::whole::write_whole;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::year::sheets;
use axum::extract::State;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

/// The folder of the sheets to be sent out.
pub(super) fn outgoing(app: &App, lang: Lang) -> PathBuf {
    let name = lang.pick("评分表", "score sheets");
    app.workspace.folder().join(name)
}

/// Writes a sheet for everybody who reviews, and one for each group.
pub(super) async fn write(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let said = written(app, lang).unwrap_or_else(|words| Said {
            wrong: vec![words],
            ..Said::default()
        });
        page::show(app, lang, said)
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
    let kept = write_whole(&folder, &files, |_, _| false);
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
    Ok(said)
}

/// Keeps sheets that came back. One of the same name is kept beside it under another name: which
/// of two counts is decided where they are read.
pub(super) async fn receive(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        if sent.files.is_empty() {
            let words = bilingual!("请先选择文件。", "Choose files first.");
            return page::show(app, lang, Said::wrong(&words, lang));
        }
        let folder = returned(app, lang);
        for (name, bytes) in &sent.files {
            if let Err(error) = keep(&folder, name, bytes) {
                return page::show(app, lang, Said::wrong(&unwritten(&error), lang));
            }
        }
        tracing::info!(files = sent.files.len(), "score sheets received");
        see("/review")
    })
    .await
}

fn keep(folder: &std::path::Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1.. {
        let name = match number {
            1 => name.to_owned(),
            _ => format!("{stem} ({number}).{ending}"),
        };
        let target = folder.join(name);
        if fs::read(&target).is_ok_and(|own| own == bytes) {
            return Ok(());
        }
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        match file.persist_noclobber(&target) {
            Ok(_) => return Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.error),
        }
    }
    Ok(())
}
