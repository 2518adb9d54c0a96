//! Shapes in which offices keep their lists: tables in Word, a form for each expert, headers in two
//! languages, recusals in a column of the pool.

use empanel::{Answers, import};
use rust_xlsxwriter::Workbook;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

const SUBMISSIONS: &str = "2026年度市长质量奖申报汇总表,,,,,\n\
    编号,申报单位（盖章全称）,国民经济行业,推荐部门,质量方法,资格审查结论\n\
    BJ-01,滨江重型机床厂有限公司,通用设备制造业,市工信局,精益生产,合格\n\
    BJ-02,滨江乳业股份有限公司,食品制造业,江北区市场监管局,5S,合格\n\
    BJ-03,蓝海电子股份有限公司,计算机、通信和其他电子设备制造业,市工信局,六西格玛,不合格（三年内有重大事故）\n\
    合计,3,,,,\n";

struct Office {
    folder: TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempdir().expect("a folder");
        fs::create_dir(folder.path().join("raw")).expect("created");
        Self { folder }
    }

    fn raw(&self, name: &str) -> PathBuf {
        self.folder.path().join("raw").join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.raw(name), text).expect("written");
    }

    /// Imports with every proposal accepted; a line without one means that there is none.
    fn import(&self) -> PathBuf {
        let read = import([self.folder.path().join("raw")], None).expect("the files are read");
        let mut answers = Answers::default();
        for question in &read.plan(&Answers::default()).questions {
            for item in &question.items {
                let value = item.proposal.as_deref().unwrap_or("-");
                answers.set(&question.id, &item.key, value);
            }
        }
        let out = self.folder.path().join("season");
        let done = read.apply(&answers, &out, false);
        done.unwrap_or_else(|problems| panic!("{problems:?}"));
        out
    }
}

#[test]
fn remarks_and_the_people_of_applicants_become_ties_to_confirm() {
    let office = Office::new();
    office.put(
        "专家库.csv",
        "附件2,,,,,\n江州省质量奖评审专家库（征求意见稿）,,,,,\n填报单位：质量处,,,,,填报日期：3月5日\n\
         姓名,工作单位,从事行业,质量方法,是否首次参评,备注\n\
         张三,江州大学,食品制造业,5S,√,回避：滨江乳业股份有限公司\n\
         李四,江州质量协会,通用设备制造业,精益生产,,曾任滨江重型机床厂有限公司副总经理\n\
         王五,江州标准院,食品制造业,5S,,\"出国，不能参加\"\n\
         赵六,江州计量院,食品制造业,5S,,可任组长\n\
         周九,江州计量院,食品制造业,5S,,回避：外省检测中心\n",
    );
    office.put(
        "申报.csv",
        "编号,申报单位,国民经济行业,质量方法,主要完成人,审查结论\n\
         S1,滨江重型机床厂有限公司,通用设备制造业,精益生产,钱七、赵六,合格\n\
         S2,滨江乳业股份有限公司,食品制造业,5S,孙八,合格\n",
    );
    let season = empanel::read(office.import()).unwrap_or_else(|error| panic!("{error}"));
    let person = |name: &str| {
        let at = season.experts.iter().position(|own| own.name == name);
        empanel::model::ExpertIndex::new(at.expect("in the pool"))
    };
    let submission = empanel::model::SubmissionIndex::new;
    let conflicts = season.conflicts();
    let tied = |name: &str, at: usize| conflicts.severity(person(name), submission(at)).is_some();
    assert!(tied("张三", 1) && tied("李四", 0) && tied("赵六", 0));
    assert!(!tied("张三", 0) && !tied("李四", 1) && !tied("赵六", 1));
    let experts: Vec<(bool, bool)> = season
        .experts
        .iter()
        .map(|own| (own.available, own.is_newcomer()))
        .collect();
    let wanted = [
        (true, true),
        (true, false),
        (false, false),
        (true, false),
        (true, false),
    ];
    assert_eq!(experts, wanted);
    let objects: Vec<String> = season
        .relations
        .iter()
        .map(|own| format!("{:?}", own.object))
        .collect();
    assert!(
        objects.iter().any(|own| own.contains("\"外省检测中心")),
        "{objects:?}"
    );
}

