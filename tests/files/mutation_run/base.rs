//! The undamaged season with all files of a year, and the verbs that read them.

use rust_xlsxwriter::Workbook;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file and the verbs that read it.
pub struct Input {
    pub file: &'static str,
    pub verbs: &'static [&'static str],
}

const TABLES: &[&str] = &[
    "check season",
    "conflicts season",
    "form season --out new --time-limit 0.5",
    "verify season o/plan.json",
    "explain season --plan o/plan.json --expert E003",
    "export season --plan o/plan.json --audience office --audience public --out new",
    "rerun season --plan o/plan.json --withdraw E005 --further 0 --time-limit 0.5",
    "sheets season --plan o/plan.json --out new",
    "status season --in .",
    "recommend season --plan o/plan.json --seat G01",
    "objection season --plan o/plan.json --submission S002",
    "screen season --out new",
    "scores season --out new",
    "results season --plan o/plan.json --out new",
];
const BOOKS: &[&str] = &[
    "check books",
    "conflicts books",
    "form books --out new --time-limit 0.5",
    "verify books o/plan.json",
];
const PLAN: &[&str] = &[
    "verify season o/plan.json",
    "explain season --plan o/plan.json --submission S001",
    "explain season --plan o/plan.json --group G01",
    "export season --plan o/plan.json --audience office --out new",
    "rerun season --plan o/plan.json --withdraw E005 --further 0 --time-limit 0.5 --force",
    "edit --season season o/plan.json --swap E003 E006 --force",
    "sheets season --plan o/plan.json --out new",
    "history o",
    "undo o",
    "diff o/plan.json p/plan.json --season season --out new",
    "recommend season --plan o/plan.json --seat G01/E003",
    "stress season --plan o/plan.json",
    "results season --plan o/plan.json --out new",
    "collect season s --plan o/plan.json --out new",
    "status season --in .",
    "objection season --plan o/plan.json --submission S001 --out new",
];
const ASSIGN: &[&str] = &[
    "assign pairs --objective total --out new.csv",
    "assign pairs --objective maxmin --out new.csv --time-limit 0.5",
    "assign pairs --objective wef1 --out new.csv",
    "assign pairs --objective total --allow-unfilled --out new.csv",
];

/// Every input.
pub const INPUTS: &[Input] = &[
    Input {
        file: "season/experts.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/submissions.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/relations.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/pins.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/groups.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/aliases.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/recommenders.csv",
        verbs: TABLES,
    },
    Input {
        file: "season/holidays.csv",
        verbs: &[
            "check season",
            "publicity season --from 2026-09-01",
            "status season --in .",
        ],
    },
    Input {
        file: "season/rules.toml",
        verbs: TABLES,
    },
    Input {
        file: "books/experts.xlsx",
        verbs: BOOKS,
    },
    Input {
        file: "books/submissions.xlsx",
        verbs: BOOKS,
    },
    Input {
        file: "books/relations.xlsx",
        verbs: BOOKS,
    },
    Input {
        file: "books/pins.xlsx",
        verbs: BOOKS,
    },
    Input {
        file: "o/plan.json",
        verbs: PLAN,
    },
    Input {
        file: "o/history/log.jsonl",
        verbs: &[
            "history o",
            "history o --repair",
            "undo o",
            "undo o --to 1",
            "rerun season --plan o/plan.json --withdraw E005 --further 0 --time-limit 0.5 --force",
        ],
    },
    Input {
        file: "o/history/0001.plan.json",
        verbs: &["history o", "history o --repair", "undo o"],
    },
    Input {
        file: "s/scores-G01-E003.xlsx",
        verbs: &[
            "collect season s --plan o/plan.json --out new",
            "status season --in .",
        ],
    },
    Input {
        file: "s/consensus-G01.xlsx",
        verbs: &["collect season s --plan o/plan.json --out new"],
    },
    Input {
        file: "shortlist.csv",
        verbs: &[
            "form season --round defence --from o/plan.json --shortlist shortlist.csv --out new --time-limit 0.5",
            "results season --plan o/plan.json --shortlist shortlist.csv --out new",
        ],
    },
    Input {
        file: "withdrawn.csv",
        verbs: &["results season --plan o/plan.json --withdrawn withdrawn.csv --out new"],
    },
    Input {
        file: "pairs/scores.csv",
        verbs: ASSIGN,
    },
    Input {
        file: "pairs/loads.csv",
        verbs: ASSIGN,
    },
    Input {
        file: "pairs/demands.csv",
        verbs: ASSIGN,
    },
    Input {
        file: "pairs/conflicts.csv",
        verbs: ASSIGN,
    },
];

