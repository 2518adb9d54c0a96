//! The protocol of a draw, in both languages.

use super::seats::{Drawn, Step};
use crate::bilingual;
use crate::model::Season;
use crate::text::Lang;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What the protocol says beside the draw itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Facts {
    /// When it was drawn.
    pub time: String,
    /// The seed, in full.
    pub seed: String,
    /// Hash of all inputs, which the key is made of.
    pub inputs: String,
    /// SHA-256 of each input by name: the tables and the structure.
    pub files: BTreeMap<String, String>,
    /// How much of a seat's score may be lost, 0 to 1.
    pub within: f64,
    /// The cap on the chance at one seat.
    pub max_chance: Option<f64>,
    /// The commitment that was published before, with its time.
    pub commitment: Option<(String, String)>,
    /// Whether the tables are those at the time of the commitment.
    pub unchanged: Option<bool>,
}

/// Writes the protocol as text (Markdown).
pub fn protocol(season: &Season, facts: &Facts, drawn: &Drawn, lang: Lang) -> String {
    let mut text = String::new();
    let name = &season.name;
    let title = bilingual!(
        "# 评审专家抽取记录（{name}）",
        "# Protocol of the draw ({name})"
    );
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "{}\n", title.say(lang));
    head(facts, drawn, lang, &mut text);
    rules(facts, drawn, lang, &mut text);
    let seats = bilingual!("## 逐席抽取", "## Seat by seat");
    let _ = writeln!(text, "\n{}\n", seats.say(lang));
    let header = bilingual!(
        "| 序 | 组 | 席位 | 候选人数 | 各人机会 | 随机数 | 抽中 | 候选人（按编号） |\n|---|---|---|---|---|---|---|---|",
        "| no. | group | seat | candidates | chance of each | number | drawn | candidates by id |\n|---|---|---|---|---|---|---|---|"
    );
    let _ = writeln!(text, "{}", header.say(lang));
    for (number, step) in drawn.steps.iter().enumerate() {
        row(number + 1, step, lang, &mut text);
    }
    refusals(drawn, lang, &mut text);
    text
}

fn head(facts: &Facts, drawn: &Drawn, lang: Lang, text: &mut String) {
    let (time, seed, inputs, key) = (&facts.time, &facts.seed, &facts.inputs, &drawn.key);
    let (pool, seats, kept) = (drawn.pool, drawn.steps.len(), drawn.kept * 100.0);
    let words = bilingual!(
        "- 抽取时间：{time}\n- 种子：`{seed}`\n- 输入校验值：`{inputs}`\n- 随机数密钥：`{key}` = SHA-256(\"empanel/draw@1\\n\" 种子 \"\\n\" 输入校验值 \"\\n\")\n- 可参加的专家 {pool} 人，抽取席位 {seats} 个（主任委员、副主任委员不抽取）\n- 抽取后总得分为原方案的 {kept:.2}%",
        "- Time: {time}\n- Seed: `{seed}`\n- Inputs: `{inputs}`\n- Key of the numbers: `{key}` = SHA-256(\"empanel/draw@1\\n\" seed \"\\n\" inputs \"\\n\")\n- {pool} experts could take part; {seats} seats were drawn (chair and vice chair are not)\n- The total score is {kept:.2}% of the structure's"
    );
    let _ = writeln!(text, "{}", words.say(lang));
    if let Some((commitment, before)) = &facts.commitment {
        let words = bilingual!(
            "- 事先公布的承诺值（{before}）：`{commitment}`，与种子相符",
            "- Commitment published before ({before}): `{commitment}`; the seed agrees with it"
        );
        let _ = writeln!(text, "{}", words.say(lang));
    }
    if facts.unchanged == Some(false) {
        let words = bilingual!(
            "- **注意：承诺之后数据表有变动。**",
            "- **Note: tables have changed since the commitment.**"
        );
        let _ = writeln!(text, "{}", words.say(lang));
    }
    for (file, hash) in &facts.files {
        let _ = writeln!(text, "- {file}: `{hash}`");
    }
}

