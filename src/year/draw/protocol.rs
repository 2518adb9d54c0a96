//! The protocol of a draw, in both languages.

use super::commit::commitment_check;
use super::record::{Counts, Drawn, Lots, Ticket};
use crate::bilingual;
use crate::model::Season;
use crate::model::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Facts about the draw that are not in its result.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Facts {
    /// Time of the draw.
    pub time: String,
    /// The complete seed.
    pub seed: String,
    /// Hash of all inputs, part of the key.
    pub inputs: String,
    /// SHA-256 of each input by name: the tables and the structure.
    pub files: BTreeMap<String, String>,
    /// Share of the structure's total score that may be lost, 0 to 1.
    pub within: f64,
    /// Cap on each expert's chance, 0 to 1.
    pub max_chance: Option<f64>,
    /// Whether chair and vice chair were drawn as well.
    pub chairs: bool,
    /// The commitment published before, and its time.
    pub commitment: Option<(String, String)>,
    /// Whether the tables are the same as at the commitment.
    pub unchanged: Option<bool>,
    /// Whether the search for the structure was ended by the time limit or a person; it can then be
    /// reproduced only from its file.
    pub cut_short: bool,
}

/// Schema of the record.
const RECORD: &str = "empanel/draw@2";

/// The record of a draw, `draw.json`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Deserialize)]
pub struct Record {
    /// Always `empanel/draw@2`.
    schema: String,
    /// What is not in the result.
    pub facts: Facts,
    /// Total score divided by that of the structure.
    pub kept: f64,
    /// Ids of those who declined, in order.
    pub refused: Vec<String>,
    /// The draw.
    pub lots: Lots,
}

impl Record {
    /// Reads a `draw.json`; `None` if it is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let record: Self = serde_json::from_slice(bytes).ok()?;
        let whole = (1..=record.lots.urn.len()).contains(&record.lots.ball.plan);
        (record.schema == RECORD && whole).then_some(record)
    }
}

/// The record of a draw for programs: `empanel/draw@2`. `refused` are the ids of those who declined,
/// in order.
pub fn document(facts: &Facts, drawn: &Drawn, refused: &[String]) -> Record {
    Record {
        schema: RECORD.to_owned(),
        facts: facts.clone(),
        kept: drawn.kept,
        refused: refused.to_vec(),
        lots: drawn.lots.clone(),
    }
}

/// Lines of text in one language.
struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    fn line(&mut self, words: &Bilingual) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{}", words.say(self.lang));
    }

    fn section(&mut self, words: &Bilingual) {
        let _ = writeln!(self.text, "\n## {}\n", words.say(self.lang));
    }
}

/// Returns the protocol as Markdown.
pub fn protocol(season: &Season, facts: &Facts, drawn: &Drawn, lang: Lang) -> String {
    let mut page = Page {
        lang,
        text: String::new(),
    };
    let rules = &season.rules;
    let Bilingual { zh, en } = rules.heading();
    page.line(&bilingual!(
        "# {zh}评审专家抽取记录\n",
        "# Protocol of the draw: {en}\n"
    ));
    head(facts, drawn, &mut page);
    method(facts, drawn, &mut page);
    result(&drawn.lots, &mut page);
    chances(facts, &drawn.lots, &mut page);
    refusals(&drawn.lots, &mut page);
    let name = &season.name;
    page.line(&bilingual!(
        "\n数据文件夹：{name}",
        "\nFolder of the season: {name}"
    ));
    page.text
}

