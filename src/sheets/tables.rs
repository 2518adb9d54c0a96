//! The results as CSV, with a byte order mark so that spreadsheet programs read them as UTF-8.

use super::criteria::CRITERIA;
use super::document::Collected;
use crate::bilingual;
use crate::model::RelationKind;
use crate::text::{Bilingual, Lang};

/// All complete scores: one row per expert and submission.
///
/// # Errors
/// Never in practice: the table is written into memory.
pub fn scores_csv(collected: &Collected, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let mut headers = vec![
        bilingual!("申报编号", "submission"),
        bilingual!("专家编号", "expert"),
        bilingual!("组号", "group"),
    ];
    headers.extend(CRITERIA.map(|criterion| criterion.name()));
    headers.extend([
        bilingual!("加权总分", "total"),
        bilingual!("标准化残差", "residual"),
        bilingual!("评语", "comment"),
    ]);
    let rows = collected.scores.iter().map(|own| {
        let mut row = vec![
            own.submission.clone(),
            own.expert.clone(),
            own.group.clone(),
        ];
        row.extend(own.criteria.map(plain));
        row.extend([
            format!("{:.4}", own.total),
            format!("{:.3}", own.residual),
            harmless(&own.comment),
        ]);
        row
    });
    write(&headers, rows, lang)
}

/// One row per submission.
///
/// # Errors
/// As [`scores_csv`].
pub fn results_csv(collected: &Collected, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let headers = [
        bilingual!("申报编号", "submission"),
        bilingual!("经验名称", "title"),
        bilingual!("申报单位", "organization"),
        bilingual!("组号", "group"),
        bilingual!("名次", "place"),
        bilingual!("并列", "tied"),
        bilingual!("评审人数", "reviewers"),
        bilingual!("已评人数", "scored"),
        bilingual!("原始均分", "raw_mean"),
        bilingual!("修正均分", "corrected_mean"),
        bilingual!("分差", "spread"),
        bilingual!("合议分", "agreed"),
        bilingual!("是否推荐", "recommended"),
        bilingual!("排序依据", "key"),
    ];
    let rows = collected.submissions.iter().map(|own| {
        vec![
            own.submission.clone(),
            harmless(&own.title),
            harmless(&own.organization),
            own.group.clone(),
            own.place.to_string(),
            yes(own.tied, lang),
            own.reviewers.to_string(),
            own.scored.to_string(),
            figure(own.raw),
            figure(own.corrected),
            figure(own.spread),
            plain(own.consensus.score),
            own.consensus
                .recommended
                .map_or_else(String::new, |own| yes(own, lang)),
            figure(own.key),
        ]
    });
    write(&headers, rows, lang)
}

/// The proposed shortlist, which `form --round defence` reads: every submission, by group and
/// place, with yes or no.
///
/// # Errors
/// As [`scores_csv`].
pub fn shortlist_csv(collected: &Collected, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let headers = [
        bilingual!("申报编号", "submission"),
        bilingual!("经验名称", "title"),
        bilingual!("申报单位", "organization"),
        bilingual!("组号", "group"),
        bilingual!("名次", "place"),
        bilingual!("得分", "score"),
        bilingual!("入围", "selected"),
        bilingual!("说明", "note"),
    ];
    let mut order: Vec<usize> = (0..collected.submissions.len()).collect();
    order.sort_by_key(|&at| {
        let own = &collected.submissions[at];
        (&own.group, own.place == 0, own.place)
    });
    let rows = order.into_iter().map(|at| {
        let own = &collected.submissions[at];
        let note = remark(collected, at);
        vec![
            own.submission.clone(),
            harmless(&own.title),
            harmless(&own.organization),
            own.group.clone(),
            own.place.to_string(),
            figure(own.key),
            yes(own.selected, lang),
            note.say(lang).to_owned(),
        ]
    });
    write(&headers, rows, lang)
}

/// What to know about a place.
pub(super) fn remark(collected: &Collected, at: usize) -> Bilingual {
    let own = &collected.submissions[at];
    if own.at_cut {
        bilingual!(
            "入围线上并列，由合议决定",
            "ties at the cut: for the committee to decide"
        )
    } else if own.consensus.recommended == Some(false) {
        bilingual!("合议不推荐", "not recommended by the group")
    } else if own.scored < own.reviewers {
        let (scored, all) = (own.scored, own.reviewers);
        bilingual!(
            "暂定：{all} 份评分到 {scored} 份",
            "provisional: {scored} of {all} scores"
        )
    } else if own.tied {
        bilingual!("并列", "tied")
    } else {
        Bilingual::default()
    }
}

/// The recusals as a table of relations: the file `declared.csv` of a season. `before` are those
/// that the season's own file holds already (subject, object, note).
///
/// # Errors
/// As [`scores_csv`].
pub fn declared_csv(
    collected: &Collected,
    before: &[[String; 3]],
    lang: Lang,
) -> Result<Vec<u8>, csv::Error> {
    let headers = [
        bilingual!("主体", "subject"),
        bilingual!("关系", "relation"),
        bilingual!("客体", "object"),
        bilingual!("备注", "note"),
    ];
    let word = RelationKind::Declared;
    let word = lang.pick(word.zh(), word.key());
    let mut rows: Vec<[String; 3]> = before.to_vec();
    for own in &collected.recusals {
        if !rows
            .iter()
            .any(|[subject, object, _]| *subject == own.expert && *object == own.submission)
        {
            let note = harmless(&own.reason);
            rows.push([own.expert.clone(), own.submission.clone(), note]);
        }
    }
    let rows = rows
        .into_iter()
        .map(|[subject, object, note]| vec![subject, word.to_owned(), object, note]);
    write(&headers, rows, lang)
}

fn write(
    headers: &[Bilingual],
    rows: impl Iterator<Item = Vec<String>>,
    lang: Lang,
) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(headers.iter().map(|header| header.say(lang)))?;
    for row in rows {
        out.write_record(&row)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// Words that a person wrote, kept from being taken for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn plain(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.4}"))
}

/// Yes or no in the language.
pub(super) fn yes(value: bool, lang: Lang) -> String {
    let word = if value {
        lang.pick("是", "yes")
    } else {
        lang.pick("否", "no")
    };
    word.to_owned()
}
