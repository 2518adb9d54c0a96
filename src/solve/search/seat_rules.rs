//! How many rules about who sits together a set of members breaks.

use crate::solve::instance::{Instance, Seating};

/// Counts what is broken among members who sit together, whatever their group: employers beyond
/// the cap, relatives, more than one who must lead. Regions are left out, as their cap grows with
/// the group.
pub fn broken_together(instance: &Instance, members: &[u32]) -> usize {
    let mut broken = 0;
    let mut must_lead = 0_usize;
    for (at, &member) in members.iter().enumerate() {
        let expert = &instance.experts[member as usize];
        broken += beyond_employers(instance, &members[..at], member);
        broken += members[..at]
            .iter()
            .filter(|other| expert.kin.binary_search(other).is_ok())
            .count();
        must_lead += usize::from(expert.seating == Seating::MustLead);
    }
    broken + must_lead.saturating_sub(1)
}

/// Of how many of the expert's employers as many sit there already as the cap allows.
fn beyond_employers(instance: &Instance, seated: &[u32], expert: u32) -> usize {
    let own = instance.experts[expert as usize].employers.iter();
    own.filter(|employer| {
        let of = |other: &&u32| {
            instance.experts[**other as usize]
                .employers
                .contains(employer)
        };
        seated.iter().filter(of).count() >= instance.employer_cap
    })
    .count()
}

/// Counts what is broken in a group: members beyond the caps of employer and region, relatives
/// together, no leader, more than one who must lead, somebody who must lead and may not lead here.
/// O(members²).
pub fn broken(instance: &Instance, group: usize, members: &[u32]) -> i64 {
    let mut broken = 0;
    let region_cap = instance.region_cap(members.len());
    let mut leader = false;
    let mut must_lead = 0;
    for (at, &member) in members.iter().enumerate() {
        let expert = &instance.experts[member as usize];
        let before = &members[..at];
        let same = |number: u32, of: fn(&crate::solve::instance::Candidate) -> u32| {
            let others = before
                .iter()
                .map(|&other| &instance.experts[other as usize]);
            others.filter(|other| of(other) == number).count()
        };
        // Anyone who comes after as many as the cap allows is one too many; what is unknown (0) has
        // no cap, not even one of nobody.
        broken += i64::try_from(beyond_employers(instance, before, member)).unwrap_or(i64::MAX);
        let over = |number: u32, of, cap: usize| number != 0 && same(number, of) >= cap;
        broken += i64::from(over(expert.region, |other| other.region, region_cap));
        let related = before
            .iter()
            .filter(|other| expert.kin.binary_search(other).is_ok());
        broken += related.map(|_| 1).sum::<i64>();
        let leads = expert.can_lead && expert.may_lead.allows(group);
        leader |= leads;
        if expert.seating == Seating::MustLead {
            must_lead += 1;
            broken += i64::from(!leads);
        }
        broken += i64::from(!expert.allowed.allows(group));
    }
    if let Some(pinned) = instance.groups[group].leader {
        leader = members.contains(&pinned);
    }
    let mix = instance.mixes.of_members(members).hard;
    broken += i64::try_from(mix).unwrap_or(i64::MAX);
    broken + i64::from(!leader) + (must_lead - 1).max(0)
}

/// Counts the rules about the mix of a group's members that are missed and count as shortfalls.
pub fn short(instance: &Instance, members: &[u32]) -> i64 {
    i64::try_from(instance.mixes.of_members(members).shortfalls).unwrap_or(i64::MAX)
}
