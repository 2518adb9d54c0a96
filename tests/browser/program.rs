//! The program itself, with its window open.

use crate::support::files_of;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use tempfile::TempDir;

/// A running `empanel open`.
pub struct Program {
    child: Child,
    /// The first address, with the key.
    pub address: String,
    _out: BufReader<ChildStdout>,
    _settings: TempDir,
}

/// The program under test, or the one that `EMPANEL` names.
fn empanel() -> Command {
    let own = std::env::var_os("EMPANEL");
    let own = own.unwrap_or_else(|| assert_cmd::cargo::cargo_bin!("empanel").into());
    Command::new(own)
}

/// Runs a verb to its end.
pub fn verb(arguments: &[&str]) -> Output {
    let done = empanel().args(arguments).output().expect("it starts");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{arguments:?}: {said}");
    done
}

/// A folder for a season, under a name as an office gives it.
pub fn season() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let season = folder.path().join("第九届 <江州> \"质量奖\"");
    std::fs::create_dir(&season).expect("a folder");
    (folder, season)
}

/// A copy of the toy season.
pub fn toy() -> (TempDir, PathBuf) {
    let (folder, season) = season();
    for file in files_of(Path::new("data/toy")) {
        let name = file.file_name().expect("a name");
        std::fs::copy(&file, season.join(name)).expect("copied");
    }
    (folder, season)
}

impl Program {
    /// Opens the window on a season.
    pub fn open(folder: &Path, lang: &str) -> Self {
        Self::within(Path::new("."), folder, lang)
    }

    /// Opens it as if started in another folder.
    pub fn within(at: &Path, folder: &Path, lang: &str) -> Self {
        // What the person at this machine has opened before is no part of a test.
        let settings = tempfile::tempdir().expect("a folder");
        let mut child = empanel()
            .current_dir(at)
            .env("XDG_CONFIG_HOME", settings.path())
            .arg("open")
            .arg(folder)
            .args(["--no-browser", "--lang", lang])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let address = line.trim().to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        Self {
            child,
            address,
            _out: out,
            _settings: settings,
        }
    }

    /// Host and port.
    pub fn host(&self) -> &str {
        let rest = self.address.strip_prefix("http://").expect("an address");
        rest.split('/').next().expect("a host")
    }

    /// The key, which the cookie holds too.
    pub fn key(&self) -> &str {
        self.address.split("key=").nth(1).expect("a key")
    }

    /// The cookie as a header.
    pub fn cookie(&self) -> String {
        let port = self.host().rsplit(':').next().expect("a port");
        format!("Cookie: empanel-{port}={}\r\n", self.key())
    }

    /// Sends a request as it is, and returns the whole answer.
    pub fn send(&self, head: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).expect("it listens");
        let length = body.len();
        let request = format!(
            "{head} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Waits for its end.
    pub fn ended(&mut self) -> bool {
        self.child.wait().expect("its end").success()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