fn rules(facts: &Facts, drawn: &Drawn, lang: Lang, text: &mut String) {
    let within = facts.within * 100.0;
    let words = bilingual!(
        "\n## 抽取办法\n\n先由程序求得一个满足全部规则的方案（structure.json），再逐席抽取：候选人是此时没有其他席位、坐上此席不违反任何硬性规则、不增加覆盖缺口、且对该席所评申报的得分不低于原席位得分 {within}% 折扣以内的全体专家（含原席位专家）。每一席的每位候选人机会相等；不同席位的候选人数不同，因此并不是每个方案、也不是每位专家总的机会都相等。随机数取 SHA-256(密钥 \"\\n\" 组号/原席位专家 \"\\n\" 计数 \"\\n\") 的前 64 位，对候选人数取余（超出整倍数的舍去重取），候选人按编号从 0 数起；补抽时以 refusal 组号/谢绝者 代替 组号/原席位专家。任何人用同样的输入和种子都能得到同样的结果。",
        "\n## Method\n\nThe program first finds a plan that keeps all rules (structure.json); then each seat is drawn. Candidates are all experts, the holder included, who have no other seat at that moment, break no hard rule and add no coverage shortfall on this seat, and whose score on the seat's reviews is at most {within}% below the holder's. Every candidate of a seat has the same chance; seats differ in their candidates, so neither all plans nor all experts have equal chances over all. The number is the first 64 bits of SHA-256(key \"\\n\" group/holder \"\\n\" counter \"\\n\") modulo the number of candidates (numbers beyond the last whole multiple are drawn again), candidates counted from 0 by id; a redraw has refusal group/refuser in place of group/holder. Anybody with the same inputs and seed gets the same result."
    );
    let _ = writeln!(text, "{}", words.say(lang));
    if let Some(chance) = facts.max_chance {
        let chance = chance * 100.0;
        let short = drawn.steps.iter().filter(|step| !step.capped).count();
        let lowered = drawn.steps.iter().filter(|step| step.lowered).count();
        let words = bilingual!(
            "\n任何人在一个席位上的机会以 {chance}% 为限：{lowered} 个席位为此降低了得分要求，{short} 个席位候选人仍不足，未能做到。",
            "\nNobody's chance at one seat is to exceed {chance}%: the bar was lowered at {lowered} seat(s); at {short} seat(s) there are still too few candidates."
        );
        let _ = writeln!(text, "{}", words.say(lang));
    }
}

fn row(number: usize, step: &Step, lang: Lang, text: &mut String) {
    let seat = match (step.leads, lang) {
        (true, Lang::Zh) => format!("组长（原 {}）", step.holder),
        (false, Lang::Zh) => format!("组员（原 {}）", step.holder),
        (true, Lang::En) => format!("leader (held by {})", step.holder),
        (false, Lang::En) => format!("member (held by {})", step.holder),
    };
    let (count, group, bits, drawn) = (step.candidates.len(), &step.group, &step.bits, &step.drawn);
    let list = step.candidates.join(" ");
    let _ = writeln!(
        text,
        "| {number} | {group} | {seat} | {count} | 1/{count} | `{bits}` | **{drawn}** | {list} |"
    );
}

fn refusals(drawn: &Drawn, lang: Lang, text: &mut String) {
    let title = bilingual!("## 谢绝与补抽", "## Refusals and redraws");
    let _ = writeln!(text, "\n{}\n", title.say(lang));
    if drawn.redraws.is_empty() {
        let _ = writeln!(text, "{}", lang.pick("无。", "None."));
        return;
    }
    for (number, redraw) in drawn.redraws.iter().enumerate() {
        let (number, refused, step) = (number + 1, &redraw.refused, &redraw.step);
        let (group, count, bits, new) =
            (&step.group, step.candidates.len(), &step.bits, &step.drawn);
        let list = step.candidates.join(" ");
        let words = bilingual!(
            "{number}. {refused}（{group}）谢绝；其余席位不动，在 {count} 位候选人中补抽（每人 1/{count}，随机数 `{bits}`）：**{new}**。候选人：{list}",
            "{number}. {refused} ({group}) refused; all other seats stay. Drawn again among {count} candidates (1/{count} each, number `{bits}`): **{new}**. Candidates: {list}"
        );
        let _ = writeln!(text, "{}", words.say(lang));
    }
}
