//! Which values a setting takes: their kind, their range, and how they are said.

use super::{Choice, Value, Words};
use crate::bilingual;
use crate::model::words::Bilingual;
use std::ops::RangeInclusive;

/// More than this many of anything is a slip of the pen.
pub(super) const MANY: i64 = 1_000_000;
/// Heavier weights than this are one, too.
const HEAVY: f64 = 1e6;
/// A third of a year.
const LONGEST: f64 = 1e7;

/// Years outside this range are slips of the pen, in the rules as in the tables.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

pub(super) const CHOSEN: Words = Words::new("自动确定", "chosen by the program");
pub(super) const NO_LIMIT: Words = Words::new("不限", "no limit");
pub(super) const NOT_COUNTED: Words = Words::new("不计入", "not counted");
pub(super) const NONE_REQUIRED: Words = Words::new("不要求", "none required");
pub(super) const ALL_CORES: Words = Words::new("全部核心", "all cores");
pub(super) const AS_ON_PAPER: Words = Words::new("同资料评审", "as in the paper round");
pub(super) const UNDATED: Words = Words::new("一天，未定日期", "one day, no date");
pub(super) const NO_BREAK: Words = Words::new("无", "none");
pub(super) const SAME_AS_NAME: Words = Words::new("与全称相同", "same as the name");
pub(super) const SAME_AS_OFFICE: Words = Words::new("与办公室名称相同", "same as the office");
pub(super) const PRESENT_YEAR: Words = Words::new("写年度", "the year instead");
pub(super) const GENERAL: Words = Words::new("评审委员会办公室", "the committee office");
pub(super) const BLANK: Words = Words::new("留横线手写", "a line to write on");
pub(super) const THE_USUAL: Words = Words::new(
    "全国质量标杆为“经验名称”，其他奖项为“项目名称”",
    "经验名称 for 全国质量标杆, 项目名称 for other awards",
);
pub(super) const AS_NAMED: Words = Words::new(
    "全国质量标杆按其办法，其他奖项不写",
    "that of the measures of 全国质量标杆; of other awards, none",
);

pub(super) const THE_THREE: Words = Words::new(
    "遴选办法第八条的三项，权重见 `[scoring]`",
    "the three of the selection measures, weighted by `[scoring]`",
);
pub(super) const ONE_LIST: Words = Words::new("不分奖次", "one list");

/// Longest text of a setting, in characters: a list of criteria with what to look for.
pub(super) const LONGEST_TEXT: usize = 2000;

pub(super) const PEOPLE: Words = Words::new("人", "people");
pub(super) const SUBMISSIONS: Words = Words::new("项", "submissions");
pub(super) const YEARS_LONG: Words = Words::new("年", "years");
pub(super) const MINUTES: Words = Words::new("分钟", "minutes");

/// The kind of a setting's values, with its range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A whole number.
    Whole {
        /// The least.
        least: i64,
        /// The most; `i64::MAX` where any number will do.
        most: i64,
    },
    /// A year, or 0.
    Year,
    /// A number from 0 to 1.
    Fraction,
    /// A part of a whole from 0 to 1, said in percent.
    Share,
    /// A number from 0 on.
    Weight,
    /// A number above 0.
    Positive,
    /// A number of seconds above 0.
    Seconds,
    /// Yes or no.
    YesNo,
    /// One of these words.
    Choice(&'static [Choice]),
    /// Days, separated by semicolons.
    Days,
    /// A time of day.
    Time,
    /// Any words on one line.
    Words,
}

impl Kind {
    /// Whether a value may have a fraction.
    pub fn has_fractions(self) -> bool {
        matches!(
            self,
            Self::Fraction | Self::Share | Self::Weight | Self::Positive | Self::Seconds
        )
    }
}

/// The values that a setting takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Values {
    /// Their kind.
    pub kind: Kind,
    /// What 0 or an empty text says; `None` where it says just that.
    pub nothing: Option<Words>,
    /// What is counted or measured.
    pub unit: Option<Words>,
}

/// Whole numbers from `least` up to where a slip of the pen begins.
pub(super) const fn count(least: i64) -> Values {
    whole(least, MANY)
}

/// Whole numbers of a range.
pub(super) const fn whole(least: i64, most: i64) -> Values {
    values(Kind::Whole { least, most })
}

/// Values of a kind.
pub(super) const fn values(kind: Kind) -> Values {
    let (nothing, unit) = (None, None);
    Values {
        kind,
        nothing,
        unit,
    }
}

impl Values {
    /// With a meaning of its own for 0 or an empty text.
    pub(super) const fn or(self, nothing: Words) -> Self {
        let nothing = Some(nothing);
        Self { nothing, ..self }
    }

    /// With what is counted.
    pub(super) const fn of(self, unit: Words) -> Self {
        let unit = Some(unit);
        Self { unit, ..self }
    }

