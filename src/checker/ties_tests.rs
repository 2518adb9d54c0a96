//! One change away from a season in which E1 is tied to nothing.

use super::*;
use crate::model::{ConflictPolicy as P, RelationKind as K, SeasonBuilder};

const E1: ExpertIndex = ExpertIndex(0);
const S1: SubmissionIndex = SubmissionIndex(0);
const S2: SubmissionIndex = SubmissionIndex(1);

/// S1 and S2 are of 企业一, S3 of 企业二; E2 works for 单位二.
fn season() -> SeasonBuilder {
    SeasonBuilder::new()
        .expert("E1", "单位一", "38", "Q06.01", |_| ())
        .expert("E2", "单位二", "38", "Q06.01", |_| ())
        .submission("S1", "企业一有限公司", "38", "", |s| {
            s.recommender = "协会".to_owned()
        })
        .submission("S2", "企业一", "38", "", |_| ())
        .submission("S3", "企业二", "38", "", |_| ())
}

fn all(season: SeasonBuilder) -> [P; 3] {
    let season = season.build();
    let ties = Ties::new(&season);
    [S1, S2, SubmissionIndex(2)].map(|submission| ties.severity(E1, submission))
}

const NONE: [P; 3] = [P::Off; 3];
const BOTH: [P; 3] = [P::Bar, P::Bar, P::Off];
const FIRST: [P; 3] = [P::Bar, P::Off, P::Off];

#[test]
fn direct_ties_reach_the_applicant_or_the_one_submission() {
    assert_eq!(all(season()), NONE);
    for kind in [
        K::EmployedBy,
        K::FormerlyEmployedBy,
        K::Advises,
        K::DirectorOf,
        K::ShareholderOf,
        K::Declared,
    ] {
        assert_eq!(all(season().relation("E1", kind, "企业一")), BOTH);
        assert_eq!(all(season().relation("E1", kind, "S1")), FIRST);
        assert_eq!(all(season().relation("E2", kind, "企业一")), NONE);
    }
    for kind in [K::MentorOf, K::CoauthorOf, K::KinOf, K::Waived] {
        assert_eq!(all(season().relation("E1", kind, "企业一")), NONE);
    }
    let hired = season().change(|season| season.experts[0].employer = "企业一集团".to_owned());
    assert_eq!(all(hired), BOTH);
}

#[test]
fn an_ended_tie_counts_for_the_years_of_the_look_back() {
    for kind in [
        K::EmployedBy,
        K::FormerlyEmployedBy,
        K::Advises,
        K::Declared,
    ] {
        let until = |year| all(season().dated_relation("E1", kind, "企业一", Some(year)));
        assert_eq!(until(2023), BOTH);
        assert_eq!(until(2022), NONE);
    }
}

#[test]
fn each_tie_follows_its_own_policy() {
    let off = |kind, change: fn(&mut crate::model::ConflictRules)| {
        let season = season().relation("E1", kind, "企业一");
        all(season.rules(|rules| change(&mut rules.conflicts)))[0]
    };
    assert_eq!(
        off(K::EmployedBy, |rules| rules.employer = P::Recuse),
        P::Recuse
    );
    assert_eq!(
        off(K::FormerlyEmployedBy, |rules| rules.former_employer =
            P::Off),
        P::Off
    );
    assert_eq!(
        off(K::Advises, |rules| rules.advises = P::Recuse),
        P::Recuse
    );
    assert_eq!(
        off(K::DirectorOf, |rules| rules.director_or_shareholder =
            P::Off),
        P::Off
    );
    assert_eq!(
        off(K::Declared, |rules| rules.declared = P::Recuse),
        P::Recuse
    );
    // A job that ended is a former one.
    let ended = season()
        .dated_relation("E1", K::EmployedBy, "企业一", Some(2025))
        .rules(|rules| rules.conflicts.employer = P::Off);
    assert_eq!(all(ended.clone()), BOTH);
    let neither = ended.rules(|rules| rules.conflicts.former_employer = P::Off);
    assert_eq!(all(neither), NONE);
}