#[test]
fn each_sheet_shows_cells_of_its_own() {
    let office = Office::new();
    let mut book = Workbook::new();
    for (sheet, people) in [("制造业", ["张三", "李四"]), ("服务业", ["王五", "赵六"])]
    {
        let sheet = book.add_worksheet().set_name(sheet).expect("a name");
        let header = ["姓名", "工作单位", "从事行业", "质量方法"];
        sheet.write_row(0, 0, header).expect("written");
        for (row, name) in (1..).zip(people) {
            let cells = [name, "江州大学", "食品制造业", "5S"];
            sheet.write_row(row, 0, cells).expect("written");
        }
    }
    book.save(office.raw("专家库.xlsx")).expect("saved");
    let plan = import([office.folder.path().join("raw")], None)
        .expect("read")
        .plan(&Answers::default());
    let names: Vec<&[String]> = plan
        .sheets
        .iter()
        .map(|own| own.columns[0].samples.as_slice())
        .collect();
    assert_eq!(names, [["张三", "李四"], ["王五", "赵六"]]);
}

/// A Word document of paragraphs and tables, as bytes.
fn word(path: &Path, body: &str) {
    let file = fs::File::create(path).expect("created");
    let mut archive = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    archive
        .start_file("word/document.xml", options)
        .expect("a part");
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn\"><w:body>{body}</w:body></w:document>"
    );
    archive.write_all(xml.as_bytes()).expect("written");
    archive.finish().expect("finished");
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(text));
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl>{rows}</w:tbl>")
}

fn names(season: &empanel::Season) -> Vec<&str> {
    season.experts.iter().map(|own| own.name.as_str()).collect()
}

#[test]
fn tables_of_a_word_document_are_read_and_its_sentences_too() {
    let office = Office::new();
    office.put("申报汇总.csv", SUBMISSIONS);
    let head: &[&str] = &[
        "序号",
        "姓名",
        "工作单位及职务",
        "职称",
        "专业特长",
        "联系电话",
    ];
    let body = [
        paragraph("滨江市市长质量奖评审专家名册（2026）"),
        paragraph("制造业组"),
        table(&[
            head,
            &[
                "1",
                "王维军",
                "滨江理工大学 教授",
                "教授",
                "机械；精益生产",
                "13900000001",
            ],
            &[
                "2",
                "李敏兰",
                "滨江市计量测试院 主任",
                "高工",
                "食品；计量",
                "13900000002",
            ],
        ]),
        // A table that was torn apart has no header below.
        table(&[
            &[
                "3",
                "张海波",
                "滨江港务集团有限公司 总监",
                "高工",
                "物流；供应链",
                "13900000003",
            ],
            &[
                "4",
                "赵平",
                "滨江质量协会 副会长",
                "教授",
                "食品；5S",
                "13900000004",
            ],
        ]),
        paragraph("服务业组"),
        table(&[
            head,
            &[
                "1",
                "周慧",
                "滨江师范大学 教授",
                "教授",
                "教育；标准化",
                "13900000005",
            ],
            &[
                "2",
                "吴刚",
                "滨江第一人民医院 院长",
                "教授",
                "医疗卫生；六西格玛",
                "13900000006",
            ],
        ]),
        paragraph("王维军与滨江乳业法人代表系夫妻。"),
    ];
    word(&office.raw("专家名册.docx"), &body.concat());
    let season = office.import();
    let season = empanel::read(season).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        names(&season),
        ["王维军", "李敏兰", "张海波", "赵平", "周慧", "吴刚"]
    );
    assert_eq!(season.experts[0].employer, "滨江理工大学 教授");
    let passed: Vec<bool> = season.submissions.iter().map(|own| own.passed).collect();
    assert_eq!(passed, [true, true, false]);
    // The relative's company is the submission of the dairy.
    let dairy = empanel::model::SubmissionIndex::new(1);
    let barred = season.conflicts().barred(dairy).to_vec();
    assert_eq!(barred.len(), 1);
    assert_eq!(season.experts[barred[0].at()].name, "王维军");
}

