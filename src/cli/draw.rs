//! The options of `form` for a draw by lot.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::OutputFolder;
use super::printer::Printer;
use super::read;
use super::sheets::bytes_of;
use super::who::Who;
use crate::api::Formed;
use crate::api::draw::{self, COMMIT_FILES, Draw, Seed};
use crate::bilingual;
use crate::model::Season;
use crate::model::plan::Plan;
use crate::model::words::Bilingual;
use crate::year::draw::{Commitment, Options, PLANS, commitment_check};
use clap::Args;
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct DrawArguments {
    #[arg(
        long, value_name = "SEED", num_args = 0..=1, default_missing_value = "",
        help = say("抽签：按公开的种子抽取评审委员会（任意文字，如约定的彩票开奖号码）", "draw the committee by lot with a public seed (any text, such as lottery numbers agreed on beforehand)")
    )]
    draw: Option<String>,
    #[arg(
        long, value_name = "P%", default_value = "5%", value_parser = percent,
        hide_default_value = true, allow_hyphen_values = true,
        help = say("抽签：总得分最多可低于原方案多少（默认 5%）", "draw: how far the total score may be below that of the original plan (default 5%)")
    )]
    within: f64,
    #[arg(
        long, value_name = "P%", value_parser = percent, allow_hyphen_values = true,
        help = say("抽签：任何人入选机会的上限，如 50%", "draw: cap on any expert's chance to be on the committee, such as 50%")
    )]
    max_chance: Option<f64>,
    #[arg(long, help = say("抽签：主任委员、副主任委员也抽取", "draw: also draw the chair and vice chair"))]
    draw_chairs: bool,
    #[arg(
        long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000),
        help = say("抽签：从多少个方案中抽取（默认 100）", "draw: number of plans from which one is drawn (default 100)")
    )]
    draw_plans: Option<u32>,
    #[arg(
        long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000),
        help = say("抽签：两个方案之间随机换人的步数（默认席位数的 100 倍）", "draw: random exchanges between two plans (default 100 per place)")
    )]
    draw_steps: Option<u64>,
    #[arg(
        long, value_name = "ID,ID", value_delimiter = ',',
        help = say("抽签：抽中后谢绝的专家，按先后；只补抽其席位", "draw: experts who were drawn and declined, in order; only their seats are drawn again")
    )]
    refuse: Vec<String>,
    #[arg(
        long, value_name = "PLAN",
        help = say("抽签：以此方案为基础（默认先组建一个，存为 structure.json）", "draw: the plan to draw from (default: one is formed first and kept as structure.json)")
    )]
    structure: Option<PathBuf>,
    #[arg(
        long,
        help = say("抽签前：只生成保密种子 secret.json 和供公布的承诺值 commitment.json", "before a draw: only make a secret seed, secret.json, and the commitment to publish, commitment.json")
    )]
    commit: bool,
    #[arg(
        long, value_name = "F", requires = "commitment",
        help = say("抽签：公开先前的保密种子（secret.json）；与 --draw 的公开种子合用", "draw: reveal the secret seed (secret.json); combined with the public seed of --draw")
    )]
    reveal: Option<PathBuf>,
    #[arg(long, value_name = "F", requires = "reveal", help = say("抽签：先前公布的 commitment.json", "draw: the commitment.json published earlier"))]
    commitment: Option<PathBuf>,
}

fn percent(text: &str) -> Result<f64, &'static str> {
    draw::share(text).ok_or(say(
        "应为 0% 到 100% 之间的比例",
        "must be a share from 0% to 100%",
    ))
}

/// What `form --commit` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CommittedDocument<'a> {
    /// The secret seed's file, and the one to publish.
    files: Vec<PathBuf>,
    /// What is published.
    commitment: &'a Commitment,
}

impl DrawArguments {
    /// Whether a draw was requested.
    pub(super) fn asked(&self) -> bool {
        self.draw.is_some() || self.reveal.is_some()
    }

