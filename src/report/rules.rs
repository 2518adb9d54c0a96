//! The rules a plan was made under, in words.

use crate::model::Rules;
use crate::model::settings::{Role, settings};
use crate::model::words::Bilingual;

/// A setting: its key in rules.toml, its description, its value.
pub(super) struct Setting {
    pub(super) key: String,
    pub(super) meaning: Bilingual,
    pub(super) value: Bilingual,
}

/// Lists every setting that affects the plan, in the order of rules.toml.
pub(super) fn table(rules: &Rules) -> Vec<Setting> {
    let told = settings().filter(|own| !matches!(own.role, Role::Machine | Role::Wording));
    let told = told.map(|own| Setting {
        key: own.name(),
        meaning: own.title.say(),
        value: own.say(rules),
    });
    let mix = rules.mix.iter().map(|rule| Setting {
        key: "mix".to_owned(),
        meaning: rule.say(),
        value: rule.force(),
    });
    told.chain(mix).collect()
}
