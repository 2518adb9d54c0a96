//! What each rule would cost if it were a step tighter.

use super::effect::Counted;
use crate::api::Season;
use crate::bilingual;
use crate::model::Rules;
use crate::model::settings::{Setting, Value, contradictions, setting};
use crate::model::words::Lang;
use rayon::prelude::*;

/// The rules that an office tightens, each with what one step is.
const STEPS: [(&str, Step); 15] = [
    ("reviews.per_submission", Step::More(1)),
    ("groups.min_members", Step::More(1)),
    ("groups.industry_members", Step::More(1)),
    ("coverage.industry_reviewers", Step::More(1)),
    ("coverage.domain_reviewers", Step::More(1)),
    (
        "coverage.industry_threshold",
        Step::Numbers(&[0.75, 0.9, 1.0]),
    ),
    ("reviews.max_per_expert", Step::Fewer(5, 30)),
    ("balance.max_per_employer", Step::Fewer(1, 2)),
    ("balance.max_consecutive_years", Step::Fewer(1, 3)),
    (
        "balance.min_new_share",
        Step::Numbers(&[0.0, 0.1, 0.2, 0.3, 0.4, 0.5]),
    ),
    (
        "conflicts.recommender",
        Step::Words(&["off", "recuse", "bar"]),
    ),
    (
        "conflicts.competitor",
        Step::Words(&["off", "recuse", "bar"]),
    ),
    ("conflicts.region", Step::Words(&["off", "recuse", "bar"])),
    (
        "conflicts.coauthor",
        Step::Words(&["off", "suspect", "recuse", "bar"]),
    ),
    ("conflicts.lookback_years", Step::More(2)),
];

/// One step tighter.
#[derive(Clone, Copy)]
enum Step {
    /// So many more.
    More(i128),
    /// So many fewer; where there was no limit, this one.
    Fewer(i128, i128),
    /// The next of these numbers.
    Numbers(&'static [f64]),
    /// The next of these words.
    Words(&'static [&'static str]),
}

impl Step {
    fn from(self, value: &Value) -> Option<Value> {
        match (self, value) {
            (Self::More(more), Value::Whole(now)) => Some(Value::Whole(now + more)),
            (Self::Fewer(_, first), Value::Whole(0)) => Some(Value::Whole(first)),
            (Self::Fewer(fewer, _), Value::Whole(now)) => {
                (now - fewer > 0).then_some(Value::Whole(now - fewer))
            }
            (Self::Numbers(all), Value::Number(now)) => {
                let next = all.iter().find(|own| **own > now + 1e-9);
                next.map(|own| Value::Number(*own))
            }
            (Self::Words(all), Value::Text(now)) => {
                let at = all.iter().position(|own| own == now)?;
                Some(Value::Text((*all.get(at + 1)?).to_owned()))
            }
            _ => None,
        }
    }
}

/// A rule a step tighter, and what follows.
pub(super) struct Tighter {
    pub(super) name: &'static str,
    pub(super) now: String,
    pub(super) then: String,
    pub(super) cost: String,
    /// How it looks: nothing found, more shortfalls, no committee.
    pub(super) class: &'static str,
}

/// Counts each step apart, without solving.
pub(super) fn tighter(season: &Season, rules: &Rules, lang: Lang) -> Vec<Tighter> {
    let base = Counted::of(&season.by_rules(rules));
    let steps = STEPS.par_iter();
    let counted = steps.filter_map(|(name, step)| {
        let own = setting(name)?;
        let now = own.get(rules);
        let mut then = step.from(&now)?;
        // A group of an even number would only contradict the rule of odd ones.
        if *name == "groups.min_members" && rules.groups.odd_members {
            then = step.from(&then)?;
        }
        own.values
            .hold(&then)
            .then(|| one(season, rules, (own, &then), &base, lang))
    });
    counted.collect()
}

fn one(
    season: &Season,
    rules: &Rules,
    (own, then): (&Setting, &Value),
    base: &Counted,
    lang: Lang,
) -> Tighter {
    let mut rules = rules.clone();
    let now = own.values.say(&own.get(&rules));
    own.set(&mut rules, then);
    let against = contradictions(&rules);
    let (class, cost) = match against.first() {
        Some(against) => ("trouble", against.what.say(lang).to_owned()),
        None => cost(base, &Counted::of(&season.by_rules(&rules)), lang),
    };
    Tighter {
        name: own.title.in_lang(lang),
        now: now.say(lang).to_owned(),
        then: own.values.say(then).say(lang).to_owned(),
        cost,
        class,
    }
}

/// What is worse, in words; supply and demand can tell that no committee is possible, and which
/// shortfalls no committee avoids, but not what the best one would be.
fn cost(now: &Counted, then: &Counted, lang: Lang) -> (&'static str, String) {
    let more = |of: fn(&Counted) -> usize| of(then).saturating_sub(of(now));
    let failing = more(|own| own.failing());
    let short = more(|own| own.unavoidable());
    let (barred, recused) = (more(|own| own.barred()), more(|own| own.recused()));
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if failing > 0 {
        zh.push(format!("多 {failing} 项必要条件不满足，组不成委员会"));
        en.push(format!(
            "no committee: {failing} more necessary conditions fail"
        ));
    }
    if short > 0 {
        zh.push(format!("至少多 {short} 处缺口"));
        en.push(format!("at least {short} more shortfalls"));
    }
    if barred + recused > 0 {
        let pairs = barred + recused;
        zh.push(format!("多 {pairs} 对回避"));
        en.push(format!("{pairs} more pairs in conflict"));
    }
    let words = match zh.is_empty() {
        true => bilingual!("供需上看不出代价", "none that counting shows"),
        false => crate::model::words::Bilingual::new(zh.join("，"), en.join(", ")),
    };
    let class = match (failing, short, barred + recused) {
        (0, 0, 0) => "todo",
        (0, _, _) => "active",
        _ => "trouble",
    };
    (class, words.say(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_tighter_and_ends_somewhere() {
        for (name, step) in STEPS {
            let own = setting(name).expect("a setting");
            let mut value = own.get(&Rules::default());
            for _ in 0..200 {
                match step.from(&value) {
                    Some(next) if own.values.hold(&next) => {
                        assert_ne!(next, value, "{name}");
                        value = next;
                    }
                    _ => break,
                }
            }
        }
        let none = Step::Fewer(1, 3).from(&Value::Whole(0));
        assert_eq!(none, Some(Value::Whole(3)));
        assert_eq!(Step::Fewer(1, 3).from(&Value::Whole(1)), None);
        let bar = Value::Text("bar".to_owned());
        assert_eq!(Step::Words(&["off", "bar"]).from(&bar), None);
    }
}
