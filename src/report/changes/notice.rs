//! The letter to each person concerned. It contains what that person needs to know, and nothing
//! about anybody else but the group leader: who withdrew, and whom the person replaces, is
//! confidential.

use super::words;
use crate::bilingual;
use crate::model::difference::Names;
use crate::model::difference::{Difference, PersonChange, PersonKind, Seat};
use crate::model::words::{Bilingual, Lang};
use schemars::JsonSchema;
use serde::Serialize;

/// A letter to one person, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// Expert id, as in the plans.
    pub expert: String,
    /// The person's name, or the id if unknown.
    pub name: String,
    /// Reason for the letter.
    pub kind: PersonKind,
    /// Text of the letter.
    pub text: Bilingual,
}

/// Writes the letters, in order of expert ids.
pub fn notices(difference: &Difference, names: &Names) -> Vec<Notice> {
    let people = difference.people.iter();
    let letters = people.map(|person| Notice {
        expert: person.expert.clone(),
        name: names.expert(&person.expert).to_owned(),
        kind: person.kind,
        text: letter(person, names),
    });
    letters.collect()
}

/// All letters in one text: a single file, so that letters of an earlier comparison cannot remain
/// next to it.
pub fn letters(notices: &[Notice], lang: Lang) -> String {
    let letter = |notice: &Notice| {
        let (expert, name, text) = (&notice.expert, &notice.name, notice.text.say(lang));
        format!("===== {expert} {name} =====\n\n{text}\n")
    };
    notices.iter().map(letter).collect()
}

fn letter(person: &PersonChange, names: &Names) -> Bilingual {
    let name = names.expert(&person.expert);
    let mut parts = vec![bilingual!("尊敬的{name}专家：\n\n您好！", "Dear {name},\n")];
    parts.push(changed(person));
    if let Some(seat) = &person.after {
        parts.push(duties(&person.expert, seat, names));
        parts.extend(reviews(person, names));
    }
    parts.push(closing(person.kind == PersonKind::Gone, names));
    let join = |say: fn(&Bilingual) -> &str| {
        let parts: Vec<&str> = parts.iter().map(say).collect();
        parts.join("\n")
    };
    Bilingual::new(join(|part| &part.zh), join(|part| &part.en))
}

/// The seat before, and the change in one sentence.
pub fn in_words(person: &PersonChange) -> (Bilingual, Bilingual) {
    let before = person.before.as_ref().map(words::seat);
    (before.unwrap_or_default(), changed(person))
}

/// The change, in one sentence.
fn changed(person: &PersonChange) -> Bilingual {
    let say = |seat: &Option<Seat>| seat.as_ref().map(words::seat).unwrap_or_default();
    let (old, new) = (say(&person.before), say(&person.after));
    let Bilingual {
        zh: was,
        en: was_en,
    } = &old;
    let Bilingual { zh: is, en: is_en } = &new;
    match person.kind {
        PersonKind::New => bilingual!(
            "经研究，现邀请您参加本次评审委员会，担任{is}。",
            "We are pleased to invite you to serve on the review committee as {is_en}."
        ),
        PersonKind::Gone => bilingual!(
            "因评审委员会组成调整，您不再担任{was}，原定由您承担的评审任务相应取消。请妥善处理已收到的申报材料：尚未退还的请退还我们，并删除电子文件。感谢您对评审工作的支持。",
            "The composition of the review committee has changed: you no longer serve as {was_en}, and the reviews that were planned for you are cancelled. Please return any submission documents you have received to us and delete electronic copies. Thank you for your support."
        ),
        PersonKind::Moved => bilingual!(
            "因评审委员会组成调整，您由{was}改任{is}。",
            "The composition of the review committee has changed: instead of {was_en} you now serve as {is_en}."
        ),
        PersonKind::Role => bilingual!(
            "因评审委员会组成调整，您的职务由{was}变为{is}。",
            "The composition of the review committee has changed: your role was {was_en} and is now {is_en}."
        ),
        PersonKind::Reviews => bilingual!(
            "您在评审委员会中的职务不变，由您评审的申报有所调整。",
            "Your role on the review committee stays the same; the submissions that you review have changed."
        ),
        PersonKind::Leader => bilingual!(
            "您的职务和评审任务均不变，所在专业组的组长有更换。",
            "Your role and your reviews stay the same; your group has a new leader."
        ),
    }
}

