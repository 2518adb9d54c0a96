//! Messages in both languages.

use super::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A message in Chinese and English. Created where the facts are known; the language is chosen
/// where it is shown.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, JsonSchema, Deserialize,
)]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
    /// Makes a message from its two texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// Makes a message that is the same in both languages (a name, a code).
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            zh: text.clone(),
            en: text,
        }
    }

    /// Returns the text in `lang`.
    pub fn say(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Formats one message in both languages: `bilingual!("第{row}行", "row {row}")`. Both format
/// strings take the same captured names.
#[macro_export]
macro_rules! bilingual {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::model::words::Bilingual {
            zh: ::std::format!($zh),
            en: ::std::format!($en),
        }
    };
}
