//! 说明: how to read the workbook, and what it was made from.

use super::Page;
use super::style::{Kind, Tone};
use super::table::{Table, text};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::report::{exchange, guide, key_figures, rules, verdict, words};

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
    add(&bilingual!("计算结果", "Computation"), result(page));
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
                "谁参加、评什么、有无回避问题、缺什么、有何变动，一页呈报。",
                "Who takes part, what is judged, conflicts, what is short and what changed, on one page."
            ),
        ),
        (
            bilingual!("专业组名单", "Seats"),
            bilingual!(
                "每个席位一行及其工作量；可按组号筛选打印。",
                "One row per seat with its load; filter by group to print one."
            ),
        ),
        (
            bilingual!("评审分配", "Reviews"),
            bilingual!(
                "每项申报所在组、评审专家与回避组员；右侧不打印的各列为得分、推荐单位等。",
                "Group, reviewers and recused members of each submission; scores and further columns on the right are not printed."
            ),
        ),
        (
            bilingual!("缺口", "Shortfalls"),
            bilingual!(
                "没有满足的覆盖要求及其原因。",
                "Requirements of coverage that are not met, with the reason."
            ),
        ),
        (
            bilingual!("回避表", "Conflicts"),
            bilingual!(
                "涉及入选专家和经批准豁免的回避关系，附事实依据所在文件与行，以及本方案如何处理。",
                "Conflicts of the committee and waived ones, with the file and row that prove each, and how the plan handles it."
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
            bilingual!("附 未入选专家回避", "Appendix Not seated"),
            bilingual!(
                "专家库其他专家的回避关系，递补和更换时查用。",
                "Conflicts of the other experts of the pool, for replacements."
            ),
        ),
        (
            bilingual!("附 覆盖明细", "Appendix Coverage"),
            bilingual!(
                "每项申报的行业和各质量方法由谁覆盖；缺口以底色标出。",
                "Who covers the industry and each quality domain; shortfalls are highlighted."
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
    for figure in key_figures::computed(page.story) {
        all.push(row(page.say(&figure.name), page.say(&figure.value)));
    }
    for sentence in verdict::sentences(plan) {
        all.push(row(
            page.say(&bilingual!("证明", "Proof")),
            page.say(&sentence),
        ));
    }
    for sentence in exchange::sentences(plan) {
        all.push(row(page.say(&exchange::title()), page.say(&sentence)));
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
    all.push(row(
        page.say(&bilingual!("方案版本", "Version of the plan")),
        page.edition.clone(),
    ));
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
