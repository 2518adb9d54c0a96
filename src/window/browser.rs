//! Opening the browser.

use std::process::{Command, Stdio};

/// Shows an address in the person's browser; false if none could be started.
pub fn show(address: &str) -> bool {
    let (program, arguments) = starter();
    let started = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started.is_ok()
}

/// What opens an address on this system, with the arguments before it.
fn starter() -> (&'static str, &'static [&'static str]) {
    if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    }
}