#[test]
fn a_form_for_each_expert_is_a_row_of_the_pool() {
    let office = Office::new();
    office.put("申报汇总.csv", SUBMISSIONS);
    let mut book = Workbook::new();
    let people = [
        ("王维军", "滨江理工大学", "机械", "精益生产", "是"),
        ("李敏兰", "滨江市计量测试院", "食品", "计量", "否"),
        ("张海波", "滨江港务集团", "物流", "供应链", "是"),
    ];
    for (name, employer, industry, method, leads) in people {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        let rows: [&[&str]; 7] = [
            &["评审专家推荐表"],
            &["姓  名", name, "性别", "男"],
            &["工作单位", employer, "职务", "主任"],
            &["职称", "高工", "手机", "13700000000"],
            &["熟悉行业", industry, "擅长方法", method],
            &["是否愿意担任组长", leads, "能否参加", "能"],
            &["推荐单位意见", "同意推荐"],
        ];
        for (row, cells) in (0u32..).zip(rows) {
            for (column, text) in (0u16..).zip(cells) {
                sheet.write(row, column, *text).expect("written");
            }
        }
    }
    book.save(office.raw("专家推荐表.xlsx")).expect("saved");
    let season = office.import();
    let season = empanel::read(season).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(names(&season), ["王维军", "李敏兰", "张海波"]);
    let employers: Vec<&str> = season
        .experts
        .iter()
        .map(|own| own.employer.as_str())
        .collect();
    assert_eq!(
        employers,
        ["滨江理工大学", "滨江市计量测试院", "滨江港务集团"]
    );
    let leads: Vec<bool> = season.experts.iter().map(|own| own.can_lead).collect();
    assert_eq!(leads, [true, false, true]);
    assert_eq!(season.experts[2].place.sheet.as_deref(), Some("张海波"));
}

#[test]
fn headers_in_two_languages_and_recusals_in_the_pool_are_read() {
    let office = Office::new();
    office.put(
        "申报.csv",
        "No.,Applicant 申报单位,Project title 项目名称,GB/T 4754,Nominated by 推荐单位,Methods 方法,Eligible 合格\n\
         1,滨江重型机床厂有限公司,精益之路,34,市质协,精益生产,Y\n\
         2,滨江乳业股份有限公司,奶源管理,14,市质协,5S,Y\n",
    );
    office.put(
        "专家.csv",
        "工号,专家姓名 Name,单位 Organization,从事行业（按国标大类代码）,质量专长,回避单位,兼职单位,历年参评,能否出席\n\
         Z01,王维军,滨江理工大学,34、39,精益生产,滨江乳业；滨江化工,,23、24年,能出席\n\
         Z02,李敏兰,滨江市计量测试院,14,5S,无,滨江重型机床厂有限公司,,能出席\n",
    );
    let season = office.import();
    let season = empanel::read(season).unwrap_or_else(|error| panic!("{error}"));
    let barred = |at: usize| -> Vec<String> {
        let own = empanel::model::SubmissionIndex::new(at);
        let found = season.conflicts().barred(own);
        found
            .iter()
            .map(|expert| season.experts[expert.at()].id.clone())
            .collect()
    };
    assert_eq!(
        (barred(0), barred(1)),
        (vec!["Z02".to_owned()], vec!["Z01".to_owned()])
    );
    assert_eq!(season.experts[0].served_years, [2023, 2024]);
}

