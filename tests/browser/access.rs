//! Whether everybody can use a page: `access.js` looks at it in light and dark, and it must fit a
//! screen of twice the size.

use crate::browser::{Browser, SCREEN};
use serde_json::{Value, json};

/// What the looked-at pages lack, page by page.
#[derive(Default)]
pub struct Access {
    faults: Vec<String>,
}

impl Access {
    /// Looks at the page as it is now.
    pub fn look(&mut self, browser: &Browser) {
        let path = browser.path();
        for (dark, name) in [(false, "light"), (true, "dark")] {
            browser.dark(dark);
            // A page that shows how far something is may come anew in between.
            let script = include_str!("access.js");
            let found = browser.until("the page cannot be looked at", script, &[]);
            self.add(&format!("{path} {name}"), &found);
        }
        browser.dark(false);
        let [width, height] = SCREEN;
        browser.size([width / 2, height / 2], 2.0);
        let found = browser.until("the page cannot be looked at", FITS, &[]);
        self.add(&format!("{path} at 200 %"), &found);
        browser.size(SCREEN, 1.0);
    }

    fn add(&mut self, place: &str, found: &Value) {
        let found = found.as_array().into_iter().flatten();
        let said = found.filter_map(Value::as_str);
        self.faults
            .extend(said.map(|fault| format!("{place}: {fault}")));
    }

    /// Nothing may be left.
    pub fn nothing(&self) {
        let faults = self.faults.join("\n");
        assert!(faults.is_empty(), "{} faults\n{faults}", self.faults.len());
    }
}

/// Nothing runs out of the page to the side but what scrolls by itself, and the frame leaves room.
const FITS: &str = "
    const faults = [], room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > room + 1) {
        const wide = [...document.querySelectorAll('main *')].filter((own) =>
            own.checkVisibility() && own.getBoundingClientRect().right > room + 1);
        const cause = wide.find((own) => !wide.some((other) => other !== own && own.contains(other)));
        faults.push(`the page is ${document.documentElement.scrollWidth} wide: ${cause?.outerHTML.slice(0, 160)}`);
    }
    scrollTo(0, 400);
    const frame = document.querySelector('header.top'), stuck = frame?.getBoundingClientRect();
    if (stuck && getComputedStyle(frame).position === 'sticky' && stuck.bottom > innerHeight / 3) faults.push(`the frame takes ${stuck.bottom} of ${innerHeight}`);
    scrollTo(0, 0);
    return faults;";

#[test]
fn the_looker_sees_what_is_wrong() {
    let Some(browser) = Browser::start(crate::hand::Hand::Mouse) else {
        return;
    };
    let page =
        "<!DOCTYPE html><title>x</title><style>:focus-visible{outline:none} b{color:#aaa}</style>
        <main><h1>a</h1><h3>b</h3><b>pale</b><input placeholder=name><button></button>
        <a href=x tabindex=2>x</a><p aria-labeled=x role=buton aria-labelledby=none>p</p>
        <table><tr><td>1</table><img src='data:,'></main>";
    browser.open(&format!(
        "data:text/html,{}",
        page.replace('#', "%23").replace('\n', "")
    ));
    let found = browser.run(include_str!("access.js"), &[]);
    let found: Vec<&str> = found
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let all = found.join("\n");
    for fault in [
        "the page has no language",
        "a level of headings is left out",
        "a field without a label",
        "a control without a name",
        "a tabindex that turns the order round",
        "no attribute aria-labeled",
        "no role buton",
        "aria-labelledby leads nowhere",
        "a table without headers",
        "text of contrast 2.32",
        "a focus that is not seen",
    ] {
        assert!(all.contains(fault), "{fault} in\n{all}");
    }
    browser.size([300, 300], 1.0);
    browser.open("data:text/html,<main><p style='width:500px'>wide</p></main>");
    assert_ne!(browser.run(FITS, &[]), json!([]));
}
