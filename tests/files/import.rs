//! From the office's own files to a season.

use empanel::api::{Certainty, ImportPlan, Kept};
use empanel::{Answers, Error, Lang, import};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

/// Answers every open line as proposed, or as `own` says.
fn accept(plan: &ImportPlan, own: impl Fn(&str, &str) -> Option<&'static str>) -> Answers {
    let mut answers = Answers::default();
    for question in &plan.questions {
        for item in &question.items {
            let proposal = item.proposal.as_deref();
            let value = own(&question.id, &item.key).or(proposal);
            let value = value.unwrap_or_else(|| panic!("{}: {}", question.id, item.key));
            answers.set(&question.id, &item.key, value);
        }
    }
    answers
}

/// What an office would answer to the raw folder: all proposals; of two people of one name the
/// first, and the doubtful tie counts.
fn of_the_office(question: &str, item: &str) -> Option<&'static str> {
    match question {
        "ties" if item.contains("周立群") => Some("E013"),
        "ties" if item.contains("江州新材料") => Some("yes"),
        "passed" | "submissions.passed" => None,
        _ => None,
    }
}

/// Pairs that are kept apart, by ids.
fn conflicts(season: &empanel::Season) -> BTreeSet<(String, String, &'static str)> {
    let found = season.conflicts();
    let mut all = BTreeSet::new();
    for at in 0..season.submissions.len() {
        let index = empanel::model::SubmissionIndex::new(at);
        let id = &season.submissions[at].id;
        for (experts, how) in [
            (found.barred(index), "bar"),
            (found.recused(index), "recuse"),
        ] {
            for expert in experts {
                all.insert((season.experts[expert.at()].id.clone(), id.clone(), how));
            }
        }
    }
    all
}

fn raw_season() -> (TempDir, PathBuf, ImportPlan) {
    let folder = tempdir().expect("a folder");
    let out = folder.path().join("season");
    let read = import([case("handed/office-raw")], None).expect("the files are read");
    let plan = read.plan(&Answers::default());
    let answers = accept(&plan, of_the_office);
    read.apply(&answers, &out, false)
        .expect("the season is written");
    (folder, out, plan)
}

#[test]
fn the_raw_folder_becomes_the_season_made_by_hand() {
    let (_folder, out, plan) = raw_season();
    assert!(plan.questions.len() <= 12, "{:#?}", plan.questions);
    let own = empanel::read(&out).unwrap_or_else(|error| panic!("{error}"));
    let right = empanel::read(case("import/right")).expect("the season made by hand");
    assert_eq!((own.experts.len(), own.submissions.len()), (60, 45));
    assert_eq!(conflicts(&own), conflicts(&right));
    assert!(!conflicts(&own).is_empty());
    for (own, right) in own.experts.iter().zip(&right.experts) {
        assert_eq!((&own.id, &own.employer), (&right.id, &right.employer));
        assert_eq!(own.domains, right.domains, "{}", own.id);
        assert_eq!(own.industries, right.industries, "{}", own.id);
        let flags = |e: &empanel::model::Expert| (e.can_lead, e.quality_lead, e.available);
        assert_eq!(flags(own), flags(right), "{}", own.id);
        assert_eq!(own.served_years, right.served_years);
    }
    for (own, right) in own.submissions.iter().zip(&right.submissions) {
        assert_eq!((&own.id, own.passed), (&right.id, right.passed));
        assert_eq!(own.industries, right.industries);
        assert_eq!(own.domains, right.domains);
    }
    assert_eq!(own.rules.conflicts.year, 2026);
}

