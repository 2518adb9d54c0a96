//! Seats, groups, reviews and ids, broken one at a time.

use super::judge::{add_group, carry, group, replace, review};
use super::{Mutation, expert};
use empanel::checker::Rule;
use empanel::model::plan::{Plan, Round, RoundGroup, Session};

pub fn seats() -> Vec<Mutation> {
    vec![
        (Rule::OneSeat, "twice in a group", &["A2"], |_, plan| {
            group(plan, "T1").members.push("A2".to_owned());
        }),
        (Rule::OneSeat, "in two groups", &["B1"], |_, plan| {
            group(plan, "G01")
                .members
                .extend(["B1".to_owned(), "plain".to_owned()]);
        }),
        (Rule::OneSeat, "chair in a group", &["H1"], |_, plan| {
            replace(plan, "C1", "H1");
            group(plan, "G01").leader = "plain".to_owned();
            group(plan, "G01")
                .members
                .extend(["plain".to_owned(), "former".to_owned()]);
        }),
        (Rule::OneSeat, "chair is vice chair", &["H1"], |_, plan| {
            plan.committee.vice_chair = "H1".to_owned();
        }),
        (Rule::Availability, "member", &["unavailable"], |_, plan| {
            replace(plan, "C3", "unavailable");
        }),
        (Rule::Availability, "vice chair", &["H2"], |season, _| {
            expert(season, "H2").available = false;
        }),
        (Rule::Leader, "may not lead", &["G01", "C3"], |_, plan| {
            group(plan, "G01").leader = "C3".to_owned();
        }),
        (Rule::Leader, "no member", &["T2", "plain"], |_, plan| {
            group(plan, "T2").leader = "plain".to_owned();
        }),
        (Rule::Leader, "none", &["G01"], |_, plan| {
            group(plan, "G01").leader.clear();
        }),
        (Rule::Chairs, "one employer", &["H1", "H3"], |_, plan| {
            plan.committee.vice_chair = "H3".to_owned();
        }),
        (Rule::Chairs, "no quality expert", &["plain"], |_, plan| {
            plan.committee.vice_chair = "plain".to_owned();
        }),
        (Rule::Chairs, "none", &[], |_, plan| {
            plan.committee.vice_chair.clear()
        }),
    ]
}

pub fn groups() -> Vec<Mutation> {
    vec![
        (Rule::GroupCount, "one too many", &[], |_, plan| {
            add_group(plan, "G02", "plain former retired", &[]);
        }),
        (Rule::GroupCount, "rules ask for more", &[], |season, _| {
            season.rules.groups.count = 4;
        }),
        (
            Rule::GroupCount,
            "a theme without group",
            &["T3"],
            |season, plan| {
                let mut theme = season.themes[0].clone();
                theme.id = "T3".to_owned();
                theme.industries.clear();
                season.themes.push(theme);
                assert_eq!(plan.groups.len(), 3);
            },
        ),
        (Rule::GroupMembers, "even", &["G01"], |_, plan| {
            group(plan, "G01").members.push("plain".to_owned());
        }),
        (Rule::GroupMembers, "too few", &["T1"], |season, _| {
            season.rules.groups.min_members = 5;
        }),
        (Rule::GroupMembers, "too many", &["G01"], |_, plan| {
            let more = ["plain", "former", "retired", "adviser"].map(str::to_owned);
            group(plan, "G01").members.extend(more);
        }),
        (Rule::GroupSubmissions, "left out", &["S6"], |_, plan| {
            group(plan, "G01").submissions.remove(0);
        }),
        (
            Rule::GroupSubmissions,
            "in two groups",
            &["S6"],
            |_, plan| {
                group(plan, "T2").submissions.push("S6".to_owned());
            },
        ),
        (Rule::GroupSubmissions, "not passed", &["S9"], |_, plan| {
            group(plan, "T2").submissions.push("S9".to_owned());
        }),
        (Rule::GroupSubmissions, "too many", &["T1"], |season, _| {
            season.rules.groups.max_submissions = 2;
        }),
        (Rule::GroupSubmissions, "too few", &["T2"], |season, _| {
            season.rules.groups.min_submissions = 3;
        }),
        (
            Rule::GroupSubmissions,
            "review names another",
            &["S6", "T2"],
            |_, plan| {
                review(plan, "S6").group = "T2".to_owned();
            },
        ),
        (Rule::Themes, "swapped", &["S3", "T2"], |_, plan| {
            carry(plan, "S3", "T2", &["B1", "B2"]);
        }),
        (Rule::Themes, "outside", &["S5", "G01"], |season, plan| {
            season.rules.groups.max_submissions = 4;
            carry(plan, "S5", "G01", &["C1", "C3"]);
        }),
    ]
}

