//! Explains why the days do not suffice for the defence, by counting, and what would help.

use super::demand::{Demand, Person};
use super::fit::Lack;
use super::problems;
use crate::bilingual;
use crate::model::second_round::Clock;
use crate::model::words::Bilingual;
use crate::model::{Problem, Season};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Number of days considered beyond those given, and of ids and dates shown.
const MORE_DAYS: usize = 60;
const SHOWN: usize = 8;

/// The days and rooms do not suffice for the groups, regardless of their members.
pub(super) fn no_room(season: &Season, demand: &Demand<'_>) -> Vec<Problem> {
    let slots = demand.clock.slots.len();
    let days = demand.clock.day_count();
    let groups = demand.groups.len();
    let needs: Vec<usize> = demand.groups.iter().map(|group| group.days).collect();
    let total: usize = needs.iter().sum();
    let rooms = season.rules.defence.rooms;
    let short = groups_in_a_row(&needs, days, rooms);
    let what = match rooms {
        _ if short => bilingual!(
            "每组每天最多听 {slots} 项，{groups} 个组共需 {total} 个组日，{days} 天、{rooms} 个会场按总数够用；但一个组须在连续的几天、同一个会场里听完，这样排不开",
            "Submissions per group and day: at most {slots}; group days needed for the groups ({groups}): {total}. In total the days ({days}) and rooms ({rooms}) suffice, but a group must finish on consecutive days in one room, and that does not fit"
        ),
        0 => bilingual!(
            "每组每天最多听 {slots} 项，{days} 天里排不下",
            "Submissions per group and day: at most {slots}; the days available ({days}) are not enough"
        ),
        _ => bilingual!(
            "每组每天最多听 {slots} 项，{groups} 个组共需 {total} 个组日，{days} 天、{rooms} 个会场排不下",
            "Submissions per group and day: at most {slots}; group days needed for the groups ({groups}): {total}. The days ({days}) and rooms ({rooms}) are not enough"
        ),
    };
    let mut found = vec![problems::no_room(
        days,
        what,
        room_would_do(season, demand, &needs),
    )];
    for group in demand.groups.iter().filter(|group| group.days > days) {
        found.push(problems::long_group(group.id, group.size, group.days, days));
    }
    found
}

/// Whether there would be enough days and rooms if a group's days need not be consecutive.
fn groups_in_a_row(needs: &[usize], days: usize, rooms: usize) -> bool {
    rooms > 0
        && needs.iter().sum::<usize>() <= days * rooms
        && needs.iter().all(|need| *need <= days)
}

/// The smallest changes of single settings that give enough room, found by packing the groups
/// again.
fn room_would_do(season: &Season, demand: &Demand<'_>, needs: &[usize]) -> Bilingual {
    let days = demand.clock.day_count();
    let mut zh = Vec::new();
    let mut en = Vec::new();
    let mut add = |words: Bilingual| {
        zh.push(words.zh);
        en.push(words.en);
    };
    let mut more = days + 1..=days + MORE_DAYS;
    if let Some(count) = more.find(|count| packs(needs, *count, demand.rooms)) {
        add(bilingual!("日期增至 {count} 天", "{count} days"));
    }
    let rooms = season.rules.defence.rooms;
    let mut more = rooms + 1..=needs.len().max(rooms);
    if rooms > 0
        && let Some(count) = more.find(|count| packs(needs, days, *count))
    {
        add(bilingual!("会场增至 {count} 个（rooms）", "{count} rooms"));
    }
    let shorter = (1..season.rules.defence.minutes).rev();
    let mut shorter = shorter.filter(|minutes| minutes % 5 == 0);
    let fits = |minutes: &usize| {
        let mut rules = season.rules.defence.clone();
        rules.minutes = *minutes;
        let slots = Clock::new(&rules).map_or(0, |clock| clock.slots.len());
        let sizes = demand.groups.iter().map(|group| group.size);
        let needs: Vec<usize> = sizes
            .map(|size| size.div_ceil(slots.max(1)).max(1))
            .collect();
        slots > 0 && packs(&needs, days, demand.rooms)
    };
    if let Some(minutes) = shorter.find(fits) {
        add(bilingual!(
            "每项减至 {minutes} 分钟（minutes）",
            "{minutes} minutes per submission"
        ));
    }
    if zh.is_empty() {
        return bilingual!(
            "增加日期、会场，或减少入围项数",
            "Add days or rooms, or shorten the shortlist"
        );
    }
    let (zh, en) = (zh.join("，或"), en.join(", or "));
    bilingual!("以下任一项即可：{zh}", "Any one of these is enough: {en}")
}