#[test]
fn the_same_files_again_ask_nothing_and_give_the_same_bytes() {
    let (folder, out, _) = raw_season();
    let again = folder.path().join("again");
    let read = import([case("handed/office-raw")], Some(&out)).expect("the files are read");
    let plan = read.plan(&Answers::default());
    assert_eq!(plan.questions, []);
    read.apply(&Answers::default(), &again, false)
        .expect("the season is written");
    for entry in fs::read_dir(&out).expect("the season") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name");
            let other = fs::read(again.join(name)).expect("the same file");
            assert!(
                fs::read(&path).expect("a file") == other,
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn places_are_those_of_the_originals_until_somebody_changes_the_table() {
    let (_folder, out, _) = raw_season();
    let season = empanel::read(&out).expect("a season");
    let place = &season.experts[0].place;
    assert_eq!(place.file, "江州省质量奖评审专家库（2026年版）.xlsx");
    assert_eq!(
        (place.sheet.as_deref(), place.row),
        (Some("制造业"), Some(5))
    );
    let notes = season.notes().iter();
    let known: Vec<_> = notes
        .filter(|own| own.place.column.as_deref() == Some("熟悉行业"))
        .collect();
    assert!(!known.is_empty(), "{:#?}", season.notes());
    assert!(out.join("source").join(&place.file).is_file());
}

#[test]
fn private_columns_stay_out_of_the_tables_and_of_what_is_shown() {
    let (_folder, out, plan) = raw_season();
    let shown = serde_json::to_string(&plan).expect("JSON");
    assert!(!shown.contains("13342247687") && !shown.contains("6222656788651535543"));
    let contacts = fs::read_to_string(out.join("contacts.csv")).expect("the contacts");
    assert!(contacts.contains("13342247687") && contacts.contains("6222656788651535543"));
    // Of two rows of headers the lower one says what the papers look for.
    let header = contacts.trim_start_matches('\u{feff}').lines().next();
    assert_eq!(
        header,
        Some("专家编号,姓名,出生年月,手机,电子邮箱,开户行,银行账号")
    );
    let pool = plan
        .sheets
        .iter()
        .find(|own| own.sheet.as_deref() == Some("制造业"));
    let columns = &pool.expect("the sheet").columns;
    let phone = columns
        .iter()
        .find(|own| own.header.contains("手机"))
        .expect("a column");
    assert_eq!(phone.kept, Kept::Private("phone".to_owned()));
    assert!(phone.samples.is_empty());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name: &str| {
            fs::metadata(out.join(name))
                .expect("a file")
                .permissions()
                .mode()
        };
        assert_eq!(mode("contacts.csv") & 0o777, 0o600);
        assert_eq!(mode("source/推荐名额分配表.xlsx") & 0o777, 0o400);
    }
}

/// A pool without ids, with other headers, and a list of applications, as CSV.
fn office(folder: &Path, experts: &[[&str; 5]]) {
    let mut text =
        String::from("某省评审专家名册,,,,\n序号,姓名,任职单位,研究方向,手机号码,熟悉的行业\n");
    for (at, [name, employer, domains, phone, industries]) in experts.iter().enumerate() {
        text.push_str(&format!(
            "{},{name},{employer},{domains},{phone},{industries}\n",
            at + 1
        ));
    }
    text.push_str("合计,,,,,\n");
    fs::write(folder.join("名册.csv"), text).expect("a file");
    let text = "受理编号,申报企业,项目名称,所属行业,质量管理方法,审核结果\nA-1,甲泵业有限公司,改进,C34,六西格玛,通过\nA-2,乙药业有限公司,提升,C27,精益生产,通过\n";
    fs::write(folder.join("申报一览.csv"), text).expect("a file");
}

fn people() -> Vec<[&'static str; 5]> {
    const NAMES: [&str; 20] = [
        "赵一",
        "钱二",
        "孙三",
        "李四",
        "周五",
        "吴六",
        "郑七",
        "王八子",
        "冯九",
        "陈十",
        "褚一明",
        "卫二明",
        "蒋三明",
        "沈四明",
        "韩五明",
        "杨六明",
        "朱七明",
        "秦八明",
        "尤九明",
        "许十明",
    ];
    const EMPLOYERS: [&str; 4] = [
        "东州大学",
        "西州检验研究院",
        "南州质量协会",
        "北州重工有限公司",
    ];
    NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| {
            [
                *name,
                EMPLOYERS[at % 4],
                "六西格玛",
                "13800138000",
                "C34；C27",
            ]
        })
        .collect()
}

