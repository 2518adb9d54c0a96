//! R09: share of one region in a group.

use super::Obstacle;
use super::seat::Seat;
use crate::bilingual;
use crate::model::Rule;
use crate::model::words::Bilingual;
use std::collections::BTreeMap;

/// The members of a region are already at their maximum share.
pub(super) fn to_sit(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let same = neighbours(seat);
    let size = seat.others.len() + 1;
    let cap = seat.standing.instance.region_cap(size);
    if same.len() < cap {
        return;
    }
    let Bilingual { zh, en } = seat.names(&same);
    let (region, share) = (
        &seat.standing.expert(seat.expert).region,
        seat.standing.instance.region_share,
    );
    #[allow(clippy::cast_precision_loss)] // sizes of groups
    let needed = ((same.len() + 1) as f64 / size as f64 * 100.0).ceil() / 100.0;
    found.push(Obstacle::new(
        Rule::RegionCap,
        bilingual!(
            "组内已有同地区（{region}）的 {zh}，每组至多 {cap} 人",
            "already in the group from the same region ({region}): {en}; at most {cap} allowed"
        ),
        bilingual!(
            "max_region_share {share} → {needed}",
            "max_region_share {share} -> {needed}"
        ),
    ));
}

/// The group would be smaller than its members of one region allow.
pub(super) fn to_leave(seat: &Seat<'_>, found: &mut Vec<Obstacle>) {
    let standing = seat.standing;
    let size = seat.others.len();
    let cap = standing.instance.region_cap(size);
    let mut counts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &other in &seat.others {
        let region = standing.instance.experts[other as usize].region;
        counts.entry(region).or_default().push(other);
    }
    let known = counts.into_iter().filter(|(region, _)| *region != 0);
    for (_, same) in known.filter(|(_, same)| same.len() > cap) {
        let Bilingual { zh, en } = seat.names(&same);
        let region = &standing.expert(same[0]).region;
        let share = standing.instance.region_share;
        #[allow(clippy::cast_precision_loss)] // sizes of groups
        let needed = (same.len() as f64 / size as f64 * 100.0).ceil() / 100.0;
        found.push(Obstacle::new(
            Rule::RegionCap,
            bilingual!(
                "余下 {size} 人，同地区（{region}）的 {zh} 超过至多 {cap} 人",
                "of the {size} members left, those from one region ({region}) are more than {cap}: {en}"
            ),
            bilingual!(
                "max_region_share {share} → {needed}",
                "max_region_share {share} -> {needed}"
            ),
        ));
    }
}

/// The members of the same known region.
fn neighbours(seat: &Seat<'_>) -> Vec<u32> {
    let experts = &seat.standing.instance.experts;
    let own = experts[seat.expert as usize].region;
    let others = seat.others.iter().copied();
    others
        .filter(|&other| own != 0 && experts[other as usize].region == own)
        .collect()
}
