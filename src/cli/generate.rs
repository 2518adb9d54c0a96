//! `generate`: synthetic seasons, written as a folder of tables.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{OutputFolder, write_file};
use super::printer::Printer;
use crate::assign::{FILES, PairRecipe};
use crate::bilingual;
use crate::lab::generate::{Recipe, RecipeError, Shape, Table};
use crate::model::words::Bilingual;
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct GenerateArguments {
    #[arg(long, value_name = "DIR", help = say("输出文件夹", "output folder"))]
    out: PathBuf,
    #[arg(
        long, value_name = "N", required_unless_present_any = ["planted", "pairs"],
        help = say("专家人数（--planted 时默认每组 32 人另加 6 人）", "number of experts (default with --planted: 32 per group plus 6)")
    )]
    experts: Option<usize>,
    #[arg(
        long, value_name = "N", required_unless_present_any = ["planted", "pairs"],
        help = say("申报项数（--planted 时为每组 25 项）", "number of submissions (with --planted: 25 per group)")
    )]
    submissions: Option<usize>,
    #[arg(
        long, value_name = "G",
        help = say("专业组数（默认每 25 项申报一组；--planted 时默认 12）", "number of groups (default: one per 25 submissions; with --planted 12)")
    )]
    groups: Option<usize>,
    #[arg(
        long, value_name = "S", default_value_t = 1, hide_default_value = true,
        help = say("随机种子：同一种子得到逐字节相同的文件（默认 1）", "random seed: the same seed gives byte-identical files (default 1)")
    )]
    seed: u64,
    #[arg(
        long, value_name = "KIND", hide_possible_values = true, conflicts_with = "planted",
        help = say(
            "难在何处：plain 一般，scarce 稀缺领域，conflicts 冲突密集，dominant 一个行业独大，few-employers 专家集中于少数单位",
            "kind of difficulty: plain (none), scarce (scarce fields), conflicts (dense conflicts), dominant (one dominant industry), few-employers (many experts of few employers)"
        )
    )]
    shape: Option<ShapeName>,
    #[arg(
        long,
        help = say("已知最优总分的年度数据（隐藏分组，每项申报三名满分评审专家）", "a season whose best total is known (hidden groups, three perfect reviewers per submission)")
    )]
    planted: bool,
    #[arg(
        long, value_name = "FILE", requires = "planted",
        help = say("把隐藏的最优方案写到此文件（不写入年度文件夹）", "write the hidden best plan to this file (never into the season's folder)")
    )]
    answer: Option<PathBuf>,
    #[arg(
        long, value_name = "SxRxC", conflicts_with_all = ["experts", "submissions", "groups", "shape", "planted"],
        help = say("改为生成 assign 用的文件夹：申报数x评审人数x每项候选数", "generate a folder for assign instead: submissions x reviewers x candidates per submission")
    )]
    pairs: Option<String>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShapeName {
    Plain,
    Scarce,
    Conflicts,
    Dominant,
    FewEmployers,
}

impl From<ShapeName> for Shape {
    fn from(name: ShapeName) -> Self {
        match name {
            ShapeName::Plain => Self::Plain,
            ShapeName::Scarce => Self::Scarce,
            ShapeName::Conflicts => Self::Conflicts,
            ShapeName::Dominant => Self::Dominant,
            ShapeName::FewEmployers => Self::FewEmployers,
        }
    }
}

/// What `generate` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum GenerateDocument<'a> {
    /// A season.
    Season {
        /// Its folder.
        season: &'a Path,
        /// Rows of experts.
        experts: usize,
        /// Rows of submissions.
        submissions: usize,
        /// Rows of relations.
        relations: usize,
        /// The seed that it was made from.
        seed: u64,
        /// Whether a best plan is known.
        planted: bool,
    },
    /// With `--pairs`: an instance for `assign`.
    Instance {
        /// Its folder.
        instance: &'a Path,
        /// Number of submissions.
        submissions: u32,
        /// Number of reviewers.
        reviewers: u32,
        /// Scored reviewers of each submission.
        candidates: u32,
        /// The seed that it was made from.
        seed: u64,
    },
}