#[test]
fn a_year_later_the_same_people_have_the_same_ids_and_little_is_asked() {
    let folder = tempdir().expect("a folder");
    let (first, second) = (folder.path().join("2026"), folder.path().join("2027"));
    let (files, later) = (folder.path().join("raw"), folder.path().join("later"));
    fs::create_dir(&files).expect("a folder");
    fs::create_dir(&later).expect("a folder");
    let mut pool = people();
    office(&files, &pool);
    let read = import([&files], None).expect("read");
    let plan = read.plan(&Answers::default());
    let answers = accept(&plan, |_, _| None);
    read.apply(&answers, &first, false).expect("written");
    let ids = |out: &Path| -> Vec<(String, String)> {
        let season = empanel::read(out).unwrap_or_else(|error| panic!("{error}"));
        let own = season.experts.iter();
        own.map(|own| (own.name.clone(), own.id.clone())).collect()
    };
    let before = ids(&first);
    // Two of twenty changed: one left, one has another employer; a third is new, in another order.
    pool.remove(3);
    pool[5][1] = "中州大学";
    pool.insert(0, ["新来的", "东州大学", "六西格玛", "13800138000", "C34"]);
    pool.reverse();
    office(&later, &pool);
    let read = import([&later], Some(&first)).expect("read");
    let plan = read.plan(&Answers::default());
    assert_eq!(plan.questions.len(), 1, "{:#?}", plan.questions);
    assert_eq!(plan.questions[0].id, "people");
    let answers = accept(&plan, |_, _| None);
    read.apply(&answers, &second, false).expect("written");
    let after = ids(&second);
    for (name, id) in &after {
        match before.iter().find(|own| own.0 == *name) {
            Some((_, before)) => assert_eq!(id, before, "{name}"),
            None => assert_eq!(id, "E021", "{name}"),
        }
    }
    assert_eq!(after.len(), 20);
}

#[test]
fn a_sheet_without_names_says_what_is_needed_and_nothing_is_written() {
    let folder = tempdir().expect("a folder");
    let pool = folder.path().join("pool.csv");
    fs::write(&pool, "工作单位,专业领域,行业,职称\n东州大学,六西格玛,C34,教授\n西州大学,六西格玛,C34,教授\n南州大学,六西格玛,C34,教授\n北州大学,精益,C27,教授\n")
        .expect("a file");
    let out = folder.path().join("out");
    let read = import([&pool], None).expect("read");
    let mut answers = Answers::default();
    answers.set("sheets", "pool", "experts");
    let Err(Error::Input(problems)) = read.apply(&answers, &out, false) else {
        panic!("a pool without names was taken");
    };
    assert!(
        problems.iter().any(|own| own.code == "E425"),
        "{problems:#?}"
    );
    assert!(!out.exists());
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("photo.jpg"), b"\xFF\xD8\xFF").expect("a file");
    let wide: Vec<String> = (0..500).map(|at| format!("列{at}")).collect();
    fs::write(
        path("wide.csv"),
        format!("姓名,工作单位,{}\n甲,乙\n", wide.join(",")),
    )
    .expect("a file");
    let codes = |name: &str| -> Vec<&str> {
        match import([path(name)], None) {
            Err(Error::Input(problems)) => problems.iter().map(|own| own.code).collect(),
            Err(_) => Vec::new(),
            Ok(read) => {
                let plan = read.plan(&Answers::default());
                plan.problems.iter().map(|own| own.code).collect()
            }
        }
    };
    assert!(codes("photo.jpg").contains(&"E423"));
    assert!(codes("wide.csv").contains(&"E424"));
    assert!(codes("missing.xlsx").contains(&"E103"));
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let (folder, out, _) = raw_season();
    let read = import([case("handed/office-raw")], Some(&out)).expect("read");
    let refused = |out: &Path, replace: bool| match read.apply(&Answers::default(), out, replace) {
        Err(Error::Input(problems)) => problems.last().map(|own| own.code),
        _ => None,
    };
    assert_eq!(refused(&out, false), Some("E428"));
    assert_eq!(refused(folder.path(), true), Some("E428"));
    assert_eq!(refused(&out, true), None);
    fs::write(out.join("ids.csv"), "changed").expect("a file");
    assert_eq!(refused(&out, true), Some("E429"));
    assert_eq!(
        fs::read_to_string(out.join("ids.csv")).expect("the file"),
        "changed"
    );
}

