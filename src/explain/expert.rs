//! Why an expert has a certain seat, or none.

use super::obstacle::{Obstacle, knows, to_serve};
use super::place::{self, Exchange};
use super::words::{change as change_words, group as group_name, join, list, person};
use super::worth::points;
use super::{Change, Standing};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, PinKind, PinSubject};
use schemars::JsonSchema;
use serde::Serialize;

/// An expert's role in the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 主任委员
    Chair,
    /// 副主任委员
    ViceChair,
    /// 组长
    Leader,
    /// 组员
    Member,
    /// 未入选
    None,
}

/// An expert who may lead a group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LeaderCandidate {
    /// Expert id, as in the season.
    pub expert: String,
    /// Sum of the scores over the group's submissions.
    pub knows: f64,
}

/// The explanation of an expert.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExpertExplanation {
    /// Expert id, as in the season.
    pub expert: String,
    /// Role in the committee.
    pub role: Role,
    /// Group id, if any.
    pub group: Option<String>,
    /// Ids of the submissions that the expert reviews.
    pub reviews: Vec<String>,
    /// Maximum number of reviews of the expert.
    pub limit: u32,
    /// Effect on the group if the expert were missing.
    pub without: Option<Change>,
    /// The rules that keep the expert from serving at all.
    pub obstacles: Vec<Obstacle>,
    /// The best exchange into every other group.
    pub elsewhere: Vec<Exchange>,
    /// Members of the group who may lead it, best first.
    pub leaders: Vec<LeaderCandidate>,
    /// The whole explanation as sentences.
    pub sentences: Vec<Bilingual>,
}

/// Explains an expert. Chooses a group's reviews O(groups x members) times.
pub fn expert(standing: &Standing<'_>, index: ExpertIndex) -> ExpertExplanation {
    let own = &standing.season.experts[index.at()];
    let number = standing.expert_number(&own.id);
    let mut told = ExpertExplanation {
        expert: own.id.clone(),
        role: Role::None,
        group: None,
        reviews: Vec::new(),
        limit: number.map_or(0, |number| {
            standing.instance.experts[number as usize].load_cap
        }),
        without: None,
        obstacles: to_serve(standing, index),
        elsewhere: Vec::new(),
        leaders: Vec::new(),
        sentences: Vec::new(),
    };
    let Some(number) = number else {
        let name = person(own);
        told.sentences.push(bilingual!(
            "{name} 不能参加本届评审。",
            "{name} cannot serve this season."
        ));
        told.sentences.extend(told.obstacles.iter().map(sentence));
        return told;
    };
    told.elsewhere = (0..standing.instance.groups.len())
        .filter_map(|group| place::best(standing, number, group))
        .collect();
    if standing.is_head(number) {
        head(standing, number, &mut told);
    } else if let Some(group) = standing.seat(number) {
        member(standing, number, group, &mut told);
    } else {
        unseated(standing, number, &mut told);
    }
    elsewhere(standing, &mut told);
    told
}

fn sentence(obstacle: &Obstacle) -> Bilingual {
    let Bilingual { zh, en } = obstacle.say();
    bilingual!("{zh}。", "{en}.")
}

