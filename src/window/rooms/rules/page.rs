//! The form of the rules.

use super::effect::{Counted, Effect};
use super::tighten::{Tighter, tighter};
use super::typed::Typed;
use super::{File, Look, said};
use crate::api::Season;
use crate::bilingual;
use crate::model::settings::{Kind, PRESETS, SECTIONS, Setting, Value};
use crate::model::words::Lang;
use crate::model::{Rules, Severity};
use crate::window::answer::{Answer, page};
use crate::window::app::App;
use crate::window::native::Said;
use crate::window::shell::Shell;
use askama::Template;

#[derive(Template)]
#[template(path = "window/rules.html")]
struct RulesPage {
    shell: Shell,
    said: Said,
    hash: String,
    sections: Vec<SectionShown>,
    effect: Option<Effect>,
    tighter: Option<Vec<Tighter>>,
    presets: Vec<Choosable>,
}

struct SectionShown {
    key: &'static str,
    title: &'static str,
    open: bool,
    fields: Vec<Field>,
}

/// One setting.
struct Field {
    name: String,
    title: &'static str,
    meaning: &'static str,
    /// Range and default.
    hint: String,
    /// Why the preset filled in has another value than the default.
    why: &'static str,
    unit: &'static str,
    value: String,
    /// The possible values, for a list to choose from.
    options: Vec<Choosable>,
    wrong: String,
    /// Whether the value is another than the default.
    own: bool,
    /// Whether the value typed is another than that of the file.
    changed: bool,
    wide: bool,
}

struct Choosable {
    value: &'static str,
    words: &'static str,
    chosen: bool,
}

/// Makes the page.
pub(super) fn show(
    app: &App,
    lang: Lang,
    file: &File,
    typed: &Typed,
    mut said: Said,
    look: Look,
) -> Answer {
    let sections = SECTIONS.iter().map(|section| {
        let settings = section.settings.iter();
        let fields = settings.map(|own| Field {
            why: why(&own.name(), look, lang),
            ..field(own, file, typed, lang)
        });
        let fields: Vec<Field> = fields.collect();
        let used = |own: &Field| own.own || own.changed || !own.wrong.is_empty();
        SectionShown {
            key: section.key,
            title: section.title.in_lang(lang),
            open: ["groups", "reviews", "coverage"].contains(&section.key)
                || fields.iter().any(used),
            fields,
        }
    });
    let sections: Vec<SectionShown> = sections.collect();
    for problem in file.text.problems() {
        let beside = problem.place.column.as_deref();
        let beside = beside.is_some_and(|name| crate::model::settings::setting(name).is_some());
        if problem.severity == Severity::Error && !beside {
            said.wrong.push(problem.say(lang));
        }
    }
    let tables = app.workspace.tables();
    let effect = tables.season.as_ref().map(|season| {
        let now = Counted::of(season);
        let then =
            (!matches!(look, Look::Now) && !typed.changes.is_empty()).then(|| under(season, typed));
        Effect::between(&now, then.as_ref(), lang)
    });
    let season = tables
        .season
        .as_ref()
        .filter(|_| matches!(look, Look::Tighter));
    let tighter = season.map(|season| tighter(season, &rules_typed(season, typed), lang));
    page(&RulesPage {
        tighter,
        presets: PRESETS
            .iter()
            .map(|own| Choosable {
                value: own.key,
                words: own.name.in_lang(lang),
                chosen: matches!(look, Look::Filled(preset) if preset.key == own.key),
            })
            .collect(),
        said,
        hash: file.hash.clone(),
        sections,
        effect,
        shell: Shell::new(app, lang, "rules"),
    })
}

/// The season under the values typed.
fn under(season: &Season, typed: &Typed) -> Counted {
    Counted::of(&season.by_rules(&rules_typed(season, typed)))
}

/// The rules with the values typed.
fn rules_typed(season: &Season, typed: &Typed) -> Rules {
    let mut rules: Rules = season.rules.clone();
    for (name, value) in &typed.changes {
        if let Some(setting) = crate::model::settings::setting(name) {
            setting.set(&mut rules, value);
        }
    }
    rules
}

