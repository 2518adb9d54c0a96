//! What differs between the rules of two plans.

use super::{Role, Rules, Setting, settings};
use crate::bilingual;
use crate::model::words::Bilingual;
use serde::Serialize;

/// A rule that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// Its key, as `section.key`.
    pub key: String,
    /// What the prior plan was made under, as `rules.toml` writes it.
    pub before: String,
    /// What holds now.
    pub after: String,
    /// The same in words.
    #[serde(skip)]
    pub words: Bilingual,
}

/// The rules that differ, by key. How long and by what seed a plan was searched is no rule.
pub fn rule_changes(before: &Rules, after: &Rules) -> Vec<RuleChange> {
    let rules = settings().filter(|own| own.role == Role::Rule);
    let changed = rules.filter(|own| own.get(before) != own.get(after));
    let change = |own: &Setting| RuleChange {
        key: own.name(),
        before: own.get(before).to_string(),
        after: own.get(after).to_string(),
        words: words(own, before, after),
    };
    let mut changes: Vec<RuleChange> = changed.map(change).collect();
    changes.sort_by(|a, b| a.key.cmp(&b.key));
    changes
}

fn words(setting: &Setting, before: &Rules, after: &Rules) -> Bilingual {
    let (title, name) = (setting.title, setting.name());
    let (was, is) = (setting.say(before), setting.say(after));
    let (zh, en) = (title.zh, title.en);
    let (was_zh, is_zh, was_en, is_en) = (was.zh, is.zh, was.en, is.en);
    bilingual!(
        "{zh}：{was_zh} → {is_zh}（{name}）",
        "{en}: {was_en} -> {is_en} ({name})"
    )
}
