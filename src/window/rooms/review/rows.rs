//! What came back, as rows to read.

use crate::bilingual;
use crate::model::difference::Names;
use crate::model::words::Lang;
use crate::model::{Problem, Severity, Submission};
use crate::year::sheets::{Collected, SubmissionResult, Waiting, decimals, remark};
use std::collections::BTreeMap;

/// Somebody whose scores are missing.
pub(super) struct Missing {
    pub(super) group: String,
    pub(super) who: String,
    pub(super) employer: String,
    pub(super) phone: String,
    pub(super) count: usize,
    pub(super) state: String,
}

impl Missing {
    pub(super) fn of(own: &Waiting, phone: String, lang: Lang) -> Self {
        let state = match (&own.refused, own.received) {
            (Some(file), _) => bilingual!(
                "已交但未能计入：{file}",
                "received but could not be counted: {file}"
            ),
            (None, true) => bilingual!("已交，没有打完", "received, not complete"),
            (None, false) => bilingual!("没有收到", "not received"),
        };
        Self {
            group: own.group.clone(),
            who: format!("{} {}", own.expert, own.name),
            employer: own.employer.clone(),
            phone,
            count: own.missing,
            state: state.say(lang).to_owned(),
        }
    }
}

/// A submission in the order of its group.
pub(in crate::window::rooms) struct Ranked {
    pub(in crate::window::rooms) group: String,
    pub(in crate::window::rooms) place: String,
    pub(in crate::window::rooms) id: String,
    pub(in crate::window::rooms) title: String,
    pub(in crate::window::rooms) organization: String,
    pub(in crate::window::rooms) raw: String,
    pub(in crate::window::rooms) trimmed: String,
    pub(in crate::window::rooms) corrected: String,
    pub(in crate::window::rooms) spread: String,
    pub(in crate::window::rooms) scored: String,
    pub(in crate::window::rooms) agreed: String,
    pub(in crate::window::rooms) recommended: &'static str,
    pub(in crate::window::rooms) tier: String,
    pub(in crate::window::rooms) remark: String,
    /// Whether it is proposed for the shortlist, and whether it ties for the last place.
    pub(in crate::window::rooms) selected: bool,
    pub(in crate::window::rooms) at_cut: bool,
}

impl Ranked {
    /// A submission of a group without any score.
    pub(in crate::window::rooms) fn unjudged(own: &Submission, group: &str) -> Self {
        Self {
            group: group.to_owned(),
            place: dash(),
            id: own.id.clone(),
            title: own.title.clone(),
            organization: own.organization.clone(),
            raw: dash(),
            trimmed: dash(),
            corrected: dash(),
            spread: dash(),
            scored: String::new(),
            agreed: dash(),
            recommended: "",
            tier: String::new(),
            remark: String::new(),
            selected: false,
            at_cut: false,
        }
    }
}

/// All submissions, group by group in the order of their places.
pub(in crate::window::rooms) fn ranking(all: &Collected, lang: Lang) -> Vec<Ranked> {
    let rows = all.submissions.iter();
    let rows: BTreeMap<&str, _> = rows.map(|own| (own.submission.as_str(), own)).collect();
    let order = all.groups.iter().flat_map(|group| &group.order);
    order
        .filter_map(|id| rows.get(id.as_str()).copied())
        .map(|own| ranked(own, lang))
        .collect()
}

fn ranked(own: &SubmissionResult, lang: Lang) -> Ranked {
    Ranked {
        group: own.group.clone(),
        place: match (own.place, own.tied) {
            (0, _) => dash(),
            (place, true) => bilingual!("{place}（并列）", "{place} (tied)")
                .say(lang)
                .to_owned(),
            (place, false) => place.to_string(),
        },
        id: own.submission.clone(),
        title: own.title.clone(),
        organization: own.organization.clone(),
        raw: figure(own.raw),
        trimmed: figure(own.trimmed),
        corrected: figure(own.corrected),
        spread: figure(own.spread),
        scored: format!("{}/{}", own.scored, own.reviewers),
        agreed: figure(own.consensus.score),
        recommended: match own.consensus.recommended {
            Some(true) => lang.pick("推荐", "yes"),
            Some(false) => lang.pick("不推荐", "no"),
            None => "",
        },
        tier: own.tier.clone(),
        remark: remark(own).say(lang).to_owned(),
        selected: own.selected,
        at_cut: own.at_cut,
    }
}

