//! What the verbs print and write, held against the schemas that `schema` prints.

use crate::cli_support;
use crate::schema_support::faults;

use cli_support::{empanel, run, stderr, stdout};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const PLAN: &str = "out/plan.json";
/// What has a schema of its own and is a part of other documents.
const PARTS: [&str; 1] = ["exchange"];

/// An office's folder, and which documents were seen there.
struct Walk {
    folder: TempDir,
    schemas: BTreeMap<String, Value>,
    seen: RefCell<BTreeSet<String>>,
}

fn schemas() -> BTreeMap<String, Value> {
    let list: Value =
        serde_json::from_str(&stdout(&run(&["schema", "--format", "json"]))).expect("JSON");
    let names = list["documents"].as_array().expect("a list").iter();
    let names = names.map(|own| own["name"].as_str().expect("a name"));
    let schema = |name: &str| serde_json::from_str(&stdout(&run(&["schema", name])));
    names
        .map(|name| (name.to_owned(), schema(name).expect("JSON")))
        .collect()
}

impl Walk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let season = folder.path().join("season");
        fs::create_dir(&season).expect("made");
        for entry in fs::read_dir("data/toy").expect("the toy season") {
            let path = entry.expect("an entry").path();
            fs::copy(&path, season.join(path.file_name().expect("a name"))).expect("copied");
        }
        Self {
            folder,
            schemas: schemas(),
            seen: RefCell::default(),
        }
    }

    fn holds(&self, name: &str, document: &Value, of: &str) {
        let schema = &self.schemas[name];
        let found = faults(schema, document);
        assert!(found.is_empty(), "{of} and schema {name}: {found:#?}");
        self.seen.borrow_mut().insert(name.to_owned());
    }

    /// A line of words, run in the folder; its document has the schema of the verb, or that of
    /// errors where it fails without a result.
    fn done(&self, exit: i32, line: &str) -> Value {
        let words: Vec<&str> = line.split(' ').collect();
        let mut command = empanel();
        command.current_dir(self.folder.path()).args(&words);
        let output = command.args(["--format", "json"]).output();
        let output = output.expect("the program starts");
        assert_eq!(
            output.status.code(),
            Some(exit),
            "{line}: {}",
            stderr(&output)
        );
        let document: Value = serde_json::from_str(&stdout(&output)).expect(line);
        let name = match document.get("error") {
            Some(_) => "error",
            None => words[0].trim_start_matches('-'),
        };
        self.holds(name, &document, line);
        document
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("written");
    }

    fn file(&self, path: &str, name: &str) {
        let text = fs::read_to_string(self.folder.path().join(path)).expect(path);
        let document = match Path::new(path).extension() {
            Some(end) if end == "toml" => toml::from_str(&text).expect("TOML"),
            _ => serde_json::from_str(&text).expect("JSON"),
        };
        self.holds(name, &document, path);
    }
}

#[test]
fn what_verbs_print_and_write_has_the_form_of_its_schema() {
    let walk = Walk::new();
    before_the_committee(&walk);
    of_the_committee(&walk);
    of_the_year(&walk);
    of_changes(&walk);
    of_pairs(&walk);
    of_failures(&walk);
    let seen = walk.seen.borrow();
    let unseen: Vec<&String> = walk
        .schemas
        .keys()
        .filter(|name| !seen.contains(*name) && !PARTS.contains(&name.as_str()))
        .collect();
    assert!(unseen.is_empty(), "no run printed {unseen:?}");
}

fn before_the_committee(walk: &Walk) {
    for line in [
        "--help",
        "--version",
        "schema",
        "completions bash",
        "taxonomy",
        "taxonomy 泵",
        "taxonomy nothing-of-the-kind",
        "template --out empty",
        "generate --planted --groups 1 --out large",
        "check season",
        "conflicts season",
        "screen season --out screened",
    ] {
        walk.done(0, line);
    }
    walk.file("screened/screening.json", "screening.json");
    let raw = fs::canonicalize("tests/cases/handed/office-raw").expect("a folder");
    walk.done(3, &format!("import {} --out asked", raw.display()));
    walk.done(0, "import season --out imported");
    walk.file("imported/columns.toml", "columns");
    walk.write("answers.toml", "[\"can_lead\"]\n\"*\" = \"yes\"\n");
    walk.file("answers.toml", "answers");
}

fn of_the_committee(walk: &Walk) {
    walk.done(0, "form season --out out --time-limit 20 --exchange 1");
    walk.file(PLAN, "plan");
    walk.file("season/rules.toml", "rules");
    for line in [
        "verify season out/plan.json",
        "explain season --plan out/plan.json --expert E003",
        "explain season --plan out/plan.json --expert E002",
        "explain season --plan out/plan.json --submission S005",
        "explain season --plan out/plan.json --expert E004 --submission S001",
        "explain season --plan out/plan.json --group G01",
        "recommend season --plan out/plan.json --seat G01",
        "stress season --plan out/plan.json",
        "export season --plan out/plan.json --audience public --out public",
        "export season --plan out/plan.json --audience office --out office",
        "export season --plan out/plan.json --audience groups --out groups",
        "export season --plan out/plan.json --audience experts --out experts",
        "form season --out secret --commit",
        "form season --out drawn --draw lottery --structure out/plan.json",
        "papers season --plan out/plan.json --out papers --date 2026-09-01",
        "form season --part 1/2 --out one --work-limit 300",
        "form season --part 2/2 --out two --work-limit 300",
        "merge season one two --out merged --work-limit 300",
    ] {
        walk.done(0, line);
    }
    walk.file("secret/secret.json", "secret.json");
    walk.file("secret/commitment.json", "commitment.json");
    walk.file("drawn/draw.json", "draw.json");
    walk.file("papers/papers.json", "papers.json");
    walk.file("one/plan.json", "plan");
    for packet in [
        "public/public",
        "office/office",
        "groups/group-G01",
        "experts/expert-E001",
        "experts/expert-E003",
    ] {
        walk.file(&format!("{packet}.json"), "packet.json");
    }
}

