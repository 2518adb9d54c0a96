//! Organizations, people and regions as offices write them: each season of `tests/cases` is read as
//! a person would read it.

use empanel::checker;
use empanel::files::tables::{Loaded, Problems, read_season};
use empanel::model::plan::Plan;
use empanel::model::words::Lang;
use empanel::model::{ExpertIndex, Season, SubmissionIndex};
use empanel::solve::{Environment, NoPlan, Unwatched, form};
use empanel::suitability::affinity::Affinity;
use empanel::suitability::conflict::{ConflictSeverity, Conflicts, SuspicionKind};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/organizations")
        .join(name)
}

fn read(name: &str) -> Loaded {
    read_season(&case(name), None).expect("no errors")
}

fn codes(loaded: &Loaded) -> Vec<&str> {
    let all = loaded.problems.iter().map(|problem| problem.code);
    all.filter(|code| !code.starts_with("N70")).collect()
}

/// The conflict between an expert and a submission, both by id.
fn between(season: &Season, expert: &str, submission: &str) -> Option<ConflictSeverity> {
    let of = |ids: Vec<&str>, id: &str| ids.iter().position(|own| *own == id).expect("an id");
    let experts = season.experts.iter().map(|own| own.id.as_str()).collect();
    let submissions = season.submissions.iter().map(|own| own.id.as_str());
    Conflicts::build(season).severity(
        ExpertIndex::new(of(experts, expert)),
        SubmissionIndex::new(of(submissions.collect(), submission)),
    )
}

