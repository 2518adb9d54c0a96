//! Words for seats and changes, in both languages.

use crate::bilingual;
use crate::model::difference::{Office, PersonChange, PersonKind, Seat, SubmissionKind};
use crate::model::plan::{Shortfall, ShortfallKind};
use crate::model::words::Bilingual;

/// The change of a person, in a few words.
pub(super) fn person(kind: PersonKind) -> Bilingual {
    match kind {
        PersonKind::New => bilingual!("新增", "new"),
        PersonKind::Gone => bilingual!("退出", "gone"),
        PersonKind::Moved => bilingual!("调组", "moved"),
        PersonKind::Role => bilingual!("职务变动", "other role"),
        PersonKind::Reviews => bilingual!("仅评审任务变动", "other reviews"),
        PersonKind::Leader => bilingual!("仅组长更换", "other group leader"),
    }
}

/// The change of a submission, in a few words.
pub(super) fn submission(kind: SubmissionKind) -> Bilingual {
    match kind {
        SubmissionKind::New => bilingual!("新增", "new"),
        SubmissionKind::Gone => bilingual!("撤出", "gone"),
        SubmissionKind::Moved => bilingual!("调组", "moved"),
    }
}

fn office(office: Office) -> Bilingual {
    match office {
        Office::Chair => bilingual!("主任委员", "chair"),
        Office::ViceChair => bilingual!("副主任委员", "vice chair"),
    }
}

/// A group by id and name.
pub(super) fn group(seat: &Seat) -> String {
    match &seat.group {
        Some(id) if seat.group_name.is_empty() || seat.group_name == *id => id.clone(),
        Some(id) => format!("{id} {}", seat.group_name),
        None => String::new(),
    }
}

/// A seat with its role and group.
pub(super) fn seat(seat: &Seat) -> Bilingual {
    let group = group(seat);
    let in_group = if group.is_empty() {
        None
    } else if seat.leads {
        Some(bilingual!("{group} 组长", "leader of {group}"))
    } else {
        Some(bilingual!("{group} 组员", "member of {group}"))
    };
    match (seat.office.map(office), in_group) {
        (Some(office), Some(member)) => Bilingual::new(
            format!("{}、{}", office.zh, member.zh),
            format!("{} and {}", office.en, member.en),
        ),
        (Some(office), None) => office,
        (None, Some(member)) => member,
        (None, None) => Bilingual::default(),
    }
}

/// The change of a person's seat: `调组：G01 组员 → G02 组员`.
pub(in crate::report) fn seats(change: &PersonChange) -> Bilingual {
    let kind = person(change.kind);
    let seats = [&change.before, &change.after].into_iter().flatten();
    let seats: Vec<Bilingual> = seats.map(seat).collect();
    let join = |say: fn(&Bilingual) -> &str| {
        let seats: Vec<&str> = seats.iter().map(say).collect();
        seats.join(" → ")
    };
    Bilingual::new(
        format!("{}：{}", kind.zh, join(|own| &own.zh)),
        format!("{}: {}", kind.en, join(|own| &own.en)),
    )
}

/// A shortfall in a few words.
pub(super) fn shortfall(shortfall: &Shortfall) -> Bilingual {
    let Shortfall {
        submission, code, ..
    } = shortfall;
    match shortfall.kind {
        ShortfallKind::Industry => {
            bilingual!("{submission} 行业 {code}", "{submission} industry {code}")
        }
        ShortfallKind::Domain => {
            bilingual!("{submission} 质量方法 {code}", "{submission} domain {code}")
        }
        ShortfallKind::Group => bilingual!(
            "{submission} 组内熟悉行业 {code} 的组员",
            "{submission} a member who knows industry {code}"
        ),
        ShortfallKind::Mix => {
            bilingual!("{submission} 人员构成 {code}", "{submission} mix {code}")
        }
    }
}