fn head(facts: &Facts, drawn: &Drawn, page: &mut Page) {
    let (time, seed, inputs, key) = (&facts.time, &facts.seed, &facts.inputs, &drawn.lots.key);
    let (pool, places, kept) = (drawn.lots.pool, drawn.lots.places, drawn.kept * 100.0);
    let pinned = pinned(&drawn.lots);
    let (pinned_zh, pinned_en) = (&pinned.zh, &pinned.en);
    let chairs = if facts.chairs {
        bilingual!(
            "含主任委员、副主任委员",
            "including the chair and vice chair"
        )
    } else {
        bilingual!(
            "主任委员、副主任委员不抽取",
            "chair and vice chair are not drawn"
        )
    };
    let (zh, en) = (chairs.say(Lang::Zh), chairs.say(Lang::En));
    page.line(&bilingual!(
        "- 抽取时间：{time}\n- 种子：`{seed}`\n- 输入校验值：`{inputs}`\n- 随机数密钥：`{key}` = SHA-256(\"empanel/draw@2\\n\" 种子 \"\\n\" 输入校验值 \"\\n\")\n- 可参加的专家 {pool} 人，抽取席位 {places} 个（{zh}{pinned_zh}）\n- 抽取结果的总得分为基础方案的 {kept:.2}%",
        "- Time: {time}\n- Seed: `{seed}`\n- Inputs: `{inputs}`\n- Key of the numbers: `{key}` = SHA-256(\"empanel/draw@2\\n\" seed \"\\n\" inputs \"\\n\")\n- {pool} experts could take part; {places} places were drawn ({en}{pinned_en})\n- The total score is {kept:.2}% of that of the structure"
    ));
    if !drawn.lots.withdrawn.is_empty() {
        let (count, ids) = (drawn.lots.withdrawn.len(), drawn.lots.withdrawn.join(" "));
        page.line(&bilingual!(
            "- 抽取之前已退出、不在其中的专家 {count} 人：{ids}",
            "- Experts who withdrew before the draw and are not among them: {count} ({ids})"
        ));
    }
    if let Some((commitment, before)) = &facts.commitment {
        // The secret seed contains no colon; the part after one is the public seed.
        let secret = facts.seed.split(':').next().unwrap_or_default();
        let check = commitment_check(secret);
        page.line(&bilingual!(
            "- 事先公布的承诺值（{before}）：`{commitment}`，与种子相符。承诺值 = SHA-256(\"empanel/commitment@1\\n\" 保密种子 \"\\n\")，保密种子是上面种子中冒号之前的部分，任何人都可核对：`{check}`",
            "- Commitment published before ({before}): `{commitment}`; the seed matches it. It is SHA-256(\"empanel/commitment@1\\n\" secret seed \"\\n\"), the secret seed being the part before the colon in the seed above; anyone can check it: `{check}`"
        ));
    }
    if facts.unchanged == Some(false) {
        page.line(&bilingual!(
            "- **注意：承诺之后数据表有变动。**",
            "- **Note: tables have changed since the commitment.**"
        ));
    }
    if facts.cut_short {
        page.line(&bilingual!(
            "- **注意：基础方案的计算由时限（或人工中断）结束，复核须用 structure.json。**",
            "- **Note: the search for the structure was ended by the time limit (or by hand); to repeat the draw, use structure.json.**"
        ));
    }
    for (file, hash) in &facts.files {
        page.line(&Bilingual::same(format!("- {file}: `{hash}`")));
    }
}

/// The number of places that were not drawn because the office fixed their holders.
fn pinned(lots: &Lots) -> Bilingual {
    match lots.pinned {
        0 => Bilingual::default(),
        count => bilingual!(
            "；另有 {count} 个席位由办公室指定，不抽取",
            "; places fixed by the office and not drawn: {count}"
        ),
    }
}

