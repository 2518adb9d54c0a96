//! Names that are not to be recognised.

/// Masks a person's name: its first character and two stars, whatever its length, so that the
/// length tells nothing. An empty name becomes the stars alone.
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
