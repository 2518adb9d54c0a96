//! Traces on stderr with `-v`: ids and figures only, never names of people.

use super::printer::Format;
use tracing_subscriber::EnvFilter;

/// Starts tracing: nothing by default, `-v` info, `-vv` debug, `-vvv` everything of this program.
/// With `Format::Json` each event is one JSON document on a line of its own.
pub(super) fn start(verbose: u8, format: Format) {
    let level = match verbose {
        0 => return,
        1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let filter = EnvFilter::new(format!("empanel={level}"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time();
    // A second start within one process (tests) keeps the first.
    let _ = match format {
        Format::Text => builder.try_init(),
        Format::Json => builder.json().try_init(),
    };
}
