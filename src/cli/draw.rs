//! The options of `form` for a draw by lot, and what they do.

use super::deliver::Content;
use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::read;
use super::sheets::bytes_of;
use crate::bilingual;
use crate::draw::{self, Ask, Commitment, Drawn, Facts, Secret};
use crate::history::sha256;
use crate::model::Season;
use crate::plan::Plan;
use crate::text::{Bilingual, Lang};
use clap::Args;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a draw leaves beside the files of every plan.
pub(super) const FILES: [&str; 4] = ["structure.json", "draw.json", "draw.zh.md", "draw.en.md"];
/// What a commitment leaves.
const COMMIT_FILES: [&str; 2] = ["secret.json", "commitment.json"];

#[derive(Debug, Args)]
pub(super) struct DrawArguments {
    #[arg(
        long, value_name = "SEED", num_args = 0..=1, default_missing_value = "",
        help = say("抽签：按公开的种子逐席抽取（任意文字，如约定的彩票开奖号码）", "draw the seats by lot with a public seed (any text, such as a lottery's numbers agreed on before)")
    )]
    draw: Option<String>,
    #[arg(
        long, value_name = "P%", default_value = "10%", value_parser = percent,
        hide_default_value = true,
        help = say("抽签：候选人在该席的得分最多可低于原方案多少（默认 10%）", "draw: how far below the plan's a candidate's score at a seat may be (default 10%)")
    )]
    within: f64,
    #[arg(
        long, value_name = "P%", value_parser = percent,
        help = say("抽签：任何人在一个席位上的机会上限，如 50%（候选人不足时降低得分要求）", "draw: cap on anybody's chance at one seat, 50% say (the bar is lowered where candidates are few)")
    )]
    max_chance: Option<f64>,
    #[arg(
        long, value_name = "ID,ID", value_delimiter = ',',
        help = say("抽签：抽中后谢绝的专家，按先后；只补抽其席位", "draw: who was drawn and refused, in order; only their seats are drawn again")
    )]
    refuse: Vec<String>,
    #[arg(
        long, value_name = "PLAN",
        help = say("抽签：以此方案为基础（默认先求一个，存为 structure.json）", "draw: the plan to draw from (default: one is formed first and kept as structure.json)")
    )]
    structure: Option<PathBuf>,
    #[arg(
        long,
        help = say("抽签前：只生成保密种子 secret.json 和供公布的承诺值 commitment.json", "before a draw: only make a secret seed, secret.json, and the commitment to publish, commitment.json")
    )]
    commit: bool,
    #[arg(
        long, value_name = "F", requires = "commitment",
        help = say("抽签：公开先前的保密种子（secret.json）；与 --draw 的公开种子合用", "draw: reveal the secret seed (secret.json); joined to the public one of --draw")
    )]
    reveal: Option<PathBuf>,
    #[arg(long, value_name = "F", requires = "reveal", help = say("抽签：先前公布的 commitment.json", "draw: the commitment.json published before"))]
    commitment: Option<PathBuf>,
}

/// Reads `10%` or `0.1` as a share above 0 and at most 1.
fn percent(text: &str) -> Result<f64, &'static str> {
    let wrong = say("应为 0% 到 100% 之间的比例", "give a share from 0% to 100%");
    let plain = text.trim().replace('％', "%");
    let (number, unit) = match plain.strip_suffix('%') {
        Some(number) => (number, 100.0),
        None => (plain.as_str(), 1.0),
    };
    let value: f64 = number.trim().parse().map_err(|_| wrong)?;
    let share = value / unit;
    if share.is_finite() && (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err(wrong)
    }
}

/// A draw that was made, with what its protocol says.
pub(super) struct Made {
    drawn: Drawn,
    facts: Facts,
    structure: Vec<u8>,
    refused: Vec<String>,
}

impl DrawArguments {
    /// Whether seats are to be drawn.
    pub(super) fn asked(&self) -> bool {
        self.draw.is_some() || self.reveal.is_some()
    }

