//! The results as CSV, with a byte order mark so that spreadsheet programs read them as UTF-8.

use super::document::{Collected, Score, SubmissionResult};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang, harmless};
use crate::model::{Party, RelationKind, Season};

/// The text of a column for a row.
type Cell<'a, T> = Box<dyn Fn(&T) -> String + 'a>;

/// A table under construction: each column with its header and its text for a row.
struct Table<'a, T> {
    lang: Lang,
    headers: Vec<Bilingual>,
    cells: Vec<Cell<'a, T>>,
}

impl<'a, T> Table<'a, T> {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            headers: Vec::new(),
            cells: Vec::new(),
        }
    }

    fn column(mut self, header: Bilingual, cell: impl Fn(&T) -> String + 'a) -> Self {
        self.headers.push(header);
        self.cells.push(Box::new(cell));
        self
    }

    /// The bytes of the file.
    fn csv(&self, rows: impl IntoIterator<Item = T>) -> Result<Vec<u8>, csv::Error> {
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        out.write_record(self.headers.iter().map(|header| header.say(self.lang)))?;
        for row in rows {
            let cells = self.cells.iter().map(|cell| cell(&row));
            out.write_record(cells.map(|cell| harmless(&cell).into_owned()))?;
        }
        out.into_inner().map_err(|error| error.into_error().into())
    }
}

/// All complete scores: one row per expert and submission.
///
/// # Errors
/// Does not fail in practice: the table is written into memory.
pub fn scores_csv(collected: &Collected, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let mut table = Table::new(lang)
        .column(bilingual!("申报编号", "submission"), |own: &&Score| {
            own.submission.clone()
        })
        .column(bilingual!("专家编号", "expert"), |own| {
            own.expert.clone()
        })
        .column(bilingual!("组号", "group"), |own| own.group.clone());
    for (at, criterion) in collected.form.criteria.each.iter().enumerate() {
        let name = criterion.name.clone();
        table = table.column(name, move |own| {
            plain(own.criteria.get(at).copied().flatten())
        });
    }
    let total = match collected.form.criteria.points {
        true => bilingual!("总分", "total"),
        false => bilingual!("加权总分", "total"),
    };
    let table = table
        .column(total, |own| decimals(own.total, 4))
        .column(bilingual!("偏离程度", "deviation"), |own| {
            decimals(own.residual, 3)
        })
        .column(bilingual!("评语", "comment"), |own| own.comment.clone());
    table.csv(&collected.scores)
}

/// Columns that identify a submission: group, place, id and so on.
fn submissions<'a>(collected: &Collected, lang: Lang) -> Table<'a, &'a SubmissionResult> {
    Table::new(lang)
        .column(
            bilingual!("申报编号", "submission"),
            |own: &&SubmissionResult| own.submission.clone(),
        )
        .column(collected.form.work_key.clone(), |own| own.title.clone())
        .column(bilingual!("申报单位", "organization"), |own| {
            own.organization.clone()
        })
        .column(bilingual!("组号", "group"), |own| own.group.clone())
        .column(bilingual!("名次", "place"), |own| own.place.to_string())
}

/// One row per submission.
///
/// # Errors
/// See [`scores_csv`].
pub fn results_csv(collected: &Collected, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let recommended = |own: Option<bool>| own.map_or_else(String::new, |own| yes(own, lang));
    let table = submissions(collected, lang)
        .column(bilingual!("并列", "tied"), |own| yes(own.tied, lang))
        .column(bilingual!("评审人数", "reviewers"), |own| {
            own.reviewers.to_string()
        })
        .column(bilingual!("已评人数", "scored"), |own| {
            own.scored.to_string()
        })
        .column(bilingual!("原始均分", "raw_mean"), |own| {
            figure(own.raw)
        });
    let table = match collected.form.trimmed {
        true => table.column(bilingual!("去高低均分", "trimmed_mean"), |own| {
            figure(own.trimmed)
        }),
        false => table,
    };
    let table = table
        .column(bilingual!("修正均分", "corrected_mean"), |own| {
            figure(own.corrected)
        })
        .column(bilingual!("分差", "spread"), |own| figure(own.spread))
        .column(bilingual!("合议分", "agreed"), |own| {
            plain(own.consensus.score)
        })
        .column(bilingual!("是否推荐", "recommended"), move |own| {
            recommended(own.consensus.recommended)
        })
        .column(bilingual!("排序依据", "key"), |own| figure(own.key));
    table.csv(&collected.submissions)
}

