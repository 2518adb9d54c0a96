//! Conflicts of interest, one fact at a time and compared with a reference.

use empanel::model::words::Lang;
use empanel::model::{
    AcademicPolicy, ConflictPolicy, ExpertIndex, Party, Relation, RelationKind, Season,
    SeasonBuilder, SubmissionIndex,
};
use empanel::suitability::conflict::{
    ConflictKind, ConflictSeverity, Conflicts, SuspicionKind, dot,
};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

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
        "E1 专家E1 任职于 甲公司（experts.csv，第 2 行） → 丁集团 控股 甲有限公司（test）（relations.csv，第 2 行） → 丁集团 控股 乙（test）（relations.csv，第 3 行） → 乙公司 申报 S1（submissions.csv，第 2 行）"
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

#[test]
fn a_fact_that_proves_much_is_worded_once() {
    let two = SeasonBuilder::new()
        .expert("E1", "甲公司", "38", "", |_| ())
        .submission("S1", "甲公司", "3812", "", |_| ())
        .submission("S2", "甲公司", "3812", "", |_| ());
    let conflicts = Conflicts::build(&two.build());
    let [first, second] = conflicts.all() else {
        panic!("one conflict for each submission");
    };
    assert!(Arc::ptr_eq(&first.evidence[0], &second.evidence[0]));
}

#[test]
fn every_tie_has_its_policy() {
    use RelationKind as Kind;
    for (kind, expected) in [
        (Kind::EmployedBy, ConflictKind::Employer),
        (Kind::FormerlyEmployedBy, ConflictKind::FormerEmployer),
        (Kind::Advises, ConflictKind::Advises),
        (Kind::DirectorOf, ConflictKind::DirectorOrShareholder),
        (Kind::ShareholderOf, ConflictKind::DirectorOrShareholder),
        (Kind::Declared, ConflictKind::Declared),
    ] {
        for object in ["乙股份有限公司", "S1"] {
            let conflicts = Conflicts::build(&pair().relation("E1", kind, object).build());
            let kinds: Vec<ConflictKind> =
                conflicts.between(E1, S1).map(|found| found.kind).collect();
            assert_eq!(kinds, [expected], "{kind:?} {object}");
        }
    }
    for kind in [
        Kind::MentorOf,
        Kind::CoauthorOf,
        Kind::KinOf,
        Kind::Supplies,
    ] {
        assert_eq!(severity(pair().relation("E1", kind, "乙公司")), None);
    }
}

#[test]
fn an_ended_relation_counts_within_the_look_back() {
    let ended =
        |until| severity(pair().dated_relation("E1", RelationKind::Advises, "乙公司", Some(until)));
    assert_eq!(ended(2023), Some(ConflictSeverity::Bar));
    assert_eq!(ended(2022), None);
    let job = |until| {
        let job = pair().dated_relation("E1", RelationKind::EmployedBy, "乙公司", Some(until));
        let conflicts = Conflicts::build(&job.build());
        conflicts.all().first().map(|conflict| conflict.kind)
    };
    assert_eq!(job(2026), Some(ConflictKind::Employer));
    assert_eq!(job(2025), Some(ConflictKind::FormerEmployer));
    assert_eq!(job(2022), None);
}

#[test]
fn a_policy_decides_and_off_keeps_it_out_of_the_table() {
    let advised = |policy| {
        let season = pair()
            .relation("E1", RelationKind::Advises, "乙公司")
            .rules(|rules| rules.conflicts.advises = policy);
        Conflicts::build(&season.build())
    };
    let recused = advised(ConflictPolicy::Recuse);
    assert_eq!(recused.recused(S1), [E1]);
    assert!(recused.barred(S1).is_empty());
    assert!(advised(ConflictPolicy::Off).all().is_empty());
}