#[test]
fn what_a_form_says_outside_its_labels_is_told() {
    let office = Office::new();
    office.put("申报汇总.csv", SUBMISSIONS);
    office.put(
        "推荐表.csv",
        "评审专家推荐表,,,\n姓名,王维军,性别,男\n工作单位,滨江理工大学,职称,教授\n\
         熟悉行业,机械,擅长方法,精益生产\n家庭成员情况,,,\n周兰,滨江乳业股份有限公司,,\n",
    );
    let read = import([office.folder.path().join("raw")], None).expect("the files are read");
    let plan = read.plan(&Answers::default());
    let told = plan.problems.iter().find(|own| own.code == "W736");
    let told = told.expect("told");
    assert!(told.value.contains("滨江乳业股份有限公司"), "{told:?}");
    assert_eq!(plan.experts, 1);
}

/// A form in Word as offices send it out: label cells merged downwards, a place for the photo, a
/// label that no list knows, and the relatives with their employers.
fn registration(name: &str, employer: &str, years: &str, relative: [&str; 3]) -> String {
    let cell = |text: &str, marks: &str| {
        format!("<w:tc><w:tcPr>{marks}</w:tcPr>{}</w:tc>", paragraph(text))
    };
    let (start, on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let wide = "<w:gridSpan w:val=\"4\"/>";
    let row = |cells: &[(&str, &str)]| {
        let cells: String = cells
            .iter()
            .map(|(text, marks)| cell(text, marks))
            .collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let [who, other, company] = relative;
    let rows = [
        row(&[
            ("基本情况", start),
            ("姓  名", ""),
            (name, ""),
            ("性  别", ""),
            ("男", ""),
            ("照片", start),
        ]),
        row(&[
            ("", on),
            ("工作单位", ""),
            (employer, ""),
            ("职  务", ""),
            ("主任", ""),
            ("", on),
        ]),
        row(&[("专业", ""), ("熟悉的行业", ""), ("食品", wide)]),
        row(&[("方法", ""), ("擅长的质量方法", ""), ("5S、计量", wide)]),
        row(&[("参评", ""), ("参加评审情况", ""), (years, wide)]),
        row(&[
            ("家庭主要成员", start),
            ("称谓", ""),
            ("姓名", ""),
            ("工作单位及职务", ""),
            ("", ""),
            ("", ""),
        ]),
        row(&[
            ("", on),
            (who, ""),
            (other, ""),
            (company, ""),
            ("", ""),
            ("", ""),
        ]),
    ];
    format!(
        "{}<w:tbl>{}</w:tbl>",
        paragraph("评审专家登记表"),
        rows.concat()
    )
}

#[test]
fn forms_in_word_give_the_pool_and_the_ties_of_relatives() {
    let office = Office::new();
    office.put("申报汇总.csv", SUBMISSIONS);
    let people = [
        (
            "王维军",
            "滨江理工大学",
            "2023年、2024年",
            ["配偶", "刘慧", "滨江重型机床厂有限公司财务部"],
        ),
        (
            "李敏兰",
            "滨江市计量测试院",
            "无",
            ["儿子", "李想", "滨江市第二中学"],
        ),
        (
            "张海波",
            "滨江港务集团",
            "2025年",
            ["妻子", "吴华", "滨江市图书馆"],
        ),
    ];
    for (name, employer, years, relative) in people {
        let path = office.raw(&format!("登记表_{name}.docx"));
        word(&path, &registration(name, employer, years, relative));
    }
    let season = office.import();
    let season = empanel::read(season).unwrap_or_else(|error| panic!("{error}"));
    let mut people = names(&season);
    people.sort_unstable();
    assert_eq!(people, ["张海波", "李敏兰", "王维军"]);
    let of = |name: &str| {
        let mut experts = season.experts.iter();
        experts.find(|own| own.name == name).expect("an expert")
    };
    assert_eq!(of("王维军").served_years, [2023, 2024]);
    assert_eq!(of("张海波").served_years, [2025]);
    assert_eq!(of("李敏兰").employer, "滨江市计量测试院");
    let machines = empanel::model::SubmissionIndex::new(0);
    let barred = season.conflicts().barred(machines);
    let barred: Vec<&str> = barred
        .iter()
        .map(|at| season.experts[at.at()].name.as_str())
        .collect();
    assert_eq!(barred, ["王维军"]);
}
