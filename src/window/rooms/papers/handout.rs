//! Hands out what each audience may see, sealed with a password.

use super::packets::Packets;
use super::page;
use crate::bilingual;
use crate::files::history::version_with;
use crate::model::words::{Bilingual, Lang, refused};
use crate::report::edition_of;
use crate::report::text_table::{Imprint, workbook};
use crate::window::answer::{Answer, Refused, file};
use crate::window::app::{App, Shared};
use crate::window::aside::aside;
use crate::window::native::{Said, Sent};
use crate::window::workspace::PlanRead;
use crate::year::export::{self, Audience, Packet, check_password};
use axum::extract::{Query, State};
use rand::RngExt as _;
use rayon::prelude::*;
use serde::Deserialize;

/// Letters and digits that are not mistaken for one another when they are read out.
const PLAIN: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// Writes the packets of the audiences that are ticked or named.
pub(super) async fn hand_out(State(app): State<Shared>, sent: Sent) -> Answer {
    aside(app, move |app, lang| match handed_out(app, &sent, lang) {
        Ok((said, secret)) => page::show(app, lang, said, secret),
        Err(words) => {
            let said = Said {
                wrong: vec![words],
                ..Said::default()
            };
            page::show(app, lang, said, None)
        }
    })
    .await
}

fn handed_out(app: &App, sent: &Sent, lang: Lang) -> Result<(Said, Option<String>), String> {
    let say = |words: &Bilingual| words.say(lang).to_owned();
    let tables = app.workspace.tables();
    let read = app.workspace.plan();
    let (
        Some(season),
        Some(PlanRead {
            plan: Ok(plan),
            hash,
        }),
    ) = (tables.season.as_ref(), read.as_deref())
    else {
        return Err(say(&bilingual!(
            "要先有无误的数据表和组成的委员会。",
            "Tables without errors and a committee come first."
        )));
    };
    let words = audience(sent, plan);
    if words.is_empty() {
        return Err(say(&bilingual!(
            "请先勾选发给谁。",
            "Tick first for whom it is."
        )));
    }
    let audiences = Audience::parse(&words, season, plan).map_err(|own| say(&own.words()))?;
    let sealed = sent.get("sealed") == "1";
    let typed = sent.fields().find(|(name, _)| *name == "password");
    let typed = typed.map_or("", |(_, value)| value);
    let secret = match (sealed, typed) {
        (false, _) => None,
        (true, "") => Some(new_password()),
        (true, typed) => {
            check_password(typed).map_err(|fault| say(&fault.words()))?;
            Some(typed.to_owned())
        }
    };
    let made: Vec<Packet> = audiences
        .into_iter()
        .map(|own| export::packet(season.model(), plan, own))
        .collect();
    let edition = edition_of(hash, version_with(app.workspace.out(), hash));
    let imprint = Imprint::new(season.model().rules.heading()).of(edition);
    let packets = contents(&made, &imprint, secret.as_deref(), lang)?;
    let date = jiff::ZonedDateTime::now().date().to_string();
    let own = Packets::of(app, lang);
    let kept = own.write(&packets, (hash, &date, sealed));
    let kept = kept.map_err(|error| {
        let Bilingual { zh, en } = refused(&error);
        say(&bilingual!(
            "无法写入：{zh}。请检查空间和权限，关闭打开其中文件的程序。",
            "Nothing was written: {en}. Check space and permissions, and close programs that have these files open."
        ))
    })?;
    // Not for whom, and never the password.
    tracing::info!(packets = packets.len(), sealed, "handed out");
    let (count, shown) = (packets.len(), own.folder().display());
    let mut said = Said::done(
        &bilingual!(
            "已在「{shown}」写出 {count} 份，各自只有其应见的内容。",
            "Written into [{shown}]: {count}, each with what its audience may see and no more."
        ),
        lang,
    );
    for path in kept {
        said.done.push(say(&bilingual!(
            "手工改过的文件没有覆盖，移到「{path}」。",
            "A file that was changed by hand was not overwritten but moved to [{path}]."
        )));
    }
    // A password that the person typed is known to the person.
    Ok((said, secret.filter(|_| typed.is_empty())))
}

/// The audiences as the verb takes them.
fn audience(sent: &Sent, plan: &crate::model::plan::Plan) -> Vec<String> {
    let mut words = sent.all("audience");
    words.retain(|own| ["office", "groups", "experts", "public"].contains(&own.as_str()));
    let separators = [',', '，', '、', ';', '；', '\n'];
    for part in sent.get("one").split(separators) {
        // The list to choose from offers the id and the name.
        let Some(id) = part.split_whitespace().next() else {
            continue;
        };
        let kind = match plan.group(id) {
            Some(_) => "group",
            None => "expert",
        };
        words.extend([kind.to_owned(), id.to_owned()]);
    }
    words
}

fn contents(
    packets: &[Packet],
    imprint: &Imprint,
    secret: Option<&str>,
    lang: Lang,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let unmade = |error: &dyn std::fmt::Display| {
        bilingual!(
            "无法生成文件：{error}。",
            "A file cannot be created: {error}."
        )
        .say(lang)
        .to_owned()
    };
    // A password takes a tenth of a second for each, so that all threads share the work.
    let made = packets.par_iter().map(|packet| {
        let imprint = imprint.clone().confidential_if(packet.confidential);
        let book = workbook(&packet.tables, &imprint, lang);
        let book = book.map_err(|error| unmade(&error))?;
        let bytes = match secret {
            Some(secret) => export::seal(&book, secret).map_err(|error| unmade(&error))?,
            None => book,
        };
        Ok((format!("{}.xlsx", packet.name), bytes))
    });
    made.collect()
}

/// Sixteen characters in four parts, of 79 random bits.
fn new_password() -> String {
    let mut random = rand::rng();
    let part = |_| -> String {
        (0..4)
            .map(|_| char::from(PLAIN[random.random_range(0..PLAIN.len())]))
            .collect()
    };
    let parts: Vec<String> = (0..4).map(part).collect();
    parts.join("-")
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    id: String,
}

/// One packet, to be sent on.
pub(super) async fn packet(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer {
    aside(app, move |app, lang| {
        let found = Packets::of(app, lang).file(&wanted.id);
        let (name, bytes) = found.ok_or_else(|| Refused::missing(lang))?;
        file(&name, bytes, lang)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_new_and_good_enough() {
        let (one, other) = (new_password(), new_password());
        assert_ne!(one, other);
        assert_eq!(one.len(), 19, "{one}");
        assert_eq!(check_password(&one), Ok(()));
        let plain = |own: u8| own == b'-' || PLAIN.contains(&own);
        assert!(one.bytes().all(plain), "{one}");
    }
}
