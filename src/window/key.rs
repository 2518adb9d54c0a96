//! The key that a browser needs to see anything.

use rand::RngExt as _;

/// 128 random bits in hexadecimal.
pub(super) struct Key(String);

impl Key {
    /// A new key from the generator of the operating system.
    pub(super) fn new() -> Self {
        let bits: u128 = rand::rng().random();
        Self(format!("{bits:032x}"))
    }

    /// The key as written in the first address and in the cookie.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Whether `given` is the key. The time it takes does not depend on where they differ.
    pub(super) fn opens(&self, given: &str) -> bool {
        let (own, given) = (self.0.as_bytes(), given.as_bytes());
        let pairs = own.iter().zip(given);
        let differing = pairs.fold(0, |differing, (a, b)| differing | (a ^ b));
        own.len() == given.len() && differing == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn only_the_whole_key_opens() {
        let key = Key::new();
        assert_eq!(key.text().len(), 32);
        assert!(key.opens(key.text()));
        assert!(!key.opens(&key.text()[..31]));
        assert!(!key.opens(""));
        assert!(!key.opens(Key::new().text()));
    }
}
