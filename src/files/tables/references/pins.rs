//! Finds pins that cannot be satisfied, alone or together.

use super::headers::{AllHeaders, Headers};
use crate::bilingual;
use crate::files::tables::ProblemCode;
use crate::files::tables::findings::Findings;
use crate::model::words::Bilingual;
use crate::model::{Expert, Pin, PinKind, PinObject, PinSubject, Season};
use std::collections::BTreeMap;

/// Checks all pins.
pub(super) fn check(season: &Season, headers: &AllHeaders, findings: &mut Findings) {
    for pin in season.pins.iter().filter(|pin| !pin.forbidden) {
        impossible(pin, season, &headers.pins, findings);
    }
    let mut checker = Contradictions {
        season,
        headers: &headers.pins,
        findings,
    };
    checker.demanded_and_forbidden();
    checker.one_of_each();
    checker.one_seat();
    checker.reviews();
}

fn expert<'a>(pin: &Pin, season: &'a Season) -> Option<&'a Expert> {
    match pin.subject {
        PinSubject::Expert(at) => season.experts.get(at.at()),
        PinSubject::Submission(_) => None,
    }
}

fn subject_id<'a>(pin: &Pin, season: &'a Season) -> &'a str {
    let found = match pin.subject {
        PinSubject::Expert(at) => season.experts.get(at.at()).map(|expert| &expert.id),
        PinSubject::Submission(at) => season
            .submissions
            .get(at.at())
            .map(|submission| &submission.id),
    };
    found.map_or("", String::as_str)
}

fn impossible(pin: &Pin, season: &Season, headers: &Headers, findings: &mut Findings) {
    let id = subject_id(pin, season);
    let mut add = |key: &str, what: Bilingual, action: Bilingual| {
        findings.add(
            ProblemCode::PinImpossible,
            headers.cell(&pin.place, key),
            id,
            what,
            action,
        );
    };
    if let Some(expert) = expert(pin, season) {
        if !expert.available {
            add(
                "subject",
                bilingual!(
                    "指定的专家本次不能参加",
                    "The pinned expert cannot take part"
                ),
                bilingual!(
                    "删去该指定，或把该专家的“可参加”改为“是”",
                    "Remove the pin, or make the expert available"
                ),
            );
        }
        if pin.kind == PinKind::Leader && !expert.can_lead {
            add(
                "subject",
                bilingual!(
                    "指定的组长未标为“可任组长”",
                    "The pinned leader is not marked as able to lead"
                ),
                bilingual!(
                    "换一位专家，或把该专家的“可任组长”改为“是”",
                    "Pin another expert, or mark this one as able to lead"
                ),
            );
        }
        if matches!(pin.kind, PinKind::Chair | PinKind::ViceChair) && !expert.quality_lead {
            add(
                "subject",
                bilingual!(
                    "指定的主任委员或副主任委员未标为“质量综合专家”",
                    "The pinned chair or vice chair is not marked as a quality expert"
                ),
                bilingual!(
                    "换一位专家，或把该专家的“质量综合专家”改为“是”",
                    "Pin another expert, or mark this one as a quality expert"
                ),
            );
        }
        let last_years = season.rules.balance.max_consecutive_years;
        let served = expert.consecutive_years_before(season.rules.conflicts.year);
        if last_years > 0 && served >= last_years {
            add(
                "subject",
                bilingual!(
                    "指定的专家已连续参评 {served} 年，达到 {last_years} 年的上限",
                    "The pinned expert has served {served} years in a row, and {last_years} is the limit"
                ),
                bilingual!(
                    "换一位专家，或放宽 max_consecutive_years",
                    "Pin another expert, or relax max_consecutive_years"
                ),
            );
        }
    }
    let named = match (pin.subject, &pin.object) {
        (PinSubject::Submission(at), _) => Some((at, "subject")),
        (_, PinObject::Submission(at)) => Some((*at, "object")),
        _ => None,
    };
    if let Some((at, key)) = named
        && season
            .submissions
            .get(at.at())
            .is_some_and(|submission| !submission.passed)
    {
        add(
            key,
            bilingual!(
                "指定的申报未通过形式审查，不参加本次评审",
                "The pinned submission did not pass the form check and is left out"
            ),
            bilingual!(
                "删去该指定，或核对形式审查结果",
                "Remove the pin, or review the result of the form check"
            ),
        );
    }
}

