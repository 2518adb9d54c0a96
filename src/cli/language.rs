//! The language of a run. It is determined before the arguments are parsed, so that help and errors
//! about arguments use it too.

use crate::model::words::Lang;
use std::cell::Cell;
use std::ffi::OsString;

thread_local! {
    static CURRENT: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// Sets the language used by [`say`] on this thread.
pub(super) fn set(lang: Lang) {
    CURRENT.set(lang);
}

/// Picks the text for `--help`. clap builds its help from expressions next to each argument, so the
/// language cannot be passed as a parameter; it is kept per thread.
pub(super) fn say(zh: &'static str, en: &'static str) -> &'static str {
    match CURRENT.get() {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Picks one of two texts made for this run.
pub(super) fn pick(zh: String, en: String) -> String {
    match CURRENT.get() {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Determines the language: `--lang`, else the first of LC_ALL, LC_MESSAGES and LANG that is set,
/// else Chinese.
pub(super) fn detect(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let asked = option_value(arguments, "--lang").and_then(|value| match value.as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    });
    asked.unwrap_or_else(|| {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| variable(name).filter(|value| !value.is_empty()))
            .and_then(|locale| Lang::from_locale(&locale))
            .unwrap_or_default()
    })
}

/// Returns the last value of a long option among raw arguments (`--name value` or `--name=value`),
/// up to a bare `--`.
pub(super) fn option_value(arguments: &[OsString], name: &str) -> Option<String> {
    let mut found = None;
    let mut words = arguments
        .iter()
        .map(|word| word.to_string_lossy())
        .take_while(|word| word != "--");
    while let Some(word) = words.next() {
        if word == name {
            found = words.next().map(|value| value.into_owned());
        } else if let Some(value) = word
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('='))
        {
            found = Some(value.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str], locale: &[(&str, &str)]) -> Lang {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        detect(&words, |name| {
            let set = locale.iter().find(|(key, _)| *key == name);
            set.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_option_wins_over_the_locale() {
        let english = [("LANG", "en_US.UTF-8")];
        assert_eq!(of(&["empanel", "--lang", "zh"], &english), Lang::Zh);
        assert_eq!(of(&["empanel", "form", "--lang=en"], &[]), Lang::En);
        assert_eq!(of(&["empanel", "--", "--lang=en"], &[]), Lang::Zh);
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let mixed = [("LC_ALL", ""), ("LC_MESSAGES", "en_GB"), ("LANG", "zh_CN")];
        assert_eq!(of(&["empanel"], &mixed), Lang::En);
        assert_eq!(
            of(&["empanel"], &[("LC_ALL", "C"), ("LANG", "en")]),
            Lang::Zh
        );
        assert_eq!(of(&["empanel"], &[]), Lang::Zh);
    }
}
