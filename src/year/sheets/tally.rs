//! Scores, means and ranking from the accepted sheets.

use super::collect::Desk;
use super::document::{
    Collected, Consensus, ExpertResult, GroupResult, MissingScore, Recusal, Score,
    SubmissionResult, Waiting,
};
use super::estimate::{estimates, order};
use super::filled::FilledRow;
use super::mark::Owner;
use super::merge::Merged;
use super::names::SheetNames;
use super::problems;
use super::tier::propose;
use crate::model::words::without_contacts;
use crate::model::{Expert, Place};
use crate::year::scoring::{Fit, Rating, fit};
use std::collections::{BTreeMap, BTreeSet};

impl Desk<'_> {
    /// Creates the result of all sheets.
    pub(super) fn score(
        mut self,
        sheets: &BTreeMap<Owner, Merged>,
        counted: usize,
        refused: usize,
    ) -> Collected {
        let mut collected = self.skeleton(sheets, counted, refused);
        let ratings = self.ratings(sheets, &mut collected);
        self.tell_missing(&mut collected, sheets);
        let fit = fit(
            collected.submissions.len(),
            collected.experts.len(),
            &ratings,
        );
        estimates(
            &mut collected,
            &ratings,
            &fit,
            self.season.rules.scoring.outlier,
        );
        self.consensus(&mut collected, sheets);
        order(&mut collected, self.ask.cut);
        propose(&mut collected, &self.season.rules.award.tiers());
        self.tell_fit(&fit, &collected);
        self.tell_trimmed(&collected);
        collected.components = fit.components;
        collected.problems = self.problems;
        collected
    }

    /// All complete scores; recusals and missing scores are added to the result.
    fn ratings(
        &mut self,
        sheets: &BTreeMap<Owner, Merged>,
        collected: &mut Collected,
    ) -> Vec<Rating> {
        let experts: BTreeMap<String, usize> = collected
            .experts
            .iter()
            .zip(0..)
            .map(|(own, at)| (own.expert.clone(), at))
            .collect();
        let mut ratings = Vec::new();
        for at in 0..collected.submissions.len() {
            let id = collected.submissions[at].submission.clone();
            let group = collected.submissions[at].group.clone();
            for expert in self.reviewers.get(id.as_str()).copied().unwrap_or_default() {
                let sheet = sheets.get(&Owner::Expert(expert.clone()));
                let row = sheet.and_then(|sheet| sheet.rows.get(&id));
                let Some(&position) = experts.get(expert) else {
                    continue;
                };
                if let Some(row) = row.filter(|row| row.recusal) {
                    self.recusal(row, expert, collected);
                    collected.experts[position].recused += 1;
                    continue;
                }
                let row = row.filter(|row| !row.unclear);
                let sum = row.and_then(|row| self.form.criteria.total(&row.scores));
                let (Some(row), Some(sum)) = (row, sum) else {
                    collected.missing.push(MissingScore {
                        submission: id.clone(),
                        expert: expert.clone(),
                        received: sheet.is_some(),
                    });
                    continue;
                };
                ratings.push(Rating {
                    submission: at,
                    expert: position,
                    score: sum,
                });
                collected.scores.push(Score {
                    submission: id.clone(),
                    expert: expert.clone(),
                    group: group.clone(),
                    criteria: row.scores.clone(),
                    total: sum,
                    residual: 0.0,
                    comment: row.comment.clone(),
                });
            }
        }
        ratings
    }

    fn skeleton(
        &self,
        sheets: &BTreeMap<Owner, Merged>,
        counted: usize,
        refused: usize,
    ) -> Collected {
        let known: BTreeMap<&str, usize> = self
            .season
            .submissions
            .iter()
            .zip(0..)
            .map(|(own, at)| (own.id.as_str(), at))
            .collect();
        let mut submissions = Vec::new();
        let mut experts = Vec::new();
        let mut groups = Vec::new();
        for group in &self.plan.groups {
            for id in &group.submissions {
                let own = known
                    .get(id.as_str())
                    .map(|&at| &self.season.submissions[at]);
                let reviewers = self.reviewers.get(id.as_str()).map_or(0, |own| own.len());
                submissions.push(SubmissionResult {
                    submission: id.clone(),
                    title: own.map_or_else(String::new, |own| own.title.clone()),
                    organization: own.map_or_else(String::new, |own| own.organization.clone()),
                    group: group.id.clone(),
                    reviewers,
                    scored: 0,
                    criteria: self.form.nothing(),
                    raw: None,
                    trimmed: None,
                    corrected: None,
                    spread: None,
                    consensus: Consensus::default(),
                    key: None,
                    place: 0,
                    tied: false,
                    selected: false,
                    at_cut: false,
                    tier: String::new(),
                });
            }
            for member in &group.members {
                let assigned = group.submissions.iter();
                let assigned = assigned.filter(|id| self.reviews(member, id)).count();
                if assigned > 0 {
                    experts.push(ExpertResult {
                        expert: member.clone(),
                        group: group.id.clone(),
                        assigned,
                        scored: 0,
                        recused: 0,
                        received: sheets.contains_key(&Owner::Expert(member.clone())),
                        mean: None,
                        leniency: None,
                    });
                }
            }
            groups.push(GroupResult {
                group: group.id.clone(),
                name: group.name.clone(),
                order: Vec::new(),
                consensus: sheets.contains_key(&Owner::Group(group.id.clone())),
            });
        }
        Collected {
            counted,
            refused,
            provisional: false,
            submissions,
            experts,
            groups,
            components: Vec::new(),
            scores: Vec::new(),
            missing: Vec::new(),
            waiting: Vec::new(),
            recusals: Vec::new(),
            outliers: Vec::new(),
            problems: Vec::new(),
            form: self.form.clone(),
        }
    }

    fn recusal(&mut self, row: &FilledRow, expert: &str, collected: &mut Collected) {
        let place = row.place.clone();
        if row.touched {
            let told = problems::recused_with_scores(place.clone(), &row.id);
            self.problems.push(told);
        }
        self.problems
            .push(problems::recusal(place, &row.id, expert));
        collected.recusals.push(Recusal {
            expert: expert.to_owned(),
            submission: row.id.clone(),
            reason: row.reason.clone(),
        });
    }

    /// Reports missing scores in one line per expert.
    fn tell_missing(&mut self, collected: &mut Collected, sheets: &BTreeMap<Owner, Merged>) {
        collected.provisional = !collected.missing.is_empty();
        let names = SheetNames::of(self.plan);
        let people: BTreeMap<&str, &Expert> = self
            .season
            .experts
            .iter()
            .map(|own| (own.id.as_str(), own))
            .collect();
        let person = |id: &str| people.get(id).copied();
        let known: BTreeSet<&str> = collected
            .experts
            .iter()
            .filter_map(|own| {
                let (group, id) = (&own.group, &own.expert);
                refused_sheet(
                    &self.refused,
                    names.get(group, &Owner::Expert(id.clone())),
                    id,
                    person(id),
                )
            })
            .collect();
        let unknown = self.refused.len() - known.len();
        for expert in &collected.experts {
            let own = collected
                .missing
                .iter()
                .filter(|own| own.expert == expert.expert);
            let ids: Vec<&str> = own.map(|own| own.submission.as_str()).collect();
            if ids.is_empty() {
                continue;
            }
            let sheet = sheets.get(&Owner::Expert(expert.expert.clone()));
            let known = person(&expert.expert);
            let name = names.get(&expert.group, &Owner::Expert(expert.expert.clone()));
            let own = refused_sheet(&self.refused, name, &expert.expert, known);
            let words = |pick: fn(&Expert) -> &String| {
                known.map_or_else(String::new, |known| without_contacts(pick(known)))
            };
            collected.waiting.push(Waiting {
                expert: expert.expert.clone(),
                name: words(|known| &known.name),
                employer: words(|known| &known.employer),
                group: expert.group.clone(),
                missing: ids.len(),
                received: sheet.is_some(),
                refused: own.filter(|_| sheet.is_none()).map(str::to_owned),
            });
            match sheet {
                None => {
                    let told = match own {
                        Some(file) => problems::came_refused(file, &expert.expert, ids.len()),
                        None => problems::absent(&expert.expert, ids.len(), unknown),
                    };
                    self.problems.push(told);
                }
                Some(sheet) => {
                    let place = Place::file(sheet.file.as_str());
                    let told = problems::incomplete(place, ids.len(), &ids.join(" "));
                    self.problems.push(told);
                }
            }
        }
    }

    fn consensus(&mut self, collected: &mut Collected, sheets: &BTreeMap<Owner, Merged>) {
        // Recusals declared on these sheets also apply to the leaders.
        let declared: BTreeSet<(String, String)> = collected
            .recusals
            .iter()
            .map(|own| (own.expert.clone(), own.submission.clone()))
            .collect();
        for own in &mut collected.submissions {
            let sheet = sheets.get(&Owner::Group(own.group.clone()));
            let group = self.plan.group(&own.group);
            let leader = group.map_or("", |group| group.leader.as_str());
            if let Some(row) = sheet.and_then(|sheet| sheet.rows.get(&own.submission)) {
                let signer = match row.signer.as_str() {
                    "" => leader,
                    other => other,
                };
                if row.is_filled()
                    && declared.contains(&(signer.to_owned(), own.submission.clone()))
                {
                    let others = group.and_then(|group| {
                        let members = group.members.iter();
                        let mut free = members.filter(|id| {
                            !declared.contains(&((*id).clone(), own.submission.clone()))
                                && !self.signers.is_recused(id, &own.submission)
                        });
                        free.next()
                    });
                    let instead = others.map_or("", String::as_str);
                    let place = row.place.clone();
                    let told = problems::agreed_by_recused(place, &own.submission, signer, instead);
                    self.problems.push(told);
                    own.key = own.ranked(self.form.trimmed);
                    continue;
                }
                own.consensus = Consensus {
                    score: row.agreed,
                    recommended: row.recommended,
                    opinion: row.opinion.clone(),
                };
            }
            own.key = own.consensus.score.or(own.ranked(self.form.trimmed));
        }
    }

    /// Reports submissions whose mean leaves out nothing, because they have too few scores.
    fn tell_trimmed(&mut self, collected: &Collected) {
        let all = collected.submissions.iter();
        let few = all.filter(|own| own.raw.is_some() && own.trimmed.is_none());
        let few: Vec<&str> = few.map(|own| own.submission.as_str()).collect();
        if self.form.trimmed && !few.is_empty() {
            self.problems.push(problems::too_few_to_trim(&few));
        }
    }

    fn tell_fit(&mut self, fit: &Fit, collected: &Collected) {
        let groups = |supported: bool| -> BTreeSet<&str> {
            let parts = fit.components.iter();
            let parts = parts.filter(|own| own.supported() == supported);
            let own = parts.flat_map(|own| &own.submissions);
            own.map(|&at| collected.submissions[at].group.as_str())
                .collect()
        };
        let (weak, strong) = (groups(false), groups(true));
        if !weak.is_empty() {
            let told = problems::unsupported(&weak, !strong.is_empty());
            self.problems.push(told);
        }
        if fit.components.len() > 1 {
            self.problems.push(problems::apart(fit.components.len()));
        }
    }
}

/// The rejected file whose name contains that of an expert's sheet, or else one named after the
/// expert, as photographs and letters often are.
fn refused_sheet<'a>(
    refused: &'a [String],
    name: String,
    expert: &str,
    known: Option<&Expert>,
) -> Option<&'a str> {
    let stem = name.trim_end_matches(".xlsx").to_lowercase();
    let holds = |file: &str, word: &str| {
        let file = file.to_lowercase();
        // The sheet of E0011 or SE001 is not that of E001.
        file.match_indices(word).any(|(at, _)| {
            let before = file[..at].chars().next_back();
            let after = file[at + word.len()..].chars().next();
            let joins = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            !(joins(after) || joins(before) && word != stem)
        })
    };
    let id = expert.to_lowercase();
    let person = known.map_or("", |known| known.name.trim()).to_lowercase();
    let by_id = id.chars().any(char::is_alphabetic);
    let by_name = person.chars().count() > 1;
    let mut found = refused.iter().find(|file| holds(file, &stem));
    if by_id {
        found = found.or_else(|| refused.iter().find(|file| holds(file, &id)));
    }
    if by_name {
        found = found.or_else(|| refused.iter().find(|file| holds(file, &person)));
    }
    found.map(String::as_str)
}
