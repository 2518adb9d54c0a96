//! `conflicts`: who may not review what, with the facts that prove it.

mod document;
mod dot;

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::write_file;
use super::printer::Printer;
use super::{read, table::table};
use crate::bilingual;
use crate::conflict::{Conflict, ConflictSeverity, Conflicts};
use crate::model::Season;
use crate::text::Lang;
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ConflictsArguments {
    #[arg(value_name = "SEASON", help = say("赛季文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "F", help = say("用此规则文件代替赛季中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, value_name = "ID", help = say("只看这位专家", "this expert only"))]
    expert: Option<String>,
    #[arg(long, value_name = "ID", help = say("只看这项申报", "this submission only"))]
    submission: Option<String>,
    #[arg(long, value_name = "F", help = say("另写一份 Graphviz 图", "also write a Graphviz picture"))]
    dot: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite an existing file"))]
    force: bool,
}

/// What was asked for, found.
struct Selection<'a> {
    season: &'a Season,
    conflicts: &'a Conflicts,
    listed: Vec<&'a Conflict>,
    kin: Vec<&'a crate::conflict::KinPair>,
    suspected: Vec<&'a crate::conflict::Suspicion>,
}

pub(super) fn run(arguments: &ConflictsArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let expert = find(arguments.expert.as_deref(), |id| {
        season.experts.iter().position(|expert| expert.id == id)
    })?;
    let submission = find(arguments.submission.as_deref(), |id| {
        season.submissions.iter().position(|other| other.id == id)
    })?;
    let conflicts = Conflicts::build(&season);
    let selection = Selection::new(&season, &conflicts, expert, submission);
    if let Some(path) = &arguments.dot {
        let dot = dot::draw(&selection, printer.lang());
        write_file(path, dot.as_bytes(), arguments.force)?;
    }
    if printer.is_json() {
        printer.document(&document::document(&selection, printer.lang()))?;
    } else {
        printer.data(&selection.text(printer.lang()))?;
    }
    Ok(Exit::Done)
}

fn find(
    id: Option<&str>,
    position: impl Fn(&str) -> Option<usize>,
) -> Result<Option<usize>, Failure> {
    let Some(id) = id else {
        return Ok(None);
    };
    position(id).map(Some).ok_or_else(|| {
        Failure::new(
            Exit::Usage,
            bilingual!(
                "赛季中没有编号「{id}」。编号须与表中完全一致（包括前导零）。",
                "The season has no id [{id}]. Ids must read exactly as in the table, leading zeros included."
            ),
        )
    })
}

impl<'a> Selection<'a> {
    fn new(
        season: &'a Season,
        conflicts: &'a Conflicts,
        expert: Option<usize>,
        submission: Option<usize>,
    ) -> Self {
        let fits = |at: usize, wanted: Option<usize>| wanted.is_none_or(|wanted| wanted == at);
        let listed = conflicts
            .all()
            .iter()
            .filter(|conflict| {
                fits(conflict.expert.at(), expert) && fits(conflict.submission.at(), submission)
            })
            .collect();
        // Relatives are about experts alone.
        let kin = conflicts
            .kin()
            .iter()
            .filter(|_| submission.is_none())
            .filter(|pair| fits(pair.a.at(), expert) || fits(pair.b.at(), expert))
            .collect();
        let suspected = conflicts
            .suspected()
            .iter()
            .filter(|item| {
                expert.is_none_or(|at| item.experts.iter().any(|other| other.at() == at))
            })
            .filter(|item| {
                submission.is_none_or(|at| item.submissions.iter().any(|other| other.at() == at))
            })
            .collect();
        Self {
            season,
            conflicts,
            listed,
            kin,
            suspected,
        }
    }

    /// How many of the listed conflicts bar, recuse, and are waived.
    fn counts(&self) -> (usize, usize, usize) {
        let active = |severity| {
            self.listed
                .iter()
                .filter(|conflict| conflict.waived.is_none() && conflict.severity == severity)
                .count()
        };
        let waived = self
            .listed
            .iter()
            .filter(|conflict| conflict.waived.is_some())
            .count();
        (
            active(ConflictSeverity::Bar),
            active(ConflictSeverity::Recuse),
            waived,
        )
    }

    fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        let (bars, recusals, waived) = self.counts();
        let (kin, suspected) = (self.kin.len(), self.suspected.len());
        let summary = bilingual!(
            "整组回避 {bars} 条，单项回避 {recusals} 条，已豁免 {waived} 条，亲属 {kin} 对，待人工判断 {suspected} 条。\n",
            "Bars: {bars}; recusals: {recusals}; waived: {waived}; pairs of relatives: {kin}; for a person to judge: {suspected}.\n"
        );
        text.push_str(summary.say(lang));
        if !self.listed.is_empty() {
            text.push('\n');
            text.push_str(&self.table(lang));
        }
        self.kin_text(lang, &mut text);
        self.suspected_text(lang, &mut text);
        text
    }

    fn table(&self, lang: Lang) -> String {
        let headers = match lang {
            Lang::Zh => ["申报", "专家", "原因", "处理", "证据"],
            Lang::En => ["submission", "expert", "why", "effect", "evidence"],
        };
        let rows = self.listed.iter().map(|conflict| {
            let submission = &self.season.submissions[conflict.submission.at()];
            let expert = &self.season.experts[conflict.expert.at()];
            let mut evidence: Vec<String> = conflict
                .evidence
                .iter()
                .map(|fact| fact.say(lang))
                .collect();
            let effect = match &conflict.waived {
                Some(waiver) => {
                    evidence.push(waiver.say(lang));
                    lang.pick("已豁免", "waived").to_owned()
                }
                None => conflict.severity.words().say(lang).to_owned(),
            };
            [
                format!("{}\n{}", submission.id, submission.organization),
                format!("{}\n{}", expert.id, expert.name),
                conflict.kind.words().say(lang).to_owned(),
                effect,
                evidence.join("\n"),
            ]
        });
        table(headers, rows, &[])
    }

    fn kin_text(&self, lang: Lang, text: &mut String) {
        if self.kin.is_empty() {
            return;
        }
        let title = lang.pick("亲属（不同组）：", "Relatives (never in one group):");
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(text, "\n{title}");
        for pair in &self.kin {
            let proof: Vec<String> = pair.evidence.iter().map(|fact| fact.say(lang)).collect();
            let _ = writeln!(text, "  {}", proof.join(lang.pick("；", "; ")));
        }
    }

    fn suspected_text(&self, lang: Lang, text: &mut String) {
        if self.suspected.is_empty() {
            return;
        }
        let title = lang.pick(
            "待人工判断（程序不据此处理）：",
            "For a person to judge (nothing acts upon these):",
        );
        let _ = writeln!(text, "\n{title}");
        for item in &self.suspected {
            let _ = writeln!(text, "  {}", item.words.say(lang));
        }
    }
}
