//! A season in which every name, telephone number and address is distinguishable from all other
//! text.
#![allow(dead_code)] // no test file uses all of it

use std::fs;
use std::io::Read as _;
use std::path::Path;

/// Experts with distinctive names, which occur in no other text.
pub const PEOPLE: [(&str, &str, &str); 8] = [
    ("E001", "王建国", "欧阳修远"),
    ("E002", "李明华", "司徒静怡"),
    ("E003", "张伟", "上官云帆"),
    ("E004", "陈静", "诸葛若琳"),
    ("E005", "刘洋", "东方鸿飞"),
    ("E006", "赵敏", "慕容晓晓"),
    ("E007", "孙丽", "夏侯文博"),
    ("E008", "周强", "尉迟长空"),
];

/// The toy season with distinctive names, telephone numbers and mail addresses; its plan has two
/// groups.
pub fn season() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let toy = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/toy");
    for name in ["submissions.csv", "relations.csv", "pins.csv", "rules.toml"] {
        fs::copy(toy.join(name), folder.path().join(name)).expect("copied");
    }
    let experts = fs::read_to_string(toy.join("experts.csv")).expect("the table");
    let mut rows = String::new();
    for (at, line) in experts.lines().enumerate() {
        let mut line = line.to_owned();
        for (_, before, after) in PEOPLE {
            line = line.replace(before, after);
        }
        let contact = match at {
            0 => "手机,邮箱".to_owned(),
            _ => format!("1380000000{at},geheim{at}@example.org"),
        };
        rows.push_str(&format!("{line},{contact}\n"));
    }
    fs::write(folder.path().join("experts.csv"), rows).expect("written");
    fs::write(folder.path().join("plan.json"), PLAN).expect("written");
    folder
}

/// Its plan.
pub const PLAN: &str = r#"{"schema":"empanel/plan@1","status":"optimal",
"committee":{"chair":"E001","vice_chair":"E002"},
"groups":[
 {"id":"G01","name":"装备组","leader":"E003","members":["E003","E005","E008"],"submissions":["S001","S002","S003"],"alternates":[]},
 {"id":"G02","name":"食药组","leader":"E006","members":["E006","E004","E007"],"submissions":["S004","S005","S006"],"alternates":[]}],
"reviews":[
 {"submission":"S001","group":"G01","reviewers":["E003","E005"],"recused":[]},
 {"submission":"S002","group":"G01","reviewers":["E003","E008"],"recused":[]},
 {"submission":"S003","group":"G01","reviewers":["E003","E008"],"recused":["E005"]},
 {"submission":"S004","group":"G02","reviewers":["E006","E007"],"recused":[]},
 {"submission":"S005","group":"G02","reviewers":["E006","E004"],"recused":[]},
 {"submission":"S006","group":"G02","reviewers":["E006","E007"],"recused":[]}],
"shortfalls":[],
"quality":{"total_score":8.0125,"worst_score":1.025,"mean_score":1.3,"coverage_shortfalls":1}}"#;

/// Words of each submission: id, title, organization.
pub const WORK: [(&str, &str, &str); 6] = [
    ("S001", "泵类产品可靠性管理经验", "示例泵业有限公司"),
    (
        "S002",
        "齿轮精益生产与六西格玛融合经验",
        "示例齿轮股份有限公司",
    ),
    ("S003", "发动机关键过程质量控制经验", "示例动力有限责任公司"),
    ("S004", "乳制品全程质量追溯经验", "示例乳业有限公司"),
    ("S005", "白酒品牌培育与质量安全经验", "示例酒业有限公司"),
    ("S006", "中成药质量追溯经验", "示例药业有限公司"),
];

/// All text of a file; for a workbook, the text of its unzipped parts.
pub fn text(path: &Path) -> String {
    let bytes = fs::read(path).expect("readable");
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        part.read_to_string(&mut all).expect("text");
    }
    all
}