#[test]
fn answers_that_are_no_choice_are_asked_again() {
    let read = import([case("handed/office-raw")], None).expect("read");
    let mut answers = accept(&read.plan(&Answers::default()), of_the_office);
    let (question, items) = answers.0.iter().next().expect("a question");
    let (question, item) = (
        question.clone(),
        items.keys().next().expect("a line").clone(),
    );
    answers.set(&question, &item, "perhaps");
    let plan = read.plan(&answers);
    assert_eq!(plan.questions.len(), 1);
    assert!(plan.problems.iter().any(|own| own.code == "W735"));
}

/// Types rows into the first sheet of a workbook, as a person would.
fn filled(book: &[u8], rows: &[&[&str]]) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut typed = String::new();
    for (row, cells) in (2..).zip(rows) {
        typed.push_str(&format!("<row r=\"{row}\">"));
        for (column, cell) in ('A'..='Z').zip(*cells) {
            typed.push_str(&format!(
                "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"
            ));
        }
        typed.push_str("</row>");
    }
    typed.push_str("</sheetData>");
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        if name == "xl/worksheets/sheet1.xml" {
            let text = String::from_utf8(bytes).expect("XML");
            assert!(text.contains("</sheetData>") && text.contains("<sheetProtection"));
            bytes = text.replace("</sheetData>", &typed).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("a part");
        out.write_all(&bytes).expect("its bytes");
    }
    out.finish().expect("a workbook").into_inner()
}

#[test]
fn templates_that_are_filled_in_are_a_season() {
    let folder = tempdir().expect("a folder");
    for lang in [empanel::Lang::Zh, empanel::Lang::En] {
        let season = folder.path().join(format!("{lang:?}"));
        fs::create_dir(&season).expect("a folder");
        let books = empanel::files::tables::import::templates(lang).expect("workbooks");
        let experts: &[&[&str]] = &[
            &[
                "E001",
                "甲一",
                "东州大学",
                "浙江",
                "六西格玛:3；精益生产",
                "C34；医药制造业",
                "教授",
                "是",
                "是",
            ],
            &[
                "E002",
                "乙二",
                "西州检验研究院",
                "浙江",
                "六西格玛",
                "C34",
                "教授",
                "是",
                "是",
            ],
        ];
        let works: &[&[&str]] = &[&[
            "S001",
            "改进",
            "甲泵业有限公司",
            "某市监局",
            "浙江",
            "C34",
            "六西格玛",
        ]];
        let ties: &[&[&str]] = &[&["E001", "咨询辅导", "甲泵业有限公司", "2024"]];
        for (name, bytes) in &books {
            let rows = match name.as_str() {
                "专家.xlsx" | "experts.xlsx" => experts,
                "申报.xlsx" | "submissions.xlsx" => works,
                "关系.xlsx" | "relations.xlsx" => ties,
                "rules.toml" => {
                    fs::write(season.join(name), bytes).expect("a file");
                    continue;
                }
                _ => continue,
            };
            fs::write(season.join(name), filled(bytes, rows)).expect("a file");
        }
        let read = empanel::read_all(&season, None).unwrap_or_else(|error| panic!("{error}"));
        let told: Vec<&str> = read.notes().iter().map(|own| own.code).collect();
        assert!(
            told.iter()
                .all(|code| ["N703", "N705", "N713"].contains(code)),
            "{told:?}"
        );
        assert_eq!(
            (
                read.experts.len(),
                read.submissions.len(),
                read.relations.len()
            ),
            (2, 1, 1)
        );
        // Those that nobody filled in are in nobody's way.
        for (name, bytes) in &books {
            if !season.join(name).exists() {
                fs::write(season.join(name), bytes).expect("a file");
            }
        }
        let read = empanel::read_all(&season, None).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.relations.len(), 1);
    }
}

