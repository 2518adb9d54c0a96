//! Makes the papers: for each its template, its values, its files.

use super::ask::{Ask, PaperFile, Papers};
use super::blocks::Content;
use super::facts::{Facts, Seat};
use super::fill::{Filler, Filling, Value};
use super::kind::{Form, Paper, Per};
use super::manifest;
use super::placeholders::{COMMON, Placeholder, offer};
use super::template::{self, Template};
use super::{book, records, word};
use crate::bilingual;
use crate::model::difference::{PersonKind, compare};
use crate::model::words::{Bilingual, FileNames, Lang};
use crate::model::{Place, Problem, Severity};
use crate::report::changes;
use crate::year::defence;
use std::collections::BTreeSet;

/// Makes the papers. The same input gives the same bytes.
///
/// # Errors
/// A template that cannot be understood (E440-E442), each fault with its line; a file that cannot
/// be created (E443), which is a fault of this program.
pub fn make(ask: &Ask<'_>) -> Result<Papers, Vec<Problem>> {
    let facts = Facts::new(ask);
    let work = ask.season.rules.award.work_named().zh;
    let mut papers = Papers::default();
    let templates = templates(ask, &mut papers.problems)?;
    let mut absent: Vec<(Paper, Bilingual)> = Vec::new();
    for (paper, (template, file)) in &templates {
        let fillings = match fillings(*paper, &facts) {
            Ok(fillings) => fillings,
            Err(why) => {
                absent.push((*paper, why));
                continue;
            }
        };
        if *paper == Paper::Archive {
            let plan = archived(ask, "plan.json", ask.plan_bytes.to_vec());
            papers.files.push(plan);
        }
        let mut maker = Maker {
            paper: *paper,
            facts: &facts,
            template,
            filler: Filler {
                lang: ask.lang,
                work: &work,
                missing: BTreeSet::new(),
            },
            papers: &mut papers,
        };
        maker.make(&fillings)?;
        let missing = std::mem::take(&mut maker.filler.missing);
        if !missing.is_empty() {
            papers
                .problems
                .push(blank(*paper, file.as_deref(), &missing));
        }
        if *paper == Paper::Schedule {
            calendars(&facts, &mut papers);
        }
    }
    if !absent.is_empty() {
        papers.problems.push(not_made(&absent));
    }
    if wanted(ask, Paper::Archive) {
        let hashes = manifest::hashes(&papers.files).into_bytes();
        papers.files.push(archived(ask, "sha256.txt", hashes));
    }
    Ok(papers)
}

/// A file of the archive that is no paper.
fn archived(ask: &Ask<'_>, name: &str, bytes: Vec<u8>) -> PaperFile {
    PaperFile {
        path: format!("{}/{name}", folder(ask, Paper::Archive)),
        paper: None,
        about: String::new(),
        bytes,
    }
}

/// A calendar file for each expert of a defence with dates.
fn calendars(facts: &Facts<'_>, papers: &mut Papers) {
    let ask = facts.ask;
    let committee = facts.committee();
    let plain = ask.plain_names || ask.lang == Lang::En;
    let ids = FileNames::of(committee.iter().map(|own| own.id));
    let joined = FileNames::joined(committee.iter().map(|own| [own.id, facts.name(own.id)]));
    for seat in committee {
        let calendar = defence::calendar_of(ask.season, ask.plan, seat.id, ask.lang);
        let path = match plain {
            true => format!("calendar/{}.ics", ids.get(seat.id)),
            false => format!(
                "日历/{}.ics",
                joined.get_joined([seat.id, facts.name(seat.id)])
            ),
        };
        papers.files.extend(calendar.map(|text| PaperFile {
            path,
            paper: Some(Paper::Schedule),
            about: seat.id.to_owned(),
            bytes: text.into_bytes(),
        }));
    }
}

pub(super) fn wanted(ask: &Ask<'_>, paper: Paper) -> bool {
    ask.only.is_empty() || ask.only.contains(&paper)
}

/// A paper with its template and the office's own file that the template is from, if it is.
type Sourced = (Paper, (Template, Option<String>));

/// The template of each requested paper.
fn templates(ask: &Ask<'_>, problems: &mut Vec<Problem>) -> Result<Vec<Sourced>, Vec<Problem>> {
    let further = ask.contacts.columns();
    let further: Vec<&str> = further.into_iter().collect();
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    let stem = |file: &str| {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        Paper::named(stem)
    };
    for own in ask.templates {
        if stem(&own.file).is_none() {
            problems.push(unknown_template(&own.file));
        }
    }
    for paper in Paper::ALL.iter().filter(|own| wanted(ask, **own)) {
        let own = ask
            .templates
            .iter()
            .find(|own| stem(&own.file) == Some(*paper));
        let text = own.map_or(paper.built_in(ask.lang), |own| own.text.as_str());
        let file = own.map(|own| format!("templates/{}", own.file));
        let shown = file
            .clone()
            .unwrap_or_else(|| format!("{}.txt", paper.key()));
        match template::read(*paper, &shown, text, &further) {
            Ok(template) => read.push((*paper, (template, file))),
            Err(found) => wrong.extend(found),
        }
    }
    match wrong.is_empty() {
        true => Ok(read),
        false => Err(wrong),
    }
}

