//! The page of conflicts.

use super::told::{Tie, ties};
use super::{Filter, no_season};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, Party, Season, SubmissionIndex};
use crate::suitability::conflict::{
    ConflictKind, ConflictView, ConflictsView, Fact, KinView, SuspicionView,
};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use askama::Template;

/// Conflicts of one page of the list.
const EACH: usize = 100;
/// Suspicions shown at once.
const SUSPECTED: usize = 200;

#[derive(Template)]
#[template(path = "window/conflicts.html")]
struct ConflictsPage {
    shell: Shell,
    said: Said,
    filter: Filter,
    view: ConflictsView,
    /// How many conflicts the filter leaves.
    count: usize,
    /// The addresses of the other pages of the list.
    pages: Vec<(usize, String)>,
    suspected_more: usize,
    kinds: Vec<(&'static str, String)>,
    ties: Vec<Tie>,
}

/// Makes the page.
pub(super) fn show(app: &App, lang: Lang, filter: &Filter, mut said: Said) -> Answer {
    let tables = app.workspace.tables();
    let season = tables.season.as_ref().ok_or_else(|| no_season(lang))?;
    let experts = season.experts.iter();
    let mut experts = experts.enumerate().filter(|(_, own)| own.id == filter.id);
    let expert = experts.next().map(|(at, _)| ExpertIndex::new(at));
    let submissions = season.submissions.iter();
    let mut submissions = submissions.enumerate();
    let submission = submissions.find(|(_, own)| own.id == filter.id && expert.is_none());
    let submission = submission.map(|(at, _)| SubmissionIndex::new(at));
    let mut view = season.conflicts().view(season.model(), expert, submission);
    view.conflicts
        .retain(|own| filter.rule.is_empty() || own.kind.key() == filter.rule);
    let count = view.conflicts.len();
    let last = count.div_ceil(EACH);
    let from = filter.page.min(last.saturating_sub(1)) * EACH;
    view.conflicts = view.conflicts.into_iter().skip(from).take(EACH).collect();
    let pages = match last {
        0 | 1 => Vec::new(),
        _ => (0..last).map(|at| (at + 1, filter.address(at))).collect(),
    };
    let suspected_more = view.suspected.len().saturating_sub(SUSPECTED) + view.suspected_left_out;
    view.suspected.truncate(SUSPECTED);
    if !filter.done.is_empty() {
        said.done.push(done(lang));
    }
    page(&ConflictsPage {
        said,
        count,
        pages,
        suspected_more,
        kinds: kinds(lang),
        ties: open_ties(app, season.model()),
        view,
        filter: filter.clone(),
        shell: Shell::new(app, lang, "conflicts"),
    })
}

fn done(lang: Lang) -> String {
    bilingual!(
        "已写入一行；写入前的文件另存为 .bak。",
        "One row was written; the file as it was before is kept with .bak."
    )
    .say(lang)
    .to_owned()
}

fn kinds(lang: Lang) -> Vec<(&'static str, String)> {
    let all = ConflictKind::ALL.into_iter();
    all.map(|own| (own.key(), own.words().say(lang).to_owned()))
        .collect()
}

/// Ties that no row of the relations states yet.
fn open_ties(app: &App, season: &Season) -> Vec<Tie> {
    let name = |party: &Party| match party {
        Party::Expert(at) => season.experts[at.at()].id.clone(),
        Party::Submission(at) => season.submissions[at.at()].id.clone(),
        Party::Named(name) => name.trim().to_owned(),
    };
    let stated = |tie: &Tie| {
        season.relations.iter().any(|own| {
            own.kind.zh() == tie.relation
                && tie.subjects.contains(&name(&own.subject))
                && name(&own.object) == tie.object
        })
    };
    let all = ties(app.workspace.folder()).into_iter();
    all.filter(|tie| tie.relation.is_empty() || !stated(tie))
        .collect()
}

// Methods called by the template.
impl ConflictsPage {
    fn effect(&self, conflict: &ConflictView) -> String {
        let words = match conflict.waived {
            Some(_) => bilingual!("已豁免", "waived"),
            None => conflict.severity.words(),
        };
        self.shell.say(&words)
    }

    fn chain(&self, facts: &[Fact]) -> Vec<(String, String)> {
        let lang = self.shell.lang;
        let each = facts.iter();
        each.map(|own| (own.words.say(lang).to_owned(), own.place.say(lang)))
            .collect()
    }

    fn waiver(&self, conflict: &ConflictView) -> Option<(String, String)> {
        let waiver = conflict.waived.as_ref()?;
        self.chain(std::slice::from_ref(waiver)).pop()
    }

    fn say(&self, words: &Bilingual) -> String {
        self.shell.say(words)
    }

    fn relatives(&self, pair: &KinView) -> String {
        format!(
            "{} {} — {} {}",
            pair.a.id, pair.a.name, pair.b.id, pair.b.name
        )
    }

    fn kind(&self, own: &SuspicionView) -> String {
        self.shell.say(&own.kind.words())
    }

    /// The one expert and the one submission that a suspicion is about, if it is about a pair.
    fn pair(&self, own: &SuspicionView) -> Option<(String, String)> {
        match (own.experts.as_slice(), own.submissions.as_slice()) {
            ([expert], [submission]) => Some((expert.id.clone(), submission.id.clone())),
            _ => None,
        }
    }
}
