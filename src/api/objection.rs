//! The review team for an objection, as the verb and the window propose and write it.

use super::{Error, Season};
use crate::bilingual;
use crate::model::SubmissionIndex;
use crate::model::plan::Rounds;
use crate::model::words::{Bilingual, FileNames, Lang};
use crate::report::text_table::{Imprint, workbook};
use crate::year::objection::{self, Proposal, Request};

/// Whom to look for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// Size of the team; `None` is as many as review the submission.
    pub size: Option<u16>,
    /// Whether members of the groups that decided on it, but did not review it, may serve.
    pub allow_group: bool,
    /// Whether only members of this year's committee may serve.
    pub seated_only: bool,
}

/// Proposes who should review an objection to a submission.
///
/// # Errors
/// [`Error::Unknown`] if no plan has the submission.
pub(crate) fn propose(
    season: &Season,
    rounds: &Rounds,
    id: &str,
    asked: Asked,
) -> Result<Proposal, Error> {
    let found = season.submissions.iter().position(|own| own.id == *id);
    let at = found
        .filter(|_| rounds.groups_of(id).next().is_some())
        .ok_or_else(|| Error::Unknown(id.to_owned()))?;
    let usual = season.reviewers_of(&season.submissions[at]);
    let request = Request {
        submission: SubmissionIndex::new(at),
        size: asked.size.map_or(usual, usize::from),
        allow_group: asked.allow_group,
        seated_only: asked.seated_only,
    };
    let (conflicts, affinity) = (season.conflicts(), season.affinity());
    let proposal = objection::propose(season, rounds, conflicts, affinity, request);
    tracing::info!(
        submission = id,
        team = proposal.team.len(),
        able = proposal.candidates.len(),
        "review team proposed"
    );
    Ok(proposal)
}

/// The files of a proposal, by name.
///
/// # Errors
/// A file cannot be created.
pub(crate) fn files(
    season: &Season,
    proposal: &Proposal,
    lang: Lang,
) -> Result<[(String, Vec<u8>); 2], Error> {
    let all = season.submissions.iter();
    let own = FileNames::of(all.map(|one| one.id.as_str())).get(&proposal.submission);
    let Bilingual { zh, en } = season.rules.heading();
    let id = &proposal.submission;
    let title = bilingual!("{zh}异议复核：{id}", "Objection to {id}: {en}");
    let imprint = Imprint::new(title).confidential();
    let book = workbook(&objection::tables(proposal), &imprint, lang);
    let book = book.map_err(|error| Error::Document(error.to_string()))?;
    let json = serde_json::to_vec_pretty(proposal);
    let json = json.map_err(|error| Error::Document(error.to_string()))?;
    Ok([
        (format!("objection-{own}.json"), json),
        (format!("objection-{own}.xlsx"), book),
    ])
}
