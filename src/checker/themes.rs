//! R18: a submission goes to a theme that it fits in full if there is one, else to one that it
//! fits in part, else anywhere.

use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::{Submission, Theme};

/// How well a submission fits a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    None,
    Part,
    Full,
}

pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let themes = &view.season.themes;
    for submission in view.passed() {
        let asked = view.submission(submission);
        let best = themes.iter().map(|theme| fit(theme, asked)).max();
        let Some(best @ (Fit::Part | Fit::Full)) = best else {
            continue;
        };
        for panel in view.panels_of(submission) {
            let theme = themes.iter().find(|theme| theme.id == panel.group.id);
            if theme.map_or(Fit::None, |theme| fit(theme, asked)) == best {
                continue;
            }
            let fitting: Vec<_> = (themes.iter())
                .filter(|theme| fit(theme, asked) == best)
                .map(|theme| theme.id.as_str())
                .collect();
            let (id, group, better) = (&asked.id, &panel.group.id, fitting.join("、"));
            let words = bilingual!(
                "申报 {id} 分在专业组 {group}，按主题应分入 {better}。",
                "Submission {id} is in group {group}; by its theme it belongs in {better}."
            );
            found.push(Violation::new(Rule::Themes, &[id, group], words));
        }
    }
}

/// Full when every filled column matches, in part when one does. A theme without any column asks
/// for nothing, so nothing fits it.
fn fit(theme: &Theme, submission: &Submission) -> Fit {
    let industry = (theme.industries.iter())
        .any(|wide| submission.industries.iter().any(|code| wide.contains(code)));
    let domain = theme.domains.iter().any(|wide| {
        (submission.domains.iter())
            .any(|code| code == wide || code.parent.as_ref() == Some(&wide.code))
    });
    let category = (submission.category).is_some_and(|scope| theme.categories.contains(&scope));
    let columns = [
        (!theme.industries.is_empty(), industry),
        (!theme.domains.is_empty(), domain),
        (!theme.categories.is_empty(), category),
    ];
    let filled = columns.iter().filter(|(is_filled, _)| *is_filled).count();
    match columns.iter().filter(|(_, matches)| *matches).count() {
        0 => Fit::None,
        matching if matching == filled => Fit::Full,
        _ => Fit::Part,
    }
}