#[test]
fn academic_ties_are_suspected_unless_a_policy_decides() {
    use AcademicPolicy::{Bar, Off, Recuse, Suspect};
    let made = |kind, policy: AcademicPolicy| {
        let season = pair()
            .relation("某教授", kind, "E1")
            .relation("某教授", RelationKind::Advises, "乙公司")
            .rules(|rules| match kind {
                RelationKind::MentorOf => rules.conflicts.mentor = policy,
                _ => rules.conflicts.coauthor = policy,
            });
        let conflicts = Conflicts::build(&season.build());
        let kinds: Vec<ConflictKind> = conflicts.all().iter().map(|one| one.kind).collect();
        (
            conflicts.severity(E1, S1),
            kinds,
            conflicts.suspected().len(),
        )
    };
    for (kind, found) in [
        (RelationKind::MentorOf, ConflictKind::Mentor),
        (RelationKind::CoauthorOf, ConflictKind::Coauthor),
    ] {
        assert_eq!(made(kind, Off), (None, vec![], 0));
        assert_eq!(made(kind, Suspect), (None, vec![], 1));
        let recused = Some(ConflictSeverity::Recuse);
        assert_eq!(made(kind, Recuse), (recused, vec![found], 0));
        assert_eq!(
            made(kind, Bar),
            (Some(ConflictSeverity::Bar), vec![found], 0)
        );
    }
}

#[test]
fn the_strongest_conflict_of_a_pair_counts() {
    let both = pair()
        .change(|season| season.experts[0].employer = "丙协会".to_owned())
        .relation("E1", RelationKind::Declared, "S1");
    let conflicts = Conflicts::build(&both.build());
    assert_eq!(conflicts.between(E1, S1).count(), 2);
    assert_eq!(conflicts.barred(S1), [E1]);
    assert!(conflicts.recused(S1).is_empty());
}

#[test]
fn relatives_pass_on_their_ties_and_share_no_group() {
    let outside = pair()
        .relation("E1", RelationKind::KinOf, "某亲属")
        .relation("某 亲属", RelationKind::DirectorOf, "乙公司");
    let conflicts = Conflicts::build(&outside.build());
    let conflict = &conflicts.all()[0];
    assert_eq!(conflict.kind, ConflictKind::Kin);
    assert_eq!(conflict.evidence.len(), 3);
    let pool = pair()
        .expert("E2", "丁公司", "38", "Q06.01", |_| ())
        .relation("E2", RelationKind::KinOf, "E1")
        .relation("乙公司", RelationKind::ParentOf, "丁公司");
    let conflicts = Conflicts::build(&pool.build());
    assert_eq!(conflicts.barred(S1), [E1, ExpertIndex(1)]);
    let kin = &conflicts.kin()[0];
    assert_eq!((kin.a, kin.b), (E1, ExpertIndex(1)));
    assert_eq!(
        kin.evidence[0].words.zh,
        "E2 专家E2 与 E1 专家E1 是亲属（test）"
    );
}

#[test]
fn a_waiver_of_the_unit_lifts_the_recommender_alone() {
    let waived = pair()
        .change(|season| season.experts[0].employer = "丙协会".to_owned())
        .relation("E1", RelationKind::Waived, "丙协会");
    assert_eq!(severity(waived.clone()), None);
    let barred = waived.relation("E1", RelationKind::Advises, "乙公司");
    assert_eq!(severity(barred), Some(ConflictSeverity::Bar));
}

#[test]
fn a_waiver_needs_a_reason_and_ends() {
    let base = pair().relation("E1", RelationKind::Advises, "乙公司");
    let ended = base
        .clone()
        .dated_relation("E1", RelationKind::Waived, "S1", Some(2025));
    assert_eq!(severity(ended), Some(ConflictSeverity::Bar));
    let silent = base
        .relation("E1", RelationKind::Waived, "S1")
        .change(|season| season.relations[1].note.clear());
    assert_eq!(severity(silent), Some(ConflictSeverity::Bar));
}

#[test]
fn what_did_not_pass_the_form_check_has_no_conflicts() {
    let left_out = pair()
        .relation("E1", RelationKind::Advises, "乙公司")
        .change(|season| season.submissions[0].passed = false);
    assert!(Conflicts::build(&left_out.build()).all().is_empty());
}

