//! The tiers that a list gives to what it proposes.

use super::ProblemCode;
use super::findings::Findings;
use crate::bilingual;
use crate::model::settings::Tier;
use crate::model::words::listed;
use crate::model::{Place, Rules, Season, SubmissionIndex};
use std::collections::BTreeMap;

/// The tier that each submission of the list has, by its number; what is wrong is reported.
/// `written` holds the cell of each row with its place.
pub(super) fn read(
    selected: &[SubmissionIndex],
    written: &BTreeMap<SubmissionIndex, (String, Place)>,
    season: &Season,
    file: &str,
    findings: &mut Findings,
) -> BTreeMap<SubmissionIndex, usize> {
    let tiers = season.rules.award.tiers();
    let cells = selected
        .iter()
        .filter_map(|at| Some((*at, written.get(at)?)));
    let cells: Vec<_> = cells
        .filter(|(_, (text, _))| !text.trim().is_empty())
        .collect();
    let mut found = BTreeMap::new();
    if tiers.is_empty() {
        if let Some((_, (text, place))) = cells.first() {
            none(place.clone(), text, findings);
        }
        return found;
    }
    for (at, (text, place)) in cells {
        match season.rules.award.tier(text) {
            Some(tier) => {
                found.insert(at, tier);
            }
            None => unknown(place.clone(), text, &tiers, findings),
        }
    }
    for (number, tier) in tiers.iter().enumerate() {
        let count = found.values().filter(|own| **own == number).count();
        if count > tier.places {
            overfull(Place::file(file), tier, count, findings);
        }
    }
    let id = |at: &SubmissionIndex| season.submissions[at.at()].id.as_str();
    let lacking = selected.iter().filter(|at| !found.contains_key(at));
    let lacking: Vec<&str> = lacking.map(id).collect();
    if !lacking.is_empty() && findings.errors() == 0 {
        without(Place::file(file), &lacking, findings);
    }
    found
}

/// Reports tiers with more places together than the season has submissions.
pub(super) fn check(rules: &Rules, file: &str, submissions: usize, findings: &mut Findings) {
    let places: usize = rules.award.tiers().iter().map(|own| own.places).sum();
    if places <= submissions {
        return;
    }
    let place = Place {
        column: Some("award.tiers".to_owned()),
        ..Place::file(file)
    };
    findings.add(
        ProblemCode::TierPlaces,
        place,
        places.to_string(),
        bilingual!(
            "各奖次共 {places} 个名额，参评的申报只有 {submissions} 项",
            "The tiers have {places} places, but only {submissions} submissions take part"
        ),
        bilingual!("核对 award.tiers 的名额", "Check the places of award.tiers"),
    );
}

fn names(tiers: &[Tier], between: &str) -> String {
    let names: Vec<&str> = tiers.iter().map(|own| own.name.as_str()).collect();
    names.join(between)
}

fn none(place: Place, text: &str, findings: &mut Findings) {
    findings.add(
        ProblemCode::TierNone,
        place,
        text,
        bilingual!(
            "名单写了奖次，规则没有设奖次，奖次没有采用",
            "The list names tiers, but the rules set none; they were not used"
        ),
        bilingual!(
            "要分奖次，请在 rules.toml 的 [award] 写 tiers，如 tiers = \"质量奖 10；提名奖 20\"",
            "To have tiers, write tiers in [award] of rules.toml, such as tiers = \"Award 10; Nomination 20\""
        ),
    );
}

fn unknown(place: Place, text: &str, tiers: &[Tier], findings: &mut Findings) {
    let (zh, en) = (names(tiers, "、"), names(tiers, ", "));
    findings.add(
        ProblemCode::TierUnknown,
        place,
        text,
        bilingual!("没有这个奖次", "There is no such tier"),
        bilingual!(
            "改成以下之一：{zh}；或改 award.tiers",
            "Write one of: {en}; or change award.tiers"
        ),
    );
}

fn overfull(place: Place, tier: &Tier, count: usize, findings: &mut Findings) {
    let (name, places) = (&tier.name, tier.places);
    findings.add(
        ProblemCode::TierOverfull,
        place,
        name,
        bilingual!(
            "“{name}”只有 {places} 个名额，名单列了 {count} 项",
            "“{name}” has {places} places, but the list gives it to {count} submissions"
        ),
        bilingual!(
            "把多出的改为别的奖次，或改 award.tiers 的名额",
            "Move some to another tier, or change the places in award.tiers"
        ),
    );
}

fn without(place: Place, ids: &[&str], findings: &mut Findings) {
    let count = ids.len();
    findings.add(
        ProblemCode::TierLacking,
        place,
        listed(ids),
        bilingual!(
            "{count} 项申报没有写奖次，排在各奖次之后",
            "Submissions without a tier: {count}; they are listed after all tiers"
        ),
        bilingual!(
            "在名单的“奖次”一列填写",
            "Fill in the column tier of the list"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_places_than_submissions_are_told() {
        let mut rules = Rules::default();
        rules.award.tiers = "质量奖 10；提名奖 20".to_owned();
        let told = |submissions: usize| {
            let mut findings = Findings::default();
            check(&rules, "rules.toml", submissions, &mut findings);
            let problems = findings.finish().expect("no error");
            problems.first().map(|own| (own.code, own.value.clone()))
        };
        assert_eq!(told(30), None);
        assert_eq!(told(29), Some(("W723", "30".to_owned())));
    }
}
