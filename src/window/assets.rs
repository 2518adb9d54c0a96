//! Style sheet and scripts, part of the program itself.

use super::app::Shared;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Every file: its address, its type, its content.
const FILES: [(&str, &str, &str); 9] = [
    ("/assets/style.css", STYLE, include_str!("assets/style.css")),
    ("/assets/board.js", SCRIPT, include_str!("assets/board.js")),
    (
        "/assets/problems.js",
        SCRIPT,
        include_str!("assets/problems.js"),
    ),
    (
        "/assets/filter.js",
        SCRIPT,
        include_str!("assets/filter.js"),
    ),
    ("/assets/form.js", SCRIPT, include_str!("assets/form.js")),
    ("/assets/wait.js", SCRIPT, include_str!("assets/wait.js")),
    (
        "/assets/hearing.js",
        SCRIPT,
        include_str!("assets/hearing.js"),
    ),
    (
        "/assets/import.js",
        SCRIPT,
        include_str!("assets/import.js"),
    ),
    (
        "/assets/window.js",
        SCRIPT,
        include_str!("assets/window.js"),
    ),
];

/// The routes of all files.
pub(super) fn router() -> Router<Shared> {
    FILES
        .into_iter()
        .fold(Router::new(), |router, (path, kind, text)| {
            let answer =
                move || async move { ([(header::CONTENT_TYPE, kind)], text).into_response() };
            router.route(path, get(answer))
        })
}
