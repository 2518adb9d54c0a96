//! What a person asks for: who withdraws, when and why.

use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::window::native::Sent;
use jiff::civil::Date;

/// What was asked for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) who: String,
    /// Who withdrew earlier and can take part again.
    pub(super) back: String,
    pub(super) reason: String,
    pub(super) date: String,
    pub(super) coverage_first: bool,
    pub(super) take: usize,
    /// Nobody withdraws: the plan is adjusted to tables and rules as they are now.
    pub(super) nobody: bool,
}

impl Asked {
    pub(super) fn of(sent: &Sent) -> Self {
        let nobody = sent.get("nobody") == "1";
        let who = |name: &str| match nobody {
            true => String::new(),
            false => sent.get(name).to_owned(),
        };
        Self {
            who: who("who"),
            back: who("back"),
            reason: sent.get("reason").to_owned(),
            date: sent.get("date").to_owned(),
            coverage_first: sent.get("order") == "coverage",
            take: sent.get("take").parse().unwrap_or(0),
            nobody,
        }
    }

    /// The hidden fields that ask for the same again, but for the row.
    pub(super) fn fields(&self) -> [(&'static str, &str); 6] {
        [
            ("who", &self.who),
            ("back", &self.back),
            ("reason", &self.reason),
            ("date", &self.date),
            (
                "order",
                if self.coverage_first {
                    "coverage"
                } else {
                    "people"
                },
            ),
            ("nobody", if self.nobody { "1" } else { "" }),
        ]
    }

    /// The day of the withdrawal; `None` where none was written.
    ///
    /// # Errors
    /// It is no date, in words.
    pub(super) fn day(&self, lang: Lang) -> Result<Option<Date>, String> {
        let date = &self.date;
        if date.is_empty() {
            return Ok(None);
        }
        let read = date.parse::<Date>().map(Some);
        read.map_err(|_| {
            bilingual!(
                "「{date}」不是日期，请写成 2026-09-01。",
                "[{date}] is not a date; write it as 2026-09-01."
            )
            .say(lang)
            .to_owned()
        })
    }

    /// What the history says of it.
    pub(super) fn story(&self, gone: &[String], back: &[String]) -> Bilingual {
        let mut zh = Vec::new();
        let mut en = Vec::new();
        let (date, reason) = (self.date.trim(), self.reason.trim());
        if !gone.is_empty() {
            let (ids_zh, ids_en) = (gone.join("、"), gone.join(", "));
            zh.push(format!("{ids_zh} 退出"));
            en.push(format!("withdrawn: {ids_en}"));
        }
        if !back.is_empty() {
            let (ids_zh, ids_en) = (back.join("、"), back.join(", "));
            zh.push(format!("{ids_zh} 重新参加"));
            en.push(format!("taking part again: {ids_en}"));
        }
        if gone.is_empty() && back.is_empty() {
            zh.push("按现在的数据表和规则调整".to_owned());
            en.push("adjusted to tables and rules as they are now".to_owned());
        }
        let told = |parts: Vec<String>, comma: &str, colon: &str| {
            let day = if date.is_empty() {
                String::new()
            } else {
                format!("{date} ")
            };
            let why = if reason.is_empty() {
                String::new()
            } else {
                format!("{colon}{reason}")
            };
            format!("{day}{}{why}", parts.join(comma))
        };
        Bilingual::new(told(zh, "，", "：").as_str(), told(en, "; ", ": ").as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_tells_who_when_and_why() {
        let asked = Asked {
            reason: "因病".to_owned(),
            date: "2026-09-01".to_owned(),
            ..Asked::default()
        };
        let ids =
            |own: &[&str]| -> Vec<String> { own.iter().map(|own| (*own).to_owned()).collect() };
        let story = asked.story(&ids(&["E1", "S2"]), &ids(&["E3"]));
        assert_eq!(story.zh, "2026-09-01 E1、S2 退出，E3 重新参加：因病");
        let own = Asked::default().story(&ids(&["E1"]), &[]);
        assert_eq!(own.en, "withdrawn: E1");
        let none = asked.story(&[], &[]);
        assert_eq!(none.zh, "2026-09-01 按现在的数据表和规则调整：因病");
    }

    #[test]
    fn a_day_is_a_date_or_nothing() {
        let day = |date: &str| {
            let date = date.to_owned();
            Asked {
                date,
                ..Asked::default()
            }
            .day(Lang::Zh)
        };
        assert_eq!(day(""), Ok(None));
        assert!(day("2026-09-01").expect("a day").is_some());
        assert!(day("2026-13-01").is_err() && day("明天").is_err());
    }
}
