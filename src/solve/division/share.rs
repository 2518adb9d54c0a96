//! A part as a season of its own.

use super::parts::Division;
use crate::model::{
    ExpertIndex, Pin, PinKind, PinObject, PinSubject, Place, Season, SubmissionIndex,
};
use crate::solve::instance::group_id;
use std::collections::BTreeSet;

impl Division {
    /// The season of a part, numbered from 0: others' experts are not available, others'
    /// submissions have not passed, the number of groups is the part's, chair and vice chair are
    /// pinned, and pins name the part's groups by the ids that they have there.
    ///
    /// # Panics
    /// When there is no such part.
    pub fn season(&self, whole: &Season, part: usize) -> Season {
        let own = &self.parts[part];
        let experts: BTreeSet<ExpertIndex> = own.experts.iter().copied().collect();
        let submissions: BTreeSet<SubmissionIndex> = own.submissions.iter().copied().collect();
        let mut season = whole.clone();
        for (at, expert) in season.experts.iter_mut().enumerate() {
            let at = ExpertIndex::new(at);
            expert.available &= experts.contains(&at) || self.heads.contains(&at);
        }
        for (at, submission) in season.submissions.iter_mut().enumerate() {
            submission.passed &= submissions.contains(&SubmissionIndex::new(at));
        }
        season.rules.groups.count = own.groups.len();
        let is_here = |pin: &Pin| match pin.subject {
            PinSubject::Expert(at) => experts.contains(&at) || self.heads.contains(&at),
            PinSubject::Submission(at) => submissions.contains(&at),
        };
        let pins = whole.pins.iter().filter(|pin| is_here(pin));
        season.pins = pins.filter_map(|pin| self.local(part, pin)).collect();
        self.pin_heads(part, &mut season);
        season
    }

    /// A pin with the id that its group has in the part; `None` where the group is in another.
    fn local(&self, part: usize, pin: &Pin) -> Option<Pin> {
        let mut pin = pin.clone();
        if let PinObject::Group(id) = &mut pin.object {
            let own = &self.parts[part].groups;
            let named = |number: &usize| group_id(self.groups, *number) == *id;
            *id = group_id(own.len(), own.iter().position(named)?);
        }
        Some(pin)
    }

    /// Pins chair and vice chair. Where chairs may sit in a group, they do in one part at most.
    fn pin_heads(&self, part: usize, season: &mut Season) {
        for (head, kind) in self
            .heads
            .into_iter()
            .zip([PinKind::Chair, PinKind::ViceChair])
        {
            let mut pin = |kind, forbidden| {
                season.pins.push(Pin {
                    kind,
                    forbidden,
                    subject: PinSubject::Expert(head),
                    object: PinObject::None,
                    place: Place::default(),
                });
            };
            pin(kind, false);
            if season.rules.groups.chairs_in_groups && !self.parts[part].experts.contains(&head) {
                pin(PinKind::Member, true);
            }
        }
    }
}