    /// Rejects options that contradict each other.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let wrong = |message: Bilingual| Err(Failure::new(Exit::Usage, message));
        let blank = self
            .draw
            .as_deref()
            .is_some_and(|seed| seed.trim().is_empty());
        if self.commit && self.asked() {
            return wrong(bilingual!(
                "--commit 只生成种子和承诺值，不能与 --draw、--reveal 同用。",
                "--commit only makes a seed and its commitment; it cannot be used with --draw or --reveal."
            ));
        }
        if !self.asked() {
            return match self.stray() {
                Some(option) => wrong(bilingual!(
                    "{option} 只用于抽签：请加 --draw 种子，或 --reveal secret.json --commitment commitment.json。",
                    "{option} is only for a draw: add --draw SEED, or --reveal secret.json --commitment commitment.json."
                )),
                None => Ok(()),
            };
        }
        if blank && self.reveal.is_none() {
            return wrong(bilingual!(
                "--draw 的种子是空的：请写约定的公开种子，如 --draw \"2026-09-01 开奖号码 01 02 03\"。",
                "The seed of --draw is empty: give the public seed that was agreed on, such as --draw \"lottery of 2026-09-01: 01 02 03\"."
            ));
        }
        if self.max_chance == Some(0.0) {
            return wrong(bilingual!(
                "--max-chance 须大于 0。",
                "--max-chance must be above 0."
            ));
        }
        Ok(())
    }

    /// An option of a draw that was given without a draw.
    fn stray(&self) -> Option<&'static str> {
        [
            ("--max-chance", self.max_chance.is_some()),
            ("--refuse", !self.refuse.is_empty()),
            ("--structure", self.structure.is_some()),
            ("--draw-chairs", self.draw_chairs),
            ("--draw-plans", self.draw_plans.is_some()),
            ("--draw-steps", self.draw_steps.is_some()),
        ]
        .into_iter()
        .find_map(|(name, given)| given.then_some(name))
    }

    /// The given structure, with the bytes of its file.
    pub(super) fn structure(&self) -> Result<Option<(Plan, Vec<u8>)>, Failure> {
        let Some(path) = &self.structure else {
            return Ok(None);
        };
        Ok(Some((read::plan(path)?, bytes_of(path)?)))
    }

    /// Creates a secret seed and its commitment if requested; returns whether it was.
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
        let (secret, commitment) = draw::commit(season);
        let mut files = folder.files();
        let [one, other] = COMMIT_FILES;
        let bytes = serde_json::to_vec_pretty(&secret).map_err(Failure::json)?;
        files.prepare_private(one, |file| file.write_all(&bytes))?;
        let bytes = serde_json::to_vec_pretty(&commitment).map_err(Failure::json)?;
        files.prepare(other, |file| file.write_all(&bytes))?;
        let written = files.commit()?;
        if printer.is_json() {
            printer.document(&CommittedDocument {
                files: written,
                commitment: &commitment,
            })?;
        } else {
            let hash = &commitment.commitment;
            let (zh, en) = (commitment_check("保密种子"), commitment_check("SEED"));
            let words = bilingual!(
                "请公布承诺值：\n  {hash}\nsecret.json 在抽签之前不得示人；抽签时用\n  --reveal secret.json --commitment commitment.json --draw 公开种子\n承诺值 = SHA-256(\"empanel/commitment@1\\n\" 保密种子 \"\\n\")；种子公开后，任何人都可核对：\n  {zh}\n承诺只证明种子没有在公布之后更换；合用一个公布之后才产生的公开种子，才能证明种子没有被挑选。",
                "Publish the commitment:\n  {hash}\nDo not show secret.json to anyone before the draw; draw with\n  --reveal secret.json --commitment commitment.json --draw PUBLIC-SEED\nThe commitment is SHA-256(\"empanel/commitment@1\\n\" SEED \"\\n\"), where SEED is the secret seed; once it is revealed, anyone can check it:\n  {en}\nA commitment alone proves only that the seed was not changed later; combined with a public seed that arises after publication, it also proves that the seed was not hand-picked."
            );
            printer.data(&format!("{}\n", words.say(printer.lang())))?;
            super::deliver::say_written(&written, printer)?;
        }
        Ok(true)
    }

    /// Draws the seats of a plan that was formed or given, and replaces it by the drawn committee;
    /// `structure` is its file.
    pub(super) fn make(
        &self,
        formed: &mut Formed,
        structure: Vec<u8>,
        printer: &Printer,
    ) -> Result<Draw, Failure> {
        let options = Options {
            within: self.within,
            max_chance: self.max_chance,
            chairs: self.draw_chairs,
            plans: self.draw_plans.map_or(PLANS, |plans| plans as usize),
            steps: self.draw_steps,
        };
        let seed = self.seed(formed.season())?;
        let refused: Vec<String> = self
            .refuse
            .iter()
            .map(|id| id.trim().to_owned())
            .filter(|id| !id.is_empty())
            .collect();
        let who = Who::new(formed.season(), Some(&formed.plan), printer);
        let refused = who.all("--refuse", &refused)?;
        if self.max_chance.is_some() {
            printer.note(&bilingual!(
                "正在抽取并调整到机会上限以内；席位多、上限低时约需半分钟。",
                "Drawing and adjusting plans until the cap holds; with many places and a low cap this takes about half a minute."
            ));
        }
        let made = draw::draw(formed, structure, (seed, options), refused, printer.lang())?;
        for words in cautions(&made) {
            printer.note(&words);
        }
        Ok(made)
    }

    /// The seed, with its commitment if it was secret before.
    fn seed(&self, season: &Season) -> Result<Seed, Failure> {
        let public = self.draw.as_deref().unwrap_or_default();
        let (Some(secret), Some(commitment)) = (&self.reveal, &self.commitment) else {
            return Ok(Seed::public(public));
        };
        let seed = Seed::revealed(public, parsed(secret)?, parsed(commitment)?, season);
        seed.ok_or_else(|| {
            Failure::new(
                Exit::Input,
                bilingual!(
                    "保密种子与公布的承诺值不符，没有抽取。请检查 --reveal 与 --commitment 是否为同一次生成的两个文件。",
                    "The secret seed does not match the published commitment; nothing was drawn. Check that --reveal and --commitment name the two files made together."
                ),
            )
        })
    }
}

