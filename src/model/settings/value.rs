//! What a setting holds, whatever the type of its field.

use super::Words;
use std::fmt;

/// The value of a setting.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number.
    Whole(i128),
    /// A number with a fraction.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A word of a choice, days, a time of day.
    Text(String),
}

impl Value {
    /// Whether this is 0 or an empty text, for which many settings have a meaning of its own.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Whole(number) => *number == 0,
            Self::Number(number) => *number == 0.0,
            Self::YesNo(_) => false,
            Self::Text(text) => text.trim().is_empty(),
        }
    }

    /// The value as `rules.toml` writes it.
    pub fn toml(&self) -> String {
        match self {
            Self::Text(text) => toml::Value::String(text.clone()).to_string(),
            other => other.to_string(),
        }
    }
}

/// As `rules.toml` writes it, without quotes.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => write!(f, "{number}"),
            // Keeps the point of a number that could have a fraction.
            Self::Number(number) => write!(f, "{number:?}"),
            Self::YesNo(answer) => write!(f, "{answer}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// A type that a field of the rules may have.
pub(super) trait Field: Sized {
    /// The value of the field.
    fn value(&self) -> Value;
    /// The field of a value; `None` where its type cannot hold it.
    fn take(value: &Value) -> Option<Self>;
}

macro_rules! whole {
    ($($number:ty)*) => {$(
        impl Field for $number {
            fn value(&self) -> Value {
                Value::Whole(*self as i128)
            }

            fn take(value: &Value) -> Option<Self> {
                match value {
                    Value::Whole(number) => Self::try_from(*number).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

whole!(usize u64 u32 i32);

impl Field for f64 {
    fn value(&self) -> Value {
        Value::Number(*self)
    }

    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => Some(*number),
            // A whole number where a fraction may stand.
            Value::Whole(number) => Some(*number as Self),
            _ => None,
        }
    }
}

impl Field for bool {
    fn value(&self) -> Value {
        Value::YesNo(*self)
    }

    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::YesNo(answer) => Some(*answer),
            _ => None,
        }
    }
}

impl Field for String {
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn take(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

/// One of the words that a choice is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word of `rules.toml`.
    pub word: &'static str,
    /// What it says.
    pub says: Words,
}

impl Choice {
    pub(super) const fn new(word: &'static str, zh: &'static str, en: &'static str) -> Self {
        let says = Words::new(zh, en);
        Self { word, says }
    }
}

/// A type whose values are words.
pub(super) trait Chosen: Copy + PartialEq + 'static {
    /// Every value.
    const VALUES: &'static [Self];
    /// The word of each value, in the same order.
    const WORDS: &'static [Choice];
}

impl<T: Chosen> Field for T {
    fn value(&self) -> Value {
        let mut all = T::VALUES.iter().zip(T::WORDS);
        let own = all.find(|(value, _)| *value == self);
        Value::Text(own.map_or("", |(_, choice)| choice.word).to_owned())
    }

    fn take(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else {
            return None;
        };
        let mut all = T::VALUES.iter().zip(T::WORDS);
        all.find(|(_, choice)| choice.word == text)
            .map(|(value, _)| *value)
    }
}
