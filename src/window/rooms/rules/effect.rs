//! What the settings do: the groups that follow from them, conditions that fail, what is scarce.

use crate::api::Season;
use crate::bilingual;
use crate::explain::demand::Stock;
use crate::explain::demand::conditions::{self, Conditions};
use crate::explain::demand::supply::{self, Supply};
use crate::model::words::Lang;
use crate::suitability::conflict::ConflictsView;

/// Scarce fields that are shown.
const SHOWN: usize = 10;

/// The season under some rules, counted.
pub(super) struct Counted {
    conditions: Conditions,
    supply: Supply,
    conflicts: ConflictsView,
}

impl Counted {
    /// Counts, without solving: linear in the candidates of the submissions.
    pub(super) fn of(season: &Season) -> Self {
        let stock = Stock::new(season);
        let (conflicts, affinity) = (season.conflicts(), season.affinity());
        Self {
            conditions: conditions::find(&stock, conflicts, affinity),
            supply: supply::measure(&stock, conflicts, affinity),
            conflicts: conflicts.view(season, None, None),
        }
    }

    /// Necessary conditions that fail.
    pub(super) fn failing(&self) -> usize {
        failing(self, Lang::Zh).len()
    }

    /// Shortfalls that no plan can avoid.
    pub(super) fn unavoidable(&self) -> usize {
        self.supply.unavoidable.len()
    }

    /// Pairs that may not be in one group.
    pub(super) fn barred(&self) -> usize {
        self.conflicts.barred_pairs
    }

    /// Pairs that may not review each other.
    pub(super) fn recused(&self) -> usize {
        self.conflicts.recused_pairs
    }
}

/// One figure, now and with the values typed.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) now: String,
    pub(super) then: String,
}

/// A field of which there is little.
pub(super) struct Scarce {
    pub(super) name: String,
    pub(super) submissions: usize,
    pub(super) experts: usize,
    pub(super) capacity: usize,
    pub(super) wanted: usize,
    pub(super) short: usize,
}

/// What is shown beside the form.
pub(super) struct Effect {
    pub(super) figures: Vec<Figure>,
    /// Why no committee is possible.
    pub(super) failing: Vec<String>,
    pub(super) scarce: Vec<Scarce>,
    /// Whether the values typed are counted, too.
    pub(super) tried: bool,
}

impl Effect {
    /// Compares the season as it is with the season under the values typed.
    pub(super) fn between(now: &Counted, then: Option<&Counted>, lang: Lang) -> Self {
        let shown = then.unwrap_or(now);
        let figure = |name: &str, of: &dyn Fn(&Counted) -> String| Figure {
            name: name.to_owned(),
            now: of(now),
            then: of(shown),
        };
        let figures = vec![
            figure(lang.pick("专业组", "Groups"), &|own| groups(own, lang)),
            figure(lang.pick("每组申报", "Submissions of a group"), &|own| {
                let shape = own.conditions.shape.as_ref();
                shape.map_or_else(dash, |shape| {
                    let (least, most) = shape.usual_submissions;
                    format!("{least}–{most}")
                })
            }),
            figure(
                lang.pick("不满足的必要条件", "Necessary conditions that fail"),
                &|own| failing(own, lang).len().to_string(),
            ),
            figure(
                lang.pick(
                    "任何方案都避免不了的缺口",
                    "Shortfalls that no plan can avoid",
                ),
                &|own| own.supply.unavoidable.len().to_string(),
            ),
            figure(lang.pick("整组回避（对）", "Barred pairs"), &|own| {
                own.conflicts.barred_pairs.to_string()
            }),
            figure(lang.pick("单项回避（对）", "Recused pairs"), &|own| {
                own.conflicts.recused_pairs.to_string()
            }),
        ];
        let supply = &shown.supply;
        let fields = supply.industries.iter().chain(&supply.domains);
        let mut scarce: Vec<Scarce> = fields
            .map(|own| Scarce {
                name: format!("{} {}", own.code, own.name.say(lang)),
                submissions: own.submissions,
                experts: own.experts,
                capacity: own.capacity,
                wanted: own.wanted,
                short: own.short,
            })
            .collect();
        let spare = |own: &Scarce| own.capacity as i64 - own.wanted as i64;
        scarce.sort_by_key(|own| (std::cmp::Reverse(own.short), own.experts, spare(own)));
        scarce.truncate(SHOWN);
        Self {
            figures,
            failing: failing(shown, lang),
            scarce,
            tried: then.is_some(),
        }
    }
}

fn dash() -> String {
    "—".to_owned()
}

fn groups(own: &Counted, lang: Lang) -> String {
    let shape = own.conditions.shape.as_ref();
    shape.map_or_else(dash, |shape| {
        let groups = shape.groups;
        let sizes: Vec<String> = shape.members.iter().map(ToString::to_string).collect();
        let sizes = sizes.join("/");
        let words = bilingual!(
            "{groups} 组，每组 {sizes} 人",
            "{groups}, of {sizes} members"
        );
        words.say(lang).to_owned()
    })
}

fn failing(own: &Counted, lang: Lang) -> Vec<String> {
    let conditions = own.conditions.counted.iter().filter(|own| !own.holds());
    let mut codes = Vec::new();
    let mut failing: Vec<String> = Vec::new();
    for condition in conditions {
        let what = condition.what.as_ref().map_or("", |what| what.say(lang));
        let (code, have, need) = (condition.rule.code(), condition.have, condition.need);
        codes.push(code);
        let words = bilingual!(
            "{code} {what}：现有 {have}，至少 {need}",
            "{code} {what}: have {have}, need {need}"
        );
        failing.push(words.say(lang).to_owned());
    }
    let reasons = own.conditions.reasons.iter();
    let others = reasons.filter(|own| !codes.contains(&own.rule));
    failing.extend(others.map(|own| format!("{} {}", own.rule, own.words.say(lang))));
    failing
}
