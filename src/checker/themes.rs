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
                "Submission {id} is in group {group}; its theme places it in {better}."
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::{Place, Season};

    fn theme(
        season: &Season,
        id: &str,
        industries: &str,
        domains: &str,
        categories: &[u8],
    ) -> Theme {
        let list = |cell: &str| -> Vec<String> {
            cell.split(';')
                .filter(|one| !one.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let industry = |code: &String| season.industries.parse(code).unwrap();
        let domain = |code: &String| season.domains.parse(code).unwrap();
        Theme {
            id: id.to_owned(),
            name: String::new(),
            industries: list(industries).iter().map(industry).collect(),
            domains: list(domains).iter().map(domain).collect(),
            categories: categories.to_vec(),
            place: Place::default(),
        }
    }

    /// Two themes over a season whose submissions are all 3812 and Q06.01.
    fn themed(first: (&str, &str, &[u8]), second: (&str, &str, &[u8])) -> Season {
        let mut season = season().build();
        let (i, d, c) = first;
        let one = theme(&season, "G01", i, d, c);
        let (i, d, c) = second;
        let two = theme(&season, "G02", i, d, c);
        season.themes = vec![one, two];
        season
    }

    #[test]
    fn a_full_fit_goes_before_a_part_and_a_part_before_none() {
        for (better, worse) in [
            (("38", "", &[][..]), ("39", "", &[][..])),
            (("C", "Q06", &[]), ("38", "Q07", &[])),
            (("39;38", "", &[]), ("", "Q07.01", &[])),
            (("39", "Q06.01", &[]), ("39", "Q07.01", &[])),
        ] {
            let season = themed(better, worse);
            // S3 and S4 sit in G02, the worse one.
            let found = broken(Rule::Themes, &season, |_| ());
            assert_eq!(subjects(&found), [["S3", "G02"], ["S4", "G02"]]);
            assert!(found[0].words.en.contains("places it in G01"), "{found:?}");
        }
        for (one, two) in [
            (("38", "", &[][..]), ("", "Q06", &[][..])),
            (("39", "", &[]), ("", "Q07", &[])),
            (("39", "Q06", &[]), ("38", "Q07", &[])),
            // A theme without columns asks for nothing and gets nothing by right.
            (("39", "", &[]), ("", "", &[])),
        ] {
            assert_eq!(violations(&themed(one, two), &plan()), []);
        }
    }

    #[test]
    fn categories_are_a_column_too() {
        let mut season = themed(("", "", &[1, 2]), ("", "", &[3]));
        season.submissions[2].category = Some(3);
        assert_eq!(violations(&season, &plan()), []);
        season.submissions[3].category = Some(2);
        let found = broken(Rule::Themes, &season, |_| ());
        assert_eq!(subjects(&found), [["S4", "G02"]]);
    }
}