#[test]
fn a_family_fifty_deep_and_a_ring_of_parents_are_walked() {
    let mut chain = pair();
    let name = |at: usize| match at {
        0 => "甲公司".to_owned(),
        50 => "乙公司".to_owned(),
        at => format!("第{at}层公司"),
    };
    for at in 0..50 {
        chain = chain.relation(&name(at), RelationKind::ParentOf, &name(at + 1));
    }
    let conflicts = Conflicts::build(&chain.clone().build());
    assert_eq!(conflicts.all()[0].evidence.len(), 52);
    let ring = chain.relation("乙公司", RelationKind::ParentOf, "甲公司");
    let conflicts = Conflicts::build(&ring.build());
    assert_eq!(conflicts.all()[0].evidence.len(), 3, "the short way round");
    let own = pair().relation("甲公司", RelationKind::ParentOf, "甲公司");
    assert_eq!(severity(own), None);
}

fn suspicions(builder: SeasonBuilder) -> Vec<SuspicionKind> {
    let conflicts = Conflicts::build(&builder.build());
    assert_eq!(conflicts.severity(E1, S1), None, "nothing acts upon them");
    let kinds = conflicts.suspected().iter().map(|found| found.kind);
    kinds.collect()
}

#[test]
fn suspicions_are_listed_apart() {
    use RelationKind as Kind;
    use SuspicionKind as Found;
    assert_eq!(suspicions(pair()), []);
    let named = |employer: &str, applicant: &str| {
        pair().change(|season| {
            season.experts[0].employer = employer.to_owned();
            season.submissions[0].organization = applicant.to_owned();
        })
    };
    let alike = named("长河精工（杭州）有限公司", "长河精工（苏州）有限公司");
    assert_eq!(suspicions(alike), [Found::LookAlikeNames]);
    assert_eq!(suspicions(named("", "乙公司")), [Found::MissingEmployer]);
    let related = |kind| {
        pair()
            .relation("E1", kind, "某教授")
            .relation("某教授", Kind::EmployedBy, "乙公司")
    };
    assert_eq!(suspicions(related(Kind::MentorOf)), [Found::AcademicTie]);
    assert_eq!(suspicions(related(Kind::CoauthorOf)), [Found::AcademicTie]);
    let ended = |year| pair().dated_relation("E1", Kind::Advises, "乙公司", Some(year));
    assert_eq!(suspicions(ended(2021)), [Found::JustEnded]);
    assert_eq!(suspicions(ended(2020)), []);
    let former = pair()
        .relation("E1", Kind::FormerlyEmployedBy, "丁公司")
        .relation("丁公司", Kind::ParentOf, "乙公司");
    assert_eq!(suspicions(former), [Found::FormerFamily]);
    let shares = pair().relation("甲公司", Kind::ShareholderOf, "乙公司");
    assert_eq!(suspicions(shares), [Found::EmployerShares]);
    let two = pair().expert("E2", "戊公司", "38", "Q06.01", |expert| {
        expert.name = "专家 E1".to_owned();
    });
    assert_eq!(suspicions(two.clone()), [Found::SameNameExperts]);
    let uncle = two
        .change(|season| season.experts[1].name = "某人".to_owned())
        .relation("E1", Kind::KinOf, "某舅舅")
        .relation("某舅舅", Kind::KinOf, "E2");
    assert_eq!(suspicions(uncle), [Found::SharedRelative]);
    let namesake = pair().relation("专家E1", Kind::DirectorOf, "乙公司");
    assert_eq!(suspicions(namesake), [Found::NameOfExpert]);
}

#[test]
fn a_group_joined_with_its_listed_company_is_noted() {
    let joined = pair().change(|season| {
        season.experts[0].employer = "长河集团有限公司".to_owned();
        season.submissions[0].organization = "长河股份有限公司".to_owned();
    });
    let conflicts = Conflicts::build(&joined.build());
    assert_eq!(conflicts.severity(E1, S1), Some(ConflictSeverity::Bar));
    assert_eq!(conflicts.suspected()[0].kind, SuspicionKind::JoinedNames);
}

