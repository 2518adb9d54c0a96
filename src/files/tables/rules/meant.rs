//! Guesses the intended form of a line of `rules.toml`: full-width characters, words without
//! quotes, titles instead of keys, per cent, yes and no.

use crate::model::settings::{Kind, SECTIONS, Section, Setting, Value, section};

/// The corrected form of the line with this number (from 1); `None` if it cannot be guessed, or if
/// the line needs no correction. Linear in the text.
pub(super) fn meant(text: &str, row: u32) -> Option<String> {
    let at = usize::try_from(row).ok()?.checked_sub(1)?;
    let written = text.lines().nth(at)?;
    let own = plain(written);
    let better = match name_of_section(&own) {
        Some(name) => {
            let known = |own: &&Section| own.key == name || own.title.zh == name;
            format!("[{}]", SECTIONS.iter().find(known)?.key)
        }
        None => {
            let above = text.lines().take(at).map(plain);
            let above = above.filter_map(|line| name_of_section(&line).map(str::to_owned));
            entry(&own, section(&above.last()?)?)?
        }
    };
    (better != written.trim()).then_some(better)
}

/// The line in half width, without its comment.
fn plain(line: &str) -> String {
    let half = line.chars().filter_map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '“' | '”' | '‘' | '’' | '「' | '」' => Some('"'),
        '【' | '〔' => Some('['),
        '】' | '〕' => Some(']'),
        '\u{3000}' | '\u{a0}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        other => Some(other),
    });
    let half: String = half.collect();
    let end = half.find('#').into_iter().chain(half.find("//")).min();
    half[..end.unwrap_or(half.len())].trim().to_owned()
}

fn name_of_section(line: &str) -> Option<&str> {
    let name = line.strip_prefix('[')?;
    Some(name.trim_matches(['[', ']', ' ']))
}

/// A key with its value.
fn entry(line: &str, section: &Section) -> Option<String> {
    let (key, value) = line
        .split_once(['=', ':'])
        .or_else(|| line.split_once(' '))?;
    let key = key.trim().trim_matches('"');
    let named = |own: &&Setting| own.key == key || own.title.zh == key || own.title.en == key;
    let setting = section.settings.iter().find(named)?;
    let bare = value.trim().trim_end_matches([',', ';', '。']);
    let value = value_of(setting, bare.trim_matches(['"', '\'']).trim())?;
    setting
        .values
        .hold(&value)
        .then(|| format!("{} = {}", setting.key, value.toml()))
}

fn value_of(setting: &Setting, word: &str) -> Option<Value> {
    let low = word.to_lowercase();
    match setting.values.kind {
        Kind::YesNo => match low.as_str() {
            "是" | "yes" | "true" | "1" => Some(Value::YesNo(true)),
            "否" | "no" | "false" | "0" => Some(Value::YesNo(false)),
            _ => None,
        },
        Kind::Whole { .. } | Kind::Year => low.parse().ok().map(Value::Whole),
        Kind::Choice(words) => {
            let mut words = words.iter();
            let own = words.find(|own| own.word == low || own.says.zh == word)?;
            Some(Value::Text(own.word.to_owned()))
        }
        Kind::Days | Kind::Time | Kind::Words => Some(Value::Text(word.to_owned())),
        Kind::Fraction | Kind::Share | Kind::Weight | Kind::Positive | Kind::Seconds => {
            let number = match low.strip_suffix('%') {
                Some(percent) => percent.trim().parse::<f64>().ok()? / 100.0,
                None => low.parse().ok()?,
            };
            Some(Value::Number(number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offices_write_is_told_as_it_should_be() {
        for (head, line, better) in [
            ("[groups]", "count ＝ 2", "count = 2"),
            ("[groups]", "count = ２", "count = 2"),
            ("【groups】", "count：12；", "count = 12"),
            ("[groups]", "count = 2，", "count = 2"),
            ("[groups]", "count = \"4\"", "count = 4"),
            ("[groups]", "count 4", "count = 4"),
            ("[groups]", "count = 4 // 组数", "count = 4"),
            ("[groups]", "专业组数 = 4", "count = 4"),
            ("[groups]", "odd_members = 是", "odd_members = true"),
            (
                "[groups]",
                "odd_members = False # 可双数",
                "odd_members = false",
            ),
            ("[conflicts]", "kin = “bar”", "kin = \"bar\""),
            ("[conflicts]", "kin = bar", "kin = \"bar\""),
            ("[conflicts]", "kin = \"BAR\"", "kin = \"bar\""),
            ("[conflicts]", "kin = 不回避", "kin = \"off\""),
            (
                "[balance]",
                "max_region_share = 50%",
                "max_region_share = 0.5",
            ),
            (
                "[balance]",
                "max_region_share = ５０％",
                "max_region_share = 0.5",
            ),
            ("[score]", "industry = .5", "industry = 0.5"),
            ("[defence]", "start = 09:00", "start = \"09:00\""),
            ("[defence]", "start：9：00", "start = \"9:00\""),
            ("[defence]", "days = 2026-10-12", "days = \"2026-10-12\""),
            ("[groups]", "【reviews】", "[reviews]"),
            ("[groups]", "[reviews", "[reviews]"),
            ("[groups]", "【形式审查】", "[screen]"),
        ] {
            let text = format!("{head}\n{line}\n");
            assert_eq!(meant(&text, 2).as_deref(), Some(better), "{text}");
            // Every suggestion is valid TOML and needs no further correction.
            assert!(better.parse::<toml::Table>().is_ok(), "{better}");
            assert_eq!(meant(&format!("{head}\n{better}\n"), 2), None);
        }
    }

    #[test]
    fn what_nobody_can_tell_is_not_guessed() {
        for text in [
            "[groups]\ncount = viele\n",
            "[groups]\ncount = -1\n",
            "[groups]\nodd_members = 也许\n",
            "[groups]\nnonsense = 1\n",
            "[nonsense]\ncount ＝ 1\n",
            "[balance]\nmax_region_share = 50\n",
            "[groups]\n\n",
            "",
            "count ＝ 1\n",
            "\n[]\n",
        ] {
            for row in 0..4 {
                let found = meant(text, row);
                assert_eq!(found, None, "{text}");
            }
        }
    }
}
