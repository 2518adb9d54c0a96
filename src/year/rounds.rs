//! The plans of a season's rounds: those given, and the others, found by their hash.

use crate::bilingual;
use crate::files::history::{
    Departures, HISTORY_FOLDER, PLAN_FILE, departures, read_history, sha256,
};
use crate::files::tables::{read_plain, read_plan};
use crate::model::plan::{Plan, Rounds};
use crate::model::words::Bilingual;
use crate::model::{Place, Problem, Severity};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Maximum number of folders searched for the plan of the other round.
const MOST_FOLDERS: usize = 200;

/// The rounds of a season.
#[derive(Debug, Clone)]
pub struct Found {
    /// The plans, at most one of each round.
    pub rounds: Rounds,
    /// Why people and submissions withdrew, from the histories of the plans.
    pub reasons: Departures,
    /// The plan that was found besides those given.
    pub note: Option<Bilingual>,
    /// What is missing or does not fit together.
    pub problems: Vec<Problem>,
}

/// A plan, its path, and the hashes of its versions.
struct Seen {
    plan: Plan,
    path: PathBuf,
    hashes: BTreeSet<String>,
}

impl Seen {
    fn new(plan: Plan, path: PathBuf) -> Self {
        let bytes = read_plain(&path).unwrap_or_default();
        let versions = path.parent().and_then(|folder| read_history(folder).ok());
        let versions = versions.map_or_else(Vec::new, |history| history.versions);
        let earlier = versions.into_iter().map(|own| own.record.sha256);
        Self {
            plan,
            path,
            hashes: earlier.chain([sha256(&bytes)]).collect(),
        }
    }

    /// Whether this is the plan of the paper round from which `defence` was formed.
    fn made(&self, defence: &Self) -> bool {
        let round = defence.plan.round.as_ref();
        self.plan.round.is_none() && round.is_some_and(|own| self.hashes.contains(&own.from))
    }
}

/// The rounds of the plans that were read from files, at most one of each round. If only one is
/// given, the other's plan is searched in the neighbouring folders and recognised by the hash
/// recorded in the defence.
///
/// # Errors
/// Two plans of one round.
pub fn find(plans: Vec<(PathBuf, Plan)>) -> Result<Found, Bilingual> {
    let mut seen: [Option<Seen>; 2] = [None, None];
    for (path, plan) in plans {
        let place = &mut seen[usize::from(plan.round.is_some())];
        if let Some(first) = place {
            return Err(same_round(&first.path, &path));
        }
        *place = Some(Seen::new(plan, path));
    }
    let [paper, defence] = seen;
    let mut problems = Vec::new();
    let mut note = None;
    let seen = match (paper, defence) {
        (Some(paper), Some(defence)) => {
            if !paper.made(&defence) {
                problems.push(not_from(&defence.path, &paper.path));
            }
            [Some(paper), Some(defence)]
        }
        (Some(paper), None) => {
            let defence = beside(&paper.path, |other| paper.made(other));
            note = defence.as_ref().map(also);
            [Some(paper), defence]
        }
        (None, Some(defence)) => {
            let paper = beside(&defence.path, |other| other.made(&defence));
            note = paper.as_ref().map(also);
            if paper.is_none() {
                problems.push(no_paper(&defence.path));
            }
            [paper, Some(defence)]
        }
        (None, None) => [None, None],
    };
    let mut reasons = Departures::new();
    for own in seen.iter().flatten() {
        for (id, why) in departures(&own.path) {
            reasons.entry(id).or_insert(why);
        }
    }
    let plans = seen.into_iter().flatten().map(|own| own.plan);
    Ok(Found {
        rounds: Rounds::new(plans),
        reasons,
        note,
        problems,
    })
}

/// A plan of the other round in the folder of `path`, above it or next to it.
fn beside(path: &Path, wanted: impl Fn(&Seen) -> bool) -> Option<Seen> {
    let own = path.canonicalize().ok()?;
    let folder = own.parent()?;
    let mut folders = vec![folder.to_owned()];
    folders.extend(folder.parent().map(Path::to_owned));
    for place in folders.clone() {
        let inside = place.read_dir().into_iter().flatten().flatten();
        let mut inside: Vec<PathBuf> = inside
            .map(|entry| entry.path())
            .filter(|path| path.is_dir() && !path.ends_with(HISTORY_FOLDER))
            .collect();
        inside.sort();
        folders.extend(inside.into_iter().take(MOST_FOLDERS));
    }
    let paths = folders.into_iter().map(|folder| folder.join(PLAN_FILE));
    let mut plans = paths.filter(|path| *path != own).filter_map(|path| {
        let plan = read_plan(&path).ok()?;
        Some(Seen::new(plan, path))
    });
    plans.find(wanted)
}

fn also(found: &Seen) -> Bilingual {
    let file = found.path.display();
    let (zh, en) = match found.plan.round.is_some() {
        true => ("答辩评审", "defence"),
        false => ("资料评审", "paper round"),
    };
    bilingual!(
        "一并采用{zh}的方案「{file}」。",
        "The plan of the {en} is also taken into account: {file}"
    )
}

fn same_round(first: &Path, second: &Path) -> Bilingual {
    let (first, second) = (first.display(), second.display());
    bilingual!(
        "「{first}」与「{second}」是同一轮的方案；--plan 每轮只给一份。",
        "[{first}] and [{second}] are plans of the same round; give --plan once for each."
    )
}

fn problem(code: &'static str, path: &Path, words: [Bilingual; 2]) -> Problem {
    let [what, action] = words;
    Problem {
        severity: Severity::Warning,
        code,
        place: Place::file(path.display().to_string()),
        value: String::new(),
        what,
        action,
    }
}

fn not_from(defence: &Path, paper: &Path) -> Problem {
    let paper = paper.display();
    problem(
        "D113",
        defence,
        [
            bilingual!(
                "这份答辩方案不是由「{paper}」（及其各版本）组建的",
                "This defence plan was not formed from [{paper}] or any version of it"
            ),
            bilingual!("核对两次 --plan", "Check both --plan arguments"),
        ],
    )
}

fn no_paper(defence: &Path) -> Problem {
    problem(
        "D114",
        defence,
        [
            bilingual!(
                "没有找到它所依据的资料评审方案，只知道资料评审各组有谁，不知道谁评了哪一项",
                "The paper-round plan from which it was formed was not found: the members of its groups are known, but not who reviewed which submission"
            ),
            bilingual!(
                "再用一次 --plan 指定资料评审的方案",
                "Give the plan of the paper round with a second --plan"
            ),
        ],
    )
}
