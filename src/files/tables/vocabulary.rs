//! What a season, or the program by itself, understands in columns of industries and domains.

use super::findings::Problems;
use super::season::season_taxa;
use super::taxa::Taxa;
use crate::model::taxonomy::{DomainTaxonomy, IndustryTaxonomy, Lexicon, Words};
use std::path::Path;

/// What is understood in columns of industries and domains.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Industries.
    pub(crate) industries: Lexicon<IndustryTaxonomy>,
    /// Domains.
    pub(crate) domains: Lexicon<DomainTaxonomy>,
}

/// The vocabulary of a season, or the built-in one.
///
/// # Errors
/// What is wrong with the season's own taxonomies and synonyms.
pub(crate) fn vocabulary(season: Option<&Path>) -> Result<Vocabulary, Problems> {
    let taxa = match season {
        Some(dir) => season_taxa(dir)?,
        None => Taxa::new(
            Some(IndustryTaxonomy::built_in()),
            Some(DomainTaxonomy::built_in()),
            [Words::default(), Words::default()],
        ),
    };
    match (taxa.industries, taxa.domains) {
        (Some(industries), Some(domains)) => Ok(Vocabulary {
            industries,
            domains,
        }),
        // `season_taxa` has already returned the errors of a broken table.
        _ => Err(Problems(Vec::new())),
    }
}
