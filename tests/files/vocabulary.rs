//! Codes, methods, words of relations, dates, yes and no, and headers as offices write them:
//! accepted and reported, or queried, but never silently misread.

use empanel::files::tables::{Problems, read_season};
use empanel::model::{Party, Problem, RelationKind, Season};
use std::fs;

/// A valid season except for what a test writes into it.
struct Office {
    folder: tempfile::TempDir,
}

const EXPERTS: &str = "专家编号,姓名,工作单位,专业领域,行业\n\
    E001,唐志远,江州第一建筑工程集团有限公司,Q01.01,34\nE002,薛振华,华衡认证（江州）有限公司,Q01.01,36\n";
const SUBMISSIONS: &str = "申报编号,申报单位,行业,质量方法\n\
    S001,云溪汽车股份有限公司,36,Q01.01\nS002,望海物流股份有限公司,54,Q01.01\n";

impl Office {
    fn new() -> Self {
        let office = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        office.put("experts.csv", EXPERTS);
        office.put("submissions.csv", SUBMISSIONS);
        office.put("rules.toml", "[conflicts]\nyear = 2026\n");
        office
    }

    fn put(&self, name: &str, text: &str) -> &Self {
        fs::write(self.folder.path().join(name), text).expect("written");
        self
    }

    fn relation(&self, row: &str) -> &Self {
        self.put(
            "relations.csv",
            &format!("主体,关系,客体,起,止,备注\n{row}\n"),
        )
    }

    fn read(&self) -> (Season, Vec<Problem>) {
        let loaded = read_season(self.folder.path(), None);
        let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
        (loaded.season, loaded.problems)
    }

    fn refused(&self) -> Vec<Problem> {
        match read_season(self.folder.path(), None) {
            Err(Problems(problems)) => problems,
            Ok(loaded) => panic!("taken: {:?}", loaded.problems),
        }
    }
}

fn codes(problems: &[Problem]) -> Vec<(&str, &str)> {
    let pairs = problems.iter().map(|own| (own.code, own.value.as_str()));
    pairs.filter(|(code, _)| *code != "W605").collect()
}

fn experts(domains: &str, industries: &str) -> String {
    format!(
        "专家编号,姓名,工作单位,专业领域,行业\nE001,甲一,甲研究院,\"{domains}\",\"{industries}\"\nE002,乙二,乙研究院,Q01.01,34\n"
    )
}

fn industries_of(season: &Season) -> Vec<&str> {
    season.experts[0]
        .industries
        .iter()
        .map(|code| code.text())
        .collect()
}

#[test]
fn codes_beside_names_are_read_and_words_told_once() {
    let office = Office::new();
    office.put(
        "experts.csv",
        &experts("六西格玛、精益生产", "C35 专用设备制造业；电子信息"),
    );
    let (season, problems) = office.read();
    assert_eq!(industries_of(&season), ["35", "39"]);
    let domains = season.experts[0]
        .domains
        .iter()
        .map(|own| own.domain.code.as_str());
    assert_eq!(domains.collect::<Vec<_>>(), ["Q03.01", "Q04.01"]);
    assert_eq!(
        codes(&problems),
        [("N713", "六西格玛"), ("N713", "电子信息")]
    );
    let told = &problems[1];
    assert!(
        told.what.zh.contains("39 计算机、通信和其他电子设备制造业"),
        "{told:?}"
    );
    assert_eq!(
        (told.place.row, told.place.column.as_deref()),
        (Some(2), Some("行业"))
    );
}

#[test]
fn a_word_in_many_rows_is_told_once_with_their_number() {
    let office = Office::new();
    let rows: String = (1..=45)
        .map(|at| format!("E{at:03},某{at},第{at}研究院,卓越绩效,装备制造\n"))
        .collect();
    office.put(
        "experts.csv",
        &format!("专家编号,姓名,工作单位,专业领域,行业\n{rows}"),
    );
    let (season, problems) = office.read();
    assert_eq!(industries_of(&season), ["34", "35"]);
    let told: Vec<_> = problems.iter().filter(|own| own.code == "N713").collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|own| own.what.zh.contains("共 45 处")));
}

#[test]
fn what_may_mean_several_is_asked_with_the_candidates() {
    let office = Office::new();
    office.put("experts.csv", &experts("Q01.01", "新能源、C35 医药制造业"));
    let problems = office.refused();
    assert_eq!(
        codes(&problems),
        [("E324", "C35 医药制造业"), ("E323", "新能源")]
    );
    let asked = &problems[1];
    assert!(
        asked.what.zh.contains("38 ") && asked.what.zh.contains("44 "),
        "{asked:?}"
    );
}

