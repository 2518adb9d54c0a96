//! A draw as the page shows it.

use crate::bilingual;
use crate::model::plan::Plan;
use crate::model::words::Lang;
use crate::model::{Expert, Season};
use crate::year::draw::{Counts, Record, commitment_check};

/// A commitment.
pub(super) struct Sealed {
    /// Its hash in groups of eight digits, to be read aloud or copied.
    pub(super) hash: Vec<String>,
    pub(super) time: String,
    /// Whether the tables are those of that time.
    pub(super) same: bool,
    /// How anybody can check it.
    pub(super) check: String,
}

/// The draw in force.
pub(super) struct Drawn {
    pub(super) time: String,
    pub(super) seed: String,
    /// The commitment that it rests on.
    pub(super) commitment: Option<Sealed>,
    /// What whoever draws must know.
    pub(super) cautions: Vec<String>,
    pub(super) number: usize,
    pub(super) of: usize,
    pub(super) kept: String,
    pub(super) pool: usize,
    pub(super) places: usize,
    pub(super) counts: Counts,
    pub(super) heads: Vec<(String, Person)>,
    pub(super) groups: Vec<Group>,
    pub(super) redraws: Vec<Again>,
}

pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) people: Vec<Person>,
}

#[derive(Clone)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) employer: String,
    pub(super) leads: bool,
    /// Drawn after somebody declined.
    pub(super) new: bool,
}

pub(super) struct Again {
    pub(super) refused: String,
    pub(super) place: String,
    pub(super) among: usize,
    pub(super) drawn: String,
}

/// What a draw came to, whose committee is in force as this plan.
pub(super) fn drawn(record: &Record, season: &Season, plan: &Plan, lang: Lang) -> Drawn {
    let lots = &record.lots;
    let new = |id: &str| lots.redraws.iter().any(|own| own.drawn == id);
    let known = |id: &str| season.experts.iter().find(|own| own.id == id);
    let person = |id: &String, leads: bool| Person {
        id: id.clone(),
        name: known(id).map_or_else(String::new, |own: &Expert| own.name.clone()),
        employer: known(id).map_or_else(String::new, |own| own.employer.clone()),
        leads,
        new: new(id),
    };
    let groups = plan.groups.iter().map(|group| Group {
        id: group.id.clone(),
        name: group.name.clone(),
        people: group
            .members
            .iter()
            .map(|id| person(id, *id == group.leader))
            .collect(),
    });
    let named = |id: &String| {
        let name = known(id).map_or("", |own| own.name.as_str());
        format!("{name} {id}").trim().to_owned()
    };
    let redraws = lots.redraws.iter().map(|own| Again {
        refused: named(&own.refused),
        place: place(&own.place, lang),
        among: own.candidates.len(),
        drawn: named(&own.drawn),
    });
    let committee = &plan.committee;
    let heads = [
        ("chair", &committee.chair),
        ("vice_chair", &committee.vice_chair),
    ];
    // The secret seed contains no colon; the part after one is the public seed.
    let secret = record.facts.seed.split(':').next().unwrap_or_default();
    let commitment = record.facts.commitment.as_ref();
    Drawn {
        seed: record.facts.seed.clone(),
        commitment: commitment.map(|(hash, time)| Sealed {
            hash: spaced(hash),
            time: moment(time),
            same: record.facts.unchanged != Some(false),
            check: commitment_check(secret),
        }),
        cautions: cautions(record, lang),
        time: moment(&record.facts.time),
        number: lots.ball.plan,
        of: lots.ball.of,
        kept: format!("{:.2}", record.kept * 100.0),
        pool: lots.pool,
        places: lots.places,
        counts: lots.counts(),
        heads: heads
            .into_iter()
            .map(|(key, id)| (place(key, lang), person(id, false)))
            .collect(),
        groups: groups.collect(),
        redraws: redraws.collect(),
    }
}

/// What whoever draws must know.
fn cautions(record: &Record, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    let urn = &record.lots.urn;
    if urn.iter().all(|own| *own == urn[0]) {
        said.push(bilingual!(
            "所有候选方案都相同，没有可选的余地，这次抽签没有意义。请放宽“总得分最多低”，或增加专家，再抽一次。",
            "All candidate plans are the same, so there was nothing to choose and the draw is meaningless. Allow more score to be lost, or add experts, and draw once more."
        ));
    }
    if record.facts.unchanged == Some(false) {
        said.push(bilingual!(
            "公布承诺值之后数据表有变动，抽取记录中已注明。",
            "Tables have changed since the commitment was published; the protocol records this."
        ));
    }
    let above = record.lots.above.len();
    if above > 0 {
        said.push(bilingual!(
            "有 {above} 人仍超过入选机会的上限：没有找到足够多不含他们的方案，见抽取记录。",
            "Experts still above the cap on chances: {above}. Too few plans without them were found; see the protocol."
        ));
    }
    said.iter().map(|own| own.say(lang).to_owned()).collect()
}

/// The name of a place: a group by its id, the heads of the committee by their office.
fn place(key: &str, lang: Lang) -> String {
    let words = match key {
        "chair" => bilingual!("主任委员", "chair"),
        "vice_chair" => bilingual!("副主任委员", "vice chair"),
        group => bilingual!("{group}", "{group}"),
    };
    words.say(lang).to_owned()
}

/// A hash in groups of eight digits.
pub(super) fn spaced(hash: &str) -> Vec<String> {
    let digits: Vec<char> = hash.chars().collect();
    digits.chunks(8).map(|own| own.iter().collect()).collect()
}

/// Day and minute of a time.
pub(super) fn moment(time: &str) -> String {
    time.replace('T', " ").chars().take(16).collect()
}

// Methods called by the template.
impl Drawn {
    /// Everybody who may still decline.
    pub(super) fn seated(&self) -> Vec<&Person> {
        let heads = self.heads.iter().map(|(_, person)| person);
        let mut all: Vec<&Person> = Vec::new();
        for own in heads.chain(self.groups.iter().flat_map(|group| &group.people)) {
            if all.iter().all(|other| other.id != own.id) {
                all.push(own);
            }
        }
        all
    }
}
