//! R25: people of a kind among the members of a group or the reviewers of a submission. What the
//! office counts instead of enforcing is a shortfall.

use super::unmet::Unmet;
use super::{Rule, Violation, view::View};
use crate::bilingual;
use crate::model::plan::ShortfallKind;
use crate::model::words::Bilingual;
use crate::model::{Amount, Expert, ExpertIndex, MixRule, MixScope};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Hard rules that are missed.
pub(super) fn check(view: &View, found: &mut Vec<Violation>) {
    let hard = missed(view, true).into_iter();
    found.extend(hard.map(|unmet| violation(view, &unmet)));
}

/// Counted rules that are missed.
pub(super) fn unmet(view: &View) -> Vec<Unmet> {
    missed(view, false)
}

/// A missed rule for people.
pub(super) fn violation(view: &View, unmet: &Unmet) -> Violation {
    let Unmet {
        submission: id,
        code,
        found,
        wanted,
        ..
    } = unmet;
    let Bilingual { zh, en } = match view.groups.iter().any(|panel| panel.group.id == *id) {
        true => bilingual!("专业组 {id} 的组员", "members of group {id}"),
        false => bilingual!("申报 {id} 的评审专家", "reviewers of submission {id}"),
    };
    let words = if found < wanted {
        bilingual!(
            "{zh}中“{code}”只有 {found} 名，至少应有 {wanted} 名。",
            "Of the {en}, {found} are [{code}]; at least {wanted} are required."
        )
    } else {
        bilingual!(
            "{zh}中“{code}”有 {found} 名，至多 {wanted} 名。",
            "Of the {en}, {found} are [{code}]; at most {wanted} are allowed."
        )
    };
    Violation::new(Rule::Mix, &[id, code], words).counted(*found, *wanted)
}

fn missed(view: &View, hard: bool) -> Vec<Unmet> {
    let rules = view.season.rules.mix.iter();
    let mut unmet = Vec::new();
    for rule in rules.filter(|rule| rule.hard == hard) {
        match rule.of {
            MixScope::Group => {
                for panel in &view.groups {
                    look(
                        view,
                        rule,
                        (&panel.group.id, panel.size),
                        &panel.members,
                        &mut unmet,
                    );
                }
            }
            MixScope::Submission => {
                let nobody = BTreeSet::new();
                for submission in view.passed() {
                    let id = &view.submission(submission).id;
                    let reviewers = view.reviewers.get(&submission).unwrap_or(&nobody);
                    let size = view.season.reviewers_of(view.submission(submission));
                    look(view, rule, (id, size), reviewers, &mut unmet);
                }
            }
        }
    }
    unmet
}

/// Compares the people of a kind with both limits of a rule.
fn look(
    view: &View,
    rule: &MixRule,
    (id, size): (&str, usize),
    people: &BTreeSet<ExpertIndex>,
    unmet: &mut Vec<Unmet>,
) {
    let of_kind = people
        .iter()
        .filter(|&&one| is_of_kind(view.expert(one), rule));
    let found = of_kind.count();
    let mut note = |wanted: usize| {
        unmet.push(Unmet {
            submission: id.to_owned(),
            kind: ShortfallKind::Mix,
            code: rule.label(),
            found,
            wanted,
        });
    };
    if let Some(least) = rule.at_least {
        let fewest = match least {
            Amount::Count(count) => count as usize,
            Amount::Share(share) => {
                let enough = |people: &usize| *people as f64 >= share * size as f64 - 1e-9;
                (0..=size).find(enough).unwrap_or(size + 1)
            }
        };
        if found < fewest {
            note(fewest);
        }
    }
    if let Some(most) = rule.at_most {
        let most = match most {
            Amount::Count(count) => count as usize,
            Amount::Share(share) => {
                let few = |people: &usize| *people as f64 <= share * size as f64 + 1e-9;
                (0..=size).rev().find(few).unwrap_or(0)
            }
        };
        // Of a submission, the others must be as many as the kind leaves places.
        let lacking = rule.of == MixScope::Submission && people.len() < size;
        let others = people.len() - found;
        if found > most || lacking && others < size.saturating_sub(most) {
            note(most);
        }
    }
}

/// Whether the expert's row has one of the values: the cell, or an entry of it, compared without
/// regard to width, case and spaces; a tick is a yes.
fn is_of_kind(expert: &Expert, rule: &MixRule) -> bool {
    let plain = |text: &str| -> String {
        let text: String = text.nfkc().collect();
        text.to_lowercase().split_whitespace().collect()
    };
    let cell = expert.column(&rule.column);
    let mut entries: BTreeSet<String> = cell
        .split(['；', ';', '、', '\n'])
        .map(plain)
        .filter(|entry| !entry.is_empty())
        .collect();
    entries.insert(plain(cell));
    let yes = ["是", "yes", "true", "1", "√", "✓", "✔", "y"];
    let no = ["否", "no", "false", "0", "×", "n"];
    rule.values.iter().map(|value| plain(value)).any(|value| {
        let same_answer = |words: &[&str]| {
            words.contains(&value.as_str()) && words.contains(&plain(cell).as_str())
        };
        entries.contains(&value) || same_answer(&yes) || same_answer(&no)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::check as judge;
    use crate::checker::fixture::{broken, plan, season, subjects, violations};
    use crate::model::SeasonBuilder;

    fn mixed(
        of: MixScope,
        hard: bool,
        least: Option<Amount>,
        most: Option<Amount>,
    ) -> SeasonBuilder {
        season().change(|season| {
            // A1 and B1, B2 of the members of G01 and G02.
            for at in [2, 5, 6] {
                season.experts[at].columns = vec![("资格".to_owned(), "审核员；ＣＱＥ".to_owned())];
            }
            season.rules.mix = vec![MixRule {
                name: "有资格".to_owned(),
                of,
                column: "资格".to_owned(),
                values: vec!["cqe".to_owned()],
                at_least: least,
                at_most: most,
                hard,
            }];
        })
    }

    #[test]
    fn members_of_a_kind_are_limited_on_both_sides() {
        let two = Some(Amount::Count(2));
        let found = broken(
            Rule::Mix,
            &mixed(MixScope::Group, true, two, None).build(),
            |_| (),
        );
        assert_eq!(subjects(&found), [["G01", "有资格"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(1.0), Some(2.0)));
        let third = Some(Amount::Share(0.34));
        let found = broken(
            Rule::Mix,
            &mixed(MixScope::Group, true, None, third).build(),
            |_| (),
        );
        assert_eq!(subjects(&found), [["G02", "有资格"]]);
        assert_eq!((found[0].value, found[0].limit), (Some(2.0), Some(1.0)));
        let one = Some(Amount::Count(1));
        assert_eq!(
            violations(&mixed(MixScope::Group, true, one, two).build(), &plan()),
            []
        );
    }

    #[test]
    fn what_is_counted_is_a_shortfall_and_no_violation() {
        let two = Some(Amount::Count(2));
        let counted = mixed(MixScope::Submission, false, two, None).build();
        let report = judge(&counted, &plan());
        let mixes = report.figures.shortfalls.iter();
        let ids: Vec<&str> = mixes
            .filter(|unmet| unmet.kind == ShortfallKind::Mix)
            .map(|unmet| unmet.submission.as_str())
            .collect();
        assert!(!ids.is_empty() && ids.iter().all(|id| id.starts_with('S')));
        assert!(report.violations.iter().all(|one| one.rule != Rule::Mix));
        // And a plan that does not list them is not true.
        assert!(
            report
                .violations
                .iter()
                .any(|one| one.rule == Rule::Figures)
        );
    }
}