pub fn reviews() -> Vec<Mutation> {
    vec![
        (Rule::Reviewers, "too few", &["S6"], |_, plan| {
            review(plan, "S6").reviewers.pop();
        }),
        (Rule::Reviewers, "too many", &["S6"], |_, plan| {
            review(plan, "S6").reviewers.push("C1".to_owned());
        }),
        (Rule::Reviewers, "repeated", &["S6"], |_, plan| {
            review(plan, "S6").reviewers[0] = "C3".to_owned();
        }),
        (
            Rule::Reviewers,
            "of another group",
            &["S6", "B2"],
            |_, plan| {
                review(plan, "S6").reviewers[0] = "B2".to_owned();
            },
        ),
        (Rule::Reviewers, "no review", &["S6"], |_, plan| {
            plan.reviews.retain(|review| review.submission != "S6");
        }),
        (Rule::Reviewers, "two reviews", &["S6"], |_, plan| {
            let again = review(plan, "S6").clone();
            plan.reviews.push(again);
        }),
        (
            Rule::Reviewers,
            "review of what did not pass",
            &["S9"],
            |_, plan| {
                let mut extra = review(plan, "S6").clone();
                extra.submission = "S9".to_owned();
                extra.reviewers = vec!["C1".to_owned(), "C3".to_owned()];
                plan.reviews.push(extra);
            },
        ),
        (Rule::Load, "own limit", &["A2"], |_, plan| {
            review(plan, "S3").reviewers[0] = "A2".to_owned();
        }),
        (Rule::Load, "general limit", &["C2"], |season, _| {
            season.rules.reviews.max_per_expert = 2;
        }),
    ]
}

pub fn references() -> Vec<Mutation> {
    vec![
        (
            Rule::References,
            "schema",
            &["empanel/plan@9"],
            |_, plan| {
                plan.schema = "empanel/plan@9".to_owned();
            },
        ),
        (Rule::References, "member", &["E999"], |_, plan| {
            replace(plan, "A3", "E999")
        }),
        (Rule::References, "alternate", &["E999"], |_, plan| {
            group(plan, "T1").alternates.push("E999".to_owned());
        }),
        (Rule::References, "submission", &["S999"], |_, plan| {
            group(plan, "T2").submissions.push("S999".to_owned());
        }),
        (Rule::References, "recused", &["E999"], |_, plan| {
            review(plan, "S1").recused.push("E999".to_owned());
        }),
        (
            Rule::References,
            "group of a review",
            &["G77"],
            |_, plan| {
                review(plan, "S6").group = "G77".to_owned();
            },
        ),
        (
            Rule::References,
            "two groups of one id",
            &["T2"],
            |season, plan| {
                season.rules.groups.count = 4;
                add_group(plan, "T2", "plain former retired", &[]);
            },
        ),
    ]
}

/// Gives every submission of the plan its half hour on the one day of rules without dates.
fn scheduled(plan: &mut Plan) -> &mut Vec<Session> {
    const HOURS: [[&str; 2]; 6] = [
        ["09:00", "09:30"],
        ["09:30", "10:00"],
        ["10:00", "10:30"],
        ["10:30", "11:00"],
        ["11:00", "11:30"],
        ["11:30", "12:00"],
    ];
    let round = plan.round.insert(Round::default());
    for group in &plan.groups {
        round.groups.push(RoundGroup {
            id: group.id.clone(),
            days: vec!["1".to_owned()],
            ..RoundGroup::default()
        });
        for (submission, [start, end]) in group.submissions.iter().zip(HOURS) {
            round.timetable.push(Session {
                day: "1".to_owned(),
                group: group.id.clone(),
                start: start.to_owned(),
                end: end.to_owned(),
                submission: submission.clone(),
            });
        }
    }
    &mut round.timetable
}

pub fn timetables() -> Vec<Mutation> {
    fn of<'a>(timetable: &'a mut [Session], id: &str) -> &'a mut Session {
        let mut sessions = timetable.iter_mut();
        sessions.find(|own| own.submission == id).expect("is heard")
    }
    vec![
        (Rule::Timetable, "not heard", &["T1", "S1"], |_, plan| {
            scheduled(plan).retain(|own| own.submission != "S1");
        }),
        (Rule::Timetable, "another day", &["T1", "S1"], |_, plan| {
            of(scheduled(plan), "S1").day = "2".to_owned();
        }),
        (Rule::Timetable, "too short", &["T1", "S1"], |_, plan| {
            of(scheduled(plan), "S1").end = "09:10".to_owned();
        }),
        (
            Rule::Timetable,
            "rooms",
            &["1", "G01", "T1", "T2"],
            |season, plan| {
                season.rules.defence.rooms = 2;
                scheduled(plan);
            },
        ),
    ]
}
