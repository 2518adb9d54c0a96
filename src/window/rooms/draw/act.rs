//! The steps of a draw that a form asks for, and the commitment.

use super::lots::{made, refused};
use super::page::{self, View};
use super::state::{State, folder, say, season};
use crate::api::Error;
use crate::api::draw::{self, COMMIT_FILES};
use crate::bilingual;
use crate::model::words::Lang;
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use axum::extract::State as Axum;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Makes the secret seed and what is published of it.
pub(super) async fn commit(Axum(app): Axum<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| done(app, lang, &sent, committed)).await
}

/// Draws the committee.
pub(super) async fn make(Axum(app): Axum<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| done(app, lang, &sent, made)).await
}

/// Draws the seat of somebody who declined again.
pub(super) async fn refuse(Axum(app): Axum<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| done(app, lang, &sent, refused)).await
}

/// Does a step, and leads back to the view it was asked from; where it is refused, that view says
/// why and keeps what was typed.
fn done(
    app: &App,
    lang: Lang,
    sent: &Sent,
    step: fn(&App, &Sent, Lang) -> Result<(), String>,
) -> Answer {
    let view = View::of(sent);
    let Err(words) = step(app, sent, lang) else {
        return see(view.path());
    };
    let said = Said {
        wrong: vec![words],
        ..Said::default()
    };
    page::show(app, lang, view, said, Some(sent))
}

fn committed(app: &App, sent: &Sent, lang: Lang) -> Result<(), String> {
    let season = season(app, lang)?;
    if State::of(app, lang).commitment.is_some() && sent.get("again") != "1" {
        return Err(say(
            bilingual!(
                "已有承诺值，等待抽取。重新生成会使它作废，确需如此请先勾选。",
                "There is a commitment that waits for its draw. A new one makes it void; tick the box if that is meant."
            ),
            lang,
        ));
    }
    let (secret, commitment) = draw::commit(season.model());
    let folder = folder(app, lang);
    let [one, other] = COMMIT_FILES;
    // The secret first: a commitment without its seed could never be revealed.
    let written =
        private(&folder, one, &secret).and_then(|()| private(&folder, other, &commitment));
    written.map_err(|error| Error::Unwritten(folder, error).say(lang))?;
    tracing::info!("commitment made");
    Ok(())
}

/// Writes a file that only its owner may read.
fn private(folder: &Path, name: &str, content: &impl serde::Serialize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec_pretty(content)?)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name))?;
    Ok(())
}