#[test]
fn what_only_looks_like_a_column_is_asked() {
    let folder = tempdir().expect("a folder");
    let mut text = String::from("姓名,人事关系,质量方法,行业\n");
    for (name, employer) in [
        ("甲一", "东州大学"),
        ("乙二", "西州大学"),
        ("丙三", "南州研究院"),
    ] {
        text.push_str(&format!("{name},{employer},六西格玛,C34\n"));
    }
    fs::write(folder.path().join("专家.csv"), text).expect("a file");
    let plan = import([folder.path()], None)
        .expect("read")
        .plan(&Answers::default());
    let columns = plan
        .questions
        .iter()
        .find(|own| own.id == "columns")
        .expect("a question");
    assert_eq!(columns.items[0].key, "experts.employer");
    assert_eq!(columns.items[0].proposal.as_deref(), Some("人事关系"));
    let sheet = &plan.sheets[0];
    let column = sheet
        .columns
        .iter()
        .find(|own| own.header == "人事关系")
        .expect("a column");
    assert_eq!(column.certainty, Certainty::Guessed);
}

#[test]
fn methods_and_industries_in_one_column_are_told_apart_and_lists_of_recusals_are_read() {
    let folder = tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let mut pool =
        String::from("姓名,单位及部门,专业特长（质量管理方法、行业）,是否可担任评审组长\n");
    for (at, name) in ["甲一明", "乙二明", "丙三明", "丁四明"].iter().enumerate() {
        let lead = if at == 0 { "是" } else { "否" };
        pool.push_str(&format!(
            "{name},东州大学,六西格玛；金融、医药制造业,{lead}\n"
        ));
    }
    write("名册.csv", &pool);
    write(
        "汇总.csv",
        "编号,申报组织,所属行业,质量管理方法,初审结论\nBH1,甲泵业有限公司,C34,六西格玛,合格\nBH2,乙药业有限公司,C27,精益生产,补正后合格\n",
    );
    write(
        "回避.csv",
        "序号,评审员,需回避的单位,回避事由\n1,甲一明,甲泵业有限公司,曾任顾问\n2,乙二明,乙药业有限公司,亲属任职\n",
    );
    let out = folder.path().join("out");
    let read = import([folder.path()], None).expect("read");
    let plan = read.plan(&Answers::default());
    let answers = accept(&plan, |_, _| None);
    assert_eq!(answers.get("submissions-passed", "补正后合格"), Some("yes"));
    read.apply(&answers, &out, false).expect("written");
    let season = empanel::read(&out).unwrap_or_else(|error| panic!("{error}"));
    let codes = |at: usize| -> Vec<String> {
        let own = season.experts[at].industries.iter();
        own.map(|own| own.text().to_owned()).collect()
    };
    assert!(codes(0).contains(&"27".to_owned()), "{:?}", codes(0));
    assert_eq!(season.experts[0].domains.len(), 1);
    assert_eq!(season.relations.len(), 2, "{:?}", season.relations);
    assert!(season.experts[0].can_lead && !season.experts[1].can_lead);
    let kept: BTreeSet<(String, String, &str)> = conflicts(&season);
    assert!(
        kept.contains(&("E001".to_owned(), "BH1".to_owned(), "bar")),
        "{kept:?}"
    );
}

#[test]
fn a_web_page_named_xls_is_read() {
    let folder = tempdir().expect("a folder");
    let page = "<html><meta charset='utf-8'><table><tr><td colspan=4>评审专家</td></tr>\
        <tr><th>姓名</th><th>工作单位</th><th>专业领域</th><th>行业</th></tr>\
        <tr><td>甲一明</td><td rowspan=2>东州大学</td><td>六西格玛</td><td>C34</td></tr>\
        <tr><td>乙二明</td><td>精益生产</td><td>C27</td></tr></table></html>";
    fs::write(folder.path().join("导出.xls"), page).expect("a file");
    let plan = import([folder.path()], None)
        .expect("read")
        .plan(&Answers::default());
    assert_eq!(plan.sheets[0].table.as_deref(), Some("experts"));
    assert_eq!((plan.experts, plan.sheets[0].header_row), (2, Some(2)));
}

