//! Messages of the history in both languages. Codes `H1…` are errors, `H2…` are warnings.

use super::error::{HistoryError, Stage};
use super::log::{Damage, DamageKind};
use super::record::Record;
use super::{HISTORY_FOLDER, LOG_FILE, PLAN_FILE, version_file};
use crate::bilingual;
use crate::model::words::{Bilingual, refused};
use crate::model::{Place, Problem, Severity};
use std::path::Path;

fn problem(
    severity: Severity,
    code: &'static str,
    place: Place,
    what: Bilingual,
    action: Bilingual,
) -> Problem {
    Problem {
        severity,
        code,
        place,
        value: String::new(),
        what,
        action,
    }
}

fn log_place(line: Option<usize>) -> Place {
    let file = format!("{HISTORY_FOLDER}/{LOG_FILE}");
    match line.and_then(|line| u32::try_from(line).ok()) {
        Some(line) => Place::row(file, line),
        None => Place::file(file),
    }
}

fn version_place(version: u64) -> Place {
    Place::file(format!("{HISTORY_FOLDER}/{}", version_file(version)))
}

impl HistoryError {
    /// The problems to report: at least one, all of them errors.
    pub fn problems(&self) -> Vec<Problem> {
        of_error(self)
    }
}

fn of_error(error: &HistoryError) -> Vec<Problem> {
    let one = |code, place, what, action| vec![problem(Severity::Error, code, place, what, action)];
    let shown = |path: &Path| Place::file(path.display().to_string());
    match error {
        HistoryError::Exists { path } => one(
            "H101",
            shown(path),
            bilingual!(
                "这里已有方案或其文件，未作改动。",
                "A plan or one of its files is already there; nothing was changed."
            ),
            bilingual!(
                "确需替换请加 --force（原方案仍保留在历史中），或用 --out 指定别处。",
                "Add --force to replace it (it stays in the history), or choose another place with --out."
            ),
        ),
        HistoryError::Changed { path } => one(
            "H113",
            shown(path),
            bilingual!(
                "本次运行期间，另一人（或另一程序）换上了另一份方案：现在的 plan.json 已不是开始时读到的那一份。",
                "During this run another person or program put a different plan in place: plan.json is no longer the one read at the start."
            ),
            bilingual!(
                "没有作任何改动，对方的方案完好；请用 empanel history 查看，再对现行方案重新运行一次。",
                "Nothing was changed and the other plan is intact. See empanel history, then run this again on the current plan."
            ),
        ),
        HistoryError::Busy { path } => one(
            "H102",
            shown(path),
            bilingual!(
                "另一个程序正在写入这里。",
                "Another process is writing here."
            ),
            bilingual!(
                "请等它结束后再试；没有作任何改动。",
                "Try again when it has finished; nothing was changed."
            ),
        ),
        HistoryError::Disk {
            stage,
            path,
            source,
        } => one(
            "H103",
            shown(path),
            {
                let Bilingual { zh, en } = refused(source);
                bilingual!("读写失败：{zh}。", "Reading or writing failed: {en}.")
            },
            after_refusal(*stage),
        ),
        HistoryError::NoHistory { folder } => one(
            "H104",
            shown(folder),
            bilingual!("这里没有方案历史。", "There is no history of plans here."),
            bilingual!(
                "请指定存放 plan.json 的文件夹；历史从程序第一次写方案时开始。",
                "Name the folder that holds plan.json; a history begins when the program first writes a plan."
            ),
        ),
        HistoryError::NoVersion { asked, last } => one(
            "H105",
            log_place(None),
            bilingual!("没有第 {asked} 版。", "There is no version {asked}."),
            bilingual!(
                "现有第 1 至第 {last} 版；用 empanel history 查看。",
                "The last version is {last}; empanel history lists them all."
            ),
        ),
        HistoryError::VersionMissing { version } => one(
            "H106",
            version_place(*version),
            bilingual!(
                "第 {version} 版的文件不在了，别处也没有相同的内容。",
                "The file of version {version} is missing, and no other file holds the same plan."
            ),
            bilingual!(
                "请从备份中放回该文件，或恢复到另一版；没有作任何改动。",
                "Restore the file from a backup, or go back to another version; nothing was changed."
            ),
        ),
        HistoryError::VersionAltered { version } => one(
            "H107",
            version_place(*version),
            bilingual!(
                "第 {version} 版的文件被改动过，与记录的校验值不符。",
                "The file of version {version} was changed: it does not match the recorded hash."
            ),
            bilingual!(
                "请从备份中放回原文件，或恢复到另一版；没有作任何改动。",
                "Restore the original from a backup, or go back to another version; nothing was changed."
            ),
        ),
        HistoryError::NothingEarlier { version } => one(
            "H108",
            version_place(*version),
            bilingual!(
                "在它之前没有不同的方案。",
                "There is no different plan before it."
            ),
            bilingual!(
                "如需恢复到某一版，请用 --to 指定。",
                "To go to a particular version, name it with --to."
            ),
        ),
        HistoryError::Damaged { damage, .. } => damage.iter().map(damaged).collect(),
    }
}

