//! Names of people and groups, and lists, in sentences.

use super::{Change, Standing};
use crate::bilingual;
use crate::model::Expert;
use crate::model::plan::ShortfallKind;
use crate::model::words::Bilingual;

/// Maximum number of submissions and requirements listed within a sentence.
const NAMED: usize = 6;

/// `E003 张伟`, as in the evidence of conflicts.
pub(crate) fn person(expert: &Expert) -> String {
    format!("{} {}", expert.id, expert.name).trim().to_owned()
}

/// `G01 机械组`.
pub(crate) fn group(standing: &Standing<'_>, number: usize) -> String {
    let id = standing.group_id(number);
    let name = standing.plan.group(id).map_or("", |group| &group.name);
    format!("{id} {name}").trim().to_owned()
}

/// Joins texts by the rules of each language.
pub(crate) fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Bilingual {
    let items: Vec<S> = items.into_iter().collect();
    let texts: Vec<&str> = items.iter().map(S::as_ref).collect();
    Bilingual::new(texts.join("、"), texts.join(", "))
}

/// Lists the first few, and indicates if there are more.
fn first(items: impl ExactSizeIterator<Item = String>) -> Bilingual {
    let more = items.len() > NAMED;
    let Bilingual { zh, en } = list(items.take(NAMED));
    if more {
        bilingual!("{zh} 等", "{en}, …")
    } else {
        bilingual!("{zh}", "{en}")
    }
}

/// Joins parts of sentences in both languages.
pub(crate) fn join<'a>(
    parts: impl IntoIterator<Item = &'a Bilingual>,
    zh: &str,
    en: &str,
) -> Bilingual {
    let parts: Vec<&Bilingual> = parts.into_iter().collect();
    let of = |pick: fn(&Bilingual) -> &str, by: &str| {
        let texts: Vec<&str> = parts.iter().map(|part| pick(part)).collect();
        texts.join(by)
    };
    Bilingual::new(of(|part| &part.zh, zh), of(|part| &part.en, en))
}

/// A requirement by its submission and code.
fn requirement(item: &super::Requirement) -> Bilingual {
    let (submission, code) = (&item.submission, &item.code);
    match item.kind {
        ShortfallKind::Group => bilingual!(
            "{submission} 组内 {code}",
            "{submission} {code} in the group"
        ),
        _ => Bilingual::same(format!("{submission} {code}")),
    }
}

/// The effect of a change on score and coverage, as part of a sentence.
pub(crate) fn change(change: &Change) -> Bilingual {
    let score = change.score;
    let unchanged = score.abs() < 5e-5;
    let mut parts = vec![if unchanged {
        bilingual!("总得分不变", "total unchanged")
    } else {
        bilingual!("总得分 {score:+.4}", "total {score:+.4}")
    }];
    let requirements = |items: &[super::Requirement]| {
        let named: Vec<Bilingual> = items.iter().take(NAMED).map(requirement).collect();
        let Bilingual { zh, en } = join(&named, "、", ", ");
        match items.len() > NAMED {
            true => bilingual!("{zh} 等", "{en}, …"),
            false => Bilingual::new(zh, en),
        }
    };
    let (lost, gained) = (change.lost.len(), change.gained.len());
    if lost > 0 {
        let Bilingual { zh, en } = requirements(&change.lost);
        parts.push(bilingual!(
            "新增覆盖缺口 {lost} 处（{zh}）",
            "new shortfalls {lost} ({en})"
        ));
    }
    if gained > 0 {
        let Bilingual { zh, en } = requirements(&change.gained);
        parts.push(bilingual!(
            "消除覆盖缺口 {gained} 处（{zh}）",
            "shortfalls removed {gained} ({en})"
        ));
    }
    let lacking = change.unreviewed.len();
    if lacking > 0 {
        let Bilingual { zh, en } = first(change.unreviewed.iter().cloned());
        parts.push(bilingual!(
            "{lacking} 项申报凑不齐评审专家（{zh}）",
            "submissions without enough reviewers {lacking} ({en})"
        ));
    }
    join(&parts, "，", ", ")
}

/// A sentence below another one.
pub(super) fn indented(words: &Bilingual) -> Bilingual {
    Bilingual::new(format!("  {}", words.zh), format!("  {}", words.en))
}