/// The proposed shortlist, which `form --round defence` reads: every submission, by group and
/// place, with yes or no.
///
/// # Errors
/// See [`scores_csv`].
pub fn shortlist_csv(collected: &Collected, lang: Lang) -> Result<Vec<u8>, csv::Error> {
    let table = submissions(collected, lang)
        .column(bilingual!("得分", "score"), |own| figure(own.key))
        .column(bilingual!("入围", "selected"), |own| {
            yes(own.selected, lang)
        });
    let table = match collected.submissions.iter().any(|own| !own.tier.is_empty()) {
        true => table.column(bilingual!("奖次", "tier"), |own| own.tier.clone()),
        false => table,
    };
    let table = table
        .column(bilingual!("暂定", "provisional"), |_| {
            yes(collected.provisional, lang)
        })
        .column(bilingual!("说明", "note"), |own| {
            remark(own).say(lang).to_owned()
        });
    table.csv(by_place(collected))
}

/// The submissions by group and place; those without a score come last.
pub(super) fn by_place(collected: &Collected) -> Vec<&SubmissionResult> {
    let mut all: Vec<&SubmissionResult> = collected.submissions.iter().collect();
    all.sort_by_key(|own| (&own.group, own.place == 0, own.place));
    all
}

/// Remark about a place.
pub(crate) fn remark(own: &SubmissionResult) -> Bilingual {
    if own.at_cut {
        bilingual!(
            "入围线上并列，由合议决定",
            "tied at the cut-off: for the committee to decide"
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

/// The rows (subject, object, note) of the season's own `declared` table, so that a new file can
/// replace it.
pub fn declared_before(season: &Season) -> Vec<[String; 3]> {
    let file = season
        .inputs
        .get("declared")
        .map(|input| input.file.as_str());
    let own = season.relations.iter().filter(|relation| {
        relation.kind == RelationKind::Declared && Some(relation.place.file.as_str()) == file
    });
    let name = |party: &Party| match party {
        Party::Expert(at) => season.experts[at.at()].id.clone(),
        Party::Submission(at) => season.submissions[at.at()].id.clone(),
        Party::Named(name) => name.clone(),
    };
    own.map(|relation| {
        [
            name(&relation.subject),
            name(&relation.object),
            relation.note.clone(),
        ]
    })
    .collect()
}

/// The recusals as a table of relations, for the file `declared.csv` of a season. `before` are
/// those that the season's file already contains (subject, object, note).
///
/// # Errors
/// See [`scores_csv`].
pub fn declared_csv(
    collected: &Collected,
    before: &[[String; 3]],
    lang: Lang,
) -> Result<Vec<u8>, csv::Error> {
    let word = RelationKind::Declared;
    let word = lang.pick(word.zh(), word.key());
    let mut rows: Vec<[String; 3]> = before.to_vec();
    for own in &collected.recusals {
        if !rows
            .iter()
            .any(|[subject, object, _]| *subject == own.expert && *object == own.submission)
        {
            let note = own.reason.clone();
            rows.push([own.expert.clone(), own.submission.clone(), note]);
        }
    }
    let table = Table::new(lang)
        .column(bilingual!("主体", "subject"), |own: &[String; 3]| {
            own[0].clone()
        })
        .column(bilingual!("关系", "relation"), |_| word.to_owned())
        .column(bilingual!("客体", "object"), |own| own[1].clone())
        .column(bilingual!("备注", "note"), |own| own[2].clone());
    table.csv(rows)
}

fn plain(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| decimals(value, 4))
}

/// A figure with the given number of decimals; negative zero becomes 0.
pub fn decimals(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|own| own == b'0' || own == b'.') => rest.to_owned(),
        _ => text,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        for (value, words) in [
            (-1e-9, "0.00"),
            (0.0, "0.00"),
            (-0.006, "-0.01"),
            (-20.0, "-20.00"),
        ] {
            assert_eq!(decimals(value, 2), words);
        }
    }
}
