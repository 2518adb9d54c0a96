//! Compiles the office's pins.

use super::compile::expert_positions;
use super::{GroupSet, Instance, Reason, Seating};
use crate::bilingual;
use crate::model::{Pin, PinKind, PinObject, PinSubject, Rule, Season};
use std::collections::BTreeMap;

impl Instance {
    /// Applies the season's pins.
    ///
    /// # Errors
    /// Every pin that cannot hold: an unavailable expert is demanded, a group does not exist, or
    /// pins contradict each other.
    pub(super) fn add_pins(&mut self, season: &Season) -> Result<(), Vec<Reason>> {
        let experts = expert_positions(&self.experts);
        let submissions: BTreeMap<_, _> = self
            .submissions
            .iter()
            .map(|need| need.season)
            .zip(0_u32..)
            .collect();
        let mut reasons = Vec::new();
        for pin in &season.pins {
            let subject = match pin.subject {
                PinSubject::Expert(expert) => experts.get(&expert).copied(),
                PinSubject::Submission(submission) => submissions.get(&submission).copied(),
            };
            let (Some(subject), forbidden) = (subject, pin.forbidden) else {
                if !pin.forbidden {
                    reasons.push(cannot_serve(season, pin));
                }
                continue;
            };
            let object = match &pin.object {
                PinObject::Submission(submission) => submissions.get(submission).copied(),
                _ => None,
            };
            let done = match self.group_of(pin) {
                Err(_) if forbidden => Ok(()), // nobody is in a group that does not exist
                Err(reason) => Err(reason),
                Ok(group) if forbidden => {
                    self.forbid(pin.kind, subject as usize, group);
                    Ok(())
                }
                Ok(group) => self.demand(season, pin, subject, group, object),
            };
            reasons.extend(done.err());
        }
        self.must_review.sort_unstable();
        self.must_review.dedup();
        for need in &mut self.submissions {
            need.must_review.sort_unstable();
            need.must_review.dedup();
        }
        reasons.extend(self.nowhere_to_go(season));
        if reasons.is_empty() {
            Ok(())
        } else {
            Err(reasons)
        }
    }

    fn group_of(&self, pin: &Pin) -> Result<Option<usize>, Reason> {
        let PinObject::Group(id) = &pin.object else {
            return Ok(None);
        };
        let found = self.groups.iter().position(|group| group.id == *id);
        found.map(Some).ok_or_else(|| {
            let (row, count) = (pin.place.row.unwrap_or(0), self.groups.len());
            Reason::of(Rule::Pins, bilingual!(
                    "指定表第 {row} 行的专业组 {id} 不存在：本届共 {count} 个组。",
                    "row {row} of the pins table names the group {id}, which does not exist: the season has {count} groups."
                ))
        })
    }

    fn forbid(&mut self, kind: PinKind, subject: usize, group: Option<usize>) {
        let groups = self.shape.groups;
        let every: Vec<usize> = group.map_or_else(|| (0..groups).collect(), |group| vec![group]);
        #[allow(clippy::cast_possible_truncation)] // numbers of experts fit 32 bits
        let number = subject as u32;
        match kind {
            PinKind::Member => {
                for group in every {
                    self.experts[subject].allowed.remove(groups, group);
                }
            }
            PinKind::Leader => {
                for group in every {
                    self.experts[subject].may_lead.remove(groups, group);
                }
            }
            PinKind::Chair => self.chairs.not_chair.push(number),
            PinKind::ViceChair => self.chairs.not_vice_chair.push(number),
            PinKind::Submission => {
                for group in every {
                    self.submissions[subject].allowed.remove(groups, group);
                }
            }
            PinKind::Reviewer => {} // in the cells already
        }
    }

