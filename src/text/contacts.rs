//! Telephone numbers and mail addresses inside text that a person wrote.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;

/// Fewest digits of a telephone number.
const PHONE: usize = 7;

/// Where mail addresses and telephone numbers stand in `text`, whatever adjoins them. Years, days,
/// decimals, lists of codes and digits within codes (a letter before or after them) are none.
pub fn contacts(text: &str) -> Vec<Range<usize>> {
    let characters: Vec<(usize, char)> =
        text.char_indices().map(|(at, c)| (at, plain(c))).collect();
    let end = |at: usize| characters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let run = |of: &dyn Fn(char) -> bool| {
            let rest = characters[at..].iter();
            at + rest.take_while(|(_, c)| of(*c)).count()
        };
        let (address, number) = (run(&is_mail), run(&is_phone));
        let letters =
            |range: Range<usize>| -> String { characters[range].iter().map(|(_, c)| *c).collect() };
        let before = letters(0..at);
        if is_address(&letters(at..address)) {
            found.push(end(at)..end(address));
            at = address;
        } else if characters[at].1.is_ascii_digit() || characters[at].1 == '+' {
            // What only ends the run, such as a bracket that was opened before, is no part of it.
            let digits = letters(at..number);
            let length = digits
                .trim_end_matches(|c: char| !c.is_ascii_digit())
                .chars()
                .count();
            let after = characters.get(at + length).map(|(_, c)| *c);
            if is_number(&digits) && !is_code(&before, after) {
                found.push(end(at)..end(at + length));
            }
            at += length.max(1);
        } else {
            // A whole word that is no address: its end is no beginning of one.
            at += 1;
        }
    }
    found
}

/// Leaves out e-mail addresses and telephone numbers that somebody wrote into a name or a
/// title, with the brackets and separators that they leave behind.
pub fn without_contacts(text: &str) -> String {
    let mut kept = text.to_owned();
    for range in contacts(text).into_iter().rev() {
        kept.replace_range(range, "");
    }
    if kept.len() == text.len() {
        return kept;
    }
    let kept = kept.replace("（）", "").replace("()", "");
    let ends = |c: char| c.is_whitespace() || ",，;；、/:：".contains(c);
    kept.trim_matches(ends).to_owned()
}

/// Whether a telephone number may well be all of `text`: a mobile number or one with an area code.
/// Other digits may be an id.
pub fn is_telephone(text: &str) -> bool {
    let plain: String = text.nfkc().collect();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("86").unwrap_or(&digits);
    let mobile = national.len() == 11 && national.starts_with('1');
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    plain.chars().all(is_phone) && (mobile || landline)
}

fn plain(c: char) -> char {
    c.nfkc().next().unwrap_or(c)
}

fn is_mail(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._%+-@".contains(c)
}

fn is_phone(c: char) -> bool {
    c.is_ascii_digit() || "+-() .‐‑–—".contains(c)
}

/// Whether a word is an address: somebody at a host, which has a point.
fn is_address(word: &str) -> bool {
    let parts = word.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// Whether digits with what separates them are a number to call.
fn is_number(run: &str) -> bool {
    let run = run.trim_end_matches(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let digits: usize = parts.iter().map(|part| part.len()).sum();
    if digits < PHONE {
        return false;
    }
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let small = |part: &&str| part.len() <= 2;
    let days = year(&parts[0]) && parts[1..].iter().all(|part| year(part) || small(part));
    let day = parts.len() == 1 && run.len() == 8 && is_day(run);
    let decimal = parts.len() == 2 && run.contains('.') && parts[0].len() < 3;
    // A standard by its number and year, GB/T 19001-2016.
    let standard = parts.len() == 2 && parts[0].len() <= 5 && year(&parts[1]);
    // Codes of industries have two to four digits; a mobile number begins with three.
    let spaced = run.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let codes = parts.len() > 1
        && spaced
        && parts.iter().all(|part| part.len() <= 4)
        && !run.starts_with('0')
        && !(parts[0].len() == 3 && digits == 11);
    !(days || day || standard || decimal || codes)
}

fn is_day(run: &str) -> bool {
    let number = |range: Range<usize>| run[range].parse::<u32>().unwrap_or(0);
    (1900..2100).contains(&number(0..4))
        && (1..=12).contains(&number(4..6))
        && (1..=31).contains(&number(6..8))
}

/// Whether letters beside digits make them a code; words that announce a number do not.
fn is_code(before: &str, after: Option<char>) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_';
    let start = before.rfind(|c: char| !letter(c)).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let word = before[start..].to_lowercase();
    let announced = [
        "", "tel", "phone", "mobile", "mob", "ph", "fax", "qq", "wechat",
    ];
    !announced.contains(&word.as_str()) || after.is_some_and(letter)
}

#[cfg(test)]
mod tests {
    use super::{contacts, without_contacts};

    fn masked(text: &str) -> String {
        let mut shown = text.to_owned();
        for range in contacts(text).into_iter().rev() {
            shown.replace_range(range, "…");
        }
        shown
    }

    #[test]
    fn numbers_and_addresses_are_found_whatever_adjoins_them() {
        for (text, shown) in [
            ("电话13911112222", "电话…"),
            ("王五 13800138000", "王五 …"),
            ("王五１３８００１３８０００转王六", "王五…转王六"),
            ("+86 138-0013-8000", "…"),
            ("请拨（010）6234 5678", "请拨（…"),
            ("62345678", "…"),
            ("8888-0000 或 tel:8888000", "… 或 tel:…"),
            ("a@b.cn", "…"),
            ("邮箱wang.wu@example.org、抄送", "邮箱…、抄送"),
            ("139 0000 0008", "…"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }

    #[test]
    fn ids_codes_years_days_and_decimals_are_not_taken_for_numbers() {
        for plain in [
            "大概",
            "-3",
            "2026-10-12",
            "20261012",
            "2026-10-12；2026-10-13",
            "2019-2021",
            "2019 2020 2021",
            "3441 3453 3562",
            "38,39",
            "empanel/plan@2",
            "GB/T 4754-2017",
            "GB/T 19001-2016",
            "ISO9001234567",
            "S20240001234",
            "0.3333333333",
            "示例第5719工厂",
            "E001；E002",
            "@",
        ] {
            assert_eq!(masked(plain), plain);
        }
    }

    #[test]
    fn numbers_and_addresses_are_no_part_of_a_name() {
        for (text, name) in [
            ("尉迟长空13900000008", "尉迟长空"),
            ("尉迟长空（139 0000 0008）", "尉迟长空"),
            ("司徒静怡 situ.jy@example.org", "司徒静怡"),
            ("司徒静怡situ@example.org；010-88880000", "司徒静怡"),
            ("０１０８８８８００００ 王建国", "王建国"),
            ("示例第5719工厂", "示例第5719工厂"),
            ("Anna-Maria O'Neil 2", "Anna-Maria O'Neil 2"),
            ("示例公司（北京）", "示例公司（北京）"),
        ] {
            assert_eq!(without_contacts(text), name);
        }
    }
}
