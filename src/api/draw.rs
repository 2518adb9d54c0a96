//! The draw of a committee by lot, as the verb and the window do it.

use super::write::{Content, plan_bytes};
use super::{Error, FormOptions, Formed};
use crate::bilingual;
use crate::files::history::{Action, Meta};
use crate::model::words::{Bilingual, Lang};
use crate::model::{Season, SolveRules};
use crate::solve::Ended;
#[cfg(feature = "window")]
use crate::year::draw::Record;
use crate::year::draw::{self, Ask, Commitment, Drawn, Facts, Inputs, Options, Secret};

/// Files that a draw writes beside those of a plan: what was drawn from, the record, and the
/// protocol in both languages.
pub(crate) const FILES: [&str; 4] = ["structure.json", "draw.json", "draw.zh.md", "draw.en.md"];

/// Files of a commitment: the secret seed, and what is published.
pub(crate) const COMMIT_FILES: [&str; 2] = ["secret.json", "commitment.json"];

/// How much of the score of the plan drawn from may be lost, where nothing is said.
#[cfg(feature = "window")]
pub(crate) const WITHIN: f64 = 0.05;

/// Reads `10%` or `0.1` as a share from 0 to 1.
pub(crate) fn share(text: &str) -> Option<f64> {
    let plain = text.trim().replace('％', "%");
    let (number, unit) = match plain.strip_suffix('%') {
        Some(number) => (number, 100.0),
        None => (plain.as_str(), 1.0),
    };
    let value: f64 = number.trim().parse().ok()?;
    let share = value / unit;
    (share.is_finite() && (0.0..=1.0).contains(&share)).then_some(share)
}

/// Default work limit, in moves, for the plan that seats are drawn from.
const WORK: u64 = 20_000;

/// Options of a run that forms, or takes, the plan to draw from. Everybody must get the same plan:
/// a work limit, one thread, and group names in one language, since the plan is hashed into the
/// draw.
pub(crate) fn options(own: FormOptions) -> FormOptions {
    FormOptions {
        work: Some(own.work.unwrap_or(WORK)),
        threads: 1,
        language: Lang::Zh,
        ..own
    }
}

/// The file of a plan that was formed to be drawn from. Time limit and number of threads have no
/// effect under a work limit and are not part of any input: they become those of `usual`.
///
/// # Errors
/// The plan cannot be serialised.
pub(crate) fn structure_bytes(formed: &mut Formed, usual: &SolveRules) -> Result<Vec<u8>, Error> {
    let rules = &mut formed.plan.rules.solve;
    (rules.time_limit, rules.threads) = (usual.time_limit, usual.threads);
    plan_bytes(&formed.plan)
}

/// Makes a secret seed and its commitment.
pub(crate) fn commit(season: &Season) -> (Secret, Commitment) {
    let secret = Secret::random();
    let commitment = Commitment::new(&secret.seed, &draw::tables_hash(season), &now());
    (secret, commitment)
}

/// A seed, with what was published of it before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seed {
    text: String,
    commitment: Option<(String, String)>,
    unchanged: Option<bool>,
}

impl Seed {
    /// A seed that is public from the start.
    pub(crate) fn public(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            commitment: None,
            unchanged: None,
        }
    }

    /// The secret seed, joined with the public one if there is one; `None` if it is not the seed
    /// that was committed to.
    pub(crate) fn revealed(
        public: &str,
        secret: Secret,
        published: Commitment,
        season: &Season,
    ) -> Option<Self> {
        let unchanged = published.inputs == draw::tables_hash(season);
        published.holds(&secret.seed).then(|| Self {
            text: match public {
                "" => secret.seed,
                public => format!("{}:{public}", secret.seed),
            },
            commitment: Some((published.commitment, published.time)),
            unchanged: Some(unchanged),
        })
    }

    /// The seed of an earlier draw.
    #[cfg(feature = "window")]
    pub(crate) fn of(facts: &Facts) -> Self {
        Self {
            text: facts.seed.clone(),
            commitment: facts.commitment.clone(),
            unchanged: facts.unchanged,
        }
    }
}

/// The options with which a draw was made, if season and structure are still those that it was made
/// from; with others the same seed would draw another committee.
#[cfg(feature = "window")]
pub(crate) fn same_options(season: &Season, structure: &[u8], record: &Record) -> Option<Options> {
    let (facts, lots) = (&record.facts, &record.lots);
    let steps = [None, Some(lots.course.between)].into_iter();
    let mut tried = steps.map(|steps| Options {
        within: facts.within,
        max_chance: facts.max_chance,
        chairs: facts.chairs,
        plans: lots.ball.of,
        steps,
    });
    tried.find(|own| Inputs::of(season, structure, own).hash == facts.inputs)
}