    /// Refuses options that belong to a draw where none is asked for.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let stray =
            self.max_chance.is_some() || !self.refuse.is_empty() || self.structure.is_some();
        let empty = self.draw.as_deref() == Some("") && self.reveal.is_none();
        let zero = self.max_chance == Some(0.0);
        if self.commit && self.asked() || !self.asked() && stray || empty || zero {
            return Err(Failure::new(
                Exit::Usage,
                bilingual!(
                    "抽签请给 --draw 种子，或 --reveal secret.json --commitment commitment.json（可再加 --draw 公开种子）；--commit 单独使用；--max-chance 须大于 0。",
                    "To draw give --draw SEED, or --reveal secret.json --commitment commitment.json (with a public --draw SEED if wanted); --commit stands alone; --max-chance must be above 0."
                ),
            ));
        }
        Ok(())
    }

    /// The structure that was named, with its bytes.
    pub(super) fn structure(&self) -> Result<Option<(Plan, Vec<u8>)>, Failure> {
        let Some(path) = &self.structure else {
            return Ok(None);
        };
        Ok(Some((read::plan(path)?, bytes_of(path)?)))
    }

    /// Makes a secret seed and its commitment, if that is asked; `true` when it was.
    pub(super) fn commit(
        &self,
        season: &Season,
        out: &Path,
        force: bool,
        printer: &Printer,
    ) -> Result<bool, Failure> {
        if !self.commit {
            return Ok(false);
        }
        let folder = OutputFolder::open(out, &COMMIT_FILES, force)?;
        let secret = Secret::random();
        let commitment = Commitment::new(&secret.seed, &tables(season), &now());
        let mut files = folder.files();
        let [one, other] = COMMIT_FILES;
        let bytes = serde_json::to_vec_pretty(&secret).map_err(Failure::json)?;
        files.prepare_private(one, |file| file.write_all(&bytes))?;
        let bytes = serde_json::to_vec_pretty(&commitment).map_err(Failure::json)?;
        files.prepare(other, |file| file.write_all(&bytes))?;
        let written = files.commit()?;
        if printer.is_json() {
            printer.document(&json!({"files": written, "commitment": commitment}))?;
        } else {
            let hash = &commitment.commitment;
            let words = bilingual!(
                "请公布承诺值：\n  {hash}\nsecret.json 在抽签之前不得示人；抽签时用\n  --reveal secret.json --commitment commitment.json --draw 公开种子\n承诺只证明种子没有在公布之后更换；合用一个公布之后才产生的公开种子，才能证明种子没有被挑选。",
                "Publish the commitment:\n  {hash}\nNobody may see secret.json before the draw; draw with\n  --reveal secret.json --commitment commitment.json --draw PUBLIC-SEED\nA commitment proves only that the seed was not changed later; joined to a public seed that is known only afterwards, it proves that the seed was not picked."
            );
            printer.data(&format!("{}\n", words.say(printer.lang())))?;
            super::deliver::say_written(&written, printer)?;
        }
        Ok(true)
    }

    /// Draws the seats of the structure.
    pub(super) fn make(
        &self,
        season: &Season,
        structure: &Plan,
        bytes: Vec<u8>,
        printer: &Printer,
    ) -> Result<Made, Failure> {
        let mut files: BTreeMap<String, String> = season
            .inputs
            .values()
            .map(|input| (input.file.clone(), input.sha256.clone()))
            .collect();
        files.insert("structure.json".to_owned(), sha256(&bytes));
        let asked = format!("within={} max_chance={:?}", self.within, self.max_chance);
        let listed: Vec<String> = files
            .iter()
            .map(|(file, hash)| format!("{file} {hash}"))
            .collect();
        let inputs = sha256(format!("{}\n{asked}\n", listed.join("\n")).as_bytes());
        let (seed, commitment, unchanged) = self.seed(season)?;
        let refused: Vec<String> = self
            .refuse
            .iter()
            .map(|id| id.trim().to_owned())
            .filter(|id| !id.is_empty())
            .collect();
        let ask = Ask {
            seed: &seed,
            inputs: &inputs,
            within: self.within,
            max_chance: self.max_chance,
            refuse: &refused,
            lang: printer.lang(),
        };
        let drawn = draw::draw(season, structure, &ask).map_err(Failure::input)?;
        if unchanged == Some(false) {
            printer.note(&bilingual!(
                "注意：公布承诺值之后数据表有变动，抽取记录中已注明。",
                "Note: tables have changed since the commitment; the protocol says so."
            ));
        }
        let facts = Facts {
            time: now(),
            seed,
            inputs,
            files,
            within: self.within,
            max_chance: self.max_chance,
            commitment,
            unchanged,
        };
        Ok(Made {
            drawn,
            facts,
            structure: bytes,
            refused,
        })
    }

    /// The seed, the commitment to it and whether the tables are still those of the commitment.
    #[allow(clippy::type_complexity)] // three facts that are read from one pair of files
    fn seed(
        &self,
        season: &Season,
    ) -> Result<(String, Option<(String, String)>, Option<bool>), Failure> {
        let public = self.draw.clone().unwrap_or_default();
        let (Some(secret), Some(commitment)) = (&self.reveal, &self.commitment) else {
            return Ok((public, None, None));
        };
        let secret: Secret = parsed(secret)?;
        let published: Commitment = parsed(commitment)?;
        if !published.holds(&secret.seed) {
            return Err(Failure::new(
                Exit::Input,
                bilingual!(
                    "保密种子与公布的承诺值不符，没有抽取。请检查 --reveal 与 --commitment 是否为同一次生成的两个文件。",
                    "The secret seed is not the one committed to; nothing was drawn. Check that --reveal and --commitment name the two files of one commitment."
                ),
            ));
        }
        let seed = match public.as_str() {
            "" => secret.seed,
            public => format!("{}:{public}", secret.seed),
        };
        let unchanged = published.inputs == tables(season);
        Ok((
            seed,
            Some((published.commitment, published.time)),
            Some(unchanged),
        ))
    }
}

