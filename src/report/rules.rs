//! The rules a plan was made under, in words.

use super::figures::MixFigures;
use super::story::Story;
use crate::bilingual;
use crate::model::settings::{Role, settings};
use crate::model::words::Bilingual;

/// A setting: its key in rules.toml, its description, its value.
pub(super) struct Setting {
    pub(super) key: String,
    pub(super) meaning: Bilingual,
    pub(super) value: Bilingual,
}

/// Lists every setting that affects the plan, in the order of rules.toml, and every rule on the mix
/// of people with whether the plan keeps it.
pub(super) fn table(story: &Story) -> Vec<Setting> {
    let rules = &story.season.rules;
    let told = settings().filter(|own| !matches!(own.role, Role::Machine | Role::Wording));
    let told = told.map(|own| Setting {
        key: own.name(),
        meaning: own.title.say(),
        value: own.say(rules),
    });
    told.chain(mixes(story)).collect()
}

/// Every limit on the mix of people, with whether the plan keeps it.
pub(super) fn mixes(story: &Story) -> Vec<Setting> {
    story.figures.mixes.iter().map(mix).collect()
}

fn mix(own: &MixFigures) -> Setting {
    let mut rule = own.rule.clone();
    // One limit at a time.
    match own.most {
        true => rule.at_least = None,
        false => rule.at_most = None,
    }
    let (asked, force, met) = (rule.say(), rule.force(), own.words());
    let name = match rule.name.as_str() {
        "" => Bilingual::default(),
        name => bilingual!("{name}：", "{name}: "),
    };
    Setting {
        key: "[[mix]]".to_owned(),
        meaning: Bilingual::new(name.zh + &asked.zh, name.en + &asked.en),
        value: Bilingual::new(
            format!("{}；{}", force.zh, met.zh),
            format!("{}; {}", force.en, met.en),
        ),
    }
}