/// The folder of a paper's files.
fn folder(ask: &Ask<'_>, paper: Paper) -> String {
    match ask.plain_names || ask.lang == Lang::En {
        true => paper.key().to_owned(),
        false => match paper {
            Paper::Archive => "归档".to_owned(),
            paper => paper.words().zh.to_owned(),
        },
    }
}

struct Maker<'a, 'p> {
    paper: Paper,
    facts: &'a Facts<'a>,
    template: &'a Template,
    filler: Filler<'a>,
    papers: &'p mut Papers,
}

impl Maker<'_, '_> {
    fn make(&mut self, fillings: &[Filling]) -> Result<(), Vec<Problem>> {
        let ask = self.facts.ask;
        let mut common = self.facts.common(self.paper);
        if self.paper == Paper::Archive {
            common
                .tables
                .insert("目录", manifest::rows(&self.papers.files, ask.lang));
        }
        let base = folder(ask, self.paper);
        let end = match self.paper.form() {
            Form::Word => "docx",
            Form::Book => "xlsx",
        };
        let single = self.paper.per() == Per::Whole;
        let names = FileNames::of(fillings.iter().map(|own| own.id.as_str()));
        let joined = FileNames::joined(
            fillings
                .iter()
                .map(|own| [own.id.as_str(), own.name.as_str()]),
        );
        let plain = ask.plain_names || ask.lang == Lang::En;
        let mut all = Content::default();
        for filling in fillings {
            let values = common.clone().with(filling.values.clone());
            let content = self.filler.fill(self.template, &values);
            let path = match (single, plain) {
                (true, _) if self.paper == Paper::Archive => {
                    format!("{base}/{}.{end}", self.title())
                }
                (true, _) => format!("{base}.{end}"),
                (false, true) => format!("{base}/{}.{end}", names.get(&filling.id)),
                (false, false) => {
                    let name = joined.get_joined([filling.id.as_str(), filling.name.as_str()]);
                    format!("{base}/{name}.{end}")
                }
            };
            self.file(path, &filling.id, &content)?;
            if !single {
                all.append(&content);
            }
        }
        if !single && fillings.len() > 1 {
            self.file(format!("{base}.{end}"), "", &all)?;
        }
        Ok(())
    }

    /// The file name of the archive's index.
    fn title(&self) -> &'static str {
        match self.facts.ask.plain_names || self.facts.lang() == Lang::En {
            true => "index",
            false => self.paper.words().zh,
        }
    }

    fn file(&mut self, path: String, about: &str, content: &Content) -> Result<(), Vec<Problem>> {
        let ask = self.facts.ask;
        let name = self.paper.words().in_lang(ask.lang);
        // Letters and what is published bear no mark of the office.
        let handed = self.paper.per() != Per::Whole
            || matches!(
                self.paper,
                Paper::Publicity | Paper::Results | Paper::Schedule
            );
        let mark = match handed {
            true => String::new(),
            false => {
                let version = self.facts.version();
                let day = ask.date;
                let confidential = bilingual!("内部资料，注意保密", "Confidential");
                let confidential = confidential.say(ask.lang);
                format!("{confidential}　{name}　{version}　{day}")
            }
        };
        let made: Result<Vec<u8>, String> = match self.paper.form() {
            Form::Word => {
                let day = ask.date.to_string();
                let bare = matches!(
                    self.paper,
                    Paper::Appointment | Paper::Cards | Paper::Labels
                );
                word::write(content, (&day, (!bare).then_some(mark.as_str())), ask.lang)
            }
            Form::Book => {
                book::write(content, name, &mark, ask.lang).map_err(|error| error.to_string())
            }
        };
        let bytes = made.map_err(|error| vec![fault(&path, &error)])?;
        self.papers.texts.insert(path.clone(), content.text());
        self.papers.files.push(PaperFile {
            path,
            paper: Some(self.paper),
            about: about.to_owned(),
            bytes,
        });
        Ok(())
    }
}

/// What each file of a paper is filled with.
///
/// # Errors
/// Why the paper cannot be made.
fn fillings(paper: Paper, facts: &Facts<'_>) -> Result<Vec<Filling>, Bilingual> {
    match paper.per() {
        Per::Expert => Ok(experts(paper, facts)),
        Per::Change => changed(paper, facts),
        Per::Hearing => records::hearings(facts),
        Per::Objection => records::objections(facts),
        Per::Whole => {
            let values = records::whole(paper, facts)?;
            Ok(vec![Filling {
                id: String::new(),
                name: String::new(),
                values,
            }])
        }
    }
}

fn experts(paper: Paper, facts: &Facts<'_>) -> Vec<Filling> {
    let committee = facts.committee().into_iter();
    committee
        .map(|seat| Filling {
            id: seat.id.to_owned(),
            name: facts.name(seat.id).to_owned(),
            values: facts.of_expert(seat, paper),
        })
        .collect()
}

