//! Traces on stderr with `-v`: ids and figures only, never names of people.

use tracing_subscriber::EnvFilter;

/// Starts tracing: nothing by default, `-v` info, `-vv` debug, `-vvv` everything of this program.
pub(super) fn start(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let filter = EnvFilter::new(format!("empanel={level}"));
    // A second start within one process (tests) keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .try_init();
}
