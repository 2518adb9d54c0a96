//! What a finding does to a submission, and where all of them lead.

use super::document::{Conclusion, Effect, Finding};
use crate::model::ScreenPolicy;

/// What a policy makes of an effect; `None` when the check is off.
pub(super) fn allowed(policy: ScreenPolicy, effect: Effect) -> Option<Effect> {
    match policy {
        ScreenPolicy::Must => Some(effect),
        ScreenPolicy::Tell => Some(Effect::Told),
        ScreenPolicy::Off => None,
    }
}

/// The conclusion that findings lead to.
pub(super) fn conclusion(findings: &[Finding]) -> Conclusion {
    match findings.iter().map(|finding| finding.effect).max() {
        Some(Effect::Failed) => Conclusion::Failed,
        Some(Effect::Pending) => Conclusion::Pending,
        Some(Effect::Told) | None => Conclusion::Passed,
    }
}
