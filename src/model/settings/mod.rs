//! The office's settings: one table from which everything else that knows them comes, the type of
//! the rules and its defaults, the reader of `rules.toml` and its ranges, the report, what changed
//! between two plans, and the reference chapter.
//!
//! A setting is one row of `groups.rs`, `people.rs`, `search.rs`, `year.rs` or `award.rs`; what two settings
//! cannot be together is one function of `together.rs`.

mod award;
mod change;
mod criteria;
mod groups;
mod listed;
mod mix;
mod people;
mod presets;
mod row;
mod schema;
mod search;
#[cfg(test)]
mod tests;
mod tiers;
mod together;
mod value;
mod values;
mod written;
mod year;

pub use award::AwardRules;
pub use change::{RuleChange, rule_changes};
pub use criteria::{Criteria, Criterion, TAKEN};
pub use groups::{CoverageRules, GroupRules, ReviewRules, ScoreRules};
pub use mix::{Amount, MOST_MIX_LIMITS, MixRule, MixScope, mix_example};
pub use people::{AcademicPolicy, BalanceRules, ConflictPolicy, ConflictRules};
pub use presets::{Differs, PRESETS, Preferred, Preset};
pub use schema::schema;
pub use search::{Objective, SolveRules};
pub use tiers::Tier;
pub use together::{Contradiction, contradictions};
pub use value::{Choice, Value};
pub use values::{Kind, Values, YEARS};
pub use written::written;
pub use year::{DefenceRules, ScoringRules, ScreenPolicy, ScreenRules};

use super::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// All of `rules.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Number and sizes of groups.
    pub groups: GroupRules,
    /// Reviewers and loads.
    pub reviews: ReviewRules,
    /// What reviewers must know together.
    pub coverage: CoverageRules,
    /// Weights of the score.
    pub score: ScoreRules,
    /// What each kind of conflict means.
    pub conflicts: ConflictRules,
    /// Who may sit together, and how often.
    pub balance: BalanceRules,
    /// How to search.
    pub solve: SolveRules,
    /// The checklist of the form check.
    pub screen: ScreenRules,
    /// What the score sheets ask for.
    pub scoring: ScoringRules,
    /// The second round.
    pub defence: DefenceRules,
    /// How many people of a kind sit together or review together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<MixRule>,
    /// Names and words of the award.
    pub award: AwardRules,
}

/// Every section, in the order of the file.
pub const SECTIONS: [Section; 11] = [
    GroupRules::SECTION,
    ReviewRules::SECTION,
    CoverageRules::SECTION,
    ScoreRules::SECTION,
    ConflictRules::SECTION,
    BalanceRules::SECTION,
    SolveRules::SECTION,
    ScreenRules::SECTION,
    ScoringRules::SECTION,
    DefenceRules::SECTION,
    AwardRules::SECTION,
];

/// A section of `rules.toml`.
#[derive(Debug, Clone, Copy)]
pub struct Section<T: 'static = Rules> {
    /// Its name between brackets.
    pub key: &'static str,
    /// What it is about.
    pub title: Words,
    /// Its settings, in the order of the file.
    pub settings: &'static [Setting<T>],
}

impl<T> Section<T> {
    /// The setting of this key.
    pub fn setting(&self, key: &str) -> Option<&'static Setting<T>> {
        self.settings.iter().find(|own| own.key == key)
    }

    /// The choices that its settings offer, each once.
    pub fn choices(&self) -> Vec<&'static [Choice]> {
        let mut choices = Vec::new();
        for setting in self.settings {
            if let Kind::Choice(words) = setting.values.kind
                && !choices.contains(&words)
            {
                choices.push(words);
            }
        }
        choices
    }
}

/// A setting: one row of the table. Its default is what [`Setting::get`] finds in the default of
/// the rules.
#[derive(Debug, Clone, Copy)]
pub struct Setting<T: 'static = Rules> {
    /// The name of its section.
    pub section: &'static str,
    /// Its key there.
    pub key: &'static str,
    /// A few words, for a heading or a label.
    pub title: Words,
    /// What it does, in one sentence.
    pub meaning: Words,
    /// The values that it takes.
    pub values: Values,
    /// What it has to do with a plan.
    pub role: Role,
    get: fn(&T) -> Value,
    set: fn(&mut T, &Value) -> bool,
}

impl<T> Setting<T> {
    /// Section and key, `groups.count`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.section, self.key)
    }

    /// The value in these rules.
    pub fn get(&self, rules: &T) -> Value {
        (self.get)(rules)
    }

    /// Sets the value in these rules, also outside its range. Returns false, and changes nothing,
    /// where the type of the field cannot hold it.
    pub fn set(&self, rules: &mut T, value: &Value) -> bool {
        (self.set)(rules, value)
    }

    /// The value in these rules as a report says it.
    pub fn say(&self, rules: &T) -> Bilingual {
        self.values.say(&self.get(rules))
    }
}

/// What a setting has to do with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A plan is made and judged by it.
    Rule,
    /// How long and from where a plan is searched: told with it, but no rule of it.
    Search,
    /// What the computer may use: nothing about the plan.
    Machine,
    /// What papers call things: nothing about the plan.
    Wording,
}

/// Every setting, in the order of the file.
pub fn settings() -> impl Iterator<Item = &'static Setting> {
    SECTIONS.iter().flat_map(|section| section.settings)
}

/// The section of this name.
pub fn section(key: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|own| own.key == key)
}

/// The setting of this name, `groups.count`.
pub fn setting(name: &str) -> Option<&'static Setting> {
    let (own, key) = name.split_once('.')?;
    section(own)?.setting(key)
}

/// Words of the table, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Words {
    /// The same words in both languages.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The words as a message.
    pub fn say(&self) -> Bilingual {
        Bilingual::new(self.zh, self.en)
    }
}
