//! The effect of a finding on a submission, and the conclusion from all of them.

use super::document::{Conclusion, Effect, Finding};
use crate::model::ScreenPolicy;

/// The effect permitted by a policy; `None` if the check is off.
pub(super) fn allowed(policy: ScreenPolicy, effect: Effect) -> Option<Effect> {
    match policy {
        ScreenPolicy::Must => Some(effect),
        ScreenPolicy::Tell => Some(Effect::Told),
        ScreenPolicy::Off => None,
    }
}

/// The conclusion from all findings.
pub(super) fn conclusion(findings: &[Finding]) -> Conclusion {
    match findings.iter().map(|finding| finding.effect).max() {
        Some(Effect::Failed) => Conclusion::Failed,
        Some(Effect::Pending) => Conclusion::Pending,
        Some(Effect::Told) | None => Conclusion::Passed,
    }
}
