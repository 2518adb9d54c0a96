//! Changes single values in the text of `rules.toml`; all else, with every comment, stays as it is.

use crate::model::settings::Value;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The text with these settings changed; `None` if the text cannot be parsed, or has a form in which
/// no single value can be changed. Linear in the text, for each change.
pub(super) fn edited(text: &str, changes: &[(&str, Value)]) -> Option<String> {
    let mut text = text.to_owned();
    for (name, value) in changes {
        text = one(&text, name, value)?;
    }
    Some(text)
}

fn one(text: &str, name: &str, value: &Value) -> Option<String> {
    let (section, key) = name.split_once('.')?;
    let parsed = DeTable::parse(text).ok()?;
    let mut sections = parsed.get_ref().iter();
    let found = sections.find(|(own, _)| own.get_ref().as_ref() == section);
    let Some((title, entries)) = found else {
        let gap = match text.is_empty() || text.ends_with("\n\n") {
            true => "",
            false if text.ends_with('\n') => "\n",
            false => "\n\n",
        };
        return Some(format!(
            "{text}{gap}[{section}]\n{key} = {}\n",
            value.toml()
        ));
    };
    let DeValue::Table(entries) = entries.get_ref() else {
        return None;
    };
    let own = entries
        .iter()
        .find(|(own, _)| own.get_ref().as_ref() == key);
    if let Some((_, old)) = own {
        return Some(with(text, old.span(), &value.toml()));
    }
    // Behind the last entry of the section, or behind its heading.
    let last = entries.iter().map(|(_, own)| own.span().end).max();
    let from = last.unwrap_or(title.span().end);
    let line = text.get(from..)?.find('\n').map(|end| from + end);
    let entry = format!("\n{key} = {}", value.toml());
    let at = line.unwrap_or(text.len());
    Some(with(text, at..at, &entry))
}

fn with(text: &str, span: Range<usize>, new: &str) -> String {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    format!("{before}{new}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# 本届规则\n[groups]\ncount = 5 # 五组\n\n[reviews] # 评审\n\n[solve]\nseed = 7";

    fn with_changes(changes: &[(&str, Value)]) -> String {
        edited(TEXT, changes).expect("it parses")
    }

    #[test]
    fn a_value_is_changed_and_its_comment_stays() {
        let text = with_changes(&[("groups.count", Value::Whole(6))]);
        assert_eq!(text, TEXT.replace("count = 5 #", "count = 6 #"));
    }

    #[test]
    fn a_new_key_comes_into_its_section() {
        let text = with_changes(&[
            ("groups.odd_members", Value::YesNo(false)),
            ("reviews.per_submission", Value::Whole(4)),
            ("solve.threads", Value::Whole(2)),
        ]);
        let wanted = "# 本届规则\n[groups]\ncount = 5 # 五组\nodd_members = false\n\n[reviews] # 评审\nper_submission = 4\n\n[solve]\nseed = 7\nthreads = 2";
        assert_eq!(text, wanted);
    }

    #[test]
    fn a_new_section_comes_last() {
        let word = Value::Text("江州 \"质量\" 奖".to_owned());
        let text = with_changes(&[("award.name", word)]);
        let wanted = format!("{TEXT}\n\n[award]\nname = '江州 \"质量\" 奖'\n");
        assert_eq!(text, wanted);
        let text = edited("", &[("groups.count", Value::Whole(3))]);
        assert_eq!(text.as_deref(), Some("[groups]\ncount = 3\n"));
    }

    #[test]
    fn a_text_that_is_no_toml_is_not_changed() {
        assert_eq!(
            edited("[groups\n", &[("groups.count", Value::Whole(3))]),
            None
        );
    }
}
