//! What papers say of a season and its plan: people, groups, submissions, as placeholders and rows.

use super::ask::Ask;
use super::fill::{Row, Value, Values};
use super::kind::{Paper, Per};
use crate::bilingual;
use crate::model::plan::{Group, Session};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Expert, Submission};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The season and the plan, ready to be looked up.
pub(super) struct Facts<'a> {
    pub(super) ask: &'a Ask<'a>,
    experts: BTreeMap<&'a str, &'a Expert>,
    submissions: BTreeMap<&'a str, &'a Submission>,
    /// Submissions that each expert reviews, in the order of the plan.
    reviews: BTreeMap<&'a str, Vec<&'a str>>,
    recused: BTreeMap<&'a str, Vec<&'a str>>,
    reviewers: BTreeMap<&'a str, (&'a [String], &'a [String])>,
    sessions: BTreeMap<&'a str, &'a Session>,
}

/// A seat of an expert.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat<'a> {
    pub(super) id: &'a str,
    pub(super) group: Option<&'a Group>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(ask: &'a Ask<'a>) -> Self {
        let (season, plan) = (ask.season, ask.plan);
        let mut reviews: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut recused: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for review in &plan.reviews {
            for id in &review.reviewers {
                reviews.entry(id).or_default().push(&review.submission);
            }
            for id in &review.recused {
                recused.entry(id).or_default().push(&review.submission);
            }
        }
        let timetable = plan.round.iter().flat_map(|round| &round.timetable);
        Self {
            ask,
            experts: season
                .experts
                .iter()
                .map(|own| (own.id.as_str(), own))
                .collect(),
            submissions: season
                .submissions
                .iter()
                .map(|own| (own.id.as_str(), own))
                .collect(),
            reviews,
            recused,
            reviewers: plan
                .reviews
                .iter()
                .map(|own| {
                    let people = (own.reviewers.as_slice(), own.recused.as_slice());
                    (own.submission.as_str(), people)
                })
                .collect(),
            sessions: timetable
                .map(|own| (own.submission.as_str(), own))
                .collect(),
        }
    }

    pub(super) fn lang(&self) -> Lang {
        self.ask.lang
    }

    fn say(&self, words: &Bilingual) -> String {
        words.say(self.ask.lang).to_owned()
    }

    /// The committee: chair, vice chair, then group by group with each leader first.
    pub(super) fn committee(&self) -> Vec<Seat<'a>> {
        let plan = self.ask.plan;
        let heads = [&plan.committee.chair, &plan.committee.vice_chair];
        let heads = heads.into_iter().filter(|id| !id.is_empty());
        let mut seats: Vec<Seat<'_>> = heads
            .map(|id| Seat {
                id,
                group: plan.group_of_expert(id),
            })
            .collect();
        for group in &plan.groups {
            for seat in Self::members(group) {
                if seats.iter().take(2).all(|own| own.id != seat.id) {
                    seats.push(seat);
                }
            }
        }
        seats
    }

    /// The members of a group, the leader first.
    pub(super) fn members(group: &'a Group) -> Vec<Seat<'a>> {
        let rest = group.members.iter().filter(|id| **id != group.leader);
        let leader = group.members.iter().filter(|id| **id == group.leader);
        let seat = |id: &'a String| Seat {
            id,
            group: Some(group),
        };
        leader.chain(rest).map(seat).collect()
    }

    /// The name of an expert, or the id where there is none.
    pub(super) fn name(&self, id: &'a str) -> &'a str {
        let expert = self.experts.get(id).filter(|own| !own.name.is_empty());
        expert.map_or(id, |own| own.name.as_str())
    }

    pub(super) fn submission(&self, id: &str) -> Option<&'a Submission> {
        self.submissions.get(id).copied()
    }

    pub(super) fn expert(&self, id: &str) -> Option<&'a Expert> {
        self.experts.get(id).copied()
    }

    /// The name of a group, or its id where it has none.
    pub(super) fn group_name(group: &'a Group) -> &'a str {
        match group.name.trim() {
            "" => &group.id,
            name => name,
        }
    }

    /// The post of a person in words: `主任委员`, `先进制造组组长`.
    pub(super) fn post(&self, seat: Seat<'_>) -> String {
        let heads = &self.ask.plan.committee;
        let office = match seat.id {
            id if id == heads.chair => Some(bilingual!("主任委员", "chair")),
            id if id == heads.vice_chair => Some(bilingual!("副主任委员", "vice chair")),
            _ => None,
        };
        let member = seat.group.map(|group| {
            let name = match group.name.trim() {
                "" => group.id.as_str(),
                name => name,
            };
            let zh = match name.strip_suffix('组') {
                Some(zh) => format!("{zh}组"),
                None if name.is_ascii() => format!("{name} "),
                None => format!("{name}组"),
            };
            match group.leader == seat.id {
                true => bilingual!("{zh}组长", "leader of the group {name}"),
                false => bilingual!("{zh}组员", "member of the group {name}"),
            }
        });
        let parts: Vec<String> = office
            .iter()
            .chain(&member)
            .map(|own| self.say(own))
            .collect();
        parts.join(self.ask.lang.pick("、", " and "))
    }

    /// The office or the place in the group, without the name of the group.
    fn short_post(&self, seat: Seat<'_>) -> String {
        let heads = &self.ask.plan.committee;
        let leads = seat.group.is_some_and(|group| group.leader == seat.id);
        let words = match seat.id {
            id if id == heads.chair => bilingual!("主任委员", "Chair"),
            id if id == heads.vice_chair => bilingual!("副主任委员", "Vice chair"),
            _ if leads => bilingual!("组长", "Leader"),
            _ => bilingual!("组员", "Member"),
        };
        self.say(&words)
    }

    /// The row of a person.
    pub(super) fn person(&self, seat: Seat<'a>) -> Row {
        let mut row = Row::new();
        let expert = self.experts.get(seat.id);
        let reviews = self.reviews.get(seat.id).map_or(0, Vec::len);
        let mut put = |key: &str, value: &str| {
            row.insert(key.to_owned(), value.to_owned());
        };
        put("专家编号", seat.id);
        put("姓名", self.name(seat.id));
        put("单位", expert.map_or("", |own| &own.employer));
        put("职称", expert.map_or("", |own| &own.title));
        put("省份", expert.map_or("", |own| &own.region));
        put("职务", &self.short_post(seat));
        put("专业组", seat.group.map_or("", Self::group_name));
        put("组号", seat.group.map_or("", |own| &own.id));
        if seat.group.is_some() {
            put("评审项数", &reviews.to_string());
        }
        for (zh, key) in CONTACT {
            put(zh, self.ask.contacts.get(seat.id, key).unwrap_or_default());
        }
        // A column of the office that is called like one of the paper's own, such as the post that
        // an expert has at work, does not take its place.
        for header in self.ask.contacts.columns() {
            let cell = self.ask.contacts.get(seat.id, header).unwrap_or_default();
            row.entry(header.to_owned())
                .or_insert_with(|| cell.to_owned());
        }
        row
    }

    /// The placeholders and tables of a person.
    pub(super) fn of_expert(&self, seat: Seat<'a>, paper: Paper) -> Values {
        let row = self.person(seat);
        let mut values = Values::default();
        for key in ["姓名", "专家编号", "单位", "职称", "组号"] {
            values.set(key, Value::may(row[key].as_str()));
        }
        values.set("职务", Value::known(self.post(seat)));
        let group = seat.group;
        values.set("专业组", Value::may(group.map_or("", Self::group_name)));
        // Nobody is told who leads the group that they lead themselves.
        let leader = group.filter(|own| own.leader != seat.id);
        let leader = leader.map_or("", |own| self.name(&own.leader));
        values.set("组长", Value::may(leader));
        let own = |map: &BTreeMap<&'a str, Vec<&'a str>>| -> Vec<Row> {
            let ids = map.get(seat.id).map_or(&[] as &[_], Vec::as_slice);
            ids.iter().map(|id| self.work(id, paper)).collect()
        };
        let tasks = own(&self.reviews);
        let count = match tasks.len() {
            0 => Value::None,
            count => Value::Text(count.to_string()),
        };
        values.set("评审项数", count);
        for (key, column) in [
            ("手机", "phone"),
            ("邮箱", "email"),
            ("通讯地址", "address"),
        ] {
            values.set(
                key,
                Value::known(self.ask.contacts.get(seat.id, column).unwrap_or_default()),
            );
        }
        values.tables.insert("评审任务", tasks);
        values.tables.insert("回避申报", own(&self.recused));
        values
    }

    /// Whether a paper leaves out applicants and titles: those that leave the office, where the
    /// office asks for it.
    fn hides(&self, paper: Paper) -> bool {
        let handed = matches!(paper.per(), Per::Expert | Per::Change)
            || matches!(
                paper,
                Paper::Groups | Paper::Handbook | Paper::Schedule | Paper::Attendance
            );
        self.ask.anonymous && handed
    }

    /// The row of a submission.
    pub(super) fn work(&self, id: &str, paper: Paper) -> Row {
        let mut row = Row::new();
        let mut put = |key: &str, value: &str| {
            row.insert(key.to_owned(), value.to_owned());
        };
        put("申报编号", id);
        if let Some(own) = self.submissions.get(id).filter(|_| !self.hides(paper)) {
            put("题目", &own.title);
            put("申报单位", &own.organization);
            put("推荐单位", &own.recommender);
            put("省份", &own.region);
        }
        let group = self.ask.plan.group_of_submission(id);
        put("专业组", group.map_or("", Self::group_name));
        put("组号", group.map_or("", |own| &own.id));
        if let Some((reviewers, recused)) = self.reviewers.get(id) {
            let people = |ids: &'a [String]| {
                let names: Vec<&str> = ids.iter().map(|id| self.name(id)).collect();
                names.join(self.ask.lang.pick("、", ", "))
            };
            put("评审专家", &people(reviewers));
            put("回避", &people(recused));
        }
        if let Some(session) = self.sessions.get(id) {
            put("日期", &self.day(&session.day));
            put("开始时间", &session.start);
            put("结束时间", &session.end);
        }
        row
    }

    /// All submissions of the plan, group by group.
    pub(super) fn all_work(&self, paper: Paper) -> Vec<Row> {
        let held = self.ask.plan.groups.iter().flat_map(|own| &own.submissions);
        held.map(|id| self.work(id, paper)).collect()
    }

    /// Hearings by day, group and time.
    pub(super) fn sessions(&self) -> Vec<&'a Session> {
        let mut all: Vec<&Session> = self.sessions.values().copied().collect();
        all.sort_by(|a, b| (&a.day, &a.group, &a.start).cmp(&(&b.day, &b.group, &b.start)));
        all
    }

    /// A day of the timetable as papers write it.
    pub(super) fn day(&self, day: &str) -> String {
        match day.parse::<Date>() {
            Ok(date) => self.date(date),
            Err(_) if day.is_empty() => String::new(),
            Err(_) => self.say(&bilingual!("第 {day} 天", "day {day}")),
        }
    }

    /// A date as papers write it.
    pub(super) fn date(&self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.ask.lang {
            Lang::Zh => format!("{year}年{month}月{day}日"),
            Lang::En => date.to_string(),
        }
    }

    /// The placeholders and tables of a group.
    fn of_group(&self, group: &'a Group, paper: Paper) -> Values {
        let mut values = Values::default();
        values.set("专业组", Value::known(Self::group_name(group)));
        values.set("组号", Value::known(group.id.as_str()));
        values.set("组长", Value::known(self.name(&group.leader)));
        values.set("组员人数", Value::known(group.members.len().to_string()));
        values.set(
            "本组项数",
            Value::known(group.submissions.len().to_string()),
        );
        let round = self.ask.plan.round.as_ref();
        let own = round.and_then(|own| own.groups.iter().find(|own| own.id == group.id));
        let days: Vec<String> = own
            .into_iter()
            .flat_map(|own| &own.days)
            .map(|day| self.day(day))
            .collect();
        values.set(
            "开会日期",
            Value::may(days.join(self.ask.lang.pick("、", ", "))),
        );
        let members = Self::members(group)
            .into_iter()
            .map(|seat| self.person(seat));
        values.tables.insert("组员", members.collect());
        let held = group.submissions.iter().map(|id| self.work(id, paper));
        values.tables.insert("本组申报", held.collect());
        values
    }

    /// What every paper may say.
    pub(super) fn common(&self, paper: Paper) -> Values {
        let (season, plan) = (self.ask.season, self.ask.plan);
        let award = &season.rules.award;
        let year = season.rules.conflicts.year;
        let mut values = Values::default();
        values.set("奖项", Value::known(award.full()));
        values.set("标题头", Value::known(self.say(&season.rules.heading())));
        values.set("年度", Value::known(year.to_string()));
        values.set("办公室", Value::known(self.say(&award.issuer())));
        values.set("联系方式", Value::known(award.contact.as_str()));
        values.set("落款", Value::known(self.say(&award.seal_line())));
        values.set("日期", Value::known(self.date(self.ask.date)));
        values.set("办法", Value::may(award.measures_named()));
        values.set("保密条款", Value::may(award.secrecy()));
        values.set("公示条款", Value::may(award.publicity()));
        values.set("评审时间", Value::known(self.days(&award.days)));
        values.set("评审地点", Value::known(award.place.as_str()));
        values.set("回执截止", Value::known(self.reply_by(&award.reply_by)));
        values.set("题目叫法", Value::known(self.say(&award.work_named())));
        let round = match plan.round {
            Some(_) => bilingual!("答辩评审", "defence"),
            None => bilingual!("资料评审", "review of the documents"),
        };
        values.set("轮次", Value::known(self.say(&round)));
        let (chair, vice) = (&plan.committee.chair, &plan.committee.vice_chair);
        values.set("主任委员", Value::known(self.name(chair)));
        values.set("副主任委员", Value::may(self.name(vice)));
        values.set("专业组数", Value::known(plan.groups.len().to_string()));
        let committee = self.committee();
        values.set("专家人数", Value::known(committee.len().to_string()));
        values.set("申报项数", Value::known(plan.reviews.len().to_string()));
        values.set("版本", Value::known(self.version()));
        values.set(
            "方案",
            Value::known(self.ask.plan_hash.chars().take(12).collect::<String>()),
        );
        values.set("种子", Value::known(plan.seed.to_string()));
        values.set("文件夹", Value::known(season.name.as_str()));
        let people = committee.iter().map(|seat| self.person(*seat));
        values.tables.insert("名单", people.collect());
        let apart = committee.iter().filter(|seat| seat.group.is_none());
        let apart = apart.map(|seat| self.person(*seat));
        values.tables.insert("组外人员", apart.collect());
        values.tables.insert("全部申报", self.all_work(paper));
        let sessions = self.sessions();
        let sessions = sessions.iter().map(|own| self.work(&own.submission, paper));
        values.tables.insert("日程", sessions.collect());
        let groups = plan.groups.iter().map(|own| self.of_group(own, paper));
        values.loops.insert("专业组", groups.collect());
        let experts = committee.iter().map(|seat| self.of_expert(*seat, paper));
        values.loops.insert("专家", experts.collect());
        values
    }

    /// The days of the review: those of the timetable of a defence, else those of the rules.
    fn days(&self, own: &str) -> String {
        let round = self.ask.plan.round.iter();
        let days = round
            .flat_map(|round| &round.groups)
            .flat_map(|group| &group.days);
        let mut days: Vec<&String> = days.filter(|day| day.parse::<Date>().is_ok()).collect();
        days.sort();
        days.dedup();
        let days: Vec<String> = days.into_iter().map(|day| self.day(day)).collect();
        match days.is_empty() {
            true => own.trim().to_owned(),
            false => days.join(self.ask.lang.pick("、", ", ")),
        }
    }

    /// The day to reply by; empty where it is over, as that of the first round is in the second.
    fn reply_by<'r>(&self, own: &'r str) -> &'r str {
        let numbers = own.split(|c: char| !c.is_ascii_digit());
        let numbers: Vec<i16> = numbers.filter_map(|own| own.parse().ok()).collect();
        let day = match numbers[..] {
            [year, month, day] => i8::try_from(month)
                .ok()
                .zip(i8::try_from(day).ok())
                .and_then(|(month, day)| Date::new(year, month, day).ok()),
            _ => None,
        };
        match day.is_some_and(|day| day < self.ask.date) {
            true => "",
            false => own,
        }
    }

    /// Which version of the plan a paper was made from.
    pub(super) fn version(&self) -> String {
        let words = match self.ask.version {
            Some(version) => bilingual!("第 {version} 版", "version {version}"),
            None => {
                let hash: String = self.ask.plan_hash.chars().take(8).collect();
                bilingual!("方案 {hash}", "plan {hash}")
            }
        };
        self.say(&words)
    }
}

/// Columns of the contacts: the Chinese name of the placeholder and the key.
const CONTACT: [(&str, &str); 9] = [
    ("手机", "phone"),
    ("邮箱", "email"),
    ("通讯地址", "address"),
    ("邮编", "postcode"),
    ("开户行", "bank"),
    ("账号", "account"),
    ("身份证号", "id_number"),
    ("劳务费", "fee"),
    ("备注", "note"),
];
