//! Lifting one rule altogether.

use crate::model::{ConflictPolicy, Party, RelationKind, Season};

/// The rules that can be lifted, the ones that people change most easily last: what stays in the
/// smallest set is then what they can change.
pub(super) const RULES: [&str; 13] = [
    "R18", "R16", "R10", "R09", "R13", "R05", "R11", "R17", "R14", "R08", "R12", "R07", "R04",
];

/// Returns the season without the rule of this code.
pub(super) fn without(season: &Season, rule: &str) -> Season {
    let mut season = season.clone();
    let rules = &mut season.rules;
    match rule {
        "R04" => {
            rules.groups.min_members = 1;
            rules.groups.max_members = rules.groups.max_members.max(31);
            rules.groups.odd_members = false;
        }
        "R05" => {
            rules.groups.min_submissions = 1;
            rules.groups.max_submissions = season.submissions.len().max(1);
        }
        "R07" => {
            rules.reviews.max_per_expert =
                u32::try_from(season.submissions.len()).unwrap_or(u32::MAX);
            season
                .experts
                .iter_mut()
                .for_each(|expert| expert.max_reviews = None);
        }
        "R08" => rules.balance.max_per_employer = 0,
        "R09" => rules.balance.max_region_share = 0.0,
        "R10" => rules.balance.min_new_share = 0.0,
        "R11" => rules.balance.max_consecutive_years = 0,
        "R12" => season
            .experts
            .iter_mut()
            .for_each(|expert| expert.can_lead = true),
        "R13" => season
            .experts
            .iter_mut()
            .for_each(|expert| expert.quality_lead = true),
        "R14" => {
            let policies = &mut rules.conflicts;
            for policy in [
                &mut policies.employer,
                &mut policies.former_employer,
                &mut policies.advises,
                &mut policies.director_or_shareholder,
                &mut policies.kin,
                &mut policies.declared,
                &mut policies.competitor,
                &mut policies.recommender,
                &mut policies.region,
            ] {
                *policy = ConflictPolicy::Off;
            }
        }
        "R16" => season.relations.retain(|relation| {
            let both = matches!(
                (&relation.subject, &relation.object),
                (Party::Expert(_), Party::Expert(_))
            );
            !(both && relation.kind == RelationKind::KinOf)
        }),
        "R17" => season.pins.clear(),
        "R18" => {
            rules.groups.count = rules.groups.count.max(season.themes.len());
            for theme in &mut season.themes {
                theme.industries.clear();
                theme.domains.clear();
                theme.categories.clear();
            }
        }
        _ => {}
    }
    season
}
