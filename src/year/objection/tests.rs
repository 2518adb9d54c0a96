use super::*;
use crate::files::tables::read_plan;
use crate::model::plan::{Plan, Rounds};
use crate::model::{RelationKind, Season, SeasonBuilder, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

/// E1-E3 sit in the group of S1; E1 and E2 reviewed it; E9 chairs.
fn season() -> Season {
    let mut builder = SeasonBuilder::new();
    for (id, employer, domains) in [
        ("E1", "一所", "Q06.01"),
        ("E2", "二所", "Q06.01"),
        ("E3", "三所", "Q06.01"),
        ("E4", "申报公司", "Q06.01"),
        ("E5", "五所", "Q06.01"),
        ("E6", "五所", "Q06.01"),
        ("E7", "七所", "Q04.01:1"),
        ("E8", "八所", "Q06.01"),
        ("E9", "九所", "Q06.01"),
        ("E10", "十所", "Q06.01"),
    ] {
        builder = builder.expert(id, employer, "38", domains, |_| ());
    }
    builder
        .submission("S1", "申报公司", "3812", "Q06.01;Q04.01", |_| ())
        .relation("E5", RelationKind::KinOf, "E8")
        .change(|season| {
            season.experts[9].available = false;
            season.rules.reviews.per_submission = 2;
        })
        .build()
}

fn plan() -> Plan {
    let text = r#"{"schema":"empanel/plan@1","status":"feasible",
"committee":{"chair":"E9","vice_chair":""},
"groups":[{"id":"G01","name":"","leader":"E1","members":["E1","E2","E3"],"submissions":["S1"],"alternates":[]}],
"reviews":[{"submission":"S1","group":"G01","reviewers":["E1","E2"],"recused":[]}],"shortfalls":[],
"quality":{"total_score":0,"worst_score":0,"mean_score":0,"coverage_shortfalls":0}}"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.json");
    std::fs::write(&path, text).expect("written");
    read_plan(&path).expect("a plan")
}

/// The defence of S1: E5 heard it, E6 sat in its group, E7 withdrew.
fn defence() -> Plan {
    let mut plan = plan();
    plan.groups[0].members = ["E3", "E5", "E6"].map(str::to_owned).to_vec();
    plan.reviews[0].reviewers = ["E3", "E5"].map(str::to_owned).to_vec();
    plan.withdrawn = vec!["E7".to_owned()];
    plan.round = Some(crate::model::plan::Round {
        held: [("S1".to_owned(), "G01".to_owned())].into(),
        paper: [(
            "G01".to_owned(),
            ["E1", "E2", "E3"].map(str::to_owned).to_vec(),
        )]
        .into(),
        ..crate::model::plan::Round::default()
    });
    plan
}

fn proposed(size: usize, allow_group: bool, seated_only: bool) -> Proposal {
    by(Rounds::new([plan()]), size, allow_group, seated_only)
}

fn by(rounds: Rounds, size: usize, allow_group: bool, seated_only: bool) -> Proposal {
    let season = season();
    let request = Request {
        submission: SubmissionIndex::new(0),
        size,
        allow_group,
        seated_only,
    };
    let conflicts = Conflicts::build(&season);
    propose(
        &season,
        &rounds,
        &conflicts,
        &Affinity::build(&season),
        request,
    )
}

fn ids(all: &[Candidate]) -> Vec<&str> {
    all.iter().map(|one| one.expert.as_str()).collect()
}

#[test]
fn whoever_decided_before_is_in_conflict_or_cannot_serve_is_out_with_the_reason() {
    let proposal = proposed(2, false, false);
    let kinds: Vec<_> = proposal
        .excluded
        .iter()
        .map(|one| (one.expert.as_str(), &*one.reasons[0].kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("E1", "reviewed"),
            ("E2", "reviewed"),
            ("E3", "decided"),
            ("E4", "conflict"),
            ("E9", "presides"),
            ("E10", "not_available"),
        ]
    );
    let mut able = ids(&proposal.candidates);
    able.sort_unstable();
    assert_eq!(able, ["E5", "E6", "E7", "E8"]);
}

#[test]
fn the_team_covers_most_and_keeps_to_the_rules_of_a_group() {
    let proposal = proposed(2, false, false);
    assert!(proposal.uncovered.is_empty(), "{:?}", proposal.uncovered);
    assert!(ids(&proposal.team).contains(&"E7"));
    // E5 and E6 share an employer, E5 and E8 are relatives.
    let all = proposed(4, false, false);
    assert_eq!(all.team.len(), 3);
    let mut team = ids(&all.team);
    team.sort_unstable();
    assert_eq!(team, ["E6", "E7", "E8"]);
    assert!(
        summary(&all)
            .iter()
            .any(|said| said.zh.contains("只找到 3 人"))
    );
}

#[test]
fn the_group_may_be_let_in_and_outsiders_kept_out() {
    assert!(ids(&proposed(2, true, false).candidates).contains(&"E3"));
    let seated = proposed(2, true, true);
    assert_eq!(ids(&seated.candidates), ["E3"]);
    let knows: Vec<&str> = seated
        .uncovered
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert_eq!(knows, ["Q04.01"]);
}

#[test]
fn whoever_dealt_with_it_in_either_round_is_out() {
    let both = by(Rounds::new([plan(), defence()]), 2, false, false);
    let kinds: Vec<_> = both
        .excluded
        .iter()
        .map(|one| {
            let kinds = one.reasons.iter().map(|reason| &*reason.kind);
            (one.expert.as_str(), kinds.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        kinds,
        [
            ("E1", vec!["reviewed"]),
            ("E2", vec!["reviewed"]),
            ("E3", vec!["decided", "reviewed"]),
            ("E4", vec!["conflict"]),
            ("E5", vec!["reviewed"]),
            ("E6", vec!["decided"]),
            ("E7", vec!["withdrawn"]),
            ("E9", vec!["presides"]),
            ("E10", vec!["not_available"]),
        ]
    );
    assert_eq!(both.reviewed_by, ["E1", "E2", "E3", "E5"]);
    assert_eq!(
        both.excluded[0].reasons[0].words.zh,
        "资料评审中评审过该项申报"
    );
    assert_eq!(
        both.excluded[4].reasons[0].words.zh,
        "答辩评审中评审过该项申报"
    );
    assert_eq!(ids(&both.team), ["E8"]);
    // Members of the groups who did not review it may be allowed.
    let wide = by(Rounds::new([plan(), defence()]), 2, true, false);
    assert!(ids(&wide.candidates).contains(&"E6"));
    assert!(!ids(&wide.candidates).contains(&"E3"));
}

#[test]
fn without_the_plan_of_the_paper_round_its_whole_group_is_out() {
    let alone = by(Rounds::new([defence()]), 2, true, false);
    let out: Vec<&str> = alone
        .excluded
        .iter()
        .map(|one| one.expert.as_str())
        .collect();
    for id in ["E1", "E2", "E3"] {
        assert!(out.contains(&id), "{id}");
    }
}

#[test]
fn those_who_are_merely_absent_are_counted_apart() {
    let proposal = proposed(2, false, false);
    let concerned = proposal
        .excluded
        .iter()
        .filter(|own| own.is_concerned())
        .count();
    let absent = proposal.excluded.len() - concerned;
    // E10 is unavailable and unrelated to it.
    assert_eq!(absent, 1);
    let said = summary(&proposal)[1].en.clone();
    assert!(
        said.contains(&format!("{concerned} have")) && said.contains("1 more"),
        "{said}"
    );
}
