//! Measuring, on a thread of its own.

use super::kept::{FILES, KEPT_FILE, Kept, folder, given};
use super::page;
use crate::bilingual;
use crate::lab::bench::season::{Effort, run_watched};
use crate::lab::bench::{Run, compare, render};
use crate::model::words::{Bilingual, Lang};
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use crate::window::place;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Most seeds of a method and seconds of a run.
const MOST: (u64, f64) = (20, 3_600.0);

/// How far it is.
pub(super) async fn live(State(app): State<Shared>) -> Answer {
    Ok(Json(app.measuring.now()).into_response())
}

/// Ends it with what it has.
pub(super) async fn stop(State(app): State<Shared>) -> Answer {
    app.measuring.stop();
    see("/quality")
}

/// Starts to measure.
pub(super) async fn start(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| match started(app, &sent, lang) {
        Ok(()) => see("/quality"),
        Err(words) => {
            let said = Said {
                wrong: vec![words],
                ..Said::default()
            };
            page::show(app, lang, said)
        }
    })
    .await
}

fn started(app: &App, sent: &Sent, lang: Lang) -> Result<(), String> {
    let say = |words: Bilingual| words.say(lang).to_owned();
    let tables = app.workspace.tables();
    let season = tables.season.as_ref().ok_or_else(|| {
        say(bilingual!(
            "数据表还有错误，请先到「问题」页改好。",
            "The tables have errors; mend them on the page Problems first."
        ))
    })?;
    let seeds = sent.get("seeds").parse::<u64>().ok();
    let seconds = sent.get("seconds").parse::<f64>().ok();
    let seeds = seeds.filter(|own| (1..=MOST.0).contains(own));
    let seconds = seconds.filter(|own| *own > 0.0 && *own <= MOST.1);
    let (Some(seeds), Some(seconds)) = (seeds, seconds) else {
        return Err(say(bilingual!(
            "次数请写 1 到 20，秒数请写 1 到 3600。",
            "Runs are a number from 1 to 20, seconds from 1 to 3600."
        )));
    };
    if app.work.is_busy() {
        return Err(say(bilingual!(
            "正在组建委员会，同时计算会互相拖慢；请等它结束。",
            "A committee is being formed, and both would slow each other down; wait until that has ended."
        )));
    }
    let folder = folder(app, lang);
    let read = app.workspace.plan();
    let present = read.as_ref().and_then(|own| own.plan.as_ref().ok());
    // The season of the plan in place: of its round, and without those who withdrew.
    let season = match present {
        Some(plan) => season.remaining(plan).round_of(plan),
        None => season.clone(),
    };
    let mut given = given(&folder, &season, lang)?;
    if let Some(plan) = present {
        given.plans.insert(0, ("present".to_owned(), plan.clone()));
    }
    let hash = read.as_ref().map(|own| own.hash.clone());
    let mut kept = Kept::new(hash, (seeds, seconds));
    let workspace = Arc::clone(&app.workspace);
    let started = app.measuring.start(given.runs(seeds), move |stop, done| {
        let effort = Effort {
            seeds,
            seconds,
            stop,
            told: &|_| done(),
        };
        kept.runs = run_watched(&workspace.name(), season.model(), &given, &effort);
        kept.stopped = stop.load(Ordering::SeqCst);
        // Another window may have been opened on the season meanwhile.
        let _turn = workspace.turn().map_err(|_| elsewhere())?;
        write(&folder, &kept, lang)
    });
    let busy = bilingual!("正在比较。", "A comparison is being made.");
    started.then_some(()).ok_or_else(|| say(busy))
}

fn elsewhere() -> Bilingual {
    bilingual!(
        "这个年度已在另一个窗口中打开，比较的结果没有写入。",
        "This season is open in another window; the comparison was not written."
    )
}

/// Writes what the verb writes, and what this page reads.
fn write(folder: &Path, kept: &Kept, lang: Lang) -> Result<(), Bilingual> {
    let json = serde_json::to_vec_pretty(kept).map_err(|error| {
        bilingual!(
            "无法生成文件：{error}。",
            "A file cannot be created: {error}."
        )
    })?;
    let runs: &[Run] = &kept.runs;
    let page = render::page(runs, &compare::compare(runs), lang);
    let csv = render::csv(runs);
    let [first, second] = FILES;
    let files: [(&str, &[u8]); 3] = [
        (first, page.as_bytes()),
        (second, csv.as_bytes()),
        (KEPT_FILE, &json),
    ];
    let own = |name: &str| FILES.contains(&name) || name == KEPT_FILE;
    place::write(folder, &files, own, lang).map_err(Bilingual::same)
}
