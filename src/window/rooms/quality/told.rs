//! The comparison in sentences.

use crate::bilingual;
use crate::lab::bench::meaning::method;
use crate::lab::bench::render::name;
use crate::lab::bench::{Figures, Run};
use crate::model::words::{Bilingual, Lang};

/// The order in which methods are shown: what an office asks about first.
const ORDER: [&str; 5] = ["present", "manual", "last_year", "ours", "ours_maxmin"];

/// The runs in the order in which methods are shown.
pub(super) fn ordered(mut runs: Vec<Run>) -> Vec<Run> {
    let place = |run: &Run| {
        let mut order = ORDER.iter();
        order
            .position(|own| *own == run.method)
            .unwrap_or(ORDER.len())
    };
    runs.sort_by_key(place);
    runs
}

/// The runs with their methods by the names that the page uses.
pub(super) fn named(mut runs: Vec<Run>, lang: Lang) -> Vec<Run> {
    for run in &mut runs {
        run.method = called(&run.method, lang);
    }
    runs
}

/// The name of a method beside the present plan.
fn called(method: &str, lang: Lang) -> String {
    let words = match method {
        "ours" => bilingual!("重新组成的方案", "the plan formed anew"),
        "ours_maxmin" => bilingual!("重新组成（最差优先）", "the plan formed anew, worst first"),
        "random" => bilingual!("随机分配", "placing at random"),
        "greedy" => bilingual!("先取最高分", "best scores first"),
        "round_robin" => bilingual!("轮流挑选", "choosing in turn"),
        "flow_random_groups" => bilingual!("分配后随机分组", "random groups after assigning"),
        _ => return name(method, lang).to_owned(),
    };
    words.say(lang).to_owned()
}

/// A method with what it is.
pub(super) struct Method {
    pub(super) name: String,
    pub(super) meaning: String,
}

/// The methods in the order of the runs.
pub(super) fn methods(runs: &[Run], lang: Lang) -> Vec<Method> {
    let each = runs.chunk_by(|one, other| one.method == other.method);
    let each = each.filter_map(|own| own.first());
    each.map(|own| Method {
        name: called(&own.method, lang),
        meaning: method(&own.method).say(lang).to_owned(),
    })
    .collect()
}

/// What can be counted in a sentence.
type Count = (fn(&Figures) -> Option<f64>, fn(String, bool) -> Bilingual);

/// The figures that are put into words, with more or fewer of them.
const COUNTS: [Count; 4] = [
    (
        |own| own.shortfalls.map(|count| count as f64),
        |by, more| match more {
            true => bilingual!("覆盖缺口多 {by} 处", "{by} more shortfalls"),
            false => bilingual!("覆盖缺口少 {by} 处", "{by} fewer shortfalls"),
        },
    ),
    (
        |own| Some(own.conflicts as f64),
        |by, more| match more {
            true => bilingual!("利益冲突多 {by} 处", "{by} more conflicts of interest"),
            false => bilingual!("利益冲突少 {by} 处", "{by} fewer conflicts of interest"),
        },
    ),
    (
        |own| Some(own.broken as f64),
        |by, more| match more {
            true => bilingual!("违反规则多 {by} 处", "{by} more broken rules"),
            false => bilingual!("违反规则少 {by} 处", "{by} fewer broken rules"),
        },
    ),
    (
        |own| Some(own.worst),
        |by, more| match more {
            true => bilingual!(
                "匹配最差的一项申报得分高 {by}",
                "the submission matched worst scores {by} more"
            ),
            false => bilingual!(
                "匹配最差的一项申报得分低 {by}",
                "the submission matched worst scores {by} less"
            ),
        },
    ),
];

/// The first method against each of the others, a sentence each.
pub(super) fn sentences(runs: &[Run], lang: Lang) -> Vec<String> {
    let each: Vec<&[Run]> = runs
        .chunk_by(|one, other| one.method == other.method)
        .collect();
    let Some((first, others)) = each.split_first() else {
        return Vec::new();
    };
    let own = called(&first[0].method, lang);
    let said = others.iter().filter_map(|other| {
        let theirs = called(&other[0].method, lang);
        // A method without a result cannot be compared; the page says why it has none.
        other.iter().find(|run| run.figures.is_some())?;
        let parts: Vec<String> = COUNTS
            .iter()
            .filter_map(|(of, words)| {
                let by = mean(first, *of)? - mean(other, *of)?;
                let shown = shown(by.abs());
                (shown != "0").then(|| words(shown, by > 0.0).say(lang).to_owned())
            })
            .collect();
        let all = parts.join(lang.pick("，", ", "));
        let words = match parts.is_empty() {
            true => bilingual!(
                "{own}与{theirs}相比：这几项没有差别。",
                "{own} against {theirs}: no difference in these figures."
            ),
            false => bilingual!(
                "{own}与{theirs}相比：{all}。",
                "{own} against {theirs}: {all}."
            ),
        };
        Some(capital(words.say(lang)))
    });
    said.collect()
}

fn mean(runs: &[Run], of: fn(&Figures) -> Option<f64>) -> Option<f64> {
    let values = runs.iter().filter_map(|run| of(run.figures.as_ref()?));
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// A number with as many decimals as it has, two at most.
fn shown(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|own| own.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(method: &str, shortfalls: usize, worst: f64) -> Run {
        Run {
            input: "toy".to_owned(),
            method: method.to_owned(),
            seed: 1,
            figures: Some(Figures {
                shortfalls: Some(shortfalls),
                worst,
                ..Figures::default()
            }),
            reason: None,
            seconds: 1.0,
            memory_mib: None,
        }
    }

    #[test]
    fn the_present_plan_is_compared_with_all_others_in_words() {
        let runs = [
            run("random", 5, 0.25),
            run("ours", 2, 1.0),
            run("present", 2, 1.0),
        ];
        let runs = ordered(runs.to_vec());
        assert_eq!(
            sentences(&runs, Lang::Zh),
            [
                "现行方案与重新组成的方案相比：这几项没有差别。",
                "现行方案与随机分配相比：覆盖缺口少 3 处，匹配最差的一项申报得分高 0.75。",
            ]
        );
        assert_eq!(
            sentences(&runs, Lang::En)[1],
            "The present plan against placing at random: 3 fewer shortfalls, the submission matched worst scores 0.75 more."
        );
    }
}
