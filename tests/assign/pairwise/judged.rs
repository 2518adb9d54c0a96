//! The table `judged`: verdicts on similar entries are respected.

use super::{copied, run, text};
use empanel::files::tables::read_season;
use empanel::model::{PinObject, Role, SubmissionIndex};
use std::fs;
use std::path::Path;

const HEADER: &str = "甲,乙,结论,核定人,日期,备注\n";

fn conflicts(folder: &Path) -> (i32, String, String) {
    run(&["conflicts", text(folder)])
}

fn judge(folder: &Path, rows: &str) {
    fs::write(folder.join("judged.csv"), format!("{HEADER}{rows}")).expect("writable");
}

/// The numbers of suspicions to review and of barred pairs.
fn counts(told: &str) -> (usize, usize) {
    let number = |after: &str| -> usize {
        let (_, rest) = told.split_once(after).expect("told");
        let digits = rest.chars().take_while(char::is_ascii_digit);
        digits.collect::<String>().parse().expect("a number")
    };
    (number("to be reviewed by hand: "), number("Barred pairs: "))
}

/// The first row suggested by the list, as it is to be written.
fn offered(told: &str) -> String {
    let mut rows = told.lines().filter(|line| line.ends_with("same|different"));
    let row = rows.next().expect("a row is offered").trim();
    row.trim_end_matches("same|different").to_owned()
}

#[test]
fn two_companies_that_were_looked_at_leave_the_list() {
    let season = copied("look-alike-cannot-be-dismissed");
    let (_, told, _) = conflicts(season.path());
    let (listed, barred) = counts(&told);
    assert!(listed > 0, "{told}");
    fs::remove_file(season.path().join("relations.csv")).expect("the waiver goes");
    let row = offered(&told);
    assert!(told.contains("judged.csv"), "{told}");
    judge(
        season.path(),
        &format!("{row}不同,王主任,2026-11-29,两家公司\n"),
    );
    let (code, told, warned) = conflicts(season.path());
    assert_eq!(code, 0, "{warned}");
    assert_eq!(counts(&told), (listed - 1, barred), "{told}");
    // With the opposite verdict it is one organization, and the conflict counts.
    judge(season.path(), &format!("{row}same,,,\n"));
    let (_, told, _) = conflicts(season.path());
    let (left, now) = counts(&told);
    assert!(left < listed && now > barred, "{told}");
}

/// The checker respects a verdict "same" too: a plan accepted before is then rejected.
#[test]
fn verify_takes_one_organization_for_one() {
    let season = copied("look-alike-cannot-be-dismissed");
    fs::remove_file(season.path().join("relations.csv")).expect("the waiver goes");
    let pins = season.path().join("pins.csv");
    fs::write(pins, "kind,subject,object\nmember,E03,\n").expect("writable");
    let out = tempfile::tempdir().expect("a folder");
    let plan = out.path().join("plan.json");
    let (folder, out) = (text(season.path()), text(out.path()));
    let form = ["form", folder, "--out", out, "--force", "--time-limit", "5"];
    let (code, _, told) = run(&form);
    assert_eq!(code, 0, "{told}");
    let verify = ["verify", folder, text(&plan)];
    assert_eq!(run(&verify).0, 0);
    let (_, told, _) = conflicts(season.path());
    judge(season.path(), &format!("{}same,,,\n", offered(&told)));
    let (code, told, _) = run(&verify);
    assert!(code == 5 && told.contains("R14"), "{told}");
    assert_eq!(
        run(&form).0,
        4,
        "who must sit is barred from the only group"
    );
}

#[test]
fn rows_that_reach_nothing_and_rows_that_make_no_sense_are_told() {
    let season = copied("look-alike-cannot-be-dismissed");
    judge(season.path(), "不存在的单位,另一个不存在的单位,不同,,,\n");
    let (code, _, told) = conflicts(season.path());
    assert!(
        code == 0 && told.contains("W670") && told.contains("judged.csv"),
        "{told}"
    );
    judge(season.path(), "不存在的单位,另一个不存在的单位,也许,,,\n");
    let (code, _, told) = conflicts(season.path());
    assert!(
        code == 3 && told.contains("E432") && told.contains("也许"),
        "{told}"
    );
    judge(season.path(), "E01,S01,不同,,,\n");
    let (code, _, told) = conflicts(season.path());
    assert!(code == 3 && told.contains("E431"), "{told}");
    judge(season.path(), "E01,E02,不同,,,\nE02,E01,同一,,,\n");
    let (code, _, told) = conflicts(season.path());
    assert!(code == 3 && told.contains("E430"), "{told}");
}

