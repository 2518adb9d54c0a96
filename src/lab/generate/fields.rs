//! Industry codes and quality domains to draw from.

use crate::model::taxonomy::{DomainTaxonomy, IndustryTaxonomy};
use crate::model::words::Lang;
use rand::RngExt as _;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// The divisions and domains of the built-in taxonomies, in a season's own order of popularity.
#[derive(Debug)]
pub(super) struct Fields {
    /// Two-digit codes, most frequent first.
    divisions: Vec<String>,
    /// Codes of domains below a parent, most frequent first.
    domains: Vec<String>,
    names: DomainTaxonomy,
}

impl Fields {
    pub(super) fn draw(dice: &mut Xoshiro256PlusPlus) -> Self {
        let industries = IndustryTaxonomy::built_in();
        let mut divisions: Vec<String> = industries
            .listed()
            .map(|(code, _)| code.to_owned())
            .filter(|code| code.len() == 2)
            .collect();
        divisions.shuffle(dice);
        // Manufacturing (13 to 43) has most submissions.
        divisions.sort_by_key(|code| !("13"..="43").contains(&code.as_str()));
        let mut domains: Vec<String> = DomainTaxonomy::built_in()
            .listed()
            .filter(|(domain, _)| domain.parent.is_some())
            .map(|(domain, _)| domain.code.clone())
            .collect();
        domains.shuffle(dice);
        Self {
            divisions,
            domains,
            names: DomainTaxonomy::built_in(),
        }
    }

    /// A submission's title: the name of the domain.
    pub(super) fn title(&self, domain: &str) -> String {
        format!("{}实践经验", self.names.name(domain, Lang::Zh))
    }

    /// Reserves the `divisions` and `domains` least frequent codes and returns them, for fields
    /// known to few experts only.
    pub(super) fn set_apart(
        &mut self,
        divisions: usize,
        domains: usize,
    ) -> (Vec<String>, Vec<String>) {
        let keep = self.divisions.len().saturating_sub(divisions);
        let keep_domains = self.domains.len().saturating_sub(domains);
        (
            self.divisions.split_off(keep),
            self.domains.split_off(keep_domains),
        )
    }

    pub(super) fn division(&self, dice: &mut Xoshiro256PlusPlus) -> String {
        popular(&self.divisions, dice)
    }

    pub(super) fn most_frequent_division(&self) -> &str {
        &self.divisions[0]
    }

    pub(super) fn domain(&self, dice: &mut Xoshiro256PlusPlus) -> String {
        popular(&self.domains, dice)
    }

    /// `count` distinct domains, drawn uniformly.
    pub(super) fn palette(&self, count: usize, dice: &mut Xoshiro256PlusPlus) -> Vec<String> {
        self.domains.sample(dice, count).cloned().collect()
    }

    /// `count` four-digit codes in random order, three of each three-digit group.
    pub(super) fn classes(&self, count: usize, dice: &mut Xoshiro256PlusPlus) -> Vec<String> {
        let mut groups: Vec<String> = self
            .divisions
            .iter()
            // Below 01 to 05, a class that does not exist would be read as another code with a
            // surplus zero.
            .filter(|division| !division.starts_with('0'))
            .flat_map(|division| (1..=9).map(move |digit| format!("{division}{digit}")))
            .collect();
        groups.shuffle(dice);
        let per_group = count.div_ceil(groups.len()).clamp(3, 9);
        let mut classes: Vec<String> = groups
            .iter()
            .flat_map(|group| (1..=per_group).map(move |digit| format!("{group}{digit}")))
            .take(count)
            .collect();
        classes.shuffle(dice);
        classes
    }
}

/// A four-digit code below `division`, low digits more often.
pub(super) fn class_below(division: &str, dice: &mut Xoshiro256PlusPlus) -> String {
    let group = dice.random_range(1..=5).min(dice.random_range(1..=9));
    let class = dice.random_range(1..=4);
    if division.starts_with('0') {
        // A class that does not exist would be read as another code with a surplus zero.
        return format!("{division}1{}", class.min(2));
    }
    format!("{division}{group}{class}")
}

/// An item, the first ones about five times as often as the last ones.
fn popular(items: &[String], dice: &mut Xoshiro256PlusPlus) -> String {
    let near = dice.random_range(0..items.len());
    let nearer = dice.random_range(0..=near);
    items[nearer].clone()
}
