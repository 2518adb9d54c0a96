//! The history under power cuts, damage and manual edits.

mod damage;
mod memory;
mod power;
mod walk;

use super::record::{Action, Meta};

/// A `Meta` that allows replacing, at a fixed time.
fn meta(reason: &str) -> Meta {
    Meta {
        action: Action::Edit,
        author: "测试员".to_owned(),
        reason: reason.to_owned(),
        time: "2026-03-01T09:00:00+08:00".to_owned(),
        inputs: std::collections::BTreeMap::new(),
        replace: true,
        seen: super::Seen::Unknown,
        withdrawn: crate::files::history::Departures::new(),
    }
}