/// The undamaged files.
pub struct Base {
    folder: tempfile::TempDir,
}

impl Base {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for own in ["season", "books", "pairs"] {
            fs::create_dir_all(at(own)).expect("room");
        }
        for file in files(Path::new("data/toy")) {
            let name = file.file_name().expect("a file");
            fs::copy(&file, at("season").join(name)).expect("room");
        }
        let put = |name: &str, text: &str| fs::write(at(name), text).expect("room");
        put(
            "season/groups.csv",
            "id,组名,行业\nG01,甲组,34;36\nG02,乙组,14;15;27\n",
        );
        put(
            "season/aliases.csv",
            "别名,标准名称\n示例泵业,示例泵业有限公司\n",
        );
        put(
            "season/recommenders.csv",
            "推荐单位,类型,名额\n浙江省工业和信息化厅,省,2\n四川省经济和信息化厅,省,3\n",
        );
        put(
            "season/holidays.csv",
            "起,止,类型,节日,依据\n2026-10-01,2026-10-07,放假,国庆节,\n2026-10-10,,上班,,\n",
        );
        put("shortlist.csv", "申报编号\nS001\nS002\nS004\n");
        put(
            "withdrawn.csv",
            "申报编号,原因,阶段,日期\nS003,主动撤回,公示前,2026-09-01\n",
        );
        put(
            "pairs/scores.csv",
            "submission_id,reviewer_id,score\nA,r1,0.5\nA,r2,0.25\nB,r1,0.75\nB,r2,1\nB,r3,0.1\nA,r3,0.9\n",
        );
        put(
            "pairs/loads.csv",
            "reviewer_id,min_load,max_load\nr1,0,2\nr2,0,2\nr3,0,1\n",
        );
        put("pairs/demands.csv", "submission_id,k\nA,2\nB,2\n");
        put("pairs/conflicts.csv", "submission_id,reviewer_id\nA,r2\n");
        for table in ["experts", "submissions", "relations", "pins"] {
            workbook(
                &at(&format!("season/{table}.csv")),
                &at(&format!("books/{table}.xlsx")),
            );
        }
        fs::copy(at("season/rules.toml"), at("books/rules.toml")).expect("room");
        let base = Self { folder };
        base.run("form season --out o --time-limit 2 --lang en");
        base.run("form season --out p --seed 2 --time-limit 2 --lang en");
        base.run("sheets season --plan o/plan.json --out s --lang zh");
        for input in INPUTS {
            let there = base.folder.path().join(input.file).exists();
            assert!(there, "{} is an input", input.file);
        }
        base
    }

    fn run(&self, verb: &str) {
        let done = Command::new(env!("CARGO_BIN_EXE_empanel"))
            .args(verb.split(' '))
            .current_dir(self.folder.path())
            .stdout(Stdio::null())
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{verb}: {said}");
    }

    /// Copies all files into another folder.
    pub fn copy_to(&self, folder: &Path) {
        for file in files(self.folder.path()) {
            let below = file.strip_prefix(self.folder.path()).expect("below it");
            let target = folder.join(below);
            fs::create_dir_all(target.parent().expect("a folder")).expect("room");
            fs::copy(&file, target).expect("room");
        }
    }
}

/// All files below a folder, in the order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => all.extend(files(&path)),
            path => all.push(path),
        }
    }
    all.sort();
    all
}

/// The same table as a workbook.
fn workbook(table: &Path, book: &Path) {
    let text = fs::read_to_string(table).expect("text");
    let mut made = Workbook::new();
    let sheet = made.add_worksheet();
    for (row, line) in (0_u32..).zip(text.trim_start_matches('\u{feff}').lines()) {
        for (column, cell) in (0_u16..).zip(line.split(',')) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    made.save(book).expect("room");
}
