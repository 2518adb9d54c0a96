//! 规则: the settings of the season as a form, with what they do to supply and demand.

mod effect;
mod page;
mod tighten;
mod typed;

use crate::api::RulesText;
use crate::bilingual;
use crate::model::settings::Preset;
use crate::model::words::{Bilingual, Lang, refused, sha256};
use crate::window::answer::Answer;
use crate::window::app::{App, Room, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use std::fs;
use std::path::PathBuf;
use typed::{Typed, as_changes, typed};

/// The screen.
pub(super) const ROOM: Room = Room {
    key: "rules",
    path: "/rules",
    title: || bilingual!("规则", "Rules"),
    router: || {
        Router::new()
            .route("/rules", get(show))
            .route("/rules/try", post(attempt))
            .route("/rules/preset", post(preset))
            .route("/rules/tighten", post(tighten))
            .route("/rules/save", post(save))
    },
};

/// What is shown beside the form.
#[derive(Debug, Clone, Copy)]
enum Look {
    /// Supply and demand under the rules in place.
    Now,
    /// Beside it, under the values typed.
    Effect,
    /// The same, with a preset filled in.
    Filled(&'static Preset),
    /// And what each rule would cost if it were tighter.
    Tighter,
}

/// The file of the rules as it is now.
struct File {
    path: PathBuf,
    text: RulesText,
    /// Names the content, so that a change in another program is seen.
    hash: String,
}

impl File {
    fn of(app: &App) -> Self {
        let path = app.workspace.folder().join("rules.toml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Self {
            hash: sha256(text.as_bytes()),
            text: RulesText::new(plain),
            path,
        }
    }
}

#[derive(Deserialize)]
struct Saved {
    saved: Option<String>,
}

async fn show(State(app): State<Shared>, Query(asked): Query<Saved>) -> Answer {
    aside(app, move |app, lang| {
        let words = match asked.saved.as_deref() {
            Some("kept") => bilingual!(
                "已保存到 rules.toml，注释保留；改动前的内容在 rules.toml.bak。",
                "Saved in rules.toml with its comments; what was there before is in rules.toml.bak."
            ),
            Some("anew") => bilingual!(
                "原来的 rules.toml 无法逐项修改，已重新写出全部设置；原文件（含注释）在 rules.toml.bak。",
                "Single values of rules.toml could not be changed, so all settings were written anew; the old file with its comments is rules.toml.bak."
            ),
            Some("same") => bilingual!("没有改动。", "Nothing was changed."),
            _ => Bilingual::default(),
        };
        let mut said = Said::default();
        if !words.zh.is_empty() {
            said = Said::done(&words, lang);
        }
        let file = File::of(app);
        page::show(app, lang, &file, &Typed::default(), said, Look::Now)
    })
    .await
}

/// Shows what the settings would do, without saving them.
async fn attempt(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let file = File::of(app);
        let typed = typed(&file.text, &sent, lang);
        page::show(app, lang, &file, &typed, Said::default(), Look::Effect)
    })
    .await
}

/// Fills a preset into the form and shows what it would do. Nothing is saved.
async fn preset(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let file = File::of(app);
        let Some(preset) = Preset::named(sent.get("preset")) else {
            let words = bilingual!("请先选择一套规则。", "Choose a set of rules first.");
            let typed = typed(&file.text, &sent, lang);
            return page::show(app, lang, &file, &typed, Said::wrong(&words, lang), Look::Effect);
        };
        let values = preset.values();
        let typed = typed(&file.text, &sent.with(&values), lang);
        let (zh, en, count) = (preset.name.zh, preset.name.en, typed.changes.len());
        let words = bilingual!(
            "已填入「{zh}」，与 rules.toml 不同的有 {count} 项（底色标出，各有缘由），还没有保存。请看右边的效果，改好后保存。",
            "Filled in: [{en}]. Values that differ from rules.toml: {count} (marked, each with its reason). Nothing is saved yet: look at the effect, change what you like, and save."
        );
        let said = Said::done(&words, lang);
        page::show(app, lang, &file, &typed, said, Look::Filled(preset))
    })
    .await
}

/// Shows what each rule would cost if it were a step tighter.
async fn tighten(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let file = File::of(app);
        let typed = typed(&file.text, &sent, lang);
        page::show(app, lang, &file, &typed, Said::default(), Look::Tighter)
    })
    .await
}

async fn save(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let file = File::of(app);
        let typed = typed(&file.text, &sent, lang);
        if sent.get("hash") != file.hash {
            let said = Said::wrong(&changed_elsewhere(), lang);
            return page::show(app, lang, &file, &typed, said, Look::Now);
        }
        let count = typed.wrong.len();
        if count > 0 {
            let words = bilingual!(
                "有 {count} 处填写有误，没有保存；见各项旁的说明。",
                "Values to be mended: {count}. Nothing was saved; see the words beside them."
            );
            return page::show(
                app,
                lang,
                &file,
                &typed,
                Said::wrong(&words, lang),
                Look::Now,
            );
        }
        if typed.changes.is_empty() {
            return see("/rules?saved=same");
        }
        let new = file.text.changed(&as_changes(&typed.changes));
        if let Err(error) = new.write(&file.path) {
            let said = Said::wrong(&unwritten(&error), lang);
            return page::show(app, lang, &file, &typed, said, Look::Now);
        }
        tracing::info!(settings = typed.changes.len(), "rules changed");
        see(match new.is_kept() {
            true => "/rules?saved=kept",
            false => "/rules?saved=anew",
        })
    })
    .await
}

fn changed_elsewhere() -> Bilingual {
    bilingual!(
        "rules.toml 在此页打开之后已在别处改动，没有保存。下面是您填写的值，对照后再保存。",
        "rules.toml was changed elsewhere since this page was opened; nothing was saved. Your values are below: compare and save again."
    )
}

fn unwritten(error: &std::io::Error) -> Bilingual {
    let Bilingual { zh, en } = refused(error);
    bilingual!(
        "rules.toml 无法写入：{zh}。请关闭打开它的程序后再保存。",
        "rules.toml cannot be written: {en}. Close programs that have it open and save again."
    )
}

/// The language in which a value is said.
fn said(value: &Bilingual, lang: Lang) -> String {
    value.say(lang).to_owned()
}
