//! What a person does with a page: with the mouse, or with the keyboard alone.

use crate::browser::{Browser, Element};
use serde_json::{Value, json};
use std::path::PathBuf;

/// How somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    Mouse,
    Keys,
}

/// Keys as WebDriver names them.
pub mod key {
    pub const BACKSPACE: char = '\u{e003}';
    pub const TAB: char = '\u{e004}';
    pub const ENTER: char = '\u{e007}';
    pub const CONTROL: char = '\u{e009}';
    pub const ESCAPE: char = '\u{e00c}';
    pub const HOME: char = '\u{e011}';
    pub const DOWN: char = '\u{e015}';
}

/// Presses of Tab after which a control counts as out of reach.
const FAR: usize = 1500;

impl Browser {
    /// Presses a button, a link or the like.
    pub fn press(&self, css: &str) {
        let element = self.find(css);
        match self.hand {
            Hand::Mouse => self.click(&element),
            Hand::Keys => {
                self.reach(css);
                let boxed = self.run("return document.activeElement.type === 'checkbox'", &[]);
                self.strike(if boxed == json!(true) {
                    ' '
                } else {
                    key::ENTER
                });
            }
        }
    }

    /// Presses what leads to another page, or to this one again, and waits for it.
    pub fn follow(&self, css: &str) {
        self.leaving(|| self.press(css));
    }

    /// Does what makes another page come, and waits for it.
    pub fn leaving(&self, act: impl FnOnce()) {
        self.run("window.left = true", &[]);
        act();
        let new = "return !window.left && document.readyState === 'complete'";
        self.until("no other page came", new, &[]);
    }

    /// Goes to a screen by its link.
    pub fn visit(&self, path: &str) {
        self.follow(&format!("nav a[href=\"{path}\"]"));
    }

    /// Types into a field, in place of what stands there.
    pub fn fill(&self, css: &str, text: &str) {
        let element = self.find(css);
        match self.hand {
            Hand::Mouse => self.click(&element),
            Hand::Keys => self.reach(css),
        }
        self.strikes(&[
            (key::CONTROL, true),
            ('a', true),
            ('a', false),
            (key::CONTROL, false),
        ]);
        match text {
            "" => self.strike(key::BACKSPACE),
            _ => self.type_into(&element, text),
        }
        let typed = "return document.querySelector(arguments[0]).value === arguments[1]";
        self.until(
            "what was typed is not there",
            typed,
            &[json!(css), json!(text)],
        );
    }

    /// Chooses an entry of a list by its value.
    pub fn choose(&self, css: &str, value: &str) {
        let list = self.find(css);
        match self.hand {
            Hand::Mouse => {
                self.click(&list);
                let entry = format!("{css} option[value=\"{value}\"]");
                self.click(&self.element(&entry));
            }
            Hand::Keys => {
                self.reach(css);
                self.strike(key::HOME);
                let chosen = "return document.activeElement.value === arguments[0]";
                let entries = self.count(&format!("{css} option"));
                for _ in 0..=entries {
                    if self.run(chosen, &[json!(value)]) == json!(true) {
                        return;
                    }
                    self.strike(key::DOWN);
                }
                self.fail(&format!("{css} has no {value}"));
            }
        }
    }

    /// Opens a fold that is closed.
    pub fn unfold(&self, css: &str) {
        let open = "return document.querySelector(arguments[0]).open";
        if self.run(open, &[json!(css)]) == json!(false) {
            self.press(&format!("{css} > summary"));
            self.until("the fold stays closed", open, &[json!(css)]);
        }
    }

    /// Hands files to the page: dropped on it, or chosen in its field.
    pub fn hand_in(&self, files: &[PathBuf]) {
        match self.hand {
            Hand::Mouse => self.drop_files(files),
            Hand::Keys => {
                let field = self.find("input[type=file]");
                let paths: Vec<String> =
                    files.iter().map(|own| own.display().to_string()).collect();
                self.type_into(&field, &paths.join("\n"));
            }
        }
    }

    fn click(&self, element: &Element) {
        self.with(element, "click", &json!({}));
    }

    fn type_into(&self, element: &Element, text: &str) {
        self.with(element, "value", &json!({ "text": text }));
    }

    /// Presses Tab until the control has the focus, by the skip link where it is far down. The
    /// focus must then be seen.
    fn reach(&self, css: &str) {
        let has = "return document.activeElement === document.querySelector(arguments[0])";
        let leap = "return document.activeElement === document.body && !location.hash
            && document.getElementById('main').contains(document.querySelector(arguments[0]))";
        if self.run(leap, &[json!(css)]) == json!(true) {
            self.strike(key::TAB);
            if self.run("return document.activeElement.matches('.skip')", &[]) == json!(true) {
                self.strike(key::ENTER);
            }
        }
        for _ in 0..FAR {
            if self.run(has, &[json!(css)]) == json!(true) {
                let faults = self.run(SEEN, &[]);
                assert_eq!(faults, json!(""), "the focus of {css}");
                return;
            }
            self.strike(key::TAB);
        }
        self.fail(&format!("{css} cannot be reached by Tab"));
    }

    /// Presses one key.
    pub fn strike(&self, key: char) {
        self.strikes(&[(key, true), (key, false)]);
    }

    /// Keys that go down (`true`) or up, one after the other.
    fn strikes(&self, keys: &[(char, bool)]) {
        let action = |(key, down): &(char, bool)| {
            let kind = if *down { "keyDown" } else { "keyUp" };
            json!({ "type": kind, "value": key.to_string() })
        };
        let actions: Vec<Value> = keys.iter().map(action).collect();
        let keys = json!({ "type": "key", "id": "keys", "actions": actions });
        self.tell("/actions", &json!({ "actions": [keys] }));
    }
}

/// What is wrong with the focus as it is shown: it must have an outline, and nothing may cover it.
const SEEN: &str = "
    const own = document.activeElement, style = getComputedStyle(own), box = own.getBoundingClientRect();
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) return 'it has no outline';
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    if (!top) return 'it is not on the screen';
    return own.contains(top) || top.contains(own) ? '' : 'it is covered by ' + top.outerHTML.slice(0, 120);";
