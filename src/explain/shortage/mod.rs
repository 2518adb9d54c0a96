//! Analysis of infeasible seasons: a minimal set of conflicting rules, and the smallest changes
//! that make the season feasible, each verified by solving.

mod core;
mod pairs;
mod remedy;
mod settings;
mod steps;
#[cfg(test)]
mod tests;
mod trial;

pub use self::core::{Conflict, conflict};
pub use remedy::{Remedy, by_counting, remedies};
pub use trial::{Outcome, Trial};

use crate::bilingual;
use crate::model::Season;
use crate::model::words::Bilingual;
use crate::solve::instance::Reason;

/// Adds to the reasons of a proven infeasibility the rules that conflict and the small changes that
/// were verified to help, within the time of `trial`.
pub fn advise(season: &Season, mut reasons: Vec<Reason>, trial: &Trial) -> Vec<Reason> {
    let half = Trial {
        deadline: trial
            .deadline
            .min(std::time::Instant::now() + trial.each * 4),
        ..*trial
    };
    let found = conflict(season, &half);
    if let Some(&rule) = found.rules.first() {
        let codes = found.rules.join(" ");
        let Bilingual { zh, en } = if found.alone {
            bilingual!(
                "放宽其中任何一条即有合规方案",
                "lift any one of them and there is a plan"
            )
        } else if found.smallest {
            bilingual!(
                "至少须放宽其中一条；别的规则之间可能还有冲突",
                "at least one of them must be lifted; other rules may clash as well"
            )
        } else {
            bilingual!(
                "是否还能再少，时间内未证明",
                "whether fewer of them already clash was not proven in the time"
            )
        };
        reasons.push(Reason {
            rule,
            words: bilingual!(
                "不能同时满足的规则：{codes}（{zh}）。",
                "Rules that cannot hold together: {codes} ({en})."
            ),
        });
    }
    for Remedy { rule, words } in remedies(season, trial) {
        let Bilingual { zh, en } = words;
        reasons.push(Reason {
            rule,
            words: bilingual!(
                "可行的改动（已试算，能得到方案）：{zh}。",
                "A change that works (tried, a plan was found): {en}."
            ),
        });
    }
    reasons
}
