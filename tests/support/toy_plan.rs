//! The best plan of the toy season.

use empanel::model::Rules;
use empanel::model::plan::{Committee, Group, PLAN_SCHEMA, Plan, Quality, Review, Status};

/// The best plan of the toy season, as in its README.
pub fn toy_plan() -> Plan {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let group = |id: &str, members: &str, submissions: &str| Group {
        id: id.to_owned(),
        name: format!("第{id}组"),
        leader: words(members)[0].clone(),
        members: words(members),
        submissions: words(submissions),
        alternates: Vec::new(),
    };
    let review = |submission: &str, group: &str, reviewers: &str| Review {
        submission: submission.to_owned(),
        group: group.to_owned(),
        reviewers: words(reviewers),
        recused: Vec::new(),
    };
    Plan {
        schema: PLAN_SCHEMA.to_owned(),
        status: Status::Feasible,
        committee: Committee {
            chair: "E001".to_owned(),
            vice_chair: "E002".to_owned(),
        },
        groups: vec![
            group("G01", "E003 E005 E008", "S001 S002 S003"),
            group("G02", "E006 E004 E007", "S004 S005 S006"),
        ],
        reviews: vec![
            review("S001", "G01", "E003 E005"),
            review("S002", "G01", "E003 E008"),
            review("S003", "G01", "E003 E008"),
            review("S004", "G02", "E006 E007"),
            review("S005", "G02", "E006 E004"),
            review("S006", "G02", "E006 E007"),
        ],
        shortfalls: Vec::new(),
        quality: Quality::default(),
        inputs: Default::default(),
        rules: Rules::default(),
        seed: 1,
        version: String::new(),
        pins: Vec::new(),
        withdrawn: Vec::new(),
        round: None,
        exchange: None,
        part: None,
    }
}
