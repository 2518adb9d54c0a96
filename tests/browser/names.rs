//! Names that break programs: of files, of people, of the season.

use crate::browser::Browser;
use crate::hand::Hand;
use crate::program::{Program, season, verb};
use crate::support::files_of;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Names that a page would obey if it did not show them as they are.
const PERSON: &str = "<img src=x onerror=\"window.ran=1\">李\"四\"'&amp;</td>";
const TITLE: &str = "</script><script>window.ran=1</script>“质量” & <b>效益</b>";
const FILES: [&str; 2] = ["专家库 \"终稿\" <2026> & 'v2'.csv", "申报 #1 100%?.csv"];

#[test]
fn files_and_cells_are_shown_as_they_are_named() {
    let Some(browser) = Browser::start(Hand::Mouse) else {
        return;
    };
    let (folder, season) = season();
    let experts = format!(
        "编号,姓名,工作单位,省份,专业领域,行业,职称,可任组长\nE001,{},示例大学,北京,Q01.01:3,C,教授,是\nE002,王五,示例大学,北京,Q01.01:3,C,教授,是\n",
        quoted(PERSON)
    );
    let submissions = format!(
        "编号,经验名称,申报单位,行业,质量方法\nS001,{},示例泵业有限公司,3441,Q06.01\n",
        quoted(TITLE)
    );
    let raw = folder.path().join("材料");
    fs::create_dir(&raw).expect("a folder");
    let files = FILES.map(|name| raw.join(name));
    fs::write(&files[0], experts).expect("written");
    fs::write(&files[1], submissions).expect("written");

    let program = Program::open(&season, "zh");
    browser.open(&program.address);
    let title = browser.said("return document.title");
    assert_eq!(title, "年度 · 第九届 <江州> \"质量奖\"");
    browser.visit("/import");
    browser.leaving(|| browser.hand_in(&files));
    for name in FILES {
        assert!(
            browser.text().contains(name),
            "{name} in {}",
            browser.text()
        );
    }
    // Samples are cut after a while.
    unharmed(&browser, &[&PERSON[..34], &TITLE[..34]]);
    while browser.has("form.questions button.main") {
        browser.follow("form.questions button.main");
    }
    browser.follow("form[action=\"/import/apply\"] button");
    assert!(season.join("experts.xlsx").exists());
}

#[test]
fn no_screen_obeys_a_name() {
    let Some(browser) = Browser::start(Hand::Mouse) else {
        return;
    };
    let (_folder, season) = season();
    for file in files_of(Path::new("data/toy")) {
        let text = fs::read_to_string(&file).expect("a table");
        // A member of every plan of the toy season, and what he reviews.
        let text = text.replace(",张伟,", &format!(",{},", quoted(PERSON)));
        let text = text.replace(",泵类产品可靠性管理经验,", &format!(",{},", quoted(TITLE)));
        fs::write(season.join(file.file_name().expect("a name")), text).expect("written");
    }
    let [folder, plan] = [&season, &season.join("方案")].map(|own| own.display().to_string());
    verb(&["form", &folder, "--out", &plan, "--work-limit", "50", "-q"]);
    let program = Program::open(&season, "zh");
    browser.open(&program.address);
    let list =
        "return [...document.querySelectorAll('nav a')].map((own) => own.getAttribute('href'))";
    let rooms = browser.run(list, &[]);
    let rooms: Vec<String> = serde_json::from_value(rooms).expect("addresses");
    for path in rooms
        .iter()
        .map(String::as_str)
        .chain(["/why?expert=E003", "/problems?all=true"])
    {
        browser.open(&format!("http://{}{path}", program.host()));
        match path {
            "/board" => unharmed(&browser, &[PERSON, TITLE]),
            "/why?expert=E003" => unharmed(&browser, &[PERSON]),
            _ => unharmed(&browser, &[]),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The names are there as they are, and nothing came from one: no element, and no script.
fn unharmed(browser: &Browser, names: &[&str]) {
    let path = browser.path();
    let text = browser.said("return document.body.textContent");
    for name in names {
        assert!(text.contains(name), "{name} in {path}: {text}");
    }
    let ran = browser.run("return window.ran ?? null", &[]);
    assert_eq!(ran, json!(null), "{path}");
    assert_eq!(
        browser.count("img, main script, script:not([src])"),
        0,
        "{path}"
    );
}
