//! Decisions of the office on conflicts: each is one row of a table.

use super::{Filter, no_season, page, told};
use crate::api::Season;
use crate::bilingual;
use crate::files::tables::{Unadded, add_row};
use crate::model::words::{Bilingual, Lang, refused};
use crate::model::{ExpertIndex, RelationKind, SubmissionIndex};
use crate::window::answer::Answer;
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent, see};
use axum::extract::State;

/// Two names or people are the same, or not.
pub(super) async fn judge(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tables = app.workspace.tables();
        let season = tables.season.as_ref().ok_or_else(|| no_season(lang))?;
        let ends = [sent.get("first"), sent.get("second")];
        let listed = season.conflicts().suspected().iter();
        let mut listed = listed.filter_map(|own| own.judge.as_ref());
        if !listed.any(|own| own[0] == ends[0] && own[1] == ends[1]) {
            return page::show(app, lang, &Filter::default(), gone(lang));
        }
        let verdict = match sent.get("verdict") {
            "same" => "同一",
            _ => "不同",
        };
        let date = jiff::ZonedDateTime::now().date().to_string();
        let row = [
            ("first", ends[0]),
            ("second", ends[1]),
            ("verdict", verdict),
            ("by", sent.get("by")),
            ("date", &date),
            ("note", sent.get("note")),
        ];
        add(app, lang, "judged", &row, "/conflicts?done=judged")
    })
    .await
}

/// A suspected conflict counts: the expert is recused.
pub(super) async fn recuse(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tables = app.workspace.tables();
        let season = tables.season.as_ref().ok_or_else(|| no_season(lang))?;
        let Some((expert, submission)) = pair(season, &sent) else {
            return page::show(app, lang, &Filter::default(), gone(lang));
        };
        let listed = season.conflicts().suspected().iter();
        let mut listed = listed
            .filter(|own| own.experts.contains(&expert) && own.submissions.contains(&submission));
        if listed.next().is_none() {
            return page::show(app, lang, &Filter::default(), gone(lang));
        }
        let row = [
            ("subject", sent.get("expert")),
            ("relation", RelationKind::Declared.zh()),
            ("object", sent.get("submission")),
            ("note", sent.get("note")),
        ];
        add(app, lang, "relations", &row, "/conflicts?done=relations")
    })
    .await
}

/// A conflict is waived, with a reason.
pub(super) async fn waive(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let tables = app.workspace.tables();
        let season = tables.season.as_ref().ok_or_else(|| no_season(lang))?;
        let filter = Filter {
            rule: sent.get("rule").to_owned(),
            id: sent.get("id").to_owned(),
            ..Filter::default()
        };
        if sent.get("note").is_empty() {
            let words = bilingual!(
                "豁免须写明理由，没有写入。",
                "A waiver needs a reason; nothing was written."
            );
            return page::show(app, lang, &filter, Said::wrong(&words, lang));
        }
        let found = pair(season, &sent).filter(|(expert, submission)| {
            let conflicts = season.conflicts();
            conflicts.severity(*expert, *submission).is_some()
        });
        if found.is_none() {
            return page::show(app, lang, &filter, gone(lang));
        }
        let row = [
            ("subject", sent.get("expert")),
            ("relation", RelationKind::Waived.zh()),
            ("object", sent.get("submission")),
            ("note", sent.get("note")),
        ];
        let to = format!("{}&done=relations", filter.address(0));
        add(app, lang, "relations", &row, &to)
    })
    .await
}

/// A tie that was read from a sentence and not confirmed when it was imported.
pub(super) async fn tie(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| {
        let ties = told::ties(app.workspace.folder());
        let number = sent.get("tie");
        let found = ties.into_iter().find(|own| own.number == number);
        let Some(tie) = found.filter(|own| own.subjects.contains(&sent.get("subject").to_owned()))
        else {
            return page::show(app, lang, &Filter::default(), gone(lang));
        };
        let row = [
            ("subject", sent.get("subject")),
            ("relation", tie.relation.as_str()),
            ("object", tie.object.as_str()),
            ("since", tie.since.as_str()),
            ("until", tie.until.as_str()),
            ("note", tie.sentence.as_str()),
        ];
        let row = row.iter().filter(|(_, value)| !value.is_empty());
        let row: Vec<(&str, &str)> = row.copied().collect();
        add(
            app,
            lang,
            "relations",
            &row,
            "/conflicts?done=relations#ties",
        )
    })
    .await
}

/// The expert and the submission that a form names.
fn pair(season: &Season, sent: &Sent) -> Option<(ExpertIndex, SubmissionIndex)> {
    let expert = season
        .experts
        .iter()
        .position(|own| own.id == sent.get("expert"))?;
    let submission = season
        .submissions
        .iter()
        .position(|own| own.id == sent.get("submission"))?;
    Some((ExpertIndex::new(expert), SubmissionIndex::new(submission)))
}

fn gone(lang: Lang) -> Said {
    Said::wrong(
        &bilingual!(
            "这一条已不在列（表已改动，或已处理），没有写入。",
            "It is not listed any more (the tables changed, or it was settled); nothing was written."
        ),
        lang,
    )
}

/// Writes the row, and shows the list again.
fn add(app: &App, lang: Lang, table: &str, row: &[(&str, &str)], to: &str) -> Answer {
    let error = match add_row(app.workspace.folder(), table, row) {
        Ok(_) => {
            tracing::info!(table, "row added");
            return see(to);
        }
        Err(error) => error,
    };
    let words = match error {
        Unadded::ByHand(file) => {
            let cells: Vec<String> = row
                .iter()
                .map(|(column, value)| format!("{column} = {value}"))
                .collect();
            let (zh, en) = (cells.join("；"), cells.join("; "));
            bilingual!(
                "程序不能在「{file}」中添加行（格式不适合，或缺少列）。请自行打开它加上一行：{zh}",
                "No row can be added to [{file}] by the program (its format does not allow it, or a column is missing). Open it and add the row: {en}"
            )
        }
        Unadded::Unread(problems) => {
            let all = |lang| {
                let each: Vec<String> = problems.0.iter().map(|own| own.say(lang)).collect();
                each.join("\n")
            };
            Bilingual::new(all(Lang::Zh), all(Lang::En))
        }
        Unadded::Unwritten(file, error) => {
            let Bilingual { zh, en } = refused(&error);
            bilingual!(
                "「{file}」无法写入：{zh}。请关闭打开它的程序后再试。",
                "[{file}] cannot be written: {en}. Close programs that have it open and try again."
            )
        }
    };
    page::show(app, lang, &Filter::default(), Said::wrong(&words, lang))
}