/// A relative has the same name as an expert: either two people, or one whose tie then counts.
#[test]
fn a_relatives_name_is_judged_once() {
    let season = copied("look-alike-cannot-be-dismissed");
    let relations = season.path().join("relations.csv");
    fs::write(
        &relations,
        "subject,relation,object\nE01,kin_of,专 家乙\n专家乙,advises,申报二号制造有限公司\n",
    )
    .expect("writable");
    let (_, told, _) = conflicts(season.path());
    let (listed, barred) = counts(&told);
    let asked = "also an expert's name";
    assert!(told.contains(asked), "{told}");
    for second in ["E02", "专家乙"] {
        judge(season.path(), &format!("专家乙,{second},不同,,,\n"));
        let (_, told, warned) = conflicts(season.path());
        assert!(!told.contains(asked), "{told}{warned}");
        // Before the verdict the row counted for both, so that no conflict was missed.
        assert_eq!(counts(&told), (listed - 1, barred - 1));
    }
    judge(season.path(), "专家乙,E02,同一人,,,\n");
    let (_, told, _) = conflicts(season.path());
    assert!(
        !told.contains(asked) && told.contains("pairs of relatives: 1"),
        "{told}"
    );
    assert_eq!(
        counts(&told).1,
        barred,
        "the expert's own tie counts: {told}"
    );
}

/// Two rows with the same name and employer: two people, without further suspicions, or one person
/// who serves once and has the conflicts of both rows.
#[test]
fn two_rows_of_one_name_are_judged_once() {
    let season = copied("look-alike-cannot-be-dismissed");
    let experts = season.path().join("experts.csv");
    let rows = fs::read_to_string(&experts).expect("experts");
    let rows = rows.replace("E06,专家己,长汀研究所", "E06,专家甲,海棠研究所");
    fs::write(&experts, rows).expect("writable");
    fs::write(
        season.path().join("relations.csv"),
        "subject,relation,object\nE06,advises,申报二号制造有限公司\n",
    )
    .expect("writable");
    let (_, told, warned) = conflicts(season.path());
    let (listed, _) = counts(&told);
    assert!(
        told.contains("experts have the name") && warned.contains("W605"),
        "{told}{warned}"
    );
    judge(season.path(), "E06,E01,不同,,,同名\n");
    let (_, told, warned) = conflicts(season.path());
    assert!(
        !told.contains("experts have the name") && !warned.contains("W605"),
        "{told}{warned}"
    );
    assert_eq!(counts(&told).0, listed - 1);
    judge(season.path(), "E01,E06,同一,,,\n");
    let (_, told, warned) = conflicts(season.path());
    assert!(
        warned.contains("N726") && !told.contains("experts have the name"),
        "{told}{warned}"
    );
    let one = run(&["conflicts", text(season.path()), "--expert", "E01"]);
    assert_eq!(counts(&one.1).1, 1, "{}", one.1);
}

/// 集团 and its listed company are merged until somebody decides that they are two.
#[test]
fn two_that_normalisation_joins_can_be_told_apart() {
    let season = copied("look-alike-cannot-be-dismissed");
    for (file, from, to) in [
        ("experts.csv", "泰岳研究所", "远山泵业集团有限公司"),
        (
            "submissions.csv",
            "申报二号制造有限公司",
            "远山泵业股份有限公司",
        ),
    ] {
        let path = season.path().join(file);
        let rows = fs::read_to_string(&path).expect("rows");
        fs::write(&path, rows.replace(from, to)).expect("writable");
    }
    let (_, told, _) = conflicts(season.path());
    let (listed, barred) = counts(&told);
    assert!(told.contains("treated as one") && barred > 0, "{told}");
    let pair = "远山泵业集团有限公司,远山泵业股份有限公司";
    judge(season.path(), &format!("{pair},同一单位,,,\n"));
    let (_, told, _) = conflicts(season.path());
    assert_eq!(counts(&told), (listed - 1, barred), "{told}");
    judge(season.path(), &format!("{pair},不同单位,,,\n"));
    let (_, told, _) = conflicts(season.path());
    assert_eq!(counts(&told), (listed - 1, barred - 1), "{told}");
}

/// The case with other employers of some experts, another applicant and recommender of the second
/// submission, and no relations.
fn changed(employers: &[(&str, &str)], submission: Option<(&str, &str)>) -> tempfile::TempDir {
    let season = copied("look-alike-cannot-be-dismissed");
    fs::remove_file(season.path().join("relations.csv")).expect("the waiver goes");
    let mut rows = fs::read_to_string(season.path().join("experts.csv")).expect("experts");
    for (from, to) in employers {
        assert!(rows.contains(from), "{from}");
        rows = rows.replace(from, to);
    }
    fs::write(season.path().join("experts.csv"), rows).expect("writable");
    if let Some((from, to)) = submission {
        let path = season.path().join("submissions.csv");
        let rows = fs::read_to_string(&path).expect("submissions");
        fs::write(path, rows.replace(from, to)).expect("writable");
    }
    season
}