fn head(standing: &Standing<'_>, number: u32, told: &mut ExpertExplanation) {
    let chair = standing.assignment.chair == Some(number);
    let (role, kind, zh, en) = if chair {
        (Role::Chair, PinKind::Chair, "主任委员", "the chair")
    } else {
        (
            Role::ViceChair,
            PinKind::ViceChair,
            "副主任委员",
            "the vice chair",
        )
    };
    told.role = role;
    let name = person(standing.expert(number));
    told.sentences.push(bilingual!(
        "{name} 是{zh}，按规定不编入专业组（R13）。",
        "{name} is {en} and, under rule R13, has no seat in a group."
    ));
    let index = standing.instance.experts[number as usize].season;
    let pin =
        standing.season.pins.iter().find(|pin| {
            pin.kind == kind && !pin.forbidden && pin.subject == PinSubject::Expert(index)
        });
    if let Some(pin) = pin {
        let (zh, en) = (pin.place.say(Lang::Zh), pin.place.say(Lang::En));
        told.sentences.push(bilingual!(
            "由评审办公室指定担任（R17，{zh}）。",
            "The office has pinned this expert to the post (R17, {en})."
        ));
        return;
    }
    let leads = (0..)
        .zip(&standing.instance.experts)
        .filter(|(_, expert)| expert.quality_lead);
    let others: Vec<String> = leads
        .filter(|&(other, _)| !standing.is_head(other))
        .map(|(other, _)| {
            let seat = standing.seat(other).map_or_else(
                || "-".to_owned(),
                |group| standing.group_id(group).to_owned(),
            );
            format!("{} [{seat}]", person(standing.expert(other)))
        })
        .collect();
    if others.is_empty() {
        told.sentences.push(bilingual!(
            "可参加的质量综合专家只有在任的两位。",
            "No other quality experts can take part."
        ));
    } else {
        let Bilingual { zh, en } = list(&others);
        told.sentences.push(bilingual!(
            "质量综合专家另有 {zh}；主任委员、副主任委员取其中对专业组影响较小的两位，且单位不同。",
            "The other quality experts are {en}; the two chairs are those whom the groups need least, and they have different employers."
        ));
    }
}

fn member(standing: &Standing<'_>, number: u32, group: usize, told: &mut ExpertExplanation) {
    let leads = standing.assignment.leaders[group] == Some(number);
    told.role = if leads { Role::Leader } else { Role::Member };
    told.group = Some(standing.group_id(group).to_owned());
    told.reviews = (standing.submissions[group].iter())
        .filter(|&&s| standing.assignment.reviewers[s as usize].contains(&number))
        .map(|&s| standing.submission(s).id.clone())
        .collect();
    let (name, place) = (person(standing.expert(number)), group_name(standing, group));
    let (zh, en) = if leads {
        ("组长", "leads")
    } else {
        ("组员", "is a member of")
    };
    let (count, limit) = (told.reviews.len(), told.limit);
    let Bilingual {
        zh: ids_zh,
        en: ids_en,
    } = list(&told.reviews);
    told.sentences.push(bilingual!(
        "{name} 是 {place} 的{zh}，评审 {count} 项（上限 {limit}）：{ids_zh}。",
        "{name} {en} {place} and reviews {count} of at most {limit} submissions: {ids_en}."
    ));
    let mut rest = standing.members[group].clone();
    rest.retain(|&other| other != number);
    let without = standing.worth_with(group, &rest, &standing.submissions[group]);
    let change = standing.change(&[&standing.worth_now(group)], &[&without]);
    let Bilingual { zh, en } = change_words(&change);
    told.sentences.push(bilingual!(
        "为什么在本组：若没有这位专家，由其余组员重新选配评审，本组会是：{zh}。",
        "Why this group: without this expert, and with the reviews redistributed among the other members, the group would have: {en}."
    ));
    told.without = Some(change);
    leadership(standing, number, group, told);
}

fn leadership(standing: &Standing<'_>, number: u32, group: usize, told: &mut ExpertExplanation) {
    let may = |&&member: &&u32| {
        let expert = &standing.instance.experts[member as usize];
        expert.can_lead && expert.may_lead.allows(group)
    };
    let mut leaders: Vec<(i64, u32)> = (standing.members[group].iter().filter(may))
        .map(|&member| (knows(standing, member, group), member))
        .collect();
    leaders.sort_by_key(|&(knows, member)| (std::cmp::Reverse(knows), member));
    told.leaders = leaders
        .iter()
        .map(|&(knows, member)| LeaderCandidate {
            expert: standing.expert(member).id.clone(),
            knows: points(knows),
        })
        .collect();
    let able = leaders.iter().any(|&(_, member)| member == number);
    let leads = told.role == Role::Leader;
    if !able && !leads {
        return;
    }
    let pinned = standing.instance.groups[group].leader == Some(number);
    let shown = told
        .leaders
        .iter()
        .map(|one| format!("{} {:.4}", one.expert, one.knows));
    let Bilingual { zh, en } = list(shown);
    told.sentences.push(match (leads, pinned, leaders.len()) {
        (true, true, _) => bilingual!("为什么任组长：评审办公室指定（R17）。", "Why leader: the office has pinned it (R17)."),
        (true, _, 1) => bilingual!("为什么任组长：组内只有这位专家可任组长（R12）。", "Why leader: no other member of the group may lead (R12)."),
        (true, ..) => bilingual!(
            "为什么任组长：可任组长的组员对本组申报的匹配得分合计为 {zh}，取最熟悉者（R12）。",
            "Why leader: total match with the group's submissions, for the members who may lead: {en}. The best match leads (R12)."
        ),
        (false, ..) => bilingual!(
            "可任组长但未任：可任组长的组员对本组申报的匹配得分合计为 {zh}。",
            "May lead but does not: total match with the group's submissions, for the members who may lead: {en}."
        ),
    });
}