fn of_the_year(walk: &Walk) {
    walk.write("list.csv", "申报编号\nS003\nS001\n");
    for line in [
        "sheets season --plan out/plan.json --out sheets",
        "collect season sheets --plan out/plan.json --out scores",
        "objection season --plan out/plan.json --submission S001 --out objection",
        "publicity --from 2026-09-01 --out publicity",
        "results season --plan out/plan.json --shortlist list.csv --out lists",
        "status season --in . --out progress",
    ] {
        walk.done(0, line);
    }
    walk.file("scores/collected.json", "collected.json");
    walk.file("objection/objection-S001.json", "objection.json");
    walk.file("publicity/publicity.json", "publicity.json");
    walk.file("lists/outcome.json", "outcome.json");
    walk.file("progress/status.json", "status.json");
}

fn of_changes(walk: &Walk) {
    walk.done(0, "edit season --plan out/plan.json --keep E003 --force");
    walk.done(5, "edit season --plan out/plan.json --move S001 G02");
    walk.done(0, "undo out");
    walk.done(0, "history out");
    walk.done(0, "form large --out formed --time-limit 2");
    let plan = fs::read_to_string(walk.folder.path().join("formed/plan.json")).expect("a plan");
    let plan: Value = serde_json::from_str(&plan).expect("JSON");
    let gone = plan["groups"][0]["members"][1].as_str().expect("an id");
    let rerun = "rerun large --plan formed/plan.json --out again --time-limit 5";
    walk.done(0, &format!("{rerun} --withdraw {gone} --reason ill"));
    walk.file("again/difference.json", "difference.json");
    walk.file("again/plan.json", "plan");
    walk.done(0, "history again --repair");
    walk.done(0, "diff formed/plan.json again/plan.json --season large");
    let mut broken = plan.clone();
    broken["committee"]["vice_chair"] = broken["committee"]["chair"].clone();
    walk.write("broken.json", &broken.to_string());
    walk.done(5, "verify large broken.json");
}

fn of_pairs(walk: &Walk) {
    walk.write("venue.csv", "p1,a,0.9\np1,b,0.5\np2,b,0.7\n");
    for line in [
        "scores season --out scored",
        "scores season --compact --part 2/2 --out sliced",
        "generate --pairs 20x20x5 --out pairs",
        "assign pairs --objective total --out total.csv",
        "assign pairs --objective maxmin --leximin --out maxmin.csv",
        "assign pairs --objective total --max-probability 0.9 --out drawn.csv",
        "assign pairs --objective wef1 --out turns.csv",
        "match --scores venue.csv --num_reviewers 1 --num_alternates 1",
        "bench pairs --seeds 2 --time-limit 1",
    ] {
        walk.done(0, line);
    }
    walk.file("assignments.json", "assignments.json");
    walk.file("alternates.json", "alternates.json");
}

fn of_failures(walk: &Walk) {
    let broken = |name: &str| {
        let path = fs::canonicalize(format!("data/broken/{name}")).expect("a season");
        format!("check {}", path.display())
    };
    walk.done(2, "form season");
    walk.done(2, "schema nothing");
    walk.done(2, "template --out empty");
    walk.done(3, "check nowhere");
    walk.done(3, &broken("E505-contradicting-rules"));
    walk.done(3, "verify season nowhere.json");
    walk.write("tight.toml", "[groups]\ncount = 5\n");
    walk.done(4, "form season --rules tight.toml --out none");
    walk.done(4, "check season --rules tight.toml");
}

#[test]
fn every_verb_has_a_schema() {
    let help = stdout(&run(&["--lang", "en", "--help"]));
    let verbs = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    let known = schemas();
    // `open` serves pages until it is ended and prints no document.
    let without: Vec<&str> = verbs
        .filter(|verb| *verb != "open" && !known.contains_key(*verb))
        .collect();
    assert!(without.is_empty(), "{without:?}");
    for (name, schema) in &known {
        assert_eq!(
            schema["$schema"], "https://json-schema.org/draft/2020-12/schema",
            "{name}"
        );
    }
}

#[test]
fn an_editor_is_told_of_wrong_keys_in_columns() {
    let known = schemas();
    let sheet = json!({
        "file": "pool.xlsx", "table": "experts", "header_row": 1,
        "columns": {"姓名": "name"},
    });
    let with = |key: &str, value: Value| {
        let mut sheet = sheet.clone();
        sheet[key] = value;
        faults(&known["columns"], &json!({"sheet": [sheet]}))
    };
    assert!(with("sheet", json!("Sheet1")).is_empty());
    assert_eq!(with("header", json!(1)).len(), 1);
    assert_eq!(with("table", json!("expert")).len(), 1);
    assert_eq!(with("header_row", json!(0)).len(), 1);
    assert_eq!(faults(&known["columns"], &json!({"sheets": []})).len(), 1);
}

#[test]
fn the_list_of_schemas_is_told_in_both_languages() {
    for (lang, words) in [("zh", "年度进度"), ("en", "the progress of the season")] {
        let listed = stdout(&run(&["schema", "--lang", lang]));
        assert!(listed.contains(words), "{listed}");
        let help = stdout(&run(&["schema", "--lang", lang, "--help"]));
        assert!(help.contains(&listed), "{help}");
    }
}
