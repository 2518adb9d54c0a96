use super::*;
use crate::files::tables::{LoadedApplications, read_applications};
use crate::model::words::Lang;
use std::fs;

const HEADER: &str = "申报编号,经验名称,申报单位,推荐单位,推荐排序,行业,质量方法,形式审查,独立法人,近三年盈利,违法违规记录,成熟应用,同意分享\n";

/// Checks a season with these rows, recommenders and rules.
fn checked(rows: &str, recommenders: &str, rules: &str) -> Screening {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("written");
    };
    put("submissions.csv", &format!("{HEADER}{rows}"));
    if !recommenders.is_empty() {
        put(
            "recommenders.csv",
            &format!("推荐单位,类型,名额\n{recommenders}"),
        );
    }
    put("rules.toml", &format!("[conflicts]\nyear = 2026\n{rules}"));
    let LoadedApplications { applications, .. } =
        read_applications(folder.path(), None).expect("a good season");
    screen(&applications)
}

fn ended(screening: &Screening) -> Vec<Conclusion> {
    screening.submissions.iter().map(|v| v.conclusion).collect()
}

use Conclusion::{Failed, Passed, Pending};

#[test]
fn each_condition_decides_and_what_is_not_stated_waits() {
    let screening = checked(
        "S1,甲,甲公司,,,38,Q06.01,,是,是,无,是,是\n\
         S2,乙,乙公司,,,38,Q06.01,,否,是,无,是,是\n\
         S3,丙,丙公司,,,38,Q06.01,,是,是,有,是,是\n\
         S4,丁,丁公司,,,38,Q06.01,,是,,无,是,是\n\
         S5,戊,戊公司,,,38,Q06.01,,是,大概,无,是,是\n\
         S6,己,己公司,,,38,Q06.01,否,是,是,无,是,是\n",
        "",
        "",
    );
    assert_eq!(
        ended(&screening),
        [Passed, Failed, Failed, Pending, Pending, Failed]
    );
    let words = |at: usize| screening.submissions[at].findings[0].words.zh.clone();
    assert_eq!(words(1), "不符合：独立法人资格");
    assert_eq!(words(3), "未填报：近三年连续盈利");
    assert_eq!(words(4), "填报不明（大概）：近三年连续盈利");
    assert_eq!(words(5), "申报表“形式审查”一列为“否”");
    let counts = screening.counts;
    assert_eq!((counts.passed, counts.pending, counts.failed), (1, 2, 3));
}

#[test]
fn rules_may_tell_or_leave_out_a_condition() {
    let rows = "S1,甲,甲公司,,,38,Q06.01,,是,否,无,,是\n";
    let rules = "[screen]\nprofitable = \"tell\"\nmature = \"off\"\n";
    let screening = checked(rows, "", rules);
    assert_eq!(ended(&screening), [Passed]);
    let findings = &screening.submissions[0].findings;
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].effect, Effect::Told);
}

const GOOD: &str = "38,Q06.01,,是,是,无,是,是";

#[test]
fn above_the_quota_all_wait_unless_the_unit_ranked_them() {
    let rows = |ranks: [&str; 3]| {
        let [a, b, c] = ranks;
        format!(
            "S1,甲,甲公司,某省厅,{a},{GOOD}\nS2,乙,乙公司,某省厅,{b},{GOOD}\nS3,丙,丙公司,某省厅,{c},{GOOD}\nS4,丁,丁公司,某省厅,4,38,Q06.01,,否,是,无,是,是\n"
        )
    };
    let units = "某省厅,省级,2\n";
    let unranked = checked(&rows(["", "", ""]), units, "");
    assert_eq!(ended(&unranked), [Pending, Pending, Pending, Failed]);
    let line = &unranked.recommenders[0];
    assert_eq!(
        (line.sent, line.standing, line.over, line.passed),
        (4, 3, 1, 0)
    );
    let ranked = checked(&rows(["3", "1", "2"]), units, "");
    assert_eq!(ended(&ranked), [Failed, Passed, Passed, Failed]);
    assert_eq!(ranked.recommenders[0].passed, 2);
    let tied = checked(&rows(["1", "1", "2"]), units, "");
    assert_eq!(ended(&tied), [Pending, Pending, Pending, Failed]);
    let told = checked(&rows(["", "", ""]), units, "[screen]\nquota = \"tell\"\n");
    assert_eq!(ended(&told), [Passed, Passed, Passed, Failed]);
}

