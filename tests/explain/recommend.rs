//! Replacements for a seat, on the toy season's best plan.

use crate::judge;

use empanel::explain::recommend::recommend;
use empanel::explain::{Standing, season_of};
use empanel::model::{Amount, MixRule, MixScope};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::Conflicts;
use judge::toy;

#[test]
fn replacements_are_ranked_by_rules_then_worth() {
    let plan = toy::best(&toy::season());
    let season = season_of(&toy::season(), &plan);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let standing = Standing::new(&season, &conflicts, &affinity, &plan).expect("it stands");
    let group = standing.group_number(&plan.groups[0].id).expect("a group");
    let ranked = recommend(&standing, group, standing.expert_number("E005"), 10);
    let told: Vec<_> = ranked
        .iter()
        .map(|one| {
            let rules: Vec<_> = one.breaks.iter().map(|found| found.rule).collect();
            (one.expert.as_str(), rules.join(" "), one.change.lost.len())
        })
        .collect();
    let row = |id, rules: &str, lost| (id, rules.to_owned(), lost);
    assert_eq!(
        told,
        [
            row("E007", "", 6),
            row("E004", "R14", 3),
            row("E006", "R12", 6)
        ]
    );
    assert!((ranked[0].change.score + 1.4875).abs() < 1e-9);
    assert_eq!(ranked[0].leader.as_deref(), Some("E003"));
}

/// E006 would leave one professor in the first group, where two must sit.
#[test]
fn a_replacement_that_breaks_a_mix_is_told() {
    let mut season = toy::season();
    for at in [3, 4, 6, 7] {
        season.experts[at].title = "教授".to_owned();
    }
    season.rules.mix = vec![MixRule {
        name: String::new(),
        of: MixScope::Group,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: Some(Amount::Count(2)),
        at_most: None,
        hard: true,
    }];
    let plan = toy::best(&season);
    let season = season_of(&season, &plan);
    let (conflicts, affinity) = (Conflicts::build(&season), Affinity::build(&season));
    let standing = Standing::new(&season, &conflicts, &affinity, &plan).expect("it stands");
    let group = standing.group_number("G01").expect("a group");
    let ranked = recommend(&standing, group, standing.expert_number("E005"), 10);
    let breaks = |id: &str| {
        let one = ranked.iter().find(|one| one.expert == id).expect("listed");
        one.breaks.iter().any(|found| found.rule == "R25")
    };
    assert_eq!(["E004", "E006", "E007"].map(breaks), [false, true, false]);
}
