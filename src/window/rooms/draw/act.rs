//! The steps of a draw that a form asks for, and the commitment.

use super::lots::{made, refused};
use super::page::{self, View};
use super::state::{State, folder};
use crate::api::draw::{self, COMMIT_FILES};
use crate::api::{Error, Season};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
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
    done(app, sent, committed).await
}

/// Draws the committee.
pub(super) async fn make(Axum(app): Axum<Shared>, sent: Sent) -> Answer {
    done(app, sent, made).await
}

/// Draws the seat of somebody who declined again.
pub(super) async fn refuse(Axum(app): Axum<Shared>, sent: Sent) -> Answer {
    done(app, sent, refused).await
}

/// Does a step, and leads back to the view it was asked from; where it is refused, that view says
/// why and keeps what was typed.
async fn done(
    app: Shared,
    sent: Sent,
    step: fn(&App, &Sent, Lang) -> Result<(), String>,
) -> Answer {
    aside(app, move |app, lang| {
        let view = View::of(&sent);
        let told = step(app, &sent, lang);
        let Err(words) = told else {
            return see(view.path());
        };
        let said = Said {
            wrong: vec![words],
            ..Said::default()
        };
        page::show(app, lang, view, said, Some(&sent))
    })
    .await
}

/// The season, if its tables have no errors.
pub(super) fn season(app: &App, lang: Lang) -> Result<Season, String> {
    let season = app.workspace.tables().season.clone();
    let words = bilingual!(
        "数据表还有错误，请先到「问题」页改好。",
        "The tables have errors; mend them on the page Problems first."
    );
    season.ok_or_else(|| words.say(lang).to_owned())
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

/// Words in the language of the page.
pub(super) fn say(words: Bilingual, lang: Lang) -> String {
    words.say(lang).to_owned()
}
