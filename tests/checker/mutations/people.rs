//! Who sits with whom, conflicts of interest and what the office decided, broken one at a time.

use super::judge::{carry, group, replace, review, rich};
use super::{Mutation, expert};
use empanel::checker::Rule;
use empanel::model::{Amount, MixRule, MixScope, PinKind, Season};

/// A hard rule about those whose title is 教授.
fn professors(season: &mut Season, ids: &[&str], of: MixScope, sides: [Option<Amount>; 2]) {
    for id in ids {
        expert(season, id).title = "教授".to_owned();
    }
    season.rules.mix.push(MixRule {
        name: "教授".to_owned(),
        of,
        column: "title".to_owned(),
        values: vec!["教授".to_owned()],
        at_least: sides[0],
        at_most: sides[1],
        hard: true,
    });
}

pub fn balance() -> Vec<Mutation> {
    vec![
        (
            Rule::Mix,
            "one of three where half is too much",
            &["T1", "教授"],
            |season, _| {
                let third = Some(Amount::Share(0.3));
                professors(season, &["A1"], MixScope::Group, [None, third]);
            },
        ),
        (
            Rule::Mix,
            "two groups without anybody",
            &["T2", "教授"],
            |season, _| {
                let one = Some(Amount::Count(1));
                professors(season, &["A1"], MixScope::Group, [one, None]);
            },
        ),
        (
            Rule::Mix,
            "a submission without anybody",
            &["S4", "教授"],
            |season, _| {
                let one = Some(Amount::Count(1));
                professors(
                    season,
                    &["A1", "A2", "A3"],
                    MixScope::Submission,
                    [one, None],
                );
            },
        ),
        (
            Rule::LeastLoad,
            "a member without a review",
            &["plain"],
            |season, plan| {
                season.rules.reviews.min_per_member = 1;
                let more = ["plain", "former"].map(str::to_owned);
                group(plan, "G01").members.extend(more);
            },
        ),
        (
            Rule::EmployerCap,
            "two spellings",
            &["T1", "A1", "colleague"],
            |_, plan| {
                replace(plan, "A3", "colleague");
            },
        ),
        (
            Rule::EmployerCap,
            "cap of two",
            &["G01", "C1", "C2", "C3"],
            |season, _| {
                season.rules.balance.max_per_employer = 2;
                for id in ["C1", "C2", "C3"] {
                    expert(season, id).employer = "同一单位".to_owned();
                }
            },
        ),
        (
            Rule::RegionCap,
            "two of three",
            &["T1", "A2", "neighbour"],
            |_, plan| {
                replace(plan, "A3", "neighbour");
            },
        ),
        (Rule::Newcomers, "one less", &[], |_, plan| {
            replace(plan, "B3", "experienced")
        }),
        (Rule::Newcomers, "more asked for", &[], |season, _| {
            season.rules.balance.min_new_share = 0.3;
        }),
        (
            Rule::Rotation,
            "two years before",
            &["rotating"],
            |_, plan| {
                replace(plan, "A3", "rotating");
            },
        ),
        (Rule::Rotation, "the chair too", &["H1"], |season, _| {
            expert(season, "H1").served_years = vec![2022, 2024, 2025];
        }),
    ]
}