fn after_refusal(stage: Stage) -> Bilingual {
    match stage {
        Stage::Folder | Stage::Lock | Stage::Read | Stage::Mend => bilingual!(
            "请检查磁盘空间和权限后重试；方案未作改动。",
            "Check the free disk space and the permissions and try again; the plan was not changed."
        ),
        Stage::Keep => bilingual!(
            "新方案没有写入，原方案仍然有效。请检查磁盘空间和权限后重试。",
            "The new plan was not written; the old one is still valid. Check the free disk space and the permissions and try again."
        ),
        Stage::Place => bilingual!(
            "新方案已存入历史，但没有替换 plan.json。请检查权限，再用 empanel undo --to 指定该版。",
            "The new plan is in the history but did not replace plan.json. Check the permissions, then go to that version with empanel undo --to."
        ),
    }
}

/// A line of the log that differs from what was written.
pub(super) fn damaged(damage: &Damage) -> Problem {
    let (code, what) = match damage.kind {
        DamageKind::Garbage => (
            "H110",
            bilingual!("这一行不是历史记录。", "This line is not a history record."),
        ),
        DamageKind::Chain => (
            "H111",
            bilingual!(
                "这条记录与前一条接不上：两条中有一条被改动，或中间有记录被删除。",
                "This record does not follow the one before it: one of the two was changed, or one between them was removed."
            ),
        ),
        DamageKind::Order => (
            "H112",
            bilingual!(
                "这条记录的版本号没有递增。",
                "The version number of this record does not increase."
            ),
        ),
    };
    let action = bilingual!(
        "运行 empanel history 文件夹 --repair：损坏的日志另存，各版本全部保留，再重建日志。",
        "Run empanel history DIR --repair: it sets the damaged log aside, keeps every version and rebuilds the log."
    );
    problem(
        Severity::Error,
        code,
        log_place(Some(damage.line)),
        what,
        action,
    )
}

/// An incomplete last line, found (`aside` is `None`) or set aside.
pub(super) fn torn(line: usize, aside: Option<&str>) -> Problem {
    let action = match aside {
        None => bilingual!(
            "完整的记录都在；下次写入时会自动修复。",
            "All complete records are there; the next write repairs it."
        ),
        Some(file) => bilingual!(
            "已修复：残行另存为 {HISTORY_FOLDER}/{file}，完整的记录都在。",
            "Repaired: the incomplete line was set aside as {HISTORY_FOLDER}/{file}; all complete records are there."
        ),
    };
    problem(
        Severity::Warning,
        "H201",
        log_place(Some(line)),
        bilingual!(
            "最后一行不完整（写入时程序被中断）。",
            "The last line is incomplete: a write was interrupted."
        ),
        action,
    )
}

/// A version file without a record.
pub(super) fn recovered(version: u64, mended: bool) -> Problem {
    let action = if mended {
        bilingual!(
            "已补记，内容完整。",
            "A record was added; the content is complete."
        )
    } else {
        bilingual!("下次写入时会补记。", "The next write adds a record.")
    };
    problem(
        Severity::Warning,
        "H202",
        version_place(version),
        bilingual!(
            "这一版已存盘但没有记录（写入被中断，或日志被删）。",
            "This version has no record: its write was interrupted, or the log was removed."
        ),
        action,
    )
}

/// A plan in place that is not the last recorded one.
pub(super) fn outside(same_as: Option<u64>, kept_as: Option<u64>) -> Problem {
    let what = match same_as {
        None => bilingual!(
            "方案在程序之外被改动过。",
            "The plan was changed outside this program."
        ),
        Some(version) => bilingual!(
            "方案不是最后一版，而是第 {version} 版（被人放回，或写入被中断）。",
            "The plan is not the last version but version {version}: it was put back by hand, or a write was interrupted."
        ),
    };
    let action = match kept_as {
        None => bilingual!(
            "下次写入前会先作为单独一版保留。",
            "It is kept as a version of its own before the next write."
        ),
        Some(version) => bilingual!(
            "已保留为第 {version} 版。",
            "It was kept as version {version}."
        ),
    };
    problem(
        Severity::Warning,
        "H203",
        Place::file(PLAN_FILE),
        what,
        action,
    )
}