struct Contradictions<'a> {
    season: &'a Season,
    headers: &'a Headers,
    findings: &'a mut Findings,
}

impl<'a> Contradictions<'a> {
    fn add(&mut self, first: &Pin, second: &Pin, what: Bilingual) {
        let row = first.place.row.unwrap_or(0);
        let Bilingual { zh, en } = what;
        let id = subject_id(second, self.season);
        self.findings.add(
            ProblemCode::PinsContradict,
            self.headers.cell(&second.place, "subject"),
            id,
            bilingual!(
                "与第 {row} 行的指定矛盾：{zh}",
                "This contradicts the pin in row {row}: {en}"
            ),
            bilingual!("删去其中一条指定", "Remove one of the two"),
        );
    }

    fn demanded(&self) -> Vec<&'a Pin> {
        self.season
            .pins
            .iter()
            .filter(|pin| !pin.forbidden)
            .collect()
    }

    /// Finds a seat that one pin demands and another forbids. A leader is also a member, and a
    /// `not_member` without a group forbids every group.
    fn demanded_and_forbidden(&mut self) {
        let season = self.season;
        let mut forbidden: BTreeMap<String, Vec<&Pin>> = BTreeMap::new();
        for pin in season.pins.iter().filter(|pin| pin.forbidden) {
            forbidden
                .entry(subject_id(pin, season).to_owned())
                .or_default()
                .push(pin);
        }
        for pin in self.demanded() {
            for not in forbidden.get(subject_id(pin, season)).into_iter().flatten() {
                let kind = pin.kind == not.kind
                    || (pin.kind == PinKind::Leader && not.kind == PinKind::Member);
                let object = pin.object == not.object || not.object == PinObject::None;
                if kind && object {
                    let (first, second) = in_order(pin, not);
                    self.add(
                        first,
                        second,
                        bilingual!("一条要求，一条禁止", "one demands what the other forbids"),
                    );
                }
            }
        }
    }

    /// At most one chair, one vice chair, one leader per group, one group per submission.
    fn one_of_each(&mut self) {
        let season = self.season;
        let mut seats: BTreeMap<(PinKind, String), &Pin> = BTreeMap::new();
        for pin in self.demanded() {
            let seat = match (pin.kind, &pin.object) {
                (PinKind::Chair | PinKind::ViceChair, _) => String::new(),
                (PinKind::Leader, PinObject::Group(group)) => group.clone(),
                (PinKind::Submission, _) => subject_id(pin, season).to_owned(),
                _ => continue,
            };
            let first = *seats.entry((pin.kind, seat)).or_insert(pin);
            let same = (first.subject, &first.object) == (pin.subject, &pin.object);
            if !std::ptr::eq(first, pin) && !same {
                let what = match pin.kind {
                    PinKind::Chair => bilingual!("只能有一位主任委员", "there is only one chair"),
                    PinKind::ViceChair => {
                        bilingual!("只能有一位副主任委员", "there is only one vice chair")
                    }
                    PinKind::Leader => {
                        bilingual!("一个专业组只能有一位组长", "a group has only one leader")
                    }
                    _ => bilingual!(
                        "一项申报只能在一个专业组",
                        "a submission is in one group only"
                    ),
                };
                self.add(first, pin, what);
            }
        }
    }

    /// Nobody has two seats: not in two groups, not as chair and vice chair, and not as chair and
    /// in a group unless the rules allow it.
    fn one_seat(&mut self) {
        let season = self.season;
        let mut seats: BTreeMap<&str, Vec<&Pin>> = BTreeMap::new();
        for pin in self.demanded() {
            if expert(pin, season).is_some() {
                seats.entry(subject_id(pin, season)).or_default().push(pin);
            }
        }
        for pins in seats.values() {
            for (at, second) in pins.iter().enumerate() {
                let clash = pins[..at]
                    .iter()
                    .find_map(|first| Some((first, self.clash(first, second)?)));
                if let Some((first, what)) = clash {
                    self.add(first, second, what);
                }
            }
        }
    }

    fn clash(&self, first: &Pin, second: &Pin) -> Option<Bilingual> {
        let chair = |pin: &Pin| matches!(pin.kind, PinKind::Chair | PinKind::ViceChair);
        let seated = |pin: &Pin| {
            matches!(
                pin.kind,
                PinKind::Member | PinKind::Leader | PinKind::Reviewer
            )
        };
        if chair(first) && chair(second) && first.kind != second.kind {
            return Some(bilingual!(
                "同一人不能既任主任委员又任副主任委员",
                "one person cannot be both chair and vice chair"
            ));
        }
        let mixed = (chair(first) && seated(second)) || (seated(first) && chair(second));
        if mixed && !self.season.rules.groups.chairs_in_groups {
            return Some(bilingual!(
                "主任委员、副主任委员不在专业组任职",
                "chair and vice chair have no seat in a group"
            ));
        }
        match (&first.object, &second.object) {
            (PinObject::Group(a), PinObject::Group(b)) if a != b => Some(bilingual!(
                "同一人不能在 {a} 和 {b} 两个组",
                "one person cannot be in both {a} and {b}"
            )),
            _ => None,
        }
    }

    /// At most as many pinned reviewers as there are reviewers, and each of them in the pinned
    /// group.
    fn reviews(&mut self) {
        let most = |at: crate::model::SubmissionIndex| {
            let own = self.season.submissions.get(at.at());
            own.map_or(usize::MAX, |own| self.season.reviewers_of(own))
        };
        let demanded = self.demanded();
        let group_of = |subject: PinSubject| {
            let member = |kind| {
                matches!(
                    kind,
                    PinKind::Member | PinKind::Leader | PinKind::Submission
                )
            };
            demanded.iter().find_map(|pin| match &pin.object {
                PinObject::Group(group) if pin.subject == subject && member(pin.kind) => {
                    Some((*pin, group))
                }
                _ => None,
            })
        };
        let mut reviewers: BTreeMap<u32, Vec<&Pin>> = BTreeMap::new();
        let mut found = Vec::new();
        for pin in demanded.iter().filter(|pin| pin.kind == PinKind::Reviewer) {
            let PinObject::Submission(submission) = pin.object else {
                continue;
            };
            let each = most(submission);
            let own = reviewers.entry(submission.0).or_default();
            if own.iter().all(|other| other.subject != pin.subject) {
                own.push(pin);
            }
            if own.len().checked_sub(1) == Some(each) {
                found.push((
                    own[0],
                    *pin,
                    bilingual!(
                        "该申报只有 {each} 名评审专家",
                        "the submission has {each} reviewers"
                    ),
                ));
            }
            if let (Some((_, a)), Some((other, b))) = (
                group_of(pin.subject),
                group_of(PinSubject::Submission(submission)),
            ) && a != b
            {
                found.push((
                    other,
                    *pin,
                    bilingual!(
                        "评审专家在 {a} 组，申报在 {b} 组",
                        "the reviewer is in {a} and the submission in {b}"
                    ),
                ));
            }
        }
        for (first, second, what) in found {
            self.add(first, second, what);
        }
    }
}

fn in_order<'a>(a: &'a Pin, b: &'a Pin) -> (&'a Pin, &'a Pin) {
    if a.place.row <= b.place.row {
        (a, b)
    } else {
        (b, a)
    }
}
