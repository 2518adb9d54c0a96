//! The status as tables for the page and the terminal.

use super::document::{State, Status, StepKind};
use crate::bilingual;
use crate::model::words::Bilingual;
use crate::model::words::TextTable;

/// A step's name.
pub fn name(kind: StepKind) -> Bilingual {
    match kind {
        StepKind::Tables => bilingual!("数据表", "Tables"),
        StepKind::Screen => bilingual!("形式审查", "Form check"),
        StepKind::Form => bilingual!("组建委员会", "Committee"),
        StepKind::Sheets => bilingual!("评分表", "Score sheets"),
        StepKind::Collect => bilingual!("汇总评分", "Scores"),
        StepKind::Defence => bilingual!("答辩评审", "Defence"),
        StepKind::Publicity => bilingual!("公示", "Publicity"),
        StepKind::Results => bilingual!("结果公告", "Results"),
    }
}

/// The state of a step in one word.
pub fn state(state: State) -> Bilingual {
    match state {
        State::Done => bilingual!("已完成", "done"),
        State::Active => bilingual!("进行中", "going on"),
        State::Todo => bilingual!("未开始", "to do"),
        State::Trouble => bilingual!("有问题", "trouble"),
    }
}

/// States the next step in a sentence.
pub fn summary(status: &Status) -> Vec<Bilingual> {
    let done = status.steps.iter().filter(|s| s.state == State::Done);
    let (done, all) = (done.count(), status.steps.len());
    let mut said = vec![bilingual!(
        "{all} 个步骤，已完成 {done} 个。",
        "{done} of {all} steps are done."
    )];
    match status.next.and_then(|kind| status.step(kind)) {
        Some(step) => {
            let name = name(step.kind);
            let command = || Bilingual::same(&step.command);
            let how = step.todo.clone().unwrap_or_else(command);
            let (zh, en, how_zh, how_en) = (name.zh, name.en, how.zh, how.en);
            said.push(bilingual!(
                "下一步：{zh}（{how_zh}）。",
                "Next: {en} ({how_en})."
            ));
        }
        None => said.push(bilingual!("本届全部完成。", "The season is complete.")),
    }
    said
}

/// Table of all steps.
pub fn tables(status: &Status) -> [TextTable; 1] {
    let mut table = TextTable::new(bilingual!("年度进度", "Progress of the season"))
        .text(bilingual!("步骤", "step"), 16.0)
        .text(bilingual!("状态", "state"), 10.0)
        .text(bilingual!("情况", "details"), 60.0)
        .text(bilingual!("文件", "files"), 40.0);
    for step in &status.steps {
        let mut details = Bilingual::default();
        for (at, words) in step.details.iter().enumerate() {
            if at > 0 {
                details.zh.push('；');
                details.en.push_str("; ");
            }
            details.zh.push_str(&words.zh);
            details.en.push_str(&words.en);
        }
        table.push(vec![
            name(step.kind),
            state(step.state),
            details,
            Bilingual::same(step.files.join("\n")),
        ]);
    }
    [table]
}