/// The seat after the change.
fn duties(expert: &str, seat: &Seat, names: &Names) -> Bilingual {
    let Bilingual { zh, en } = words::seat(seat);
    let own = bilingual!("现任职务：{zh}。", "Your role now: {en}.");
    if seat.leader.is_empty() || seat.leader == expert {
        return own;
    }
    let leader = names.expert(&seat.leader);
    let group = words::group(seat);
    Bilingual::new(
        format!("{}\n{group} 组长：{leader}。", own.zh),
        format!("{}\nLeader of {group}: {leader}.", own.en),
    )
}

/// The submissions to review, with new ones marked, and those removed.
fn reviews(person: &PersonChange, names: &Names) -> Vec<Bilingual> {
    let mut parts = Vec::new();
    let count = person.reviews.len();
    if count > 0 {
        let listed = list(&person.reviews, names, |id| {
            let new = person.kind != PersonKind::New && person.reviews_added.contains(id);
            if new {
                bilingual!("（新增）", " (new)")
            } else {
                Bilingual::default()
            }
        });
        let Bilingual { zh, en } = listed;
        parts.push(bilingual!(
            "请您评审以下申报（共 {count} 项）：{zh}",
            "Please review these submissions ({count}):{en}"
        ));
    } else if person
        .after
        .as_ref()
        .is_some_and(|seat| seat.group.is_some())
    {
        parts.push(bilingual!(
            "目前没有由您评审的申报。",
            "No submissions are assigned to you at present."
        ));
    }
    let count = person.reviews_removed.len();
    if count > 0 {
        let Bilingual { zh, en } = list(&person.reviews_removed, names, |_| Bilingual::default());
        parts.push(bilingual!(
            "以下申报不再由您评审（共 {count} 项），请勿继续评审，已收到的材料请退还：{zh}",
            "These submissions ({count}) are no longer yours to review; please stop work on them and return their documents:{en}"
        ));
    }
    parts
}

fn list(ids: &[String], names: &Names, mark: impl Fn(&String) -> Bilingual) -> Bilingual {
    let mut all = Bilingual::default();
    for (at, id) in ids.iter().enumerate() {
        let number = at + 1;
        let mark = mark(id);
        let title = names.title(id);
        let (zh, en) = if title.is_empty() {
            (id.clone(), id.clone())
        } else {
            (format!("{id}《{title}》"), format!("{id} {title}"))
        };
        all.zh.push_str(&format!("\n  {number}. {zh}{}", mark.zh));
        all.en.push_str(&format!("\n  {number}. {en}{}", mark.en));
    }
    all
}

fn closing(gone: bool, names: &Names) -> Bilingual {
    let Bilingual {
        zh: office,
        en: office_en,
    } = names.issuer();
    let confidential = if gone {
        bilingual!(
            "评审委员会名单和评审情况须严格保密，请勿向他人透露。",
            "The composition of the committee and everything about the review stay strictly confidential."
        )
    } else {
        bilingual!(
            "评审委员会名单、申报材料和评审情况须严格保密。如您与上述申报单位有任职、咨询辅导、亲属等应当回避的关系，或因故不能参加，请尽快告知{office}。",
            "The composition of the committee, the submissions and everything about the review are strictly confidential. If you have any tie to an applicant above that calls for recusal (employment, consulting, family), or cannot take part, please tell us as soon as you can."
        )
    };
    let Bilingual { zh, en } = confidential;
    bilingual!("\n{zh}\n\n{office}\n", "\n{en}\n\n{office_en}\n")
}
