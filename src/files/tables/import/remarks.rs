//! What an office writes into remarks instead of columns: who may lead, who may be chair, who does
//! not take part this year.

use super::super::headers::{Column, TableSpec};
use super::super::sheet::answers;
use super::answers::{Asking, Choice, Item, yes_or_no};
use super::lines::Line;
use super::pieces::Piece;
use crate::bilingual;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;

/// A column of yes and no, and the words of remarks that may mean it.
struct Fact {
    key: &'static str,
    /// What a remark that holds one of the words sets.
    sets: &'static str,
    words: &'static [&'static str],
    /// Words with which a remark means something else.
    not: &'static [&'static str],
    /// Words in the name of a sheet that mean it for all its rows.
    sheets: &'static [&'static str],
}

const FACTS: [Fact; 3] = [
    Fact {
        key: "can_lead",
        sets: "是",
        words: &["组长", "可牵头", "能带队", "team leader", "may lead"],
        not: &[
            "不宜",
            "不能任",
            "不可任",
            "不担任",
            "不再",
            "副组长人选未定",
        ],
        sheets: &["组长"],
    },
    Fact {
        key: "quality_lead",
        sets: "是",
        words: &["首席", "主任评审", "主任委员", "质量综合", "chief"],
        not: &["首席质量官", "不宜", "不能任"],
        sheets: &["质量综合", "综合组", "综合类", "首席"],
    },
    Fact {
        key: "available",
        sets: "否",
        words: &[
            "不参加",
            "不能参加",
            "无法参加",
            "不参与",
            "出国",
            "访学",
            "请假",
            "停聘",
            "病休",
            "休假",
            "住院",
            "暂停",
            "已退出",
            "已解聘",
            "已故",
            "去世",
            "回避本届",
            "not available",
            "abroad",
        ],
        not: &["可参加", "能参加"],
        sheets: &["停用", "暂停", "退库"],
    },
];

/// Titles of those who may usually lead a group.
const SENIOR: [&str; 8] = [
    "正高",
    "教高",
    "教授级",
    "研究员",
    "教授",
    "主任医师",
    "高级工程师",
    "高级经济师",
];
/// Of these, words that make a title a lower one.
const JUNIOR: [&str; 2] = ["副教授", "副研究员"];

/// Fills columns that the office's tables do not have from remarks and names of sheets, as far as
/// the office says so.
pub(super) fn fill(lines: &mut [Line], pieces: &[Piece], asking: &mut Asking<'_>) {
    for fact in &FACTS {
        if lines.iter().all(|line| line.cell(fact.key).is_empty()) {
            one(fact, lines, pieces, asking);
        }
    }
    leaders(lines, asking);
    heads(lines, asking);
}

/// The parts of a remark: `可任组长；首席评审员` says two things.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['；', ';', '。', '、', '\n']);
    parts.map(str::trim).filter(|own| !own.is_empty())
}

/// Whether a column may hold remarks: not what somebody is at the own employer.
pub(super) fn is_remark(header: &str) -> bool {
    !["职务", "职位", "岗位", "部门", "所在工作表"]
        .iter()
        .any(|own| header.contains(own))
}

fn says(fact: &Fact, text: &str) -> bool {
    let lower = text.to_lowercase();
    let any = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    // 不能参加 holds 能参加, which means the contrary.
    let longer = fact.words.iter().filter(|word| any(fact.not, word));
    let rest = longer.fold(lower.clone(), |rest, word| rest.replace(word, ""));
    any(fact.words, &lower) && !any(fact.not, &rest) && text.chars().count() <= 60
}

/// Whether a remark says that somebody does not take part.
pub(super) fn means_absence(text: &str) -> bool {
    let mut facts = FACTS.iter().filter(|fact| fact.key == "available");
    facts.any(|fact| parts(text).any(|part| says(fact, part)))
}

fn one(fact: &Fact, lines: &mut [Line], pieces: &[Piece], asking: &mut Asking<'_>) {
    let mut remarks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut sheets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        for (_, value) in line.extras.iter().filter(|(header, _)| is_remark(header)) {
            for part in parts(value).filter(|part| says(fact, part)) {
                remarks.entry(part.to_owned()).or_default().push(at);
            }
        }
        let sheet = pieces[line.piece].name();
        if fact.sheets.iter().any(|word| sheet.contains(word)) {
            sheets.entry(sheet.to_owned()).or_default().push(at);
        }
    }
    let mut items = Vec::new();
    let mut rows = Vec::new();
    for (sheet, own) in sheets {
        let count = own.len();
        items.push(Item {
            key: format!("工作表：{sheet}"),
            words: bilingual!(
                "工作表「{sheet}」中的全部 {count} 位专家",
                "all experts of the sheet [{sheet}]: {count}"
            ),
            choices: yes_or_no(),
            free: false,
            proposal: Some("yes".to_owned()),
        });
        rows.push(own);
    }
    for (part, own) in remarks {
        let count = own.len();
        items.push(Item {
            words: bilingual!(
                "写有「{part}」的 {count} 位",
                "those with [{part}]: {count}"
            ),
            key: part,
            choices: yes_or_no(),
            free: false,
            proposal: Some("yes".to_owned()),
        });
        rows.push(own);
    }
    if items.is_empty() {
        return;
    }
    let values = asking.ask(fact.key, question(fact.key), items, |_| false);
    for (own, value) in rows.into_iter().zip(values) {
        if value.as_deref() == Some("yes") {
            for at in own {
                lines[at].cells.insert(fact.key, fact.sets.to_owned());
            }
        }
    }
}

