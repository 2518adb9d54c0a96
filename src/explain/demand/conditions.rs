//! The necessary conditions of a season for `check`.

use super::Stock;
use crate::solve::counts::Ready;
use crate::solve::instance::{Instance, Reason, Shape};
use crate::solve::necessary;
use crate::solve::rule::Condition;
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;

/// The conditions of a season and the reasons that compiling it proves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Conditions {
    /// Number and sizes of the groups, if any are possible.
    pub(crate) shape: Option<Shape>,
    /// All conditions that were counted, satisfied or not.
    pub(crate) counted: Vec<Condition>,
    /// Proven contradictions.
    pub(crate) reasons: Vec<Reason>,
}

/// Counts what every plan needs. Each condition is necessary; together they are not sufficient.
pub(crate) fn find(stock: &Stock<'_>, conflicts: &Conflicts, affinity: &Affinity) -> Conditions {
    let season = stock.season;
    // If the rules leave the number of groups open, uses the first that counting does not exclude.
    let (instance, reasons) = match Ready::of(season, conflicts, affinity) {
        Ok(ready) => (Some(ready.first), Vec::new()),
        Err(reasons) => {
            let usual = Instance::compile(season, conflicts, affinity);
            (usual.ok(), reasons)
        }
    };
    let counted = instance.iter().flat_map(|instance| {
        let all = necessary::conditions(instance, season).into_iter();
        all.filter(|condition| condition.what.is_some())
    });
    Conditions {
        counted: counted.collect(),
        shape: instance.as_ref().map(|instance| instance.shape.clone()),
        reasons,
    }
}
