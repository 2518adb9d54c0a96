//! The tiers of the result: an award, a nomination, and so on, with the places of each.

use super::AwardRules;
use super::listed::{Fault, entries};
use crate::bilingual;
use crate::model::words::folded;

/// A tier of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Its name, such as `提名奖`.
    pub name: String,
    /// Most submissions that it may go to.
    pub places: usize,
}

impl AwardRules {
    /// The tiers, the highest first; empty where the result has none, or where the list cannot be
    /// read, which [`contradictions`](super::contradictions) reports.
    pub fn tiers(&self) -> Vec<Tier> {
        tiers(&self.tiers).unwrap_or_default()
    }

    /// Number of the tier of a name, from 0.
    pub fn tier(&self, name: &str) -> Option<usize> {
        let tiers = self.tiers();
        let mut all = tiers.iter();
        all.position(|own| folded(&own.name) == folded(name.trim()))
    }
}

/// The tiers of a text.
pub(super) fn tiers(text: &str) -> Result<Vec<Tier>, Fault> {
    let all = entries(text, &["places", "名", "个", "项", "家"])?;
    let whole = |own: &super::listed::Entry| own.number.fract() == 0.0 && own.number < 1e6;
    if let Some(part) = all.iter().find(|own| !whole(own)) {
        let name = &part.name;
        return Err((
            part.number.to_string(),
            bilingual!(
                "“{name}”的名额应为整数",
                "The places of “{name}” must be a whole number"
            ),
            bilingual!("改成整数", "Write a whole number"),
        ));
    }
    let tier = |own: super::listed::Entry| Tier {
        name: own.name,
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
        places: own.number as usize,
    };
    Ok(all.into_iter().map(tier).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_have_whole_places() {
        let rules = AwardRules {
            tiers: "质量奖 10 家；提名奖 20".to_owned(),
            ..AwardRules::default()
        };
        let all: Vec<(String, usize)> = rules
            .tiers()
            .into_iter()
            .map(|own| (own.name, own.places))
            .collect();
        assert_eq!(all, [("质量奖".to_owned(), 10), ("提名奖".to_owned(), 20)]);
        assert_eq!(rules.tier(" 提名奖"), Some(1));
        assert_eq!(rules.tier("特别奖"), None);
        assert!(AwardRules::default().tiers().is_empty());
        assert!(tiers("质量奖 1.5").is_err());
        assert!(tiers("质量奖").is_err());
    }
}
