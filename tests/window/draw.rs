//! 抽取: the commitment, the draw, those who decline, the protocol.

use crate::forms::send;
use crate::pages::page;
use crate::support::{Answered, Open, copy};
use assert_cmd::cargo::cargo_bin;
use axum::http::StatusCode;
use empanel::{FormOptions, Lang, WriteOptions};
use insta::assert_snapshot;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SEED: &str = "2026-10-01 开奖 01 02 03";

/// The toy season with three further experts, and a plan that is the same on every machine.
pub fn formed(lang: Lang) -> Open {
    let folder = tempfile::tempdir().expect("a folder");
    let season = folder.path().join("2026 年<度>");
    copy(Path::new("data/toy"), &season);
    let file = season.join("experts.csv");
    let mut experts = fs::read_to_string(&file).expect("experts");
    // Each knows what one of the toy's experts knows, so that there is something to draw.
    for (id, name, knows) in [
        ("E009", "吴九", "Q04.01:3;Q03.01:2,344;345"),
        ("E010", "郑<十>", "Q14.03:3;Q09.05:2,14;151"),
        ("E011", "冯十一", "Q12.02:3;Q09.05:3,27;1512"),
    ] {
        experts.push_str(&format!(
            "{id},{name},示例大学{id},北京,{knows},教授,是,否,,,是\n"
        ));
    }
    fs::write(&file, experts).expect("written");
    let read = empanel::read(&season).expect("a season");
    let options = FormOptions {
        work: Some(20_000),
        threads: 1,
        language: lang,
        ..FormOptions::of(&read)
    };
    let formed = read.form(&options).expect("a committee");
    let write = WriteOptions {
        language: lang,
        ..WriteOptions::default()
    };
    let out = season.join(lang.pick("方案", "plan"));
    formed.write(out, &write).expect("written");
    Open::again(folder, lang)
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

/// The record of a draw without its time.
fn record(folder: &Path) -> Value {
    let mut record = json(&folder.join("draw.json"));
    record["facts"]["time"] = Value::Null;
    record
}

fn out(open: &Open) -> PathBuf {
    open.season().join("方案")
}

fn refused(answer: &Answered, words: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(
        answer.text.contains("class=\"said error\"") && answer.text.contains(words),
        "{words}: {}",
        answer.text
    );
}

fn led(answer: &Answered, to: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.header("location"), to);
}

/// Draws by the verb from a plan, into a folder of its own.
fn verb(open: &Open, structure: &Path, further: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let done = Command::new(cargo_bin!("empanel"))
        .args(["form", "--lang", "zh", "--draw", SEED, "--within", "60%"])
        .arg("--structure")
        .arg(structure)
        .arg(open.season())
        .arg("--out")
        .arg(folder.path())
        .args(further)
        .output()
        .expect("the program starts");
    assert!(done.status.success(), "{done:?}");
    folder
}