/// Those whom the change from the plan before concerns.
fn changed(paper: Paper, facts: &Facts<'_>) -> Result<Vec<Filling>, Bilingual> {
    let ask = facts.ask;
    let Some(before) = ask.before else {
        return Err(bilingual!(
            "没有更早的版本可比，用 --since 指定",
            "there is no earlier version to compare with; name one with --since"
        ));
    };
    let difference = compare(before, ask.plan);
    let wanted = |kind: PersonKind| match kind {
        PersonKind::New => Paper::Joining,
        PersonKind::Gone => Paper::Thanks,
        _ => Paper::Change,
    };
    let mut fillings = Vec::new();
    for person in difference
        .people
        .iter()
        .filter(|own| wanted(own.kind) == paper)
    {
        let Some(expert) = facts.expert(&person.expert) else {
            continue;
        };
        let seat = Seat {
            id: &expert.id,
            group: ask.plan.group_of_expert(&expert.id),
        };
        let mut values = facts.of_expert(seat, paper);
        let (old, change) = changes::in_words(person);
        values.set("原职务", Value::may(old.say(ask.lang)));
        values.set("变动", Value::known(change.say(ask.lang)));
        let rows = |ids: &[String]| ids.iter().map(|id| facts.work(id, paper)).collect();
        values
            .tables
            .insert("新增任务", rows(&person.reviews_added));
        values
            .tables
            .insert("取消任务", rows(&person.reviews_removed));
        fillings.push(Filling {
            id: expert.id.clone(),
            name: facts.name(&expert.id).to_owned(),
            values,
        });
    }
    match fillings.is_empty() {
        false => Ok(fillings),
        true => Err(bilingual!(
            "与先前的版本相比没有这类变动",
            "nobody is concerned by such a change"
        )),
    }
}

fn blank(paper: Paper, file: Option<&str>, missing: &BTreeSet<&'static str>) -> Problem {
    let own = offer(paper).fields.iter().flat_map(|own| own.iter());
    let known: Vec<&Placeholder> = COMMON.iter().chain(own).collect();
    let list = |lang: Lang, with: &str| {
        let said = missing.iter().map(|name| {
            let own = known.iter().find(|own| own.name.zh == *name);
            own.map_or(*name, |own| own.says.in_lang(lang))
        });
        said.collect::<Vec<&str>>().join(with)
    };
    let (zh, en) = (list(Lang::Zh, "、"), list(Lang::En, ", "));
    let name = paper.name();
    let (paper_zh, paper_en) = (name.zh, name.en);
    Problem {
        severity: Severity::Note,
        code: "N780",
        place: file.map_or_else(Place::default, Place::file),
        value: String::new(),
        what: bilingual!(
            "{paper_zh}：缺少{zh}，该处留横线手写",
            "{paper_en}: a line to write on was left for {en}"
        ),
        action: bilingual!(
            "在 rules.toml 的 [award] 或通讯录（contacts.csv）中填写后重新生成，或手写",
            "Fill it in under [award] of rules.toml or in contacts.csv and make the papers again, or write it by hand"
        ),
    }
}

fn not_made(absent: &[(Paper, Bilingual)]) -> Problem {
    let list = |pick: fn(&Bilingual) -> &str, with: &str, open: &str, close: &str| {
        let each = absent.iter().map(|(paper, why)| {
            let name = paper.name();
            format!("{}{open}{}{close}", pick(&name), pick(why))
        });
        each.collect::<Vec<_>>().join(with)
    };
    let zh = list(|own| &own.zh, "；", "（", "）");
    let en = list(|own| &own.en, "; ", " (", ")");
    Problem {
        severity: Severity::Note,
        code: "N781",
        place: Place::default(),
        value: String::new(),
        what: bilingual!("没有生成：{zh}", "Not made: {en}"),
        action: bilingual!(
            "需要时先做相应的步骤，再重新生成",
            "Take these steps first if the papers are needed, then make them again"
        ),
    }
}

fn unknown_template(file: &str) -> Problem {
    let list = |pick: fn(&Paper) -> &'static str, with: &str| {
        Paper::ALL.iter().map(pick).collect::<Vec<_>>().join(with)
    };
    let (zh, en) = (
        list(|own| own.words().zh, "、"),
        list(|own| own.key(), ", "),
    );
    Problem {
        severity: Severity::Warning,
        code: "W742",
        place: Place::file(format!("templates/{file}")),
        value: String::new(),
        what: bilingual!(
            "没有哪种材料用这个模板",
            "No paper uses a template of this name"
        ),
        action: bilingual!(
            "按材料的名称命名，如 邀请函.txt：{zh}",
            "Name it after a paper, as invitation.txt: {en}"
        ),
    }
}

fn fault(path: &str, error: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        code: "E443",
        place: Place::file(path),
        value: String::new(),
        what: bilingual!(
            "无法生成文件：{error}",
            "The file cannot be created: {error}"
        ),
        action: bilingual!(
            "内容过多时分组分次生成（--only）；仍不行请告知维护者",
            "If there is too much in it, make the papers in parts (--only); otherwise inform the maintainers"
        ),
    }
}
