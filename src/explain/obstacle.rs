//! Which rule stands in the way, and the smallest change of it that would let it pass.

use super::words::{group as group_name, list, person};
use super::{GroupWorth, Standing};
use crate::bilingual;
use crate::model::words::{Bilingual, Lang};
use crate::model::{ExpertIndex, PinKind, PinSubject, SubmissionIndex};
use crate::suitability::conflict::{Conflict, ConflictKind, ConflictSeverity, say_path};
use serde::Serialize;

/// A rule that forbids something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    /// Code of the rule, such as `R08`.
    pub rule: &'static str,
    /// What stands in the way, with its evidence.
    pub words: Bilingual,
    /// The smallest change that would allow it, where an office can answer for one.
    pub change: Bilingual,
    /// Whether `change` is one; else it says what to do instead.
    pub answerable: bool,
}

impl Obstacle {
    fn new(rule: &'static str, words: Bilingual, change: Bilingual) -> Self {
        Self {
            rule,
            words,
            change,
            answerable: true,
        }
    }

    /// Nothing that the office may change: `instead` says what to do.
    fn firm(rule: &'static str, words: Bilingual, instead: Bilingual) -> Self {
        Self {
            answerable: false,
            ..Self::new(rule, words, instead)
        }
    }

    /// The whole matter in one sentence.
    pub fn say(&self) -> Bilingual {
        let (rule, words, change) = (self.rule, &self.words, &self.change);
        if !self.answerable {
            return Bilingual::new(
                format!("{rule} {}；{}", words.zh, change.zh),
                format!("{rule} {}; {}", words.en, change.en),
            );
        }
        Bilingual::new(
            format!("{rule} {}；最小改动：{}", words.zh, change.zh),
            format!("{rule} {}; smallest change: {}", words.en, change.en),
        )
    }
}

/// A member's place, to be given to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vacancy {
    /// The member withdrew: pins about the member are void, as in a rerun.
    Withdrawn(u32),
    /// The member makes room: every pin holds.
    Displaced(u32),
}

impl Vacancy {
    /// Whose place it is.
    pub fn member(self) -> u32 {
        let (Self::Withdrawn(member) | Self::Displaced(member)) = self;
        member
    }
}

/// What keeps an expert from serving at all.
pub fn to_serve(standing: &Standing<'_>, expert: ExpertIndex) -> Vec<Obstacle> {
    let season = standing.season;
    let own = &season.experts[expert.at()];
    let mut found = Vec::new();
    if !own.available {
        let name = person(own);
        let words = if standing.plan.withdrawn.contains(&own.id) {
            bilingual!("{name} 已退出", "{name} has withdrawn")
        } else {
            bilingual!("{name} 本季不可参加", "{name} is not available this season")
        };
        let change = bilingual!(
            "experts 表「可参加」改为「是」",
            "set available to yes in the experts table"
        );
        found.push(Obstacle::new("R03", words, change));
    }
    let limit = season.rules.balance.max_consecutive_years;
    let run = own.consecutive_years_before(season.rules.conflicts.year);
    if limit > 0 && run >= limit {
        let next = run + 1;
        found.push(Obstacle::new(
            "R11",
            bilingual!(
                "已连续参评 {run} 年，上限 {limit} 年",
                "served {run} years in a row; the limit is {limit}"
            ),
            bilingual!(
                "max_consecutive_years {limit} → {next}",
                "max_consecutive_years {limit} -> {next}"
            ),
        ));
    }
    found
}

/// What keeps an expert from a seat in a group, in the place of a member or as one more.
pub fn to_sit(
    standing: &Standing<'_>,
    expert: u32,
    group: usize,
    vacancy: Option<Vacancy>,
) -> Vec<Obstacle> {
    let instead_of = vacancy.map(Vacancy::member);
    let mut members = standing.members[group].clone();
    members.retain(|&member| Some(member) != instead_of && member != expert);
    let seat = Seat {
        standing,
        expert,
        group,
        others: members,
    };
    let mut found = Vec::new();
    seat.head(&mut found);
    seat.pins(&mut found);
    if instead_of.is_none() {
        seat.size(&mut found);
    }
    seat.employer(&mut found);
    seat.region(&mut found);
    seat.kin(&mut found);
    seat.bars(&mut found);
    seat.leader(vacancy, &mut found);
    seat.newcomers(instead_of, &mut found);
    found
}

