//! Questions of an import: on a terminal, and as the file of answers.

use super::super::exit::Failure;
use super::super::printer::Printer;
use crate::api::{Answers, Item, Question};
use crate::bilingual;
use crate::model::words::Lang;
use std::fmt::Write as _;
use std::io::{self, BufRead as _};

/// The questions as a file of answers with the proposals filled in, behind what was answered.
pub(super) fn as_file(questions: &[Question], answers: &Answers, lang: Lang) -> String {
    let mut text = String::from(lang.pick(
        "# empanel import 的问题。等号右边是建议的答案；空着的必须填写。核对后用 --answers 交回。\n",
        "# Questions of empanel import. Behind each = is the proposed answer; empty ones must be filled in. Check them and hand the file back with --answers.\n",
    ));
    let mut left = answers.clone();
    for question in questions {
        let _ = writeln!(
            text,
            "\n# {}\n[{}]",
            one_line(question.words.say(lang)),
            key(&question.id)
        );
        // What was answered to other lines of the question stays under its heading.
        for (item, value) in left.0.remove(&question.id).unwrap_or_default() {
            if !question.items.iter().any(|own| own.key == item) {
                let _ = writeln!(text, "{} = {}", quoted(&item), quoted(&value));
            }
        }
        for item in &question.items {
            let _ = writeln!(text, "# {}", choices(item, lang));
            let value = item.proposal.as_deref().unwrap_or_default();
            let _ = writeln!(text, "{} = {}", quoted(&item.key), quoted(value));
        }
    }
    for (question, items) in left.0 {
        let _ = writeln!(text, "\n[{}]", key(&question));
        for (item, value) in items {
            let _ = writeln!(text, "{} = {}", quoted(&item), quoted(&value));
        }
    }
    text
}

/// A line with its possible answers.
fn choices(item: &Item, lang: Lang) -> String {
    let each: Vec<String> = item
        .choices
        .iter()
        .map(|own| format!("{} {}", quoted(&own.value), one_line(own.words.say(lang))))
        .collect();
    let words = one_line(item.words.say(lang));
    let all = each.join(" | ");
    match words.is_empty() {
        true => all,
        false => format!("{words}: {all}"),
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn key(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match id.chars().all(plain) {
        true => id.to_owned(),
        false => quoted(id),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

/// Asks on the terminal, line by line.
pub(super) fn converse(
    questions: &[Question],
    answers: &mut Answers,
    printer: &Printer,
) -> Result<(), Failure> {
    let lang = printer.lang();
    let count = questions.len();
    for (at, question) in (1..).zip(questions) {
        printer.data(&format!("\n{at}/{count} {}\n", question.words.say(lang)))?;
        let mut rest = false;
        for item in &question.items {
            let value = match (&item.proposal, rest) {
                (Some(value), true) => value.clone(),
                _ => {
                    let (value, all) = one(item, printer)?;
                    rest |= all;
                    value
                }
            };
            answers.set(&question.id, &item.key, &value);
        }
    }
    Ok(())
}

/// Asks for one line; the flag says that the proposals hold for the rest of the question.
fn one(item: &Item, printer: &Printer) -> Result<(String, bool), Failure> {
    let lang = printer.lang();
    let words = item.words.say(lang);
    let mut shown = match words.is_empty() {
        true => String::new(),
        false => format!("  {words}\n"),
    };
    for (number, choice) in (1..).zip(&item.choices) {
        let proposed = item.proposal.as_deref() == Some(choice.value.as_str());
        let mark = if proposed { '*' } else { ' ' };
        let _ = writeln!(shown, "   {mark}{number} {}", choice.words.say(lang));
    }
    let mut hint = bilingual!("  序号", "  number");
    if item.free {
        hint = bilingual!("  序号或代码", "  number or codes");
    }
    if item.proposal.is_some() {
        let (zh, en) = (hint.zh, hint.en);
        hint = bilingual!(
            "{zh}（回车：*；!：本题其余都按 *）",
            "{en} (Enter: *; !: * for the rest of this question)"
        );
    }
    shown.push_str(hint.say(lang));
    shown.push_str("> ");
    loop {
        printer.data(&shown)?;
        let mut line = String::new();
        let read = io::stdin().lock().read_line(&mut line);
        if read.map_err(|error| Failure::stdout(&error))? == 0 {
            return Err(Failure::new(
                super::Exit::Input,
                bilingual!(
                    "没有回答完，什么也没有写出。",
                    "Not all was answered; nothing was written."
                ),
            ));
        }
        if let Some(answer) = understood(item, &line) {
            return Ok(answer);
        }
        let count = item.choices.len();
        let again = match line.trim().is_empty() {
            true => bilingual!(
                "  这一项没有建议的答案，请填序号。\n",
                "  There is no proposed answer here: enter a number.\n"
            ),
            false => bilingual!(
                "  没有这个序号，请填 1 到 {count}。\n",
                "  There is no such number: enter 1 to {count}.\n"
            ),
        };
        printer.data(again.say(lang))?;
    }
}

/// The answer that a line gives, and whether the proposals hold for the rest of the question;
/// `None` where it gives none.
fn understood(item: &Item, line: &str) -> Option<(String, bool)> {
    // Input methods of Chinese type full-width digits.
    let wide = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let line: String = line.trim().chars().map(wide).collect();
    if let (Some(value), "" | "!" | "！") = (&item.proposal, line.as_str()) {
        return Some((value.clone(), !line.is_empty()));
    }
    let number = line.parse::<usize>().ok();
    let number = number.and_then(|own| own.checked_sub(1));
    if let Some(choice) = number.and_then(|own| item.choices.get(own)) {
        return Some((choice.value.clone(), false));
    }
    (item.free && !line.is_empty()).then_some((line, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Choice;
    use crate::model::words::Bilingual;

    #[test]
    fn lines_of_a_dialogue_are_understood_or_asked_again() {
        let choice = |value: &str| Choice {
            value: value.to_owned(),
            words: Bilingual::same(value),
        };
        let mut item = Item {
            key: "rule".to_owned(),
            words: Bilingual::default(),
            choices: vec![choice("senior"), choice("none")],
            proposal: Some("senior".to_owned()),
            free: false,
        };
        let is = |value: &str, rest: bool| Some((value.to_owned(), rest));
        for (line, answer) in [
            ("\n", is("senior", false)),
            ("！\r\n", is("senior", true)),
            ("2\n", is("none", false)),
            (" ２ ", is("none", false)),
            ("0", None),
            ("3", None),
            ("none", None),
        ] {
            assert_eq!(understood(&item, line), answer, "{line:?}");
        }
        item.free = true;
        assert_eq!(understood(&item, "C34；C36\n"), is("C34；C36", false));
        item.proposal = None;
        assert_eq!(understood(&item, "\n"), None);
        assert_eq!(understood(&item, "!"), is("!", false));
    }
}
