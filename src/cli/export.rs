//! `export` and `decrypt`: the parts of a plan for each audience.

use super::exit::{Exit, Failure};
use super::language::say;
use super::output::{OutputFolder, not_made};
use super::passphrase;
use super::printer::Printer;
use super::read;
use super::who::Who;
use crate::bilingual;
use crate::report::text_table::workbook;
use crate::year::export::{self, Audience, Packet, SealError};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(value_name = "SEASON", help = say("年度文件夹", "the season's folder"))]
    season: PathBuf,
    #[arg(long, value_name = "PLAN", help = say("方案文件 plan.json", "the plan, plan.json"))]
    plan: PathBuf,
    #[arg(long, value_name = "WHO", num_args = 1..=2, required = true, help = say("给谁看：office、group G01、expert E007 或 public；可多次给出", "the audience: office, group G01, expert E007 or public; may be given several times"))]
    audience: Vec<String>,
    #[arg(long, value_name = "DIR", help = say("输出文件夹（文件仅本人可读）", "output folder (only the owner can read the files)"))]
    out: PathBuf,
    #[arg(long, help = say("用口令加密（age 格式）", "encrypt with a passphrase (age format)"))]
    encrypt: bool,
    #[arg(long, value_name = "FILE", requires = "encrypt", help = say("口令文件的第一行（否则取环境变量 EMPANEL_PASSPHRASE，或在终端询问）", "file whose first line is the passphrase (otherwise the variable EMPANEL_PASSPHRASE, otherwise a prompt)"))]
    passphrase_file: Option<PathBuf>,
    #[arg(long, value_name = "F", help = say("用此规则文件代替年度文件夹中的 rules.toml", "rules file in place of the season's rules.toml"))]
    rules: Option<PathBuf>,
    #[arg(long, help = say("覆盖已有文件", "overwrite existing files"))]
    force: bool,
}

#[derive(Debug, Args)]
pub(super) struct DecryptArguments {
    #[arg(value_name = "FILE", help = say("用 export --encrypt 写出的 .age 文件", ".age file written by export --encrypt"))]
    file: PathBuf,
    #[arg(long, value_name = "FILE", help = say("解密后的文件", "the decrypted file"))]
    out: PathBuf,
    #[arg(long, value_name = "FILE", help = say("口令文件的第一行（否则取环境变量 EMPANEL_PASSPHRASE，或在终端询问）", "file whose first line is the passphrase (otherwise the variable EMPANEL_PASSPHRASE, otherwise a prompt)"))]
    passphrase_file: Option<PathBuf>,
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
    let ending = if arguments.encrypt { ".age" } else { "" };
    let names: Vec<String> = packets
        .iter()
        .flat_map(|packet| ["json", "xlsx"].map(|kind| format!("{}.{kind}{ending}", packet.name)))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    OutputFolder::refuse_existing(&arguments.out, &names, arguments.force)?;
    let mut contents = Vec::with_capacity(names.len());
    for packet in &packets {
        contents.push(serde_json::to_vec_pretty(&packet.document).map_err(Failure::json)?);
        let book = workbook(&packet.tables, printer.lang(), packet.confidential);
        contents.push(book.map_err(|error| not_made(&error))?);
    }
    if arguments.encrypt {
        let secret = passphrase::get(arguments.passphrase_file.as_deref(), true, printer)?;
        for bytes in &mut contents {
            *bytes = export::seal(bytes, &secret, None).map_err(|error| not_made(&error))?;
        }
    }
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
            (Some(own), _) if !["office", "group", "expert", "public"].contains(&word) => {
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

pub(super) fn decrypt(arguments: &DecryptArguments, printer: &Printer) -> Result<Exit, Failure> {
    let shown = arguments.file.display();
    let bytes = crate::files::tables::read_plain(&arguments.file)
        .map_err(|error| Failure::unread(&arguments.file, &error))?;
    let (folder, name) = parts(&arguments.out)?;
    OutputFolder::refuse_existing(folder, &[name], arguments.force)?;
    let secret = passphrase::get(arguments.passphrase_file.as_deref(), false, printer)?;
    let opened = export::open(&bytes, &secret).map_err(|error| {
        let message = match error {
            SealError::Passphrase => bilingual!(
                "口令不对，没有写出任何文件。",
                "The passphrase is wrong; nothing was written."
            ),
            SealError::Format => bilingual!(
                "「{shown}」不是用口令加密的 age 文件。",
                "[{shown}] is not an age file encrypted with a passphrase."
            ),
            SealError::Damaged | SealError::Encrypt(_) => bilingual!(
                "「{shown}」已损坏或被改动，没有写出任何文件。",
                "[{shown}] is damaged or has been altered; nothing was written."
            ),
        };
        Failure::new(Exit::Input, message)
    })?;
    let folder = OutputFolder::private(folder, &[name], arguments.force)?;
    let mut files = folder.files();
    files.prepare(name, |out| out.write_all(&opened))?;
    tell(&files.commit()?, printer)
}

fn parts(path: &Path) -> Result<(&Path, &str), Failure> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().and_then(|name| name.to_str());
    let shown = path.display();
    let name = name.ok_or_else(|| {
        Failure::new(
            Exit::Usage,
            bilingual!("「{shown}」不是文件名。", "[{shown}] is not a file name."),
        )
    })?;
    Ok((folder, name))
}

fn tell(written: &[PathBuf], printer: &Printer) -> Result<Exit, Failure> {
    if printer.is_json() {
        printer.document(&json!({ "files": written }))?;
    } else {
        for path in written {
            let shown = path.display();
            printer.note(&bilingual!("已写出「{shown}」。", "Written: {shown}"));
        }
    }
    Ok(Exit::Done)
}