fn unseated(standing: &Standing<'_>, number: u32, told: &mut ExpertExplanation) {
    let name = person(standing.expert(number));
    let (open, shut): (Vec<_>, Vec<_>) = told
        .elsewhere
        .iter()
        .partition(|way| way.obstacles.is_empty());
    let (open, shut) = (open.len(), shut.len());
    told.sentences.push(bilingual!(
        "{name} 未入选：规则允许进入的专业组 {open} 个，但其他人选更合适或相当；规则不允许进入的专业组 {shut} 个。",
        "{name} has no seat. Groups the rules allow, where others fit as well or better: {open}. Groups the rules do not allow: {shut}."
    ));
    let better = told.elsewhere.iter().find(|way| {
        way.obstacles.is_empty() && (place::balance(&way.change), -way.change.score) < (0, -1e-9)
    });
    if let Some(way) = better {
        let (group, other) = (&way.group, &way.instead_of);
        let Bilingual { zh, en } = change_words(&way.change);
        told.sentences.push(bilingual!(
            "入选反而更好：在 {group} 替换 {other}，{zh}；计算在时限内没有找到这一改进。",
            "A seat would be better: in {group} in place of {other}, {en}; the search did not find this improvement within its time limit."
        ));
    }
}

fn elsewhere(standing: &Standing<'_>, told: &mut ExpertExplanation) {
    let common = in_all(&told.elsewhere);
    if !common.is_empty() {
        let Bilingual { zh, en } = reasons(&common);
        told.sentences.push(bilingual!(
            "以下各组都不允许：{zh}。",
            "None of the groups below is allowed: {en}."
        ));
    }
    for way in &told.elsewhere {
        let Some(group) = standing.group_number(&way.group) else {
            continue;
        };
        let place = group_name(standing, group);
        let other = standing
            .expert_number(&way.instead_of)
            .map_or_else(String::new, |e| person(standing.expert(e)));
        let Bilingual {
            zh: change_zh,
            en: change_en,
        } = change_words(&way.change);
        let (zh, en) = if way.swap {
            (
                format!("与 {other} 对调"),
                format!("trading seats with {other}"),
            )
        } else {
            (format!("替换 {other}"), format!("in place of {other}"))
        };
        let mut own = way.obstacles.clone();
        own.retain(|obstacle| !common.contains(obstacle));
        let words = if way.obstacles.is_empty() {
            bilingual!(
                "{place}：规则允许（{zh}），{change_zh}。",
                "{place}: allowed ({en}), {change_en}."
            )
        } else if own.is_empty() {
            bilingual!(
                "{place}：若允许（{zh}），{change_zh}。",
                "{place}: if it were allowed ({en}), {change_en}."
            )
        } else {
            let Bilingual {
                zh: why_zh,
                en: why_en,
            } = reasons(&own);
            bilingual!(
                "{place}：规则不允许（{zh}）：{why_zh}。若允许，{change_zh}。",
                "{place}: forbidden ({en}): {why_en}. If it were allowed, {change_en}."
            )
        };
        told.sentences.push(words);
    }
}

/// The obstacles common to all other groups, if there are several groups.
fn in_all(ways: &[Exchange]) -> Vec<Obstacle> {
    let Some((first, rest)) = ways.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Vec::new();
    };
    let mut common = first.obstacles.clone();
    common.retain(|obstacle| rest.iter().all(|way| way.obstacles.contains(obstacle)));
    common
}

fn reasons(obstacles: &[Obstacle]) -> Bilingual {
    let all: Vec<Bilingual> = obstacles.iter().map(Obstacle::say).collect();
    join(&all, "；", "; ")
}