#[test]
fn an_office_adds_its_own_words() {
    let office = Office::new();
    office.put("experts.csv", &experts("质量大脑平台", "新能源"));
    office.put(
        "同义词.csv",
        "类别,词,代码,备注\n行业,新能源,38；44,省里的口径\n质量方法,质量大脑平台,Q09.01,\n",
    );
    let (season, problems) = office.read();
    assert_eq!(industries_of(&season), ["38", "44"]);
    assert_eq!(
        codes(&problems),
        [("N713", "质量大脑平台"), ("N713", "新能源")]
    );
    office.put(
        "同义词.csv",
        "类别,词,代码\n地区,新能源,38\n行业,新能源,999\n",
    );
    let problems = office.refused();
    let bad: Vec<_> = problems.iter().filter(|own| own.code == "E325").collect();
    assert_eq!(bad.len(), 2, "{problems:?}");
}

#[test]
fn two_codes_with_a_space_are_two_and_unknown_ones_keep_their_place() {
    let office = Office::new();
    office.put("experts.csv", &experts("Q01.01", "36 34"));
    assert_eq!(industries_of(&office.read().0), ["36", "34"]);
    office.put("experts.csv", &experts("Q01.01", "[344 345]"));
    assert_eq!(industries_of(&office.read().0), ["344", "345"]);
    office.put("experts.csv", &experts("占星", "36，炼金"));
    assert_eq!(
        codes(&office.refused()),
        [("E309", "占星"), ("E308", "炼金")]
    );
}

#[test]
fn a_code_that_may_have_lost_its_zero_is_asked() {
    let office = Office::new();
    office.put("experts.csv", &experts("Q01.01", "921"));
    let (season, problems) = office.read();
    assert_eq!(industries_of(&season), ["921"]);
    assert_eq!(codes(&problems), [("W630", "921")]);
    assert!(
        problems[0].what.zh.contains("0921 金矿采选"),
        "{problems:?}"
    );
    // If groups are common, or other codes kept their zeros, none was lost.
    for others in ["344；921", "0921；921", "S921"] {
        office.put("experts.csv", &experts("Q01.01", others));
        assert_eq!(codes(&office.read().1), [], "{others}");
    }
}

#[test]
fn a_name_that_no_table_has_is_told_with_its_code() {
    let office = Office::new();
    office.put("experts.csv", &experts("Q01.01", "3072 特种陶瓷制品制造"));
    let (season, problems) = office.read();
    assert_eq!(industries_of(&season), ["3072"]);
    assert_eq!(codes(&problems), [("W631", "3072 特种陶瓷制品制造")]);
}

fn facts(season: &Season) -> Vec<(String, RelationKind, String)> {
    let name = |party: &Party| match party {
        Party::Expert(at) => season.experts[at.at()].id.clone(),
        Party::Submission(at) => season.submissions[at.at()].id.clone(),
        Party::Named(name) => name.clone(),
    };
    let each = season.relations.iter();
    each.map(|own| (name(&own.subject), own.kind, name(&own.object)))
        .collect()
}

#[test]
fn words_of_relations_keep_their_direction() {
    use RelationKind as Kind;
    let office = Office::new();
    for (row, expected) in [
        (
            "E001,顾问,云溪汽车股份有限公司,2023年1月,至今,",
            vec![("E001", Kind::Advises, "云溪汽车股份有限公司")],
        ),
        (
            "E001,独立董事,云溪汽车股份有限公司,,,",
            vec![("E001", Kind::DirectorOf, "云溪汽车股份有限公司")],
        ),
        ("E001,配偶,E002,,,", vec![("E001", Kind::KinOf, "E002")]),
        (
            "E001,配偶,云溪汽车股份有限公司,,,",
            vec![
                ("E001", Kind::KinOf, "E001的配偶"),
                ("E001的配偶", Kind::EmployedBy, "云溪汽车股份有限公司"),
            ],
        ),
        (
            "望海物流股份有限公司,全资子公司,望海港务集团有限公司,,,",
            vec![(
                "望海港务集团有限公司",
                Kind::ParentOf,
                "望海物流股份有限公司",
            )],
        ),
        (
            "望海港务集团有限公司,母公司,望海物流股份有限公司,,,",
            vec![(
                "望海港务集团有限公司",
                Kind::ParentOf,
                "望海物流股份有限公司",
            )],
        ),
        (
            "云溪汽车股份有限公司,顾问,E001,,,",
            vec![("E001", Kind::Advises, "云溪汽车股份有限公司")],
        ),
        (
            "E001,总经理,云溪汽车股份有限公司,,,",
            vec![
                ("E001", Kind::DirectorOf, "云溪汽车股份有限公司"),
                ("E001", Kind::EmployedBy, "云溪汽车股份有限公司"),
            ],
        ),
        (
            "甲公司,同一集团,乙公司,,,",
            vec![
                (
                    "relations.csv第2行两单位的共同上级",
                    Kind::ParentOf,
                    "甲公司",
                ),
                (
                    "relations.csv第2行两单位的共同上级",
                    Kind::ParentOf,
                    "乙公司",
                ),
            ],
        ),
        ("E001,学生,E002,,,", vec![("E002", Kind::MentorOf, "E001")]),
        (
            "甲公司,客户,乙公司,,,",
            vec![("乙公司", Kind::Supplies, "甲公司")],
        ),
    ] {
        let (season, _) = office.relation(row).read();
        let found = facts(&season);
        let found: Vec<_> = found
            .iter()
            .map(|(a, kind, b)| (a.as_str(), *kind, b.as_str()))
            .collect();
        assert_eq!(found, expected, "{row}");
    }
}

