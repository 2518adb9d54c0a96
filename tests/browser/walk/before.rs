//! From an office's own files to a season that can be formed.

use super::Walk;
use crate::program::{Program, toy};
use crate::support::raw;
use std::fs;

impl Walk {
    pub fn import(&mut self) {
        self.look();
        self.follow("a.main[href=\"/import\"]");
        self.look();
        self.leaving(|| self.hand_in(&raw()));
        self.look();
        assert!(
            self.text().contains("申报项目导出_20260415.xlsx"),
            "{}",
            self.text()
        );
        // Two lines have no proposal; the rest is taken as proposed.
        for (line, value) in [("望海铜业", "E013"), ("江州新材料", "yes")] {
            self.choose(&answer(line), value);
        }
        self.follow("form.questions button.main");
        assert_eq!(self.count("form.questions button.main"), 0);
        self.look();
        self.follow("form[action=\"/import/apply\"] button");
        assert_eq!(self.path(), "/problems");
        assert!(self.season.join("experts.xlsx").exists());
    }

    pub fn problems(&mut self) {
        self.look();
        self.strike('n');
        let at = self.said("return document.activeElement.className");
        assert!(at.contains("problem"), "{at}");
        // Elsewhere somebody mistyped an id.
        let (_folder, toy) = toy();
        let pins = toy.join("pins.csv");
        fs::write(&pins, "kind,subject,object\nchair,E00l,\n").expect("written");
        let other = Program::open(&toy, self.pick("zh", "en"));
        self.open(&other.address);
        self.visit("/problems");
        self.look();
        self.fill("form.mend input[name=value]", "E001");
        self.follow("form.mend button");
        assert_eq!(self.count(".problem.wrong"), 0, "{}", self.text());
        let mended = fs::read_to_string(&pins).expect("the pins");
        assert!(
            mended.ends_with("kind,subject,object\nchair,E001,\n"),
            "{mended}"
        );
        self.open(&self.program.address);
    }

    pub fn rules(&mut self) {
        self.visit("/rules");
        self.unfold("#award");
        self.fill("[name=\"award.name\"]", "江州省质量奖");
        self.follow("button[formaction=\"/rules/try\"]");
        self.look();
        self.follow(".actions button.main");
        self.done();
        let rules = fs::read_to_string(self.season.join("rules.toml")).expect("rules");
        assert!(rules.contains("江州省质量奖"), "{rules}");
    }

    pub fn conflicts(&mut self) {
        self.visit("/conflicts");
        self.look();
        let judge = "form[action=\"/conflicts/judge\"]";
        let before = self.count(judge);
        if before > 0 {
            self.follow(&format!("{judge} button[value=different]"));
            assert!(self.count(judge) < before);
        }
        let waive = "form[action=\"/conflicts/waive\"]";
        assert!(self.count(waive) > 0, "{}", self.text());
    }
}

/// The list of a line that a question has.
fn answer(line: &str) -> String {
    format!("label.line:has(input[value*=\"{line}\"]) select")
}
