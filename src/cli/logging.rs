//! Logging on stderr with `-v`: ids and figures only, never names of people.

use super::printer::Format;
use tracing_subscriber::EnvFilter;

/// Starts logging: nothing by default, `-v` info, `-vv` debug, `-vvv` trace, for this program only.
/// With `Format::Json` each event is a JSON document on a line.
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
    // A second start within one process (in tests) has no effect.
    let _ = match format {
        Format::Text => builder.try_init(),
        Format::Json => builder.json().try_init(),
    };
}
