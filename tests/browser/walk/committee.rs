//! The committee: formed, changed by hand, explained, without somebody who withdraws.

use super::Walk;
use crate::hand::Hand;
use crate::program::{Program, toy, verb};
use crate::support::{card, exchange, somebody};
use std::fs;

impl Walk {
    pub fn form(&mut self) {
        self.visit("/form");
        self.look();
        self.fill("[name=seconds]", "4");
        self.follow("form[data-send=\"/form/start\"] button.main");
        self.look();
        self.done();
        self.look();
        assert!(
            self.season
                .join(self.pick("方案", "plan"))
                .join("plan.json")
                .exists()
        );
    }

    /// Lots are drawn: the commitment first, then a seed that nobody could know. On the toy season:
    /// a draw weighs many plans, which takes minutes where nothing is optimised.
    pub fn draw(&mut self) {
        let (_folder, toy) = toy();
        // Each knows what one of the toy's experts knows, so that there is something to draw.
        let experts = toy.join("experts.csv");
        let mut text = fs::read_to_string(&experts).expect("the experts");
        for (id, knows) in [
            ("E009", "Q04.01:3;Q03.01:2,344;345"),
            ("E010", "Q14.03:3;Q09.05:2,14;151"),
            ("E011", "Q12.02:3;Q09.05:3,27;1512"),
        ] {
            text.push_str(&format!(
                "{id},{id},大学{id},北京,{knows},教授,是,否,,,是\n"
            ));
        }
        fs::write(&experts, text).expect("written");
        let [season, plan] = [&toy, &toy.join("plan")].map(|own| own.display().to_string());
        verb(&["form", &season, "--out", &plan, "--work-limit", "50", "-q"]);
        let other = Program::open(&toy, self.pick("zh", "en"));
        self.open(&other.address);
        self.visit("/draw");
        self.look();
        self.follow("form[action=\"/draw/commit\"] button");
        self.look();
        self.fill("[name=seed]", "05 12 19 23 31 33 + 07");
        self.follow("form[action=\"/draw/make\"] button");
        self.find("a[href=\"/draw/protocol\"]");
        self.look();
        self.follow("a[href=\"/draw/protocol\"]");
        self.look();
        self.open(&self.program.address);
    }

    pub fn board(&mut self) {
        self.visit("/board");
        self.look();
        let [mover, other] = exchange(self);
        let (from, to) = (card(&mover), card(&other));
        match self.hand {
            Hand::Mouse => {
                self.fill("[data-filter]", &other);
                self.leaving(|| self.drag(&from, &to));
            }
            Hand::Keys => {
                self.press(&from);
                self.find(".choices button");
                self.fill("[data-choose]", &other);
                self.look();
                self.follow(".choices button");
            }
        }
        assert_eq!(self.count(".draft ol li"), 1, "{}", self.text());
        self.look();
        self.follow("[data-post=\"/board/undo\"]");
        assert_eq!(self.count(".draft ol li"), 0);
        self.follow("[data-post=\"/board/redo\"]");
        assert_eq!(self.count(".draft ol li"), 1);
        self.fill(
            "form[data-send=\"/board/apply\"] [name=reason]",
            "领导 <意见>",
        );
        self.follow("form[data-send=\"/board/apply\"] button.main");
        assert_eq!(self.count(".draft ol li"), 0);
    }

    pub fn why(&mut self) {
        let own = somebody(self);
        match self.hand {
            Hand::Mouse => self.press(&format!("{} [data-menu]", card(&own))),
            Hand::Keys => self.press(&card(&own)),
        }
        self.follow("#menu [data-act=why]");
        self.look();
        let sentences = self.count(".told p");
        assert!(sentences > 0, "{}", self.text());
        self.fill("[data-filter-list]", &own);
        self.follow("aside details[open] li:not([hidden]) a");
    }

    pub fn withdrawal(&mut self) {
        self.visit("/board");
        let gone = somebody(self);
        self.visit("/withdrawal");
        self.fill("[name=who]", &gone);
        self.fill("[name=reason]", "因病 \"住院\" <b>");
        self.follow("form.ask[action=\"/withdrawal/try\"] button.main");
        self.find("form[action=\"/withdrawal/apply\"] button.main");
        self.look();
        self.follow("form[action=\"/withdrawal/apply\"] button.main");
        self.look();
        self.visit("/board");
        assert_eq!(self.count(&format!(".group {}", card(&gone))), 0);
    }
}