/// No plan in place.
pub(super) fn no_plan(last: u64) -> Problem {
    problem(
        Severity::Warning,
        "H204",
        Place::file(PLAN_FILE),
        bilingual!("plan.json 不在了。", "plan.json is missing."),
        bilingual!(
            "empanel undo 可放回第 {last} 版。",
            "empanel undo restores version {last}."
        ),
    )
}

/// Code for a file in place that presents another version although the plan in place has its own.
pub(super) const STALE: &str = "H207";

/// A file in place that presents `version` and not the plan of `record`.
pub(super) fn stale(name: &str, version: u64, record: &Record) -> Problem {
    let now = record.version;
    if !record.shown.contains_key(name) {
        return problem(
            Severity::Note,
            "H210",
            Place::file(name),
            bilingual!(
                "这是第 {version} 版的文件，现行的第 {now} 版没有这一文件。",
                "This file belongs to version {version}; the current version, {now}, has no such file."
            ),
            bilingual!(
                "请勿当作现行方案的文件使用；历史中已有留存，可以删除。",
                "Do not use it as a file of the current plan. The history keeps a copy, so it can be deleted."
            ),
        );
    }
    problem(
        Severity::Warning,
        STALE,
        Place::file(name),
        bilingual!(
            "这是第 {version} 版的文件，现行方案是第 {now} 版（写入时程序被中断，或被人放回）。",
            "This file belongs to version {version}, but the current plan is version {now}: a write was interrupted, or the file was put back by hand."
        ),
        bilingual!(
            "运行 empanel history 文件夹 --repair 换上现行方案的文件；下次写入方案时也会自动更换。",
            "Run empanel history DIR --repair to replace it with the file of the current plan; the next write of a plan also does so."
        ),
    )
}

/// A file that presents the plan in place is missing.
pub(super) fn not_shown(name: &str, version: u64) -> Problem {
    problem(
        Severity::Warning,
        "H208",
        Place::file(name),
        bilingual!(
            "现行的第 {version} 版有此文件，文件夹里却没有（写入时程序被中断，或被人删除）。",
            "The current version, {version}, has this file, but it is missing here: a write was interrupted, or it was deleted."
        ),
        bilingual!(
            "运行 empanel history 文件夹 --repair 可放回。",
            "Run empanel history DIR --repair to restore it."
        ),
    )
}

/// A file in place that no record matches, found (`aside` is `None`) or kept.
pub(super) fn foreign(name: &str, aside: Option<&str>) -> Problem {
    let action = match aside {
        None => bilingual!(
            "下次写入方案时会先把它存入历史，再换上新的。",
            "The next write of a plan first saves it in the history, then replaces it."
        ),
        Some(file) => bilingual!(
            "已存为 {HISTORY_FOLDER}/{file}，再换上新的；其中的手工内容请自行誊入。",
            "It was saved as {HISTORY_FOLDER}/{file} before it was replaced; copy anything written by hand from there."
        ),
    };
    problem(
        match aside {
            None => Severity::Note,
            Some(_) => Severity::Warning,
        },
        "H209",
        Place::file(name),
        bilingual!(
            "文件与历史中的记录不符（有人改过，或由别的程序写成）。",
            "The file does not match the history: it was edited, or another program wrote it."
        ),
        action,
    )
}

/// A version whose file is missing or altered.
pub(super) fn unsound(version: u64, missing: bool) -> Problem {
    let error = if missing {
        HistoryError::VersionMissing { version }
    } else {
        HistoryError::VersionAltered { version }
    };
    let mut told = of_error(&error);
    let mut problem = told.remove(0);
    problem.severity = Severity::Warning;
    problem.code = if missing { "H205" } else { "H206" };
    problem.what = if missing {
        bilingual!(
            "第 {version} 版的文件不在了。",
            "The file of version {version} is missing."
        )
    } else {
        problem.what
    };
    problem.action = bilingual!(
        "如有备份请放回原文件；其他版本不受影响。",
        "Restore the original if there is a backup; the other versions are not affected."
    );
    problem
}
