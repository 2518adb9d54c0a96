//! A submission withdrawn from the list, as recorded by the office.

use super::{Place, SubmissionIndex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Stage at which a submission was withdrawn.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum LeftAt {
    /// 公示前: it was never made public.
    Before,
    /// 公示期: it was made public and is not on the final list.
    Publicity,
    /// 公告后: it was on the final list and is revoked (art. 24).
    After,
}

/// One row of a table of withdrawals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The withdrawn submission.
    pub submission: SubmissionIndex,
    /// Stage at which it was withdrawn.
    pub left_at: LeftAt,
    /// Reason as written.
    pub reason: String,
    /// The day as written; empty when not given.
    pub date: String,
    /// The row this was read from.
    pub place: Place,
}
