//! Normal forms of names: width, case, invisible characters, forms of Chinese characters, middle
//! dots.

use super::fold::is_folded;
use super::is_unseen;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The form to which all middle dots of transliterated names are mapped.
pub const DOT: char = '\u{B7}';

/// Middle dots of input methods, fonts and other encodings, including results of compatibility
/// folding. The full stop counts as one only within a name ([`person_key`]).
const DOTS: [char; 19] = [
    '\u{B7}', '\u{387}', '\u{2022}', '\u{2023}', '\u{2024}', '\u{2027}', '\u{2219}', '\u{22C5}',
    '\u{25CF}', '\u{25E6}', '\u{26AB}', '\u{2E30}', '\u{2E31}', '\u{2E33}', '\u{30FB}', '\u{FF65}',
    '\u{A78F}', '\u{1427}', '\u{16EB}',
];

/// Characters that are both traditional and, with another meaning, simplified: 张乾 is not 张干.
const BOTH: &str = "乾著藉瞭徵覆馀於";

/// Traditional characters and their simplified forms.
static SIMPLE: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let one = |text: &str| {
        let mut characters = text.chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    hanconv::Dictionary::TSCharacters
        .iter()
        .filter_map(|(from, to)| Some((one(from)?, one(to)?)))
        .filter(|(from, to)| from != to && !BOTH.contains(*from))
        .collect()
});

/// The simplified form of a character.
pub fn simplified(c: char) -> char {
    // Characters below this are Latin, punctuation and the like.
    if c < '\u{3400}' {
        return c;
    }
    SIMPLE.get(&c).copied().unwrap_or(c)
}

/// Whether a character is a middle dot.
pub fn is_dot(c: char) -> bool {
    DOTS.contains(&c)
}

/// Folds width, case and the forms of Chinese characters, drops invisible characters, and unifies
/// middle dots. White space and punctuation stay. Linear.
pub fn plain(text: &str) -> String {
    if is_folded(text) {
        return text.chars().map(simplified).collect();
    }
    text.chars()
        .filter(|c| !is_unseen(*c))
        .map(|c| if is_dot(c) { DOT } else { c })
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

/// The key of a person's name: [`plain`] without white space (lists pad names of two characters),
/// with the full stop as a middle dot, without quotation marks and variation marks. Empty for an
/// empty name.
pub fn person_key(name: &str) -> String {
    let mut key = String::new();
    for c in plain(name).chars() {
        match c {
            '.' | DOT if key.ends_with(DOT) => {}
            '.' => key.push(DOT),
            '\'' | '"' | '`' | '‘' | '’' | '“' | '”' | '´' => {}
            _ if c.is_whitespace() => {}
            _ => key.push(c),
        }
    }
    key.trim_matches(DOT).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_middle_dots_are_one() {
        for dot in [
            "·", "•", "‧", "・", "．", ".", "･", "⸱", "∙", "⋅", " · ", "\u{387}", "●", "․",
        ] {
            let name = format!("阿依{dot}努尔");
            assert_eq!(person_key(&name), "阿依·努尔", "{dot:?}");
        }
        assert_ne!(
            person_key("阿依努尔"),
            person_key("阿依·努尔"),
            "only alike"
        );
        assert_eq!(person_key("J. Smith"), person_key("J.Smith"));
        assert_eq!(person_key("Smith Jr."), "smithjr");
    }

    #[test]
    fn padding_width_case_and_what_is_invisible_go() {
        for name in [
            "陈　静",
            "陈 静",
            "陈\u{200B}静",
            "陈\u{A0}静",
            "陳靜",
            "\u{FEFF}陈静",
        ] {
            assert_eq!(person_key(name), "陈静", "{name:?}");
        }
        assert_eq!(person_key("Ｌｉ Na"), person_key("LI NA"));
        assert_eq!(person_key("O’Neil"), person_key("O'Neil"));
        assert_eq!(person_key(" \u{200E}"), "");
    }

    #[test]
    fn traditional_and_simplified_are_one_but_for_characters_of_both() {
        assert_eq!(plain("示例泵業集團有限公司"), "示例泵业集团有限公司");
        assert_eq!(plain("臺灣檢驗"), "台湾检验");
        assert_ne!(person_key("张乾"), person_key("张干"));
        assert_eq!(plain("ＡＢＢ（中国）"), "abb(中国)");
    }
}