/// Whether the groups fit one by one, the largest first, each on its first days with a free room.
fn packs(needs: &[usize], days: usize, rooms: usize) -> bool {
    let mut needs = needs.to_vec();
    needs.sort_unstable_by(|a, b| b.cmp(a));
    let mut used = vec![0_usize; days];
    needs.into_iter().all(|need| {
        let mut starts = 0..(days + 1).saturating_sub(need);
        let free = |start: &usize| used[*start..start + need].iter().all(|day| *day < rooms);
        let Some(start) = starts.find(free) else {
            return false;
        };
        used[start..start + need]
            .iter_mut()
            .for_each(|day| *day += 1);
        true
    })
}

/// Groups lack people even in the best distribution; `tried` is the number of distributions
/// evaluated, and whether these were all.
pub(super) fn too_few(
    demand: &Demand<'_>,
    starts: &[usize],
    lack: &Lack,
    tried: (usize, bool),
) -> Vec<Problem> {
    let mut found = vec![problems::no_distribution(
        tried.0,
        tried.1,
        other_days(demand),
    )];
    for (at, group) in demand.groups.iter().enumerate() {
        let start = starts[at];
        let days = demand.names(at, start).join(" ");
        let open: Vec<&Person<'_>> = demand
            .people
            .iter()
            .filter(|own| demand.open(own, at))
            .collect();
        let (free, busy): (Vec<&Person<'_>>, Vec<&Person<'_>>) =
            open.iter().partition(|own| demand.is_free(own, at, start));
        if lack.members[at] > 0 {
            let counts = (demand.sizes.0, free.len(), lack.members[at]);
            found.push(problems::few_free(group.id, &days, counts, &asked(&busy)));
        }
        if lack.leader[at] {
            let lead: Vec<&Person<'_>> =
                busy.into_iter().filter(|own| own.expert.can_lead).collect();
            let other = free.iter().filter(|own| own.expert.can_lead).count();
            found.push(problems::nobody_leads(
                group.id,
                &days,
                other,
                &asked(&lead),
            ));
        }
    }
    found.extend((0..demand.clock.days.len()).map(|day| on_day(demand, day)));
    found
}

/// Ids of people who would be eligible if they were free, members of the paper round's group first,
/// and their number.
fn asked(people: &[&Person<'_>]) -> (usize, String) {
    let mut own = people.to_vec();
    own.sort_by_key(|own| own.home.is_none());
    let ids: Vec<&str> = own
        .iter()
        .take(SHOWN)
        .map(|own| own.expert.id.as_str())
        .collect();
    let more = if people.len() > SHOWN { " …" } else { "" };
    (people.len(), format!("{}{more}", ids.join(" ")))
}

fn on_day(demand: &Demand<'_>, day: usize) -> Problem {
    let date = demand.clock.days[day];
    let people = demand.people.iter().map(|own| own.expert);
    let free = people.filter(|expert| expert.is_free(&[date]));
    let (count, lead) = free.fold((0, 0), |(count, lead), expert| {
        (count + 1, lead + usize::from(expert.can_lead))
    });
    problems::free_on_day(&demand.clock.day_name(day), count, lead)
}

/// The days outside the rules on which most people are free.
fn other_days(demand: &Demand<'_>) -> Bilingual {
    let people = demand.people.iter().map(|own| own.expert);
    let always = people
        .clone()
        .filter(|own| own.free_days.is_empty())
        .count();
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for date in people.flat_map(|own| &own.free_days) {
        if !demand.clock.days.contains(date) {
            *counts.entry(*date).or_default() += 1;
        }
    }
    let mut best: Vec<(Date, usize)> = counts.into_iter().collect();
    best.sort_by_key(|(date, count)| (std::cmp::Reverse(*count), *date));
    let shown = best.iter().take(3);
    let (zh, en): (Vec<String>, Vec<String>) = shown
        .map(|(date, count)| {
            let count = count + always;
            (format!("{date}（{count} 人）"), format!("{date} ({count})"))
        })
        .unzip();
    if zh.is_empty() {
        return bilingual!(
            "请下列专家更新可参加日期，或改换日期，或减少每组人数（min_members）或组数（groups）",
            "Ask the experts below to update their available days, choose other days, or lower min_members or groups"
        );
    }
    let (zh, en) = (zh.join("、"), en.join(", "));
    bilingual!(
        "请下列专家更新可参加日期，或增加他们有空的日期：{zh}，或减少每组人数（min_members）或组数（groups）",
        "Ask the experts below to update their available days, add days on which they are available: {en}, or lower min_members or groups"
    )
}
