//! A pool of 400 experts: the board stays usable, in light and dark.

use crate::access::Access;
use crate::browser::Browser;
use crate::hand::{Hand, key};
use crate::program::{Program, season, verb};
use serde_json::json;
use std::time::{Duration, Instant};

/// From the click to the page, in a debug build on a busy machine.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn the_board_holds_a_pool_of_400() {
    let Some(browser) = Browser::start(Hand::Mouse) else {
        return;
    };
    let (_folder, season) = season();
    let out = season.display().to_string();
    verb(&[
        "generate",
        "--experts",
        "400",
        "--submissions",
        "40",
        "--out",
        &out,
        "--force",
        "-q",
    ]);
    let plan = season.join("方案").display().to_string();
    verb(&["form", &out, "--out", &plan, "--work-limit", "20", "-q"]);

    let program = Program::open(&season, "zh");
    browser.open(&program.address);
    let start = Instant::now();
    browser.visit("/board");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    // All but the two chairs have a card.
    let known = "return new Set([...document.querySelectorAll('.person')].map((own) => own.dataset.expert)).size";
    let known = browser.run(known, &[]);
    assert!(known.as_u64() >= Some(398), "{known}");

    // Whom one looks for is found by a part of the name, and nobody else is in the way.
    let last = browser.said(
        "return [...document.querySelectorAll('.pool .person')].filter((own) => own.checkVisibility()).at(-1).dataset.expert",
    );
    let last = last.as_str();
    browser.fill("[data-filter]", last);
    let shown = "return [...document.querySelectorAll('.pool .person')].filter((own) => own.checkVisibility()).length";
    browser.until("the filter does not work", &format!("{shown} === 1"), &[]);

    // All 400 places are judged at once; the menu lists the best ones first.
    browser.press(&format!(
        ".pool .person[data-expert=\"{last}\"] [data-menu]"
    ));
    browser.find(".choices button");
    let tones = browser.run(
        "return [...document.querySelectorAll('.choices button')].map((own) => own.dataset.tone === 'broken')",
        &[],
    );
    let tones: Vec<bool> = serde_json::from_value(tones).expect("tones");
    assert!(!tones.is_empty() && tones.is_sorted(), "{tones:?}");
    browser.strike(key::ESCAPE);
    browser.until(
        "Escape does not close",
        "return !document.getElementById('menu').open",
        &[],
    );
    let kept = browser.run("return document.querySelector('[data-filter]').value", &[]);
    assert_eq!(kept, json!(last));

    let mut access = Access::default();
    browser.fill("[data-filter]", "");
    access.look(&browser);
    access.nothing();
}
