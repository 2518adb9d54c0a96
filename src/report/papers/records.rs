//! Papers that rest on other steps of the year: the draw, hearings, recusals, publicity, results,
//! objections.

use super::facts::Facts;
use super::fill::{Filling, Row, Value, Values};
use super::kind::Paper;
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::suitability::conflict::{Conflict, ConflictSeverity, say_path};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What a paper that is one file is filled with, besides what all papers say.
///
/// # Errors
/// Why the paper cannot be made.
pub(super) fn whole(paper: Paper, facts: &Facts<'_>) -> Result<Values, Bilingual> {
    let beside = facts.ask.beside;
    match paper {
        Paper::Schedule if facts.sessions().is_empty() => Err(no_timetable()),
        Paper::Draw => match &beside.draw {
            Some(record) => Ok(draw(record, facts)),
            None => Err(bilingual!(
                "没有找到抽取记录 draw.json",
                "no record of a draw, draw.json, was found"
            )),
        },
        Paper::Recusals => Ok(recusals(facts)),
        Paper::Publicity => outcome(facts, "publicity", "公示名单"),
        Paper::Results => match beside
            .outcome
            .as_ref()
            .and_then(|own| own.get("publicity_until"))
        {
            Some(Json::String(_)) => Err(bilingual!(
                "公示尚未期满",
                "the publicity period is not over"
            )),
            _ => outcome(facts, "final", "公告名单"),
        },
        Paper::Progress => progress(facts),
        Paper::Fees => Ok(fees(facts)),
        _ => Ok(Values::default()),
    }
}

fn no_timetable() -> Bilingual {
    bilingual!("方案没有答辩日程", "the plan has no timetable of a defence")
}

fn cells<const N: usize>(cells: [(&str, String); N]) -> Row {
    let cells = cells.into_iter();
    cells.map(|(key, value)| (key.to_owned(), value)).collect()
}

