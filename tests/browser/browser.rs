//! Chromium with one tab, as a person sees it. Nothing here waits for a time: it waits for what is
//! to come.

use crate::driver::Driver;
use crate::hand::Hand;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take; a debug build on a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long until it is looked again.
const LOOKS: Duration = Duration::from_millis(15);
/// What headless Chromium needs to keep to itself.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A name of another place that leads to this machine, for the attacks.
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
];
/// A small office screen.
pub const SCREEN: [u32; 2] = [1366, 768];
/// By this name WebDriver refers to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser with one tab.
pub struct Browser {
    pub hand: Hand,
    driver: Driver,
    _profile: TempDir,
}

/// An element of the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl Element {
    /// As scripts and actions refer to it.
    pub fn value(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl Browser {
    /// Starts Chromium; `None` where it is not installed, which is said.
    pub fn start(hand: Hand) -> Option<Self> {
        let profile = tempfile::tempdir().expect("a folder");
        let mut flags = FLAGS.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", profile.path().display()));
        let driver = match Driver::start(&flags) {
            Ok(driver) => driver,
            Err(why) => return missing(&why),
        };
        let browser = Self {
            hand,
            driver,
            _profile: profile,
        };
        browser.size(SCREEN, 1.0);
        // Past the last control the focus leaves the page; it is to count as the one in use still.
        let always = json!({ "enabled": true });
        browser.devtools("Emulation.setFocusEmulationEnabled", &always);
        Some(browser)
    }

    /// Does something; what the browser refuses ends the test.
    pub fn tell(&self, command: &str, body: &Value) -> Value {
        let done = self.driver.tell(command, body);
        done.unwrap_or_else(|error| self.fail(&error))
    }

    /// Opens an address, as if typed.
    pub fn open(&self, address: &str) {
        self.tell("/url", &json!({ "url": address }));
    }

    /// Runs a script in the page and returns what it returns.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        let done = self.script(script, arguments);
        done.unwrap_or_else(|error| self.fail(&error))
    }

    fn script(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        let body = json!({ "script": script, "args": arguments });
        self.driver.tell("/execute/sync", &body)
    }

    /// Waits until a script returns something true, and returns that. While one page follows
    /// another there is none to run it in.
    pub fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Value {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.script(script, arguments) {
                Ok(Value::Null | Value::Bool(false)) | Err(_) => {}
                Ok(Value::String(text)) if text.is_empty() => {}
                Ok(value) => return value,
            }
            sleep(LOOKS);
        }
        self.fail(what)
    }

    /// The first element, once it is on the page and shown.
    pub fn find(&self, css: &str) -> Element {
        let shown =
            "const own = document.querySelector(arguments[0]); return !!own?.checkVisibility()";
        self.until(&format!("{css} is not shown"), shown, &[json!(css)]);
        self.element(css)
    }

    /// The first element, shown or not: the entries of a closed list are not.
    pub fn element(&self, css: &str) -> Element {
        let there = "return document.querySelector(arguments[0])";
        let found = self.until(&format!("{css} is not there"), there, &[json!(css)]);
        let id = found[ELEMENT].as_str();
        Element(id.expect("an element").to_owned())
    }

    /// Does something with an element.
    pub fn with(&self, element: &Element, command: &str, body: &Value) -> Value {
        self.tell(&format!("/element/{}/{command}", element.0), body)
    }

    /// Whether anything fits.
    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// How many elements fit.
    pub fn count(&self, css: &str) -> u64 {
        let script = "return document.querySelectorAll(arguments[0]).length";
        let count = self.run(script, &[json!(css)]);
        count.as_u64().expect("a number")
    }

    /// What the page says.
    pub fn text(&self) -> String {
        self.said("return document.body.innerText")
    }

    /// Path and query of the page.
    pub fn path(&self) -> String {
        self.said("return location.pathname + location.search")
    }

    /// A text that a script returns.
    pub fn said(&self, script: &str) -> String {
        let text = self.run(script, &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The size of the screen in CSS pixels, and how many dots each has.
    pub fn size(&self, [width, height]: [u32; 2], dots: f64) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": dots, "mobile": false }),
        );
    }

    /// Light or dark, as the system would say.
    pub fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let feature = json!({ "name": "prefers-color-scheme", "value": value });
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [feature] }),
        );
    }

    fn devtools(&self, command: &str, parameters: &Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.tell("/goog/cdp/execute", &body);
    }

    /// The page as a PNG file.
    pub fn picture(&self) -> Vec<u8> {
        let taken = self.driver.ask("/screenshot");
        let taken = taken.unwrap_or_else(|error| panic!("{error}"));
        from_base64(taken.as_str().unwrap_or_default())
    }

    /// Ends the test, with the page as words and as a picture.
    pub fn fail(&self, what: &str) -> ! {
        let mut said = what.to_owned();
        let page = "return `\nat ${location}\n${document.body.innerText.slice(0, 1500)}`";
        if let Ok(text) = self.script(page, &[]) {
            said.push_str(text.as_str().unwrap_or_default());
        }
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser.png");
        if let Ok(taken) = self.driver.ask("/screenshot") {
            let taken = from_base64(taken.as_str().unwrap_or_default());
            if std::fs::write(&file, taken).is_ok() {
                let _ = write!(said, "\npicture: {}", file.display());
            }
        }
        panic!("{said}")
    }
}

/// Says why no browser is asked, which is no reason to pass where all is to be tested.
fn missing(why: &str) -> Option<Browser> {
    let all = std::env::var("CI").as_deref() == Ok("true");
    assert!(!all, "{why}; .ci/deps installs chromium and chromedriver");
    // Not `eprintln`, which is captured where a test passes.
    let _ = writeln!(io::stderr(), "skipped, no browser: {why}");
    None
}

/// The bytes that base64 stands for; anything else in the text ends it.
fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let value = |letter: u8| LETTERS.iter().position(|own| *own == letter);
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len()), 0_usize, 0);
    for value in text.bytes().map_while(value) {
        held = held << 6 | value;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
        held &= 0xffff;
    }
    bytes
}
