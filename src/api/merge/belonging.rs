//! Whether plans are the parts of one season, each of them once.

use crate::api::Season;
use crate::api::part::{Named, Parts};
use crate::bilingual;
use crate::model::plan::{Plan, PlanPart};
use crate::model::settings::rule_changes;
use crate::model::words::{Lang, listed};
use crate::model::{Part, Problem};
use std::collections::{BTreeMap, BTreeSet};

impl Season {
    /// Tables changed since a part was formed.
    pub(super) fn changed(&self, file: &str, plan: &Plan) -> Option<Problem> {
        let mut tables = plan.changed_inputs(self);
        // Rules count by what they say, wherever they stand.
        tables.retain(|table| table != "rules");
        let name = &self.name;
        (!tables.is_empty()).then(|| {
            Problem::of_file(
                "H147",
                file,
                tables.join(" "),
                bilingual!(
                    "这些表与组建这一份时不同（年度 {name}）：各份须出自同一套表",
                    "These tables of the season {name} are not those that the part was formed from; all parts must come from the same tables"
                ),
                bilingual!(
                    "改回原来的表，或用现在的表重新组建每一份",
                    "Restore the tables, or form every part again from the present ones"
                ),
            )
        })
    }
}

impl Parts {
    /// What makes a plan one of another division, though its tables are the season's.
    pub(super) fn foreign(&self, file: &str, plan: &Plan) -> Option<Problem> {
        let own = plan.part.as_ref()?;
        let part = Part {
            number: own.number,
            of: own.of,
        };
        let season = self.season(part);
        let again = || {
            bilingual!(
                "用同样的规则和同一版本的程序重新组建每一份",
                "Form every part again with the same rules and the same version of the program"
            )
        };
        let changes = rule_changes(&plan.rules, &season.rules);
        if !changes.is_empty() {
            let list = |lang, mark: &str| {
                let words = changes.iter().map(|change| change.words.say(lang));
                words.collect::<Vec<_>>().join(mark)
            };
            let (zh, en) = (list(Lang::Zh, "；"), list(Lang::En, "; "));
            let keys: Vec<&str> = changes.iter().map(|change| change.key.as_str()).collect();
            return Some(Problem::of_file(
                "H148",
                file,
                keys.join(" "),
                bilingual!(
                    "这一份所用的规则与本届现在的规则不同：{zh}",
                    "The part was formed under other rules than the season has now: {en}"
                ),
                again(),
            ));
        }
        (season.mark().is_some_and(|mark| mark.division != own.division)).then(|| {
            Problem::of_file(
                "H149",
                file,
                part.to_string(),
                bilingual!(
                    "这一份出自另一种分法（专家或申报在各份中的归属不同）",
                    "The part belongs to another division: experts or submissions are in other parts"
                ),
                again(),
            )
        })
    }
}

/// A plan that is none of several parts.
pub(super) fn no_part(file: &str, plan: &Plan) -> Option<Problem> {
    let whole = || {
        Problem::of_file(
            "H143",
            file,
            String::new(),
            bilingual!(
                "这份方案不是其中一份，而是整届的方案",
                "This plan is no part of a season but a whole one"
            ),
            bilingual!(
                "只写用 form --part 组建的各份",
                "Name the plans made by form --part only"
            ),
        )
    };
    let Some(part) = &plan.part else {
        return Some(whole());
    };
    (part.number == 0 || part.number > part.of).then(|| {
        let (number, of) = (part.number, part.of);
        Problem::of_file(
            "H143",
            file,
            format!("{number}/{of}"),
            bilingual!(
                "方案写的是共 {of} 份中的第 {number} 份，没有这一份",
                "The plan says that it is part {number} of {of}, which does not exist"
            ),
            bilingual!("重新组建这一份", "Form this part again"),
        )
    })
}

/// Whether all parts are there, each once.
pub(super) fn counted(marked: &[(&str, &PlanPart)]) -> Vec<Problem> {
    let mut by_count: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut by_number: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (file, part) in marked {
        by_count.entry(part.of).or_default().push(file);
        by_number.entry(part.number).or_default().push(file);
    }
    if by_count.len() > 1 {
        let said = by_count
            .iter()
            .map(|(of, files)| format!("{of}: {}", files.join(", ")));
        let said = said.collect::<Vec<_>>().join("; ");
        return vec![Problem::of_file(
            "H144",
            marked[0].0,
            said,
            bilingual!(
                "各份的总份数不同，不是同一次分份",
                "The plans are parts of different numbers of parts"
            ),
            bilingual!(
                "只写同一次分份的各份",
                "Name the parts of one division only"
            ),
        )];
    }
    let mut problems = Vec::new();
    for (number, files) in &by_number {
        if files.len() > 1 {
            problems.push(Problem::of_file(
                "H146",
                files[1],
                files.join(" "),
                bilingual!(
                    "第 {number} 份写了不止一次",
                    "Part {number} is named more than once"
                ),
                bilingual!("每一份只写一个方案", "Name one plan for each part"),
            ));
        }
    }
    let of = by_count.keys().next().copied().unwrap_or(0);
    let missing: Vec<String> = (1..=of)
        .filter(|number| !by_number.contains_key(number))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let count = by_number.len();
        let (zh, en) = (missing.join("、"), missing.join(", "));
        problems.push(Problem::of_file(
            "H145",
            marked[0].0,
            missing.join(" "),
            bilingual!(
                "共 {of} 份，只给出 {count} 份，缺第 {zh} 份",
                "Of {of} parts {count} are named; missing: {en}"
            ),
            bilingual!(
                "组建缺少的各份（form --part），再写全",
                "Form the missing parts (form --part) and name all of them"
            ),
        ));
    }
    problems
}

/// Experts and submissions that stand in more than one part.
pub(super) fn shared(plans: &[Named]) -> Vec<Problem> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, plan) in plans {
        for group in &plan.groups {
            for id in group.members.iter().chain(&group.submissions) {
                found.entry(id).or_default().insert(file);
            }
        }
    }
    let numbers: BTreeMap<&str, usize> = plans
        .iter()
        .filter_map(|(file, plan)| Some((file.as_str(), plan.part.as_ref()?.number)))
        .collect();
    let mut twice: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
    for (id, files) in found {
        // The same part given twice is told as that.
        let parts: BTreeSet<_> = files.iter().filter_map(|file| numbers.get(file)).collect();
        if parts.len() > 1 {
            twice
                .entry(files.into_iter().collect())
                .or_default()
                .push(id);
        }
    }
    let told = twice.into_iter().map(|(files, ids)| {
        let (zh, en) = (files.join("、"), files.join(", "));
        Problem::of_file(
            "H150",
            files[0],
            listed(&ids),
            bilingual!(
                "这些专家或申报在不止一份里：{zh}",
                "These experts or submissions are in more than one part: {en}"
            ),
            bilingual!(
                "用同一年度、同样的规则重新组建其中出错的一份",
                "Form the wrong one of these parts again, from the same season and rules"
            ),
        )
    });
    told.collect()
}
