//! What other pages and other programs try, in a real browser and over the network. The router's
//! tests go through every header; here it is seen that a browser sends what they assume.

use crate::browser::Browser;
use crate::hand::Hand;
use crate::program::Program;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::thread;

/// Serves one page on another port of this machine, and returns its address.
fn elsewhere(page: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let page = page.clone();
            // Browsers keep a connection in reserve, on which nothing comes.
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                let length = page.len();
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
                let _ = write!(stream, "{head}\r\nContent-Length: {length}\r\n\r\n{page}");
            });
        }
    });
    address
}

/// A page that tries all it can against our address; each outcome is put into `window.got`.
fn attack(host: &str) -> String {
    let ours = format!("http://{host}");
    format!(
        "<!DOCTYPE html><title>evil</title>
<a id=link href='{ours}/problems'>a prize</a>
<form id=form method=post action='{ours}/quit' enctype='text/plain'><input name='{{\"a' value='\":1}}'></form>
<script>
window.got = {{}};
const done = (name, value) => {{ window.got[name] = String(value); }};
const body = JSON.stringify({{ lang: 'en' }});
fetch('{ours}/language', {{ method: 'POST', mode: 'no-cors', credentials: 'include', body }})
    .then((answer) => done('blind write', answer.type), () => done('blind write', 'refused'));
fetch('{ours}/language', {{ method: 'POST', credentials: 'include', body, headers: {{ 'content-type': 'application/json' }} }})
    .then((answer) => done('write', answer.status), () => done('write', 'refused'));
fetch('{ours}/alive', {{ credentials: 'include' }})
    .then((answer) => answer.text()).then((text) => done('read', text), () => done('read', 'refused'));
const script = document.createElement('script');
script.type = 'module';
script.src = '{ours}/assets/window.js';
script.onload = () => done('script', 'loaded');
script.onerror = () => done('script', 'refused');
document.head.append(script);
const picture = new Image();
picture.onload = () => done('picture', 'loaded');
picture.onerror = () => done('picture', 'refused');
picture.src = '{ours}/';
const frame = document.createElement('iframe');
frame.onload = () => {{
    let inside = 'refused';
    try {{ inside = frame.contentDocument ? frame.contentDocument.body.innerText : 'refused'; }} catch {{ }}
    done('frame', inside);
}};
frame.src = '{ours}/';
document.documentElement.append(frame);
</script>"
    )
}

#[test]
fn another_page_of_this_machine_does_nothing_and_sees_nothing() {
    let Some(browser) = Browser::start(Hand::Mouse) else {
        return;
    };
    let mut program = Program::open(Path::new("data/toy"), "zh");
    browser.open(&program.address);
    assert_eq!(browser.path(), "/", "the key is not left in the address");
    let evil = elsewhere(attack(program.host()));
    browser.open(&evil);
    let all = "return Object.keys(window.got ?? {}).length === 6 && window.got";
    let got = browser.until("the page is not done", all, &[]);
    for (name, outcome) in got.as_object().expect("outcomes") {
        assert_eq!(outcome, &json!("refused"), "{name}");
    }
    // The browser sends our cookie along with these too; the page it came from gives them away.
    browser.follow("#link");
    assert!(
        browser.text().contains("请求来自别的网页"),
        "{}",
        browser.text()
    );
    browser.open(&evil);
    browser.leaving(|| drop(browser.run("document.getElementById('form').submit()", &[])));
    assert!(
        browser.text().contains("请求来自别的网页"),
        "{}",
        browser.text()
    );
    // Nothing was done: it still answers, in Chinese; and its own button still ends it.
    browser.open(&format!("http://{}/", program.host()));
    let lang = browser.run("return document.documentElement.lang", &[]);
    assert_eq!(lang, json!("zh-CN"));
    browser.press("[data-post=\"/quit\"]");
    assert!(program.ended());
}

#[test]
fn a_name_that_leads_here_is_not_our_name() {
    let Some(browser) = Browser::start(Hand::Mouse) else {
        return;
    };
    let program = Program::open(Path::new("data/toy"), "zh");
    let address = program.address.replace("127.0.0.1", "evil.example");
    browser.open(&address);
    let text = browser.text();
    assert!(text.contains("不是本程序的地址"), "{text}");
    let cookies = browser.run("return document.cookie", &[]);
    assert_eq!(cookies, json!(""));
}

