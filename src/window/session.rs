//! What belongs to no screen: signs of life, language, the lock, the end.

use super::answer::{Answer, Refused, go, page};
use super::app::Shared;
use super::lock::Attempt;
use crate::bilingual;
use crate::model::words::Lang;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

/// The routes.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/alive", get(alive))
        .route("/language", post(language))
        .route("/lock", get(locked).post(lock))
        .route("/unlock", post(unlock))
        .route("/quit", post(quit))
}

/// A tab is open. Answers with the number of the files' state, so that the tab can load its page
/// again when another program changed them, and with nothing of theirs while the screen is locked.
async fn alive(State(app): State<Shared>) -> Answer {
    let locked = !app.lock.is_open();
    let state = match locked {
        true => 0,
        false => app.workspace.state(),
    };
    Ok(Json(json!({ "state": state, "locked": locked })).into_response())
}

#[derive(Deserialize)]
struct Language {
    lang: Lang,
}

async fn language(State(app): State<Shared>, Json(asked): Json<Language>) -> Answer {
    app.speak(asked.lang);
    go("")
}

#[derive(Deserialize)]
struct Word {
    word: String,
}

#[derive(Template)]
#[template(path = "window/lock.html")]
struct LockPage {
    lang: Lang,
    locked: bool,
}

impl LockPage {
    fn t<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.pick(zh, en)
    }
}

async fn locked(State(app): State<Shared>) -> Answer {
    page(&LockPage {
        lang: app.lang(),
        locked: !app.lock.is_open(),
    })
}

async fn lock(State(app): State<Shared>, Json(asked): Json<Word>) -> Answer {
    match app.lock.close(&asked.word) {
        true => go("/lock"),
        false => Err(Refused::new(
            &bilingual!("请写至少 4 个字符。", "Write at least 4 characters."),
            app.lang(),
        )),
    }
}

async fn unlock(State(app): State<Shared>, Json(asked): Json<Word>) -> Answer {
    let words = match app.lock.open(&asked.word) {
        Attempt::Opened => return go("/"),
        Attempt::Wrong(left) => {
            bilingual!("不对，还可以试 {left} 次。", "Wrong; tries left: {left}.")
        }
        Attempt::Spent => {
            app.presence.leave();
            bilingual!(
                "五次不对，程序已结束。未应用的修改仍在磁盘上，重新打开即可继续。",
                "Five wrong words: the program has ended. Changes not yet applied are on the disk; open it again to go on."
            )
        }
    };
    Err(Refused::new(&words, app.lang()))
}

async fn quit(State(app): State<Shared>) -> Answer {
    if app.work.is_busy() {
        return Err(Refused::new(
            &bilingual!(
                "正在组建委员会，请先在「组成」页停下。",
                "A committee is being formed; stop it on the page Form first."
            ),
            app.lang(),
        ));
    }
    app.presence.leave();
    Err(Refused::new(
        &bilingual!(
            "程序已结束，可以关闭此页。",
            "The program has ended; this page can be closed."
        ),
        app.lang(),
    ))
}

/// Any other address.
pub(super) async fn missing(State(app): State<Shared>) -> Answer {
    Err(Refused::missing(app.lang()))
}