fn question(key: &str) -> Bilingual {
    match key {
        "can_lead" => bilingual!(
            "专家表没有“可任组长”一列，下列写法是否表示可任组长？",
            "The experts table has no column can_lead; do these remarks mean that somebody may lead a group?"
        ),
        "quality_lead" => bilingual!(
            "专家表没有“质量综合专家”一列（主任委员、副主任委员从中产生），下列是否算？",
            "The experts table has no column quality_lead (chair and vice chair are chosen among them); do these count?"
        ),
        _ => bilingual!(
            "下列写法是否表示本届不能参加？",
            "Do these remarks mean that somebody does not take part this year?"
        ),
    }
}

fn is_senior(title: &str) -> bool {
    SENIOR.iter().any(|word| title.contains(word))
        && !JUNIOR.iter().any(|word| title.contains(word))
}

/// Where nothing says who may lead, the office is asked for a rule.
fn leaders(lines: &mut [Line], asking: &mut Asking<'_>) {
    let words = bilingual!(
        "没有任何一列或备注说明谁可任组长，按什么确定？",
        "No column or remark says who may lead a group; who may?"
    );
    ask_rule(lines, "can_lead", "leaders", words, asking);
}

/// The same for chair and vice chair.
fn heads(lines: &mut [Line], asking: &mut Asking<'_>) {
    let words = bilingual!(
        "没有任何一列或备注说明谁是质量综合专家（可任主任委员、副主任委员），按什么确定？",
        "No column or remark says who may be chair or vice chair; who may?"
    );
    ask_rule(lines, "quality_lead", "heads", words, asking);
}

/// Fills a column that no row has by the rule that answers the question `id`.
fn ask_rule(
    lines: &mut [Line],
    key: &'static str,
    id: &str,
    words: Bilingual,
    asking: &mut Asking<'_>,
) {
    if lines.is_empty() || lines.iter().any(|line| !line.cell(key).is_empty()) {
        return;
    }
    let senior = lines.iter().filter(|line| is_senior(line.cell("title")));
    let value = rule(id, senior.count(), lines.len(), words, asking);
    apply(lines, key, value.as_deref());
}

fn rule(
    id: &str,
    senior: usize,
    all: usize,
    words: Bilingual,
    asking: &mut Asking<'_>,
) -> Option<String> {
    let choice = |value: &str, words: Bilingual| Choice {
        value: value.to_owned(),
        words,
    };
    let mut choices = vec![
        choice("all", bilingual!("全部 {all} 位专家", "all experts: {all}")),
        choice(
            "none",
            bilingual!(
                "都不是，我在专家表中补填",
                "nobody; I fill in the column myself"
            ),
        ),
    ];
    if senior > 0 {
        let words = bilingual!(
            "高级职称的 {senior} 位（教授、研究员、高级工程师等）",
            "those with a senior title (professor, senior engineer and so on): {senior}"
        );
        choices.insert(0, choice("senior", words));
    }
    let item = Item {
        key: "rule".to_owned(),
        words: Bilingual::default(),
        proposal: choices.first().map(|own| own.value.clone()),
        choices,
        free: false,
    };
    asking.ask(id, words, vec![item], |_| false).pop().flatten()
}

fn apply(lines: &mut [Line], key: &'static str, value: Option<&str>) {
    for line in lines {
        let yes = match value {
            Some("all") => true,
            Some("senior") => is_senior(line.cell("title")),
            _ => false,
        };
        if yes {
            line.cells.insert(key, "是".to_owned());
        }
    }
}

/// Columns of yes and no whose words the readers do not know: what each word means is asked.
pub(super) fn ask_words(
    spec: &TableSpec,
    keys: &[&'static str],
    lines: &mut [Line],
    asking: &mut Asking<'_>,
) {
    for key in keys {
        let mut words: BTreeMap<String, usize> = BTreeMap::new();
        for line in lines.iter() {
            let text = line.cell(key);
            if !text.is_empty() && answers::yes_no(text).is_none() {
                *words.entry(text.to_owned()).or_default() += 1;
            }
        }
        if words.is_empty() {
            continue;
        }
        let items: Vec<Item> = words
            .iter()
            .map(|(word, count)| Item {
                key: word.clone(),
                words: bilingual!("「{word}」，{count} 行", "[{word}], rows: {count}"),
                choices: yes_or_no(),
                free: false,
                proposal: Some(proposed(key, word).to_owned()),
            })
            .collect();
        let column = spec.columns.iter().find(|own| own.key == *key);
        let name = column.map_or_else(String::new, Column::name);
        let question = bilingual!(
            "{name} 这一列里的这些写法，是“是”还是“否”？",
            "Do these words in the column {name} mean yes or no?"
        );
        let id = format!("{}-{key}", spec.key);
        let values = asking.ask(&id, question, items, |_| false);
        let meant: BTreeMap<&String, Option<String>> = words.keys().zip(values).collect();
        for line in lines.iter_mut() {
            let Some(value) = meant.get(&line.cell(key).to_owned()).cloned().flatten() else {
                continue;
            };
            let word = if value == "yes" { "是" } else { "否" };
            line.cells.insert(key, word.to_owned());
        }
    }
}

/// What a word that is no plain answer most likely means.
fn proposed(key: &str, word: &str) -> &'static str {
    let passed = ["合格", "通过", "符合"];
    if passed.iter().any(|own| word.ends_with(own))
        && !["不合格", "不通过", "未通过", "不符合", "待"]
            .iter()
            .any(|own| word.contains(own))
    {
        return "yes";
    }
    let negative = ["待", "未", "不", "退", "补正", "撤", "否", "暂"];
    let no = negative.iter().any(|own| word.contains(own));
    match (key, no) {
        (_, true) => "no",
        _ => "yes",
    }
}
