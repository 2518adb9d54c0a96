//! Whom a person means: ids or names, several of them.

use crate::bilingual;
use crate::model::Season;
use crate::model::words::Lang;

/// The ids of everybody and everything named; none where nothing was written.
///
/// # Errors
/// Who is not found or not unique, in words.
pub(super) fn ids(text: &str, season: &Season, lang: Lang) -> Result<Vec<String>, String> {
    let separators = [',', '，', '、', ';', '；', '\n'];
    let parts = text.split(separators).map(str::trim);
    let known = Known::of(season);
    let mut ids: Vec<String> = Vec::new();
    for part in parts.filter(|own| !own.is_empty()) {
        for id in known.several(part, lang)? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Ok(ids)
}

/// Nobody was named.
pub(super) fn nobody(lang: Lang) -> String {
    let words = bilingual!(
        "请写退出的专家（或撤回的申报）的编号或姓名。",
        "Write the id or name of the expert (or submission) that withdraws."
    );
    words.say(lang).to_owned()
}

/// Everybody and everything by id, with name, applicant or title.
struct Known<'s>(Vec<(&'s str, [&'s str; 2])>);

impl<'s> Known<'s> {
    fn of(season: &'s Season) -> Self {
        let experts = season.experts.iter();
        let experts = experts.map(|own| (own.id.as_str(), [own.name.trim(), ""]));
        let submissions = season.submissions.iter().map(|own| {
            let names = [own.organization.trim(), own.title.trim()];
            (own.id.as_str(), names)
        });
        Self(experts.chain(submissions).collect())
    }

    /// Those that a part between separators means. Some people separate by spaces alone.
    fn several(&self, part: &str, lang: Lang) -> Result<Vec<String>, String> {
        let whole = self.one(part, lang);
        let words: Vec<&str> = part.split_whitespace().collect();
        if whole.is_ok() || words.len() < 2 {
            return whole.map(|id| vec![id]);
        }
        let each: Result<Vec<String>, String> =
            words.into_iter().map(|own| self.one(own, lang)).collect();
        each.or_else(|_| whole.map(|id| vec![id]))
    }

    fn one(&self, part: &str, lang: Lang) -> Result<String, String> {
        // The list to choose from offers the id and the name.
        let is = |(id, names): &&(&str, [&str; 2])| {
            let rest = part.strip_prefix(id).map(str::trim);
            rest.is_some_and(|rest| rest.is_empty() || names.contains(&rest))
        };
        if let Some((id, _)) = self.0.iter().find(is) {
            return Ok((*id).to_owned());
        }
        let all = self.0.iter();
        let named = all.filter(|(_, names)| names.contains(&part));
        let named: Vec<&str> = named.map(|(id, _)| *id).collect();
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
}
