//! The lists to publish.

use super::ground::{Folders, Ground, say};
use super::withdrawn;
use crate::api::Error;
use crate::api::results::{Asked, FILES, contents, results};
use crate::bilingual;
use crate::files::tables::{is_provisional, read_plain, read_proposed};
use crate::model::words::Lang;
use crate::window::app::App;
use crate::window::native::{Said, Sent};
use crate::window::place;
use crate::window::tray::file_id;
use crate::year::outcome::{self, Outcome};
use crate::year::status::StepKind;
use std::fs;
use std::path::{Path, PathBuf};

/// The office's own list, without its ending.
const OWN: [&str; 2] = ["推荐名单", "proposed"];

/// A list of what the committee recommends.
pub(super) struct List {
    /// What stands for it in forms.
    pub(super) id: String,
    pub(super) path: PathBuf,
    /// Its place below the season's folder.
    pub(super) shown: String,
    /// Whether scores were missing when it was made.
    pub(super) provisional: bool,
}

/// The lists that there are, the newest first: those of the reviews, and the office's own.
pub(super) fn all(app: &App, folders: &Folders) -> Vec<List> {
    let today = jiff::ZonedDateTime::now().date();
    let status = app.workspace.status(today);
    let collected = status.step(StepKind::Collect);
    let files = collected.into_iter().flat_map(|step| &step.files);
    let made = files.filter(|file| file.ends_with("shortlist.csv"));
    let inside = fs::read_dir(&folders.results).into_iter().flatten();
    let own = inside.flatten().map(|entry| entry.path()).filter(|path| {
        let stem = path.file_stem().unwrap_or_default();
        OWN.iter().any(|own| stem == *own)
    });
    let mut found: Vec<_> = made
        .map(PathBuf::from)
        .chain(own)
        .map(|path| {
            (
                fs::metadata(&path).and_then(|own| own.modified()).ok(),
                path,
            )
        })
        .collect();
    found.sort();
    let each = found.into_iter().rev().map(|(_, path)| {
        let below = path.strip_prefix(app.workspace.folder()).unwrap_or(&path);
        List {
            id: file_id(&path.display().to_string()),
            shown: below.display().to_string(),
            provisional: is_provisional(&path),
            path,
        }
    });
    each.collect()
}

/// Takes the office's own list.
pub(super) fn take(app: &App, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let ground = Ground::of(app, lang)?;
    let [(name, bytes)] = &sent.files[..] else {
        let words = bilingual!("请选择一个文件。", "Choose one file.");
        return Err(say(&words, lang));
    };
    let folders = Folders::of(app, lang);
    // Under its own name, which problems mention.
    let unwritten = |error| Error::Unwritten(folders.results.clone(), error).say(lang);
    let trial = tempfile::tempdir().map_err(unwritten)?;
    let path = trial.path().join(name);
    fs::write(&path, bytes).map_err(unwritten)?;
    let season = &ground.season;
    let left = withdrawn::all(&folders, season).map_err(|error| error.say(lang))?;
    let eligible = outcome::eligible(season, &ground.found.rounds, &left);
    let read = read_proposed(&path, season, &eligible);
    read.map_err(|problems| Error::Input(problems.0).say(lang))?;
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let new = format!("{}.{}", lang.pick(OWN[0], OWN[1]), ending.to_lowercase());
    let own = |name: &str| {
        let stem = Path::new(name).file_stem().unwrap_or_default();
        OWN.iter().any(|own| stem == *own)
    };
    place::write(&folders.results, &[(&new, bytes)], own, lang)?;
    let words = bilingual!("已收下推荐名单。", "The list is taken.");
    Ok(Said::done(&words, lang))
}

/// Makes the lists and writes them.
pub(super) fn make(app: &App, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let ground = Ground::of(app, lang)?;
    let folders = Folders::of(app, lang);
    let lists = all(app, &folders);
    let wanted = sent.get("list");
    let list = lists.iter().find(|own| own.id == wanted);
    if list.is_none() && wanted != "all" {
        let words = bilingual!(
            "请选择推荐名单。还没有时，先在「评审」页写出带入围的汇总，或放入办公室自己的名单。",
            "Choose the list recommended. Where there is none yet, write results with a shortlist on the page Review, or take the office's own list here."
        );
        return Err(say(&words, lang));
    }
    let accepted = sent.get("provisional") == "1";
    if list.is_some_and(|own| own.provisional) && !accepted {
        let words = bilingual!(
            "这份名单是暂定的：写出时评分还没有收齐，名次和入围都可能变动。确要采用，请勾选「名单为暂定也采用」。",
            "This list is provisional: scores were missing when it was written, so ranks and shortlist may change. To use it all the same, tick the box beside it."
        );
        return Err(say(&words, lang));
    }
    let table: Vec<PathBuf> = withdrawn::table(&folders).into_iter().collect();
    let asked = Asked {
        shortlist: list.map(|own| own.path.as_path()),
        withdrawn: &table,
        provisional: accepted,
        period: folders.period(app),
        today: jiff::ZonedDateTime::now().date(),
        out: Some(&folders.results),
    };
    let made = results(&ground.season, &ground.found, asked).map_err(|error| error.say(lang))?;
    let contents =
        contents(&ground.season, &made.outcome, lang).map_err(|error| error.say(lang))?;
    let files: Vec<(&str, &[u8])> = FILES
        .into_iter()
        .zip(contents.iter().map(Vec::as_slice))
        .collect();
    let new = |name: &str| files.iter().any(|(own, _)| *own == name);
    place::write(&folders.results, &files, new, lang)?;
    tracing::info!("lists of results written");
    let (count, shown) = (files.len(), folders.results.display());
    let words = bilingual!(
        "已在「{shown}」写出 {count} 个文件。",
        "Files written into [{shown}]: {count}."
    );
    let mut said = Said::done(&words, lang);
    said.notes = made.remarks.iter().map(|own| own.say(lang)).collect();
    // What to do about them is on this page, and not what the words for the verb name.
    let cautions = made.cautions.iter().map(|own| {
        let what = own.what.say(lang);
        format!("{what}{}", lang.pick("。", "."))
    });
    said.warnings = cautions.collect();
    Ok(said)
}

/// The lists as they were written last.
pub(super) fn written(folders: &Folders, season: &crate::api::Season) -> Option<Outcome> {
    let [first, ..] = FILES;
    let bytes = read_plain(&folders.results.join(first)).ok()?;
    Outcome::read(&bytes, season)
}