/// What is broken by a group's reviews.
pub fn to_review_all(standing: &Standing<'_>, worth: &GroupWorth) -> Vec<Obstacle> {
    let mut found = Vec::new();
    let (lacking, k) = (worth.unreviewed.len(), standing.instance.reviewers_each);
    if lacking > 0 {
        let Bilingual { zh, en } =
            list((worth.unreviewed.iter().take(6)).map(|&s| standing.submission(s).id.clone()));
        let less = k - 1;
        found.push(Obstacle::new(
            "R06",
            bilingual!(
                "{zh} 凑不齐 {k} 位评审专家",
                "{en}: fewer than {k} reviewers"
            ),
            bilingual!(
                "per_submission {k} → {less}",
                "per_submission {k} -> {less}"
            ),
        ));
    }
    for &member in &worth.overloaded {
        let cap = standing.instance.experts[member as usize].load_cap;
        let (name, more) = (person(standing.expert(member)), cap + 1);
        found.push(Obstacle::new(
            "R07",
            bilingual!(
                "{name} 的评审项数超过上限 {cap}",
                "{name} would review more than {cap}"
            ),
            bilingual!(
                "{name} 的评审上限 {cap} → {more}",
                "limit of {name} {cap} -> {more}"
            ),
        ));
    }
    found
}

/// What keeps an expert from reviewing a submission: conflicts of interest with their evidence,
/// or a pin.
pub fn to_review(
    standing: &Standing<'_>,
    expert: ExpertIndex,
    submission: SubmissionIndex,
) -> Vec<Obstacle> {
    let between = standing.conflicts.between(expert, submission);
    let mut found: Vec<Obstacle> = between
        .filter(|conflict| conflict.waived.is_none())
        .map(|conflict| of_conflict(standing, conflict))
        .collect();
    let pins = standing.season.pins.iter().filter(|pin| {
        pin.forbidden
            && pin.kind == PinKind::Reviewer
            && pin.subject == PinSubject::Expert(expert)
            && pin.object == crate::model::PinObject::Submission(submission)
    });
    found.extend(pins.map(|pin| {
        let (zh, en) = (pin.place.say(Lang::Zh), pin.place.say(Lang::En));
        Obstacle::new(
            "R17",
            bilingual!("指定不评审（{zh}）", "a pin forbids the review ({en})"),
            bilingual!("删除该条指定", "remove that pin"),
        )
    }));
    found
}

/// A conflict as an obstacle.
pub fn of_conflict(standing: &Standing<'_>, conflict: &Conflict) -> Obstacle {
    let rule = match conflict.severity {
        ConflictSeverity::Bar => "R14",
        ConflictSeverity::Recuse => "R15",
    };
    let kind = conflict.kind.words();
    let (zh, en) = (
        say_path(&conflict.evidence, Lang::Zh),
        say_path(&conflict.evidence, Lang::En),
    );
    let (kind_zh, kind_en) = (kind.zh, kind.en);
    let words = bilingual!("{kind_zh}：{zh}", "{kind_en}: {en}");
    match conflict.kind {
        // Nobody may answer for a judge on the applicant's payroll or board.
        ConflictKind::Employer | ConflictKind::DirectorOrShareholder => {
            Obstacle::firm(rule, words, instead())
        }
        _ => Obstacle::new(rule, words, waiver(standing, conflict)),
    }
}

fn instead() -> Bilingual {
    bilingual!(
        "这种关系不宜豁免，也不宜放宽规则：请换人（empanel recommend 列出人选）；记录有误的，改正专家表或关系表",
        "this tie is none to waive, nor to loosen the rule for: call somebody else (empanel recommend lists whom); if the tables are wrong, mend them"
    )
}

fn waiver(standing: &Standing<'_>, conflict: &Conflict) -> Bilingual {
    let expert = &standing.season.experts[conflict.expert.at()].id;
    let submission = &standing.season.submissions[conflict.submission.at()].id;
    let key = conflict.kind.key();
    match (conflict.kind, conflict.severity) {
        (ConflictKind::Recommender, _) => bilingual!(
            "对 {expert} 与 {submission} 这一对解除推荐单位回避（relations 表登记豁免并写明理由）",
            "lift the recommender recusal for {expert} and {submission}: a waiver in relations, with its reason"
        ),
        (_, ConflictSeverity::Bar) => bilingual!(
            "为 {expert} 与 {submission} 登记豁免（须写明理由），或 conflicts.{key} 由 bar 改为 recuse（可同组，但不评审）",
            "a waiver for {expert} and {submission} with its reason; or conflicts.{key} bar -> recuse (may share the group without the review)"
        ),
        (_, ConflictSeverity::Recuse) => bilingual!(
            "为 {expert} 与 {submission} 登记豁免（须写明理由）",
            "a waiver for {expert} and {submission}, with its reason"
        ),
    }
}