#[test]
fn families_of_any_depth_and_direction_reach_employers_only() {
    let chain = season()
        .relation("集团", K::ParentOf, "中间公司")
        .relation("中间公司", K::ParentOf, "单位一")
        .relation("集团", K::ParentOf, "企业一");
    assert_eq!(all(chain.clone()), BOTH);
    let ended = season()
        .relation("集团", K::ParentOf, "单位一")
        .dated_relation("集团", K::ParentOf, "企业一", Some(2022));
    assert_eq!(all(ended), NONE);
    // Two parents of one submission are not one family, and reach nothing but that submission.
    let single =
        season()
            .relation("单位一", K::ParentOf, "S1")
            .relation("企业二", K::ParentOf, "S1");
    assert_eq!(all(single), FIRST);
    // A word for nobody is no organization: two that have 无 for a parent are not one family.
    let nobody =
        season()
            .relation("无", K::ParentOf, "单位一")
            .relation("无", K::ParentOf, "企业一");
    assert_eq!(all(nobody), NONE);
    for kind in [K::FormerlyEmployedBy, K::Advises, K::ShareholderOf] {
        let other = season()
            .relation("集团", K::ParentOf, "企业一")
            .relation("E1", kind, "集团");
        assert_eq!(all(other), NONE);
    }
}

#[test]
fn relatives_in_and_out_of_the_pool_pass_on_their_ties() {
    for kind in [
        K::EmployedBy,
        K::FormerlyEmployedBy,
        K::Advises,
        K::DirectorOf,
    ] {
        let outside =
            season()
                .relation("E1", K::KinOf, "某亲属")
                .relation("某亲属", kind, "企业一");
        assert_eq!(all(outside.clone()), BOTH);
        let lenient = outside.rules(|rules| rules.conflicts.kin = P::Recuse);
        assert_eq!(all(lenient), [P::Recuse, P::Recuse, P::Off]);
    }
    let reverse = season()
        .relation("E2", K::KinOf, "E1")
        .relation("单位二", K::ParentOf, "企业一");
    assert_eq!(all(reverse), BOTH);
    let declared = season()
        .relation("E1", K::KinOf, "E2")
        .relation("E2", K::Declared, "企业一");
    assert_eq!(all(declared), NONE);
    let second_hand = season()
        .relation("E1", K::KinOf, "甲某")
        .relation("甲某", K::KinOf, "乙某")
        .relation("乙某", K::EmployedBy, "企业一");
    assert_eq!(all(second_hand), NONE);
}

#[test]
fn competitors_and_suppliers_count_where_the_policy_says_so() {
    for (subject, kind, object) in [
        ("单位一", K::CompetitorOf, "企业一"),
        ("企业一", K::CompetitorOf, "单位一"),
        ("单位一", K::Supplies, "企业一"),
        ("企业一", K::Supplies, "单位一"),
        ("E1", K::Supplies, "企业一"),
    ] {
        let tied = season().relation(subject, kind, object);
        assert_eq!(all(tied.clone()), NONE);
        let strict = tied.rules(|rules| rules.conflicts.competitor = P::Bar);
        assert_eq!(all(strict), BOTH);
    }
}

#[test]
fn recommender_and_region_follow_the_submission() {
    let recommended = season().change(|season| season.experts[0].employer = "协会".to_owned());
    assert_eq!(all(recommended), [P::Recuse, P::Off, P::Off]);
    let local = season()
        .change(|season| {
            season.experts[0].region = "浙江".to_owned();
            season.submissions[1].region = "浙江".to_owned();
        })
        .rules(|rules| rules.conflicts.region = P::Bar);
    assert_eq!(all(local), [P::Off, P::Bar, P::Off]);
}

#[test]
fn a_waiver_with_a_reason_lifts_what_it_names() {
    let tied = || season().relation("E1", K::Advises, "企业一");
    assert_eq!(all(tied().relation("E1", K::Waived, "企业一")), NONE);
    let single = tied().relation("E1", K::Waived, "S1");
    assert_eq!(all(single), [P::Off, P::Bar, P::Off]);
    assert_eq!(all(tied().relation("E2", K::Waived, "企业一")), BOTH);
    for (until, expected) in [(2026, NONE), (2025, BOTH)] {
        let dated = tied().dated_relation("E1", K::Waived, "企业一", Some(until));
        assert_eq!(all(dated), expected);
    }
    let mute = tied()
        .relation("E1", K::Waived, "企业一")
        .change(|season| season.relations[1].note.clear());
    assert_eq!(all(mute), BOTH);
    let unit = season()
        .change(|season| season.experts[0].employer = "协会".to_owned())
        .relation("E1", K::Waived, "协会");
    assert_eq!(all(unit), NONE);
}

#[test]
fn nameless_organizations_are_not_one() {
    let nameless = season().change(|season| {
        season.experts[0].employer.clear();
        season.submissions[0].organization.clear();
        season.submissions[0].recommender.clear();
    });
    assert_eq!(all(nameless), NONE);
}