#[test]
fn a_tie_that_no_rule_covers_is_told_and_an_unknown_word_refused() {
    let office = Office::new();
    let (season, problems) = office.relation("E001,同学,E002,,,").read();
    assert!(season.relations.is_empty());
    assert!(codes(&problems).contains(&("W634", "同学")), "{problems:?}");
    let problems = office
        .relation("E001,合作,云溪汽车股份有限公司,,,")
        .refused();
    assert_eq!(codes(&problems), [("E327", "合作")]);
    let problems = office
        .relation("E001,子公司,望海物流股份有限公司,,,")
        .refused();
    assert_eq!(codes(&problems), [("E327", "子公司")]);
    assert_eq!(problems[0].place.column.as_deref(), Some("主体"));
    let problems = office.relation("E001,有渊源,E002,,,").refused();
    assert_eq!(codes(&problems), [("E312", "有渊源")]);
}

#[test]
fn a_period_may_stand_in_one_cell() {
    let office = Office::new();
    let period = |cells: &str| {
        let row = format!("E001,咨询辅导,云溪汽车股份有限公司,{cells},");
        let (season, _) = office.relation(&row).read();
        (season.relations[0].since, season.relations[0].until)
    };
    assert_eq!(period("2020-2023,"), (Some(2020), Some(2023)));
    assert_eq!(period("2020.3-至今,"), (Some(2020), None));
    assert_eq!(period("2020年3月,目前"), (Some(2020), None));
    assert_eq!(period(",2020年3月—2021年5月"), (Some(2020), Some(2021)));
    assert_eq!(period("2019,—"), (Some(2019), None));
    let row = "E001,咨询辅导,云溪汽车股份有限公司,2020-2021,2024,";
    assert_eq!(codes(&office.relation(row).refused()), [("E307", "2024")]);
}

#[test]
fn who_serves_for_the_first_time_is_said_by_a_column_or_by_years() {
    let office = Office::new();
    let with = |column: &str, cells: [&str; 3]| {
        let [a, b, c] = cells;
        let text = format!(
            "专家编号,姓名,工作单位,专业领域,行业,{column}\n\
             E1,甲一,甲研究院,Q01.01,34,{a}\nE2,乙二,乙研究院,Q01.01,35,{b}\nE3,丙三,丙研究院,Q01.01,36,{c}\n"
        );
        office.put("experts.csv", &text);
        let (season, _) = office.read();
        let experts = season.experts.iter();
        experts.map(|own| own.is_newcomer()).collect::<Vec<_>>()
    };
    assert_eq!(with("是否首次参评", ["√", "", "否"]), [true, false, false]);
    assert_eq!(with("首次参评", ["", "", ""]), [true, true, true]);
    assert_eq!(with("历年参评", ["2025", "", "无"]), [false, true, true]);
}

#[test]
fn headers_of_offices_are_read_and_the_exact_one_holds() {
    let office = Office::new();
    office.put(
        "experts.csv",
        "序号,专家姓名,现工作单位,专业技术职称,擅长质量方法,熟悉的行业领域,参加评审年度\n\
         1,甲一,甲研究院,研究员,Q01.01,34,2023/2024\n2,乙二,乙研究院,教授,Q01.01,35,无\n",
    );
    let (season, problems) = office.read();
    let first = &season.experts[0];
    assert_eq!(
        (
            first.id.as_str(),
            first.employer.as_str(),
            first.title.as_str()
        ),
        ("1", "甲研究院", "研究员")
    );
    assert_eq!(first.served_years, [2023, 2024]);
    assert!(season.experts[1].served_years.is_empty());
    assert_eq!(codes(&problems), [("N714", "序号")]);

    office.put(
        "experts.csv",
        "序号,专家编号,姓名,单位名称,工作单位,专业领域,行业\n\
         1,E001,甲一,不读,甲研究院,Q01.01,34\n2,E002,乙二,不读,乙研究院,Q01.01,34\n",
    );
    let (season, problems) = office.read();
    assert_eq!(
        (
            season.experts[0].id.as_str(),
            season.experts[0].employer.as_str()
        ),
        ("E001", "甲研究院")
    );
    assert_eq!(codes(&problems), [("W633", "单位名称")]);
}

