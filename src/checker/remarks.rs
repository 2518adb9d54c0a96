//! What a person should know about a plan though no rule forbids it.

use super::view::View;
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::{ConflictPolicy, Rules};
use serde_json::Value;

pub(super) fn remarks(view: &View) -> Vec<Bilingual> {
    let mut remarks = rules(view);
    remarks.extend(inputs(view));
    remarks.extend(alternates(view));
    remarks.extend(idle(view));
    remarks.sort();
    remarks.dedup();
    remarks
}

/// Rules in which the plan's own copy differs from the season's. How long and on how many threads
/// was searched does not matter; a plan without a copy (its year is 0) says nothing.
fn rules(view: &View) -> Vec<Bilingual> {
    let (told, truth) = (&view.plan.rules, &view.season.rules);
    if told.conflicts.year == 0 {
        return Vec::new();
    }
    let without_effort = |rules: &Rules| {
        let mut rules = rules.clone();
        rules.solve = crate::model::SolveRules {
            objective: rules.solve.objective,
            extra_shortfalls: rules.solve.extra_shortfalls,
            ..Default::default()
        };
        // What is asked of reviewers later, or of the second round, changes no plan.
        rules.scoring = Default::default();
        rules.defence = Default::default();
        serde_json::to_value(rules).unwrap_or_default()
    };
    let (told, truth) = (without_effort(told), without_effort(truth));
    let mut remarks = Vec::new();
    for (section, keys) in truth.as_object().into_iter().flatten() {
        for (key, now) in keys.as_object().into_iter().flatten() {
            let then = &told[section][key];
            if then != now {
                let (then, now) = (text(then), text(now));
                if section == "solve" && key == "objective" {
                    remarks.push(bilingual!(
                        "方案以 {then} 为目标组建（本届规则写的是 {now}）；是否最优按方案的目标核对。",
                        "The plan was made for the objective {then} (the season's rules say {now}); its claim to be optimal was checked against the plan's objective."
                    ));
                    continue;
                }
                if section == "solve" && key == "extra_shortfalls" {
                    remarks.push(bilingual!(
                        "为提高总得分，方案可比最少的缺口多留 {then} 项（本届规则写的是 {now} 项）；缺口按方案实有的核对。",
                        "Shortfalls allowed beyond the fewest, for a higher total: {then} in the plan, {now} in the season's rules; those that the plan has were checked."
                    ));
                    continue;
                }
                remarks.push(bilingual!(
                    "规则 {section}.{key} 在方案中为 {then}，本届为 {now}；按本届核对。",
                    "Rule {section}.{key} is {then} in the plan and {now} in the season; the season's value was applied."
                ));
            }
        }
    }
    remarks
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Input files that are no longer those the plan was made from; nothing where either side keeps
/// no record.
fn inputs(view: &View) -> Vec<Bilingual> {
    let (then, now) = (&view.plan.inputs, &view.season.inputs);
    if then.is_empty() || now.is_empty() {
        return Vec::new();
    }
    let tables = then.keys().chain(now.keys());
    tables
        .filter(|table| {
            let hash = |files: &std::collections::BTreeMap<String, crate::model::InputFile>| {
                files.get(*table).map(|file| file.sha256.clone())
            };
            hash(then) != hash(now)
        })
        .map(|table| {
            bilingual!(
                "{table} 表与形成方案时的文件不同。",
                "The {table} table is not the file that the plan was made from."
            )
        })
        .collect()
}

/// Alternates who could not take a seat in their group.
fn alternates(view: &View) -> Vec<Bilingual> {
    let seated = view.seated();
    let mut remarks = Vec::new();
    for panel in &view.groups {
        let known =
            (panel.group.alternates.iter()).filter_map(|id| view.experts.get(id.as_str()).copied());
        for alternate in known {
            let (id, group) = (&view.expert(alternate).id, &panel.group.id);
            let is_barred = (panel.submissions.iter())
                .any(|&s| view.ties.severity(alternate, s) == ConflictPolicy::Bar);
            if seated.contains(&alternate) {
                remarks.push(bilingual!(
                    "专业组 {group} 的递补人选 {id} 已有席位。",
                    "Alternate {id} of group {group} already has a seat."
                ));
            } else if !view.expert(alternate).available {
                remarks.push(bilingual!(
                    "专业组 {group} 的递补人选 {id} 今年不能参加。",
                    "Alternate {id} of group {group} cannot take part this year."
                ));
            } else if is_barred {
                remarks.push(bilingual!(
                    "专业组 {group} 的递补人选 {id} 与本组申报存在利益冲突。",
                    "Alternate {id} of group {group} has a conflict of interest with one of its submissions."
                ));
            }
        }
    }
    remarks
}

/// Members who were seated and review nothing.
fn idle(view: &View) -> Option<Bilingual> {
    let idle = view.plan.idle();
    let (count, ids) = (idle.len(), idle.join(" "));
    (count > 0).then(|| {
        bilingual!(
            "{count} 位组员没有评审任务：{ids}。",
            "Members who review nothing ({count}): {ids}."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::fixture::{plan, season};
    use crate::checker::{Rule, check};
    use crate::model::plan::Plan;
    use crate::model::{InputFile, RelationKind, Season};

    fn remarks_of(season: Season, change: impl FnOnce(&mut Plan)) -> Vec<String> {
        let mut plan = plan();
        change(&mut plan);
        let report = check(&season, &plan);
        assert!(report.rules().is_empty() || report.rules() == [Rule::Figures]);
        report.remarks.into_iter().map(|remark| remark.en).collect()
    }

    #[test]
    fn other_rules_are_named_but_not_the_effort() {
        let season = season().build();
        let mut rules = season.rules.clone();
        rules.solve.time_limit = 1.0;
        rules.solve.threads = 7;
        assert_eq!(
            remarks_of(season.clone(), |plan| plan.rules = rules.clone()),
            [""; 0]
        );
        rules.reviews.max_per_expert = 9;
        rules.conflicts.advises = ConflictPolicy::Off;
        let found = remarks_of(season, |plan| plan.rules = rules);
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("Rule conflicts.advises is off in the plan and bar"));
    }

    #[test]
    fn other_files_are_named() {
        let file = |sha256: &str| InputFile {
            file: "experts.csv".to_owned(),
            sha256: sha256.to_owned(),
        };
        let season = season()
            .change(|season| {
                season.inputs.insert("experts".to_owned(), file("aa"));
            })
            .build();
        assert_eq!(remarks_of(season.clone(), |_| ()), [""; 0]);
        for (hash, number) in [("aa", 0), ("bb", 1)] {
            let told = |plan: &mut Plan| {
                plan.inputs.insert("experts".to_owned(), file(hash));
            };
            assert_eq!(remarks_of(season.clone(), told).len(), number);
        }
    }

    #[test]
    fn alternates_who_could_not_step_in_are_named() {
        let with =
            |id: &'static str| move |plan: &mut Plan| plan.groups[0].alternates.push(id.to_owned());
        let season = season();
        assert_eq!(remarks_of(season.clone().build(), with("C1")), [""; 0]);
        let found = remarks_of(season.clone().build(), with("B2"));
        assert!(found[0].contains("already has a seat"));
        let away = season
            .clone()
            .change(|season| season.experts[8].available = false);
        assert!(remarks_of(away.build(), with("C1"))[0].contains("cannot take part"));
        let tied = season.relation("C1", RelationKind::Declared, "S2");
        assert!(remarks_of(tied.build(), with("C1"))[0].contains("conflict of interest"));
    }
}