fn text(json: &Json, path: &str) -> String {
    match json.pointer(path) {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

fn list<'j>(json: &'j Json, path: &str) -> &'j [Json] {
    json.pointer(path)
        .and_then(Json::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A notice for each applicant that is heard.
///
/// # Errors
/// The plan has no timetable.
pub(super) fn hearings(facts: &Facts<'_>) -> Result<Vec<Filling>, Bilingual> {
    let sessions = facts.sessions();
    if sessions.is_empty() {
        return Err(no_timetable());
    }
    let filling = |session: &&crate::model::plan::Session| {
        let own = facts.submission(&session.submission);
        let mut values = Values::default();
        values.set("申报编号", Value::known(session.submission.as_str()));
        values.set("题目", Value::known(own.map_or("", |own| &own.title)));
        values.set(
            "申报单位",
            Value::known(own.map_or("", |own| &own.organization)),
        );
        values.set(
            "推荐单位",
            Value::may(own.map_or("", |own| &own.recommender)),
        );
        let group = facts.ask.plan.group(&session.group);
        values.set("专业组", Value::known(group.map_or("", Facts::group_name)));
        values.set("答辩日期", Value::known(facts.day(&session.day)));
        values.set("开始时间", Value::known(session.start.as_str()));
        values.set("结束时间", Value::known(session.end.as_str()));
        Filling {
            id: session.submission.clone(),
            name: own.map_or_else(String::new, |own| own.organization.clone()),
            values,
        }
    };
    Ok(sessions.iter().map(filling).collect())
}

/// A record for each objection.
///
/// # Errors
/// There is none.
pub(super) fn objections(facts: &Facts<'_>) -> Result<Vec<Filling>, Bilingual> {
    let all = &facts.ask.beside.objections;
    if all.is_empty() {
        return Err(bilingual!(
            "没有找到异议复核建议 objection-….json",
            "no proposal for an objection, objection-….json, was found"
        ));
    }
    let filling = |json: &Json| {
        let team = list(json, "/team");
        let mut values = Values::default();
        let id = text(json, "/submission");
        values.set("申报编号", Value::known(id.as_str()));
        values.set("题目", Value::known(text(json, "/title")));
        values.set("申报单位", Value::known(text(json, "/organization")));
        values.set("复核人数", Value::known(team.len().to_string()));
        let row = |own: &Json| {
            cells([
                ("专家编号", text(own, "/expert")),
                ("姓名", text(own, "/name")),
                ("单位", text(own, "/employer")),
            ])
        };
        values
            .tables
            .insert("复核人员", team.iter().map(row).collect());
        Filling {
            id,
            name: text(json, "/organization"),
            values,
        }
    };
    Ok(all.iter().map(filling).collect())
}

/// When a draw was made, by the clock of the office; as recorded where that cannot be read.
fn drawn_at(record: &Json, facts: &Facts<'_>) -> String {
    let written = text(record, "/facts/time");
    let zone = facts.ask.season.rules.award.time_zone.trim();
    let local = written.parse::<jiff::Timestamp>().ok();
    let Some(local) = local.and_then(|time| time.in_tz(zone).ok()) else {
        return written;
    };
    let (date, clock) = (facts.date(local.date()), local.strftime("%H:%M"));
    match facts.lang() {
        Lang::Zh => format!("{date} {clock}"),
        Lang::En => format!("{date} {clock} ({zone})"),
    }
}

fn draw(record: &Json, facts: &Facts<'_>) -> Values {
    let mut values = Values::default();
    values.set("抽取时间", Value::known(drawn_at(record, facts)));
    values.set("抽取种子", Value::known(text(record, "/facts/seed")));
    values.set("输入校验值", Value::known(text(record, "/facts/inputs")));
    values.set("可参加人数", Value::known(text(record, "/lots/pool")));
    values.set("抽取席位数", Value::known(text(record, "/lots/places")));
    values.set("备选方案数", Value::known(text(record, "/lots/ball/of")));
    values.set("抽中方案", Value::known(text(record, "/lots/ball/plan")));
    let of = record
        .pointer("/lots/ball/of")
        .and_then(Json::as_f64)
        .unwrap_or(1.0)
        .max(1.0);
    let person = |id: &str| {
        let own = facts.expert(id);
        own.map_or_else(|| id.to_owned(), |own| own.name.clone())
    };
    let chance = |own: &Json| {
        let id = text(own, "/expert");
        let plans = own.get("plans").and_then(Json::as_f64).unwrap_or(0.0);
        let flag = |key: &str| own.get(key) == Some(&Json::Bool(true));
        let result = match (flag("fixed"), flag("drawn")) {
            (true, _) => bilingual!("指定", "fixed by the office"),
            (false, true) => bilingual!("抽中", "drawn"),
            (false, false) => bilingual!("未抽中", "not drawn"),
        };
        cells([
            ("姓名", person(&id)),
            (
                "单位",
                facts
                    .expert(&id)
                    .map_or_else(String::new, |own| own.employer.clone()),
            ),
            ("机会", format!("{:.0}%", plans / of * 100.0)),
            ("结果", result.say(facts.lang()).to_owned()),
            ("专家编号", id),
        ])
    };
    let chances = list(record, "/lots/chances").iter().map(chance);
    values.tables.insert("机会", chances.collect());
    let redraw = |own: &Json| {
        let place = match text(own, "/place").as_str() {
            "chair" => bilingual!("主任委员", "chair").say(facts.lang()).to_owned(),
            "vice_chair" => bilingual!("副主任委员", "vice chair")
                .say(facts.lang())
                .to_owned(),
            group => group.to_owned(),
        };
        cells([
            ("谢绝者", person(&text(own, "/refused"))),
            ("席位", place),
            ("候选人数", list(own, "/candidates").len().to_string()),
            ("补抽结果", person(&text(own, "/drawn"))),
        ])
    };
    let redraws = list(record, "/lots/redraws").iter().map(redraw);
    values.tables.insert("补抽", redraws.collect());
    values
}

/// The conflicts between the committee and the submissions it reviews.
fn recusals(facts: &Facts<'_>) -> Values {
    let (season, plan, lang) = (facts.ask.season, facts.ask.plan, facts.lang());
    let seated: BTreeSet<&str> = facts.committee().iter().map(|own| own.id).collect();
    let row = |conflict: &Conflict| {
        let expert = &season.experts[conflict.expert.at()];
        let submission = &season.submissions[conflict.submission.at()];
        if !seated.contains(expert.id.as_str()) {
            return None;
        }
        let group = plan.group_of_submission(&submission.id)?;
        let same = group.members.contains(&expert.id);
        let handling = match (&conflict.waived, same, conflict.severity) {
            (Some(_), _, _) => bilingual!("已豁免", "waived"),
            (None, true, ConflictSeverity::Recuse) => {
                bilingual!("同组，不评审该项", "same group, does not review it")
            }
            (None, true, ConflictSeverity::Bar) => bilingual!("未落实", "not respected"),
            (None, false, _) => bilingual!("不在该项所在的组", "not in its group"),
        };
        let waiver = conflict.waived.as_ref();
        let evidence = match waiver {
            Some(reason) => reason.say(lang),
            None => say_path(&conflict.evidence, lang),
        };
        Some(cells([
            ("专家编号", expert.id.clone()),
            ("姓名", expert.name.clone()),
            ("单位", expert.employer.clone()),
            ("申报编号", submission.id.clone()),
            ("申报单位", submission.organization.clone()),
            ("情形", conflict.kind.words().say(lang).to_owned()),
            ("处理", handling.say(lang).to_owned()),
            ("依据", evidence),
        ]))
    };
    let rows = facts.ask.conflicts.all().iter().filter_map(row);
    let mut values = Values::default();
    values.tables.insert("回避情况", rows.collect());
    values
}

/// The list of a stage of the results.
fn outcome(facts: &Facts<'_>, key: &str, table: &'static str) -> Result<Values, Bilingual> {
    let beside = facts.ask.beside;
    let Some(outcome) = &beside.outcome else {
        return Err(bilingual!(
            "没有找到名单 outcome.json，先运行 empanel results",
            "no lists, outcome.json, were found; run empanel results first"
        ));
    };
    let row = |own: &Json| {
        cells([
            ("申报编号", text(own, "/submission")),
            ("题目", text(own, "/title")),
            ("申报单位", text(own, "/organization")),
            ("推荐单位", text(own, "/recommender")),
            ("省份", text(own, "/region")),
            ("奖次", text(own, "/tier")),
        ])
    };
    let rows: Vec<Row> = list(outcome, &format!("/{key}")).iter().map(row).collect();
    let mut values = Values::default();
    let date = |path: &str| {
        let day = beside.publicity.as_ref().map(|own| text(own, path));
        facts.day(&day.unwrap_or_default())
    };
    values.set("公示开始", Value::known(date("/first")));
    values.set("公示结束", Value::known(date("/last")));
    values.set("名单项数", Value::known(rows.len().to_string()));
    values.set("奖次", Value::may(tiers(&rows, facts.lang())));
    values.tables.insert(table, rows);
    let left = |own: &Json| {
        let stage = match text(own, "/left_at").as_str() {
            "before" => bilingual!("公示前", "before the publicity"),
            "publicity" => bilingual!("公示期", "during the publicity"),
            _ => bilingual!("公告后", "after the announcement"),
        };
        cells([
            ("申报编号", text(own, "/submission")),
            ("题目", text(own, "/title")),
            ("申报单位", text(own, "/organization")),
            ("阶段", stage.say(facts.lang()).to_owned()),
            ("原因", text(own, "/reason")),
            ("时间", text(own, "/date")),
        ])
    };
    let left = list(outcome, "/withdrawn").iter().map(left);
    values.tables.insert("撤出", left.collect());
    Ok(values)
}

/// How many each tier has, in the order of the list; empty where there are no tiers.
fn tiers(rows: &[Row], lang: Lang) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for tier in rows.iter().filter_map(|row| row.get("奖次")) {
        match counts.last_mut() {
            _ if tier.is_empty() => {}
            Some((last, count)) if last == tier => *count += 1,
            _ => counts.push((tier, 1)),
        }
    }
    let each = counts.iter().map(|(tier, count)| match lang {
        Lang::Zh => format!("{tier} {count} 项"),
        Lang::En => format!("{tier}: {count}"),
    });
    each.collect::<Vec<_>>().join(lang.pick("，", ", "))
}

/// Who has not handed in all scores.
fn progress(facts: &Facts<'_>) -> Result<Values, Bilingual> {
    let Some(collected) = &facts.ask.beside.collected else {
        return Err(bilingual!(
            "没有找到评分汇总 collected.json，先运行 empanel collect",
            "no collection of scores, collected.json, was found; run empanel collect first"
        ));
    };
    if text(collected, "/plan") != facts.ask.plan_hash {
        return Err(bilingual!(
            "collected.json 是按另一版方案汇总的，先重新运行 empanel collect",
            "collected.json was made for another version of the plan; run empanel collect again first"
        ));
    }
    let contacts = facts.ask.contacts;
    let row = |own: &Json| {
        let id = text(own, "/expert");
        let expert = facts.expert(&id);
        let group = facts.ask.plan.group_of_expert(&id);
        let sheet = match own.get("received") == Some(&Json::Bool(true)) {
            true => bilingual!("已交，未填全", "received, incomplete"),
            false => bilingual!("未交", "not received"),
        };
        let contact = |key: &str| contacts.get(&id, key).unwrap_or_default().to_owned();
        cells([
            ("专业组", group.map_or("", Facts::group_name).to_owned()),
            (
                "姓名",
                expert.map_or_else(|| id.clone(), |own| own.name.clone()),
            ),
            (
                "单位",
                expert.map_or_else(String::new, |own| own.employer.clone()),
            ),
            ("评分表", sheet.say(facts.lang()).to_owned()),
            ("未交项数", text(own, "/missing")),
            ("手机", contact("phone")),
            ("邮箱", contact("email")),
            ("专家编号", id),
        ])
    };
    let mut values = Values::default();
    let rows = list(collected, "/waiting").iter().map(row);
    values.tables.insert("催交名单", rows.collect());
    Ok(values)
}

/// The sum of the fees, where every fee is a number.
fn fees(facts: &Facts<'_>) -> Values {
    let fee = |id: &str| -> Option<f64> {
        let text = facts.ask.contacts.get(id, "fee")?;
        text.trim_end_matches('元')
            .replace([',', '，'], "")
            .trim()
            .parse()
            .ok()
    };
    let fees: Option<Vec<f64>> = facts.committee().iter().map(|own| fee(own.id)).collect();
    let sum = fees.map(|own| own.iter().sum::<f64>());
    let mut values = Values::default();
    let said = sum.map_or_else(String::new, |sum| match facts.lang() {
        Lang::Zh => format!("{sum:.2} 元"),
        Lang::En => format!("{sum:.2}"),
    });
    values.set("劳务费合计", Value::known(said));
    values
}