#[test]
fn what_is_left_out_given_or_not_understood_is_said() {
    let codes = |problems: &[empanel::model::Problem]| -> BTreeSet<&'static str> {
        problems.iter().map(|own| own.code).collect()
    };
    let refused = |error: Error| match error {
        Error::Input(problems) => codes(&problems),
        other => panic!("{other}"),
    };
    let raw = case("handed/office-raw");
    let read = import([&raw], None).expect("read");
    let plan = read.plan(&Answers::default());
    let told = codes(&plan.problems);
    for code in ["N770", "N771", "N772", "W734"] {
        assert!(told.contains(code), "{code}: {told:?}");
    }
    let folder = tempdir().expect("a folder");
    let out = folder.path().join("out");
    let open = read.apply(&Answers::default(), &out, false);
    assert!(refused(open.expect_err("questions are open")).contains("E427"));
    let answers = accept(&plan, of_the_office);
    let file = folder.path().join("file");
    fs::write(&file, "a file").expect("a file");
    let unwritten = read.apply(&answers, &file.join("out"), false);
    assert!(refused(unwritten.expect_err("no folder can be there")).contains("E433"));
    let lost = import([&raw], Some(Path::new("no-such-season")));
    assert!(refused(lost.expect_err("nothing to remember")).contains("E434"));
    let wrong = Answers::read(&file).map(|_| ()).expect_err("no answers");
    assert!(codes(&wrong.0).contains("E435"));
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("a folder");
    fs::write(other.join("扫描件.pdf"), "%PDF-1.4").expect("a file");
    let nothing = import([&other], None).expect_err("nothing to read");
    assert!(refused(nothing).contains("E426"));
    let twice =
        "姓名,工作单位,专业领域,行业\n甲一明,东州大学,六西格玛,C34\n甲一明,东州大学,精益生产,C27\n";
    fs::write(other.join("专家.csv"), twice).expect("a file");
    let plan = import([&other], None)
        .expect("read")
        .plan(&Answers::default());
    let told = codes(&plan.problems);
    assert!(told.contains("W732") && told.contains("W733"), "{told:?}");
    assert_eq!(plan.experts, 1);
}

#[test]
fn problems_are_written_into_the_offices_own_sheets_to_be_read_again() {
    let (folder, out, _) = raw_season();
    let season = empanel::read_all(&out, None).unwrap_or_else(|error| panic!("{error}"));
    let book = empanel::files::tables::import::problem_book(&out, season.notes(), Lang::Zh);
    let path = folder.path().join("problems.xlsx");
    fs::write(&path, book.expect("a workbook")).expect("a file");
    let plan = import([&path], Some(&out))
        .expect("read")
        .plan(&Answers::default());
    let sheets: Vec<&str> = plan
        .sheets
        .iter()
        .filter_map(|own| own.sheet.as_deref())
        .collect();
    assert!(
        sheets.contains(&"制造业") && !sheets.contains(&"experts"),
        "{sheets:?}"
    );
    // The whole pool is there, so the same people have the same ids and nothing is asked about them.
    assert_eq!(plan.experts, 60);
    let people = plan.questions.iter().filter(|own| own.id == "people");
    assert_eq!(people.count(), 0);
}

const HEADER: [&str; 5] = ["姓名", "工作单位", "职称", "熟悉行业", "擅长质量方法"];
const POOL: [[&str; 5]; 3] = [
    [
        "赵晓明",
        "甲机械有限公司",
        "教授",
        "通用设备制造业",
        "质量改进",
    ],
    ["钱立群", "乙大学", "研究员", "汽车制造业", "质量改进"],
    ["孙海波", "丙研究院", "高级工程师", "食品制造业", "质量改进"],
];

/// A workbook of one sheet.
fn workbook(rows: &[&[&str]]) -> rust_xlsxwriter::Workbook {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("专家").expect("a name");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write(row, column, *cell).expect("a cell");
        }
    }
    book
}

/// Imports one file of these bytes: what is told where it cannot be read, else the plan.
fn one(name: &str, bytes: &[u8]) -> Result<ImportPlan, Vec<empanel::model::Problem>> {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("written");
    let out = folder.path().join("season");
    let told = |error: Error| match error {
        Error::Input(problems) => problems,
        other => panic!("{name}: {other}"),
    };
    let read = import([&file], None).map_err(told)?;
    let plan = read.plan(&Answers::default());
    if !plan
        .problems
        .iter()
        .any(|own| own.severity == empanel::model::Severity::Error)
    {
        return Ok(plan);
    }
    assert!(
        read.apply(&Answers::default(), &out, false).is_err(),
        "{name}"
    );
    assert!(!out.exists(), "{name}: nothing half written");
    Err(plan.problems)
}