fn field(setting: &Setting, file: &File, typed: &Typed, lang: Lang) -> Field {
    let name = setting.name();
    let rules = file.text.rules();
    let in_file = setting.get(rules);
    let value = match typed.texts.get(&name) {
        Some(text) => text.clone(),
        None => in_file.to_string(),
    };
    let default = setting.get(&Rules::default());
    let problem = file.text.problems().iter().find(|own| {
        own.severity == Severity::Error && own.place.column.as_deref() == Some(name.as_str())
    });
    let wrong = match typed.texts.is_empty() {
        true => problem.map(|own| own.what.say(lang).to_owned()),
        false => typed.wrong.get(&name).cloned(),
    };
    Field {
        title: setting.title.in_lang(lang),
        meaning: setting.meaning.in_lang(lang),
        hint: hint(setting, &default, lang),
        why: "",
        unit: setting.values.unit.map_or("", |unit| unit.in_lang(lang)),
        options: options(setting, &value, lang),
        wrong: wrong.unwrap_or_default(),
        own: in_file != default,
        changed: typed.changes.iter().any(|(own, _)| *own == name),
        wide: matches!(setting.values.kind, Kind::Words | Kind::Days),
        value,
        name,
    }
}

/// Why the preset that was filled in has another value than the default.
fn why(name: &str, look: Look, lang: Lang) -> &'static str {
    let Look::Filled(preset) = look else {
        return "";
    };
    let own = preset.differs.iter().find(|own| own.setting == name);
    own.map_or("", |own| own.why.in_lang(lang))
}

fn hint(setting: &Setting, default: &Value, lang: Lang) -> String {
    let standard = said(&setting.values.say(default), lang);
    let range = match setting.values.kind {
        Kind::YesNo | Kind::Choice(_) | Kind::Words | Kind::Time => String::new(),
        // So many are a slip of the pen, which is told only where it happens.
        Kind::Whole { least, most } if most >= 1_000_000 => {
            bilingual!("不小于 {least}", "{least} or more").say(lang).to_owned()
        }
        Kind::Days => lang
            .pick(
                "日期，用分号隔开，连续的用“至”：2026-10-12；2026-10-14至2026-10-16",
                "days, separated by semicolons, several in a row with a tilde: 2026-10-12; 2026-10-14~2026-10-16",
            )
            .to_owned(),
        _ => said(&setting.values.range(), lang),
    };
    let nothing = match (setting.values.nothing, setting.values.kind) {
        (Some(nothing), Kind::Words | Kind::Days | Kind::Time) => {
            let nothing = nothing.in_lang(lang);
            bilingual!("空：{nothing}", "empty: {nothing}")
                .say(lang)
                .to_owned()
        }
        (Some(nothing), _) => {
            let nothing = nothing.in_lang(lang);
            bilingual!("0：{nothing}", "0: {nothing}")
                .say(lang)
                .to_owned()
        }
        (None, _) => String::new(),
    };
    let standard = match standard.is_empty() {
        true => String::new(),
        false => bilingual!("默认 {standard}", "default {standard}")
            .say(lang)
            .to_owned(),
    };
    let parts = [range, nothing, standard];
    let parts: Vec<String> = parts.into_iter().filter(|own| !own.is_empty()).collect();
    parts.join(lang.pick("；", "; "))
}

fn options(setting: &Setting, value: &str, lang: Lang) -> Vec<Choosable> {
    let one = |own: &'static str, words: &'static str| Choosable {
        chosen: own == value,
        value: own,
        words,
    };
    match setting.values.kind {
        Kind::YesNo => vec![
            one("true", lang.pick("是", "yes")),
            one("false", lang.pick("否", "no")),
        ],
        Kind::Choice(words) => words
            .iter()
            .map(|own| one(own.word, own.says.in_lang(lang)))
            .collect(),
        _ => Vec::new(),
    }
}