/// A seat in question: who would take it, and who sits there beside.
struct Seat<'a> {
    standing: &'a Standing<'a>,
    expert: u32,
    group: usize,
    others: Vec<u32>,
}

impl Seat<'_> {
    fn head(&self, found: &mut Vec<Obstacle>) {
        let standing = self.standing;
        if !standing.is_head(self.expert) || standing.instance.chairs_in_groups {
            return;
        }
        let name = person(standing.expert(self.expert));
        let chair = standing.assignment.chair == Some(self.expert);
        let (zh, en) = if chair {
            ("主任委员", "the chair")
        } else {
            ("副主任委员", "the vice chair")
        };
        found.push(Obstacle::new(
            "R13",
            bilingual!(
                "{name} 是{zh}，不进专业组",
                "{name} is {en} and sits in no group"
            ),
            bilingual!(
                "chairs_in_groups false → true",
                "chairs_in_groups false -> true"
            ),
        ));
    }

    fn pins(&self, found: &mut Vec<Obstacle>) {
        let standing = self.standing;
        let own = &standing.instance.experts[self.expert as usize];
        if own.allowed.allows(self.group) {
            return;
        }
        let pins = standing.season.pins.iter().filter(|pin| {
            let about = pin.subject == PinSubject::Expert(own.season);
            about && matches!(pin.kind, PinKind::Member | PinKind::Leader)
        });
        let demanded = pins.clone().any(|pin| !pin.forbidden);
        let rows: Vec<Bilingual> = pins
            .map(|pin| Bilingual::new(pin.place.say(Lang::Zh), pin.place.say(Lang::En)))
            .collect();
        let Bilingual { zh, en } = super::words::join(&rows, "；", "; ");
        let words = if demanded {
            bilingual!(
                "指定该专家在别的专业组（{zh}）",
                "a pin seats this expert in another group ({en})"
            )
        } else {
            bilingual!(
                "指定不许进入该组（{zh}）",
                "pins keep the expert out of the group ({en})"
            )
        };
        let change = bilingual!("修改该条指定", "change that pin");
        found.push(Obstacle::new("R17", words, change));
    }

    fn size(&self, found: &mut Vec<Obstacle>) {
        let (size, shape) = (self.others.len() + 1, &self.standing.instance.shape);
        if shape.members.contains(&size) {
            return;
        }
        let most = shape.max_members();
        let (words, change) = if size > most {
            (
                bilingual!(
                    "{size} 人超过每组上限 {most} 人",
                    "{size} members; at most {most} are allowed"
                ),
                bilingual!(
                    "max_members {most} → {size}",
                    "max_members {most} -> {size}"
                ),
            )
        } else {
            (
                bilingual!(
                    "{size} 人不是允许的组员人数",
                    "{size} is no allowed number of members"
                ),
                bilingual!("odd_members true → false", "odd_members true -> false"),
            )
        };
        found.push(Obstacle::new("R04", words, change));
    }

    fn alike(&self, number: impl Fn(&crate::solve::instance::Candidate) -> u32) -> Vec<u32> {
        let experts = &self.standing.instance.experts;
        let own = number(&experts[self.expert as usize]);
        let others = self.others.iter().copied();
        others
            .filter(|&other| own != 0 && number(&experts[other as usize]) == own)
            .collect()
    }

    fn employer(&self, found: &mut Vec<Obstacle>) {
        let cap = self.standing.instance.employer_cap;
        let experts = &self.standing.instance.experts;
        let own = experts[self.expert as usize].employers.iter();
        // Of several employers the one of whom most sit there.
        let most = own
            .map(|employer| {
                let of = |other: &u32| experts[*other as usize].employers.contains(employer);
                self.others.iter().copied().filter(of).collect::<Vec<u32>>()
            })
            .max_by_key(Vec::len);
        let Some(same) = most.filter(|same| same.len() >= cap) else {
            return;
        };
        let more = same.len() + 1;
        let Bilingual { zh, en } = self.names(&same);
        let employer = &self.standing.expert(self.expert).employer;
        found.push(Obstacle::new(
            "R08",
            bilingual!(
                "组内已有同单位（{employer}）的 {zh}，上限 {cap} 人",
                "already there from the same employer ({employer}): {en}; the cap is {cap}"
            ),
            bilingual!(
                "max_per_employer {cap} → {more}",
                "max_per_employer {cap} -> {more}"
            ),
        ));
    }

    fn region(&self, found: &mut Vec<Obstacle>) {
        let same = self.alike(|expert| expert.region);
        let size = self.others.len() + 1;
        let cap = self.standing.instance.region_cap(size);
        if same.len() < cap {
            return;
        }
        let Bilingual { zh, en } = self.names(&same);
        let (region, share) = (
            &self.standing.expert(self.expert).region,
            self.standing.instance.region_share,
        );
        #[allow(clippy::cast_precision_loss)] // sizes of groups
        let needed = ((same.len() + 1) as f64 / size as f64 * 100.0).ceil() / 100.0;
        found.push(Obstacle::new(
            "R09",
            bilingual!(
                "组内已有同地区（{region}）的 {zh}，每组至多 {cap} 人",
                "already there from the same region ({region}): {en}; at most {cap} may"
            ),
            bilingual!(
                "max_region_share {share} → {needed}",
                "max_region_share {share} -> {needed}"
            ),
        ));
    }

    fn kin(&self, found: &mut Vec<Obstacle>) {
        let kin = &self.standing.instance.experts[self.expert as usize].kin;
        let there: Vec<u32> = self
            .others
            .iter()
            .copied()
            .filter(|other| kin.contains(other))
            .collect();
        if there.is_empty() {
            return;
        }
        let Bilingual { zh, en } = self.names(&there);
        found.push(Obstacle::new(
            "R16",
            bilingual!("与组内的 {zh} 是亲属", "a relative of {en}, who sits there"),
            bilingual!(
                "亲属同组不可放宽，须把 {zh} 编入别组",
                "relatives never share a group: {en} would have to sit elsewhere"
            ),
        ));
    }

    fn bars(&self, found: &mut Vec<Obstacle>) {
        let standing = self.standing;
        let expert = standing.instance.experts[self.expert as usize].season;
        for &submission in &standing.submissions[self.group] {
            if !standing
                .instance
                .cells
                .get(submission as usize, self.expert as usize)
                .barred()
            {
                continue;
            }
            let position = standing.instance.submissions[submission as usize].season;
            let between = standing.conflicts.between(expert, position);
            let bars = between.filter(|conflict| {
                conflict.waived.is_none() && conflict.severity == ConflictSeverity::Bar
            });
            found.extend(bars.map(|conflict| of_conflict(standing, conflict)));
        }
    }

    fn leader(&self, vacancy: Option<Vacancy>, found: &mut Vec<Obstacle>) {
        let standing = self.standing;
        let pinned = standing.instance.groups[self.group].leader;
        let after: Vec<u32> = self.others.iter().copied().chain([self.expert]).collect();
        if let Some(pinned) = pinned.filter(|&one| vacancy == Some(Vacancy::Displaced(one))) {
            // Whom the pin of this very group keeps from the other is told by that pin already.
            if standing.seat(self.expert).is_some_and(|other| {
                let own = &standing.instance.experts[pinned as usize];
                !own.allowed.allows(other)
            }) {
                return;
            }
            let name = person(standing.expert(pinned));
            found.push(Obstacle::new(
                "R17",
                bilingual!("指定由 {name} 任组长", "a pin makes {name} the leader"),
                bilingual!("修改该条指定", "change that pin"),
            ));
        } else if leader_of(standing, self.group, &after).is_none() {
            let own = person(standing.expert(self.expert));
            found.push(Obstacle::new(
                "R12",
                bilingual!(
                    "换人后组内无人可任组长",
                    "nobody left in the group may lead it"
                ),
                bilingual!(
                    "{own} 的「可任组长」改为「是」",
                    "set can_lead of {own} to yes"
                ),
            ));
        }
    }

    fn newcomers(&self, instead_of: Option<u32>, found: &mut Vec<Obstacle>) {
        let standing = self.standing;
        let experts = &standing.instance.experts;
        // Only somebody from outside the groups changes the share.
        if experts[self.expert as usize].newcomer || standing.seat(self.expert).is_some() {
            return;
        }
        let seats = standing.members.iter().flatten().copied();
        let after: Vec<u32> = seats
            .filter(|&e| Some(e) != instead_of)
            .chain([self.expert])
            .collect();
        let fresh = after
            .iter()
            .filter(|&&e| experts[e as usize].newcomer)
            .count();
        let needed = standing.instance.newcomers_needed(after.len());
        if fresh < needed {
            let share = standing.instance.new_share;
            #[allow(clippy::cast_precision_loss)] // sizes of committees
            let less = (fresh as f64 / after.len() as f64 * 100.0).floor() / 100.0;
            found.push(Obstacle::new(
                "R10",
                bilingual!(
                    "换人后新专家只有 {fresh} 人，需要 {needed} 人",
                    "{fresh} newcomers would be left; {needed} are needed"
                ),
                bilingual!(
                    "min_new_share {share} → {less}",
                    "min_new_share {share} -> {less}"
                ),
            ));
        }
    }

    fn names(&self, these: &[u32]) -> Bilingual {
        list(
            these
                .iter()
                .map(|&other| person(self.standing.expert(other))),
        )
    }
}

