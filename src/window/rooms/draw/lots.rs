//! The draw itself, and the seats of those who decline, written as the verb writes them.

use super::state::{State, say, season};
use crate::api::draw::{self, Seed, WITHIN};
use crate::api::write::deliver;
use crate::api::{Error, FormOptions, Formed, Season, plan_of};
use crate::bilingual;
use crate::files::history::{Action, Meta, Seen};
use crate::files::tables::read_plain;
use crate::model::Problem;
use crate::model::plan::Plan;
use crate::model::words::{Bilingual, Lang};
use crate::window::app::App;
use crate::window::native::Sent;
use crate::year::draw::{Options, PLANS};

/// Draws the committee.
pub(super) fn made(app: &App, sent: &Sent, lang: Lang) -> Result<(), String> {
    let state = State::of(app, lang);
    let season = season(app, lang)?;
    let options = options(sent, lang)?;
    if state.drawn().is_some() && sent.get("reason").is_empty() {
        return Err(say(
            bilingual!(
                "委员会已经抽取。再抽一次要写明缘由，记入历史。",
                "The committee was drawn already. Drawing once more needs a reason, which the history keeps."
            ),
            lang,
        ));
    }
    let seed = seed(&state, sent, &season, lang)?;
    let reason = match sent.get("reason") {
        "" => say(bilingual!("抽取", "drawn by lot"), lang),
        reason => reason.to_owned(),
    };
    let structure = structure(app, &state, &season, lang)?;
    let drawn = Drawing {
        season,
        seed,
        refused: Vec::new(),
        reason,
    };
    drawn.write(app, structure, |_, _| Ok(options), lang)
}

/// The seed: the secret one joined with what was typed, or what was typed alone.
fn seed(state: &State, sent: &Sent, season: &Season, lang: Lang) -> Result<Seed, String> {
    let public = sent.get("seed");
    let Some(commitment) = state.commitment.clone() else {
        return match public {
            "" => Err(say(
                bilingual!(
                    "请写公开的种子，如约定的开奖号码；或先生成承诺值。",
                    "Write the public seed, such as the lottery numbers agreed on; or make a commitment first."
                ),
                lang,
            )),
            public => Ok(Seed::public(public)),
        };
    };
    let seed = state.secret.clone();
    let seed = seed.and_then(|secret| Seed::revealed(public, secret, commitment, season));
    seed.ok_or_else(|| {
        say(
            bilingual!(
                "保密种子与公布的承诺值不符（secret.json 被改动或不在），没有抽取。请找回原来的文件；找不到就重新生成承诺值并公布。",
                "The secret seed does not match the published commitment (secret.json was changed or is gone); nothing was drawn. Bring the file back; if it is lost, make a new commitment and publish it."
            ),
            lang,
        )
    })
}

fn options(sent: &Sent, lang: Lang) -> Result<Options, String> {
    let share = |name: &str| match sent.get(name) {
        "" => Ok(None),
        // The fields are in per cent, with or without the sign.
        text if text.ends_with(['%', '％']) => draw::share(text).map(Some).ok_or(()),
        text => draw::share(&format!("{text}%")).map(Some).ok_or(()),
    };
    let wrong = |()| {
        say(
            bilingual!(
                "比例请写 0 到 100 的数，如 5。",
                "Shares are numbers from 0 to 100, such as 5."
            ),
            lang,
        )
    };
    let max_chance = share("max_chance").map_err(wrong)?;
    if max_chance == Some(0.0) {
        return Err(say(
            bilingual!(
                "入选机会的上限须大于 0；不设上限请留空。",
                "The cap on chances must be above 0; leave it empty for none."
            ),
            lang,
        ));
    }
    Ok(Options {
        within: share("within").map_err(wrong)?.unwrap_or(WITHIN),
        max_chance,
        chairs: sent.get("chairs") == "1",
        plans: PLANS,
        steps: None,
    })
}

/// The plan to draw from, with its file.
fn structure(
    app: &App,
    state: &State,
    season: &Season,
    lang: Lang,
) -> Result<(Plan, Vec<u8>), String> {
    let path = state.structure(app);
    if !path.exists() {
        return Err(say(
            bilingual!(
                "还没有方案，请先到「组成」页组建；抽取以它为基础。",
                "There is no plan yet; form one on the page Form first. Seats are drawn from it."
            ),
            lang,
        ));
    }
    let (plan, _) = plan_of(&path, season.model()).map_err(|error| error.say(lang))?;
    let bytes = read_plain(&path);
    let bytes = bytes.map_err(|error| Error::Unwritten(path, error).say(lang))?;
    Ok((plan, bytes))
}

