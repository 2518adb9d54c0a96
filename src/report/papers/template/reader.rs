//! What is known while a template is read.

use crate::model::Problem;
use crate::report::papers::placeholders::{Loop, Offer};

/// Reads line by line.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) offer: Offer,
    pub(super) further: &'a [&'a str],
    pub(super) row: u32,
    /// The loop that the line is in.
    pub(super) within: Option<&'static Loop>,
    pub(super) problems: Vec<Problem>,
}
