//! `export`: the parts of a plan for each audience.

use super::destination::folder_of;
use super::exit::{Exit, Failure};
use super::language::say;
use super::output::WrittenDocument;
use super::output::{OutputFolder, not_made};
use super::passphrase;
use super::printer::Printer;
use super::read;
use super::who::Who;
use crate::bilingual;
use crate::files::history::{sha256, version_with};
use crate::model::words::Lang;
use crate::report::edition_of;
use crate::report::text_table::{Imprint, workbook};
use crate::year::export::{self, Audience, Packet};
use clap::Args;
use rayon::prelude::*;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "WHO", num_args = 1..=2, required = true, help = say("给谁看：office、group G01、expert E007、public，或 groups（每个组各一份）、experts（每位专家各一份）；可多次给出", "the audience: office, group G01, expert E007, public, or groups (one for each group), experts (one for each expert); may be given several times"))]
    audience: Vec<String>,
    #[arg(long, value_name = "DIR", help = say("输出文件夹（文件仅本人可读）", "output folder (only the owner can read the files)"))]
    out: PathBuf,
    #[arg(long, help = say("给工作簿加打开口令：Excel 和 WPS 打开时询问；不写 JSON", "seal the workbooks with a passphrase that spreadsheet programs ask for; no JSON is written"))]
    encrypt: bool,
    #[arg(long, value_name = "FILE", requires = "encrypt", help = say("口令文件的第一行（否则取环境变量 EMPANEL_PASSPHRASE，或在终端询问）", "file whose first line is the passphrase (otherwise the variable EMPANEL_PASSPHRASE, otherwise a prompt)"))]
    passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

pub(super) fn run(arguments: &ExportArguments, printer: &Printer) -> Result<Exit, Failure> {
    let season = read::season(&arguments.season, arguments.rules.as_deref(), printer)?;
    let plan = read::plan_of(&arguments.plan, &season, printer)?;
    let who = Who::new(&season, Some(&plan), printer);
    let audience = named(&arguments.audience, &who)?;
    let audiences = Audience::parse(&audience, &season, &plan)
        .map_err(|error| Failure::new(Exit::Usage, error.words()))?;
    let packets: Vec<Packet> = audiences
        .into_iter()
        .map(|audience| export::packet(&season, &plan, audience))
        .collect();
    // A document beside a sealed workbook would say the same to everybody.
    let kinds: &[&str] = match arguments.encrypt {
        true => &["xlsx"],
        false => &["json", "xlsx"],
    };
    let each = packets.iter().map(|packet| &packet.name);
    let each = each.flat_map(|name| kinds.iter().map(move |kind| format!("{name}.{kind}")));
    let names: Vec<String> = each.collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    OutputFolder::refuse_existing(&arguments.out, &names, arguments.force)?;
    let secret = match arguments.encrypt {
        true => {
            let file = arguments.passphrase_file.as_deref();
            Some(passphrase::new(file, printer)?)
        }
        false => None,
    };
    let hash = sha256(&plan.to_bytes().map_err(Failure::json)?);
    let edition = edition_of(&hash, version_with(folder_of(&arguments.plan), &hash));
    let imprint = Imprint::new(season.rules.heading()).of(edition);
    let contents = contents(&packets, &imprint, secret.as_deref(), printer.lang())?;
    let folder = OutputFolder::private(&arguments.out, &names, arguments.force)?;
    let mut files = folder.files();
    for (name, bytes) in names.into_iter().zip(contents) {
        files.prepare(name, |out| out.write_all(&bytes))?;
    }
    let written = files.commit()?;
    for packet in &packets {
        let (audience, encrypted) = (&packet.name, arguments.encrypt);
        tracing::info!(audience, encrypted, "exported");
    }
    tell(&written, printer)
}

/// The files of all packets, in the order of their names. A passphrase takes a tenth of a second
/// for each, so that all threads share the work.
fn contents(
    packets: &[Packet],
    imprint: &Imprint,
    secret: Option<&str>,
    lang: Lang,
) -> Result<Vec<Vec<u8>>, Failure> {
    let made = packets.par_iter().map(|packet| {
        let imprint = imprint.clone().confidential_if(packet.confidential);
        let book = workbook(&packet.tables, &imprint, lang);
        let book = book.map_err(|error| not_made(&error))?;
        match secret {
            Some(secret) => {
                let sealed = export::seal(&book, secret).map_err(|error| not_made(&error))?;
                Ok(vec![sealed])
            }
            None => {
                let document = serde_json::to_vec_pretty(&packet.document);
                Ok(vec![document.map_err(Failure::json)?, book])
            }
        }
    });
    let made: Result<Vec<Vec<Vec<u8>>>, Failure> = made.collect();
    Ok(made?.concat())
}

/// The words of `--audience` with names resolved to ids.
fn named(words: &[String], who: &Who<'_>) -> Result<Vec<String>, Failure> {
    let id = |kind: &str, text: &str| match kind {
        "expert" => who.expert("--audience expert", text),
        _ => who.id("--audience group", text),
    };
    let asks = |word: &str| ["expert", "group"].contains(&word);
    let mut read: Vec<String> = Vec::with_capacity(words.len());
    let mut kind: Option<&str> = None;
    for word in words {
        let word = word.trim();
        match (kind.take(), word.split_once(char::is_whitespace)) {
            (_, Some((own, text))) if asks(own) => {
                read.push(own.to_owned());
                read.push(id(own, text.trim())?);
            }
            (Some(own), _) if !export::KINDS.contains(&word) => {
                read.push(id(own, word)?);
            }
            _ => {
                kind = Some(word).filter(|word| asks(word));
                read.push(word.to_owned());
            }
        }
    }
    Ok(read)
}

fn tell(written: &[PathBuf], printer: &Printer) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(&WrittenDocument { files: written })?;
    } else {
        for path in written {
            let shown = path.display();
            printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
        }
    }
    Ok(Exit::Done)
}