/// What whoever draws must know.
fn cautions(made: &Draw) -> Vec<Bilingual> {
    let mut said = Vec::new();
    if made.is_changed() {
        said.push(bilingual!(
            "注意：公布承诺值之后数据表有变动，抽取记录中已注明。",
            "Note: tables have changed since the commitment was published; the protocol records this."
        ));
    }
    if made.is_void() {
        said.push(bilingual!(
            "注意：所有候选方案都相同，没有可选的余地，抽签没有意义。请放宽 --within，或增加专家。",
            "Note: all candidate plans are the same, so there was nothing to choose and the draw is meaningless. Widen --within, or add experts."
        ));
    }
    if made.is_cut_short() {
        said.push(bilingual!(
            "注意：基础方案是到时（或中断）时的方案，他人不一定能得到同一个；请随抽取记录公布 structure.json。",
            "Note: the plan to draw from is the one reached when time ran out (or at the interrupt); others may not get the same one. Publish structure.json with the protocol."
        ));
    }
    said
}

fn parsed<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    serde_json::from_slice(&bytes_of(path)?).map_err(|error| {
        let shown = path.display();
        Failure::new(
            Exit::Input,
            bilingual!(
                "「{shown}」不是 form --commit 写出的文件：{error}。",
                "[{shown}] was not written by form --commit: {error}."
            ),
        )
    })
}
