//! Whom a person means: ids or names, several of them.

use crate::bilingual;
use crate::model::Season;
use crate::model::words::Lang;

/// The ids of everybody and everything named.
///
/// # Errors
/// Who is not found or not unique, in words.
pub(super) fn ids(text: &str, season: &Season, lang: Lang) -> Result<Vec<String>, String> {
    let separators = [',', '，', '、', ';', '；', '\n'];
    let parts = text.split(separators).map(str::trim);
    let mut ids: Vec<String> = Vec::new();
    for part in parts.filter(|own| !own.is_empty()) {
        let id = one(part, season, lang)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() {
        let words = bilingual!(
            "请写退出的专家（或撤回的申报）的编号或姓名。",
            "Write the id or name of the expert (or submission) that withdraws."
        );
        return Err(words.say(lang).to_owned());
    }
    Ok(ids)
}

fn one(part: &str, season: &Season, lang: Lang) -> Result<String, String> {
    let experts = season.experts.iter();
    let experts = experts.map(|own| (own.id.as_str(), own.name.trim()));
    let submissions = season.submissions.iter();
    let submissions = submissions.map(|own| (own.id.as_str(), own.organization.trim()));
    let all: Vec<(&str, &str)> = experts.chain(submissions).collect();
    // The list to choose from offers the id and the name.
    let first = part.split_whitespace().next().unwrap_or_default();
    let by_id = all.iter().find(|(id, _)| *id == part || *id == first);
    if let Some((id, _)) = by_id {
        return Ok((*id).to_owned());
    }
    let named: Vec<&str> = all
        .iter()
        .filter(|(_, name)| *name == part)
        .map(|(id, _)| *id)
        .collect();
    let words = match named.as_slice() {
        [one] => return Ok((*one).to_owned()),
        [] => bilingual!(
            "没有编号或姓名是「{part}」的。",
            "Nobody and nothing has the id or name [{part}]."
        ),
        several => {
            let (zh, en) = (several.join("、"), several.join(", "));
            bilingual!(
                "「{part}」不止一个：{zh}。请写编号。",
                "[{part}] is more than one: {en}. Write the id."
            )
        }
    };
    Err(words.say(lang).to_owned())
}
