//! The shape of the table: a section with its settings, one row each.

/// Makes a section of the rules from its rows: the type with its defaults, and what is known of
/// each setting. A row holds, in this order,
///
/// ```text
/// /// What it does, in English, in one sentence.
/// key: type = default, values, "title zh", "title en", "what it does, in Chinese";
/// ```
///
/// and, for settings that are no rules of a plan, a [`Role`](super::Role) behind them.
macro_rules! section {
    (
        $(#[$attribute:meta])*
        $rules:ident = $section:ident, $section_zh:literal, $section_en:literal;
        $(
            $(#[doc = $meaning:literal])+
            $key:ident: $type:ty = $default:expr, $values:expr,
            $zh:literal, $en:literal, $meaning_zh:literal $(, $role:ident)?;
        )+
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $rules {
            $($(#[doc = $meaning])+ pub $key: $type,)+
        }

        impl Default for $rules {
            fn default() -> Self {
                Self { $($key: $default,)+ }
            }
        }

        impl $rules {
            pub(super) const SECTION: $crate::model::settings::Section =
                $crate::model::settings::Section {
                    key: stringify!($section),
                    title: $crate::model::settings::Words::new($section_zh, $section_en),
                    settings: &[$(
                        $crate::model::settings::Setting {
                            section: stringify!($section),
                            key: stringify!($key),
                            title: $crate::model::settings::Words::new($zh, $en),
                            meaning: $crate::model::settings::Words::new(
                                $meaning_zh,
                                // A line of documentation begins with a space.
                                concat!($($meaning),+).trim_ascii_start(),
                            ),
                            values: $values,
                            role: $crate::model::settings::row::role!($($role)?),
                            get: |rules| $crate::model::settings::value::Field::value(
                                &rules.$section.$key,
                            ),
                            set: |rules, value| {
                                let own = $crate::model::settings::value::Field::take(value);
                                match own {
                                    Some(own) => rules.$section.$key = own,
                                    None => return false,
                                }
                                true
                            },
                        },
                    )+],
                };
        }
    };
}

/// The role that a row names, or that of a rule.
macro_rules! role {
    () => {
        $crate::model::settings::Role::Rule
    };
    ($role:ident) => {
        $crate::model::settings::Role::$role
    };
}

pub(super) use {role, section};