fn method(facts: &Facts, drawn: &Drawn, page: &mut Page) {
    let (within, course, ball) = (facts.within * 100.0, &drawn.lots.course, &drawn.lots.ball);
    let (of, first, between) = (ball.of, course.first, course.between);
    page.section(&bilingual!("抽取办法", "Method"));
    page.line(&bilingual!(
        "1. 程序先组建一个满足全部规则的方案，即基础方案（structure.json）。各组评审哪些申报以它为准，不再变动。\n2. **可抽的方案**：不违反任何硬性规则、每个专业组的覆盖缺口不多于基础方案、总得分比基础方案低不超过 {within}%、每名组员至少评审一项的所有评审委员会。换人之后，有关专业组的评审分工由程序重新安排到最好。\n3. 从基础方案出发随机换人：每一步随机取一个席位和一位可坐此席的专家（每种搭配机会相同），让席位上的人与这位专家对换位置；对换后仍是可抽的方案就换，否则不动。先走 {first} 步，此后每 {between} 步记下一个方案，共 {of} 个，依次编号。\n4. 从这 {of} 个方案中抽出一个，每个机会均为 1/{of}。每位专家的机会，就是含有他的方案所占的比例，下面逐人列出。\n\n随机数取 SHA-256(密钥 \"\\n\" 名目 \"\\n\" 计数 \"\\n\") 的前 64 位，对可能的个数取余（超出整倍数的舍去、计数加一重取）。名目：第 i 步为 step i，抽方案为 plan，补抽为 refusal 席位/谢绝者（席位写组号，主任委员写 chair，副主任委员写 vice_chair）。换人的每一步与其逆向机会相同，因此步数足够多时，凡能由换人到达的方案机会趋于均等。任何人用同样的输入和种子（form --structure structure.json）都能得到同样的结果。",
        "1. The program first forms a plan that meets all rules, the structure (structure.json). It fixes which group reviews which submissions; this does not change.\n2. **Plans that may be drawn**: all committees that break no hard rule, where no group has more coverage shortfalls than in the structure, the total score is at most {within}% below that of the structure, and every member has a review. When people change, the program reassigns the reviews of their groups in the best way.\n3. From the structure, people are exchanged at random: each step draws a place and an expert who may take it (each pair with the same chance); the holder and the expert swap places if the result is a plan that may be drawn; otherwise nothing changes. After {first} steps, and then every {between} steps, the plan is recorded: {of} plans, numbered.\n4. One of these {of} plans is drawn, each with the chance 1/{of}. An expert's chance is the share of these plans that include the expert; all chances are listed below.\n\nNumbers are the first 64 bits of SHA-256(key \"\\n\" label \"\\n\" counter \"\\n\") modulo the number of possibilities (beyond the last whole multiple the next counter is taken). Labels: step i for the i-th step, plan for the plan drawn, refusal PLACE/REFUSER for a redraw (the place is the group's id, chair or vice_chair). A step and its reverse have the same chance, so after enough steps all plans that can be reached by exchanges become equally likely. Anyone with the same inputs and seed (form --structure structure.json) gets the same result."
    ));
    if let Some(chance) = facts.max_chance {
        capped(chance * 100.0, &drawn.lots, page);
    }
    let (steps, moved) = (course.steps, course.moved);
    let [next, quarter, half] =
        [course.next_alike, course.quarter_alike, course.half_alike].map(|share| share * 100.0);
    page.line(&bilingual!(
        "\n共走 {steps} 步，其中 {moved} 步换了人。相邻两个方案平均有 {next:.1}% 的席位相同，编号相隔四分之一的有 {quarter:.1}%，相隔一半的有 {half:.1}%。后两数相近，说明走得够远；四分之一明显大于一半，则应加大 --draw-steps。",
        "\nThere were {steps} steps, of which {moved} exchanged people. A plan and the next have {next:.1}% of their seats in common on average, plans a quarter of the list apart {quarter:.1}%, half the list apart {half:.1}%. When the last two figures are close, there were enough steps; if the quarter is clearly above the half, raise --draw-steps."
    ));
}

fn capped(chance: f64, lots: &Lots, page: &mut Page) {
    page.line(&bilingual!(
        "\n任何人的机会以 {chance}% 为限（指定的席位除外）：超过上限的专家所在的方案继续换人，直到不超过为止，再抽。因此方案不再机会均等，各人的机会以下表为准。",
        "\nNo expert's chance may exceed {chance}% (except for pinned places): before the draw, people in plans with experts above the cap were exchanged further until it held. The plans are then no longer equally likely; the list below shows each expert's chance."
    ));
    if !lots.above.is_empty() {
        let list = lots.above.join(" ");
        let count = lots.above.len();
        page.line(&bilingual!(
            "**未能做到的有 {count} 人**，没有找到不含他们的足够多的方案：{list}",
            "**The cap is not met for {count} of the experts**, because too few plans without them were found: {list}"
        ));
    }
}