    /// Whether a value is in the range. What stands in a text is understood elsewhere.
    pub fn hold(&self, value: &Value) -> bool {
        match (self.kind, value) {
            (Kind::Whole { least, most }, Value::Whole(number)) => {
                *number >= least.into() && (most == i64::MAX || *number <= most.into())
            }
            (Kind::Year, Value::Whole(year)) => {
                let year = i32::try_from(*year);
                year.is_ok_and(|year| year == 0 || YEARS.contains(&year))
            }
            (Kind::Fraction | Kind::Share, Value::Number(number)) => (0.0..=1.0).contains(number),
            (Kind::Weight, Value::Number(number)) => (0.0..=HEAVY).contains(number),
            (Kind::Positive, Value::Number(number)) => *number > 0.0 && *number <= HEAVY,
            (Kind::Seconds, Value::Number(number)) => *number > 0.0 && *number <= LONGEST,
            (Kind::YesNo, Value::YesNo(_)) | (Kind::Days | Kind::Time, Value::Text(_)) => true,
            (Kind::Choice(words), Value::Text(text)) => words.iter().any(|own| own.word == text),
            (Kind::Words, Value::Text(text)) => {
                text.chars().count() <= LONGEST_TEXT && !text.contains(char::is_control)
            }
            _ => false,
        }
    }

    /// The range in words that fit behind "must be".
    pub fn range(&self) -> Bilingual {
        match self.kind {
            Kind::Whole { most, .. } if most == i64::MAX => {
                bilingual!("不小于 0 的整数", "a whole number from 0 on")
            }
            Kind::Whole { least, most } => bilingual!(
                "{least} 到 {most} 之间的整数",
                "a whole number from {least} to {most}"
            ),
            Kind::Year => {
                let (first, last) = (YEARS.start(), YEARS.end());
                bilingual!(
                    "{first} 到 {last} 之间的年份（0 表示今年）",
                    "a year from {first} to {last} (0: this year)"
                )
            }
            Kind::Fraction | Kind::Share => {
                bilingual!("0 到 1 之间的数", "a number from 0 to 1")
            }
            Kind::Weight => bilingual!("不小于 0 的数", "a number from 0 on"),
            Kind::Positive => bilingual!("大于 0 的数", "a number above 0"),
            Kind::Seconds => bilingual!("大于 0 的秒数", "a number of seconds above 0"),
            Kind::Choice(words) => {
                let list = |separator| {
                    let words: Vec<&str> = words.iter().map(|own| own.word).collect();
                    words.join(separator)
                };
                Bilingual::new(list("、"), list(", "))
            }
            Kind::Words => bilingual!(
                "一行文字，不超过 {LONGEST_TEXT} 字",
                "one line of at most {LONGEST_TEXT} characters"
            ),
            Kind::YesNo | Kind::Days | Kind::Time => self.form(),
        }
    }

    /// How a value is written, whatever it is, in words that fit behind "must be".
    pub fn form(&self) -> Bilingual {
        match self.kind {
            Kind::Whole { .. } | Kind::Year => bilingual!("整数", "a whole number"),
            Kind::Fraction | Kind::Share | Kind::Weight | Kind::Positive | Kind::Seconds => {
                bilingual!("数字", "a number")
            }
            Kind::YesNo => bilingual!("true 或 false", "true or false"),
            Kind::Days => bilingual!(
                "带引号的日期，用分号隔开，连续的用“至”：days = \"2026-10-12；2026-10-14至2026-10-16\"",
                "days in one pair of quotes, separated by semicolons, several in a row with a tilde: days = \"2026-10-12; 2026-10-14~2026-10-16\""
            ),
            Kind::Choice(_) | Kind::Time => bilingual!("带引号的词", "a word in quotes"),
            Kind::Words => bilingual!("带引号的文字", "words in quotes"),
        }
    }

    /// A value as a report says it.
    pub fn say(&self, value: &Value) -> Bilingual {
        if let Some(nothing) = &self.nothing
            && value.is_nothing()
        {
            return nothing.say();
        }
        match (self.kind, value) {
            (Kind::Share, Value::Number(share)) => {
                let percent = share * 100.0;
                Bilingual::same(format!("{percent:.0}%"))
            }
            (Kind::Seconds, Value::Number(seconds)) => {
                bilingual!("{seconds} 秒", "{seconds} s")
            }
            (_, Value::Number(number)) => Bilingual::same(number.to_string()),
            (_, Value::Whole(number)) => Bilingual::same(number.to_string()),
            (_, Value::YesNo(true)) => bilingual!("是", "yes"),
            (_, Value::YesNo(false)) => bilingual!("否", "no"),
            (Kind::Choice(words), Value::Text(text)) => {
                let own = words.iter().find(|own| own.word == text);
                own.map_or_else(|| Bilingual::same(text), |own| own.says.say())
            }
            (_, Value::Text(text)) => Bilingual::same(text.trim()),
        }
    }
}
