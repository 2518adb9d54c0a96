//! Names that are not to be recognised.

/// Masks a person's name: its first character and two stars, whatever its length, so that the
/// length tells nothing. An empty name becomes the stars alone.
pub fn mask(name: &str) -> String {
    let first: String = name.trim().chars().take(1).collect();
    format!("{first}**")
}

/// Fewest digits of a telephone number.
const PHONE: usize = 7;

/// Leaves out e-mail addresses and telephone numbers that somebody wrote into a name.
pub(super) fn without_contacts(text: &str) -> String {
    let mail = |c: char| c.is_ascii_alphanumeric() || "._%+-@＠".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let phone = |c: char| digit(c) || "+-－ ".contains(c);
    let mut rest = text;
    let mut kept = String::new();
    while let Some(first) = rest.chars().next() {
        let run = |of: &dyn Fn(char) -> bool| {
            let end = rest.find(|c| !of(c)).unwrap_or(rest.len());
            &rest[..end]
        };
        let (address, number) = (run(&mail), run(&phone));
        let digits = number.chars().filter(|&c| digit(c)).count();
        let left_out = if address.contains(['@', '＠']) {
            address
        } else if digits >= PHONE {
            number
        } else {
            kept.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        rest = &rest[left_out.len()..];
    }
    if kept.len() == text.len() {
        return kept;
    }
    let kept = kept.replace("（）", "").replace("()", "");
    let ends = |c: char| c.is_whitespace() || ",，;；、/:：".contains(c);
    kept.trim_matches(ends).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{mask, without_contacts};

    #[test]
    fn only_the_first_character_stays() {
        assert_eq!(mask("王建国"), "王**");
        assert_eq!(mask("李明"), "李**");
        assert_eq!(mask(" 欧阳修远"), "欧**");
        assert_eq!(mask(""), "**");
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