/// Forms and checks the committee; `None` if it is proven that there is none.
fn formed(season: &Season) -> Option<Plan> {
    let conflicts = Conflicts::build(season);
    let affinity = Affinity::build(season);
    let stop = Arc::new(AtomicBool::new(false));
    let mut environment = Environment::new(60.0, 1, 1, &stop, &Unwatched);
    environment.work_limit = Some(20_000);
    match form(season, &conflicts, &affinity, &environment, Lang::Zh) {
        Ok(formed) => {
            let plan = formed.plan;
            let report = checker::check(season, &plan);
            assert!(report.accepted(), "{:?}", report.violations);
            Some(plan)
        }
        Err(NoPlan::Impossible(_)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn signs_and_traditional_characters_do_not_hide_a_conflict() {
    let season = read("ampersand-and-traditional").season;
    assert_eq!(between(&season, "E03", "S01"), Some(ConflictSeverity::Bar));
    assert_eq!(between(&season, "E04", "S02"), Some(ConflictSeverity::Bar));
    assert_eq!(between(&season, "E04", "S01"), None);
    let season = read("traditional-employer").season;
    assert_eq!(
        between(&season, "E004", "S001"),
        Some(ConflictSeverity::Bar)
    );
    let conflicts = Conflicts::build(&season);
    let mut joined = conflicts.suspected().iter();
    assert!(
        joined.any(|own| own.kind == SuspicionKind::JoinedNames),
        "集團 beside none"
    );
}

#[test]
fn every_organization_of_a_cell_is_in_conflict() {
    let joint = read("joint-applicants");
    assert_eq!(
        between(&joint.season, "E03", "S01"),
        Some(ConflictSeverity::Bar)
    );
    assert_eq!(codes(&joint), ["N717"]);
    let two = read("two-employers-in-a-cell");
    assert_eq!(
        between(&two.season, "E03", "S01"),
        Some(ConflictSeverity::Bar)
    );
    assert_eq!(codes(&two), ["N717"]);
}

#[test]
fn a_relative_with_another_middle_dot_is_one_person() {
    let season = read("middle-dot-2").season;
    assert_eq!(between(&season, "E03", "S01"), Some(ConflictSeverity::Bar));
    let season = read("middle-dot").season;
    assert_eq!(
        between(&season, "E003", "S002"),
        Some(ConflictSeverity::Bar)
    );
}

#[test]
fn two_spellings_of_a_region_are_one() {
    let season = read("region-two-spellings-conflict").season;
    assert_eq!(between(&season, "E03", "S01"), Some(ConflictSeverity::Bar));
    assert_eq!(formed(&read("region-two-spellings-cap").season), None);
}

#[test]
fn retired_people_have_no_common_employer() {
    for (name, told) in [
        ("retired-is-one-employer", 0),
        ("office-retired", 0),
        ("office-placeholders", 5),
    ] {
        let loaded = read(name);
        let missing = codes(&loaded)
            .iter()
            .filter(|code| **code == "W602")
            .count();
        assert_eq!(missing, told, "{name}");
        assert!(formed(&loaded.season).is_some(), "{name}");
    }
    let plan = formed(&read("retired-chairs").season).expect("a plan");
    let heads = [
        plan.committee.chair.as_str(),
        plan.committee.vice_chair.as_str(),
    ];
    assert!(heads.contains(&"E01") && heads.contains(&"E02"));
    for (name, told) in [
        ("employer-retired", vec![]),
        ("employer-placeholder", vec!["W602"; 3]),
    ] {
        let loaded = read(name);
        assert_eq!(codes(&loaded), told, "{name}");
        let plan = formed(&loaded.season).expect("a plan");
        assert!((plan.quality.total_score - 8.6625).abs() < 1e-9, "{name}");
    }
}

#[test]
fn a_second_job_counts_for_the_employer_cap() {
    let season = read("second-job-and-employer-cap").season;
    assert_eq!(formed(&season), None);
    let mut free = season.clone();
    free.relations.clear();
    let mut plan = formed(&free).expect("a plan without the second job");
    plan.rules = season.rules.clone();
    let report = checker::check(&season, &plan);
    assert!(
        report.rules().contains(&checker::Rule::EmployerCap),
        "{:?}",
        report.violations
    );
}

#[test]
fn a_padded_name_is_the_same_person() {
    let told = read("same-person-padded-name");
    assert_eq!(codes(&told), ["W605"]);
    assert_eq!(told.problems[0].value, "E009");
}

/// A season of three experts with what each case changes.
fn written(experts: [&str; 2], applicant: &str, more: &[(&str, &str)]) -> Result<Loaded, Problems> {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    let [one, two] = experts;
    put(
        "experts.csv",
        &format!(
            "id,name,employer,domains,industries\nE1,甲,\"{one}\",Q04.01,344\nE2,乙,\"{two}\",Q04.01,344\n"
        ),
    );
    put(
        "submissions.csv",
        &format!(
            "id,title,organization,recommender,industry,domains\nS1,题,\"{applicant}\",\"丙协会、丁协会\",344,Q04.01\n"
        ),
    );
    put("rules.toml", "[conflicts]\nyear = 2026\n");
    more.iter().for_each(|(name, text)| put(name, text));
    read_season(folder.path(), None)
}

#[test]
fn departments_former_employers_and_joint_applicants_are_in_conflict_and_told() {
    let bar = Some(ConflictSeverity::Bar);
    for (employer, applicant, code) in [
        ("示例泵业有限公司质量部", "示例泵业有限公司", "W641"),
        ("示例泵业有限公司 总工程师", "示例泵业股份有限公司", "W641"),
        ("示例大学机械工程学院 教授", "示例大学", "W640"),
        ("原示例泵业有限公司", "示例泵业有限公司", "W642"),
        ("示例泵业有限公司（退休）", "示例泵业有限公司", "W642"),
        ("退休（原示例泵业有限公司）", "示例泵业有限公司", "W642"),
        ("示例泵业有限公司（返聘）", "示例泵业有限公司", "W641"),
        (
            "示例泵业有限公司",
            "乙公司与示例泵业有限公司联合申报",
            "N717",
        ),
        (
            "示例泵业有限公司",
            "乙公司（联合申报单位：示例泵业有限公司）",
            "N717",
        ),
        ("示例泵业有限公司", "乙公司（原示例泵业有限公司）", "W641"),
        ("示例泵业有限公司", "示例泵业有限公司质量攻坚团队", "W641"),
        ("丙协会\n示例泵业有限公司", "示例泵业有限公司", "N717"),
        ("华为/示例泵业", "示例泵业有限公司", "W640"),
    ] {
        let loaded = written([employer, "戊院"], applicant, &[]).expect("no errors");
        let case = format!("{employer} / {applicant}");
        assert_eq!(between(&loaded.season, "E1", "S1"), bar, "{case}");
        assert_eq!(between(&loaded.season, "E2", "S1"), None, "{case}");
        assert!(
            codes(&loaded).contains(&code),
            "{case}: {:?}",
            loaded.problems
        );
    }
}

#[test]
fn each_of_several_recommenders_counts() {
    let loaded = written(["丁协会", "戊院"], "乙公司", &[]).expect("no errors");
    assert_eq!(
        between(&loaded.season, "E1", "S1"),
        Some(ConflictSeverity::Recuse)
    );
}

#[test]
fn a_waiver_for_one_joint_applicant_leaves_the_other() {
    let relations = |rows: &str| format!("subject,relation,object,note\n{rows}");
    let of = |rows: &str| {
        let table = relations(rows);
        let more = [("relations.csv", table.as_str())];
        let loaded =
            written(["甲公司；乙公司", "戊院"], "甲公司；乙公司", &more).expect("no errors");
        between(&loaded.season, "E1", "S1")
    };
    let bar = Some(ConflictSeverity::Bar);
    assert_eq!(of(""), bar);
    assert_eq!(of("E1,waived,甲公司,因故\n"), bar);
    assert_eq!(of("E1,waived,乙公司,因故\n"), bar);
    assert_eq!(of("E1,waived,甲公司；乙公司,因故\n"), None);
    assert_eq!(of("E1,waived,S1,因故\n"), None);
}

#[test]
fn the_office_adds_its_own_words_for_nobody_and_its_own_single_names() {
    let own = written(
        ["社会人士", "社会人士"],
        "乙公司",
        &[("无单位.csv", "用语,含义\n社会人士,\n")],
    );
    let own = own.expect("no errors");
    assert_eq!(codes(&own), ["N717"], "the recommenders alone");
    let jobs = empanel::model::Employment::of(&own.season);
    assert!(!jobs.together(ExpertIndex::new(0), ExpertIndex::new(1)));
    let name = "华为/示例泵业";
    let alias = [(
        "aliases.csv",
        "name,canonical\n华为/示例泵业,华为/示例泵业\n",
    )];
    let one = written([name, "戊院"], "示例泵业有限公司", &alias).expect("no errors");
    assert_eq!(between(&one.season, "E1", "S1"), None);
    assert_eq!(codes(&one), ["N717"]);
}

#[test]
fn an_applicant_that_is_nobody_is_an_error() {
    for word in ["无", "/", "N/A", "-"] {
        let Problems(found) = written(["甲院", "戊院"], word, &[]).expect_err("an error");
        assert!(
            found.iter().any(|problem| problem.code == "E350"),
            "{word}: {found:?}"
        );
    }
}