/// Draws the seat of somebody who declined again.
pub(super) fn refused(app: &App, sent: &Sent, lang: Lang) -> Result<(), String> {
    let state = State::of(app, lang);
    let season = season(app, lang)?;
    let Some(record) = state.drawn() else {
        return Err(say(
            bilingual!(
                "现行方案不是抽取得出的那一个，不能从这里补抽；有人退出请到「变动」页。",
                "The present plan is not the one that was drawn, so nobody can be drawn again here; withdrawals are entered on the page Withdrawal."
            ),
            lang,
        ));
    };
    let who = sent.get("who");
    if who.is_empty() {
        let words = bilingual!("请选择谢绝的人。", "Choose who declined.");
        return Err(say(words, lang));
    }
    let mut refused = record.refused.clone();
    refused.push(who.to_owned());
    let drawn = Drawing {
        season: season.clone(),
        seed: Seed::of(&record.facts),
        refused,
        reason: say(
            bilingual!("{who} 谢绝，补抽", "{who} declined; drawn again"),
            lang,
        ),
    };
    let same = |season: &Season, bytes: &[u8]| {
        draw::same_options(season.model(), bytes, record).ok_or_else(|| {
            say(
                bilingual!(
                    "抽取之后数据表、规则或基础方案有改动，同一个种子会抽出另一个委员会，不能补抽。请改回原样，或到「变动」页处理。",
                    "Tables, rules or the plan drawn from have changed since the draw, so the same seed would draw another committee. Put them back as they were, or enter the withdrawal on the page Withdrawal."
                ),
                lang,
            )
        })
    };
    let structure = structure(app, &state, &season, lang)?;
    drawn.write(app, structure, same, lang)
}

/// A draw about to be made.
struct Drawing {
    season: Season,
    seed: Seed,
    refused: Vec<String>,
    reason: String,
}

impl Drawing {
    /// Draws, and writes what the verb writes into the history of the plan.
    fn write(
        self,
        app: &App,
        (structure, bytes): (Plan, Vec<u8>),
        options: impl FnOnce(&Season, &[u8]) -> Result<Options, String>,
        lang: Lang,
    ) -> Result<(), String> {
        if app.work.is_busy() {
            return Err(say(
                bilingual!(
                    "正在组建委员会，请等它结束再抽取。",
                    "A committee is being formed; draw when that has ended."
                ),
                lang,
            ));
        }
        let told = |error: Error| told(&error, lang);
        let out = app.workspace.out();
        let seen = Seen::of(out);
        let run = draw::options(FormOptions::of(&self.season));
        let round = self.season.round_of(&structure);
        let mut formed = Formed::given(&round, &structure, &run);
        let options = options(formed.season(), &bytes)?;
        let asked = (self.seed, options);
        let made = draw::draw(&mut formed, bytes, asked, self.refused, lang).map_err(told)?;
        formed.check().map_err(told)?;
        let contents = made.contents(formed.season().model()).map_err(told)?;
        let mut story = formed.season().story(&formed.plan);
        let meta = Meta::now(Action::Form, None, Some(self.reason));
        let meta = meta.replace(true).seen(seen);
        deliver(out, &mut story, contents, &meta, lang).map_err(told)?;
        tracing::info!("committee drawn");
        Ok(())
    }
}

/// Why nothing was drawn, with what to do about it in the window rather than by the verb.
fn told(error: &Error, lang: Lang) -> String {
    let Error::Input(problems) = error else {
        return error.say(lang);
    };
    let line = |own: &Problem| {
        let (code, what) = (own.code, own.what.say(lang));
        let advice = match code {
            "L101" | "L102" => bilingual!(
                "请到「组成」页重新组成方案，再抽取。",
                "Form a plan again on the page Form, and draw then."
            ),
            "L104" => bilingual!(
                "请到「变动」页处理，或增加专家后再抽一次。",
                "Enter the withdrawal on the page Withdrawal, or add experts and draw once more."
            ),
            "L106" => bilingual!(
                "请提高机会的上限，或增加专家。",
                "Raise the cap on chances, or add experts."
            ),
            _ => Bilingual::default(),
        };
        let stop = lang.pick("。", ". ");
        format!("{code} {what}{stop}{}", advice.say(lang))
    };
    let lines: Vec<String> = problems.iter().map(line).collect();
    lines.join("\n")
}
