//! Work off the thread that answers.

use super::answer::{Answer, Refused};
use super::app::{App, Shared};
use crate::bilingual;
use crate::model::words::Lang;
use std::sync::Arc;

/// Runs what takes time on a thread of its own, so that other tabs are answered meanwhile. A panic
/// becomes an answer.
pub(super) async fn aside(
    app: Shared,
    make: impl FnOnce(&App, Lang) -> Answer + Send + 'static,
) -> Answer {
    let lang = app.lang();
    let own = Arc::clone(&app);
    let done = tokio::task::spawn_blocking(move || make(&own, lang)).await;
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