#[test]
fn files_that_cannot_be_imported_each_say_why_and_what_to_do() {
    let pool: Vec<&[&str]> = std::iter::once(&HEADER[..])
        .chain(POOL.iter().map(|own| &own[..]))
        .collect();
    let plain = workbook(&pool).save_to_buffer().expect("a workbook");
    let sealed = empanel::year::export::seal(&plain, "a password").expect("sealed");
    let wide: Vec<String> = (0..500).map(|at| format!("列{at}")).collect();
    let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
    let wide = workbook(&[&wide, &wide])
        .save_to_buffer()
        .expect("a workbook");
    for (name, bytes, code, words, action) in [
        ("密码.xlsx", &sealed, "E111", "打开密码", "去掉密码后另存"),
        (
            "扫描件.xlsx",
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            "E107",
            "图片",
            "录入为 .xlsx",
        ),
        ("宽.xlsx", &wide, "E424", "500 列", "删去多余的列"),
    ] {
        let told = one(name, bytes).expect_err(name);
        let own = told.iter().find(|own| own.code == code);
        let own = own.unwrap_or_else(|| panic!("{name}: {told:?}"));
        assert_eq!(own.place.file, name);
        assert!(own.what.zh.contains(words), "{}", own.what.zh);
        assert!(own.action.zh.contains(action), "{}", own.action.zh);
        assert!(!own.what.en.is_empty() && !own.action.en.is_empty());
    }
}

#[test]
fn macros_are_left_alone_and_a_document_is_read_as_sentences() {
    let pool: Vec<&[&str]> = std::iter::once(&HEADER[..])
        .chain(POOL.iter().map(|own| &own[..]))
        .collect();
    let folder = tempdir().expect("a folder");
    let macros = folder.path().join("vbaProject.bin");
    fs::write(&macros, b"\xD0\xCF\x11\xE0 no real macro").expect("written");
    let mut book = workbook(&pool);
    book.add_vba_project(&macros).expect("added");
    let plan = one("专家库.xlsm", &book.save_to_buffer().expect("a workbook"));
    assert_eq!(plan.expect("read").experts, 3);
    // A document holds declared ties, never a table: without a pool there is nothing to import.
    let document = docx_rs::Docx::new().add_paragraph(
        docx_rs::Paragraph::new().add_run(docx_rs::Run::new().add_text("赵晓明持有甲公司股票。")),
    );
    let mut bytes = std::io::Cursor::new(Vec::new());
    document.build().pack(&mut bytes).expect("a document");
    let told = one("回避.docx", bytes.get_ref()).expect_err("no table");
    assert!(told.iter().any(|own| own.code == "E426"), "{told:?}");
}

#[test]
fn of_two_headers_the_right_one_is_taken_and_without_one_it_is_asked() {
    let [first, others @ ..] = &POOL;
    let notes: &[&str] = &["专家姓名", "单位名称", "填报人", "联系人", "电话"];
    let again: &[&str] = &["姓名", "现单位", "职务", "行业", "方法"];
    let above = [notes, &HEADER, &POOL[0], &POOL[1], &POOL[2]];
    let within = [
        &HEADER[..],
        &first[..],
        again,
        &others[0][..],
        &others[1][..],
    ];
    for rows in [above, within] {
        let bytes = workbook(&rows).save_to_buffer().expect("a workbook");
        let plan = one("专家.xlsx", &bytes).expect("read");
        assert_eq!(plan.experts, 3, "{:#?}", plan.sheets);
        let asked: Vec<&str> = plan.questions.iter().map(|own| own.id.as_str()).collect();
        assert_eq!(
            asked,
            ["leaders", "heads"],
            "no header is taken for a person"
        );
    }
    let rows: Vec<&[&str]> = POOL.iter().map(|own| &own[..]).collect();
    let bytes = workbook(&rows).save_to_buffer().expect("a workbook");
    let plan = one("专家.xlsx", &bytes).expect("asked");
    let asked: Vec<&str> = plan.questions.iter().map(|own| own.id.as_str()).collect();
    assert_eq!((plan.experts, asked), (0, vec!["sheets"]));
    assert!(plan.questions[0].items[0].words.zh.contains("赵晓明"));
}
