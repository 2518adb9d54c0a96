//! chromedriver, and what is asked of it: WebDriver is JSON over HTTP. The crates for it bring
//! sixty others, and features that have HiGHS built a second time; this is what the tests need.

use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(120);

/// A chromedriver of one's own. It ends with this value, and Chromium with it.
pub struct Driver {
    child: Child,
    port: u16,
    /// The part of an address that names the session.
    session: String,
    _out: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts chromedriver, and Chromium with these arguments.
    pub fn start(arguments: &[String]) -> Result<Self, String> {
        let started = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = started.map_err(|error| format!("chromedriver: {error}"))?;
        let out = child.stdout.take().ok_or("no output")?;
        let mut out = BufReader::new(out);
        let port = port(&mut out);
        let mut driver = Self {
            child,
            port: 0,
            session: String::new(),
            _out: out,
        };
        driver.port = port?;
        let wanted = json!({
            "goog:chromeOptions": { "args": arguments },
            "unhandledPromptBehavior": "ignore",
        });
        let wanted = json!({ "capabilities": { "alwaysMatch": wanted } });
        let made = driver.post("/session", &wanted)?;
        let id = made["sessionId"].as_str().ok_or("no session")?;
        driver.session = format!("/session/{id}");
        Ok(driver)
    }

    /// Does something in the session.
    pub fn tell(&self, command: &str, body: &Value) -> Result<Value, String> {
        self.post(&format!("{}{command}", self.session), body)
    }

    /// Asks something of the session.
    pub fn ask(&self, what: &str) -> Result<Value, String> {
        self.send(&format!("GET {}{what}", self.session), "")
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.send(&format!("POST {path}"), &body.to_string())
    }

    fn send(&self, head: &str, body: &str) -> Result<Value, String> {
        let said = |error: io::Error| error.to_string();
        let port = self.port;
        let mut stream = TcpStream::connect(("127.0.0.1", port)).map_err(said)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(said)?;
        let length = body.len();
        let request = format!(
            "{head} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).map_err(said)?;
        let content = content(&mut BufReader::new(stream)).map_err(said)?;
        let content: Value = serde_json::from_slice(&content).map_err(|error| error.to_string())?;
        match content["value"]["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", content["value"]["message"])),
            None => Ok(content["value"].clone()),
        }
    }
}

/// What an answer holds. chromedriver keeps connections open, so the length counts.
fn content(answer: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut length = 0;
    let mut line = String::new();
    while answer.read_line(&mut line)? > 0 && !line.trim_end().is_empty() {
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    let mut content = vec![0; length];
    answer.read_exact(&mut content)?;
    Ok(content)
}

/// The port that chromedriver names once it listens.
fn port(out: &mut impl BufRead) -> Result<u16, String> {
    let mut line = String::new();
    while out
        .read_line(&mut line)
        .map_err(|error| error.to_string())?
        > 0
    {
        let words = line.trim_end().trim_end_matches('.');
        if let Some((_, port)) = words.split_once("successfully on port ") {
            return port.parse().map_err(|_| line.clone());
        }
        line.clear();
    }
    Err("chromedriver names no port".to_owned())
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killed, the driver would leave Chromium behind.
        let _ = self.send("GET /shutdown", "");
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
