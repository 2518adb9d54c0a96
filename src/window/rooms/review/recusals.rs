//! Recusals that experts declared on their sheets, taken into the tables of the season.

use super::asked::Asked;
use super::page;
use super::reviewed::{Reviewed, collected, unwritten};
use crate::bilingual;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, see};
use crate::year::sheets;
use axum::extract::State;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The table of declared conflicts.
const FILE: &str = "declared.csv";

/// Writes the recusals into the season's own table, and leads to where the plan is adjusted.
pub(super) async fn take(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| match taken(app, lang) {
        Ok(()) => see("/withdrawal?recusals=1"),
        Err(words) => {
            let said = Said {
                wrong: vec![words],
                ..Said::default()
            };
            page::show(app, lang, &Asked::default(), said)
        }
    })
    .await
}

fn taken(app: &App, lang: Lang) -> Result<(), String> {
    let own = Reviewed::of(app, lang)?;
    let all = collected(app, &own, None, lang).filter(|all| !all.recusals.is_empty());
    let Some(all) = all else {
        let words = bilingual!(
            "收回的表中没有回避申请。",
            "No recusal was declared on the sheets that came back."
        );
        return Err(words.say(lang).to_owned());
    };
    let season = own.season.model();
    let there = season.inputs.get("declared").map(|own| own.file.as_str());
    if let Some(file) = there.filter(|file| *file != FILE) {
        let words = bilingual!(
            "年度文件夹中已有「{file}」。请先「写出汇总」，再把其中 {FILE} 的各行抄入「{file}」。",
            "The season has its own [{file}]. Write the results first, then copy the rows of {FILE} from them into [{file}]."
        );
        return Err(words.say(lang).to_owned());
    }
    let before = sheets::declared_before(season);
    let text = sheets::declared_csv(&all, &before, lang).map_err(|error| {
        bilingual!(
            "无法生成文件：{error}。",
            "A file cannot be created: {error}."
        )
        .say(lang)
        .to_owned()
    })?;
    put(app.workspace.folder(), &text).map_err(|error| unwritten(&error).say(lang).to_owned())?;
    tracing::info!(
        recusals = all.recusals.len(),
        "recusals taken into the season"
    );
    Ok(())
}

/// Whole or not at all; what was there before is kept beside it.
fn put(folder: &Path, text: &[u8]) -> io::Result<()> {
    let path = folder.join(FILE);
    let write = |bytes: &[u8], path: &Path| {
        let mut file = tempfile::Builder::new()
            .prefix(".empanel-")
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok::<_, io::Error>(())
    };
    match fs::read(&path) {
        Ok(before) if before == text => return Ok(()),
        Ok(before) => write(&before, &folder.join("declared.csv.bak"))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    write(text, &path)
}