fn result(lots: &Lots, page: &mut Page) {
    page.section(&bilingual!("抽取结果", "Result"));
    let (plan, of, bits) = (lots.ball.plan, lots.ball.of, &lots.ball.bits);
    page.line(&bilingual!(
        "随机数 `{bits}`，抽中 {of} 个方案中的**第 {plan} 号**：\n",
        "Number `{bits}`: **plan {plan}** of {of}:\n"
    ));
    let Ticket {
        chair, vice_chair, ..
    } = &lots.urn[plan - 1];
    page.line(&bilingual!(
        "- 主任委员 {chair}，副主任委员 {vice_chair}",
        "- chair {chair}, vice chair {vice_chair}"
    ));
    for (group, members) in &lots.urn[plan - 1].groups {
        let list = members.join(" ");
        page.line(&Bilingual::same(format!("- {group}: {list}")));
    }
}

fn chances(facts: &Facts, lots: &Lots, page: &mut Page) {
    page.section(&bilingual!("各人的机会", "Each expert's chance"));
    let of = lots.ball.of;
    let Counts {
        chance,
        sure,
        fixed,
        never,
    } = lots.counts();
    page.line(&bilingual!(
        "有机会的专家 {chance} 人，其中 {sure} 人每个候选方案都有（没有他们就违反规则、增加缺口或得分过低）；席位由办公室指定、不靠抽签的 {fixed} 人；{never} 人不在任何一个候选方案中，本次没有机会。\n",
        "{chance} experts had a chance, {sure} of them are in every plan (without them a rule would be broken, a shortfall added or too much score lost); the places of {fixed} were fixed by the office and not drawn; {never} are in none of the candidate plans and had no chance this time.\n"
    ));
    page.line(&bilingual!(
        "| 专家 | 机会 | 席位 | 抽中 | 备注 |\n|---|---|---|---|---|",
        "| expert | chance | places | drawn | remark |\n|---|---|---|---|---|"
    ));
    for own in &lots.chances {
        let places: Vec<&str> = own.places.iter().map(|own| seat(own, page.lang)).collect();
        let places = places.join(page.lang.pick(" ", ", "));
        let drawn = if own.drawn { "✓" } else { "" };
        let above = lots.above.contains(&own.expert);
        let remark = match (own.fixed, above && facts.max_chance.is_some()) {
            (true, _) => bilingual!("指定", "fixed"),
            (false, true) => bilingual!("超过上限", "above the cap"),
            (false, false) => Bilingual::default(),
        };
        let remark = remark.say(page.lang).to_owned();
        let (expert, plans) = (&own.expert, own.plans);
        let row = format!("| {expert} | {plans}/{of} | {places} | {drawn} | {remark} |");
        page.line(&Bilingual::same(row));
    }
}

/// The name of a place for people: a group by its id, the heads of the committee by their office.
fn seat(place: &str, lang: Lang) -> &str {
    match place {
        "chair" => lang.pick("主任委员", "chair"),
        "vice_chair" => lang.pick("副主任委员", "vice chair"),
        group => group,
    }
}

fn refusals(lots: &Lots, page: &mut Page) {
    page.section(&bilingual!("谢绝与补抽", "Refusals and redraws"));
    if lots.redraws.is_empty() {
        page.line(&bilingual!("无。", "None."));
        return;
    }
    for (number, redraw) in lots.redraws.iter().enumerate() {
        let (number, count) = (number + 1, redraw.candidates.len());
        let (refused, place) = (&redraw.refused, seat(&redraw.place, page.lang));
        let (bits, new, list) = (&redraw.bits, &redraw.drawn, redraw.candidates.join(" "));
        page.line(&bilingual!(
            "{number}. {refused}（{place}）谢绝；其他人的席位不动，在 {count} 位候选人中补抽（每人 1/{count}，随机数 `{bits}`）：**{new}**。候选人：{list}",
            "{number}. {refused} ({place}) declined; all others keep their places. Drawn again among {count} candidates (1/{count} each, number `{bits}`): **{new}**. Candidates: {list}"
        ));
        if redraw.lowered {
            page.line(&bilingual!(
                "   没有人接替后总得分仍在规定以内，因此以接替后得分最高者为准，按同样的比例放宽。",
                "   No replacement keeps the total score within the limit, so the same share is counted from the best replacement instead."
            ));
        }
    }
}