#[test]
fn units_that_are_not_listed_wait_and_a_missing_table_is_said() {
    let rows = format!(
        "S1,甲,甲公司,某省厅,,{GOOD}\nS2,乙,乙公司,别省厅,,{GOOD}\nS3,丙,丙公司,,,{GOOD}\n"
    );
    let screening = checked(&rows, "某省厅,省级,2\n", "");
    assert_eq!(ended(&screening), [Passed, Pending, Pending]);
    let without = checked(&rows, "", "");
    assert_eq!(ended(&without), [Passed, Passed, Passed]);
    assert!(!without.quotas_stated);
    assert!(
        summary(&without)
            .iter()
            .any(|said| said.zh.contains("未核对推荐名额"))
    );
}

#[test]
fn duplicates_are_told_or_hold_back_and_look_alikes_are_only_told() {
    let rows = format!(
        "S1,甲法,江南精密铸造有限公司,,,{GOOD}\nS2,乙法,江南精密铸造有限责任公司,,,{GOOD}\nS3,甲 法,北方锻压机床股份有限公司,,,{GOOD}\nS4,丁法,北方锻压机床厂有限公司,,,{GOOD}\n"
    );
    let told = checked(&rows, "", "");
    assert_eq!(ended(&told), [Passed; 4]);
    let kinds: Vec<_> = told
        .duplicates
        .iter()
        .map(|d| (d.kind, d.submissions.join(" ")))
        .collect();
    assert_eq!(
        kinds,
        [
            (DuplicateKind::Organization, "S1 S2".to_owned()),
            (DuplicateKind::Title, "S1 S3".to_owned()),
            (DuplicateKind::LooksAlike, "S3 S4".to_owned()),
        ]
    );
    let held = checked(&rows, "", "[screen]\nduplicates = \"must\"\n");
    assert_eq!(ended(&held), [Pending, Pending, Pending, Passed]);
    assert!(
        checked(&rows, "", "[screen]\nduplicates = \"off\"\n")
            .duplicates
            .is_empty()
    );
}

/// Reading the sheet back excludes exactly the submissions that did not pass.
#[test]
fn the_season_reads_the_sheet_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).expect("written");
    };
    let rows = format!("S1,甲,甲公司,,,{GOOD}\nS2,乙,乙公司,,,38,Q06.01,,否,是,无,是,是\n");
    put("submissions.csv", format!("{HEADER}{rows}").as_bytes());
    put(
        "experts.csv",
        "编号,姓名,单位,专业,行业\nE1,某,某所,Q06.01,38\n".as_bytes(),
    );
    put("rules.toml", b"[conflicts]\nyear = 2026\n");
    let loaded = read_applications(folder.path(), None).expect("a good season");
    let screening = screen(&loaded.applications);
    for lang in [Lang::Zh, Lang::En] {
        let imprint = crate::report::text_table::Imprint::default().confidential();
        let book = crate::report::text_table::workbook(&tables(&screening), &imprint, lang);
        put(SHEET, &book.expect("a workbook"));
        let loaded = crate::files::tables::read_season(folder.path(), None).expect("a good season");
        let passed: Vec<bool> = loaded.season.submissions.iter().map(|s| s.passed).collect();
        assert_eq!(passed, [true, false]);
        let codes: Vec<&str> = loaded.problems.iter().map(|p| p.code).collect();
        assert_eq!(codes, ["N702"]);
        assert!(loaded.season.inputs.contains_key("screening"));
    }
}

#[test]
fn the_reason_counts_as_the_table_of_quotas_does() {
    let screening = checked(
        "S1,甲,甲公司,省厅,,38,Q06.01,,是,是,无,是,是\n\
         S2,乙,乙公司,省厅,,38,Q06.01,,是,是,无,是,是\n\
         S3,丙,丙公司,省厅,,38,Q06.01,,否,是,无,是,是\n",
        "省厅,政府,1\n",
        "",
    );
    let line = &screening.recommenders[0];
    assert_eq!((line.sent, line.standing), (3, 2));
    let quota = |own: &Finding| own.kind == FindingKind::Quota;
    let told = screening.submissions[0]
        .findings
        .iter()
        .find(|own| quota(own));
    let words = &told.expect("told").words;
    assert!(
        words.zh.contains("推荐 3 项（其中仍在审 2 项）"),
        "{}",
        words.zh
    );
}
