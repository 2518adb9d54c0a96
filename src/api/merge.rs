//! The plans of all parts of a season, put together into one committee.

use super::form::{FormOptions, Formed};
use super::part::{Parts, problem};
use super::{Error, Season};
use crate::bilingual;
use crate::model::plan::{Group, Plan, PlanPart, contradictions};
use crate::model::settings::rule_changes;
use crate::model::words::{Lang, listed};
use crate::model::{Part, Problem, Severity};
use crate::solve::instance::group_id;
use crate::solve::{self, Progress, Unwatched};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A plan with the file it was read from.
pub type Named = (String, Plan);

impl Season {
    /// Puts the plans of all parts together and improves the committee where the parts meet:
    /// experts and submissions may change to groups of other parts, and experts whom no part used
    /// may come in.
    ///
    /// # Errors
    /// [`Error::Input`] with everything that keeps the plans from being the parts of this season,
    /// otherwise as [`Season::form`].
    pub fn merge(&self, plans: &[Named], options: &FormOptions) -> Result<Formed, Error> {
        self.merge_watched(plans, options, &Arc::default(), &Unwatched)
    }

    /// [`Season::merge`] with a progress observer and a stop flag, as [`Season::form_watched`].
    ///
    /// # Errors
    /// See [`Season::merge`].
    pub fn merge_watched(
        &self,
        plans: &[Named],
        options: &FormOptions,
        stop: &Arc<AtomicBool>,
        progress: &dyn Progress,
    ) -> Result<Formed, Error> {
        let season = self.under(|rules| options.apply(rules));
        let parts = season.parts_of(plans)?;
        let start = together(plans, &parts);
        let environment = options.environment(stop, progress);
        let improved = solve::improve(
            season.model(),
            season.conflicts(),
            season.affinity(),
            (&start, &environment),
            options.language,
        );
        Formed::of(improved, season)
    }

    /// The division that the plans are the parts of.
    fn parts_of(&self, plans: &[Named]) -> Result<Parts, Error> {
        let mut problems: Vec<Problem> = Vec::new();
        for (file, plan) in plans {
            problems.extend(contradictions(file, plan));
            problems.extend(no_part(file, plan));
            problems.extend(self.changed(file, plan));
        }
        let marked: Vec<(&str, &PlanPart)> = plans
            .iter()
            .filter_map(|(file, plan)| Some((file.as_str(), plan.part.as_ref()?)))
            .collect();
        problems.extend(counted(&marked));
        problems.extend(shared(plans));
        problems.retain(|own| own.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(Error::Input(problems));
        }
        let of = marked.first().map_or(1, |own| own.1.of);
        let parts = self.divide(of)?;
        for (file, plan) in plans {
            problems.extend(parts.foreign(file, plan));
        }
        match problems.is_empty() {
            true => Ok(parts),
            false => Err(Error::Input(problems)),
        }
    }

    /// Tables changed since a part was formed.
    fn changed(&self, file: &str, plan: &Plan) -> Option<Problem> {
        let mut tables = plan.changed_inputs(self);
        // Rules count by what they say, wherever they stand.
        tables.retain(|table| table != "rules");
        let name = &self.name;
        (!tables.is_empty()).then(|| {
            problem(
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
    fn foreign(&self, file: &str, plan: &Plan) -> Option<Problem> {
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
            return Some(problem(
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
            problem(
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

fn no_part(file: &str, plan: &Plan) -> Option<Problem> {
    let whole = || {
        problem(
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
        problem(
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
fn counted(marked: &[(&str, &PlanPart)]) -> Vec<Problem> {
    let mut by_count: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut by_number: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (file, part) in marked {
        by_count.entry(part.of).or_default().push(file);
        by_number.entry(part.number).or_default().push(file);
    }
    if by_count.len() > 1 {
        let said = by_count.iter().map(|(of, files)| format!("{of}: {}", files.join(", ")));
        let said = said.collect::<Vec<_>>().join("; ");
        return vec![problem(
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
            problems.push(problem(
                "H146",
                files[1],
                files.join(" "),
                bilingual!("第 {number} 份写了不止一次", "Part {number} is named more than once"),
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
        problems.push(problem(
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
fn shared(plans: &[Named]) -> Vec<Problem> {
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
            twice.entry(files.into_iter().collect()).or_default().push(id);
        }
    }
    let told = twice.into_iter().map(|(files, ids)| {
        let (zh, en) = (files.join("、"), files.join(", "));
        problem(
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

/// One plan of all groups, with the numbers that they have in the whole.
fn together(plans: &[Named], parts: &Parts) -> Plan {
    let mut plan = plans[0].1.clone();
    plan.part = None;
    let mut groups: Vec<(usize, Group)> = Vec::new();
    let mut reviews = Vec::new();
    for (_, own) in plans {
        let number = own.part.as_ref().map_or(0, |part| part.number - 1);
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        for (group, &at) in own.groups.iter().zip(&parts.division.parts[number].groups) {
            let id = group_id(parts.division.groups, at);
            names.insert(&group.id, id.clone());
            groups.push((at, Group { id, ..group.clone() }));
        }
        reviews.extend(own.reviews.iter().cloned().map(|mut review| {
            if let Some(id) = names.get(review.group.as_str()) {
                review.group.clone_from(id);
            }
            review
        }));
    }
    groups.sort_by_key(|group| group.0);
    plan.groups = groups.into_iter().map(|group| group.1).collect();
    plan.reviews = reviews;
    plan
}
