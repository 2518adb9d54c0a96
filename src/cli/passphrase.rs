//! Reads a passphrase from a file, the environment or the terminal. It is never an argument,
//! because all users of the machine can read those.

use super::exit::{Exit, Failure};
use super::printer::Printer;
use crate::bilingual;
use crate::model::words::{Bilingual, refused};
use crate::year::export::check_password;
use std::io::{self, IsTerminal as _};
use std::path::Path;

/// The environment variable for the passphrase.
const VARIABLE: &str = "EMPANEL_PASSPHRASE";

/// Gets a new passphrase; on the terminal it is asked for twice.
///
/// # Errors
/// The file cannot be read, the passphrase is empty, too short or too long, the two inputs differ,
/// or there is no terminal to ask on.
pub(super) fn new(file: Option<&Path>, printer: &Printer) -> Result<String, Failure> {
    let found = match (file, std::env::var(VARIABLE)) {
        (Some(path), _) => from_file(path)?,
        (None, Ok(value)) => value,
        (None, Err(_)) => ask(printer)?,
    };
    check_password(&found).map_err(|fault| usage(fault.words()))?;
    Ok(found)
}

fn from_file(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let Bilingual { zh, en } = refused(&error);
        usage(bilingual!(
            "无法读取口令文件「{shown}」：{zh}。",
            "The passphrase file [{shown}] cannot be read: {en}."
        ))
    })?;
    // Editors on Windows put a byte order mark before the first character.
    let text = text.trim_start_matches('\u{feff}');
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn ask(printer: &Printer) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        return Err(usage(bilingual!(
            "没有给出口令：用 --passphrase-file 指定口令文件，或设置环境变量 {VARIABLE}。",
            "No passphrase was given: name a file with --passphrase-file, or set the variable {VARIABLE}."
        )));
    }
    let lang = printer.lang();
    let prompt = |words: Bilingual| {
        rpassword::prompt_password(words.say(lang)).map_err(|error| {
            let Bilingual { zh, en } = refused(&error);
            usage(bilingual!(
                "无法读取口令：{zh}。",
                "The passphrase cannot be read: {en}."
            ))
        })
    };
    let first = prompt(bilingual!("口令：", "Passphrase: "))?;
    if prompt(bilingual!("再输一次：", "Once more: "))? != first {
        return Err(usage(bilingual!(
            "两次输入的口令不一致。",
            "The two passphrases differ."
        )));
    }
    Ok(first)
}

fn usage(message: Bilingual) -> Failure {
    Failure::new(Exit::Usage, message)
}