/// The number of barred pairs of one expert.
fn barred_of(season: &Path, expert: &str) -> usize {
    let (code, told, warned) = run(&["conflicts", text(season), "--expert", expert]);
    assert_eq!(code, 0, "{warned}");
    counts(&told).1
}

/// The cell of the dropped row names several employers, one of them a former one.
#[test]
fn every_employer_of_the_row_that_goes_counts() {
    for cell in [
        "外地某厂；申报二号制造有限公司",
        "外地某厂；原申报二号制造有限公司（已退休）",
    ] {
        let season = changed(&[("长汀研究所", cell)], None);
        let alone = barred_of(season.path(), "E06");
        assert_eq!(alone, 1, "{cell}: the row bars its own expert");
        assert_eq!(barred_of(season.path(), "E01"), 0, "{cell}");
        judge(season.path(), "E01,E06,同一人,,,\n");
        assert_eq!(barred_of(season.path(), "E01"), 1, "{cell}");
    }
}

/// E01 is E02 and E02 is E04: one person, who serves once with the conflicts of all rows.
#[test]
fn verdicts_on_people_reach_through_each_other() {
    let employers = [("泰岳研究所", "申报二号制造有限公司")];
    for rows in [
        "E01,E02,同一,,,\nE02,E04,同一,,,\n",
        "E02,E04,同一,,,\nE01,E02,同一,,,\n",
        "E02,E01,同一,,,\nE04,E02,同一,,,\n",
    ] {
        let season = changed(&employers, None);
        judge(season.path(), rows);
        let (_, _, warned) = conflicts(season.path());
        let kept: Vec<&str> = ["E01", "E02", "E04"]
            .into_iter()
            .filter(|own| warned.contains(&format!("the row of {own} counts")))
            .collect();
        assert_eq!(kept.len(), 1, "{rows}: one row serves: {warned}");
        assert_eq!(barred_of(season.path(), kept[0]), 1, "{rows}");
    }
    let season = changed(&employers, None);
    judge(
        season.path(),
        "E01,E02,同一,,,\nE02,E04,同一,,,\nE01,E04,不同,,,\n",
    );
    let (code, _, told) = conflicts(season.path());
    assert!(code == 3 && told.contains("E430"), "{told}");
}

/// Two submissions judged the same: ties to either applicant or recommender are barred.
#[test]
fn the_applicant_of_the_submission_that_goes_counts() {
    let row = (
        "申报二号制造有限公司,,",
        "申报二号制造有限公司,推荐三号协会,",
    );
    let employers = [
        ("泰岳研究所", "申报二号制造有限公司"),
        ("北辰研究所", "推荐三号协会"),
    ];
    let season = changed(&employers, Some(row));
    let rules = season.path().join("rules.toml");
    let text = fs::read_to_string(&rules).expect("rules");
    let text = text.replace("[conflicts]", "[conflicts]\nrecommender = \"bar\"");
    fs::write(rules, text).expect("writable");
    fs::write(
        season.path().join("pins.csv"),
        "kind,subject,object\nnot_reviewer,E01,S02\n",
    )
    .expect("writable");
    let before = ["E04", "E05", "E06"].map(|own| barred_of(season.path(), own));
    assert_eq!(before, [1, 1, 0]);
    judge(season.path(), "S01,S02,同一项,,,\n");
    let (_, _, warned) = conflicts(season.path());
    assert!(warned.contains("N726"), "{warned}");
    let after = ["E04", "E05", "E06"].map(|own| barred_of(season.path(), own));
    assert_eq!(after, before);
    let read = read_season(season.path(), None).expect("read").season;
    let object = &read.pins[0].object;
    assert_eq!(*object, PinObject::Submission(SubmissionIndex::new(0)));
    // The applicant counts once, although both rows name it.
    judge(
        season.path(),
        "S01,S02,同一项,,,\n示范泵业（北京）有限公司,申报二号制造有限公司,同一,,,\n",
    );
    let read = read_season(season.path(), None).expect("read").season;
    let organizations = &read.organizations;
    let applicants = organizations.read(&read.submissions[0].organization, Role::Party);
    assert_eq!(applicants.named.len(), 1, "{applicants:?}");
}
