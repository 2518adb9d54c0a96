//! Starting a season from nothing: empty workbooks.

use super::{page, unwritten};
use crate::bilingual;
use crate::files::tables::import::templates as books;
use crate::window::answer::{Answer, Refused};
use crate::window::app::Shared;
use crate::window::aside::aside;
use crate::window::native::Said;
use axum::extract::State;
use std::fs;
use std::io::Write as _;

/// Writes the empty workbooks into the season's folder.
pub(super) async fn templates(State(app): State<Shared>) -> Answer {
    aside(app, |app, lang| {
        let folder = app.workspace.folder();
        let books = books(lang).map_err(|error| {
            Refused::fault(
                &bilingual!("工作簿无法生成：{error}", "A workbook could not be made: {error}"),
                lang,
            )
        })?;
        let there = books.iter().find(|(name, _)| folder.join(name).exists());
        if let Some((name, _)) = there {
            let words = bilingual!(
                "文件夹中已有「{name}」，没有写入。",
                "[{name}] is in the folder already; nothing was written."
            );
            return page::show(app, lang, Said::wrong(&words, lang));
        }
        let write = || {
            fs::create_dir_all(folder)?;
            for (name, bytes) in &books {
                let mut file = tempfile::NamedTempFile::new_in(folder)?;
                file.write_all(bytes)?;
                file.persist_noclobber(folder.join(name))?;
            }
            Ok::<_, std::io::Error>(())
        };
        write().map_err(|error| unwritten(&error, lang))?;
        let count = books.len();
        let words = bilingual!(
            "已写出 {count} 张空白表。黄色表头的列必填，批注说明每列填什么；不用的表删去即可。填好保存后，看「问题」。",
            "Empty workbooks written: {count}. Columns with yellow headers are required, and notes say what each column takes; delete those that are not used. Fill them in, save, and see Problems."
        );
        page::show(app, lang, Said::done(&words, lang))
    })
    .await
}
