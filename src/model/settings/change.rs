//! What differs between the rules of two plans.

use super::{MixRule, Role, Rules, Setting, settings};
use crate::bilingual;
use crate::model::words::Bilingual;
use schemars::JsonSchema;
use serde::Serialize;

/// A rule that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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
    changes.extend(mix(before, after));
    changes.sort_by(|a, b| a.key.cmp(&b.key));
    changes
}

/// Entries of `[[mix]]` that came, went or changed, all of them as one.
fn mix(before: &Rules, after: &Rules) -> Option<RuleChange> {
    let list = |rules: &Rules, own: fn(&MixRule) -> String, mark: &str| {
        let all: Vec<String> = rules.mix.iter().map(own).collect();
        all.join(mark)
    };
    let zh = |rule: &MixRule| format!("{}（{}）", rule.say().zh, rule.force().zh);
    let en = |rule: &MixRule| format!("{} ({})", rule.say().en, rule.force().en);
    let or = |text: String, none: &str| match text.is_empty() {
        true => none.to_owned(),
        false => text,
    };
    let both = |rules: &Rules| {
        [
            or(list(rules, zh, "；"), "无"),
            or(list(rules, en, "; "), "none"),
        ]
    };
    let ([was_zh, was_en], [is_zh, is_en]) = (both(before), both(after));
    (before.mix != after.mix).then(|| RuleChange {
        key: "mix".to_owned(),
        before: was_en.clone(),
        after: is_en.clone(),
        words: bilingual!(
            "人员构成：{was_zh} → {is_zh}（mix）",
            "Mix of people: {was_en} -> {is_en} (mix)"
        ),
    })
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
