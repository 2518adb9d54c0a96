//! What may be announced when: a list that is provisional, and a publicity period that still runs
//! (selection measures, art. 21).

use super::Outcome;
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What `publicity` writes.
const PUBLICITY_FILE: &str = "publicity.json";

/// A publicity period that was set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PublicityPeriod {
    /// Its last day.
    pub last: Date,
    /// The `publicity.json` that says so.
    pub file: PathBuf,
}

impl PublicityPeriod {
    /// Reads a `publicity.json`.
    ///
    /// # Errors
    /// The problem to show where the file cannot be read or is none.
    pub fn read(path: &Path) -> Result<Self, Box<Problem>> {
        let none = || {
            let what = bilingual!(
                "不是 empanel publicity 写出的 publicity.json，看不出公示到哪一天",
                "This is not a publicity.json written by empanel publicity, so the end of the publicity period is unknown"
            );
            let action = bilingual!("请指定该文件", "Name the right file");
            Box::new(told(
                Severity::Error,
                "T143",
                path,
                String::new(),
                what,
                action,
            ))
        };
        Self::kept(path).ok_or_else(none)
    }

    /// The latest period whose file lies in or above one of the folders; `None` without any.
    pub fn near<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Option<Self> {
        let own = folders
            .into_iter()
            .filter_map(|own| own.canonicalize().ok());
        let own: Vec<PathBuf> = own.collect();
        let above = own.iter().filter_map(|folder| folder.parent());
        let all: BTreeSet<&Path> = above.chain(own.iter().map(PathBuf::as_path)).collect();
        let files = all.into_iter().map(|folder| folder.join(PUBLICITY_FILE));
        files.filter_map(|file| Self::kept(&file)).max()
    }

    fn kept(path: &Path) -> Option<Self> {
        let bytes = read_plain(path).ok()?;
        let kept: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
        let last = kept.get("last")?.as_str()?.parse().ok()?;
        let file = path.to_owned();
        Some(Self { last, file })
    }

    /// Whether it still runs on a day.
    pub fn runs(&self, today: Date) -> bool {
        today <= self.last
    }
}

/// Why lists are not made from a provisional shortlist.
pub fn provisional_refused(list: &Path) -> Problem {
    provisional(
        Severity::Error,
        list,
        bilingual!(
            "收齐评分后重新运行 empanel collect；确要按暂定名单办理，请加 --provisional",
            "Run empanel collect again when all scores are in; to use the provisional list anyway, add --provisional"
        ),
    )
}

fn provisional(severity: Severity, list: &Path, action: Bilingual) -> Problem {
    let what = bilingual!(
        "名单是暂定的：写出时评分还没有收齐，名次和入围都可能变动",
        "The list is provisional: scores were missing when it was written, so ranks and shortlist may change"
    );
    told(severity, "T141", list, String::new(), what, action)
}

/// That a list taken for the defence is provisional.
pub fn provisional_for_defence(list: &Path) -> Problem {
    told(
        Severity::Warning,
        "T144",
        list,
        String::new(),
        bilingual!(
            "入围名单是暂定的：写出时评分还没有收齐，答辩的申报可能变动",
            "The shortlist is provisional: scores were missing when it was written, so the submissions heard may change"
        ),
        bilingual!(
            "收齐评分、定下名单后重新组建答辩",
            "Form the defence again when all scores are in and the list is settled"
        ),
    )
}

/// What readers of the lists must know: whether `shortlist` is final, and whether the lists may be
/// announced on a day. `earlier` is a final list from an earlier run, which must not be published.
pub fn cautions(
    outcome: &Outcome,
    shortlist: Option<&Path>,
    period: Option<&PublicityPeriod>,
    today: Date,
    earlier: Option<&Path>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    if outcome.provisional {
        problems.push(provisional(
            Severity::Warning,
            shortlist.unwrap_or(Path::new("")),
            bilingual!(
                "收齐评分后重新运行 empanel collect 和 empanel results",
                "Run empanel collect and empanel results again when all scores are in"
            ),
        ));
    }
    match period {
        Some(period) if period.runs(today) => problems.push(still_public(period, earlier)),
        Some(_) => {}
        None => problems.push(told(
            Severity::Note,
            "T143",
            Path::new(PUBLICITY_FILE),
            String::new(),
            bilingual!(
                "没有找到公示安排，看不出公示是否已满十个工作日（第二十一条）",
                "No publicity.json was found: whether the list has been public for ten working days (art. 21) is not known"
            ),
            bilingual!(
                "公告名单须在公示期满后发布；用 empanel publicity --out 写出公示安排，或用 --publicity 指定",
                "Publish the final list only after the publicity period; write its dates with empanel publicity --out, or name the file with --publicity"
            ),
        )),
    }
    problems
}

fn still_public(period: &PublicityPeriod, earlier: Option<&Path>) -> Problem {
    let until = period.last;
    let stale = match earlier {
        Some(path) => {
            let shown = path.display();
            bilingual!(
                "；「{shown}」是先前写出的，不要发布",
                "; [{shown}] was written by an earlier run: do not publish it"
            )
        }
        None => Bilingual::default(),
    };
    let (zh, en) = (stale.zh, stale.en);
    told(
        Severity::Warning,
        "T142",
        &period.file,
        until.to_string(),
        bilingual!(
            "公示到 {until} 才期满，不写公告名单{zh}",
            "The publicity period ends only on {until}: no final list is written{en}"
        ),
        bilingual!(
            "期满后再运行 empanel results；期间的异议用 --withdrawn 写明",
            "Run empanel results again after that day; enter objections raised meanwhile with --withdrawn"
        ),
    )
}

fn told(
    severity: Severity,
    code: &'static str,
    file: &Path,
    value: String,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        code,
        place: Place::file(file.display().to_string()),
        value,
        what,
        action,
    }
}