/// How well an expert knows a group's submissions: the sum of the scores, in billionths.
pub fn knows(standing: &Standing<'_>, expert: u32, group: usize) -> i64 {
    let scores = standing.submissions[group].iter().map(|&submission| {
        let cell = standing
            .instance
            .cells
            .get(submission as usize, expert as usize);
        if cell.free() {
            i64::from(cell.score())
        } else {
            0
        }
    });
    scores.sum()
}

/// Who would lead a group of these members: who is pinned, else (also where who is pinned has
/// left) the one who may lead and knows the submissions best.
pub fn leader_of(standing: &Standing<'_>, group: usize, members: &[u32]) -> Option<u32> {
    let instance = &standing.instance;
    let pinned = instance.groups[group].leader;
    if let Some(pinned) = pinned.filter(|pinned| members.contains(pinned)) {
        return Some(pinned);
    }
    let may = members.iter().copied().filter(|&member| {
        let expert = &instance.experts[member as usize];
        expert.can_lead && expert.may_lead.allows(group)
    });
    may.max_by_key(|&member| {
        let must =
            instance.experts[member as usize].seating == crate::solve::instance::Seating::MustLead;
        (
            must,
            knows(standing, member, group),
            std::cmp::Reverse(member),
        )
    })
}

/// What keeps a submission from a group.
pub fn to_hold(standing: &Standing<'_>, submission: u32, group: usize) -> Vec<Obstacle> {
    let instance = &standing.instance;
    let mut found = Vec::new();
    let name = group_name(standing, group);
    if !instance.submissions[submission as usize]
        .allowed
        .allows(group)
    {
        let pinned = standing.season.pins.iter().any(|pin| {
            pin.subject == PinSubject::Submission(instance.submissions[submission as usize].season)
        });
        found.push(if pinned {
            Obstacle::new(
                "R17",
                bilingual!("指定不许分到 {name}", "a pin keeps it out of {name}"),
                bilingual!("修改该条指定", "change that pin"),
            )
        } else {
            Obstacle::new(
                "R18",
                bilingual!("{name} 的主题不合", "it does not fit the theme of {name}"),
                bilingual!(
                    "在 groups 表扩大该组主题，或在 pins 表指定",
                    "widen the theme in the groups table"
                ),
            )
        });
    }
    let (size, most) = (
        standing.submissions[group].len() + 1,
        instance.shape.max_submissions,
    );
    if size > most {
        found.push(Obstacle::new(
            "R05",
            bilingual!(
                "{name} 已有 {most} 项申报，达到上限",
                "{name} holds {most} submissions already, the most allowed"
            ),
            bilingual!(
                "max_submissions {most} → {size}，或对调一项",
                "max_submissions {most} -> {size}, or an exchange"
            ),
        ));
    }
    let home = standing.assignment.group[submission as usize] as usize;
    let (left, least) = (
        standing.submissions[home].len().saturating_sub(1),
        instance.shape.min_submissions,
    );
    if left < least {
        found.push(Obstacle::new(
            "R05",
            bilingual!(
                "原组只剩 {left} 项，少于下限 {least} 项",
                "its own group would keep {left}, fewer than {least}"
            ),
            bilingual!(
                "min_submissions {least} → {left}，或对调一项",
                "min_submissions {least} -> {left}, or an exchange"
            ),
        ));
    }
    let position = instance.submissions[submission as usize].season;
    for &member in &standing.members[group] {
        if instance
            .cells
            .get(submission as usize, member as usize)
            .barred()
        {
            let expert = instance.experts[member as usize].season;
            let bars = standing
                .conflicts
                .between(expert, position)
                .filter(|conflict| {
                    conflict.waived.is_none() && conflict.severity == ConflictSeverity::Bar
                });
            found.extend(bars.map(|conflict| of_conflict(standing, conflict)));
        }
    }
    found
}