pub fn conflicts() -> Vec<Mutation> {
    vec![
        (
            Rule::Bar,
            "corporate family",
            &["T1", "family", "S1"],
            |_, plan| {
                replace(plan, "A3", "family");
            },
        ),
        (
            Rule::Bar,
            "former employer",
            &["T1", "former", "S1"],
            |_, plan| {
                replace(plan, "A3", "former");
            },
        ),
        (
            Rule::Bar,
            "ended job",
            &["T1", "retired", "S2"],
            |_, plan| {
                replace(plan, "A3", "retired");
            },
        ),
        (Rule::Bar, "advice", &["T1", "adviser", "S1"], |_, plan| {
            replace(plan, "A3", "adviser");
        }),
        (
            Rule::Bar,
            "director",
            &["T1", "director", "S2"],
            |_, plan| {
                replace(plan, "A3", "director");
            },
        ),
        (
            Rule::Bar,
            "shareholder",
            &["T1", "shareholder", "S3"],
            |_, plan| {
                replace(plan, "A3", "shareholder");
            },
        ),
        (
            Rule::Bar,
            "relative outside the pool",
            &["T1", "inlaw", "S1"],
            |_, plan| {
                replace(plan, "A3", "inlaw");
            },
        ),
        (
            Rule::Bar,
            "relative in the pool",
            &["T1", "cousin", "S1"],
            |_, plan| {
                replace(plan, "A3", "cousin");
            },
        ),
        (
            Rule::Bar,
            "declared",
            &["T1", "declared", "S3"],
            |_, plan| {
                replace(plan, "A3", "declared");
            },
        ),
        (
            Rule::Bar,
            "waiver that ran out",
            &["T1", "lapsed", "S1"],
            |_, plan| {
                replace(plan, "A3", "lapsed");
            },
        ),
        (
            Rule::Bar,
            "a recusal made a bar",
            &["T1", "A3", "S1"],
            |season, _| {
                season.rules.conflicts.recommender = empanel::model::ConflictPolicy::Bar;
            },
        ),
        (
            Rule::Recuse,
            "recommending unit",
            &["A3", "S1"],
            |season, plan| {
                season.pins.retain(|pin| pin.kind != PinKind::Reviewer);
                review(plan, "S1").reviewers = vec!["A2".to_owned(), "A3".to_owned()];
                review(plan, "S2").reviewers = vec!["A2".to_owned(), "A3".to_owned()];
            },
        ),
        (
            Rule::Recuse,
            "recommending unit of a spare",
            &["judge", "S3"],
            |_, plan| {
                replace(plan, "A3", "judge");
                review(plan, "S3").recused = vec!["judge".to_owned()];
            },
        ),
        (Rule::Recuse, "region", &["A1", "S2"], |_, plan| {
            review(plan, "S2").reviewers[0] = "A1".to_owned();
        }),
        (Rule::Recuse, "supplier", &["B1", "S4"], |_, plan| {
            review(plan, "S4").reviewers[0] = "B1".to_owned();
        }),
        (Rule::Recuse, "competitor", &["excused", "S3"], |_, plan| {
            replace(plan, "A3", "excused");
            review(plan, "S3").recused = vec!["excused".to_owned()];
        }),
        (
            Rule::Kin,
            "leader's relative",
            &["T1", "A1", "relative"],
            |_, plan| {
                replace(plan, "A3", "relative");
            },
        ),
    ]
}

pub fn office() -> Vec<Mutation> {
    vec![
        (Rule::Pins, "chair and not_chair", &["H1"], |_, plan| {
            let heads = &mut plan.committee;
            std::mem::swap(&mut heads.chair, &mut heads.vice_chair);
        }),
        (Rule::Pins, "not_vice_chair", &["H4"], |_, plan| {
            plan.committee.vice_chair = "H4".to_owned();
        }),
        (Rule::Pins, "vice_chair", &["H4"], |season, _| {
            season.pins[2].forbidden = false;
        }),
        (Rule::Pins, "leader", &["A1", "T1"], |_, plan| {
            group(plan, "T1").leader = "A2".to_owned();
        }),
        (Rule::Pins, "not_leader", &["C2"], |_, plan| {
            group(plan, "G01").leader = "C2".to_owned();
        }),
        (Rule::Pins, "member of a group", &["A2", "T1"], |_, plan| {
            replace(plan, "A2", "plain");
        }),
        (Rule::Pins, "member of any group", &["B2"], |_, plan| {
            replace(plan, "B2", "plain");
        }),
        (
            Rule::Pins,
            "not_member of a group",
            &["A3", "T2"],
            |_, plan| {
                replace(plan, "A3", "waived");
                replace(plan, "B2", "A3");
                replace(plan, "C1", "B2");
                group(plan, "G01").leader = "B2".to_owned();
            },
        ),
        (
            Rule::Pins,
            "not_member of any group",
            &["never"],
            |_, plan| {
                replace(plan, "A3", "never");
            },
        ),
        (Rule::Pins, "submission", &["S7", "G01"], |_, plan| {
            carry(plan, "S7", "T2", &["B1", "B3"]);
        }),
        (Rule::Pins, "not_submission", &["S8", "T2"], |_, plan| {
            carry(plan, "S8", "T2", &["B1", "B3"]);
        }),
        (Rule::Pins, "reviewer", &["A1", "S1"], |_, plan| {
            replace(plan, "A3", "waived");
            review(plan, "S1").reviewers[0] = "waived".to_owned();
        }),
        (Rule::Pins, "not_reviewer", &["B3", "S5"], |_, plan| {
            review(plan, "S5").reviewers[0] = "B3".to_owned();
        }),
        (
            Rule::Pins,
            "a group that does not exist",
            &["C3", "G99"],
            |season, _| {
                let pin = rich::pin(season, PinKind::Member, false, "C3", "G99");
                season.pins.push(pin);
            },
        ),
    ]
}
