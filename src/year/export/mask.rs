//! Masking of names.

/// Masks a person's name as its first character and two stars, so that not even its length is
/// disclosed. An empty name becomes two stars.
pub fn mask(name: &str) -> String {
    let first: String = name.trim().chars().take(1).collect();
    format!("{first}**")
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn only_the_first_character_stays() {
        assert_eq!(mask("王建国"), "王**");
        assert_eq!(mask("李明"), "李**");
        assert_eq!(mask(" 欧阳修远"), "欧**");
        assert_eq!(mask(""), "**");
    }
}
