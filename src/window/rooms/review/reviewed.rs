//! The season and plan of the reviews, and what came back so far.

use crate::api::Season;
use crate::bilingual;
use crate::model::Severity;
use crate::model::difference::belonging;
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang, refused};
use crate::window::app::App;
use crate::window::workspace::{Phase, PlanRead};
use crate::year::scoring::{Cut, Quota};
use crate::year::sheets::{self, Ask, Collected};
use std::io;
use std::path::{Path, PathBuf};

/// Season and plan of the reviews.
pub(in crate::window::rooms) struct Reviewed {
    /// The season of the plan's round.
    pub(in crate::window::rooms) season: Season,
    pub(in crate::window::rooms) plan: Plan,
    /// SHA-256 of the plan's file.
    pub(in crate::window::rooms) hash: String,
}

impl Reviewed {
    /// The plan in place, if it belongs to the season.
    pub(in crate::window::rooms) fn of(app: &App, lang: Lang) -> Result<Self, String> {
        let tables = app.workspace.tables();
        let season = tables.season.as_ref();
        let read = app.workspace.plan();
        let plan = match read.as_deref() {
            Some(PlanRead {
                plan: Ok(plan),
                hash,
            }) => Some((plan.clone(), hash.clone())),
            _ => None,
        };
        let (Some(season), Some((plan, hash))) = (season, plan) else {
            let words = bilingual!(
                "要先有无误的数据表和组成的委员会。",
                "Tables without errors and a committee come first."
            );
            return Err(words.say(lang).to_owned());
        };
        let problems = belonging("plan.json", &plan, season.model());
        let wrong = problems
            .iter()
            .filter(|own| own.severity == Severity::Error);
        let wrong: Vec<String> = wrong.map(|own| own.say(lang)).collect();
        match wrong.is_empty() {
            true => Ok(Self {
                season: season.round_of(&plan),
                plan,
                hash,
            }),
            false => Err(wrong.join("\n")),
        }
    }
}

/// The folder in which the files of the round at work lie. Those of the second round have the folder
/// of its committee, so that they are not mistaken for those of the first.
pub(in crate::window::rooms) fn base(app: &App) -> &Path {
    match app.workspace.phase() {
        Phase::Paper => app.workspace.folder(),
        Phase::Defence => app.workspace.out(),
    }
}

/// The folder of the sheets that are sent out.
pub(super) fn outgoing(app: &App, lang: Lang) -> PathBuf {
    there(app, ["评分表", "score sheets"], lang)
}

/// The folder of the sheets that came back.
pub(super) fn returned(app: &App, lang: Lang) -> PathBuf {
    there(app, ["收回的评分表", "returned sheets"], lang)
}

/// The folder of the results.
pub(in crate::window::rooms) fn folder(app: &App, lang: Lang) -> PathBuf {
    there(app, ["评审汇总", "collected"], lang)
}

/// The folder that is there under its name in either language, else a new one.
fn there(app: &App, names: [&str; 2], lang: Lang) -> PathBuf {
    let base = base(app);
    let mut folders = names.map(|name| base.join(name)).into_iter();
    let there = folders.find(|folder| folder.is_dir());
    there.unwrap_or_else(|| base.join(lang.pick(names[0], names[1])))
}

/// Reads all sheets that came back; `None` if there is none.
pub(in crate::window::rooms) fn collected(
    app: &App,
    own: &Reviewed,
    cut: Option<(Cut, Quota)>,
    lang: Lang,
) -> Option<Collected> {
    let from = returned(app, lang);
    if !from.is_dir() {
        return None;
    }
    let gathered = sheets::gather(&[from], &folder(app, lang)).ok()?;
    let ask = Ask {
        plan_hash: &own.hash,
        cut,
    };
    let mut all = sheets::collect(own.season.model(), &own.plan, &gathered.files, &ask);
    all.unread(&gathered.unread);
    Some(all)
}

/// The disk refuses.
pub(super) fn unwritten(error: &io::Error) -> Bilingual {
    let Bilingual { zh, en } = refused(error);
    bilingual!(
        "无法写入年度文件夹：{zh}。请检查空间和权限，关闭打开其中文件的程序。",
        "The season's folder cannot be written: {en}. Check its space and permissions, and close programs that have its files open."
    )
}
