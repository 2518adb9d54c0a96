//! Values of options that several verbs take.

use super::language::say;

/// Parses a time limit: any number of seconds from 0.
pub(super) fn seconds(text: &str) -> Result<f64, &'static str> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds.is_finite() && seconds >= 0.0 => Ok(seconds),
        _ => Err(say(
            "应为不小于 0 的秒数",
            "must be a number of seconds, 0 or more",
        )),
    }
}