    fn demand(
        &mut self,
        season: &Season,
        pin: &Pin,
        subject: u32,
        group: Option<usize>,
        object: Option<u32>,
    ) -> Result<(), Reason> {
        let only = group.map(|group| GroupSet::only(self.shape.groups, [group]));
        let at = subject as usize;
        let groups = self.shape.groups;
        match pin.kind {
            PinKind::Member | PinKind::Leader => {
                let expert = &mut self.experts[at];
                if let Some(only) = only {
                    expert.allowed.intersect(groups, &only);
                }
                if pin.kind == PinKind::Leader {
                    expert.seating = Seating::MustLead;
                    if let Some(group) = group {
                        take(&mut self.groups[group].leader, subject)
                            .map_err(|()| contradicts(season, pin))?;
                    }
                } else if expert.seating == Seating::Free {
                    expert.seating = Seating::Must;
                }
                Ok(())
            }
            PinKind::Chair => {
                take(&mut self.chairs.chair, subject).map_err(|()| contradicts(season, pin))
            }
            PinKind::ViceChair => {
                take(&mut self.chairs.vice_chair, subject).map_err(|()| contradicts(season, pin))
            }
            PinKind::Submission => {
                if let Some(only) = only {
                    self.submissions[at].allowed.intersect(groups, &only);
                }
                Ok(())
            }
            PinKind::Reviewer => {
                let Some(submission) = object else {
                    return Ok(()); // the submission is left out of the season, and so is its review
                };
                self.must_review.push((submission, subject));
                self.submissions[submission as usize]
                    .must_review
                    .push(subject);
                if self.experts[at].seating == Seating::Free {
                    self.experts[at].seating = Seating::Must;
                }
                if self.cells.get(submission as usize, at).free() {
                    Ok(())
                } else {
                    Err(contradicts(season, pin))
                }
            }
        }
    }

    /// Reports everything that pins and themes leave without a group.
    fn nowhere_to_go(&self, season: &Season) -> Vec<Reason> {
        let experts = self
            .experts
            .iter()
            .filter(|expert| expert.seating != Seating::Free && expert.allowed.is_empty())
            .map(|expert| &season.experts[expert.season.at()].id);
        let submissions = self
            .submissions
            .iter()
            .filter(|need| need.allowed.is_empty())
            .map(|need| &season.submissions[need.season.at()].id);
        experts
            .chain(submissions)
            .map(|id| {
                Reason::of(
                    Rule::Pins,
                    bilingual!(
                        "指定与主题合在一起，没有一个专业组能容纳 {id}。",
                        "pins and themes together leave no group for {id}."
                    ),
                )
            })
            .collect()
    }
}

fn take(slot: &mut Option<u32>, subject: u32) -> Result<(), ()> {
    match slot {
        Some(other) if *other != subject => Err(()),
        _ => {
            *slot = Some(subject);
            Ok(())
        }
    }
}

fn subject_id<'a>(season: &'a Season, pin: &Pin) -> &'a str {
    match pin.subject {
        PinSubject::Expert(expert) => &season.experts[expert.at()].id,
        PinSubject::Submission(submission) => &season.submissions[submission.at()].id,
    }
}

fn cannot_serve(season: &Season, pin: &Pin) -> Reason {
    let (id, row, key) = (
        subject_id(season, pin),
        pin.place.row.unwrap_or(0),
        pin.kind.key(),
    );
    Reason::of(
        Rule::Pins,
        bilingual!(
            "指定表第 {row} 行（{key}）要求 {id}，但其本届不能参加（不可参加、连续参评超限或未通过形式审查）。",
            "row {row} of the pins table ({key}) asks for {id}, which cannot take part in this season (not available, too many years in a row, or form check not passed)."
        ),
    )
}

fn contradicts(season: &Season, pin: &Pin) -> Reason {
    let (id, row, key) = (
        subject_id(season, pin),
        pin.place.row.unwrap_or(0),
        pin.kind.key(),
    );
    Reason::of(
        Rule::Pins,
        bilingual!(
            "指定表第 {row} 行（{key} {id}）与另一条指定或一项利益冲突相矛盾。",
            "row {row} of the pins table ({key} {id}) contradicts another pin or a conflict of interest."
        ),
    )
}