pub(super) fn run(arguments: &GenerateArguments, printer: &Printer) -> Result<Exit, Failure> {
    if let Some(sizes) = &arguments.pairs {
        return pairs(arguments, sizes, printer);
    }
    let recipe = recipe(arguments).map_err(|error| refused(&error))?;
    if let Some(answer) = &arguments.answer {
        keep_apart(&arguments.out, answer)?;
    }
    let folder = OutputFolder::open(
        &arguments.out,
        &Table::ALL.map(Table::file),
        arguments.force,
    )?;
    let drawn = recipe.draw();
    let mut files = folder.files();
    for table in Table::ALL {
        files.prepare(table.file(), |out| drawn.write(table, out))?;
    }
    if let (Some(path), Some(plan)) = (&arguments.answer, drawn.answer()) {
        let mut bytes = serde_json::to_vec_pretty(&plan).map_err(Failure::json)?;
        bytes.push(b'\n');
        write_file(path, &bytes, arguments.force)?;
    }
    files.commit()?;
    let (experts, submissions, relations) = drawn.counts();
    let shown = arguments.out.display();
    if printer.is_json() {
        printer.document(&GenerateDocument::Season {
            season: &arguments.out,
            experts,
            submissions,
            relations,
            seed: arguments.seed,
            planted: arguments.planted,
        })?;
    } else {
        let line = bilingual!(
            "已在「{shown}」生成虚构的年度数据：专家 {experts} 人，申报 {submissions} 项，关系 {relations} 条。\n",
            "Generated a synthetic season in [{shown}]: {experts} experts, {submissions} submissions, {relations} relations.\n"
        );
        printer.data(line.say(printer.lang()))?;
    }
    Ok(Exit::Done)
}

fn pairs(arguments: &GenerateArguments, sizes: &str, printer: &Printer) -> Result<Exit, Failure> {
    let recipe = PairRecipe::parse(sizes, arguments.seed).ok_or_else(|| {
        Failure::new(
            Exit::Usage,
            bilingual!(
                "--pairs「{sizes}」须为 申报数x评审人数x候选数，候选数不超过评审人数，例如 5000x5000x100。",
                "--pairs [{sizes}] must be submissions x reviewers x candidates, with no more candidates than reviewers, such as 5000x5000x100."
            ),
        )
    })?;
    let folder = OutputFolder::open(&arguments.out, &FILES, arguments.force)?;
    let mut files = folder.files();
    for file in FILES {
        files.prepare(file, |out| recipe.write(file, out))?;
    }
    files.commit()?;
    let (submissions, reviewers) = (recipe.submissions, recipe.reviewers);
    let shown = arguments.out.display();
    if printer.is_json() {
        printer.document(&GenerateDocument::Instance {
            instance: &arguments.out,
            submissions,
            reviewers,
            candidates: recipe.candidates,
            seed: arguments.seed,
        })?;
    } else {
        let line = bilingual!(
            "已在「{shown}」生成：申报 {submissions} 项，评审专家 {reviewers} 人。\n",
            "Generated in [{shown}]: {submissions} submissions, {reviewers} reviewers.\n"
        );
        printer.data(line.say(printer.lang()))?;
    }
    Ok(Exit::Done)
}

fn recipe(arguments: &GenerateArguments) -> Result<Recipe, RecipeError> {
    if arguments.planted {
        return Recipe::planted(
            arguments.experts,
            arguments.submissions,
            arguments.groups,
            arguments.seed,
        );
    }
    Recipe::ordinary(
        arguments.experts.unwrap_or_default(),
        arguments.submissions.unwrap_or_default(),
        arguments.groups,
        arguments.seed,
        arguments.shape.map(Shape::from).unwrap_or_default(),
    )
}

/// The hidden solution must not be in a folder that a solver reads.
fn keep_apart(season: &Path, answer: &Path) -> Result<(), Failure> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if absolute(answer).starts_with(absolute(season)) {
        return Err(Failure::new(
            Exit::Usage,
            bilingual!(
                "--answer 不能写在年度文件夹里，请另选位置。",
                "--answer must not be in the season's folder: choose another place."
            ),
        ));
    }
    Ok(())
}

fn refused(error: &RecipeError) -> Failure {
    let zh = match error {
        RecipeError::Submissions {
            submissions,
            groups,
        } => format!("{submissions} 项申报不够分成 {groups} 组。"),
        RecipeError::Experts {
            experts,
            needed,
            groups,
        } => format!("{groups} 组加上正副主任委员至少需要 {needed} 名专家，只有 {experts} 名。"),
        RecipeError::Planted {
            submissions,
            groups,
            expected,
        } => format!(
            "--planted 每组恰好 25 项：{groups} 组应为 {expected} 项，不是 {submissions} 项。"
        ),
    };
    Failure::new(Exit::Usage, Bilingual::new(zh, format!("{error}.")))
}
