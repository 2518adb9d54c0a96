//! score(e,s) of contract section 2, term by term.

use crate::model::{Expert, Rules, Submission};

/// industry(e,s): the best over the pairs of codes; `None` when the submission has no industry.
pub(super) fn industry(expert: &Expert, submission: &Submission) -> Option<f64> {
    let pairs = (submission.industries.iter())
        .flat_map(|wanted| expert.industries.iter().map(move |known| (wanted, known)));
    let best = pairs
        .map(|(wanted, known)| {
            if wanted == known {
                return 1.0;
            }
            match wanted.shared_levels(known) {
                0 => 0.0,
                1 => 0.3,
                2 => 0.75,
                _ => 0.9,
            }
        })
        .fold(0.0, f64::max);
    (!submission.industries.is_empty()).then_some(best)
}

/// domain(e,s): the mean over the submission's domains of the best match times its level; `None`
/// when the submission has no domain.
pub(super) fn domain(expert: &Expert, submission: &Submission) -> Option<f64> {
    let best = |wanted: &crate::model::taxonomy::DomainCode| {
        (expert.domains.iter())
            .map(|skill| {
                let level = match skill.level {
                    3.. => 1.0,
                    2 => 0.85,
                    1 => 0.6,
                    0 => 0.0,
                };
                if skill.domain.code == wanted.code {
                    level
                } else if skill.domain.same_parent(wanted) {
                    0.5 * level
                } else {
                    0.0
                }
            })
            .fold(0.0, f64::max)
    };
    let number = submission.domains.len();
    let sum: f64 = submission.domains.iter().map(best).sum();
    (number > 0).then(|| sum / number as f64)
}

/// score(e,s): the weighted mean of both terms; the one that there is, when the submission has
/// only that; 0 when it has none.
pub(super) fn score(rules: &Rules, expert: &Expert, submission: &Submission) -> f64 {
    let weights = &rules.score;
    match (industry(expert, submission), domain(expert, submission)) {
        (Some(industry), Some(domain)) => {
            let sum = weights.industry + weights.domain;
            let weighted = weights.industry * industry + weights.domain * domain;
            if sum > 0.0 { weighted / sum } else { 0.0 }
        }
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => 0.0,
    }
}

/// A score with a wish of -2 to 2: the weight of wishes is what the strongest adds or takes.
pub(super) fn with_wish(rules: &Rules, score: f64, wish: i8) -> f64 {
    if wish == 0 {
        return score;
    }
    let wished = score + rules.score.wishes * f64::from(wish) / 2.0;
    wished.max(0.0).min(score.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SeasonBuilder;

    fn pair(known: &str, skills: &str, wanted: &str, domains: &str) -> [Option<f64>; 3] {
        let season = SeasonBuilder::new()
            .expert("E", "", known, skills, |_| ())
            .submission("S", "", wanted, domains, |_| ())
            .build();
        let (expert, submission) = (&season.experts[0], &season.submissions[0]);
        let total = score(&season.rules, expert, submission);
        [
            industry(expert, submission),
            domain(expert, submission),
            Some(total),
        ]
    }

    #[test]
    fn industries_count_by_the_deepest_shared_level() {
        for (known, wanted, expected) in [
            ("3812", "3812", 1.0),
            ("C", "C", 1.0),
            ("381", "3812", 0.9),
            ("38", "3812", 0.75),
            ("3821", "3812", 0.75),
            ("C", "3812", 0.3),
            ("14", "3812", 0.3),
            ("A", "3812", 0.0),
            ("A;38", "3812;14", 0.75),
        ] {
            let [industry, _, score] = pair(known, "Q01.01", wanted, "");
            assert_eq!((industry, score), (Some(expected), Some(expected)));
        }
    }

    #[test]
    fn domains_are_a_mean_of_the_best_matches_with_levels() {
        for (skills, wanted, expected) in [
            ("Q06.01", "Q06.01", 1.0),
            ("Q06.01:2", "Q06.01", 0.85),
            ("Q06.01:1", "Q06.01", 0.6),
            ("Q06.02:2", "Q06.01", 0.425),
            ("Q06.01:1;Q06.02:3", "Q06.01", 0.6),
            ("Q06.01", "Q06.01;Q12.01", 0.5),
        ] {
            let [_, domain, score] = pair("A", skills, "", wanted);
            assert_eq!((domain, score), (Some(expected), Some(expected)));
        }
    }

    #[test]
    fn wishes_add_or_take_their_weight_within_the_range() {
        let mut rules = Rules::default();
        assert_eq!(with_wish(&rules, 0.5, 2), 0.5);
        rules.score.wishes = 0.2;
        let wished = |score, wish| with_wish(&rules, score, wish);
        assert_eq!(
            [
                wished(0.5, 1),
                wished(0.5, -2),
                wished(0.95, 2),
                wished(0.1, -2)
            ],
            [0.6, 0.3, 1.0, 0.0]
        );
    }

    #[test]
    fn the_example_of_the_toy_season() {
        let [industry, domain, score] = pair("344;345", "Q04.01;Q03.01:2", "3453", "Q04.01;Q03.01");
        assert_eq!([industry, domain], [Some(0.9), Some(0.925)]);
        assert!((score.unwrap() - 0.9125).abs() < 1e-12);
        assert_eq!(pair("C", "Q01", "", "")[2], Some(0.0));
    }
}
