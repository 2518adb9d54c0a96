//! Demand for industries and domains, compared with the experts who know them.

use super::Stock;
use crate::model::plan::ShortfallKind;
use crate::model::words::Bilingual;
use crate::model::{ExpertIndex, SubmissionIndex};
use crate::suitability::affinity::Affinity;
use crate::suitability::conflict::Conflicts;
use std::collections::{BTreeMap, BTreeSet};

/// Demand and supply of one field.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Code of the division (or the section, if no division is given) or of the domain.
    pub(crate) code: String,
    pub(crate) name: Bilingual,
    /// Submissions that require it.
    pub(crate) submissions: usize,
    /// Reviews required by someone who knows it.
    pub(crate) wanted: usize,
    /// Available experts who know it and have no conflict with at least one of these submissions.
    pub(crate) experts: usize,
    /// Total number of reviews they can do.
    pub(crate) capacity: usize,
    /// Minimum number of such experts over the submissions.
    pub(crate) fewest: usize,
    /// Shortfalls that are unavoidable by the counts of this field alone.
    pub(crate) short: usize,
}

/// A requirement that no plan can meet.
#[derive(Debug, Clone)]
pub(crate) struct Unavoidable {
    pub(crate) submission: String,
    pub(crate) kind: ShortfallKind,
    pub(crate) code: String,
    /// Experts who know it, with or without a conflict.
    pub(crate) knowing: usize,
    /// Experts who know it and have no conflict.
    pub(crate) free: usize,
    pub(crate) wanted: usize,
}

/// Supply and demand of a season.
#[derive(Debug, Clone, Default)]
pub(crate) struct Supply {
    pub(crate) industries: Vec<Field>,
    pub(crate) domains: Vec<Field>,
    pub(crate) unavoidable: Vec<Unavoidable>,
}

/// Counts of a field while submissions are processed.
#[derive(Default)]
struct Tally {
    submissions: usize,
    /// Submissions whose requirement cannot be met even in isolation.
    alone: usize,
    experts: BTreeSet<ExpertIndex>,
    fewest: Option<usize>,
}

/// Measures supply and demand, in time linear in the candidates of the submissions.
pub(crate) fn measure(stock: &Stock<'_>, conflicts: &Conflicts, affinity: &Affinity) -> Supply {
    let mut industries: BTreeMap<String, Tally> = BTreeMap::new();
    let mut domains: BTreeMap<String, Tally> = BTreeMap::new();
    let mut unavoidable = Vec::new();
    let coverage = &stock.season.rules.coverage;
    for &at in &stock.passed {
        let submission = &stock.season.submissions[at.at()];
        let mut ask = |bit: u32, kind, code: &str, wanted: u32, tally: &mut Tally| {
            let able = able(stock, conflicts, affinity, at, bit);
            let wanted = wanted as usize;
            tally.submissions += 1;
            let fewest = tally.fewest.unwrap_or(usize::MAX).min(able.free.len());
            tally.fewest = Some(fewest);
            if able.free.len() < wanted {
                tally.alone += 1;
                unavoidable.push(Unavoidable {
                    submission: submission.id.clone(),
                    kind,
                    code: code.to_owned(),
                    knowing: able.knowing,
                    free: able.free.len(),
                    wanted,
                });
            }
            tally.experts.extend(able.free);
        };
        if let Some(code) = submission.industries.first()
            && coverage.industry_reviewers > 0
        {
            let path = code.path();
            let division = path.get(1).unwrap_or(&path[0]).clone();
            let tally = industries.entry(division).or_default();
            let texts: Vec<&str> = submission
                .industries
                .iter()
                .map(|code| code.text())
                .collect();
            let texts = texts.join(";");
            ask(
                0,
                ShortfallKind::Industry,
                &texts,
                coverage.industry_reviewers,
                tally,
            );
        }
        if coverage.domain_reviewers == 0 {
            continue;
        }
        // Domains from the 32nd on have no bit.
        for (bit, domain) in (1..32).zip(&submission.domains) {
            let tally = domains.entry(domain.code.clone()).or_default();
            ask(
                bit,
                ShortfallKind::Domain,
                &domain.code,
                coverage.domain_reviewers,
                tally,
            );
        }
    }
    let name = |code: &str| {
        stock
            .season
            .industries
            .parse(code)
            .map_or_else(Bilingual::default, |code| {
                let of = |lang| stock.season.industries.name_or_above(&code, lang);
                Bilingual::new(
                    of(crate::model::words::Lang::Zh),
                    of(crate::model::words::Lang::En),
                )
            })
    };
    let domain_name = |code: &str| {
        let of = |lang| stock.season.domains.name(code, lang);
        Bilingual::new(
            of(crate::model::words::Lang::Zh),
            of(crate::model::words::Lang::En),
        )
    };
    Supply {
        industries: fields(stock, industries, coverage.industry_reviewers, name),
        domains: fields(stock, domains, coverage.domain_reviewers, domain_name),
        unavoidable,
    }
}

struct Able {
    knowing: usize,
    free: Vec<ExpertIndex>,
}

/// The available experts who cover a bit of a submission.
fn able(
    stock: &Stock<'_>,
    conflicts: &Conflicts,
    affinity: &Affinity,
    at: SubmissionIndex,
    bit: u32,
) -> Able {
    let knowing: Vec<ExpertIndex> = affinity
        .candidates(at)
        .iter()
        .map(|candidate| candidate.expert)
        .filter(|expert| stock.serves[expert.at()])
        .filter(|&expert| affinity.coverage(expert, at) & (1 << bit) != 0)
        .collect();
    let free = |expert: &ExpertIndex| conflicts.severity(*expert, at).is_none();
    Able {
        knowing: knowing.len(),
        free: knowing.into_iter().filter(free).collect(),
    }
}

/// The fields, scarcest first.
fn fields(
    stock: &Stock<'_>,
    tallies: BTreeMap<String, Tally>,
    each: u32,
    name: impl Fn(&str) -> Bilingual,
) -> Vec<Field> {
    let mut fields: Vec<Field> = tallies
        .into_iter()
        .map(|(code, tally)| {
            let wanted = tally.submissions * each as usize;
            let loads = tally.experts.iter();
            let capacity = loads
                .map(|expert| stock.load(&stock.season.experts[expert.at()]))
                .fold(0, usize::saturating_add);
            // Each submission requires `each` of these reviews and counts once if it lacks some.
            let beyond = wanted
                .saturating_sub(capacity)
                .div_ceil((each as usize).max(1));
            Field {
                name: name(&code),
                code,
                submissions: tally.submissions,
                wanted,
                experts: tally.experts.len(),
                capacity,
                fewest: tally.fewest.unwrap_or_default(),
                short: tally.alone.max(beyond),
            }
        })
        .collect();
    fields.sort_by(|a, b| {
        let scarcity =
            |field: &Field| (std::cmp::Reverse(field.short), field.fewest, field.experts);
        scarcity(a)
            .cmp(&scarcity(b))
            .then_with(|| a.code.cmp(&b.code))
    });
    fields
}
