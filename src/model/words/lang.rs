//! The language of messages and reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of messages, tables and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, the language of the first users and the fallback.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Returns the language of a locale such as `en_US.UTF-8`, or `None` if it is neither of the
    /// two (for example `C` and `POSIX`).
    pub fn from_locale(locale: &str) -> Option<Self> {
        let head = locale.get(..2)?.to_ascii_lowercase();
        match head.as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Picks one of two texts.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language_or_none() {
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_locale("en_GB"), Some(Lang::En));
        assert_eq!(Lang::from_locale("C"), None);
        assert_eq!(Lang::from_locale("de_DE"), None);
    }
}