/// Hash of all tables of a season.
fn tables(season: &Season) -> String {
    let rows = season.inputs.values();
    let rows: Vec<String> = rows
        .map(|input| format!("{} {}", input.file, input.sha256))
        .collect();
    sha256(rows.join("\n").as_bytes())
}

fn now() -> String {
    crate::history::Meta::now(crate::history::Action::Form, None, None).time
}

fn parsed<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    serde_json::from_slice(&bytes_of(path)?).map_err(|error| {
        let shown = path.display();
        Failure::new(
            Exit::Input,
            bilingual!(
                "「{shown}」不是 form --commit 写出的文件：{error}。",
                "[{shown}] is no file of form --commit: {error}."
            ),
        )
    })
}

impl Made {
    /// The committee that was drawn.
    pub(super) fn plan(&self) -> &Plan {
        &self.drawn.plan
    }

    /// Structure and protocol, to be written beside the plan.
    pub(super) fn contents(&self, season: &Season) -> Result<Vec<Content>, Failure> {
        let [structure, record, zh, en] = FILES;
        let document = json!({
            "schema": "empanel/draw@1",
            "facts": self.facts,
            "key": self.drawn.key,
            "pool": self.drawn.pool,
            "kept": self.drawn.kept,
            "refused": self.refused,
            "steps": self.drawn.steps,
            "redraws": self.drawn.redraws,
        });
        let bytes = serde_json::to_vec_pretty(&document).map_err(Failure::json)?;
        let mut contents = vec![(structure, self.structure.clone()), (record, bytes)];
        for (name, lang) in [(zh, Lang::Zh), (en, Lang::En)] {
            let text = draw::protocol(season, &self.facts, &self.drawn, lang);
            contents.push((name, text.into_bytes()));
        }
        Ok(contents)
    }

    /// What was drawn, in a few lines.
    pub(super) fn words(&self) -> Bilingual {
        let drawn = &self.drawn;
        let seats = drawn.steps.len();
        let single = drawn
            .steps
            .iter()
            .filter(|step| step.candidates.len() == 1)
            .count();
        let changed = drawn
            .steps
            .iter()
            .filter(|step| step.drawn != step.holder)
            .count();
        let (kept, redrawn) = (drawn.kept * 100.0, drawn.redraws.len());
        bilingual!(
            "\n抽签：{seats} 个席位（{single} 个只有一位候选人），{changed} 个席位换了人，补抽 {redrawn} 个；总得分为原方案的 {kept:.2}%。记录见 draw.zh.md、draw.en.md。\n",
            "\nDraw: {seats} seats ({single} with a single candidate), {changed} changed hands, {redrawn} drawn again; the total score is {kept:.2}% of the structure's. The protocol is draw.zh.md and draw.en.md.\n"
        )
    }
}