#[test]
fn a_header_that_is_nearly_a_missing_column_is_told() {
    let office = Office::new();
    office.put(
        "experts.csv",
        "专家编号,姓名,现工作单位及部门x,专业领域,行业\nE001,甲一,甲研究院,Q01.01,34\n",
    );
    let problems = office.refused();
    let missing = problems
        .iter()
        .find(|own| own.code == "E326")
        .expect("told");
    assert!(missing.what.zh.contains("现工作单位及部门x"), "{missing:?}");
    // An empty column means that the office has no values.
    office.put(
        "experts.csv",
        "专家编号,姓名,工作单位,专业领域,行业,历年参评情况x\nE001,甲一,,Q01.01,34,2025\n",
    );
    let (_, problems) = office.read();
    assert!(
        codes(&problems).contains(&("W632", "历年参评情况x")),
        "{problems:?}"
    );
}

#[test]
fn a_usual_word_over_something_else_heads_another_column() {
    let office = Office::new();
    office.put(
        "experts.csv",
        "专家编号,姓名,工作单位,专业领域,行业,组长,可任组长,任务量\nE001,甲一,甲研究院,Q01.01,34,王某,是,较重\n",
    );
    office.put(
        "submissions.csv",
        "申报编号,经验名称,申报单位,行业,质量方法,遴选分类\nS001,题,望海物流股份有限公司,35,Q04.01,制造业组织\n",
    );
    let (season, problems) = office.read();
    assert!(season.experts[0].can_lead);
    assert_eq!(season.experts[0].max_reviews, None);
    assert_eq!(season.submissions[0].category, None);
    let kept: Vec<&str> = problems
        .iter()
        .filter(|own| own.code == "N701")
        .map(|own| own.what.zh.as_str())
        .collect();
    assert!(
        kept.iter().any(|words| words.contains("组长、任务量")),
        "{kept:?}"
    );
    assert!(
        kept.iter().any(|words| words.contains("遴选分类")),
        "{kept:?}"
    );
}

fn taxonomy(arguments: &[&str]) -> (i32, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_empanel"))
        .arg("taxonomy")
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("text");
    (output.status.code().expect("a code"), text)
}

#[test]
fn the_taxonomy_is_listed_and_searched_in_both_languages() {
    let (code, all) = taxonomy(&["--lang", "zh"]);
    assert_eq!(code, 0);
    for part in [
        "C       制造业",
        "35      专用设备制造业",
        "Q03.01  六西格玛管理",
        "常用词：",
    ] {
        assert!(all.contains(part), "{part}");
    }
    let (_, found) = taxonomy(&["六西格玛", "--lang", "en"]);
    assert!(
        found.starts_with(
            "[六西格玛] in a column of quality domains is read as Q03.01 Six Sigma management\n"
        ),
        "{found}"
    );
    assert!(
        found.contains("Six Sigma management") && !found.contains("Farming"),
        "{found}"
    );
    let (_, found) = taxonomy(&["3812", "--lang", "zh"]);
    assert!(found.contains("3812（属电气机械和器材制造业）"), "{found}");
    let (_, found) = taxonomy(&["新能源", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&found).expect("one document");
    assert_eq!(found["read"][0]["asked"], true);
    assert_eq!(
        found["read"][0]["codes"],
        serde_json::json!(["38", "44", "36"])
    );
    let (code, none) = taxonomy(&["炼金术", "--lang", "zh"]);
    let said = "没有与「炼金术」相符的行业或质量方法；不写词可列出全部\n";
    assert_eq!((code, none.as_str()), (0, said));
}

#[test]
fn a_season_has_its_own_taxonomy() {
    let office = Office::new();
    office.put("synonyms.csv", "kind,word,code\nindustry,甲产业,36\n");
    let folder = office.folder.path().to_str().expect("a path");
    let (_, found) = taxonomy(&["甲产业", "--season", folder, "--lang", "zh"]);
    assert!(found.contains("按 36 汽车制造业 理解"), "{found}");
}