#[test]
fn the_drawing_escapes_names_and_shows_conflicts() {
    let season = pair()
        .change(|season| season.experts[0].name = "甲\"\\乙".to_owned())
        .relation("E1", RelationKind::Advises, "乙公司")
        .build();
    let drawing = dot(&season, &Conflicts::build(&season));
    assert!(drawing.contains(r#"label="E1 甲\"\\乙""#), "{drawing}");
    assert!(
        drawing.contains(r#"n0 -> n1 [label="咨询辅导申报单位\nadvises the applicant", color=red"#)
    );
    assert!(drawing.contains(r#"label="申报\napplies with""#));
}

#[test]
fn the_document_speaks_of_ids_and_can_be_narrowed() {
    let season = pair()
        .submission("S2", "乙公司", "38", "Q06.01", |_| ())
        .relation("E1", RelationKind::Advises, "乙公司")
        .build();
    let conflicts = Conflicts::build(&season);
    let whole = conflicts.view(&season, None, None);
    assert_eq!((whole.barred_pairs, whole.conflicts.len()), (2, 2));
    let narrow = conflicts.view(&season, Some(E1), Some(SubmissionIndex(1)));
    let json = serde_json::to_value(&narrow).unwrap();
    assert_eq!(json["conflicts"][0]["submission"]["id"], "S2");
    assert_eq!(json["conflicts"][0]["severity"], "bar");
    assert_eq!(json["conflicts"][0]["evidence"][0]["place"]["row"], 2);
    assert_eq!(json["conflicts"].as_array().unwrap().len(), 1);
}

const ORGANIZATIONS: [&str; 6] = ["甲", "乙公司", "丙集团", "丁", "戊有限公司", "己"];
const PEOPLE: [&str; 2] = ["某人", "另一人"];

fn endpoint(code: usize) -> Party {
    match code {
        0..=3 => Party::Expert(ExpertIndex::new(code)),
        4..=6 => Party::Submission(SubmissionIndex::new(code - 4)),
        7..=12 => Party::Named(ORGANIZATIONS[code - 7].to_owned()),
        _ => Party::Named(PEOPLE[(code - 13) % 2].to_owned()),
    }
}

/// Ends that fit the kind, as readers permit.
fn ends(kind: RelationKind, a: usize, b: usize) -> (Party, Party) {
    use RelationKind as Kind;
    match kind {
        Kind::KinOf | Kind::MentorOf | Kind::CoauthorOf => {
            let person = |code| endpoint([0, 1, 2, 3, 13, 14][code % 6]);
            (person(a), person(b))
        }
        Kind::ParentOf | Kind::CompetitorOf | Kind::Supplies => {
            // Readers reject a relation of an organization to itself.
            let other = if a % 6 == b % 6 { b + 1 } else { b };
            (endpoint(7 + a % 6), endpoint(7 + other % 6))
        }
        Kind::Declared | Kind::Waived => (endpoint(a % 4), endpoint(4 + b % 9)),
        _ => (endpoint([0, 1, 2, 3, 13, 14][a % 6]), endpoint(4 + b % 9)),
    }
}

prop_compose! {
    fn seasons()(
        employers in vec(0..7_usize, 4),
        applicants in vec((0..6_usize, 0..7_usize), 3),
        rows in vec((0..13_usize, 0..60_usize, 0..54_usize, prop::option::of(2020..2028_i32)), 0..14),
        policies in vec(0..3_u8, 11),
    ) -> Season {
        let name = |at: usize| ORGANIZATIONS.get(at).copied().unwrap_or_default();
        let mut builder = SeasonBuilder::new();
        for (at, employer) in employers.iter().enumerate() {
            builder = builder.expert(&format!("E{at}"), name(*employer), "C", "Q06.01", |expert| {
                expert.region = ["北京", "上海", ""][at % 3].to_owned();
            });
        }
        for (at, (applicant, unit)) in applicants.iter().enumerate() {
            builder = builder.submission(&format!("S{at}"), name(*applicant), "C", "Q06.01", |one| {
                one.recommender = name(*unit).to_owned();
                one.region = ["上海", "", "北京"][at].to_owned();
            });
        }
        let mut season = builder.build();
        for (kind, a, b, until) in rows {
            let kind = RelationKind::ALL[kind];
            let (subject, object) = ends(kind, a, b);
            let place = season.experts[0].place.clone();
            let note = "理由".to_owned();
            season.relations.push(Relation { subject, kind, object, since: None, until, note, place });
        }
        let policy = |at: usize| [ConflictPolicy::Off, ConflictPolicy::Recuse, ConflictPolicy::Bar][usize::from(policies[at])];
        let rules = &mut season.rules.conflicts;
        rules.employer = policy(0);
        rules.former_employer = policy(1);
        rules.advises = policy(2);
        rules.director_or_shareholder = policy(3);
        rules.kin = policy(4);
        rules.declared = policy(5);
        rules.competitor = policy(6);
        rules.recommender = policy(7);
        rules.region = policy(8);
        let academic = |at: usize| [AcademicPolicy::Suspect, AcademicPolicy::Recuse, AcademicPolicy::Bar][usize::from(policies[at])];
        rules.mentor = academic(9);
        rules.coauthor = academic(10);
        season
    }
}

/// The rules applied to the tables pair by pair, with families computed as a fixpoint.
struct Reference<'a>(&'a Season);

impl Reference<'_> {
    fn text(&self, party: &Party) -> String {
        match party {
            Party::Expert(expert) => format!("E#{}", expert.0),
            Party::Submission(submission) => format!("S#{}", submission.0),
            Party::Named(name) => self.0.organizations.key(name).text().to_owned(),
        }
    }

    fn rows(&self, kind: RelationKind) -> Vec<(String, String, Option<i32>)> {
        let counts = |until: Option<i32>| {
            until.is_none_or(|until| match kind {
                RelationKind::Waived => until >= 2026,
                _ => 2026 - until <= 3,
            })
        };
        let rows = self.0.relations.iter();
        rows.filter(|row| row.kind == kind && counts(row.until))
            .map(|row| (self.text(&row.subject), self.text(&row.object), row.until))
            .collect()
    }

    fn objects(&self, person: &str, kind: RelationKind) -> BTreeSet<String> {
        let rows = self.rows(kind).into_iter();
        rows.filter(|row| row.0 == person)
            .map(|row| row.1)
            .collect()
    }

    fn employers(&self, person: &str, now: bool) -> BTreeSet<String> {
        let rows = self.rows(RelationKind::EmployedBy).into_iter();
        let mut found: BTreeSet<String> = rows
            .filter(|row| row.0 == person && row.2.is_none_or(|until| until >= 2026) == now)
            .map(|row| row.1)
            .collect();
        if let (true, Some(at)) = (now, person.strip_prefix("E#")) {
            let employer = &self.0.experts[at.parse::<usize>().unwrap()].employer;
            found.insert(self.0.organizations.key(employer).text().to_owned());
        }
        found.remove("");
        found
    }

    fn family(&self, mut members: BTreeSet<String>) -> BTreeSet<String> {
        loop {
            let before = members.len();
            for (a, b, _) in self.rows(RelationKind::ParentOf) {
                if members.contains(&a) || members.contains(&b) {
                    members.extend([a, b]);
                }
            }
            if members.len() == before {
                return members;
            }
        }
    }

    /// Everything tied to a person, by the four policies that also apply to relatives.
    fn ties(&self, person: &str) -> [BTreeSet<String>; 4] {
        use RelationKind as Kind;
        let mut former = self.objects(person, Kind::FormerlyEmployedBy);
        former.extend(self.employers(person, false));
        let mut owned = self.objects(person, Kind::DirectorOf);
        owned.extend(self.objects(person, Kind::ShareholderOf));
        let mut family = BTreeSet::new();
        for employer in self.employers(person, true) {
            family.extend(self.family(BTreeSet::from([employer])));
        }
        [family, former, self.objects(person, Kind::Advises), owned]
    }

    fn ends(&self, of: &BTreeSet<String>, kind: RelationKind) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (a, b, _) in self.rows(kind) {
            if of.contains(&a) {
                found.insert(b.clone());
            }
            if of.contains(&b) {
                found.insert(a);
            }
        }
        found
    }

    fn severity(&self, e: usize, s: usize) -> Option<ConflictSeverity> {
        use ConflictKind as Kind;
        let (expert, submission) = (&self.0.experts[e], &self.0.submissions[s]);
        let key = |name: &str| self.0.organizations.key(name).text().to_owned();
        let (person, applicant, unit) = (
            format!("E#{e}"),
            key(&submission.organization),
            key(&submission.recommender),
        );
        let single = format!("S#{s}");
        let hit = |set: &BTreeSet<String>| set.contains(&applicant) || set.contains(&single);
        let waived = self.objects(&person, RelationKind::Waived);
        if hit(&waived) {
            return None;
        }
        let [family, former, advised, owned] = self.ties(&person);
        let through = |kind: RelationKind| {
            let mut others = self.ends(&BTreeSet::from([person.clone()]), kind);
            others.remove(&person);
            others.iter().any(|one| self.ties(one).iter().any(hit))
        };
        let mut trade = self.employers(&person, true);
        let recommends = trade.contains(&unit) && !waived.contains(&unit);
        trade.insert(person.clone());
        let mut rivals = self.ends(&trade, RelationKind::CompetitorOf);
        rivals.extend(self.ends(&trade, RelationKind::Supplies));
        let found = [
            (Kind::Employer, hit(&family)),
            (Kind::FormerEmployer, hit(&former)),
            (Kind::Advises, hit(&advised)),
            (Kind::DirectorOrShareholder, hit(&owned)),
            (Kind::Kin, through(RelationKind::KinOf)),
            (Kind::Mentor, through(RelationKind::MentorOf)),
            (Kind::Coauthor, through(RelationKind::CoauthorOf)),
            (
                Kind::Declared,
                hit(&self.objects(&person, RelationKind::Declared)),
            ),
            (Kind::Competitor, hit(&rivals)),
            (Kind::Recommender, recommends),
            (
                Kind::Region,
                !expert.region.is_empty() && expert.region == submission.region,
            ),
        ];
        let rules = &self.0.rules.conflicts;
        let held = found.into_iter().filter(|(_, holds)| *holds);
        held.filter_map(|(kind, _)| kind.severity(rules)).max()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn conflicts_are_those_of_the_reference(season in seasons()) {
        let conflicts = Conflicts::build(&season);
        let reference = Reference(&season);
        for s in 0..season.submissions.len() {
            let submission = SubmissionIndex::new(s);
            for e in 0..season.experts.len() {
                let expert = ExpertIndex::new(e);
                let severity = conflicts.severity(expert, submission);
                prop_assert_eq!(severity, reference.severity(e, s), "E{} S{}", e, s);
                for conflict in conflicts.between(expert, submission) {
                    let last = conflict.evidence.last().map(|fact| fact.words.zh.clone());
                    let id = &season.submissions[s].id;
                    let leads = last.is_some_and(|words| words.contains(id.as_str()));
                    prop_assert!(leads, "the proof ends at the submission");
                }
            }
        }
        prop_assert_eq!(
            conflicts.all().len(),
            (0..season.experts.len()).map(|e| conflicts.of_expert(ExpertIndex::new(e)).count()).sum::<usize>()
        );
        let again = Conflicts::build(&season);
        prop_assert_eq!(conflicts.all(), again.all());
        prop_assert_eq!(conflicts.suspected(), again.suspected());
    }
}
