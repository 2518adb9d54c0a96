//! Resolves the names in a verdict.

use super::people::person;
use super::row::Judged;
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::files::tables::nearest::{nearest, suggestion};
use crate::files::tables::relations::Known;
use crate::files::tables::sheet::values::list;
use crate::model::{ExpertIndex, JudgedEnd, OrganizationKey, Party, Season, SubmissionIndex};
use std::collections::{BTreeMap, BTreeSet};

/// The kinds of the two ends of a row.
pub(super) enum Pair {
    /// Two organizations.
    Organizations,
    /// Two people, or two submissions.
    Others(JudgedEnd, JudgedEnd),
}

/// Why a pair cannot be judged.
pub(super) enum Unlike {
    /// Nothing in the season is called like the end with this index.
    Unknown(usize),
    /// The two are of different kinds.
    Kinds,
}

/// The expert or submission that a text names, by id or by name.
fn party(text: &str, known: &Known) -> Party {
    let expert = known.people.by_id(text).one().map(ExpertIndex::new);
    let submission = || known.works.by_id(text).one().map(SubmissionIndex::new);
    match expert {
        Some(expert) => Party::Expert(expert),
        None => submission().map_or_else(|| Party::Named(text.to_owned()), Party::Submission),
    }
}

/// Everything in the season that a verdict can name.
pub(super) struct Names {
    organizations: BTreeMap<OrganizationKey, String>,
    /// People named in the relations, folded.
    people: BTreeSet<String>,
    /// Experts by folded name.
    experts: BTreeMap<String, Vec<ExpertIndex>>,
}

impl Names {
    /// Collects the names of a season.
    pub(super) fn of(season: &Season) -> Self {
        let (mut people, mut written) = (BTreeSet::new(), Vec::new());
        for relation in &season.relations {
            let ends = [&relation.subject, &relation.object];
            for (party, is_person) in ends.into_iter().zip(relation.kind.people()) {
                match party {
                    Party::Named(name) if is_person => {
                        people.insert(person(name));
                    }
                    Party::Named(name) => written.push(name),
                    _ => {}
                }
            }
        }
        let mut experts: BTreeMap<String, Vec<ExpertIndex>> = BTreeMap::new();
        for (at, expert) in season.experts.iter().enumerate() {
            let named = experts.entry(person(&expert.name)).or_default();
            named.push(ExpertIndex::new(at));
            written.push(&expert.employer);
        }
        for submission in &season.submissions {
            written.extend([&submission.organization, &submission.recommender]);
        }
        let mut organizations = BTreeMap::new();
        for cell in written {
            for name in list(cell).chain([cell.as_str()]) {
                let key = season.organizations.key(name);
                organizations.entry(key).or_insert_with(|| name.to_owned());
            }
        }
        Self {
            organizations,
            people,
            experts,
        }
    }

    /// Resolves the two ends of a verdict.
    ///
    /// # Errors
    /// One end is not in the season, or the two are of different kinds.
    pub(super) fn pair(
        &self,
        row: &Judged,
        season: &Season,
        known: &Known,
    ) -> Result<Pair, Unlike> {
        let ids = [0, 1].map(|at| party(&row.ends[at], known));
        let end = |party: &Party| match party {
            Party::Expert(expert) => Some(JudgedEnd::Expert(*expert)),
            Party::Submission(submission) => Some(JudgedEnd::Submission(*submission)),
            Party::Named(_) => None,
        };
        if let (Some(one), Some(other)) = (end(&ids[0]), end(&ids[1])) {
            let alike =
                matches!(one, JudgedEnd::Expert(_)) == matches!(other, JudgedEnd::Expert(_));
            return alike
                .then_some(Pair::Others(one, other))
                .ok_or(Unlike::Kinds);
        }
        let organization = |at: usize| {
            let key = season.organizations.key(&row.ends[at]);
            end(&ids[at]).is_none() && self.organizations.contains_key(&key)
        };
        if organization(0) && organization(1) {
            return Ok(Pair::Organizations);
        }
        let name = |at: usize| {
            let folded = person(&row.ends[at]);
            let free = end(&ids[at]).is_none() && self.people.contains(&folded);
            free.then_some(JudgedEnd::Name(folded))
        };
        // An expert by id, or by a name that is unique.
        let expert = |at: usize| match &ids[at] {
            Party::Expert(expert) => Some(JudgedEnd::Expert(*expert)),
            Party::Named(own) => match self.experts.get(&person(own)).map(Vec::as_slice) {
                Some([only]) => Some(JudgedEnd::Expert(*only)),
                _ => None,
            },
            Party::Submission(_) => None,
        };
        for (one, other) in [(0, 1), (1, 0)] {
            if let (Some(name), Some(expert)) = (name(one), expert(other)) {
                return Ok(Pair::Others(name, expert));
            }
        }
        if let (Some(one), Some(other)) = (expert(0), expert(1)) {
            return Ok(Pair::Others(one, other));
        }
        let found = |at: usize| {
            end(&ids[at]).is_some()
                || organization(at)
                || name(at).is_some()
                || expert(at).is_some()
        };
        match (0..2).find(|&at| !found(at)) {
            Some(at) => Err(Unlike::Unknown(at)),
            None => Err(Unlike::Kinds),
        }
    }

    /// Reports an end that is not in the season.
    pub(super) fn unknown(
        &self,
        row: &Judged,
        at: usize,
        season: &Season,
        findings: &mut Findings,
    ) {
        let text = &row.ends[at];
        let known = self.organizations.values().map(String::as_str);
        let names = season.experts.iter();
        let known = known.chain(names.flat_map(|own| [own.id.as_str(), own.name.as_str()]));
        let known = known.chain(season.submissions.iter().map(|own| own.id.as_str()));
        let wants = findings.wants(ProblemCode::JudgedNobody, &row.places[at].file);
        let near = suggestion(wants.then(|| nearest(text, known)).flatten());
        let (zh, en) = (&near.zh, &near.en);
        findings.add(
            ProblemCode::JudgedNobody,
            row.places[at].clone(),
            text.as_str(),
            bilingual!(
                "本届的专家、申报、单位和关系表中都没有这个名称或编号，该行不起作用",
                "No expert, submission, organization or relation of the season has this name or id; the row has no effect"
            ),
            bilingual!(
                "改正名称或编号，或删去该行{zh}",
                "Correct the name or the id, or remove the row{en}"
            ),
        );
    }
}
