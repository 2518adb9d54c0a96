//! Work off the thread that answers, and whose turn it is to write.
//!
//! A request that writes is a `post`. It gets the turn here, before its handler sees the season, so
//! that no screen can forget it: two tabs write one after the other, a run that ends meanwhile
//! waits, and a second window of the same season does not write at all.

use super::answer::{Answer, Refused};
use super::app::{App, Shared};
use crate::bilingual;
use crate::model::words::Lang;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

tokio::task_local! {
    /// Whether the request being answered may write.
    static WRITES: bool;
}

/// The layer that tells [`aside`] whether a request writes.
pub(super) async fn told(request: Request, next: Next) -> Response {
    let writes = request.method() == Method::POST;
    WRITES.scope(writes, next.run(request)).await
}

/// Runs what takes time on a thread of its own, so that other tabs are answered meanwhile. A panic
/// becomes an answer. A write is done while no other is.
pub(super) async fn aside(
    app: Shared,
    make: impl FnOnce(&App, Lang) -> Answer + Send + 'static,
) -> Answer {
    let writes = WRITES.try_with(|writes| *writes).unwrap_or(true);
    run(app, writes, make).await
}

/// The same for a `post` that only reads: what is looked for stands in no address.
pub(super) async fn reading(
    app: Shared,
    make: impl FnOnce(&App, Lang) -> Answer + Send + 'static,
) -> Answer {
    run(app, false, make).await
}

async fn run(
    app: Shared,
    writes: bool,
    make: impl FnOnce(&App, Lang) -> Answer + Send + 'static,
) -> Answer {
    let lang = app.lang();
    let own = Arc::clone(&app);
    // The turn is taken on the thread that writes: a tab that is closed does not end the write.
    let work = move || {
        let _turn = match writes {
            true => Some(own.workspace.turn().map_err(|_| read_only(lang))?),
            false => None,
        };
        make(&own, lang)
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| {
        tracing::error!("a page could not be made");
        Err(Refused::fault(
            &bilingual!(
                "程序自身出错，没有写出任何文件。请重新打开；若仍如此，请告知维护者。",
                "The program itself failed; nothing was written. Open it again, and tell the maintainers if it happens again."
            ),
            lang,
        ))
    })
}

fn read_only(lang: Lang) -> Refused {
    Refused::new(
        &bilingual!(
            "这个年度已在另一个窗口中打开，这里只能看，没有写入。关闭那个窗口后再试。",
            "This season is open in another window; here it can only be read, and nothing was written. Close the other window and try again."
        ),
        lang,
    )
}
