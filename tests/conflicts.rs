//! Conflicts of interest, one fact at a time and against a reference.

use empanel::conflict::{ConflictKind, ConflictSeverity, Conflicts};
use empanel::model::{ExpertIndex, RelationKind, SeasonBuilder, SubmissionIndex};
use empanel::text::Lang;

const E1: ExpertIndex = ExpertIndex(0);
const S1: SubmissionIndex = SubmissionIndex(0);

/// One expert of 甲公司 and one submission of 乙公司, recommended by 丙协会.
fn pair() -> SeasonBuilder {
    SeasonBuilder::new()
        .expert("E1", "甲公司", "38", "Q06.01", |_| ())
        .submission("S1", "乙公司", "3812", "Q06.01", |s| {
            s.recommender = "丙协会".to_owned();
        })
}

fn severity(builder: SeasonBuilder) -> Option<ConflictSeverity> {
    Conflicts::build(&builder.build()).severity(E1, S1)
}

#[test]
fn nothing_ties_the_pair() {
    assert_eq!(severity(pair()), None);
}

#[test]
fn the_employer_reaches_through_its_family() {
    let family = pair()
        .relation("丁集团", RelationKind::ParentOf, "甲有限公司")
        .relation("丁集团", RelationKind::ParentOf, "乙");
    let conflicts = Conflicts::build(&family.build());
    assert_eq!(conflicts.severity(E1, S1), Some(ConflictSeverity::Bar));
    let conflict = &conflicts.all()[0];
    assert_eq!(conflict.kind, ConflictKind::Employer);
    assert_eq!(
        conflict.proof(Lang::Zh),
        "E1 专家E1 任职于 甲公司（experts.csv,第 2 行） → 丁集团 控股 甲有限公司（test）（relations.csv,第 2 行） → 丁集团 控股 乙（test）（relations.csv,第 3 行） → 乙公司 申报 S1（submissions.csv,第 2 行）"
    );
}

#[test]
fn a_waiver_lifts_but_shows() {
    let waived = pair()
        .relation("E1", RelationKind::Advises, "乙公司")
        .relation("E1", RelationKind::Waived, "乙公司");
    let conflicts = Conflicts::build(&waived.build());
    assert_eq!(conflicts.severity(E1, S1), None);
    assert!(conflicts.barred(S1).is_empty());
    assert!(conflicts.all()[0].waived.is_some());
}
