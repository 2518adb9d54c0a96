//! The year, from an office's own files to the results, by mouse and by keyboard. Each page is
//! looked at for accessibility in the state it has on the way.

mod after;
mod before;
mod committee;

use crate::access::Access;
use crate::browser::Browser;
use crate::hand::Hand;
use crate::program::{Program, season};
use std::ops::Deref;
use std::path::PathBuf;
use tempfile::TempDir;

/// Somebody at work on a season.
struct Walk {
    browser: Browser,
    program: Program,
    access: Access,
    season: PathBuf,
    zh: bool,
    _folder: TempDir,
}

#[test]
fn the_year_is_walked_by_mouse() {
    walk(Hand::Mouse, "zh");
}

#[test]
fn the_year_is_walked_by_keyboard() {
    walk(Hand::Keys, "en");
}

fn walk(hand: Hand, lang: &str) {
    let Some(browser) = Browser::start(hand) else {
        return;
    };
    let (folder, season) = season();
    let program = Program::open(&season, lang);
    let mut walk = Walk {
        browser,
        program,
        access: Access::default(),
        season,
        zh: lang == "zh",
        _folder: folder,
    };
    walk.open(&walk.program.address);
    walk.import();
    walk.problems();
    walk.rules();
    walk.conflicts();
    walk.form();
    walk.draw();
    walk.board();
    walk.why();
    walk.withdrawal();
    walk.papers();
    walk.review();
    walk.defence();
    walk.results();
    walk.versions();
    walk.quality();
    walk.end();
    walk.access.nothing();
}

impl Walk {
    /// Looks at the page for accessibility.
    fn look(&mut self) {
        self.access.look(&self.browser);
    }

    /// What was done is said on the page.
    fn done(&self) {
        self.find(".said.good");
    }

    /// One of two names, by the language of the walk.
    fn pick<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        if self.zh { zh } else { en }
    }
}

impl Deref for Walk {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}
