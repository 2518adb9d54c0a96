//! What follows: papers, scores, results, and the versions of it all.

use super::Walk;
use crate::hand::Hand;
use crate::support::filled_sheets;

impl Walk {
    pub fn papers(&mut self) {
        self.visit("/papers");
        self.follow("button[name=all]");
        self.done();
        self.look();
        let script = "
            const link = document.querySelector('a[download]');
            return fetch(link.href).then((answer) => answer.blob()).then((file) => [link.textContent, file.size]);";
        let file = self.run(script, &[]);
        assert!(file[1].as_u64() > Some(2000), "{file}");
    }

    pub fn review(&mut self) {
        self.visit("/review");
        self.look();
        self.follow("form[action=\"/review/sheets\"] button");
        self.done();
        let sheets = self.season.join(self.pick("评分表", "score sheets"));
        let filled = filled_sheets(&sheets, &self.season.with_file_name("收回"));
        self.find("form[action=\"/review/files\"]");
        self.leaving(|| self.hand_in(&filled));
        self.look();
        self.fill("[name=cut]", "40%");
        self.follow("form[action=\"/review/results\"] button");
        self.done();
        self.look();
    }

    /// The second round: formed from the shortlist, and a hearing moved to another time.
    pub fn defence(&mut self) {
        self.visit("/defence");
        self.look();
        self.fill("form[action=\"/defence\"] [name=cut]", "40%");
        self.follow("form[action=\"/defence\"] button");
        self.look();
        self.fill("form[action=\"/defence/form\"] [name=seconds]", "4");
        self.follow("form[action=\"/defence/form\"] button.main");
        self.find("main [data-post=\"/round\"]");
        self.follow("main [data-post=\"/round\"]");
        self.find(".timetable .item");
        self.look();
        match self.hand {
            Hand::Mouse => self.press(".timetable .item [data-menu]"),
            Hand::Keys => self.press(".timetable .item"),
        }
        self.follow(".choices button");
        assert_eq!(self.count(".draft ol li"), 1, "{}", self.text());
        self.look();
        self.fill("form[data-send=\"/board/apply\"] [name=reason]", "出差");
        self.follow("form[data-send=\"/board/apply\"] button.main");
        assert_eq!(self.count(".draft ol li"), 0, "{}", self.text());
        self.follow("header [data-post=\"/round\"]");
    }

    /// Publicity on the calendar, the lists, somebody who gives up, an objection.
    pub fn results(&mut self) {
        self.visit("/results");
        self.look();
        self.follow("form[action=\"/results/publicity\"] button");
        assert!(self.count(".calendar table") > 0, "{}", self.text());
        self.choose("[name=list]", "all");
        self.follow("form[action=\"/results/make\"] button");
        self.done();
        self.look();
        let known = self.said("return document.querySelector('#known option').value");
        self.fill(
            "form[action=\"/results/objection\"] [name=submission]",
            &known,
        );
        self.follow("form[action=\"/results/objection\"] button");
        self.look();
    }

    /// The plan beside simple methods.
    pub fn quality(&mut self) {
        self.visit("/quality");
        self.look();
        self.fill("[name=seconds]", "1");
        self.fill("[name=seeds]", "1");
        self.follow("form[action=\"/quality/start\"] button");
        self.find(".charts");
        self.look();
    }

    pub fn versions(&mut self) {
        self.visit("/versions");
        self.look();
        let rows = self.count(".versions tbody tr");
        assert!(rows >= 3, "formed, changed by hand, after the withdrawal");
        self.follow("a[href^=\"/versions/compare\"]");
        self.look();
        self.visit("/versions");
        self.fill(
            "form[data-send=\"/versions/restore\"] [name=reason]",
            "仍用第一版",
        );
        self.follow("form[data-send=\"/versions/restore\"] button");
        assert_eq!(self.count(".versions tbody tr"), rows + 1);
    }

    pub fn end(&mut self) {
        self.visit("/");
        self.look();
        let lang = "return document.documentElement.lang";
        let before = self.said(lang);
        self.follow("[data-post=\"/language\"]");
        assert_ne!(self.said(lang), before);
        self.press("[data-post=\"/quit\"]");
        assert!(self.program.ended());
    }
}