/// A completed draw with the facts for its protocol.
pub(crate) struct Draw {
    drawn: Drawn,
    facts: Facts,
    structure: Vec<u8>,
    refused: Vec<String>,
}

/// Draws the seats of a plan that was formed or given, and replaces it by the drawn committee.
/// `structure` is the file of the plan; `refused` are the ids of those who declined, in order.
///
/// # Errors
/// See [`draw::draw`].
pub(crate) fn draw(
    formed: &mut Formed,
    structure: Vec<u8>,
    (seed, options): (Seed, Options),
    refused: Vec<String>,
    lang: Lang,
) -> Result<Draw, Error> {
    let season = formed.season().model();
    let Inputs { files, hash } = Inputs::of(season, &structure, &options);
    let ask = Ask {
        seed: &seed.text,
        inputs: &hash,
        options,
        refuse: &refused,
        lang,
    };
    let drawn = draw::draw(season, &formed.plan, &ask).map_err(Error::Input)?;
    let facts = Facts {
        time: now(),
        seed: seed.text,
        inputs: hash,
        files,
        within: options.within,
        max_chance: options.max_chance,
        chairs: options.chairs,
        commitment: seed.commitment,
        unchanged: seed.unchanged,
        cut_short: matches!(formed.ended, Ended::Clock | Ended::Stopped),
    };
    formed.plan.clone_from(&drawn.plan);
    Ok(Draw {
        drawn,
        facts,
        structure,
        refused,
    })
}

fn now() -> String {
    Meta::now(Action::Form, None, None).time
}

impl Draw {
    /// Whether tables have changed since the commitment was published.
    pub(crate) fn is_changed(&self) -> bool {
        self.facts.unchanged == Some(false)
    }

    /// Whether all plans drawn from are the same, so that there was nothing to choose.
    pub(crate) fn is_void(&self) -> bool {
        let urn = &self.drawn.lots.urn;
        urn.iter().all(|own| *own == urn[0])
    }

    /// Whether the plan drawn from can be had only from its file, because the clock or a person
    /// ended the search for it.
    pub(crate) fn is_cut_short(&self) -> bool {
        self.facts.cut_short
    }

    /// Structure and protocol, to be written next to the plan.
    ///
    /// # Errors
    /// The record cannot be serialised.
    pub(crate) fn contents(&self, season: &Season) -> Result<Vec<Content>, Error> {
        let [structure, record, zh, en] = FILES;
        let document = draw::document(&self.facts, &self.drawn, &self.refused);
        let bytes = serde_json::to_vec_pretty(&document);
        let bytes = bytes.map_err(|error| Error::Document(error.to_string()))?;
        let mut contents = vec![(structure, self.structure.clone()), (record, bytes)];
        for (name, lang) in [(zh, Lang::Zh), (en, Lang::En)] {
            let text = draw::protocol(season, &self.facts, &self.drawn, lang);
            contents.push((name, text.into_bytes()));
        }
        Ok(contents)
    }

    /// The drawn committee in a few lines.
    pub(crate) fn words(&self) -> Bilingual {
        let (lots, kept) = (&self.drawn.lots, self.drawn.kept * 100.0);
        let (of, number, places) = (lots.ball.of, lots.ball.plan, lots.places);
        let draw::Counts { chance, sure, .. } = lots.counts();
        let redrawn = lots.redraws.len();
        let above = match lots.above.len() {
            0 => Bilingual::default(),
            count => bilingual!(
                "{count} 人超过机会上限；",
                "above the cap on chances: {count}; "
            ),
        };
        let (above_zh, above_en) = (&above.zh, &above.en);
        bilingual!(
            "抽签：{places} 个席位，从 {of} 个方案中抽中第 {number} 号；有机会的专家 {chance} 人，其中 {sure} 人必选；{above_zh}补抽 {redrawn} 个；总得分为原方案的 {kept:.2}%。记录见 draw.zh.md、draw.en.md。",
            "Draw: {places} places, plan {number} of {of}; experts with a chance: {chance}, of whom {sure} were in every plan; {above_en}drawn again: {redrawn}; the total score is {kept:.2}% of the original plan's. The protocol is in draw.zh.md and draw.en.md."
        )
    }
}