#[test]
fn a_draw_and_a_refusal_write_what_the_verb_writes() {
    let open = formed(Lang::Zh);
    let before = open.folder.path().join("before.json");
    fs::copy(out(&open).join("plan.json"), &before).expect("copied");
    let fields = [("seed", SEED), ("within", "60"), ("view", "witness")];
    led(&send(&open, "/draw/make", &fields, &[]), "/draw/witness");
    let by_verb = verb(&open, &before, &[]);
    assert_eq!(record(&out(&open)), record(by_verb.path()));
    for name in ["structure.json", "plan.json"] {
        let of = |folder: &Path| fs::read(folder.join(name)).expect(name);
        assert_eq!(of(&out(&open)), of(by_verb.path()), "{name}");
    }
    assert!(!open.get("/draw").text.contains("没有可选的余地"));
    let history = open.get("/versions").text;
    assert!(history.contains("<td>抽取</td>"), "{history}");

    let drawn = record(&out(&open));
    let chances = drawn["lots"]["chances"].as_array().expect("chances");
    let who = chances
        .iter()
        .filter(|own| own["drawn"] == true && own["fixed"] == false)
        .filter_map(|own| own["expert"].as_str())
        .find(|id| ["E003", "E006", "E009", "E010"].contains(id))
        .expect("somebody with a double");
    led(&send(&open, "/draw/refuse", &[("who", who)], &[]), "/draw");
    let by_verb = verb(&open, &before, &["--refuse", who]);
    let again = record(&out(&open));
    assert_eq!(again, record(by_verb.path()));
    assert_eq!(again["refused"], serde_json::json!([who]));
    let plan = json(&out(&open).join("plan.json"));
    let groups = plan["groups"].to_string();
    assert!(
        !groups.contains(who),
        "neither seat nor alternate, {who}: {groups}"
    );
    let new = again["lots"]["redraws"][0]["drawn"].as_str();
    let text = open.get("/draw").text;
    assert!(text.contains("谢绝，在") && text.contains(new.expect("a new one")));
    // Nobody can decline who was not drawn, or has declined.
    refused(&send(&open, "/draw/refuse", &[("who", who)], &[]), "L103");
    refused(
        &send(&open, "/draw/refuse", &[("who", "E999")], &[]),
        "L105",
    );
    refused(&send(&open, "/draw/refuse", &[], &[]), "请选择谢绝的人");
    assert_eq!(record(&out(&open)), again, "nothing was written");
    // The same draw twice is no second draw, and drawing once more needs a reason.
    assert!(text.contains("本届已抽取次数 1<"), "{text}");
    refused(&send(&open, "/draw/make", &fields, &[]), "缘由");
}

#[test]
fn what_has_changed_since_a_draw_is_not_drawn_again() {
    let open = formed(Lang::Zh);
    let fields = [("seed", SEED), ("within", "5")];
    led(&send(&open, "/draw/make", &fields, &[]), "/draw");
    let record = record(&out(&open));
    let who = record["lots"]["chances"][0]["expert"].as_str();
    let fields = [("who", who.expect("somebody"))];
    let file = open.season().join("experts.csv");
    let experts = fs::read_to_string(&file).expect("experts");
    let more = experts.replace("冯十一", "冯十二");
    fs::write(&file, more).expect("written");
    refused(
        &send(&open, "/draw/refuse", &fields, &[]),
        "同一个种子会抽出另一个委员会",
    );
    fs::write(&file, experts).expect("written");
    let plan = out(&open).join("plan.json");
    let text = fs::read_to_string(&plan).expect("a plan");
    fs::write(&plan, format!("{text}\n")).expect("written");
    refused(
        &send(&open, "/draw/refuse", &fields, &[]),
        "现行方案不是抽取得出的那一个",
    );
    let shown = open.get("/draw").text;
    assert!(shown.contains("抽取之后方案又有改动"), "{shown}");
}

#[test]
fn a_commitment_is_published_kept_and_revealed() {
    let open = formed(Lang::Zh);
    assert!(!open.get("/").text.contains("等待抽取"));
    led(&send(&open, "/draw/commit", &[], &[]), "/draw");
    let folder = open.season().join("抽取");
    let commitment = json(&folder.join("commitment.json"));
    let hash = commitment["commitment"]
        .as_str()
        .expect("a hash")
        .to_owned();
    let text = open.get("/draw/witness").text;
    for part in hash.as_bytes().chunks(8) {
        let part = String::from_utf8_lossy(part);
        assert!(text.contains(&format!("<code>{part}</code>")), "{part}");
    }
    let secret = json(&folder.join("secret.json"));
    let secret = secret["seed"].as_str().expect("a seed").to_owned();
    for path in ["/draw", "/draw/witness", "/draw/sealed"] {
        assert!(!open.get(path).text.contains(&secret), "{path} keeps it");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let meta = fs::metadata(folder.join("secret.json")).expect("a file");
        assert_eq!(meta.permissions().mode() & 0o777, 0o600);
    }
    let home = open.get("/").text;
    assert!(home.contains("等待抽取") && home.contains("href=\"/draw\""));
    // A published commitment is not replaced unasked.
    refused(&send(&open, "/draw/commit", &[], &[]), "先勾选");
    assert_eq!(json(&folder.join("commitment.json")), commitment);
    // The wrong seed opens nothing.
    let file = folder.join("secret.json");
    let kept = fs::read_to_string(&file).expect("the secret");
    fs::write(&file, kept.replace(&secret, &"0".repeat(64))).expect("written");
    let fields = [("seed", SEED), ("within", "5")];
    refused(
        &send(&open, "/draw/make", &fields, &[]),
        "与公布的承诺值不符",
    );
    assert!(!out(&open).join("draw.json").exists(), "nothing was drawn");
    fs::write(&file, kept).expect("written");
    led(&send(&open, "/draw/make", &fields, &[]), "/draw");
    let drawn = json(&out(&open).join("draw.json"));
    assert_eq!(drawn["facts"]["seed"], format!("{secret}:{SEED}"));
    assert_eq!(drawn["facts"]["commitment"][0], *hash);
    assert_eq!(drawn["facts"]["unchanged"], true);
    let text = open.get("/draw").text;
    assert!(text.contains("与事先公布的承诺值相符"), "{text}");
    // A seed that everybody knows is worth nothing for another draw.
    let text = open.get("/draw").text;
    assert!(text.contains("生成承诺值</button>"), "{text}");
    assert!(!open.get("/").text.contains("等待抽取"));
}

