//! What handlers answer: pages, short answers to scripts, refusals in words.

use crate::api::Error;
use crate::bilingual;
use crate::files::history::HistoryError;
use crate::model::words::{Bilingual, Lang};
use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use serde_json::json;
use std::fmt::Write as _;

/// A page, or why there is none.
pub(super) type Answer = Result<Response, Refused>;

/// Why something was not done, in the person's language. To a script it is `{"said": …}`.
#[derive(Debug)]
pub(super) struct Refused {
    status: StatusCode,
    said: String,
}

impl Refused {
    /// The person has to do something else first.
    pub(super) fn new(words: &Bilingual, lang: Lang) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            said: words.say(lang).to_owned(),
        }
    }

    /// With words that are in the person's language already.
    pub(super) fn said_already(words: &str) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            said: words.to_owned(),
        }
    }

    /// The words.
    pub(super) fn said(self) -> String {
        self.said
    }

    /// The program itself failed.
    pub(super) fn fault(words: &Bilingual, lang: Lang) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            ..Self::new(words, lang)
        }
    }

    /// Nothing has this address.
    pub(super) fn missing(lang: Lang) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            ..Self::new(
                &bilingual!("没有这个页面。", "There is no such page."),
                lang,
            )
        }
    }

    /// What the library could not do.
    pub(super) fn of(error: &Error, lang: Lang) -> Self {
        let status = match error {
            Error::History(HistoryError::Disk { .. })
            | Error::Document(_)
            | Error::Unwritten(..) => StatusCode::INTERNAL_SERVER_ERROR,
            Error::Unknown(_) => StatusCode::NOT_FOUND,
            _ => StatusCode::CONFLICT,
        };
        Self {
            status,
            said: error.say(lang),
        }
    }
}

impl axum::response::IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "said": self.said }))).into_response()
    }
}

/// Renders a page.
pub(super) fn page(template: &impl Template) -> Answer {
    match template.render() {
        Ok(text) => Ok(Html(text).into_response()),
        Err(error) => Err(Refused {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            said: error.to_string(),
        }),
    }
}

/// Tells the script of a page where to go next.
pub(super) fn go(to: &str) -> Answer {
    Ok(Json(json!({ "go": to })).into_response())
}

/// A file for the program of the office that opens such files. Its name is that of the office.
pub(super) fn file(name: &str, bytes: Vec<u8>, lang: Lang) -> Answer {
    let mut encoded = String::new();
    for byte in name.bytes() {
        // Writing to a String cannot fail.
        let _ = write!(encoded, "%{byte:02X}");
    }
    let shown = format!("attachment; filename*=UTF-8''{encoded}");
    let shown = HeaderValue::from_str(&shown).map_err(|_| Refused::missing(lang))?;
    let mut answer = bytes.into_response();
    answer
        .headers_mut()
        .insert(header::CONTENT_DISPOSITION, shown);
    Ok(answer)
}

/// A refusal before any page can be made.
pub(super) fn refusal(status: StatusCode, words: &Bilingual, lang: Lang) -> Response {
    #[derive(Template)]
    #[template(path = "window/refusal.html")]
    struct Refusal<'a> {
        code: &'a str,
        said: &'a str,
        again: &'a str,
    }
    let page = Refusal {
        code: lang.pick("zh-CN", "en"),
        said: words.say(lang),
        again: lang.pick("继续", "Continue"),
    };
    let text = page.render().unwrap_or_default();
    (status, Html(text)).into_response()
}
