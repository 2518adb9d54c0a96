//! 说明: how to read the workbook, and what it was made from.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, text};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::report::{guide, rules, verdict, words};

pub(super) fn table(page: &Page) -> Table {
    let mut table = Table::new(&bilingual!("说明", "Notes"), page.lang)
        .column(&bilingual!("部分", "Part"), Kind::Text, 16.0)
        .column(&bilingual!("项目", "Item"), Kind::Text, 36.0)
        .column(&bilingual!("内容", "Content"), Kind::Text, 84.0)
        .column(&bilingual!("规则项", "Key in rules.toml"), Kind::Text, 34.0);
    let mut part = 0;
    let mut add = |name: &Bilingual, rows: Vec<(String, String, String)>| {
        for (item, content, key) in rows {
            let row = vec![
                text(page.say(name)).tone(Tone::Strong),
                text(item),
                text(content),
                text(key).tone(Tone::Muted),
            ];
            table.push(row, part % 2 == 1);
        }
        part += 1;
    };
    if let Some(notice) = &page.story.notice {
        let row = (String::new(), page.say(notice), String::new());
        add(&bilingual!("数据声明", "About the data"), vec![row]);
    }
    add(&bilingual!("工作表", "Sheets"), sheets(page));
    add(&bilingual!("名词", "Terms"), terms(page));
    add(&bilingual!("结果", "Result"), result(page));
    add(&bilingual!("采用的规则", "Rules used"), settings(page));
    add(&bilingual!("输入文件", "Input files"), inputs(page));
    table
}

fn row(item: String, content: String) -> (String, String, String) {
    (item, content, String::new())
}

fn sheets(page: &Page) -> Vec<(String, String, String)> {
    let all = [
        (
            bilingual!("评审委员会", "Committee"),
            bilingual!(
                "正副主任委员、各组组长与主要数据，一页呈报。",
                "Chair, vice chair, leaders and key figures on one page."
            ),
        ),
        (
            bilingual!("专业组名单", "Seats"),
            bilingual!(
                "每个席位一行；可按组号筛选打印。",
                "One row per seat; filter by group to print one."
            ),
        ),
        (
            bilingual!("分组申报", "Submissions"),
            bilingual!(
                "每项申报一行及所在组。",
                "One row per submission with its group."
            ),
        ),
        (
            bilingual!("评审分配", "Reviews"),
            bilingual!(
                "每项申报的评审专家、得分与回避组员。",
                "Reviewers of each submission, scores and recused members."
            ),
        ),
        (
            bilingual!("回避表", "Conflicts"),
            bilingual!(
                "专家库全部回避关系，附事实依据所在文件与行，以及本方案如何处理。",
                "Every conflict of the pool with the file and row that prove it, and how the plan handles it."
            ),
        ),
        (
            bilingual!("疑似回避", "Suspected"),
            bilingual!(
                "须人工核实的情况，末列留给办公室填写。",
                "Cases to be checked by hand; the last column is for the office to fill in."
            ),
        ),
        (
            bilingual!("覆盖与缺口", "Coverage"),
            bilingual!(
                "每项申报的行业和各质量方法由谁覆盖；缺口以底色标出并说明原因。",
                "Who covers the industry and each quality domain; shortfalls are highlighted with their reason."
            ),
        ),
        (
            bilingual!("工作量", "Loads"),
            bilingual!(
                "每名组员的评审项数与上限，表后附各组汇总。",
                "Reviews and limit of each member; totals by group below."
            ),
        ),
    ];
    all.iter()
        .map(|(name, words)| row(page.say(name), page.say(words)))
        .collect()
}

fn terms(page: &Page) -> Vec<(String, String, String)> {
    let terms = guide::terms();
    terms
        .iter()
        .map(|item| row(page.say(&item.term), page.say(&item.meaning)))
        .collect()
}

fn result(page: &Page) -> Vec<(String, String, String)> {
    let plan = page.story.plan;
    let status = page.say(&words::status(plan.status));
    let mut all = vec![row(page.say(&bilingual!("状态", "Status")), status)];
    for sentence in verdict::sentences(plan) {
        all.push(row(
            page.say(&bilingual!("证明", "Proof")),
            page.say(&sentence),
        ));
    }
    for absent in crate::year::defence::absent_heads(page.story.season, plan) {
        all.push(row(
            page.say(&bilingual!("答辩日期", "Days of the defence")),
            page.say(&absent.what),
        ));
    }
    let seconds = plan.quality.seconds;
    let words = bilingual!("{seconds:.1} 秒", "{seconds:.1} s");
    all.push(row(page.say(&bilingual!("用时", "Time")), page.say(&words)));
    let seed = plan.seed.to_string();
    all.push(row(page.say(&bilingual!("随机种子", "Random seed")), seed));
    let version = format!("empanel {}", plan.version);
    all.push(row(page.say(&bilingual!("程序版本", "Version")), version));
    all
}

fn settings(page: &Page) -> Vec<(String, String, String)> {
    let settings = rules::table(page.story).into_iter();
    settings
        .map(|item| (page.say(&item.meaning), page.say(&item.value), item.key))
        .collect()
}

fn inputs(page: &Page) -> Vec<(String, String, String)> {
    let inputs = page.story.plan.inputs.values();
    inputs
        .map(|input| row(input.file.clone(), format!("SHA-256 {}", input.sha256)))
        .collect()
}
