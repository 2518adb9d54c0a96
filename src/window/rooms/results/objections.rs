//! Objections, and who should review them.

use super::ground::{Folders, Ground, say};
use crate::api::objection::{self, Asked};
use crate::bilingual;
use crate::files::tables::read_plain;
use crate::model::Season;
use crate::model::words::Lang;
use crate::window::app::App;
use crate::window::native::{Said, Sent};
use crate::window::place;
use crate::year::objection::Proposal;
use std::fs;
use std::path::Path;

/// Largest team.
const MOST: u16 = 99;

/// Proposes who should review an objection, and writes the proposal.
pub(super) fn propose(app: &App, sent: &Sent, lang: Lang) -> Result<Said, String> {
    let ground = Ground::of(app, lang)?;
    let size = match sent.get("team") {
        "" => None,
        text => {
            let size = text.parse::<u16>().ok();
            let size = size.filter(|own| (1..=MOST).contains(own));
            Some(size.ok_or_else(|| {
                say(
                    &bilingual!("人数请写 1 到 99。", "The team is a number from 1 to 99."),
                    lang,
                )
            })?)
        }
    };
    let asked = Asked {
        size,
        allow_group: sent.get("allow_group") == "1",
        seated_only: sent.get("seated") == "1",
    };
    let (season, rounds) = (&ground.season, &ground.found.rounds);
    let id = meant(season, sent.get("submission"));
    let proposal = objection::propose(season, rounds, id, asked).map_err(|_| {
        say(
            &bilingual!(
                "方案中没有申报「{id}」，请从列表中选。未通过形式审查或已退出的申报不在方案内。",
                "The plan has no submission [{id}]; choose one of the list. Submissions that did not pass the form check or were withdrawn are not in the plan."
            ),
            lang,
        )
    })?;
    let files = objection::files(season, &proposal, lang).map_err(|error| error.say(lang))?;
    let named = files
        .each_ref()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let own = |name: &str| named.iter().any(|(own, _)| *own == name);
    place::write(&Folders::of(app, lang).objections, &named, own, lang)?;
    let (id, team) = (&proposal.submission, proposal.team.len());
    let words = bilingual!(
        "已为 {id} 的异议提出 {team} 位复核人选，见下。",
        "{team} reviewers are proposed for the objection to {id}; see below."
    );
    Ok(Said::done(&words, lang))
}

/// The id of a submission that was typed or chosen as `S002 示例齿轮`.
pub(super) fn meant<'t>(season: &Season, text: &'t str) -> &'t str {
    let is_id = |text: &str| season.submissions.iter().any(|own| own.id == text);
    let ends = text.match_indices(' ').map(|(at, _)| &text[..at]);
    let mut parts: Vec<&str> = ends.chain([text]).collect();
    // The longest first, since an id may have spaces in it.
    parts.reverse();
    parts.into_iter().find(|own| is_id(own)).unwrap_or(text)
}

/// The proposals that were written.
pub(super) fn all(folder: &Path) -> Vec<Proposal> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut paths: Vec<_> = paths
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("objection-") && name.ends_with(".json")
        })
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| serde_json::from_slice(&read_plain(path).ok()?).ok();
    paths.iter().filter_map(read).collect()
}