#[test]
fn bad_input_draws_nothing() {
    let open = Open::toy(Lang::Zh);
    let text = open.get("/draw").text;
    assert!(text.contains("抽取以一个方案为基础"), "{text}");
    let fields = [("seed", SEED), ("within", "5")];
    refused(&send(&open, "/draw/make", &fields, &[]), "还没有方案");
    refused(
        &send(&open, "/draw/refuse", &[("who", "E003")], &[]),
        "补抽",
    );
    assert_eq!(open.get("/draw/protocol").status, StatusCode::NOT_FOUND);
    // Where nothing can be chosen, a draw is none.
    open.form();
    led(&send(&open, "/draw/make", &fields, &[]), "/draw");
    assert!(open.get("/draw").text.contains("没有可选的余地"));
    fs::write(open.season().join("experts.csv"), "编号\n").expect("written");
    refused(&send(&open, "/draw/commit", &[], &[]), "数据表还有错误");
    let open = formed(Lang::Zh);
    refused(&send(&open, "/draw/make", &[], &[]), "请写公开的种子");
    for (name, value, words) in [
        ("within", "很多", "比例请写"),
        ("within", "101", "比例请写"),
        ("max_chance", "0", "须大于 0"),
        ("max_chance", "1", "L106"),
    ] {
        let fields = [("seed", SEED), (name, value)];
        let answer = send(&open, "/draw/make", &fields, &[]);
        refused(&answer, words);
        assert!(answer.text.contains(SEED), "what was typed stays");
    }
    assert!(!out(&open).join("draw.json").exists());
    for name in ["plan.json", "../experts.csv", ""] {
        let answer = open.get(&format!("/draw/file?name={name}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

fn all(lang: Lang) {
    let open = formed(lang);
    let name = lang.pick("zh", "en");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", "[TIME]");
    settings.add_filter(r"\d{4}-\d{2}-\d{2}T[0-9:+-]+", "[TIME]");
    settings.bind(|| {
        assert_snapshot!(format!("draw_{name}"), page(&open, "/draw"));
        let fields = [("seed", SEED), ("within", "60")];
        send(&open, "/draw/make", &fields, &[]);
        assert_snapshot!(format!("drawn_{name}"), page(&open, "/draw/witness"));
        assert_snapshot!(format!("protocol_{name}"), page(&open, "/draw/protocol"));
        send(&open, "/draw/commit", &[], &[]);
        let mut settings = insta::Settings::clone_current();
        settings.add_filter(r"(<code>[0-9a-f]{8}</code> ?)+", "[HASH]");
        settings.bind(|| {
            assert_snapshot!(format!("sealed_{name}"), page(&open, "/draw/sealed"));
        });
    });
}

#[test]
fn pages_in_chinese() {
    all(Lang::Zh);
}

#[test]
fn pages_in_english() {
    all(Lang::En);
}