/// An expert's scale.
pub(super) struct Judge {
    pub(super) group: String,
    pub(super) expert: String,
    pub(super) scored: String,
    pub(super) recused: usize,
    pub(super) mean: String,
    pub(super) leniency: String,
}

/// Everybody who has reviewed something, group by group.
pub(super) fn judges(all: &Collected, names: &Names, lang: Lang) -> Vec<Judge> {
    let scored = all.experts.iter().filter(|own| own.scored > 0);
    scored
        .map(|own| Judge {
            group: own.group.clone(),
            expert: names.expert_with_id(&own.expert),
            scored: format!("{}/{}", own.scored, own.assigned),
            recused: own.recused,
            mean: figure(own.mean),
            leniency: own.leniency.map_or_else(dash, |points| {
                let shown = decimals(points.abs(), 2);
                match points {
                    points if points.abs() < 0.005 => "0".to_owned(),
                    points if points > 0.0 => bilingual!("宽 {shown} 分", "lenient by {shown}")
                        .say(lang)
                        .to_owned(),
                    _ => bilingual!("严 {shown} 分", "severe by {shown}")
                        .say(lang)
                        .to_owned(),
                }
            }),
        })
        .collect()
}

/// Where corrected means hold, in words: scores of experts who share no submission with the others
/// cannot be compared with theirs.
pub(super) fn corrections(all: &Collected, lang: Lang) -> String {
    let parts = all.components.iter();
    let (holding, others): (Vec<_>, Vec<_>) = parts.partition(|own| own.supported());
    let count = |parts: &[_]| -> usize {
        let parts: &[&crate::year::scoring::Component] = parts;
        parts.iter().map(|own| own.submissions.len()).sum()
    };
    let (yes, no) = (count(&holding), count(&others));
    let words = match (yes, no) {
        (0, _) => bilingual!(
            "修正均分：评分还不够，看不出谁宽谁严，都不修正。",
            "Corrected means: there are too few scores to tell severe experts from lenient ones; none are given."
        ),
        (_, 0) => bilingual!(
            "修正均分：{yes} 项都可以修正专家的宽严。",
            "Corrected means: given for all submissions with scores ({yes})."
        ),
        _ => bilingual!(
            "修正均分：{yes} 项可以修正专家的宽严；另 {no} 项评分不够，不修正。",
            "Corrected means: given for {yes} submissions; for {no} there are too few scores."
        ),
    };
    words.say(lang).to_owned()
}

/// A score far from what the others let expect.
pub(super) struct Far {
    pub(super) submission: String,
    pub(super) expert: String,
    pub(super) score: String,
    pub(super) expected: String,
}

/// The scores far from the others, the farthest first.
pub(super) fn far(all: &Collected, names: &Names) -> Vec<Far> {
    let mut own: Vec<_> = all.outliers.iter().collect();
    own.sort_by(|a, b| b.residual.abs().total_cmp(&a.residual.abs()));
    own.into_iter()
        .map(|own| Far {
            submission: own.submission.clone(),
            expert: names.expert_with_id(&own.expert),
            score: decimals(own.score, 2),
            expected: decimals(own.expected, 2),
        })
        .collect()
}

/// Something wrong with a sheet.
pub(super) struct Fault {
    pub(super) class: &'static str,
    pub(super) place: String,
    pub(super) value: String,
    pub(super) what: String,
    pub(super) action: String,
}

impl Fault {
    pub(super) fn of(own: &Problem, lang: Lang) -> Self {
        Self {
            class: match own.severity {
                Severity::Error => "trouble",
                Severity::Warning => "active",
                Severity::Note => "todo",
            },
            place: own.place.say(lang),
            value: own.value.clone(),
            what: own.what.say(lang).to_owned(),
            action: own.action.say(lang).to_owned(),
        }
    }
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(dash, |value| decimals(value, 2))
}

fn dash() -> String {
    "—".to_owned()
}