#[test]
fn nothing_of_the_page_is_there_for_scripts_or_left_in_the_browser() {
    let Some(browser) = Browser::start(Hand::Mouse) else {
        return;
    };
    let program = Program::open(Path::new("data/toy"), "zh");
    browser.open(&program.address);
    assert_eq!(
        browser.run("return document.cookie", &[]),
        json!(""),
        "HttpOnly"
    );
    let inline = "
        window.ran = false;
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        return window.ran;";
    assert_eq!(browser.run(inline, &[]), json!(false), "inline script");
    let caches = browser.run(
        "return caches.keys().then((kept) => kept.length + localStorage.length)",
        &[],
    );
    assert_eq!(caches, json!(0));
}

#[test]
fn other_programs_are_refused_without_the_cookie_and_beyond_the_folder() {
    // No browser is needed here, so this is asked everywhere.
    let program = Program::open(Path::new("data/toy"), "zh");
    let (host, cookie) = (format!("Host: {}\r\n", program.host()), program.cookie());
    let status = |answer: &str| answer.get(9..12).unwrap_or_default().to_owned();
    let none = program.send("GET /", &host, "");
    assert_eq!(status(&none), "403", "no cookie");
    let wrong = program.send("GET /", &format!("Host: evil.example\r\n{cookie}"), "");
    assert_eq!(status(&wrong), "421", "another host");
    for site in ["cross-site", "same-site"] {
        let headers =
            format!("{host}{cookie}Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: navigate\r\n");
        assert_eq!(
            status(&program.send("GET /", &headers, "")),
            "403",
            "{site}"
        );
        let headers = format!("{headers}Origin: http://{}\r\n", program.host());
        assert_eq!(
            status(&program.send("POST /quit", &headers, "{}")),
            "403",
            "{site}"
        );
    }
    let foreign = format!("{host}{cookie}Origin: http://127.0.0.1:1\r\n");
    assert_eq!(
        status(&program.send("POST /quit", &foreign, "{}")),
        "403",
        "another origin"
    );
    let own = format!("{host}{cookie}");
    for path in [
        "/../rules.toml",
        "/../../../../../../etc/passwd",
        "/assets/../rules.toml",
        "/assets/..%2f..%2frules.toml",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
        "/rules.toml",
        "/experts.csv",
        "/papers/file?id=../../rules.toml",
        "/papers/file?id=/etc/passwd",
    ] {
        let answer = program.send(&format!("GET {path}"), &own, "");
        assert!(status(&answer).starts_with('4'), "{path}: {answer}");
        assert!(
            !answer.contains("root:") && !answer.contains("max_members"),
            "{path}"
        );
    }
    let answer = program.send("GET /", &own, "");
    assert_eq!(status(&answer), "200", "{answer}");
}

#[test]
fn a_locked_screen_shows_nothing_until_the_word_is_typed() {
    let Some(browser) = Browser::start(Hand::Keys) else {
        return;
    };
    let program = Program::open(Path::new("data/toy"), "zh");
    browser.open(&program.address);
    browser.follow("a[href=\"/lock\"]");
    browser.fill("input[name=word]", "评审2026");
    browser.follow("form[data-send=\"/lock\"] button");
    for path in ["/", "/problems", "/board", "/rules"] {
        browser.open(&format!("http://{}{path}", program.host()));
        assert_eq!(browser.path(), "/lock", "{path}");
        assert!(!browser.text().contains("toy"), "{}", browser.text());
    }
    browser.fill("input[name=word]", "猜一猜");
    browser.press("form[data-send=\"/unlock\"] button");
    let wrong: Value = browser.until(
        "no word",
        "return document.getElementById('said').textContent",
        &[],
    );
    assert!(wrong.as_str().unwrap_or_default().contains("4"), "{wrong}");
    browser.fill("input[name=word]", "评审2026");
    browser.follow("form[data-send=\"/unlock\"] button");
    assert_eq!(browser.path(), "/");
}
