//! Help and errors about arguments, in the user's language.

use super::exit::{Exit, Failure};
use super::language::option_value;
use super::printer::{Format, Printer};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use schemars::JsonSchema;
use serde::Serialize;
use std::ffi::OsString;

/// clap's fixed texts in Chinese; clap has no option to translate them.
const WORDS: [(&str, &str); 9] = [
    ("Usage: ", "用法："),
    ("Commands:\n", "命令：\n"),
    ("Arguments:\n", "参数：\n"),
    ("Options:\n", "选项：\n"),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("[default: ", "[默认："),
    ("[possible values: ", "[可选："),
    ("For more information, try '--help'.", "详见 --help。"),
];

/// The output format in raw arguments, for errors found before they are parsed.
pub(super) fn format_asked(arguments: &[OsString]) -> Format {
    match option_value(arguments, "--format").as_deref() {
        Some("json") => Format::Json,
        _ => Format::Text,
    }
}

/// Handles what clap returns as an error: help, version, wrong usage.
pub(super) fn answer(error: &clap::Error, printer: &mut Printer) -> Exit {
    let text = translated(&error.render().to_string(), printer.lang());
    let told = match error.kind() {
        ErrorKind::DisplayHelp => help(printer, "help", &text),
        ErrorKind::DisplayVersion => help(printer, "version", &text),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let message = bilingual!("请说明要做什么。", "Say what to do.");
            if printer.is_json() {
                return printer.failure(&Failure::new(Exit::Usage, message));
            }
            printer.error(text.trim_end());
            return Exit::Usage;
        }
        _ => Err(Failure::new(Exit::Usage, complaint(error))),
    };
    match told {
        Ok(()) => Exit::Done,
        Err(failure) => printer.failure(&failure),
    }
}

/// What `--help` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HelpDocument {
    /// The text for people.
    help: String,
}

/// What `--version` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct VersionDocument {
    /// The program's name and version.
    version: String,
}

fn help(printer: &Printer, key: &str, text: &str) -> Result<(), Failure> {
    if printer.is_json() {
        let text = text.trim_end().to_owned();
        return match key {
            "version" => printer.document(&VersionDocument { version: text }),
            _ => printer.document(&HelpDocument { help: text }),
        };
    }
    printer.data(text)
}

fn translated(text: &str, lang: Lang) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Zh => WORDS
            .iter()
            .fold(text.to_owned(), |text, (en, zh)| text.replace(en, zh)),
    }
}

/// The message: one sentence about the error, then the usage line.
fn complaint(error: &clap::Error) -> Bilingual {
    let text = error.render().to_string();
    let usage = text
        .lines()
        .skip_while(|line| !line.starts_with("Usage: "))
        .collect::<Vec<_>>()
        .join("\n");
    let zh = match chinese(error) {
        Some(sentence) if usage.is_empty() => format!("{sentence}\n详见 --help。"),
        Some(sentence) => format!("{sentence}\n\n{}", translated(&usage, Lang::Zh)),
        None => format!("命令行用法有误。\n{}", translated(&text, Lang::Zh)),
    };
    Bilingual::new(zh.trim_end(), text.trim_end())
}

fn chinese(error: &clap::Error) -> Option<String> {
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let mut sentence = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数「{argument}」。"),
        ErrorKind::InvalidSubcommand => {
            format!("没有「{}」这个命令。", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数：{argument}。"),
        ErrorKind::MissingSubcommand => "请说明要做什么（缺少命令）。".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("参数「{argument}」缺少取值。"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("参数「{argument}」的取值「{value}」不对。")
        }
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => {
                format!("参数「{argument}」只能出现一次。")
            }
            prior => format!("参数「{argument}」不能与「{prior}」同时使用。"),
        },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("参数「{argument}」的取值个数不对。")
        }
        ErrorKind::InvalidUtf8 => "参数中有无法识别的文字编码。".to_owned(),
        _ => return None,
    };
    let choices = of(ContextKind::ValidValue);
    if !choices.is_empty() {
        sentence.push_str(&format!("可选：{choices}。"));
    }
    for kind in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ] {
        let near = of(kind);
        if !near.is_empty() {
            sentence.push_str(&format!("您是想写 {near} 吗？"));
        }
    }
    if let Some(reason) = std::error::Error::source(error) {
        sentence.push_str(&format!("（{}）", reason_in_chinese(&reason.to_string())));
    }
    Some(sentence)
}

/// Why a value is invalid. Our own parsers of values already use the user's language; those of clap
/// and of the standard library are in English only.
fn reason_in_chinese(reason: &str) -> String {
    let fixed = [
        ("invalid digit found in string", "应为整数"),
        ("cannot parse integer from empty string", "应为整数"),
        ("invalid float literal", "应为数字"),
        ("cannot parse float from empty string", "应为数字"),
        ("number too large to fit in target type", "数字太大"),
        ("number too small to fit in target type", "数字太小"),
    ];
    if let Some((_, zh)) = fixed.iter().find(|(en, _)| *en == reason) {
        return (*zh).to_owned();
    }
    let range = reason.split_once(" is not in ").map(|(_, range)| range);
    match range.and_then(|range| range.split_once("..")) {
        Some((first, last)) => {
            let last = last.trim_start_matches('=');
            // A range without an end is limited by its type.
            let open = last.is_empty()
                || last
                    .parse()
                    .is_ok_and(|last: u64| last >= u64::from(u32::MAX));
            match open {
                true => format!("应为不小于 {first} 的整数"),
                false => format!("应为 {first} 到 {last} 的整数"),
            }
        }
        None => reason.to_owned(),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join("、")
        }
        ContextValue::Bool(flag) => flag.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
