//! Pictures of every screen for the guide. `docs/screens.sh` runs this; it is no test.
//!
//! The sample season is opened with a committee, and each screen that the navigation lists is put
//! into the state that an office has in front of it; screens without one here are shown as they
//! open.

use crate::browser::Browser;
use crate::hand::{Hand, key};
use crate::program::{Program, verb};
use crate::support::{card, exchange, files_of, filled_sheets, raw, somebody};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// An office's screen with the browser's own frame taken off.
const SHOWN: [u32; 2] = [1280, 760];
/// Moves of the search: as many on every machine, so that the pictures can be taken again.
const MOVES: &str = "3000";

struct Taker {
    browser: Browser,
    out: PathBuf,
    lang: &'static str,
}

#[test]
#[ignore = "takes the pictures of the guide: docs/screens.sh"]
fn every_screen_in_both_languages() {
    let out = std::env::var_os("EMPANEL_PICTURES").expect("EMPANEL_PICTURES names a folder");
    let out = PathBuf::from(out);
    for lang in ["zh", "en"] {
        let browser = Browser::start(Hand::Mouse).expect("a browser");
        browser.size(SHOWN, 1.0);
        let out = out.clone();
        let taker = Taker { browser, out, lang };
        taker.import();
        taker.problems();
        taker.others();
    }
}

impl Taker {
    fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.lang == "zh" { zh } else { en }
    }

    fn take(&self, name: &str) {
        // Nothing is to blink or to look pressed.
        self.browser.run("document.activeElement.blur()", &[]);
        self.shoot(name);
    }

    fn shoot(&self, name: &str) {
        let picture = self.browser.picture();
        let file = self.out.join(format!("window-{name}.{}.png", self.lang));
        fs::write(file, picture).expect("written");
    }

    /// A folder whose name is shown alone, whatever the machine calls its own folders.
    fn folder(&self) -> (TempDir, PathBuf) {
        let around = tempfile::tempdir().expect("a folder");
        let name = PathBuf::from(self.say("第九届评审", "Ninth award"));
        fs::create_dir(around.path().join(&name)).expect("a folder");
        (around, name)
    }

    fn open(&self, around: &Path, name: &Path) -> Program {
        let program = Program::within(around, name, self.lang);
        self.browser.open(&program.address);
        program
    }

    /// An office's own files, dropped and read.
    fn import(&self) {
        let (around, name) = self.folder();
        let _program = self.open(around.path(), &name);
        self.browser.visit("/import");
        self.browser.leaving(|| self.browser.hand_in(&raw()));
        self.take("import");
    }

    /// A season with what offices get wrong.
    fn problems(&self) {
        let (around, name) = self.folder();
        let season = around.path().join(&name);
        sample(&season);
        let tables = "data/sample/csv/submissions.csv";
        let text = fs::read_to_string(tables).expect("the sample");
        let text = text.replacen(",Q14.03", ",Q41.03", 2);
        fs::remove_file(season.join("submissions.xlsx")).expect("removed");
        fs::write(season.join("submissions.csv"), text).expect("written");
        let _program = self.open(around.path(), &name);
        self.browser.visit("/problems");
        self.take("problems");
    }

    /// All other screens, with a committee.
    fn others(&self) {
        let (around, name) = self.folder();
        let season = around.path().join(&name);
        sample(&season);
        let plan = season.join(self.say("方案", "plan"));
        let [folder, plan] = [&season, &plan].map(|own| own.display().to_string());
        verb(&[
            "form",
            &folder,
            "--out",
            &plan,
            "--work-limit",
            MOVES,
            "--lang",
            self.lang,
            "-q",
        ]);
        let _program = self.open(around.path(), &name);
        let list =
            "return [...document.querySelectorAll('nav a')].map((own) => own.getAttribute('href'))";
        let rooms = self.browser.run(list, &[]);
        let rooms: Vec<String> = serde_json::from_value(rooms).expect("addresses");
        for path in rooms
            .iter()
            .filter(|own| !["/import", "/problems"].contains(&own.as_str()))
        {
            self.browser.visit(path);
            self.stage(path, &season);
            match path.trim_start_matches('/') {
                "" => self.take("home"),
                "board" => {}
                key => self.take(key),
            }
        }
    }

    /// Does what an office would have done on a screen.
    fn stage(&self, path: &str, season: &Path) {
        let browser = &self.browser;
        match path {
            "/board" => {
                let [mover, other] = exchange(browser);
                browser.fill("[data-filter]", &other);
                browser.hold(&card(&mover), &card(&other));
                self.shoot("board");
                browser.leaving(|| browser.let_go());
                browser.press(".group .person:not(.changed) [data-menu]");
                browser.find(".choices button");
                self.take("board-menu");
                browser.strike(key::ESCAPE);
            }
            "/why" => {
                let link = ".links a[href*=\"expert\"]";
                browser.run(
                    "document.querySelectorAll('details').forEach((own) => { own.open = true; })",
                    &[],
                );
                browser.follow(link);
            }
            "/withdrawal" => {
                browser.visit("/board");
                let gone = somebody(browser);
                browser.visit("/withdrawal");
                browser.fill("[name=who]", &gone);
                browser.fill("[name=reason]", self.say("出国访问", "abroad"));
                browser.follow("form.ask button.main");
            }
            "/papers" => browser.follow("button[name=all]"),
            "/review" => {
                browser.follow("form[action=\"/review/sheets\"] button");
                let sheets = season.join(self.say("评分表", "score sheets"));
                let mut filled = filled_sheets(&sheets, &season.with_file_name("back"));
                // Somebody is always late.
                filled.truncate(filled.len() - 4);
                browser.leaving(|| browser.hand_in(&filled));
            }
            "/draw" => {
                browser.follow("form[action=\"/draw/commit\"] button");
                browser.fill("[name=seed]", "05 12 19 23 31 33 + 07");
            }
            "/defence" => {
                browser.fill("form[action=\"/defence\"] [name=cut]", "40%");
                browser.follow("form[action=\"/defence\"] button");
                browser.fill("form[action=\"/defence/form\"] [name=seconds]", "5");
                browser.follow("form[action=\"/defence/form\"] button.main");
                browser.follow("main [data-post=\"/round\"]");
                browser.find(".timetable .item");
                self.take("timetable");
                browser.follow("header [data-post=\"/round\"]");
            }
            "/results" => {
                browser.follow("form[action=\"/results/publicity\"] button");
                browser.choose("[name=list]", "all");
                browser.follow("form[action=\"/results/make\"] button");
            }
            "/quality" => {
                browser.fill("[name=seconds]", "3");
                browser.fill("[name=seeds]", "1");
                browser.follow("form[action=\"/quality/start\"] button");
                browser.find(".charts");
            }
            "/rules" => browser.unfold("details:nth-of-type(2)"),
            _ => {}
        }
    }
}

fn sample(to: &Path) {
    for file in files_of(Path::new("data/sample/xlsx")) {
        let name = file.file_name().expect("a name");
        fs::copy(&file, to.join(name)).expect("copied");
    }
}
